"""What every part of the cooperation service stands on: the library, the desk's lists, refusals turned into sentences."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeVar

from cresi_app.cooperation.model.amounts import RateOf
from cresi_app.cooperation.model.records import AgreementKind, Listed, PartnerKind, SupportKind
from cresi_app.cooperation.queries import tables
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.directory.service import DirectoryService
from cresi_app.funding.service import FundingService
from cresi_app.projects.service import ProjectService
from cresi_app.store.errors import Refused, unforeseen
from cresi_app.store.library import Library
from cresi_app.store.records import Table

RecordT = TypeVar("RecordT")

_SENTENCES: Final = {
    "stale": N_(
        "Cette fiche a été modifiée ailleurs depuis qu'elle est ouverte : votre saisie n'est pas enregistrée. "
        "Rouvrez la fiche, puis reprenez votre saisie."
    ),
    "shares": N_("Les parts des secteurs ne font pas 100 % : rien n'a changé. Corrigez-les ensemble."),
    "chained": N_("Un acte suit toujours le premier accord, jamais un avenant : rien n'a changé."),
    "alone": N_("Un avenant modifie un accord : choisissez d'abord lequel. Rien n'a été créé."),
    "foreign_key": N_("D'autres fiches renvoient à celle-ci : elle reste en place. Archivez-la plutôt."),
    "unique": N_("Cela y est déjà : rien n'a été ajouté."),
}
_CHECKS: Final[Mapping[str, tuple[str, str]]] = {
    "ends_after_start": ("ends_on", N_("La fin vient avant le début : rien n'a changé. Corrigez l'une des deux dates.")),
    "ends_after_signature": ("ends_on", N_("La fin vient avant la signature : rien n'a changé. Corrigez l'une des deux dates.")),
    "transmitted_after_signature": (
        "transmitted_on",
        N_("La transmission au préfet suit la signature : rien n'a changé. Corrigez l'une des deux dates."),
    ),
    "published_after_signature": (
        "published_on", N_("La publication suit la signature : rien n'a changé. Corrigez l'une des deux dates.")
    ),
    "tacit_has_duration": (
        "renewal_months", N_("Dites de combien de mois l'accord se reconduit : rien n'a changé.")
    ),
    "roadmap_ends_after_start": ("ends_on", N_("La fin de la feuille de route vient avant son début : rien n'a changé.")),
    "crisis_ends_after_start": ("ended_on", N_("La fin vient avant le début : rien n'a changé.")),
    "support_ends_after_start": ("ends_on", N_("La fin vient avant le début : rien n'a changé.")),
    "outpost_closes_after_opening": ("closed_on", N_("La fermeture vient avant l'ouverture : rien n'a changé.")),
    "action_ends_after_start": ("ends_on", N_("La fin de l'action vient avant son début : rien n'a changé.")),
}  # fmt: skip


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the schema refuses into a sentence; what was typed stays with whoever called."""
    try:
        yield
    except Refused as refusal:
        if refusal.code == "check" and refusal.detail in _CHECKS:
            field, sentence = _CHECKS[refusal.detail]
            raise DomainError(refusal.detail, sentence, field=field) from refusal
        if refusal.code not in _SENTENCES:
            raise unforeseen(refusal) from refusal
        raise DomainError(refusal.code, _SENTENCES[refusal.code]) from refusal


def unknown(sentence: str) -> DomainError:
    """Return the refusal for a record that is not there."""
    return DomainError("unknown", sentence)


class CooperationDesk:
    """Lists, single records, and the moves every part of a record knows."""

    def __init__(
        self, library: Library, directory: DirectoryService, projects: ProjectService, funding: FundingService
    ) -> None:
        self.library: Final = library
        self.directory: Final = directory
        self.projects: Final = projects
        self.funding: Final = funding

    # --- lists ---

    @cached_property
    def agreement_kinds(self) -> dict[str, AgreementKind]:
        """The kinds of acts by code, in their order."""
        return {one.code: one for one in tables.codes(self.library, tables.AGREEMENT_KINDS)}

    @cached_property
    def partner_kinds(self) -> dict[str, PartnerKind]:
        """Why a country is a partner, by code."""
        return {one.code: one for one in tables.codes(self.library, tables.PARTNER_KINDS)}

    @cached_property
    def support_kinds(self) -> dict[str, SupportKind]:
        """The kinds of institutional support by code."""
        return {one.code: one for one in tables.codes(self.library, tables.SUPPORT_KINDS)}

    @cached_property
    def crisis_kinds(self) -> dict[str, Listed]:
        """The kinds of crises by code."""
        return {one.code: one for one in tables.codes(self.library, tables.CRISIS_KINDS)}

    @cached_property
    def file_kinds(self) -> dict[str, Listed]:
        """The kinds of joined documents by code."""
        return {one.code: one for one in tables.codes(self.library, tables.FILE_KINDS)}

    def rates(self) -> RateOf:
        """Return how to find the rate of a currency in a year: the last one noted by its end, else the first one after it."""
        known: dict[str, list[tuple[date, int]]] = {}
        for rate in self.funding.rates():
            known.setdefault(rate.currency, []).append((rate.rated_on, rate.units_micro))
        for noted in known.values():
            noted.sort()

        def rate_of(currency: str, year: int) -> int | None:
            noted = known.get(currency, [])
            place = bisect_right(noted, (date(year + 1, 1, 1), 0))
            return noted[max(0, place - 1)][1] if noted else None

        return rate_of

    def note_rate(self, who: Actor, currency: str, year: int, rate_micro: int) -> Changes:
        """Write down the rate at which a year's promises are added up; the funding desk keeps it."""
        day = min(date(year, 12, 31), clock.today())
        return self.funding.add_rate(who, currency, day, rate_micro)

    # --- records ---

    def _record(self, table: Table[RecordT], record_id: int, sentence: str) -> RecordT:
        found = tables.record(self.library, table, record_id)
        if found is None:
            raise unknown(sentence)
        return found

    def _country(self, value: object, field: str = "country_code") -> str:
        code = self.directory.country_code(value)
        if code is None:
            raise DomainError("country_missing", N_("Choisissez un pays ou un territoire."), field=field)
        return code

    def _known(self, value: object, known: Mapping[str, object], field: str) -> str:
        code = str(value or "")
        if code not in known:
            raise DomainError("code_unknown", N_("Cela n'est pas dans la liste : rien n'a changé."), field=field)
        return code

    def _organisation(self, value: object, field: str, sentence: str) -> int:
        if not isinstance(value, int) or not value:
            raise DomainError("organisation_missing", sentence, field=field)
        return self.directory.organisation(value).id

    def take_back(self, who: Actor, changes: Changes) -> Changes:
        """Undo one act, for the « Annuler » of the message that told it. DomainError when the world has moved on."""
        return self.library.undo(who, changes.seq)

    # --- the moves of what hangs on a record ---

    def _add_part(
        self, who: Actor, operation: str, table: Table[Any], owner: tuple[str, int], values: Mapping[str, object]
    ) -> Changes:
        entity, owner_id = owner
        column = f"{entity}_id"
        placed = dict(values) | {column: owner_id}
        if "position" in table.columns:
            placed["position"] = tables.last_position(self.library, table.name, column, owner_id) + 1
        with refusals(), self.library.revise(operation, who, owner) as revision:
            revision.insert(table.name, placed)
        return revision.changes

    def _update_part(
        self,
        who: Actor,
        operation: str,
        row: tuple[Table[Any], int, int | None],
        values: Mapping[str, object],
        subject: tuple[tuple[str, int], int | None],
    ) -> Changes:
        table, part_id, version = row
        owner, group = subject
        with refusals(), self.library.revise(operation, who, owner, group) as revision:
            revision.update(table.name, part_id, version, values)
        return revision.changes

    def _remove_part(
        self, who: Actor, operation: str, row: tuple[Table[Any], int, int | None], owner: tuple[str, int]
    ) -> Changes:
        table, part_id, version = row
        with refusals(), self.library.revise(operation, who, owner) as revision:
            revision.delete(table.name, part_id, version)
        return revision.changes

    def _replace_parts(
        self,
        who: Actor,
        operation: str,
        table: Table[Any],
        owner: tuple[str, int],
        wanted: Sequence[Mapping[str, object]],
    ) -> Changes:
        """Put `wanted` in the place of what hangs on a record; rows that stay the same are left alone."""
        entity, owner_id = owner
        column = f"{entity}_id"
        old = tables.parts(self.library, table, column, [owner_id])
        with refusals(), self.library.revise(operation, who, owner) as revision:
            for row in old[len(wanted) :]:
                revision.delete(table.name, row.id, row.version)
            for position, values in enumerate(wanted, start=1):
                placed = {**values, "position": position}
                if position <= len(old):
                    revision.update(table.name, old[position - 1].id, old[position - 1].version, placed)
                else:
                    revision.insert(table.name, {**placed, column: owner_id})
        return revision.changes
