"""What the library has of a thesaurus that comes in from a file, and how the file's rows are moved in."""

from collections.abc import Iterable
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision
from cresi_app.store.values import listed

TABLES: Final[dict[str, tuple[str, ...]]] = {
    "subject": (
        "id",
        "term",
        "kind",
        "scheme",
        "term_sort",
        "match_key",
        "thesaurus_id",
        "uri",
        "notation",
        "status",
        "country_code",
        "sector_code",
    ),
    "subject_label": ("id", "subject_id", "language", "kind", "label", "label_sort", "match_key"),
    "subject_note": ("id", "subject_id", "language", "kind", "text"),
    "subject_broader": ("id", "subject_id", "broader_id"),
    "subject_related": ("id", "subject_id", "related_id"),
    "subject_mapping": ("id", "subject_id", "kind", "uri"),
    "subject_group": ("id", "thesaurus_id", "name", "name_sort", "uri"),
    "subject_membership": ("id", "group_id", "subject_id"),
}
"""The tables in the order they are filled, parents first, and their columns in a staged row."""


def terms(library: Library, thesaurus_id: int) -> dict[str, Row]:
    """Return the terms of a thesaurus by address."""
    rows = library.query(
        "SELECT id, version, uri, term, kind, notation, status FROM subject WHERE thesaurus_id = ? AND uri <> ''",
        (thesaurus_id,),
    )
    return {row["uri"]: row for row in rows}


def loose_words(library: Library, keys: Iterable[str]) -> dict[str, Row]:
    """Return the subjects that stand in no thesaurus, by match key: words in use that a thesaurus may take over."""
    rows = library.query(
        "SELECT id, version, term, match_key FROM subject WHERE thesaurus_id IS NULL AND archived_on IS NULL "
        "AND match_key IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        (listed(keys),),
    )
    return {row["match_key"]: row for row in rows}


def of_terms(library: Library, table: str, thesaurus_id: int) -> list[Row]:
    """Return the rows of a table that belong to the terms of a thesaurus."""
    columns = ", ".join(TABLES[table])
    return library.query(
        f"SELECT {columns}, version FROM {table} WHERE subject_id IN (SELECT id FROM subject WHERE thesaurus_id = ?)",
        (thesaurus_id,),
    )


def groups(library: Library, thesaurus_id: int) -> list[Row]:
    """Return the micro-thesauri of a thesaurus."""
    return library.query("SELECT id, version, uri, name FROM subject_group WHERE thesaurus_id = ?", (thesaurus_id,))


def uses(library: Library, ids: Iterable[int]) -> dict[int, int]:
    """Return how many documents each of these terms indexes; those that index none are left out."""
    rows = library.query(
        "SELECT subject_id, count(*) FROM document_subject WHERE subject_id IN (SELECT value FROM json_each(?)) GROUP BY subject_id",
        (listed(ids),),
    )
    return {row[0]: row[1] for row in rows}


def move_in(revision: Revision, import_id: int, staged: Iterable[str]) -> None:
    """Move the staged rows of these tables in, parents first."""
    wanted = set(staged)
    for table, columns in TABLES.items():
        if table in wanted:
            revision.insert_staged(table, columns, import_id)
