"""Every view of the window and how to reach it: the way of the tour, of the gallery and of the tests of the screens."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from cresi_app.app.copies import Copies
from cresi_app.app.opening import waiting_for_the_index
from cresi_app.cooperation.ui.page import CooperationPage
from cresi_app.core.i18n import tr
from cresi_app.directory.ui.page import DirectoryPage
from cresi_app.funding.model.views import GrantFilter
from cresi_app.funding.ui.page import FundingPage
from cresi_app.projects.ui.page import ProjectsPage
from cresi_app.services import Services
from cresi_app.shell.about import AboutDialog
from cresi_app.shell.doors import StaffProfile
from cresi_app.shell.keys import ShortcutsDialog
from cresi_app.shell.preferences.page import PreferencesPage
from cresi_app.shell.preferences.restoring import RestoreDialog
from cresi_app.shell.preferences.rights import RightsDialog
from cresi_app.shell.staff import PersonDialog
from cresi_app.shell.window import MainWindow
from cresi_app.tour.collecting import collecting_stops
from cresi_app.tour.finding import finding_stops
from cresi_app.tour.framing import frame_stops
from cresi_app.tour.gathering import gathering_stops
from cresi_app.tour.keeping import keeping_stops
from cresi_app.tour.stop import Stop, settle
from cresi_app.tour.words import WORDS
from cresi_app.training.model import SessionStatus
from cresi_app.training.ui.page import TrainingPage
from cresi_app.widgets.messages import Act, Question
from cresi_app.widgets.page import Page
from cresi_app.widgets.preview import PreviewCover
from cresi_app.widgets.voice import QuestionDialog

__all__ = ["MOMENT", "Stop", "Way", "settle"]

P = TypeVar("P", bound=Page)

MOMENT: Final = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)
"""The day of the tour: a Tuesday, so that two tours give the same pictures."""
SHOWN: Final = "2026-001"
"""A dossier of the example: accepted, with its map and calendar."""


class Way:
    """The way through a window over the example library. `file` is a file of notices for the import control."""

    def __init__(self, window: MainWindow, services: Services, file: Path | None = None) -> None:
        self.window, self.services, self.file = window, services, file

    def stops(self) -> list[Stop]:
        """Return every stop, in the order in which they are to be gone through."""
        parts = (
            self._home, partial(finding_stops, self), partial(keeping_stops, self), partial(gathering_stops, self), partial(collecting_stops, self), self._training, self._projects,
            self._cooperation, self._funding, self._directory, self._shell,
            partial(frame_stops, self),
        )  # fmt: skip
        return [stop for part in parts for stop in part()]

    # --- moving ---

    def page(self, key: str, kind: type[P]) -> P:
        """Bring a page to the front, and return it."""
        self.window.palette_view.close_if_open()
        self.window.voice.bubble.hide()  # what the stop before said, ten seconds long
        self.window.due_panel.hide()
        self.window.pages.go(key)
        found = self.window.pages.page(key)
        assert isinstance(found, kind)
        for cover in found.findChildren(PreviewCover):
            cover.close()
        return found

    def record(self, kind: str, record_id: int) -> None:
        """Open a record."""
        self._clear()
        self.window.open_record(kind, record_id)
        settle(self.window)

    def _clear(self) -> None:
        """Take away what the stop before had laid over the page, or said above it."""
        self.window.palette_view.close_if_open()
        self.window.due_panel.hide()
        self.window.voice.bubble.hide()
        self.window.area.clear()

    def act(self, name: str) -> None:
        """Do what the page in front offers under this name."""
        page = self.window.pages.current()
        offered = [*page.actions(), *page.new_actions()]
        next(action for action in offered if action.id == name).run()

    # --- the desks ---

    def _home(self) -> Iterator[Stop]:
        yield Stop("accueil", partial(self._go, "home"), daily=True)

    def _go(self, key: str) -> None:
        self.page(key, Page)

    def _training(self) -> Iterator[Stop]:
        service = self.services.training
        session = service.upcoming(1)[0].id
        held = [one.id for one in service.sessions(MOMENT.year) if one.status is SessionStatus.CLOSED][-1]
        course = service.courses()[-1].id

        def page() -> TrainingPage:
            return self.page("training", TrainingPage)

        def year(name: str = "") -> None:
            page().back()
            page().year.planning.end_form()
            if name:
                self.act(name)

        def tab(key: str) -> None:
            page()
            self.record("session", held if key == "presence" else session)
            page().session.show_tab(key)

        yield Stop("formations", year, daily=True)
        yield Stop("formations-journee", partial(tab, "bookings"), daily=True)
        yield Stop("formations-journee-attente", partial(tab, "waiting"))
        yield Stop("formations-journee-presences", partial(tab, "presence"))
        yield Stop("formations-journee-fiche", partial(tab, "sheet"))
        yield Stop("formations-inscription", lambda: page().book(session))
        yield Stop("formations-nouvelle", lambda: page().make_session(date(2026, 12, 15)))
        yield Stop("formations-offre", partial(self.record, "course", course), daily=True)
        for key in ("calendars", "settings", "request", "quota", "intake"):
            yield Stop(f"formations-{WORDS[key]}", partial(year, f"training.{key}"))
        # The example's centre is no declared body: its menu would lead to the settings that say so.
        yield Stop("formations-organisme-declare", lambda: page().open_view(page().declared))
        yield Stop("formations-porte", lambda: page().arrivals.show("door", session))
        yield Stop("formations-evaluations", lambda: page().arrivals.show("evaluations", held))
        yield Stop("formations-apercu", lambda: page().previews.show_paper("attendance", session))

    def _projects(self) -> Iterator[Stop]:
        project = self.services.projects.by_ref(SHOWN)

        def page() -> ProjectsPage:
            return self.page("projects", ProjectsPage)

        def listing() -> ProjectsPage:
            shown = page()
            shown.search("")
            shown.opening.hide()
            return shown

        def tab(key: str) -> None:
            page().open_dossier(project, key)

        def printed() -> None:
            tab("overview")
            settle(self.window)
            self.act("projects.print")

        yield Stop("projets", lambda: _nothing(listing()), daily=True)
        yield Stop("projets-nouveau", lambda: listing().new_dossier())
        yield Stop("projets-conseils", lambda: _nothing(page().show_advice()))
        yield Stop("projets-dossier", partial(tab, "overview"), daily=True)
        for key in (
            "request", "holder", "place", "partners", "themes", "context", "logframe", "activities", "beneficiaries", "means",
        ):  # fmt: skip
            yield Stop(f"projets-texte-{WORDS[key]}", partial(tab, key))
        for key in ("sections", "budget", "cofunding", "papers", "follow", "history"):
            yield Stop(f"projets-dossier-{WORDS[key]}", partial(tab, key))
        yield Stop("projets-apercu", printed)

    def _cooperation(self) -> Iterator[Stop]:
        agreement = self.services.cooperation.agreement_rows()[0].id
        crisis = self.services.cooperation.crisis_ids()[0]
        outpost = self.services.cooperation.outpost_ids()[0]

        def view(key: str) -> CooperationPage:
            page = self.page("cooperation", CooperationPage)
            page.show_view(key)
            page.view.leave()
            return page

        def country() -> None:
            view("countries").countries.open_code("ML")

        yield Stop("cooperations", lambda: _nothing(view("agreements")), daily=True)
        yield Stop("cooperations-accord", partial(self.record, "agreement", agreement), daily=True)
        yield Stop("cooperations-nouvel-accord", lambda: view("agreements").make("agreements"))
        yield Stop("cooperations-pays", lambda: _nothing(view("countries")), daily=True)
        yield Stop("cooperations-pays-fiche", country)
        yield Stop("cooperations-urgences", lambda: _nothing(view("crises")), daily=True)
        yield Stop("cooperations-urgence", partial(self.record, "crisis", crisis))
        yield Stop("cooperations-appui", lambda: _nothing(view("supports")))
        yield Stop("cooperations-antennes", lambda: _nothing(view("outposts")), daily=True)
        yield Stop("cooperations-antenne", partial(self.record, "outpost", outpost))

    def _funding(self) -> Iterator[Stop]:
        grants = self.services.funding.grant_ids()

        def view(key: str) -> FundingPage:
            page = self.page("funding", FundingPage)
            page.show_view(key)
            page.envelopes.rest()
            return page

        def act(name: str) -> None:
            view("envelopes")
            settle(self.window)
            self.act(name)

        def paid() -> None:
            self.record("grant", self.services.funding.grant_ids(GrantFilter(payable=True))[0])
            self.act("funding.pay")

        yield Stop("financements", lambda: _nothing(view("envelopes")), daily=True)
        yield Stop("financements-subvention", partial(self.record, "grant", grants[0]), daily=True)
        yield Stop("financements-versement", paid)
        yield Stop("financements-nouvelle-subvention", partial(act, "funding.new_grant"))
        yield Stop("financements-virement", partial(act, "funding.transfer"))
        yield Stop("financements-europe", lambda: _nothing(view("europe")), daily=True)
        yield Stop("financements-declarations", lambda: _nothing(view("declarations")), daily=True)

    def _directory(self) -> Iterator[Stop]:
        project = self.services.projects.by_ref(SHOWN)
        organisation = self.services.projects.project(project).organisation_id
        person = self.services.directory.people_of(organisation)[0].id

        def sheet(tab: str) -> None:
            self.record("organisation", organisation)
            page = self.page("directory", DirectoryPage)
            page.organisation.tabs.set_current(tab)

        def form(name: str) -> None:
            sheet("all")
            self.act(name)

        yield Stop("annuaire", partial(sheet, "all"), daily=True)
        yield Stop("annuaire-coordonnees", partial(sheet, "fields"))
        yield Stop("annuaire-personne", partial(self.record, "person", person))
        yield Stop("annuaire-nouvelle-organisation", partial(form, "directory.new_organisation"))
        yield Stop("annuaire-nouvelle-personne", partial(form, "directory.new_person"))

    # --- the window itself ---

    def _shell(self) -> Iterator[Stop]:
        window = self.window

        def section(key: str) -> None:
            self.page("preferences", PreferencesPage).open_section(key)

        def question() -> QWidget:
            text = tr("La présente bibliothèque est d'abord copiée, puis remplacée par cette copie.")
            return _shown(QuestionDialog(Question(tr("Revenir à cette copie ?"), text, tr("Restaurer")), window))

        def person() -> QWidget:
            staff = self.services.directory.staff_profiles()
            return _shown(PersonDialog([StaffProfile(one.id, one.name, one.role) for one in staff], window))

        def over(key: str, show: Callable[[], object]) -> None:
            self._go(key)
            settle(window)
            show()

        def history() -> None:
            """Show that of the library: the page keeps whose history it showed last."""
            self._go("history")
            window.open_history(None)

        def said() -> None:
            self._go("home")
            window.voice.toast(tr("Notice créée"), Act(tr("Annuler"), lambda: None))

        yield Stop("poste-accueil", partial(self._go, "counter"), daily=True)
        for key in ("essential", "display", "library", "team", "catalogue", "printing", "network", "privacy", "keys"):
            yield Stop(f"reglages-{WORDS[key]}", partial(section, key), daily=key == "essential")
        yield Stop("reglages-droits", lambda: _shown(RightsDialog(window)))
        yield Stop(
            "reglages-copies", lambda: _shown(RestoreDialog(Copies(self.services.library.folder).all([]), window))
        )
        yield Stop(
            "fenetre-attente", lambda: _shown(waiting_for_the_index(self.services.library.folder, 12_000, 50_000))
        )
        yield Stop("historique", history, daily=True)
        yield Stop("aide", partial(self._go, "help"), daily=True)
        yield Stop("fenetre-a-traiter", partial(over, "home", window.show_due), daily=True)
        yield Stop("fenetre-palette", partial(over, "home", partial(window.open_palette, "eau")), daily=True)
        yield Stop("fenetre-palette-commandes", partial(over, "home", partial(window.open_palette, ">")))
        yield Stop("fenetre-message", said)
        yield Stop("fenetre-question", question)
        yield Stop("fenetre-personne", person)
        yield Stop(
            "fenetre-raccourcis", lambda: _shown(ShortcutsDialog(window.menus.own(), window.menus.of_page(), window))
        )
        yield Stop("fenetre-a-propos", lambda: _shown(AboutDialog(window)))


def _nothing(_page: object) -> None:
    """Return nothing: the window itself is looked at."""


def _shown(dialog: QWidget) -> QWidget:
    dialog.show()
    QCoreApplication.processEvents()
    return dialog
