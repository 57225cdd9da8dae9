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


@dataclass(frozen=True, slots=True)
class ApplicationFilter:
    """What a list of applications is narrowed to; `organisation_id` keeps those it leads or takes part in."""

    text: str = ""
    year: int | None = None
    call_id: int | None = None
    organisation_id: int | None = None
    is_open: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call as a list shows it: `days` until its deadline (negative: past), None without one."""

    call: Call
    programme: Programme
    days: int | None
    applications: int = 0

    @property
    def is_open(self) -> bool:
        """Whether one can still apply."""
        return self.days is None or self.days >= 0


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One line of a list of applications. Amounts in minor units of its currency; `lines_minor` is the sum of its budget's lines."""

    application: Application
    stage: ApplicationStage
    lead: str
    programme: str
    call: str
    deadline_on: date | None
    partners: int
    lines_minor: int
    asked_minor: int
    granted_minor: int
    received_minor: int

    @property
    def title(self) -> str:
        """« Climate », or the title of an application without acronym."""
        return self.application.acronym or self.application.title


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner with its name and its share of the budget."""

    partner: ApplicationPartner
    name: str
    country: str
    amount_minor: int
    asked_minor: int


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A criterion of the call and how the application stands before it."""

    criterion: Criterion
    answer: ApplicationAnswer | None

    @property
    def is_met(self) -> bool | None:
        """Whether it is met; None: not looked at."""
        return self.answer.is_met if self.answer else None


@dataclass(frozen=True, slots=True)
class ApplicationSheet:
    """Everything about an application. `total_gap` and `asked_gap` are what the form says less what the lines add up to."""

    row: ApplicationRow
    call: Call | None
    programme: Programme | None
    lead_name: str
    followed_by: str
    project_number: str
    partners: tuple[PartnerView, ...]
    lines: tuple[tuple[ApplicationLine, str], ...]
    answers: tuple[AnswerView, ...]

    @property
    def application(self) -> Application:
        """The record itself."""
        return self.row.application

    @property
    def total_gap(self) -> int:
        """Difference between the total of the form and the lines, 0 when one of them is missing."""
        said = self.application.total_minor
        return said - self.row.lines_minor if said is not None and self.lines else 0

    @property
    def asked_gap(self) -> int:
        """Difference between the request of the form and the lines, 0 when one of them is missing."""
        said = self.application.requested_minor
        return said - self.row.asked_minor if said is not None and self.lines else 0

    @property
    def unmet(self) -> tuple[AnswerView, ...]:
        """The required criteria that are not met, or not looked at yet."""
        return tuple(one for one in self.answers if one.criterion.is_required and one.is_met is not True)
