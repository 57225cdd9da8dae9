"""Undo and redo give the same rows, whatever was done, and refuse politely when the world has moved on."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cresi_app.core.errors import DomainError
from cresi_app.store import inverse
from cresi_app.store.errors import Refused
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision
from tests.store.conftest import CLUBS, MARIE, small_model

Rows = dict[str, list[tuple[Any, ...]]]


def content(library: Library) -> Rows:
    """Everything that says something, bookkeeping left out."""
    return {
        shape.name: [
            tuple(row) for row in library.query(f"SELECT id, {', '.join(shape.content)} FROM {shape.name} ORDER BY id")
        ]
        for shape in library.structure.recorded
    }


def search(library: Library) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in library.query("SELECT * FROM club_text ORDER BY id")]


def act(
    library: Library, fill: Callable[[Revision], object], operation: str = "test.act", group: int | None = None
) -> int:
    with library.revise(operation, MARIE, edit_group=group) as revision:
        fill(revision)
    assert revision.changes.seq is not None
    return revision.changes.seq


def founded(library: Library) -> tuple[int, int, int]:
    """A club with a member who has a note."""
    ids: list[int] = []

    def fill(revision: Revision) -> None:
        ids.append(revision.insert("club", {"name": "Amis du Mali", "code": "A"}))
        ids.append(revision.insert("member", {"club_id": ids[0], "name": "Awa"}))
        ids.append(revision.insert("note", {"member_id": ids[1], "text": "présidente"}))

    act(library, fill, "test.found")
    return ids[0], ids[1], ids[2]


def test_undo_and_redo_of_a_creation(library: Library) -> None:
    empty = content(library)
    founded(library)
    full, indexed = content(library), search(library)
    assert indexed == [(full["club"][0][0], "amis du mali", "awa")]
    changes = library.undo(MARIE)
    assert (content(library), search(library)) == (empty, [])
    assert set(changes.touched) == {"club", "member", "note"}
    library.redo(MARIE)
    assert (content(library), search(library)) == (full, indexed)


def test_undo_of_a_cascade_brings_the_children_back(library: Library) -> None:
    _, member_id, _ = founded(library)
    before = content(library)
    act(library, lambda revision: revision.delete("member", member_id, 1))
    assert content(library)["note"] == []
    library.undo(MARIE)
    assert content(library) == before
    library.redo(MARIE)
    library.undo(MARIE)
    assert content(library) == before
    assert library.value("SELECT version FROM note") > 1


def test_undo_names_what_it_takes_and_walks_back_then_forward(library: Library) -> None:
    club_id, _, _ = founded(library)
    for name in ("Un", "Deux"):
        act(library, lambda revision, name=name: revision.update("club", club_id, None, {"name": name}), f"test.{name}")  # type: ignore[misc]  # a default argument in a lambda has no type
    states = []
    while (step := library.undoable()) is not None:
        states.append((step.operation, content(library)))
        library.undo(MARIE)
    assert [operation for operation, _ in states] == ["test.Deux", "test.Un", "test.found"]
    with pytest.raises(DomainError, match="nothing_to_undo"):
        library.undo(MARIE)
    for operation, rows in reversed(states):
        found = library.redoable()
        assert found is not None
        assert found.operation == operation
        library.redo(MARIE)
        assert content(library) == rows
    with pytest.raises(DomainError, match="nothing_to_redo"):
        library.redo(MARIE)


def test_a_new_act_leaves_nothing_to_redo(library: Library) -> None:
    club_id, _, _ = founded(library)
    act(library, lambda revision: revision.update("club", club_id, 1, {"name": "Un"}))
    library.undo(MARIE)
    act(library, lambda revision: revision.update("club", club_id, None, {"name": "Trois"}))
    assert library.redoable() is None
    library.undo(MARIE)
    assert content(library)["club"][0][2] == "Amis du Mali"


def test_autosaves_of_one_editing_act_go_together(library: Library) -> None:
    club_id, _, _ = founded(library)
    before = content(library)
    for text in ("B", "Bo", "Bon"):
        act(library, lambda revision, text=text: revision.update("club", club_id, None, {"name": text}), group=77)  # type: ignore[misc]  # as above
    after = content(library)
    library.undo(MARIE)
    assert content(library) == before
    library.redo(MARIE)
    assert content(library) == after
    act(library, lambda revision: revision.update("club", club_id, None, {"name": "Bonn"}), group=77)
    library.undo(MARIE)
    assert content(library) == before


def test_undo_refuses_politely_when_a_row_has_moved_on(library: Library) -> None:
    club_id, _, _ = founded(library)
    seq = act(library, lambda revision: revision.update("club", club_id, 1, {"name": "Un"}))
    act(library, lambda revision: revision.update("club", club_id, 2, {"name": "Deux"}))
    before = content(library)
    with pytest.raises(DomainError) as refusal:
        library.undo(MARIE, seq)
    assert refusal.value.code == "moved_on"
    assert content(library) == before


def test_undo_does_not_take_what_was_added_since(library: Library) -> None:
    _, member_id, _ = founded(library)
    seq = library.revisions()[0].seq
    act(library, lambda revision: revision.insert("note", {"member_id": member_id, "text": "venue hier"}))
    before = content(library)
    with pytest.raises(DomainError, match="moved_on"):
        library.undo(MARIE, seq)
    assert content(library) == before


def test_somebody_elses_change_inside_an_editing_act_is_not_taken_back(library: Library) -> None:
    club_id, _, _ = founded(library)
    act(library, lambda revision: revision.update("club", club_id, None, {"name": "B"}), group=5)
    act(library, lambda revision: revision.update("club", club_id, None, {"capacity": 3}))
    seq = act(library, lambda revision: revision.update("club", club_id, None, {"name": "Bo"}), group=5)
    before = content(library)
    with pytest.raises(DomainError, match="moved_on"):
        library.undo(MARIE, seq)
    assert content(library) == before


def test_what_counters_and_views_do_never_blocks_an_undo(library: Library) -> None:
    club_id, _, _ = founded(library)
    library.derive("UPDATE club SET stamp = stamp + 7 WHERE id = ?", (club_id,))
    library.undo(MARIE)
    assert content(library)["club"] == []


def test_undo_by_number_twice_is_refused_and_an_undo_can_be_undone(library: Library) -> None:
    founded(library)
    full = content(library)
    seq = library.revisions()[0].seq
    undoing = library.undo(MARIE, seq)
    with pytest.raises(DomainError, match="already_undone"):
        library.undo(MARIE, seq)
    redoing = library.undo(MARIE, undoing.seq)
    assert content(library) == full
    library.undo(MARIE, redoing.seq)
    assert content(library)["club"] == []
    with pytest.raises(DomainError, match="unknown_revision"):
        library.undo(MARIE, 999)


def test_a_value_handed_from_row_to_row_is_taken_back_step_by_step(library: Library) -> None:
    first, second = 0, 0

    def found(revision: Revision) -> None:
        nonlocal first, second
        first = revision.insert("club", {"name": "un", "code": "A"})
        second = revision.insert("club", {"name": "deux", "code": "B", "parent_id": first})

    act(library, found)
    before = content(library)

    def swap(revision: Revision) -> None:
        revision.update("club", first, None, {"code": None})
        revision.update("club", second, None, {"code": "A", "parent_id": None})
        revision.update("club", first, None, {"code": "B"})

    act(library, swap)
    after = content(library)
    library.undo(MARIE)
    assert content(library) == before
    library.redo(MARIE)
    assert content(library) == after


@pytest.mark.parametrize("steps", [inverse.STEPS, 0])
def test_undo_re_attaches_before_it_removes(library: Library, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    monkeypatch.setattr(inverse, "STEPS", steps)  # 0: as of an act of thousands of changes
    _, member_id, _ = founded(library)
    before = content(library)

    def move(revision: Revision) -> None:
        other = revision.insert("club", {"name": "Autre"})
        revision.update("member", member_id, 1, {"club_id": other})

    act(library, move)
    moved = content(library)
    library.undo(MARIE)
    assert content(library) == before
    library.redo(MARIE)
    assert content(library) == moved


def test_a_code_handed_on_to_rows_that_hang_on_each_other_comes_back(library: Library) -> None:
    act(library, lambda revision: revision.insert("club", {"name": "Premier", "code": "C4"}))
    first = library.value("SELECT id FROM club")
    before = content(library)

    def hand_on(revision: Revision) -> None:
        parent = revision.insert("club", {"name": "Parent"})
        revision.update("club", first, None, {"code": None})
        revision.insert("club", {"name": "Enfant", "code": "C4", "parent_id": parent})

    act(library, hand_on)
    after = content(library)
    library.undo(MARIE)
    assert content(library) == before
    library.redo(MARIE)
    assert content(library) == after


def test_undo_of_an_act_that_came_to_nothing_is_remembered(library: Library) -> None:
    def come_and_go(revision: Revision) -> None:
        revision.delete("club", revision.insert("club", {"name": "éphémère"}))

    act(library, come_and_go)
    library.undo(MARIE)
    assert library.undoable() is None


def test_each_desk_undoes_its_own(library: Library) -> None:
    founded(library)
    library.desk = "autre poste"
    assert library.undoable() is None
    act(library, lambda revision: revision.insert("club", {"name": "Ici"}), "test.here")
    found = library.undoable()
    assert found is not None
    assert found.operation == "test.here"


def test_a_deleted_record_comes_back_with_what_belonged_to_it(library: Library) -> None:
    club_id, member_id, _ = founded(library)
    before = content(library)
    act(library, lambda revision: revision.delete("member", member_id))
    act(library, lambda revision: revision.update("club", club_id, None, {"capacity": 5}))
    changes = library.restore_record("member", member_id, MARIE)
    assert changes.id == member_id
    assert content(library)["member"] == before["member"]
    assert content(library)["note"] == before["note"]
    with pytest.raises(DomainError, match="not_deleted"):
        library.restore_record("member", member_id, MARIE)


def test_a_record_deleted_before_a_column_came_is_restored_with_its_default(library: Library) -> None:
    club = 7
    act(library, lambda revision: revision.insert("club", {"id": club, "name": "Amis du Mali", "capacity": 12}))
    act(library, lambda revision: revision.delete("club", club))
    library.derive(
        "UPDATE change SET before = json_remove(before, '$.capacity') WHERE entity = 'club' AND before IS NOT NULL"
    )
    library.restore_record("club", club, MARIE)
    row = library.query("SELECT name, capacity FROM club WHERE id = ?", (club,))[0]
    assert tuple(row) == ("Amis du Mali", 1000)


def test_a_record_whose_parent_is_gone_is_not_restored(library: Library) -> None:
    club_id, member_id, _ = founded(library)
    act(library, lambda revision: revision.delete("member", member_id))
    act(library, lambda revision: revision.delete("club", club_id))
    with pytest.raises(DomainError, match="cannot_restore"):
        library.restore_record("member", member_id, MARIE)


NAMES = st.text(max_size=12)
OPERATIONS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["club", "member", "note", "rename", "code", "attach", "move", "drop", "drop member"]),
            st.integers(0, 5),
            st.integers(0, 5),
            NAMES,
        ),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(OPERATIONS)
def test_any_acts_then_undo_all_then_redo_all_give_the_same_rows(acts: list[list[tuple[str, int, int, str]]]) -> None:
    there_and_back(acts)


@pytest.mark.long
@settings(max_examples=2_000, deadline=None)
@given(OPERATIONS)
def test_any_acts_whatever_then_undo_all_then_redo_all(acts: list[list[tuple[str, int, int, str]]]) -> None:
    there_and_back(acts)


def there_and_back(acts: list[list[tuple[str, int, int, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        model = small_model(Path(folder) / "model")
        with Library.create(Path(folder) / "library", sources=[CLUBS], model=model) as library:
            states = [(content(library), search(library))]
            states += [(content(library), search(library)) for steps in acts if perform(library, steps)]
            for state in reversed(states[:-1]):
                library.undo(MARIE)
                assert (content(library), search(library)) == state
            assert library.undoable() is None
            for state in states[1:]:
                library.redo(MARIE)
                assert (content(library), search(library)) == state
            assert library.value("SELECT count(*) FROM club_fts WHERE club_fts MATCH 'zzz'") == 0


def perform(library: Library, steps: list[tuple[str, int, int, str]]) -> bool:
    """Do the steps in one revision; False when it was refused or changed nothing."""
    clubs = [row[0] for row in library.query("SELECT id FROM club ORDER BY id")]
    members = [row[0] for row in library.query("SELECT id FROM member ORDER BY id")]
    try:
        with library.revise("test.any", MARIE) as revision:
            for step in steps:
                one_step(revision, clubs, members, step)
    except Refused:
        return False
    return revision.changes.seq is not None


def one_step(revision: Revision, clubs: list[int], members: list[int], step: tuple[str, int, int, str]) -> None:
    kind, a, b, text = step
    club = clubs[a % len(clubs)] if clubs else None
    other = clubs[b % len(clubs)] if clubs else None
    member = members[a % len(members)] if members else None
    match kind:
        case "club":
            clubs.append(revision.insert("club", {"name": text, "parent_id": club, "code": f"C{b}" if b else None}))
        case "member" if club:
            members.append(revision.insert("member", {"club_id": club, "name": text}))
        case "note" if member:
            revision.insert("note", {"member_id": member, "text": text})
        case "rename" if club:
            revision.update("club", club, None, {"name": text})
        case "code" if club:
            revision.update("club", club, None, {"code": f"C{b}" if b else None})
        case "attach" if club:
            revision.update("club", club, None, {"parent_id": other})
        case "move" if member and other:
            revision.update("member", member, None, {"club_id": other})
        case "drop" if club:
            revision.delete("club", club)
        case "drop member" if member:
            revision.delete("member", member)
        case _:
            pass
