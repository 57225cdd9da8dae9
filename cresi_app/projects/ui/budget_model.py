"""The budget as a table being typed into: every keystroke gives a new budget, and rows never move under the editor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money, format_number, format_percent
from cresi_app.projects.model import (
    Budget,
    BudgetLine,
    Nomenclature,
    ProjectRate,
    Typed,
    compute_budget,
    read_entry,
    with_entry,
)
from cresi_app.projects.service import AmountEntry
from cresi_app.projects.ui.budget_rows import RowKind, TableRow, table_rows
from cresi_app.widgets.theme import theme

Index = QModelIndex | QPersistentModelIndex

LABEL: Final = 0
FORECAST: Final = 1
REVISED: Final = 2
ACTUAL: Final = 3
EXECUTION: Final = 4
FIELDS: Final = {FORECAST: "amount_minor", REVISED: "revised_minor", ACTUAL: "actual_minor"}
SPREAD_FIXED: Final = N_(
    "Cette ligne est répartie par année : changez le montant d'une année, ou retirez d'abord la répartition."
)
ROW: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class BudgetContext:
    """What amounts are typed in: the budget's currency (the form's when ''), the dossier's rates, lines whose amounts are fixed.

    A fixed line is the sum of its years and is typed into year by year.
    """

    currency: str = ""
    rates: tuple[ProjectRate, ...] = ()
    fixed: frozenset[int] = frozenset()


class BudgetTableModel(QAbstractTableModel):
    """The rows of one budget; `entered` carries the amounts that were accepted, to be written."""

    budget_changed = Signal(object)
    """The budget as it stands now, what is being typed included."""
    entered = Signal(object)
    """A list of `AmountEntry`."""
    labelled = Signal(object, object)
    """A budget line's id and the words typed for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form: Nomenclature | None = None
        self._lines: tuple[BudgetLine, ...] = ()
        self._context = BudgetContext()
        self._rows: list[TableRow] = []
        self._budget: Budget | None = None
        self._whole_form = True
        self._editing = False
        self._waiting = False
        self._blank_ids = 0

    # --- what is shown ---

    @property
    def budget(self) -> Budget | None:
        """The budget in force, what is being typed included."""
        return self._budget

    def show(self, form: Nomenclature, lines: Sequence[BudgetLine], context: BudgetContext | None = None) -> None:
        """Show the lines read from the library. While a cell is being typed in, rows keep their places until it is left."""
        self._form, self._lines = form, tuple(lines)
        self._context = context if context is not None else self._context
        self._lay()

    def set_whole_form(self, whole: bool) -> None:
        """Show every line of the form, or only those something was entered on."""
        self._whole_form = whole
        self._lay()

    def row(self, number: int) -> TableRow | None:
        """Return a row of the table."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def find(self, line_id: int) -> int | None:
        """Return where a budget line stands."""
        found = (n for n, row in enumerate(self._rows) if row.entry is not None and row.entry.id == line_id)
        return next(found, None)

    def find_code(self, code: str) -> int | None:
        """Return the last row of a line of the form."""
        found = [n for n, row in enumerate(self._rows) if row.kind is RowKind.LINE and row.key[1] == code]
        return found[-1] if found else None

    # --- typing ---

    def begin_edit(self) -> None:
        """Keep the rows in their places: a cell is being typed in."""
        self._editing = True

    def end_edit(self) -> None:
        """Show what was waiting: the cell was left."""
        self._editing = False
        self._lay()

    def preview(self, number: int, column: int, text: str) -> DomainError | None:
        """Count the budget as if `text` were accepted; return why it cannot be."""
        try:
            lines = self._with(number, column, self._read(text, column))
        except DomainError as refusal:
            return refusal
        self._count(lines)
        return None

    def cancel(self) -> None:
        """Count again without what was being typed."""
        self._count(self._lines)

    def _read(self, text: str, column: int) -> Typed | None:
        if column != FORECAST and not text.strip():
            return None
        return read_entry(text, self._currency, self._context.rates, field_name=FIELDS[column])

    def _with(self, number: int, column: int, typed: Typed | None) -> tuple[BudgetLine, ...]:
        row = self._rows[number]
        assert row.line is not None
        field, entry = FIELDS[column], self._entry_of(row)
        values: dict[str, object] = {field: None} if typed is None else typed.fields(field)
        if entry is not None:
            changed = with_entry(entry, **values)
            return tuple(changed if line.id == entry.id else line for line in self._lines)
        self._blank_ids -= 1
        fresh = BudgetLine(self._blank_ids, 0, 0, row.line.template_code, row.line.code, 1_000_000)
        return (*self._lines, with_entry(fresh, **values))

    def enter(self, cells: Sequence[tuple[int, int, str]]) -> list[tuple[str, DomainError]]:
        """Accept typed or pasted cells (row, column, text) as one act; return those that do not read, with the reason."""
        entries, refused = [], []
        for number, column, text in cells:
            row = self._rows[number]
            try:
                _check_free(row, self._context)
                typed = self._read(text, column)
            except DomainError as refusal:
                refused.append((text, refusal))
                continue
            minor = None if typed is None else typed.minor
            if self._same(row, column, minor) and (typed is None or typed.foreign is None):
                continue
            entry = self._entry_of(row)
            known = entry.id if entry is not None and entry.id > 0 else None
            label = entry.label if entry is not None else ""
            assert row.line is not None
            kept = typed if typed is not None and typed.foreign is not None else None
            entries.append(AmountEntry(row.line.code, known, FIELDS[column], minor, label, kept))
            self._lines = self._with(number, column, typed)
            if entry is None:
                self._rows[number] = replace(row, entry=self._lines[-1])
        if entries:
            self._lay()
            self.entered.emit(entries)
        else:
            self.cancel()
        return refused

    def _entry_of(self, row: TableRow) -> BudgetLine | None:
        """Return what was accepted on a row; what is only being typed is not."""
        if row.entry is None:
            return None
        wanted = row.entry.id
        return next((line for line in self._lines if line.id == wanted), None)

    def _same(self, row: TableRow, column: int, minor: int | None) -> bool:
        entry = self._entry_of(row)
        before = getattr(entry, FIELDS[column]) if entry is not None else None
        return bool(before == minor or (entry is None and not minor))

    def _lay(self) -> None:
        """Count again and show the rows; when they are others and a cell is being typed in, wait until it is left."""
        if self._form is None:
            return
        budget = compute_budget(self._form, self._lines, self._context.currency)
        rows = table_rows(budget, whole_form=self._whole_form)
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._count(self._lines)
            return
        if self._editing:
            return
        self.beginResetModel()
        self._budget, self._rows = budget, rows
        self.endResetModel()
        self.budget_changed.emit(budget)

    def _count(self, lines: tuple[BudgetLine, ...]) -> None:
        assert self._form is not None
        self._budget = compute_budget(self._form, lines, self._context.currency)
        fresh = {row.key: row for row in table_rows(self._budget, whole_form=self._whole_form)}
        self._rows = [fresh.get(row.key, row) for row in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, EXECUTION))
        self.budget_changed.emit(self._budget)

    # --- what Qt asks ---

    @property
    def _currency(self) -> str:
        return self._context.currency or (self._budget.currency if self._budget is not None else "EUR")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        """Return 5: Poste, Prévu, Révisé, Réalisé, Exécution."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 - Qt's name
        """Return a column's name."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_names()[section]
        if role == Qt.ItemDataRole.FontRole:
            return theme().font("caption")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in FIELDS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Amounts of lines are typed; so is the label of a line that was entered."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row(index.row())
        if row is None or not row.editable:
            return base
        if index.column() in FIELDS and row.entry is not None and row.entry.id in self._context.fixed:
            return base
        if index.column() in FIELDS or (index.column() == LABEL and row.entry is not None and row.entry.id > 0):
            return base | Qt.ItemFlag.ItemIsEditable
        return base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, what its editor starts with, or the row itself (`ROW`)."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return cell_words(row, index.column(), self._currency, editing=role == Qt.ItemDataRole.EditRole)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_cell(row, index.column(), self._currency)
        fixed = row.entry is not None and row.entry.id in self._context.fixed
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in FIELDS and fixed:
            return tr(SPREAD_FIXED)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == LABEL and row.line is not None:
            return " – ".join(part for part in (row.label, row.note, row.line.hint) if part)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Accept what was typed in a cell; False when it does not read."""
        row = self.row(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None or not row.editable:
            return False
        if index.column() == LABEL:
            if row.entry is not None and str(value).strip() != row.entry.label:
                self.labelled.emit(row.entry.id, str(value).strip())
            return True
        return not self.enter([(index.row(), index.column(), str(value))])


def _check_free(row: TableRow, context: BudgetContext) -> None:
    if row.entry is not None and row.entry.id in context.fixed:
        raise DomainError("spread_fixed", SPREAD_FIXED, field="amount_minor")


def cell_words(row: TableRow, column: int, currency: str, *, editing: bool) -> str:
    """Return what a cell shows, or what its editor begins with."""
    if column == LABEL:
        return row.entry.label if editing and row.entry is not None else row.label
    if row.kind is RowKind.SIDE:
        return ""
    if column == EXECUTION:
        return execution_words(row)
    figures = row.figures
    minor = {FORECAST: figures.forecast, REVISED: figures.revised, ACTUAL: figures.actual}[column]
    unsaid = row.kind is RowKind.LINE and (row.entry is None or getattr(row.entry, FIELDS[column]) is None)
    if editing:
        return format_number(Money(minor, currency).amount) if minor and not unsaid else ""
    if minor:
        return format_money(Money(minor, currency))
    return "" if unsaid and column != FORECAST else "—"


def execution_words(row: TableRow) -> str:
    """Return the share done: « 81 % », « > 999 % » beyond; '' when nothing was done or forecast."""
    share = row.figures.execution
    if share is None or not row.figures.actual:
        return ""
    return tr("> 999 %") if share >= 10 else format_percent(share.numerator, share.denominator)


def spoken_cell(row: TableRow, column: int, currency: str) -> str:
    """Return what assistive tools say of a cell."""
    if column == LABEL:
        return f"{row.code} {row.label}".strip()
    words = cell_words(row, column, currency, editing=False)
    return tr("{label}, {column} : {value}", label=row.label, column=column_names()[column], value=words or tr("vide"))


def column_names() -> tuple[str, ...]:
    """Return the names of the columns."""
    return tr("Poste"), tr("Prévu"), tr("Révisé"), tr("Réalisé"), tr("Exécution")
