"""What is typed and not saved yet: kept on this computer while it is typed, with the notice when it does not read."""

from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, Form, TokenField
from cresi_app.widgets.typingkept import type_into, typed_in

_PAUSE: Final = 1_500
"""Milliseconds without a key after which what is being typed is kept on this computer."""
_DESK: Final = "catalogue.typing"


class Drafts(QObject):
    """Keeps the words of one form's fields. A crash loses at most the last second and a half."""

    def __init__(self, desk: Desk, service: CatalogueService, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._document_id = 0
        self._typing: dict[str, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._keep)

    def typed(self, form: Form, name: str) -> None:
        """Note that somebody types into a field."""
        self._typing[name] = typed_in(form.field(name))
        self._pause.start()

    def saved(self, name: str) -> None:
        """Forget a field that was saved."""
        if self._typing.pop(name, None) is not None:
            self._keep()

    def stop(self) -> None:
        """Forget everything: what was typed is saved, or kept with the notice."""
        self._pause.stop()
        if self._typing or self._desk.recall(_DESK).get("document"):
            self._typing = {}
            self._desk.remember(_DESK, document=0, fields={})

    def _keep(self) -> None:
        self._desk.remember(_DESK, document=self._document_id, fields=dict(self._typing))

    def open(self, sheet: DocumentSheet, forms: list[Form]) -> None:
        """Put back what was typed and never saved: by this notice's last visitor, or here before a crash."""
        self._document_id = sheet.document.id
        self._typing = {}
        words = {one.field: one.typed for one in sheet.pending}
        kept = self._desk.recall(_DESK)
        if kept.get("document") == sheet.document.id and isinstance(kept.get("fields"), dict):
            words |= {str(name): str(text) for name, text in kept["fields"].items()}
        fields = {field.name: field for form in forms for field in form.fields()}
        for name, text in words.items():
            field = fields.get(name)
            if field is None or not text or typed_in(field) == text:
                continue
            if type_into(field, text):
                field.set_hint(tr("Saisie retrouvée : elle n'était pas encore enregistrée."), "warning")
                self._refuse_unreadable(field)
            else:
                field.set_hint(tr("Saisie à reprendre : {text}", text=text), "warning")

    @staticmethod
    def _refuse_unreadable(field: Field) -> None:
        """Say what is wrong with words that were put back, without saving those that read."""
        try:
            field.read()
        except DomainError as error:
            field.set_error(error.sentence)

    def unfinished(self, forms: list[Form]) -> dict[str, str]:
        """Return the words of every field that does not read or was refused, or that became no term or name."""
        words: dict[str, str] = {}
        for form in forms:
            for field in form.fields():
                if field.error:
                    words[field.name] = typed_in(field) or field.error
                elif isinstance(field, TokenField) and (left := typed_in(field)):
                    words[field.name] = left
        return words

    def keep_with_notice(self, document_id: int, words: dict[str, Any]) -> None:
        """Keep words with the notice: it is « à compléter »."""
        service, actor = self._service, self._desk.actor
        self._desk.write("catalogue.keep_pending", lambda: service.keep_pending(actor, document_id, words))
