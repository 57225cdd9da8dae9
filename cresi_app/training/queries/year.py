"""Reads for the year at a glance: summaries of sessions with derived counters, the quota, holidays."""

from collections.abc import Iterable
from datetime import date, time

from cresi_app.core.i18n import N_, language, tr
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed
from cresi_app.training.model import (
    USUAL_QUOTA,
    Gauge,
    Mode,
    SchoolHoliday,
    SessionFilter,
    SessionStatus,
    SessionSummary,
)

_REMOTE = N_("À distance")


def year_bounds(year: int) -> tuple[str, str]:
    """Return the first and last day of a year as the store writes them."""
    return f"{year:04d}-01-01", f"{year:04d}-12-31"


def summaries(library: Library, year: int, wanted: SessionFilter) -> list[SessionSummary]:
    """Return the sessions with a half-day in `year`, in order of their first day."""
    conditions = ["EXISTS (SELECT 1 FROM slot WHERE slot.session_id = session.id AND slot.day BETWEEN ? AND ?)"]
    params: list[object] = [*year_bounds(year)]
    if wanted.statuses:
        conditions.append("session.status IN (SELECT value FROM json_each(?))")
        params.append(listed(sorted(wanted.statuses)))
    if wanted.course_id is not None:
        conditions.append("session.course_id = ?")
        params.append(wanted.course_id)
    if wanted.organisation_id is not None:
        conditions.append(
            "EXISTS (SELECT 1 FROM booking WHERE booking.session_id = session.id "
            "AND booking.organisation_id = ? AND booking.status = 'active')"
        )
        params.append(wanted.organisation_id)
    if wanted.person_id is not None:
        conditions.append(
            "session.id IN (SELECT session_id FROM place WHERE person_id = ? AND status IN ('registered', 'offered', 'waiting') "
            "UNION SELECT slot.session_id FROM slot JOIN slot_trainer ON slot_trainer.slot_id = slot.id "
            "WHERE slot_trainer.person_id = ?)"
        )
        params += [wanted.person_id, wanted.person_id]
    with library.snapshot():
        rows = library.query(f"{_SUMMARY} WHERE {' AND '.join(conditions)}", params)
        return _summaries(library, rows)


def summaries_of(library: Library, ids: Iterable[int]) -> list[SessionSummary]:
    """Return the sessions among `ids` that exist, in order of their first day."""
    with library.snapshot():
        rows = library.query(f"{_SUMMARY} WHERE session.id IN (SELECT value FROM json_each(?))", (listed(ids),))
        return _summaries(library, rows)


_SUMMARY = """
    SELECT session.id, session.code, session.title, session.course_id, session.status, session_status.gauge, session.mode,
        session.place, session.capacity_min, session.capacity_max,
        session.kept_on IS NOT NULL AS kept,
        (SELECT count(*) FROM place WHERE place.session_id = session.id AND place.status = 'registered') AS registered,
        (SELECT count(*) FROM place WHERE place.session_id = session.id AND place.status = 'offered') AS offered,
        (SELECT count(*) FROM place WHERE place.session_id = session.id AND place.status = 'waiting') AS waiting
    FROM session JOIN session_status ON session_status.code = session.status"""


def _summaries(library: Library, rows: list[Row]) -> list[SessionSummary]:
    ids = listed([row["id"] for row in rows])
    slots: dict[int, list[Row]] = {}
    for slot in library.query(
        "SELECT slot.session_id, slot.day, slot.starts, slot.ends, coalesce(room.name, '') AS room FROM slot "
        "LEFT JOIN room ON room.id = slot.room_id WHERE slot.session_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY slot.day, slot.starts, slot.id",
        (ids,),
    ):
        slots.setdefault(slot["session_id"], []).append(slot)
    trainers: dict[int, dict[str, None]] = {}
    for row in library.query(
        "SELECT slot.session_id, trim(person.given_name || ' ' || person.family_name) AS name FROM slot "
        "JOIN slot_trainer ON slot_trainer.slot_id = slot.id JOIN person ON person.id = slot_trainer.person_id "
        "WHERE slot.session_id IN (SELECT value FROM json_each(?)) ORDER BY slot.day, slot.starts, slot_trainer.id",
        (ids,),
    ):
        trainers.setdefault(row["session_id"], {})[row["name"]] = None
    found = [_summary(row, slots[row["id"]], tuple(trainers.get(row["id"], ()))) for row in rows if row["id"] in slots]
    return sorted(found, key=lambda one: (one.days[0], one.starts, one.code))


def _summary(row: Row, slots: list[Row], trainers: tuple[str, ...]) -> SessionSummary:
    days = tuple(dict.fromkeys(date.fromisoformat(slot["day"]) for slot in slots))
    mode = Mode(row["mode"])
    rooms = ", ".join(dict.fromkeys(slot["room"] for slot in slots if slot["room"]))
    return SessionSummary(
        id=row["id"],
        code=row["code"],
        title=row["title"],
        course_id=row["course_id"],
        status=SessionStatus(row["status"]),
        share=row["gauge"],
        mode=mode,
        days=days,
        half_days=len(slots),
        starts=time.fromisoformat(slots[0]["starts"]),
        ends=max(time.fromisoformat(slot["ends"]) for slot in slots if slot["day"] == slots[0]["day"]),
        where=tr(_REMOTE) if mode is Mode.REMOTE else rooms or row["place"],
        trainers=trainers,
        capacity_min=row["capacity_min"],
        capacity_max=row["capacity_max"],
        registered=row["registered"],
        offered=row["offered"],
        waiting=row["waiting"],
        kept=bool(row["kept"]),
    )


def quota_row(library: Library, year: int) -> tuple[int, int, int] | None:
    """Return (id, version, days) of the year's own quota, None when it was not set."""
    rows = library.query("SELECT id, version, days FROM training_quota WHERE year = ?", (year,))
    return (rows[0]["id"], rows[0]["version"], rows[0]["days"]) if rows else None


def gauge(library: Library, year: int) -> Gauge:
    """Return the quota of a year (else the last one set before, else the usual one) and what is taken of it."""
    with library.snapshot():
        days = library.value(
            "SELECT days FROM training_quota WHERE year <= ? ORDER BY year DESC LIMIT 1", (year,), USUAL_QUOTA
        )
        rows = library.query(
            "SELECT session_status.gauge, count(*) AS half_days FROM slot JOIN session ON session.id = slot.session_id "
            "JOIN session_status ON session_status.code = session.status "
            "WHERE slot.day BETWEEN ? AND ? AND session_status.gauge <> '' GROUP BY session_status.gauge",
            year_bounds(year),
        )
    taken = {row["gauge"]: row["half_days"] for row in rows}
    return Gauge(year, days, taken.get("done", 0), taken.get("confirmed", 0), taken.get("option", 0))


def school_holidays(library: Library, year: int, zone: str) -> tuple[SchoolHoliday, ...]:
    """Return the school holidays of a zone that touch a year."""
    name = "name_fr" if language() == "fr" else "name_en"
    rows = library.query(
        f"SELECT zone, {name} AS name, starts_on, ends_on FROM school_holiday "
        "WHERE zone = ? AND starts_on <= ? AND ends_on >= ? ORDER BY starts_on",
        (zone, f"{year:04d}-12-31", f"{year:04d}-01-01"),
    )
    return tuple(
        SchoolHoliday(
            row["zone"], row["name"], date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
        )
        for row in rows
    )


def school_known_until(library: Library, zone: str) -> date | None:
    """Return the last day of the last school holiday known of a zone."""
    last = library.value("SELECT max(ends_on) FROM school_holiday WHERE zone = ?", (zone,))
    return date.fromisoformat(last) if last else None


def upcoming_ids(library: Library, today: date, limit: int) -> list[int]:
    """Return the ids of the next sessions that will take place."""
    rows = library.query(
        "SELECT session.id FROM session JOIN session_status ON session_status.code = session.status AND session_status.gauge <> '' "
        "JOIN slot ON slot.session_id = session.id GROUP BY session.id HAVING max(slot.day) >= ? "
        "ORDER BY min(slot.day), session.id LIMIT ?",
        (today, limit),
    )
    return [row["id"] for row in rows]
