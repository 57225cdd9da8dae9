"""What files bring to the catalogue's page: a file seen in its place, folders of PDFs taken in, proposals beside the form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cresi_app.catalogue.model import Attachment, DocumentSheet
from cresi_app.catalogue.ui.fileview import FileView
from cresi_app.catalogue.ui.pdfimport import PdfImport
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import Action

if TYPE_CHECKING:
    from cresi_app.catalogue.ui.page import CataloguePage


class FileSides(QObject):
    """Belongs to one built page."""

    def __init__(self, page: CataloguePage) -> None:
        super().__init__(page.sides)
        self._page = page
        self.view: FileView | None = None
        self.pdfs = PdfImport(page.desk, page.service, page.browse.files)
        self.pdfs.closed.connect(self._back)
        self.pdfs.shown_asked.connect(self._show_imported)
        page.sides.addWidget(self.pdfs)
        browse = page.browse
        browse.seen.connect(self._see)
        browse.detail.asked.connect(self._do)
        browse.detail.shown.connect(self._read_near)
        browse.assist.closed.connect(lambda: self._beside(shown=False))
        browse.proposed.connect(self._propose_file)
        browse.assist.joined.connect(self._join)

    @property
    def _sheet(self) -> DocumentSheet | None:
        return self._page.detail.sheet

    def actions(self) -> Sequence[Action]:
        """Return what can be done with files."""
        return [
            Action("catalogue.see_file", tr("Voir la pièce jointe"), self.see_file, "Ctrl+Shift+O", "eye",
                   lambda: bool(self._sheet and self._sheet.files), tr("Cette notice n'a pas de pièce jointe."), menu="view"),
            Action("catalogue.paste_file", tr("Coller comme pièce jointe"), self.paste_file, "Ctrl+Shift+V", "paperclip",
                   lambda: self._sheet is not None, tr("Choisissez d'abord une notice."), menu="edit"),
            Action("catalogue.import_pdf", tr("Importer un dossier de PDF…"), self.take_pdfs, "", "folder-open", menu="file"),
            Action("catalogue.propose", tr("Proposer une indexation"), self.propose, "Ctrl+I", "tag",
                   lambda: self._sheet is not None, tr("Choisissez d'abord une notice."), menu="edit"),
        ]  # fmt: skip

    # --- one file

    def _do(self, what: object) -> None:
        """Do what the detail was asked about files and near documents."""
        sheet, acts = self._sheet, self._page.edit_pane.files.acts
        match what:
            case "see":
                self.see_file()
            case ("near", int(document_id)):
                self._page.open_record("document", document_id)
            case ("attach", list(files)) if sheet is not None:
                acts.attach(sheet.document.id, files)
            case ("file", "open", Attachment() as file, int(number)) if sheet is not None:
                self.show(sheet, file, number)
            case ("file", str(act), Attachment() as file, int()) if sheet is not None:
                acts.do(act, sheet, file)

    def see_file(self) -> None:
        """Show the file whose page answers the search, else the first one."""
        sheet, hit = self._sheet, self._page.browse.hit
        if sheet is None or not sheet.files:
            return
        file = next((one for one in sheet.files if hit is not None and one.id == hit.file_id), sheet.files[0])
        self.show(sheet, file, hit.number if hit is not None and file.id == hit.file_id else 1)

    def paste_file(self) -> None:
        """Join what was copied (files, a picture) to the document."""
        sheet, page = self._sheet, self._page
        if sheet is not None and not page.edit_pane.files.acts.paste(sheet.document.id):
            page.desk.messages.toast(tr("Le presse-papiers ne contient ni fichier ni image."))

    def show(self, sheet: DocumentSheet, file: Attachment, number: int = 1) -> None:
        """Show an attached file in the place of the page, at a page of it, with what is searched marked."""
        self.leave()
        page = self._page
        view = FileView(page.desk, page.service, sheet, file, number, page.query.text)
        view.closed.connect(self.leave)
        view.outside.connect(page.edit_pane.files.open)
        self.view = view
        page.sides.addWidget(view)
        page.sides.setCurrentWidget(view)
        view.sheet.setFocus()

    def _see(self, sheet: object, file: object, number: object) -> None:
        if isinstance(sheet, DocumentSheet) and isinstance(file, Attachment) and isinstance(number, int):
            self.show(sheet, file, number)

    def leave(self) -> None:
        """Show the page again."""
        view, self.view = self.view, None
        if view is not None:
            page = self._page
            view.leave()
            page.sides.setCurrentIndex(0)
            page.sides.removeWidget(view)
            view.deleteLater()
            (page.edit_pane.files.zone if page.browse.editing else page.list.current_view()).setFocus()

    # --- folders

    def take_pdfs(self, places: Sequence[Path] = ()) -> None:
        """Show the import of PDFs, on files or folders when some are given."""
        self.leave()
        self._page.sides.setCurrentWidget(self.pdfs)
        self.pdfs.begin(places)

    def take_files(self, files: Sequence[Path]) -> bool:
        """Take PDFs and folders dropped on the page; False when there is none."""
        places = [file for file in files if file.is_dir() or file.suffix.lower() == ".pdf"]
        if places:
            self.take_pdfs(places)
        return bool(places)

    def _back(self) -> None:
        self._page.sides.setCurrentIndex(0)
        self._page.list.current_view().setFocus()

    def _show_imported(self) -> None:
        self._page.show_newest()

    def _read_near(self, document_id: object) -> None:
        page, service = self._page, self._page.service
        if isinstance(document_id, int):
            page.desk.read(
                ("catalogue", "near"),
                lambda: service.near(document_id),
                lambda rows: page.detail.show_near(document_id, rows),
            )

    # --- proposals

    def _beside(self, *, shown: bool) -> None:
        """Show proposals in the list's place, beside the form; or the list again."""
        browse = self._page.browse
        browse.assisting = shown
        browse.fit()
        if browse.editing and not shown:
            browse.edit_pane.tabs.setFocus()

    def propose(self) -> None:
        """Open the form with proposals beside it."""
        browse = self._page.browse
        if browse.detail.sheet is None:
            return
        if not browse.editing:
            browse.edit()
        self._beside(shown=True)
        browse.assist.begin(browse.detail.sheet)

    def _propose_file(self, sheet: object, file: object) -> None:
        if isinstance(sheet, DocumentSheet) and isinstance(file, Attachment):
            self._beside(shown=True)
            self._page.browse.assist.begin(sheet, file)

    def _join(self, paths: object) -> None:
        if isinstance(paths, list):
            self._page.edit_pane.files.attach(paths)
