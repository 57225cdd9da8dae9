"""The pages of the window, each built over the service it needs."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from cresi_app.app import abroad, following, money
from cresi_app.app.board import HomeBoard
from cresi_app.app.panels import directory_panels
from cresi_app.app.preferences import PreferenceMaker
from cresi_app.catalogue.model.authorities import DOCUMENTS_OF
from cresi_app.catalogue.ui import CataloguePage, CataloguePanels
from cresi_app.cooperation.ui.page import CooperationPage
from cresi_app.core.i18n import N_, tr
from cresi_app.core.roles import Right
from cresi_app.directory.ui import DirectoryPage
from cresi_app.finding import KINDS
from cresi_app.funding.ui.page import FundingPage
from cresi_app.funding.ui.projectgrants import ProjectGrants
from cresi_app.projects.model import DossierData
from cresi_app.projects.ui.page import ProjectsPage
from cresi_app.projects.ui.panels import ProjectPanels
from cresi_app.services import Services
from cresi_app.shell.counter.lock import KEY as COUNTER_KEY
from cresi_app.shell.counter.lock import CounterLock
from cresi_app.shell.counter.staffpage import CodeDoors, CounterStaffPage
from cresi_app.shell.doors import LibraryDoors, PageEntry
from cresi_app.shell.help.page import HelpPage
from cresi_app.shell.history.page import HistoryPage
from cresi_app.shell.home import HomePage
from cresi_app.shell.preferences import PreferencesPage
from cresi_app.shell.sharedoors import OF_YEAR
from cresi_app.shell.window import MainWindow
from cresi_app.training.ui.page import TrainingPage
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal


class PageMakers:
    """Makes each page when its turn comes; `window` is asked for what only it knows, `choose` opens another library."""

    def __init__(
        self, services: Services, doors: LibraryDoors, window: MainWindow, choose: Callable[[], object]
    ) -> None:
        self._services, self._doors, self._window, self._choose = services, doors, window, choose
        self.enter_counter: Callable[[], object] = lambda: None
        """Closes the team's window and opens the counter; the session's."""

    def entries(self) -> Sequence[PageEntry]:
        """Return the sidebar's pages in their order."""
        return [
            PageEntry(
                "home", N_("Accueil"), "house", self._home, group=0, year=N_("les chiffres et les rappels de l'accueil")
            ),
            PageEntry(
                "catalogue",
                N_("Catalogue"),
                "library",
                self._catalogue,
                group=1,
                kinds=(
                    *("document", "contributor", "publisher", "series", "subject"),
                    *(f"{DOCUMENTS_OF}{one}" for one in ("contributor", "publisher", "series", "subject")),
                ),
                rights=(Right.NOTICES, Right.THESAURUS, Right.MANY, Right.FRONT),
            ),
            PageEntry(
                "training",
                N_("Formations"),
                "graduation-cap",
                self._training,
                group=2,
                kinds=("session", "booking", "course", "training_request"),
                rights=(Right.TRAINING, Right.FRONT),
                year=N_("le planning, le quota et les papiers de l'année"),
            ),
            *self._outwards(),
            *self._foot(),
        ]

    def _outwards(self) -> Sequence[PageEntry]:
        """Return the desks that work with others outside: projects, cooperation, funding, directory."""
        return [
            PageEntry(
                "projects",
                N_("Projets"),
                "folder-kanban",
                self._projects,
                group=2,
                kinds=("project", "advice"),
                rights=(Right.PROJECTS,),
                year=N_("les dossiers demandés cette année-là, et les conseils donnés"),
            ),
            PageEntry(
                "cooperation",
                N_("Coopérations"),
                "handshake",
                self._cooperation,
                group=2,
                kinds=("agreement", "crisis", "support", "outpost", "country"),
                rights=(Right.COOPERATION,),
                year=N_("les engagements, la carte et les chiffres des coopérations"),
            ),
            PageEntry(
                "funding",
                N_("Financements"),
                "hand-coins",
                self._funding,
                group=2,
                kinds=("grant", "application", "funding_call", "exercise"),
                rights=(Right.FUNDING,),
                year=N_("les crédits, les subventions et les déclarations de l'exercice"),
            ),
            PageEntry(
                "directory",
                N_("Annuaire"),
                "book-user",
                self._directory,
                group=3,
                kinds=("organisation", "person"),
                rights=(Right.DIRECTORY,),
            ),
        ]

    def _foot(self) -> Sequence[PageEntry]:
        return [
            PageEntry("counter", N_("Poste d'accueil"), "monitor", self._counter, group=4, bottom=True),
            PageEntry("preferences", N_("Réglages"), "settings", self._preferences, group=4, bottom=True),
            PageEntry(
                "history",
                N_("Historique"),
                "history",
                lambda desk: HistoryPage(desk, self._doors.history, kind_word),
                group=5,
                kinds=("history",),
                hidden=True,
            ),
            PageEntry("help", N_("Aide"), "circle-question-mark", self._help, group=5, hidden=True),
        ]

    def _help(self, desk: Desk) -> HelpPage:
        return HelpPage(desk, lambda: self._window.show_shortcuts(), self._go)  # noqa: PLW0108 - the window is furnished later

    def _home(self, desk: Desk) -> HomePage:
        def papers() -> Sequence[Action]:
            title = tr("Papiers de l'année")
            return [Action("home.papers", title, self._window.sharing.print_year, "Ctrl+P", "printer")]

        arrivals = partial(self._print_of_year, "new-acquisitions")
        return HomePage(desk, HomeBoard(self._services), self._go, papers, arrivals)

    def _print_of_year(self, name: str) -> None:
        self._window.sharing.print_paper(OF_YEAR, name)

    def _go(self, key: str) -> None:
        self._window.pages.go(key)  # the pages are there when somebody clicks, not yet when they are made

    def _catalogue(self, desk: Desk) -> CataloguePage:
        panels = CataloguePanels(identity=self._services.directory.identity)
        return CataloguePage(desk, self._services.catalogue, panels)

    def _training(self, desk: Desk) -> TrainingPage:
        return TrainingPage(desk, self._services.training)

    def _projects(self, desk: Desk) -> ProjectsPage:
        panels = ProjectPanels(
            following=lambda data: money.following(self._services, data),
            panel=lambda desk, project_id: ProjectGrants(desk, self._services.funding, project_id),
            actions=lambda data: [*self._grant_actions(data), abroad.agreement_action(self._services, desk, data)],
            touched=("grant", "payment", "instalment", "grant_paper", "commitment"),
            documents=lambda text: following.documents(self._services, text),
        )
        return ProjectsPage(desk, self._services.projects, panels)

    def _cooperation(self, desk: Desk) -> CooperationPage:
        return CooperationPage(desk, self._services.cooperation)

    def _grant_actions(self, data: DossierData) -> Sequence[Action]:
        """Offer the grant of a dossier that was accepted."""
        if not data.stage.is_grant:
            return ()
        one = Proposal(data.project.id, data.project.title, data.holder.name, data.project.number)
        return [
            Action("funding.from_project", tr("Ouvrir la subvention"), lambda: self._new_grant(one), icon="hand-coins")
        ]

    def _new_grant(self, project: Proposal) -> None:
        self._window.pages.go("funding")
        page = self._window.pages.page("funding")
        assert isinstance(page, FundingPage)
        page.new_grant(project)

    def _funding(self, desk: Desk) -> FundingPage:
        return FundingPage(desk, self._services.funding)

    def _directory(self, desk: Desk) -> DirectoryPage:
        return DirectoryPage(
            desk,
            self._services.directory,
            directory_panels(self._services, self._new_project, self.give_code, self._note_advice),
        )

    def _counter(self, desk: Desk) -> CounterStaffPage:
        training = self._services.training
        lock = CounterLock(lambda: desk.settings, lambda values: desk.remember(COUNTER_KEY, **values))
        doors = CodeDoors(
            partial(find_association, self._services),
            training.codes,
            training.make_code,
            training.revoke_code,
            self._counter_card,
        )
        return CounterStaffPage(desk, lock, doors, self._enter_counter)

    def _enter_counter(self) -> None:
        self.enter_counter()  # set once the window is there

    def _counter_card(self, organisation: str, code: str) -> Path:
        from cresi_app.printing.document import render  # noqa: PLC0415 - reportlab is loaded when something is printed
        from cresi_app.training.reports.countercard import counter_card  # noqa: PLC0415 - same

        # Beside the system's own temporary files and not in the library: a card carries a code in clear.
        out = Path(tempfile.mkdtemp(prefix="cresi-card-")) / "carte.pdf"
        weakref.finalize(self, shutil.rmtree, out.parent, ignore_errors=True)
        render(counter_card(organisation, code, self._services.directory.identity()), out)
        return out

    def give_code(self, holder: Proposal) -> None:
        """Go to the counter's page and stand on an association there."""
        self._window.pages.go("counter")
        page = self._window.pages.page("counter")
        assert isinstance(page, CounterStaffPage)
        page.choose(holder)

    def _preferences(self, desk: Desk) -> PreferencesPage:
        return PreferenceMaker(self._services, self._doors, self._window, self._choose).page(desk)

    def _new_project(self, holder: Proposal) -> None:
        self._window.pages.go("projects")
        page = self._window.pages.page("projects")
        assert isinstance(page, ProjectsPage)
        page.new_dossier(holder)

    def _note_advice(self, holder: Proposal) -> None:
        """Note advice given to an organisation, on the page of projects."""
        self._window.pages.go("projects")
        page = self._window.pages.page("projects")
        assert isinstance(page, ProjectsPage)
        page.note_advice(int(str(holder.value)))


def find_association(services: Services, text: str) -> list[Proposal]:
    """Propose organisations by their names."""
    rows = services.directory.suggest_organisations(text)
    return [Proposal(row.id, row.name, row.where_and_what, row.kind_name) for row in rows]


def kind_word(kind: str) -> str:
    """Return what a kind of record is called, "" when nothing is."""
    return tr(KINDS[kind].name) if kind in KINDS else ""
