"""Reads of people, of how they can be reached and of what they agreed to."""

from collections.abc import Sequence
from typing import Final

from cresi_app.core.text import words
from cresi_app.directory.model import Affiliation, Consent, Contact, Person, PersonFilter
from cresi_app.directory.queries.organisations import AFFILIATIONS, CONSENTS, CONTACTS, PERSONS
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.search import expressions, match
from cresi_app.store.values import listed

_CURRENT: Final = "(a.since IS NULL OR a.since <= :day) AND (a.until IS NULL OR a.until >= :day)"
_OPEN: Final = ("name organisations place", "name organisations")
"""The columns of the index of people that tell nothing private: of words, and of what has a figure. Postal codes stand by the town."""
_ORDERS: Final = {"name": "p.name_sort, p.id", "town": "p.town = '', p.postal_code, p.name_sort, p.id"}


def person(library: Library, person_id: int) -> Person | None:
    """Return the person, archived or not; None when there is none."""
    sql = f"SELECT {PERSONS.select()} FROM person WHERE id = ?"
    return next(iter(PERSONS.loads(library.query(sql, (person_id,)))), None)


def people(library: Library, ids: Sequence[int]) -> list[Person]:
    """Return the people of these ids, in no order."""
    sql = f"SELECT {PERSONS.select()} FROM person WHERE id IN (SELECT value FROM json_each(?))"
    return PERSONS.loads(library.query(sql, (listed(ids),)))


def person_ids(
    library: Library, wanted: PersonFilter, day: str, limit: int | None = None, *, private: bool = True
) -> list[int]:
    """Return the ids a filter keeps on `day` (ISO), in its order; typed words rank first.

    Without `private` nobody is found by an address, a number or a note: the index keeps them among the others.
    """
    clauses = ["p.archived_on IS NOT NULL" if wanted.archived else "p.archived_on IS NULL"]
    params: dict[str, object] = {"day": day, "limit": -1 if limit is None else limit}
    source, order = "person p", _ORDERS.get(wanted.order, "p.updated_at DESC, p.id DESC")
    if wanted.organisation_id is not None or wanted.role:
        inner = [_CURRENT, "a.person_id = p.id"]
        if wanted.organisation_id is not None:
            inner.append("a.organisation_id = :organisation")
            params["organisation"] = wanted.organisation_id
        if wanted.role:
            inner.append("a.role = :role")
            params["role"] = wanted.role
        clauses.append(f"EXISTS (SELECT 1 FROM affiliation a WHERE {' AND '.join(inner)})")
    expression = match(wanted.text)
    if expression is not None:
        source = "person_fts JOIN person p ON p.id = person_fts.rowid"
        clauses.insert(0, "person_fts MATCH :text")
        params["text"] = expression if private else _openly(wanted.text)
        order = "bm25(person_fts, 10.0, 6.0, 3.0, 3.0, 1.0), p.name_sort, p.id"
    sql = f"SELECT p.id FROM {source} WHERE {' AND '.join(clauses)} ORDER BY {order} LIMIT :limit"
    return [row["id"] for row in library.query(sql, params)]


def _openly(text: str) -> str:
    """Return the expression that finds words where nothing private stands."""
    found = expressions(text)
    return " AND ".join(f"{{{_OPEN[any(map(str.isdigit, one))]}}} : ({one})" for one in found)


def person_lines(library: Library, ids: Sequence[int], day: str, *, private: bool = True) -> list[Row]:
    """Return what a line of a list needs of these people: names, town, first current affiliation, first e-mail.

    Without `private`, an e-mail address that is private is none.
    """
    sql = (
        "SELECT p.id, p.given_name, p.family_name, p.town, p.archived_on, o.id AS organisation_id, "
        "coalesce(o.name, '') AS organisation, coalesce(nullif(f.title, ''), r.name_fr, '') AS title_fr, "
        "coalesce(nullif(f.title, ''), r.name_en, '') AS title_en, "
        "coalesce((SELECT c.value FROM contact c WHERE c.person_id = p.id AND c.channel = 'email' "
        "AND (:private OR NOT c.is_private) ORDER BY c.position, c.id LIMIT 1), '') AS email FROM person p "
        f"LEFT JOIN affiliation f ON f.id = (SELECT a.id FROM affiliation a WHERE a.person_id = p.id AND {_CURRENT} "
        " ORDER BY a.position, a.id LIMIT 1) "
        "LEFT JOIN organisation o ON o.id = f.organisation_id LEFT JOIN affiliation_role r ON r.code = f.role "
        "WHERE p.id IN (SELECT value FROM json_each(:ids))"
    )
    return library.query(sql, {"ids": listed(ids), "day": day, "private": private})


def merged_into(library: Library, person_id: int) -> list[Person]:
    """Return the people who were merged into this one."""
    sql = f"SELECT {PERSONS.select()} FROM person WHERE merged_into_id = ?"
    return PERSONS.loads(library.query(sql, (person_id,)))


def copies(library: Library, table: str, ids: Sequence[int]) -> list[str]:
    """Return what history keeps of these rows (JSON, as `store.history.read_json` reads it), what each change found and left."""
    sql = (
        "WITH own AS (SELECT before, after FROM change WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?))) "
        "SELECT before FROM own WHERE before IS NOT NULL UNION SELECT after FROM own WHERE after <> ''"
    )
    return [row[0] for row in library.query(sql, (table, listed(ids)))]


def affiliations_of_person(library: Library, person_id: int) -> list[Affiliation]:
    """Return what a person is or was, what lasts first."""
    sql = (
        f"SELECT {AFFILIATIONS.select()} FROM affiliation WHERE person_id = ? "
        "ORDER BY until IS NOT NULL, until DESC, position, id"
    )
    return AFFILIATIONS.loads(library.query(sql, (person_id,)))


def affiliation(library: Library, affiliation_id: int) -> Affiliation | None:
    """Return one affiliation; None when there is none."""
    sql = f"SELECT {AFFILIATIONS.select()} FROM affiliation WHERE id = ?"
    return next(iter(AFFILIATIONS.loads(library.query(sql, (affiliation_id,)))), None)


def contacts(library: Library, person_ids: Sequence[int]) -> list[Contact]:
    """Return how these people can be reached, e-mail before phone."""
    sql = (
        f"SELECT {CONTACTS.select()} FROM contact WHERE person_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY person_id, channel, position, id"
    )
    return CONTACTS.loads(library.query(sql, (listed(person_ids),)))


def contact(library: Library, contact_id: int) -> Contact | None:
    """Return one address or number; None when there is none."""
    sql = f"SELECT {CONTACTS.select()} FROM contact WHERE id = ?"
    return next(iter(CONTACTS.loads(library.query(sql, (contact_id,)))), None)


def consents_of_person(library: Library, person_id: int) -> list[Consent]:
    """Return what a person answered, in the subjects' order."""
    sql = (
        f"SELECT {CONSENTS.select()} FROM consent WHERE person_id = ? "
        "ORDER BY (SELECT position FROM consent_subject s WHERE s.code = subject)"
    )
    return CONSENTS.loads(library.query(sql, (person_id,)))


def people_named(library: Library, sort_name: str) -> list[int]:
    """Return the people (not archived) whose folded name is this one."""
    sql = "SELECT id FROM person WHERE name_sort = ? AND archived_on IS NULL"
    return [row["id"] for row in library.query(sql, (sort_name,))]


def all_people(library: Library) -> list[Row]:
    """Return id, given_name, family_name and town of everyone not archived."""
    return library.query("SELECT id, given_name, family_name, town FROM person WHERE archived_on IS NULL")


_REACHED: Final = """
SELECT p.id, c.value FROM json_each(:values) j CROSS JOIN contact c ON c.value = j.value JOIN person p ON p.id = c.person_id
WHERE p.archived_on IS NULL AND (:private OR NOT c.is_private)"""
# The index of people keeps every number in one piece.
_NUMBERED: Final = """
SELECT p.id, c.value FROM person_fts f CROSS JOIN contact c ON c.person_id = f.rowid JOIN person p ON p.id = c.person_id
WHERE person_fts MATCH :numbers AND c.channel = 'phone' AND p.archived_on IS NULL AND (:private OR NOT c.is_private)
AND replace(c.value, ' ', '') IN (SELECT replace(value, ' ', '') FROM json_each(:values))"""


def people_with_contact(library: Library, values: Sequence[str], *, private: bool = True) -> list[Row]:
    """Return id and value of the people (not archived) who have one of these e-mail addresses or numbers.

    Numbers are the same however they are spaced. Without `private`, private ones are nobody's.
    """
    numbers = [" ".join(words(one.replace(" ", ""))) for one in values if "@" not in one]
    expression = " OR ".join(f'"{one}"' for one in numbers if one)
    sql = f"{_REACHED} UNION {_NUMBERED}" if expression else f"{_REACHED} GROUP BY p.id, c.value"
    params: dict[str, object] = {"values": listed(values), "private": private}
    return library.query(sql, params | ({"numbers": f"{{contacts}} : ({expression})"} if expression else {}))
