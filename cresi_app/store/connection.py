"""The two ways to the file: one writer on its own thread, and a reader that cannot write for each thread that asks."""

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlite_utils import Database

from cresi_app.store.errors import Interrupted, translating
from cresi_app.store.location import journal_mode
from cresi_app.store.values import Params

T = TypeVar("T")
Row = sqlite3.Row

WRITER_WAIT: Final = 30.0  # seconds a batch waits for another process's batch
JOURNAL_LIMIT: Final = 64 * 1024 * 1024  # bytes the -wal file keeps between batches

_FOLDED_AT: Final = 4000
"""Pages of the -wal file from which a commit folds it back into the library."""

_WRITING: Final = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = OFF",
    f"journal_size_limit = {JOURNAL_LIMIT}",
    f"wal_autocheckpoint = {_FOLDED_AT}",
    # Big acts rewrite hundreds of megabytes: pages that do not fit are written out and read back again and again.
    # The memory is taken when needed only, and given back after such an act.
    "cache_size = -128000",
    "temp_store = MEMORY",
)


def connect_writer(path: Path) -> Database:
    """Open the connection that writes; it creates the file when there is none."""
    # isolation_level=None: every transaction is begun and ended in words, none by the driver.
    connection = sqlite3.connect(path, timeout=WRITER_WAIT, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in (f"journal_mode = {journal_mode(path.parent)}", *_WRITING):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return Database(connection, recursive_triggers=False, execute_plugins=False)


@contextmanager
def relaxed(database: Database) -> Iterator[None]:
    """Let the batches of the block wait for no disk: for derived data, which a power cut may cost without harm."""
    database.conn.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        database.conn.execute("PRAGMA synchronous = FULL")


@contextmanager
def unfolded(database: Database) -> Iterator[None]:
    """Let no commit of the block fold the log back: parts of a big act would each copy the pages of those before again."""
    database.conn.execute("PRAGMA wal_autocheckpoint = 0")
    try:
        yield
    finally:
        database.conn.execute(f"PRAGMA wal_autocheckpoint = {_FOLDED_AT}")


def asking(database: Database) -> Callable[[str, Params], list[Row]]:
    """Return a function that asks this connection and gives all rows."""

    def ask(sql: str, params: Params = ()) -> list[Row]:
        return database.conn.execute(sql, _bound(params)).fetchall()

    return ask


class Writer:
    """The one connection that writes, and the one thread it lives on."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library-writer")
        self.turns = 0
        try:
            with translating(self._folder):
                self._database = self._thread.submit(connect_writer, path).result()
        except BaseException:
            self._thread.shutdown()
            raise

    def call(self, work: Callable[[Database], T]) -> T:
        """Run `work` on the writer's thread after what is already waiting, and return its answer.

        `turns` counts what was called so: whoever read the library knows by it whether anything came between.
        """

        def counted() -> T:
            try:
                return work(self._database)
            finally:
                self.turns += 1

        with translating(self._folder):
            return self._thread.submit(counted).result()

    def later(self, work: Callable[[Database], T]) -> Future[T]:
        """Let `work` run in its turn, uncounted, and go on; SQLite's errors come with the answer as they are."""
        return self._thread.submit(work, self._database)

    def close(self) -> None:
        """Wait for what is waiting, then close."""
        self._thread.submit(self._database.close).result()
        self._thread.shutdown()


SMALL: Final = 256 << 20
"""Bytes of a library in which a wider cache is felt; in a bigger one a search finds hardly any page of the one before."""
WIDE_CACHE_KIB: Final = 16 << 10
"""Eight times what SQLite takes by itself: at ten thousand notices a page of results costs a tenth less."""


class Reader:
    """One thread's own connection, opened read-only, with its snapshot if it holds one."""

    def __init__(self, uri: str, *, wide: bool = False) -> None:
        # Closing and interrupting come from other threads; everything else stays on the owner's.
        self.connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        self.connection.row_factory = sqlite3.Row
        try:
            self.connection.execute("PRAGMA query_only = ON")
            self.connection.execute("PRAGMA temp_store = MEMORY")
            if wide:
                self.connection.execute(f"PRAGMA cache_size = -{WIDE_CACHE_KIB}")
        except sqlite3.Error:
            self.connection.close()
            raise
        self.busy = threading.RLock()
        self.depth = 0
        self.closed = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Hold one state of the library until the outermost block ends."""
        if self.depth == 0:
            self._begin()
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1
            if self.depth == 0:
                self._end()

    def _begin(self) -> None:
        """Fix the state now; an interruption that comes at this very moment leaves no transaction behind."""
        with self.busy:
            if self.closed:
                raise Interrupted
            try:
                # SQLite may hear the interruption once BEGIN is done: then it raises, and the transaction is open all the same.
                self.connection.execute("BEGIN")
                # The first row is enough to fix the state: the schema is long.
                self.connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            except sqlite3.Error:
                self._end()
                raise

    def _end(self) -> None:
        """Leave the transaction, if there is one; an interruption meant for a query cannot keep it open."""
        with self.busy:  # closing waits for it, as for a query
            while not self.closed and self.connection.in_transaction:
                try:
                    self.connection.execute("ROLLBACK")
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                        raise

    def close(self) -> None:
        """End the query under way, if any, and close. Harmless twice."""
        self.closed = True
        # An interruption that comes just before the query begins is lost: it is repeated until it is heard.
        while not self.busy.acquire(timeout=0.02):
            self.connection.interrupt()
        self.connection.close()
        self.busy.release()

    def ask(self, sql: str, params: Params) -> list[Row]:
        """Return all rows of one SELECT."""
        with self.busy:
            if self.closed:
                raise Interrupted
            return self.connection.execute(sql, _bound(params)).fetchall()


class Readers:
    """The readers of all threads."""

    def __init__(self, folder: Path, uri: str, *, wide: bool = False) -> None:
        """`wide`: with room for more pages than SQLite takes by itself."""
        self._folder = folder
        self._uri = uri
        self._wide = wide
        self._lock = threading.Lock()
        self._all: dict[int, Reader] = {}
        self._own = threading.local()
        self._closed = False

    def own(self) -> Reader:
        """Return the calling thread's reader, opened at its first question."""
        held: _Held | None = getattr(self._own, "held", None)
        if held is not None:
            return held.reader
        with self._lock:
            if self._closed:
                message = "the library is closed"
                raise RuntimeError(message)
            with translating(self._folder):
                reader = Reader(self._uri, wide=self._wide)
            self._all[threading.get_ident()] = reader
        self._own.held = held = _Held(reader)
        # What only a thread holds goes with it, whoever started it: `threading` does not know the threads of Qt.
        weakref.finalize(held, _drop, self._all, self._lock, reader).atexit = False
        return reader

    def query(self, sql: str, params: Params = ()) -> list[Row]:
        """Return all rows; `Interrupted` when another thread ended it."""
        with translating(self._folder):
            return self.own().ask(sql, params)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let the calling thread's reads see one state; `Interrupted` when another thread ended its beginning."""
        reader = self.own()
        with translating(self._folder), reader.snapshot():
            yield

    def look(self, work: Callable[[Database], T]) -> T:
        """Let `work` look at the library through sqlite-utils, on the calling thread's reader."""
        reader = self.own()
        with translating(self._folder), reader.busy:
            return work(Database(reader.connection, recursive_triggers=False, execute_plugins=False))

    def interrupt(self, thread_id: int) -> None:
        """End the query that thread is running, if any."""
        with self._lock:
            reader = self._all.get(thread_id)
            if reader is not None:
                reader.connection.interrupt()

    def close(self) -> None:
        """Close every thread's reader, ending what they are asking."""
        with self._lock:
            self._closed = True
            readers = list(self._all.values())
            self._all.clear()
        for reader in readers:
            reader.close()
        self._own = threading.local()


@dataclass(eq=False, slots=True, weakref_slot=True)
class _Held:
    """What a thread holds of its reader; it ends with the thread."""

    reader: Reader


def _drop(readers: dict[int, Reader], lock: threading.Lock, reader: Reader) -> None:
    with lock:
        for ident in [ident for ident, one in readers.items() if one is reader]:
            del readers[ident]
    reader.close()


def _bound(params: Params) -> Any:
    return dict(params) if isinstance(params, Mapping) else tuple(params)
