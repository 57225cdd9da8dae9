"""What an import of grants asks of the library: who is in the directory, which grants are there already, which columns were said."""

import json
from collections.abc import Sequence
from typing import Final

from cresi_app.funding.model.pastgrant import PastGrant
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.values import listed

PAST_GRANTS: Final = Table("past_grant", PastGrant)


def organisations(library: Library) -> list[Row]:
    """Return id, name, town of the organisations that are not archived."""
    return library.query("SELECT id, name, town FROM organisation WHERE archived_on IS NULL ORDER BY id")


def numbers(library: Library) -> list[Row]:
    """Return organisation_id, scheme, value of their SIRET, SIREN, RNA and identifiers of the standard."""
    return library.query(
        "SELECT i.organisation_id, i.scheme, i.value FROM organisation_identifier i JOIN organisation o ON o.id = i.organisation_id "
        "WHERE o.archived_on IS NULL AND i.scheme IN ('siret', 'siren', 'rna', 'iati') ORDER BY i.organisation_id"
    )


def by_fingerprint(library: Library, fingerprints: Sequence[str]) -> dict[str, PastGrant]:
    """Return the past grants that carry one of these fingerprints."""
    sql = f"SELECT {PAST_GRANTS.select()} FROM past_grant WHERE fingerprint IN (SELECT value FROM json_each(?))"
    return {one.fingerprint: one for one in PAST_GRANTS.loads(library.query(sql, (json.dumps(list(fingerprints)),)))}


def past_grant(library: Library, past_id: int) -> PastGrant | None:
    """Return one past grant."""
    rows = library.query(f"SELECT {PAST_GRANTS.select()} FROM past_grant WHERE id = ?", (past_id,))
    return PAST_GRANTS.load(rows[0]) if rows else None


def past_ids(library: Library, year: int | None = None, organisation_id: int | None = None) -> list[int]:
    """Return the ids of past grants, latest year first, then by beneficiary."""
    sql = (
        "SELECT p.id FROM past_grant p JOIN organisation o ON o.id = p.organisation_id "
        "WHERE (?1 IS NULL OR p.year = ?1) AND (?2 IS NULL OR p.organisation_id = ?2) ORDER BY p.year DESC, o.name_sort, p.id"
    )
    return [row["id"] for row in library.query(sql, (year, organisation_id))]


def past_lines(library: Library, ids: Sequence[int]) -> list[Row]:
    """Return the past grants with these ids, with `beneficiary`."""
    sql = (
        "SELECT p.*, o.name AS beneficiary FROM past_grant p JOIN organisation o ON o.id = p.organisation_id "
        "WHERE p.id IN (SELECT value FROM json_each(?))"
    )
    return library.query(sql, (listed(ids),))


def past_years(library: Library) -> list[Row]:
    """Return year, count, total_minor of past grants, latest first; what is given in money only."""
    return library.query(
        "SELECT year, count(*) AS count, "
        "coalesce(sum(CASE WHEN nature IN ('cash', 'both') THEN amount_minor ELSE 0 END), 0) AS total_minor "
        "FROM past_grant GROUP BY year ORDER BY year DESC"
    )


def heading_maps(library: Library) -> list[Row]:
    """Return id, version, headings, columns of what people said about columns."""
    return library.query("SELECT id, version, headings, columns FROM heading_map ORDER BY id")
