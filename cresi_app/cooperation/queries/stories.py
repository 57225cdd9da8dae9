"""Reads of crises, support and outposts: lists, and what typed text finds."""

from collections.abc import Sequence
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.search import match
from cresi_app.store.values import listed

_ORDERS: Final = {
    "crisis": "t.happened_on DESC, t.id",
    "support": "t.starts_on DESC, t.id",
    "outpost": "t.name_sort, t.id",
}


def ids(
    library: Library, entity: str, *, text: str = "", archived: bool = False, limit: int | None = None
) -> list[int]:
    """Return the ids of the crises, supports or outposts that are not (or are) archived, those that typed text finds best first."""
    kept = "t.archived_on IS NOT NULL" if archived else "t.archived_on IS NULL"
    most = -1 if limit is None else limit
    expression = match(text)
    if expression is None:
        sql = f"SELECT t.id FROM {entity} t WHERE {kept} ORDER BY {_ORDERS[entity]} LIMIT ?"
        return [row["id"] for row in library.query(sql, (most,))]
    sql = (
        f"SELECT t.id FROM {entity}_fts f JOIN {entity} t ON t.id = f.rowid WHERE {entity}_fts MATCH ? AND {kept} "
        "ORDER BY f.rank, t.id LIMIT ?"
    )
    return [row["id"] for row in library.query(sql, (expression, most))]


def by_number(library: Library, entity: str, number: str) -> int | None:
    """Return the id of the crisis or support of that number."""
    found: int | None = library.value(f"SELECT id FROM {entity} WHERE number = ? COLLATE NOCASE", (number,))
    return found


def outposts_named(library: Library, name_sort: str) -> list[int]:
    """Return the outposts of that name."""
    return [row["id"] for row in library.query("SELECT id FROM outpost WHERE name_sort = ?", (name_sort,))]


def decision_money(library: Library, crisis_ids: Sequence[int]) -> list[Row]:
    """Return per decision what its grant was voted and paid: `decision_id`, `crisis_id`, `voted`, `paid` in cents of euro."""
    sql = (
        "SELECT d.id AS decision_id, d.crisis_id, d.grant_id, g.number, "
        "coalesce((SELECT sum(c.amount_minor) FROM commitment c WHERE c.grant_id = g.id), "
        "CASE WHEN g.currency = 'EUR' THEN g.voted_minor END, 0) AS voted, coalesce(v.paid_euro_minor, 0) AS paid "
        'FROM crisis_decision d LEFT JOIN "grant" g ON g.id = d.grant_id LEFT JOIN grant_position v ON v.grant_id = g.id '
        "WHERE d.crisis_id IN (SELECT value FROM json_each(?))"
    )
    return library.query(sql, (listed(crisis_ids),))


def decision_payments(library: Library, crisis_id: int) -> list[Row]:
    """Return the payments to the operators of a crisis, in order: `grant_id`, `paid_on`, `order_number`, `euro_minor`, `kind_code`."""
    sql = (
        "SELECT y.grant_id, y.paid_on, y.order_number, y.euro_minor, y.kind_code FROM crisis_decision d "
        "JOIN payment y ON y.grant_id = d.grant_id JOIN payment_kind k ON k.code = y.kind_code AND k.account = 'paid' "
        "WHERE d.crisis_id = ? ORDER BY y.paid_on, y.id"
    )
    return library.query(sql, (crisis_id,))


def of_organisation(library: Library, organisation_id: int) -> list[Row]:
    """Return what support, outposts and emergency aid an organisation had a part in: kind, id, title, detail, day."""
    sql = """
        SELECT 'support' AS kind, t.id, t.title, k.name_fr AS detail_fr, k.name_en AS detail_en, t.starts_on AS day
        FROM support t JOIN support_kind k ON k.code = t.kind_code
        WHERE t.partner_id = :id AND t.archived_on IS NULL
        UNION ALL
        SELECT 'crisis', u.id, u.name, d.object, d.object, d.decided_on FROM crisis_decision d JOIN crisis u ON u.id = d.crisis_id
        WHERE d.operator_id = :id AND u.archived_on IS NULL
        UNION ALL
        SELECT 'outpost', t.id, t.name, m.subject, m.subject, m.day FROM outpost_meeting m JOIN outpost t ON t.id = m.outpost_id
        WHERE m.organisation_id = :id AND t.archived_on IS NULL
        UNION ALL
        SELECT 'outpost', t.id, t.name, c.field, c.field, t.opened_on FROM outpost_cluster c JOIN outpost t ON t.id = c.outpost_id
        WHERE c.organisation_id = :id AND t.archived_on IS NULL AND t.opened_on IS NOT NULL
        UNION ALL
        SELECT 'outpost', t.id, t.name, '', '', t.opened_on FROM outpost t
        WHERE t.host_id = :id AND t.archived_on IS NULL AND t.opened_on IS NOT NULL
        ORDER BY day DESC"""
    return library.query(sql, {"id": organisation_id})


def supports_of_person(library: Library, person_id: int) -> list[Row]:
    """Return the supports a person took part in: id, title, day, role, kind."""
    sql = (
        "SELECT t.id, t.title, t.starts_on AS day, s.role, k.name_fr, k.name_en FROM support_person s "
        "JOIN support t ON t.id = s.support_id JOIN support_kind k ON k.code = t.kind_code "
        "WHERE s.person_id = ? AND t.archived_on IS NULL ORDER BY t.starts_on DESC"
    )
    return library.query(sql, (person_id,))


def supports_of_agreements(library: Library, agreement_ids: Sequence[int]) -> list[int]:
    """Return the supports given under these acts, latest first."""
    sql = (
        "SELECT id FROM support WHERE agreement_id IN (SELECT value FROM json_each(?)) AND archived_on IS NULL "
        "ORDER BY starts_on DESC, id"
    )
    return [row["id"] for row in library.query(sql, (listed(agreement_ids),))]


def counts(library: Library) -> Row:
    """Return how many agreements, crises, supports and outposts are not archived."""
    return library.query(
        "SELECT (SELECT count(*) FROM agreement WHERE parent_id IS NULL AND archived_on IS NULL) AS agreement, "
        "(SELECT count(*) FROM crisis WHERE archived_on IS NULL) AS crisis, "
        "(SELECT count(*) FROM support WHERE archived_on IS NULL) AS support, "
        "(SELECT count(*) FROM outpost WHERE archived_on IS NULL) AS outpost"
    )[0]
