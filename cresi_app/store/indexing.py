"""Indexes what a big act left to index: texts are read and folded on the calling thread while the writer writes those before."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlite_utils import Database

from cresi_app.store import search
from cresi_app.store.connection import Reader, Writer, asking, unfolded
from cresi_app.store.search import Folded, Noted, Query, SearchSource

READ_AT_ONCE: Final = 1_000
"""Records gathered by one question."""

WRITTEN_AT_ONCE: Final = 4_000
"""Records written in one transaction: FTS5 asks for many, other saves wait for as long as one lasts (a third of a second)."""

_BYTES: Final = 8 * 1024 * 1024
"""Characters of words that end a transaction before it has that many records: whole books are attached to some."""


@dataclass(frozen=True, slots=True)
class _Lot:
    """What one transaction of the index writes, and what the library was when its texts were read."""

    read_at: tuple[int, int]
    noted: list[Noted]
    texts: list[Folded]


class Backlog:
    """The records that one act left to index. `uri` opens the library for reading beside the writer."""

    def __init__(
        self,
        writer: Writer,
        uri: str,
        sources: Mapping[str, SearchSource],
        done: Callable[[int], None] = lambda _count: None,
    ) -> None:
        """`done` hears how many records each transaction dealt with; it may raise to leave the rest for another time."""
        self._done = done
        self._writer = writer
        self._uri = uri
        self._sources = sources

    def work_off(self, mark: int) -> None:
        """Index everything that was noted after the place `mark`; raises what SQLite raises."""
        with closing(Reader(self._uri)) as reader:
            below = search.LAST
            under_way: tuple[Future[None], int] | None = None
            while lot := self._read(reader, mark, below):
                below = lot.noted[-1].lowest
                self._wait(under_way)
                under_way = self._writer.later(partial(self._write, lot)), sum(one.count for one in lot.noted)
            self._wait(under_way)

    def _wait(self, under_way: tuple[Future[None], int] | None) -> None:
        if under_way is not None:
            written, count = under_way
            written.result()
            self._done(count)

    def _read(self, reader: Reader, mark: int, below: int) -> _Lot | None:
        """Read and fold what goes into the next transaction; None when nothing is left."""
        turns = self._writer.turns
        some: list[Noted] = []
        texts: list[Folded] = []
        size = count = 0
        with reader.snapshot():
            read_at = (turns, _last_revision(reader.ask))
            while count < WRITTEN_AT_ONCE and size < _BYTES:
                found = search.noted(reader.ask, mark, below, READ_AT_ONCE)
                if found is None:
                    break
                below = found.lowest
                fresh = search.folded(reader.ask, self._sources, found)
                some.append(found)
                texts += fresh
                count += found.count
                size += sum(one.size for one in fresh)
        return _Lot(read_at, some, texts) if some else None

    def _write(self, lot: _Lot, database: Database) -> None:
        """Write one lot, on the writer's thread; its texts are read again when something was written since they were."""
        ask = asking(database)

        def texts() -> list[Folded]:
            if (self._writer.turns, _last_revision(ask)) == lot.read_at:
                return lot.texts
            return [one for some in lot.noted for one in search.folded(ask, self._sources, some)]

        with unfolded(database):
            search.write(database, lot.noted, texts)


def _last_revision(ask: Query) -> int:
    """Return the seq given last, also to a revision that recorded nothing and was not left behind."""
    rows = ask("SELECT seq FROM sqlite_sequence WHERE name = 'revision'", ())
    return int(rows[0][0]) if rows else 0
