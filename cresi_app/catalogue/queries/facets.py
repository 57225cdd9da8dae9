"""Counts beside the list: one statement reads the hits once and counts them by kind, theme, language, country, year and use."""

from collections import defaultdict
from typing import Final

from cresi_app.catalogue.model import Availability, Filters
from cresi_app.catalogue.queries.searching import AVAILABLE, FACET_CAP, Conditions, conditions
from cresi_app.store.library import Library
from cresi_app.store.search import match

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

_HITS: Final = f"""
WITH hit (id) AS MATERIALIZED (SELECT rowid FROM document_fts WHERE document_fts MATCH ? ORDER BY rowid DESC LIMIT ?),
found AS MATERIALIZED (
    SELECT d.id, d.kind, d.year, d.archived_on FROM hit CROSS JOIN document d {_NARROW} ON d.id = hit.id
    WHERE d.archived_on {{archived}}
)
"""
"""The documents of a text, read once with what all counts need."""

Counts = dict[str, list[tuple[str, int]]]


def counts(library: Library, text: str, filters: Filters) -> tuple[Counts, bool]:
    """Return the counts of each facet, highest first (years by year), and whether the text had more hits than were counted."""
    expression = match(text)
    if expression is None and text.strip():
        return {}, False
    arms: list[str] = []
    params: list[object] = []
    for facet in (*_OWN, *_CHILD, "availability"):
        for sql, own in _arms(facet, filters.without(facet), searched=expression is not None):
            arms.append(sql)
            params += own
    head = ""
    if expression is not None:
        head = _HITS.format(archived="IS NOT NULL" if filters.archived else "IS NULL")
        params = [expression, FACET_CAP, *params]
        arms.append("SELECT 'hits', '', count(*) FROM hit")
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for facet, key, number in library.query(head + " UNION ALL ".join(arms), params):
        found[facet].append((str(key), number or 0))
    capped = bool(found.get("hits")) and found["hits"][0][1] >= FACET_CAP
    return dict(found), capped


def _arms(facet: str, filters: Filters, *, searched: bool) -> list[tuple[str, list[object]]]:
    # The documents of a text are already without those archived.
    where = conditions(filters, archiving=not searched)
    source = "found d" if searched else f"document d {_NARROW}"
    if facet in _OWN:
        column = _OWN[facet]
        sql = (
            f"SELECT '{facet}', d.{column}, count(*) FROM {source} "
            f"WHERE {where.sql} AND d.{column} IS NOT NULL GROUP BY d.{column}"
        )
        return [(sql, where.params)]
    if facet in _CHILD:
        return [_child_arm(facet, filters, where, source)]
    uses = (Availability.PRESENT, Availability.LENDABLE, Availability.ONLINE)
    return [
        (
            f"SELECT 'availability', '{use.value}', sum({AVAILABLE[use].format(id='d.id')}) FROM {source} WHERE {where.sql}",
            where.params,
        )
        for use in uses
    ]


def _child_arm(facet: str, filters: Filters, where: Conditions, source: str) -> tuple[str, list[object]]:
    table, key, number = _CHILD[facet]
    if source == "found d":
        source += f" CROSS JOIN {table} x ON x.document_id = d.id"
        condition = where.sql
    elif len(where.parts) == 1 and not filters.archived:
        # Nothing but the archived ones to leave out: the child's own index answers alone.
        source, condition = f"{table} x", where.sql.replace("d.id", "x.document_id", 1)
    else:
        source = f"{table} x JOIN {source} ON d.id = x.document_id"
        condition = where.sql
    inner = f"SELECT '{facet}', x.{key} AS value, {number} AS n FROM {source} WHERE {condition} GROUP BY x.{key}"
    return f"SELECT * FROM ({inner} HAVING n > 0 ORDER BY n DESC, value LIMIT {TOP})", where.params
