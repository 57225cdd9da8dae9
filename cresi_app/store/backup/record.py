"""What is known of a backup: its name, the record beside it, and the list people choose from."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from filelock import FileLock, Timeout

from cresi_app.core import clock
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk, opening

Reason = Literal["manual", "daily", "migration", "replaced"]

PREFIX: Final = "cresi-"
REPLACED: Final = "replaced-"
_REASONS: Final[tuple[Reason, ...]] = ("manual", "daily", "migration", "replaced")
_BUSY_LOCK: Final = "backup.lock"
PATIENCE: Final = 600.0
"""Seconds that a copy waits for another one of the same library: they are made one after the other."""
_POLL: Final = 0.1

_RUNNING: Final = N_(
    "Une autre sauvegarde ou restauration est en cours dans « {folder} » : celle-ci n'a pas commencé. "
    "Recommencez quand elle sera finie."
)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `at` is aware, in UTC; `counts` the rows of each table; `files` the attachments' hashes.

    `verified` says that it was proven when it was made and still has its size; `verify` proves it again.
    `damaged_files` are attachments that were already altered in the library and could not be kept.
    """

    file: Path
    at: datetime
    size: int
    schema: int
    reason: Reason
    sha256: str = ""
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    files: tuple[str, ...] = ()
    damaged_files: tuple[str, ...] = ()
    verified: bool = False

    @property
    def record(self) -> Path:
        """The JSON file beside it."""
        return self.file.with_suffix(".json")


def folder_of(library: Path) -> Path:
    """Return where a library keeps its backups."""
    return library / opening.BACKUPS


def free_name(backups: Path, prefix: str) -> Path:
    """Return an unused ``<prefix>AAAA-MM-JJ-HHMMSS.db``, in the hour of the desk."""
    base = f"{prefix}{clock.now().astimezone():%Y-%m-%d-%H%M%S}"
    number = 1
    while True:
        name = base if number == 1 else f"{base}-{number}"
        file = backups / f"{name}.db"
        if not file.exists() and not file.with_suffix(".json").exists():
            return file
        number += 1


def write_record(backup: Backup) -> None:
    """Write the JSON beside a backup, whole."""
    said = {
        "application": "cresi",
        "at": backup.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "reason": backup.reason,
        "schema": backup.schema,
        "size": backup.size,
        "sha256": backup.sha256,
        "counts": dict(backup.counts),
        "files": list(backup.files),
        "damaged_files": list(backup.damaged_files),
    }
    disk.write_whole(backup.record, json.dumps(said, ensure_ascii=False, indent=1).encode())


def read_backup(file: Path) -> Backup:
    """Describe the backup in `file` from its record, or, without one, from its header alone (then not verified).

    Raises OSError when the file cannot be read.
    """
    seen = file.stat()
    try:
        said: dict[str, Any] = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        backup = _from_record(file, seen.st_size, said)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        at = datetime.fromtimestamp(seen.st_mtime, UTC)
        reason: Reason = "replaced" if file.name.startswith(REPLACED) else "manual"
        return Backup(file, at, seen.st_size, opening.read_header(file).user_version, reason)
    return backup


def _from_record(file: Path, size: int, said: Mapping[str, Any]) -> Backup:
    reason = said["reason"]
    return Backup(
        file=file,
        at=datetime.fromisoformat(said["at"]).astimezone(UTC),
        size=size,
        schema=int(said["schema"]),
        reason=reason if reason in _REASONS else "manual",
        sha256=str(said["sha256"]),
        counts=MappingProxyType({str(table): int(rows) for table, rows in said["counts"].items()}),
        files=tuple(map(str, said["files"])),
        damaged_files=tuple(map(str, said["damaged_files"])),
        verified=int(said["size"]) == size > 0,
    )


def list_backups(library: Path) -> list[Backup]:
    """List a library's backups and what restorations replaced, newest first."""
    return list_in(folder_of(library))


def list_in(backups: Path) -> list[Backup]:
    """List the backups of a folder, newest first."""
    found = []
    if backups.is_dir():
        for file in backups.glob("*.db"):
            if file.name.startswith((PREFIX, REPLACED)):
                with disk.refusals(backups):
                    found.append(read_backup(file))
    return sorted(found, key=lambda backup: (backup.at, backup.file.name), reverse=True)


def last_backup(library: Path) -> Backup | None:
    """Return the newest verified backup that is not dated in the future, None when there is none."""
    return newest(folder_of(library))


def newest(backups: Path) -> Backup | None:
    """Return the newest verified backup of a folder that is not dated in the future, None when there is none."""
    now = clock.now()
    return next((b for b in list_in(backups) if b.verified and b.reason != "replaced" and b.at <= now), None)


@contextmanager
def sole_work(backups: Path, check: Callable[[], None] = lambda: None, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only one to work in `backups` (made if need be); what a killed program left half done there is swept first.

    Another's work is waited for `patience` seconds at most; `check` is called meanwhile and may raise to give up.
    StoreError ``backup_running``.
    """
    with disk.refusals(backups):
        backups.mkdir(parents=True, exist_ok=True)
        lock = FileLock(backups / _BUSY_LOCK, thread_local=False, fallback_to_soft=False)
        # A stick whose file system knows no locks: this library's copies lie there alone.
        with suppress(NotImplementedError):
            _take(lock, check, patience)
        try:
            _sweep(backups)
            yield
        finally:
            lock.release()


def _take(lock: FileLock, check: Callable[[], None], patience: float) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            if time.monotonic() >= end:
                raise StoreError("backup_running", _RUNNING, folder=Path(lock.lock_file).parent) from error
            check()
            time.sleep(_POLL)
        else:
            return


def _sweep(backups: Path) -> None:
    for part in backups.glob(f"*{disk.PART}*"):  # with SQLite's own journals of unfinished parts
        disk.remove(part)
    for record in backups.glob("*.json"):
        if record.name.startswith((PREFIX, REPLACED)) and not record.with_suffix(".db").exists():
            disk.remove(record)
