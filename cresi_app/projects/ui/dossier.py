"""The page of one dossier: head, stages, tabs, right column; read again after each act, typed into without losing a letter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.projects.model import DossierData, Following
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui.acts import DossierActs
from cresi_app.projects.ui.aside import Aside
from cresi_app.projects.ui.bench import Bench, Saver
from cresi_app.projects.ui.budget_pane import BudgetPane
from cresi_app.projects.ui.cofunding import CofundingPane
from cresi_app.projects.ui.follow import FollowPane
from cresi_app.projects.ui.head import DossierHead
from cresi_app.projects.ui.history import HistoryPane
from cresi_app.projects.ui.panels import ProjectPanels
from cresi_app.projects.ui.panes import DossierPane
from cresi_app.projects.ui.papers import PapersPane
from cresi_app.projects.ui.printout import preview_dossier
from cresi_app.projects.ui.sections import SECTIONS, SectionsPane
from cresi_app.projects.ui.stage_card import StageCard
from cresi_app.projects.ui.summary import SummaryPane
from cresi_app.projects.ui.version_print import preview_version
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.preview import PreviewCover
from cresi_app.widgets.readingorder import order_tabs
from cresi_app.widgets.tabs import TabBar
from cresi_app.widgets.theme import theme

TABLES = (
    "project", "project_partner", "project_sector", "project_goal", "project_activity", "project_beneficiary", "budget_line",
    "project_paper", "project_stage_change", "project_snapshot", "project_place", "project_logframe", "project_indicator",
    "project_means", "project_rate", "project_opinion", "project_task", "project_exchange", "budget_year", "budget_place",
    "holder_profile", "holder_approval", "holder_year", "advice", "organisation", "person", "affiliation", "contact", "staff",
)  # fmt: skip
"""What a dossier's page shows something of."""

_BESIDE = 1040
"""Effective width from which the right column stands beside the tabs."""


class DossierView(QWidget):
    """One dossier. `closed` asks for the list; `shown` tells that another dossier, or none, is on screen."""

    closed = Signal()
    shown = Signal()

    def __init__(self, desk: Desk, service: ProjectService, panels: ProjectPanels | None = None) -> None:
        super().__init__()
        self.desk, self.service = desk, service
        self.panels = panels or ProjectPanels()
        self.saver = Saver(desk, self)
        self.bench = Bench(desk, service, self.saver)
        self.data: DossierData | None = None
        self._wanted: int | None = None
        self._late = False
        self.cover: PreviewCover | None = None
        self.head = DossierHead(self.saver, self.closed.emit)
        self.stage_card = StageCard()
        self.acts = DossierActs(self.bench, self.stage_card, self.flush, self.closed.emit)
        makers: dict[str, tuple[str, Callable[[Bench], DossierPane]]] = {
            "overview": (tr("Synthèse"), self._summary),
            "sections": (tr("Dossier"), SectionsPane),
            "budget": (tr("Budget"), BudgetPane),
            "cofunding": (tr("Cofinancement"), CofundingPane),
            "papers": (tr("Pièces"), PapersPane),
            "follow": (tr("Suivi"), lambda bench: FollowPane(bench, self.panels)),
            "history": (tr("Versions"), HistoryPane),
        }
        self._makers = {key: make for key, (_, make) in makers.items()}
        self.tabs = TabBar(tr("Parties du dossier"), [(key, word) for key, (word, _) in makers.items()])
        self.stack = FrontStack()
        self._panes: dict[str, DossierPane] = {}
        self.aside = Aside(self.bench)
        body = Row(self.stack, self.aside, spacing=14)
        body.setStretch(0, 1)
        column = Column(self.head, self.stage_card, self.tabs, body, spacing=8, margins=(24, 12, 22, 0), parent=self)
        column.setStretch(3, 1)
        self._connect()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._front)
        self.saver.changed.connect(self._maybe_late)
        self.head.stage_asked.connect(self.acts.ask_stage)
        self.head.print_asked.connect(self.print_dossier)
        self.head.holder_asked.connect(lambda holder: self.desk.open_record("organisation", holder))
        self.head.grant_asked.connect(lambda grant: self.desk.open_record("grant", grant))
        self.stage_card.decided.connect(self.acts.move)
        self.aside.papers_asked.connect(self._show_paper)

    # --- what is shown ---

    @property
    def project_id(self) -> int | None:
        """The dossier on screen, or about to be."""
        return self._wanted

    def show_project(self, project_id: int, tab: str = "") -> None:
        """Show a dossier, in front of `tab` when one is named."""
        if self.cover is not None:
            self.cover.close()
        if self._wanted != project_id:
            self.flush()
            self.stage_card.hide()
        self._wanted = project_id
        if tab:
            self.go(tab)
        self._read()

    def go(self, key: str) -> None:
        """Bring a tab to the front, or a section of the tab « Dossier »."""
        if key in SECTIONS:
            sections = self.pane("sections")
            assert isinstance(sections, SectionsPane)
            sections.open_section(key)
            key = "sections"
        self.tabs.set_current(key)

    def place(self) -> str:
        """Return where one is: a tab, or a section of « Dossier »."""
        current = self.tabs.current()
        pane = self._panes.get(current)
        return pane.section if isinstance(pane, SectionsPane) and pane.section else current

    def _summary(self, bench: Bench) -> SummaryPane:
        made = SummaryPane(bench)
        made.asked.connect(lambda key: self.go(str(key)))
        return made

    def leave(self) -> None:
        """Save what is being typed; nothing is on screen any more."""
        if self.cover is not None:
            self.cover.close()
        self.flush()
        self._wanted = None

    def heed(self, changes: Changes | None) -> None:
        """Read the dossier again when something of it was touched."""
        if self._wanted is None or (changes is not None and not changes.touches_any((*TABLES, *self.panels.touched))):
            return
        if self.cover is not None:
            self.cover.preview.make()
        if self.saver.pending:
            self._late = True  # what is being saved would look undone for a moment
        else:
            self._read()

    def pane(self, key: str) -> DossierPane:
        """Return the pane of a tab, or of a section of « Dossier », made at its first showing."""
        if key in SECTIONS:
            sections = self.pane("sections")
            assert isinstance(sections, SectionsPane)
            return sections.pane(key)
        if key not in self._panes:
            made = self._makers[key](self.bench)
            self._panes[key] = made
            self.stack.addWidget(made)
            if isinstance(made, SectionsPane):
                made.moved.connect(lambda: order_tabs(self))
            if isinstance(made, BudgetPane):
                made.widened.connect(self._share_room)
            if isinstance(made, HistoryPane):
                made.version_asked.connect(self._print_version)
        return self._panes[key]

    def flush(self) -> None:
        """Save what is being typed in the tab in front."""
        if self.data is not None:
            self.pane(self.tabs.current()).flush()

    def _maybe_late(self) -> None:
        if self._late and not self.saver.pending:
            self._late = False
            self._read()

    def _read(self) -> None:
        wanted = self._wanted
        if wanted is not None:
            service = self.service
            self.desk.read(("projects", "dossier"), lambda: service.dossier_data(wanted), self._took, self._gone)

    def _took(self, data: DossierData) -> None:
        if data.project.id != self._wanted:
            return
        same = self.data is not None and self.data.project.id == data.project.id
        self.saver.show(data, same=same)
        self.data = data
        self.acts.data = data
        self.head.show_data(data, self.acts.menu)
        self.aside.show_data(data)
        self.tabs.set_count("papers", len(data.papers) or None)
        self.tabs.set_count("follow", sum(view.task.done_on is None for view in data.tasks) or None)
        self._follow(data)
        for pane in self._panes.values():
            pane.data = None if not same else pane.data
        self._front(self.tabs.current())
        self.shown.emit()

    def _follow(self, data: DossierData) -> None:
        """Ask the desk above what the grant tells, once the dossier is decided."""

        def told(found: Following | None) -> None:
            if self.data is not data:
                return
            self.head.show_steps(data, found)
            if found is not None or "follow" in self._panes:
                follow = self.pane("follow")
                assert isinstance(follow, FollowPane)
                follow.show_following(data, found)

        following = self.panels.following
        if data.stage.is_grant:
            self.desk.read(("projects", "following"), lambda: following(data), told)
        else:
            told(None)

    def _gone(self, error: CresiError) -> None:
        self.desk.messages.error(error)
        self.closed.emit()

    def _front(self, key: object) -> None:
        pane = self.pane(str(key))
        before = self.stack.currentWidget()
        if isinstance(before, DossierPane) and before is not pane and before.data is not None:
            before.flush()
        self.stack.setCurrentWidget(pane)
        self._share_room()
        if self.data is not None and pane.data is not self.data:
            pane.show_data(self.data, same=pane.data is not None and pane.data.project.id == self.data.project.id)
        order_tabs(self)  # a pane is made later than the right column, and read before it

    # --- acts ---

    def print_dossier(self) -> None:
        """Save what is being typed, and show the dossier as it will be printed."""
        self.flush()
        if self.data is None or self.cover is not None:
            return
        preview_dossier(self, self.desk, self.service, self.data, self._previewed)

    def _print_version(self, number: int) -> None:
        if self.data is not None and self.cover is None:
            self._previewed(preview_version(self, self.desk, self.service, self.data, number))

    def _previewed(self, cover: PreviewCover) -> None:
        def ended() -> None:
            self.cover = None
            self.shown.emit()

        self.cover = cover
        cover.closed.connect(ended)
        self.shown.emit()

    def actions_now(self) -> Sequence[Action]:
        """Return the actions of the window's menus while a dossier is open."""
        if self.cover is not None:
            return self.cover.preview.actions_now()
        return (
            Action("projects.print", tr("Imprimer le dossier"), self.print_dossier, "Ctrl+P", "printer", menu="file"),
            Action(
                "projects.back", tr("Revenir à la liste des projets"), self.closed.emit, "Alt+Up", "list", menu="go"
            ),
        )

    def _show_paper(self, paper_id: int | None) -> None:
        self.tabs.set_current("papers")
        pane = self.pane("papers")
        if paper_id is not None and isinstance(pane, PapersPane):
            pane.select(paper_id)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the tabs alone: the right column gives way."""
        asked = super().minimumSizeHint()
        return QSize(min(asked.width(), theme().px(700)), asked.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the right column up where there is no room for it."""
        super().resizeEvent(event)
        self._share_room()
        self.head.set_narrow(self.width() / theme().scale < _BESIDE)

    def _share_room(self) -> None:
        """Show the right column where there is room for it, and never beside what needs the whole width."""
        room = self.width() / theme().scale
        pane = self.stack.currentWidget()
        wide = isinstance(pane, SectionsPane) or (isinstance(pane, BudgetPane) and pane.is_wide)
        self.aside.setVisible(room >= _BESIDE and not wide)
