"""Finds what the library already knows of incoming notices, and moves staged rows in; many keys a question."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Row
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.revision import Revision
from cresi_app.store.values import Fragment


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
        (json.dumps(list(keys)),),
    )
    return {row[0]: KnownSource(*row[1:]) for row in rows}


def by_isbn(library: Library, numbers: Iterable[str]) -> dict[str, list[KnownDocument]]:
    """Return the documents that carry these ISBN (normalised)."""
    sql = _COMPARED.format(more=", i.normalised") + (
        "document_identifier i JOIN document d ON d.id = i.document_id "
        "WHERE i.scheme = 'isbn' AND i.normalised IN (SELECT value FROM json_each(?)) ORDER BY d.id"
    )
    found: dict[str, list[KnownDocument]] = {}
    for row in library.query(sql, (json.dumps(list(numbers)),)):
        found.setdefault(row["normalised"], []).append(_known(row))
    return found


def by_title(library: Library, titles: Iterable[str], years: Iterable[int]) -> dict[str, list[KnownDocument]]:
    """Return the documents with these sorted titles, of these years."""
    sql = _COMPARED.format(more="") + (
        "document d WHERE d.title_sort IN (SELECT value FROM json_each(?)) "
        "AND d.year IN (SELECT value FROM json_each(?)) ORDER BY d.id"
    )
    found: dict[str, list[KnownDocument]] = {}
    for row in library.query(sql, (json.dumps(list(titles)), json.dumps(list(years)))):
        found.setdefault(row["title_sort"], []).append(_known(row))
    return found


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
        (json.dumps(list(wanted)),),
    )
    return {row[0]: row[1] for row in rows}


_ORDER: Final[dict[str, tuple[str, ...]]] = {
    "contributor": ("id", "kind", "family", "given", "dates", "name_sort", "match_key"),
    "publisher": ("id", "name", "place", "name_sort", "match_key"),
    "series": ("id", "title", "issn", "title_sort", "match_key"),
    "subject": ("id", "term", "kind", "scheme", "term_sort", "match_key"),
    "location": ("id", "name", "name_sort", "match_key"),
    "document": (
        "id", "kind", "title", "title_sort", "subtitle", "other_titles", "part_number", "part_title", "responsibility",
        "edition", "publisher_id", "place", "date_text", "year", "publication_country_code", "extent", "series_id",
        "series_number", "call_number", "call_number_sort", "audience", "rights", "image_credit", "frequency", "price",
        "url", "published_on", "revised_on", "abstract", "contents", "notes",
    ),
    "co_publication": ("id", "document_id", "publisher_id", "place", "position"),
    "contribution": ("id", "document_id", "contributor_id", "role", "position"),
    "document_subject": ("id", "document_id", "subject_id", "position"),
    "document_language": ("id", "document_id", "language_code", "use", "position"),
    "document_country": ("id", "document_id", "country_code", "position"),
    "document_identifier": ("id", "document_id", "scheme", "value", "normalised", "note", "position"),
    "document_link": ("id", "document_id", "relation", "title", "number", "issn", "date_text", "pages", "position"),
    "document_source": ("id", "document_id", "format", "source_key", "fingerprint", "leftovers"),
}  # fmt: skip
_COPY: Final = ("id", "document_id", "barcode", "call_number", "location_id", "status", "volume", "note")
NUMBERED_COPY: Final = "copy without accession number"
TABLES: Final = (*_ORDER, "copy", NUMBERED_COPY)


def move_in(revision: Revision, import_id: int, staged: dict[str, int]) -> None:
    """Move every staged row (`staged`: how many of each) into its table, parents first, notices and copies numbered in order."""
    for table, columns in _ORDER.items():
        if not staged.get(table):
            continue
        if table == "document":
            number = _numbered(revision, "document", "%05d", staged[table])
            revision.insert_staged(table, columns, import_id, number=number)
        else:
            revision.insert_staged(table, columns, import_id)
    if staged.get("copy"):
        revision.insert_staged("copy", (*_COPY, "accession_number"), import_id)
    if staged.get(NUMBERED_COPY):
        number = _numbered(revision, "accession", "%06d", staged[NUMBERED_COPY])
        revision.insert_staged("copy", _COPY, import_id, NUMBERED_COPY, accession_number=number)


def _numbered(revision: Revision, sequence: str, pattern: str, count: int) -> Fragment:
    """Take `count` numbers of a sequence and return what gives each staged row its own, in the file's order."""
    revision.execute(
        "INSERT INTO sequence (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = sequence.last + excluded.last",
        (sequence, count),
    )
    return Fragment(
        "printf(?, (SELECT last FROM sequence WHERE name = ?) - ? + row_number() OVER (ORDER BY pos))",
        (pattern, sequence, count),
    )
