"""Several desks past the lock on purpose, and one killed in the middle: never a place too many, never half an act."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cresi_app.store.library import Library
from cresi_app.store.migrations import Model
from tests.store.conftest import CLUBS, MARIE
from tests.store.desk import CAPACITY

ROOT = Path(__file__).resolve().parents[2]


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and pipes as POSIX has them")


def desk(work: str, library: Path, model: Model, key: int, amount: int) -> "subprocess.Popen[str]":
    arguments = [work, str(library), str(model.migrations.parent), str(key), str(amount)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.desk", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def all_at_once(work: str, library: Library, amount: int, desks: int = 8) -> None:
    running = [desk(work, library.folder, library.model, key, amount) for key in range(desks)]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in running:
        _, complaint = one.communicate(timeout=300)
        assert one.returncode == 0, complaint


@pytest.fixture
def one_club(library: Library) -> Library:
    with library.revise("test.found", MARIE) as revision:
        revision.insert("club", {"code": "one", "capacity": CAPACITY})
    library.desk = "juge"
    return library


def test_eight_desks_that_decide_never_overfill_and_never_skip_a_number(one_club: Library) -> None:
    all_at_once("race", one_club, 12)
    replayed: set[int] = set()
    numbers: list[str] = []
    for row in one_club.query("SELECT entity, entity_id, before, after FROM change ORDER BY id"):
        if row["entity"] == "member":
            replayed.symmetric_difference_update({row["entity_id"]})
            assert (row["entity_id"] in replayed) == (row["after"] is not None)
            assert len(replayed) <= CAPACITY
        elif row["before"] is None:
            code = json.loads(row["after"])["code"]
            if code not in numbers:
                numbers.append(code)
    assert replayed == {row["id"] for row in one_club.query("SELECT id FROM member")}
    assert numbers[1:] == [f"N-{place:03d}" for place in range(1, len(numbers))]
    assert one_club.value("SELECT last FROM sequence") == len(numbers) - 1
    assert one_club.value("SELECT count(*) FROM act") == 0
    assert [problem.code for problem in one_club.check()] == []


def test_eight_desks_that_do_not_look_stop_at_the_wall(one_club: Library) -> None:
    all_at_once("rush", one_club, 3)
    assert one_club.value("SELECT count(*) FROM member") == CAPACITY
    assert one_club.value("SELECT count(DISTINCT revision) FROM change WHERE entity = 'member'") == CAPACITY


LONG = [pytest.param(permille, marks=pytest.mark.long) for permille in range(40, 1000, 40)]


@pytest.mark.parametrize("permille", [1, 500, 999, 2000, *LONG])
def test_a_desk_killed_during_an_import_leaves_all_or_nothing(library: Library, permille: int) -> None:
    library.close()
    running = desk("fall", library.folder, library.model, 300, permille)
    said, complaint = running.communicate("go\n", timeout=300)
    assert running.returncode == -signal.SIGKILL, complaint
    kept = said.splitlines().count("kept")
    assert kept == 1, said
    with Library.open(library.folder, sources=[CLUBS], model=library.model) as again:
        revisions = again.value("SELECT count(*) FROM revision")
        # What was acknowledged is there; what was being written is there whole, or not at all.
        assert revisions == (2 if permille > 1000 else 1)
        for table in ("club", "member", "club_text"):
            assert again.value(f"SELECT count(*) FROM {table}") == 300 * revisions
        assert again.value("SELECT count(*) FROM change") == 600 * revisions
        assert again.value("SELECT count(*) FROM staged") == 0
        assert [problem.code for problem in again.check()] == []
