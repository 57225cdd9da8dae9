"""What can be done from the year: its actions, and the papers shown in the page's place."""

from typing import TYPE_CHECKING

from cresi_app.core.i18n import tr
from cresi_app.training.model.teaching import TrainingSetting
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.arrivals import arrival_actions
from cresi_app.training.ui.papers import export_calendar, keep_feed, preview_session_paper, preview_year_paper
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.focusring import bring_into_view
from cresi_app.widgets.page import Page
from cresi_app.widgets.preview import PreviewCover

if TYPE_CHECKING:
    from cresi_app.training.ui.page import TrainingPage


class Previews:
    """Papers in the place of the page; `cover` while one is shown."""

    def __init__(self, host: Page, desk: Desk, service: TrainingService) -> None:
        self._host, self._desk, self._service = host, desk, service
        self.cover: PreviewCover | None = None

    def show_paper(self, name: str, session_id: int) -> None:
        """Show a paper of a session in the preview."""
        preview_session_paper(self._host, self._desk, self._service, name, session_id, self._previewed)

    def show_year_paper(self, name: str) -> None:
        """Show a paper of the year in force in the preview."""
        preview_year_paper(self._host, self._desk, self._service, name, self._previewed)

    def _previewed(self, cover: PreviewCover) -> None:
        self.cover = cover
        cover.closed.connect(self._uncovered)
        self._host.title_changed.emit()

    def _uncovered(self) -> None:
        self.cover = None
        self._host.title_changed.emit()


class YearActs:
    """The actions of the year."""

    def __init__(self, page: "TrainingPage", desk: Desk, service: TrainingService) -> None:
        self._page, self._desk, self._service = page, desk, service

    def new(self) -> Action:
        """Make a session."""
        return Action("training.new_session", tr("Nouvelle journée"), self._page.make_session, icon="calendar-plus")

    def courses(self) -> Action:
        """Show what the centre teaches."""
        return Action(
            "training.courses",
            tr("Notre offre"),
            self._page.open_courses,
            icon="graduation-cap",
            hint=tr("Décrire les formations et en faire des journées"),
        )

    def export(self) -> Action:
        """Write the year's calendar."""
        return Action(
            "training.export_year",
            tr("Exporter (.ics)"),
            lambda: export_calendar(self._desk, self._service, None),
            icon="calendar-days",
            hint=tr("Le calendrier de l'année pour d'autres logiciels"),
        )

    def programme(self) -> Action:
        """Show the year's programme in the preview."""
        return Action(
            "training.programme",
            tr("Programme PDF"),
            lambda: self._page.previews.show_year_paper("programme"),
            icon="printer",
            hint=tr("Le programme de l'année, à plier"),
        )

    def more(self) -> list[Action | None]:
        """Return what the year offers besides its three buttons."""
        return [
            self.courses(),
            Action("training.request", tr("Noter une demande de journée…"), self._ask_request, icon="users"),
            Action("training.quota", tr("Changer le quota de l'année…"), self._ask_quota, icon="sliders-horizontal"),
            None,
            *arrival_actions(lambda: self._page.arrivals),
            None,
            Action(
                "training.year_report",
                tr("Bilan de l'année"),
                lambda: self._page.previews.show_year_paper("training-year"),
                icon="file-text",
            ),
            Action(
                "training.calendars", tr("Calendriers des salles et formateurs"), self.show_busy, icon="calendar-range"
            ),
            Action(
                "training.feed", tr("Tenir un calendrier à jour dans un fichier…"), self.keep_feed, icon="refresh-cw"
            ),
            Action("training.settings", tr("Réglages des formations"), self.show_settings, icon="settings"),
            Action("training.declared", tr("Organisme déclaré"), self.show_declared, icon="shield-check"),
        ]

    def _ask_request(self) -> None:
        self._page.back()
        self._page.year.planning.ask_request()

    def _ask_quota(self) -> None:
        self._page.back()
        self._page.year.planning.ask_quota()

    def show_busy(self) -> None:
        """Show the calendars of rooms and trainers."""
        self._page.open_view(self._page.busy)

    def show_settings(self) -> None:
        """Show the centre's own words and choices."""
        self._page.open_view(self._page.settings)

    def show_declared(self) -> None:
        """Show the declared body's page, or the setting that lights it."""

        def show(setting: TrainingSetting) -> None:
            if setting.is_declared:
                self._page.open_view(self._page.declared)
            else:
                self._page.open_view(self._page.settings)
                switch = self._page.settings.form.field("is_declared")
                switch.focus()
                bring_into_view(switch)

        self._desk.read(("training", "declared?"), self._service.setting, show)

    def keep_feed(self) -> None:
        """Choose the file in which the calendar is kept up to date."""
        keep_feed(self._desk, self._service)
