"""What SQLite says, translated into refusals for services and sentences for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store import disk


class Refused(Exception):
    """The schema refused the whole batch; nothing was written.

    `code` is the stable word a trigger raised (``full``, ``overlap``…) or the kind of constraint: ``unique``,
    ``foreign_key``, ``check``, ``not_null``, ``datatype``, ``too_big``. `detail` names the columns or the constraint.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


def unforeseen(refusal: Refused) -> DomainError:
    """Return the sentence for a refusal that a desk has none of its own for."""
    return DomainError(
        refusal.code,
        N_("La bibliothèque n'a pas accepté cet enregistrement ({reason}) : rien n'a été modifié."),
        reason=str(refusal),
    )


class Moved(Refused):
    """What the decision rested on (`Revision.expect`) is no longer so: read again and decide again."""


class Stale(Refused):
    """The row was changed or removed by someone else since it was read."""


class Full(Refused):
    """A wall of capacity in the schema was reached."""


class Interrupted(Exception):
    """The query was ended from another thread because nobody waits for its answer."""


_BY_CODE: Final[dict[str, type[Refused]]] = {"moved": Moved, "stale": Stale, "full": Full}

_CONSTRAINTS: Final[dict[int, str]] = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: "unique",
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: "unique",
    sqlite3.SQLITE_CONSTRAINT_ROWID: "unique",
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "foreign_key",
    sqlite3.SQLITE_CONSTRAINT_CHECK: "check",
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: "not_null",
    sqlite3.SQLITE_CONSTRAINT | 12 << 8: "datatype",  # SQLITE_CONSTRAINT_DATATYPE, which Python does not name
    sqlite3.SQLITE_MISMATCH: "datatype",
    sqlite3.SQLITE_TOOBIG: "too_big",
}

_WORLD: Final = frozenset({
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_PROTOCOL,
})  # fmt: skip
"""What the disk or another program did, not we."""


def translated(error: sqlite3.Error, folder: Path) -> Exception:
    """Return what `error` means: `Refused`, `Interrupted`, `StoreError`, or `error` itself when it is our own mistake."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    message = str(error)
    if code == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return _BY_CODE.get(message, Refused)(message)
    if code in _CONSTRAINTS:
        return Refused(_CONSTRAINTS[code], message.partition("failed: ")[2] or message)
    if code & 0xFF == sqlite3.SQLITE_INTERRUPT:
        return Interrupted()
    if code & 0xFF in _WORLD:
        return disk.refusal(error, folder)
    return error


@contextmanager
def translating(folder: Path) -> Iterator[None]:
    """Raise what SQLite's errors mean for the library in `folder` instead of the errors themselves."""
    try:
        yield
    except sqlite3.Error as error:
        meant = translated(error, folder)
        if meant is error:
            raise
        raise meant from error
