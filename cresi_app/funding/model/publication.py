"""What is published for everybody, what an upper desk offers to it, and what stays out and why."""

from dataclasses import dataclass

from cresi_app.core.errors import DomainError
from cresi_app.funding.model.activity import Activity, Movement


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A record that is not published, and why."""

    entity: str
    entity_id: int
    number: str
    refusal: DomainError

    @property
    def reason(self) -> str:
        """The sentence, in the language in force."""
        return self.refusal.sentence


@dataclass(frozen=True, slots=True)
class Offered:
    """An activity that an upper desk hands in, with the record it stands for."""

    record: tuple[str, int]
    activity: Activity


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published, and what is not."""

    activities: tuple[Activity, ...]
    records: tuple[tuple[str, int], ...]
    left_out: tuple[Unpublished, ...]

    @property
    def total_minor(self) -> int:
        """What was paid in it, cents of euro; amounts in other currencies are not added."""
        return sum(
            one.amount.minor
            for activity in self.activities
            for one in activity.transactions
            if one.movement is Movement.DISBURSEMENT and one.amount.currency == "EUR"
        )
