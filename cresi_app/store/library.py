"""The door to a library: a folder with its database, read from any thread and written one revision at a time."""

import platform
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from sqlite_utils import Database

from cresi_app.core.changes import NOTHING, Actor, Changes, RecordRef
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk, history, migrations, opening, search
from cresi_app.store.batch import Batch, Heading, Statement, apply
from cresi_app.store.connection import Readers, Row, Writer
from cresi_app.store.errors import Refused
from cresi_app.store.lock import LibraryLock
from cresi_app.store.migrations import Model
from cresi_app.store.revision import Revision
from cresi_app.store.search import SearchSource
from cresi_app.store.structure import Structure, read_structure
from cresi_app.store.values import Params, plain_params

T = TypeVar("T")

BIG: Final = 10_000
"""Rows touched from which the log is folded back into the file at once."""

_RETRIED: Final = frozenset({"moved", "stale", "full"})

_EXISTS: Final = N_(
    "Le dossier « {folder} » contient déjà une bibliothèque : rien n'a été modifié. "
    "Ouvrez-la, ou choisissez un autre dossier."
)
_READ_ONLY: Final = N_(
    "Cette bibliothèque est ouverte en lecture seule : rien n'a été enregistré. Fermez-la et rouvrez-la pour y écrire."
)
_MUST_MIGRATE: Final = N_(
    "La bibliothèque « {folder} » a été enregistrée par une version plus ancienne de cresi et ne peut pas être mise à jour "
    "ici : elle n'a pas été modifiée. Ouvrez-la une fois depuis un dossier où l'on peut écrire."
)


class Library:
    """An open library. Opened by `create`, `open` or `open_unlocked`; safe to use from every thread until `close`."""

    def __init__(self, folder: Path, sources: Sequence[SearchSource], model: Model) -> None:
        self.folder: Final = folder
        self.model: Final = model
        self.desk = platform.node() or "?"
        self.notice = ""
        self._sources: Final[Mapping[str, SearchSource]] = {source.entity: source for source in sources}
        self._listeners: Final[list[Callable[[Changes], None]]] = []
        self._held: Final = ExitStack()
        self._writer: Writer | None = None
        self._readers: Readers
        self._structure: Structure

    # --- opening and closing ---

    @classmethod
    def create(cls, folder: Path, *, sources: Sequence[SearchSource] = (), model: Model | None = None) -> Self:
        """Make an empty library in `folder` (made when absent) and open it. StoreError ``exists`` when there is one."""
        database = folder / opening.DATABASE
        if database.exists():
            raise StoreError("exists", _EXISTS, folder=folder)
        with disk.refusals(folder):
            for part in (folder, folder / opening.FILES, folder / opening.CACHE, folder / opening.BACKUPS):
                part.mkdir(parents=True, exist_ok=True)
        library = cls(folder, sources, model or Model())
        with library._closing_on_failure():
            library._take_lock(0.0)
            if database.exists():
                raise StoreError("exists", _EXISTS, folder=folder)
            library._start_writing()
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
    ) -> Self:
        """Open the library of `folder`, waiting up to `wait` seconds for another desk to close it.

        A folder that cannot be written is opened for reading, and `notice` says so. Raises `NotALibrary`,
        `NewerLibrary` or `LibraryLocked`; the file is then untouched.
        """
        library = cls(folder, sources, model or Model())
        examined = opening.examine(folder)
        examined.require(library.model.newest)
        with library._closing_on_failure():
            if read_only or not examined.writable:
                library._start_reading_only(examined.schema)
            else:
                library._take_lock(wait)
                opening.examine(folder).require(library.model.newest)  # another desk may have changed it meanwhile
                library._start_writing()
        return library

    @classmethod
    def open_unlocked(cls, folder: Path, *, sources: Sequence[SearchSource] = (), model: Model | None = None) -> Self:
        """Open one more writer past the lock: for tests of races, and for nothing else."""
        library = cls(folder, sources, model or Model())
        opening.examine(folder).require(library.model.newest)
        with library._closing_on_failure():
            library._start_writing(alone=False)
        return library

    def _take_lock(self, wait: float) -> None:
        lock = LibraryLock(self.folder)
        lock.acquire(wait)
        self._held.callback(lock.release)

    def _start_writing(self, *, alone: bool = True) -> None:
        writer = Writer(self.folder / opening.DATABASE)
        self._held.callback(writer.close)
        self._writer = writer
        if writer.call(lambda database: migrations.outdated(database, self.model)):
            writer.call(lambda database: migrations.migrate(database, self.model))
        self._structure = writer.call(read_structure)
        if alone:
            writer.call(_clear_leftovers)
        self._start_readers(opening.file_uri(self.folder / opening.DATABASE, "mode=ro"))
        self._index(0)

    def _start_reading_only(self, schema: int) -> None:
        if schema < self.model.newest:
            raise StoreError("must_migrate", _MUST_MIGRATE, folder=self.folder)
        access = self._held.enter_context(opening.readable(self.folder))
        self.notice = access.notice
        self._start_readers(access.uri)

    def _start_readers(self, uri: str) -> None:
        self._readers = Readers(self.folder, uri)
        self._held.callback(self._readers.close)

    @contextmanager
    def _closing_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Wait for what is being written, close every connection, give the lock back. Harmless twice."""
        self._held.close()
        self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be written through this library."""
        return self._writer is None

    @property
    def structure(self) -> Structure:
        """The shape of the tables."""
        return self._structure

    # --- reading ---

    def query(self, sql: str, params: Params = ()) -> list[Row]:
        """Return all rows of a SELECT, read on the calling thread's own read-only connection.

        Raises `Interrupted` when another thread called `interrupt` for this one.
        """
        return self._readers.query(sql, plain_params(params))

    def value(self, sql: str, params: Params = (), default: Any = None) -> Any:
        """Return the first column of the first row, or `default` when there is no row."""
        rows = self.query(sql, params)
        return rows[0][0] if rows else default

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all reads of this thread inside the block see one and the same state. May be nested."""
        with self._readers.own().snapshot():
            yield

    def interrupt(self, thread_id: int) -> None:
        """End the query that the thread `thread_id` is running, if any: it gets `Interrupted`."""
        self._readers.interrupt(thread_id)

    # --- writing ---

    @contextmanager
    def revise(
        self, operation: str, who: Actor, subject: RecordRef | None = None, edit_group: int | None = None
    ) -> Iterator[Revision]:
        """Collect what one act of a person writes; when the block ends it is written whole, or refused whole.

        `revision.changes` then tells what was touched. Raises `Refused` (`Moved`, `Stale`, `Full`…) or StoreError.
        """
        revision = Revision(self._structure, subject)
        yield revision
        statements = revision.statements
        if not statements:
            return
        named = f"{revision.subject[0]}:{revision.subject[1]}" if revision.subject else ""
        heading = Heading(who.key, self.desk, operation, named, edit_group)
        revision.changes = self.write(heading, statements, revision.subject)

    def write(self, heading: Heading, statements: Sequence[Statement], subject: RecordRef | None) -> Changes:
        """Write one batch, bring the search index up to date, tell the listeners, and return what was touched."""
        batch = Batch.of(heading, statements)

        def work(database: Database) -> tuple[int | None, int, bool]:
            mark = search.todo_mark(database)
            seq = apply(database, batch)
            return seq, mark, search.index_chunk(database, self._sources, mark)

        seq, mark, more = self._write(work)
        if more:
            self._index(mark)
        if seq is None:
            return NOTHING
        changes = history.changes_of(self.query, seq)
        if sum(map(len, changes.touched.values())) > BIG:
            self._write(_fold_log)
        for listener in self._listeners:
            listener(changes)
        return changes

    def _write(self, work: Callable[[Database], T]) -> T:
        if self._writer is None:
            raise StoreError("read_only", _READ_ONLY)
        return self._writer.call(work)

    def _index(self, mark: int) -> None:
        # One chunk a job: the saves of other threads slip in between.
        while self._write(lambda database: search.index_chunk(database, self._sources, mark)):
            pass

    def on_changes(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after every revision, on the thread that wrote it."""
        self._listeners.append(listener)

    def retry(self, work: Callable[[], T], attempts: int = 20) -> T:
        """Call `work` until the world stands still under it: again after `Moved`, `Stale` or ``full``, at most `attempts` times."""
        for _ in range(attempts - 1):
            try:
                return work()
            except Refused as refusal:
                if refusal.code not in _RETRIED:
                    raise
            time.sleep(random.uniform(0.001, 0.02))  # noqa: S311 - only keeps two desks from stepping together
        return work()


def _clear_leftovers(database: Database) -> None:
    """Forget what an interrupted import had staged."""
    database.execute("DELETE FROM staged")


def _fold_log(database: Database) -> None:
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
