"""The Annuaire: the list at the left, one sheet at the right."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.i18n import tr
from cresi_app.directory.service import DirectoryService
from cresi_app.directory.ui.acts import SheetActs
from cresi_app.directory.ui.cards import Bench
from cresi_app.directory.ui.create import NewOrganisation, NewPerson
from cresi_app.directory.ui.listpane import WIDTH, ListPane
from cresi_app.directory.ui.panels import DirectoryPanels
from cresi_app.directory.ui.person import PersonData, PersonView, read_person
from cresi_app.directory.ui.sheet import OrganisationView, SheetData, read_sheet
from cresi_app.directory.ui.stack import SheetStack
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.page import Habit, Page
from cresi_app.widgets.paneedge import Edged, PaneEdge
from cresi_app.widgets.theme import theme

NARROW = 1_000
"""Below this width of the page (in the look's pixels) the sheet takes the list's place."""
TIGHT = 1_140
"""Below this one the list gives some of its width to the sheet."""
TIGHT_LIST = 284


class DirectoryPage(Page):
    """Organisations and people. `panels` is what other desks hand in."""

    key: ClassVar[str] = "directory"
    least: ClassVar[float] = 780
    takes_search: ClassVar[bool] = True
    habits = (Habit("list", lambda page: page.list.kept(), lambda page, kept: page.list.bring_back(kept)),)

    def __init__(
        self,
        desk: Desk,
        service: DirectoryService,
        panels: DirectoryPanels | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.service = service
        self.panels = panels or DirectoryPanels()
        self.bench = Bench(desk, service)
        self.acts = SheetActs(self)
        self._asked: tuple[str, int] | None = None

    def title(self) -> str:
        """Return « Annuaire »."""
        return tr("Annuaire")

    # --- building ---

    def build(self) -> QWidget:
        """Make the list and the sheets."""
        self._asked = None
        # The page gives way: in a narrow window the sheet takes the list's place (`_fit`).
        self._frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.list = ListPane(
            self.bench, self.panels, {"organisation": self.new_organisation, "person": self.new_person}
        )
        self.list.chosen.connect(self._show_record)
        self.list.opened.connect(self._open_row)
        self.organisation = OrganisationView(self.bench, self.panels, self.back)
        self.organisation.asked.connect(self.acts.ask_organisation)
        self.organisation.searched.connect(self.panels.open_words or self.list.set_text)
        self.person = PersonView(self.bench, self.panels, self.back)
        self.person.asked.connect(self.acts.ask_person)
        for view in (self.organisation, self.person):
            view.opened.connect(lambda event: self.desk.open_record(event.kind, event.ref_id))
        self.list.organisation_list.letters["m"] = self.organisation.write
        first = Act(tr("Nouvelle organisation"), self.new_organisation), Act(tr("Nouvelle personne"), self.new_person)
        self.sheets = SheetStack(self.organisation, self.person, first)
        self.sheets.form_done.connect(self._form_done)
        self.sheets.given_up.connect(lambda: self.list.current_list().setFocus())
        self.sheets.arranged.connect(self._fit)
        self.list.organisations.count_changed.connect(self._counted)
        holder = QWidget()
        Row(self.list, self.sheets, spacing=0, parent=holder).setStretch(1, 1)
        self.edge = PaneEdge(self.desk, Edged(self.list, "directory.list", "right", self._fit, (240, 560)))
        self._fit()
        theme().changed.connect(self._fit)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the sheet take the list's place in a narrow window."""
        super().resizeEvent(event)
        if self._built:
            self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a sheet alone."""
        return self.least_room(640, 420)

    def _fit(self) -> None:
        look = theme()
        narrow = self.width() < look.px(NARROW)
        if narrow:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16_777_215)
        else:
            usual = WIDTH if self.width() >= look.px(TIGHT) else TIGHT_LIST
            self.list.setFixedWidth(min(look.px(self.edge.wide(usual)), round(self.width() * 0.5)))
        self.list.setVisible(not narrow or not self.sheets.alone)
        self.sheets.setVisible(not narrow or self.sheets.alone)
        for view in (self.organisation, self.person):
            view.head.back.setVisible(narrow)

    # --- what the window asks ---

    def refresh(self, changes: Changes | None) -> None:
        """Read the list again as far as it is concerned, and the sheet shown."""
        self.list.read(changes)
        if self.shown is not None and self._asked is not None:
            self._read(*self._asked)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page: what a person can do, not QActions
        """Return what can be done here."""
        return [*self.new_actions(), *self.acts.actions()]

    def new_actions(self) -> Sequence[Action]:
        """Return what « Nouveau » offers here."""
        return [
            Action("directory.new_organisation", tr("Nouvelle organisation"), self.new_organisation, "", "building-2",
                   menu="file"),
            Action("directory.new_person", tr("Nouvelle personne"), self.new_person, "", "user-plus", menu="file"),
        ]  # fmt: skip

    def search(self, text: str) -> None:
        """Filter the list by the words of the window's search field."""
        self.list.set_text(text)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show an organisation or a person, whatever the list is narrowed to."""
        self.list.stand_on(kind, record_id)
        self._show_record(kind, record_id)

    def panes(self) -> Sequence[QWidget]:
        """Return the list and the sheet."""
        sheet: dict[str, QWidget] = {"organisation": self.organisation.tabs, "person": self.person.contacts}
        return [self.list.current_list(), *([sheet[self.shown[0]]] if self.shown else [])]

    def state(self) -> dict[str, Any]:
        """Return what is shown and looked for."""
        return {
            "shown": list(self.shown) if self.shown else None,
            "text": self.list.filter.text,
            "mode": self.list.mode,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to what was shown and looked for."""
        self.list.modes.set_current(str(state.get("mode") or "organisation"))
        if state.get("text", "") != self.list.filter.text:
            self.list.set_text(str(state.get("text", "")))
        shown = state.get("shown")
        if shown:
            self.open_record(str(shown[0]), int(shown[1]))

    # --- showing ---

    def record(self) -> RecordRef | None:
        """Return the record whose sheet is shown, None before the first."""
        return self.sheets.shown if self._built else None

    shown = property(record)
    """The same, as a value."""

    def _show_record(self, kind: str, record_id: int) -> None:
        self.sheets.close_form()
        if (kind, record_id) != self._asked:
            self._read(kind, record_id)

    def _read(self, kind: str, record_id: int) -> None:
        bench, panels = self.bench, self.panels
        self._asked = (kind, record_id)
        read = read_sheet if kind == "organisation" else read_person
        self.desk.read(("directory", "sheet"), lambda: read(bench, panels, record_id), self._show_data, self._gone)

    def _show_data(self, data: SheetData | PersonData) -> None:
        if isinstance(data, SheetData):
            self.organisation.show_data(data)
            self._asked = ("organisation", data.sheet.organisation.id)
        else:
            self.person.show_data(data)
            self._asked = ("person", data.sheet.person.id)
        self.sheets.bring(self._asked)

    def _gone(self, _error: object) -> None:
        """Leave a sheet whose record was deleted or undone."""
        self._asked = None
        self.sheets.bring(None)
        self.list.current_list().browsing.select_first()

    def _counted(self, count: object) -> None:
        if self._asked is None and self.sheets.form is None and count and self.list.mode == "organisation":
            self.list.organisation_list.browsing.select_first()

    def back(self) -> None:
        """Leave the sheet for the list."""
        self.sheets.bring(None)
        self.list.current_list().setFocus()

    def _open_row(self, kind: str, record_id: int) -> None:
        self._show_record(kind, record_id)
        if self.shown != self._asked:
            self.sheets.bring(self._asked)
        (self.organisation.tabs if kind == "organisation" else self.person).setFocus()

    # --- acting ---

    def new_organisation(self) -> None:
        """Start a new organisation in the sheet's place."""
        self.ensure_built()
        form = NewOrganisation(self.bench)
        form.compared.connect(lambda key: self.open_record("organisation", key))
        self.sheets.show_form(form)

    def new_person(self) -> None:
        """Start a new person in the sheet's place."""
        self.ensure_built()
        self.sheets.show_form(NewPerson(self.bench))

    def _form_done(self, kind: str, record_id: int) -> None:
        self._asked = None
        self.open_record(kind, record_id)
