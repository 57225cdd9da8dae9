"""Reads of bookings, places and attendance, and the snapshot a decision rests on."""

from datetime import date, datetime, time

from cresi_app.core.dates import read_instant
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.revision import Revision
from cresi_app.store.values import Fragment
from cresi_app.training.model import (
    Attendance,
    AttendanceStatus,
    Board,
    Booking,
    GroupRule,
    OrganisationEvent,
    PersonEvent,
    Place,
    PlaceStatus,
    Seat,
    end_of_day,
    local_start,
)
from cresi_app.training.queries.sessions import session as read_session

BOOKINGS = Table("booking", Booking)
PLACES = Table("place", Place)
ATTENDANCES = Table("attendance", Attendance)
EVENTS = Table("place", PersonEvent)
ORGANISATION_EVENTS = Table("booking", OrganisationEvent)

THIS_REVISION = Fragment("(SELECT revision FROM act)")
"""The seq of the revision being written: what gives places their order of arrival."""


def board(library: Library, session_id: int) -> Board | None:
    """Return the snapshot on which decisions about a session's places rest."""
    with library.snapshot():
        session = read_session(library, session_id)
        if session is None:
            return None
        first = library.query(
            "SELECT day, starts FROM slot WHERE session_id = ? ORDER BY day, starts LIMIT 1", (session_id,)
        )
        exempt = library.query(
            "SELECT DISTINCT organisation_id FROM booking WHERE session_id = ? AND limit_reason <> ''", (session_id,)
        )
        seats = library.query(_SEATS, (session_id,))
    starts_at = (
        local_start(date.fromisoformat(first[0]["day"]), time.fromisoformat(first[0]["starts"]), session.zone)
        if first
        else None
    )
    return Board(
        session_id=session.id,
        version=session.version,
        stamp=session.stamp,
        code=session.code,
        title=session.title,
        status=session.status,
        capacity=session.capacity_max,
        limit=session.organisation_limit,
        closes_on=session.booking_closes_on,
        cancels_until=session.cancellation_closes_on,
        offer_days=session.offer_days,
        starts_at=starts_at,
        exempt=frozenset(row["organisation_id"] for row in exempt),
        seats=tuple(_seat(row, session.zone) for row in seats),
        zone=session.zone,
    )


_SEATS = """
    SELECT place.id, place.booking_id, booking.organisation_id, place.status, booking.priority, place.asked_seq,
        place.asked_rank, booking.group_rule, place.person_id, place.name, place.offer_ends_on, place.offer_ends_at,
        place.person_id IS NOT NULL AND EXISTS (
            SELECT 1 FROM taken_seat
            JOIN slot_clash ON slot_clash.session_id = place.session_id
                AND slot_clash.other_session_id = taken_seat.session_id
            WHERE taken_seat.person_id = place.person_id AND taken_seat.session_id <> place.session_id) AS is_busy
    FROM place JOIN booking ON booking.id = place.booking_id
    WHERE place.session_id = ? AND place.status IN ('registered', 'offered', 'waiting')
    ORDER BY booking.priority, place.asked_seq, place.asked_rank, place.id"""


def _seat(row: Row, zone: str) -> Seat:
    return Seat(
        id=row["id"],
        booking_id=row["booking_id"],
        organisation_id=row["organisation_id"],
        status=PlaceStatus(row["status"]),
        order=(row["priority"], row["asked_seq"], row["asked_rank"], row["id"]),
        rule=GroupRule(row["group_rule"]),
        person_id=row["person_id"],
        name=row["name"],
        offer_ends_at=_offer_end(row, zone),
        is_busy=bool(row["is_busy"]),
    )


def _offer_end(row: Row, zone: str) -> datetime | None:
    """Return the instant of an offer's end; one made before hours were noted holds until its last day is over."""
    if row["offer_ends_at"]:
        return read_instant(row["offer_ends_at"])
    return end_of_day(date.fromisoformat(row["offer_ends_on"]), zone) if row["offer_ends_on"] else None


def sessions_with_lapsed_offers(library: Library, at: str) -> list[int]:
    """Return the sessions with an offer that has run out at `at` (a UTC instant as the store writes it)."""
    rows = library.query(
        "SELECT DISTINCT session_id FROM place WHERE status = 'offered' AND (offer_ends_at <= ? "
        "OR offer_ends_at IS NULL AND offer_ends_on < substr(?, 1, 10)) ORDER BY session_id",
        (at, at),
    )
    return [row["session_id"] for row in rows]


def expect_board(revision: Revision, rests_on: Board) -> None:
    """Let the revision go through only if nothing of the snapshot has moved."""
    revision.expect(
        "SELECT stamp = ? AND version = ? FROM session WHERE id = ?",
        (rests_on.stamp, rests_on.version, rests_on.session_id),
    )


def booking(library: Library, booking_id: int) -> Booking | None:
    """Return a booking."""
    rows = library.query(f"SELECT {BOOKINGS.select()} FROM booking WHERE id = ?", (booking_id,))
    return BOOKINGS.load(rows[0]) if rows else None


def booking_id_of(library: Library, number: str) -> int | None:
    """Return the id of the booking with this number."""
    found: int | None = library.value("SELECT id FROM booking WHERE number = ?", (number,))
    return found


def place(library: Library, place_id: int) -> Place | None:
    """Return a place."""
    rows = library.query(f"SELECT {PLACES.select()} FROM place WHERE id = ?", (place_id,))
    return PLACES.load(rows[0]) if rows else None


def booking_rows(library: Library, session_id: int) -> list[Row]:
    """Return a session's bookings in order of arrival, with `organisation` and `contact` names."""
    return library.query(
        f"SELECT {BOOKINGS.select('booking')}, organisation.name AS organisation, "
        "coalesce(trim(person.given_name || ' ' || person.family_name), '') AS contact "
        "FROM booking JOIN organisation ON organisation.id = booking.organisation_id "
        "LEFT JOIN person ON person.id = booking.contact_id WHERE booking.session_id = ? "
        "ORDER BY (SELECT min(asked_seq) FROM place WHERE place.booking_id = booking.id), booking.id",
        (session_id,),
    )


def place_rows(library: Library, session_id: int) -> list[Row]:
    """Return a session's places in order, with `family_name`, `given_name`, `function` and `has_needs`."""
    return library.query(
        f"SELECT {PLACES.select('place')}, coalesce(person.family_name, '') AS family_name, "
        "coalesce(person.given_name, '') AS given_name, place_need.id IS NOT NULL AS has_needs, coalesce(("
        "SELECT CASE WHEN affiliation.title <> '' THEN affiliation.title ELSE affiliation_role.name_fr END FROM affiliation "
        "JOIN affiliation_role ON affiliation_role.code = affiliation.role "
        "WHERE affiliation.person_id = place.person_id AND affiliation.organisation_id = booking.organisation_id "
        "ORDER BY affiliation.position, affiliation.id LIMIT 1), '') AS function "
        "FROM place JOIN booking ON booking.id = place.booking_id LEFT JOIN person ON person.id = place.person_id "
        "LEFT JOIN place_need ON place_need.place_id = place.id WHERE place.session_id = ? "
        "ORDER BY place.asked_seq, place.asked_rank, place.id",
        (session_id,),
    )


def attendance(library: Library, session_id: int) -> dict[tuple[int, int], Attendance]:
    """Return what was noted in a session: (place, slot) → attendance."""
    rows = library.query(
        f"SELECT {ATTENDANCES.select('attendance')} FROM attendance JOIN slot ON slot.id = attendance.slot_id "
        "WHERE slot.session_id = ?",
        (session_id,),
    )
    return {(row["place_id"], row["slot_id"]): ATTENDANCES.load(row) for row in rows}


def marks_of(library: Library, place_id: int) -> list[AttendanceStatus]:
    """Return what was noted of one place."""
    rows = library.query("SELECT status FROM attendance WHERE place_id = ?", (place_id,))
    return [AttendanceStatus(row["status"]) for row in rows]


def needs(library: Library, place_id: int) -> tuple[int, str] | None:
    """Return (row id, text) of what a person needs, None when nothing was noted."""
    rows = library.query("SELECT id, needs FROM place_need WHERE place_id = ?", (place_id,))
    return (rows[0]["id"], rows[0]["needs"]) if rows else None


def organisation_state(library: Library, organisation_id: int) -> tuple[str, bool] | None:
    """Return an organisation's name and whether it is archived, None when there is none."""
    rows = library.query("SELECT name, archived_on FROM organisation WHERE id = ?", (organisation_id,))
    return (rows[0]["name"], rows[0]["archived_on"] is not None) if rows else None


def person_name(library: Library, person_id: int) -> str | None:
    """Return a person's name, None when there is none."""
    sql = "SELECT trim(given_name || ' ' || family_name) FROM person WHERE id = ?"
    found: str | None = library.value(sql, (person_id,))
    return found


def name_and_organisation(library: Library, place_id: int) -> tuple[str, str]:
    """Return who has a place ("" when not named yet) and the association it was booked by."""
    rows = library.query(
        "SELECT CASE WHEN person.id IS NULL THEN place.name ELSE trim(person.given_name || ' ' || person.family_name) END AS name, "
        "organisation.name AS organisation FROM place JOIN booking ON booking.id = place.booking_id "
        "JOIN organisation ON organisation.id = booking.organisation_id LEFT JOIN person ON person.id = place.person_id "
        "WHERE place.id = ?",
        (place_id,),
    )
    return (rows[0]["name"], rows[0]["organisation"]) if rows else ("", "")


def person_history(library: Library, person_id: int) -> list[PersonEvent]:
    """Return every place a person had, newest first."""
    rows = library.query(
        "SELECT place.id AS place_id, session.id AS session_id, session.code, session.title, place.status, "
        "(SELECT min(day) FROM slot WHERE slot.session_id = session.id) AS day FROM place "
        "JOIN session ON session.id = place.session_id WHERE place.person_id = ? ORDER BY day DESC, place.id DESC",
        (person_id,),
    )
    return EVENTS.loads(rows)


def organisation_history(library: Library, organisation_id: int) -> list[OrganisationEvent]:
    """Return the bookings of an association, newest session first, with how many people were registered or wait."""
    rows = library.query(
        "SELECT booking.id AS booking_id, booking.number, session.id AS session_id, session.code, session.title, booking.status, "
        "(SELECT min(day) FROM slot WHERE slot.session_id = session.id) AS day, "
        "(SELECT count(*) FROM place WHERE place.booking_id = booking.id AND place.status = 'registered') AS registered, "
        "(SELECT count(*) FROM place WHERE place.booking_id = booking.id AND place.status = 'waiting') AS waiting "
        "FROM booking JOIN session ON session.id = booking.session_id WHERE booking.organisation_id = ? "
        "ORDER BY day DESC, booking.id DESC",
        (organisation_id,),
    )
    return ORGANISATION_EVENTS.loads(rows)
