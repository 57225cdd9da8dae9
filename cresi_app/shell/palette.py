"""Ctrl+K: one field that finds records and acts, over the dimmed window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.text import fold, words
from cresi_app.shell.doors import FoundGroup
from cresi_app.widgets.actions import Action, keys_text, perform
from cresi_app.widgets.announce import announce
from cresi_app.widgets.card import Pane, paint_tile
from cresi_app.widgets.cover import paint_cover
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import LineInput
from cresi_app.widgets.highlight import highlights, paint_marked
from cresi_app.widgets.labels import IconLabel
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.paint import CENTRE, LEFT, RIGHT, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

_LINE: Final = int(Qt.ItemDataRole.UserRole) + 1
_MOST_ACTIONS: Final = 6
_PREFIXES: Final = {"@": ("person", "organisation"), "#": ("document",)}

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PaletteLine:
    """One line: a section's name (`run` None), a record or an act."""

    title: str
    detail: str = ""
    aside: str = ""
    icon: str = ""
    tone: str = "neutral"
    run: Callable[[], object] | None = None


class _Delegate(QStyledItemDelegate):
    """Draws the palette's lines."""

    typed = ""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        line: PaletteLine = index.data(_LINE)
        return QSize(theme().px(300), theme().px(50 if line.run is not None else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme()
        painter.save()
        smooth(painter)
        line: PaletteLine = index.data(_LINE)
        rect = option.rect
        if line.run is None:
            room = rect.adjusted(look.px(22), look.px(6), -look.px(22), 0)
            put_text(painter, room, line.title, look.font("overline"), look.color("text3"), LEFT)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_line(painter, rect.adjusted(look.px(8), 1, -look.px(8), -1), line, selected=selected)
        painter.restore()

    def _paint_line(self, painter: QPainter, rect: QRect, line: PaletteLine, *, selected: bool) -> None:
        look = theme()
        if selected:
            edge = look.color("primary") if look.contrast else None  # soft grounds are plain there
            rounded(painter, QRectF(rect), look.px(10), look.color("primary_soft"), edge)
        side = look.px(34)
        tile = QRectF(rect.x() + look.px(10), rect.center().y() - side / 2 + 0.5, side, side)
        if line.icon == "cover":
            cover = QRectF(tile.center().x() - look.px(13), tile.y() - look.px(1), look.px(26), look.px(36))
            paint_cover(painter, cover, line.title)
        else:
            paint_tile(painter, tile, line.icon, line.tone)
        aside = keys_text("Return") if selected and not line.aside else line.aside
        small = look.font("caption", tabular=True)
        width = QFontMetrics(small).horizontalAdvance(aside) + look.px(16) if aside else look.px(8)
        place = QRect(rect.right() - width, rect.y(), width - look.px(10), rect.height())
        put_text(painter, place, aside, small, look.color("text2"), RIGHT)
        left = round(tile.right()) + look.px(12)
        room = QRect(left, rect.y(), rect.right() - left - width, rect.height())
        title = QRect(room.x(), room.center().y() - look.px(19), room.width(), look.px(20)) if line.detail else room
        paint_marked(
            painter,
            title,
            line.title,
            highlights(line.title, self.typed),
            look.font("body", weight=500),
            look.color("text"),
        )
        below = QRect(room.x(), room.center().y() + look.px(1), room.width(), look.px(18))
        put_text(painter, below, line.detail, look.font("caption"), look.color("text2"), LEFT)


class _Keycaps(Pane):
    """The foot: what the keys do here."""

    def __init__(self) -> None:
        super().__init__("surface2", edges="t")
        self._left = [("↑ ↓", tr("choisir")), (keys_text("Return"), tr("ouvrir"))]
        self._right = [(">", tr("commandes")), ("@", tr("personnes")), ("#", tr("cotes"))]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 38 pixels of height."""
        return QSize(theme().px(300), theme().px(38))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw keycaps and words."""
        super().paintEvent(event)
        look = theme()
        painter = smooth(QPainter(self))
        x = float(look.px(20))
        for keys, word in self._left:
            x = self._pair(painter, x, keys, word)
        x = self.width() - look.px(20) - sum(self._width(keys, word) for keys, word in self._right)
        for keys, word in self._right:
            x = self._pair(painter, x, keys, word)
        painter.end()

    def _width(self, keys: str, word: str) -> float:
        look = theme()
        metrics = QFontMetrics(look.font("caption"))
        return metrics.horizontalAdvance(keys) + metrics.horizontalAdvance(word) + look.px(14 + 6 + 14)

    def _pair(self, painter: QPainter, x: float, keys: str, word: str) -> float:
        look = theme()
        font = look.font("caption")
        metrics = QFontMetrics(font)
        cap = QRectF(x, self.height() / 2 - look.px(9), metrics.horizontalAdvance(keys) + look.px(14), look.px(18))
        rounded(painter, cap, look.px(4), look.color("surface"), look.color("border"))
        put_text(painter, cap.toRect(), keys, font, look.color("text2"), CENTRE)
        place = QRect(round(cap.right()) + look.px(6), 0, metrics.horizontalAdvance(word) + 2, self.height())
        put_text(painter, place, word, font, look.color("text3"), LEFT)
        return x + self._width(keys, word)


class _EscapeCap(QWidget):
    """The keycap at the right of what is typed: the key that closes."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the key's name needs."""
        words = QFontMetrics(theme().font("caption")).horizontalAdvance(keys_text("Escape"))
        return QSize(words + theme().px(20), theme().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        cap = QRectF(0, self.height() / 2 - look.px(11), self.width(), look.px(22))
        rounded(painter, cap, look.px(5), look.color("surface2"), look.color("border"))
        put_text(painter, cap.toRect(), keys_text("Escape"), look.font("caption"), look.color("text2"), CENTRE)
        painter.end()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Close, as the key does."""
        parent = self.window().findChild(Palette)
        if parent is not None:
            parent.close_palette()


class _Panel(QWidget):
    """The palette's own surface, 680 wide."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        look = theme()
        painter = smooth(QPainter(self))
        rounded(painter, QRectF(self.rect()), look.px(14), look.color("surface"), look.color("border"))
        painter.end()


class Palette(QWidget):
    """Lies over the whole window; Escape or a press outside closes it and gives the keyboard back."""

    closed = Signal()

    def __init__(self, window: QWidget, desk: Desk, find: Callable[[str], Sequence[FoundGroup]]) -> None:
        """`find(text)` answers on a reader thread with records in their groups."""
        super().__init__(window)
        self._over, self._desk, self._find = window, desk, find
        self._actions: list[Action] = []
        self._creations: list[Action] = []
        self._back: QWidget | None = None
        self._groups: Sequence[FoundGroup] = ()
        self.panel = _Panel(self)
        self.input = LineInput("bare", role="kiosk_body")
        self.input.installEventFilter(self)
        self.input.textChanged.connect(self._ask)
        self.list = QListView()
        self._model = QStandardItemModel(self)
        self._delegate = _Delegate(self.list)
        self._furnish()
        window.installEventFilter(self)
        self.hide()

    def open(self, actions: Sequence[Action], creations: Sequence[Action], text: str = "") -> None:
        """Open over these acts; `creations` stand last."""
        self._actions, self._creations = list(actions), list(creations)
        self._back = self._over.focusWidget()
        self._groups = ()
        self._lie()
        self.show()
        self.raise_()
        self.input.setFocus(Qt.FocusReason.PopupFocusReason)
        if self.input.text() == text:
            self._ask(text)
        self.input.setText(text)

    def close_palette(self) -> None:
        """Close, and give the keyboard back."""
        self._desk.drop("palette")
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
            self._back = None
        self.closed.emit()

    def close_if_open(self) -> None:
        """Close when it is open."""
        if self.isVisible():
            self.close_palette()

    def lines(self) -> list[PaletteLine]:
        """Return the lines shown, sections' names included."""
        return [self._model.item(row).data(_LINE) for row in range(self._model.rowCount())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the window's size; ↑ ↓ choose, Enter takes, Escape closes, Tab stays."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._lie()
        if watched is self.input and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Close when pressed outside the panel."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dim the window."""
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("scrim", 0.62 if look.dark else 0.42))
        painter.end()

    def retranslate(self) -> None:
        """Take the words of the language in force; what it lists is asked anew each time it opens."""
        self.setAccessibleName(tr("Palette"))
        self.input.setAccessibleName(tr("Chercher une fiche ou une commande"))
        self.input.setPlaceholderText(tr("Chercher une fiche ou une commande…"))
        self.list.setAccessibleName(tr("Résultats"))
        self._escape.setToolTip(tr("Fermer la palette"))

    def _furnish(self) -> None:
        self._escape = _EscapeCap()
        self.retranslate()
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._take)
        head = QWidget()
        Row(IconLabel("search", "text2", 19), self.input, self._escape, spacing=14, margins=(22, 0, 20, 0), parent=head)
        hold(head, height=56)
        hold(self.input, least_height=28)
        line = Pane("border")
        line.setFixedHeight(1)
        Column(head, line, 6, self.list, 6, _Keycaps(), margins=(1, 1, 1, 8), parent=self.panel).setStretch(3, 1)

    def _lie(self) -> None:
        look = theme()
        self.setGeometry(self._over.rect())
        width = min(look.px(680), self.width() - look.px(40))
        lines = sum(50 if line.run is not None else 30 for line in self.lines())
        height = look.px(56 + 12 + 38 + 12) + min(look.px(max(lines, 50)), look.px(460))
        height = min(height, self.height() - look.px(96 + 24))
        self.panel.setGeometry((self.width() - width) // 2, look.px(96), width, height)

    def _ask(self, text: str) -> None:
        prefix = text[:1] if text[:1] in {">", "@", "#"} else ""
        wanted = text[len(prefix) :].strip()
        self._delegate.typed = wanted
        if prefix == ">" or not wanted:
            self._desk.drop("palette")
            self._groups = ()
            self._fill(wanted, commands_only=prefix == ">")
            return
        self._fill(wanted)
        kinds = _PREFIXES.get(prefix)
        find = self._find
        sought = f"{prefix}{wanted}"
        self._desk.read("palette", lambda: list(find(sought)), lambda groups: self._found(wanted, groups, kinds))

    def _found(self, wanted: str, groups: Sequence[FoundGroup], kinds: tuple[str, ...] | None) -> None:
        self._groups = [group for group in groups if kinds is None or (group.found and group.found[0].kind in kinds)]
        if self.isVisible():
            self._fill(wanted)

    def _fill(self, wanted: str, *, commands_only: bool = False) -> None:
        lines: list[PaletteLine] = []
        for group in self._groups:
            if group.found:
                lines.append(PaletteLine(group.title))
                lines += [self._record(group, number) for number in range(len(group.found))]
        acts = self._matching(wanted, limit=40 if commands_only else _MOST_ACTIONS)
        creations = [] if commands_only else self._creating(wanted)
        if acts or creations:
            lines.append(PaletteLine(tr("Actions")))
            lines += [*acts, *creations]
        self._show(lines)

    def _record(self, group: FoundGroup, number: int) -> PaletteLine:
        found = group.found[number]
        return PaletteLine(
            found.title,
            found.detail,
            found.aside,
            group.icon,
            group.tone,
            lambda: self._desk.open_record(found.kind, found.id),
        )

    def _matching(self, wanted: str, limit: int) -> list[PaletteLine]:
        fitting = [action for action in self._actions if action.enabled() and _answers(action, wanted)]
        return [self._act(action) for action in fitting[:limit]]

    def _creating(self, wanted: str) -> list[PaletteLine]:
        """Return what creates: all of it while nothing is typed; then what answers, and last what takes the words as a title."""
        fitting = [action for action in self._creations if action.typed is not None or _answers(action, wanted)]
        return [self._creation(one, wanted) for one in sorted(fitting, key=lambda one: bool(wanted and one.typed))]

    def _act(self, action: Action) -> PaletteLine:
        keys = keys_text(action.shortcut)
        return PaletteLine(
            action.title, action.hint, keys, action.icon or "command", "success", lambda: perform(action)
        )

    def _creation(self, action: Action, wanted: str) -> PaletteLine:
        typed, keys = action.typed, keys_text(action.shortcut)
        if typed is None or not wanted:
            return PaletteLine(action.title, action.hint, keys, "plus", "info", lambda: perform(action))
        title = tr("{act} « {text} »", act=action.title, text=wanted)
        return PaletteLine(title, action.hint, keys, "plus", "info", lambda: typed(wanted))

    def _show(self, lines: Sequence[PaletteLine]) -> None:
        self._model.clear()
        for line in lines:
            item = QStandardItem(line.title)
            item.setData(line, _LINE)
            item.setAccessibleText(", ".join(filter(None, (line.title, line.detail, line.aside))))
            item.setSelectable(line.run is not None)
            item.setEnabled(line.run is not None)
            self._model.appendRow(item)
        self._lie()
        self._step(1, start=-1)

    def _step(self, step: int, start: int | None = None) -> None:
        count = self._model.rowCount()
        row = self.list.currentIndex().row() if start is None else start
        for _ in range(count):
            row = (row + step) % count
            if self._model.item(row).isSelectable():
                self.list.setCurrentIndex(self._model.index(row, 0))
                if start is None:
                    announce(self.input, self._model.item(row).accessibleText())
                return

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return False
        return True

    def _take(self, index: QModelIndex) -> None:
        line = index.data(_LINE)
        if isinstance(line, PaletteLine) and line.run is not None:
            self.close_palette()
            line.run()


def _answers(action: Action, wanted: str) -> bool:
    """Say whether each word typed begins a word of an act's title; none typed: every act answers."""
    parts = words(fold(action.title))
    return all(any(part.startswith(word) for part in parts) for word in words(wanted))
