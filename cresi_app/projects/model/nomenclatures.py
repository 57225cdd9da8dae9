"""One budget seen in several nomenclatures and years: the same entered lines, laid on another form, or cut to one year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cresi_app.projects.model.budget import BudgetLine, YearAmount
from cresi_app.projects.model.form import UNPLACED, LineRole, Nomenclature, Side

Matches = Mapping[tuple[str, str, str], str]
"""(form, line, other form) → line of the other form."""
Spread = Mapping[int, Sequence[YearAmount]]
"""The years of each spread line, by the line's id."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A row of `budget_place`: where somebody put a line in another nomenclature."""

    id: int
    version: int
    line_id: int
    template_code: str
    line_code: str


def laid_on(
    form: Nomenclature,
    lines: Sequence[BudgetLine],
    places: Sequence[PlacedLine],
    known: tuple[Matches, Mapping[str, Nomenclature]],
) -> list[BudgetLine]:
    """Return `lines` as they stand on `form`: none is lost, what has no place stands under « À classer ».

    `places` are what people decided; `known` are the correspondences of the forms, and the other forms by code.
    """
    code = form.template.code
    placed = {place.line_id: place.line_code for place in places if place.template_code == code}
    return [
        line
        if line.template_code == code and form.has(line.line_code)
        else replace(line, template_code=code, line_code=_code_on(form, line, placed.get(line.id), known))
        for line in lines
    ]


def _code_on(
    form: Nomenclature, line: BudgetLine, placed: str | None, known: tuple[Matches, Mapping[str, Nomenclature]]
) -> str:
    matches, forms = known
    found = placed or matches.get((line.template_code, line.line_code, form.template.code), "")
    if found and form.has(found):
        if placed is None and line.is_requested and form.line(found).role is not LineRole.GRANT:
            grants = form.by_role(LineRole.GRANT)
            return grants[0].code if grants else found
        return found
    origin = forms.get(line.template_code)
    side = origin.line(line.line_code).side if origin is not None else Side.CHARGE
    return f"{UNPLACED}-{side}"


def of_year(
    lines: Sequence[BudgetLine], spread: Spread, year: int, first: int, *, keep: bool = False
) -> list[BudgetLine]:
    """Return the lines with the amounts of one year; a line that is not spread falls whole in the `first` one.

    Lines that have nothing in the year are left out, or stand there at nothing with `keep`.
    """
    cut = []
    for line in lines:
        years = spread.get(line.id, ())
        if not years and year == first:
            cut.append(line)
            continue
        part = next((one for one in years if one.year == year), YearAmount(0, 0, line.id, year) if keep else None)
        if part is not None:
            amounts = {name: getattr(part, name) for name in ("amount_minor", "revised_minor", "actual_minor")}
            cut.append(replace(line, quantity_milli=None, unit_price_minor=None, **amounts))
    return cut


def summed(years: Sequence[YearAmount]) -> dict[str, int | None]:
    """Return what a spread line amounts to, field by field: a revised or actual amount only when some year has one."""
    total: dict[str, int | None] = {"amount_minor": sum(one.amount_minor for one in years)}
    actual = [one.actual_minor for one in years if one.actual_minor is not None]
    total["actual_minor"] = sum(actual) if actual else None
    revised = any(one.revised_minor is not None for one in years)
    total["revised_minor"] = sum(one.figures.revised for one in years) if revised else None
    return total
