"""Reads what was imported, the latest first."""

from collections.abc import Sequence

from cresi_app.catalogue.model.importing import PastImport
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision
from cresi_app.store.values import listed

_READ = (
    "SELECT id, name, format, created, updated, merged, rejected, imported_by, created_at FROM imported_file WHERE {where} "
    "ORDER BY created_at DESC, id DESC LIMIT ?"
)


def of_content(library: Library, sha256: str) -> PastImport | None:
    """Return the latest import of a file with this content that still stands."""
    return next(iter(_read(library, "digest = ?", (sha256, 1))), None)


def since(library: Library, at: str, most: int) -> list[PastImport]:
    """Return the imports that still stand since the instant `at`, `most` of them."""
    return _read(library, "created_at >= ?", (at, most))


def _read(library: Library, where: str, params: Sequence[object]) -> list[PastImport]:
    return [_past(library, row) for row in library.query(_READ.format(where=where), tuple(params))]


def _past(library: Library, row: Row) -> PastImport:
    told = library.timeline("imported_file", row["id"])
    return PastImport(
        row["id"], row["name"], row["format"], row["created"], row["updated"], row["merged"], row["rejected"], row["imported_by"],
        row["created_at"], told[0].seq if told else 0,
    )  # fmt: skip


_HANGING = (
    "co_publication", "contribution", "document_subject", "document_language", "document_country", "document_identifier", "document_link",
    "document_file", "document_source", "copy",
)  # fmt: skip
"""What hangs on a document and does not go with it by itself."""


def made_by(library: Library, seq: int) -> tuple[list[int], int]:
    """Return the documents that the import `seq` made and that nobody has touched since, and how many others it made."""
    made = {
        row[0]
        for row in library.query(
            "SELECT c.entity_id FROM change c JOIN document d ON d.id = c.entity_id "
            "WHERE c.revision = ? AND c.entity = 'document' AND c.before IS NULL",
            (seq,),
        )
    }
    touched = {row[0] for row in library.query(
        "SELECT entity_id FROM change WHERE entity = 'document' AND revision > ?", (seq,))}  # fmt: skip
    for table in _HANGING:
        sql = f"SELECT t.document_id FROM change c JOIN {table} t ON t.id = c.entity_id WHERE c.entity = ? AND c.revision > ?"
        touched |= {row[0] for row in library.query(sql, (table, seq))}
    named = "SELECT target_id FROM document_link WHERE target_id IS NOT NULL AND target_id <> document_id"
    touched |= {row[0] for row in library.query(named)}
    return sorted(made - touched), len(made & touched)


def take_away(revision: Revision, ids: Sequence[int], past_id: int) -> None:
    """Delete these documents with what hangs on them, and the note of their import; names that others use stay."""
    listed_ids = listed(ids)
    for table in _HANGING:
        revision.execute(f"DELETE FROM {table} WHERE document_id IN (SELECT value FROM json_each(?))", (listed_ids,))
    revision.execute(
        "UPDATE serial_issue SET notice_id = NULL, version = version + 1 WHERE notice_id IN (SELECT value FROM json_each(?))",
        (listed_ids,),
    )
    revision.execute("DELETE FROM document WHERE id IN (SELECT value FROM json_each(?))", (listed_ids,))
    revision.execute("DELETE FROM imported_file WHERE id = ?", (past_id,))
