"""Finds documents: their ordered ids and how many they are. Everything is capped and can be interrupted."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cresi_app.catalogue.model import Availability, Filters, Sort
from cresi_app.catalogue.queries import loans, pages
from cresi_app.catalogue.queries.asking import condition
from cresi_app.store.library import Library
from cresi_app.store.search import RANKED_UP_TO, match
from cresi_app.store.values import listed

PACKED_FROM: Final = 1_000
COUNT_CAP: Final = 100_000
"""Hits are counted up to here; beyond it « plus de 100 000 »."""

FACET_CAP: Final = 5_000
"""Hits of a text whose facets are counted: what is done in the time of a keystroke; of more, the latest are, and the counts told as partial."""

Params = list[object]
_LIVE: Final = "{id} NOT IN (SELECT id FROM document WHERE archived_on IS NOT NULL)"
_AUTHOR: Final = (
    "(SELECT c.name_sort FROM contribution b JOIN contributor c ON c.id = b.contributor_id JOIN contribution_role r ON r.code = b.role "
    "WHERE b.document_id = d.id AND r.is_author = 1 ORDER BY b.position, b.id LIMIT 1)"
)
_VIEWS: Final = "(SELECT v.views FROM document_view v WHERE v.document_id = d.id)"
_ORDERS: Final = {
    Sort.TITLE: ("d.title_sort", "d.id"),
    # What has no author stands last, whichever way round.
    Sort.AUTHOR: (f"{_AUTHOR} IS NULL!", _AUTHOR, "d.title_sort", "d.id"),
    Sort.YEAR: ("d.year IS NULL?", "d.year DESC", "d.id DESC"),
    Sort.RECENT: ("d.id DESC",),
    Sort.CHANGED: ("d.updated_at DESC", "d.id DESC"),
    Sort.RELEVANCE: ("d.id DESC",),
    Sort.CALL_NUMBER: ("d.call_number_sort = ''!", "d.call_number_sort", "d.id"),
    Sort.VIEWS: (f"coalesce({_VIEWS}, 0) DESC", "d.id DESC"),
    Sort.CONSULTATIONS: (
        "coalesce((SELECT sum(times) FROM consultation o WHERE o.document_id = d.id), 0) DESC",
        "d.id DESC",
    ),
    Sort.LOANS: (f"{loans.OF_DOCUMENT} DESC", "d.id DESC"),
    Sort.BASKET: (
        "(SELECT i.position FROM basket_item i WHERE i.basket_id = {basket} AND i.document_id = d.id)",
        "d.id",
    ),
}
"""What each order compares; a part marked ! keeps its direction when the order is turned round, one marked ? is only needed then."""
_COPY_WITH: Final = (
    "EXISTS (SELECT 1 FROM copy y WHERE y.document_id = {{id}} AND y.withdrawn_on IS NULL "
    "AND y.status IN (SELECT code FROM copy_status WHERE {} = 1))"
)
# Asked of each document that is looked at: lists of all that can be lent are long in a big library.
AVAILABLE: Final = {
    Availability.PRESENT: _COPY_WITH.format("is_present"),
    Availability.LENDABLE: _COPY_WITH.format("is_lendable"),
    Availability.ONLINE: "(EXISTS (SELECT 1 FROM document o WHERE o.id = {id} AND o.url <> '') "
    "OR EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = {id}))",
    Availability.NO_COPY: "NOT EXISTS (SELECT 1 FROM copy y WHERE y.document_id = {id} AND y.withdrawn_on IS NULL)",
}


def ordering(sort: Sort, filters: Filters, *, reverse: bool) -> str:
    """Return the ORDER BY of documents `d`; `reverse` turns it round, what lacks the value stays last."""
    parts: list[str] = []
    for part in _ORDERS[sort]:
        told = part.format(basket=int(filters.basket_id or 0))
        if told.endswith(("!", "?")):
            parts += [told[:-1]] if reverse or told.endswith("!") else []
        elif told.endswith(" DESC"):
            parts.append(told.removesuffix(" DESC") if reverse else told)
        else:
            parts.append(f"{told} DESC" if reverse else told)
    return ", ".join(parts)


class Conditions:
    """The WHERE of a search as SQL and parameters, in step."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.params: Params = []

    def add(self, sql: str, *params: object) -> None:
        """Add one condition."""
        self.parts.append(sql)
        self.params.extend(params)

    @property
    def sql(self) -> str:
        """All of them, or ``1``."""
        return " AND ".join(self.parts) or "1"


def conditions(filters: Filters, alias: str = "d", *, archiving: bool = True) -> Conditions:
    """Return the conditions of `filters` on the document `alias`; `archiving`: whether it is archived among them."""
    where = Conditions()
    column = f"{alias}.id"
    if archiving:
        where.add(f"{alias}.archived_on IS NOT NULL" if filters.archived else _LIVE.format(id=column))
    if filters.kinds:
        where.add(f"{alias}.kind IN (SELECT value FROM json_each(?))", listed(filters.kinds))
    for values, table, key, more in (
        (filters.subjects, "document_subject", "subject_id", ""),
        (filters.languages, "document_language", "language_code", " AND use = 'text'"),
        (filters.countries, "document_country", "country_code", ""),
    ):
        if values:
            inner = f"SELECT document_id FROM {table} WHERE {key} IN (SELECT value FROM json_each(?)){more}"
            where.add(f"{column} IN ({inner})", listed(values))
    if filters.availability:
        any_of = " OR ".join(AVAILABLE[one].format(id=column) for one in sorted(filters.availability))
        where.add(f"({any_of})")
    _add_authorities(where, filters, alias)
    if filters.asked is not None:
        sql, params = condition(filters.asked, alias)
        where.add(sql, *params)
    if filters.year_from is not None:
        where.add(f"{alias}.year >= ?", filters.year_from)
    if filters.year_to is not None:
        where.add(f"{alias}.year <= ?", filters.year_to)
    return where


def _add_authorities(where: Conditions, filters: Filters, alias: str) -> None:
    if filters.contributor_id is not None:
        inner = "SELECT document_id FROM contribution WHERE contributor_id = ?"
        where.add(f"{alias}.id IN ({inner})", filters.contributor_id)
    if filters.publisher_id is not None:
        inner = (
            "SELECT id FROM document WHERE publisher_id = ? UNION "
            "SELECT document_id FROM co_publication WHERE publisher_id = ?"
        )
        where.add(f"{alias}.id IN ({inner})", filters.publisher_id, filters.publisher_id)
    if filters.basket_id is not None:
        where.add(f"{alias}.id IN (SELECT document_id FROM basket_item WHERE basket_id = ?)", filters.basket_id)
    if filters.series_id is not None:
        where.add(f"{alias}.id IN (SELECT id FROM document WHERE series_id = ?)", filters.series_id)


def only_live(filters: Filters) -> bool:
    """Say whether nothing narrows the list but that archived documents are left out."""
    return filters == Filters()


def count(
    library: Library, text: str, filters: Filters, cap: int = COUNT_CAP, alone: Sequence[int] | None = None
) -> tuple[int, bool]:
    """Return how many documents answer, up to `cap`, and whether there are more; `alone`: `by_pages`, when it is known."""
    expression = match(text)
    where = conditions(filters)
    if expression is None:
        if text.strip():
            return 0, False
        sql = f"SELECT count(*) FROM (SELECT 1 FROM document d WHERE {where.sql} LIMIT ?)"
        found = int(library.value(sql, (*where.params, cap + 1), 0))
    elif only_live(filters):
        sql = (
            "SELECT count(*) FROM (SELECT 1 FROM document_fts f WHERE document_fts MATCH ? "
            f"AND {_LIVE.format(id='f.rowid')} LIMIT ?)"
        )
        found = int(library.value(sql, (expression, cap + 1), 0))
    else:
        sql = (
            "SELECT count(*) FROM (SELECT 1 FROM document_fts f JOIN document d ON d.id = f.rowid "
            f"WHERE document_fts MATCH ? AND {where.sql} LIMIT ?)"
        )
        found = int(library.value(sql, (expression, *where.params, cap + 1), 0))
    if expression is not None and not is_common(found):
        found += len(by_pages(library, text, filters) if alone is None else alone)
    return min(found, cap), found > cap


def answers(library: Library, text: str) -> bool:
    """Say whether anything has these words, in a notice or with the pages of its files."""
    sql = "SELECT 1 FROM document_fts WHERE document_fts MATCH ? LIMIT 1"
    return bool(library.query(sql, (match(text),))) or bool(pages.documents(library, text))


def by_pages(library: Library, text: str, filters: Filters) -> list[int]:
    """Return the documents that answer only with the pages of their files, the best page first."""
    found = pages.documents(library, text)
    if not found:
        return []
    where = conditions(filters)
    rows = library.query(
        f"SELECT d.id FROM json_each(?) j CROSS JOIN document d ON d.id = j.value WHERE {where.sql} "
        "AND d.id NOT IN (SELECT rowid FROM document_fts WHERE document_fts MATCH ?) ORDER BY j.key",
        (listed(found), *where.params, match(text)),
    )
    return [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of an answer, in which order: `common` when there are too many hits to be ranked."""

    sort: Sort
    limit: int
    offset: int = 0
    common: bool = False
    reverse: bool = False


def ids(
    library: Library, text: str, filters: Filters, wanted: Wanted, alone: Sequence[int] | None = None
) -> Sequence[int]:
    """Return the ordered ids of an answer, as far as they are wanted: by relevance, those that need a page come last."""
    alone = [] if wanted.common else by_pages(library, text, filters) if alone is None else alone
    if not alone:
        return _by_notices(library, text, filters, wanted)
    if wanted.sort is not Sort.RELEVANCE:
        return _together(library, text, filters, wanted, alone)
    last = wanted.offset + wanted.limit
    first = _by_notices(library, text, filters, replace(wanted, limit=last, offset=0))
    both = [*reversed(alone), *first] if wanted.reverse else [*first, *alone]
    return both[wanted.offset : last]


def _together(library: Library, text: str, filters: Filters, wanted: Wanted, alone: Sequence[int]) -> Sequence[int]:
    """Return what notices and pages find in one order of the list."""
    where = conditions(filters)
    order = ordering(wanted.sort, filters, reverse=wanted.reverse)
    sql = (
        "SELECT d.id FROM (SELECT rowid AS id FROM document_fts WHERE document_fts MATCH ? UNION SELECT value FROM json_each(?)) h "
        f"CROSS JOIN document d ON d.id = h.id WHERE {where.sql} ORDER BY {order} LIMIT ? OFFSET ?"
    )
    return _column(library, sql, (match(text), listed(alone), *where.params, wanted.limit, wanted.offset), wanted.limit)


def _column(library: Library, sql: str, params: Sequence[object], limit: int) -> Sequence[int]:
    """Return the ids of a question in their order; of very many, eight bytes each, read in one piece.

    A row object for each of a hundred thousand takes twenty times that, and memory once taken hardly comes back.
    """
    if limit <= PACKED_FROM:
        return [row[0] for row in library.query(sql, params)]
    return array("q", json.loads(library.value(f"SELECT json_group_array(id) FROM ({sql})", params)))


def _by_notices(library: Library, text: str, filters: Filters, wanted: Wanted) -> Sequence[int]:
    expression = match(text)
    where = conditions(filters)
    window = (wanted.limit, wanted.offset)
    order = ordering(wanted.sort, filters, reverse=wanted.reverse)
    if expression is None:
        if text.strip():
            return []
        sql = f"SELECT d.id FROM document d WHERE {where.sql} ORDER BY {order} LIMIT ? OFFSET ?"
        return _column(library, sql, (*where.params, *window), wanted.limit)
    latest = wanted.sort is Sort.RECENT or (wanted.sort is Sort.RELEVANCE and wanted.common)
    if latest or wanted.sort is Sort.RELEVANCE:
        # FTS5 gives its own rowids and ranks in order; the document's would be sorted.
        column = "f.rowid" if latest else "f.rank"
        order = f"{column} DESC" if latest is not wanted.reverse else column
        if only_live(filters):
            sql = (
                f"SELECT f.rowid AS id FROM document_fts f WHERE document_fts MATCH ? AND {_LIVE.format(id='f.rowid')} "
                f"ORDER BY {order} LIMIT ? OFFSET ?"
            )
            return _column(library, sql, (expression, *window), wanted.limit)
    sql = (
        "SELECT d.id FROM document_fts f JOIN document d ON d.id = f.rowid "
        f"WHERE document_fts MATCH ? AND {where.sql} ORDER BY {order} LIMIT ? OFFSET ?"
    )
    return _column(library, sql, (expression, *where.params, *window), wanted.limit)


def ranked(library: Library, text: str, filters: Filters, limit: int) -> tuple[list[int], int]:
    """Return the first ids of what answers a text within `filters`, best first, and how many answer: one reading for both.

    Only for a library in which everything may be ranked (`is_common`), and words that no page of a file holds alone.
    """
    found = f"SELECT rowid AS id, rank AS best, count(*) OVER () AS n FROM document_fts f WHERE document_fts MATCH ? AND {_LIVE.format(id='f.rowid')}"
    params: Params = [match(text)]
    if not only_live(filters):
        where = conditions(filters)
        found = (
            "SELECT d.id, f.rank AS best, count(*) OVER () AS n FROM document_fts f CROSS JOIN document d ON d.id = f.rowid "
            f"WHERE document_fts MATCH ? AND {where.sql}"
        )
        params += where.params
    rows = library.query(f"SELECT id, n FROM ({found}) ORDER BY best LIMIT ?", (*params, limit))
    return [row[0] for row in rows], rows[0][1] if rows else 0


def size(library: Library) -> int:
    """Return how many documents there are, as far as it matters to ranking."""
    return int(library.value("SELECT count(*) FROM (SELECT 1 FROM document LIMIT ?)", (RANKED_UP_TO + 1,)))


def is_common(total: int) -> bool:
    """Say whether so many hits are better listed by date than ranked."""
    return total > RANKED_UP_TO
