"""How the centre's own bar codes begin, what stands on its labels, and the code that comes next."""

from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.stock import CODE128, EAN13, CopySetting
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, Form, NumberField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Row


class BarcodeCard(Card):
    """The setting, saved field by field."""

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(tr("Codes-barres du centre"), parent=parent)
        self._desk, self._service = desk, service
        kinds = [(EAN13, tr("EAN-13, des chiffres")), (CODE128, tr("Code 128, lettres et chiffres"))]
        self.kind = ChoiceField(tr("Sorte"), kinds, name="barcode_kind")
        self.prefix = TextField(tr("Commencent par"), name="barcode_prefix")
        self.digits = NumberField(tr("Chiffres du numéro"), name="barcode_digits", least=3, most=10)
        self.words = TextField(tr("Sous le titre"), name="label_words", hint=tr("Vide : le nom du centre"))
        self.next = Label("", "caption", "text2")
        self.form = Form([self.kind, self.prefix, self.digits, self.words])
        self.form.committed.connect(self._save)
        self.body.addLayout(Row(self.kind, self.prefix, self.digits, spacing=10))
        self.body.addWidget(self.words)
        self.body.addWidget(self.next)

    def refresh(self) -> None:
        """Read the setting and the next code."""
        service = self._service

        def read() -> tuple[CopySetting, str]:
            try:
                return service.copy_setting(), service.next_barcode()
            except DomainError as error:
                return service.copy_setting(), error.sentence

        self._desk.read(("catalogue", "copy setting"), read, self._show)

    def _show(self, found: tuple[CopySetting, str]) -> None:
        setting, following = found
        values = {
            name: getattr(setting, name) for name in ("barcode_kind", "barcode_prefix", "barcode_digits", "label_words")
        }
        self.form.show_values(values, keep_typing=True)
        self.digits.setVisible(setting.barcode_kind == CODE128)
        self.next.setText(tr("Le prochain : {code}", code=following))

    def _save(self, name: str, value: object) -> None:
        service, actor = self._service, self._desk.actor

        def refused(error: CresiError) -> None:
            if not self.form.refuse(error):
                self._desk.messages.inline(error.sentence, "warning")

        def done(_changes: Changes) -> None:
            self.refresh()

        self._desk.write(
            "catalogue.set_copy_setting", lambda: service.set_copy_setting(actor, None, **{name: value}), done, refused
        )
