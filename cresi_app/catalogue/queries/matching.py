"""Finds what the library already knows of incoming notices, and moves staged rows in; many keys a question."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cresi_app.core.clock import stamp
from cresi_app.store.library import Library
from cresi_app.store.records import Row
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


def existing(library: Library, ids: Iterable[int]) -> frozenset[int]:
    """Return those of these documents that are in the library."""
    rows = library.query(
        "SELECT id FROM document WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return frozenset(row[0] for row in rows)


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


_AUTHORITIES: Final[dict[str, tuple[str, ...]]] = {
    "contributor": ("id", "kind", "family", "given", "dates", "name_sort", "match_key"),
    "publisher": ("id", "name", "place", "name_sort", "match_key"),
    "series": ("id", "title", "issn", "title_sort", "match_key"),
    "subject": ("id", "term", "kind", "scheme", "term_sort", "match_key"),
    "location": ("id", "name", "name_sort", "match_key"),
}
_DOCUMENT: Final = (
    "id", "kind", "title", "title_sort", "subtitle", "other_titles", "part_number", "part_title", "responsibility",
    "edition", "publisher_id", "place", "date_text", "year", "publication_country_code", "extent", "series_id",
    "series_number", "call_number", "call_number_sort", "audience", "rights", "image_credit", "frequency", "price",
    "url", "published_on", "revised_on", "abstract", "contents", "notes",
)  # fmt: skip
CHILDREN: Final[dict[str, tuple[str, ...]]] = {
    "co_publication": ("id", "position", "publisher_id", "place"),
    "contribution": ("id", "position", "contributor_id", "role"),
    "document_subject": ("id", "position", "subject_id"),
    "document_language": ("id", "position", "language_code", "use"),
    "document_country": ("id", "position", "country_code"),
    "document_identifier": ("id", "position", "scheme", "value", "normalised", "note"),
    "document_link": ("id", "position", "relation", "title", "number", "issn", "date_text", "pages"),
    "document_source": ("id", "format", "source_key", "fingerprint", "leftovers"),
}  # fmt: skip
"""What a staged notice carries beside its document: a JSON list of rows under the table's name, values in this order."""

COPY: Final = ("id", "barcode", "call_number", "location_id", "status", "volume", "note")
NUMBERED: Final = "copy"
UNNUMBERED: Final = "copy_unnumbered"
"""Copies that bring their accession number (last in their row) and those that get the next ones."""

NEW: Final = "document"
MORE: Final = "document more"
"""What is staged for a document that stands already (or was staged before): its id, and rows that join it."""

Staged = dict[str, int]


def move_in(revision: Revision, import_id: int, staged: Staged) -> None:
    """Move every staged row (`staged`: how many of each) into its table, parents first, notices and copies numbered in order.

    The rows of one notice wait together as one staged row: children are lists within it, a tenth of the rows to stage.
    """
    for table, columns in _AUTHORITIES.items():
        if staged.get(table):
            revision.insert_staged(table, columns, import_id)
    if staged.get(NEW):
        number = _numbered(revision, "document", "%05d", staged[NEW])
        revision.insert_staged("document", _DOCUMENT, import_id, number=number)
    for table in CHILDREN:
        if staged.get(table):
            _move_children(revision, import_id, table)
    _move_copies(revision, import_id, staged)


def _move_children(revision: Revision, import_id: int, table: str) -> None:
    columns = CHILDREN[table]
    values = ", ".join(f"j.value->>{at}" for at in range(len(columns)))
    revision.execute(
        f"INSERT INTO {table} (document_id, version, {', '.join(columns)}) "
        f"SELECT s.row->>'$.id', 1, {values} FROM staged s, json_each(s.row->>'$.{table}') j "
        f"WHERE s.import = ? AND s.entity IN (?, ?) AND s.row->>'$.{table}' <> ''",
        (import_id, NEW, MORE),
    )


def _move_copies(revision: Revision, import_id: int, staged: Staged) -> None:
    values = ", ".join(f"j.value->>{at}" for at in range(len(COPY)))
    now = stamp()
    for kind in (NUMBERED, UNNUMBERED):
        if not staged.get(kind):
            continue
        number = Fragment(f"j.value->>{len(COPY)}")
        if kind == UNNUMBERED:
            number = _numbered(revision, "accession", "%06d", staged[kind], "s.entity, s.pos, j.key")
        revision.execute(
            f"INSERT INTO copy (document_id, version, created_at, updated_at, {', '.join(COPY)}, accession_number) "
            f"SELECT s.row->>'$.id', 1, ?, ?, {values}, {number.sql} FROM staged s, json_each(s.row->>'$.{kind}') j "
            f"WHERE s.import = ? AND s.entity IN (?, ?) AND s.row->>'$.{kind}' <> ''",
            (now, now, *number.params, import_id, NEW, MORE),
        )


def _numbered(revision: Revision, sequence: str, pattern: str, count: int, order: str = "pos") -> Fragment:
    """Take `count` numbers of a sequence and return what gives each staged row its own, in the file's order."""
    revision.execute(_TAKE, (sequence, count))
    return Fragment(
        f"printf(?, (SELECT last FROM sequence WHERE name = ?) - ? + row_number() OVER (ORDER BY {order}))",
        (pattern, sequence, count),
    )


_TAKE: Final = "INSERT INTO sequence (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = sequence.last + excluded.last"
