"""What the desk shows of grants: filters, lines of lists, a whole grant, what can be paid today and what stands in the way."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money
from cresi_app.funding.model.envelopes import Axis, Exercise
from cresi_app.funding.model.grant import (
    Commitment,
    Direction,
    Grant,
    GrantPaper,
    GrantPaperKind,
    GrantStatus,
    GrantStep,
    Instalment,
    Payment,
    Purpose,
    Rate,
    Reminder,
)
from cresi_app.projects.model.checks import Check

GrantOrder = Literal["number", "holder", "axis", "amount", "left", "status", "recent"]


@dataclass(frozen=True, slots=True)
class GrantFilter:
    """What a list of grants is narrowed to; empty means every grant given or received that is not archived.

    `year` keeps the grants that the year bears (its own and those carried into it) and those asked for in it; `payable` those of which
    something can be paid today. `statuses`, `countries`, `sectors` are codes, any of which may match.
    """

    text: str = ""
    direction: Direction | None = None
    year: int | None = None
    authority_id: int | None = None
    axis_id: int | None = None
    statuses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    organisation_id: int | None = None
    project_id: int | None = None
    application_id: int | None = None
    payable: bool = False
    archived: bool = False
    order: GrantOrder = "number"


class Standing(StrEnum):
    """Where a grant stands, in the word a list shows: its status, told finer by what can be paid and what is awaited."""

    DRAFT = "draft"
    ASKED = "asked"
    COMMITTEE = "committee"
    TO_SIGN = "to_sign"
    RUNNING = "running"
    PAYABLE = "payable"
    PAPERS = "papers"
    TO_CLOSE = "to_close"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """The word for a person."""
        return tr(_STANDINGS[self][0])

    @property
    def tone(self) -> str:
        """The tone of its pill."""
        return _STANDINGS[self][1]


_STANDINGS = {
    Standing.DRAFT: (N_("Brouillon"), "neutral"),
    Standing.ASKED: (N_("Demandée"), "info"),
    Standing.COMMITTEE: (N_("En commission"), "warning"),
    Standing.TO_SIGN: (N_("À signer"), "accent"),
    Standing.RUNNING: (N_("En cours"), "success"),
    Standing.PAYABLE: (N_("À ordonnancer"), "info"),
    Standing.PAPERS: (N_("Pièces attendues"), "warning"),
    Standing.TO_CLOSE: (N_("À solder"), "info"),
    Standing.CLOSED: (N_("Soldée"), "neutral"),
    Standing.REFUSED: (N_("Refusée"), "danger"),
    Standing.WITHDRAWN: (N_("Retirée"), "neutral"),
}


class InstalmentState(StrEnum):
    """What an instalment's block shows."""

    PAID = "paid"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class InstalmentView:
    """An instalment with what was paid of it; `obstacle` is why it cannot be paid, `notice` what to know first ("" nothing)."""

    instalment: Instalment
    state: InstalmentState
    paid_minor: int
    paid_on: date | None
    order_number: str
    missing: tuple[str, ...] = ()
    obstacle: str = ""
    notice: str = ""

    @property
    def left_minor(self) -> int:
        """What is left to pay of it."""
        return self.instalment.amount_minor - self.paid_minor


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that is owed, with its name and how it stands."""

    paper: GrantPaper
    name: str
    kind: GrantPaperKind | None
    is_late: bool = False

    @property
    def is_report(self) -> bool:
        """Whether it justifies spending."""
        return self.kind is not None and self.kind.is_report


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment with its words; `year` of the exercise that bore it, None for money received."""

    payment: Payment
    name: str
    account: str
    is_reversal: bool
    instalment: str = ""
    year: int | None = None
    axis: str = ""
    rate: Rate | None = None
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A commitment with its year and axis, and what was paid of it (cents of euro)."""

    commitment: Commitment
    exercise: Exercise
    axis: Axis
    paid_minor: int


@dataclass(frozen=True, slots=True)
class LatePaper:
    """A paper owed whose day, or next reminder, has come."""

    paper_id: int
    grant_id: int
    number: str
    holder: str
    name: str
    due_on: date | None
    asked_on: date | None


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One line of a list of grants. Amounts in minor units of `currency`; `blocks` are the instalments' states, in order."""

    id: int
    number: str
    direction: Direction
    year: int
    organisation_id: int
    holder: str
    title: str
    axis_id: int | None
    axis: str
    project_id: int | None
    project_number: str
    country_code: str | None
    country: str
    sector_code: str | None
    currency: str
    requested_minor: int | None
    proposed_minor: int | None
    voted_minor: int | None
    granted_minor: int
    paid_minor: int
    repaid_minor: int
    justified_minor: int
    status: GrantStatus
    standing: Standing
    blocks: tuple[InstalmentState, ...] = ()

    @property
    def left_minor(self) -> int:
        """What is still to be paid."""
        return self.granted_minor - self.paid_minor

    @property
    def paid_count(self) -> int:
        """How many instalments are paid."""
        return sum(block is InstalmentState.PAID for block in self.blocks)

    @property
    def granted(self) -> Money:
        """What was voted and not given up."""
        return Money(self.granted_minor, self.currency)


@dataclass(frozen=True, slots=True)
class GrantSheet:
    """Everything about one grant, of one state of the library."""

    grant: Grant
    status: GrantStatus
    standing: Standing
    purpose: Purpose
    holder: str
    holder_town: str
    authority: str
    axis: Axis | None
    country: str
    sector: str
    project_number: str
    project_title: str
    application: str
    followed_by: str
    paid_minor: int
    paid_euro_minor: int
    repaid_minor: int
    justified_minor: int
    scheduled_minor: int
    committed_minor: int
    instalments: tuple[InstalmentView, ...]
    payments: tuple[PaymentView, ...]
    commitments: tuple[CommitmentView, ...]
    papers: tuple[PaperView, ...]
    journal: tuple[GrantStep, ...]
    reminders: tuple[Reminder, ...]
    hints: tuple[Check, ...] = field(default=())

    @property
    def granted_minor(self) -> int:
        """What was voted and not given up since."""
        return self.grant.granted_minor

    @property
    def left_minor(self) -> int:
        """What is still to be paid."""
        return self.granted_minor - self.paid_minor

    @property
    def next_instalment(self) -> InstalmentView | None:
        """The first instalment that is not wholly paid."""
        return next((one for one in self.instalments if one.left_minor > 0), None)

    @property
    def missing(self) -> tuple[PaperView, ...]:
        """The papers still awaited."""
        return tuple(one for one in self.papers if one.paper.is_missing)

    def money(self, minor: int) -> Money:
        """Return an amount in the grant's currency."""
        return Money(minor, self.grant.currency)
