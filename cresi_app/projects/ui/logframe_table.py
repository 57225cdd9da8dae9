"""The logical framework as a table of four columns: read across, chosen row by row, printed the same way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.projects.model import Indicator, LogFrame, LogLevel, LogLine, ProjectActivity
from cresi_app.widgets.paint import smooth
from cresi_app.widgets.theme import theme

Index = QModelIndex | QPersistentModelIndex
_TINTS: Final = {
    LogLevel.GENERAL: "primary_soft",
    LogLevel.SPECIFIC: "primary_soft2",
    LogLevel.RESULT: "surface2",
    LogLevel.PRECONDITION: "warning_soft",
}
_LEAST: Final = 44
_WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the matrix: its key (``row:<id>`` or ``activity:<id>``), its heading, its four cells, its tint."""

    key: str
    name: str
    cells: tuple[str, str, str, str]
    tint: str
    inset: bool = False


def matrix_rows(frame: LogFrame) -> list[MatrixRow]:
    """Return the framework from the general objective down, each result followed by its activities."""
    rows = [_line_row(line) for line in (*frame.general, *frame.specific)]
    numbers = frame.numbers
    for line in frame.results:
        rows.append(_line_row(line))
        rows += [_activity_row(activity, numbers[activity.id]) for activity in line.activities]
    rows += [_activity_row(activity) for activity in frame.loose]
    rows += [_line_row(line) for line in frame.preconditions]
    return rows


def _line_row(line: LogLine) -> MatrixRow:
    sources = [one.source for one in line.indicators if one.source]
    verification = "\n".join(dict.fromkeys([*sources, *filter(None, [line.row.verification])]))
    cells = (line.row.intervention, "\n".join(map(indicator_words, line.indicators)), verification, line.row.hypotheses)
    return MatrixRow(f"row:{line.row.id}", line.name, cells, _TINTS[line.row.level])


def _activity_row(activity: ProjectActivity, number: str = "") -> MatrixRow:
    cost = format_money(Money(activity.cost_minor, activity.currency)) if activity.cost_minor is not None else ""
    name = tr("Activité {number}", number=number) if number else tr("Activité sans résultat")
    return MatrixRow(
        f"activity:{activity.id}",
        name,
        (activity.title, activity.means, cost, activity.hypotheses),
        "surface",
        inset=True,
    )


def indicator_words(one: Indicator) -> str:
    """Return « Points d'eau : 11 (2026) → 18 puits (2028) »."""
    target = one.value_words("target")
    base, target = one.value_words("baseline", bare=bool(target)) or "?", target or "?"
    start = f"{base} ({one.baseline_year})" if one.baseline_year else base
    end = f"{target} ({one.target_year})" if one.target_year else target
    return tr("{name} : {start} → {end}", name=one.name, start=start, end=end)


class _Model(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[MatrixRow] = []

    def show(self, rows: Sequence[MatrixRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 - Qt's name
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Logique d'intervention"), tr("Indicateurs"), tr("Sources"), tr("Hypothèses et risques"))[
                section
            ]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return theme().font("caption") if role == Qt.ItemDataRole.FontRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        words = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return tr("{row}, {column} : {words}", row=row.name, column=column, words=words or tr("vide"))
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: _Model, view: "LogTable") -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        look = theme()
        width = max(look.px(60), self._view.columnWidth(index.column()) - look.px(24))
        metrics = QFontMetrics(look.font("secondary"))
        words = self._model.rows[index.row()].cells[index.column()]
        height = metrics.boundingRect(QRect(0, 0, width, 100_000), _WRAP, words).height() if words else 0
        if index.column() == 0:
            height += look.line("caption") + look.px(2)
        return QSize(width, max(look.px(_LEAST), height + look.px(20)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, row = theme(), self._model.rows[index.row()]
        painter.save()
        smooth(painter)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, look.color("primary_soft2" if on else row.tint))
        painter.fillRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1, look.color("border"))
        if on and index.column() == 0:
            painter.fillRect(option.rect.x(), option.rect.y(), look.px(3), option.rect.height(), look.color("primary"))
        room = option.rect.adjusted(
            look.px(24 if row.inset and index.column() == 0 else 12), look.px(9), -look.px(12), 0
        )
        words, ink = row.cells[index.column()], "text"
        if index.column() == 0:
            painter.setFont(look.font("caption", weight=600))
            painter.setPen(look.color("text2"))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), row.name)
            room.setTop(room.top() + look.line("caption") + look.px(2))
            words, ink = words or tr("À écrire"), "text" if words else "text3"
        painter.setFont(look.font("secondary"))
        painter.setPen(look.color(ink))
        painter.drawText(room, _WRAP, words)
        painter.restore()


class LogTable(QTableView):
    """The matrix; `chosen` carries the key of the row the keyboard stands on."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model(self)
        self._told = ""
        self.setAccessibleName(tr("Cadre logique"))
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self._model, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._moved())
        theme().changed.connect(self._fit)

    def show_frame(self, frame: LogFrame) -> None:
        """Show a framework, standing on the same row as before."""
        current = self.current()
        self._model.show(matrix_rows(frame))
        self._fit()
        self.set_current(current)

    def current(self) -> str:
        """Return the key of the current row, '' when there is none."""
        row = self.currentIndex().row()
        return self._model.rows[row].key if 0 <= row < len(self._model.rows) else ""

    def set_current(self, key: str) -> None:
        """Stand on a row, or on the first one."""
        keys = [row.key for row in self._model.rows]
        if keys:
            self.setCurrentIndex(self._model.index(keys.index(key) if key in keys else 0, 0))
        self._moved()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give rows the height that the new width asks for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Leave letters alone."""

    def _fit(self) -> None:
        look = theme()
        self.horizontalHeader().setFixedHeight(look.px(30))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        self.setFixedHeight(rows + look.px(30) + 2)

    def _moved(self) -> None:
        current = self.current()
        if current != self._told:
            self._told = current
            self.chosen.emit(current)
