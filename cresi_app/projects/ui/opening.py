"""The short form that opens a dossier: its title and who carries it; the rest is offered once it is there."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.projects.model import Lookalike
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui import searches
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Form, NumberField, Proposal, RecordPicker, TextField
from cresi_app.widgets.layouts import Grid, Row
from cresi_app.widgets.typingkept import TypingKept


class OpeningCard(Card):
    """Stands above the list while a dossier is being opened. `made` carries its id. Ctrl + Enter does it, Escape gives up."""

    made = Signal(object)

    def __init__(self, desk: Desk, service: ProjectService) -> None:
        super().__init__(tr("Nouveau dossier"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # the list gives way, not the fields
        self._desk, self._service = desk, service
        directory = service.directory
        self._title = TextField(
            tr("Titre du projet"), name="title", placeholder=tr("L'eau partagée : puits et jardins à Kita")
        )
        self._holder = RecordPicker(
            desk,
            tr("Association porteuse"),
            searches.organisations(directory),
            name="organisation_id",
            create=searches.new_organisation(desk, directory),
            hint=tr("Tapez son nom ; elle est créée au besoin."),
        )
        self._year = NumberField(tr("Exercice"), name="year", least=1990, most=2200)
        self.form = Form([self._title, self._holder, self._year])
        self._kept = TypingKept(desk, self.form, self, by_field=False)
        self._go = Button(tr("Ouvrir le dossier"), "primary", "check")
        self._go.clicked.connect(self.submit)
        stop = Button(tr("Annuler"), "secondary")
        stop.clicked.connect(self.hide)
        grid = Grid(across=14, down=8)
        for column, (field, stretch) in enumerate(((self._title, 3), (self._holder, 3), (self._year, 1))):
            grid.addWidget(field, 0, column)
            grid.setColumnStretch(column, stretch)
        self.body.addLayout(grid)
        self.body.addLayout(Row(self._go, stop, None, spacing=8))
        self._title.edited.connect(self._look_round)
        self._holder.committed.connect(lambda _value: self._look_round())
        self.hide()

    def ask(self, holder: Proposal | None = None) -> None:
        """Show the form, empty but for the association that carries the project when it is known."""
        self.form.show_values({"title": "", "organisation_id": holder, "year": self._desk.year})
        self._title.set_hint("")
        self._kept.show("act:projects.opening")
        self.show()
        self._title.focus()

    def submit(self) -> None:
        """Open the dossier; what is refused stands under its field and nothing typed is lost."""
        if not self._go.isEnabled():  # it is being written: pressing the keys again must not write it twice
            return
        try:
            title, holder, year = self._title.read(), self._holder.read(), self._year.read()
        except DomainError as refusal:
            self._refused(refusal)
            return
        if not isinstance(holder, Proposal):
            unsaid = N_("Dites quelle association porte le projet.")
            self._refused(DomainError("holder_missing", unsaid, field="organisation_id"))
            return
        service, actor, organisation_id = self._service, self._desk.actor, int(str(holder.value))
        self._go.setEnabled(False)
        self._desk.write(
            "projects.add_project",
            lambda: service.add_project(actor, title, organisation_id, year),
            self._done,
            self._refused,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Escape, do it with Ctrl + Enter, or Enter on its button."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif enter and (event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._go.hasFocus()):
            self.submit()
        else:
            super().keyPressEvent(event)

    def _done(self, changes: Changes) -> None:
        self._go.setEnabled(True)
        self._kept.forget()
        self.hide()
        self.made.emit(changes.id)

    def _refused(self, error: CresiError) -> None:
        self._go.setEnabled(True)
        if not self.form.refuse(error):
            self._desk.messages.error(error)

    def _look_round(self) -> None:
        holder: Any = self._holder.value()
        title = str(self._title.read())
        if not isinstance(holder, Proposal) or not title:
            return
        service, organisation_id, year = self._service, int(str(holder.value)), self._desk.year
        self._desk.read(
            ("projects", "lookalikes"), lambda: service.lookalikes(title, organisation_id, year), self._warn
        )

    def _warn(self, found: list[Lookalike]) -> None:
        if found:
            told = tr(
                "Ressemble au dossier {number} de la même association : {title}.",
                number=found[0].number,
                title=found[0].title,
            )
            self._title.set_hint(told, "warning")
        else:
            self._title.set_hint("")
