"""The rules of the waiting list, without a library."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.training.model import (
    SEATED,
    Board,
    GroupRule,
    Move,
    Obstacle,
    PlaceStatus,
    Seat,
    SessionStatus,
    Verdict,
    closed_because,
    decide,
    verdicts,
)

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)
START = datetime(2026, 10, 8, 7, 30, tzinfo=UTC)


def board(*seats: Seat, **fields: Any) -> Board:
    values: dict[str, Any] = {
        "session_id": 1, "version": 1, "stamp": 0, "code": "F2026-01", "title": "Budget", "status": SessionStatus.OPEN,
        "capacity": 2, "limit": None, "closes_on": None, "cancels_until": None, "offer_days": 0, "starts_at": START,
        "exempt": frozenset(), "seats": seats,
    }  # fmt: skip
    return Board(**{**values, **fields})


def seat(number: int, status: str = "waiting", organisation: int = 1, **fields: Any) -> Seat:
    values: dict[str, Any] = {"booking_id": number, "order": (1, number, 0, number)}
    return Seat(id=number, organisation_id=organisation, status=PlaceStatus(status), **{**values, **fields})


def test_the_first_who_came_is_served_first() -> None:
    late, early = seat(1, order=(1, 9, 0, 1)), seat(2, order=(1, 3, 0, 2))
    assert decide(board(late, early, capacity=1), NOW) == [Move(2, PlaceStatus.REGISTERED)]


@pytest.mark.parametrize(
    ("fields", "obstacle"),
    [
        ({"status": SessionStatus.CANCELLED}, Obstacle.CANCELLED),
        ({"status": SessionStatus.DONE}, Obstacle.HELD),
        ({"status": SessionStatus.OPTION}, Obstacle.NOT_OPEN),
        ({"starts_at": NOW}, Obstacle.STARTED),
        ({"closes_on": date(2026, 8, 31)}, Obstacle.DEADLINE),
        ({"closes_on": date(2026, 9, 1)}, None),
    ],
)
def test_nobody_is_promoted_onto_a_closed_session(fields: dict[str, object], obstacle: Obstacle | None) -> None:
    closed = board(seat(1), **fields)
    assert closed_because(closed, NOW) is obstacle
    (verdict,) = verdicts(closed, NOW)
    assert verdict.obstacle is obstacle
    assert bool(decide(closed, NOW)) is (obstacle is None)
    assert verdict.sentence


def test_an_offer_that_ran_out_frees_its_seat_in_the_same_decision() -> None:
    late = seat(1, "offered", offer_ends_at=datetime(2026, 8, 31, 22, tzinfo=UTC))
    standing = seat(2, "offered", offer_ends_at=datetime(2026, 9, 1, 22, tzinfo=UTC))
    moves = decide(board(late, standing, seat(3), offer_days=5, closes_on=date(2026, 9, 3)), NOW)
    assert moves == [Move(1, PlaceStatus.EXPIRED), Move(3, PlaceStatus.OFFERED, datetime(2026, 9, 3, 22, tzinfo=UTC))]


def test_a_whole_group_that_ends_is_not_counted_any_more() -> None:
    whole: dict[str, Any] = {"booking_id": 5, "rule": GroupRule.WHOLE}
    seats = [seat(1, "registered"), seat(2, **whole), seat(3, **whole)]
    assert decide(board(*seats), NOW) == []
    assert decide(board(*seats), NOW, {3: PlaceStatus.WITHDRAWN}) == [
        Move(3, PlaceStatus.WITHDRAWN), Move(2, PlaceStatus.REGISTERED),
    ]  # fmt: skip


def test_every_obstacle_has_its_sentence() -> None:
    said = {Verdict(1, 2, obstacle, 3, 1, 2, date(2026, 9, 1)).sentence for obstacle in [None, *Obstacle]}
    assert len(said) == len(Obstacle) + 1


_seats = st.builds(
    seat,
    number=st.integers(1, 10_000),
    status=st.sampled_from(["registered", "offered", "waiting", "waiting"]),
    organisation=st.integers(1, 3),
    booking_id=st.integers(1, 6),
    order=st.tuples(st.integers(0, 2), st.integers(1, 9), st.integers(0, 3), st.integers(1, 10_000)),
    is_busy=st.booleans(),
)


@given(
    seats=st.lists(_seats, max_size=14, unique_by=lambda one: one.id),
    capacity=st.integers(1, 8),
    limit=st.none() | st.integers(1, 4),
    whole=st.sets(st.integers(1, 6)),
    ends=st.sets(st.integers(0, 13)),
)
def test_whatever_is_asked_no_rule_is_broken(
    seats: list[Seat], capacity: int, limit: int | None, whole: set[int], ends: set[int]
) -> None:
    owner = {one.booking_id: one.organisation_id for one in seats}
    seats = [
        replace(
            one,
            organisation_id=owner[one.booking_id],
            rule=GroupRule.WHOLE if one.booking_id in whole else GroupRule.SPLIT,
        )
        for one in seats
    ]
    state = board(*seats, capacity=capacity, limit=limit)
    ended = {seats[index].id: PlaceStatus.WITHDRAWN for index in ends if index < len(seats)}
    after = {one.id: one for one in seats}
    moves = decide(state, NOW, ended)
    for move in moves:
        after[move.place_id] = replace(after[move.place_id], status=move.status)
    before_taken, taken = state.taken, sum(one.status in SEATED for one in after.values())
    promoted = [move.place_id for move in moves if move.status in SEATED]
    assert taken <= max(capacity, before_taken)
    assert not promoted or taken <= capacity
    for organisation in {after[one].organisation_id for one in promoted}:
        own = sum(one.status in SEATED and one.organisation_id == organisation for one in after.values())
        assert limit is None or own <= limit
    assert not any(after[one].is_busy for one in promoted)
    # Nothing is left to do, and whoever still waits is told why.
    rest = replace(state, seats=tuple(one for one in after.values() if one.id not in ended))
    assert decide(rest, NOW) == []
    assert all(verdict.obstacle is not None for verdict in verdicts(rest, NOW))
    for booking in whole:
        waiting = [
            one
            for one in seats
            if one.booking_id == booking and one.status is PlaceStatus.WAITING and one.id not in ended
        ]
        assert len({after[one.id].status for one in waiting}) <= 1, "a group came in parts"
