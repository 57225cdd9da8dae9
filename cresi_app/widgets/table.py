"""The table view: drawn cells with tabular numbers and pills, a header that sorts, one record a row."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cresi_app.widgets.listview import Browsing, handle_list_key
from cresi_app.widgets.paint import LEFT, RIGHT, put_lines, put_text, rounded, smooth
from cresi_app.widgets.pills import paint_pill, pill_width
from cresi_app.widgets.tablemodel import ROW, TableColumn, TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import least_list, scrolled_around

Index = QModelIndex | QPersistentModelIndex


class _CellDelegate(QStyledItemDelegate):
    """Draws one cell; a selected row is one soft shape with its bar."""

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(80), theme().px(self._table.tall))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option.rect, index, selected=selected)
        row = index.data(ROW)
        look = theme()
        room = option.rect.adjusted(look.px(10), 0, -look.px(10), 0)
        column = self._table.column(index.column())
        if row is None:
            bar = QRectF(room.x(), room.center().y() - look.px(4), room.width() * 0.6, look.px(9))
            rounded(painter, bar, look.px(4), look.color("surface3"))
        else:
            self._cell(painter, room, column, row, selected=selected)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, index: Index, *, selected: bool) -> None:
        look = theme()
        if selected:
            area = QRectF(rect).adjusted(0, 1, 0, -1)
            painter.fillRect(area, look.color("primary_soft"))
            if index.column() == self._table.leading():
                painter.fillRect(QRectF(area.x(), area.y(), look.px(3), area.height()), look.color("primary"))
        else:
            if index.row() == self._table.hovered_row:
                painter.fillRect(rect, look.color("surface2"))
            painter.fillRect(QRectF(rect.x(), rect.bottom(), rect.width(), 1), look.color("border"))

    def _cell(self, painter: QPainter, room: QRect, column: TableColumn[Any], row: Any, *, selected: bool) -> None:
        look = theme()
        if column.paint is not None:
            column.paint(painter, room, row, selected)
            return
        pill = column.pill(row) if column.pill is not None else None
        if pill is not None:
            width = min(pill_width(pill[0]), room.width())
            place = QRectF(room.x(), room.center().y() - look.px(12) + 0.5, width, look.px(24))
            paint_pill(painter, place, pill[0], pill[1], on_selection=selected)
            return
        if column.pill is not None:
            return
        font = look.font("secondary", weight=600 if column.bold else None, tabular=column.align == "right")
        if column.twofold:
            put_lines(painter, room, column.text(row), font, look.color(column.ink))
            return
        align = RIGHT if column.align == "right" else LEFT
        put_text(painter, room, column.text(row), font, look.color(column.ink), align)


class TableView(QTableView):
    """Rows of a `TableModel` in columns. `sort_changed` carries (key, descending) when a header is pressed."""

    current_changed = Signal(object)
    opened = Signal(object)
    sort_changed = Signal(object, object)

    def __init__(
        self,
        name: str,
        model: TableModel[Any],
        *,
        row_height: float = 34,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.row_height = row_height
        self.hovered_row = -1
        self.asks_least = False
        """Whether its minimum height is all it asks for: of a table whose rows somebody counts (`wholerows`)."""
        self.letters: dict[str, Callable[[], object]] = {}
        self._columns = model.columns()
        self._sort = ("", False)
        self.browsing = Browsing(self, model)
        self.browsing.current_changed.connect(self.current_changed)
        self.browsing.opened.connect(self.opened)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by)
        header.setAccessibleName(name)
        self.entered.connect(self._hover)
        self.restyle()
        theme().changed.connect(self.restyle)

    def column(self, number: int) -> TableColumn[Any]:
        """Return a column by its number."""
        return self._columns[number]

    @property
    def tall(self) -> float:
        """The height of its rows in pixels of the look: low where a person wants them low."""
        return max(26, self.row_height * 0.8) if theme().compact else self.row_height

    def leading(self) -> int:
        """Return the number of the first column shown: a selected row has its bar there."""
        header = self.horizontalHeader()
        shown = [number for number in range(len(self._columns)) if not self.isColumnHidden(number)]
        return min(shown, key=header.visualIndex, default=0)

    def columns(self) -> list[TableColumn[Any]]:
        """Return the columns in the model's order."""
        return list(self._columns)

    def select(self, record_id: int | None) -> None:
        """Stand on a record, now or as soon as it is in the list."""
        self.browsing.select(record_id)

    def current(self) -> int | None:
        """Return the id of the current row."""
        return self.browsing.current()

    def selected(self) -> list[int]:
        """Return the ids of the selected rows."""
        return self.browsing.selected()

    def set_sort(self, key: str, *, descending: bool = False) -> None:
        """Show which column sorts, without asking for it."""
        self._sort = (key, descending)
        header = self.horizontalHeader()
        for number, column in enumerate(self._columns):
            if column.sort and column.sort == key:
                order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
                header.setSortIndicator(number, order)
                header.setSortIndicatorShown(True)
                return
        header.setSortIndicatorShown(False)

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        header = self.horizontalHeader()
        header.setFont(look.font("caption"))
        header.setFixedHeight(look.px(30))
        header.setMinimumSectionSize(look.px(40))
        vertical = self.verticalHeader()
        vertical.setMinimumSectionSize(look.px(self.tall))
        vertical.setDefaultSectionSize(look.px(self.tall))
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for number, column in enumerate(self._columns):
            stretch = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(number, stretch)
            if not column.stretch:
                self.setColumnWidth(number, look.px(column.width))
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for enough lines to scroll in, where something scrolls around it."""
        if self.asks_least:
            return QSize(theme().px(80), self.minimumHeight())
        if not scrolled_around(self):
            return super().minimumSizeHint()
        header = self.horizontalHeader()
        return least_list(self, self.tall, 0 if header.isHidden() else header.height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for what Qt would like, or for no more than its minimum height."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.minimumHeight()) if self.asks_least else hint

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

    def _hover(self, index: QModelIndex) -> None:
        self.hovered_row = index.row()
        self.viewport().update()

    def _sort_by(self, number: int) -> None:
        key = self._columns[number].sort
        if key:
            descending = self._sort[0] == key and not self._sort[1]
            self.set_sort(key, descending=descending)
            self.sort_changed.emit(key, descending)
