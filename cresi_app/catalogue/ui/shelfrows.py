"""The left column's rows: a shelf or a basket with its drawing, its name, its count, and what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.facets import GroupHead
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.paint import LEFT, RIGHT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

INSET: Final = 6
"""What a row's ground stands out at both sides of its words, which stand in line with the filters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One shelf or basket as the column shows it. `count` None: not counted yet."""

    id: int
    name: str
    icon: str
    colour: int
    count: int | None = None
    more: bool = False
    """Whether there are more than were counted."""


class EntryRow(QPushButton):
    """A row that opens its shelf or basket; its menu comes by ⋯, a right click or the menu key."""

    def __init__(self, entry: Entry, actions: Callable[[], Sequence[Action | None]]) -> None:
        super().__init__(entry.name)
        self.entry, self._actions = entry, actions
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(entry.name)
        self.setAccessibleName(f"{entry.name}, {self._count()}" if entry.count is not None else entry.name)
        self.more = IconButton(tr("Plus d'actions : {name}", name=entry.name), "ellipsis", parent=self)
        self.more.clicked.connect(lambda _checked=False: self.open_menu())
        self.more.installEventFilter(self)
        self.more.hide()
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 30 pixels of height."""
        return QSize(theme().px(180), theme().px(30))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way: the name is cut, never the count."""
        return QSize(theme().px(100), theme().px(30))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the menu's button at the end."""
        super().resizeEvent(event)
        side = theme().px(26)
        self.more.setFixedSize(side, side)
        self.more.move(self.width() - side - 2, (self.height() - side) // 2)

    def open_menu(self) -> None:
        """Show what can be done with it, under the row."""
        menu = QMenu(self)
        fill_menu(menu, self._actions())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Show the same menu."""
        self.open_menu()
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show the menu's button."""
        super().enterEvent(event)
        self.more.show()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Put it away, unless the keyboard is here."""
        super().leaveEvent(event)
        self._show_more()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the menu's button to the keyboard."""
        super().focusInEvent(event)
        self.more.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Put it away when the keyboard leaves the row."""
        super().focusOutEvent(event)
        self._show_more()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # noqa: N802 - Qt's name; only widgets are watched
        """Follow the keyboard out of the menu's button."""
        if event.type() == QEvent.Type.FocusOut:
            self._show_more()
        return super().eventFilter(watched, event)

    def _show_more(self) -> None:
        self.more.setVisible(self.underMouse() or self.hasFocus() or self.more.hasFocus())
        self.update()

    def _count(self) -> str:
        if self.entry.count is None:
            return ""
        number = format_number(self.entry.count)
        return f"{number}+" if self.entry.more else number

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground, drawing, name and count."""
        look = theme()
        painter = smooth(QPainter(self))
        if self.isChecked() or self.underMouse():
            ground = look.color("primary_soft" if self.isChecked() else "surface3")
            rounded(painter, QRectF(self.rect()), look.px(8), ground)
        middle, inset = self.height() / 2, look.px(INSET)
        place = QRectF(inset, middle - look.px(8), look.px(16), look.px(16))
        put_pixmap(painter, look.pixmap(self.entry.icon, look.category(self.entry.colour).name(), 16), place.center())
        small = look.font("caption", tabular=True)
        count = "" if self.more.isVisible() else self._count()
        width = QFontMetrics(small).horizontalAdvance(count) + inset if count else 0
        if self.more.isVisible():
            width = self.more.width() + look.px(4)
        put_text(
            painter,
            QRect(self.width() - width, 0, width - inset, self.height()),
            count,
            small,
            look.color("text3"),
            RIGHT,
        )
        start = inset + look.px(26)  # where the words of the filters below begin
        room = QRect(start, 0, self.width() - start - width - look.px(6), self.height())
        font = look.font("secondary", weight=600 if self.isChecked() else 400)
        put_text(painter, room, self.text(), font, look.color("text"), LEFT)
        painter.end()


class EntryGroup(QWidget):
    """A group of entries under its name: `opened` carries an entry's id (None: leave it), `asked` that another is wanted."""

    opened = Signal(object)
    asked = Signal()

    def __init__(self, title: str, add: str, empty: str, actions: Callable[[int], Sequence[Action | None]]) -> None:
        """`add` says what the « + » does, `empty` what this is for while there is nothing in it."""
        super().__init__()
        self._actions = actions
        self._entries: list[Entry] = []
        self._made: list[EntryRow] = []
        self._current: int | None = None
        self.head = GroupHead(title)
        # Its own width is made for a column of its own; here a button stands beside it.
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.toggled.connect(self._fold)
        self.add = IconButton(add, "plus")
        self.add.clicked.connect(lambda _checked=False: self.asked.emit())
        self._hint = Label(empty, "caption", "text2", wrap=True)
        self._inside = QWidget()
        self._rows = Column(spacing=1, parent=self._inside)
        heading = Row(self.head, self.add, spacing=2, margins=(INSET, 0, INSET, 0))
        hint = Row(self._hint, margins=(INSET, 0, INSET, 0))
        Column(heading, hint, self._inside, spacing=1, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; what has the keyboard keeps it."""
        if list(entries) == self._entries:
            return
        focused = next((row.entry.id for row in self.rows() if row.hasFocus() or row.more.hasFocus()), None)
        self._entries = list(entries)
        clear_layout(self._rows)
        self._made = []
        for entry in entries:
            row = EntryRow(entry, partial(self._actions, entry.id))
            row.setChecked(entry.id == self._current)
            row.clicked.connect(lambda _checked=False, one=entry.id: self._clicked(one))
            self._made.append(row)
            self._rows.addWidget(row)
            if entry.id == focused:
                row.setFocus()
        self._fold(self.head.isChecked())

    def set_current(self, entry_id: int | None) -> None:
        """Mark the one that the list shows."""
        self._current = entry_id
        for row in self.rows():
            row.setChecked(row.entry.id == entry_id)

    def rows(self) -> list[EntryRow]:
        """Return the rows, from top to bottom."""
        return list(self._made)

    def _clicked(self, entry_id: int) -> None:
        leaving = entry_id == self._current
        self.set_current(None if leaving else entry_id)
        self.opened.emit(None if leaving else entry_id)

    def _fold(self, opened: bool) -> None:
        self._inside.setVisible(opened and bool(self._entries))
        self._hint.setVisible(opened and not self._entries)
