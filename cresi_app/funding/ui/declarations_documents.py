"""The public documents of an activity: addresses that everybody can open, published with it."""

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.funding.model.activity import Document
from cresi_app.funding.service.activity_import import ActivityImportDesk
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import LinkField, TextField
from cresi_app.widgets.labels import ElidedLabel, Overline
from cresi_app.widgets.layouts import Column, Row, clear_layout

_MEDIA = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".htm": "text/html",
    ".csv": "text/csv",
    ".xml": "application/xml",
}


class DocumentsPart(QWidget):
    """The documents of one record, with what adds and removes one."""

    def __init__(self, desk: Desk, service: ActivityImportDesk, record: tuple[str, int]) -> None:
        super().__init__()
        self._desk, self._service, self._record = desk, service, record
        self._list = Column(spacing=4)
        self.url = LinkField(tr("Adresse du document"), name="url")
        self.title = TextField(tr("Titre"), name="title")
        add = Button(tr("Ajouter le document"), "secondary", "plus")
        add.clicked.connect(lambda _checked=False: self.add())
        head = Overline(tr("Documents publics"))
        Column(head, self._list, self.url, self.title, Row(add, None), spacing=8, parent=self)
        self.read()

    def read(self) -> None:
        """Read the documents."""
        service, record = self._service, self._record
        self._desk.read(("funding", "documents"), lambda: service.activity_documents(*record), self._show)

    def _show(self, documents: list[tuple[int, Document]]) -> None:
        clear_layout(self._list)
        for document_id, one in documents:
            name = ElidedLabel(one.title["fr"], "secondary")
            name.setToolTip(one.url)
            gone = IconButton(tr("Retirer « {title} »", title=one.title["fr"]), "x")
            gone.clicked.connect(lambda _checked=False, key=document_id: self._remove(key))
            row = Row(name, gone, spacing=6)
            row.setStretch(0, 1)
            self._list.addLayout(row)

    def add(self) -> None:
        """Publish the document that was typed."""
        service, actor, (entity, entity_id) = self._service, self._desk.actor, self._record
        url, title = str(self.url.value() or ""), str(self.title.value() or "")
        ending = "." + url.rpartition(".")[2].casefold()
        media = _MEDIA.get(ending, "text/html")
        self._desk.write(
            "funding.add_activity_document",
            lambda: service.add_activity_document(actor, entity, entity_id, url, title, media_type=media),
            self._added,
        )

    def _added(self, _changes: Changes) -> None:
        self.url.set_value("")
        self.title.set_value("")
        self.read()

    def _remove(self, document_id: int) -> None:
        service, actor = self._service, self._desk.actor
        self._desk.write(
            "funding.remove_activity_document",
            lambda: service.remove_activity_document(actor, document_id),
            lambda _changes: self.read(),
        )
