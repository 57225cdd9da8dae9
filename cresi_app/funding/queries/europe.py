"""Reads of the Europe desk: programmes, calls with their eligibility sheets, applications with partners and budgets."""

from collections.abc import Sequence
from typing import Final, TypeVar

from cresi_app.funding.model.europe import (
    Application,
    ApplicationAnswer,
    ApplicationFilter,
    ApplicationLine,
    ApplicationPartner,
    Call,
    Criterion,
    Programme,
)
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.search import match
from cresi_app.store.values import listed

PROGRAMMES: Final = Table("programme", Programme)
CALLS: Final = Table("funding_call", Call)
CRITERIA: Final = Table("call_criterion", Criterion)
APPLICATIONS: Final = Table("application", Application)
PARTNERS: Final = Table("application_partner", ApplicationPartner)
LINES: Final = Table("application_line", ApplicationLine)
ANSWERS: Final = Table("application_answer", ApplicationAnswer)

RecordT = TypeVar("RecordT")
_PARENT: Final = {
    "call_criterion": ("call_id", "position, id"),
    "application_partner": ("application_id", "position, id"),
    "application_line": ("application_id", "position, id"),
    "application_answer": ("application_id", "id"),
}


def record(library: Library, table: Table[RecordT], record_id: int) -> RecordT | None:
    """Return one row of one of the desk's tables."""
    rows = library.query(f"SELECT {table.select()} FROM {table.name} WHERE id = ?", (record_id,))
    return table.load(rows[0]) if rows else None


def parts(library: Library, table: Table[RecordT], parent_id: int) -> list[RecordT]:
    """Return the rows that hang on a call or an application, in their order."""
    parent, order = _PARENT[table.name]
    sql = f"SELECT {table.select()} FROM {table.name} WHERE {parent} = ? ORDER BY {order}"
    return table.loads(library.query(sql, (parent_id,)))


def last_position(library: Library, table: str, parent_id: int) -> int:
    """Return the last position taken under a call or an application."""
    sql = f'SELECT coalesce(max(position), 0) FROM "{table}" WHERE {_PARENT[table][0]} = ?'
    return int(library.value(sql, (parent_id,)))


def programmes(library: Library, *, archived: bool = False) -> list[Programme]:
    """Return the programmes by name."""
    kept = "IS NOT NULL" if archived else "IS NULL"
    sql = f"SELECT {PROGRAMMES.select()} FROM programme WHERE archived_on {kept} ORDER BY name_sort, id"
    return PROGRAMMES.loads(library.query(sql))


def calls(library: Library, programme_id: int | None = None, since: str = "") -> list[Call]:
    """Return the calls, those whose deadline comes first first; `since` leaves out those that ended before that day."""
    return CALLS.loads(
        library.query(
            f"SELECT {CALLS.select()} FROM funding_call WHERE archived_on IS NULL AND (? IS NULL OR programme_id = ?) "
            "AND coalesce(deadline_on, '9999') >= ? ORDER BY deadline_on IS NULL, deadline_on, title_sort, id",
            (programme_id, programme_id, since),
        )
    )


def id_by_number(library: Library, number: str) -> int | None:
    """Return the id of the application of that number."""
    found: int | None = library.value("SELECT id FROM application WHERE number = ?", (number,))
    return found


def number_of(library: Library, application_id: int) -> str:
    """Return « E2026-01 · Climate »."""
    sql = "SELECT number || CASE WHEN acronym <> '' THEN ' · ' || acronym ELSE '' END FROM application WHERE id = ?"
    return str(library.value(sql, (application_id,), ""))


def application_ids(library: Library, wanted: ApplicationFilter, limit: int | None = None) -> list[int]:
    """Return the ids a filter keeps, latest first; typed text ranks first."""
    clauses = ["a.archived_on IS NOT NULL" if wanted.archived else "a.archived_on IS NULL"]
    params: list[object] = []
    for column, value in (("a.call_id", wanted.call_id), ("a.year", wanted.year)):
        if value is not None:
            clauses.append(f"{column} = ?")
            params.append(value)
    if wanted.organisation_id is not None:
        clauses.append(
            "(a.lead_id = ? OR EXISTS (SELECT 1 FROM application_partner t WHERE t.application_id = a.id AND t.organisation_id = ?))"
        )
        params += [wanted.organisation_id, wanted.organisation_id]
    if wanted.is_open:
        clauses.append("s.is_open = 1")
    source, order = (
        "application a JOIN application_stage s ON s.code = a.stage_code",
        "s.is_open DESC, a.year DESC, a.number DESC",
    )
    if wanted.text.strip():
        expression = match(wanted.text)
        if expression is None:
            return []
        source += " JOIN application_fts f ON f.rowid = a.id"
        clauses.append("application_fts MATCH ?")
        params.append(expression)
        order = f"bm25(application_fts, 10.0, 8.0, 4.0, 1.0), {order}"
    sql = f"SELECT a.id FROM {source} WHERE {' AND '.join(clauses)} ORDER BY {order} LIMIT ?"
    return [row["id"] for row in library.query(sql, (*params, -1 if limit is None else limit))]


def application_lines(library: Library, ids: Sequence[int]) -> list[Row]:
    """Return what a list shows of these applications, with the sums of their lines and of the grants they brought."""
    return library.query(
        f"SELECT {APPLICATIONS.select('a')}, o.name AS lead, f.title AS call_title, f.deadline_on, "
        "coalesce(nullif(p.acronym, ''), p.name, '') AS programme, "
        "(SELECT count(*) FROM application_partner t WHERE t.application_id = a.id) AS partners, "
        "(SELECT coalesce(sum(amount_minor), 0) FROM application_line l WHERE l.application_id = a.id) AS lines_minor, "
        "(SELECT coalesce(sum(asked_minor), 0) FROM application_line l WHERE l.application_id = a.id) AS asked_minor, "
        '(SELECT coalesce(sum(t.granted_minor), 0) FROM "grant" g JOIN grant_position t ON t.grant_id = g.id '
        "WHERE g.application_id = a.id) AS granted_minor, "
        '(SELECT coalesce(sum(t.paid_minor), 0) FROM "grant" g JOIN grant_position t ON t.grant_id = g.id '
        "WHERE g.application_id = a.id) AS received_minor "
        "FROM application a JOIN organisation o ON o.id = a.lead_id LEFT JOIN funding_call f ON f.id = a.call_id "
        "LEFT JOIN programme p ON p.id = f.programme_id WHERE a.id IN (SELECT value FROM json_each(?))",
        (listed(ids),),
    )


def applications_by_call(library: Library) -> dict[int, int]:
    """Return how many applications each call has."""
    rows = library.query(
        "SELECT call_id, count(*) AS count FROM application WHERE call_id IS NOT NULL AND archived_on IS NULL GROUP BY call_id"
    )
    return {row["call_id"]: row["count"] for row in rows}


def answers_to(library: Library, criterion_id: int) -> list[int]:
    """Return the answers given to a criterion."""
    return [
        row["id"] for row in library.query("SELECT id FROM application_answer WHERE criterion_id = ?", (criterion_id,))
    ]
