"""What can be done to the agreement that is shown: each word its pane asks, turned into a form or an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from cresi_app.cooperation.model.listed import AgreementList
from cresi_app.cooperation.model.listing import AgreementSheet
from cresi_app.cooperation.ui.actforms import StepForms
from cresi_app.cooperation.ui.history import HistoryForm
from cresi_app.cooperation.ui.listedform import listed_form
from cresi_app.cooperation.ui.partforms import PartForms
from cresi_app.cooperation.ui.printout import preview_agreement, preview_partner
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import Action
from cresi_app.widgets.autoform import AutoForm

if TYPE_CHECKING:
    from cresi_app.cooperation.ui.agreements import AgreementsView


class AgreementActs:
    """The acts of the agreements' view."""

    def __init__(self, view: AgreementsView) -> None:
        self._view = view
        self._steps = StepForms(view.desk, view.service)
        self._parts = PartForms(view.desk, view.service)
        self._edited: AutoForm | None = None

    @property
    def _sheet(self) -> AgreementSheet | None:
        return self._view.pane.sheet if self._view.shown is not None else None

    def heed(self, sheet: AgreementSheet) -> None:
        """Show what was read again in the fields that are being filled."""
        form = self._edited
        if form is not None and self._view.right.form is not None:
            act = next((view.act for view in sheet.acts if view.act.id == form.record_id), None)
            if act is not None:
                self._parts.fill(form, act)

    # --- what is asked ---

    def do(self, what: object) -> None:
        """Do what the pane asks: a word, or (word, id, …)."""
        word, *rest = what if isinstance(what, tuple) else (what,)
        sheet = self._sheet
        if sheet is None:
            return
        form = self._steps.make(str(word), sheet)
        if form is not None:
            self._view.ask(form)
            return
        acts: dict[str, Callable[..., object]] = {
            "close": self._view.close, "edit": self.edit, "history": self._history, "print": self._print,
            "print_partner": lambda: preview_partner(self._view, sheet.agreement.partner_id, sheet.partner),
            "meet": lambda: self._view.ask(self._parts.meeting(sheet)),
            "meeting": lambda key: self._view.ask(self._parts.meeting(sheet, key)),
            "roadmap": lambda key=None: self._view.ask(self._parts.roadmap(sheet, key)),
            "commit": lambda: self._view.ask(self._parts.commit(sheet, self._view.desk.year)),
            "sectors": lambda: self._view.ask(self._parts.sectors(sheet)),
            "link_project": lambda: self._view.ask(self._parts.link(sheet, "project")),
            "link_grant": lambda: self._view.ask(self._parts.link(sheet, "grant")),
            "open": lambda kind, key: self._view.desk.open_record(str(kind), int(key)),
            "attach": self._choose_file, "file": self._open_file,
        }  # fmt: skip
        if word in acts:
            acts[str(word)](*rest)
        else:
            self._act(str(word), sheet, *rest)

    def _act(self, word: str, sheet: AgreementSheet, *rest: int) -> None:
        service, who = self._view.service, self._view.desk.actor
        root, in_force = sheet.agreement, sheet.standing.in_force or sheet.standing.act
        acts: dict[str, Callable[..., Changes]] = {
            "resume": lambda: service.resume(who, in_force.id, in_force.version),
            "archive": lambda: service.archive_agreement(who, root.id, root.version),
            "restore": lambda: service.restore_agreement(who, root.id, root.version),
            "remove_commitment": lambda key: service.remove_commitment(who, key),
            "unlink_project": lambda key: service.unlink_project(who, key),
            "unlink_grant": lambda key: service.unlink_grant(who, key),
            "detach": lambda key: service.detach_file(who, key),
        }  # fmt: skip
        if word in acts:
            self._view.write(f"cooperation.{word}", lambda: acts[word](*rest))

    # --- forms ---

    def new(self, name: str = "") -> None:
        """Open an agreement."""
        self._view.ask(self._parts.new_agreement(name), lambda changes: self._view.open_id(changes.id))

    def bring(self) -> None:
        """Choose a list of agreements, and show what it would bring."""
        kinds = [(tr("Classeurs et tableaux"), "*.xlsx *.ods *.csv *.tsv *.txt")]
        chosen = self._view.desk.messages.open_files(tr("Importer une liste d'accords"), kinds, several=False)
        if chosen:
            self.look_at(chosen[0])

    def look_at(self, file: Path) -> None:
        """Show what a list of agreements would bring; nothing is written before it is asked."""
        view, service = self._view, self._view.service

        def read() -> AgreementList:
            from cresi_app.cooperation.interchange.lists import read_list  # noqa: PLC0415 - only who brings a list waits

            return read_list(service, file)

        view.desk.read(("cooperation", "list"), read, lambda found: view.ask(listed_form(view.desk, service, found)))

    def edit(self, act_id: int | None = None) -> None:
        """Show the fields of an act: the one asked for, else the one whose steps are shown."""
        sheet = self._sheet
        if sheet is None:
            return
        act = next((view.act for view in sheet.acts if view.act.id == act_id), sheet.current)
        self._edited = self._parts.edit(act)
        self._view.edit(self._edited, tr("{number} : modifier", number=act.number))

    def edit_place(self, agreement_id: int) -> None:
        """Show the fields of an agreement at its coordinates."""
        act = self._view.service.agreement(agreement_id)
        self._edited = self._parts.edit(act)
        self._view.edit(self._edited, tr("{number} : modifier", number=act.number))
        self._edited.form.field("coordinates").focus()

    def attach(self, file: Path) -> None:
        """Ask what a chosen file is, then join it."""
        sheet = self._sheet
        if sheet is not None:
            self._view.ask(self._parts.attach(("agreement", sheet.current.id), file, sheet))

    def _choose_file(self) -> None:
        chosen = self._view.desk.messages.open_files(tr("Joindre un document"), [(tr("Tous les fichiers"), "*")])
        if chosen:
            self.attach(chosen[0])

    def _open_file(self, file_id: int) -> None:
        service = self._view.service
        self._view.desk.read(
            ("cooperation", "file"),
            lambda: service.file_path(file_id),
            show_outside,
        )

    def _history(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            entries = [("agreement", view.act.id) for view in sheet.acts]
            self._view.right.show_form(HistoryForm(self._view.desk, self._view.service, entries, self._view.close_form))
            self._view.arranged.emit()

    def _print(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            preview_agreement(self._view, sheet)

    # --- for menus ---

    def actions(self) -> Sequence[Action]:
        """Return what the menus and the palette offer."""
        found = [
            Action(
                "cooperation.new_agreement",
                tr("Nouvel accord"),
                self.new,
                icon="handshake",
                menu="file",
                typed=self.new,
            ),
            Action(
                "cooperation.import_agreements",
                tr("Importer une liste d'accords…"),
                self.bring,
                icon="upload",
                menu="file",
            ),
        ]
        if self._sheet is not None:
            found += [
                Action("cooperation.edit", tr("Modifier l'accord"), self.edit, "F2", "pencil", menu="edit"),
                Action(
                    "cooperation.print", tr("Imprimer la fiche-accord"), self._print, "Ctrl+P", "printer", menu="file"
                ),
            ]
        return found


def show_outside(path: Path) -> None:
    """Open a file with the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
