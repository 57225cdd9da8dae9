"""Taking a big import back and bringing it again: the same rows, and how long it takes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.libraries import WHO, filled
from benchmarks.measure import Outcome, spent
from cresi_app.store.library import Library
from cresi_app.store.values import quoted

LIMIT = 15.0
"""Seconds allowed for each, by the wall clock."""


def fingerprint(library: Library) -> str:
    """Return the SHA-256 of all that the recorded tables and the search texts say: all but bookkeeping."""
    digest = hashlib.sha256()
    shapes = [*library.structure.recorded, library.structure["document_text"]]
    for shape in shapes:
        columns = ", ".join(quoted(name) for name in ("id", *shape.content))
        for row in library.query(f"SELECT {columns} FROM {quoted(shape.name)} ORDER BY id"):
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def undo_and_redo(folder: Path, count: int) -> Iterator[Outcome]:
    """Time the undo of an import of `count` notices as one revision, then its redo; the rows must be the same again."""
    with filled(folder, count) as services:
        library = services.library
        before = fingerprint(library)
        undone = spent(lambda: library.undo(WHO))
        empty = library.value("SELECT (SELECT count(*) FROM document) + (SELECT count(*) FROM document_text)")
        redone = spent(lambda: library.redo(WHO))
        same = fingerprint(library) == before
    assert empty == 0, "the undo left rows behind"
    assert same, "the redo gave other rows"
    processor = f"{undone.processor:.1f} s of processor"
    yield Outcome(f"undo of an import of {count:,} notices", undone.clock, LIMIT, "≤", "s", processor)
    processor = f"{redone.processor:.1f} s of processor; the same rows, by their SHA-256"
    yield Outcome(f"redo of an import of {count:,} notices", redone.clock, LIMIT, "≤", "s", processor)
