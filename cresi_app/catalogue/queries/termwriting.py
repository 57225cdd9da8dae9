"""What writing a term asks of the library first, what such an act rests on, and what leaves with a term."""

from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision

_OWN: Final = ("subject_label", "subject_note", "subject_mapping", "subject_membership", "subject_broader")
_BETWEEN: Final = (("subject_broader", "subject_id", "broader_id"), ("subject_related", "subject_id", "related_id"))
_NAMED: Final = "SELECT 1 FROM subject WHERE thesaurus_id = ? AND match_key = ?"


def is_named(library: Library, thesaurus_id: int, key: str) -> bool:
    """Say whether a thesaurus has a term of this name."""
    return bool(library.query(_NAMED, (thesaurus_id, key)))


def still_unnamed(revision: Revision, thesaurus_id: int, key: str) -> None:
    """Let the act go through only while the thesaurus has no term of this name."""
    revision.expect(f"SELECT NOT EXISTS ({_NAMED})", (thesaurus_id, key))


def label(library: Library, label_id: int) -> Row | None:
    """Return one name of a term: subject_id, language, kind, label; None when it is gone."""
    rows = library.query("SELECT subject_id, language, kind, label FROM subject_label WHERE id = ?", (label_id,))
    return rows[0] if rows else None


def keeps_a_name(revision: Revision, subject_id: int, label_id: int) -> None:
    """Let the act go through only while the term has a preferred name besides this one."""
    revision.expect(
        "SELECT EXISTS (SELECT 1 FROM subject_label WHERE subject_id = ? AND kind = 'pref' AND id <> ?)",
        (subject_id, label_id),
    )


def note(library: Library, subject_id: int, kind: str, language: str) -> Row | None:
    """Return id and version of a term's note of a kind and language; None when it has none."""
    sql = "SELECT id, version FROM subject_note WHERE subject_id = ? AND kind = ? AND language = ?"
    rows = library.query(sql, (subject_id, kind, language))
    return rows[0] if rows else None


def unlink(revision: Revision, one: int, other: int) -> None:
    """Take every direct link between two terms away."""
    pair = (one, other)
    for table, left, right in _BETWEEN:
        revision.execute(
            f"DELETE FROM {table} WHERE ({left} = ? AND {right} = ?) OR ({right} = ? AND {left} = ?)", (*pair, *pair)
        )


def remove(revision: Revision, subject_id: int, version: int) -> None:
    """Delete a term with what is its own."""
    for table in _OWN:
        revision.execute(f"DELETE FROM {table} WHERE subject_id = ?", (subject_id,))
    revision.execute("DELETE FROM subject_related WHERE ? IN (subject_id, related_id)", (subject_id,))
    revision.delete("subject", subject_id, version)
