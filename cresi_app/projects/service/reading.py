"""What the project desk reads: lists, one dossier, lists of dossiers, search."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Final, TypeVar

from rapidfuzz import fuzz

from cresi_app.core.dates import read_instant
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import read_id
from cresi_app.core.text import fold
from cresi_app.directory.service import DirectoryService
from cresi_app.projects.model import (
    Budget,
    BudgetLine,
    CofundingPlan,
    CofundingStatus,
    Lookalike,
    Nomenclature,
    PaperKind,
    PartnerRole,
    Project,
    ProjectCounts,
    ProjectFilter,
    ProjectRow,
    Sdg,
    Workflow,
    cofunding_plan,
    compute_budget,
)
from cresi_app.projects.model.words import in_language
from cresi_app.projects.queries import dossiers, lists
from cresi_app.store.errors import Refused, Stale, unforeseen
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table

SIMILAR: Final = 80
"""From this likeness of titles (0 to 100) on, two dossiers of one holder and year are shown to each other."""

_CODE: Final = re.compile(r"^CRSI:D/([^/]+)/V\d+$", re.IGNORECASE)
RecordT = TypeVar("RecordT")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the schema refuses into a sentence; what was typed stays with whoever called."""
    try:
        yield
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


class ReadingDesk:
    """Reads that need one or two queries; lists are read once."""

    def __init__(self, library: Library, directory: DirectoryService) -> None:
        self.library: Final = library
        self.directory: Final = directory
        self.nomenclature: Final = lru_cache(maxsize=8)(self._read_nomenclature)

    # --- lists ---

    @cached_property
    def workflow(self) -> Workflow:
        """Stages, steps and passages."""
        return lists.workflow(self.library)

    def _read_nomenclature(self, template_code: str) -> Nomenclature:
        return lists.nomenclature(self.library, template_code)

    @cached_property
    def current_template(self) -> str:
        """The code of the form's edition that new dossiers use."""
        return lists.current_template(self.library)

    @cached_property
    def paper_kinds(self) -> dict[str, PaperKind]:
        """The kinds of papers by code, in their order."""
        return {kind.code: kind for kind in lists.paper_kinds(self.library)}

    @cached_property
    def cofunding_statuses(self) -> dict[str, CofundingStatus]:
        """The statuses of co-funding by code, in their order."""
        return {status.code: status for status in lists.cofunding_statuses(self.library)}

    @cached_property
    def partner_roles(self) -> dict[str, PartnerRole]:
        """The roles of partners by code, in their order."""
        return {role.code: role for role in lists.partner_roles(self.library)}

    @cached_property
    def sdgs(self) -> dict[int, Sdg]:
        """The seventeen goals by number."""
        return {sdg.number: sdg for sdg in lists.sdgs(self.library)}

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

    def budget_lines(self, project_id: int) -> list[BudgetLine]:
        """Return what was entered in the budget, in order."""
        return dossiers.budget_lines(self.library, [project_id])

    def budget(self, project_id: int) -> Budget:
        """Return the budget of a dossier, derived from its lines."""
        one = self.project(project_id)
        return compute_budget(self.nomenclature(one.template_code), self.budget_lines(project_id))

    def cofunding(self, project_id: int) -> CofundingPlan:
        """Return who funds the project, derived from the same lines."""
        return cofunding_plan(self.budget(project_id))

    def part(self, table: Table[RecordT], part_id: int) -> RecordT:
        """Return a row that hangs on a dossier. DomainError ``unknown``."""
        found = dossiers.part(self.library, table, part_id)
        if found is None:
            raise DomainError("unknown", N_("Cet élément du dossier n'existe plus : il a été retiré entre-temps."))
        return found

    def lookalikes(self, title: str, organisation_id: int, year: int, but: int = 0) -> list[Lookalike]:
        """Return the holder's other dossiers of the year with a similar title, most alike first: information only."""
        rows = dossiers.titles_of_holder(self.library, organisation_id, year, but)
        scored = (
            Lookalike(
                row["id"], row["number"], row["title"], round(fuzz.token_set_ratio(fold(title), fold(row["title"])))
            )
            for row in rows
        )
        return sorted((one for one in scored if one.score >= SIMILAR), key=lambda one: -one.score)

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
        return [self._row(rows[key], entered.get(key, [])) for key in ids if key in rows]

    def _row(self, row: Row, lines: Sequence[BudgetLine]) -> ProjectRow:
        budget = compute_budget(self.nomenclature(row["template_code"]), lines)
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


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _instant(text: str) -> datetime:
    return read_instant(text)
