"""Beside ISBN, ISSN and EAN: the key as it is typed, who else carries the number (a click away), « Compléter » from a library's server."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from cresi_app.catalogue.interchange import online
from cresi_app.catalogue.interchange.online import SERVERS, Server, with_address
from cresi_app.catalogue.model import DocumentRow, DocumentSheet
from cresi_app.catalogue.model.numbers import CHECKED, judged, written
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.completion import NAMES
from cresi_app.catalogue.ui import lines
from cresi_app.core import network
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import C_, N_, tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Form
from cresi_app.widgets.fields.text import TextField
from cresi_app.widgets.messages import Act

Ask = Callable[[Server, str], Any]


class NumberChecks(QObject):
    """The checks of one form. `completed` follows when the notice was completed."""

    completed = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._service, self._form = desk, service, form
        self._sheet: DocumentSheet | None = None
        self.ask: Ask = online.look_up
        self.links: dict[str, Button] = {}
        self._others: dict[str, int] = {}
        for scheme in CHECKED:
            link = Button("", "link", "external-link")
            link.hide()
            link.clicked.connect(lambda _checked=False, scheme=scheme: self._open(scheme))
            field = self._field(scheme)
            field.column.insertWidget(field.column.count() - 1, link)
            self.links[scheme] = link
        self.complete_button = Button(tr("Compléter"), "link", "download")
        self.complete_button.setToolTip(
            tr("Chercher cet ISBN sur le serveur d'une bibliothèque et remplir ce qui manque")
        )
        self.complete_button.clicked.connect(lambda _checked=False: self.complete())
        self._field("isbn").head.addWidget(self.complete_button)
        self.complete_button.hide()
        form.edited.connect(self.judge)

    def _field(self, scheme: str) -> TextField:
        field = self._form.field(scheme)
        assert isinstance(field, TextField)
        return field

    def _open(self, scheme: str) -> None:
        self._desk.open_record("document", self._others[scheme])

    def show_sheet(self, sheet: DocumentSheet | None) -> None:
        """Judge the numbers of a notice."""
        self._sheet = sheet
        for scheme in CHECKED:
            self.judge(scheme)

    def typed(self, scheme: str) -> str:
        """Return what stands in a field now, saved or not."""
        return self._field(scheme).input.text().strip()

    def judge(self, name: object) -> None:
        """Judge what is typed in one field."""
        scheme = str(name)
        if scheme not in CHECKED:
            return
        field, typed = self._field(scheme), self.typed(scheme)
        self.links[scheme].hide()
        verdict = judged(scheme, typed)
        if scheme == "isbn":
            self.complete_button.setVisible(bool(typed) and verdict.is_valid and self._sheet is not None)
            if not self._desk.settings.network:
                self.complete_button.allow(False, tr(network.FORBIDDEN))
        if not typed:
            field.set_hint("")
        elif verdict.hint:
            field.set_hint(tr(verdict.hint), "warning")
        if not typed or not verdict.is_valid:
            return
        number, service, own = written(scheme, typed), self._service, self._sheet.document.id if self._sheet else None
        self._desk.read(
            ("catalogue", scheme),
            lambda: service.duplicates(scheme, number, own),
            lambda found: self._say(scheme, typed, found),
        )

    def _say(self, scheme: str, typed: str, found: Sequence[DocumentRow]) -> None:
        if typed != self.typed(scheme):
            return
        field, link = self._field(scheme), self.links[scheme]
        if not found:
            field.set_hint(tr("Clé correcte, aucun doublon") if scheme != "issn" else tr("Clé correcte"), "success")
            return
        other = found[0]
        field.set_hint(
            tr("Aussi sur la notice {number} : {title}", number=lines.shown_number(other.number), title=other.title),
            "warning",
        )
        link.setText(tr("Ouvrir la notice {number}", number=lines.shown_number(other.number)))
        self._others[scheme] = other.id
        link.show()

    # --- completing ---

    def servers(self) -> list[Server]:
        """Return the servers with the addresses the person set, the one chosen last first."""
        kept = self._desk.recall("catalogue.online")
        addresses = kept.get("addresses", {})
        known = [with_address(one, str(addresses.get(one.name, ""))) for one in SERVERS]
        return sorted(known, key=lambda one: one.name != kept.get("server"))

    def complete(self) -> None:
        """Ask the servers one after the other, and fill the blanks with what the first that knows the number says."""
        sheet, typed, ask, service = self._sheet, self.typed("isbn"), self.ask, self._service
        if sheet is None:
            return
        document_id, servers = sheet.document.id, self.servers()
        self._field("isbn").set_hint(tr("Question posée à {server}…", server=servers[0].name))
        self.complete_button.setEnabled(False)

        def look() -> tuple[str, dict[str, Any]]:
            last: CresiError = DomainError(
                "unknown_online", N_("Aucun des serveurs ne connaît cet ISBN : rien n'a changé.")
            )
            for server in servers:
                try:
                    answers = ask(server, typed)
                except CresiError as error:
                    last = error
                    continue
                if answers:
                    return server.name, service.blanks(document_id, answers[0].notice)
            raise last

        self._desk.read(("catalogue", "complete"), look, lambda found: self._fill(document_id, found), self._refused)

    def _fill(self, document_id: int, found: tuple[str, dict[str, Any]]) -> None:
        self.complete_button.setEnabled(True)
        server, fields = found
        desk, service = self._desk, self._service
        names = ", ".join(tr(NAMES[name]).lower() for name in fields)

        def work() -> Changes:
            return service.complete_document(
                desk.actor, document_id, service.document(document_id).document.version, fields
            )

        def done(changes: Changes) -> None:
            self.judge("isbn")
            seq = changes.seq
            undo = Act(
                tr(C_("undo", "Annuler")), lambda: desk.write("undo", lambda: service.library.undo(desk.actor, seq))
            )
            desk.messages.toast(tr("Complété par {server} : {fields}", server=server, fields=names), undo)
            self.completed.emit()

        desk.write("catalogue.update_document", work, done, self._refused)

    def _refused(self, error: CresiError) -> None:
        self.complete_button.setEnabled(True)
        self._field("isbn").set_hint(error.sentence, "warning")
