"""Counts beside the list: one statement reads the answers once and counts them by kind, theme, language, country, year and use."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from cresi_app.catalogue.model import Availability, Filters
from cresi_app.catalogue.queries import pages
from cresi_app.catalogue.queries.searching import AVAILABLE, FACET_CAP, conditions
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.search import match
from cresi_app.store.values import listed

TOP: Final = 60
"""Values of one facet that are read; a facet is not a list of everything."""

_NARROW: Final = "INDEXED BY document_narrow"
_OWN: Final = {
    "kinds": "kind",
    "year": "year",
}
_CHILD: Final = {
    "subjects": ("document_subject", "subject_id", "count(*)"),
    # Not as a condition: SQLite would read the whole table first, to know where it holds.
    "languages": ("document_language", "language_code", "sum(x.use = 'text')"),
    "countries": ("document_country", "country_code", "count(*)"),
}
_FACETS: Final = (*_OWN, *_CHILD, "availability")
_USES: Final = (Availability.PRESENT, Availability.LENDABLE, Availability.ONLINE)
_HITS: Final = f"""
hit (id) AS MATERIALIZED (
    SELECT id FROM (SELECT rowid AS id FROM document_fts WHERE document_fts MATCH ? ORDER BY rowid DESC LIMIT ?){{pages}}
),
found AS MATERIALIZED (
    SELECT d.id, d.kind, d.year FROM hit CROSS JOIN document d {_NARROW} ON d.id = hit.id WHERE d.archived_on {{archived}}
)"""
"""The documents of a text, read once with what all counts need."""

_ARCHIVED: Final = "SELECT id FROM document WHERE archived_on IS NOT NULL"
_LENT: Final = (
    "SELECT 'availability', '{use}', count(*) FROM (SELECT document_id FROM copy INDEXED BY copy_document_id "
    "WHERE withdrawn_on IS NULL AND status IN (SELECT code FROM copy_status WHERE {is_so} = 1) "
    f"AND document_id NOT IN ({_ARCHIVED}) GROUP BY document_id)"
)
_ONLINE: Final = (
    f"SELECT 'availability', '{Availability.ONLINE.value}', count(*) FROM ("
    f"SELECT id FROM document WHERE url <> '' AND archived_on IS NULL UNION "
    f"SELECT document_id FROM document_file WHERE document_id NOT IN ({_ARCHIVED}))"
)
_WHOLE: Final = " UNION ALL ".join(
    [
        "SELECT 'kinds', kind, count(*) FROM document WHERE archived_on IS NULL GROUP BY kind",
        "SELECT 'year', year, count(*) FROM document WHERE archived_on IS NULL AND year IS NOT NULL GROUP BY year",
        *(
            f"SELECT * FROM (SELECT '{facet}', x.{key} AS value, {number} AS n FROM {table} x "
            f"WHERE x.document_id NOT IN ({_ARCHIVED}) GROUP BY x.{key} HAVING n > 0 ORDER BY n DESC, value LIMIT {TOP})"
            for facet, (table, key, number) in _CHILD.items()
        ),
        _LENT.format(use=Availability.PRESENT.value, is_so="is_present"),
        _LENT.format(use=Availability.LENDABLE.value, is_so="is_lendable"),
        _ONLINE,
    ]
)
"""All that is not archived, counted from the indexes alone."""

Counts = dict[str, list[tuple[str, int]]]


class Facets:
    """The counts of one library. Those of the whole collection are kept until a revision is written."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._whole: tuple[int, Counts] = (-1, {})

    def counts(self, text: str, filters: Filters) -> tuple[Counts, bool]:
        """Return the counts of each facet, highest first (years by year), and whether there were more answers than were counted."""
        if match(text) is None and text.strip():
            return {}, False
        if match(text) is not None:
            return self.counted(text, {facet: filters.without(facet) for facet in _FACETS})
        # A facet that is alone in narrowing the list shows what the whole collection has.
        narrowed = {facet: filters.without(facet) for facet in _FACETS if filters.without(facet) != Filters()}
        found, capped = self.counted(text, narrowed) if narrowed else ({}, False)
        whole = self._of_everything() if len(narrowed) < len(_FACETS) else {}
        return found | {facet: whole.get(facet, []) for facet in _FACETS if facet not in narrowed}, capped

    def _of_everything(self) -> Counts:
        seq = int(self._library.value("SELECT max(seq) FROM revision") or 0)
        if self._whole[0] != seq:
            self._whole = seq, _sorted_out(self._library.query(_WHOLE))
        return self._whole[1]

    def counted(self, text: str, wanted: dict[str, Filters]) -> tuple[Counts, bool]:
        """Count the answers to `text` (or all documents) within each facet's own filters, the latest when there are too many."""
        expression = match(text)
        names = {one: f"base{at}" for at, one in enumerate(dict.fromkeys(wanted.values()))}
        params: list[object] = []
        tables: list[str] = []
        if expression is not None:
            archived = next(iter(names)).archived
            alone = pages.documents(self._library, text)
            by_page = " UNION SELECT value FROM json_each(?)" if alone else ""
            tables.append(_HITS.format(archived="IS NOT NULL" if archived else "IS NULL", pages=by_page))
            params += [expression, FACET_CAP, *([listed(alone)] if alone else [])]
        for filters, name in names.items():
            where = conditions(filters, archiving=expression is None)
            source = "found d" if expression is not None else f"document d {_NARROW}"
            tables.append(
                f"{name} AS MATERIALIZED (SELECT d.id, d.kind, d.year FROM {source} WHERE {where.sql} "
                f"ORDER BY d.id DESC LIMIT {FACET_CAP})"
            )
            params += where.params
        arms = [arm for facet, filters in wanted.items() for arm in _arms(facet, names[filters])]
        arms += [
            f"SELECT 'most', '', count(*) FROM {one}" for one in ("hit", *names.values()) if one != "hit" or expression
        ]
        found = _sorted_out(self._library.query(f"WITH {', '.join(tables)} {' UNION ALL '.join(arms)}", params))
        return found, any(number >= FACET_CAP for _, number in found.pop("most"))


def _sorted_out(rows: Iterable[Row]) -> Counts:
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for facet, key, number in rows:
        found[facet].append((str(key), number or 0))
    return dict(found)


def _arms(facet: str, base: str) -> list[str]:
    """Return what counts one facet of the documents of `base`."""
    if facet in _OWN:
        column = _OWN[facet]
        return [f"SELECT '{facet}', {column}, count(*) FROM {base} WHERE {column} IS NOT NULL GROUP BY {column}"]
    if facet in _CHILD:
        table, key, number = _CHILD[facet]
        inner = (
            f"SELECT '{facet}', x.{key} AS value, {number} AS n FROM {base} d CROSS JOIN {table} x ON x.document_id = d.id "
            f"GROUP BY x.{key} HAVING n > 0"
        )
        return [f"SELECT * FROM ({inner} ORDER BY n DESC, value LIMIT {TOP})"]
    return [
        f"SELECT 'availability', '{use.value}', sum({AVAILABLE[use].format(id='d.id')}) FROM {base} d" for use in _USES
    ]
