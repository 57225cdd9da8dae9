"""A grant given or received and what hangs on it: commitments, instalments, payments, papers owed, its journal."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cresi_app.projects.model.words import name_of


class Direction(StrEnum):
    """Money that the authority gives, or that it receives."""

    GIVEN = "given"
    RECEIVED = "received"


class Nature(StrEnum):
    """What is given: money, something in kind, both."""

    CASH = "cash"
    IN_KIND = "in_kind"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class GrantStatus:
    """A row of `grant_status`."""

    code: str
    name_fr: str
    name_en: str
    tone: str
    is_initial: bool
    is_voted: bool
    is_open: bool
    position: int

    @property
    def name(self) -> str:
        """The status in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class Purpose:
    """A row of `grant_purpose`."""

    code: str
    name_fr: str
    name_en: str
    needs_report: bool
    position: int

    @property
    def name(self) -> str:
        """The purpose in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class GrantPaperKind:
    """A row of `grant_paper_kind`."""

    code: str
    name_fr: str
    name_en: str
    is_report: bool
    position: int

    @property
    def name(self) -> str:
        """The kind in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class PaymentKind:
    """A row of `payment_kind`: on which account (paid, repaid) it counts."""

    code: str
    name_fr: str
    name_en: str
    account: str
    is_reversal: bool
    position: int

    @property
    def name(self) -> str:
        """The kind in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class Grant:
    """A row of `grant`. Amounts in minor units of `currency`; `organisation_id` receives, or gives when `direction` is received."""

    id: int
    version: int
    number: str
    direction: Direction
    year: int
    authority_id: int
    organisation_id: int
    title: str
    status_code: str
    axis_id: int | None = None
    project_id: int | None = None
    application_id: int | None = None
    renewed_from_id: int | None = None
    purpose_code: str = "project"
    object: str = ""
    nature: Nature = Nature.CASH
    status_on: str = ""
    motive: str = ""
    currency: str = "EUR"
    requested_minor: int | None = None
    requested_on: date | None = None
    proposed_minor: int | None = None
    committee_on: date | None = None
    committee_note: str = ""
    voted_minor: int | None = None
    voted_on: date | None = None
    deliberation: str = ""
    released_minor: int = 0
    notified_on: date | None = None
    needs_agreement: bool = False
    agreement_number: str = ""
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    country_code: str | None = None
    sector_code: str | None = None
    is_minimis: bool = False
    minimis_elsewhere_minor: int | None = None
    regrant_allowed: bool = False
    staff_id: int | None = None
    note: str = ""
    archived_on: date | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def granted_minor(self) -> int:
        """What was voted and not given up since, 0 before the vote."""
        return (self.voted_minor or 0) - self.released_minor


@dataclass(frozen=True, slots=True)
class Commitment:
    """A row of `commitment`: which year and axis bear how much of a grant, cents of euro."""

    id: int
    version: int
    grant_id: int
    exercise_id: int
    axis_id: int
    amount_minor: int
    committed_on: date | None = None
    excess_minor: int = 0
    excess_reason: str = ""
    carried_minor: int = 0
    carried_from_id: int | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """A row of `instalment`: a part to be paid; the balance only up to what is justified."""

    id: int
    version: int
    grant_id: int
    position: int
    label: str
    amount_minor: int
    is_balance: bool = False
    due_on: date | None = None
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """A row of `payment`, written once. `amount_minor` in the grant's currency, `euro_minor` what it was in the accounts; a reversal is negative."""

    id: int
    version: int
    grant_id: int
    kind_code: str
    paid_on: date
    amount_minor: int
    currency: str
    euro_minor: int
    order_number: str = ""
    commitment_id: int | None = None
    instalment_id: int | None = None
    rate_id: int | None = None
    reverses_id: int | None = None
    reason: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GrantPaper:
    """A row of `grant_paper`: a report or a paper that is owed; a checked report says how much it justifies."""

    id: int
    version: int
    grant_id: int
    position: int
    kind_code: str | None = None
    label: str = ""
    instalment_id: int | None = None
    due_on: date | None = None
    asked_on: date | None = None
    reminder_on: date | None = None
    received_on: date | None = None
    checked_on: date | None = None
    spent_minor: int | None = None
    justified_minor: int | None = None
    waived_reason: str = ""
    sha256: str = ""
    file_name: str = ""
    media_type: str = ""
    size: int | None = None
    note: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether it is still awaited."""
        return self.received_on is None and not self.waived_reason


@dataclass(frozen=True, slots=True)
class GrantStep:
    """A row of `grant_step`: a line of the grant's journal."""

    id: int
    version: int
    grant_id: int
    status_code: str
    done_on: date
    recorded_at: datetime
    actor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A row of `grant_reminder`: when what is owed was asked for, and how."""

    id: int
    version: int
    grant_id: int
    sent_on: date
    means: str = "letter"
    papers: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """A row of `exchange_rate`: how many millionths of the currency one euro was worth that day, and who says so."""

    id: int
    version: int
    currency: str
    rated_on: date
    units_micro: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A row of `funding_threshold`: beyond `amount_minor` (euros) over `years` years the law asks something."""

    code: str
    valid_from: date
    valid_until: date | None
    amount_minor: int
    years: int
    sentence_fr: str
    sentence_en: str
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether the rule was in force on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
