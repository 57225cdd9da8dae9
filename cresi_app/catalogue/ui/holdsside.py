"""What a document holds, in its own part of the form: pieces or panels and their counts, the issues of a periodical."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import DocumentSheet, kinds
from cresi_app.catalogue.model.pieces import pieces_of
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.checklistview import Checklists
from cresi_app.catalogue.ui.issuesview import IssuesView
from cresi_app.catalogue.ui.noticefields import NoticeFields
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.notices import InlineMessage


class HoldsSide(QWidget):
    """The third part of the form, for the kinds that hold something. `saved` follows each act of its own."""

    saved = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, fields: NoticeFields) -> None:
        super().__init__()
        self._desk, self._service, self._fields = desk, service, fields
        self._sheet: DocumentSheet | None = None
        self.issues = IssuesView(desk, service)
        self.checklists = Checklists(desk, service)
        self.from_contents = Button(tr("Faire des pièces avec le contenu écrit"), "secondary", "list-checks")
        self.from_contents.clicked.connect(lambda _checked=False: self.read_contents())
        for part in (self.issues, self.checklists):
            part.saved.connect(self.saved)
        self.none = Label(
            tr(
                "Aucune pièce n'est encore décrite. Chacune a un nom et une quantité : au retour, ce qui manque se note et reste écrit sur "
                "l'exemplaire."
            ),
            "secondary", "text2", wrap=True,
        )  # fmt: skip
        self.none.hide()
        Column(
            *fields.holds,
            self.none,
            Row(self.from_contents, None),
            self.checklists,
            self.issues,
            spacing=8,
            parent=self,
        )

    def name_for(self, sheet: DocumentSheet) -> str:
        """Return what this part is called for a kind; "" when the document holds nothing."""
        if not (self._is_serial(sheet) or self._fields.has_holds):
            return ""
        return {"exhibition": tr("Panneaux"), "periodical": tr("Numéros")}.get(sheet.kind.code, tr("Contenu"))

    def count(self, sheet: DocumentSheet) -> int | None:
        """Return how many it holds, None for none."""
        return len(sheet.issues if self._is_serial(sheet) else sheet.pieces) or None

    @staticmethod
    def _is_serial(sheet: DocumentSheet) -> bool:
        return kinds.fits("issues", sheet.kind.code) or bool(sheet.issues)

    def show_sheet(self, sheet: DocumentSheet) -> None:
        """Show what a document holds."""
        self._sheet = sheet
        serial, boxed = self._is_serial(sheet), kinds.fits("pieces", sheet.kind.code)
        self.issues.setVisible(serial)
        if serial:
            self.issues.show_sheet(sheet)
        self.checklists.show_sheet(sheet)
        self._fields.pieces.add_button.setVisible(boxed)
        self.none.setVisible(boxed and not sheet.pieces)
        self.from_contents.setVisible(boxed and not sheet.pieces and bool(pieces_of(sheet.document.contents)))

    def read_contents(self) -> None:
        """Make a piece of each line of the written contents, with its quantity."""
        sheet, service, actor = self._sheet, self._service, self._desk.actor
        if sheet is None:
            return
        document_id, pieces = sheet.document.id, pieces_of(sheet.document.contents)

        def work() -> Changes:
            version = service.document(document_id).document.version
            return service.update_document(actor, document_id, version, pieces=pieces)

        self._desk.write("catalogue.update_document", work, lambda _changes: self.saved.emit())

    def flush(self) -> bool:
        """Save what is being typed of an issue."""
        return self.issues.flush()


class OutOfPlace(InlineMessage):
    """Tells what a notice says although its kind has no such field: changing the kind loses nothing."""

    def show_sheet(self, sheet: DocumentSheet) -> None:
        """Tell it, or nothing."""
        names = [tr(kinds.NAMES[name]).lower() for name in kinds.out_of_place(sheet)]
        self.setVisible(bool(names))
        self.say(
            tr(
                "Le type « {kind} » n'a pas ces champs, ce qu'ils disent est gardé : {fields}",
                kind=sheet.kind.name,
                fields=", ".join(names),
            ),
            "info",
        )
