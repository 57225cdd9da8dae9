"""Every long act that a person can stop leaves the library, and the disk beside it, as they were."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.notices import file_of
from cresi_app.app.copies import watched
from cresi_app.catalogue.interchange.exporting import export
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.pdf.looking import look_over
from cresi_app.catalogue.interchange.pdf.taking import import_candidates
from cresi_app.catalogue.interchange.skos.reading import open_thesaurus
from cresi_app.catalogue.model.batch import Act, Edit, Replacement
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.services import Services
from cresi_app.store.backup import taking
from cresi_app.training.reports.making import one_each
from cresi_app.widgets.tasks import Cancelled, Progress
from tests.catalogue.pdfs import written
from tests.conftest import MOMENT
from tests.journeys.test_cancelling import everything_in

WHO = Actor("stop", "Claire Martin")
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://x.org/> .
x:scheme a skos:ConceptScheme ; skos:prefLabel "Essai"@fr .
x:one a skos:Concept ; skos:prefLabel "Un"@fr ; skos:inScheme x:scheme .
x:two a skos:Concept ; skos:prefLabel "Deux"@fr ; skos:broader x:one ; skos:inScheme x:scheme .
"""


class Stopping(Progress):
    """Asks to stop at its `at`-th step, as somebody presses « Annuler » while the bar moves."""

    def __init__(self, at: int) -> None:
        super().__init__("")
        self.left = at

    def check(self) -> None:
        self.left -= 1  # a step is a check too
        if self.left <= 0:
            self.cancel()
        super().check()


Long = Callable[[Services, Path, Progress], object]


def _ids(services: Services) -> list[int]:
    return [int(row["id"]) for row in services.library.query("SELECT id FROM document ORDER BY id")]


def _import(services: Services, folder: Path, progress: Progress) -> object:
    file = folder / "fonds.mrc"
    file.write_bytes(file_of(60))
    return import_file(services.catalogue, WHO, file, None, progress)


def _thesaurus(services: Services, folder: Path, progress: Progress) -> object:
    file = folder / "essai.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    return services.catalogue.import_thesaurus(WHO, open_thesaurus(file), progress=progress)


def _pdfs(services: Services, folder: Path, progress: Progress) -> object:
    files = [written(folder / f"rapport-{number}.pdf", [f"Rapport {number}"]) for number in range(3)]
    found = look_over(services.catalogue, files, recognise=False)
    return import_candidates(services.catalogue, WHO, found.candidates, None, progress)


def _each(services: Services, folder: Path, progress: Progress) -> object:
    held = next(one.id for one in services.training.sessions(2026) if one.status == "closed")
    return one_each(services.training, "convocation", held, folder / "made", progress.step)


LONG: dict[str, Long] = {
    "import of notices": _import,
    "import of a thesaurus": _thesaurus,
    "import of PDFs": _pdfs,
    "looking over PDFs": lambda services, folder, progress: look_over(
        services.catalogue, [written(folder / "un.pdf", ["Un"]), written(folder / "deux.pdf", ["Deux"])], progress
    ),
    "export of notices": lambda services, folder, progress: export(
        services.catalogue, "unimarc", _ids(services), folder / "out.mrc", progress
    ),
    "edit of many": lambda services, _folder, progress: services.catalogue.edit_many(
        WHO, _ids(services), Edit("rights", Act.SET, "Libre"), progress
    ),
    "replacement in many": lambda services, _folder, progress: services.catalogue.replace_in_many(
        WHO, _ids(services), Replacement("eau", "l'eau", ("title",)), progress
    ),
    "archiving of many": lambda services, _folder, progress: services.catalogue.archive_many(
        WHO, _ids(services), progress
    ),
    "deletion of many": lambda services, _folder, progress: services.catalogue.delete_many(
        WHO, _ids(services), progress
    ),
    "check of the collection": lambda services, _folder, progress: services.catalogue.check_collection(progress),
    "backup": lambda services, _folder, progress: taking.take(services.library.folder, progress=watched(progress)),
    "a paper for each person": _each,
}


BRIEF = {"import of notices", "import of a thesaurus", "import of PDFs"}
"""What so few records are taken in by one step of."""


@pytest.fixture(scope="module")
def services(example_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """One library for all: whoever changes it fails, and leaves it changed for the others."""
    folder = tmp_path_factory.mktemp("stopping") / "library"
    shutil.copytree(example_folder, folder)
    with clock.frozen(MOMENT), Services.open(folder) as opened:
        yield opened


def _beside(services: Services) -> list[str]:
    return sorted(one.name for one in (services.library.folder / "backups").glob("*") if one.suffix != ".lock")


@pytest.mark.parametrize("name", LONG)
def test_a_stopped_work_leaves_everything_as_it_was(services: Services, name: str, tmp_path: Path) -> None:
    before, copies = everything_in(services), _beside(services)
    with pytest.raises(Cancelled):
        LONG[name](services, tmp_path, Stopping(at=1 if name in BRIEF else 2))
    assert everything_in(services) == before
    assert _beside(services) == copies
    assert not (tmp_path / "out.mrc").exists()
