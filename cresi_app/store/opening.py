"""What a folder holds, learnt from the first 100 bytes of its library before SQLite is let near it."""

import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import quote

from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk

APPLICATION_ID: Final = 0x43525349
"""« CRSI », at byte 68 of every library: what says that a SQLite file is ours."""

DATABASE: Final = "library.db"
FILES: Final = "files"
CACHE: Final = "cache"
BACKUPS: Final = "backups"

_LEFT_BEHIND: Final = frozenset({FILES, CACHE, BACKUPS, "health.json", "desktop.ini"})
"""What a founding cut short, or a desktop, leaves in a folder that holds nothing else."""

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100
_STABLE_TRIES: Final = 5

_NO_FOLDER: Final = N_(
    "Le dossier « {folder} » n'existe pas : rien n'a été créé. "
    "Vérifiez son nom, branchez le disque qui le porte, ou créez une bibliothèque."
)
_NOT_A_FOLDER: Final = N_(
    "« {folder} » est un fichier : une bibliothèque est un dossier. Il n'a pas été modifié. "
    "Choisissez le dossier qui contient library.db, ou un autre dossier."
)
_NO_DATABASE: Final = N_(
    "Le dossier « {folder} » ne contient pas de bibliothèque : rien n'y a été modifié. "
    "Choisissez un autre dossier ou créez une bibliothèque."
)
_EMPTY: Final = N_(
    "Le fichier library.db de « {folder} » est vide, ce n'est pas une bibliothèque : il n'a pas été modifié. "
    "Restaurez une sauvegarde ou choisissez un autre dossier."
)
_FOREIGN: Final = N_(
    "Le fichier library.db de « {folder} » n'est pas une bibliothèque de cresi : il n'a pas été modifié. "
    "Choisissez un autre dossier."
)
_UNREADABLE: Final = N_(
    "Le fichier library.db de « {folder} » ne peut pas être lu ({reason}) : il n'a pas été modifié. "
    "Demandez le droit de le lire ou choisissez un autre dossier."
)
_NEWER: Final = N_(
    "La bibliothèque « {folder} » a été enregistrée par une version plus récente de cresi "
    "(format {schema}, ce programme connaît le format {newest}) : elle n'a pas été modifiée. "
    "Mettez le programme à jour pour l'ouvrir."
)
_MOVING: Final = N_(
    "La bibliothèque « {folder} » est en train d'être modifiée par un autre poste, et ce dossier ne peut pas être écrit : "
    "elle n'a pas pu être lue. Recommencez dans un instant."
)
READ_ONLY_FOLDER: Final = N_(
    "Le dossier « {folder} » est protégé en écriture : la bibliothèque est ouverte en lecture seule."
)
TEMPORARY_COPY: Final = N_(
    "Le dossier « {folder} » est protégé en écriture et le dernier travail n'y est pas encore rangé : "
    "une copie temporaire est ouverte en lecture seule."
)
FULL_DISK: Final = N_(
    "Le disque de « {folder} » est plein : la bibliothèque est ouverte en lecture seule, rien n'est perdu. "
    "Libérez de la place, puis rouvrez-la."
)
EXISTS: Final = N_(
    "Le dossier « {folder} » contient déjà une bibliothèque : rien n'a été modifié. "
    "Ouvrez-la, ou choisissez un autre dossier."
)
NOT_EMPTY: Final = N_(
    "Le dossier « {folder} » contient déjà autre chose : rien n'y a été écrit. "
    "Choisissez un dossier vide, ou un nom qui n'existe pas encore."
)


class NotALibrary(StoreError):
    """There is no library of ours there; codes ``no_folder not_a_folder no_database empty foreign unreadable``."""


class NewerLibrary(StoreError):
    """A later program wrote it: refused, untouched; code ``newer``."""


class State(StrEnum):
    """What stands at ``library.db``."""

    NO_FOLDER = "no_folder"
    NOT_A_FOLDER = "not_a_folder"
    NO_DATABASE = "no_database"
    EMPTY = "empty"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"
    LIBRARY = "library"


_SENTENCES: Final = {
    State.NO_FOLDER: _NO_FOLDER,
    State.NOT_A_FOLDER: _NOT_A_FOLDER,
    State.NO_DATABASE: _NO_DATABASE,
    State.EMPTY: _EMPTY,
    State.FOREIGN: _FOREIGN,
    State.UNREADABLE: _UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Header:
    """The three facts of a SQLite file's first 100 bytes. All zero or False when it is shorter or something else."""

    is_sqlite: bool = False
    application_id: int = 0
    user_version: int = 0


@dataclass(frozen=True, slots=True)
class Examined:
    """What `examine` found. `schema` is the library's user_version; `hot` says that the last work is not yet in library.db."""

    folder: Path
    state: State
    schema: int = 0
    hot: bool = False
    reason: str = ""

    @property
    def database(self) -> Path:
        """The library's file."""
        return self.folder / DATABASE

    @property
    def is_library(self) -> bool:
        """Say whether a library of ours stands there."""
        return self.state is State.LIBRARY

    @property
    def writable(self) -> bool:
        """Say whether the folder and the file can be written, tried anew each time."""
        return disk.can_write(self.folder)

    def require(self, newest: int) -> None:
        """Raise `NotALibrary`, or `NewerLibrary` when its schema is above `newest`."""
        if not self.is_library:
            raise NotALibrary(self.state.value, _SENTENCES[self.state], folder=self.folder, reason=self.reason)
        if self.schema > newest:
            raise NewerLibrary("newer", _NEWER, folder=self.folder, schema=self.schema, newest=newest)


def read_header(path: Path) -> Header:
    """Read the first 100 bytes of a file, and nothing more. Raises OSError."""
    with path.open("rb") as handle:
        head = handle.read(_HEADER)
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        return Header()
    return Header(True, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big", signed=True))


def is_hot(database: Path) -> bool:
    """Say whether a write-ahead log or a rollback journal that is not empty lies beside `database`: its header may be stale."""
    for suffix in ("-wal", "-journal"):
        with suppress(OSError):
            if database.with_name(database.name + suffix).stat().st_size:
                return True
    return False


def examine(folder: Path) -> Examined:
    """Look at `folder` without changing a byte of it (SQLite is asked only when the last work is still in its log)."""
    database = folder / DATABASE
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            return Examined(folder, State.NOT_A_FOLDER)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # the last: a name that no system knows
        return Examined(folder, State.NO_FOLDER)
    except OSError as error:
        return Examined(folder, State.UNREADABLE, reason=error.strerror or type(error).__name__)
    try:
        size = database.stat().st_size
        header = read_header(database)
    except FileNotFoundError:
        return Examined(folder, State.NO_DATABASE)
    except OSError as error:
        return Examined(folder, State.UNREADABLE, reason=error.strerror or type(error).__name__)
    if not size:
        return Examined(folder, State.EMPTY)
    if not header.is_sqlite:
        return Examined(folder, State.FOREIGN)
    if is_hot(database):
        return _examine_hot(folder)
    return _judge(folder, header, hot=False)


def _judge(folder: Path, header: Header, *, hot: bool) -> Examined:
    ours = header.application_id == APPLICATION_ID
    return Examined(folder, State.LIBRARY if ours else State.FOREIGN, header.user_version if ours else 0, hot=hot)


def _examine_hot(folder: Path) -> Examined:
    """Ask SQLite what the header will say once the log is in: a stale header may hide a newer schema or our own mark."""
    try:
        with readable(folder) as access, closing(connect_read_only(access.uri)) as asked:
            mark = asked.execute("PRAGMA application_id").fetchone()[0]
            schema = asked.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return Examined(folder, State.UNREADABLE, hot=True, reason=getattr(error, "sqlite_errorname", str(error)))
    return _judge(folder, Header(True, mark, schema), hot=True)


def require_free(folder: Path) -> None:
    """Make sure that a library may be founded in `folder`, which may be absent; changes nothing.

    What an attempt cut short has left there does not count, nor do hidden files, which desktops leave behind.
    StoreError ``exists``, ``not_empty``, ``not_a_folder``, or what the disk refuses.
    """
    with disk.refusals(folder):
        try:
            found = [place.name for place in folder.iterdir()]
        except FileNotFoundError:
            return
        except NotADirectoryError as error:
            raise NotALibrary(State.NOT_A_FOLDER.value, _NOT_A_FOLDER, folder=folder) from error
    if DATABASE in found:
        raise StoreError("exists", EXISTS, folder=folder)
    if any(not name.startswith((".", "library.")) and name not in _LEFT_BEHIND for name in found):
        raise StoreError("not_empty", NOT_EMPTY, folder=folder)


@dataclass(frozen=True, slots=True)
class ReadAccess:
    """How a library can be read: the `uri` for `sqlite3.connect(uri, uri=True)` and the sentence to keep showing ("" when none)."""

    uri: str
    notice: str = ""


def file_uri(path: Path, query: str) -> str:
    """Return the SQLite URI of `path` with `query` (``mode=ro``); ``?``, ``#`` and ``%`` in names are escaped."""
    posix = path.absolute().as_posix()
    if posix.startswith("//"):
        return f"file://{quote(posix, safe='/')}?{query}"  # a share of another machine: file:////server/share
    return f"file:///{quote(posix.lstrip('/'), safe='/:')}?{query}"


def connect_read_only(uri: str) -> sqlite3.Connection:
    """Open a connection that cannot write, for a question or two."""
    asked = sqlite3.connect(uri, uri=True, timeout=5.0, isolation_level=None)
    asked.execute("PRAGMA query_only=ON")
    return asked


@contextmanager
def readable_on_a_full_disk(folder: Path) -> Iterator[ReadAccess]:
    """Give a way to read a library beside which not even SQLite's own side files can be made; nobody else may be writing it."""
    if not is_hot(folder / DATABASE):
        yield ReadAccess(file_uri(folder / DATABASE, "mode=ro&immutable=1"), FULL_DISK)
        return
    with _temporary_copy(folder) as copy:
        yield ReadAccess(file_uri(copy, "mode=rw"), FULL_DISK)


@contextmanager
def readable(folder: Path) -> Iterator[ReadAccess]:
    """Give a way to read the library of `folder` that works even where nothing can be written.

    A writable folder is read in place. An unwritable one is read as it is when its log is empty; otherwise from a
    temporary copy, deleted at the end of the block. Raises `StoreError` when another desk keeps changing it.
    """
    database = folder / DATABASE
    if disk.can_write(folder):
        if database.with_name(f"{DATABASE}-journal").exists() and is_hot(database):
            # A read-only connection may not roll an interrupted transaction back.
            with _temporary_copy(folder) as copy:
                yield ReadAccess(file_uri(copy, "mode=rw"))
            return
        yield ReadAccess(file_uri(database, "mode=ro"))
    elif not is_hot(database):
        yield ReadAccess(file_uri(database, "mode=ro&immutable=1"), READ_ONLY_FOLDER)
    else:
        with _temporary_copy(folder) as copy:
            yield ReadAccess(file_uri(copy, "mode=rw"), TEMPORARY_COPY)


@contextmanager
def _temporary_copy(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cresi-", ignore_cleanup_errors=True) as name:
        with disk.refusals(Path(name)):
            _copy_stable(folder, Path(name))
        yield Path(name) / DATABASE


def _copy_stable(folder: Path, target: Path) -> None:
    """Copy the database with its log, and only believe the copy when neither moved meanwhile."""
    parts = [folder / DATABASE, folder / f"{DATABASE}-wal", folder / f"{DATABASE}-journal"]
    for _ in range(_STABLE_TRIES):
        before = _marks(parts)
        for part in parts:
            disk.remove(target / part.name)
            if part.exists():
                shutil.copyfile(part, target / part.name)
        if _marks(parts) == before:
            return
    raise StoreError("moving", _MOVING, folder=folder)


def _marks(parts: list[Path]) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for part in parts:
        try:
            seen = part.stat()
        except FileNotFoundError:
            found.append(None)
        else:
            found.append((seen.st_size, seen.st_mtime_ns))
    return found
