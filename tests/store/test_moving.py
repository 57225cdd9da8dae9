"""A library moves whole whatever happens on the way: killed at any step, and from a folder that was not closed in order."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cresi_app.core.ids import new_id
from cresi_app.store import moving, opening
from cresi_app.store.files import FolderFiles
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model
from cresi_app.store.opening import DATABASE
from tests.disasters import DIES_AT, kill, program, run, was_killed
from tests.store.conftest import CLUBS, MARIE

MOVES = f"""{DIES_AT}
from cresi_app.store import moving
source, target = Path(sys.argv[2]), Path(sys.argv[3])
moving.copy_shelves(source, target)
moving.finish(source, target, step)
print("done")
"""

KILLED = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(f"PRAGMA journal_mode={sys.argv[2]}")
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.executemany("INSERT INTO tone VALUES (?, ?)", [(f"late{n}", "x" * 900) for n in range(400)])
connection.execute("COMMIT")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE tone SET label = label || ' changé'")
if sys.argv[2] == "WAL":
    connection.execute("COMMIT")
print("ready")
sys.stdin.read()
"""


def left_by_a_kill(library: Library, mode: str) -> None:
    """Leave the library as a program does that is killed: its last work in the log, or half done in the file."""
    library.close()
    child = program(KILLED, library.folder / DATABASE, mode)
    assert child.stdout is not None
    child.stdout.readline()
    kill(child)
    assert opening.is_hot(library.folder / DATABASE)


def late(folder: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(folder / DATABASE)) as found:
        assert found.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return (
            found.execute("SELECT count(*) FROM tone WHERE code LIKE 'late%'").fetchone()[0],
            found.execute("SELECT count(*) FROM tone WHERE label LIKE '% changé'").fetchone()[0],
        )


@pytest.mark.parametrize(("mode", "is_kept"), [("WAL", True), ("DELETE", False)])
def test_a_library_that_was_killed_moves_with_its_log(
    library: Library, tmp_path: Path, mode: str, *, is_kept: bool
) -> None:
    left_by_a_kill(library, mode)
    target = tmp_path / "ailleurs"
    moving.copy_shelves(library.folder, target)
    moving.finish(library.folder, target)
    found, changed = late(target)
    assert (found, bool(changed)) == (400, is_kept), "what was committed is there, and nothing else"


def test_kill_9_during_a_move_leaves_no_half_library(library: Library, model: Model, tmp_path: Path) -> None:
    with library.revise("club.add", MARIE) as revision:
        revision.insert("club", {"id": new_id(), "name": "Avant"})
    poster = library.files.put(b"poster").sha256
    left_by_a_kill(library, "WAL")
    target = tmp_path / "ailleurs"
    for dies_at in range(0, 200, 3):
        done = run(MOVES, dies_at, library.folder, target)
        if (target / DATABASE).exists():
            assert late(target)[0] == 400, "the log came before the file that needs it"
            assert FolderFiles(target / opening.FILES).is_sound(poster)
        else:
            with pytest.raises(opening.NotALibrary):
                opening.examine(target).require(model.newest)
        if done.stdout == "done\n":
            break
        assert was_killed(done), done.stderr
        shutil.rmtree(target, ignore_errors=True)
    assert done.stdout == "done\n"
    assert dies_at > 10
    with Library.open(target, sources=[CLUBS], model=model) as moved:
        assert moved.value("SELECT name FROM club") == "Avant"
