"""One question behind map, table, home page and paper: the same figures everywhere, whatever they are narrowed to."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from cresi_app.app import abroad
from cresi_app.cooperation.model.world import CountryLine, WorldFigures, WorldFilter, country_key, country_of
from cresi_app.cooperation.reports import map_paper
from cresi_app.cooperation.service import CooperationService, NewAgreement
from cresi_app.cooperation.ui.countries import country_places
from cresi_app.core.changes import Actor
from cresi_app.funding.model.acts import Vote
from cresi_app.printing.document import render
from cresi_app.services import Services

Names = ("agreements", "projects", "grants", "granted", "paid", "crises", "aid")


@pytest.fixture
def busy(services: Services, service: CooperationService, who: Actor, home: int, partner: int, beirut: int) -> Services:
    """Two agreements, two dossiers, a grant and a crisis, in four countries and two years."""
    service.update_agreement(who, beirut, None, signed_on=date(2025, 3, 1), transmitted_on=date(2025, 3, 8))
    service.set_sectors(who, beirut, [("14020", "eau", None)])
    namibia = service.add_agreement(
        who, NewAgreement("Windhoek", "twinning", home, partner, "NA"), signed_on=date(2026, 3, 1)
    ).id
    service.set_sectors(who, namibia, [("11220", "écoles", None)])
    for year, code, sector in ((2025, "ML", "14020"), (2026, "ML", "11220")):
        project = services.projects.add_project(who, f"Projet {year}", home, year, country_code=code).id
        services.projects.set_sectors(who, project, [(sector, None)])
    axis = services.funding.add_axis(who, home, "Coopération").id
    exercise = services.funding.set_exercise(who, home, 2026, budget_minor=90_000_00, voted_on=date(2026, 1, 5)).id
    services.funding.add_credit(who, exercise, axis, 90_000_00)
    grant = services.funding.add_grant(
        who, "Puits", partner, 2026, axis_id=axis, requested_minor=30_000_00, country_code="ML", sector_code="14020"
    ).id
    services.funding.vote(who, grant, None, Vote(25_000_00, date(2026, 2, 2)))
    crisis = service.add_crisis(who, "Séisme", "earthquake", home, date(2026, 1, 12)).id
    service.set_crisis_places(who, crisis, [{"country_code": "HT"}, {"country_code": "HT", "place": "Jacmel"}])
    return services


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (WorldFilter(), {"LB": (1, 0, 0), "ML": (0, 2, 1), "NA": (1, 0, 0), "HT": (0, 0, 0)}),
        (WorldFilter(year=2025), {"LB": (1, 0, 0), "ML": (0, 1, 0)}),
        (WorldFilter(theme="140"), {"LB": (1, 0, 0), "ML": (0, 1, 1)}),
        (WorldFilter(theme="112", year=2026), {"NA": (1, 0, 0), "ML": (0, 1, 0)}),
    ],
)
def test_figures_are_narrowed_by_theme_and_year(
    busy: Services, wanted: WorldFilter, expected: dict[str, tuple[int, int, int]]
) -> None:
    found = busy.cooperation.world(wanted)
    assert {line.code: (line.agreements, line.projects, line.grants) for line in found.lines} == expected


def test_map_table_home_page_and_paper_show_the_same(busy: Services, tmp_path: Path) -> None:
    wanted = WorldFilter(year=2026)
    table = busy.cooperation.world(wanted)
    # the map: one place a line of the table, its number the line's own
    places = {place.key: place for place in country_places(table, None)}
    assert places.keys() == {line.code for line in table.lines}
    assert all(places[line.code].number in {"", str(line.weight)} for line in table.lines)
    # the home page
    figure = abroad.figure(busy, 2026)
    assert figure.figure == f"{table.countries} pays"
    assert figure.caption == abroad.caption(table)
    # the paper, read back
    out = tmp_path / "carte.pdf"
    render(map_paper(table, busy.directory.identity()), out)
    text = re.sub(r"[\u00a0\u202f ]+", " ", "\n".join(page.extract_text() for page in PdfReader(out).pages))
    assert f"{table.countries} pays ou territoires" in text
    for line in table.lines:
        assert line.name in text
    total = text[text.rindex("Total") :]
    numbers = [table.total(name) for name in ("agreements", "projects", "grants")]
    assert re.search(r"\b" + r"\s+".join(str(number) for number in numbers) + r"\b", total), total
    assert "25 000 €" in total
    # and the sheets of the countries
    for line in table.lines:
        assert busy.cooperation.country_sheet(line.code).figures == next(
            one for one in busy.cooperation.world().lines if one.code == line.code
        )


def test_a_country_has_a_number_where_an_id_is_asked() -> None:
    assert country_of(country_key("NA")) == "NA"
    assert len({country_key(code) for code in ("NA", "AN", "XK", "FR")}) == 4


def test_a_column_orders_the_lines_and_names_follow_their_alphabet() -> None:
    figures = WorldFigures(
        tuple(
            CountryLine(code, name, is_oda=True, kind="", where=(0.0, 0.0), projects=many)
            for code, name, many in (("ML", "Mali", 2), ("EG", "Égypte", 1), ("SN", "Sénégal", 2))
        )
    )
    assert [line.code for line in figures.ordered("")] == ["ML", "EG", "SN"]
    assert [line.code for line in figures.ordered("name")] == ["EG", "ML", "SN"]
    assert [line.code for line in figures.ordered("projects")] == ["EG", "ML", "SN"]
    assert [line.code for line in figures.ordered("projects", descending=True)] == ["SN", "ML", "EG"]


def test_a_country_tells_everything_done_there(busy: Services) -> None:
    sheet = busy.cooperation.country_sheet("ML")
    assert [(event.kind, event.year) for event in sheet.events] == [
        ("grant", 2026),
        ("project", 2026),
        ("project", 2025),
    ]
    assert sheet.is_oda
    nothing = busy.cooperation.country_sheet("FJ")
    assert (nothing.figures, nothing.events) == (None, ())


def test_an_authority_narrows_the_figures(
    busy: Services, who: Actor, make_region: Callable[[], int], partner: int
) -> None:
    region = make_region()
    busy.cooperation.add_agreement(who, NewAgreement("Tripoli", "framework", region, partner, "LB"))
    assert [line.code for line in busy.cooperation.world(WorldFilter(authority_id=region)).lines] == ["LB"]


@pytest.fixture
def make_region(services: Services, who: Actor) -> Callable[[], int]:
    return lambda: services.directory.add_organisation(who, "Région des Lacs", kind="local_authority").id
