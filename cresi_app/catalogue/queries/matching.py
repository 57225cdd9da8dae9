"""Finds what the library already knows of incoming notices; many keys a question."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed


@dataclass(frozen=True, slots=True)
class KnownSource:
    """The document an imported record became, and what its source said then."""

    document_id: int
    source_id: int
    version: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """What matching compares of a document of the library. `names` are the match keys of its contributors."""

    id: int
    title_sort: str
    subtitle: str
    part_number: str
    kind: str
    year: int | None
    names: frozenset[str]
    isbns: frozenset[str]


_MOST_BEGINNING: Final = 200
"""Titles that are read of one beginning: of « rapport an… » not all, so that none is left out for another one's sake."""
_MOST_OF_WORDS: Final = 24
"""Documents that are read for the telling words of one title: they are rare, or say nothing."""
_COMPARED: Final = (
    "SELECT d.id, d.title_sort, d.subtitle, d.part_number, d.kind, d.year{more}, "
    "coalesce((SELECT group_concat(c.match_key, char(31)) FROM contribution b JOIN contributor c ON c.id = b.contributor_id "
    "WHERE b.document_id = d.id), '') AS names, "
    "coalesce((SELECT group_concat(n.normalised, char(31)) FROM document_identifier n "
    "WHERE n.document_id = d.id AND n.scheme = 'isbn'), '') AS isbns FROM "
)


def sources(library: Library, keys: Iterable[str]) -> dict[str, KnownSource]:
    """Return what is known of records named so at their source."""
    rows = library.query(
        "SELECT source_key, document_id, id, version, fingerprint FROM document_source "
        "WHERE source_key <> '' AND source_key IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        (listed(keys),),
    )
    return {row[0]: KnownSource(*row[1:]) for row in rows}


def existing(library: Library, ids: Iterable[int]) -> frozenset[int]:
    """Return those of these documents that are in the library."""
    rows = library.query("SELECT id FROM document WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),))
    return frozenset(row[0] for row in rows)


def by_isbn(library: Library, numbers: Iterable[str]) -> dict[str, list[KnownDocument]]:
    """Return the documents that carry these ISBN (normalised)."""
    sql = _COMPARED.format(more=", i.normalised") + (
        "document_identifier i JOIN document d ON d.id = i.document_id "
        "WHERE i.scheme = 'isbn' AND i.normalised IN (SELECT value FROM json_each(?)) ORDER BY d.id"
    )
    found: dict[str, list[KnownDocument]] = {}
    for row in library.query(sql, (listed(numbers),)):
        found.setdefault(row["normalised"], []).append(_known(row))
    return found


def by_title(library: Library, titles: Iterable[str], years: Iterable[int]) -> dict[str, list[KnownDocument]]:
    """Return the documents with these sorted titles, of these years."""
    sql = _COMPARED.format(more="") + (
        "document d WHERE d.title_sort IN (SELECT value FROM json_each(?)) "
        "AND d.year IN (SELECT value FROM json_each(?)) ORDER BY d.id"
    )
    found: dict[str, list[KnownDocument]] = {}
    for row in library.query(sql, (listed(titles), listed(years))):
        found.setdefault(row["title_sort"], []).append(_known(row))
    return found


def by_id(library: Library, ids: Iterable[int]) -> dict[int, KnownDocument]:
    """Return these documents, as matching compares them; the archived left out."""
    sql = (
        _COMPARED.format(more="")
        + "document d WHERE d.id IN (SELECT value FROM json_each(?)) AND d.archived_on IS NULL"
    )
    return {row["id"]: _known(row) for row in library.query(sql, (listed(ids),))}


def beginning(library: Library, beginnings: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Return id and sorted title of the live documents whose title begins so, by that beginning; of very common ones not all."""
    sql = (
        "SELECT j.value, (SELECT json_group_array(json_array(id, title_sort)) FROM (SELECT d.id, d.title_sort FROM document d "
        "WHERE d.title_sort >= j.value AND d.title_sort < j.value || char(1114111) AND d.archived_on IS NULL LIMIT ?)) "
        "FROM json_each(?) j"
    )
    rows = library.query(sql, (_MOST_BEGINNING, listed(sorted(beginnings))))
    return {row[0]: [(one, title) for one, title in json.loads(row[1])] for row in rows}


def with_words(library: Library, several: Sequence[Sequence[Sequence[str]]]) -> list[list[int]]:
    """Return, for each of `several`, documents whose title has all words of one of its groups; of common words not all."""
    asked = [
        "{title} : (" + " OR ".join(f"({' AND '.join(map(_quoted, group))})" for group in groups) + ")"
        for groups in several
    ]
    rows = library.query(
        "SELECT (SELECT json_group_array(rowid) FROM (SELECT rowid FROM document_fts WHERE document_fts MATCH j.value LIMIT ?)) "
        "FROM json_each(?) j ORDER BY j.key",
        (_MOST_OF_WORDS, json.dumps(asked)),
    )
    return [json.loads(row[0]) for row in rows]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def titles(library: Library, ids: Iterable[int]) -> dict[int, KnownDocument]:
    """Return what is compared of the titles of these documents, the archived left out; names and numbers are not read."""
    rows = library.query(
        "SELECT id, title_sort, subtitle, part_number, kind, year, '' AS names, '' AS isbns FROM document "
        "WHERE id IN (SELECT value FROM json_each(?)) AND archived_on IS NULL",
        (listed(ids),),
    )
    return {row["id"]: _known(row) for row in rows}


def size(library: Library, most: int) -> int:
    """Return how many documents there are; `most` + 1 stands for more."""
    return int(library.value("SELECT count(*) FROM (SELECT 1 FROM document LIMIT ?)", (most + 1,), 0))


def waiting(library: Library) -> list[tuple[str, str]]:
    """Return title and ISSN of the links that name no document of the library yet, each once."""
    rows = library.query(
        "SELECT DISTINCT title, issn FROM document_link WHERE target_id IS NULL AND (title <> '' OR issn <> '')"
    )
    return [(row[0], row[1]) for row in rows]


def named_by_links(
    library: Library, titles: Iterable[str], issns: Iterable[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many documents, but articles, have each of these sorted titles, and each of these ISSN (normalised)."""
    by_title = library.query(
        "SELECT title_sort, count(*) FROM document WHERE title_sort IN (SELECT value FROM json_each(?)) AND archived_on IS NULL "
        "AND kind <> 'article' GROUP BY title_sort",
        (listed(titles),),
    )
    by_issn = library.query(
        "SELECT normalised, count(DISTINCT document_id) FROM document_identifier WHERE scheme = 'issn' "
        "AND normalised IN (SELECT value FROM json_each(?)) GROUP BY normalised",
        (listed(issns),),
    )
    return {row[0]: row[1] for row in by_title}, {row[0]: row[1] for row in by_issn}


def _known(row: Row) -> KnownDocument:
    return KnownDocument(
        row["id"],
        row["title_sort"],
        row["subtitle"],
        row["part_number"],
        row["kind"],
        row["year"],
        _parted(row["names"]),
        _parted(row["isbns"]),
    )


def _parted(joined: str) -> frozenset[str]:
    return frozenset(joined.split("\x1f")) if joined else frozenset()


def barcodes(library: Library, wanted: Iterable[str]) -> dict[str, int]:
    """Return the document of each of these barcodes that a live copy carries."""
    rows = library.query(
        "SELECT barcode, document_id FROM copy WHERE barcode <> '' AND withdrawn_on IS NULL "
        "AND barcode IN (SELECT value FROM json_each(?))",
        (listed(wanted),),
    )
    return {row[0]: row[1] for row in rows}
