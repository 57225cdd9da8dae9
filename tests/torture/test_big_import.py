"""Thousands of notices imported as one revision: undone, redone, and killed in the middle, it is all there or not at all."""

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.libraries import WHO, take_in
from benchmarks.notices import file_of
from benchmarks.undoing import fingerprint
from cresi_app.core.errors import DomainError
from cresi_app.services import Services
from cresi_app.store.library import Library
from tests.disasters import run, was_killed
from tests.torture.importing_desk import PROGRAM

LONG = pytest.mark.long
RUN = f"import runpy; runpy.run_path({str(PROGRAM)!r}, run_name='__main__')"
DERIVED = ("document_text", "search_todo", "staged", "act", "undoing")


def counts(library: Library) -> dict[str, int]:
    tables = [*(shape.name for shape in library.structure.recorded), *DERIVED]
    return {name: library.value(f"SELECT count(*) FROM {name}") for name in tables}


@pytest.mark.parametrize("count", [2_000, pytest.param(50_000, marks=LONG)])
def test_an_import_is_one_revision_that_comes_and_goes_whole(tmp_path: Path, count: int) -> None:
    with Services.create(tmp_path / "library") as services:
        library = services.library
        before, empty = fingerprint(library), counts(library)
        report = take_in(services, file_of(count))
        assert (report.created, report.rejected) == (count, 0)
        full = fingerprint(library)
        assert library.value("SELECT count(*) FROM revision") == 1
        assert services.catalogue.search("école").total > 0

        library.undo(WHO)
        assert (fingerprint(library), counts(library)) == (before, empty)
        assert services.catalogue.search("école").total == 0

        library.redo(WHO)
        assert fingerprint(library) == full
        assert services.catalogue.search("école").total > 0
        library.undo(WHO)
        assert (fingerprint(library), counts(library)) == (before, empty)
        with pytest.raises(DomainError, match="annuler"):
            library.undo(WHO)
        assert library.check() == []


def moments(told: dict[str, list[int]], kills: int) -> list[int]:
    """Choose steps to die at: two thirds while the revision is written, the others before and after it."""
    begin, end = told["batch"]
    total = int(str(told["steps"]))
    inside = max(1, kills * 2 // 3)
    outside = kills - inside
    spread = [begin + (end - begin) * (2 * place + 1) // (2 * inside) for place in range(inside)]
    around = [1 + (begin - 1) * place // max(1, outside // 2) for place in range(outside // 2)]
    # Not to the very end: how many steps there are differs a little from run to run.
    last = (total - end) * 9 // 10
    behind = outside - len(around)
    after = [end + 1 + last * place // max(1, behind) for place in range(behind)]
    return sorted(spread + around + after)


@pytest.mark.parametrize(
    ("count", "kills"),
    [(2_000, 2), pytest.param(2_000, 25, marks=LONG), pytest.param(50_000, 25, marks=LONG)],
)
def test_kill_9_leaves_an_import_whole_or_none_of_it(tmp_path: Path, count: int, kills: int) -> None:
    pristine, folder = tmp_path / "pristine", tmp_path / "library"
    Services.create(pristine).close()
    shutil.copytree(pristine, folder)
    lived = run(RUN, folder, count, -1)
    assert lived.returncode == 0, lived.stderr
    with Services.open(folder, read_only=True) as services:
        everything = counts(services.library)
        nothing = dict.fromkeys(everything, 0)
    outcomes = []
    for dies_at in moments(json.loads(lived.stdout), kills):
        shutil.rmtree(folder)
        shutil.copytree(pristine, folder)
        done = run(RUN, folder, count, dies_at)
        assert was_killed(done), done.stderr
        with Services.open(folder) as services:
            library = services.library
            found = counts(library)
            assert found in (everything, nothing), f"killed at step {dies_at}"
            outcomes.append(found == everything)
            if found == everything:
                assert services.catalogue.search("école").total > 0
            assert (library.check() if count <= 2_000 else library.quick_check()) == []
    # What was acknowledged cannot be told apart from what was about to be; but no early kill may have written anything.
    assert outcomes == sorted(outcomes)
    assert outcomes[0] is False
    print(f"\n{count} notices, {kills} kills: {outcomes.count(False)} left nothing, {outcomes.count(True)} everything")  # noqa: T201 - figures for -s
