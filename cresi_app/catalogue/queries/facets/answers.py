"""Counts by kind, theme, language, country, year and use in one statement that reads the latest answers once."""

from collections import Counter, defaultdict
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
    "subjects": ("document_subject", "subject_id", "x.subject_id"),
    # Not as a condition: SQLite would read the whole table first, to know where it holds.
    "languages": ("document_language", "language_code", "iif(x.use = 'text', x.language_code, NULL)"),
    "countries": ("document_country", "country_code", "x.country_code"),
}
"""Table, column and value of what a document may have several of."""
_FACETS: Final = (*_OWN, *_CHILD, "availability")
_USES: Final = (Availability.PRESENT, Availability.LENDABLE, Availability.ONLINE)
_USED: Final = {
    **{use: AVAILABLE[use].format(id="d.id") for use in _USES},
    # The index alone says whether there is an address: the document itself is long.
    Availability.ONLINE: "(EXISTS (SELECT 1 FROM document o INDEXED BY document_online WHERE o.id = d.id AND o.url <> '') "
    "OR EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = d.id))",
}
_HITS: Final = f"""
found AS MATERIALIZED (
    SELECT d.id, d.kind, d.year FROM document_fts f CROSS JOIN document d {_NARROW} ON d.id = f.rowid
    WHERE document_fts MATCH ? AND d.archived_on {{archived}} ORDER BY f.rowid DESC LIMIT {{cap}}
)"""
"""The documents of a text, read once with what all counts need."""
_HITS_AND_PAGES: Final = f"""
hit (id) AS MATERIALIZED (
    SELECT id FROM (SELECT rowid AS id FROM document_fts WHERE document_fts MATCH ? ORDER BY rowid DESC LIMIT {{cap}})
    UNION SELECT value FROM json_each(?)
),
found AS MATERIALIZED (
    SELECT d.id, d.kind, d.year FROM hit CROSS JOIN document d {_NARROW} ON d.id = hit.id WHERE d.archived_on {{archived}}
)"""
"""The same, with the documents that need a page of a file to be found."""

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
            f"SELECT * FROM (SELECT '{facet}', x.{key} AS value, count({said}) AS n FROM {table} x "
            f"WHERE x.document_id NOT IN ({_ARCHIVED}) GROUP BY x.{key} HAVING n > 0 ORDER BY n DESC, value LIMIT {TOP})"
            for facet, (table, key, said) in _CHILD.items()
        ),
        _LENT.format(use=Availability.PRESENT.value, is_so="is_present"),
        _LENT.format(use=Availability.LENDABLE.value, is_so="is_lendable"),
        _ONLINE,
    ]
)
"""All that is not archived, counted from the indexes alone."""

Counts = dict[str, list[tuple[str, int]]]


class LatestAnswers:
    """The counts of one library over its latest answers. Those of the whole collection are kept until a revision is written."""

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
            hits = _HITS_AND_PAGES if alone else _HITS
            tables.append(hits.format(archived="IS NOT NULL" if archived else "IS NULL", cap=FACET_CAP))
            params += [expression, *([listed(alone)] if alone else [])]
        for filters, name in list(names.items()):
            where = conditions(filters, archiving=expression is None)
            if expression is not None and not where.parts:
                names[filters] = "found"
                continue
            source = f"document d {_NARROW}"
            if expression is not None:  # what was typed beyond words may ask of any column
                source = "found h CROSS JOIN document d ON d.id = h.id" if filters.asked is not None else "found d"
            latest = "" if expression is not None else f" ORDER BY d.id DESC LIMIT {FACET_CAP}"
            tables.append(
                f"{name} AS MATERIALIZED (SELECT d.id, d.kind, d.year FROM {source} WHERE {where.sql}{latest})"
            )
            params += where.params
        arms = [arm for facet, filters in wanted.items() for arm in _arms(facet, names[filters])]
        bases = ["found"] if expression is not None else [*names.values()]
        arms += [f"SELECT 'most', '', count(*) FROM {one}" for one in bases]
        rows = self._library.query(f"WITH {', '.join(tables)} {' UNION ALL '.join(arms)}", params)
        counts = {facet: _counted(values, facet in _OWN) for facet, values, number in rows if number is None}
        counts["availability"] = [(use, number) for facet, use, number in rows if facet == "availability"]
        return counts, any(number >= FACET_CAP for facet, _, number in rows if facet == "most")


def _counted(values: str | None, every: bool) -> list[tuple[str, int]]:
    """Return how often each value of a list with commas stands in it, the most frequent first; `every` one or the first `TOP`.

    Counted here: SQLite sorts all of them to count them, which takes twice as long as the rest of the statement.
    """
    number = Counter(values.split(",") if values else ())
    least = 0 if every or len(number) <= TOP else sorted(number.values(), reverse=True)[TOP - 1]
    found = sorted((one for one in number.items() if one[1] >= least), key=lambda one: (-one[1], one[0]))
    return found if every else found[:TOP]


def _sorted_out(rows: Iterable[Row]) -> Counts:
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for facet, key, number in rows:
        found[facet].append((str(key), number or 0))
    return dict(found)


def _arms(facet: str, base: str) -> list[str]:
    """Return what lists the values of one facet over the documents of `base`, or counts their uses."""
    if facet in _OWN:
        return [f"SELECT '{facet}', group_concat({_OWN[facet]}), NULL FROM {base}"]
    if facet in _CHILD:
        table, _, value = _CHILD[facet]
        return [
            f"SELECT '{facet}', group_concat({value}), NULL FROM {base} d CROSS JOIN {table} x ON x.document_id = d.id"
        ]
    return [f"SELECT 'availability', '{use.value}', coalesce(sum({_USED[use]}), 0) FROM {base} d" for use in _USES]
