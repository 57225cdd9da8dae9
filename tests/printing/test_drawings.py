"""Codes, charts, calendars, maps: faithful to their data, said in words, held by the page."""

from datetime import date
from itertools import pairwise
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cresi_app.printing import qr
from cresi_app.printing.charts import Fill, Part, ShareBar, WholeBar
from cresi_app.printing.document import LETTER
from cresi_app.printing.flow import words
from cresi_app.printing.gantt import GanttBar, GanttGroup, GanttKey, gantt
from cresi_app.printing.maps import Place, PlaceMap
from cresi_app.printing.style import MM
from tests.printing import inspection
from tests.printing.conftest import CODE, Printer

WIDTH = LETTER.width
START = date(2027, 1, 1).year * 12


def test_every_module_of_the_code_is_printed_where_it_belongs(paper: Printer) -> None:
    [picture] = inspection.pictures(paper(lambda _: [words("a")]), dpi=300)
    rows, scale = qr.modules(CODE), 300 / 25.4
    step = 12 * scale / len(rows)
    left, top = 20 * scale, picture.height - 24 * scale
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            grey = cast("int", picture.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))))
            assert (grey < 128) == dark, (x, y)


@pytest.mark.parametrize("code", [CODE, "CRSI:S/F2026-11", "CRSI:C/0000123456789"])
def test_codes_of_the_desk_stay_small(code: str) -> None:
    assert len(qr.modules(code)) <= 25  # version 2


def test_a_scanner_reads_the_code_of_a_grey_copy(paper: Printer) -> None:
    zxing = pytest.importorskip("zxingcpp", reason="no decoder of QR codes installed (zxing-cpp)")
    [picture] = inspection.pictures(paper(lambda _: [words("a")]), dpi=150)
    assert [found.text for found in zxing.read_barcodes(picture)] == [CODE]


def test_a_bar_says_its_parts_and_no_two_labels_meet(paper: Printer) -> None:
    parts = [
        Part("Acquis", "1 €", 1, Fill.SURE),
        Part("Demande présente", "2 €", 2, Fill.THIS),
        Part("Sollicité ailleurs", "99 999 €", 99_999, Fill.ASKED),
        Part("Non précisé", "1 €", 1, Fill.UNSAID),
        Part("Rien", "0 €", 0, Fill.SURE),
    ]
    bar = WholeBar(parts, WIDTH)
    spans = bar._spans()
    assert spans[0][0] == 0
    assert spans[-1][1] == pytest.approx(WIDTH)
    assert all(after[0] > before[1] for before, after in pairwise(spans))
    file = paper(lambda _: [WholeBar(parts, WIDTH)])
    inspection.check(file)
    [spoken] = [said for _, role, said in inspection.structure(file) if role == "Figure"]
    assert "Acquis" in spoken
    assert "Rien" not in spoken


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 10**12), st.sampled_from(Fill)), max_size=6))
def test_any_amounts_fill_the_bar_exactly(amounts: list[tuple[int, Fill]]) -> None:
    bar = WholeBar([Part("nom", "valeur", amount, fill) for amount, fill in amounts], WIDTH)
    spans = bar._spans()
    assert all(x1 > x0 >= 0 for x0, x1 in spans)
    assert not spans or spans[-1][1] == pytest.approx(WIDTH)


def calendar(activities: int, milestones: int) -> tuple[list[GanttGroup], list[GanttBar]]:
    bars = [GanttBar(f"1.{n} Activité", n % 20, n % 20 + 2, periodic=n % 2 == 0) for n in range(activities)]
    stones = [GanttBar(f"Jalon {n}", n % 24, None) for n in range(milestones)]
    return [GanttGroup("Groupe", bars)] if bars else [], stones


@pytest.mark.parametrize(("activities", "milestones"), [(0, 0), (1, 0), (0, 3), (13, 4), (31, 12), (75, 2)])
def test_a_calendar_of_any_length_is_printed_whole(paper: Printer, activities: int, milestones: int) -> None:
    groups, stones = calendar(activities, milestones)
    file = paper(lambda _: [*gantt(START, 24, groups, stones, WIDTH), GanttKey(WIDTH, periodic=True, milestones=True)])
    inspection.check(file)
    text = " ".join(inspection.texts(file))
    assert all(f"1.{n} Activité" in text for n in range(activities))
    assert all(f"Jalon {n}" in text for n in range(milestones))


def test_an_activity_without_month_keeps_its_row(paper: Printer) -> None:
    groups = [GanttGroup("", [GanttBar("Sans date", None, None), GanttBar("Avec", 0, 500)])]
    file = paper(lambda _: gantt(START, 1, groups, [GanttBar("Sans mois", None, None)], WIDTH))
    inspection.check(file)
    assert "Sans date" in inspection.texts(file)[0]


KITA = Place("Kita", -9.49, 13.04, "Mali")
HOME = Place("Valorge", 2.3, 48.6, home=True)


@pytest.mark.parametrize(
    "places",
    [[], [KITA], [HOME, KITA], [Place("Suva", 178.4, -18.1), Place("Apia", -171.8, -13.8)], [Place("x" * 80, 0, 89)]],
)
def test_maps_stay_in_their_frame_and_say_where(paper: Printer, places: list[Place]) -> None:
    file = paper(lambda _: [PlaceMap(places, WIDTH, 100 * MM)])
    inspection.check(file)
    [spoken] = [said for _, role, said in inspection.structure(file) if role == "Figure"]
    assert "sans frontières" in spoken
    assert all(place.name in spoken for place in places)
    assert file.stat().st_size < 200_000


def test_neighbouring_places_have_labels_apart(paper: Printer) -> None:
    near = [Place(f"Village {n}", -9.5 + n * 0.3, 13.0 + n * 0.2, "Mali") for n in range(3)]
    text = inspection.flat(inspection.texts(paper(lambda _: [PlaceMap(near, WIDTH, 100 * MM)]))[0])
    assert all(f"Village {n}" in text for n in range(3))


def test_a_share_bar_has_its_words(paper: Printer) -> None:
    file = paper(lambda _: [ShareBar(0.5, Fill.ASKED, 60), ShareBar(0, Fill.SURE, 60), ShareBar(7, Fill.THIS, 60)])
    inspection.check(file)
    assert inspection.roles(file).count("Figure") == 3
