"""Proof that a file is a whole library of ours: an empty file would pass SQLite's own checks."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cresi_app.core import clock
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk, opening
from cresi_app.store.backup.record import Backup, read_backup
from cresi_app.store.values import quoted

_NOT_OURS: Final = N_(
    "Le fichier « {file} » n'est pas une sauvegarde de cresi (il est vide, ou d'un autre programme) : rien n'a été modifié. "
    "Choisissez-en un autre."
)
_ALTERED: Final = N_(
    "La sauvegarde « {file} » a été modifiée ou abîmée depuis qu'elle a été faite : elle n'est pas utilisée, "
    "et la bibliothèque n'a pas été modifiée. Choisissez-en une autre."
)
_UNSOUND: Final = N_(
    "La sauvegarde « {file} » est abîmée ({finding}) : elle n'est pas utilisée, et la bibliothèque n'a pas été modifiée. "
    "Choisissez-en une autre."
)


class BackupDamaged(StoreError):
    """A backup does not prove to be whole; codes ``not_a_backup altered unsound``."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be equal in a library and its backup, and when it was read (aware)."""

    application_id: int
    schema: int
    counts: Mapping[str, int]
    at: datetime = field(compare=False)


def facts_of(connection: sqlite3.Connection) -> Facts:
    """Read the facts of one state: call it inside a read transaction."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    # Shadow tables of the search index hold no rows of their own worth counting; integrity is checked apart.
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    counts = {
        name: connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]
        for (name,) in sorted(tuple(row) for row in tables)
    }
    return Facts(mark, schema, MappingProxyType(counts), datetime.fromisoformat(clock.stamp()))


def prove(file: Path, called: str, check: Callable[[], None] = lambda: None) -> Facts:
    """Prove that a closed, journal-less `file` is a sound library and return its facts.

    `called` is its name in sentences; `check` is asked now and then and may raise. Raises `BackupDamaged`.
    """
    header = opening.read_header(file)
    if not header.is_sqlite or header.application_id != opening.APPLICATION_ID:
        raise BackupDamaged("not_a_backup", _NOT_OURS, file=called)
    try:
        with closing(opening.connect_read_only(opening.file_uri(file, "mode=ro&immutable=1"))) as connection:
            return _prove_open(connection, called, check)
    except sqlite3.DatabaseError as error:
        finding = getattr(error, "sqlite_errorname", str(error))
        raise BackupDamaged("unsound", _UNSOUND, file=called, finding=finding) from error


def _prove_open(connection: sqlite3.Connection, called: str, check: Callable[[], None]) -> Facts:
    check()
    finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if finding != "ok":
        raise BackupDamaged("unsound", _UNSOUND, file=called, finding=finding)
    check()
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise BackupDamaged("unsound", _UNSOUND, file=called, finding=f"{orphan[0]} → {orphan[2]}")
    check()
    facts = facts_of(connection)
    if not facts.counts:
        raise BackupDamaged("not_a_backup", _NOT_OURS, file=called)
    return facts


def verify(file: Path, check: Callable[[], None] = lambda: None) -> Backup:
    """Prove a backup anew, content and record, and return what is known of it. Raises `BackupDamaged` or `StoreError`.

    A backup without its record (brought from elsewhere) is proven by its content alone and stays `verified` False.
    """
    with disk.refusals(file.parent):
        backup = read_backup(file)
        if opening.is_hot(file):
            # Work that is only in its log would be lost by copying the file alone.
            raise BackupDamaged("unsound", _UNSOUND, file=file.name, finding=f"{file.name}-wal")
        if not backup.size:
            raise BackupDamaged("not_a_backup", _NOT_OURS, file=file.name)
        if backup.sha256 and (not backup.verified or disk.sha256_of(file, check) != backup.sha256):
            raise BackupDamaged("altered", _ALTERED, file=file.name)
        facts = prove(file, file.name, check)
    if not backup.sha256:
        return Backup(file, backup.at, backup.size, facts.schema, backup.reason, counts=facts.counts)
    if facts.counts != backup.counts or facts.schema != backup.schema:
        raise BackupDamaged("altered", _ALTERED, file=file.name)
    return backup
