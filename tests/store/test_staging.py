"""Bulk data waits aside, moves in by one statement, and leaves nothing when it is given up."""

import json
import sqlite3
from itertools import chain

import pytest

from cresi_app.core.errors import StoreError
from cresi_app.core.ids import new_ids
from cresi_app.store import staging
from cresi_app.store.errors import Refused
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model
from cresi_app.store.staging import BATCH, batches, text_of
from cresi_app.store.values import Fragment
from tests.store.conftest import CLUBS, MARIE


def test_batches_stay_below_the_limit_and_keep_order() -> None:
    rows = [{"id": number, "name": "é" * 20_000} for number in range(100)]
    staged = list(batches(1, "club", map(text_of, rows), 5))
    assert len(staged) > 1
    assert all(sum(len(row[3].encode()) for row in batch) <= BATCH for batch in staged)
    assert [row[2] for row in chain.from_iterable(staged)] == list(range(5, 105))


def left(library: Library) -> object:
    """Return how many rows are staged once what nobody waited for is done."""
    library.derive("DELETE FROM staged WHERE import < 0")  # the writer's turns come one after the other
    return library.value("SELECT count(*) FROM staged")


def test_staged_rows_move_in_order_with_numbers_and_defaults(library: Library) -> None:
    ids = new_ids(3)
    library.stage(9, "club", [{"id": ids[0], "name": "un"}, {"id": ids[1], "name": "deux"}])
    assert library.stage(9, "club", [{"id": ids[2], "name": "trois"}]) == 1
    assert library.value("SELECT count(*) FROM revision") == 0
    with library.revise("test.import", MARIE) as revision:
        code = Fragment("printf('N%d', row_number() OVER (ORDER BY pos))")
        revision.insert_staged("club", ["id", "name"], 9, code=code, capacity=7)
    library.unstage(9)
    rows = library.query("SELECT id, name, code, capacity, version FROM club ORDER BY id")
    assert [tuple(row) for row in rows] == [
        (ids[0], "un", "N1", 7, 1),
        (ids[1], "deux", "N2", 7, 1),
        (ids[2], "trois", "N3", 7, 1),
    ]
    assert revision.changes.touched == {"club": set(ids)}
    assert left(library) == 0


def test_many_numbers_at_once_follow_the_rows_without_gaps(library: Library) -> None:
    for import_id in (1, 2):
        library.stage(import_id, "club", [{"id": import_id * 10 + n, "name": f"{n}"} for n in range(3)])
        with library.revise("test.import", MARIE) as revision:
            single = revision.number("club", "S%d")
            code = revision.number_rows("club", 3, "N%02d")
            after = revision.number("club", "S%d")
            revision.insert_staged("club", ["id", "name"], import_id, code=code)
            revision.insert("club", {"id": import_id * 100, "code": single})
            revision.insert("club", {"id": import_id * 100 + 1, "code": after})
    rows = library.query("SELECT id, code FROM club ORDER BY id")
    assert {row["id"]: row["code"] for row in rows} == {
        10: "N02", 11: "N03", 12: "N04", 100: "S1", 101: "S5",
        20: "N07", 21: "N08", 22: "N09", 200: "S6", 201: "S10",
    }  # fmt: skip


def test_what_is_staged_in_many_parts_keeps_its_order(library: Library) -> None:
    for part in range(20):
        library.stage(1, "club", [{"id": 3 * part + n + 1, "name": "é" * 9_000} for n in range(3)])
        library.stage(1, "other", [{"id": part}])
    with library.revise("test.import", MARIE) as revision:
        code = Fragment("printf('%d', row_number() OVER (ORDER BY pos))")
        revision.insert_staged("club", ["id"], 1, code=code)
    assert [tuple(row) for row in library.query("SELECT id, code FROM club ORDER BY id")] == [
        (n, str(n)) for n in range(1, 61)
    ]


def test_values_are_staged_as_columns_keep_them(library: Library) -> None:
    library.stage(1, "club", [{"id": 2**62 + 1, "name": 'a\x00"é', "is_open": False, "code": None}])
    assert left(library) == 1
    row = json.loads(library.value("SELECT row FROM staged"))
    assert row == {"id": 2**62 + 1, "name": 'a"é', "is_open": 0, "code": None}


def test_an_import_refused_or_given_up_leaves_nothing(library: Library) -> None:
    library.stage(1, "club", [{"id": 1, "name": "un", "code": "A"}, {"id": 2, "name": "deux", "code": "A"}])

    def move() -> None:
        with library.revise("test.import", MARIE) as revision:
            revision.insert_staged("club", ["id", "name", "code"], 1)

    with pytest.raises(Refused, match="unique"):
        move()
    library.unstage(1)
    assert left(library) == 0
    for table in ("club", "revision", "change"):
        assert library.value(f"SELECT count(*) FROM {table}") == 0


def test_what_could_not_be_staged_keeps_the_revision_from_being_written(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.stage(1, "club", [{"id": 1, "name": "un"}])
    assert left(library) == 1
    with monkeypatch.context() as broken:

        def full(_database: object, _rows: object) -> None:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

        broken.setattr(staging, "put", full)
        library.stage(1, "club", [{"id": 2, "name": "deux"}])  # nobody knows yet
        library.stage(2, "club", [{"id": 3, "name": "trois"}])
        with pytest.raises(StoreError):
            library.stage(2, "club", [{"id": 4, "name": "quatre"}])

    def move() -> None:
        with library.revise("test.import", MARIE) as revision:
            revision.insert_staged("club", ["id", "name"], 1)

    with library.revise("test.other", MARIE) as other:  # somebody else's save has nothing to do with it
        other.insert("club", {"id": 9, "name": "neuf"})
    with pytest.raises(StoreError):
        move()
    library.unstage(1)
    assert library.value("SELECT group_concat(id) FROM club") == "9"


def test_what_a_killed_import_left_is_forgotten_at_opening(library: Library, model: Model) -> None:
    library.stage(1, "club", [{"id": 1}])
    library.close()
    with Library.open(library.folder, sources=[CLUBS], model=model) as again:
        assert again.value("SELECT count(*) FROM staged") == 0


def test_two_imports_do_not_mix(library: Library) -> None:
    library.stage(1, "club", [{"id": 1, "name": "un"}])
    library.stage(2, "club", [{"id": 2, "name": "deux"}])
    with library.revise("test.import", MARIE) as revision:
        revision.insert_staged("club", ["id", "name"], 2)
    library.unstage(2)
    assert left(library) == 1
    assert library.value("SELECT group_concat(id) FROM club") == "2"
    assert library.value("SELECT count(*) FROM staged WHERE import = 1") == 1
