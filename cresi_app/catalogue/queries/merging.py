"""Reads and statements of merges of documents: whole rows, their groups, and what an old number leads to."""

from collections.abc import Iterable, Sequence
from typing import Final

from cresi_app.catalogue.queries import references
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision
from cresi_app.store.values import listed

_IDS: Final = "(SELECT value FROM json_each(?))"
GROUP_TABLES: Final = {
    "contributions": "contribution",
    "subjects": "document_subject",
    "languages": "document_language",
    "countries": "document_country",
    "identifiers": "document_identifier",
    "links": "document_link",
    "co_publishers": "co_publication",
}
SAME: Final = {
    "contribution": ("contributor_id", "role"),
    "document_subject": ("subject_id",),
    "document_language": ("language_code", "use"),
    "document_country": ("country_code",),
    "document_identifier": ("scheme", "normalised"),
    "document_link": ("relation", "target_id", "title", "number", "issn", "date_text", "pages"),
    "co_publication": ("publisher_id",),
    "document_file": ("sha256",),
    "course_document": ("course_id",),
}
"""Where two documents may say the same; copies and everything else follow whole."""
_OWN: Final = frozenset(
    {"id", "version", "created_at", "updated_at", "number", "title_sort", "call_number_sort", "archived_on"}
)
"""Columns of a document that no other one lends it by themselves."""
_TOGETHER: Final = {"title": ("title_sort",), "call_number": ("call_number_sort",), "publisher_id": ("place",)}


def heads(library: Library, ids: Iterable[int]) -> dict[int, Row]:
    """Return the whole rows of these documents."""
    return {row["id"]: row for row in library.query(f"SELECT * FROM document WHERE id IN {_IDS}", (listed(ids),))}


def columns(library: Library) -> tuple[str, ...]:
    """Return the columns of a document that a merge chooses between."""
    return tuple(name for name in library.structure["document"].columns if name not in _OWN)


def taken(name: str, row: Row) -> dict[str, object]:
    """Return what taking a column from a document takes with it."""
    return {one: row[one] for one in (name, *_TOGETHER.get(name, ()))}


def keep_group(revision: Revision, group: str, chosen: int, ids: Iterable[int]) -> None:
    """Take the rows of a group away from every document but the chosen one."""
    others = [one for one in ids if one != chosen]
    revision.execute(f"DELETE FROM {GROUP_TABLES[group]} WHERE document_id IN {_IDS}", (listed(others),))


def follow(revision: Revision, library: Library, kept: int, others: Sequence[int]) -> None:
    """Make everything of `others` the kept document's: children, copies, files, and what any desk tied to them."""
    everyone, gone = listed([kept, *others]), listed(others)
    # What linked them to each other means nothing any more, and one cover is shown.
    revision.execute(
        f"DELETE FROM document_link WHERE document_id IN {_IDS} AND target_id IN {_IDS}", (everyone, everyone)
    )
    revision.execute(
        f"UPDATE document_file SET is_cover = 0, version = version + 1 WHERE is_cover = 1 AND document_id IN {_IDS} "
        f"AND EXISTS (SELECT 1 FROM document_file f WHERE f.is_cover = 1 AND (f.document_id = ? "
        f"OR f.document_id IN {_IDS} AND f.id < document_file.id))",
        (gone, kept, gone),
    )
    last = "(SELECT coalesce(max(position), 0) + 1 FROM {table} WHERE document_id = ?)"
    for table in GROUP_TABLES.values():
        revision.execute(
            f"UPDATE {table} SET position = position + {last.format(table=table)}, version = version + 1 WHERE document_id IN {_IDS}",
            (kept, gone),
        )
    references.move(revision, library, "document", kept, others, SAME)


def former_number(library: Library, number: str) -> list[int]:
    """Return the document that one with this number was merged into."""
    rows = library.query("SELECT document_id FROM document_source WHERE source_key = ?", (f"cresi-number:{number}",))
    return [row["document_id"] for row in rows[:1]]
