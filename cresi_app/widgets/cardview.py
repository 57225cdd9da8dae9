"""The same records as cards: a cover, what it is, its state, in as many columns as there is room for."""

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cresi_app.core.bookcover import cover_colours
from cresi_app.widgets.cover import cover_pixmap, paint_cover
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.pills import paint_pill, pill_width
from cresi_app.widgets.rows import CatalogueLine, RowState
from cresi_app.widgets.tablemodel import ROW, TableModel
from cresi_app.widgets.theme import theme

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
LEAST: Final = 188
"""Least width of a card, in pixels of the look."""
FRESH: Final = 3
"""New covers drawn in one picture: more would cost more than a frame."""
KEPT: Final = 256
REST_MS: Final = 60
_HEIGHT: Final = 286
_COVER: Final = (104, 146)
_SIDE: Final = 8
"""What stands free at the sides of a card: a state and an ordinary call number go beside each other at its least width."""


class CatalogueCard(Generic[R]):
    """A document's card: its cover, its title on two lines, who and when, its kind and its state."""

    def __init__(self, line: Callable[[R], CatalogueLine]) -> None:
        self._line = line
        self._drawn: dict[tuple[str, str, int, int], None] = {}
        self._grounds: dict[tuple[int, int, str, int, int], QPixmap] = {}
        self._broken: dict[tuple[str, int, float], tuple[str, str]] = {}
        self._fresh = 0
        self.waiting = False
        """Whether the last picture left covers plain: a frame draws a few new ones, the others come when scrolling rests."""

    def begin(self) -> None:
        """Begin a picture."""
        self._fresh, self.waiting = 0, False

    def height(self) -> int:
        """Return 286 pixels of the look."""
        return theme().px(_HEIGHT)

    def spoken(self, row: Any) -> str:
        """Say title, authors, kind, state and call number."""
        line = self._line(row)
        pill = line.pill[0] if line.pill else ""
        return ", ".join(filter(None, (line.title, line.byline, line.kind[1], pill, line.call_number)))

    def paint(self, painter: QPainter, rect: QRect, row: Any, state: RowState) -> None:
        """Draw one card."""
        look = theme()
        area = QRectF(rect).adjusted(look.px(6), look.px(6), -look.px(6), -look.px(6))
        painter.drawPixmap(rect.topLeft(), self._ground(rect.size(), state))
        inner = area.toRect().adjusted(look.px(_SIDE), look.px(14), -look.px(_SIDE), -look.px(12))
        cover = QRectF(inner.x(), inner.y(), look.px(_COVER[0]), look.px(_COVER[1]))
        if row is None:
            rounded(painter, cover, look.px(4), look.color("surface3"))
            return
        line = self._line(row)
        self._cover(painter, cover, line)
        icon, _word, colour = line.kind
        place = QPointF(inner.right() - look.px(9), inner.y() + look.px(9))
        ink = "text2" if state.selected else look.category(colour).name()
        put_pixmap(painter, look.pixmap(icon, ink, 18), place)
        self._words(painter, inner.adjusted(0, look.px(_COVER[1] + 10), 0, 0), line, selected=state.selected)

    def _ground(self, size: QSize, state: RowState) -> QPixmap:
        """Return a card's ground: the same for all cards of a size and state, drawn once."""
        look = theme()
        how = "selected" if state.selected else "hover" if state.hover else ""
        key = (size.width(), size.height(), how, look.color("surface").rgba(), look.color("primary").rgba())
        found = self._grounds.get(key)
        if found is None:
            found = QPixmap(size * 2)
            found.setDevicePixelRatio(2)
            found.fill(Qt.GlobalColor.transparent)
            painter = smooth(QPainter(found))
            area = QRectF(0, 0, size.width(), size.height()).adjusted(look.px(6), look.px(6), -look.px(6), -look.px(6))
            if state.selected:
                rounded(painter, area, look.px(14), look.color("primary_soft"), look.color("primary"), 2)
            else:
                ground = look.color("surface2" if state.hover else "surface")
                rounded(painter, area, look.px(14), ground, look.color("border"))
            painter.end()
            if len(self._grounds) > 12:
                self._grounds.clear()
            self._grounds[key] = found
        return found

    def _cover(self, painter: QPainter, cover: QRectF, line: CatalogueLine) -> None:
        if line.picture is not None:
            paint_cover(painter, cover, line.title, line.author, line.picture)
            return
        key = (line.title, line.author, round(cover.width()), round(cover.height()))
        if key not in self._drawn:
            if self._fresh >= FRESH:
                self.waiting = True
                rounded(painter, cover, theme().px(4), QColor(cover_colours(line.title)[0]))
                return
            self._fresh += 1
            self._drawn[key] = None
            if len(self._drawn) > KEPT:
                del self._drawn[next(iter(self._drawn))]
        painter.drawPixmap(cover.topLeft().toPoint(), cover_pixmap(*key))

    def _words(self, painter: QPainter, room: QRect, line: CatalogueLine, *, selected: bool) -> None:
        look = theme()
        font = look.font("secondary", weight=600)
        key = (line.title, room.width(), look.scale)
        if key not in self._broken:
            if len(self._broken) > 4 * KEPT:
                self._broken.clear()
            self._broken[key] = two_lines(line.title, font_width(font), room.width())
        first, second = self._broken[key]
        high = look.px(19)
        for number, text in enumerate(part for part in (first, second) if part):
            put_text(
                painter,
                QRect(room.x(), room.y() + number * high, room.width(), high),
                text,
                font,
                look.color("text"),
                LEFT,
            )
        below = QRect(room.x(), room.y() + high * (2 if second else 1) + look.px(1), room.width(), look.px(17))
        put_text(painter, below, line.byline, look.font("caption"), look.color("text2"), LEFT)
        foot = room.bottom() - look.px(22)
        if line.pill is not None:
            width = min(pill_width(line.pill[0]), room.width())
            paint_pill(
                painter, QRectF(room.x(), foot, width, look.px(24)), line.pill[0], line.pill[1], on_selection=selected
            )
            room = room.adjusted(width + look.px(4), 0, 0, 0)
        wanted = QFontMetrics(look.font("caption", tabular=True)).horizontalAdvance(line.call_number) + 2
        over = min(look.px(2), max(0, wanted - room.width()))  # of the gap before it rather than « … »
        number_room = QRect(room.x() - over, foot, room.width() + over, look.px(24))
        put_text(
            painter,
            number_room,
            line.call_number,
            look.font("caption", tabular=True),
            look.color("text2"),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        )


class _CardDelegate(QStyledItemDelegate):
    """Hands each card to its painter."""

    def __init__(self, view: "CardView", cards: CatalogueCard[Any]) -> None:
        super().__init__(view)
        self._view, self._cards = view, cards

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return self._view.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        flags = QStyle.StateFlag
        state = RowState(
            selected=bool(option.state & flags.State_Selected), hover=bool(option.state & flags.State_MouseOver)
        )
        self._cards.paint(painter, option.rect, index.data(ROW), state)
        painter.restore()


class CardView(ListView):
    """Cards in rows; the arrows go from card to card, all else as in `ListView`."""

    def __init__(
        self,
        name: str,
        model: TableModel[Any],
        cards: CatalogueCard[Any],
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._cards = cards
        self.cell = QSize(theme().px(LEAST), cards.height())
        super().__init__(name, model, cards, several=several, parent=parent)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.viewport().update)
        self.setItemDelegate(_CardDelegate(self, cards))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the cards in sight; the covers left plain are drawn when scrolling rests."""
        self._cards.begin()
        super().paintEvent(event)
        if self._cards.waiting:
            self._rest.start()

    def columns(self) -> int:
        """Return how many cards stand side by side."""
        return max(1, self.viewport().width() // theme().px(LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        self._fit()
        super().resizeEvent(event)

    def restyle(self) -> None:
        """Take the look in force."""
        self._fit()
        super().restyle()

    def _fit(self) -> None:
        # One pixel less than the share: a row that is just full would wrap.
        self.cell = QSize(max(self.viewport().width() // self.columns() - 1, 1), self._cards.height())


def font_width(font: Any) -> Callable[[str], int]:
    """Return what measures a text in a font."""
    return QFontMetrics(font).horizontalAdvance


def two_lines(text: str, width: Callable[[str], int], room: int) -> tuple[str, str]:
    """Break a title after a word so that the first line fits; the second may still be cut when drawn."""
    if width(text) < room:  # a width is rounded: what fits to the pixel may be cut when drawn
        return text, ""
    words = text.split(" ")
    first = words[0]
    for number, word in enumerate(words[1:], 1):
        longer = f"{first} {word}"
        if width(longer) >= room:
            return first, " ".join(words[number:])
        first = longer
    return first, ""
