import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cresi_app.catalogue.queries.indexing import DOCUMENT_SEARCH
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.directory.service import SOURCES as DIRECTORY_SOURCES
from cresi_app.directory.service import DirectoryService
from cresi_app.projects.service import SOURCES, AmountEntry, ProjectService
from cresi_app.store.library import Library
from tests.projects.vectors import vector

NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _frozen_day() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


ALL_SOURCES = (DOCUMENT_SEARCH, *DIRECTORY_SOURCES, *SOURCES)


@pytest.fixture(scope="session")
def blank_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty library made once; each test opens a copy of its own."""
    folder = tmp_path_factory.mktemp("blank") / "library"
    Library.create(folder, sources=ALL_SOURCES).close()
    return folder


@pytest.fixture
def library(tmp_path: Path, blank_library: Path) -> Iterator[Library]:
    shutil.copytree(blank_library, tmp_path / "library")
    with Library.open(tmp_path / "library", sources=ALL_SOURCES) as opened:
        yield opened


@pytest.fixture
def directory(library: Library) -> DirectoryService:
    return DirectoryService(library)


@pytest.fixture
def service(library: Library, directory: DirectoryService) -> ProjectService:
    return ProjectService(library, directory)


@pytest.fixture
def who() -> Actor:
    return Actor("test", "Claire Martin")


@pytest.fixture
def holder(directory: DirectoryService, who: Actor) -> int:
    numbers = {"rna": "W991004217"}
    return directory.add_organisation(who, "Jɛkabaara – Solidarité Val d’Orge", town="Évry", numbers=numbers).id


@pytest.fixture
def project_id(service: ProjectService, who: Actor, holder: int) -> int:
    return service.add_project(
        who, "L'eau partagée : puits et jardins à Kita", holder, 2026, country_code="ML", place="Kita"
    ).id


@pytest.fixture
def filled_id(service: ProjectService, who: Actor, project_id: int) -> int:
    """The dossier with the real budget of 257 112 €."""
    entries = [AmountEntry(line.line_code, None, "amount_minor", line.amount_minor) for line in vector()]
    service.enter_amounts(who, project_id, entries)
    asked = next(line for line in service.budget_lines(project_id) if line.line_code == "74-department")
    service.request_on(who, asked.id)
    return project_id
