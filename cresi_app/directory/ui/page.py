"""The Annuaire: the list at the left, one sheet at the right."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.directory.model import Event
from cresi_app.directory.service import DirectoryService
from cresi_app.directory.ui.cards import Bench
from cresi_app.directory.ui.create import NewOrganisation, NewPerson, Sheet, Tie
from cresi_app.directory.ui.listpane import WIDTH, ListPane
from cresi_app.directory.ui.merge import MergeView
from cresi_app.directory.ui.panels import DirectoryPanels
from cresi_app.directory.ui.person import PersonData, PersonView, read_person
from cresi_app.directory.ui.sheet import OrganisationView, SheetData, read_sheet
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.messages import Act, Question
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.page import Page
from cresi_app.widgets.theme import theme

NARROW = 930
"""Below this width of the page (in the look's pixels) the sheet takes the list's place."""


class DirectoryPage(Page):
    """Organisations and people. `panels` is what other desks hand in."""

    key: ClassVar[str] = "directory"
    takes_search: ClassVar[bool] = True

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
        self._bench = Bench(desk, service)
        self._shown: tuple[str, int] | None = None
        self._asked: tuple[str, int] | None = None

    def title(self) -> str:
        """Return « Annuaire »."""
        return tr("Annuaire")

    # --- building ---

    def build(self) -> QWidget:
        """Make the list and the sheets."""
        self._shown = self._asked = None
        # The page gives way: in a narrow window the sheet takes the list's place (`_fit`).
        self._frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.list = ListPane(self._bench, self.panels, self.new_for_mode)
        self.list.chosen.connect(self._show_record)
        self.list.opened.connect(self._open_row)
        self.organisation = OrganisationView(self._bench, self.panels, self._back)
        self.organisation.asked.connect(self._ask_organisation)
        self.organisation.opened.connect(self._open_event)
        self.organisation.searched.connect(self._search_word)
        self.person = PersonView(self._bench, self.panels, self._back)
        self.person.asked.connect(self._ask_person)
        self.person.opened.connect(self._open_event)
        self.list.organisation_list.letters["m"] = self.organisation.write
        self.empty = EmptyState(
            tr("L'annuaire attend sa première fiche"),
            tr("Associations, collectivités, partenaires à l'étranger, formateurs : un nom suffit pour commencer."),
            Act(tr("Nouvelle organisation"), self.new_organisation),
            Act(tr("Nouvelle personne"), self.new_person),
        )
        self.sheets = QStackedWidget()
        for widget in (self.empty, self.organisation, self.person):
            self.sheets.addWidget(widget)
        self.list.organisations.count_changed.connect(self._counted)
        self._form: QWidget | None = None
        holder = QWidget()
        Row(self.list, self.sheets, spacing=0, parent=holder).setStretch(1, 1)
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
        return QSize(theme().px(640), theme().px(420))

    def _fit(self) -> None:
        look = theme()
        narrow = self.width() < look.px(NARROW)
        alone = self._shown is not None or self._form is not None
        if narrow:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16_777_215)
        else:
            self.list.setFixedWidth(look.px(WIDTH))
        self.list.setVisible(not narrow or not alone)
        self.sheets.setVisible(not narrow or alone)
        for view in (self.organisation, self.person):
            view.head.back.setVisible(narrow)

    # --- what the window asks ---

    def refresh(self, changes: Changes | None) -> None:
        """Read the list again as far as it is concerned, and the sheet shown."""
        self.list.read(changes)
        if self._shown is not None:
            self._read(*self._shown)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page: what a person can do, not QActions
        """Return what can be done here."""
        return [
            *self.new_actions(),
            Action("directory.edit", tr("Modifier la fiche"), self._edit, "F2", "pencil",
                   enabled=lambda: self._shown is not None, why_not=tr("Choisissez d'abord une fiche."), menu="edit"),
            Action("directory.write_to", tr("Écrire à l'organisation"), self._write, "", "mail",
                   enabled=self._can_write, why_not=tr("Choisissez d'abord une organisation."), menu="tools"),
            Action("directory.review", tr("Fiches à revoir"), self._to_review, "", "list-checks", menu="view"),
        ]  # fmt: skip

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
        sheet = {"organisation": self.organisation.tabs, "person": self.person.contacts}
        return [self.list.current_list(), sheet[self._shown[0]]] if self._shown else [self.list.current_list()]

    def state(self) -> dict[str, Any]:
        """Return what is shown and looked for."""
        return {
            "shown": list(self._shown) if self._shown else None,
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

    def _show_record(self, kind: str, record_id: int) -> None:
        self._close_form()
        if (kind, record_id) != self._asked:
            self._asked = (kind, record_id)
            self._read(kind, record_id)

    def _read(self, kind: str, record_id: int) -> None:
        bench, panels = self._bench, self.panels
        self._asked = (kind, record_id)
        if kind == "organisation":
            self.desk.read(("directory", "sheet"), lambda: read_sheet(bench, panels, record_id), self._show_organisation,
                           self._gone)  # fmt: skip
        else:
            self.desk.read(("directory", "sheet"), lambda: read_person(bench, panels, record_id), self._show_person,
                           self._gone)  # fmt: skip

    def _show_organisation(self, data: SheetData) -> None:
        self.organisation.show_data(data)
        self._bring(self.organisation, ("organisation", data.sheet.organisation.id))

    def _show_person(self, data: PersonData) -> None:
        self.person.show_data(data)
        self._bring(self.person, ("person", data.sheet.person.id))

    def _bring(self, view: QWidget, shown: tuple[str, int]) -> None:
        self._shown = self._asked = shown
        if self._form is None:
            self.sheets.setCurrentWidget(view)
        self._fit()

    def _gone(self, _error: object) -> None:
        """Leave a sheet whose record was deleted or undone."""
        self._shown = self._asked = None
        self.sheets.setCurrentWidget(self.empty)
        self.list.current_list().browsing.select_first()
        self._fit()

    def _counted(self, count: object) -> None:
        if self._asked is None and self._form is None and count and self.list.mode == "organisation":
            self.list.organisation_list.browsing.select_first()

    def _back(self) -> None:
        self._shown = None
        self._fit()
        self.list.current_list().setFocus()

    def _open_row(self, kind: str, record_id: int) -> None:
        self._show_record(kind, record_id)
        view = self.organisation.tabs if kind == "organisation" else self.person
        view.setFocus()

    def _open_event(self, event: Event) -> None:
        self.desk.open_record(event.kind, event.ref_id)

    def _search_word(self, word: str) -> None:
        if self.panels.open_words is not None:
            self.panels.open_words(word)
        else:
            self.list.set_text(word)

    # --- acting ---

    def new_for_mode(self) -> None:
        """Start a new sheet of what the list shows."""
        if self.list.mode == "person":
            self.new_person()
        else:
            self.new_organisation()

    def new_organisation(self) -> None:
        """Start a new organisation in the sheet's place."""
        self.ensure_built()
        form = NewOrganisation(self._bench)
        form.compared.connect(lambda key: self.open_record("organisation", key))
        self._show_form(form)

    def new_person(self) -> None:
        """Start a new person, of the organisation shown if one is."""
        self.ensure_built()
        self._show_form(NewPerson(self._bench))

    def _show_form(self, form: Sheet | MergeView) -> None:
        self._close_form()
        self._form = form
        form.done.connect(self._form_done)
        form.given_up.connect(self._give_up)
        self.sheets.addWidget(form)
        self.sheets.setCurrentWidget(form)
        self._fit()
        if isinstance(form, Sheet):
            form.form.fields()[0].focus()
        elif form.picker.value() is None:
            form.picker.focus()

    def _form_done(self, kind: str, record_id: int) -> None:
        self._close_form()
        self._shown = self._asked = None
        self.open_record(kind, record_id)

    def _give_up(self) -> None:
        self._close_form()
        self.list.current_list().setFocus()

    def _close_form(self) -> None:
        form, self._form = self._form, None
        if form is None:
            return
        self.sheets.removeWidget(form)
        form.deleteLater()
        views: dict[str, QWidget] = {"organisation": self.organisation, "person": self.person}
        self.sheets.setCurrentWidget(views[self._shown[0]] if self._shown else self.empty)
        self._fit()

    def _edit(self) -> None:
        if self._shown is not None and self._shown[0] == "organisation":
            self.organisation.edit()
        elif self._shown is not None:
            self.person.form.field("given_name").focus()

    def _write(self) -> None:
        self.organisation.write()

    def _can_write(self) -> bool:
        return self._shown is not None and self._shown[0] == "organisation"

    def _to_review(self) -> None:
        self.list.show_to_review()

    def _ask_organisation(self, what: str, record_id: int) -> None:
        service, actor = self.service, self.desk.actor
        shown = self._shown[1] if self._shown else record_id
        match what:
            case "person":
                self.desk.open_record("person", record_id)
            case "add_person":
                name = self.organisation.head.title.text()
                self._show_form(Tie(self._bench, ("organisation", Proposal(record_id, name))))
            case "merge":
                self._show_form(MergeView(self._bench, "organisation", record_id))
            case "compare":
                self._show_form(MergeView(self._bench, "organisation", shown, record_id))
            case "reviewed":
                self._change(tr("Fiche relue"), lambda v: service.mark_reviewed(actor, record_id, v))
            case "archive":
                self._change(tr("Fiche archivée"), lambda v: service.archive_organisation(actor, record_id, v))
            case "restore":
                self._change(tr("Fiche remise"), lambda v: service.restore_organisation(actor, record_id, v))
            case "delete":
                self._change(tr("Fiche supprimée"), lambda v: service.delete_organisation(actor, record_id, v))

    def _ask_person(self, what: str, record_id: int) -> None:
        service, actor = self.service, self.desk.actor
        shown = self._shown[1] if self._shown else record_id
        match what:
            case "organisation":
                self.desk.open_record("organisation", record_id)
            case "add_affiliation":
                name = self.person.head.title.text()
                self._show_form(Tie(self._bench, ("person", Proposal(record_id, name))))
            case "merge":
                self._show_form(MergeView(self._bench, "person", record_id))
            case "compare":
                self._show_form(MergeView(self._bench, "person", shown, record_id))
            case "archive":
                self._change(tr("Fiche archivée"), lambda v: service.archive_person(actor, record_id, v))
            case "restore":
                self._change(tr("Fiche remise"), lambda v: service.restore_person(actor, record_id, v))
            case "anonymise" if self.desk.messages.ask(self._anonymising()):
                self._change(tr("Personne anonymisée"), lambda v: service.anonymise_person(actor, record_id, v))
            case "close":
                self._back()

    @staticmethod
    def _anonymising() -> Question:
        return Question(
            tr("Anonymiser cette personne ?"),
            tr("Son nom et ses coordonnées disparaissent des fiches, des listes et des papiers à venir. Ce qui a été compté "
               "reste compté. À ne faire que si elle le demande ou si le délai de conservation est passé."),
            tr("Anonymiser"),
        )  # fmt: skip

    def _change(self, done: str, work: Any) -> None:
        saver = self.person.saver if self._shown and self._shown[0] == "person" else self.organisation.saver
        library, desk = self.service.library, self.desk

        def told(version: int) -> Changes:
            changes: Changes = work(version)
            return changes

        def undo() -> None:
            desk.write("undo", lambda: library.undo(desk.actor))

        saver.save("directory.change", told, None, lambda _changes: desk.messages.toast(done, Act(tr("Annuler"), undo)))
