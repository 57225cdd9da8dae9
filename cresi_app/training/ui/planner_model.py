"""The year as a table of 12 months by 37 weekday columns: what each cell holds, says, and where labels may stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cresi_app.core import clock
from cresi_app.core.dates import format_date, format_time, month_name, weekday_name
from cresi_app.core.i18n import tr, trn
from cresi_app.training.model import STATUS_LABELS, SessionSummary, YearPlan

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = 37
"""A month of 31 days that begins on a Sunday ends in the 37th column."""
CELL: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the year as it is drawn."""

    day: date
    sessions: tuple[SessionSummary, ...]
    is_off: bool
    """Week-end or public holiday."""
    is_school: bool
    is_today: bool
    is_past: bool

    @property
    def share(self) -> str:
        """How the day's first session counts in the quota, "" when the day is free."""
        return self.sessions[0].share if self.sessions else ""


def column_of(day: date) -> int:
    """Return the column of a day: Mondays stand under Mondays."""
    return date(day.year, day.month, 1).weekday() + day.day - 1


def day_at(year: int, row: int, column: int) -> date | None:
    """Return the day of a cell, None where the month has none."""
    number = column - date(year, row + 1, 1).weekday() + 1
    if number < 1:
        return None
    try:
        return date(year, row + 1, number)
    except ValueError:
        return None


class PlannerModel(QAbstractTableModel):
    """A year; cells without a day are empty and cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: YearPlan | None = None
        self._year = clock.today().year

    @property
    def year(self) -> int:
        """The year shown."""
        return self._year

    def show(self, plan: YearPlan) -> None:
        """Show another plan."""
        self.beginResetModel()
        self._plan, self._year = plan, plan.year
        self.endResetModel()

    def cell(self, row: int, column: int) -> DayCell | None:
        """Return what a cell holds."""
        day = day_at(self._year, row, column)
        return None if day is None else self.cell_of(day)

    def cell_of(self, day: date) -> DayCell:
        """Return what a day holds."""
        plan, today = self._plan, clock.today()
        return DayCell(
            day,
            tuple(plan.by_day.get(day, ())) if plan else (),
            day.weekday() >= 5 or (plan is not None and day in plan.public_holidays),
            bool(plan and plan.school_holiday(day)),
            day == today,
            day < today,
        )

    def sessions_of_row(self, row: int) -> Sequence[tuple[SessionSummary, tuple[date, ...]]]:
        """Return the sessions of a month, each with its days in it, in order of their first day."""
        if self._plan is None:
            return ()
        found = []
        for session in self._plan.sessions:
            days = tuple(day for day in session.days if day.year == self._year and day.month == row + 1)
            if days:
                found.append((session, days))
        return sorted(found, key=lambda pair: pair[1][0])

    # --- Qt ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and habit
        """Return the months."""
        return 0 if parent.isValid() else 12

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and habit
        """Return the weekday columns."""
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only days be chosen."""
        if not index.isValid() or day_at(self._year, index.row(), index.column()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell, its number, or its words."""
        cell = self.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None:
            return None
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return str(cell.day.day)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self.words(cell)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 - Qt's name
        """Name the months and the weekdays."""
        if orientation is Qt.Orientation.Vertical:
            return month_name(section + 1).capitalize() if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return weekday_name(section % 7)[0].upper()
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return weekday_name(section % 7)
        return None

    def words(self, cell: DayCell) -> str:
        """Say everything of a day: for the tooltip and for assistive tools."""
        lines = [format_date(cell.day, "full")]
        if self._plan is not None:
            lines += [
                name for name in (self._plan.public_holidays.get(cell.day), self._plan.school_holiday(cell.day)) if name
            ]
        lines += [session_words(session) for session in cell.sessions]
        return "\n".join(lines)


def session_words(session: SessionSummary) -> str:
    """Say a session in a line: title, hours, place, state, seats."""
    seats = trn("{n} inscrit sur {places}", "{n} inscrits sur {places}", session.taken, places=session.capacity_max)
    hours = tr("{starts} – {ends}", starts=format_time(session.starts), ends=format_time(session.ends))
    parts = [session.title, hours, session.where, tr(STATUS_LABELS[session.status]), seats]
    return " · ".join(part for part in parts if part)
