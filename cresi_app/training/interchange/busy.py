"""Calendars by other programs, read as busy time: every event kept, left free, or refused with a sentence; nothing raises."""

import hashlib
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr  # type: ignore[import-untyped]  # published without type information
from icalendar import Calendar

from cresi_app.core.clock import HOME_ZONE, today
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.training.model.busy import BusyFile, BusyTime, Unread, in_order, pieces, whole_days

LARGEST: Final = 20_000_000
"""Bytes: a calendar beyond that is no calendar of a room or of a trainer."""
BEFORE: Final = timedelta(days=366)
AFTER: Final = timedelta(days=3 * 366)
"""Repeating events are laid out from a year ago to three years from now."""
MOST_TIMES: Final = 2_000
"""How often one event may repeat in that time."""

_BROKEN: Final = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
    ArithmeticError,
)
"""What the readers of calendars and of repetition rules raise on broken files (a broken zone is a ValueError or a KeyError)."""
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_DAY: Final = timedelta(days=1)


def read_busy(path: Path) -> BusyFile:
    """Read a calendar file.

    DomainError ``unreadable_file`` when it cannot be opened, ``too_large``, ``not_calendar`` when it is none or is broken.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise DomainError("too_large", N_("« {file} » est trop grand pour un calendrier."), file=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise DomainError(
            "unreadable_file", N_("Le fichier « {file} » ne peut pas être ouvert."), file=path.name
        ) from error
    return parse_busy(data, path.name)


def parse_busy(data: bytes, name: str) -> BusyFile:
    """Read the bytes of a calendar file; see `read_busy`."""
    with _quiet():
        calendars = _calendars(data, name)
        return _gather(calendars, data, name)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's guesses about zones off the terminal: what it guessed is what is shown."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _calendars(data: bytes, name: str) -> list[Any]:
    if b"BEGIN:VCALENDAR" not in data.upper():
        raise DomainError(
            "not_calendar",
            N_("« {file} » n'est pas un calendrier (.ics) : rien n'a été lu. Demandez un export iCalendar."),
            file=name,
        )
    try:
        found = list(Calendar.from_ical(data, multiple=True)) if _is_whole(data) else []
    except _BROKEN:
        found = []
    if not found:
        raise DomainError(
            "not_calendar",
            N_("Le calendrier « {file} » est abîmé : rien n'a été lu, rien n'a changé. Demandez-en un nouvel export."),
            file=name,
        )
    return found


def _is_whole(data: bytes) -> bool:
    """Say whether every part that begins ends: a file cut short would lose its last events without a word."""
    lines = [line.strip().upper() for line in data.splitlines() if not line.startswith((b" ", b"\t"))]
    return all(lines.count(b"BEGIN:" + part) == lines.count(b"END:" + part) for part in (b"VCALENDAR", b"VEVENT"))


def _gather(calendars: Iterable[Any], data: bytes, name: str) -> BusyFile:
    found: list[BusyTime] = []
    events: list[tuple[BusyTime, ...]] = []
    rejected: list[Unread] = []
    notes: dict[str, None] = {}
    read = kept = free = 0
    parts = [part for calendar in calendars for part in calendar.walk() if part.name in {"VEVENT", "VFREEBUSY"}]
    replaced = _replaced(parts)
    for read, part in enumerate(parts, start=1):
        try:
            stretches = _stretches(part, replaced, notes)
        except DomainError as refusal:
            rejected.append(Unread(read, refusal.sentence))
        except _BROKEN:
            rejected.append(Unread(read, tr("Ses dates ne se lisent pas.")))
        else:
            found += stretches
            if stretches:
                events.append(in_order(stretches))
            kept, free = (kept + 1, free) if stretches else (kept, free + 1)
    sha256 = hashlib.sha256(data).hexdigest()
    return BusyFile(name, sha256, read, kept, free, tuple(rejected), in_order(found), tuple(notes), tuple(events))


def _replaced(parts: Iterable[Any]) -> set[tuple[str, str]]:
    """Return the occasions of repeating events that stand in the file as events of their own: (uid, instant)."""
    found: set[tuple[str, str]] = set()
    for part in parts:
        moved = part.get("RECURRENCE-ID")
        if moved is not None:
            try:
                found.add((_uid(part), _instant(moved.dt).isoformat()))
            except _BROKEN:
                continue
    return found


def _uid(part: Any) -> str:
    return str(part.get("UID", ""))[:200]


def _instant(value: date | datetime) -> datetime:
    """Return a day or an hour as an aware instant; hours without a zone are the centre's."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), ZoneInfo(HOME_ZONE))
    return value.replace(tzinfo=ZoneInfo(HOME_ZONE)) if value.tzinfo is None else value


def _stretches(part: Any, replaced: set[tuple[str, str]], notes: dict[str, None]) -> list[BusyTime]:
    """Return what an event takes of which days; nothing when it occupies nobody."""
    if part.name == "VFREEBUSY":
        return _free_busy(part)
    if str(part.get("STATUS", "")).upper() == "CANCELLED" or str(part.get("TRANSP", "")).upper() == "TRANSPARENT":
        return []
    starts = _one(part, "DTSTART")
    if starts is None:
        raise DomainError("no_start", N_("L'événement n'a pas de date de début."))
    uid, summary = _uid(part), " ".join(str(part.get("SUMMARY", "")).split())[:200]
    length = _length(part, starts)
    found: list[BusyTime] = []
    for begin in _occasions(part, starts, replaced, notes):
        if isinstance(starts, datetime):
            found += pieces(_instant(begin), _instant(begin) + length, uid, summary)
        else:
            days = max(1, length // _DAY)
            found += whole_days(begin.date(), begin.date() + days * _DAY, uid, summary)
    return found


def _one(part: Any, name: str) -> date | datetime | None:
    value = part.get(name)
    if isinstance(value, list):
        value = value[0]
    if value is None:
        return None
    moment = value.dt
    if not isinstance(moment, date):
        raise DomainError("no_date", N_("La date de l'événement n'est pas une date."))
    return moment


def _length(part: Any, starts: date | datetime) -> timedelta:
    ends = _one(part, "DTEND")
    if ends is not None:
        if isinstance(ends, datetime) != isinstance(starts, datetime):
            raise DomainError(
                "mixed", N_("L'événement commence par un jour et finit par une heure : il ne se lit pas.")
            )
        length = _instant(ends) - _instant(starts) if isinstance(starts, datetime) else ends - starts
        if length < timedelta():
            raise DomainError("backwards", N_("L'événement finit avant d'avoir commencé."))
        return length
    duration = part.get("DURATION")
    if duration is not None:
        return max(timedelta(), timedelta(seconds=duration.dt.total_seconds()))
    return timedelta() if isinstance(starts, datetime) else _DAY


def _occasions(
    part: Any, starts: date | datetime, replaced: set[tuple[str, str]], notes: dict[str, None]
) -> list[datetime]:
    """Return when an event begins, in the time that matters: once, or as its rule repeats it."""
    first = _instant(starts)
    rules, more = part.get("RRULE"), part.get("RDATE")
    if rules is None and more is None:
        return [first]
    zone = first.tzinfo
    wall = first.replace(tzinfo=None)  # rules repeat the hour of the clock, on both sides of a change of hour
    low, high = (datetime.combine(today() + shift, time()) for shift in (-BEFORE, AFTER))
    every = rruleset()
    every.rdate(wall)
    for rule in rules if isinstance(rules, list) else [rules] if rules is not None else []:
        every.rrule(_rule(rule, wall, high, zone))
    for moment in _moments(more, zone):
        every.rdate(moment)
    for moment in _moments(part.get("EXDATE"), zone):
        every.exdate(moment)
    inside = list(islice(every.xafter(low, count=MOST_TIMES + 1, inc=True), MOST_TIMES + 1))
    inside = [moment for moment in inside if moment <= high]
    if len(inside) > MOST_TIMES:
        raise DomainError("too_often", N_("L'événement se répète plus de {count} fois en trois ans."), count=MOST_TIMES)
    told = tr("Les événements qui se répètent sont repris jusqu'au {day}.", day=format_date(high.date()))
    notes[told] = None
    own = part.get("RECURRENCE-ID") is not None
    aware = [moment.replace(tzinfo=zone) for moment in inside]
    return [moment for moment in aware if own or (_uid(part), moment.isoformat()) not in replaced]


def _rule(rule: Any, wall: datetime, high: datetime, zone: Any) -> Any:
    frequency = [str(one).upper() for one in rule.get("FREQ", [])]
    if not frequency or _TOO_OFTEN & set(frequency):
        raise DomainError("too_often", N_("Sa règle de répétition n'est pas celle d'une réunion ou d'un cours."))
    until = rule.get("UNTIL")
    copied = {name: value for name, value in rule.items() if name.upper() != "UNTIL"}
    text = type(rule)(copied).to_ical().decode("utf-8")
    last = high
    if until:
        end = until[0]
        end = end.astimezone(zone).replace(tzinfo=None) if isinstance(end, datetime) and end.tzinfo else end
        end = end if isinstance(end, datetime) else datetime.combine(end, time(23, 59, 59))
        last = min(high, end)
    if "COUNT" in {name.upper() for name in copied}:
        return rrulestr(text, dtstart=wall)
    return rrulestr(f"{text};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=wall)


def _moments(value: Any, zone: Any) -> list[datetime]:
    """Return the instants of an EXDATE or RDATE as wall clocks of `zone`."""
    if value is None:
        return []
    found = []
    for group in value if isinstance(value, list) else [value]:
        for one in getattr(group, "dts", ()):
            moment = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            found.append(_instant(moment).astimezone(zone).replace(tzinfo=None))
    return found


def _free_busy(part: Any) -> list[BusyTime]:
    value = part.get("FREEBUSY")
    found: list[BusyTime] = []
    for group in value if isinstance(value, list) else [] if value is None else [value]:
        if str(group.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        starts, ends = group.dt
        if isinstance(ends, timedelta):
            ends = starts + ends
        found += pieces(_instant(starts), _instant(ends), _uid(part), tr("Occupé"))
    return found
