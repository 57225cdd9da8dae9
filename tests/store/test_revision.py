"""A revision is written whole, guarded, numbered, or not at all."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.changes import Changes
from cresi_app.store import batch
from cresi_app.store.batch import Batch, Heading, Statement
from cresi_app.store.errors import Full, Moved, Refused, Stale
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision
from cresi_app.store.values import Fragment, plain
from tests.store.conftest import MARIE


def act(library: Library, fill: Callable[[Revision], object]) -> Changes:
    with library.revise("test.act", MARIE) as revision:
        fill(revision)
    return revision.changes


def add_club(library: Library, **values: object) -> int:
    with library.revise("test.add_club", MARIE) as revision:
        club_id = revision.insert("club", {"name": "Club", **values})
        revision.subject = ("club", club_id)
    assert revision.changes.id == club_id
    return club_id


def everything(library: Library) -> list[object]:
    tables = ("club", "member", "note", "revision", "change", "sequence", "act", "undoing")
    return [[tuple(row) for row in library.query(f"SELECT * FROM {table}")] for table in tables]


def test_insert_fills_id_version_and_times(library: Library) -> None:
    changes = act(library, lambda revision: revision.insert("club", {"name": "Amis du fleuve", "is_open": True}))
    row = library.query("SELECT * FROM club")[0]
    assert (row["version"], row["is_open"]) == (1, 1)
    assert row["created_at"] == row["updated_at"]
    assert row["created_at"].endswith("Z")
    assert changes.touched == {"club": {row["id"]}}


def test_who_did_what_where_is_written(library: Library) -> None:
    library.desk = "accueil"
    club_id = add_club(library)
    entry = library.revisions()[0]
    assert (entry.who, entry.desk, entry.operation, entry.subject) == (
        "7",
        "accueil",
        "test.add_club",
        ("club", club_id),
    )


def test_a_stale_version_refuses_the_whole_batch(library: Library) -> None:
    club_id = add_club(library)
    act(library, lambda revision: revision.update("club", club_id, 1, {"name": "Un"}))
    before = everything(library)

    def rename_again(revision: Revision) -> None:
        revision.insert("club", {"name": "autre"})
        revision.number("club")
        revision.update("club", club_id, 1, {"name": "Deux"})

    with pytest.raises(Stale):
        act(library, rename_again)
    with pytest.raises(Stale):
        act(library, lambda revision: revision.delete("club", club_id, 1))
    assert everything(library) == before


def test_a_row_that_is_gone_is_stale(library: Library) -> None:
    club_id = add_club(library)
    act(library, lambda revision: revision.delete("club", club_id, 1))
    for fill in (
        lambda revision: revision.update("club", club_id, 1, {"name": "Un"}),
        lambda revision: revision.update("club", club_id, None, {"name": "Un"}),
        lambda revision: revision.delete("club", club_id),
    ):
        with pytest.raises(Stale):
            act(library, fill)


@pytest.mark.parametrize("answer", ["SELECT 0", "SELECT NULL", "SELECT 2", "SELECT 1 WHERE 0", "SELECT 'oui'"])
def test_an_expectation_that_is_not_met_ends_the_batch(library: Library, answer: str) -> None:
    def fill(revision: Revision) -> None:
        revision.insert("club", {"name": "jamais"})
        revision.expect(answer)

    with pytest.raises(Moved):
        act(library, fill)
    assert library.query("SELECT * FROM club") == []


def test_an_expectation_that_is_met_lets_the_batch_through(library: Library) -> None:
    club_id = add_club(library, capacity=3)

    def fill(revision: Revision) -> None:
        revision.expect("SELECT stamp = ? FROM club WHERE id = ?", (0, club_id))
        revision.expect("WITH c AS (SELECT * FROM club) SELECT count(*) = :n FROM c", {"n": 1})
        revision.insert("member", {"club_id": club_id})

    act(library, fill)
    assert library.value("SELECT stamp FROM club") == 1


@pytest.mark.parametrize(
    ("values", "code", "detail"),
    [
        ({"code": "A"}, "unique", "club.code"),
        ({"parent_id": 12}, "foreign_key", ""),
        ({"name": "x" * 500}, "check", "length"),
        ({"name": None}, "not_null", "club.name"),
        ({"capacity": "beaucoup"}, "datatype", "capacity"),
        ({"is_open": 2}, "check", "is_open"),
        ({"capacity": 2**63}, "too_big", ""),
        ({"capacity": -(2**70)}, "too_big", ""),
    ],
)
def test_what_the_schema_forbids_is_refused_by_its_name(
    library: Library, values: dict[str, object], code: str, detail: str
) -> None:
    add_club(library, code="A")
    before = everything(library)
    with pytest.raises(Refused) as refusal:
        act(library, lambda revision: revision.insert("club", {"name": "Deux", **values}))
    assert refusal.value.code == code
    assert detail in refusal.value.detail
    assert everything(library) == before


def test_a_wall_of_capacity_is_full(library: Library) -> None:
    club_id = add_club(library, capacity=1)
    act(library, lambda revision: revision.insert("member", {"club_id": club_id}))
    with pytest.raises(Full):
        act(library, lambda revision: revision.insert("member", {"club_id": club_id}))


def test_recorded_tables_refuse_what_is_outside_a_revision(library: Library) -> None:
    club_id = add_club(library)
    for sql in (
        "UPDATE club SET name = 'x', version = version + 1",
        "DELETE FROM club",
        "INSERT INTO club (id, created_at, updated_at) VALUES (1, '', '')",
    ):
        with pytest.raises(Refused, match="no revision"):
            library.derive(sql)
    library.derive("UPDATE club SET stamp = 9 WHERE id = ?", (club_id,))
    assert library.value("SELECT stamp FROM club") == 9


def test_an_update_without_a_rising_version_is_stale(library: Library) -> None:
    add_club(library)
    for sql in (
        "UPDATE club SET name = 'x'",
        "UPDATE club SET version = version + 2",
        "UPDATE club SET id = 5, version = 2",
    ):
        with pytest.raises(Stale):
            act(library, lambda revision, sql=sql: revision.execute(sql))  # type: ignore[misc]  # a default argument in a lambda has no type


def test_values_that_are_already_so_change_nothing(library: Library) -> None:
    club_id = add_club(library, name="Club")
    before = everything(library)
    with library.revise("test.rename", MARIE, ("club", club_id)) as revision:
        revision.update("club", club_id, 1, {"name": "Club", "code": None})
    assert revision.changes.seq is None
    assert revision.changes.id == club_id
    assert everything(library) == before


def test_an_empty_revision_and_one_that_only_counted_leave_no_trace(library: Library) -> None:
    def count(revision: Revision) -> None:
        revision.execute("INSERT INTO club_text (id, name) VALUES (1, 'vue')")

    assert act(library, lambda _: None).seq is None
    assert act(library, count).seq is None
    assert library.value("SELECT count(*) FROM revision") == 0
    assert library.value("SELECT name FROM club_text") == "vue"


def test_an_error_inside_the_block_writes_nothing(library: Library) -> None:
    def fail(revision: Revision) -> None:
        revision.insert("club", {"name": "jamais"})
        raise KeyError("interrompu")

    with pytest.raises(KeyError):
        act(library, fail)
    assert library.query("SELECT * FROM club") == []


def test_history_keeps_whole_rows_with_their_63_bit_ids(library: Library) -> None:
    club_id = add_club(library, id=2**63 - 3, name='« "guillemets" » \\ \n')
    act(library, lambda revision: revision.update("club", club_id, 1, {"capacity": 2**62}))
    rows = library.query("SELECT before, after FROM change ORDER BY id")
    assert rows[0]["before"] is None
    after = json.loads(rows[1]["after"])
    assert (after["id"], after["capacity"], after["name"]) == (2**63 - 3, 2**62, '« "guillemets" » \\ \n')
    assert (after["version"], json.loads(rows[1]["before"])["version"]) == (2, 1)


def test_a_cascade_and_a_stamp_in_history(library: Library) -> None:
    club_id = add_club(library)
    member: list[int] = []

    def join(revision: Revision) -> None:
        member.append(revision.insert("member", {"club_id": club_id}))
        revision.insert("note", {"member_id": member[0], "text": "un"})
        revision.insert("note", {"member_id": member[0], "text": "deux"})

    act(library, join)
    changes = act(library, lambda revision: revision.delete("member", member[0]))
    assert {entity: len(ids) for entity, ids in changes.touched.items()} == {"member": 1, "note": 2}


def test_numbers_have_no_gaps_and_keep_their_order(library: Library) -> None:
    def three(revision: Revision) -> None:
        numbers = [revision.number("club:2026", "2026-%03d") for _ in range(3)]
        other = revision.number("autre")
        for name, number in zip("abc", numbers, strict=True):
            revision.insert("club", {"name": name, "code": number, "capacity": other})

    def refused(revision: Revision) -> None:
        three(revision)
        revision.expect("SELECT 0")

    act(library, three)
    with pytest.raises(Moved):
        act(library, refused)
    act(library, three)
    rows = library.query("SELECT name, code, capacity FROM club ORDER BY code")
    assert [row["code"] for row in rows] == [f"2026-00{n}" for n in range(1, 7)]
    assert "".join(row["name"] for row in rows) == "abcabc"
    assert [row["capacity"] for row in rows] == [1, 1, 1, 2, 2, 2]


def test_a_number_given_is_never_given_again_even_undone(library: Library) -> None:
    def one(revision: Revision) -> None:
        revision.insert("club", {"code": revision.number("club", "%d")})

    act(library, one)
    library.undo(MARIE)
    act(library, one)
    assert library.value("SELECT code FROM club") == "2"


def test_a_fragment_stands_for_a_value(library: Library) -> None:
    club_id = add_club(library, capacity=5)
    count = Fragment("(SELECT capacity + ? FROM club WHERE id = ?)", (2, club_id))
    act(library, lambda revision: revision.insert("club", {"name": "Deux", "capacity": count}))
    act(library, lambda revision: revision.update("club", club_id, 1, {"capacity": count, "name": "Un"}))
    assert [row[0] for row in library.query("SELECT capacity FROM club ORDER BY id")] == [7, 7]


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (True, 1),
        (date(2026, 11, 22), "2026-11-22"),
        (time(9, 5), "09:05"),
        (time(9, 5, 3), "09:05:03"),
        (datetime(2026, 11, 22, 6, 15, tzinfo=UTC), "2026-11-22T06:15:00.000Z"),
        (datetime(2026, 11, 22, 6, 15), "2026-11-22T06:15"),  # noqa: DTZ001 - planned things are local
        (Colour.RED, "red"),
        ("a\x00b", "ab"),
        ("demi \ud800", "demi ?"),
    ],
)
def test_values_become_what_sqlite_keeps(value: object, kept: object) -> None:
    assert plain(value) == kept


@pytest.mark.parametrize("value", [0.5, b"x", object(), [1]])
def test_what_no_column_may_hold_is_our_own_mistake(value: object) -> None:
    with pytest.raises(TypeError):
        plain(value)


@given(st.text())
def test_any_text_goes_in(shared: Library, text: str) -> None:
    act(shared, lambda revision: revision.insert("note", {"member_id": 2, "text": text}))
    kept = shared.value("SELECT text FROM note ORDER BY id DESC LIMIT 1")
    assert kept == plain(text)
    assert json.loads(shared.value("SELECT after FROM change ORDER BY id DESC LIMIT 1"))["text"] == kept


def test_a_batch_whose_answer_was_lost_is_not_applied_twice(library: Library) -> None:
    heading = Heading("7", "ici", "test.once")
    once = Batch.of(
        heading, [Statement("INSERT INTO club (id, created_at, updated_at, name) VALUES (5, '', '', 'une fois')")]
    )
    first = library._engine.call(lambda database: batch.apply(database, once))
    again = library._engine.call(lambda database: batch.apply(database, once))
    assert first == again
    assert library.value("SELECT count(*) FROM revision") == 1


def test_listeners_hear_of_what_was_written_and_of_nothing_else(library: Library) -> None:
    heard: list[Changes] = []
    library.on_changes(heard.append)
    club_id = add_club(library)
    act(library, lambda _: None)
    library.undo(MARIE)
    assert [changes.operation for changes in heard] == ["test.add_club", "undo"]
    assert all(changes.touches("club", club_id) for changes in heard)


def test_retry_tries_again_only_when_the_world_moved(library: Library) -> None:
    calls: list[int] = []

    def work(code: type[Refused] | str, until: int) -> str:
        calls.append(1)
        if len(calls) < until:
            raise Refused(code) if isinstance(code, str) else code("x" if code is Refused else code.__name__.lower())
        return "fait"

    for kind in (Moved, Stale, Full):
        calls.clear()
        assert library.retry(lambda kind=kind: work(kind, 5)) == "fait"  # type: ignore[misc]  # as above
        assert len(calls) == 5
    calls.clear()
    with pytest.raises(Refused, match="overlap"):
        library.retry(lambda: work("overlap", 5))
    assert len(calls) == 1
    calls.clear()
    with pytest.raises(Moved):
        library.retry(lambda: work(Moved, 50), attempts=3)
    assert len(calls) == 3
