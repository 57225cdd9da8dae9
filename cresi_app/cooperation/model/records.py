"""The records of the cooperation desk, as rows: agreements and what hangs on them, crises, support, outposts, their files."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cresi_app.core.i18n import language


def in_language(french: str, english: str) -> str:
    """Return the name in the language in force."""
    return english if language() == "en" else french


class Renewal(StrEnum):
    """What happens at the end of an agreement."""

    NONE = "none"
    EXPRESS = "express"
    TACIT = "tacit"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of one of the desk's own lists."""

    code: str
    name_fr: str
    name_en: str
    position: int

    @property
    def name(self) -> str:
        """Its name in the language in force."""
        return in_language(self.name_fr, self.name_en)


@dataclass(frozen=True, slots=True)
class AgreementKind(Listed):
    """Accord-cadre, programme, avenant…; `is_amendment` changes another act, `is_transmitted` goes to the prefect."""

    is_amendment: bool = False
    is_transmitted: bool = True


@dataclass(frozen=True, slots=True)
class PartnerKind(Listed):
    """Why a country is a partner; `shape` is its mark on maps."""

    shape: str = "round"


@dataclass(frozen=True, slots=True)
class SupportKind(Listed):
    """What is given to a partner's own services."""

    icon: str = "briefcase"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One act: the first one of a cooperation (`parent_id` None) or one that follows it."""

    id: int
    version: int
    number: str
    kind_code: str
    name: str
    group_name: str
    parent_id: int | None
    rank: int
    is_relaunch: bool
    authority_id: int
    partner_id: int
    country_code: str
    place: str
    latitude_e6: int | None
    longitude_e6: int | None
    partner_kind_code: str
    object: str
    deliberated_on: date | None
    deliberation_number: str
    partner_deliberated_on: date | None
    partner_deliberation: str
    signed_on: date | None
    signed_place: str
    signed_by: str
    partner_signed_by: str
    originals: str
    transmitted_on: date | None
    transmission_number: str
    published_on: date | None
    starts_on: date | None
    ends_on: date | None
    notice_months: int
    renewal: Renewal
    renewal_months: int
    suspended_on: date | None
    suspension_reason: str
    terminated_on: date | None
    termination_reason: str
    steering: str
    note: str
    staff_id: int | None
    archived_on: date | None
    created_at: datetime
    updated_at: datetime

    @property
    def root_id(self) -> int:
        """The first act of its cooperation."""
        return self.parent_id or self.id


@dataclass(frozen=True, slots=True)
class AgreementSector:
    """A field of cooperation: its DAC sector, the agreement's own words, its share in hundredths of a percent or None."""

    id: int
    version: int
    agreement_id: int
    position: int
    sector_code: str
    label: str
    percent_hundredths: int | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was promised for a year, in minor units of `currency`; `in_kind_minor` is the part of it that is no money."""

    id: int
    version: int
    agreement_id: int
    year: int
    currency: str
    amount_minor: int
    in_kind_minor: int
    note: str


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A roadmap, or the action plan of a relaunch, with its period."""

    id: int
    version: int
    agreement_id: int
    position: int
    title: str
    is_action_plan: bool
    starts_on: date | None
    ends_on: date | None
    content: str
    results: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the steering committee and what it decided."""

    id: int
    version: int
    agreement_id: int
    day: date
    title: str
    place: str
    participants: str
    decisions: str


@dataclass(frozen=True, slots=True)
class LinkedProject:
    """A project dossier carried out under an agreement."""

    id: int
    version: int
    agreement_id: int
    project_id: int


@dataclass(frozen=True, slots=True)
class LinkedGrant:
    """A grant given under an agreement."""

    id: int
    version: int
    agreement_id: int
    grant_id: int


@dataclass(frozen=True, slots=True)
class PartnerCountry:
    """Exchanges of an authority with a country (`country_code`) or an area that is none (`area`: Europe)."""

    id: int
    version: int
    authority_id: int
    country_code: str | None
    area: str
    partner_kind_code: str
    since_year: int | None
    themes: str
    note: str
