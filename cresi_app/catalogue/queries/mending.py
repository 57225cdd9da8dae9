"""Statements of mends: what one click writes, record by record, within one revision."""

from collections.abc import Iterable, Mapping
from typing import Final

from cresi_app.catalogue.model.checks import Finding
from cresi_app.catalogue.queries import references
from cresi_app.core.ids import new_id
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision
from cresi_app.store.values import listed

_IDS: Final = "(SELECT value FROM json_each(?))"
_SAME: Final = {"document_subject": ("document_id",)}


def leave(revision: Revision, code: str, one: Finding) -> None:
    """Note that a finding is to stay, with what the record says now."""
    revision.execute("DELETE FROM left_alone WHERE finding = ? AND entity_id = ?", (code, one.id))
    revision.insert("left_alone", {"id": new_id(), "finding": code, "entity_id": one.id, "said": one.said})


def forget(revision: Revision, code: str) -> None:
    """Forget what was left of a check."""
    revision.execute("DELETE FROM left_alone WHERE finding = ?", (code,))


def remove(revision: Revision, table: str, ids: Iterable[int]) -> None:
    """Delete records that nothing refers to, with their names."""
    gone = listed(ids)
    if table == "subject":
        for name in ("subject_label", "subject_note", "subject_mapping", "subject_membership"):
            revision.execute(f"DELETE FROM {name} WHERE subject_id IN {_IDS}", (gone,))
        revision.execute(
            f"DELETE FROM subject_related WHERE subject_id IN {_IDS} OR related_id IN {_IDS}", (gone, gone)
        )
    revision.execute(f"DELETE FROM {table} WHERE id IN {_IDS}", (gone,))


def employ(revision: Revision, library: Library, word: int, term: int) -> None:
    """Put a term in place of a loose word on every notice, and let the word go."""
    references.move(revision, library, "subject", term, [word], _SAME)
    revision.delete("subject", word)


def employ_instead(revision: Revision, old: int, term: int) -> None:
    """Put a term in place of another on every notice; the other stays in its thesaurus, deprecated.

    Decided as it is written: of two terms that one act replaces by the same, a notice with both keeps it once.
    """
    revision.execute(
        "DELETE FROM document_subject WHERE subject_id = ? "
        "AND document_id IN (SELECT document_id FROM document_subject WHERE subject_id = ?)",
        (old, term),
    )
    revision.execute(
        "UPDATE document_subject SET subject_id = ?, version = version + 1 WHERE subject_id = ?", (term, old)
    )


def subjects(revision: Revision, document_id: int, chosen: Iterable[int]) -> None:
    """Index a notice that has no subject with these terms; ends the batch when it got one meanwhile."""
    revision.expect("SELECT NOT EXISTS (SELECT 1 FROM document_subject WHERE document_id = ?)", (document_id,))
    for position, subject_id in enumerate(chosen):
        revision.insert(
            "document_subject", {"document_id": document_id, "subject_id": subject_id, "position": position}
        )


def languages(revision: Revision, chosen: Iterable[tuple[int, str]]) -> None:
    """Write the language of notices that have none; ends the batch when one got it meanwhile."""
    for document_id, code in chosen:
        revision.expect("SELECT NOT EXISTS (SELECT 1 FROM document_language WHERE document_id = ?)", (document_id,))
        revision.insert("document_language", {"document_id": document_id, "language_code": code, "use": "text"})


_LIVE_COPY: Final = "SELECT 1 FROM copy WHERE withdrawn_on IS NULL AND document_id = ?"


def contributors(revision: Revision, document_id: int, chosen: Iterable[int], role: str) -> None:
    """Give a notice that has none these contributors; ends the batch when it got one meanwhile."""
    revision.expect("SELECT NOT EXISTS (SELECT 1 FROM contribution WHERE document_id = ?)", (document_id,))
    for position, contributor_id in enumerate(dict.fromkeys(chosen)):
        values = {"document_id": document_id, "contributor_id": contributor_id, "role": role, "position": position}
        revision.insert("contribution", values)


def copy(revision: Revision, document_id: int, values: Mapping[str, object]) -> None:
    """Enter a copy of a notice that has none; ends the batch when it got one meanwhile."""
    revision.expect(f"SELECT NOT EXISTS ({_LIVE_COPY})", (document_id,))
    revision.insert("copy", {"document_id": document_id, "needs_label": True, **values})
