"""Several processes on one session: nobody too many, the list in order, numbers without gaps."""

import multiprocessing
from collections import Counter
from pathlib import Path

from cresi_app.store.library import Library
from tests.training import acts

PROCESSES = 3
ACTS = 20


def test_processes_race_for_the_same_seats(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    session = acts.prepare(folder)
    jobs = [(folder, session, seed, ACTS) for seed in range(PROCESSES)]
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        done = Counter(what for names in pool.starmap(acts.race, jobs) for what in names)
    assert done.total() == PROCESSES * ACTS
    assert done["book"] > 0
    assert done["cancel"] > 0
    with Library.open(folder) as library:
        assert acts.faults(library) == []
        assert library.value("SELECT count(*) FROM seat_check") == 0
        assert library.value("SELECT count(*) FROM act") == 0


def test_the_replay_sees_a_seat_too_many_and_a_rank_passed_over(tmp_path: Path) -> None:
    """The checker itself is checked: a history that breaks the rules does not pass."""
    replay = acts.Replay(capacity=1, limit=5)
    place = {"booking_id": 1, "asked_rank": 0}
    replay.step(
        1, [("booking", 1, {"organisation_id": 9}), ("place", 1, {**place, "status": "registered", "asked_seq": 1})]
    )
    replay.step(2, [("place", 2, {**place, "status": "waiting", "asked_seq": 2})])
    replay.step(3, [("place", 3, {**place, "status": "waiting", "asked_seq": 3})])
    assert replay.faults == []
    replay.step(
        4,
        [
            ("place", 1, {**place, "status": "withdrawn", "asked_seq": 1}),
            ("place", 3, {**place, "status": "registered", "asked_seq": 3}),
        ],
    )
    assert replay.faults == ["4: 3 was served before 2"]
    replay.step(5, [("place", 1, {**place, "status": "registered", "asked_seq": 1})])
    assert "5: 2 seats taken of 1" in replay.faults
