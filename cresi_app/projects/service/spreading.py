"""One budget in several nomenclatures, years and currencies: what a person can do to how the same lines are seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money
from cresi_app.projects.model import (
    BudgetLine,
    Project,
    ProjectRate,
    Scope,
    YearAmount,
    clean,
    converted,
    read_rate,
    summed,
)
from cresi_app.projects.queries import depth, dossiers
from cresi_app.projects.service.papers import PapersDesk
from cresi_app.projects.service.reading import refusals
from cresi_app.store.revision import Revision

AmountsT = TypeVar("AmountsT", BudgetLine, YearAmount)
_AMOUNTS: Final = ("amount_minor", "revised_minor", "actual_minor", "unit_price_minor")


@dataclass(frozen=True, slots=True)
class YearEntry:
    """The amount of a line in a year, in minor units; None leaves the revised or actual amount unsaid.

    `line_id` None makes a line on the form's `line_code`.
    """

    line_id: int | None
    field: str
    minor: int | None
    line_code: str = ""
    label: str = ""


class SpreadingDesk(PapersDesk):
    """Writes of how a budget is seen."""

    # --- nomenclatures ---

    def set_template(self, who: Actor, project_id: int, template_code: str) -> Changes:
        """See the budget in another nomenclature: every line stays as it was entered, so going back finds it again."""
        if template_code not in {one.code for one in self.templates}:
            raise DomainError(
                "template_unknown", N_("Cette nomenclature n'est pas dans la liste."), field="template_code"
            )
        with refusals(), self.library.revise("projects.set_template", who, ("project", project_id)) as revision:
            revision.update("project", project_id, None, {"template_code": template_code})
        return revision.changes

    def place_line(self, who: Actor, line_id: int, line_code: str) -> Changes:
        """Put a line elsewhere in the nomenclature the budget is seen in; in the one it was entered in it stays where it is."""
        line = self.part(dossiers.BUDGET_LINES, line_id)
        one = self.project(line.project_id)
        form = self.nomenclature(one.template_code)
        target = form.line(line_code)
        laid = next(x for x in self._laid(form, [line]) if x.id == line_id)
        if form.has(laid.line_code) and form.line(laid.line_code).side is not target.side:
            raise DomainError(
                "side_differs",
                N_("Une charge ne peut pas devenir un produit : retirez la ligne et saisissez-la de l'autre côté."),
                field="line_code",
            )
        with refusals(), self.library.revise("projects.place_line", who, ("project", one.id)) as revision:
            if line.template_code == one.template_code:
                revision.update("budget_line", line_id, line.version, {"line_code": line_code})
            else:
                self._place_elsewhere(revision, line, one.template_code, line_code)
        return revision.changes

    def _place_elsewhere(self, revision: Revision, line: BudgetLine, form: str, line_code: str) -> None:
        for place in depth.placed(self.library, [line.project_id]):
            if (place.line_id, place.template_code) == (line.id, form):
                revision.update("budget_place", place.id, place.version, {"line_code": line_code})
                return
        revision.insert("budget_place", {"line_id": line.id, "template_code": form, "line_code": line_code})

    # --- years ---

    def enter_year_amounts(
        self, who: Actor, project_id: int, year: int, entries: Sequence[YearEntry], edit_group: int | None = None
    ) -> Changes:
        """Write amounts of one year; a line becomes the sum of its years. What a line not yet spread held stays in its first year."""
        one = self.project(project_id)
        lines = {line.id: line for line in self.budget_lines(project_id)}
        spread = self.spread(project_id)
        touched: dict[int, None] = {}
        with (
            refusals(),
            self.library.revise("projects.enter_year_amounts", who, ("project", project_id), edit_group) as revision,
        ):
            for entry in entries:
                line = self._line_for_year(revision, one, entry, lines)
                years = list(spread.get(line.id, ())) or _first_year(line, one.years[0])
                spread[line.id] = tuple(_with_year(years, line.id, year, entry))
                touched[line.id] = None
            for line_id in touched:
                self._write_years(revision, lines[line_id], spread[line_id])
        return revision.changes

    def _line_for_year(
        self, revision: Revision, one: Project, entry: YearEntry, lines: dict[int, BudgetLine]
    ) -> BudgetLine:
        if entry.line_id is not None:
            if entry.line_id not in lines:
                raise DomainError("unknown", N_("Cet élément du dossier n'existe plus : il a été retiré entre-temps."))
            return lines[entry.line_id]
        position = max((line.position for line in lines.values()), default=0) + 1
        blank = BudgetLine(0, 0, one.id, one.template_code, entry.line_code, position, currency=one.currency)
        filled = self._filled(blank, {"label": entry.label})
        values = {k: v for k, v in dossiers.BUDGET_LINES.values(filled).items() if k not in {"id", "version"}}
        line = replace(filled, id=revision.insert("budget_line", values))
        lines[line.id] = line
        return line

    def _write_years(self, revision: Revision, line: BudgetLine, years: Sequence[YearAmount]) -> None:
        for one in years:
            values = {name: getattr(one, name) for name in ("amount_minor", "revised_minor", "actual_minor")}
            clean(values)
            if one.id:
                revision.update("budget_year", one.id, None, values)
            else:
                revision.insert("budget_year", {**values, "line_id": line.id, "year": one.year})
        freed = {"quantity_milli": None, "unit_price_minor": None, "foreign_minor": None, "foreign_currency": ""}
        revision.update(
            "budget_line", line.id, None, {**summed(years), **freed, "foreign_rate": "", "foreign_on": None}
        )

    def gather_line(self, who: Actor, line_id: int) -> Changes:
        """Take a line's years away: its amounts stay, whole."""
        line = self.part(dossiers.BUDGET_LINES, line_id)
        with refusals(), self.library.revise("projects.gather_line", who, ("project", line.project_id)) as revision:
            for one in self.spread(line.project_id).get(line_id, ()):
                revision.delete("budget_year", one.id, one.version)
        return revision.changes

    # --- currencies ---

    def set_rate(
        self, who: Actor, project_id: int, currency: str, per_euro: str, rated_on: date | None = None, source: str = ""
    ) -> Changes:
        """Note how many units of a currency make one euro, from which day, says who; replaces the rate the dossier had for it."""
        values = {
            "currency": currency.upper(),
            "per_euro": read_rate(per_euro),
            "rated_on": rated_on or clock.today(),
            **clean({"source": source}),
        }
        self.project(project_id)
        known = next((x for x in depth.rates(self.library, project_id) if x.currency == values["currency"]), None)
        with refusals(), self.library.revise("projects.set_rate", who, ("project", project_id)) as revision:
            if known is None:
                revision.insert("project_rate", {**values, "project_id": project_id})
            else:
                revision.update("project_rate", known.id, known.version, values)
        return revision.changes

    def remove_rate(self, who: Actor, rate_id: int, version: int | None = None) -> Changes:
        """Take a rate off the dossier; amounts already converted keep the rate they were converted at."""
        return self._remove(who, "projects.remove_rate", depth.RATES, rate_id, version)

    def set_currency(self, who: Actor, project_id: int, currency: str) -> Changes:
        """Keep the budget in another currency: every amount is converted once, at the dossier's rates. DomainError ``rate_missing``."""
        one = self.project(project_id)
        rates = depth.rates(self.library, project_id)
        spread = self.spread(project_id)
        lines = [*self.budget_lines(project_id), *self.budget_lines(project_id, Scope.HOLDER)]
        with refusals(), self.library.revise("projects.set_currency", who, ("project", project_id)) as revision:
            revision.update("project", project_id, None, {"currency": currency})
            for line in lines:
                years = tuple(_exchanged(part, one.currency, currency, rates) for part in spread.get(line.id, ()))
                for part in years:
                    values = {name: getattr(part, name) for name in _AMOUNTS[:3]}
                    revision.update("budget_year", part.id, part.version, values)
                moved = _exchanged(line, one.currency, currency, rates)
                amounts = {name: getattr(moved, name) for name in _AMOUNTS} | (summed(years) if years else {})
                revision.update("budget_line", line.id, line.version, {**amounts, "currency": currency})
        return revision.changes

    # --- proof ---

    def attach_proof(self, who: Actor, line_id: int, source: Path) -> Changes:
        """Keep a file as what proves where a source of money stands: a paper of the dossier, named after the funder."""
        line = self.part(dossiers.BUDGET_LINES, line_id)
        name = line.label or self.nomenclature(line.template_code).line(line.line_code).name
        values = self._stored(source)
        position = dossiers.last_position(self.library, "project_paper", line.project_id) + 1
        with refusals(), self.library.revise("projects.attach_proof", who, ("project", line.project_id)) as revision:
            paper = {"label": name, "note": "", "position": position, "project_id": line.project_id, **values}
            paper_id = revision.insert("project_paper", paper)
            revision.update("budget_line", line_id, line.version, {"proof_paper_id": paper_id})
        return revision.changes


def _first_year(line: BudgetLine, year: int) -> list[YearAmount]:
    if not line.amount_minor and line.revised_minor is None and line.actual_minor is None:
        return []
    return [YearAmount(0, 0, line.id, year, line.amount_minor, line.revised_minor, line.actual_minor)]


def _with_year(years: Sequence[YearAmount], line_id: int, year: int, entry: YearEntry) -> list[YearAmount]:
    found = {one.year: one for one in years}
    part = found.get(year, YearAmount(0, 0, line_id, year))
    minor = 0 if entry.field == "amount_minor" and entry.minor is None else entry.minor
    found[year] = replace(part, **{entry.field: minor})  # type: ignore[arg-type]  # the name is checked by `replace` itself
    return [found[key] for key in sorted(found)]


def _exchanged(record: AmountsT, old: str, new: str, rates: Sequence[ProjectRate]) -> AmountsT:
    amounts = {
        name: converted(Money(value, old), new, rates).minor
        for name in _AMOUNTS
        if isinstance(value := getattr(record, name, None), int)
    }
    return replace(record, **amounts)  # type: ignore[arg-type]  # all four hold minor units
