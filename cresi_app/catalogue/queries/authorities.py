"""Reads of the authority lists: contributors, publishers, series, subjects, locations, as typed and as matched."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

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
    return [*first, *(one for one in rest if one.id not in seen)][:limit]


def _like(library: Library, table: str, where: str, params: tuple[str, ...], limit: int) -> list[Authority]:
    sql = _LIKE[table].format(where=f"a.archived_on IS NULL AND {where}")
    return [
        Authority(row["id"], row["name"], row["detail"], row["uses"]) for row in library.query(sql, (*params, limit))
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def ids_by_key(library: Library, table: str, keys: Iterable[str]) -> dict[str, int]:
    """Return the oldest live authority of each match key that has one."""
    wanted = list(keys)
    rows = library.query(
        f"SELECT match_key, min(id) FROM {table} WHERE match_key IN (SELECT value FROM json_each(?)) "
        "AND archived_on IS NULL GROUP BY match_key",
        (listed(wanted),),
    )
    found = {row[0]: row[1] for row in rows}
    if table == "subject":  # a synonym of a thesaurus means its term
        return thesaurus.descriptors(library, wanted) | found
    return found


def names(library: Library, table: str, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these authorities."""
    column = {"contributor": "family", "series": "title", "subject": "term"}.get(table, "name")
    rows = library.query(
        f"SELECT id, {column} FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),)
    )
    return {row[0]: row[1] for row in rows}
