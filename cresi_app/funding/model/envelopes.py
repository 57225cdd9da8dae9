"""What an authority votes for its international action by year and axis, and what is left of it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from cresi_app.projects.model.words import name_of


@dataclass(frozen=True, slots=True)
class Axis:
    """A row of `funding_axis`: one heading of an authority's vote; the intervention fund is one (`is_emergency`)."""

    id: int
    version: int
    authority_id: int
    name: str
    short_name: str = ""
    is_emergency: bool = False
    colour: int = 0
    position: int = 0
    note: str = ""
    archived_on: date | None = None

    @property
    def short(self) -> str:
        """The name for a narrow column."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Exercise:
    """A row of `exercise`: one budget year of one authority; amounts in cents of euro."""

    id: int
    version: int
    authority_id: int
    year: int
    currency: str = "EUR"
    budget_minor: int = 0
    voted_on: date | None = None
    deliberation: str = ""
    note: str = ""
    closed_on: date | None = None
    stamp: int = 0

    @property
    def is_closed(self) -> bool:
        """Whether nothing more may be written in it."""
        return self.closed_on is not None


@dataclass(frozen=True, slots=True)
class CreditKind:
    """A row of `credit_kind`."""

    code: str
    name_fr: str
    name_en: str
    position: int

    @property
    def name(self) -> str:
        """The kind in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class Credit:
    """A row of `credit`: what one vote gives to (or, negative, takes from) an axis; `axis_id` None is set aside."""

    id: int
    version: int
    exercise_id: int
    kind_code: str
    amount_minor: int
    axis_id: int | None = None
    label: str = ""
    decided_on: date | None = None
    deliberation: str = ""
    from_exercise_id: int | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """A row of `credit_transfer`: credit moved between two axes; only proposed, and in no total, until `decided_on` stands."""

    id: int
    version: int
    exercise_id: int
    from_axis_id: int
    to_axis_id: int
    amount_minor: int
    reason: str = ""
    decided_on: date | None = None
    deliberation: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Excess:
    """A commitment allowed beyond its axis' credit: which grant, how much, why."""

    grant_id: int
    number: str
    holder: str
    amount_minor: int
    reason: str
    committed_on: date | None


@dataclass(frozen=True, slots=True)
class AxisFigures:
    """One axis of one year, cents of euro, every figure a sum of its lines.

    `voted` counts transfers; `committed` and `paid` are borne by the year's own vote; `carried` and `carried_paid` are what earlier years
    committed and brought with them; `carried_out` is what this year handed on. `allowed` is what was knowingly committed beyond the vote.
    """

    axis: Axis
    voted: int = 0
    moved: int = 0
    committed: int = 0
    paid: int = 0
    carried: int = 0
    carried_paid: int = 0
    carried_out: int = 0
    credit_out: int = 0
    allowed: int = 0
    acts: int = 0

    @property
    def left(self) -> int:
        """What can still be committed; negative when more was committed than voted."""
        return self.voted - self.committed - self.carried_out - self.credit_out

    @property
    def over(self) -> int:
        """How much more than the vote is committed, 0 when it is not."""
        return max(0, -self.left)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all happened in it."""
        return not (self.voted or self.committed or self.carried or self.carried_out or self.moved)


@dataclass(frozen=True)
class YearFigures:
    """One authority's year as page, home page, paper and command line show it: one object, made by one query.

    `exercise` is None for a year without vote. All amounts in cents of euro; nothing that is only asked for or proposed is in any of them.
    """

    authority_id: int
    authority: str
    year: int
    exercise: Exercise | None
    axes: tuple[AxisFigures, ...] = ()
    reserved: int = 0
    proposed: int = 0
    repaid: int = 0
    received: int = 0
    grants: int = 0

    @property
    def budget(self) -> int:
        """The whole envelope of the year."""
        return self.exercise.budget_minor if self.exercise else 0

    @cached_property
    def voted(self) -> int:
        """What the axes received."""
        return sum(one.voted for one in self.axes)

    @cached_property
    def committed(self) -> int:
        """What the year's own vote bears."""
        return sum(one.committed for one in self.axes)

    @cached_property
    def paid(self) -> int:
        """What was paid of it, reverse entries counted."""
        return sum(one.paid for one in self.axes)

    @cached_property
    def left(self) -> int:
        """What can still be committed over all axes."""
        return sum(one.left for one in self.axes)

    @cached_property
    def carried(self) -> int:
        """What earlier years committed and brought into this one."""
        return sum(one.carried for one in self.axes)

    @cached_property
    def carried_paid(self) -> int:
        """What was paid of it."""
        return sum(one.carried_paid for one in self.axes)

    @cached_property
    def handed_on(self) -> int:
        """What this year handed on to the next, committed or not."""
        return sum(one.carried_out + one.credit_out for one in self.axes)

    @property
    def free(self) -> int:
        """What of the envelope is neither given to an axis nor set aside; negative: more was shared out than there is."""
        return self.budget - self.voted - self.reserved

    @property
    def overspent(self) -> tuple[AxisFigures, ...]:
        """The axes that bear more than was voted."""
        return tuple(one for one in self.axes if one.over)

    @property
    def is_voted(self) -> bool:
        """Whether anything was voted for the year."""
        return self.exercise is not None and bool(self.budget or self.voted or self.reserved)

    @property
    def is_closed(self) -> bool:
        """Whether nothing more may be written."""
        return self.exercise is not None and self.exercise.is_closed
