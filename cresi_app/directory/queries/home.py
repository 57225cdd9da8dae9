"""Reads of the library's own identity and of the staff."""

from typing import Final

from cresi_app.directory.model import Home, Staff
from cresi_app.store.batch import Heading
from cresi_app.store.library import Library
from cresi_app.store.records import Table
from cresi_app.store.undo import RESTORE

HOME: Final = Table("home", Home)
STAFF: Final = Table("staff", Staff)
CORRECTIONS: Final = frozenset({"history.put_back", "history.go_back"})
"""Acts that anybody may do who may do those that they correct."""
INTRODUCED: Final = "directory.introduce_staff"


def home(library: Library) -> Home | None:
    """Return the single row; None in a library that was not introduced yet."""
    return next(iter(HOME.loads(library.query(f"SELECT {HOME.select()} FROM home WHERE id = 1"))), None)


BEFORE_ROLES: Final = {
    ("staff", "standing"): "iif(EXISTS (SELECT 1 FROM staff WHERE archived_on IS NULL AND standing = 'manager'), "
    "'reader', 'manager')"
}
"""The role of a profile that comes back from before there were roles: the least, unless nobody would be left to manage the team."""


def staff(library: Library) -> list[Staff]:
    """Return every profile, those still at work first, by name."""
    sql = f"SELECT {STAFF.select()} FROM staff ORDER BY archived_on IS NOT NULL, name_sort, id"
    return STAFF.loads(library.query(sql))


def judged_operations(library: Library, heading: Heading) -> frozenset[str]:
    """Return the acts whose rights an act asks for: itself, or what an undo, a redo or a restoration takes back."""
    seq = heading.undoes
    if seq is None and heading.operation == RESTORE:
        entity, _, key = heading.subject.partition(":")
        sql = "SELECT revision FROM change WHERE entity = ? AND entity_id = ? ORDER BY id DESC LIMIT 1"
        seq = library.value(sql, (entity, int(key)))
    own = frozenset({heading.operation})
    return own if seq is None else deeds(library, seq) or own


def deeds(library: Library, seq: int) -> frozenset[str]:
    """Return the acts that a revision comes down to: what an undo takes back, whose work the values of before replaced; none when unknown.

    To take back an introduction, which anybody may make, is to take somebody off the team.
    """
    found = library.query("SELECT operation, undoes FROM revision WHERE seq = ?", (seq,))
    if not found:
        return frozenset()
    operation, undoes = found[0]
    if undoes is not None:
        return deeds(library, undoes)
    if operation in CORRECTIONS:
        earlier = library.query(
            "SELECT DISTINCT (SELECT max(p.revision) FROM change AS p WHERE p.entity = c.entity "
            "AND p.entity_id = c.entity_id AND p.revision < c.revision) AS seq FROM change AS c WHERE c.revision = ?",
            (seq,),
        )
        return frozenset().union(*(deeds(library, row["seq"]) for row in earlier if row["seq"] is not None))
    return frozenset({"directory.archive_staff" if operation == INTRODUCED else str(operation)})
