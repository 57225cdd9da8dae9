"""Grants are found by what people remember of them, shown whole on the command line, and told to the pages of other desks."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cresi_app.app import money as told
from cresi_app.cli.records import SHEETS, show
from cresi_app.cli.reply import plain
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.finding import find, search_everywhere
from cresi_app.funding.model.views import GrantFilter
from cresi_app.papers import PAPERS
from cresi_app.projects.model import StepState
from cresi_app.services import Services

CLAIRE = Actor("1", "Claire")


@pytest.fixture(scope="module")
def example(example_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("funding") / "library"
    shutil.copytree(example_folder, folder)
    with clock.frozen(datetime(2026, 11, 22, 10, 0, tzinfo=UTC)), Services.open(folder) as services:
        yield services


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 22, 10, 0, tzinfo=UTC)):
        yield


def test_the_example_votes_what_the_founding_texts_say(example: Services) -> None:
    year = example.funding.figures(2026)
    assert (year.budget, year.voted) == (88_000_000, 56_850_000)
    assert (year.committed, year.paid, year.left) == (51_600_000, 39_700_000, 5_250_000)
    (over,) = year.overspent
    assert (over.axis.name, over.over) == ("Aide d’urgence", 600_000)
    assert len(year.axes) == 4
    assert example.funding.figures(2025).is_closed


def test_the_example_tells_its_emergencies_and_its_europe_desk(example: Services) -> None:
    given = {(row.year, row.country_code) for row in example.funding.grants(GrantFilter()) if row.paid_minor}
    assert {(2004, "TH"), (2010, "HT"), (2017, "BL"), (2017, "MF"), (2017, "IQ")} <= given
    applications = {row.title: row for row in example.funding.applications()}
    assert applications["Climate"].received_minor > 0
    assert applications["Cinessonne"].stage.is_submitted
    assert any(row.is_open for row in example.funding.calls())


def test_instalments_of_the_example_stand_in_every_state(example: Services) -> None:
    standings = {row.standing.value for row in example.funding.grants(GrantFilter())}
    assert {
        "payable",
        "papers",
        "to_sign",
        "running",
        "closed",
        "refused",
        "committee",
        "to_close",
        "asked",
    } <= standings


@pytest.mark.parametrize("words", ["mirriah", "eau vive", "niger", "CD-2026-03-118", "2026-1184"])
def test_a_grant_is_found_by_title_holder_country_deliberation_and_order(example: Services, words: str) -> None:
    found = search_everywhere(example, words, 20, "grant")
    assert "Bornes-fontaines de Mirriah" in {hit.title for hit in found.hits}


def test_a_number_an_id_and_a_scanned_code_lead_to_the_grant(example: Services) -> None:
    number = next(row.number for row in example.funding.grants() if "Mirriah" in row.title)
    kind, key = find(example, "grant", number)
    assert find(example, "grant", f"CRSI:T/{number}")[1] == find(example, "grant", str(key))[1] == key
    sheet = plain(SHEETS[kind.table](example, key))
    assert isinstance(sheet, dict)
    assert json.loads(json.dumps(sheet))["grant"]["number"] == number
    assert find(example, "exercise", "2026")[1] == example.funding.figures(2026).exercise.id  # type: ignore[union-attr]  # voted
    with pytest.raises(DomainError):
        find(example, "grant", "S1999-001")
    assert show is not None


@pytest.mark.parametrize(
    ("name", "ref"), [("grants", ""), ("envelopes", ""), ("grant-letter", "grant"), ("payment-order", "grant")]
)
def test_the_papers_are_named_and_made(example: Services, tmp_path: Path, name: str, ref: str) -> None:
    paper = PAPERS[name]
    assert paper.kind == ref
    record = next(row.id for row in example.funding.grants() if "Mirriah" in row.title) if ref else 2026
    assert paper.make(example, record, tmp_path / "paper.pdf") >= 1
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


def test_home_tells_what_waits_and_directory_and_dossier_what_was_paid(example: Services) -> None:
    year = example.funding.figures(2026)
    titles = [one.title for one in told.todo(example, year)]
    assert any("engagés de plus que voté" in title for title in titles)
    assert any("ordonnancer" in title for title in titles)
    assert any("Réseaux de villes" in event.title for event in told.events(example))
    row = next(row for row in example.funding.grants() if "Mirriah" in row.title)
    assert row.project_id is not None
    (event,) = [one for one in told.of_organisation(example, row.organisation_id) if one.ref_id == row.id]
    assert event.kind == "grant"
    following = told.following(example, example.projects.dossier_data(row.project_id))
    assert following is not None
    assert (following.voted_minor, following.paid_minor) == (1_800_000, 1_260_000)
    assert [step.state for step in following.steps][:2] == [StepState.DONE, StepState.CURRENT]
    assert following.next_act == "Demander les pièces"
