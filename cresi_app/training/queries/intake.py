"""What reading requests needs to know: associations and their people by name, what was already read."""

from cresi_app.store.library import Library


def organisation_names(library: Library) -> list[tuple[int, str]]:
    """Return (id, name) of every association, and its acronym as another name."""
    rows = library.query("SELECT id, name, acronym FROM organisation WHERE archived_on IS NULL ORDER BY name_sort, id")
    return [
        pair
        for row in rows
        for pair in [(row["id"], row["name"]), *([(row["id"], row["acronym"])] if row["acronym"] else [])]
    ]


def people_of(library: Library, organisation_id: int) -> list[tuple[int, str]]:
    """Return (id, name) of the persons tied to an association, or who had a place of its."""
    rows = library.query(
        "SELECT id, trim(given_name || ' ' || family_name) AS name FROM person WHERE archived_on IS NULL AND id IN ("
        "SELECT person_id FROM affiliation WHERE organisation_id = ? UNION "
        "SELECT place.person_id FROM place JOIN booking ON booking.id = place.booking_id "
        "WHERE booking.organisation_id = ? AND place.person_id IS NOT NULL) ORDER BY name_sort, id",
        (organisation_id, organisation_id),
    )
    return [(row["id"], row["name"]) for row in rows]


def person_names(library: Library) -> list[str]:
    """Return the names of everybody in the directory."""
    rows = library.query(
        "SELECT trim(given_name || ' ' || family_name) AS name FROM person WHERE archived_on IS NULL ORDER BY id"
    )
    return [row["name"] for row in rows if row["name"]]


def names_in(library: Library, session_id: int) -> list[tuple[int, str]]:
    """Return (place, name) of everybody who has a seat or waits in a session."""
    rows = library.query(
        "SELECT place.id, CASE WHEN person.id IS NULL THEN place.name ELSE trim(person.given_name || ' ' || person.family_name) END AS name "
        "FROM place LEFT JOIN person ON person.id = place.person_id "
        "WHERE place.session_id = ? AND place.status IN ('registered', 'offered', 'waiting') ORDER BY place.id",
        (session_id,),
    )
    return [(row["id"], row["name"]) for row in rows if row["name"]]


def read_before(library: Library, file_sha256: str, content_sha256: str) -> tuple[str, bool, bool] | None:
    """Return (number, whether from the very same file, whether it still stands) of the booking that came of this request before."""
    rows = library.query(
        "SELECT booking.number, booking.status, booking_receipt.file_sha256 FROM booking_receipt "
        "JOIN booking ON booking.id = booking_receipt.booking_id "
        "WHERE booking_receipt.content_sha256 = ? OR booking_receipt.file_sha256 = ? AND booking_receipt.file_sha256 <> '' "
        "ORDER BY booking.status = 'active' DESC, booking.id DESC LIMIT 1",
        (content_sha256, file_sha256),
    )
    if not rows:
        return None
    row = rows[0]
    return row["number"], bool(file_sha256) and row["file_sha256"] == file_sha256, row["status"] == "active"


def receipts_of(library: Library, booking_id: int) -> list[tuple[str, str]]:
    """Return (file, content) digests that a booking was read from."""
    rows = library.query(
        "SELECT file_sha256, content_sha256 FROM booking_receipt WHERE booking_id = ? ORDER BY id", (booking_id,)
    )
    return [(row["file_sha256"], row["content_sha256"]) for row in rows]


def open_sessions(library: Library, today: str) -> list[tuple[int, str, str, str]]:
    """Return (id, code, title, first day) of the sessions that take bookings and have not ended, in order of day."""
    rows = library.query(
        "SELECT session.id, session.code, session.title, min(slot.day) AS day FROM session "
        "JOIN slot ON slot.session_id = session.id WHERE session.status IN ('open', 'confirmed') "
        "GROUP BY session.id HAVING max(slot.day) >= ? ORDER BY day, session.code",
        (today,),
    )
    return [(row["id"], row["code"], row["title"], row["day"]) for row in rows]
