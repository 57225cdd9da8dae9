"""What makes agreements, crises, support and outposts findable: their plain text, gathered for the store to fold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cresi_app.store.records import Row
from cresi_app.store.search import Query, SearchSource
from cresi_app.store.values import listed

_IN: Final = "IN (SELECT value FROM json_each(?))"
_COUNTRY: Final = "c.name_fr || ' ' || c.name_en AS country"


def _parts(query: Query, sql: str, wanted: str) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for row in query(sql, (wanted,)):
        found.setdefault(row["id"], []).append(row["part"])
    return {key: " ".join(words) for key, words in found.items()}


def _joined(row: Row, names: Iterable[str]) -> str:
    return " ".join(row[name] for name in names)


_AGREEMENT: Final = (
    "SELECT a.id, a.number, a.name, a.group_name, a.place, a.object, a.deliberation_number, a.partner_deliberation, a.steering, "
    "a.note, a.signed_by, a.partner_signed_by, p.name || ' ' || p.acronym AS partner, h.name || ' ' || h.acronym AS authority, "
    f"k.name_fr || ' ' || k.name_en AS kind, {_COUNTRY} FROM agreement a JOIN organisation p ON p.id = a.partner_id "
    "JOIN organisation h ON h.id = a.authority_id JOIN country c ON c.code = a.country_code "
    f"JOIN agreement_kind k ON k.code = a.kind_code WHERE a.id {_IN}"
)
_AGREEMENT_SECTORS: Final = (
    "SELECT t.agreement_id AS id, t.label || ' ' || s.name_fr || ' ' || s.name_en AS part FROM agreement_sector t "
    f"JOIN sector s ON s.code = t.sector_code WHERE t.agreement_id {_IN}"
)
_AGREEMENT_BODY: Final = (
    f"SELECT agreement_id AS id, title || ' ' || content || ' ' || results AS part FROM agreement_roadmap WHERE agreement_id {_IN}",
    f"SELECT agreement_id AS id, title || ' ' || place || ' ' || decisions AS part FROM agreement_meeting WHERE agreement_id {_IN}",
)


def gather_agreements(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the acts of `ids` that exist."""
    wanted = listed(ids)
    sectors = _parts(query, _AGREEMENT_SECTORS, wanted)
    bodies = [_parts(query, sql, wanted) for sql in _AGREEMENT_BODY]
    own = (
        "object",
        "deliberation_number",
        "partner_deliberation",
        "steering",
        "note",
        "signed_by",
        "partner_signed_by",
        "kind",
    )
    for row in query(_AGREEMENT, (wanted,)):
        yield (
            row["id"],
            {
                "number": row["number"],
                "name": f"{row['name']} {row['group_name']}",
                "partner": f"{row['partner']} {row['authority']}",
                "place": f"{row['place']} {row['country']}",
                "sectors": sectors.get(row["id"], ""),
                "body": " ".join([_joined(row, own), *(body.get(row["id"], "") for body in bodies)]),
            },
        )


_CRISIS: Final = (
    "SELECT u.id, u.number, u.name, u.summary, u.needs, u.achieved, u.lessons, u.note, k.name_fr || ' ' || k.name_en AS kind "
    f"FROM crisis u JOIN crisis_kind k ON k.code = u.kind_code WHERE u.id {_IN}"
)
_CRISIS_PLACES: Final = (
    f"SELECT t.crisis_id AS id, t.place || ' ' || c.name_fr || ' ' || c.name_en AS part FROM crisis_place t "
    f"JOIN country c ON c.code = t.country_code WHERE t.crisis_id {_IN}"
)
_CRISIS_BODY: Final = (
    "SELECT t.crisis_id AS id, o.name || ' ' || t.object || ' ' || t.results || ' ' || t.deliberation_number AS part "
    f"FROM crisis_decision t JOIN organisation o ON o.id = t.operator_id WHERE t.crisis_id {_IN}"
)


def gather_crises(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the crises of `ids` that exist."""
    wanted = listed(ids)
    places, decisions = _parts(query, _CRISIS_PLACES, wanted), _parts(query, _CRISIS_BODY, wanted)
    own = ("kind", "summary", "needs", "achieved", "lessons", "note")
    for row in query(_CRISIS, (wanted,)):
        body = f"{_joined(row, own)} {decisions.get(row['id'], '')}"
        yield (
            row["id"],
            {"number": row["number"], "name": row["name"], "place": places.get(row["id"], ""), "body": body},
        )


_OUTPOST: Final = (
    "SELECT t.id, t.name, t.place, t.region, t.address, t.reason, t.sectors, t.note, coalesce(o.name, '') AS host, "
    f"{_COUNTRY} FROM outpost t LEFT JOIN organisation o ON o.id = t.host_id JOIN country c ON c.code = t.country_code WHERE t.id {_IN}"
)
_OUTPOST_BODY: Final = (
    (
        "SELECT t.outpost_id AS id, o.name || ' ' || t.field AS part FROM outpost_cluster t JOIN organisation o "
        f"ON o.id = t.organisation_id WHERE t.outpost_id {_IN}"
    ),
    (
        "SELECT t.outpost_id AS id, t.company || ' ' || coalesce(o.name, '') || ' ' || t.subject || ' ' || t.outcome AS part "
        f"FROM outpost_meeting t LEFT JOIN organisation o ON o.id = t.organisation_id WHERE t.outpost_id {_IN}"
    ),
    f"SELECT outpost_id AS id, title || ' ' || description || ' ' || result AS part FROM outpost_action WHERE outpost_id {_IN}",
    (
        "SELECT t.outpost_id AS id, p.given_name || ' ' || p.family_name || ' ' || t.role AS part FROM outpost_contact t "
        f"JOIN person p ON p.id = t.person_id WHERE t.outpost_id {_IN}"
    ),
)


def gather_outposts(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the outposts of `ids` that exist."""
    wanted = listed(ids)
    bodies = [_parts(query, sql, wanted) for sql in _OUTPOST_BODY]
    for row in query(_OUTPOST, (wanted,)):
        body = " ".join(
            [_joined(row, ("host", "reason", "sectors", "note")), *(one.get(row["id"], "") for one in bodies)]
        )
        place = _joined(row, ("place", "region", "address", "country"))
        yield row["id"], {"name": row["name"], "place": place, "body": body}


_SUPPORT: Final = (
    "SELECT t.id, t.number, t.title, t.place, t.objective, t.results, t.note, p.name || ' ' || p.acronym AS partner, "
    f"k.name_fr || ' ' || k.name_en AS kind, {_COUNTRY} FROM support t JOIN organisation p ON p.id = t.partner_id "
    f"JOIN country c ON c.code = t.country_code JOIN support_kind k ON k.code = t.kind_code WHERE t.id {_IN}"
)
_SUPPORT_BODY: Final = (
    (
        "SELECT t.support_id AS id, t.name || ' ' || t.role || ' ' || coalesce(p.given_name || ' ' || p.family_name, '') AS part "
        f"FROM support_person t LEFT JOIN person p ON p.id = t.person_id WHERE t.support_id {_IN}"
    ),
    f"SELECT support_id AS id, label AS part FROM support_item WHERE support_id {_IN}",
)


def gather_supports(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the supports of `ids` that exist."""
    wanted = listed(ids)
    bodies = [_parts(query, sql, wanted) for sql in _SUPPORT_BODY]
    for row in query(_SUPPORT, (wanted,)):
        body = " ".join(
            [_joined(row, ("kind", "objective", "results", "note")), *(one.get(row["id"], "") for one in bodies)]
        )
        place = _joined(row, ("place", "country"))
        yield (
            row["id"],
            {"number": row["number"], "title": row["title"], "partner": row["partner"], "place": place, "body": body},
        )


AGREEMENT_SEARCH: Final = SearchSource(
    entity="agreement",
    columns=("number", "name", "partner", "place", "sectors", "body"),
    weights=(10.0, 8.0, 4.0, 3.0, 2.0, 1.0),
    gather=gather_agreements,
)
CRISIS_SEARCH: Final = SearchSource(
    entity="crisis", columns=("number", "name", "place", "body"), weights=(10.0, 8.0, 4.0, 1.0), gather=gather_crises
)
OUTPOST_SEARCH: Final = SearchSource(
    entity="outpost", columns=("name", "place", "body"), weights=(8.0, 4.0, 1.0), gather=gather_outposts
)
SUPPORT_SEARCH: Final = SearchSource(
    entity="support",
    columns=("number", "title", "partner", "place", "body"),
    weights=(10.0, 8.0, 4.0, 3.0, 1.0),
    gather=gather_supports,
)
