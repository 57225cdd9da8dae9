"""What happened to each record, who did it, and what took it back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.store import history, undo
from cresi_app.store.batch import Heading
from cresi_app.store.errors import Refused
from cresi_app.store.library import Library
from cresi_app.store.rewinding import GONE, Rewinding
from tests.store.conftest import MARIE

PAUL = Actor("8", "Paul")


def rename(library: Library, name: str, who: Actor = MARIE, group: int | None = None) -> int:
    with library.revise("test.rename", who, ("club", 1), edit_group=group) as revision:
        revision.update("club", 1, None, {"name": name})
    assert revision.changes.seq is not None
    return revision.changes.seq


def found(library: Library) -> None:
    with library.revise("test.found", MARIE, ("club", 1)) as revision:
        revision.insert("club", {"id": 1, "name": "un"})


def test_a_timeline_tells_who_when_what_before_and_after(library: Library) -> None:
    with clock.frozen(datetime(2026, 11, 22, 6, 15, tzinfo=UTC)):
        found(library)
    rename(library, "deux", PAUL)
    with library.revise("test.delete", PAUL) as revision:
        revision.delete("club", 1)
    deleted, renamed, created = library.timeline("club", 1)
    assert (created.before, created.at, created.who) == (None, "2026-11-22T06:15:00.000Z", "7")
    assert created.after is not None
    assert renamed.before is not None
    assert renamed.after is not None
    assert (created.after["name"], renamed.before["name"], renamed.after["name"]) == ("un", "un", "deux")
    assert (renamed.who, renamed.operation) == ("8", "test.rename")
    assert deleted.after is None
    assert renamed.changed == {"name": ("un", "deux")}
    assert created.changed == {"name": (None, "un"), "capacity": (None, 1000), "is_open": (None, 1)}
    assert deleted.changed["name"] == ("deux", None)
    assert library.timeline("club", 2) == []


def test_several_changes_of_one_revision_are_one_entry(library: Library) -> None:
    with library.revise("test.found", MARIE) as revision:
        revision.insert("club", {"id": 1, "name": "un"})
        revision.update("club", 1, 1, {"name": "deux"})
    entry = library.timeline("club", 1)[0]
    assert (entry.before, len(library.timeline("club", 1))) == (None, 1)
    assert entry.after is not None
    assert entry.after["name"] == "deux"


def test_undone_acts_say_by_which(library: Library) -> None:
    found(library)
    first, second = rename(library, "B", group=4), rename(library, "Bo", group=4)
    undoing = library.undo(MARIE).seq
    by = {entry.seq: entry.undone_by for entry in library.revisions()}
    assert by == {1: None, first: undoing, second: undoing, undoing: None}
    assert {entry.seq: entry.undone_by for entry in library.timeline("club", 1)} == by
    redoing = library.redo(MARIE).seq
    by = {entry.seq: entry.undone_by for entry in library.revisions()}
    assert by == {1: None, first: None, second: None, undoing: redoing, redoing: None}
    assert library.timeline("club", 1)[0].undoes == undoing


def test_revisions_come_page_by_page_the_latest_first(library: Library) -> None:
    found(library)
    for number in range(5):
        rename(library, str(number))
    first = library.revisions(limit=4)
    assert [entry.seq for entry in first] == [6, 5, 4, 3]
    assert [entry.seq for entry in library.revisions(limit=4, before=first[-1].seq)] == [2, 1]
    assert first[0].subject == ("club", 1)


def test_what_other_desks_did_comes_in_commit_order(library: Library) -> None:
    found(library)
    with (
        Library.open_unlocked(library.folder, model=library.model) as other,
        clock.frozen(datetime(2001, 1, 1, tzinfo=UTC)),
    ):
        rename(other, "ailleurs", PAUL)
    changes = library.changes_after(1)
    assert [(one.seq, one.operation, dict(one.touched)) for one in changes] == [
        (2, "test.rename", {"club": frozenset({1})})
    ]
    assert library.changes_after(2) == []


def test_a_long_history_is_read_through_its_indexes(library: Library) -> None:
    """Neither the next undo nor a page of revisions may walk through all that ever happened."""
    for sql, params in (
        (undo._UNDOABLE, ("x",)),
        (undo._REDOABLE, ("x", "x")),
        (f"SELECT {history._UNDONE_BY} FROM revision AS r WHERE r.seq = ?", (1,)),
        ("SELECT entity, entity_id FROM change WHERE revision = ?", (1,)),
        ("SELECT * FROM change WHERE entity = ? AND entity_id = ? ORDER BY id DESC", ("club", 1)),
    ):
        plan = [row["detail"] for row in library.query(f"EXPLAIN QUERY PLAN {sql}", params)]
        assert not [step for step in plan if step.startswith("SCAN") and "CONSTANT" not in step], plan
        assert not [step for step in plan if "TEMP B-TREE" in step], plan


def test_a_record_goes_back_with_its_parts_and_forth_again(library: Library) -> None:
    found(library)
    with library.revise("test.join", MARIE, ("club", 1)) as revision:
        revision.insert("member", {"id": 2, "club_id": 1, "name": "Awa"})
        revision.insert("note", {"id": 3, "member_id": 2, "text": "présidente"})
    seq = rename(library, "deux")
    with library.revise("test.change", PAUL, ("club", 1)) as revision:
        revision.delete("member", 2)  # its note goes with it
        revision.insert("member", {"id": 4, "club_id": 1, "name": "Paul"})
        revision.insert("note", {"id": 5, "member_id": 4, "text": "trésorier"})

    def rows() -> list[object]:
        return [tuple(row) for table in ("club", "member", "note") for row in library.query(f"SELECT id FROM {table}")]

    rewinding = Rewinding(library.query, library.structure)
    apart = rewinding.before(("club", 1), {"member"}, seq)
    assert apart is not None
    assert rewinding.in_the_way(apart) == "note"  # a note that came since is no part here: it would go unasked
    rewind = rewinding.before(("club", 1), {"member", "note"}, seq)
    assert rewind is not None
    assert rewind.stood
    assert rewinding.in_the_way(rewind) is None
    assert set(rewind.then) == {("club", 1), ("member", 2), ("note", 3)}
    assert sorted(turn.row.entity_id for turn in rewind.turns if turn.came) == [4, 5]
    assert sorted(turn.row.entity_id for turn in rewind.turns if turn.went) == [2, 3]
    heading = Heading(MARIE.key, library.desk, "test.back", "club:1")
    today = rows()
    library.write(heading, rewinding.batch(rewind), rewind.record)
    assert rows() == [(1,), (2,), (3,)]
    assert library.value("SELECT name FROM club") == "un"
    with pytest.raises(Refused):  # what was shown is no longer so
        library.write(heading, rewinding.batch(rewind), rewind.record)
    library.undo(MARIE)
    assert rows() == today
    assert library.value("SELECT name FROM club") == "deux"
    first = rewinding.before(("club", 1), {"member", "note"}, 1)
    assert first is not None
    assert not first.stood
    assert rewinding.before(("club", 1), (), 10**6) is None


def test_what_went_is_found_by_an_index(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library") as library:
        plan = [row["detail"] for row in library.query(f"EXPLAIN QUERY PLAN {GONE}", ("[]", 1))]
        assert any("USING INDEX change_gone (entity=? AND id>?)" in line for line in plan), plan
