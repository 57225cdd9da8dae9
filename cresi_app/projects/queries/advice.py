"""Reads of advice: lists, names, documents handed out, the year's figures."""

from collections.abc import Sequence
from typing import Final

from cresi_app.projects.model import Advice, AdviceFilter
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.search import match
from cresi_app.store.values import listed

ADVICE: Final = Table("advice", Advice)


def _conditions(wanted: AdviceFilter) -> tuple[str, list[object]]:
    clauses, params = ["1 = 1"], list[object]()
    if wanted.year is not None:
        clauses.append("advised_on BETWEEN ? AND ?")
        params += [f"{wanted.year}-01-01", f"{wanted.year}-12-31"]
    for column, value in (
        ("organisation_id", wanted.organisation_id),
        ("project_id", wanted.project_id),
        ("state", wanted.state),
    ):
        if value is not None:
            clauses.append(f"{column} = ?")
            params.append(str(value) if column == "state" else value)
    return " AND ".join(clauses), params


def advice_ids(library: Library, wanted: AdviceFilter, limit: int | None) -> list[int]:
    """Return the ids a filter keeps, planned ones first, soonest first, then the others, latest first."""
    condition, params = _conditions(wanted)
    expression = match(wanted.text)
    if expression is not None:
        condition += " AND id IN (SELECT rowid FROM advice_fts WHERE advice_fts MATCH ?)"
        params.append(expression)
    sql = (
        f"SELECT id FROM advice WHERE {condition} "
        "ORDER BY state <> 'planned', CASE WHEN state = 'planned' THEN advised_on END, advised_on DESC, id LIMIT ?"
    )
    return [row["id"] for row in library.query(sql, (*params, -1 if limit is None else limit))]


def advice_rows(library: Library, ids: Sequence[int]) -> list[Advice]:
    """Return these pieces of advice, in no order."""
    sql = f"SELECT {ADVICE.select()} FROM advice WHERE id IN (SELECT value FROM json_each(?))"
    return ADVICE.loads(library.query(sql, (listed(ids),)))


def advice_names(library: Library, ids: Sequence[int]) -> list[Row]:
    """Return the names of whom and what these pieces of advice mention."""
    sql = (
        "SELECT a.id, o.name AS organisation, p.given_name || ' ' || p.family_name AS person, "
        "j.number || ' ' || j.title AS project FROM advice a LEFT JOIN organisation o ON o.id = a.organisation_id "
        "LEFT JOIN person p ON p.id = a.person_id LEFT JOIN project j ON j.id = a.project_id "
        "WHERE a.id IN (SELECT value FROM json_each(?))"
    )
    return library.query(sql, (listed(ids),))


def handed_out(library: Library, ids: Sequence[int]) -> list[Row]:
    """Return what was handed out with these pieces of advice."""
    sql = (
        "SELECT h.id, h.advice_id, h.document_id, d.title FROM advice_document h JOIN document d ON d.id = h.document_id "
        "WHERE h.advice_id IN (SELECT value FROM json_each(?)) ORDER BY h.advice_id, d.title_sort, d.id"
    )
    return library.query(sql, (listed(ids),))


def figures(library: Library, year: int) -> Row:
    """Return a year's advice in figures."""
    sql = """
WITH own AS (SELECT * FROM advice WHERE advised_on BETWEEN ? AND ?)
SELECT (SELECT count(*) FROM own WHERE state = 'given') AS given,
       (SELECT count(*) FROM own WHERE state = 'planned') AS planned,
       (SELECT count(DISTINCT coalesce(organisation_id, -person_id)) FROM own WHERE state = 'given') AS holders,
       (SELECT coalesce(sum(minutes), 0) FROM own WHERE state = 'given') AS minutes,
       (SELECT count(*) FROM advice_document WHERE advice_id IN (SELECT id FROM own WHERE state = 'given')) AS documents
"""
    return library.query(sql, (f"{year}-01-01", f"{year}-12-31"))[0]
