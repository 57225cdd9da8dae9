"""Whole files or nothing on disk, and the system's refusals as sentences for people."""

import errno
import hashlib
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from cresi_app.core import disk as replacing
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_

BLOCK: Final = 1024 * 1024
"""Bytes read or written at once; between two blocks a long copy can be cancelled."""

PART: Final = ".part"
"""What an unfinished file's name ends with: whoever finds one without a living owner may delete it."""

WINDOWS: Final = os.name == "nt"

_LEAST: Final = 64 * 1024
"""Bytes that SQLite asks for to begin with: its log's index is made of blocks of 32 kB."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_PROTECTED: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_SHARING_VIOLATION: Final = 32
_WINDOWS_DISK_FULL: Final = frozenset({39, 112})

DISK_FULL: Final = N_(
    "Le disque est plein : rien n'a été enregistré à moitié, ce qui était déjà enregistré est intact. "
    "Libérez de la place, puis recommencez."
)
NOT_WRITABLE: Final = N_(
    "Le dossier « {folder} » est protégé en écriture : rien n'y a été modifié. "
    "Choisissez un autre dossier ou demandez le droit d'y écrire."
)
IN_USE: Final = N_(
    "Un autre programme tient un fichier de « {folder} » ouvert : rien n'a été modifié. Fermez-le, puis recommencez."
)
BUSY: Final = N_(
    "La bibliothèque est occupée par un autre programme : rien n'a été modifié. Recommencez dans un instant."
)
DAMAGED: Final = N_(
    "Le fichier de la bibliothèque « {folder} » est abîmé. Il n'a pas été modifié : restaurez une sauvegarde, "
    "et gardez ce fichier pour qu'on puisse en sauver ce qui s'y trouve."
)
DISK_FAILED: Final = N_(
    "Le disque a refusé de lire ou d'écrire dans « {folder} » ({reason}) : rien n'a été enregistré à moitié. "
    "Vérifiez que le disque est bien branché, puis recommencez."
)


def refusal(error: OSError | sqlite3.Error, folder: Path) -> StoreError:
    """Turn what the system or SQLite refused into a calm sentence.

    Codes: ``disk_full not_writable in_use busy damaged disk``.
    """
    if isinstance(error, sqlite3.Error):
        return _sqlite_refusal(error, folder)
    if error.errno in _FULL or getattr(error, "winerror", None) in _WINDOWS_DISK_FULL:
        return StoreError("disk_full", DISK_FULL)
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return StoreError("in_use", IN_USE, folder=folder)
    if error.errno in _PROTECTED:
        return StoreError("not_writable", NOT_WRITABLE, folder=folder)
    return StoreError("disk", DISK_FAILED, folder=folder, reason=error.strerror or type(error).__name__)


def _sqlite_refusal(error: sqlite3.Error, folder: Path) -> StoreError:
    primary = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if primary == sqlite3.SQLITE_FULL or (primary == sqlite3.SQLITE_IOERR and _is_full(folder)):
        return StoreError("disk_full", DISK_FULL)
    if primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return StoreError("not_writable", NOT_WRITABLE, folder=folder)
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreError("busy", BUSY)
    if primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return StoreError("damaged", DAMAGED, folder=folder)
    return StoreError("disk", DISK_FAILED, folder=folder, reason=getattr(error, "sqlite_errorname", str(error)))


def _is_full(folder: Path) -> bool:
    """Say whether nothing goes onto the disk of `folder`: SQLite tells of what it writes beside the file as of a broken disk."""
    try:
        return free_bytes(folder) < _LEAST
    except OSError:
        return False


@contextmanager
def refusals(folder: Path) -> Iterator[None]:
    """Let the system's and SQLite's errors of the block leave it as `StoreError`."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise refusal(error, folder) from error


def can_write(folder: Path) -> bool:
    """Say whether files can be made in `folder` and its library changed. Leaves the folder as it is.

    Windows answers only to a real attempt: its read-only attribute says nothing about a folder.
    """
    database = folder / "library.db"
    if database.exists() and not os.access(database, os.W_OK):
        return False
    if not WINDOWS:
        return os.access(folder, os.W_OK | os.X_OK)
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Say whether a file can be seen there; a name that no system can hold is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def flush(handle: BinaryIO) -> None:
    """Wait until what was written to `handle` is on the disk itself."""
    handle.flush()
    os.fsync(handle.fileno())


def sync_file(path: Path) -> None:
    """Wait until the bytes of `path` are on the disk itself."""
    with path.open("r+b") as handle:
        os.fsync(handle.fileno())


def touch(path: Path) -> None:
    """Date a file to the present, as far as it is ours to date."""
    try:
        os.utime(path)
    except PermissionError:
        if WINDOWS:  # which refuses while the read-only attribute is set; elsewhere the file is another account's
            path.chmod(stat.S_IWRITE | stat.S_IREAD)
            os.utime(path)
            protect(path)


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk itself; Windows does it with the rename."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems refuse this on a folder; the rename itself has been sent.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(part: Path, final: Path) -> None:
    """Give the synced `part` its `final` name in one step: readers see the old file or the new one, never half."""
    replacing.put_in_place(part, final)
    sync_folder(final.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a power cut leaves the old content or the new one."""
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        with part.open("wb") as handle:
            handle.write(content)
            flush(handle)
        put_in_place(part, path)
    except OSError:
        remove(part)
        raise


def copy_whole(source: Path, target: Path, check: Callable[[], None] = lambda: None) -> str:
    """Copy `source` to `target` through a synced part file and return the SHA-256 of what was written.

    `check` is called between blocks and may raise to give up; nothing is left behind then.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}{PART}")
    try:
        digest = hashlib.sha256()
        with source.open("rb") as reading, part.open("wb") as writing:
            while block := reading.read(BLOCK):
                check()
                digest.update(block)
                writing.write(block)
            flush(writing)
        put_in_place(part, target)
    except BaseException:
        remove(part)
        raise
    return digest.hexdigest()


def link_or_copy(source: Path, target: Path) -> None:
    """Make `target` the same file as `source`, or a synced copy where the disk knows no hard links."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        copy_whole(source, target)
    sync_folder(target.parent)


def sha256_of(path: Path, check: Callable[[], None] = lambda: None) -> str:
    """Return the SHA-256 of a file in hexadecimal; `check` is called between blocks and may raise."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while block := handle.read(BLOCK):
            check()
            digest.update(block)
    return digest.hexdigest()


def protect(path: Path) -> None:
    """Mark a file read-only, so that no program alters it by accident."""
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)


def remove(path: Path) -> None:
    """Delete a file if it is there, its write protection lifted first: Windows refuses otherwise."""
    with suppress(FileNotFoundError):
        if WINDOWS:
            path.chmod(stat.S_IWRITE | stat.S_IREAD)
        path.unlink()


def free_bytes(folder: Path) -> int:
    """Return how many bytes can still be written to the disk of `folder`."""
    return shutil.disk_usage(folder).free
