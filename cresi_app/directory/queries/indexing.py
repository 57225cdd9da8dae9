"""What makes organisations and people findable: the plain text of each, gathered for the store to fold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cresi_app.store.records import Row
from cresi_app.store.search import Query, SearchSource
from cresi_app.store.values import listed

_ORGANISATION: Final = """
SELECT o.id, o.name, o.acronym, o.purpose, o.note, o.address, o.postal_code, o.town, o.region, o.email, o.website, o.phone,
    k.name_fr AS kind_fr, k.name_en AS kind_en, coalesce(c.name_fr, '') AS country_fr, coalesce(c.name_en, '') AS country_en
FROM organisation o JOIN organisation_kind k ON k.code = o.kind LEFT JOIN country c ON c.code = o.country_code
WHERE o.id IN (SELECT value FROM json_each(?))
"""
_ORGANISATION_PARTS: Final = {
    "numbers": "SELECT organisation_id AS id, value AS part FROM organisation_identifier "
    "WHERE organisation_id IN (SELECT value FROM json_each(?))",
    "countries": "SELECT t.organisation_id AS id, c.name_fr || ' ' || c.name_en AS part FROM organisation_country t "
    "JOIN country c ON c.code = t.country_code WHERE t.organisation_id IN (SELECT value FROM json_each(?))",
    "sectors": "SELECT t.organisation_id AS id, s.name_fr || ' ' || s.name_en AS part FROM organisation_sector t "
    "JOIN sector s ON s.code = t.sector_code WHERE t.organisation_id IN (SELECT value FROM json_each(?))",
    "people": "SELECT a.organisation_id AS id, p.given_name || ' ' || p.family_name AS part FROM affiliation a "
    "JOIN person p ON p.id = a.person_id WHERE a.organisation_id IN (SELECT value FROM json_each(?))",
}
_PERSON: Final = """
SELECT p.id, p.given_name, p.family_name, p.note, p.postal_code, p.town, coalesce(c.name_fr, '') AS country
FROM person p LEFT JOIN country c ON c.code = p.country_code WHERE p.id IN (SELECT value FROM json_each(?))
"""
_PERSON_PARTS: Final = {
    "contacts": "SELECT person_id AS id, value || ' ' || replace(value, ' ', '') AS part FROM contact WHERE person_id IN (SELECT value FROM json_each(?))",
    "organisations": "SELECT a.person_id AS id, o.name || ' ' || o.acronym || ' ' || a.title AS part FROM affiliation a "
    "JOIN organisation o ON o.id = a.organisation_id WHERE a.person_id IN (SELECT value FROM json_each(?))",
}


def _joined(query: Query, parts: Mapping[str, str], wanted: str) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for name, sql in parts.items():
        own: dict[int, list[str]] = {}
        for row in query(sql, (wanted,)):
            own.setdefault(row["id"], []).append(row["part"])
        found[name] = {key: " ".join(values) for key, values in own.items()}
    return found


def _digits(text: str) -> str:
    """Return a phone number also in one piece, so that both ways of typing it find it."""
    return f"{text} {text.replace(' ', '').replace('.', '')}" if text else ""


def _words(row: Row, *names: str) -> str:
    return " ".join(row[name] for name in names if row[name])


def gather_organisations(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the organisations of `ids` that exist."""
    wanted = listed(ids)
    parts = _joined(query, _ORGANISATION_PARTS, wanted)
    for row in query(_ORGANISATION, (wanted,)):
        key = row["id"]
        themes = [parts["countries"].get(key, ""), parts["sectors"].get(key, ""), _words(row, "kind_fr", "kind_en")]
        yield (
            key,
            {
                "name": _words(row, "name", "acronym"),
                "numbers": parts["numbers"].get(key, ""),
                "place": _words(row, "town", "postal_code", "region", "country_fr", "country_en"),
                "themes": " ".join(themes),
                "people": parts["people"].get(key, ""),
                "body": f"{_words(row, 'purpose', 'note', 'address', 'email', 'website')} {_digits(row['phone'])}",
            },
        )


def gather_people(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the people of `ids` that exist."""
    wanted = listed(ids)
    parts = _joined(query, _PERSON_PARTS, wanted)
    for row in query(_PERSON, (wanted,)):
        key = row["id"]
        yield (
            key,
            {
                "name": _words(row, "given_name", "family_name"),
                "contacts": parts["contacts"].get(key, ""),
                "organisations": parts["organisations"].get(key, ""),
                "place": _words(row, "town", "postal_code", "country"),
                "body": row["note"],
            },
        )


ORGANISATION_SEARCH: Final = SearchSource(
    entity="organisation",
    columns=("name", "numbers", "place", "themes", "people", "body"),
    weights=(10.0, 8.0, 4.0, 3.0, 3.0, 1.0),
    gather=gather_organisations,
)
PERSON_SEARCH: Final = SearchSource(
    entity="person",
    columns=("name", "contacts", "organisations", "place", "body"),
    weights=(10.0, 6.0, 3.0, 3.0, 1.0),
    gather=gather_people,
)
