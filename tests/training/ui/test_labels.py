"""Where titles stand in the planner: never over a booked day, never over each other."""

from hypothesis import given
from hypothesis import strategies as st

from cresi_app.training.ui.planner_labels import Booked, Spot, label_spots


def test_a_title_stands_at_the_right_of_its_day() -> None:
    assert label_spots([Booked(100, 120, 80)], 0, 700, 38) == [Spot(120, 80)]


def test_at_the_edge_it_flips_to_the_left() -> None:
    assert label_spots([Booked(640, 660, 80)], 0, 700, 38) == [Spot(560, 80)]


def test_between_two_days_it_is_cut_or_left_out() -> None:
    first, second = label_spots([Booked(0, 20, 200), Booked(90, 110, 80)], 0, 700, 38)
    assert first == Spot(20, 70)
    assert second == Spot(110, 80)
    assert label_spots([Booked(0, 20, 200), Booked(30, 50, 80)], 0, 700, 38)[0].width == 0


@given(st.data())
def test_nothing_overlaps(data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, 36), max_size=8)))
    booked = [Booked(edge * 19.0, edge * 19.0 + 19, float(data.draw(st.integers(20, 300)))) for edge in edges]
    spots = label_spots(booked, 0, 703, 38)
    boxes = [(one.left, one.right) for one in booked] + [(s.left, s.left + s.width) for s in spots if s.width]
    assert all(0 <= left <= right <= 703 for left, right in boxes)
    for index, (left, right) in enumerate(boxes):
        for other_left, other_right in boxes[index + 1 :]:
            assert right <= other_left or other_right <= left
