"""Several processes on the last euros of one axis: never a cent beyond the vote, numbers without gaps, nothing half done."""

import multiprocessing
from collections import Counter
from pathlib import Path

import pytest

from cresi_app.store.library import Library
from tests.funding import racing
from tests.funding.desk import ALL, furnish, over

VOTED = 20_000


def _race(folder: Path, processes: int, acts: int) -> None:
    with Library.create(folder, sources=ALL) as library:
        made = furnish(library)
        ids = {name: getattr(made, name) for name in ("authority", "holder", "calls", "emergency", "year")}
        made.voted(VOTED - 3 * racing.EACH, made.emergency, needs_agreement=False)
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        told = sum(pool.starmap(racing.race, [(folder, ids, acts)] * processes), Counter[str]())
    assert told.total() == processes * acts
    assert told["paid"] == 3
    assert set(told) == {"paid", "overspent"}
    with Library.open(folder, sources=ALL) as library:
        desk = over(library, made)
        assert desk.axis_figures(desk.emergency) == (VOTED, VOTED, 3 * racing.EACH, 0)
        numbers = [row.number for row in desk.funding.grants()]
        assert sorted(numbers) == [f"S2026-{n:03d}" for n in range(1, processes * acts + 2)]
        for leftover in ("axis_check", "year_check", "grant_check", "act"):
            assert library.value(f"SELECT count(*) FROM {leftover}") == 0


def test_processes_race_for_the_last_euros(tmp_path: Path) -> None:
    _race(tmp_path / "library", processes=3, acts=4)


@pytest.mark.long
def test_eight_processes_race_for_the_last_euros(tmp_path: Path) -> None:
    _race(tmp_path / "library", processes=8, acts=30)
