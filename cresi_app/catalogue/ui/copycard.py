"""One copy of a notice: its fields saved one by one, its bar code and label, and how it leaves."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import Copy
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import lines, searches
from cresi_app.catalogue.ui.namefield import NameField
from cresi_app.catalogue.ui.saving import Saver
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import C_, tr
from cresi_app.core.money import Money
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, DateField, Field, Form, MoneyField, Proposal, TextField
from cresi_app.widgets.layouts import Column, Flow, Grid, Row
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.pills import Pill

_PLAIN = (
    "barcode", "call_number", "accession_number", "status", "condition", "note", "volume", "acquired_on", "supplier",
)  # fmt: skip
_SPANS: Final = {"supplier": 2, "note": 3}
"""Fields as wide as two or three of the others: what is written there is long."""


class CopyCard(Card):
    """One copy, saved field by field. Its withdrawal asks why."""

    saved = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, copy: Copy) -> None:
        super().__init__(tr("Exemplaire"))
        self._desk, self._service = desk, service
        self.copy = copy
        self.saver = Saver(desk, "copy")
        self._pill = Pill("", "neutral")
        self.head.addWidget(self._pill)
        grid = Grid(across=12, down=8)
        self.form = Form([])
        for at, fields in enumerate(self._rows()):
            start = 0
            for field in fields:
                wide = _SPANS.get(field.name, 1)
                grid.addWidget(field, at, start, 1, wide)
                start += wide
                self.form.add(field)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.form.committed.connect(self._save)
        self._message = InlineMessage("", "danger")
        self._message.hide()
        self.body.addWidget(self._message)
        self.body.addLayout(grid)
        self._make_acts()
        self._make_leaving()
        self.show_copy(copy, keep_typing=False)

    def _rows(self) -> list[list[Field]]:
        service = self._service
        statuses = [(one.code, one.name) for one in service.statuses.values()]
        conditions = [(one.code, one.name) for one in service.conditions.values()]
        provenances = [("", tr("Non renseignée")), *((one.code, one.name) for one in service.provenances.values())]
        place = NameField(self._desk, tr("Emplacement"), searches.locations(service), name="location")
        return [
            [TextField(tr("Code-barres"), name="barcode"), TextField(tr("Cote"), name="call_number"),
             TextField(tr("N° d'inventaire"), name="accession_number")],
            [place, ChoiceField(tr("Statut"), statuses, name="status"), ChoiceField(tr(C_("copy", "État")), conditions, name="condition")],
            [DateField(tr("Acquis le"), name="acquired_on"), ChoiceField(tr("Provenance"), provenances, name="provenance"),
             MoneyField(tr("Prix"), name="price_minor")],
            [TextField(tr("Fournisseur ou donateur"), name="supplier"), TextField(tr("Tome"), name="volume")],
            [TextField(tr("Note"), name="note")],
        ]  # fmt: skip

    def _make_acts(self) -> None:
        self.barcode_button = Button(tr("Créer un code-barres"), "ghost", "barcode")
        self.barcode_button.clicked.connect(lambda _checked=False: self._make_barcode())
        self.label_button = Button("", "ghost", "ticket-check")
        self.label_button.clicked.connect(lambda _checked=False: self._queue())
        self.loan_button = Button(tr("Compter un prêt"), "ghost", "book-user")
        self.loan_button.clicked.connect(
            lambda _checked=False: self._count(self._service.count_loan, tr("Prêt compté"))
        )
        self.consult_button = Button(tr("Noter une consultation"), "ghost", "eye")
        self.consult_button.clicked.connect(
            lambda _checked=False: self._count(self._service.consult, tr("Consultation notée"))
        )
        self.withdraw_button = Button(tr("Retirer du fonds…"), "ghost", "archive")
        self.withdraw_button.clicked.connect(lambda _checked=False: self.ask_why())
        delete = Button(tr("Supprimer"), "ghost", "trash-2")
        delete.clicked.connect(lambda _checked=False: self._delete())
        acts = QWidget()
        Flow(
            self.barcode_button, self.label_button, self.consult_button, self.loan_button, self.withdraw_button, delete, gap=4,
            parent=acts,
        )  # fmt: skip
        self.body.addWidget(acts)

    def _make_leaving(self) -> None:
        service = self._service
        nothing = [("", tr("Sans le dire"))]
        self.reason = ChoiceField(
            tr("Pourquoi"),
            [*nothing, *((one.code, one.name) for one in service.weeding_reasons.values())],
            name="reason",
        )
        self.fate = ChoiceField(
            tr("Ce qu'il devient"),
            [*nothing, *((one.code, one.name) for one in service.weeding_fates.values())],
            name="fate",
        )
        self.why_note = TextField(tr("À qui, par quelle décision"), name="note")
        go = Button(tr("Retirer du fonds"), "primary", "archive")
        go.clicked.connect(lambda _checked=False: self._withdraw())
        stop = Button(tr("Annuler"), "secondary")
        self.leaving = QWidget()
        stop.clicked.connect(lambda _checked=False: self.leaving.hide())
        Column(
            Row(self.reason, self.fate, spacing=12),
            self.why_note,
            Row(go, stop, None, spacing=8),
            spacing=8,
            parent=self.leaving,
        )
        self.leaving.hide()
        self.body.addWidget(self.leaving)

    def show_copy(self, copy: Copy, *, keep_typing: bool) -> None:
        """Show the copy as it is now."""
        self.copy = copy
        self.saver.hold(copy.id, copy.version)
        status = self._service.statuses[copy.status]
        self._pill.set(status.name, lines.tone(status.tone))
        self.set_title(copy.barcode or tr("Exemplaire {number}", number=copy.accession_number))
        values = {name: getattr(copy, name) for name in _PLAIN}
        values["provenance"] = copy.provenance or ""
        values["price_minor"] = Money(copy.price_minor, copy.currency) if copy.price_minor is not None else None
        values["location"] = Proposal(copy.location_id, copy.location) if copy.location_id else None
        self.form.show_values(values, keep_typing=keep_typing)
        self.barcode_button.setVisible(not copy.barcode)
        words = tr("Étiquette collée") if copy.needs_label else tr("À étiqueter")
        self.label_button.setText(words)
        self.label_button.setToolTip(
            tr("Cet exemplaire attend son étiquette")
            if copy.needs_label
            else tr("Met cet exemplaire dans la file des étiquettes")
        )

    def _save(self, name: str, value: object) -> None:
        service, actor, copy_id = self._service, self._desk.actor, self.copy.id
        wanted: dict[str, object] = {name: value.value if isinstance(value, Proposal) else value}
        if name == "price_minor":
            wanted = (
                {"price_minor": value.minor, "currency": value.currency}
                if isinstance(value, Money)
                else {"price_minor": None}
            )
        self._message.hide()
        self.saver.save(
            "catalogue.update_copy",
            lambda version: service.update_copy(actor, copy_id, version, None, **wanted),
            self._refused,
            lambda _changes: self.saved.emit(),
        )

    def _refused(self, error: CresiError) -> None:
        if not self.form.refuse(error):
            self._message.say(error.sentence, "danger")
            self._message.show()

    def ask_why(self) -> None:
        """Ask why the copy leaves and what becomes of it; both may stay unsaid."""
        self.leaving.show()
        self.reason.focus()

    def _withdraw(self) -> None:
        service, actor, copy_id = self._service, self._desk.actor, self.copy.id
        told = {"reason": self.reason.value(), "fate": self.fate.value(), "note": self.why_note.value()}
        self._act(
            lambda version: service.withdraw_copy(actor, copy_id, version, **told), tr("Exemplaire retiré du fonds")
        )

    def _delete(self) -> None:
        service, actor, copy_id = self._service, self._desk.actor, self.copy.id
        self._act(lambda version: service.delete_copy(actor, copy_id, version), tr("Exemplaire supprimé"))

    def _make_barcode(self) -> None:
        service, actor, copy_id = self._service, self._desk.actor, self.copy.id
        self._act(lambda version: service.make_barcode(actor, copy_id, version), tr("Code-barres créé"))

    def _queue(self) -> None:
        service, actor, copy_id = self._service, self._desk.actor, self.copy.id
        needs = not self.copy.needs_label
        words = tr("Exemplaire mis dans la file des étiquettes") if needs else tr("Exemplaire étiqueté")
        self._act(lambda _version: service.set_needs_label(actor, [copy_id], needs=needs), words)

    def _count(self, count: Callable[[Actor, int, int], Changes], done: str) -> None:
        """Count a use of this very copy."""
        actor, copy = self._desk.actor, self.copy
        desk, service = self._desk, self._service
        desk.write(
            "catalogue.count_use",
            lambda: count(actor, copy.document_id, copy.id),
            lambda changes: tell_done(desk, service, done, changes),
            self._refused,
        )

    def _act(self, work: Callable[[int], Changes], done: str) -> None:
        def told(changes: Changes) -> None:
            tell_done(self._desk, self._service, done, changes)

        self.saver.save("catalogue.copy", work, self._refused, told)
