"""What declarations ask of the library: payments of a calendar year with all that is known about them, agreements, what was made."""

from collections.abc import Sequence
from typing import Final

from cresi_app.funding.model.aid import AidKind, DeclaredExpense, GrantAid
from cresi_app.funding.model.declaration import Declaration
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.values import listed

GRANT_AIDS: Final = Table("grant_aid", GrantAid)
EXPENSES: Final = Table("declared_expense", DeclaredExpense)
KINDS: Final = Table("aid_kind", AidKind)
DECLARATIONS: Final = Table("declaration", Declaration)


def aid_kinds(library: Library) -> list[AidKind]:
    """Return the kinds of aid, in their order."""
    return KINDS.loads(library.query(f"SELECT {KINDS.select()} FROM aid_kind ORDER BY position"))


def payments(library: Library, year: int, authority_id: int) -> list[Row]:
    """Return what an authority paid as grants in a calendar year, reversals included, oldest first.

    Columns: id, grant_id, paid_on, euro_minor, order_number, number, title, purpose_code, country_code, sector_code, project_id,
    project_country, payee, payee_kind, payee_country.
    """
    return library.query(
        "SELECT p.id, p.grant_id, p.paid_on, p.euro_minor, p.order_number, g.number, g.title, g.purpose_code, g.country_code, "
        "g.sector_code, g.project_id, d.country_code AS project_country, o.name AS payee, o.kind AS payee_kind, "
        "o.country_code AS payee_country "
        'FROM payment p JOIN payment_kind k ON k.code = p.kind_code JOIN "grant" g ON g.id = p.grant_id '
        "JOIN organisation o ON o.id = g.organisation_id LEFT JOIN project d ON d.id = g.project_id "
        "WHERE k.account = 'paid' AND g.direction = 'given' AND g.authority_id = ? AND substr(p.paid_on, 1, 4) = ? "
        "ORDER BY p.paid_on, g.number, p.id",
        (authority_id, f"{year:04d}"),
    )


def repaid(library: Library, year: int, authority_id: int) -> int:
    """Return what came back in a calendar year, cents of euro."""
    return int(
        library.value(
            'SELECT -coalesce(sum(p.euro_minor), 0) FROM payment p JOIN payment_kind k ON k.code = p.kind_code JOIN "grant" g '
            "ON g.id = p.grant_id WHERE k.account = 'repaid' AND g.direction = 'given' AND g.authority_id = ? AND substr(p.paid_on, 1, 4) = ?",
            (authority_id, f"{year:04d}"),
            0,
        )
    )


def paid_total(library: Library, year: int, authority_id: int) -> int:
    """Return all that was paid as grants in a calendar year, cents of euro: the figure the declaration must come to."""
    return int(
        library.value(
            'SELECT coalesce(sum(p.euro_minor), 0) FROM payment p JOIN payment_kind k ON k.code = p.kind_code JOIN "grant" g '
            "ON g.id = p.grant_id WHERE k.account = 'paid' AND g.direction = 'given' AND g.authority_id = ? AND substr(p.paid_on, 1, 4) = ?",
            (authority_id, f"{year:04d}"),
            0,
        )
    )


def project_sectors(library: Library, project_ids: Sequence[int]) -> list[Row]:
    """Return project_id, sector_code, percent of dossiers, in their order."""
    return library.query(
        "SELECT project_id, sector_code, percent FROM project_sector WHERE project_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY project_id, position, id",
        (listed(project_ids),),
    )


def grant_aids(library: Library, grant_ids: Sequence[int]) -> dict[int, GrantAid]:
    """Return what was said about grants' payments, by grant."""
    sql = f"SELECT {GRANT_AIDS.select()} FROM grant_aid WHERE grant_id IN (SELECT value FROM json_each(?))"
    return {one.grant_id: one for one in GRANT_AIDS.loads(library.query(sql, (listed(grant_ids),)))}


def expenses(library: Library, year: int, authority_id: int) -> list[DeclaredExpense]:
    """Return the expenses of a calendar year that are no grants, oldest first."""
    sql = f"SELECT {EXPENSES.select()} FROM declared_expense WHERE authority_id = ? AND substr(paid_on, 1, 4) = ? ORDER BY paid_on, id"
    return EXPENSES.loads(library.query(sql, (authority_id, f"{year:04d}")))


def expense(library: Library, expense_id: int) -> DeclaredExpense | None:
    """Return one expense."""
    rows = library.query(f"SELECT {EXPENSES.select()} FROM declared_expense WHERE id = ?", (expense_id,))
    return EXPENSES.load(rows[0]) if rows else None


def oda(library: Library, year: int) -> dict[str, bool]:
    """Return for each country whether it was on the list of aid recipients in a year."""
    rows = library.query(
        "SELECT c.code, coalesce(p.is_oda, c.is_oda) AS is_oda FROM country c "
        "LEFT JOIN oda_period p ON p.country_code = c.code AND ? BETWEEN p.first_year AND p.last_year",
        (year,),
    )
    return {row["code"]: bool(row["is_oda"]) for row in rows}


def codes(library: Library, name: str) -> list[Row]:
    """Return code, name_fr, name_en, category, is_active of one of the standard's lists, in their order."""
    return library.query(
        "SELECT code, name_fr, name_en, category, is_active FROM iati_code WHERE list = ? ORDER BY code", (name,)
    )


def all_codes(library: Library) -> list[Row]:
    """Return list and code of every list of the standard that is kept, countries and sectors included."""
    return library.query(
        "SELECT list, code FROM iati_code UNION ALL SELECT 'Country', code FROM country "
        "UNION ALL SELECT CASE length(code) WHEN 3 THEN 'SectorCategory' ELSE 'Sector' END, code FROM sector"
    )


def authorities(library: Library) -> list[Row]:
    """Return id and name of the authorities that give money here."""
    return library.query(
        "SELECT o.id, o.name FROM organisation o WHERE o.id IN (SELECT authority_id FROM \"grant\" WHERE direction = 'given') "
        "ORDER BY o.name_sort"
    )


def essential(library: Library, year: int, authority_id: int, least_minor: int) -> list[Row]:
    """Return the grants whose agreement was signed (or voted, when there is none) in a year, with what open data asks of them."""
    return library.query(
        "SELECT g.id, g.number, g.title, g.object, g.nature, g.voted_on, g.signed_on, g.deliberation, g.agreement_number, "
        "g.voted_minor - g.released_minor AS granted_minor, g.currency, o.id AS organisation_id, o.name AS payee, o.country_code AS payee_country, a.name AS authority, "
        "x.name AS axis "
        'FROM "grant" g JOIN grant_status s ON s.code = g.status_code JOIN organisation o ON o.id = g.organisation_id '
        "JOIN organisation a ON a.id = g.authority_id LEFT JOIN funding_axis x ON x.id = g.axis_id "
        "WHERE g.direction = 'given' AND s.is_voted = 1 AND g.authority_id = ?2 AND g.currency = 'EUR' "
        "AND substr(coalesce(g.signed_on, g.voted_on), 1, 4) = ?1 "
        "AND g.voted_minor - g.released_minor > 0 AND g.voted_minor - g.released_minor >= ?3 "
        "ORDER BY coalesce(g.signed_on, g.voted_on), g.number",
        (f"{year:04d}", authority_id, least_minor),
    )


def instalments(library: Library, grant_ids: Sequence[int]) -> list[Row]:
    """Return grant_id, label, terms, due_on and the day it was first paid, of grants' instalments in their order."""
    return library.query(
        "SELECT i.grant_id, i.label, i.terms, i.amount_minor, i.due_on, "
        "(SELECT min(p.paid_on) FROM payment p WHERE p.instalment_id = i.id AND p.kind_code = 'payment') AS paid_on "
        "FROM instalment i WHERE i.grant_id IN (SELECT value FROM json_each(?)) ORDER BY i.grant_id, i.position, i.id",
        (listed(grant_ids),),
    )


def numbers_of(library: Library, organisation_ids: Sequence[int]) -> dict[tuple[int, str], str]:
    """Return organisations' SIRET, SIREN, RNA by (organisation, scheme); the first when there are several."""
    rows = library.query(
        "SELECT organisation_id, scheme, value FROM organisation_identifier WHERE scheme IN ('siret', 'siren', 'rna', 'iati') "
        "AND organisation_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        (listed(organisation_ids),),
    )
    return {(row["organisation_id"], row["scheme"]): row["value"] for row in rows}


def threshold(library: Library, code: str, day: str) -> int | None:
    """Return a legal threshold as of a day, in cents; None when the list knows none."""
    found = library.value(
        "SELECT amount_minor FROM funding_threshold WHERE code = ? AND valid_from <= ? AND (valid_until IS NULL OR valid_until >= ?) "
        "ORDER BY valid_from DESC LIMIT 1",
        (code, day, day),
    )
    return None if found is None else int(found)


def made(library: Library, year: int | None = None) -> list[Declaration]:
    """Return what was made, latest first."""
    sql = (
        f"SELECT {DECLARATIONS.select()} FROM declaration WHERE ?1 IS NULL OR year = ?1 ORDER BY made_at DESC, id DESC"
    )
    return DECLARATIONS.loads(library.query(sql, (year,)))


def years(library: Library) -> list[int]:
    """Return the calendar years in which something was paid, latest first."""
    rows = library.query(
        "SELECT DISTINCT substr(paid_on, 1, 4) AS year FROM payment UNION SELECT DISTINCT substr(paid_on, 1, 4) FROM declared_expense "
        "ORDER BY year DESC"
    )
    return [int(row["year"]) for row in rows]
