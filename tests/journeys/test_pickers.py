"""Every picker finds without accents, is walked with keys, and makes what is not there yet where that makes sense."""

import ast
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from cresi_app.catalogue.ui import searches as catalogue
from cresi_app.cooperation.ui import searches as cooperation
from cresi_app.core import clock
from cresi_app.core.text import fold
from cresi_app.directory.ui import searches as directory
from cresi_app.funding.ui import searches as funding
from cresi_app.projects.ui import searches as projects
from cresi_app.services import Services
from cresi_app.training.ui import searches as training
from cresi_app.widgets.fields import Proposal
from tests.conftest import MOMENT

ROOT = Path(__file__).resolve().parents[2]
Search = Callable[[str], Sequence[Proposal]]

SEARCHES: dict[str, Callable[[Services], Search]] = {
    "authors": lambda s: catalogue.contributors(s.catalogue),
    "publishers": lambda s: catalogue.publishers(s.catalogue),
    "places of copies": lambda s: catalogue.locations(s.catalogue),
    "documents": lambda s: catalogue.documents(s.catalogue),
    "countries of notices": lambda s: catalogue.named(s.catalogue.countries),
    "languages": lambda s: catalogue.named(s.catalogue.languages),
    "organisations": lambda s: directory.organisations(s.directory),
    "people": lambda s: directory.people(s.directory),
    "countries": lambda s: directory.countries(s.directory),
    "sectors": lambda s: directory.sectors(s.directory),
    "trainees' organisations": lambda s: training.organisations(s.training),
    "trainees": lambda s: training.people(s.training),
    "courses": lambda s: training.courses(s.training),
    "rooms": lambda s: training.rooms(s.training),
    "competences": lambda s: training.competences(s.training),
    "documents of a course": lambda s: training.documents(s.training),
    "holders": lambda s: projects.organisations(s.directory),
    "countries of dossiers": lambda s: projects.countries(s.directory),
    "sectors of dossiers": lambda s: projects.sectors(s.directory),
    "partners": lambda s: cooperation.organisations(s.cooperation, "partner_authority"),
    "people abroad": lambda s: cooperation.people(s.cooperation),
    "countries of agreements": lambda s: cooperation.countries(s.cooperation),
    "languages of papers": lambda s: cooperation.languages(s.cooperation),
    "agreements": lambda s: cooperation.agreements(s.cooperation),
    "dossiers": lambda s: cooperation.projects(s.cooperation),
    "beneficiaries": lambda s: funding.organisations(s.funding),
    "dossiers of grants": lambda s: funding.projects(s.funding),
    "countries of grants": lambda s: funding.countries(s.funding),
}


@pytest.fixture(scope="module")
def services(example_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The example, only read."""
    folder = tmp_path_factory.mktemp("pickers") / "library"
    shutil.copytree(example_folder, folder)
    with clock.frozen(MOMENT), Services.open(folder) as opened:
        yield opened


@pytest.mark.parametrize("name", SEARCHES)
def test_a_picker_finds_without_accents_or_capitals(services: Services, name: str) -> None:
    search = SEARCHES[name](services)
    known = list(search("")) or list(search("e"))
    assert known, "the likeliest ones are proposed before anything is typed, or after a letter"
    with_accents = [one for one in known if fold(one.title) != one.title.lower()]
    wanted = (with_accents or known)[0]
    typed = " ".join(fold(wanted.title.partition(" (")[0]).split()[:3])
    assert wanted.value in [one.value for one in search(typed)], f"« {typed} » does not find « {wanted.title} »"
    assert list(search("zzzz rien de tel")) == []


MADE = (
    "organisation",
    "organisation_id",
    "authority_id",
    "partner_id",
    "operator_id",
    "lead_id",
    "funder_id",
    "host_id",
)
"""Fields that hold an organisation: one that nobody knows yet is made from its name, without leaving the form."""


def test_an_organisation_that_is_not_there_is_made_from_the_picker() -> None:
    missing = []
    for file in sorted((ROOT / "cresi_app").glob("*/ui/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "RecordPicker":
                said = {one.arg: one.value for one in node.keywords}
                name = said.get("name")
                if isinstance(name, ast.Constant) and name.value in MADE and "create" not in said:
                    missing.append(f"{file.relative_to(ROOT)}:{node.lineno} {name.value}")
    assert missing == []
