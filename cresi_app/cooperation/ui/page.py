"""The Coopérations page: agreements, countries, emergency aid, institutional support, outposts; one pane beside each."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QWidget

from cresi_app.cooperation.model.world import country_key
from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui import agreements, countries
from cresi_app.cooperation.ui.agreements import AgreementsView
from cresi_app.cooperation.ui.countries import CountriesView
from cresi_app.cooperation.ui.crises import CrisesView
from cresi_app.cooperation.ui.outposts import OutpostsView
from cresi_app.cooperation.ui.printout import preview_map
from cresi_app.cooperation.ui.supports import SupportsView
from cresi_app.cooperation.ui.view import DeskView
from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.page import Habit, Page, PageHead
from cresi_app.widgets.preview import PreviewCover
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.sidepane import ListAndPane
from cresi_app.widgets.tabs import TabBar

VIEWS = ("agreements", "countries", "crises", "supports", "outposts")
KINDS = {
    "agreement": "agreements",
    "crisis": "crises",
    "support": "supports",
    "outpost": "outposts",
    "country": "countries",
}


class CooperationPage(Page):
    """Coopérations."""

    key: ClassVar[str] = "cooperation"
    least: ClassVar[float] = 780
    takes_search: ClassVar[bool] = True
    habits = (
        Habit("agreements", lambda page: agreements.kept(page.agreements), lambda page, kept: agreements.bring_back(page.agreements, kept)),
        Habit("countries", lambda page: countries.kept(page.countries), lambda page, kept: countries.bring_back(page.countries, kept)),
        Habit("view", lambda page: page.view.key, lambda page, kept: page.show_view(kept) if kept in VIEWS else None),
    )  # fmt: skip

    def __init__(self, desk: Desk, service: CooperationService, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.service = service
        self._cover: PreviewCover | None = None

    def title(self) -> str:
        """Return the page's name."""
        return tr("Coopérations")

    # --- making ---

    def build(self) -> QWidget:
        """Make the views and their panes."""
        self._frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.agreements = AgreementsView(self.desk, self.service)
        self.countries = CountriesView(self.desk, self.service)
        self.crises = CrisesView(self.desk, self.service)
        self.supports = SupportsView(self.desk, self.service)
        self.outposts = OutpostsView(self.desk, self.service)
        self.views: list[DeskView] = [self.agreements, self.countries, self.crises, self.supports, self.outposts]
        printing = Button(tr("Imprimer"), "ghost", "printer")
        printing.clicked.connect(lambda _checked=False: self._print())
        self.new_button = Button(self.agreements.new_words(), "secondary", "plus")
        self.new_button.clicked.connect(lambda _checked=False: self.view.new())
        self.head = PageHead(tr("Coopérations"), " ", [printing, self.new_button])
        words = [
            ("agreements", tr("Accords")), ("countries", tr("Pays")), ("crises", tr("Aide d'urgence")),
            ("supports", tr("Appui institutionnel")), ("outposts", tr("Antennes")),
        ]  # fmt: skip
        self.tabs = TabBar(tr("Coopérations"), words)
        self.tabs.chosen.connect(self._turn)
        self._left = FrontStack()
        whole = QWidget()
        lines = Column(self.head, self.tabs, 4, self._left, spacing=10, margins=(24, 18, 24, 14), parent=whole)
        lines.setStretch(3, 1)
        self.room = ListAndPane(whole, self.desk, "cooperation")
        self.room.fitted.connect(self._fitted)
        for view in self.views:
            self._left.addWidget(ScrollArea(view) if view is self.agreements or view is self.countries else view)
            self.room.right.addWidget(view.right)
            view.arranged.connect(self._fit)
            view.told.connect(self._tell)
            view.searched.connect(self.searched)
            view.previewed.connect(self._previewing)
        return self.room

    def _previewing(self, cover: PreviewCover) -> None:
        """Offer the preview's acts instead of the page's own while it lies over it."""
        self._cover = cover
        cover.closed.connect(self._uncovered)
        self.title_changed.emit()

    def _uncovered(self) -> None:
        self._cover = None
        self.title_changed.emit()

    @property
    def view(self) -> DeskView:
        """The view in front."""
        return self.views[self._left.currentIndex()]

    def _turn(self, key: object) -> None:
        place = next(number for number, view in enumerate(self.views) if view.key == key)
        self._left.setCurrentIndex(place)
        self.room.right.setCurrentIndex(place)
        self.new_button.setText(self.view.new_words())
        self._tell()
        self._fit()
        self.title_changed.emit()

    def _tell(self) -> None:
        self.head.set_subtitle(self.view.sentence or " ")

    def show_view(self, key: str) -> None:
        """Bring a view to the front."""
        self.tabs.set_current(key)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one pane; what takes the list's place scrolls by itself, and needs less height."""
        alone = self._built and not self.room.roomy and self.view.wants_right
        return self.least_room(600, 320 if alone else 400)

    def _fit(self) -> None:
        self.room.show_right(self.view.wants_right)

    def _fitted(self) -> None:
        for view in self.views:
            view.beside = self.room.roomy

    # --- what the window asks ---

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        for view in self.views:
            view.refresh(changes)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show an agreement, a crisis, a support or an outpost."""
        self.show_view(KINDS[kind])
        self.view.open_id(record_id)

    def make(self, key: str) -> None:
        """Open the form of a new record of a view."""
        self.ensure_built()
        self.show_view(key)
        self.view.new()

    def _print(self) -> None:
        if self.view is self.agreements and self.agreements.shown is not None:
            self.agreements.acts.do("print")
        else:
            preview_map(self.view, self.countries.wanted)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return what can be done here now."""
        if self._cover is not None:
            return self._cover.preview.actions_now()
        return self.view.actions() if self._built else self.new_actions()

    def new_actions(self) -> Sequence[Action]:
        """Return what « Nouveau » offers here."""
        return [
            Action("cooperation.new_agreement", tr("Nouvel accord"), partial(self.make, "agreements"), icon="handshake"),
            Action("cooperation.new_crisis", tr("Nouvelle aide d'urgence"), partial(self.make, "crises"), icon="shield-alert"),
            Action("cooperation.new_support", tr("Nouvel appui"), partial(self.make, "supports"), icon="briefcase"),
            Action("cooperation.new_outpost", tr("Nouvelle antenne"), partial(self.make, "outposts"), icon="building-2"),
        ]  # fmt: skip

    def search(self, text: str) -> None:
        """Filter the view in front by the words of the window's search field."""
        self.view.search(text)

    def take_files(self, files: Sequence[Path]) -> bool:
        """Join a file to the record shown."""
        take = getattr(self.view, "take_file", None) if self._built else None
        return not files or (take is not None and bool(take(files[0])))

    def record(self) -> RecordRef | None:
        """Return what the view in front shows: an agreement, a country, an emergency, a support or an outpost."""
        shown = self.view.shown if self._built else None
        if shown is None:
            return None
        if isinstance(shown, str):
            return ("country", country_key(shown))
        kinds = {"agreements": "agreement", "crises": "crisis", "supports": "support", "outposts": "outpost"}
        return (kinds[self.view.key], shown) if self.view.key in kinds else None

    def panes(self) -> Sequence[QWidget]:
        """Return the panes that F6 walks through."""
        return self.view.panes() if self._built else ()

    def state(self) -> dict[str, Any]:
        """Return the view in front and what it shows."""
        if not self._built:
            return {}
        shown = self.view.shown
        return {"view": self.view.key, "shown": "" if shown is None else str(shown)}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to what was shown."""
        if state.get("view"):
            self.show_view(str(state["view"]))
        shown = str(state.get("shown") or "")
        if shown and self.view is self.countries:
            self.countries.open_code(shown)
        elif shown:
            self.view.open_id(int(shown))
