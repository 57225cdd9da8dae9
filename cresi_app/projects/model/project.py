"""A dossier and what hangs on it: its own fields, partners, themes, goals, activities, beneficiaries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.projects.model.words import in_language, name_of


class RequestForm(StrEnum):
    """What is asked for: money, something in kind, both."""

    CASH = "cash"
    IN_KIND = "in_kind"
    BOTH = "both"


class RequestFrequency(StrEnum):
    """First request, or renewal and continuation."""

    FIRST = "first"
    RENEWAL = "renewal"


class RequestObject(StrEnum):
    """A project or action, or the association's running as a whole."""

    PROJECT = "project"
    GLOBAL = "global"


class Addressee(StrEnum):
    """What kind of body is asked, as the form's cover has it."""

    NONE = ""
    STATE = "state"
    REGION = "region"
    DEPARTMENT = "department"
    MUNICIPALITY = "municipality"
    PUBLIC_BODY = "public_body"
    OTHER = "other"


class RequestPeriod(StrEnum):
    """One year or single, or several years."""

    ANNUAL = "annual"
    MULTIYEAR = "multiyear"


REQUEST_WORDS: Final[Mapping[str, str]] = MappingProxyType({
    "cash": N_("aide en numéraire"),
    "in_kind": N_("aide en nature"),
    "both": N_("aide en numéraire et en nature"),
    "first": N_("Première demande"),
    "renewal": N_("Renouvellement ou poursuite"),
    "project": N_("projet ou action"),
    "global": N_("fonctionnement global"),
    "annual": N_("période annuelle ou ponctuelle"),
    "multiyear": N_("période pluriannuelle"),
    "state": N_("État"),
    "region": N_("conseil régional"),
    "department": N_("conseil départemental"),
    "municipality": N_("commune ou intercommunalité"),
    "public_body": N_("établissement public"),
    "other": N_("autre destinataire"),
})  # fmt: skip
"""The boxes of the form's first page, as words for `tr`."""


@dataclass(frozen=True, slots=True)
class Project:
    """A row of `project`. Coordinates in millionths of a degree, `granted_minor` in minor units of `currency`."""

    id: int
    version: int
    number: str
    year: int
    title: str
    organisation_id: int
    stage_code: str
    template_code: str
    call_name: str = ""
    summary: str = ""
    representative_id: int | None = None
    contact_id: int | None = None
    staff_id: int | None = None
    currency: str = "EUR"
    request_form: RequestForm = RequestForm.CASH
    request_frequency: RequestFrequency = RequestFrequency.FIRST
    request_object: RequestObject = RequestObject.PROJECT
    request_period: RequestPeriod = RequestPeriod.ANNUAL
    country_code: str | None = None
    place: str = ""
    place_detail: str = ""
    latitude_e6: int | None = None
    longitude_e6: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    context: str = ""
    general_objective: str = ""
    specific_objective: str = ""
    activities_note: str = ""
    beneficiaries_note: str = ""
    direct_beneficiaries: int | None = None
    indirect_beneficiaries: int | None = None
    human_means: str = ""
    education_here: str = ""
    communication: str = ""
    risks: str = ""
    sustainability: str = ""
    evaluation: str = ""
    grant_use: str = ""
    budget_note: str = ""
    internal_note: str = ""
    decided_on: date | None = None
    decision_number: str = ""
    granted_minor: int | None = None
    renewed_from_id: int | None = None
    archived_on: date | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    addressee: str = ""
    addressee_kind: Addressee = Addressee.NONE
    deadline_on: date | None = None
    material_means: str = ""
    recruits: bool | None = None
    recruits_milli: int | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The years the project touches, in order: at most ten; the request's own when a day is missing or out of order."""
        if self.starts_on is None or self.ends_on is None or self.ends_on < self.starts_on:
            return (self.year,)
        return tuple(range(self.starts_on.year, min(self.ends_on.year, self.starts_on.year + 9) + 1))

    @property
    def months(self) -> int | None:
        """How many months the project lasts, a month begun counting whole; None when a day is missing or out of order."""
        if self.starts_on is None or self.ends_on is None or self.ends_on < self.starts_on:
            return None
        span = (self.ends_on.year - self.starts_on.year) * 12 + self.ends_on.month - self.starts_on.month
        return span + (1 if self.ends_on.day >= self.starts_on.day else 0) or 1

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Longitude and latitude in degrees, for drawing only; None when the place is not on the map."""
        if self.latitude_e6 is None or self.longitude_e6 is None:
            return None
        return self.longitude_e6 / 1e6, self.latitude_e6 / 1e6


class PartnerSide(StrEnum):
    """Here, in France, or there, where the project takes place."""

    HERE = "here"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class PartnerRole:
    """A row of `partner_role`."""

    code: str
    name_fr: str
    name_en: str
    position: int

    @property
    def name(self) -> str:
        """The role in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class ProjectPartner:
    """A row of `project_partner`: an organisation that takes part, and with what."""

    id: int
    version: int
    project_id: int
    position: int
    organisation_id: int
    role_code: str
    side: PartnerSide
    contact_id: int | None = None
    contribution: str = ""
    country_code: str | None = None
    place: str = ""
    latitude_e6: int | None = None
    longitude_e6: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectSector:
    """A row of `project_sector`: a DAC sector and its share of the project in percent."""

    id: int
    version: int
    project_id: int
    position: int
    sector_code: str
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Sdg:
    """A row of `sdg`: one of the seventeen goals."""

    number: int
    name_fr: str
    name_en: str
    short_fr: str
    short_en: str

    @property
    def name(self) -> str:
        """The goal in the language in force."""
        return name_of(self)

    @property
    def short(self) -> str:
        """One or two words for the goal, in the language in force."""
        return in_language(self.short_fr, self.short_en)


@dataclass(frozen=True, slots=True)
class ProjectGoal:
    """A row of `project_goal`: a sustainable development goal the project serves."""

    id: int
    version: int
    project_id: int
    position: int
    sdg_number: int


class Rhythm(StrEnum):
    """How an activity fills its months."""

    CONTINUOUS = "continuous"
    PERIODIC = "periodic"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class ProjectActivity:
    """A row of `project_activity`. Months are ``YYYY-MM`` or ''; `cost_minor` in minor units, None when not costed."""

    id: int
    version: int
    project_id: int
    position: int
    title: str
    theme: str = ""
    description: str = ""
    rhythm: Rhythm = Rhythm.CONTINUOUS
    starts_month: str = ""
    ends_month: str = ""
    responsible: str = ""
    place: str = ""
    quantity: str = ""
    cost_minor: int | None = None
    currency: str = "EUR"
    result_id: int | None = None
    means: str = ""
    hypotheses: str = ""


@dataclass(frozen=True, slots=True)
class ProjectBeneficiary:
    """A row of `project_beneficiary`: a group of people and what changes for them."""

    id: int
    version: int
    project_id: int
    position: int
    name: str
    is_direct: bool = True
    women: int | None = None
    men: int | None = None
    people: int | None = None
    change: str = ""

    @property
    def total(self) -> int | None:
        """Women plus men when they are counted apart, else `people`; None when nobody was counted."""
        if self.women is None and self.men is None:
            return self.people
        return (self.women or 0) + (self.men or 0)
