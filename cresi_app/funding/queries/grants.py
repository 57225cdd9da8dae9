"""Reads of grants, of what hangs on them, and of lists of grants."""

from collections.abc import Sequence
from typing import Final, TypeVar

from cresi_app.funding.model.grant import (
    Commitment,
    Grant,
    GrantPaper,
    GrantStep,
    Instalment,
    Payment,
    Rate,
    Reminder,
)
from cresi_app.funding.model.views import GrantFilter
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.search import match
from cresi_app.store.values import listed

GRANTS: Final = Table("grant", Grant)
COMMITMENTS: Final = Table("commitment", Commitment)
INSTALMENTS: Final = Table("instalment", Instalment)
PAYMENTS: Final = Table("payment", Payment)
PAPERS: Final = Table("grant_paper", GrantPaper)
STEPS: Final = Table("grant_step", GrantStep)
REMINDERS: Final = Table("grant_reminder", Reminder)
RATES: Final = Table("exchange_rate", Rate)

RecordT = TypeVar("RecordT")

_SOURCES: Final = (
    '"grant" g JOIN organisation o ON o.id = g.organisation_id JOIN grant_status s ON s.code = g.status_code '
    "LEFT JOIN funding_axis a ON a.id = g.axis_id LEFT JOIN country c ON c.code = g.country_code "
    "LEFT JOIN project p ON p.id = g.project_id JOIN grant_position t ON t.grant_id = g.id"
)
_ORDERS: Final = {
    "number": "g.year DESC, g.number DESC, g.id",
    "holder": "o.name_sort, g.number DESC, g.id",
    "axis": "a.position IS NULL, a.position, g.number DESC, g.id",
    "amount": "t.granted_minor DESC, g.id",
    "left": "t.granted_minor - t.paid_minor DESC, g.id",
    "status": "s.position, g.number DESC, g.id",
    "recent": "g.updated_at DESC, g.id DESC",
}
_PARTS_ORDER: Final = {
    "instalment": "position, id",
    "grant_paper": "position, id",
    "payment": "paid_on, created_at, id",
    "commitment": "id",
    "grant_step": "recorded_at, id",
    "grant_reminder": "sent_on, id",
}
_BORNE: Final = "(g.year = ? OR EXISTS (SELECT 1 FROM commitment b JOIN exercise e ON e.id = b.exercise_id WHERE b.grant_id = g.id AND e.year = ?))"
PAYABLE: Final = """EXISTS (
    SELECT 1 FROM instalment i JOIN instalment_position ip ON ip.instalment_id = i.id
    WHERE i.grant_id = g.id AND ip.paid_minor < i.amount_minor AND ip.missing_papers = 0
    AND (i.due_on IS NULL OR i.due_on <= ?)
    AND (i.is_balance = 0 OR t.justified_minor > t.paid_minor)
    AND NOT EXISTS (SELECT 1 FROM instalment f JOIN instalment_position fp ON fp.instalment_id = f.id
        WHERE f.grant_id = g.id AND fp.paid_minor < f.amount_minor
        AND (f.position < i.position OR f.position = i.position AND f.id < i.id)))
    AND s.is_voted = 1 AND s.is_open = 1 AND g.direction = 'given' AND (g.needs_agreement = 0 OR g.signed_on IS NOT NULL)"""
"""Whether the next instalment of grant `g` can be paid on the day given: the same rule as `model.standing.obstacle`."""


def grant(library: Library, grant_id: int) -> Grant | None:
    """Return the grant, archived or not."""
    rows = library.query(f'SELECT {GRANTS.select()} FROM "grant" WHERE id = ?', (grant_id,))
    return GRANTS.load(rows[0]) if rows else None


def id_by_number(library: Library, number: str) -> int | None:
    """Return the id of the grant of that number."""
    found: int | None = library.value('SELECT id FROM "grant" WHERE number = ?', (number,))
    return found


def part(library: Library, table: Table[RecordT], part_id: int) -> RecordT | None:
    """Return one row of a table that hangs on grants."""
    rows = library.query(f"SELECT {table.select()} FROM {table.name} WHERE id = ?", (part_id,))
    return table.load(rows[0]) if rows else None


def parts(library: Library, table: Table[RecordT], grant_ids: Sequence[int]) -> list[RecordT]:
    """Return the rows of a table that hang on these grants, in their order."""
    sql = (
        f"SELECT {table.select()} FROM {table.name} WHERE grant_id IN (SELECT value FROM json_each(?)) "
        f"ORDER BY grant_id, {_PARTS_ORDER[table.name]}"
    )
    return table.loads(library.query(sql, (listed(grant_ids),)))


def last_position(library: Library, table: str, grant_id: int) -> int:
    """Return the last position taken in a table that hangs on grants."""
    sql = f'SELECT coalesce(max(position), 0) FROM "{table}" WHERE grant_id = ?'
    return int(library.value(sql, (grant_id,)))


def position(library: Library, grant_id: int) -> Row:
    """Return the sums of a grant."""
    return library.query("SELECT * FROM grant_position WHERE grant_id = ?", (grant_id,))[0]


def paid_by_instalment(library: Library, grant_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return what was paid of each instalment of these grants, and how many of its papers are missing."""
    rows = library.query(
        "SELECT instalment_id, paid_minor, missing_papers FROM instalment_position "
        "WHERE grant_id IN (SELECT value FROM json_each(?))",
        (listed(grant_ids),),
    )
    return {row["instalment_id"]: (row["paid_minor"], row["missing_papers"]) for row in rows}


def paid_by_commitment(library: Library, grant_id: int) -> dict[int, int]:
    """Return what was paid (cents of euro) of each commitment of a grant."""
    rows = library.query("SELECT commitment_id, paid_minor FROM commitment_position WHERE grant_id = ?", (grant_id,))
    return {row["commitment_id"]: row["paid_minor"] for row in rows}


def _conditions(wanted: GrantFilter, today: str) -> tuple[list[str], list[object]]:
    clauses = ["g.archived_on IS NOT NULL" if wanted.archived else "g.archived_on IS NULL"]
    params: list[object] = []
    plain = {
        "g.direction": wanted.direction.value if wanted.direction else None,
        "g.authority_id": wanted.authority_id,
        "g.axis_id": wanted.axis_id,
        "g.organisation_id": wanted.organisation_id,
        "g.project_id": wanted.project_id,
        "g.application_id": wanted.application_id,
    }
    for column, value in plain.items():
        if value is not None:
            clauses.append(f"{column} = ?")
            params.append(value)
    if wanted.year is not None:
        clauses.append(_BORNE)
        params += [wanted.year, wanted.year]
    several = {"g.status_code": wanted.statuses, "g.country_code": wanted.countries, "g.sector_code": wanted.sectors}
    for column, codes in several.items():
        if codes:
            clauses.append(f"{column} IN (SELECT value FROM json_each(?))")
            params.append(listed(codes))
    if wanted.payable:
        clauses.append(PAYABLE)
        params.append(today)
    return clauses, params


def grant_ids(library: Library, wanted: GrantFilter, today: str, limit: int | None = None) -> list[int]:
    """Return the ids a filter keeps on the day `today`, in its order; typed text ranks first."""
    clauses, params = _conditions(wanted, today)
    source, order = _SOURCES, _ORDERS[wanted.order]
    if wanted.text.strip():
        expression = match(wanted.text)
        if expression is None:
            return []
        source += " JOIN grant_fts f ON f.rowid = g.id"
        clauses.append("grant_fts MATCH ?")
        params.append(expression)
        order = f"bm25(grant_fts, 10.0, 8.0, 5.0, 3.0, 1.0), {order}"
    sql = f"SELECT g.id FROM {source} WHERE {' AND '.join(clauses)} ORDER BY {order} LIMIT ?"
    return [row["id"] for row in library.query(sql, (*params, -1 if limit is None else limit))]


def grant_lines(library: Library, ids: Sequence[int], today: str) -> list[Row]:
    """Return what a list shows of these grants, in no order."""
    return library.query(
        f"SELECT {GRANTS.select('g')}, o.name AS holder, a.name AS axis, a.short_name AS axis_short, c.name_fr AS country_fr, "
        "c.name_en AS country_en, p.number AS project_number, t.granted_minor, t.paid_minor, t.repaid_minor, t.justified_minor, "
        f"({PAYABLE}) AS is_payable FROM {_SOURCES} WHERE g.id IN (SELECT value FROM json_each(?))",
        (today, listed(ids)),
    )


def rate(library: Library, currency: str, day: str) -> Rate | None:
    """Return the latest rate of a currency on or before a day."""
    rows = library.query(
        f"SELECT {RATES.select()} FROM exchange_rate WHERE currency = ? AND rated_on <= ? ORDER BY rated_on DESC LIMIT 1",
        (currency, day),
    )
    return RATES.load(rows[0]) if rows else None


def rates(library: Library) -> list[Rate]:
    """Return every rate, latest first within each currency."""
    return RATES.loads(library.query(f"SELECT {RATES.select()} FROM exchange_rate ORDER BY currency, rated_on DESC"))


def years(library: Library) -> list[int]:
    """Return the years that have grants or a vote, latest first."""
    rows = library.query('SELECT year FROM "grant" UNION SELECT year FROM exercise ORDER BY year DESC')
    return [row["year"] for row in rows]


def voted_to(library: Library, authority_id: int, organisation_id: int, years_: tuple[int, int]) -> list[Row]:
    """Return what an authority voted (euros) to a beneficiary in each year of a span: year, amount, minimis."""
    return library.query(
        "SELECT g.year, sum(g.voted_minor - g.released_minor) AS amount, sum(CASE WHEN g.is_minimis = 1 THEN g.voted_minor "
        '- g.released_minor ELSE 0 END) AS minimis FROM "grant" g '
        "WHERE g.authority_id = ? AND g.organisation_id = ? AND g.direction = 'given' AND g.currency = 'EUR' "
        "AND g.voted_minor IS NOT NULL AND g.year BETWEEN ? AND ? GROUP BY g.year",
        (authority_id, organisation_id, *years_),
    )


def paid_by_year(library: Library, ids: Sequence[int]) -> list[Row]:
    """Return what was paid of these grants by calendar year: grant_id, year, amount (cents of euro), repayments apart."""
    return library.query(
        "SELECT p.grant_id, CAST(substr(p.paid_on, 1, 4) AS INTEGER) AS year, "
        "sum(CASE WHEN k.account = 'paid' THEN p.euro_minor ELSE 0 END) AS paid, "
        "-sum(CASE WHEN k.account = 'repaid' THEN p.euro_minor ELSE 0 END) AS repaid "
        "FROM payment p JOIN payment_kind k ON k.code = p.kind_code "
        "WHERE p.grant_id IN (SELECT value FROM json_each(?)) GROUP BY p.grant_id, year ORDER BY p.grant_id, year",
        (listed(ids),),
    )


def late_papers(library: Library, today: str, authority_id: int | None = None) -> list[Row]:
    """Return the papers owed whose day has come and that are not in, with their grant: grant_id, number, holder, label, kind_code, due_on."""
    return library.query(
        "SELECT t.id, t.grant_id, g.number, o.name AS holder, t.label, t.kind_code, t.due_on, t.asked_on, t.reminder_on "
        'FROM grant_paper t JOIN "grant" g ON g.id = t.grant_id JOIN organisation o ON o.id = g.organisation_id '
        "JOIN grant_status s ON s.code = g.status_code "
        "WHERE t.received_on IS NULL AND t.waived_reason = '' AND s.is_open = 1 AND g.archived_on IS NULL "
        "AND min(coalesce(t.due_on, '9999'), coalesce(t.reminder_on, '9999')) <= ? AND (? IS NULL OR g.authority_id = ?) "
        "ORDER BY coalesce(t.due_on, t.reminder_on), t.id",
        (today, authority_id, authority_id),
    )


def papers_of_instalment(library: Library, instalment_id: int) -> list[GrantPaper]:
    """Return the papers that an instalment waits for."""
    sql = f"SELECT {PAPERS.select()} FROM grant_paper WHERE instalment_id = ? ORDER BY position, id"
    return PAPERS.loads(library.query(sql, (instalment_id,)))


def of_application(library: Library, application_id: int) -> list[int]:
    """Return the grants that an application brought."""
    rows = library.query('SELECT id FROM "grant" WHERE application_id = ? ORDER BY year, number', (application_id,))
    return [row["id"] for row in rows]
