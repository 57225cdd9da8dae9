"""The embedded half of a library: one SQLite file in its folder. Nothing above knows that it is a file."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, Protocol, TypeVar

from sqlite_utils import Database

from cresi_app.core.changes import Changes
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import history, migrations, opening, search, staging
from cresi_app.store.batch import Batch, Statement, apply, transaction
from cresi_app.store.connection import SMALL, Readers, Row, Writer, asking, relaxed, unfolded
from cresi_app.store.errors import translated, translating
from cresi_app.store.indexing import Backlog
from cresi_app.store.location import journal_mode
from cresi_app.store.migrations import Model
from cresi_app.store.opening import ReadAccess
from cresi_app.store.search import SearchSource
from cresi_app.store.structure import Structure, read_structure
from cresi_app.store.values import Params
from cresi_app.store.watching import Stage, Watched, unwatched

T = TypeVar("T")

_LOG: Final = logging.getLogger(__name__)

_READ_ONLY: Final = N_(
    "Cette bibliothèque est ouverte en lecture seule : rien n'a été enregistré. Fermez-la et rouvrez-la pour y écrire."
)


class Engine(Protocol):
    """What a library asks of what keeps it, be it a file here or a cluster elsewhere."""

    structure: Structure
    read_only: bool

    def query(self, sql: str, params: Params = ()) -> list[Row]:
        """Return all rows of one SELECT."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Let the calling thread's reads see one state."""

    def interrupt(self, thread_id: int) -> None:
        """End the query of another thread."""

    def apply(self, batch: Batch) -> Changes | None:
        """Write a batch whole, its search index with it; return what it touched, None when nothing was recorded."""

    def derive(self, statements: Sequence[Statement]) -> None:
        """Write derived tables in one batch without a revision."""

    def stage(self, rows: list[staging.StagedRow]) -> None:
        """Put one batch of bulk data aside for its revision; it need not stand yet."""

    def staged(self, import_id: int) -> None:
        """Wait until everything staged under `import_id` stands; raises what kept it from standing."""

    def unstage(self, import_id: int) -> None:
        """Forget what was staged under `import_id`, when there is time."""

    def settle(self) -> None:
        """Put the storage in order after a big batch."""

    def close(self) -> None:
        """Let go of everything."""


class Embedded:
    """The engine of a library folder."""

    def __init__(self, folder: Path, model: Model, sources: Iterable[SearchSource]) -> None:
        self.structure: Structure
        self.read_only = True
        self.notice = ""
        self._folder = folder
        self._model = model
        self._sources: Final[Mapping[str, SearchSource]] = {source.entity: source for source in sources}
        self._held: Final = ExitStack()
        self._writer: Writer | None = None
        self._readers: Readers
        self._behind = False
        self._wrote = False
        self._closed = False
        self._staging: dict[int, Future[None]] = {}

    def write_here(self, watched: Watched = unwatched) -> None:
        """Start the writer, making or migrating the library where needed, and the readers; `watched` hears how far that is."""
        writer = Writer(self._folder / opening.DATABASE)
        self._held.callback(writer.close)
        if writer.call(lambda database: migrations.outdated(database, self._model)):
            watched(Stage.MIGRATE, 0, 0)
            writer.call(lambda database: migrations.migrate(database, self._model))
        writer.call(lambda database: search.prepare(database, self._sources.values()))
        self._writer, self.read_only = writer, False
        self._start_readers(self._uri)
        self._catch_up(watched)

    def _catch_up(self, watched: Watched) -> None:
        """Index what had no time to be; each part is kept, so that whoever is stopped goes on from there at the next opening."""
        total = self._left()
        done = 0

        def more(count: int) -> None:
            nonlocal done
            done += count
            watched(Stage.INDEX, min(done, total), total)

        if total:
            more(0)
        self._index(0, more)

    def _left(self) -> int:
        return int(self.query("SELECT count(*) FROM search_todo")[0][0])

    def read_only_here(self, readable: Callable[[Path], AbstractContextManager[ReadAccess]] = opening.readable) -> None:
        """Start readers alone, on the file as it is or on a temporary copy; `notice` says which when it matters.

        Also after `write_here` could not go on: nothing is written any more then.
        """
        self._writer, self.read_only = None, True
        access = self._held.enter_context(readable(self._folder))
        self.notice = access.notice
        self._start_readers(access.uri)

    def _start_readers(self, uri: str) -> None:
        size = (self._folder / opening.DATABASE).stat().st_size
        self._readers = Readers(self._folder, uri, wide=size <= SMALL)
        self._held.callback(self._readers.close)
        self.structure = self._readers.look(read_structure)

    def query(self, sql: str, params: Params = ()) -> list[Row]:
        """Return all rows of one SELECT, read on the calling thread's own connection."""
        return self._readers.query(sql, params)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let the calling thread's reads see one state."""
        with self._readers.snapshot():
            yield

    def look(self, work: Callable[[Database], T]) -> T:
        """Let `work` look at the library on the calling thread's own connection."""
        return self._readers.look(work)

    def interrupt(self, thread_id: int) -> None:
        """End the query that the thread is running, if any."""
        self._readers.interrupt(thread_id)

    def apply(self, batch: Batch) -> Changes | None:
        """Write a batch whole, then index what it changed; return what it touched, None when nothing was recorded."""

        def work(database: Database) -> tuple[Changes | None, int, bool]:
            mark = 0 if self._behind else search.todo_mark(database)
            with unfolded(database):
                seq = apply(database, batch)
            # Read here and not by the caller's reader, who may be holding a snapshot from before.
            changes = None if seq is None else history.changes_of(asking(database), seq)
            return changes, mark, self._index_some(database, mark)

        changes, mark, more = self.call(work)
        self._wrote = True
        if more:
            self._index(mark)
        return changes

    def reindex(self) -> None:
        """Fold and index every record again."""
        self.call(lambda database: search.forget(database, self._sources.values()))
        self._index(0)

    def _index(self, mark: int, done: Callable[[int], None] = lambda _count: None) -> None:
        """Index all that was noted after `mark`, in parts between which the saves of other threads slip."""
        if not self.call(lambda database: self._index_some(database, mark)):
            return
        done(search.CHUNK)
        if journal_mode(self._folder) == "WAL":
            with self._indexing():
                Backlog(self._running, self._uri, self._sources, done).work_off(mark)
                self._behind = self._behind and bool(mark)
            return
        # Where there is no log a reader would be in the writer's way.
        while self.call(lambda database: self._index_some(database, mark)):
            done(search.CHUNK)

    def _index_some(self, database: Database, mark: int) -> bool:
        """Index one chunk; True when more is left."""
        more = False
        with self._indexing():
            more = search.index_chunk(database, self._sources, mark)
            self._behind = self._behind and bool(mark or more)
        return more

    @contextmanager
    def _indexing(self) -> Iterator[None]:
        """Hold work on the index. The revision stands: what fails here must not look like its refusal."""
        try:
            yield
        except sqlite3.Error as error:
            self._behind = True
            advised = isinstance(translated(error, self._folder), StoreError)
            if not advised:
                message = "the search index cannot take what its source gathers"
                raise RuntimeError(message) from error
            # A full disk: what must be indexed is listed in the library, and gone through with the next save.
            _LOG.warning("search index left behind: %s", error)
        except BaseException:
            self._behind = True
            raise

    @property
    def _uri(self) -> str:
        # Not before the folder was looked at: it may have a name that no URI can spell.
        return opening.file_uri(self._folder / opening.DATABASE, "mode=ro")

    @property
    def _running(self) -> Writer:
        """The writer. StoreError ``read_only`` when there is none."""
        if self._closed:
            message = "the library is closed"
            raise RuntimeError(message)
        if self._writer is None:
            raise StoreError("read_only", _READ_ONLY)
        return self._writer

    def derive(self, statements: Sequence[Statement]) -> None:
        """Write derived tables in one batch without a revision; a power cut may lose the last of them."""

        def work(database: Database) -> None:
            with relaxed(database), transaction(database) as connection:
                for statement in statements:
                    connection.execute(statement.sql, statement.bound())

        self.call(work)

    def stage(self, rows: list[staging.StagedRow]) -> None:
        """Put one batch of bulk data aside for its revision, while the caller prepares the next.

        What SQLite has against it is raised by the next batch, or by `staged`.
        """
        import_id = rows[0][0]
        self.staged(import_id)
        self._staging[import_id] = self._running.later(lambda database: staging.put(database, rows))

    def staged(self, import_id: int) -> None:
        """Wait until everything staged under `import_id` stands; raises what kept it from standing."""
        last = self._staging.pop(import_id, None)
        if last is not None:
            with translating(self._folder):
                last.result()

    def unstage(self, import_id: int) -> None:
        """Forget what was staged, in the writer's turn; the next opening does when this cannot."""

        def work(database: Database) -> None:
            try:
                with relaxed(database):
                    database.conn.execute("DELETE FROM staged WHERE import = ?", (import_id,))
            except sqlite3.Error as error:
                _LOG.warning("staged rows left behind: %s", error)

        self._staging.pop(import_id, None)  # asked for its answer long since, or nobody wants it any more
        self._running.later(work)

    def settle(self) -> None:
        """Fold the log back into the file and give memory back, when there is time.

        Left for another time when a reader or a full disk is in the way.
        """

        def work(database: Database) -> None:
            try:
                _optimise(database)
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                database.execute("PRAGMA shrink_memory").fetchall()
            except sqlite3.Error as error:
                _LOG.warning("log not folded back: %s", error)

        self._running.later(work)

    @property
    def searched(self) -> frozenset[str]:
        """The entities that can be searched."""
        return frozenset(self._sources)

    def call(self, work: Callable[[Database], T]) -> T:
        """Run `work` on the writer's thread. StoreError ``read_only`` when there is none."""
        return self._running.call(work)

    def close(self) -> None:
        """Wait for what is being written, then close every connection. Harmless twice."""
        if self._wrote:
            self._wrote = False
            with suppress(StoreError):
                self.call(_optimise)
        self._closed = True
        self._held.close()


def _optimise(database: Database) -> None:
    """Let SQLite learn what the tables have become, so that it goes on choosing the right index."""
    database.conn.execute("PRAGMA analysis_limit = 1000")
    database.conn.execute("PRAGMA optimize").fetchall()
