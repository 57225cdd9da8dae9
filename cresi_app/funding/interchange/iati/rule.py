"""What a rule of the standard's ruleset is here: a number, a sentence, and what of an activity fails it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cresi_app.funding.interchange.iati.node import Node
from cresi_app.funding.model.findings import Level

Failing = Iterable[Node]


@dataclass(frozen=True, slots=True)
class Moment:
    """The present that dates are held against, and the agencies whose codes may begin an organisation's identifier."""

    now: datetime
    agencies: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The day of `now`, in UTC, as validators count."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its number in the ruleset, how grave, its French sentence, and what of an activity fails it."""

    number: str
    level: Level
    sentence: str
    fails: Callable[[Node, Moment], Failing]


def when(is_failing: bool, node: Node) -> list[Node]:
    """Return the element when it fails, nothing otherwise."""
    return [node] if is_failing else []
