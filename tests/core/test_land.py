"""The land and its projection: every far island is there, no line runs across the map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core import land


def holds(shapes: list[list[land.Point]], point: land.Point) -> bool:
    """Say by the even-odd rule whether the point is on land."""
    x, y = point
    inside = False
    for shape in shapes:
        for (ax, ay), (bx, by) in zip(shape, [*shape[1:], shape[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                inside = not inside
    return inside


PLACES = {
    "Kita": (-9.49, 13.04),
    "Port-au-Prince": (-72.25, 18.6),
    "Wuhan": (114.3, 30.6),
    "Évry": (2.44, 48.62),
    "Grande Comore": (43.33, -11.65),
    "Mayotte": (45.15, -12.8),
    "La Réunion": (55.53, -21.13),
    "Santiago du Cap-Vert": (-23.65, 15.08),
    "Viti Levu": (178.0, -17.8),
    "Tchoukotka, east of 180°": (-175.0, 67.0),
    "Antarctica": (30.0, -80.0),
}
SEA = {
    "Caspian Sea": (50.5, 42.0),
    "Gulf of Guinea": (0.0, 0.0),
    "mid-Pacific": (-140.0, 5.0),
    "Atlantic": (-40.0, 30.0),
}


@pytest.mark.parametrize("name", PLACES)
def test_land_is_land(name: str) -> None:
    view = land.view_of([PLACES[name]], 400, 300, margin=2)
    assert holds(view.outlines(tolerance=0), view.place(*PLACES[name]))


@pytest.mark.parametrize("name", SEA)
def test_sea_is_sea(name: str) -> None:
    view = land.whole_world(800, 420)
    assert not holds(view.outlines(), view.place(*SEA[name]))


@pytest.mark.parametrize("middle_lon", [-150.0, 10.0, 180.0])
def test_the_whole_world_keeps_its_continents_wherever_it_is_cut(middle_lon: float) -> None:
    view = land.whole_world(800, 420, middle_lon=middle_lon)
    shapes = view.outlines()
    for lon, lat in [(-9.0, 15.0), (100.0, 60.0), (-100.0, 45.0), (135.0, -25.0), (-60.0, -10.0)]:
        assert holds(shapes, view.place(lon, lat))
    assert not holds(shapes, view.place(-140.0, 5.0))


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-60, 75)), min_size=1, max_size=6),
    st.floats(60, 900),
    st.floats(60, 900),
)
def test_no_place_falls_outside_its_own_map(places: list[land.Point], width: float, height: float) -> None:
    view = land.view_of(places, width, height)
    for place in places:
        x, y = view.place(*place)
        assert -0.01 <= x <= width + 0.01
        assert -0.01 <= y <= height + 0.01


def test_two_places_on_both_sides_of_180_degrees_make_one_narrow_map() -> None:
    view = land.view_of([(178.0, -18.0), (-172.0, -13.5)], 500, 300)
    fiji, samoa = view.place(178.0, -18.0), view.place(-172.0, -13.5)
    assert fiji[0] < samoa[0] < fiji[0] + 300


def test_screens_count_downwards() -> None:
    up, down = (land.view_of([(2.0, 48.0)], 300, 200, y_down=flag) for flag in (False, True))
    assert up.place(2.0, 50.0)[1] == pytest.approx(200 - down.place(2.0, 50.0)[1])
    assert up.place(2.0, 50.0)[1] > up.place(2.0, 46.0)[1]


def test_the_tropic_crosses_the_sahel_map_and_not_that_of_iceland() -> None:
    assert land.view_of([(-9.49, 13.04), (2.4, 48.6)], 480, 290).parallel(land.LANDMARK_PARALLELS[1])
    assert not land.view_of([(-19.0, 65.0)], 480, 290).parallel(land.LANDMARK_PARALLELS[1])


def test_simplifying_keeps_the_shape_within_tolerance() -> None:
    view = land.view_of([(-9.49, 13.04), (2.4, 48.6)], 480, 290)
    fine, coarse = view.outlines(tolerance=0), view.outlines(tolerance=0.45)
    assert sum(map(len, coarse)) < sum(map(len, fine)) / 2
    assert all(x + 4 >= 0 and x - 4 <= 480.01 for shape in coarse for x, _ in shape)
