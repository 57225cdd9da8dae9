"""What the menu of a sheet asks the page to do: start a form beside it, change the record, leave it."""

from collections.abc import Callable
from typing import Protocol

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import C_, tr
from cresi_app.directory.service import DirectoryService
from cresi_app.directory.ui import exchange
from cresi_app.directory.ui.cards import Bench
from cresi_app.directory.ui.create import Tie
from cresi_app.directory.ui.forgetting import ForgettingAct
from cresi_app.directory.ui.listpane import ListPane
from cresi_app.directory.ui.merge import MergeView
from cresi_app.directory.ui.person import PersonView
from cresi_app.directory.ui.sheet import OrganisationView
from cresi_app.directory.ui.stack import SheetStack
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.messages import Act


class Place(Protocol):
    """The page, as far as its sheets' acts need it."""

    desk: Desk
    service: DirectoryService
    bench: Bench
    organisation: OrganisationView
    person: PersonView
    sheets: SheetStack
    list: ListPane

    @property
    def shown(self) -> tuple[str, int] | None:
        """The record whose sheet is shown."""

    def back(self) -> None:
        """Leave the sheet."""

    def ensure_built(self) -> None:
        """Make the page if it was never shown."""


class SheetActs:
    """The acts of both sheets."""

    def __init__(self, page: Place) -> None:
        self._page = page

    def actions(self) -> list[Action]:
        """Return what the menus and the palette offer on the sheet shown."""
        page, pick = self._page, tr("Choisissez d'abord une fiche.")
        return [
            Action("directory.edit", tr("Modifier la fiche"), self._edit, "F2", "pencil",
                   enabled=lambda: page.shown is not None, why_not=pick, menu="edit"),
            Action("directory.write_to", tr("Écrire à l'organisation"), self._write, "Ctrl+Shift+M", "mail",
                   enabled=lambda: page.shown is not None and page.shown[0] == "organisation", why_not=pick, menu="tools"),
            Action("directory.delete", tr("Supprimer la fiche"), self._delete, "Delete", "trash-2",
                   enabled=lambda: page.shown is not None and page.shown[0] == "organisation", menu="edit",
                   why_not=tr("Seule une organisation qui ne sert nulle part se supprime ; une personne s'archive ou s'anonymise.")),
            Action("directory.review", tr("Fiches à revoir"), self._to_review, "", "list-checks", menu="view"),
            Action("directory.import", tr("Importer des organisations…"), lambda: exchange.take_in(page.bench), "", "file-input",
                   menu="file"),
            Action("directory.export", tr("Exporter la liste des organisations…"), self._give_out, "", "file-down", menu="file"),
        ]  # fmt: skip

    def _edit(self) -> None:
        page = self._page
        if page.shown is not None and page.shown[0] == "organisation":
            page.organisation.edit()
        elif page.shown is not None:
            page.person.form.field("given_name").focus()

    def _delete(self) -> None:
        if self._page.shown is not None and self._page.shown[0] == "organisation":
            self.ask_organisation("delete", self._page.shown[1])

    def _write(self) -> None:
        self._page.organisation.write()

    def _give_out(self) -> None:
        page = self._page
        page.ensure_built()
        wanted = page.list.filter
        exchange.give_out(page.bench, lambda: page.service.organisation_ids(wanted))

    def _to_review(self) -> None:
        self._page.ensure_built()
        self._page.list.show_to_review()

    def ask_organisation(self, what: str, record_id: int) -> None:
        """Do what the menu of an organisation's sheet asks."""
        page, service, actor = self._page, self._page.service, self._page.desk.actor
        match what:
            case "person":
                page.desk.open_record("person", record_id)
            case "add_person":
                name = page.organisation.head.title.text()
                page.sheets.show_form(Tie(page.bench, ("organisation", Proposal(record_id, name))))
            case "merge":
                page.sheets.show_form(MergeView(page.bench, "organisation", record_id))
            case "compare":
                page.sheets.show_form(MergeView(page.bench, "organisation", self._beside(record_id), record_id))
            case "reviewed":
                self._change(tr("Fiche relue"), lambda v: service.mark_reviewed(actor, record_id, v))
            case "archive":
                self._change(tr("Fiche archivée"), lambda v: service.archive_organisation(actor, record_id, v))
            case "restore":
                self._change(tr("Fiche remise"), lambda v: service.restore_organisation(actor, record_id, v))
            case "delete":
                self._change(tr("Fiche supprimée"), lambda v: service.delete_organisation(actor, record_id, v))

    def ask_person(self, what: str, record_id: int) -> None:
        """Do what the menu of a person's sheet asks."""
        page, service, actor = self._page, self._page.service, self._page.desk.actor
        match what:
            case "organisation":
                page.desk.open_record("organisation", record_id)
            case "add_affiliation":
                name = page.person.head.title.text()
                page.sheets.show_form(Tie(page.bench, ("person", Proposal(record_id, name))))
            case "merge":
                page.sheets.show_form(MergeView(page.bench, "person", record_id))
            case "compare":
                page.sheets.show_form(MergeView(page.bench, "person", self._beside(record_id), record_id))
            case "archive":
                self._change(tr("Fiche archivée"), lambda v: service.archive_person(actor, record_id, v))
            case "restore":
                self._change(tr("Fiche remise"), lambda v: service.restore_person(actor, record_id, v))
            case "anonymise":
                ForgettingAct(page.desk, service, page.person.saver, record_id).start()
            case "close":
                page.back()

    def _beside(self, record_id: int) -> int:
        return self._page.shown[1] if self._page.shown else record_id

    def _change(self, done: str, work: Callable[[int], Changes]) -> None:
        page = self._page
        person = page.shown is not None and page.shown[0] == "person"
        saver = page.person.saver if person else page.organisation.saver
        library, desk = page.service.library, page.desk

        def told(changes: Changes) -> None:
            back = Act(
                tr(C_("undo", "Annuler")), lambda: desk.write("undo", lambda: library.undo(desk.actor, changes.seq))
            )
            desk.messages.toast(done, back if changes.seq is not None else None)

        saver.save("directory.change", work, None, told)
