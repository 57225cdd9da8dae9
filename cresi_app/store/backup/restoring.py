"""Put a backup in the library's place, keeping what it replaces; every moment of it leaves a whole library."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk, opening
from cresi_app.store.backup import record, taking, thinning
from cresi_app.store.backup.record import Backup
from cresi_app.store.backup.taking import Progress, silent
from cresi_app.store.backup.verifying import BackupDamaged, Facts, facts_of, verify
from cresi_app.store.files import FolderFiles
from cresi_app.store.lock import LibraryLock

_NEWER: Final = N_(
    "La sauvegarde « {file} » a été faite par une version plus récente de cresi "
    "(format {schema}, ce programme connaît le format {newest}) : la bibliothèque n'a pas été modifiée. "
    "Mettez le programme à jour pour la restaurer."
)
_CHANGED: Final = N_(
    "La sauvegarde « {file} » a changé pendant qu'elle était copiée : la bibliothèque n'a pas été modifiée. Recommencez."
)
_NOT_THERE: Final = N_("Le fichier « {file} » n'existe pas : rien n'a été modifié. Choisissez une sauvegarde.")
_BUSY: Final = N_(
    "La bibliothèque « {folder} » est encore lue par un autre programme : rien n'a été modifié. "
    "Fermez-le, puis recommencez."
)
_SIDE_FILES: Final = ("-wal", "-journal", "-shm")
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, where the replaced library is kept (None when there was none), attachments that could not be found."""

    backup: Backup
    replaced: Path | None
    missing_files: tuple[str, ...]


def restore(library: Path, file: Path, *, newest: int, progress: Progress = silent) -> Restored:
    """Make the library in the folder `library` what the backup `file` holds; every connection to it must be closed.

    The backup is proven first. What it replaces goes to ``backups/replaced-….db``, and no backup is thinned for 30 days.
    `newest` is the newest schema this program knows. Raises `LibraryLocked`, `BackupDamaged` or `StoreError`; the library is
    then as it was.
    """

    def check() -> None:
        progress(0, 1)

    if not disk.is_file(file):
        raise BackupDamaged("not_a_backup", _NOT_THERE, file=file)
    backup = verify(file, check)
    if backup.schema > newest:
        raise StoreError("newer", _NEWER, file=file.name, schema=backup.schema, newest=newest)
    with disk.refusals(library):
        library.mkdir(parents=True, exist_ok=True)
    backups = record.folder_of(library)
    with LibraryLock(library), record.sole_work(backups):
        part = unfinished(library)
        try:
            written = disk.copy_whole(file, part, check)
            if backup.sha256 and written != backup.sha256:
                raise StoreError("altered", _CHANGED, file=file.name)
            missing = _bring_files(library, file.parent, backup)
            thinning.suspend_thinning(library)
            replaced = _keep_current(library, backups)
            disk.put_in_place(part, library / opening.DATABASE)
        finally:
            disk.remove(part)
    return Restored(backup, replaced, missing)


def unfinished(library: Path) -> Path:
    """Return where a restore writes before it is whole; whoever holds the library's lock may take away what lies there."""
    return library / f"{opening.DATABASE}.restoring{disk.PART}"


def _bring_files(library: Path, beside: Path, backup: Backup) -> tuple[str, ...]:
    """Bring back the backup's attachments that the library no longer has, before the rows that name them."""
    shelf = FolderFiles(beside / opening.FILES)
    files = FolderFiles(library / opening.FILES)
    missing = []
    for sha256 in backup.files:
        if not files.is_sound(sha256):
            if shelf.is_sound(sha256):
                files.put(shelf.path(sha256))
            else:
                missing.append(sha256)
    return tuple(missing)


def _keep_current(library: Path, backups: Path) -> Path | None:
    """Keep the present library as one whole file among the backups."""
    database = library / opening.DATABASE
    if not database.exists():
        _remove_side_files(database)
        return None
    kept = record.free_name(backups, record.REPLACED)
    facts = _bring_log_in(database)
    if facts is None or not _keep_sound(library, kept, facts):
        _keep_damaged(database, kept)
    return kept


def _bring_log_in(database: Path) -> Facts | None:
    """Bring the log into the file: left beside another library's file, it would be played into it. None when SQLite cannot.

    Raises `StoreError` (``busy``) when another program still reads it.
    """
    try:
        with closing(sqlite3.connect(database, timeout=5.0, isolation_level=None)) as connection:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            facts = facts_of(connection)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
            return None
        raise
    if mode != "delete":
        raise StoreError("busy", _BUSY, folder=database.parent)
    return facts


def _keep_sound(library: Path, kept: Path, facts: Facts) -> bool:
    part = kept.with_name(kept.name + disk.PART)
    try:
        disk.copy_whole(library / opening.DATABASE, part)
        taking.settle(library, part, kept, reason="replaced", facts=facts)
    except BackupDamaged:
        return False  # SQLite reads it, but it is not sound: it is kept as it is, without the name of a backup
    finally:
        disk.remove(part)
    return True


def _keep_damaged(database: Path, kept: Path) -> None:
    """Keep a library that is not sound byte for byte, with its log, for whoever may save something from it."""
    for suffix in ("", "-wal", "-journal"):
        source = database.with_name(database.name + suffix)
        if source.exists():
            disk.copy_whole(source, kept.with_name(kept.name + suffix))
    _remove_side_files(database)


def _remove_side_files(database: Path) -> None:
    for suffix in _SIDE_FILES:
        disk.remove(database.with_name(database.name + suffix))
