"""What is taught and when: courses, rooms, sessions and their half-days, with the rules that need no library."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from cresi_app.core.clock import HOME_ZONE
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_


class Mode(StrEnum):
    """Where a session takes place."""

    ONSITE = "onsite"
    ELSEWHERE = "elsewhere"
    REMOTE = "remote"


class SessionStatus(StrEnum):
    """How far a session is; which of them count in the yearly quota is data (``session_status.gauge``)."""

    DRAFT = "draft"
    OPTION = "option"
    OPEN = "open"
    CONFIRMED = "confirmed"
    DONE = "done"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class DayPart(StrEnum):
    """The half of a day; an evening counts as one."""

    AM = "am"
    PM = "pm"
    EVENING = "evening"


MODE_LABELS: Final = {
    Mode.ONSITE: N_("Au centre"),
    Mode.ELSEWHERE: N_("Hors les murs"),
    Mode.REMOTE: N_("À distance"),
}
STATUS_LABELS: Final = {
    SessionStatus.DRAFT: N_("Brouillon"),
    SessionStatus.OPTION: N_("Option"),
    SessionStatus.OPEN: N_("Inscriptions ouvertes"),
    SessionStatus.CONFIRMED: N_("Confirmée"),
    SessionStatus.DONE: N_("Réalisée"),
    SessionStatus.CLOSED: N_("Close"),
    SessionStatus.CANCELLED: N_("Annulée"),
    SessionStatus.POSTPONED: N_("Reportée"),
}
PART_LABELS: Final = {DayPart.AM: N_("matin"), DayPart.PM: N_("après-midi"), DayPart.EVENING: N_("soirée")}

BOOKABLE: Final = frozenset({SessionStatus.OPEN, SessionStatus.CONFIRMED})
"""Sessions that take bookings and promote from their waiting list."""

ENDED: Final = frozenset({SessionStatus.CANCELLED, SessionStatus.POSTPONED})
"""Sessions that will not take place; they occupy nothing and nobody."""

HELD: Final = frozenset({SessionStatus.DONE, SessionStatus.CLOSED})
"""Sessions that took place."""

USUAL_HOURS: Final = {
    DayPart.AM: (time(9, 30), time(12, 30)),
    DayPart.PM: (time(14, 0), time(17, 0)),
    DayPart.EVENING: (time(18, 30), time(21, 0)),
}
"""The hours proposed for a new half-day; what is typed replaces them."""

_MOVES: Final = {
    SessionStatus.DRAFT: {SessionStatus.OPTION, SessionStatus.OPEN, SessionStatus.CONFIRMED},
    SessionStatus.OPTION: {SessionStatus.DRAFT, SessionStatus.OPEN, SessionStatus.CONFIRMED},
    SessionStatus.OPEN: {SessionStatus.DRAFT, SessionStatus.OPTION, SessionStatus.CONFIRMED, SessionStatus.DONE},
    SessionStatus.CONFIRMED: {SessionStatus.OPEN, SessionStatus.OPTION, SessionStatus.DONE},
    SessionStatus.DONE: {SessionStatus.CONFIRMED, SessionStatus.CLOSED},
    SessionStatus.CLOSED: {SessionStatus.DONE},
    SessionStatus.CANCELLED: set[SessionStatus](),
    SessionStatus.POSTPONED: set[SessionStatus](),
}


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught: the sheet from which sessions are made."""

    id: int
    version: int
    title: str
    theme: str = ""
    objectives: str = ""
    audience: str = ""
    prerequisites: str = ""
    programme: str = ""
    half_days: int = 2
    capacity_min: int = 0
    capacity_target: int = 12
    capacity_max: int = 16
    organisation_limit: int | None = None
    archived_on: date | None = None
    bring: str = ""
    """What participants bring with them; each session made from the course takes it over."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the centre or one it borrows. `access`: plan, lift, step-free way in."""

    id: int
    version: int
    name: str
    address: str = ""
    seats: int | None = None
    access: str = ""
    archived_on: date | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """When a course is given. Days of deadlines are included; `offer_days` 0 registers promoted people at once."""

    id: int
    version: int
    stamp: int
    code: str
    course_id: int
    title: str
    status: SessionStatus
    mode: Mode
    place: str
    zone: str
    capacity_min: int
    capacity_target: int
    capacity_max: int
    organisation_limit: int | None
    booking_closes_on: date | None
    cancellation_closes_on: date | None
    offer_days: int
    contact: str
    note: str
    cancelled_at: datetime | None
    cancelled_by: str
    cancel_reason: str
    bring: str = ""
    meals: str = ""
    day_contact: str = ""
    """Whom to call on the day itself."""
    kept_on: date | None = None
    """When it was decided to keep it although fewer than the minimum are booked."""
    kept_reason: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A half-day, in the local time of its session's zone."""

    id: int
    version: int
    session_id: int
    day: date
    part: DayPart
    starts: time
    ends: time
    room_id: int | None
    video_link: str
    topic: str
    busy_reason: str = ""
    """Why it stands although an imported calendar says that its room or trainer is busy."""

    @property
    def minutes(self) -> int:
        """How long it lasts on the clock, in minutes."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """A half-day as it is wished for: what `TrainingService.add_session` and `add_slot` take."""

    day: date
    part: DayPart
    starts: time
    ends: time
    room_id: int | None = None
    video_link: str = ""
    topic: str = ""
    trainer_ids: tuple[int, ...] = ()
    busy_reason: str = ""

    @classmethod
    def usual(cls, day: date, part: DayPart, room_id: int | None = None, trainer_ids: Iterable[int] = ()) -> "SlotPlan":
        """Return the half-day `part` of `day` at its usual hours."""
        starts, ends = USUAL_HOURS[part]
        return cls(day, part, starts, ends, room_id, trainer_ids=tuple(trainer_ids))


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session as it is wished for. What is None is taken from the course; a limit of 0 means none."""

    course_id: int
    slots: tuple[SlotPlan, ...]
    title: str = ""
    status: SessionStatus = SessionStatus.OPEN
    mode: Mode = Mode.ONSITE
    place: str = ""
    zone: str = HOME_ZONE
    capacity_min: int | None = None
    capacity_target: int | None = None
    capacity_max: int | None = None
    organisation_limit: int | None = None
    booking_closes_on: date | None = None
    cancellation_closes_on: date | None = None
    offer_days: int = 0
    contact: str = ""
    note: str = ""
    bring: str | None = None
    meals: str = ""
    day_contact: str = ""
    quota_reason: str = ""
    """Why the year's quota of days may be exceeded; "" refuses to exceed it."""


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """Which sessions of a year are wanted; what is not given does not restrict."""

    statuses: frozenset[SessionStatus] = frozenset()
    course_id: int | None = None
    organisation_id: int | None = None
    """Only those in which this association has a booking that stands."""
    person_id: int | None = None
    """Only those in which this person has a place that stands, or which they give."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions that want the same room or the same person at the same time."""

    kind: str
    """``room``, ``trainer`` or ``person``."""
    name: str
    code: str
    title: str
    day: date
    starts: time
    ends: time


def local_start(day: date, starts: time, zone: str = HOME_ZONE) -> datetime:
    """Return the instant at which a half-day starts."""
    return datetime.combine(day, starts, ZoneInfo(zone))


def plan_half_days(first: date, count: int, closed: Collection[date] = ()) -> list[SlotPlan]:
    """Propose `count` half-days from `first` on, morning then afternoon, on working days that are not `closed`."""
    plans: list[SlotPlan] = []
    day = first
    while len(plans) < count:
        if day == first or (day.weekday() < 5 and day not in closed):
            plans += [SlotPlan.usual(day, part) for part in (DayPart.AM, DayPart.PM)][: count - len(plans)]
        day += timedelta(days=1)
    return plans


def check_slots(slots: Sequence[Slot | SlotPlan]) -> None:
    """Refuse half-days that end before they start, or that overlap within one session ([start, end))."""
    for slot in slots:
        if slot.ends <= slot.starts:
            raise DomainError(
                "hours", N_("La fin d'une demi-journée vient après son début : corrigez les heures."), field="ends"
            )
    ordered = sorted(slots, key=lambda slot: (slot.day, slot.starts))
    for before, after in pairwise(ordered):
        if before.day == after.day and after.starts < before.ends:
            raise DomainError(
                "overlap",
                N_("Deux demi-journées de cette journée se chevauchent : changez l'heure de l'une d'elles."),
                field="starts",
            )


def check_status_move(session: Session, status: SessionStatus) -> None:
    """Refuse a change of status that has no sense; cancelling and postponing are acts of their own."""
    if status in ENDED:
        raise DomainError(
            "status", N_("Une journée s'annule avec son motif : utilisez « Annuler la journée »."), field="status"
        )
    if session.status in ENDED:
        raise DomainError(
            "status",
            N_("La journée {session} a été annulée : annulez cet acte (Ctrl+Z) ou créez une nouvelle journée."),
            field="status",
            session=session.code,
        )
    if status is not session.status and status not in _MOVES[session.status]:
        raise DomainError(
            "status",
            N_("La journée {session} ne peut pas passer directement à cet état. Elle reste telle qu'elle est."),
            field="status",
            session=session.code,
        )


def reachable(status: SessionStatus) -> list[SessionStatus]:
    """Return the statuses a session may be given from `status`, in their usual order."""
    return [other for other in SessionStatus if other in _MOVES[status]]


def check_capacities(minimum: int, target: int, maximum: int, limit: int | None) -> None:
    """Refuse capacities out of order: 0 ≤ minimum ≤ target ≤ maximum, maximum ≥ 1, limit ≥ 1."""
    if maximum < 1:
        raise DomainError("capacity", N_("Une journée accueille au moins une personne."), field="capacity_max")
    if not 0 <= minimum <= target <= maximum:
        raise DomainError(
            "capacity",
            N_("Les capacités se suivent : le minimum, puis l'objectif, puis le maximum."),
            field="capacity_min",
        )
    if limit is not None and limit < 1:
        raise DomainError(
            "limit",
            N_("La limite par association est d'au moins une place ; laissez vide pour ne pas limiter."),
            field="organisation_limit",
        )
