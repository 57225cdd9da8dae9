"""What makes grants and applications findable: the plain text of each, gathered for the store to fold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cresi_app.store.search import Query, SearchSource
from cresi_app.store.values import listed

_GRANT: Final = """
SELECT g.id, g.number, g.title, g.object, g.motive, g.note, g.committee_note, g.deliberation, g.agreement_number,
    o.name || ' ' || o.acronym AS holder, coalesce(c.name_fr || ' ' || c.name_en, '') AS country,
    coalesce(a.name, '') AS axis, coalesce(p.number || ' ' || p.title, '') AS project,
    coalesce((SELECT group_concat(order_number, ' ') FROM payment WHERE payment.grant_id = g.id), '') AS orders
FROM "grant" g JOIN organisation o ON o.id = g.organisation_id
LEFT JOIN country c ON c.code = g.country_code LEFT JOIN funding_axis a ON a.id = g.axis_id
LEFT JOIN project p ON p.id = g.project_id
WHERE g.id IN (SELECT value FROM json_each(?))"""

_APPLICATION: Final = """
SELECT a.id, a.number, a.title, a.acronym, a.summary, a.note, a.result_note, o.name || ' ' || o.acronym AS lead,
    coalesce(f.title || ' ' || f.reference, '') AS call, coalesce(p.name || ' ' || p.acronym, '') AS programme,
    coalesce((SELECT group_concat(partner.name || ' ' || partner.acronym, ' ') FROM application_partner t
              JOIN organisation partner ON partner.id = t.organisation_id WHERE t.application_id = a.id), '') AS partners
FROM application a JOIN organisation o ON o.id = a.lead_id
LEFT JOIN funding_call f ON f.id = a.call_id LEFT JOIN programme p ON p.id = f.programme_id
WHERE a.id IN (SELECT value FROM json_each(?))"""


def gather_grants(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the grants of `ids` that exist."""
    for row in query(_GRANT, (listed(ids),)):
        body = (
            "object",
            "motive",
            "note",
            "committee_note",
            "deliberation",
            "agreement_number",
            "axis",
            "orders",
            "project",
        )
        yield (
            row["id"],
            {
                "number": row["number"],
                "title": row["title"],
                "holder": row["holder"],
                "place": row["country"],
                "body": " ".join(row[name] for name in body),
            },
        )


def gather_applications(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the applications of `ids` that exist."""
    for row in query(_APPLICATION, (listed(ids),)):
        yield (
            row["id"],
            {
                "number": row["number"],
                "title": f"{row['acronym']} {row['title']}",
                "partners": f"{row['lead']} {row['partners']}",
                "body": " ".join(row[name] for name in ("summary", "note", "result_note", "call", "programme")),
            },
        )


GRANT_SEARCH: Final = SearchSource(
    entity="grant",
    columns=("number", "title", "holder", "place", "body"),
    weights=(10.0, 8.0, 5.0, 3.0, 1.0),
    gather=gather_grants,
)
APPLICATION_SEARCH: Final = SearchSource(
    entity="application",
    columns=("number", "title", "partners", "body"),
    weights=(10.0, 8.0, 4.0, 1.0),
    gather=gather_applications,
)
