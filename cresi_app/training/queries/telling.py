"""Reads of what participants were told and given: invitations, certificates, whom to write to."""

from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.training.model.telling import Certificate, Invitation

INVITATIONS = Table("invitation", Invitation)
CERTIFICATES = Table("certificate", Certificate)


def invitations(library: Library, session_id: int) -> dict[int, dict[str, Invitation]]:
    """Return what the calendars of a session's participants last heard: place → half-day → invitation."""
    rows = library.query(
        f"SELECT {INVITATIONS.select('invitation')} FROM invitation JOIN place ON place.id = invitation.place_id "
        "WHERE place.session_id = ? ORDER BY invitation.day, invitation.starts, invitation.id",
        (session_id,),
    )
    found: dict[int, dict[str, Invitation]] = {}
    for one in INVITATIONS.loads(rows):
        found.setdefault(one.place_id, {})[one.slot_uid] = one
    return found


def addressee_rows(library: Library, session_id: int) -> list[Row]:
    """Return everybody with a place in a session: names, association and its address.

    `lost` says that a place ended because its session was cancelled. Where people may be written to the directory tells.
    """
    return library.query(
        "SELECT place.id AS place_id, place.person_id, place.name AS typed, place.status, booking.number, "
        "coalesce(person.family_name, '') AS family_name, coalesce(person.given_name, '') AS given_name, "
        "coalesce(person.honorific, '') AS honorific, organisation.name AS organisation, organisation.address, "
        "organisation.postal_code, organisation.town, organisation.email AS organisation_email, "
        "place.status = 'cancelled' AND place.cancelled_at = session.cancelled_at AS lost "
        "FROM place JOIN booking ON booking.id = place.booking_id JOIN session ON session.id = place.session_id "
        "JOIN organisation ON organisation.id = booking.organisation_id LEFT JOIN person ON person.id = place.person_id "
        "WHERE place.session_id = ? ORDER BY coalesce(person.name_sort, place.name), place.id",
        (session_id,),
    )


def certificates(library: Library, session_id: int) -> dict[int, Certificate]:
    """Return the certificates of a session by place."""
    rows = library.query(
        f"SELECT {CERTIFICATES.select('certificate')} FROM certificate JOIN place ON place.id = certificate.place_id "
        "WHERE place.session_id = ?",
        (session_id,),
    )
    return {one.place_id: one for one in CERTIFICATES.loads(rows)}


def certificate_place(library: Library, number: str) -> int | None:
    """Return the place of the certificate with this number."""
    found: int | None = library.value("SELECT place_id FROM certificate WHERE number = ?", (number,))
    return found


def place_session(library: Library, place_id: int) -> int | None:
    """Return the session of a place."""
    found: int | None = library.value("SELECT session_id FROM place WHERE id = ?", (place_id,))
    return found


def room_access(library: Library, session_id: int) -> list[tuple[str, str]]:
    """Return (room, how to come) of the rooms of a session, in order of use."""
    rows = library.query(
        "SELECT room.name, room.access FROM slot JOIN room ON room.id = slot.room_id WHERE slot.session_id = ? "
        "GROUP BY room.id ORDER BY min(slot.day || slot.starts)",
        (session_id,),
    )
    return [(row["name"], row["access"]) for row in rows]
