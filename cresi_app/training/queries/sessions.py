"""Reads of sessions, half-days, trainers, and of what stands in the way of a half-day."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, time

from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.values import listed
from cresi_app.training.model import Clash, Session, Slot, SlotLine, SlotPlan, Trainer

SESSIONS = Table("session", Session)
SLOTS = Table("slot", Slot)

_CLASH = """
    other.day, other.starts, other.ends, session.code, session.title
    FROM slot_hold AS other JOIN session ON session.id = other.session_id"""
_AT = "other.day = ? AND other.starts < ? AND other.ends > ? AND other.session_id <> ?"


def session(library: Library, session_id: int) -> Session | None:
    """Return a session."""
    rows = library.query(f"SELECT {SESSIONS.select()} FROM session WHERE id = ?", (session_id,))
    return SESSIONS.load(rows[0]) if rows else None


def session_id_of(library: Library, code: str) -> int | None:
    """Return the id of the session with this code."""
    found: int | None = library.value("SELECT id FROM session WHERE code = ?", (code,))
    return found


def slots(library: Library, session_id: int) -> list[Slot]:
    """Return a session's half-days in order."""
    sql = f"SELECT {SLOTS.select()} FROM slot WHERE session_id = ? ORDER BY day, starts, id"
    return SLOTS.loads(library.query(sql, (session_id,)))


def slot(library: Library, slot_id: int) -> Slot | None:
    """Return a half-day."""
    rows = library.query(f"SELECT {SLOTS.select()} FROM slot WHERE id = ?", (slot_id,))
    return SLOTS.load(rows[0]) if rows else None


def trainer_rows(library: Library, slot_id: int) -> list[tuple[int, int]]:
    """Return (row id, person id) of the trainers of a half-day."""
    rows = library.query("SELECT id, person_id FROM slot_trainer WHERE slot_id = ? ORDER BY id", (slot_id,))
    return [(row["id"], row["person_id"]) for row in rows]


def slot_lines(library: Library, session_id: int) -> tuple[SlotLine, ...]:
    """Return a session's half-days with the names of rooms and trainers."""
    rows = library.query(
        f"SELECT {SLOTS.select('slot')}, coalesce(room.name, '') AS room_name, coalesce(room.address, '') AS room_address "
        "FROM slot LEFT JOIN room ON room.id = slot.room_id WHERE slot.session_id = ? ORDER BY slot.day, slot.starts, slot.id",
        (session_id,),
    )
    people = library.query(
        "SELECT slot_trainer.slot_id, person.id, person.honorific, "
        "trim(person.given_name || ' ' || person.family_name) AS name "
        "FROM slot JOIN slot_trainer ON slot_trainer.slot_id = slot.id JOIN person ON person.id = slot_trainer.person_id "
        "WHERE slot.session_id = ? ORDER BY slot_trainer.id",
        (session_id,),
    )
    trainers: dict[int, list[Trainer]] = {}
    for row in people:
        trainers.setdefault(row["slot_id"], []).append(Trainer(row["id"], row["name"], row["honorific"]))
    return tuple(
        SlotLine(SLOTS.load(row), row["room_name"], row["room_address"], tuple(trainers.get(row["id"], ())))
        for row in rows
    )


def attended_slot(library: Library, slot_id: int) -> bool:
    """Say whether attendance was noted in a half-day."""
    return bool(library.value("SELECT EXISTS (SELECT 1 FROM attendance WHERE slot_id = ?)", (slot_id,)))


def _clash(kind: str, row: Row) -> Clash:
    return Clash(
        kind,
        row["name"],
        row["code"],
        row["title"],
        date.fromisoformat(row["day"]),
        time.fromisoformat(row["starts"]),
        time.fromisoformat(row["ends"]),
    )


def _when(plan: SlotPlan) -> tuple[object, ...]:
    return plan.day, plan.ends, plan.starts


def room_clashes(library: Library, plan: SlotPlan, session_id: int) -> list[Clash]:
    """Return the half-days of other sessions that already hold the room of `plan` at its hours."""
    rows = library.query(
        f"SELECT room.name, {_CLASH} JOIN room ON room.id = other.room_id WHERE {_AT} AND other.room_id = ? ORDER BY other.starts",
        (*_when(plan), session_id, plan.room_id),
    )
    return [_clash("room", row) for row in rows]


def trainer_clashes(library: Library, plan: SlotPlan, session_id: int) -> list[Clash]:
    """Return the half-days of other sessions that a trainer of `plan` already gives at its hours."""
    rows = library.query(
        f"SELECT trim(person.given_name || ' ' || person.family_name) AS name, {_CLASH} "
        "JOIN slot_trainer ON slot_trainer.slot_id = other.id JOIN person ON person.id = slot_trainer.person_id "
        f"WHERE {_AT} AND slot_trainer.person_id IN (SELECT value FROM json_each(?)) ORDER BY other.starts, person.name_sort",
        (*_when(plan), session_id, json.dumps(plan.trainer_ids)),
    )
    return [_clash("trainer", row) for row in rows]


def person_clashes(library: Library, plan: SlotPlan, session_id: int, people: Iterable[int]) -> list[Clash]:
    """Return the half-days of other sessions in which one of `people` has a seat at the hours of `plan`."""
    rows = library.query(
        f"SELECT trim(person.given_name || ' ' || person.family_name) AS name, {_CLASH} "
        "JOIN taken_seat ON taken_seat.session_id = other.session_id JOIN person ON person.id = taken_seat.person_id "
        f"WHERE {_AT} AND taken_seat.person_id IN (SELECT value FROM json_each(?)) ORDER BY other.starts, person.name_sort",
        (*_when(plan), session_id, listed(people)),
    )
    return [_clash("person", row) for row in rows]


def busy_people(library: Library, session_id: int, people: Sequence[int]) -> list[Clash]:
    """Return where `people` already have a seat at the hours of the session."""
    rows = library.query(
        "SELECT DISTINCT trim(person.given_name || ' ' || person.family_name) AS name, other.day, other.starts, other.ends, "
        "session.code, session.title FROM slot_clash JOIN slot AS other ON other.id = slot_clash.other_id "
        "JOIN session ON session.id = other.session_id JOIN taken_seat ON taken_seat.session_id = session.id "
        "JOIN person ON person.id = taken_seat.person_id "
        "WHERE slot_clash.session_id = ? AND taken_seat.person_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY other.day, other.starts, person.name_sort",
        (session_id, listed(people)),
    )
    return [_clash("person", row) for row in rows]
