"""The year told to those who fund it: associations, people, days, person-days, hours, satisfaction, territory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cresi_app.training.model.evaluation import QuestionResult
from cresi_app.training.model.planning import Course
from cresi_app.training.model.teaching import TrainingSetting
from cresi_app.training.model.year import Gauge, SessionSummary


@dataclass(frozen=True, slots=True)
class Programme:
    """What the yearly leaflet says. `sessions` in order of their first day, drafts and cancelled ones left out."""

    year: int
    sessions: Sequence[SessionSummary]
    setting: TrainingSetting
    rooms: Sequence[tuple[str, str]]
    """(name, address) of the rooms in use, in order of use."""
    courses: Mapping[int, Course]
    documents: Mapping[int, Sequence[str]]
    """Titles of the documents of each course."""


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session that took place, counted from real presence."""

    summary: SessionSummary
    people: int
    """Present at one half-day at least."""
    associations: int
    person_half_days: int
    minutes: int
    """Minutes of presence, everybody together."""
    expected: int
    """Registered places × half-days: what full presence would be."""
    trainers: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year: half-days held, people present."""

    month: int
    half_days: int
    presences: int


@dataclass(frozen=True, slots=True)
class Ground:
    """A place on the territory table. `lon`, `lat` in degrees, None when it is not known."""

    name: str
    associations: int
    people: int
    person_half_days: int
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class YearReport:
    """What the yearly report prints; every figure comes from here."""

    year: int
    gauge: Gauge
    sessions: tuple[HeldSession, ...]
    months: tuple[Month, ...]
    associations: int
    """Different ones with somebody present."""
    people: int
    """Different ones present; somebody without a sheet in the directory counts by name and association."""
    presences: int
    """People counted once a session."""
    person_half_days: int
    minutes: int
    cancelled: int
    postponed: int
    refused: int
    """Places that were asked for and not served."""
    requests: int
    requests_placed: int
    satisfaction: tuple[QuestionResult, ...]
    towns: tuple[Ground, ...]
    countries: tuple[Ground, ...]
    """Countries in which those associations act."""
    previous: Mapping[str, int]
    """Associations, people, person_half_days of the year before; empty when nothing was held."""
    made_on: date

    @property
    def half_days(self) -> int:
        """Half-days held."""
        return sum(one.summary.half_days for one in self.sessions)

    @property
    def presence_rate(self) -> int:
        """Percentage of registered half-days at which people were there."""
        expected = sum(one.expected for one in self.sessions)
        return round(100 * self.person_half_days / expected) if expected else 0


@dataclass(frozen=True, slots=True)
class SessionReport:
    """The report of one session: who came, hour by hour, what was said."""

    held: HeldSession
    objectives: str
    programme: str
    documents: tuple[str, ...]
    slots: tuple[tuple[date, str, str, int, int], ...]
    """Day, part, hours, present, registered."""
    associations: tuple[tuple[str, int, int], ...]
    """Name, people registered, people present."""
    statuses: Mapping[str, int]
    """Places by status."""
    satisfaction: tuple[QuestionResult, ...]
    notes: str
    made_on: date


@dataclass(frozen=True, slots=True)
class QualityLine:
    """An indicator of the quality standard with what the program holds as proof and what the centre noted."""

    code: str
    criterion: int
    name: str
    evidence: str
    is_common: bool
    found: str
    """What the library holds now, in words; "" when nothing can be counted."""
    note: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of the yearly statement. `amount` None when it was not typed; `is_counted` comes from real presence."""

    code: str
    frame: str
    name: str
    unit: str
    is_counted: bool
    amount: int | None
