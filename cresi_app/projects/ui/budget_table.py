"""The budget table: typed into cell by cell, counted at every keystroke, drawn with its headings, bars and totals."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cresi_app.core.i18n import tr
from cresi_app.core.money import format_money
from cresi_app.projects.ui.budget_model import ACTUAL, EXECUTION, FORECAST, LABEL, REVISED, ROW, BudgetTableModel
from cresi_app.projects.ui.budget_paint import paint_cell
from cresi_app.projects.ui.budget_rows import TableRow
from cresi_app.projects.ui.paste_card import is_table
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import least_list, scrolled_around

Index = QModelIndex | QPersistentModelIndex
Words = Callable[[str], tuple[str, str]]

ROW_HEIGHT: Final = 36
_WIDTHS: Final = {FORECAST: 106, REVISED: 106, ACTUAL: 106, EXECUTION: 146}
_AMOUNTS: Final = (FORECAST, REVISED, ACTUAL)
_LEAVING: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class _Delegate(QStyledItemDelegate):
    """Draws cells, and opens the editor that is heard at every keystroke."""

    def __init__(self, view: "BudgetTable", model: BudgetTableModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.closeEditor.connect(lambda *_: model.end_edit())

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(80), theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if isinstance(row, TableRow):
            status = self._view.status_of(row.entry.status_code) if row.entry and row.entry.status_code else None
            full = QRect(0, option.rect.y(), self._view.viewport().width(), option.rect.height())
            current = index == self._view.currentIndex() and self._view.hasFocus()
            words = str(index.data() or "")
            paint_cell(painter, option.rect, full, index.column(), (row, words, status), current=current)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        editor = LineInput(parent=parent)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        place = QPersistentModelIndex(index)
        if index.column() != LABEL:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
            editor.textEdited.connect(lambda text: self._typed(editor, place, text))
        self._model.begin_edit()
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        assert isinstance(editor, QLineEdit)
        if not editor.property("filled"):  # each new count comes here too, and must not undo what is being typed
            editor.setProperty("filled", True)
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - Qt's name
        assert isinstance(editor, QLineEdit)
        if editor.isModified() and not model.setData(index, editor.text()):
            self._view.unread.emit(editor.text(), editor.accessibleDescription())
            self._model.cancel()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: N802 - Qt's name
        editor.setGeometry(option.rect.adjusted(1, 1, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the editor open on an amount that does not read; take the amount before back on Escape."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            if event.key() in _LEAVING and watched.property("error"):
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._view.goes_down = True
            if event.key() == Qt.Key.Key_Escape:
                watched.setModified(False)
                self._model.cancel()
                self._view.doubtful.emit("")
        return super().eventFilter(watched, event)

    def _typed(self, editor: QLineEdit, place: QPersistentModelIndex, text: str) -> None:
        refusal = self._model.preview(place.row(), place.column(), text)
        sentence = refusal.sentence if refusal is not None else ""
        if editor.accessibleDescription() != sentence:
            editor.setAccessibleDescription(sentence)
            self._view.doubtful.emit(sentence)
            editor.setProperty("error", bool(sentence))
            editor.style().unpolish(editor)
            editor.style().polish(editor)


class BudgetTable(QTableView):
    """Rows of a `BudgetTableModel`.

    `remove_asked` and `move_asked` are about the current line; `unread` carries what was typed and could not be kept, with the reason.
    """

    current_changed = Signal(object)
    """The current `TableRow`, or None."""
    remove_asked = Signal()
    move_asked = Signal(object)
    unread = Signal(object, object)
    table_pasted = Signal(object)
    """A text pasted that has words beside its amounts: to be understood first."""
    doubtful = Signal(object)
    """Why what is being typed does not read yet, "" when it does."""

    def __init__(self, model: BudgetTableModel, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._held: tuple[tuple[str, str, int], int] | None = None
        self._scrolled = 0
        self.goes_down = False
        """Whether Enter is closing the cell."""
        self.status_of: Words = lambda code: (code, "neutral")
        self.setAccessibleName(tr("Budget prévisionnel et réalisé"))
        self.setModel(model)
        self.setItemDelegate(_Delegate(self, model))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.SelectedClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        model.modelAboutToBeReset.connect(self._hold)
        model.modelReset.connect(self._come_back)
        self.selectionModel().currentChanged.connect(self._moved)
        model.budget_changed.connect(lambda _budget: self._fit_amounts())
        self.setColumnHidden(REVISED, True)
        self.restyle()
        theme().changed.connect(self.restyle)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for enough lines to scroll in, where something scrolls around it."""
        if not scrolled_around(self):
            return super().minimumSizeHint()
        return least_list(self, ROW_HEIGHT, self.horizontalHeader().height())

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        header = self.horizontalHeader()
        header.setFont(look.font("caption"))
        header.setFixedHeight(look.px(30))
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, look.px(width))
        self._fit_amounts()
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(look.px(ROW_HEIGHT))
        vertical.setDefaultSectionSize(look.px(ROW_HEIGHT))
        self.verticalScrollBar().setSingleStep(look.px(ROW_HEIGHT))
        self.viewport().update()

    def _fit_amounts(self) -> None:
        """Give the columns of amounts the width of the largest total: francs CFA need more than euros."""
        budget = self._model.budget
        if budget is None:
            return
        look = theme()
        metrics = QFontMetrics(look.font("secondary", weight=600, tabular=True))
        sums = [figures for side in (budget.charges, budget.products) for figures in (side.total, side.subtotal)]
        largest = max(max(one.forecast, one.revised, one.actual) for one in sums)
        wanted = max(look.px(106), metrics.horizontalAdvance(format_money(budget.money(largest))) + look.px(22))
        for column in _AMOUNTS:
            if self.columnWidth(column) != wanted and not self.isColumnHidden(column):
                self.setColumnWidth(column, wanted)

    def current_row(self) -> TableRow | None:
        """Return the row the keyboard stands on."""
        return self._model.row(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def go(self, number: int, column: int, *, edit: bool = False) -> None:
        """Stand on a cell, and open it."""
        index = self._model.index(number, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if edit:
            self.edit(index)

    # --- keys ---

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        """Go to the amount below when Enter closed the cell, as a spreadsheet does: typed on, it would be written over."""
        goes_down, self.goes_down = self.goes_down, False
        super().closeEditor(editor, hint)
        here = self.currentIndex()
        if goes_down and here.column() in _AMOUNTS:
            below = next((n for n in range(here.row() + 1, self._model.rowCount()) if self._editable(n)), None)
            if below is not None:
                self.go(below, here.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the cell, Suppr clears it or removes the line, Alt + ↑ ↓ moves the line, Ctrl + V pastes a column."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if is_table(text):
                self.table_pasted.emit(text)
            else:
                self.paste(text)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._open()
        elif event.key() == Qt.Key.Key_Delete:
            self._delete()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Leave letters alone: they are typed into cells."""

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Tab in an open cell go from amount to amount; past the last one it closes."""
        actions = QAbstractItemView.CursorAction
        if action not in {actions.MoveNext, actions.MovePrevious}:
            return super().moveCursor(action, modifiers)
        step = 1 if action == actions.MoveNext else -1
        cells = [
            (row, column)
            for row in range(self._model.rowCount())
            for column in self.amount_columns()
            if self._model.flags(self._model.index(row, column)) & Qt.ItemFlag.ItemIsEditable
        ]
        here = (self.currentIndex().row(), self.currentIndex().column())
        following = [cell for cell in cells if (cell > here if step > 0 else cell < here)]
        if not following:
            return QModelIndex()
        row, column = following[0] if step > 0 else following[-1]
        return self._model.index(row, column)

    def paste(self, text: str) -> None:
        """Enter copied cells from the current one on, downwards over the lines that take amounts, as one act."""
        start = self.currentIndex()
        if not start.isValid() or not text.strip():
            return
        columns = [column for column in self.amount_columns() if column >= start.column()]
        rows = [n for n in range(start.row(), self._model.rowCount()) if self._editable(n)]
        cells = [
            (number, column, words)
            for number, line in zip(rows, text.rstrip("\n").splitlines(), strict=False)
            for column, words in zip(columns, line.split("\t"), strict=False)
            if words.strip()
        ]
        for words, refusal in self._model.enter(cells):
            self.unread.emit(words, refusal.sentence)

    def amount_columns(self) -> list[int]:
        """Return the columns of amounts on show, in order."""
        return [column for column in _AMOUNTS if not self.isColumnHidden(column)]

    def _editable(self, number: int) -> bool:
        row = self._model.row(number)
        return row is not None and row.editable

    def _copy(self) -> None:
        number = self.currentIndex().row()
        words = [str(self._model.index(number, column).data() or "") for column in (LABEL, *self.amount_columns())]
        QGuiApplication.clipboard().setText("\t".join(words))

    def _open(self) -> None:
        here = self.currentIndex()
        # The editor's own Enter comes by here before the cell is closed.
        if self.state() != QAbstractItemView.State.EditingState and here.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(here)

    def _delete(self) -> None:
        row, column = self.current_row(), self.currentIndex().column()
        if row is None or row.entry is None:
            return
        if column in _AMOUNTS:
            self._model.enter([(self.currentIndex().row(), column, "")])
        else:
            self.remove_asked.emit()

    # --- the place kept while rows come and go ---

    def _hold(self) -> None:
        row = self.current_row()
        self._held = (row.key, self.currentIndex().column()) if row is not None else None
        self._scrolled = self.verticalScrollBar().value()

    def _come_back(self) -> None:
        if self._held is not None:
            key, column = self._held
            for number in range(self._model.rowCount()):
                row = self._model.row(number)
                if row is not None and row.key == key:
                    self.setCurrentIndex(self._model.index(number, column))
            self.verticalScrollBar().setValue(self._scrolled)
        self.current_changed.emit(self.current_row())

    def _moved(self, current: QModelIndex, _before: Any) -> None:
        self.current_changed.emit(self._model.row(current.row()) if current.isValid() else None)
