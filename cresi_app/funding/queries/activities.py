"""What publishing activities asks of the library: dossiers and grants to publish, identifiers given, public documents."""

import json
from collections.abc import Sequence

from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed


def projects(library: Library, authority_id: int, *, everything: bool) -> list[Row]:
    """Return id, number of the dossiers to publish, by number: those granted (by decision, or by a voted grant), or all."""
    rule = (
        "1 = 1"
        if everything
        else 's.is_grant = 1 OR EXISTS (SELECT 1 FROM "grant" g JOIN grant_status t ON t.code = g.status_code '
        "WHERE g.project_id = p.id AND t.is_voted = 1 AND g.authority_id = ?)"
    )
    return library.query(
        f"SELECT p.id, p.number FROM project p JOIN project_stage s ON s.code = p.stage_code "
        f"WHERE p.archived_on IS NULL AND ({rule}) ORDER BY p.number",
        () if everything else (authority_id,),
    )


def grants(library: Library, authority_id: int, project_id: int | None = None) -> list[Row]:
    """Return grants an authority voted, with axis, payee and purpose: those of a dossier, or those of none."""
    where = "g.project_id IS ?"
    return library.query(
        "SELECT g.id, g.number, g.title, g.object, g.year, g.currency, g.status_code, g.voted_on, g.signed_on, g.starts_on, g.ends_on, "
        "g.voted_minor - g.released_minor AS granted_minor, g.country_code, g.sector_code, g.purpose_code, g.authority_id, "
        "g.organisation_id, g.updated_at, o.name AS payee, o.kind AS payee_kind, k.iati_type AS payee_type, o.country_code AS payee_country, "
        "coalesce(x.is_emergency, 0) AS is_emergency "
        'FROM "grant" g JOIN grant_status t ON t.code = g.status_code JOIN organisation o ON o.id = g.organisation_id '
        "JOIN organisation_kind k ON k.code = o.kind LEFT JOIN funding_axis x ON x.id = g.axis_id "
        f"WHERE g.direction = 'given' AND t.is_voted = 1 AND g.archived_on IS NULL AND {where} AND g.authority_id = ? ORDER BY g.number",
        (project_id, authority_id),
    )


def payments(library: Library, grant_ids: Sequence[int]) -> list[Row]:
    """Return id, grant_id, paid_on, amount_minor, currency, order_number, label of what was paid, oldest first."""
    return library.query(
        "SELECT p.id, p.grant_id, p.paid_on, p.amount_minor, p.currency, p.order_number, coalesce(i.label, '') AS label "
        "FROM payment p JOIN payment_kind k ON k.code = p.kind_code LEFT JOIN instalment i ON i.id = p.instalment_id "
        "WHERE k.account = 'paid' AND p.grant_id IN (SELECT value FROM json_each(?)) ORDER BY p.paid_on, p.id",
        (listed(grant_ids),),
    )


def commitments(library: Library, grant_ids: Sequence[int]) -> list[Row]:
    """Return grant_id, year, amount_minor (cents of euro) by budget year.

    Closing a year lowers its commitment to what was paid and hands the rest on, so nothing is counted twice.
    """
    return library.query(
        "SELECT c.grant_id, e.year, c.amount_minor FROM commitment c JOIN exercise e ON e.id = c.exercise_id "
        "WHERE c.grant_id IN (SELECT value FROM json_each(?)) ORDER BY c.grant_id, e.year",
        (listed(grant_ids),),
    )


def identities(library: Library) -> dict[tuple[str, int], str]:
    """Return the identifiers that activities were published or received under, by record."""
    rows = library.query("SELECT entity, entity_id, identifier FROM activity_identity")
    return {(row["entity"], row["entity_id"]): row["identifier"] for row in rows}


def by_identifier(library: Library, identifiers: Sequence[str]) -> dict[str, tuple[str, int]]:
    """Return the records known under these identifiers."""
    rows = library.query(
        "SELECT identifier, entity, entity_id FROM activity_identity WHERE identifier IN (SELECT value FROM json_each(?))",
        (json.dumps(list(identifiers)),),
    )
    return {row["identifier"]: (row["entity"], row["entity_id"]) for row in rows}


def documents(library: Library, entity: str, entity_id: int) -> list[Row]:
    """Return the public documents of a record, in their order."""
    return library.query(
        "SELECT id, version, url, title, title_en, media_type, category, language, dated_on FROM activity_document "
        "WHERE entity = ? AND entity_id = ? ORDER BY id",
        (entity, entity_id),
    )


def organisation_types(library: Library) -> dict[str, str]:
    """Return the standard's OrganisationType of each kind of organisation."""
    return {row["code"]: row["iati_type"] for row in library.query("SELECT code, iati_type FROM organisation_kind")}
