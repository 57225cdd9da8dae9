"""Reads for the yearly reports: real presence by session, month, association, territory; lists of the declared body."""

from cresi_app.core.i18n import language
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed
from cresi_app.training.queries.year import year_bounds

_THERE = "attendance.status IN ('present', 'late')"
_PERSON = "coalesce('p' || place.person_id, 'n' || booking.organisation_id || ':' || lower(place.name))"
"""One person: the directory's sheet, or somebody of that name of that association."""

_PRESENCE = f"""
    FROM attendance JOIN slot ON slot.id = attendance.slot_id JOIN place ON place.id = attendance.place_id
    JOIN booking ON booking.id = place.booking_id JOIN session ON session.id = slot.session_id
    WHERE {_THERE} AND slot.day BETWEEN ? AND ?"""
_MINUTES = "(substr(slot.ends, 1, 2) * 60 + substr(slot.ends, 4, 2) - substr(slot.starts, 1, 2) * 60 - substr(slot.starts, 4, 2))"


def held_ids(library: Library, year: int) -> list[int]:
    """Return the sessions with a half-day in `year` that took place, in order."""
    rows = library.query(
        "SELECT session.id FROM session JOIN slot ON slot.session_id = session.id WHERE session.status IN ('done', 'closed') "
        "AND slot.day BETWEEN ? AND ? GROUP BY session.id ORDER BY min(slot.day || slot.starts)",
        year_bounds(year),
    )
    return [row["id"] for row in rows]


def presence(library: Library, year: int) -> dict[int, Row]:
    """Return by session: `people`, `associations`, `person_half_days`, `minutes` of real presence in a year."""
    rows = library.query(
        f"SELECT slot.session_id, count(DISTINCT {_PERSON}) AS people, count(DISTINCT booking.organisation_id) AS associations, "
        f"count(*) AS person_half_days, sum({_MINUTES}) AS minutes {_PRESENCE} GROUP BY slot.session_id",
        year_bounds(year),
    )
    return {row["session_id"]: row for row in rows}


def session_presence(library: Library, session_id: int) -> Row:
    """Return `people`, `associations`, `person_half_days`, `minutes` of one session."""
    return library.query(
        f"SELECT count(DISTINCT {_PERSON}) AS people, count(DISTINCT booking.organisation_id) AS associations, "
        f"count(*) AS person_half_days, coalesce(sum({_MINUTES}), 0) AS minutes FROM attendance "
        "JOIN slot ON slot.id = attendance.slot_id JOIN place ON place.id = attendance.place_id "
        f"JOIN booking ON booking.id = place.booking_id WHERE {_THERE} AND slot.session_id = ?",
        (session_id,),
    )[0]


def totals(library: Library, year: int) -> Row:
    """Return `people`, `associations`, `presences`, `person_half_days`, `minutes` of a year."""
    return library.query(
        f"SELECT count(DISTINCT {_PERSON}) AS people, count(DISTINCT booking.organisation_id) AS associations, "
        f"count(DISTINCT slot.session_id || ' ' || {_PERSON}) AS presences, count(*) AS person_half_days, "
        f"coalesce(sum({_MINUTES}), 0) AS minutes {_PRESENCE}",
        year_bounds(year),
    )[0]


def months(library: Library, year: int) -> dict[int, int]:
    """Return how many people were present in each month's sessions, each once a session."""
    rows = library.query(
        f"SELECT substr(first.day, 6, 2) AS month, count(*) AS presences FROM "
        f"(SELECT DISTINCT slot.session_id AS session_id, {_PERSON} AS who {_PRESENCE}) AS there "
        "JOIN (SELECT session_id, min(day) AS day FROM slot WHERE day BETWEEN ? AND ? GROUP BY session_id) AS first "
        "ON first.session_id = there.session_id GROUP BY month",
        (*year_bounds(year), *year_bounds(year)),
    )
    return {int(row["month"]): row["presences"] for row in rows}


def registered(library: Library, ids: list[int]) -> dict[int, int]:
    """Return how many places are registered in these sessions."""
    rows = library.query(
        "SELECT session_id, count(*) AS places FROM place WHERE status = 'registered' "
        "AND session_id IN (SELECT value FROM json_each(?)) GROUP BY session_id",
        (listed(ids),),
    )
    return {row["session_id"]: row["places"] for row in rows}


def towns(library: Library, year: int) -> list[Row]:
    """Return `town`, `postal_code`, `associations`, `people`, `person_half_days` by town of the associations present."""
    return library.query(
        "SELECT organisation.town, min(organisation.postal_code) AS postal_code, "
        f"count(DISTINCT booking.organisation_id) AS associations, count(DISTINCT {_PERSON}) AS people, "
        f"count(*) AS person_half_days {_PRESENCE.replace('WHERE', 'JOIN organisation ON organisation.id = booking.organisation_id WHERE')} "
        "GROUP BY organisation.town ORDER BY person_half_days DESC, organisation.town",
        year_bounds(year),
    )


def countries(library: Library, year: int) -> list[Row]:
    """Return `name`, place in millionths of a degree, `associations`, `people`, `person_half_days` by country of action."""
    name = "name_fr" if language() == "fr" else "name_en"
    joined = (
        "JOIN organisation_country ON organisation_country.organisation_id = booking.organisation_id "
        "JOIN country ON country.code = organisation_country.country_code WHERE"
    )
    return library.query(
        f"SELECT country.{name} AS name, country.longitude_e6, country.latitude_e6, "
        f"count(DISTINCT booking.organisation_id) AS associations, count(DISTINCT {_PERSON}) AS people, "
        f"count(*) AS person_half_days {_PRESENCE.replace('WHERE', joined)} "
        "GROUP BY country.code ORDER BY associations DESC, person_half_days DESC, name",
        year_bounds(year),
    )


def rooms(library: Library, year: int) -> list[tuple[str, str]]:
    """Return (name, address) of the rooms in use in a year's programme, in order of use."""
    rows = library.query(
        "SELECT room.name, room.address FROM slot JOIN session ON session.id = slot.session_id AND session.mode <> 'remote' "
        "JOIN session_status ON session_status.code = session.status AND session_status.gauge <> '' "
        "JOIN room ON room.id = slot.room_id WHERE slot.day BETWEEN ? AND ? GROUP BY room.id ORDER BY min(slot.day || slot.starts)",
        year_bounds(year),
    )
    return [(row["name"], row["address"]) for row in rows]


def fates(library: Library, year: int) -> Row:
    """Return `cancelled`, `postponed` sessions, places `unserved`, `requests` and requests `placed` of a year."""
    first, last = year_bounds(year)
    return library.query(
        "SELECT (SELECT count(*) FROM session WHERE status = 'cancelled' AND id IN "
        "(SELECT session_id FROM slot WHERE day BETWEEN ?1 AND ?2)) AS cancelled, "
        "(SELECT count(*) FROM session WHERE status = 'postponed' AND id IN "
        "(SELECT session_id FROM slot WHERE day BETWEEN ?1 AND ?2)) AS postponed, "
        "(SELECT count(*) FROM place JOIN session ON session.id = place.session_id WHERE place.status IN ('waiting', 'expired') "
        "AND session.status IN ('done', 'closed') AND session.id IN (SELECT session_id FROM slot WHERE day BETWEEN ?1 AND ?2)) "
        "AS unserved, (SELECT count(*) FROM training_request WHERE year = ?3) AS requests, "
        "(SELECT count(*) FROM training_request WHERE year = ?3 AND status = 'placed') AS placed",
        (first, last, year),
    )[0]


def trainer_count(library: Library, year: int) -> tuple[int, int]:
    """Return (trainers who gave a half-day that was held, minutes taught) of a year."""
    rows = library.query(
        f"SELECT count(DISTINCT slot_trainer.person_id) AS people, coalesce(sum({_MINUTES}), 0) AS minutes FROM slot "
        "JOIN session ON session.id = slot.session_id AND session.status IN ('done', 'closed') "
        "LEFT JOIN slot_trainer ON slot_trainer.slot_id = slot.id AND slot_trainer.id = "
        "(SELECT min(one.id) FROM slot_trainer AS one WHERE one.slot_id = slot.id) WHERE slot.day BETWEEN ? AND ?",
        year_bounds(year),
    )
    people = library.value(
        "SELECT count(DISTINCT slot_trainer.person_id) FROM slot_trainer JOIN slot ON slot.id = slot_trainer.slot_id "
        "JOIN session ON session.id = slot.session_id AND session.status IN ('done', 'closed') WHERE slot.day BETWEEN ? AND ?",
        year_bounds(year),
    )
    return int(people), int(rows[0]["minutes"])


def quality(library: Library) -> list[Row]:
    """Return the indicators with `note`, `checked_on`, `note_id`, `note_version`."""
    tongue = "fr" if language() == "fr" else "en"
    return library.query(
        f"SELECT quality_indicator.code, criterion, name_{tongue} AS name, evidence_{tongue} AS evidence, is_common, "
        "coalesce(quality_note.note, '') AS note, quality_note.checked_on, quality_note.id AS note_id, "
        "quality_note.version AS note_version FROM quality_indicator "
        "LEFT JOIN quality_note ON quality_note.indicator = quality_indicator.code ORDER BY quality_indicator.position"
    )


def statement(library: Library, year: int) -> list[Row]:
    """Return the lines of the yearly statement with what was typed for `year`: `amount`, `row_id`, `row_version`."""
    tongue = "fr" if language() == "fr" else "en"
    return library.query(
        f"SELECT statement_line.code, frame, name_{tongue} AS name, unit, source, statement_amount.amount, "
        "statement_amount.id AS row_id, statement_amount.version AS row_version FROM statement_line "
        "LEFT JOIN statement_amount ON statement_amount.line = statement_line.code AND statement_amount.year = ? "
        "ORDER BY statement_line.position",
        (year,),
    )


def proofs(library: Library, year: int) -> Row:
    """Return what the library holds as proof: counts by name."""
    first, last = year_bounds(year)
    return library.query(
        "SELECT (SELECT count(*) FROM course WHERE archived_on IS NULL) AS courses, "
        "(SELECT count(*) FROM course WHERE archived_on IS NULL AND objectives <> '') AS with_objectives, "
        "(SELECT count(*) FROM course WHERE archived_on IS NULL AND programme <> '') AS with_programme, "
        "(SELECT count(*) FROM course WHERE archived_on IS NULL AND prerequisites <> '') AS with_prerequisites, "
        "(SELECT count(DISTINCT course_id) FROM course_document) AS with_documents, "
        "(SELECT count(DISTINCT course_id) FROM evaluation_form) AS with_form, "
        "(SELECT count(DISTINCT person_id) FROM trainer_competence) AS trainers, "
        "(SELECT count(DISTINCT place_id) FROM invitation WHERE day BETWEEN ?1 AND ?2) AS told, "
        "(SELECT count(*) FROM training_request WHERE year = ?3) AS requests, "
        "(SELECT count(*) FROM place_need) AS needs, "
        "(SELECT count(*) FROM room WHERE archived_on IS NULL AND access <> '') AS rooms, "
        "(SELECT count(*) FROM attendance JOIN slot ON slot.id = attendance.slot_id WHERE slot.day BETWEEN ?1 AND ?2) AS marks, "
        "(SELECT count(*) FROM attendance JOIN slot ON slot.id = attendance.slot_id WHERE slot.day BETWEEN ?1 AND ?2 "
        "AND attendance.status = 'absent') AS absences",
        (first, last, year),
    )[0]
