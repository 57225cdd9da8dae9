"""Reads of the library's own identity and of the staff."""

from typing import Final

from cresi_app.directory.model import Home, Staff
from cresi_app.store.batch import Heading
from cresi_app.store.library import Library
from cresi_app.store.records import Table
from cresi_app.store.undo import RESTORE

HOME: Final = Table("home", Home)
STAFF: Final = Table("staff", Staff)


def home(library: Library) -> Home | None:
    """Return the single row; None in a library that was not introduced yet."""
    return next(iter(HOME.loads(library.query(f"SELECT {HOME.select()} FROM home WHERE id = 1"))), None)


def staff(library: Library) -> list[Staff]:
    """Return every profile, those still at work first, by name."""
    sql = f"SELECT {STAFF.select()} FROM staff ORDER BY archived_on IS NOT NULL, name_sort, id"
    return STAFF.loads(library.query(sql))


def judged_operation(library: Library, heading: Heading) -> str:
    """Return the act whose right an act asks for: itself, or the one that an undo, a redo or a restoration takes back."""
    if heading.undoes is not None:
        return _taken_back(library, heading.undoes) or heading.operation
    if heading.operation == RESTORE:
        entity, _, key = heading.subject.partition(":")
        sql = "SELECT r.operation FROM change AS c JOIN revision AS r ON r.seq = c.revision WHERE c.entity = ? AND c.entity_id = ? ORDER BY c.id DESC LIMIT 1"
        return str(library.value(sql, (entity, int(key)), default=heading.operation))
    return heading.operation


def _taken_back(library: Library, seq: int) -> str:
    rows = library.query("SELECT operation, undoes FROM revision WHERE seq = ?", (seq,))
    while rows and rows[0]["undoes"] is not None:
        rows = library.query("SELECT operation, undoes FROM revision WHERE seq = ?", (rows[0]["undoes"],))
    return str(rows[0]["operation"]) if rows else ""
