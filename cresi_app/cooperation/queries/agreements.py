"""Reads of agreements, of their acts and of what is linked to them."""

from collections.abc import Iterable, Sequence

from cresi_app.cooperation.model.records import Agreement
from cresi_app.cooperation.queries.tables import AGREEMENTS
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.search import match
from cresi_app.store.values import listed


def by_number(library: Library, number: str) -> int | None:
    """Return the id of the act of that number."""
    found: int | None = library.value("SELECT id FROM agreement WHERE number = ? COLLATE NOCASE", (number,))
    return found


def acts_of(library: Library, root_ids: Iterable[int]) -> list[Agreement]:
    """Return the acts of these cooperations: each first act and those that name it as their parent, archived ones too."""
    wanted = listed(root_ids)
    sql = (
        f"SELECT {AGREEMENTS.select()} FROM agreement WHERE id IN (SELECT value FROM json_each(?)) "
        "OR parent_id IN (SELECT value FROM json_each(?)) ORDER BY coalesce(parent_id, id), parent_id IS NOT NULL, rank, id"
    )
    return AGREEMENTS.loads(library.query(sql, (wanted, wanted)))


def root_ids(library: Library, *, archived: bool = False, text: str = "") -> list[int]:
    """Return the ids of the first acts, those that typed text finds (in them or in an act that followed) best first."""
    kept = "r.archived_on IS NOT NULL" if archived else "r.archived_on IS NULL"
    expression = match(text)
    if expression is None:
        sql = f"SELECT r.id FROM agreement r WHERE r.parent_id IS NULL AND {kept} ORDER BY r.name_sort, r.id"
        return [row["id"] for row in library.query(sql)]
    sql = (
        "SELECT r.id, min(f.rank) AS best FROM agreement_fts f JOIN agreement a ON a.id = f.rowid "
        f"JOIN agreement r ON r.id = coalesce(a.parent_id, a.id) WHERE agreement_fts MATCH ? AND {kept} "
        "GROUP BY r.id ORDER BY best, r.id"
    )
    return [row["id"] for row in library.query(sql, (expression,))]


def lines(library: Library, ids: Sequence[int]) -> list[Row]:
    """Return the names that a line of the list needs of these first acts, in no order."""
    sql = (
        "SELECT a.id, p.name AS partner, h.name AS authority, c.name_fr AS country_fr, c.name_en AS country_en, "
        "c.is_oda, c.longitude_e6 AS country_lon, c.latitude_e6 AS country_lat "
        "FROM agreement a JOIN organisation p ON p.id = a.partner_id JOIN organisation h ON h.id = a.authority_id "
        "JOIN country c ON c.code = a.country_code WHERE a.id IN (SELECT value FROM json_each(?))"
    )
    return library.query(sql, (listed(ids),))


def sectors_of(library: Library, act_ids: Iterable[int]) -> list[Row]:
    """Return `agreement_id`, `label`, `sector_code`, the sector's names and its category of three digits, in order."""
    sql = (
        "SELECT t.agreement_id, t.label, t.sector_code, s.name_fr, s.name_en, coalesce(s.parent_code, s.code) AS category "
        "FROM agreement_sector t JOIN sector s ON s.code = t.sector_code "
        "WHERE t.agreement_id IN (SELECT value FROM json_each(?)) ORDER BY t.agreement_id, t.position, t.id"
    )
    return library.query(sql, (listed(act_ids),))


def ids_with_organisation(library: Library, organisation_id: int) -> list[int]:
    """Return the first acts of the cooperations an organisation signs on either side."""
    sql = (
        "SELECT DISTINCT coalesce(parent_id, id) AS id FROM agreement WHERE (partner_id = ? OR authority_id = ?) "
        "AND archived_on IS NULL"
    )
    return [row["id"] for row in library.query(sql, (organisation_id, organisation_id))]


def ids_of_project(library: Library, project_id: int) -> list[int]:
    """Return the acts a dossier is linked to."""
    return [
        row["agreement_id"]
        for row in library.query(
            "SELECT agreement_id FROM agreement_project WHERE project_id = ? ORDER BY id", (project_id,)
        )
    ]


def same_day(library: Library, parent_id: int, day: str, but: int) -> list[Row]:
    """Return id, number and rank of the other acts that followed a first act and were signed on a day, in order."""
    sql = "SELECT id, number, rank FROM agreement WHERE parent_id = ? AND signed_on = ? AND id <> ? ORDER BY rank, id"
    return library.query(sql, (parent_id, day, but))


def last_rank(library: Library, parent_id: int) -> int:
    """Return the highest rank among the acts that followed a first act."""
    return int(library.value("SELECT coalesce(max(rank), 0) FROM agreement WHERE parent_id = ?", (parent_id,)))


def funds(library: Library) -> list[Row]:
    """Return the axes that are intervention funds: id, name, authority."""
    sql = (
        "SELECT f.id, f.name, f.authority_id, o.name AS authority FROM funding_axis f "
        "JOIN organisation o ON o.id = f.authority_id WHERE f.is_emergency = 1 ORDER BY o.name_sort, f.position, f.id"
    )
    return library.query(sql)


def fund_years(library: Library, axis_id: int) -> list[Row]:
    """Return year by year what a fund was voted, committed and paid, in cents of euro."""
    sql = (
        "SELECT year, voted_minor + moved_minor AS voted, committed_minor + carried_minor AS committed, "
        "paid_minor + carried_paid_minor AS paid FROM axis_position WHERE axis_id = ? "
        "AND (voted_minor + moved_minor <> 0 OR committed_minor <> 0 OR carried_minor <> 0) ORDER BY year DESC"
    )
    return library.query(sql, (axis_id,))
