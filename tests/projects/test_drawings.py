"""What the window and the paper draw comes from one description: the funding chart and the places of the map."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core import bars
from cresi_app.projects.model import PartnerView, ProjectPlace, funding_parts, map_places
from cresi_app.projects.reports.wording import places
from tests.projects.dossiers import dossier_data


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8), st.floats(100, 2000))
def test_parts_of_a_bar_fill_it_in_order(amounts: list[int], width: float) -> None:
    spans = bars.spans(amounts, width)
    assert spans[0][0] == 0
    assert abs(spans[-1][1] - width) < 0.01
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_the_parts_of_the_plan_are_its_counted_sums() -> None:
    plan = dossier_data().cofunding
    parts = funding_parts(plan)
    assert sum(part.minor for part in parts) == plan.total
    assert sum(part.share for part in parts) == 1
    assert parts[0].words == "Acquis"


def test_the_map_of_the_window_is_the_map_of_the_paper() -> None:
    data = dossier_data()
    partner = replace(data.partners[0].partner, place="Kayes", latitude_e6=14_440_000, longitude_e6=-11_440_000)
    view = PartnerView(partner, data.partners[0].organisation, None, "Opérateur")
    data = replace(
        data,
        places=(
            ProjectPlace(1, 1, 1, 1, "Séféto", "ML", 14_120_000, -9_840_000),
            ProjectPlace(2, 1, 1, 2, "Sans point"),
        ),
        partners=(view,),
    )
    found = map_places(data)
    assert [(place.key.partition(":")[0], place.name) for place in found] == [
        ("home", "Saint-Michel"), ("project", "Kita"), ("place", "Séféto"), ("partner", "Kayes"),
    ]  # fmt: skip
    assert [(one.name, one.lon, one.lat) for one in places(data)] == [
        (one.name, one.longitude, one.latitude) for one in found
    ]


def test_a_place_beside_home_is_drawn_once() -> None:
    data = dossier_data()
    near = ProjectPlace(1, 1, 1, 1, "Évry", "FR", 48_630_000, 2_440_000)
    assert [place.key for place in map_places(replace(data, places=(near,)))] == ["home", "project"]
