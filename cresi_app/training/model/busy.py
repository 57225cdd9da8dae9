"""Other people's calendars: stretches of days on which a room or a trainer is taken elsewhere, in the centre's own time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cresi_app.core.clock import HOME_ZONE
from cresi_app.training.model.planning import SlotPlan

MIDNIGHT: Final = "24:00"
"""The end of a day: no hour of the clock says it."""

MOST_DAYS: Final = 366
"""A stretch longer than a year is taken for a mistake of its file."""


@dataclass(frozen=True, slots=True)
class BusyCalendar:
    """A calendar that was read for a room or for a trainer."""

    id: int
    version: int
    room_id: int | None
    person_id: int | None
    name: str
    sha256: str
    read_on: date


@dataclass(frozen=True, slots=True)
class BusyLine:
    """A calendar as the page lists it."""

    calendar: BusyCalendar
    whose: str
    stretches: int
    last_day: date | None


@dataclass(frozen=True, slots=True, order=True)
class BusyTime:
    """A stretch of one day, [starts, ends); `ends` may be « 24:00 ». Hours as the store writes them."""

    day: date
    starts: str
    ends: str
    uid: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class BusyClash:
    """A stretch that overlaps a wished half-day. `kind`: ``room`` or ``trainer``."""

    kind: str
    name: str
    calendar: str
    summary: str
    day: date
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class Unread:
    """An event of a file that was not taken, and why. `record`: its place in the file, from 1."""

    record: int
    reason: str


@dataclass(frozen=True, slots=True)
class BusyFile:
    """What a calendar file holds: ``read == kept + free + len(rejected)``. `stretches` are those of the events kept."""

    name: str
    sha256: str
    read: int
    kept: int
    free: int
    """Events that occupy nobody: cancelled, or marked as free time."""
    rejected: tuple[Unread, ...]
    stretches: tuple[BusyTime, ...]
    warnings: tuple[str, ...] = ()
    events: tuple[tuple[BusyTime, ...], ...] = ()
    """The stretches of each event that was kept."""


@dataclass(frozen=True, slots=True)
class BusyImport:
    """What reading a file does to a calendar: stretches that come, that stay, that go."""

    file: BusyFile
    created: int
    same: int
    removed: int
    clashes: tuple[BusyClash, ...]
    """Half-days already planned in the time that comes in."""
    new_events: int = 0
    """Events of which something was not known yet."""


def pieces(starts: datetime, ends: datetime, uid: str, summary: str) -> list[BusyTime]:
    """Return an event as stretches of single days of the centre; aware instants. Nothing when it takes no time."""
    zone = ZoneInfo(HOME_ZONE)
    first, last = starts.astimezone(zone).replace(tzinfo=None), ends.astimezone(zone).replace(tzinfo=None)
    found: list[BusyTime] = []
    if ends > starts and first >= last:  # within the hour that the clock shows twice
        first, last = last, first + timedelta(hours=1)
    day = first.date()
    while day <= last.date() and len(found) < MOST_DAYS:
        begin = f"{first:%H:%M}" if day == first.date() else "00:00"
        end = f"{last:%H:%M}" if day == last.date() else MIDNIGHT
        if begin < end:
            found.append(BusyTime(day, begin, end, uid, summary))
        day += timedelta(days=1)
    return found


def whole_days(first: date, after: date, uid: str, summary: str) -> list[BusyTime]:
    """Return an event of whole days, `after` not included, as stretches."""
    count = min((after - first).days, MOST_DAYS)
    return [BusyTime(first + timedelta(days=n), "00:00", MIDNIGHT, uid, summary) for n in range(count)]


def at_home(plan: SlotPlan, zone: str) -> list[BusyTime]:
    """Return a half-day of `zone` as stretches in the centre's own time."""
    if zone == HOME_ZONE:
        return [BusyTime(plan.day, f"{plan.starts:%H:%M}", f"{plan.ends:%H:%M}", "")]
    there = ZoneInfo(zone)
    return pieces(datetime.combine(plan.day, plan.starts, there), datetime.combine(plan.day, plan.ends, there), "", "")


def hour(written: str) -> time:
    """Return an hour as the store writes it; midnight at the end of a day is the last minute people write."""
    return time(23, 59) if written == MIDNIGHT else time.fromisoformat(written)


def in_order(stretches: Sequence[BusyTime]) -> tuple[BusyTime, ...]:
    """Return the stretches in order, each once."""
    return tuple(sorted(set(stretches)))
