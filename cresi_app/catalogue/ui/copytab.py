"""The copies of a notice, each a small form saved field by field."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import Copy, DocumentSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import lines, searches
from cresi_app.catalogue.ui.noticefields import NameField
from cresi_app.catalogue.ui.saving import Saver
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import C_, tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, DateField, Field, Form, Proposal, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.pills import Pill


class CopyCard(Card):
    """One copy. `gone` follows when it was withdrawn or deleted."""

    saved = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, copy: Copy) -> None:
        super().__init__(tr("Exemplaire"))
        self._desk, self._service = desk, service
        self.copy = copy
        self.saver = Saver(desk, "copy")
        self._pill = Pill("", "neutral")
        self.head.addWidget(self._pill)
        statuses = [(one.code, one.name) for one in service.statuses.values()]
        conditions = [(one.code, one.name) for one in service.conditions.values()]
        place = NameField(desk, tr("Emplacement"), searches.locations(service), name="location")
        rows: list[list[Field]] = [
            [TextField(tr("Code-barres"), name="barcode"), TextField(tr("Cote"), name="call_number"),
             TextField(tr("N° d'inventaire"), name="accession_number")],
            [place, ChoiceField(tr("Statut"), statuses, name="status"), ChoiceField(tr(C_("copy", "État")), conditions, name="condition")],
            [TextField(tr("Note"), name="note"), TextField(tr("Tome"), name="volume"), DateField(tr("Acquis le"), name="acquired_on")],
        ]  # fmt: skip
        grid = Grid(across=12, down=8)
        self.form = Form([])
        for at, fields in enumerate(rows):
            for column, field in enumerate(fields):
                grid.addWidget(field, at, column)
                grid.setColumnStretch(column, 1)
                self.form.add(field)
        self.form.committed.connect(self._save)
        self._message = InlineMessage("", "danger")
        self._message.hide()
        withdraw = Button(tr("Retirer du fonds"), "ghost", "archive")
        withdraw.clicked.connect(lambda _checked=False: self._withdraw())
        delete = Button(tr("Supprimer"), "ghost", "trash-2")
        delete.clicked.connect(lambda _checked=False: self._delete())
        self.body.addWidget(self._message)
        self.body.addLayout(grid)
        self.body.addLayout(Row(None, withdraw, delete))
        self.show_copy(copy, keep_typing=False)

    def show_copy(self, copy: Copy, *, keep_typing: bool) -> None:
        """Show the copy as it is now."""
        self.copy = copy
        self.saver.hold(copy.id, copy.version)
        status = self._service.statuses[copy.status]
        self._pill.set(status.name, lines.tone(status.tone))
        self.set_title(copy.barcode or tr("Exemplaire {number}", number=copy.accession_number))
        values = {name: getattr(copy, name) for name in _PLAIN}
        values["location"] = Proposal(copy.location_id, copy.location) if copy.location_id else None
        self.form.show_values(values, keep_typing=keep_typing)

    def _save(self, name: str, value: object) -> None:
        service, actor, copy_id = self._service, self._desk.actor, self.copy.id
        wanted = value.value if isinstance(value, Proposal) else value
        self._message.hide()
        self.saver.save(
            "catalogue.update_copy",
            lambda version: service.update_copy(actor, copy_id, version, None, **{name: wanted}),
            self._refused,
            lambda _changes: self.saved.emit(),
        )

    def _refused(self, error: CresiError) -> None:
        if not self.form.refuse(error):
            self._message.say(error.sentence, "danger")
            self._message.show()

    def _withdraw(self) -> None:
        service, actor, copy_id = self._service, self._desk.actor, self.copy.id
        self._act(lambda version: service.withdraw_copy(actor, copy_id, version), tr("Exemplaire retiré du fonds"))

    def _delete(self) -> None:
        service, actor, copy_id = self._service, self._desk.actor, self.copy.id
        self._act(lambda version: service.delete_copy(actor, copy_id, version), tr("Exemplaire supprimé"))

    def _act(self, work: Callable[[int], Changes], done: str) -> None:
        def told(changes: Changes) -> None:
            tell_done(self._desk, self._service, done, changes)

        self.saver.save("catalogue.copy", work, self._refused, told)


_PLAIN = ("barcode", "call_number", "accession_number", "status", "condition", "note", "volume", "acquired_on")


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
        self._cards = Column(spacing=12)
        self._withdrawn = Column(spacing=4)
        Column(
            self._cards,
            Row(self.add_button, None),
            self._withdrawn,
            None,
            spacing=12,
            margins=(0, 0, 0, 4),
            parent=self,
        )

    def show_sheet(self, sheet: DocumentSheet, *, keep_typing: bool) -> None:
        """Show the copies as they are now; those on screen keep what is being typed."""
        self._document_id, self._number = sheet.document.id, sheet.document.number
        live = {copy.id: copy for copy in sheet.live_copies}
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
                said = tr(
                    "{copy} retiré le {day}",
                    copy=copy.barcode or copy.accession_number,
                    day=format_date(copy.withdrawn_on),
                )
                back = Button(tr("Remettre dans le fonds"), "link")
                back.clicked.connect(lambda _checked=False, copy=copy: self._return(copy))
                self._withdrawn.addLayout(Row(Label(said, "caption", "text3"), back, None))

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
