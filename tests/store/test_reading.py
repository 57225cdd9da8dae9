"""Readers cannot write, see one state when asked to, and can be stopped from outside."""

import _thread
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from cresi_app.core.errors import StoreError
from cresi_app.store.connection import Reader
from cresi_app.store.errors import Interrupted
from cresi_app.store.library import Library
from cresi_app.store.opening import file_uri
from tests.store.conftest import MARIE

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def add(library: Library, name: str) -> None:
    with library.revise("test.add", MARIE) as revision:
        revision.insert("club", {"name": name})


def count(library: Library) -> int:
    return int(library.value("SELECT count(*) FROM club"))


def elsewhere(work: Callable[[], object]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def test_a_reader_cannot_write(library: Library) -> None:
    for sql in ("INSERT INTO sequence VALUES ('x', 1)", "CREATE TABLE x (y)", "PRAGMA user_version = 9"):
        with pytest.raises((StoreError, sqlite3.OperationalError)):
            library.query(sql)
    assert library.value("PRAGMA user_version") == 2
    assert library.value("SELECT count(*) FROM sequence") == 0


def test_value_gives_its_default_without_a_row(library: Library) -> None:
    assert library.value("SELECT 1 WHERE 0", default="rien") == "rien"
    assert library.value("SELECT :a", {"a": True}) == 1


def test_a_snapshot_sees_one_state_whatever_is_written(library: Library) -> None:
    add(library, "un")
    with library.snapshot():
        elsewhere(lambda: add(library, "deux"))
        assert count(library) == 1
        with library.snapshot():
            assert count(library) == 1
        assert count(library) == 1
    assert count(library) == 2


def test_a_snapshot_is_fixed_at_its_beginning(library: Library) -> None:
    with library.snapshot():
        elsewhere(lambda: add(library, "un"))
        assert count(library) == 0


def test_an_interruption_at_the_beginning_of_a_snapshot_leaves_the_reader_as_it_was(library: Library) -> None:
    outcomes: list[int] = []

    def snapshots(told: threading.Event) -> None:
        told.set()
        for _ in range(3000):
            try:
                with library.snapshot():
                    outcomes.append(count(library))
            except Interrupted:
                outcomes.append(-1)

    with ThreadPoolExecutor(1) as pool:
        thread_id = pool.submit(threading.get_ident).result()
        told = threading.Event()
        work = pool.submit(snapshots, told)
        told.wait()
        while not work.done():
            library.interrupt(thread_id)
        work.result()
    assert len(outcomes) == 3000
    assert set(outcomes) <= {0, -1}


def test_a_snapshot_belongs_to_its_thread_and_ends_with_an_error(library: Library) -> None:
    seen: list[int] = []

    def fail() -> None:
        with library.snapshot():
            elsewhere(lambda: add(library, "un"))
            elsewhere(lambda: seen.append(count(library)))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert seen == [1]
    assert count(library) == 1


def test_another_thread_ends_a_query(library: Library) -> None:
    thread_id: list[int] = []
    started = threading.Event()

    def endless() -> None:
        thread_id.append(threading.get_ident())
        library.query("SELECT 1")
        started.set()
        library.query(ENDLESS)

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(endless)
        assert started.wait(30)
        # The order may arrive before the query begins: it is repeated until it is heard.
        while not asked.done():
            library.interrupt(thread_id[0])
        with pytest.raises(Interrupted):
            asked.result()
        assert pool.submit(lambda: count(library)).result() == 0


def test_interrupting_a_thread_that_never_asked_is_harmless(library: Library) -> None:
    library.interrupt(123456)


def test_readers_of_ended_threads_are_not_kept(library: Library) -> None:
    for _ in range(20):
        elsewhere(lambda: count(library))
    assert len(library._engine._readers._all) == 1


def test_the_reader_of_a_thread_that_python_did_not_start_is_kept(library: Library) -> None:
    asked, again, ended = threading.Event(), threading.Event(), threading.Event()
    counted: list[int] = []

    def foreign() -> None:
        counted.append(count(library))
        asked.set()
        again.wait(30)
        counted.append(count(library))
        ended.set()

    _thread.start_new_thread(foreign, ())
    assert asked.wait(30)
    elsewhere(lambda: count(library))
    again.set()
    assert ended.wait(30)
    assert counted == [0, 0]


def test_a_revision_inside_a_snapshot_tells_what_it_touched(library: Library) -> None:
    with library.snapshot():
        with library.revise("test.add", MARIE) as revision:
            club_id = revision.insert("club", {"name": "un"})
        assert revision.changes.touches("club", club_id)
        assert count(library) == 0
    assert count(library) == 1


def test_closing_ends_the_questions_under_way(library: Library) -> None:
    started = threading.Event()

    def endless() -> None:
        library.query("SELECT 1")
        started.set()
        library.query(ENDLESS)

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(endless)
        assert started.wait(30)
        library.close()
        with pytest.raises(Interrupted):
            asked.result()


def test_a_closed_library_says_so(library: Library) -> None:
    count(library)
    library.close()
    library.close()
    with pytest.raises(RuntimeError, match="closed"):
        library.query("SELECT 1")
    with pytest.raises(RuntimeError, match="closed"):
        add(library, "trop tard")


def test_many_threads_read_and_write_at_once(library: Library) -> None:
    def work(number: int) -> int:
        add(library, str(number))
        return count(library)

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(work, range(40)))
    assert count(library) == 40
    assert min(seen) >= 1


def test_a_snapshot_that_begins_when_all_is_closed_is_an_interruption(library: Library) -> None:
    reader = Reader(file_uri(library.folder / "library.db", "mode=ro"))
    with reader.snapshot():
        reader.close()  # as closing the library does, from another thread
    with pytest.raises(Interrupted), reader.snapshot():
        pass
