"""What the money desk reads: lists, one grant, lists of grants, a year's figures; and what the schema's refusals mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from types import MappingProxyType
from typing import Final, TypeVar

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import read_id
from cresi_app.directory.service import DirectoryService
from cresi_app.funding.model.envelopes import CreditKind
from cresi_app.funding.model.europe import ApplicationStage
from cresi_app.funding.model.grant import (
    Grant,
    GrantPaperKind,
    GrantStatus,
    Instalment,
    PaymentKind,
    Purpose,
    Threshold,
)
from cresi_app.funding.model.standing import blocks, standing
from cresi_app.funding.model.views import GrantFilter, GrantRow
from cresi_app.funding.queries import grants, lists
from cresi_app.projects.model.words import in_language
from cresi_app.projects.service import ProjectService
from cresi_app.store.errors import Refused, Stale, unforeseen
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table

RecordT = TypeVar("RecordT")
_CODE: Final = re.compile(r"^CRSI:T/([^/]+)(/.*)?$", re.IGNORECASE)

SENTENCES: Final[Mapping[str, str]] = MappingProxyType({
    "closed_year": N_("Cet exercice est clos : rien ne s'y écrit plus. Rien n'a été modifié."),
    "undecided": N_("Cette subvention n'est pas votée, ou ne l'est plus : elle ne peut porter ni montant voté, ni engagement, ni versement."),
    "no_amount": N_("Une subvention votée porte un montant et une date de vote. Rien n'a été modifié."),
    "overpaid": N_("Ce versement dépasse ce qui est accordé ou prévu à l'échéance. Rien n'a été enregistré."),
    "overscheduled": N_("Les échéances dépassent le montant accordé : baissez-en une, puis recommencez."),
    "overcommitted": N_("Les engagements par année dépassent le montant accordé : baissez-en un, puis recommencez."),
    "uncommitted": N_("Les versements dépassent ce que l'exercice porte pour cette subvention. Rien n'a été modifié."),
    "unjustified": N_("Le solde ne peut pas dépasser les dépenses justifiées par un compte rendu contrôlé. Rien n'a été modifié."),
    "overrepaid": N_("Le reversement dépasse ce qui a été versé. Rien n'a été enregistré."),
    "overspent": N_("Cet engagement dépasse ce qui est voté pour l'axe. Baissez-le, proposez un virement, ou motivez le dépassement."),
    "unsigned": N_("La convention n'est pas signée : le versement attend la signature."),
    "papers_missing": N_("Des pièces que cette échéance attend manquent encore : le versement n'est pas enregistré."),
    "paid": N_("Un versement enregistré ne se modifie pas : il se corrige par une écriture inverse."),
    "order_taken": N_("Ce numéro de mandat ou de titre est déjà pris cette année-là. Le versement n'est pas enregistré."),
    "mismatch": N_("Ces écritures ne vont pas ensemble (subvention, échéance, exercice ou collectivité). Rien n'a été modifié."),
    "no_instalment": N_("Dites à quelle échéance ce versement se rattache."),
    "too_big": N_("Ce nombre est trop grand pour être un montant. Rien n'a été enregistré."),
})  # fmt: skip
"""What each word of the schema's walls means for a person."""


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the schema refuses into a sentence; what was typed stays with whoever called."""
    try:
        yield
    except Stale:
        raise DomainError(
            "stale",
            N_(
                "Cette fiche a été modifiée ailleurs depuis qu'elle est ouverte : votre saisie n'est pas enregistrée. "
                "Rouvrez-la, puis reprenez votre saisie."
            ),
        ) from None
    except Refused as refusal:
        if refusal.code in SENTENCES:
            raise DomainError(refusal.code, SENTENCES[refusal.code]) from None
        raise unforeseen(refusal) from refusal


class ReadingDesk:
    """Reads that need one or two queries; code lists are read once."""

    def __init__(self, library: Library, directory: DirectoryService, projects: ProjectService) -> None:
        self.library: Final = library
        self.directory: Final = directory
        self.projects: Final = projects

    # --- lists ---

    @cached_property
    def statuses(self) -> dict[str, GrantStatus]:
        """The statuses of grants by code, in their order."""
        return {one.code: one for one in lists.rows_of(self.library, lists.STATUSES)}

    @cached_property
    def purposes(self) -> dict[str, Purpose]:
        """The purposes of grants by code, in their order."""
        return {one.code: one for one in lists.rows_of(self.library, lists.PURPOSES)}

    @cached_property
    def paper_kinds(self) -> dict[str, GrantPaperKind]:
        """The kinds of papers that beneficiaries owe, by code."""
        return {one.code: one for one in lists.rows_of(self.library, lists.PAPER_KINDS)}

    @cached_property
    def payment_kinds(self) -> dict[str, PaymentKind]:
        """The kinds of payments by code."""
        return {one.code: one for one in lists.rows_of(self.library, lists.PAYMENT_KINDS)}

    @cached_property
    def credit_kinds(self) -> dict[str, CreditKind]:
        """The kinds of votes by code."""
        return {one.code: one for one in lists.rows_of(self.library, lists.CREDIT_KINDS)}

    @cached_property
    def application_stages(self) -> dict[str, ApplicationStage]:
        """The stages of applications by code."""
        return {one.code: one for one in lists.rows_of(self.library, lists.STAGES)}

    @cached_property
    def thresholds(self) -> tuple[Threshold, ...]:
        """The amounts at which the law asks something."""
        return tuple(lists.thresholds(self.library))

    # --- one grant ---

    def grant(self, grant_id: int) -> Grant:
        """Return the grant. DomainError ``unknown``."""
        found = grants.grant(self.library, grant_id)
        if found is None:
            raise DomainError("unknown", N_("Cette subvention n'est plus dans la bibliothèque."))
        return found

    def by_ref(self, ref: str) -> int:
        """Return the id meant by what people write or scan: a number (S2026-017), a paper's code, an id. DomainError ``unknown``."""
        text = ref.strip()
        scanned = _CODE.match(text)
        number = (scanned[1] if scanned else text).upper()
        found = grants.id_by_number(self.library, number)
        if found is None and (key := read_id(text)) and grants.grant(self.library, key):
            found = key
        if found is None:
            raise DomainError("unknown", N_("Aucune subvention ne porte le numéro « {ref} »."), ref=text)
        return found

    def grant_part(self, table: Table[RecordT], part_id: int) -> RecordT:
        """Return a row that hangs on a grant. DomainError ``unknown``."""
        found = grants.part(self.library, table, part_id)
        if found is None:
            raise DomainError(
                "unknown", N_("Cet élément de la subvention n'existe plus : il a été retiré entre-temps.")
            )
        return found

    # --- lists of grants ---

    def grant_ids(self, wanted: GrantFilter | None = None, limit: int | None = None) -> list[int]:
        """Return the ids a filter keeps, in its order."""
        return grants.grant_ids(self.library, wanted or GrantFilter(), clock.today().isoformat(), limit)

    def grant_rows(self, ids: Sequence[int]) -> list[GrantRow]:
        """Return the lines of these grants, in the order of `ids`, without those that no longer exist."""
        today = clock.today()
        schedule: dict[int, list[Instalment]] = {}
        with self.library.snapshot():
            rows = {row["id"]: row for row in grants.grant_lines(self.library, ids, today.isoformat())}
            paid = grants.paid_by_instalment(self.library, ids)
            for one in grants.parts(self.library, grants.INSTALMENTS, ids):
                schedule.setdefault(one.grant_id, []).append(one)
        return [self._row(rows[key], schedule.get(key, []), paid) for key in ids if key in rows]

    def _row(self, row: Row, schedule: Sequence[Instalment], paid: Mapping[int, tuple[int, int]]) -> GrantRow:
        one = grants.GRANTS.load(row)
        status = self.statuses[one.status_code]
        states = blocks(schedule, {key: amount for key, (amount, _) in paid.items()})
        following = next((part for part in schedule if paid[part.id][0] < part.amount_minor), None)
        waiting = following is not None and paid[following.id][1] > 0
        return GrantRow(
            id=one.id,
            number=one.number,
            direction=one.direction,
            year=one.year,
            organisation_id=one.organisation_id,
            holder=row["holder"],
            title=one.title,
            axis_id=one.axis_id,
            axis=row["axis"] or "",
            project_id=one.project_id,
            project_number=row["project_number"] or "",
            country_code=one.country_code,
            country=in_language(row["country_fr"] or "", row["country_en"] or ""),
            sector_code=one.sector_code,
            currency=one.currency,
            requested_minor=one.requested_minor,
            proposed_minor=one.proposed_minor,
            voted_minor=one.voted_minor,
            granted_minor=row["granted_minor"],
            paid_minor=row["paid_minor"],
            repaid_minor=row["repaid_minor"],
            justified_minor=row["justified_minor"],
            status=status,
            standing=standing(one, status, states, payable=bool(row["is_payable"]), waiting=waiting),
            blocks=states,
        )

    def grants(self, wanted: GrantFilter | None = None, limit: int | None = None) -> list[GrantRow]:
        """Return the lines a filter keeps, in its order."""
        return self.grant_rows(self.grant_ids(wanted, limit))

    def search(self, text: str, limit: int = 20) -> list[GrantRow]:
        """Return the grants that typed text finds, best first; nothing typed can raise."""
        return self.grants(GrantFilter(text=text), limit)

    def grants_of_project(self, project_id: int) -> list[GrantRow]:
        """Return the grants that a dossier led to, given or received, latest first."""
        return self.grants(GrantFilter(project_id=project_id))

    def payments_by_year(self, ids: Sequence[int]) -> dict[int, int]:
        """Return what was paid of these grants in each calendar year, cents of euro, reverse entries counted and repayments not."""
        sums: dict[int, int] = {}
        for row in grants.paid_by_year(self.library, ids):
            sums[row["year"]] = sums.get(row["year"], 0) + row["paid"]
        return sums

    def years(self) -> list[int]:
        """Return the years that have grants or a vote, latest first."""
        return grants.years(self.library)
