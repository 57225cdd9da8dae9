"""How list rows are drawn: the catalogue's tall row with its cover, and the two-line rows of all other lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from cresi_app.widgets.card import paint_tile
from cresi_app.widgets.cover import cover_pixmap, paint_cover
from cresi_app.widgets.highlight import Span, paint_marked
from cresi_app.widgets.paint import LEFT, RIGHT, put_lines, put_pixmap, put_text, rounded
from cresi_app.widgets.pills import paint_avatar, paint_pill, pill_width
from cresi_app.widgets.theme import theme

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands: chosen, under the pointer, last of the list."""

    selected: bool = False
    hover: bool = False
    last: bool = False


class RowPainter(Protocol):
    """Draws rows of one list; `row` is None while it is being read."""

    def height(self) -> int:
        """Return the height of a row in pixels."""

    def paint(self, painter: QPainter, rect: QRect, row: Any, state: RowState) -> None:
        """Draw one row in `rect`."""

    def spoken(self, row: Any) -> str:
        """Return what assistive tools say of a row."""


def paint_ground(painter: QPainter, rect: QRect, state: RowState, *, text_x: int, radius: float = 10) -> None:
    """Draw the ground of a row: selection with its bar, hover, or the divider that starts at the text."""
    look = theme()
    area = QRectF(rect).adjusted(look.px(8), look.px(2), -look.px(8), -look.px(2))
    if state.selected:
        rounded(painter, area, look.px(radius), look.color("primary_soft"))
        bar = QRectF(area.x(), area.y() + look.px(8), look.px(3), area.height() - look.px(16))
        rounded(painter, bar, look.px(1.5), look.color("primary"))
        if look.contrast:
            rounded(painter, area, look.px(radius), None, look.color("primary"), 2)
    elif state.hover:
        rounded(painter, area, look.px(radius), look.color("surface2" if not look.contrast else "surface3"))
    elif not state.last:
        painter.fillRect(QRectF(text_x, rect.bottom(), area.right() - look.px(8) - text_x, 1), look.color("border"))


def paint_skeleton(painter: QPainter, rect: QRect, lines: Sequence[tuple[float, float]]) -> None:
    """Draw the shape of a row that is being read; `lines` are (top, share of the width)."""
    look = theme()
    for top, share in lines:
        bar = QRectF(rect.x(), rect.y() + look.px(top), rect.width() * share, look.px(10))
        rounded(painter, bar, look.px(5), look.color("surface3"))


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """What a catalogue row shows. `kind` is (icon, word, categorical colour number); `spans` are hits in the snippet."""

    title: str
    byline: str = ""
    snippet: str = ""
    spans: Sequence[Span] = ()
    title_spans: Sequence[Span] = ()
    kind: tuple[str, str, int] = ("book-open", "", 0)
    tags: Sequence[str] = ()
    pill: tuple[str, str] | None = None
    call_number: str = ""
    author: str = ""
    picture: QImage | None = None


class CatalogueRow(Generic[R]):
    """The row of 101 pixels: cover, title, authors, snippet, kind and tags; pill and call number at the right."""

    def __init__(self, line: Callable[[R], CatalogueLine]) -> None:
        self._line = line

    def height(self) -> int:
        """Return 101 pixels of the look, 73 where rows are low."""
        return theme().px(73 if theme().compact else 101)

    def spoken(self, row: Any) -> str:
        """Say title, authors, kind, state and call number."""
        line = self._line(row)
        pill = line.pill[0] if line.pill else ""
        return ", ".join(filter(None, (line.title, line.byline, line.kind[1], pill, line.call_number)))

    def paint(self, painter: QPainter, rect: QRect, row: Any, state: RowState) -> None:
        """Draw one row."""
        look = theme()
        tall = 50 if look.compact else 78
        cover = QRectF(rect.x() + look.px(22), rect.y() + look.px(11), look.px(tall * 56 / 78), look.px(tall))
        text_x = round(cover.right()) + look.px(18)
        right = rect.right() - look.px(25)
        paint_ground(painter, rect, state, text_x=text_x)
        room = QRect(
            text_x,
            rect.y() + look.px(11 if tall == 78 else 7),
            max(0, right - text_x),
            look.px(78 if tall == 78 else 59),
        )
        if row is None:
            rounded(painter, cover, look.px(4), look.color("surface3"))
            paint_skeleton(painter, room, ((6, 0.62), (27, 0.42), *(() if look.compact else ((46, 0.8), (64, 0.24)))))
            return
        line = self._line(row)
        self._cover(painter, cover, line)
        pill_room = self._right(painter, room, line, state)
        self._words(painter, room, line, state, pill_room)

    def _cover(self, painter: QPainter, cover: QRectF, line: CatalogueLine) -> None:
        if line.picture is not None:
            paint_cover(painter, cover, line.title, line.author, line.picture)
        else:
            drawn = cover_pixmap(line.title, line.author, round(cover.width()), round(cover.height()))
            painter.drawPixmap(cover.topLeft().toPoint(), drawn)

    def _right(self, painter: QPainter, room: QRect, line: CatalogueLine, state: RowState) -> tuple[int, int]:
        """Draw the right column; return the room it takes at the top and at the bottom."""
        look = theme()
        top = bottom = 0
        if line.pill is not None:
            width = pill_width(line.pill[0])
            place = QRectF(room.right() - width, room.y(), width, look.px(24))
            paint_pill(painter, place, line.pill[0], line.pill[1], on_selection=state.selected)
            top = width + look.px(14)
        if line.call_number:
            font = look.font("caption", weight=500, tabular=True)
            bottom = QFontMetrics(font).horizontalAdvance(line.call_number) + look.px(14)
            place_text = QRect(room.right() - bottom, room.bottom() - look.px(18), bottom, look.px(18))
            put_text(painter, place_text, line.call_number, font, look.color("text2"), RIGHT)
        return top, bottom

    def _words(
        self, painter: QPainter, room: QRect, line: CatalogueLine, state: RowState, taken: tuple[int, int]
    ) -> None:
        look = theme()
        x, width = room.x(), room.width()
        title = QRect(x, room.y(), width - taken[0], look.px(22))
        paint_marked(painter, title, line.title, line.title_spans, look.font("row"), look.color("text"))
        byline = QRect(x, room.y() + look.px(22), width, look.px(19))
        put_text(painter, byline, line.byline, look.font("secondary"), look.color("text2"), LEFT)
        if look.compact and line.spans:  # why it was found goes before what it is
            found = QRect(x, room.bottom() - look.px(18), width - taken[1], look.px(18))
            paint_marked(painter, found, line.snippet, line.spans, look.font("caption"), look.color("text2"))
            return
        if not look.compact:
            snippet = QRect(x, room.y() + look.px(43), width, look.px(18))
            paint_marked(painter, snippet, line.snippet, line.spans, look.font("caption"), look.color("text2"))
        icon, word, number = line.kind
        ink = look.color("text2") if state.selected else look.category(number)
        y = room.bottom() - look.px(9)
        icon_ink = (look.color("primary") if state.selected else ink).name()
        put_pixmap(painter, look.pixmap(icon, icon_ink, 14), QPointF(x + look.px(7), y))
        font = look.font("caption_strong")
        place = QRect(x + look.px(20), room.bottom() - look.px(18), width - look.px(20) - taken[1], look.px(18))
        used = put_text(painter, place, word, font, ink, LEFT)
        place.setLeft(place.left() + used + look.px(14))
        if line.tags:
            put_text(painter, place, "  ·  ".join(line.tags), look.font("caption"), look.color("text2"), LEFT)


@dataclass(frozen=True, slots=True)
class Line:
    """What a two-line row shows; at its left the initials of `avatar`, or `icon` on its tone, or a cover of `cover`."""

    title: str
    detail: str = ""
    aside: str = ""
    aside_ink: str = "text2"
    pill: tuple[str, str] | None = None
    avatar: str = ""
    icon: tuple[str, str] | None = None
    cover: str = ""
    spans: Sequence[Span] = ()
    strong: bool = True


class TwoLineRow(Generic[R]):
    """A row of 56, 53 or 44 pixels: a mark, a title, a second line, a note or pill at the right."""

    def __init__(self, line: Callable[[R], Line], height: float = 56) -> None:
        self._line, self._height = line, height

    def height(self) -> int:
        """Return the row's height; low rows leave the air out."""
        return theme().px(self._tall)

    @property
    def _tall(self) -> float:
        return max(40, self._height * 0.8) if theme().compact else self._height

    def spoken(self, row: Any) -> str:
        """Say title, second line, note and state."""
        line = self._line(row)
        pill = line.pill[0] if line.pill else ""
        return ", ".join(filter(None, (line.title, line.detail, line.aside, pill)))

    def paint(self, painter: QPainter, rect: QRect, row: Any, state: RowState) -> None:
        """Draw one row."""
        look = theme()
        line = None if row is None else self._line(row)
        mark = look.px(34 if self._tall >= 50 else 28)
        marked = line is None or bool(line.avatar or line.icon or line.cover)
        x = rect.x() + look.px(20)
        text_x = x + (mark + look.px(12) if marked else 0)
        paint_ground(painter, rect, state, text_x=text_x)
        room = QRect(text_x, rect.y(), max(0, rect.right() - look.px(24) - text_x), rect.height())
        place = QRectF(x, rect.y() + (rect.height() - mark) / 2, mark, mark)
        if line is None:
            rounded(painter, place, mark / 2, look.color("surface3"))
            paint_skeleton(painter, room, ((self._tall / 2 - 15, 0.5), (self._tall / 2 + 5, 0.34)))
            return
        self._mark(painter, place, line)
        taken = self._right(painter, room, line, state)
        self._words(painter, room, line, taken)

    def _mark(self, painter: QPainter, place: QRectF, line: Line) -> None:
        if line.avatar:
            paint_avatar(painter, place, line.avatar)
        elif line.icon is not None:
            paint_tile(painter, place, line.icon[0], line.icon[1])
        elif line.cover:
            narrow = place.height() * 0.72
            paint_cover(painter, QRectF(place.center().x() - narrow / 2, place.y(), narrow, place.height()), line.cover)

    def _right(self, painter: QPainter, room: QRect, line: Line, state: RowState) -> int:
        look = theme()
        if line.pill is not None:
            width = pill_width(line.pill[0])
            place = QRectF(room.right() - width, room.center().y() - look.px(12) + 0.5, width, look.px(24))
            paint_pill(painter, place, line.pill[0], line.pill[1], on_selection=state.selected)
            return width + look.px(12)
        if line.aside:
            font = look.font("caption", tabular=True)
            width = QFontMetrics(font).horizontalAdvance(line.aside) + look.px(4)
            middle = room.center().y() - (look.px(9) if line.detail else 0)
            place_text = QRect(room.right() - width, middle - look.px(9), width, look.px(18))
            put_text(painter, place_text, line.aside, font, _ink(line.aside_ink), RIGHT)
            return width + look.px(12)
        return 0

    def _words(self, painter: QPainter, room: QRect, line: Line, taken: int) -> None:
        """Draw title and second line; a note stands beside the title alone, a pill beside both."""
        look = theme()
        font = look.font("strong" if line.strong else "body")
        whole = room.width() if line.pill is None else room.width() - taken
        room = room.adjusted(0, 0, -taken, 0)
        if not line.detail and not line.spans:
            put_lines(
                painter, room, line.title, font, look.color("text")
            )  # what has no second line has it for its words
            return
        if not line.detail:
            paint_marked(painter, room, line.title, line.spans, font, look.color("text"))
            return
        middle = room.center().y()
        title = QRect(room.x(), middle - look.px(19), room.width(), look.px(20))
        detail = QRect(room.x(), middle + look.px(1), whole, look.px(18))
        paint_marked(painter, title, line.title, line.spans, font, look.color("text"))
        put_text(painter, detail, line.detail, look.font("caption"), look.color("text2"), LEFT)


def _ink(token: str) -> QColor:
    return theme().color(token)
