"""What the project desk reads: lists, one dossier, lists of dossiers, search."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Final, TypeVar

from rapidfuzz import fuzz

from cresi_app.core import clock
from cresi_app.core.dates import read_instant
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import read_id
from cresi_app.core.text import fold
from cresi_app.projects.model import (
    Budget,
    BudgetLine,
    CofundingPlan,
    Lookalike,
    Nomenclature,
    PaperView,
    Project,
    ProjectCounts,
    ProjectFilter,
    ProjectRow,
    Scope,
    YearAmount,
    cofunding_plan,
    compute_budget,
    laid_on,
    of_year,
    view_paper,
)
from cresi_app.projects.model.words import in_language
from cresi_app.projects.queries import depth, dossiers
from cresi_app.projects.service.lists import ListsDesk
from cresi_app.store.errors import Moved, Refused, Stale, unforeseen
from cresi_app.store.records import Row, Table

SIMILAR: Final = 80
"""From this likeness of titles (0 to 100) on, two dossiers of one holder and year are shown to each other."""

HALF_SIMILAR: Final = 55
"""From this likeness on, when the place is the same too."""
_MOVED: Final = N_("Ce dossier a été modifié ailleurs au même moment : rien n'a été écrit. Recommencez.")
_CODE: Final = re.compile(r"^CRSI:D/([^/]+)/V\d+$", re.IGNORECASE)
RecordT = TypeVar("RecordT")


@contextmanager
def refusals(*, retried: bool = False) -> Iterator[None]:
    """Turn what the schema refuses into a sentence; what was typed stays with whoever called.

    `retried`: let `Moved` through to `Library.retry`.
    """
    try:
        yield
    except Moved:
        if retried:
            raise
        raise DomainError("moved", _MOVED) from None
    except Stale:
        raise DomainError(
            "stale",
            N_(
                "Ce dossier a été modifié ailleurs depuis qu'il est ouvert : votre saisie n'est pas enregistrée. "
                "Rouvrez le dossier, puis reprenez votre saisie."
            ),
        ) from None
    except Refused as refusal:
        raise unforeseen(refusal) from refusal


class ReadingDesk(ListsDesk):
    """Reads that need one or two queries."""

    # --- one dossier ---

    def project(self, project_id: int) -> Project:
        """Return the dossier. DomainError ``unknown``."""
        found = dossiers.project(self.library, project_id)
        if found is None:
            raise DomainError("unknown", N_("Ce dossier n'est plus dans la bibliothèque."))
        return found

    def by_ref(self, ref: str) -> int:
        """Return the id meant by what people write or scan: a number (2026-017), a paper's code, an id. DomainError ``unknown``."""
        text = ref.strip()
        scanned = _CODE.match(text)
        number = scanned[1] if scanned else text
        found = dossiers.id_by_number(self.library, number)
        if found is None and (key := read_id(text)) and dossiers.project(self.library, key):
            found = key
        if found is None:
            raise DomainError("unknown", N_("Aucun dossier ne porte le numéro « {ref} »."), ref=text)
        return found

    def budget_lines(self, project_id: int, scope: Scope = Scope.PROJECT) -> list[BudgetLine]:
        """Return what was entered in the budget, in order, each line on the form it was entered in."""
        return dossiers.budget_lines(self.library, [project_id], scope)

    def lines_on(self, project_id: int, template: str = "", scope: Scope = Scope.PROJECT) -> list[BudgetLine]:
        """Return the same lines as they stand on a form, the dossier's own by default; none is ever lost."""
        form = self.nomenclature(template or self.project(project_id).template_code)
        return self._laid(form, self.budget_lines(project_id, scope))

    def _laid(self, form: Nomenclature, lines: Sequence[BudgetLine]) -> list[BudgetLine]:
        strangers = {line.project_id for line in lines if line.template_code != form.template.code}
        if not strangers:
            return list(lines)
        placed = depth.placed(self.library, sorted(strangers))
        return laid_on(form, lines, placed, (self.matches, self.nomenclatures()))

    def budget(
        self, project_id: int, template: str = "", *, scope: Scope = Scope.PROJECT, year: int | None = None
    ) -> Budget:
        """Return the budget of a dossier, derived from its lines, on its own form or on `template`; whole, or of one `year`."""
        one = self.project(project_id)
        form = self.nomenclature(template or one.template_code)
        lines = self._laid(form, self.budget_lines(project_id, scope))
        if year is not None:
            spread = self.spread(project_id)
            years = sorted({*one.years, *(part.year for parts in spread.values() for part in parts)})
            lines = of_year(lines, spread, year, years[0])
        return compute_budget(form, lines, one.currency)

    def spread(self, project_id: int) -> dict[int, tuple[YearAmount, ...]]:
        """Return how the lines of a dossier are spread over years, by line id; lines that are not spread are left out."""
        found: dict[int, tuple[YearAmount, ...]] = {}
        for one in depth.years(self.library, [project_id]):
            found[one.line_id] = (*found.get(one.line_id, ()), one)
        return found

    def cofunding(self, project_id: int) -> CofundingPlan:
        """Return who funds the project, derived from the same lines."""
        return cofunding_plan(self.budget(project_id))

    def part(self, table: Table[RecordT], part_id: int) -> RecordT:
        """Return a row that hangs on a dossier. DomainError ``unknown``."""
        found = dossiers.part(self.library, table, part_id)
        if found is None:
            raise DomainError("unknown", N_("Cet élément du dossier n'existe plus : il a été retiré entre-temps."))
        return found

    def lookalikes(
        self, title: str, organisation_id: int, year: int, but: int = 0, *, like: Project | None = None
    ) -> list[Lookalike]:
        """Return the holder's other dossiers of the same time that may be this one again, most alike first: information only.

        A similar title is enough; with `like`, the same place and an only half similar title are, too. Renewals are not doubles.
        """
        found = []
        for row in depth.alike(self.library, organisation_id, but):
            if not _same_time(row, year, like):
                continue
            if like is not None and (like.renewed_from_id == row["id"] or row["renewed_from_id"] == like.id):
                continue
            score = round(fuzz.token_set_ratio(fold(title), fold(row["title"])))
            if score >= (HALF_SIMILAR if _same_place(row, like) else SIMILAR):
                found.append(Lookalike(row["id"], row["number"], row["title"], score))
        return sorted(found, key=lambda one: -one.score)

    def papers(self, project_id: int, today: date | None = None) -> tuple[PaperView, ...]:
        """Return the checklist as it stands `today`."""
        day = today or clock.today()
        return tuple(
            view_paper(p, self.paper_kinds, day) for p in dossiers.parts(self.library, dossiers.PAPERS, project_id)
        )

    # --- lists of dossiers ---

    def project_ids(self, wanted: ProjectFilter | None = None, limit: int | None = None) -> list[int]:
        """Return the ids a filter keeps, in its order."""
        return dossiers.project_ids(self.library, wanted or ProjectFilter(), limit)

    def project_rows(self, ids: Sequence[int]) -> list[ProjectRow]:
        """Return the lines of these dossiers, in the order of `ids`, without those that no longer exist."""
        entered: dict[int, list[BudgetLine]] = {}
        with self.library.snapshot():
            rows = {row["id"]: row for row in dossiers.project_lines(self.library, ids)}
            for line in dossiers.budget_lines(self.library, ids):
                entered.setdefault(line.project_id, []).append(line)
            for key, lines in entered.items():
                entered[key] = self._laid(self.nomenclature(rows[key]["template_code"]), lines)
        return [self._row(rows[key], entered.get(key, [])) for key in ids if key in rows]

    def _row(self, row: Row, lines: Sequence[BudgetLine]) -> ProjectRow:
        budget = compute_budget(self.nomenclature(row["template_code"]), lines, row["currency"])
        return ProjectRow(
            id=row["id"],
            number=row["number"],
            year=row["year"],
            title=row["title"],
            organisation_id=row["organisation_id"],
            holder=row["holder"],
            country_code=row["country_code"],
            country=in_language(row["country_fr"] or "", row["country_en"] or ""),
            place=row["place"],
            stage=self.workflow.stages[row["stage_code"]],
            starts_on=_day(row["starts_on"]),
            ends_on=_day(row["ends_on"]),
            currency=row["currency"],
            total=budget.charges.total.forecast,
            requested=budget.requested,
            granted_minor=row["granted_minor"],
            balanced=None if budget.is_empty else budget.is_balanced,
            updated_at=_instant(row["updated_at"]),
        )

    def projects(self, wanted: ProjectFilter | None = None, limit: int | None = None) -> list[ProjectRow]:
        """Return the lines a filter keeps, in its order."""
        return self.project_rows(self.project_ids(wanted, limit))

    def search(self, text: str, limit: int = 20) -> list[ProjectRow]:
        """Return the dossiers that typed text finds, best first; nothing typed can raise."""
        return self.projects(ProjectFilter(text=text), limit)

    def counts_of_holders(self, organisation_ids: Sequence[int]) -> dict[int, int]:
        """Return how many dossiers each of these organisations holds; those that hold none are left out."""
        rows = dossiers.counts_of_holders(self.library, organisation_ids)
        return {row["organisation_id"]: row["count"] for row in rows}

    def counts(self, wanted: ProjectFilter | None = None) -> ProjectCounts:
        """Return how many dossiers a filter keeps, by stage and by country; its own stages and countries do not narrow them."""
        own = wanted or ProjectFilter()
        free = ProjectFilter(year=own.year, organisation_id=own.organisation_id, archived=own.archived)
        with self.library.snapshot():
            stages = {row["code"]: row["count"] for row in dossiers.counts_by(self.library, "stage_code", free)}
            countries = dossiers.counts_by(self.library, "country_code", free)
        return ProjectCounts(
            total=sum(stages.values()),
            by_stage=tuple((stage, stages[code]) for code, stage in self.workflow.stages.items() if code in stages),
            by_country=tuple(
                (row["code"], self.directory.country_by_code[row["code"]].name, row["count"]) for row in countries
            ),
        )

    def years(self) -> list[int]:
        """Return the exercises that have dossiers, latest first."""
        return dossiers.years(self.library)


def _same_time(row: Row, year: int, like: Project | None) -> bool:
    if row["year"] == year:
        return True
    if like is None or like.starts_on is None or like.ends_on is None or not row["starts_on"] or not row["ends_on"]:
        return False
    return bool(row["starts_on"] <= like.ends_on.isoformat() and like.starts_on.isoformat() <= row["ends_on"])


def _same_place(row: Row, like: Project | None) -> bool:
    if like is None or not like.place or not row["place"]:
        return False
    return bool(like.country_code == row["country_code"] and fold(like.place) == fold(row["place"]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _instant(text: str) -> datetime:
    return read_instant(text)
