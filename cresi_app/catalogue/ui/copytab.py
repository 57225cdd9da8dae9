"""The copies of a notice: one card each, several added at once, those that left with why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import Copy, DocumentSheet, stock
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import searches
from cresi_app.catalogue.ui.copycard import CopyCard
from cresi_app.catalogue.ui.namefield import NameField
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Form,
    MoneyField,
    NumberField,
    Proposal,
    TextField,
)
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage


class SeveralCopies(Card):
    """Adds copies that say the same. `added` carries the `Changes`."""

    added = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__(tr("Ajouter des exemplaires"))
        self._desk, self._service = desk, service
        self.document_id = 0
        provenances = [("", tr("Non renseignée")), *((one.code, one.name) for one in service.provenances.values())]
        self.count = NumberField(tr("Combien"), name="count", least=1, most=stock.MOST_AT_ONCE)
        self.barcodes = CheckField(tr("Avec un code-barres du centre chacun"), name="barcodes")
        place = NameField(desk, tr("Emplacement"), searches.locations(service), name="location")
        self.form = Form(
            [
                self.count, place, DateField(tr("Acquis le"), name="acquired_on"),
                ChoiceField(tr("Provenance"), provenances, name="provenance"), MoneyField(tr("Prix de chacun"), name="price_minor"),
                TextField(tr("Fournisseur ou donateur"), name="supplier"),
            ]
        )  # fmt: skip
        self.message = InlineMessage("", "danger")
        self.message.hide()
        fields = self.form.fields()
        for first in range(0, len(fields), 2):
            self.body.addLayout(Row(*fields[first : first + 2], spacing=12))
        self.body.addWidget(self.barcodes)
        self.body.addWidget(self.message)
        self.go = Button(tr("Ajouter"), "primary", "plus")
        self.go.clicked.connect(lambda _checked=False: self.submit())
        stop = Button(tr("Annuler"), "secondary")
        stop.clicked.connect(lambda _checked=False: self.hide())
        self.body.addLayout(Row(self.go, stop, None, spacing=8))
        on_finish(self, self.submit)

    def begin(self, document_id: int) -> None:
        """Ask how many."""
        self.document_id = document_id
        self.form.show_values(
            {"count": 2, "location": None, "acquired_on": None, "provenance": "", "price_minor": None, "supplier": ""}
        )
        self.barcodes.set_value(value=True)
        self.message.hide()
        self.show()
        self.count.focus()

    def submit(self) -> None:
        """Add them in one act."""
        if not self.form.flush():
            return
        values = {field.name: field.value() for field in self.form.fields()}
        count, price, place = values.pop("count"), values.pop("price_minor"), values.pop("location")
        if isinstance(price, Money):
            values |= {"price_minor": price.minor, "currency": price.currency}
        values["location"] = place.value if isinstance(place, Proposal) else None
        service, actor, document_id = self._service, self._desk.actor, self.document_id
        makes = bool(self.barcodes.value())

        def done(changes: Changes) -> None:
            self.hide()
            tell_done(self._desk, service, trn("{n} exemplaire ajouté", "{n} exemplaires ajoutés", count), changes)
            self.added.emit(changes)

        self._desk.write(
            "catalogue.add_copies",
            lambda: service.add_copies(actor, document_id, count, make_barcodes=makes, **values),
            done,
            self._refused,
        )

    def _refused(self, error: CresiError) -> None:
        if not self.form.refuse(error):
            self.message.say(error.sentence, "danger")
            self.message.show()


class CopyTab(QWidget):
    """All copies of the notice on screen."""

    saved = Signal()

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self._document_id = 0
        self._number = ""
        self.cards: dict[int, CopyCard] = {}
        self.add_button = Button(tr("Ajouter un exemplaire"), "secondary", "plus")
        self.add_button.clicked.connect(lambda _checked=False: self.add())
        self.several_button = Button(tr("Plusieurs…"), "ghost", "copy")
        self.several_button.setAccessibleName(tr("Ajouter plusieurs exemplaires"))
        self.several = SeveralCopies(desk, service)
        self.several_button.clicked.connect(lambda _checked=False: self.several.begin(self._document_id))
        self.several.hide()
        self.none = Label(
            tr("Aucun exemplaire dans le centre. Chacun a son code-barres, sa cote, sa place et son état."), "secondary", "text2", wrap=True
        )  # fmt: skip
        self._cards = Column(spacing=12)
        self._withdrawn = Column(spacing=4)
        Column(
            self.none,
            self._cards,
            Row(self.add_button, self.several_button, None, spacing=8),
            self.several,
            self._withdrawn,
            None,
            spacing=12,
            margins=(0, 0, 0, 4),
            parent=self,
        )

    def show_sheet(self, sheet: DocumentSheet, *, keep_typing: bool) -> None:
        """Show the copies as they are now; those on screen keep what is being typed."""
        self._document_id, self._number = sheet.document.id, sheet.document.number
        if self.several.document_id != self._document_id:
            self.several.hide()
        live = {copy.id: copy for copy in sheet.live_copies}
        self.none.setVisible(not live)
        if set(live) != set(self.cards):
            clear_layout(self._cards)
            self.cards = {}
            for copy in live.values():
                card = CopyCard(self._desk, self._service, copy)
                card.saved.connect(self.saved)
                self.cards[copy.id] = card
                self._cards.addWidget(card)
        else:
            for copy_id, copy in live.items():
                self.cards[copy_id].show_copy(copy, keep_typing=keep_typing)
        clear_layout(self._withdrawn)
        for copy in sheet.copies:
            if copy.withdrawn_on is not None:
                back = Button(tr("Remettre dans le fonds"), "link")
                back.clicked.connect(lambda _checked=False, copy=copy: self._return(copy))
                said = Label(self.said_of_withdrawn(copy), "caption", "text3", wrap=True)
                row = Row(said, back)
                row.setStretch(0, 1)
                self._withdrawn.addLayout(row)

    def said_of_withdrawn(self, copy: Copy) -> str:
        """Return « 94-1 retiré le 3 mars 2026 · Périmé · Donné · Secours populaire »."""
        assert copy.withdrawn_on is not None
        said = tr(
            "{copy} retiré le {day}", copy=copy.barcode or copy.accession_number, day=format_date(copy.withdrawn_on)
        )
        reason = self._service.weeding_reasons.get(copy.withdrawal_reason or "")
        fate = self._service.weeding_fates.get(copy.withdrawal_fate or "")
        parts = (said, reason.name if reason else "", fate.name if fate else "", copy.withdrawal_note)
        return " · ".join(part for part in parts if part)

    def flush(self) -> bool:
        """Save what is being typed."""
        outcomes = [card.form.flush() for card in self.cards.values()]
        return all(outcomes)

    def add(self) -> None:
        """Enter one more copy, with the next inventory number; its fields are filled afterwards."""
        service, actor, document_id = self._service, self._desk.actor, self._document_id

        def done(changes: Changes) -> None:
            self._desk.read(("catalogue", "new copy"), lambda: changes.id, self._focus)

        self._desk.write("catalogue.add_copy", lambda: service.add_copy(actor, document_id), done)

    def _focus(self, copy_id: int) -> None:
        card = self.cards.get(copy_id)
        if card is not None:
            card.form.field("barcode").focus()

    def _return(self, copy: Copy) -> None:
        service, actor = self._service, self._desk.actor
        self._desk.write(
            "catalogue.return_copy", lambda: service.return_copy_to_collection(actor, copy.id, copy.version)
        )
