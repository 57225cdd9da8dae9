"""Reads of imported calendars and of what stands in them in the way of a half-day."""

from collections.abc import Iterable, Sequence
from datetime import date

from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.values import listed
from cresi_app.training.model.busy import BusyCalendar, BusyClash, BusyLine, BusyTime

CALENDARS = Table("busy_calendar", BusyCalendar)
TIMES = Table("busy_time", BusyTime)

_WHOSE = "coalesce(room.name, trim(person.given_name || ' ' || person.family_name), '')"


def calendar(library: Library, calendar_id: int) -> BusyCalendar | None:
    """Return a calendar."""
    rows = library.query(f"SELECT {CALENDARS.select()} FROM busy_calendar WHERE id = ?", (calendar_id,))
    return CALENDARS.load(rows[0]) if rows else None


def calendar_of(library: Library, name: str, room_id: int | None, person_id: int | None) -> BusyCalendar | None:
    """Return the calendar of that name of a room or trainer."""
    rows = library.query(
        f"SELECT {CALENDARS.select()} FROM busy_calendar WHERE name = ? AND room_id IS ? AND person_id IS ? ORDER BY id LIMIT 1",
        (name, room_id, person_id),
    )
    return CALENDARS.load(rows[0]) if rows else None


def lines(library: Library) -> list[BusyLine]:
    """Return every calendar with whose it is, how many stretches it has and its last day."""
    rows = library.query(
        f"SELECT {CALENDARS.select('busy_calendar')}, {_WHOSE} AS whose, "
        "(SELECT count(*) FROM busy_time WHERE calendar_id = busy_calendar.id) AS stretches, "
        "(SELECT max(day) FROM busy_time WHERE calendar_id = busy_calendar.id) AS last_day "
        "FROM busy_calendar LEFT JOIN room ON room.id = busy_calendar.room_id "
        "LEFT JOIN person ON person.id = busy_calendar.person_id ORDER BY whose, busy_calendar.name"
    )
    return [
        BusyLine(
            CALENDARS.load(row),
            row["whose"],
            row["stretches"],
            date.fromisoformat(row["last_day"]) if row["last_day"] else None,
        )
        for row in rows
    ]


def stretches(library: Library, calendar_id: int) -> dict[BusyTime, int]:
    """Return the stretches of a calendar, each with its row."""
    rows = library.query(f"SELECT id, {TIMES.select()} FROM busy_time WHERE calendar_id = ?", (calendar_id,))
    return {TIMES.load(row): row["id"] for row in rows}


def clashes(
    library: Library, when: BusyTime, room_id: int | None, trainer_ids: Iterable[int], *, but: int = 0
) -> list[BusyClash]:
    """Return the stretches that overlap `when` for a room or for trainers; those of the calendar `but` are left out."""
    rows = library.query(
        f"SELECT busy_calendar.room_id, busy_calendar.name AS calendar, {_WHOSE} AS whose, "
        "busy_time.summary, busy_time.day, busy_time.starts, busy_time.ends FROM busy_time "
        "JOIN busy_calendar ON busy_calendar.id = busy_time.calendar_id LEFT JOIN room ON room.id = busy_calendar.room_id "
        "LEFT JOIN person ON person.id = busy_calendar.person_id "
        "WHERE busy_time.day = ? AND busy_time.starts < ? AND busy_time.ends > ? AND busy_calendar.id <> ? "
        "AND (busy_calendar.room_id = ? OR busy_calendar.person_id IN (SELECT value FROM json_each(?))) "
        "ORDER BY busy_time.starts, whose",
        (when.day, when.ends, when.starts, but, room_id, listed(trainer_ids)),
    )
    return [_clash(row) for row in rows]


def planned_in(
    library: Library, times: Sequence[BusyTime], room_id: int | None, person_id: int | None
) -> list[BusyClash]:
    """Return the half-days already planned, in this room or with this trainer, within stretches that come in."""
    days = listed(sorted({one.day.isoformat() for one in times}))
    rows = library.query(
        "SELECT slot_hold.room_id, session.code AS calendar, session.title AS whose, '' AS summary, slot_hold.day, "
        "slot_hold.starts, slot_hold.ends FROM slot_hold JOIN session ON session.id = slot_hold.session_id "
        "WHERE slot_hold.day IN (SELECT value FROM json_each(?)) AND (slot_hold.room_id = ? OR EXISTS ("
        "SELECT 1 FROM slot_trainer WHERE slot_trainer.slot_id = slot_hold.id AND slot_trainer.person_id = ?)) "
        "ORDER BY slot_hold.day, slot_hold.starts",
        (days, room_id, person_id),
    )
    found = [_clash(row) for row in rows]
    return [
        one for one in found if any(t.day == one.day and t.starts < one.ends and one.starts < t.ends for t in times)
    ]


def _clash(row: Row) -> BusyClash:
    return BusyClash(
        "trainer" if row["room_id"] is None else "room",
        row["whose"],
        row["calendar"],
        row["summary"],
        date.fromisoformat(row["day"]),
        row["starts"],
        row["ends"],
    )
