"""What is seen at the self-service counter: sessions without anybody's name, one association's own places."""

from dataclasses import dataclass
from datetime import date, datetime, time

from cresi_app.core.changes import Changes
from cresi_app.training.model.evaluation import Moment
from cresi_app.training.model.places import PlaceStatus


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code just made: the only moment at which it can be read."""

    changes: Changes
    code: str
    """« 48213-730946 »."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code of an association, without its secret."""

    id: int
    version: int
    handle: str
    contact: str
    made_at: datetime
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class Visitor:
    """The association that stands at the counter."""

    organisation_id: int
    name: str


@dataclass(frozen=True, slots=True)
class CounterSession:
    """A session as anybody may see it: no name, no association."""

    id: int
    code: str
    title: str
    day: date
    starts: time
    days: int
    where: str
    free: int
    waiting: int
    closes_on: date | None
    objectives: str


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of the association at the counter."""

    session: str
    title: str
    day: date
    name: str
    status: PlaceStatus
    number: str


@dataclass(frozen=True, slots=True)
class Evaluable:
    """A session whose people are asked what they thought of it."""

    session_id: int
    title: str
    day: date
    moment: Moment
