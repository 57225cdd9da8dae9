"""The rows of the budget table: the form's lines with what was entered on them, headings, sub-totals and totals."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.projects.model import Block, Budget, BudgetLine, BudgetRow, Figures, Side, SideBudget, TemplateLine


class RowKind(Enum):
    """How a row is drawn and what can be typed into it."""

    SIDE = "side"
    SECTION = "section"
    LINE = "line"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. `line` is the form's line (None for side names and totals), `entry` what was entered on it (None: nothing yet)."""

    kind: RowKind
    key: tuple[str, str, int]
    label: str
    figures: Figures
    code: str = ""
    line: TemplateLine | None = None
    entry: BudgetLine | None = None
    note: str = ""
    top: bool = False

    @property
    def editable(self) -> bool:
        """Whether amounts are typed here."""
        return self.kind is RowKind.LINE


def table_rows(budget: Budget, *, whole_form: bool) -> list[TableRow]:
    """Return the rows in the form's order: every line of it, or only those something was entered on."""
    rows: list[TableRow] = []
    for side in (budget.charges, budget.products):
        name = tr("Charges") if side.side is Side.CHARGE else tr("Produits")
        rows.append(TableRow(RowKind.SIDE, ("side", side.side, 0), name, side.total))
        rows += _side_rows(side, whole_form=whole_form)
    return rows


def _side_rows(side: SideBudget, *, whole_form: bool) -> Iterator[TableRow]:
    charges = side.side is Side.CHARGE
    for row in side.block(Block.DIRECT, Block.INDIRECT, Block.OWN):
        yield from _section_rows(row, whole_form=whole_form)
        for own in side.subtotals:
            if own.line.after_code == row.line.code and (whole_form or own.figures != Figures()):
                key = ("subtotal", own.line.code, 0)
                yield TableRow(RowKind.SUBTOTAL, key, own.line.name, own.figures, own.line.printed_code)
    volunteer = list(side.block(Block.VOLUNTEER))
    if whole_form or side.volunteer != Figures():
        words = tr("Sous-total des charges") if charges else tr("Sous-total des produits")
        yield TableRow(RowKind.SUBTOTAL, ("subtotal", side.side, 0), words, side.subtotal)
    for row in volunteer:
        yield from _section_rows(row, whole_form=whole_form)
    words = tr("Total des charges") if charges else tr("Total des produits")
    yield TableRow(RowKind.TOTAL, ("total", side.side, 0), words, side.total)


def _section_rows(row: BudgetRow, *, whole_form: bool) -> Iterator[TableRow]:
    line = row.line
    entered = list(row.all_entries())
    if not whole_form and not entered:
        return
    if not row.rows and len(row.entries) <= 1:
        yield from _entry_rows(row, whole_form=whole_form, top=True)
        return
    yield TableRow(RowKind.SECTION, ("section", line.code, 0), line.name, row.figures, line.printed_code, line)
    yield from _entry_rows(row, whole_form=False, top=False)
    for child in row.rows:
        yield from _entry_rows(child, whole_form=whole_form, top=False)


def _entry_rows(row: BudgetRow, *, whole_form: bool, top: bool) -> Iterator[TableRow]:
    line, code = row.line, row.line.printed_code
    if not row.entries and whole_form:
        yield TableRow(RowKind.LINE, ("line", line.code, 0), line.name, Figures(), code, line, None, "", top)
    for rank, entry in enumerate(row.entries):
        note = line.name if entry.label and not top else ""
        if entry.foreign_minor is not None:
            note = format_money(Money(entry.foreign_minor, entry.foreign_currency))
        key = ("line", line.code, rank)
        yield TableRow(RowKind.LINE, key, entry.label or line.name, entry.figures, code, line, entry, note, top)
