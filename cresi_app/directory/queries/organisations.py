"""Reads of organisations and of what hangs on them."""

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeVar

from cresi_app.directory.model import (
    Affiliation,
    Consent,
    Contact,
    Identifier,
    Membership,
    Organisation,
    OrganisationFilter,
    Person,
)
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.search import match
from cresi_app.store.values import listed

ORGANISATIONS: Final = Table("organisation", Organisation)
IDENTIFIERS: Final = Table("organisation_identifier", Identifier)
MEMBERSHIPS: Final = Table("membership", Membership)
AFFILIATIONS: Final = Table("affiliation", Affiliation)
CONSENTS: Final = Table("consent", Consent)
CONTACTS: Final = Table("contact", Contact)
PERSONS: Final = Table("person", Person)

_ORDERS: Final = {
    "name": "o.name_sort, o.id",
    "town": "o.town = '', o.postal_code, o.name_sort, o.id",
    "kind": "(SELECT position FROM organisation_kind k WHERE k.code = o.kind), o.name_sort, o.id",
    "recent": "o.updated_at DESC, o.id DESC",
}
RecordT = TypeVar("RecordT")


def organisation(library: Library, organisation_id: int) -> Organisation | None:
    """Return the organisation, archived or not; None when there is none."""
    sql = f"SELECT {ORGANISATIONS.select()} FROM organisation WHERE id = ?"
    return next(iter(ORGANISATIONS.loads(library.query(sql, (organisation_id,)))), None)


def organisations(library: Library, ids: Sequence[int]) -> list[Organisation]:
    """Return the organisations of these ids, in no order."""
    sql = f"SELECT {ORGANISATIONS.select()} FROM organisation WHERE id IN (SELECT value FROM json_each(?))"
    return ORGANISATIONS.loads(library.query(sql, (listed(ids),)))


def _conditions(wanted: OrganisationFilter, review_before: date) -> tuple[list[str], list[object]]:
    clauses = ["o.archived_on IS NOT NULL" if wanted.archived else "o.archived_on IS NULL"]
    params: list[object] = []
    if wanted.kinds:
        clauses.append("o.kind IN (SELECT value FROM json_each(?))")
        params.append(listed(wanted.kinds))
    if wanted.countries:
        clauses.append(
            "(o.country_code IN (SELECT value FROM json_each(?)) OR EXISTS (SELECT 1 FROM organisation_country c "
            "WHERE c.organisation_id = o.id AND c.country_code IN (SELECT value FROM json_each(?))))"
        )
        params += [listed(wanted.countries)] * 2
    if wanted.sectors:
        clauses.append(
            "EXISTS (SELECT 1 FROM organisation_sector s LEFT JOIN sector d ON d.code = s.sector_code "
            "WHERE s.organisation_id = o.id AND (s.sector_code IN (SELECT value FROM json_each(?)) "
            "OR d.parent_code IN (SELECT value FROM json_each(?))))"
        )
        params += [listed(wanted.sectors)] * 2
    if wanted.member_year is not None:
        clauses.append(
            "EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.id AND m.year = ? AND m.paid_on IS NOT NULL)"
        )
        params.append(wanted.member_year)
    if wanted.to_review:
        clauses.append("(o.reviewed_on IS NULL OR o.reviewed_on < ?)")
        params.append(review_before.isoformat())
    return clauses, params


def organisation_ids(
    library: Library, wanted: OrganisationFilter, review_before: date, limit: int | None = None
) -> list[int]:
    """Return the ids a filter keeps, in its order; typed words rank first unless another order than the name is asked."""
    clauses, params = _conditions(wanted, review_before)
    source, order = "organisation o", _ORDERS.get(wanted.order, _ORDERS["name"])
    expression = match(wanted.text)
    if expression is not None:
        source = "organisation_fts JOIN organisation o ON o.id = organisation_fts.rowid"
        clauses.insert(0, "organisation_fts MATCH ?")
        params.insert(0, expression)
        if wanted.order in ("name", "rank"):
            order = "bm25(organisation_fts, 10.0, 8.0, 4.0, 3.0, 3.0, 1.0), o.name_sort, o.id"
    sql = f"SELECT o.id FROM {source} WHERE {' AND '.join(clauses)} ORDER BY {order} LIMIT ?"
    return [row["id"] for row in library.query(sql, (*params, -1 if limit is None else limit))]


def ids_of(library: Library, table: str, organisation_id: int) -> list[int]:
    """Return the ids of the rows of one of the organisation's own tables."""
    sql = f"SELECT id FROM {table} WHERE organisation_id = ?"
    return [row["id"] for row in library.query(sql, (organisation_id,))]


def all_names(library: Library) -> list[Row]:
    """Return id, name, acronym, town and country_code of every organisation that is not archived."""
    return library.query("SELECT id, name, acronym, town, country_code FROM organisation WHERE archived_on IS NULL")


def by_identifier(library: Library, value: str) -> list[int]:
    """Return the organisations (not archived) that carry this number, whatever its scheme."""
    sql = (
        "SELECT DISTINCT o.id FROM organisation_identifier i JOIN organisation o ON o.id = i.organisation_id "
        "WHERE i.value = ? AND o.archived_on IS NULL"
    )
    return [row["id"] for row in library.query(sql, (value,))]


def by_name(library: Library, sort_name: str) -> list[int]:
    """Return the organisations (not archived) whose folded name is this one."""
    sql = "SELECT id FROM organisation WHERE name_sort = ? AND archived_on IS NULL"
    return [row["id"] for row in library.query(sql, (sort_name,))]


def _of(table: Table[RecordT], library: Library, organisation_ids: Sequence[int], order: str) -> list[RecordT]:
    sql = (
        f"SELECT {table.select()} FROM {table.name} WHERE organisation_id IN (SELECT value FROM json_each(?)) "
        f"ORDER BY {order}"
    )
    return table.loads(library.query(sql, (listed(organisation_ids),)))


def identifiers(library: Library, organisation_ids: Sequence[int]) -> list[Identifier]:
    """Return the numbers of these organisations, in the schemes' order."""
    order = "(SELECT position FROM identifier_scheme s WHERE s.code = scheme), value"
    return _of(IDENTIFIERS, library, organisation_ids, order)


def memberships(library: Library, organisation_ids: Sequence[int]) -> list[Membership]:
    """Return the years of membership of these organisations, latest first."""
    return _of(MEMBERSHIPS, library, organisation_ids, "year DESC")


def consents_of_organisation(library: Library, organisation_id: int) -> list[Consent]:
    """Return what an organisation answered, in the subjects' order."""
    order = "(SELECT position FROM consent_subject s WHERE s.code = subject)"
    return _of(CONSENTS, library, [organisation_id], order)


def affiliations_of_organisation(library: Library, organisation_id: int) -> list[Affiliation]:
    """Return who belongs or belonged to it, those who may sign first, then in the roles' order."""
    order = "position, (SELECT position FROM affiliation_role r WHERE r.code = role), id"
    return _of(AFFILIATIONS, library, [organisation_id], order)


def countries_of(library: Library, organisation_ids: Sequence[int]) -> list[Row]:
    """Return organisation_id, country_code, name_fr, name_en of the countries these organisations work with."""
    sql = (
        "SELECT t.id, t.version, t.organisation_id, t.country_code, c.name_fr, c.name_en FROM organisation_country t "
        "JOIN country c ON c.code = t.country_code WHERE t.organisation_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY t.organisation_id, t.id"
    )
    return library.query(sql, (listed(organisation_ids),))


def sectors_of(library: Library, organisation_ids: Sequence[int]) -> list[Row]:
    """Return organisation_id, sector_code, and the category's name_fr, name_en, of the sectors these organisations work in."""
    sql = (
        "SELECT t.id, t.version, t.organisation_id, t.sector_code, c.name_fr, c.name_en FROM organisation_sector t "
        "JOIN sector s ON s.code = t.sector_code JOIN sector c ON c.code = coalesce(s.parent_code, s.code) WHERE t.organisation_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY t.organisation_id, t.id"
    )
    return library.query(sql, (listed(organisation_ids),))


def counts(library: Library, year: int, review_before: date) -> Row:
    """Return organisations, people, members, to_review: the figures of the page's head."""
    sql = (
        "SELECT (SELECT count(*) FROM organisation WHERE archived_on IS NULL) AS organisations, "
        "(SELECT count(*) FROM person WHERE archived_on IS NULL) AS people, "
        "(SELECT count(*) FROM membership m JOIN organisation o ON o.id = m.organisation_id "
        " WHERE m.year = ? AND m.paid_on IS NOT NULL AND o.archived_on IS NULL) AS members, "
        "(SELECT count(*) FROM organisation WHERE archived_on IS NULL "
        " AND (reviewed_on IS NULL OR reviewed_on < ?)) AS to_review"
    )
    return library.query(sql, (year, review_before.isoformat()))[0]


def kinds_in_use(library: Library) -> list[Row]:
    """Return code and count of the kinds of organisation in use, in the list's order."""
    return library.query(
        "SELECT o.kind AS code, count(*) AS count FROM organisation o JOIN organisation_kind k ON k.code = o.kind "
        "WHERE o.archived_on IS NULL GROUP BY o.kind ORDER BY k.position"
    )


def countries_in_use(library: Library) -> list[Row]:
    """Return code, name_fr, name_en and count of the countries organisations work with, most frequent first."""
    return library.query(
        "SELECT c.code, c.name_fr, c.name_en, count(*) AS count FROM organisation_country t "
        "JOIN country c ON c.code = t.country_code JOIN organisation o ON o.id = t.organisation_id "
        "WHERE o.archived_on IS NULL GROUP BY c.code ORDER BY count(*) DESC, c.name_sort"
    )
