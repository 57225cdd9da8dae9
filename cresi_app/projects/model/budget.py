"""The budget of a dossier: what was entered on the lines of a form, and every total derived from those lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from cresi_app.core.money import Money
from cresi_app.projects.model.form import (
    UNPLACED,
    Block,
    BudgetTemplate,
    Nomenclature,
    Scope,
    Side,
    SubtotalLine,
    TemplateLine,
    unplaced_line,
)

OWN: Final = "own"
REFUSED: Final = "refused"
ASKED: Final = "asked"
OBTAINED: Final = "obtained"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A row of `budget_line`: what was entered on a line of the form.

    Amounts in minor units of `currency`; `quantity_milli` in thousandths; `status_code` for money that others give.
    `revised_minor` None: as forecast. What was typed in another currency stands in the `foreign_…` fields with its rate for one euro.
    """

    id: int
    version: int
    project_id: int
    template_code: str
    line_code: str
    position: int
    label: str = ""
    quantity_milli: int | None = None
    unit: str = ""
    unit_price_minor: int | None = None
    amount_minor: int = 0
    actual_minor: int | None = None
    currency: str = "EUR"
    is_requested: bool = False
    status_code: str | None = None
    status_on: date | None = None
    proof: str = ""
    organisation_id: int | None = None
    scope: Scope = Scope.PROJECT
    revised_minor: int | None = None
    foreign_minor: int | None = None
    foreign_currency: str = ""
    foreign_rate: str = ""
    foreign_on: date | None = None
    proof_paper_id: int | None = None

    @property
    def revised(self) -> int:
        """The revised amount, which is the forecast until somebody revises it."""
        return self.amount_minor if self.revised_minor is None else self.revised_minor

    @property
    def figures(self) -> "Figures":
        """Forecast, actual and revised amount."""
        return Figures(self.amount_minor, self.actual_minor or 0, self.revised)

    @property
    def is_counted(self) -> bool:
        """False for money that was refused: the line stays in sight and leaves the totals."""
        return self.status_code != REFUSED


@dataclass(frozen=True, slots=True)
class Figures:
    """A forecast, an actual and a revised amount, in minor units."""

    forecast: int = 0
    actual: int = 0
    revised: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        """Add the amounts, each with its like."""
        return Figures(self.forecast + other.forecast, self.actual + other.actual, self.revised + other.revised)

    @property
    def execution(self) -> Fraction | None:
        """The share done of what is now foreseen, None when nothing is."""
        whole = self.revised or self.forecast
        return Fraction(self.actual, whole) if whole else None


NIL: Final = Figures()


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A line of the form with what was entered on it and what stands under it; `figures` sums both."""

    line: TemplateLine
    entries: tuple[BudgetLine, ...]
    rows: tuple["BudgetRow", ...]
    figures: Figures

    def all_entries(self) -> Iterable[BudgetLine]:
        """Yield the entries of this row and of the rows under it."""
        yield from self.entries
        for row in self.rows:
            yield from row.all_entries()


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A total that the form shows between its sections."""

    line: SubtotalLine
    figures: Figures


@dataclass(frozen=True, slots=True)
class YearAmount:
    """A row of `budget_year`: the part of a line that falls in a year."""

    id: int
    version: int
    line_id: int
    year: int
    amount_minor: int = 0
    revised_minor: int | None = None
    actual_minor: int | None = None

    @property
    def figures(self) -> Figures:
        """Forecast, actual and revised amount of the year."""
        revised = self.amount_minor if self.revised_minor is None else self.revised_minor
        return Figures(self.amount_minor, self.actual_minor or 0, revised)


@dataclass(frozen=True, slots=True)
class SideBudget:
    """A column of the form: rows in order, sub-total without accounts 86/87, these accounts, total."""

    side: Side
    rows: tuple[BudgetRow, ...]
    subtotal: Figures
    volunteer: Figures
    total: Figures
    subtotals: tuple["Subtotal", ...] = ()

    def section(self, code: str) -> BudgetRow:
        """Return the top row of that code; it exists for each section of the form."""
        return next(row for row in self.rows if row.line.code == code)

    def block(self, *blocks: Block) -> tuple[BudgetRow, ...]:
        """Return the top rows of these blocks, in the form's order."""
        return tuple(row for row in self.rows if row.line.block in blocks)


@dataclass(frozen=True, slots=True)
class Budget:
    """The whole budget of a dossier, derived from its lines by `compute_budget` and by nothing else."""

    template: BudgetTemplate
    currency: str
    lines: tuple[BudgetLine, ...]
    charges: SideBudget
    products: SideBudget

    @property
    def is_empty(self) -> bool:
        """True when no amount was entered."""
        return not any(line.amount_minor or line.actual_minor for line in self.lines)

    @property
    def gap(self) -> int:
        """Forecast charges minus forecast products, in minor units: positive when products are missing."""
        return self.charges.total.forecast - self.products.total.forecast

    @property
    def volunteer_gap(self) -> int:
        """Account 86 minus account 87."""
        return self.charges.volunteer.forecast - self.products.volunteer.forecast

    @property
    def is_balanced(self) -> bool:
        """Total charges equal total products, and 86 equals 87."""
        return self.gap == 0 and self.volunteer_gap == 0

    @property
    def requested_lines(self) -> tuple[BudgetLine, ...]:
        """The lines marked as the grant this dossier asks for: one, when all is well."""
        return tuple(line for line in self.lines if line.is_requested)

    @property
    def requested(self) -> int:
        """The amount asked for, in minor units; 0 when no line is marked."""
        return sum(line.amount_minor for line in self.requested_lines)

    @property
    def share_with_volunteer(self) -> Fraction | None:
        """Amount asked ÷ total of the products, as the form wants it; None without products."""
        return self._share(self.products.total.forecast)

    @property
    def share_without_volunteer(self) -> Fraction | None:
        """Amount asked ÷ products without accounts 87."""
        return self._share(self.products.subtotal.forecast)

    def _share(self, whole: int) -> Fraction | None:
        return Fraction(self.requested, whole) if whole else None

    def money(self, minor: int) -> Money:
        """Return `minor` units as an amount of the budget's currency."""
        return Money(minor, self.currency)


def compute_budget(nomenclature: Nomenclature, lines: Sequence[BudgetLine], currency: str = "") -> Budget:
    """Derive the budget from its lines: the only place where a total is made. `currency` is the form's own unless given.

    A line that is not in `lines` is in no total; a line of a code that the edition lacks raises `DomainError` ``line_unknown``.
    """
    on_line: dict[str, list[BudgetLine]] = {}
    for entry in sorted(lines, key=lambda line: (line.position, line.id)):
        nomenclature.line(entry.line_code)
        on_line.setdefault(entry.line_code, []).append(entry)
    return Budget(
        template=nomenclature.template,
        currency=currency or nomenclature.template.currency,
        lines=tuple(lines),
        charges=_side(nomenclature, Side.CHARGE, on_line),
        products=_side(nomenclature, Side.PRODUCT, on_line),
    )


def _side(nomenclature: Nomenclature, side: Side, on_line: Mapping[str, list[BudgetLine]]) -> SideBudget:
    sections = list(nomenclature.sections(side))
    if f"{UNPLACED}-{side}" in on_line:
        sections.append(unplaced_line(nomenclature.template.code, side))
    rows = tuple(_row(nomenclature, section, on_line) for section in sections)
    volunteer = sum((row.figures for row in rows if row.line.block == Block.VOLUNTEER), NIL)
    subtotal = sum((row.figures for row in rows if row.line.block != Block.VOLUNTEER), NIL)
    own = tuple(Subtotal(one, figures_of(rows, one.of_codes)) for one in nomenclature.subtotals if one.side == side)
    return SideBudget(side, rows, subtotal, volunteer, subtotal + volunteer, own)


def figures_of(rows: Iterable[BudgetRow], codes: str) -> Figures:
    """Return the sum of the sections named in `codes`, between blanks."""
    wanted = frozenset(codes.split())
    return sum((row.figures for row in rows if row.line.code in wanted), NIL)


def _row(nomenclature: Nomenclature, line: TemplateLine, on_line: Mapping[str, list[BudgetLine]]) -> BudgetRow:
    rows = tuple(_row(nomenclature, child, on_line) for child in nomenclature.children(line.code))
    entries = tuple(on_line.get(line.code, ()))
    own = sum((entry.figures for entry in entries if entry.is_counted), NIL)
    return BudgetRow(line, entries, rows, sum((row.figures for row in rows), own))
