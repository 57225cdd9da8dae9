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
    "subjects": ("document_subject", "subject_id", ""),
    "languages": ("document_language", "language_code", " AND x.use = 'text'"),
    "countries": ("document_country", "country_code", ""),
}

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
        head = "WITH hit (id) AS MATERIALIZED (SELECT rowid FROM document_fts WHERE document_fts MATCH ? LIMIT ?) "
        params = [expression, FACET_CAP, *params]
        arms.append("SELECT 'hits', '', count(*) FROM hit")
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for facet, key, number in library.query(head + " UNION ALL ".join(arms), params):
        found[facet].append((str(key), number))
    capped = bool(found.get("hits")) and found["hits"][0][1] >= FACET_CAP
    return dict(found), capped


def _arms(facet: str, filters: Filters, *, searched: bool) -> list[tuple[str, list[object]]]:
    where = conditions(filters)
    if facet in _OWN:
        return [_own_arm(facet, where, searched=searched)]
    if facet in _CHILD:
        return [_child_arm(facet, filters, searched=searched)]
    return [
        _use_arm(use, filters, searched=searched)
        for use in (Availability.PRESENT, Availability.LENDABLE, Availability.ONLINE)
    ]


def _own_arm(facet: str, where: Conditions, *, searched: bool) -> tuple[str, list[object]]:
    column = _OWN[facet]
    source = f"hit JOIN document d {_NARROW} ON d.id = hit.id" if searched else "document d"
    return (
        f"SELECT '{facet}', d.{column}, count(*) FROM {source} WHERE {where.sql} AND d.{column} IS NOT NULL GROUP BY d.{column}",
        where.params,
    )


def _child_arm(facet: str, filters: Filters, *, searched: bool) -> tuple[str, list[object]]:
    table, key, more = _CHILD[facet]
    where = conditions(filters)
    source = f"hit JOIN {table} x ON x.document_id = hit.id" if searched else f"{table} x"
    if len(where.parts) == 1 and not filters.archived:
        # Nothing but the archived ones to leave out: the child's own index answers alone.
        condition = where.sql.replace("d.id", "x.document_id", 1)
    else:
        source += f" JOIN document d {_NARROW} ON d.id = x.document_id"
        condition = where.sql
    inner = f"SELECT '{facet}', x.{key} AS value, count(*) AS n FROM {source} WHERE {condition}{more} GROUP BY x.{key}"
    return f"SELECT * FROM ({inner} ORDER BY n DESC, value LIMIT {TOP})", where.params


def _use_arm(use: Availability, filters: Filters, *, searched: bool) -> tuple[str, list[object]]:
    where = conditions(filters)
    source = f"hit JOIN document d {_NARROW} ON d.id = hit.id" if searched else f"document d {_NARROW}"
    return (
        f"SELECT 'availability', '{use.value}', count(*) FROM {source} WHERE {where.sql} AND d.id IN ({AVAILABLE[use]})",
        where.params,
    )
