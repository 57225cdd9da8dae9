"""The co-funding plan: who gives what to the project and how sure it is, read from the product lines of the budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from cresi_app.projects.model.budget import (
    ASKED,
    OBTAINED,
    REFUSED,
    Budget,
    BudgetLine,
    BudgetRow,
)
from cresi_app.projects.model.form import Block
from cresi_app.projects.model.words import name_of


@dataclass(frozen=True, slots=True)
class CofundingStatus:
    """A row of `cofunding_status`."""

    code: str
    name_fr: str
    name_en: str
    tone: str
    is_counted: bool
    position: int

    @property
    def name(self) -> str:
        """The status in the language in force."""
        return name_of(self)


class Standing(StrEnum):
    """Where a source of money stands in the plan, in the order it is shown."""

    OBTAINED = OBTAINED
    REQUESTED = "requested"
    ASKED = ASKED
    UNSAID = "unsaid"
    REFUSED = REFUSED


_ORDER = {standing: rank for rank, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class Source:
    """One source of money: a product line outside account 87. `label` falls back on the form's own."""

    line: BudgetLine
    label: str
    standing: Standing
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class CofundingPlan:
    """Who funds the project, obtained first, refused last; amounts in minor units, `total` without refused ones and account 87."""

    sources: tuple[Source, ...]
    obtained: int
    requested: int
    asked: int
    unsaid: int
    refused: int
    total: int

    def share(self, minor: int) -> Fraction | None:
        """Return the part of the total, None when there is none."""
        return Fraction(minor, self.total) if self.total else None


def standing_of(line: BudgetLine) -> Standing:
    """Return where a product line stands: refused and obtained as noted, else this request, else asked or unsaid."""
    if line.status_code in {OBTAINED, REFUSED}:
        return Standing(line.status_code)
    if line.is_requested:
        return Standing.REQUESTED
    return Standing.ASKED if line.status_code == ASKED else Standing.UNSAID


def cofunding_plan(budget: Budget) -> CofundingPlan:
    """Derive the plan from the budget, so that both can never tell different figures."""
    entries = [
        (entry, row)
        for section in budget.products.block(Block.DIRECT, Block.OWN)
        for row in _with_entries(section)
        for entry in row.entries
        if entry.amount_minor or entry.status_code or entry.is_requested
    ]
    total = budget.products.subtotal.forecast
    sources = [
        Source(
            entry,
            entry.label or row.line.name,
            standing_of(entry),
            Fraction(entry.amount_minor, total) if total and entry.is_counted else None,
        )
        for entry, row in entries
    ]
    sources.sort(key=lambda source: (_ORDER[source.standing], -source.line.amount_minor, source.line.position))
    sums = {standing: _sum(sources, standing) for standing in Standing}
    return CofundingPlan(
        tuple(sources),
        sums[Standing.OBTAINED],
        sums[Standing.REQUESTED],
        sums[Standing.ASKED],
        sums[Standing.UNSAID],
        sums[Standing.REFUSED],
        total,
    )


def _with_entries(row: BudgetRow) -> list[BudgetRow]:
    return [row, *row.rows]


def _sum(sources: Sequence[Source], standing: Standing) -> int:
    return sum(source.line.amount_minor for source in sources if source.standing is standing)
