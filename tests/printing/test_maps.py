"""Labels of places that lie together part, and a line leads to those that moved."""

from itertools import combinations

import pytest

from cresi_app.printing.maps import Box, Place, PlaceMap, label_size
from tests.printing import inspection
from tests.printing.conftest import Printer

CLOSE = [Place(f"Lieu au nom long {n}", 2.4 + n * 0.01, 48.6, second="France", home=n == 0) for n in range(6)]


def boxes_of(chart: PlaceMap) -> list[tuple[Box, bool]]:
    taken: list[Box] = []
    found = []
    points = [chart.view.place(place.lon, place.lat) for place in chart.places]
    pins = [(x - 6, y - 6, x + 6, y + 6) for x, y in points]
    for place, point in zip(chart.places, points, strict=True):
        box, moved = chart.spot(point, label_size(place), taken, pins)
        taken.append(box)
        found.append((box, moved))
    return found


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_labels_of_close_places_never_lie_on_each_other(count: int) -> None:
    found = boxes_of(PlaceMap(CLOSE[:count], 480, 300))
    boxes = [box for box, _ in found]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    assert all(left >= 0 and bottom >= 0 and right <= 480 and top <= 300 for left, bottom, right, top in boxes)
    assert found[0][1] is False, "the first stays beside its pin"
    assert any(moved for _, moved in found) == (count >= 3)


def test_a_map_without_room_still_shows_every_label_inside() -> None:
    boxes = [box for box, _ in boxes_of(PlaceMap(CLOSE, 160, 80))]
    assert all(left >= 3 and bottom >= 3 and top <= 78 for left, bottom, _, top in boxes)


def test_a_crowded_map_is_one_figure_that_says_its_places(paper: Printer) -> None:
    file = paper(lambda _: [PlaceMap(CLOSE, 400, 240)])
    inspection.check(file)
    inspection.check_tree(file)
    [spoken] = [said for _, role, said in inspection.structure(file) if role == "Figure"]
    assert all(place.name in spoken for place in CLOSE)
