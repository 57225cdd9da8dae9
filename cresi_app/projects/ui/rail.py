"""The table of a dossier's sections: each with how far it has come, drawn and said."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cresi_app.core.i18n import tr
from cresi_app.projects.model import Progress, SectionState
from cresi_app.projects.model.checks import Level
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

Index = QModelIndex | QPersistentModelIndex
WIDTH: Final = 236
_ROW: Final = 33
_MARKS: Final = {
    Progress.EMPTY: ("circle", "text3"),
    Progress.BEGUN: ("circle-dot", "warning"),
    Progress.DONE: ("circle-check", "success"),
}


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.states: list[SectionState] = []

    def show(self, states: Sequence[SectionState]) -> None:
        same = [state.key for state in states] == [state.key for state in self.states]
        if same:
            self.states = list(states)
            self.dataChanged.emit(self.index(0), self.index(len(states) - 1))
            return
        self.beginResetModel()
        self.states = list(states)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        return 0 if parent.isValid() else len(self.states)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        state = self.states[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return state.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return state.spoken if state.asked else state.title
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: _Model, view: "SectionRail") -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(120), theme().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = theme(), self._model.states[index.row()]
        painter.save()
        smooth(painter)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = option.rect.adjusted(look.px(2), 1, -look.px(2), -1)
        if on or over:
            rounded(painter, box.toRectF(), look.px(9), look.color("primary_soft2" if on else "surface2"))
        if on and self._view.hasFocus():
            rounded(painter, box.toRectF().adjusted(1, 1, -1, -1), look.px(8), None, look.color("primary"), look.px(2))
        x = option.rect.x() + look.px(12)
        if state.asked:
            icon, ink = _MARKS[state.progress]
            side = look.px(16)
            place = QRect(x, option.rect.center().y() - side // 2 + 1, side, side)
            put_pixmap(painter, look.pixmap(icon, ink, 16), QPointF(place.center()))
        right = self._warnings(painter, option.rect, state)
        room = QRect(x + look.px(26), option.rect.y(), right - x - look.px(26), option.rect.height())
        font = look.font("secondary", weight=600 if on else 500)
        put_text(painter, room, state.title, font, look.color("text" if on or state.filled else "text2"), LEFT)
        painter.restore()

    def _warnings(self, painter: QPainter, rect: QRect, state: SectionState) -> int:
        look = theme()
        right = rect.right() - look.px(12)
        warned = sum(check.level is Level.WARNING for check in state.checks)
        if not warned:
            return right
        side = look.px(14)
        place = QRect(right - side, rect.center().y() - side // 2 + 1, side, side)
        put_pixmap(painter, look.pixmap("triangle-alert", "warning", 14), QPointF(place.center()))
        return right - side - look.px(6)


class SectionRail(QListView):
    """Sections as rows; `chosen` carries the key of the one the keyboard stands on."""

    chosen = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self._told = ""
        self.setAccessibleName(tr("Sections du dossier"))
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self._model, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setProperty("focus_ring", "none")
        self.selectionModel().currentChanged.connect(lambda *_: self._moved())
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedWidth(theme().px(WIDTH))
        self.doItemsLayout()

    def show_states(self, states: Sequence[SectionState]) -> None:
        """Show the sections and stand on the same one as before."""
        current = self.current()
        self._model.show(states)
        self.set_current(current or states[0].key)

    def current(self) -> str:
        """Return the key of the section the keyboard stands on, '' before there is any."""
        row = self.currentIndex().row()
        return self._model.states[row].key if 0 <= row < len(self._model.states) else ""

    def set_current(self, key: str) -> None:
        """Stand on a section."""
        for row, state in enumerate(self._model.states):
            if state.key == key:
                self.setCurrentIndex(self._model.index(row))

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Leave letters alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes into the section."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _moved(self) -> None:
        current = self.current()
        if current and current != self._told:
            self._told = current
            self.chosen.emit(current)
