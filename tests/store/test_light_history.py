"""Rows inserted without copies in the history: everything that history promises holds for them as for any other."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from cresi_app.core.errors import DomainError
from cresi_app.core.ids import new_ids
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model
from tests.store.conftest import CLUBS, MARIE, STORE_STEP, small_model
from tests.store.test_undo import OPERATIONS, content, perform, search

LIGHT_STEP = STORE_STEP.with_name("0007_light_history.sql")


def light_model(folder: Path) -> Model:
    model = small_model(folder)
    (model.migrations / LIGHT_STEP.name).write_bytes(LIGHT_STEP.read_bytes())
    return model


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", sources=[CLUBS], model=light_model(tmp_path / "model")) as made:
        yield made


def arrive(library: Library, count: int = 3) -> list[int]:
    """Insert clubs and one member of each without copies, and rename a club that was there in the same revision."""
    ids = list(new_ids(2 * count))
    clubs = [{"id": one, "name": f"club {at}", "code": f"N{at}"} for at, one in enumerate(ids[:count])]
    members = [{"id": one, "club_id": ids[at]} for at, one in enumerate(ids[count:])]
    there = library.value("SELECT max(id) FROM club")
    with library.revise("test.arrive", MARIE) as revision:
        revision.execute_light(
            "INSERT INTO club (id, name, code, created_at, updated_at, version) "
            "SELECT value->>'id', value->>'name', value->>'code', '', '', 1 FROM json_each(?)",
            (json.dumps(clubs),),
        )
        revision.execute_light(
            "INSERT INTO member (id, club_id, name, version) SELECT value->>'id', value->>'club_id', 'Awa', 1 FROM json_each(?)",
            (json.dumps(members),),
        )
        if there is not None:
            revision.update("club", there, None, {"name": "d'avant"})
    return ids[:count]


def there_already(library: Library) -> int:
    with library.revise("test.found", MARIE) as revision:
        return revision.insert("club", {"name": "ancien", "code": "A"})


def rename(library: Library, club_id: int, name: str) -> None:
    with library.revise("test.rename", MARIE) as revision:
        revision.update("club", club_id, None, {"name": name})


def test_no_copy_is_kept_of_what_came_and_a_whole_one_of_what_went(library: Library) -> None:
    there_already(library)
    arrive(library)
    kept = library.query("SELECT entity, before, after FROM change WHERE revision = 2 ORDER BY id")
    assert [(row["before"], row["after"]) for row in kept[:6]] == [(None, "")] * 6
    assert json.loads(kept[6]["after"])["name"] == "d'avant"
    assert library.value("SELECT light FROM act") is None
    library.undo(MARIE)
    gone = library.query("SELECT before, after FROM change WHERE revision = 3 AND entity = 'member'")
    assert [(json.loads(row["before"])["name"], row["after"]) for row in gone] == [("Awa", None)] * 3


def test_undo_and_redo_again_and_again_give_the_same_rows(library: Library) -> None:
    there_already(library)
    empty = content(library), search(library)
    arrive(library)
    full = content(library), search(library)
    for _ in range(3):
        library.undo(MARIE)
        assert (content(library), search(library)) == empty
        library.redo(MARIE)
        assert (content(library), search(library)) == full
    light = library.query("SELECT DISTINCT revision FROM change WHERE after = '' ORDER BY revision")
    assert [row[0] for row in light] == [2, 4, 6, 8]
    assert library.check() == []


def test_a_row_that_moved_on_keeps_the_act(library: Library) -> None:
    ids = arrive(library)
    rename(library, ids[1], "autrement")
    before = content(library)
    arrival = library.revisions()[-1].seq
    with pytest.raises(DomainError, match="moved_on"):
        library.undo(MARIE, arrival)
    assert content(library) == before
    rename(library, ids[1], "club 1")  # as it came: nothing has moved any more
    library.undo(MARIE, arrival)
    assert content(library)["club"] == []


def test_a_row_that_went_keeps_the_act(library: Library) -> None:
    arrive(library)
    with library.revise("test.leave", MARIE) as revision:
        revision.delete("member", library.value("SELECT max(id) FROM member"))
    with pytest.raises(DomainError, match="moved_on"):
        library.undo(MARIE, 1)


def test_a_timeline_tells_what_a_row_said_when_it_came(library: Library) -> None:
    ids = arrive(library)
    [born] = library.timeline("club", ids[0])
    assert (born.before, born.after and born.after["name"]) == (None, "club 0")
    rename(library, ids[0], "autrement")
    later, born = library.timeline("club", ids[0])
    assert later.changed == {"name": ("club 0", "autrement")}
    assert born.after is not None
    assert (born.after["name"], born.after["code"], born.after["version"]) == ("club 0", "N0", 1)
    library.undo(MARIE)
    library.undo(MARIE)
    entries = library.timeline("club", ids[0])
    assert [entry.operation for entry in entries] == ["undo", "undo", "test.rename", "test.arrive"]
    assert entries[-1].after == born.after
    library.redo(MARIE)
    again = library.timeline("club", ids[0])[0]
    assert again.after is not None
    assert (again.after["name"], again.after["version"]) == ("club 0", 4)


def test_a_deleted_one_is_restored_with_what_belonged_to_it(library: Library) -> None:
    ids = arrive(library)
    before = content(library)
    member = library.value("SELECT id FROM member WHERE club_id = ?", (ids[0],))
    with library.revise("test.leave", MARIE) as revision:
        revision.delete("member", member)
        revision.delete("club", ids[0])
    library.restore_record("club", ids[0], MARIE)
    assert content(library) == before


def test_a_refused_batch_leaves_no_light_behind(library: Library) -> None:
    arrive(library)
    with pytest.raises(Exception, match="unique"), library.revise("test.twice", MARIE) as revision:
        revision.execute_light(
            "INSERT INTO club (id, name, code, created_at, updated_at, version) VALUES (5, 'x', 'N0', '', '', 1)"
        )
    there_already(library)
    assert json.loads(library.value("SELECT after FROM change ORDER BY id DESC LIMIT 1"))["name"] == "ancien"


@settings(max_examples=40, deadline=None)
@given(OPERATIONS)
def test_any_acts_after_an_arrival_then_undo_all_then_redo_all_give_the_same_rows(
    acts: list[list[tuple[str, int, int, str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        model = light_model(Path(folder) / "model")
        with Library.create(Path(folder) / "library", sources=[CLUBS], model=model) as library:
            states = [(content(library), search(library))]
            arrive(library)
            states.append((content(library), search(library)))
            states += [(content(library), search(library)) for steps in acts if perform(library, steps)]
            for _ in range(2):
                for state in reversed(states[:-1]):
                    library.undo(MARIE)
                    assert (content(library), search(library)) == state
                for state in states[1:]:
                    library.redo(MARIE)
                    assert (content(library), search(library)) == state
