"""The Projets page of the window: the list, and one dossier in its place when it is opened."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.i18n import tr
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui.advice import AdvicePane
from cresi_app.projects.ui.dossier import DossierView
from cresi_app.projects.ui.listing import ProjectListPane
from cresi_app.projects.ui.opening import OpeningCard
from cresi_app.projects.ui.panels import ProjectPanels
from cresi_app.projects.ui.papers import can_be_joined
from cresi_app.projects.ui.traffic import Traffic
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.page import Habit, Page


class ProjectsPage(Page):
    """« Projets »."""

    key = "projects"
    least: ClassVar[float] = 780
    takes_search = True
    habits = (Habit("list", lambda page: page.listing.kept(), lambda page, kept: page.listing.bring_back(kept)),)

    def __init__(
        self, desk: Desk, service: ProjectService, panels: ProjectPanels | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.service, self.panels = service, panels or ProjectPanels()

    def title(self) -> str:
        """Return the page's name."""
        return tr("Projets")

    def build(self) -> QWidget:
        """Make the list; the dossier's page waits for the first one opened."""
        self.stack = FrontStack()
        self.listing = ProjectListPane(self.desk, self.service)
        self.opening = OpeningCard(self.desk, self.service)
        self.listing.put_above(self.opening)
        self.dossier: DossierView | None = None
        self.advice: AdvicePane | None = None
        self.traffic = Traffic(self, self.stack, self.desk, self.service)
        self.traffic.changed, self.traffic.opened, self.traffic.back = (
            self.title_changed.emit,
            self._made,
            self._show_list,
        )
        self.stack.addWidget(self.listing)
        self.listing.opened.connect(self._go_into)
        self.listing.new_asked.connect(self.opening.ask)
        self.listing.advice_asked.connect(self.show_advice)
        self.opening.made.connect(self._made)
        return self.stack

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is None:
            self.listing.set_year(self.desk.year)
        else:
            self.listing.refresh(changes)
        if self.dossier is not None:
            self.dossier.heed(changes)
        if self.advice is not None:
            if changes is None:
                self.advice.set_year(self.desk.year)
            else:
                self.advice.refresh(changes)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page: what a person can do, not QActions
        """Return what can be done here now."""
        found = [Action("projects.filter", tr("Filtrer les dossiers"), self._filter, "Ctrl+F", "funnel", menu="edit")]
        if self.dossier is not None and self.dossier.project_id is not None:
            found += self.dossier.actions_now()
        else:
            found += self.traffic.actions(self.listing.table.selected)
        return found

    def take_files(self, files: Sequence[Path]) -> bool:
        """Take packages and filled dossier forms dropped on the window; other documents join the dossier that is open."""
        self.ensure_built()
        if self.traffic.take_files(files):
            return True
        if self.dossier is None or self.dossier.project_id is None or not all(can_be_joined(file) for file in files):
            return False
        self.dossier.aside.papers.zone.dropped.emit(list(files))
        return True

    def new_actions(self) -> Sequence[Action]:
        """Offer a new dossier."""
        return (Action("projects.new", tr("Nouveau dossier de projet"), self.new_dossier, icon="folder-kanban"),)

    def new_dossier(self, holder: Proposal | None = None) -> None:
        """Show the short form above the list; `holder` is the association that carries the project, when it is known."""
        self.ensure_built()
        self._show_list()
        self.opening.ask(holder)

    def search(self, text: str) -> None:
        """Filter the list by the words of the window's search field."""
        self._show_list()
        self.listing.search(text)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a dossier, or advice."""
        if kind == "project":
            self.open_dossier(record_id)
        elif kind == "advice":
            self.show_advice().open_advice(record_id)

    def show_advice(self) -> AdvicePane:
        """Show the advice in the place of the list."""
        self.ensure_built()
        if self.advice is None:
            self.advice = AdvicePane(self.desk, self.service, self.panels.documents)
            self.advice.closed.connect(self.close_advice)
            self.stack.addWidget(self.advice)
            self.advice.set_year(self.desk.year)
        if self.dossier is not None and self.dossier.project_id is not None:
            self.dossier.leave()
        self.stack.setCurrentWidget(self.advice)
        self.title_changed.emit()
        return self.advice

    def close_advice(self) -> None:
        """Show the list of dossiers again."""
        if self.advice is not None:
            self.advice.form.flush()
        self.stack.setCurrentWidget(self.listing)
        self.listing.table.setFocus()
        self.title_changed.emit()

    def note_advice(self, organisation_id: int) -> None:
        """Note advice given to an organisation, and show it to be filled."""
        self.show_advice().note_for(organisation_id)

    def open_dossier(self, project_id: int, tab: str = "") -> None:
        """Show a dossier in the place of the list."""
        if self.dossier is None:
            self.dossier = DossierView(self.desk, self.service, self.panels)
            self.dossier.closed.connect(self.close_dossier)
            self.dossier.shown.connect(self.title_changed)
            self.stack.addWidget(self.dossier)
        self.dossier.show_project(int(project_id), tab)
        self.stack.setCurrentWidget(self.dossier)
        self.title_changed.emit()

    def close_dossier(self) -> None:
        """Show the list again, where it was."""
        if self.dossier is not None and self.dossier.project_id is not None:
            self.dossier.leave()
            self.stack.setCurrentWidget(self.listing)
            self.listing.table.setFocus()
            self.title_changed.emit()

    def record(self) -> RecordRef | None:
        """Return the dossier shown."""
        return ("project", self.dossier.project_id) if self.dossier is not None and self.dossier.project_id else None

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through."""
        if self.dossier is not None and self.dossier.project_id is not None:
            return (self.dossier.tabs, self.dossier.stack, self.dossier.aside.papers.zone)
        if self.advice is not None and self.stack.currentWidget() is self.advice:
            return (self.advice.words, self.advice.table, self.advice.form)
        return (self.listing.words, self.listing.table)

    def state(self) -> dict[str, Any]:
        """Return which dossier is open, and on which tab."""
        if self.advice is not None and self.stack.currentWidget() is self.advice:
            return {"advice": True}
        if self.dossier is None or self.dossier.project_id is None:
            return {}
        return {"project": self.dossier.project_id, "tab": self.dossier.place()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a view."""
        if "project" in state:
            self.open_dossier(int(state["project"]), str(state.get("tab", "")))
        elif "advice" in state:
            self.show_advice()
        else:
            self._show_list()

    def _made(self, project_id: int) -> None:
        self._go_into(project_id, "overview")

    def _go_into(self, project_id: int, tab: str = "") -> None:
        """Show a dossier and let the keyboard go on in it."""
        self.open_dossier(project_id, tab)
        assert self.dossier is not None
        self.dossier.tabs.setFocus()

    def _show_list(self) -> None:
        if self.advice is not None and self.stack.currentWidget() is self.advice:
            self.close_advice()
        self.close_dossier()
        self.stack.setCurrentWidget(self.listing)

    def _filter(self) -> None:
        self._show_list()
        self.listing.focus_words()
