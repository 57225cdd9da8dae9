"""Reads of the authority lists: contributors, publishers, series, subjects, locations, as typed and as matched."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from cresi_app.catalogue.model.authorities import KEY, SOURCE, bare_key, years
from cresi_app.catalogue.model.notice import NoticeAuthority, NoticeContribution, SaidAuthority
from cresi_app.catalogue.queries import thesaurus
from cresi_app.core.text import fold
from cresi_app.store.library import Library
from cresi_app.store.values import listed

_LIKE: Final = {
    "contributor": "SELECT a.id, CASE a.given WHEN '' THEN a.family ELSE a.family || ', ' || a.given END AS name, a.dates AS detail, "
    "(SELECT count(*) FROM contribution x WHERE x.contributor_id = a.id) AS uses FROM contributor a WHERE {where} "
    "ORDER BY a.name_sort, a.id LIMIT ?",
    "publisher": "SELECT a.id, a.name, a.place AS detail, "
    "(SELECT count(*) FROM document x WHERE x.publisher_id = a.id) AS uses FROM publisher a WHERE {where} "
    "ORDER BY a.name_sort, a.id LIMIT ?",
    "series": "SELECT a.id, a.title AS name, a.issn AS detail, "
    "(SELECT count(*) FROM document x WHERE x.series_id = a.id) AS uses FROM series a WHERE {where} "
    "ORDER BY a.title_sort, a.id LIMIT ?",
    "subject": "SELECT a.id, a.term AS name, a.kind AS detail, "
    "(SELECT count(*) FROM document_subject x WHERE x.subject_id = a.id) AS uses FROM subject a WHERE {where} "
    "ORDER BY a.term_sort, a.id LIMIT ?",
    "location": "SELECT a.id, a.name, a.note AS detail, "
    "(SELECT count(*) FROM copy x WHERE x.location_id = a.id) AS uses FROM location a WHERE {where} "
    "ORDER BY a.name_sort, a.id LIMIT ?",
}
OWN: Final = "cresi:"
"""What begins, among source numbers, the id of an authority of this program."""
_OF_VARIANTS: Final = frozenset({"contributor", "publisher", "series"})
_SORTS: Final = {
    "contributor": "name_sort",
    "publisher": "name_sort",
    "series": "title_sort",
    "subject": "term_sort",
    "location": "name_sort",
}


@dataclass(frozen=True, slots=True)
class Authority:
    """One line of an authority list, as pickers show it: `detail` tells namesakes apart, `uses` counts its documents."""

    id: int
    name: str
    detail: str
    uses: int
    via: str = ""
    """The other form by which it was found."""


def like(library: Library, table: str, typed: str, limit: int) -> list[Authority]:
    """Return the authorities whose name begins with `typed`, then those that hold it anywhere, folded."""
    folded = " ".join(fold(typed).split())
    column = f"a.{_SORTS[table]}"
    first = _like(library, table, f"{column} >= ? AND {column} < ?", (folded, folded + "\U0010ffff"), limit)
    if len(first) >= limit or not folded:
        return first
    seen = {one.id for one in first}
    pattern = f"%{_escaped(folded)}%"
    rest = _like(library, table, f"{column} LIKE ? ESCAPE '\\'", (pattern,), limit + len(first))
    found = [*first, *(one for one in rest if one.id not in seen)][:limit]
    if len(found) < limit and table in _OF_VARIANTS:
        found += _by_variant(library, table, pattern, {one.id for one in found}, limit - len(found))
    return found


def _by_variant(library: Library, table: str, pattern: str, but: set[int], limit: int) -> list[Authority]:
    """Return the authorities that hold `pattern` in another form of their name, each with that form."""
    forms = {
        row[0]: row[1]
        for row in library.query(
            f"SELECT {table}_id, min(form) FROM authority_variant WHERE {table}_id IS NOT NULL AND form_sort LIKE ? ESCAPE '\\' "
            f"GROUP BY {table}_id ORDER BY form_sort LIMIT ?",
            (pattern, limit + len(but)),
        )
        if row[0] not in but
    }
    found = _like(library, table, "a.id IN (SELECT value FROM json_each(?))", (listed(forms),), limit)
    return [replace(one, via=forms[one.id]) for one in found]


def _like(library: Library, table: str, where: str, params: tuple[str, ...], limit: int) -> list[Authority]:
    sql = _LIKE[table].format(where=f"a.archived_on IS NULL AND {where}")
    return [
        Authority(row["id"], row["name"], row["detail"], row["uses"]) for row in library.query(sql, (*params, limit))
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def ids_by_key(library: Library, table: str, keys: Iterable[str]) -> dict[str, int]:
    """Return the oldest live authority of each match key that has one: by its accepted form first, then by any other."""
    wanted = list(keys)
    rows = library.query(
        f"SELECT match_key, min(id) FROM {table} WHERE match_key IN (SELECT value FROM json_each(?)) "
        "AND archived_on IS NULL GROUP BY match_key",
        (listed(wanted),),
    )
    found = {row[0]: row[1] for row in rows}
    if table == "subject":  # a synonym of a thesaurus means its term
        return thesaurus.descriptors(library, wanted) | found
    if table in _OF_VARIANTS:
        return _by_other_forms(library, table, [key for key in wanted if key not in found]) | found
    return found


def _by_other_forms(library: Library, table: str, keys: list[str]) -> dict[str, int]:
    """Return what these keys mean as other forms of a name, or as what an authority was once called."""
    if not keys:
        return {}
    column = f"{table}_id"
    former = library.query(
        f"SELECT substr(value, {len(KEY) + 1}), min({column}) FROM authority_number WHERE scheme = '{SOURCE}' "
        f"AND value IN (SELECT value FROM json_each(?)) AND {column} IS NOT NULL GROUP BY value",
        (listed(KEY + key for key in keys),),
    )
    found = {row[0]: row[1] for row in former}
    bare = {key: bare_key(key) if table == "contributor" else (key, "") for key in keys if key not in found}
    dates = "a.dates" if table == "contributor" else "''"
    forms: dict[str, list[tuple[int, str]]] = {}
    for row in library.query(
        f"SELECT v.match_key, a.id, {dates} FROM authority_variant v JOIN {table} a ON a.id = v.{column} "
        "WHERE v.match_key IN (SELECT value FROM json_each(?)) AND a.archived_on IS NULL ORDER BY a.id",
        (listed({head for head, _ in bare.values()}),),
    ):
        forms.setdefault(row[0], []).append((row[1], years(row[2])))
    for key, (head, said) in bare.items():
        # Two people of one name and other years are two.
        alike = [one for one, own in forms.get(head, ()) if not said or not own or said == own]
        if alike:
            found[key] = alike[0]
    return found


def ids_by_number(library: Library, table: str, numbers: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the oldest live authority of each (scheme, number) that stands on one; a number of ours is its own id."""
    asked = set(numbers)
    ours = {int(value[len(OWN) :]): value for scheme, value in asked if scheme == SOURCE and _is_ours(value)}
    rows = library.query(
        f"SELECT n.scheme, n.value, min(a.id) FROM authority_number n JOIN {table} a ON a.id = n.{table}_id "
        "WHERE a.archived_on IS NULL AND n.value IN (SELECT value FROM json_each(?)) GROUP BY n.scheme, n.value",
        (listed({value for _, value in asked}),),
    )
    found = {(row[0], row[1]): row[2] for row in rows if (row[0], row[1]) in asked}
    living = library.query(f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (listed(ours),))
    return found | {(SOURCE, ours[row[0]]): row[0] for row in living}


def _is_ours(value: str) -> bool:
    number = value.removeprefix(OWN)
    return number != value and number.isdecimal() and len(number) < 19


def names(library: Library, table: str, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these authorities."""
    column = {"contributor": "family", "series": "title", "subject": "term"}.get(table, "name")
    rows = library.query(
        f"SELECT id, {column} FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),)
    )
    return {row[0]: row[1] for row in rows}


def said_of(library: Library, table: str, ids: Iterable[int]) -> list[tuple[int, str, str]]:
    """Return (authority, scheme or ``form:``, value) of every number and other form of these."""
    owner, wanted = f"{table}_id", listed(ids)
    rows = library.query(
        f"SELECT {owner}, scheme, value FROM authority_number WHERE {owner} IN (SELECT value FROM json_each(?)) "
        f"UNION ALL SELECT {owner}, 'form:', form FROM authority_variant WHERE {owner} IN (SELECT value FROM json_each(?))",
        (wanted, wanted),
    )
    return [(row[0], row[1], row[2]) for row in rows]


_NAMES_OF: Final = {
    "contributor": "SELECT b.document_id, a.id, a.match_key FROM contribution b JOIN contributor a ON a.id = b.contributor_id "
    "WHERE b.document_id IN (SELECT value FROM json_each(?1))",
    "publisher": "SELECT d.id AS document_id, a.id, a.match_key FROM document d JOIN publisher a ON a.id = d.publisher_id "
    "WHERE d.id IN (SELECT value FROM json_each(?1)) UNION SELECT x.document_id, a.id, a.match_key FROM co_publication x "
    "JOIN publisher a ON a.id = x.publisher_id WHERE x.document_id IN (SELECT value FROM json_each(?1))",
    "series": "SELECT d.id AS document_id, a.id, a.match_key FROM document d JOIN series a ON a.id = d.series_id "
    "WHERE d.id IN (SELECT value FROM json_each(?1))",
}

_NOTHING: Final = "'' AS given, '' AS dates, 'body' AS kind"
_OF_PUBLISHER: Final = "LEFT JOIN publisher p ON p.id = a.publisher_id "
_DESCRIBED: Final = {
    "contributor": (
        "a.family, a.given, a.dates, a.kind, a.note, a.url, '' AS place, '' AS issn, '' AS publisher",
        "a.note <> '' OR a.url <> ''",
    ),
    "publisher": (
        f"a.name AS family, {_NOTHING}, a.note, a.url, a.place, '' AS issn, '' AS publisher",
        "a.note <> '' OR a.url <> '' OR a.place <> ''",
    ),
    "series": (
        f"a.title AS family, {_NOTHING}, a.note, '' AS url, '' AS place, a.issn, coalesce(p.name, '') AS publisher",
        "a.note <> '' OR a.publisher_id IS NOT NULL",
    ),
}
"""What is read of an authority as `SaidAuthority` says it, and when that is more than its name."""


def said_of_names(library: Library, ids: Iterable[int]) -> dict[int, list[NoticeAuthority]]:
    """Return, by document, what the names it carries are called elsewhere, and the ids of its contributors here."""
    wanted = listed(ids)
    found: dict[int, dict[NoticeAuthority, None]] = {}
    for table, names_of in _NAMES_OF.items():
        own = f"SELECT {table}_id AS id, scheme, value FROM authority_number WHERE {table}_id IN (SELECT id FROM named)"
        other = f"SELECT {table}_id, 'form:' || kind, form FROM authority_variant WHERE {table}_id IN (SELECT id FROM named)"
        rows = library.query(
            f"WITH named (document_id, id, match_key) AS MATERIALIZED ({names_of}) "
            f"SELECT DISTINCT n.document_id, n.match_key, s.scheme, s.value FROM ({own} UNION ALL {other}) s JOIN named n ON n.id = s.id "
            "ORDER BY s.scheme, s.value",
            (wanted,),
        )
        for row in rows:
            if row[2] != SOURCE or not row[3].startswith((KEY, OWN)):
                found.setdefault(row[0], {})[NoticeAuthority(table, row[1], row[2], row[3])] = None
    for row in library.query(_NAMES_OF["contributor"], (wanted,)):
        found.setdefault(row[0], {})[NoticeAuthority("contributor", row[2], SOURCE, f"{OWN}{row[1]}")] = None
    return {document: list(said) for document, said in found.items()}


def described(library: Library, ids: Iterable[int]) -> list[SaidAuthority]:
    """Return the names that these documents carry and of which more is said than their name: note, address, place, publisher."""
    found: list[SaidAuthority] = []
    wanted = listed(ids)
    for table, (columns, told) in _DESCRIBED.items():
        rows = library.query(
            f"WITH named AS MATERIALIZED ({_NAMES_OF[table]}) SELECT {columns} FROM {table} a {_OF_PUBLISHER if table == 'series' else ''}"
            f"WHERE a.id IN (SELECT id FROM named) AND ({told}) ORDER BY a.id",
            (wanted,),
        )
        for row in rows:
            name = NoticeContribution(row["family"], row["given"], row["dates"], row["kind"])
            more = {key: row[key] for key in ("note", "url", "place", "issn", "publisher")}
            found.append(SaidAuthority(table, name, **more))
    return found


def subjects_at(library: Library, addresses: Iterable[str]) -> dict[str, int]:
    """Return the terms of thesauri at these addresses."""
    rows = library.query(
        "SELECT uri, min(id) FROM subject WHERE uri <> '' AND uri IN (SELECT value FROM json_each(?)) GROUP BY uri",
        (listed(addresses),),
    )
    return {row[0]: row[1] for row in rows}
