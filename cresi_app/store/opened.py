"""Opening and closing a library folder, and reading it: what every library can do before anybody acts."""

import logging
import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from cresi_app.core.changes import Changes
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_, tr
from cresi_app.store import backup, disk, forgetting, health, opening, staging
from cresi_app.store.batch import Heading
from cresi_app.store.connection import Row
from cresi_app.store.engine import Embedded
from cresi_app.store.files import FolderFiles
from cresi_app.store.forgetting import Forgetting
from cresi_app.store.health import Need, Problem, Watch
from cresi_app.store.inverse import Unknown
from cresi_app.store.location import location_warning
from cresi_app.store.lock import LibraryLock
from cresi_app.store.migrations import Model
from cresi_app.store.search import SearchSource
from cresi_app.store.structure import Structure
from cresi_app.store.values import Params, plain_params, quoted
from cresi_app.store.watching import Stage, Watched, unwatched

_LOG: Final = logging.getLogger(__name__)

_MUST_MIGRATE: Final = N_(
    "La bibliothèque « {folder} » a été enregistrée par une version plus ancienne de cresi et ne peut pas être mise à jour "
    "ici : elle n'a pas été modifiée. Ouvrez-la une fois depuis un dossier où l'on peut écrire."
)


def let_through(_heading: Heading) -> None:
    """Let everybody do everything."""


def may_last(folder: Path) -> bool:
    """Say whether opening the library of `folder` may take more than a moment: after an unclean end, or in an older version."""
    try:
        examined = opening.examine(folder)
        watch = Watch(folder)
        return examined.writable and (
            examined.schema < Model().newest or watch.is_unclean() or watch.wiping is not None
        )
    except StoreError:
        return False  # the opening itself says what is wrong


class OpenedLibrary:
    """A library folder that is open: its lock, its engine, its reads."""

    def __init__(self, folder: Path, sources: Sequence[SearchSource], model: Model) -> None:
        self.folder: Final = folder
        self.model: Final = model
        self.files: Final = FolderFiles(folder / opening.FILES)
        self.desk = platform.node() or "?"
        self.check_due = False
        self._engine: Final = Embedded(folder, model, sources)
        self._listeners: Final[list[Callable[[Changes], None]]] = []
        self.gate: Callable[[Heading], None] = let_through
        """Judges every act before it is written, by who does it; raises a `DomainError` for what they may not do."""
        self.unknown: Unknown = {}
        """What columns hold in rows that come back from a history older than they are, where that is not their default."""
        self._staged: Final[dict[int, dict[str, int]]] = {}
        """How far each import has come with each of its entities."""
        self._locked: LibraryLock | None = None
        self._watch: Final = Watch(folder)

    @classmethod
    def create(cls, folder: Path, *, sources: Sequence[SearchSource] = (), model: Model | None = None) -> Self:
        """Make an empty library in `folder` (made when absent) and open it.

        StoreError ``exists`` when there is one, ``not_empty`` when it is the home of something else, ``not_a_folder``.
        """
        database = folder / opening.DATABASE
        opening.require_free(folder)
        with disk.refusals(folder):
            for part in (folder, folder / opening.FILES, folder / opening.CACHE, folder / opening.BACKUPS):
                part.mkdir(parents=True, exist_ok=True)
        library = cls(folder, sources, model or Model())
        with library._closing_on_failure():
            library._take_lock(0.0)
            if database.exists():
                raise StoreError("exists", opening.EXISTS, folder=folder)
            library._found()
        return library

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        sources: Sequence[SearchSource] = (),
        wait: float = 0.0,
        read_only: bool = False,
        model: Model | None = None,
        watched: Watched = unwatched,
    ) -> Self:
        """Open the library of `folder`, waiting up to `wait` seconds for another desk to close it; `watched` hears how far it is.

        A folder that cannot be written is opened for reading, and `warnings` says so. Raises `NotALibrary`,
        `NewerLibrary` or `LibraryLocked`; the file is then untouched.
        """
        library = cls(folder, sources, model or Model())
        examined = opening.examine(folder)
        examined.require(library.model.newest)
        with library._closing_on_failure():
            if read_only or not examined.writable:
                if examined.schema < library.model.newest:
                    raise StoreError("must_migrate", _MUST_MIGRATE, folder=folder)
                library._engine.read_only_here()
            else:
                library._take_lock(wait)
                with suppress(OSError):  # another account's, perhaps: it harms nobody
                    disk.remove(backup.unfinished(folder))
                # Another desk may have changed it while we waited.
                examined = opening.examine(folder)
                examined.require(library.model.newest)
                library._make_sure(watched, migrating=examined.schema < library.model.newest)
                library._write_or_read(watched, migrating=examined.schema < library.model.newest)
        return library

    def _write_or_read(self, watched: Watched, *, migrating: bool) -> None:
        """Open for writing; where the disk is full what is there can still be read."""
        try:
            self._engine.write_here(watched)
        except StoreError as error:
            if error.code != "disk_full" or migrating:
                raise
            _LOG.warning("opened for reading only: %s", error)
            self._engine.read_only_here(opening.readable_on_a_full_disk)
        else:
            self._sweep_staged()
            if self._watch.wiping is not None:
                watched(Stage.WIPE, 0, 0)
                _wipe_again(self)

    @classmethod
    def open_unlocked(cls, folder: Path, *, sources: Sequence[SearchSource] = (), model: Model | None = None) -> Self:
        """Open one more writer past the lock: for tests of races, and for nothing else."""
        library = cls(folder, sources, model or Model())
        opening.examine(folder).require(library.model.newest)
        with library._closing_on_failure():
            library._engine.write_here()
        return library

    def _take_lock(self, wait: float) -> None:
        lock = LibraryLock(self.folder)
        lock.acquire(wait)
        self._locked = lock

    def _found(self) -> None:
        """Make the database; what could not be finished (a full disk) is taken away, so that it can be tried again."""
        self._watch.begin()
        self._watch.checked()
        try:
            self._engine.write_here()
        except BaseException:
            self._engine.close()
            for suffix in ("", "-wal", "-shm"):
                disk.remove(self.folder / f"{opening.DATABASE}{suffix}")
            raise

    def _sweep_staged(self) -> None:
        """Forget what an import cut short had put aside; a full disk keeps it until another day, and may still be read."""
        try:
            self._engine.call(staging.clear)
        except StoreError as error:
            if error.code != "disk_full":
                raise
            _LOG.warning("staged rows left behind: %s", error)

    def forgetting(self) -> Forgetting:
        """Return what makes an act forget what history says of some rows; to be asked within a snapshot."""
        return Forgetting(self.query, self.structure, self._engine.searched, self._watch.to_wipe)

    def wipe(self) -> bool:
        """Leave nothing in the file of what acts have forgotten; saves wait meanwhile (1 s for 200 MB).

        False when somebody who reads kept the last of it from going: the next opening sees to it. Backups taken before
        say what they say. StoreError when the disk is too full.
        """
        entities = self._watch.wiping or ()
        done = self._engine.call(lambda database: forgetting.wipe(database, self.folder, entities))
        if done:
            self._watch.wiped()
        return done

    def _make_sure(self, watched: Watched, *, migrating: bool) -> None:
        """Look the file over after an unclean end and before a migration, and back it up before the latter."""
        need = self._watch.begin()
        self.check_due = need is Need.SOON
        if need is Need.NOW or migrating:
            watched(Stage.CHECK, 0, 0)
            if self.quick_check():
                raise StoreError("damaged", disk.DAMAGED, folder=self.folder)
        if migrating:
            backup.take(self.folder, reason="migration", progress=partial(watched, Stage.COPY))

    def quick_check(self) -> list[Problem]:
        """Look the file over (7 s cold for 679 MB), on the calling thread; what `check_due` asks for."""
        with (
            disk.refusals(self.folder),
            opening.readable(self.folder) as access,
            closing(opening.connect_read_only(access.uri)) as connection,
        ):
            found = health.quick(connection)
        if not found and self._locked is not None:
            self._watch.checked()
            self.check_due = False
        return found

    @contextmanager
    def _closing_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Wait for what is being written, close every connection, give the lock back. Harmless twice."""
        clean = not self._engine.read_only
        self._engine.close()
        if self._locked is not None:
            if clean:
                self._watch.end()
            self._locked.release()
            self._locked = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be written through this library."""
        return self._engine.read_only

    def warnings(self) -> list[str]:
        """Return the sentences to keep in sight, in the language in force: a risky folder, a library that is only read."""
        place = location_warning(self.folder)
        notice = tr(self._engine.notice, folder=self.folder) if self._engine.notice else ""
        return [sentence for sentence in (place.sentence if place else "", notice) if sentence]

    def announce(self, person: str) -> None:
        """Tell the other desks who is working here, for the sentence that refuses them."""
        if self._locked is not None:
            self._locked.announce(person)

    @property
    def structure(self) -> Structure:
        """The shape of the tables."""
        return self._engine.structure

    def query(self, sql: str, params: Params = ()) -> list[Row]:
        """Return all rows of a SELECT, read on the calling thread's own read-only connection.

        Raises `Interrupted` when another thread called `interrupt` for this one.
        """
        return self._engine.query(sql, plain_params(params))

    def value(self, sql: str, params: Params = (), default: Any = None) -> Any:
        """Return the first column of the first row, or `default` when there is no row."""
        rows = self.query(sql, params)
        return rows[0][0] if rows else default

    def count(self, table: str) -> int:
        """Return how many rows a table holds."""
        return int(self.value(f"SELECT count(*) FROM {quoted(table)}"))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all reads of this thread inside the block see one and the same state. May be nested."""
        with self._engine.snapshot():
            yield

    def interrupt(self, thread_id: int) -> None:
        """End the query that the thread `thread_id` (`threading.get_ident()` there) is running, if any."""
        self._engine.interrupt(thread_id)


def _wipe_again(library: OpenedLibrary) -> None:
    """Wipe the file when an act that forgot something was not followed by it; a full disk keeps that for another day."""
    try:
        library.wipe()
    except StoreError as error:
        _LOG.warning("file not wiped: %s", error)
