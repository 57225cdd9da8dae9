"""« Crédits par axe »: each axis' bar scaled to its own vote, the figures beside it, the vote typed into its cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.envelopes import AxisFigures, YearFigures
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.paint import LEFT, RIGHT, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

Index = QModelIndex | QPersistentModelIndex
NAME, BAR, VOTED, COMMITTED, PAID, LEFT_OVER = range(6)
ROW_HEIGHT: Final = 32
LOW_ROW: Final = 27
"""The height of a row in a low window."""
_WIDTHS: Final = {NAME: 204, VOTED: 94, COMMITTED: 94, PAID: 94, LEFT_OVER: 90}
_VOTE_AT: Final = 0.86
"""Where on the bar the vote stands; what goes beyond it passes the mark."""
LINE: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: an axis, the year's total, or what earlier years brought; amounts in cents of euro."""

    name: str
    voted: int
    committed: int
    paid: int
    left: int
    figures: AxisFigures | None = None
    is_total: bool = False
    is_aside: bool = False


def lines_of(year: YearFigures) -> list[Line]:
    """Return the rows: the axes, their total, and apart from it what earlier years brought."""
    found = [Line(one.axis.name, one.voted, one.committed, one.paid, one.left, one) for one in year.axes]
    if found:
        total = tr("Total de l'exercice")
        found.append(Line(total, year.voted, year.committed, year.paid, year.left, is_total=True))
    if year.carried:
        left = year.carried - year.carried_paid
        name = tr("Reports antérieurs")
        found.append(Line(name, year.carried, year.carried, year.carried_paid, left, is_aside=True))
    if year.handed_on:
        name = tr("Reporté sur {year}", year=year.year + 1)
        found.append(Line(name, 0, year.handed_on, 0, 0, is_aside=True))
    return found


class AxisModel(QAbstractTableModel):
    """The rows; the vote of an axis is editable while the year is open."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self.editable = False
        self.typed: Callable[[Line, str], bool] = lambda _line, _text: False

    def show_lines(self, lines: Sequence[Line], *, editable: bool) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines, self.editable = list(lines), editable
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        """Return the six columns."""
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 - Qt's name
        """Return a column's title."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return [tr("Axe"), "", tr("Voté"), tr("Engagé"), tr("Versé"), tr("Reste")][section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section >= VOTED else LEFT
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.FontRole:
            return theme().font("caption")  # a header's own font loses to the style sheet's
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a vote be typed."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        line = self.line(index.row())
        if self.editable and line is not None and line.figures is not None and index.column() == VOTED:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.EditRole and index.column() == VOTED:
            return format_money(Money(line.voted)).replace("\u00a0€", "")
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(line, index.column())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Hand what was typed on; False when it does not read."""
        line = self.line(index.row())
        return role == Qt.ItemDataRole.EditRole and line is not None and self.typed(line, str(value))

    @staticmethod
    def _words(line: Line, column: int) -> str:
        if column == NAME:
            return line.name
        if column == BAR:
            return bar_words(line)
        amount = {VOTED: line.voted, COMMITTED: line.committed, PAID: line.paid, LEFT_OVER: line.left}[column]
        return format_money(Money(amount)) if amount or not line.is_aside else "—"


def bar_words(line: Line) -> str:
    """Return what the bar shows, in words."""
    if line.left < 0:
        return tr("{name} : {over} engagés de plus que voté", name=line.name, over=format_money(Money(-line.left)))
    return tr(
        "{name} : {paid} versés, {committed} engagés sur {voted} votés",
        name=line.name,
        paid=format_money(Money(line.paid)),
        committed=format_money(Money(line.committed)),
        voted=format_money(Money(line.voted)),
    )


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: "AxisTable") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(80), theme().px(self._view.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        look = theme()
        painter.save()
        smooth(painter)
        current = index == self._view.currentIndex() and self._view.hasFocus()
        if line.is_total:
            painter.fillRect(option.rect, look.color("primary_soft2"))
        else:
            painter.fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1), look.color("border"))
        if current:
            rounded(
                painter,
                QRectF(option.rect).adjusted(1, 1, -1, -1),
                look.px(6),
                look.color("primary_soft"),
                look.color("focus"),
                1.5,
            )
        room = option.rect.adjusted(look.px(10), 0, -look.px(10), 0)
        if index.column() == BAR:
            if line.figures is not None:
                paint_axis_bar(painter, room, line.figures)
        else:
            self._words(painter, room, line, index)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, room: QRect, line: Line, index: Index) -> None:
        look, column = theme(), index.column()
        over = line.left < 0 and column in {COMMITTED, LEFT_OVER} and not line.is_total
        heavy = line.is_total or column == LEFT_OVER or over or (column == NAME and not line.is_aside)
        font = look.font("secondary", weight=600 if heavy else None, tabular=column != NAME)
        ink = "danger" if over or (line.is_total and line.left < 0 and column == LEFT_OVER) else "text"
        if line.is_aside:
            ink = "text2"
        words = str(index.data() or "")
        align = LEFT if column == NAME else RIGHT
        put_text(painter, room, words, font, look.color(ink), align)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        line = index.data(LINE)
        editor = LineInput(parent=parent)
        editor.setAccessibleName(tr("Crédit voté : {axis}", axis=line.name if isinstance(line, Line) else ""))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        assert isinstance(editor, QLineEdit)
        if not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - Qt's name
        assert isinstance(editor, QLineEdit)
        if editor.isModified():
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: N802 - Qt's name
        editor.setGeometry(option.rect.adjusted(1, 1, -1, -1))


def paint_axis_bar(painter: QPainter, room: QRect, one: AxisFigures) -> None:
    """Draw an axis: paid in full colour, committed lighter, the rest of the vote as a track, what goes beyond in red, the vote as a mark."""
    look = theme()
    height = look.px(12)
    top = room.center().y() - height / 2 + 1
    vote = room.width() * _VOTE_AT
    bound = one.committed + one.carried_out + one.credit_out
    scale = vote / one.voted if one.voted > 0 else 0
    colour = look.category(one.axis.colour)
    light = look.category(one.axis.colour)
    light.setAlphaF(0.35)
    within = min(bound, one.voted)
    rounded(painter, QRectF(room.x(), top, vote, height), look.px(3), look.color("surface3"))
    painter.fillRect(QRectF(room.x(), top, within * scale, height), light)
    rounded(painter, QRectF(room.x(), top, min(one.paid, one.voted) * scale, height), look.px(2), colour)
    if one.over:
        beyond = min(one.over * scale if scale else room.width(), room.width() - vote)
        rounded(
            painter,
            QRectF(room.x() + vote, top, max(beyond, look.px(5)), height),
            look.px(2),
            look.color("danger_fill"),
        )
    mark = QRectF(room.x() + vote - 1, top - look.px(3), look.px(2), height + look.px(6))
    painter.fillRect(mark, look.color("danger" if one.over else "text"))


class AxisTable(QTableView):
    """Arrows walk, F2 or a digit types a vote, Tab goes on to the next one."""

    current_changed = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_height: float = ROW_HEIGHT
        self.lines = AxisModel(self)
        self.setModel(self.lines)
        self.setAccessibleName(tr("Crédits par axe"))
        self.setItemDelegate(_Delegate(self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self.lines.modelReset.connect(self.restyle)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force; the table is as high as its rows."""
        look = theme()
        header, vertical = self.horizontalHeader(), self.verticalHeader()
        header.setFont(look.font("caption"))
        header.setFixedHeight(look.px(28))
        header.setMinimumSectionSize(look.px(40))
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, look.px(width))
        header.setSectionResizeMode(BAR, QHeaderView.ResizeMode.Stretch)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(look.px(self.row_height))
        vertical.setDefaultSectionSize(look.px(self.row_height))
        self.setFixedHeight(look.px(28) + look.px(self.row_height) * self.lines.rowCount() + look.px(2))
        self.viewport().update()

    def set_low(self, *, low: bool) -> None:
        """Let the rows stand closer, or as usual."""
        wanted = LOW_ROW if low else ROW_HEIGHT
        if wanted != self.row_height:
            self.row_height = wanted
            self.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter or F2 opens the vote of the row, a digit begins it anew."""
        here = self.currentIndex()
        vote = self.lines.index(here.row(), VOTED)
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
        opened = self.state() == QAbstractItemView.State.EditingState
        if not opened and event.key() in keys and vote.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(vote)
            self.edit(vote)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Leave letters alone."""

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Tab in an open cell go to the next vote."""
        actions = QAbstractItemView.CursorAction
        if action not in {actions.MoveNext, actions.MovePrevious}:
            return super().moveCursor(action, modifiers)
        row = self.currentIndex().row() + (1 if action == actions.MoveNext else -1)
        line = self.lines.line(row)
        return self.lines.index(row, VOTED) if line is not None and line.figures is not None else QModelIndex()
