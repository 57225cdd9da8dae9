"""The Europe desk's records: programmes, calls with their eligibility sheets, applications with partners and budgets."""

from dataclasses import dataclass
from datetime import date, datetime

from cresi_app.projects.model.words import name_of


@dataclass(frozen=True, slots=True)
class Programme:
    """A row of `programme`: what the European Union or a State funds over some years."""

    id: int
    version: int
    name: str
    acronym: str = ""
    funder_id: int | None = None
    starts_year: int | None = None
    ends_year: int | None = None
    summary: str = ""
    website: str = ""
    archived_on: date | None = None

    @property
    def short(self) -> str:
        """The acronym, or the name when there is none."""
        return self.acronym or self.name


@dataclass(frozen=True, slots=True)
class Call:
    """A row of `funding_call`. The deadline is a local day and hour in `zone`; amounts in minor units of `currency`."""

    id: int
    version: int
    programme_id: int
    title: str
    reference: str = ""
    opens_on: date | None = None
    deadline_on: date | None = None
    deadline_time: str = ""
    zone: str = "Europe/Brussels"
    currency: str = "EUR"
    budget_minor: int | None = None
    least_minor: int | None = None
    most_minor: int | None = None
    rate_percent: int | None = None
    summary: str = ""
    who_may: str = ""
    costs_note: str = ""
    advice: str = ""
    website: str = ""
    archived_on: date | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of `call_criterion`: one line of the eligibility sheet."""

    id: int
    version: int
    call_id: int
    position: int
    label: str
    detail: str = ""
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class ApplicationStage:
    """A row of `application_stage`."""

    code: str
    name_fr: str
    name_en: str
    tone: str
    is_submitted: bool
    is_won: bool
    is_open: bool
    position: int

    @property
    def name(self) -> str:
        """The stage in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class Application:
    """A row of `application`: who asks whom for what, with whom; amounts in minor units of `currency`, as written in the form."""

    id: int
    version: int
    number: str
    year: int
    title: str
    lead_id: int
    stage_code: str
    call_id: int | None = None
    acronym: str = ""
    authority_id: int | None = None
    project_id: int | None = None
    staff_id: int | None = None
    submitted_on: date | None = None
    result_on: date | None = None
    result_note: str = ""
    currency: str = "EUR"
    total_minor: int | None = None
    requested_minor: int | None = None
    obtained_minor: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    summary: str = ""
    note: str = ""
    archived_on: date | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ApplicationPartner:
    """A row of `application_partner`."""

    id: int
    version: int
    application_id: int
    position: int
    organisation_id: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """A row of `application_line`: a line of the budget, and the part of it that is asked for."""

    id: int
    version: int
    application_id: int
    position: int
    label: str
    amount_minor: int
    asked_minor: int = 0
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class ApplicationAnswer:
    """A row of `application_answer`: whether a criterion is met; None: not looked at."""

    id: int
    version: int
    application_id: int
    criterion_id: int
    is_met: bool | None = None
    note: str = ""
