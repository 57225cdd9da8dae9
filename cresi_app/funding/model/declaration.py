"""The duties of a year and what was made of each; what each act of this part of the desk is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_


class Duty(StrEnum):
    """What the law or the standard asks for each year."""

    AID = "aid"
    SCDL = "scdl"
    IATI = "iati"


DUTY_WORDS: Final[Mapping[Duty, str]] = MappingProxyType({
    Duty.AID: N_("Déclaration de l'aide (e-APD)"),
    Duty.SCDL: N_("Données essentielles des subventions"),
    Duty.IATI: N_("Publication IATI"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Declaration:
    """A row of `declaration`: a file that was made. Cents of euro."""

    id: int
    version: int
    duty: Duty
    year: int
    made_at: datetime
    file_name: str
    sha256: str
    lines: int
    authority_id: int | None = None
    actor: str = ""
    total_minor: int = 0
    created_at: datetime | None = None


class DutyState(StrEnum):
    """Where a duty stands."""

    NOTHING = "nothing"
    TO_COMPLETE = "to_complete"
    READY = "ready"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class DutyView:
    """One duty of a year: what is in it, what it lacks, the last file made of it and whether it still says the same."""

    duty: Duty
    state: DutyState
    lines: int
    total_minor: int
    to_complete: int = 0
    made: Declaration | None = None
    is_stale: bool = False


AID_WINDOW: Final = ((4, 15), (5, 31))
"""Month and day between which the yearly campaign takes declarations of the year before (to be confirmed each year)."""


def aid_deadline(year: int) -> date:
    """Return the last day of the campaign that asks for `year`."""
    return date(year + 1, *AID_WINDOW[1])


OPERATIONS: Final[Mapping[str, str]] = MappingProxyType({
    "funding.complete_aid": N_("déclaration d'une subvention complétée"),
    "funding.add_expense": N_("dépense à déclarer notée"),
    "funding.update_expense": N_("dépense à déclarer modifiée"),
    "funding.remove_expense": N_("dépense à déclarer retirée"),
    "funding.record_declaration": N_("déclaration établie"),
    "funding.import_grants": N_("subventions d'années passées importées"),
    "funding.remember_columns": N_("correspondance de colonnes gardée"),
    "funding.import_activities": N_("activités IATI importées"),
    "funding.name_activities": N_("identifiants IATI donnés"),
    "funding.add_activity_document": N_("document public ajouté"),
    "funding.remove_activity_document": N_("document public retiré"),
})  # fmt: skip
