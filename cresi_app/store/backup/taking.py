"""Take a backup of a library at work: copied by SQLite itself, proven, and only then given its name."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk, opening
from cresi_app.store.backup import record, thinning
from cresi_app.store.backup.record import Backup, Reason
from cresi_app.store.backup.verifying import BackupDamaged, Facts, facts_of, prove
from cresi_app.store.files import FolderFiles

Progress = Callable[[int, int], None]
"""Called with (done, total) between pieces of work; may raise to give up, and nothing is left then."""

PAGES: Final = 2048
"""Pages copied at once: 8 MB, some hundredths of a second."""

AWAY: Final = 5.0
"""Seconds that a copy into another folder waits for its turn there: one stick that is held must not keep the others waiting."""

_NO_ROOM: Final = N_(
    "Il reste {free} Mo sur le disque de « {folder} » et la sauvegarde en demande {needed} : elle n'a pas été faite, "
    "la bibliothèque est intacte. Libérez de la place, puis recommencez."
)
_UNEQUAL: Final = N_(
    "La sauvegarde ne ressemble pas à la bibliothèque : elle a été effacée et ne compte pas. "
    "La bibliothèque est intacte ; vérifiez le disque, puis recommencez."
)


def silent(_done: int, _total: int) -> None:
    """Show no progress."""


def take(library: Path, *, reason: Reason = "manual", into: Path | None = None, progress: Progress = silent) -> Backup:
    """Back up the library in the folder `library` to its own ``backups/`` (or the folder `into`), then thin the old ones.

    Works beside a writer: it reads one state and never holds anybody up. Raises `StoreError`; nothing half is left.
    """
    backups = into or record.folder_of(library)
    patience = record.PATIENCE if into is None else AWAY
    with record.sole_work(backups, lambda: progress(0, 1), patience):
        file = record.free_name(backups, record.PREFIX)
        part = file.with_name(file.name + disk.PART)
        try:
            with opening.readable(library) as access, closing(opening.connect_read_only(access.uri)) as source:
                facts = copy_state(source, part, progress)
            backup = settle(library, part, file, reason=reason, facts=facts, progress=progress)
        finally:
            disk.remove(part)
        thinning.prune_alone(backups)
    return backup


def copy_state(source: sqlite3.Connection, part: Path, progress: Progress = silent) -> Facts:
    """Copy one state of `source` into the new file `part`, synced and without journal; return the state's facts."""
    source.execute("BEGIN")
    try:
        facts = facts_of(source)  # the first read fixes the state; the copy below is of the same
        _need_room(source, part.parent)
        with closing(sqlite3.connect(part, isolation_level=None)) as target:
            target.execute("PRAGMA synchronous=OFF")  # the whole file is synced once, below
            source.backup(target, pages=PAGES, progress=lambda _status, left, total: progress(total - left, total))
            # A file in WAL mode cannot be read alone from a folder that is write-protected.
            target.execute("PRAGMA journal_mode=DELETE")
    finally:
        source.execute("ROLLBACK")
    disk.sync_file(part)
    return facts


def _need_room(source: sqlite3.Connection, folder: Path) -> None:
    pages, size = (source.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    free = disk.free_bytes(folder)
    if pages * size > free:
        mega = 1_000_000
        raise StoreError("disk_full", _NO_ROOM, folder=folder, free=free // mega, needed=pages * size // mega + 1)


def settle(
    library: Path, part: Path, file: Path, *, reason: Reason, facts: Facts, progress: Progress = silent
) -> Backup:
    """Prove the copy `part` of a state with these `facts`, keep its attachments, write its record, name it `file`."""

    def check() -> None:
        progress(1, 1)

    if prove(part, file.name, check) != facts:
        raise BackupDamaged("unequal", _UNEQUAL)
    kept, damaged = keep_files(FolderFiles(library / opening.FILES), file.parent, progress)
    backup = Backup(
        file=file,
        at=facts.at,
        size=part.stat().st_size,
        schema=facts.schema,
        reason=reason,
        sha256=disk.sha256_of(part, check),
        counts=facts.counts,
        files=kept,
        damaged_files=damaged,
        verified=True,
    )
    record.write_record(backup)  # first: a backup that is there without its record would not count
    disk.put_in_place(part, file)
    return backup


def keep_files(
    files: FolderFiles, backups: Path, progress: Progress = silent
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keep every attachment beside the backups, each content once; return the hashes kept and those found altered.

    The library's rows of the state just copied were written after their files, so all of theirs are there.
    """
    shelf = FolderFiles(backups / opening.FILES)
    kept: list[str] = []
    damaged: list[str] = []
    everything = list(files.hashes())
    for done, sha256 in enumerate(everything):
        progress(done, len(everything))
        (kept if shelf.adopt(files, sha256) else damaged).append(sha256)
    return tuple(kept), tuple(damaged)
