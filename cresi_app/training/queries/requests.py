"""Reads of requests to place, of exceptions to the quota, and of the half-days a decision about the quota rests on."""

from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.revision import Revision
from cresi_app.training.model.requests import QuotaException, RequestLine, TrainingRequest
from cresi_app.training.queries.year import year_bounds

REQUESTS = Table("training_request", TrainingRequest)
EXCEPTIONS = Table("quota_exception", QuotaException)

_LINE = (
    f"SELECT {REQUESTS.select('training_request')}, organisation.name AS organisation_name, "
    "coalesce(trim(person.given_name || ' ' || person.family_name), '') AS contact_name, "
    "coalesce(course.title, '') AS course_title, coalesce(session.code, '') AS session_code FROM training_request "
    "JOIN organisation ON organisation.id = training_request.organisation_id "
    "LEFT JOIN person ON person.id = training_request.contact_id LEFT JOIN course ON course.id = training_request.course_id "
    "LEFT JOIN session ON session.id = training_request.session_id"
)


def _line(row: Row) -> RequestLine:
    names = (row["organisation_name"], row["contact_name"], row["course_title"], row["session_code"])
    return RequestLine(REQUESTS.load(row), *names)


def request(library: Library, request_id: int) -> TrainingRequest | None:
    """Return a request."""
    rows = library.query(f"SELECT {REQUESTS.select()} FROM training_request WHERE id = ?", (request_id,))
    return REQUESTS.load(rows[0]) if rows else None


def lines(library: Library, year: int, *, everything: bool = False) -> list[RequestLine]:
    """Return the requests for a year, and those still open from years before; answered ones too with `everything`."""
    kept = (
        "training_request.year = ?" if everything else "training_request.year <= ? AND training_request.status = 'open'"
    )
    rows = library.query(f"{_LINE} WHERE {kept} ORDER BY training_request.asked_on, training_request.id", (year,))
    return [_line(row) for row in rows]


def of_organisation(library: Library, organisation_id: int) -> list[RequestLine]:
    """Return what an association asked for, newest first."""
    rows = library.query(
        f"{_LINE} WHERE training_request.organisation_id = ? ORDER BY training_request.asked_on DESC, training_request.id DESC",
        (organisation_id,),
    )
    return [_line(row) for row in rows]


def of_session(library: Library, session_id: int) -> list[RequestLine]:
    """Return the requests that became a session."""
    rows = library.query(f"{_LINE} WHERE training_request.session_id = ? ORDER BY training_request.id", (session_id,))
    return [_line(row) for row in rows]


def exceptions(library: Library, session_id: int) -> list[QuotaException]:
    """Return why a session may exceed the quota, by year."""
    rows = library.query(
        f"SELECT {EXCEPTIONS.select()} FROM quota_exception WHERE session_id = ? ORDER BY year", (session_id,)
    )
    return EXCEPTIONS.loads(rows)


_COUNTED = (
    "SELECT count(*) FROM slot JOIN session ON session.id = slot.session_id "
    "JOIN session_status ON session_status.code = session.status "
    "WHERE slot.day BETWEEN ? AND ? AND session_status.gauge <> ''"
)


def counted(library: Library, year: int) -> int:
    """Return the half-days that count in a year's quota."""
    return int(library.value(_COUNTED, year_bounds(year)))


def expect_counted(revision: Revision, year: int, half_days: int) -> None:
    """Let the revision go through only if the year's quota is used as it was when it was looked at."""
    revision.expect(f"SELECT ({_COUNTED}) = ?", (*year_bounds(year), half_days))
