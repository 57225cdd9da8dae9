"""The list that draws its rows itself: keyboard, selection by record, place kept when the list is read again."""

from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.paint import smooth
from cresi_app.widgets.quicklook import QuickLook
from cresi_app.widgets.rows import RowPainter, RowState
from cresi_app.widgets.tablemodel import ROW, TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import least_list, scrolled_around

Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    """Hands each row to its painter."""

    def __init__(self, rows: RowPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(200), self._rows.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        flags = QStyle.StateFlag
        state = RowState(
            selected=bool(option.state & flags.State_Selected),
            hover=bool(option.state & flags.State_MouseOver),
            last=index.row() == index.model().rowCount() - 1,
        )
        self._rows.paint(painter, option.rect, index.data(ROW), state)
        painter.restore()

    def helpEvent(  # noqa: N802 - Qt's name
        self, event: QHelpEvent, _view: QAbstractItemView, _option: QStyleOptionViewItem, _index: Index
    ) -> bool:
        """Leave the tooltip to the window: it tells what the row shows cut."""
        event.ignore()
        return False


class Browsing(QObject):
    """What the drawn list and the table share: records by id, and the place kept when the list is read again."""

    current_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, view: QAbstractItemView, model: TableModel[Any]) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.awaited: int | None = None
        """What is stood on as soon as it is in the list: nothing else is to be in its place."""
        self._told: int | None = None
        self._scrolled = 0
        self._selected: list[int] = []
        self._all = False
        self._holding = False
        self.nothing = tr("Rien à montrer ici.")
        """What stands in the list's place while it has no line."""
        self.kind = ""
        """The kind of its records, where Space shows them at a glance; then Ctrl+Space selects."""
        self.quick: QuickLook | None = None
        view.setModel(model)
        # A row is one record: what selects one of its cells selects them all.
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setMouseTracking(True)
        view.selectionModel().currentChanged.connect(self._moved)
        view.selectionModel().selectionChanged.connect(self._chosen)
        view.doubleClicked.connect(self._activated)
        model.modelAboutToBeReset.connect(self._hold)
        model.filled.connect(self._come_back)

    def current(self) -> int | None:
        """Return the id of the current row."""
        return self._model.id_at(self._view.currentIndex().row())

    def neighbour(self) -> int | None:
        """Return the id that follows the current row, or comes before the last one: where to stand when it goes."""
        row = self._view.currentIndex().row()
        return None if row < 0 else self._model.id_at(row + 1) or self._model.id_at(row - 1)

    def selected(self) -> list[int]:
        """Return the ids of the selected rows, in the order of the list."""
        rows = (row for first, last in self._selected_ranges() for row in range(first, last + 1))
        return [found for row in rows if (found := self._model.id_at(row)) is not None]

    def selected_count(self) -> int:
        """Return how many rows are selected, quickly: of a whole list of a hundred thousand too."""
        return sum(last - first + 1 for first, last in self._selected_ranges())

    def _selected_ranges(self) -> list[tuple[int, int]]:
        """Return the first and last row of each stretch: an index for each of a hundred thousand rows takes a second."""
        merged: list[tuple[int, int]] = []
        chosen = self._view.selectionModel().selection().toList()
        for first, last in sorted((part.top(), part.bottom()) for part in chosen):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return merged

    def select_all(self) -> None:
        """Select every row of the whole list, those whose ids are still on their way too."""
        self._all = True
        self._view.selectAll()

    def _chosen(self) -> None:
        if self._all and not self._holding and self.selected_count() < self._model.rowCount():
            self._all = False

    def select(self, record_id: int | None) -> None:
        """Stand on a record, now or as soon as it is in the list; None: on nothing."""
        self.awaited = None
        row = self._model.row_of(record_id) if record_id is not None else None
        if row is None:
            self.awaited = record_id
            if record_id is None or self._model.complete:  # not in this list: no other one is shown in its place
                self._view.clearSelection()
                self._view.setCurrentIndex(QModelIndex())
            return
        index = self._model.index(row, 0)
        flags, hint = QItemSelectionModel.SelectionFlag, QAbstractItemView.ScrollHint
        seen = self._view.isVisible() and self._view.viewport().rect().intersects(self._view.visualRect(index))
        self._view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        # What comes from elsewhere stands among its neighbours, not at the edge.
        self._view.scrollTo(index, hint.EnsureVisible if seen else hint.PositionAtCenter)

    def take_over(self, other: "Browsing") -> None:
        """Stand where another view of the same list stands, with the same records chosen."""
        if other is self:
            return
        chosen = other.selected()
        self.select(other.current())
        if len(chosen) == self._model.rowCount() > 1:
            self.select_all()
        elif len(chosen) > 1:
            rows = self._model.rows_of(chosen)
            self._view.selectionModel().select(ranges(self._model, rows), QItemSelectionModel.SelectionFlag.Select)

    def select_first(self) -> None:
        """Stand on the first row, if there is one."""
        first = self._model.id_at(0)
        if first is not None:
            self.select(first)

    def stand_seen(self, reason: Qt.FocusReason) -> None:
        """Select the row that the keyboard came to stand on: Qt makes the first one current and leaves it undrawn."""
        view = self._view
        if reason != Qt.FocusReason.MouseFocusReason and not view.selectionModel().hasSelection():
            view.selectionModel().select(
                view.currentIndex(), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            )

    def look(self) -> bool:
        """Show the current record at a glance, over the window; False where the list's records are not looked at so."""
        if not self.kind or self.current() is None or not self._view.isVisible():
            return False
        if self.quick is not None and shiboken6.isValid(self.quick) and self.quick.isVisible():
            return True
        self.quick = QuickLook(self._model.desk, self.kind, self._view, self)
        return True

    @property
    def says_nothing(self) -> bool:
        """Whether the list is known to have no line, and says so."""
        return self._model.complete and not self._model.rowCount()

    def paint_nothing(self) -> None:
        """Draw what is said of a list without lines."""
        if self.says_nothing:
            look, port = theme(), self._view.viewport()
            painter = smooth(QPainter(port))
            room = port.rect().adjusted(look.px(10), look.px(10), -look.px(10), -look.px(10))
            painter.setFont(look.font("secondary"))
            painter.setPen(look.color("text2"))
            where = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(where), self.nothing)
            painter.end()

    def takes_several(self) -> bool:
        """Say whether several rows can be selected."""
        return self._view.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection

    def toggle_current(self) -> None:
        """Select the row one stands on, or leave it out; the others stay as they are."""
        flags = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().select(self._view.currentIndex(), flags.Toggle | flags.Rows)

    def takes_letters(self) -> bool:
        """Say whether single letters are acts here: a person may have turned them off."""
        return self._model.desk.settings.single_letter_keys

    def open_current(self) -> bool:
        """Open the current record; False when there is none."""
        current = self.current()
        if current is None:
            return False
        self.opened.emit(current)
        return True

    def _moved(self, current: QModelIndex) -> None:
        found = self._model.id_at(current.row()) if current.isValid() else None
        if found != self._told:
            self._told = found
            self.current_changed.emit(found)

    def _activated(self, index: QModelIndex) -> None:
        found = self._model.id_at(index.row())
        if found is not None:
            self.opened.emit(found)

    def _hold(self) -> None:
        self._holding = True
        self._selected = self.selected()
        if self.awaited is None:
            self.awaited = self.current()
        self._scrolled = self._view.verticalScrollBar().value()

    def _come_back(self) -> None:
        self._holding = True
        self._restore()
        if self._all and self.selected_count() < self._model.rowCount():
            self._view.selectAll()
        self._holding = False

    def _restore(self) -> None:
        wanted = self.awaited
        if wanted is None:
            return
        row = self._model.row_of(wanted)
        if row is None:
            if self._model.complete:
                self.awaited = None
                self._moved(self._view.currentIndex())
            return
        self.awaited = None
        self._view.doItemsLayout()
        self._view.verticalScrollBar().setValue(self._scrolled)
        self.select(wanted)
        self._reselect()

    def _reselect(self) -> None:
        if len(self._selected) > 1:
            rows = self._model.rows_of(self._selected)
            self._view.selectionModel().select(ranges(self._model, rows), QItemSelectionModel.SelectionFlag.Select)
        self._selected = []


def ranges(model: QAbstractItemModel, rows: list[int]) -> QItemSelection:
    """Return the selection of these rows (ascending), as few ranges as there are."""
    chosen = QItemSelection()
    last = model.columnCount() - 1
    start = 0
    for at, row in enumerate(rows):
        if at + 1 == len(rows) or rows[at + 1] != row + 1:
            chosen.append(QItemSelectionRange(model.index(rows[start], 0), model.index(row, last)))
            start = at + 1
    return chosen


class ListView(QListView):
    """Rows of a `TableModel` drawn by a `RowPainter`.

    `current_changed` carries the id of the row the keyboard stands on (None: none), `opened` an id after Enter or a double
    click. `letters` maps single letters to acts; they work only while the list itself has the focus.
    """

    current_changed = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        model: TableModel[Any],
        rows: RowPainter,
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows = rows
        self.asks_least = False
        """Whether its minimum height is all it asks for: of a list whose lines somebody counts (`wholerows`)."""
        self.letters: dict[str, Callable[[], object]] = {}
        self.setUniformItemSizes(True)  # before the model comes: else every row is asked for its height
        self.browsing = Browsing(self, model)
        self.browsing.current_changed.connect(self.current_changed)
        self.browsing.opened.connect(self.opened)
        self.setItemDelegate(_Delegate(rows, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.restyle()
        theme().changed.connect(self.restyle)

    def select(self, record_id: int | None) -> None:
        """Stand on a record, now or as soon as it is in the list."""
        self.browsing.select(record_id)

    def current(self) -> int | None:
        """Return the id of the current row."""
        return self.browsing.current()

    def selected(self) -> list[int]:
        """Return the ids of the selected rows."""
        return self.browsing.selected()

    def restyle(self) -> None:
        """Take the look in force."""
        self.verticalScrollBar().setSingleStep(theme().px(32))
        self.doItemsLayout()

    def dataChanged(  # noqa: N802 - Qt's name
        self, _first: Index, _last: Index, _roles: Sequence[int] = ()
    ) -> None:
        """Paint again: all rows are of one height, and Qt's own answer lays the whole list out anew for each block that comes."""
        self.viewport().update()

    @property
    def tall(self) -> float:
        """The height of its lines in pixels of the look."""
        return self._rows.height() / theme().scale

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for what Qt would like, or for no more than its minimum height."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.minimumHeight()) if self.asks_least else hint

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for enough lines to scroll in, where something scrolls around it."""
        if self.asks_least:
            return QSize(theme().px(80), self.minimumHeight())
        return least_list(self, self.tall) if scrolled_around(self) else super().minimumSizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the row one stands on."""
        super().focusInEvent(event)
        self.browsing.stand_seen(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Say that there is nothing, where there is nothing."""
        super().paintEvent(event)
        self.browsing.paint_nothing()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open with Enter; single letters do what `letters` says."""
        if not handle_list_key(event, self.browsing, self.letters):
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Leave letters alone: they are acts here."""


def handle_list_key(event: QKeyEvent, browsing: Browsing, letters: dict[str, Callable[[], object]]) -> bool:
    """Do what a key means in a list; False when it means nothing here."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if browsing.takes_several() and event.matches(QKeySequence.StandardKey.SelectAll):
        browsing.select_all()
        return True
    if event.key() == Qt.Key.Key_Space and plain and browsing.look():
        return True
    chosen = plain or event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if event.key() == Qt.Key.Key_Space and chosen and browsing.takes_several():
        browsing.toggle_current()
        return True
    if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return browsing.open_current()
    act = letters.get(event.text().lower()) if plain and browsing.takes_letters() else None
    if act is None:
        return False
    act()
    return True
