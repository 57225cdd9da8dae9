"""A short list of what hangs on a dossier: drawn rows, one chosen, kept by id when the dossier is read again."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cresi_app.widgets.paint import smooth
from cresi_app.widgets.rows import Line, RowState, TwoLineRow
from cresi_app.widgets.theme import theme

Index = QModelIndex | QPersistentModelIndex
Part = tuple[int, Line]


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.parts: list[Part] = []
        self.rows = TwoLineRow[Line](lambda line: line, 50)

    def show(self, parts: Sequence[Part]) -> None:
        if [key for key, _ in parts] == [key for key, _ in self.parts]:
            self.parts = list(parts)
            if self.parts:
                self.dataChanged.emit(self.index(0), self.index(len(self.parts) - 1))
            return
        self.beginResetModel()
        self.parts = list(parts)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        return 0 if parent.isValid() else len(self.parts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.parts[index.row()][1]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.rows.spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (line.title, line.detail) if part)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: _Model, view: "PartList") -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(200), self._model.rows.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        flags = QStyle.StateFlag
        state = RowState(
            bool(option.state & flags.State_Selected) and (not self._view.quiet or self._view.hasFocus()),
            bool(option.state & flags.State_MouseOver),
            index.row() == self._model.rowCount() - 1,
        )
        out = theme().px(8)  # the ground of a chosen row begins and ends where the fields under the list do
        room = option.rect.adjusted(-out, 0, out, 0)
        self._model.rows.paint(painter, room, self._model.parts[index.row()][1], state)
        painter.restore()


class PartList(QListView):
    """Parts as (id, `Line`). Suppr asks to remove the current one, Alt + ↑ ↓ to move it."""

    current_changed = Signal(object)
    """The id of the part the keyboard stands on, None when there is none."""
    opened = Signal(object)
    remove_asked = Signal(object)
    move_asked = Signal(object, object)
    """An id, and -1 or 1."""

    def __init__(self, name: str, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        """Show the current part only while the list has the keyboard, when it is `quiet`."""
        super().__init__(parent)
        self.quiet = quiet
        self._model = _Model(self)
        self._told: int | None = None
        self._wanted: int | None = None
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self._model, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(lambda *_: self._moved())
        self.doubleClicked.connect(lambda _index: self._open())
        theme().changed.connect(self._resize)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts and stand on the same one as before, or on the one that `select_next` waits for."""
        known = {key for key, _ in self._model.parts}
        fresh = [key for key, _ in parts if key not in known]
        current = fresh[-1] if self._wanted is not None and fresh else self.current()
        if fresh:
            self._wanted = None
        self._model.show(parts)
        self._resize()
        keys = [key for key, _ in parts]
        if current in keys:
            self.setCurrentIndex(self._model.index(keys.index(current)))
        elif keys:
            self.setCurrentIndex(self._model.index(0))
        self._moved()

    def select_next(self) -> None:
        """Stand on the next part that comes."""
        self._wanted = 0

    def select(self, part_id: int) -> None:
        """Stand on a part."""
        keys = [key for key, _ in self._model.parts]
        if part_id in keys:
            self.setCurrentIndex(self._model.index(keys.index(part_id)))

    def current(self) -> int | None:
        """Return the id of the current part."""
        row = self.currentIndex().row()
        return self._model.parts[row][0] if 0 <= row < len(self._model.parts) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key means here."""
        current = self.current()
        if current is not None and event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit(current)
        elif current is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(current)
        elif (
            current is not None
            and event.modifiers() == Qt.KeyboardModifier.AltModifier
            and event.key()
            in {
                Qt.Key.Key_Up,
                Qt.Key.Key_Down,
            }
        ):
            self.move_asked.emit(current, -1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Leave letters alone."""

    def _open(self) -> None:
        if (current := self.current()) is not None:
            self.opened.emit(current)

    def _moved(self) -> None:
        current = self.current()
        if current != self._told:
            self._told = current
            self.current_changed.emit(current)

    def _resize(self) -> None:
        self.setFixedHeight(max(1, len(self._model.parts)) * self._model.rows.height() + 2)
        self.doItemsLayout()
