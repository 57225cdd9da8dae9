"""The pages of the window, each built over the service it needs."""

from collections.abc import Callable, Sequence

from cresi_app.app.panels import directory_panels
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.core.i18n import N_
from cresi_app.directory.ui import DirectoryPage
from cresi_app.projects.ui import ProjectsPage
from cresi_app.services import Services
from cresi_app.shell.doors import LibraryDoors, PageEntry
from cresi_app.shell.home import HomePage
from cresi_app.shell.preferences import PreferencesPage
from cresi_app.training.ui import TrainingPage


def page_entries(services: Services, doors: LibraryDoors, new_project: Callable[[int], None]) -> Sequence[PageEntry]:
    """Return the sidebar's pages in their order."""
    return [
        PageEntry("home", N_("Accueil"), "house", lambda desk: HomePage(desk, doors), group=0),
        PageEntry(
            "catalogue",
            N_("Catalogue"),
            "library",
            lambda desk: CataloguePage(desk, services.catalogue),
            group=1,
            kinds=("document",),
        ),
        PageEntry(
            "training",
            N_("Formations"),
            "graduation-cap",
            lambda desk: TrainingPage(desk, services.training),
            group=2,
            kinds=("session", "booking", "course"),
        ),
        PageEntry(
            "projects",
            N_("Projets"),
            "folder-kanban",
            lambda desk: ProjectsPage(desk, services.projects),
            group=2,
            kinds=("project",),
        ),
        PageEntry(
            "directory",
            N_("Annuaire"),
            "contact-round",
            lambda desk: DirectoryPage(desk, services.directory, directory_panels(services, new_project)),
            group=3,
            kinds=("organisation", "person"),
        ),
        PageEntry(
            "preferences", N_("Réglages"), "settings", lambda desk: PreferencesPage(desk, doors), group=4, bottom=True
        ),
    ]
