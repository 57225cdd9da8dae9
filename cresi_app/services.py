"""Opens a library and builds every desk's service over it: the one list of what there is, for window, command line and tests."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cresi_app.catalogue.queries.indexing import DOCUMENT_SEARCH
from cresi_app.catalogue.service import CatalogueService
from cresi_app.cooperation import service as cooperation_desk
from cresi_app.cooperation.service import CooperationService
from cresi_app.directory import service as directory_desk
from cresi_app.directory.service import DirectoryService
from cresi_app.funding import service as funding_desk
from cresi_app.funding.service import FundingService
from cresi_app.funding.service.activity_import import ActivityImportDesk
from cresi_app.projects import service as projects_desk
from cresi_app.projects.service import ProjectService
from cresi_app.publishing import agreement_activities
from cresi_app.store import founding
from cresi_app.store.library import Library
from cresi_app.store.search import SearchSource
from cresi_app.store.watching import Watched, unwatched
from cresi_app.training import service as training_desk
from cresi_app.training.service import TrainingService

SOURCES: Final[tuple[SearchSource, ...]] = (
    DOCUMENT_SEARCH,
    *directory_desk.SOURCES,
    *training_desk.SOURCES,
    *projects_desk.SOURCES,
    *funding_desk.SOURCES,
    *cooperation_desk.SOURCES,
)


NAMES_BESIDE: Final = {
    "place": ("name",),
    "support_person": ("name",),
    "project_exchange": ("with_whom",),
    "busy_calendar": ("name",),
}
"""Columns in which desks write somebody's name beside the tie to their sheet: whoever is forgotten is forgotten there too."""


@dataclass(frozen=True, slots=True)
class Services:
    """A library and its desks' services. Closing it closes the library."""

    library: Library
    directory: DirectoryService
    catalogue: CatalogueService
    training: TrainingService
    projects: ProjectService
    funding: FundingService
    declarations: ActivityImportDesk
    cooperation: CooperationService

    @classmethod
    def over(cls, library: Library) -> Self:
        """Build every service over an open library."""
        directory, catalogue = DirectoryService(library), CatalogueService(library)
        library.gate, library.unknown = directory.judge, directory_desk.BEFORE_ROLES
        directory.names_beside = NAMES_BESIDE
        directory.typed.append(catalogue.forget_searches_of)
        projects = ProjectService(library, directory)
        funding = FundingService(library, directory, projects)
        cooperation = CooperationService(library, directory, projects, funding)
        funding.declarations.offers.append(partial(agreement_activities, cooperation))
        return cls(
            library=library,
            directory=directory,
            catalogue=catalogue,
            training=TrainingService(library, directory, catalogue),
            projects=projects,
            funding=funding,
            declarations=funding.declarations,
            cooperation=cooperation,
        )

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty library in `folder` and open it."""
        return cls.over(Library.create(folder, sources=SOURCES))

    @classmethod
    def found(cls, folder: Path, furnish: Callable[["Services"], None]) -> None:
        """Make a library in `folder` that `furnish` has filled before it appears: whole, or not at all."""
        with founding.aside(folder) as part, cls.create(part) as services:
            furnish(services)

    @classmethod
    def open(cls, folder: Path, *, wait: float = 0.0, read_only: bool = False, watched: Watched = unwatched) -> Self:
        """Open the library in `folder`, waiting up to `wait` seconds for another process to leave it; `watched` as `Library.open`."""
        return cls.over(Library.open(folder, sources=SOURCES, wait=wait, read_only=read_only, watched=watched))

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
