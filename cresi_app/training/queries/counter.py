"""What the self-service counter reads: codes, sessions without names, one association's own places."""

from cresi_app.store.library import Library
from cresi_app.store.records import Row


def handles(library: Library) -> set[str]:
    """Return the first halves of every code ever made."""
    return {row["handle"] for row in library.query("SELECT handle FROM counter_code")}


def codes(library: Library, organisation_id: int) -> list[Row]:
    """Return the codes of an association, the latest first, without their hash."""
    return library.query(
        "SELECT counter_code.id, counter_code.version, counter_code.handle, counter_code.created_at, counter_code.revoked_on, "
        "coalesce(trim(person.given_name || ' ' || person.family_name), '') AS contact FROM counter_code "
        "LEFT JOIN person ON person.id = counter_code.contact_id WHERE counter_code.organisation_id = ? ORDER BY counter_code.id DESC",
        (organisation_id,),
    )


def code(library: Library, handle: str) -> Row | None:
    """Return the standing code with this first half, with its association."""
    rows = library.query(
        "SELECT counter_code.hash, organisation.id AS organisation_id, organisation.name FROM counter_code "
        "JOIN organisation ON organisation.id = counter_code.organisation_id "
        "WHERE counter_code.handle = ? AND counter_code.revoked_on IS NULL AND organisation.archived_on IS NULL",
        (handle,),
    )
    return rows[0] if rows else None


def sessions(library: Library, today: str) -> list[Row]:
    """Return the sessions that take bookings today, in order of day."""
    return library.query(
        "SELECT session.id, session.code, session.title, session.capacity_max, session.booking_closes_on, course.objectives, "
        "first.day, first.starts, (SELECT count(DISTINCT day) FROM slot WHERE slot.session_id = session.id) AS days, "
        "CASE WHEN session.place <> '' THEN session.place ELSE coalesce(room.name, '') END AS room, "
        "(SELECT count(*) FROM taken_seat WHERE taken_seat.session_id = session.id) AS taken, "
        "(SELECT count(*) FROM place WHERE place.session_id = session.id AND place.status = 'waiting') AS waiting "
        "FROM session JOIN course ON course.id = session.course_id "
        "JOIN slot AS first ON first.id = (SELECT id FROM slot WHERE slot.session_id = session.id ORDER BY day, starts LIMIT 1) "
        "LEFT JOIN room ON room.id = first.room_id WHERE session.status IN ('open', 'confirmed') AND first.day > ? "
        "AND (session.booking_closes_on IS NULL OR session.booking_closes_on >= ?) ORDER BY first.day, session.code",
        (today, today),
    )


def own_places(library: Library, organisation_id: int, today: str) -> list[Row]:
    """Return the standing places of one association in sessions to come."""
    return library.query(
        "SELECT session.code, session.title, booking.number, place.status, "
        "CASE WHEN person.id IS NULL THEN place.name ELSE trim(person.given_name || ' ' || person.family_name) END AS name, "
        "(SELECT min(day) FROM slot WHERE slot.session_id = session.id) AS day FROM place "
        "JOIN booking ON booking.id = place.booking_id JOIN session ON session.id = place.session_id "
        "LEFT JOIN person ON person.id = place.person_id WHERE booking.organisation_id = ? "
        "AND place.status IN ('registered', 'offered', 'waiting') "
        "AND EXISTS (SELECT 1 FROM slot WHERE slot.session_id = session.id AND slot.day >= ?) "
        "ORDER BY day, session.code, place.asked_seq, place.asked_rank, place.id",
        (organisation_id, today),
    )


def evaluated_sessions(library: Library, since: str, today: str) -> list[Row]:
    """Return (id, title, first, last, moment, delay_days) of sessions held since a day whose course asks something."""
    return library.query(
        "SELECT session.id, session.title, min(slot.day) AS first, max(slot.day) AS last, evaluation_form.moment, "
        "evaluation_form.delay_days FROM session JOIN slot ON slot.session_id = session.id "
        "JOIN evaluation_form ON evaluation_form.course_id = session.course_id "
        "WHERE session.status IN ('open', 'confirmed', 'done', 'closed') AND EXISTS (SELECT 1 FROM evaluation_question "
        "WHERE evaluation_question.form_id = evaluation_form.id AND evaluation_question.archived_on IS NULL) "
        "GROUP BY session.id, evaluation_form.id HAVING max(slot.day) >= ? AND max(slot.day) <= ? ORDER BY last DESC, session.code",
        (since, today),
    )
