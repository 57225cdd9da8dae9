"""The budget in other cuts: what was forecast, revised and spent; year by year; in another funder's headings."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.printing import style
from cresi_app.printing.flow import Gap, headed, words
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, UNDER_HEAD, Cell, Column, Grid, Row
from cresi_app.printing.style import MM
from cresi_app.projects.model import (
    Block,
    Budget,
    BudgetLine,
    BudgetRow,
    DossierData,
    Figures,
    SideBudget,
    Subtotal,
    has_cents,
)
from cresi_app.projects.reports.wording import column_amount, funder, joined, milli_words, share

Cut = tuple[str, Callable[[Figures], str]]
"""A column: its head, and what it says of a line's figures."""


def moved_on(budget: Budget) -> bool:
    """Say whether anything was revised or spent: until then the forecast is all there is to print."""
    return any(line.revised_minor is not None or line.actual_minor is not None for line in budget.lines)


def followed(data: DossierData, width: float) -> list[Flowable]:
    """Return forecast, revised and actual amounts with the share done, section by section."""
    budget = data.budget
    if not moved_on(budget):
        return []
    money = writer(budget)
    cuts: list[Cut] = [
        (tr("Prévu"), lambda figures: money(figures.forecast)),
        (tr("Révisé"), lambda figures: money(figures.revised)),
        (tr("Réalisé"), lambda figures: money(figures.actual)),
        (tr("Réalisé / prévu"), lambda figures: share(done(figures))),
    ]
    return headed(tr("Prévu, révisé, réalisé"), sections_table(budget, cuts, width))


def done(figures: Figures) -> Fraction | None:
    """Return the share of the forecast that was done, as the form counts it; None when nothing was forecast."""
    return Fraction(figures.actual, figures.forecast) if figures.forecast else None


def by_years(data: DossierData, width: float) -> list[Flowable]:
    """Return the forecast year by year and its sum, section by section; nothing when no line is spread."""
    years = data.year_budgets
    if not years:
        return []
    money = writer(data.budget)
    parts = [_sections(one.budget) for one in years]
    table = _table(
        [*(str(one.year) for one in years), tr("Ensemble")],
        [
            (code, name, [*(money(part[number][2].forecast) for part in parts), money(figures.forecast)], level)
            for number, (code, name, figures, level) in enumerate(_sections(data.budget))
        ],
        width,
    )
    return headed(tr("Budget par année"), table)


def sections_table(budget: Budget, cuts: Sequence[Cut], width: float) -> Flowable:
    """Return every section of both sides with sub-totals and totals, one column a cut."""
    rows = [
        (code, name, [write(figures) for _, write in cuts], level) for code, name, figures, level in _sections(budget)
    ]
    return _table([head for head, _ in cuts], rows, width)


_Section = tuple[str, str, Figures, int]
"""Code, name, figures, weight: 0 a section, 1 a sub-total, 2 a total."""


def _sections(budget: Budget) -> list[_Section]:
    found: list[_Section] = []
    for side, (subtotal, total) in zip((budget.charges, budget.products), _sums(), strict=True):
        direct = [row for row in side.rows if row.line.block is not Block.VOLUNTEER]
        volunteer = [row for row in side.rows if row.line.block is Block.VOLUNTEER]
        found += [(row.line.printed_code, row.line.name, row.figures, 0) for row in direct]
        if volunteer:
            found.append(("", subtotal, side.subtotal, 1))
            found += [(row.line.printed_code, row.line.name, row.figures, 0) for row in volunteer]
        found.append(("", total, side.total, 2))
    return found


def _sums() -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the words of sub-total and total, of charges and of products."""
    charges = tr("Sous-total des charges"), tr("Total des charges")
    return charges, (tr("Sous-total des produits"), tr("Total des produits"))


def _table(heads: Sequence[str], rows: Iterable[tuple[str, str, Sequence[str], int]], width: float) -> Grid:
    amount = min(26 * MM, (width - 70 * MM) / max(len(heads), 1))
    columns = [Column(11 * MM, 0, 2), Column(width - 11 * MM - amount * len(heads), 0, 6)]
    columns += [Column(amount, 4, 0) for _ in heads]
    head = Row(
        [
            Cell([words(tr("Compte"), style.COLUMN_HEAD)], span=2, valign="bottom"),
            *(Cell([words(title, style.COLUMN_HEAD, align="right")], valign="bottom") for title in heads),
        ],
        above=HEAD_LINE,
        below=UNDER_HEAD,
    )
    return Grid(columns, [_section_row(*row) for row in rows], head=[head], pad=(2.3, 2.9))


def _section_row(code: str, name: str, amounts: Sequence[str], weight: int) -> Row:
    base = style.BUDGET_STRONG if weight else style.BUDGET
    cells = [Cell([words(name, base)], header=True, span=1 if code else 2)]
    if code:
        cells.insert(0, Cell([words(code, style.BUDGET)]))
    cells += [Cell([words(amount, base, align="right")]) for amount in amounts]
    return Row(
        cells,
        above=UNDER_HEAD if weight else None,
        below=HEAD_LINE if weight == 2 else BETWEEN,
        fill=style.TINT if weight else None,
    )


def writer(budget: Budget) -> Callable[[int], str]:
    """Return what writes an amount of that budget in a column: with cents when somebody typed some."""
    decimals = any(
        has_cents(minor, line.currency)
        for line in budget.lines
        for minor in (line.amount_minor, line.revised_minor or 0, line.actual_minor or 0)
    )
    return lambda minor: column_amount(minor, budget.currency, decimals=decimals)


# --- another form


def other_form(budget: Budget, width: float) -> list[Flowable]:
    """Return the same lines in the headings of another form: unit, number, rate, cost, with the form's own sub-totals."""
    columns = [
        Column(13 * MM, 0, 2),
        Column(width - 101 * MM, 0, 6),
        Column(22 * MM),
        Column(18 * MM),
        Column(24 * MM),
        Column(24 * MM, right=0),
    ]
    money = writer(budget)
    flows: list[Flowable] = []
    for title, side in ((tr("Coûts de l'action"), budget.charges), (tr("Sources de financement"), budget.products)):
        rows = [one for row in side.rows for one in _form_rows(row, side, money, 0)]
        total = ("", tr("Total"), money(side.total.forecast))
        flows += headed(title, Grid(columns, [*rows, _sum_row(*total, last=True)], head=[_form_head()], pad=(2.3, 2.9)))
        flows.append(Gap(4 * MM))
    return flows


def _form_head() -> Row:
    """Return the head of a table, anew for each: its place in the structure tree is its own."""
    heads = [(tr("Rubrique"), 2), (tr("Unité"), 1), (tr("Nombre"), 1), (tr("Coût unitaire"), 1), (tr("Coût"), 1)]
    return Row(
        [
            Cell([words(title, style.COLUMN_HEAD, align="right" if number > 1 else "left")], span=span, valign="bottom")
            for number, (title, span) in enumerate(heads)
        ],
        above=HEAD_LINE,
        below=UNDER_HEAD,
    )


def _form_rows(row: BudgetRow, side: SideBudget, money: Callable[[int], str], depth: int) -> list[Row]:
    if depth and not any(True for _ in row.all_entries()):
        return []
    base = style.BUDGET_STRONG if depth == 0 else style.BUDGET
    rows = [_cost_row(row.line.printed_code, row.line.name, ("", "", ""), money(row.figures.forecast), base)]
    detailed = [entry for entry in row.entries if entry.label or entry.quantity_milli is not None]
    rows += [_entry_row(row, entry, money) for entry in detailed]
    for under in row.rows:
        rows += _form_rows(under, side, money, depth + 1)
    if depth == 0:
        rows += [_subtotal(one, money) for one in side.subtotals if one.line.after_code == row.line.code]
    return rows


def _entry_row(row: BudgetRow, entry: BudgetLine, money: Callable[[int], str]) -> Row:
    number = milli_words(entry.quantity_milli) if entry.quantity_milli is not None else ""
    rate = format_money(Money(entry.unit_price_minor, entry.currency)) if entry.unit_price_minor is not None else ""
    label = funder(row.line.name, entry.label)
    if not entry.is_counted:
        label = tr("{label} (refusé, non compté)", label=label)
    counted = entry.amount_minor if entry.is_counted else 0
    small = ParagraphStyle("entry", style.BUDGET, textColor=style.TEXT2)
    return _cost_row("", label, (entry.unit, number, rate), money(counted), small)


def _subtotal(one: Subtotal, money: Callable[[int], str]) -> Row:
    return _sum_row(one.line.printed_code, one.line.name, money(one.figures.forecast))


def _cost_row(code: str, name: str, details: tuple[str, str, str], cost: str, base: ParagraphStyle) -> Row:
    unit, number, rate = details
    return Row(
        [
            Cell([words(code, base)] if code else []),
            Cell([words(name, base)], header=True),
            Cell([words(unit, style.BUDGET)] if unit else []),
            *(Cell([words(text, style.BUDGET, align="right")] if text else []) for text in (number, rate)),
            Cell([words(cost, base, align="right")]),
        ],
        above=UNDER_HEAD if base is style.BUDGET_STRONG else BETWEEN,
        below=None,
        line_from=0 if code else 1,
    )


def _sum_row(code: str, name: str, cost: str, *, last: bool = False) -> Row:
    base = style.BUDGET_STRONG
    return Row(
        [
            Cell([words(joined((code, name), " "), base)], span=5, header=True),
            Cell([words(cost, base, align="right")]),
        ],
        above=HEAD_LINE,
        below=HEAD_LINE if last else None,
        fill=style.TINT,
    )
