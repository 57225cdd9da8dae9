"""The files of a notice: dropped, chosen or pasted; seen here or elsewhere, read, recognised, made the cover, taken away."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import Attachment, DocumentSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.filecard import FileCard
from cresi_app.catalogue.ui.filedesk import FileDesk
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.labels import Overline
from cresi_app.widgets.layouts import Column, Row, clear_layout


class FileActs:
    """What can be done with a file of the notice on screen, from the form and from the detail alike."""

    def __init__(self, desk: Desk, service: CatalogueService, files: FileDesk) -> None:
        self._desk, self._service, self._files = desk, service, files

    def do(self, what: str, sheet: DocumentSheet, file: Attachment) -> None:
        """Do what a card asked, but for showing the file here."""
        desk, service, document_id = self._desk, self._service, sheet.document.id
        match what:
            case "outside":
                self.open(file)
            case "cover" | "no_cover":
                chosen = file.id if what == "cover" else None
                desk.write("catalogue.set_cover", lambda: service.set_cover(desk.actor, document_id, chosen))
            case "detach":
                self._detach(document_id, file)
            case "recognise":
                languages = [one.language_code for one in sheet.languages if one.use == "text"]
                self._files.recognise([file.sha256], languages)
            case "again":
                self._files.read_again(file.sha256)

    def open(self, file: Attachment) -> None:
        """Open a file with the system's own program."""
        files = self._service.library.files
        self._desk.read(("catalogue", "file"), lambda: files.path(file.sha256), self._desk.messages.show_file)

    def attach(self, document_id: int, files: list[Path]) -> None:
        """Attach each of these files; folders are passed over, and said."""
        service, actor = self._service, self._desk.actor
        folders = [path.name for path in files if path.is_dir()]
        for path in files:
            if not path.is_dir():
                self._desk.write(
                    "catalogue.attach_file", lambda path=path: service.attach_file(actor, document_id, path)  # type: ignore[misc]  # mypy loses the lambda's default
                )  # fmt: skip
        if folders:
            self._desk.messages.inline(
                tr("« {name} » est un dossier : ouvrez « Importer un dossier de PDF ».", name=folders[0])
            )

    def paste(self, document_id: int) -> bool:
        """Attach what was copied: files, or a picture; False when it is neither."""
        copied = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
        if paths:
            self.attach(document_id, paths)
            return True
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            return False
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says bytes, Qt for Python wants words
        content = bytes(buffer.data().data())
        name = tr("image collée {day}.png", day=clock.today().isoformat())
        service, actor = self._service, self._desk.actor
        self._desk.write("catalogue.attach_file", lambda: service.attach_file(actor, document_id, content, name=name))
        return True

    def _detach(self, document_id: int, file: Attachment) -> None:
        service, desk = self._service, self._desk

        def told(changes: Changes) -> None:
            tell_done(desk, service, tr("« {name} » détaché", name=file.name), changes)

        desk.write("catalogue.detach_file", lambda: service.detach_file(desk.actor, document_id, file.id), told)


class Attachments(QWidget):
    """« Pièces jointes » of the notice on screen. `seen(sheet, file, page)`: a file is to be shown; `proposed(sheet, file)`."""

    seen = Signal(object, object, object)
    proposed = Signal(object, object)

    def __init__(self, desk: Desk, service: CatalogueService, files: FileDesk | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._files = files or FileDesk(desk, service, self)
        self.acts = FileActs(desk, service, self._files)
        self._sheet: DocumentSheet | None = None
        self._title = Overline(tr("Pièces jointes"))
        self._join = Button(tr("Joindre"), "link", "paperclip")
        self._join.setAccessibleName(tr("Joindre un fichier"))
        self._join.clicked.connect(lambda _checked=False: self.choose())
        self._cards = Column(spacing=12)
        self.zone = DropZone(
            desk, tr("Déposez ou collez ici un PDF, une image, un document…"), [(tr("Tous les fichiers"), "*")]
        )
        self.zone.dropped.connect(self.attach)
        Column(Row(self._title, None, self._join), self._cards, self.zone, spacing=8, parent=self)

    def show_sheet(self, sheet: DocumentSheet) -> None:
        """Show the files as they are now; cards of the same files stay as they are."""
        same = (
            self._sheet is not None
            and self._sheet.document.id == sheet.document.id
            and self._sheet.files == sheet.files
        )
        self._sheet = sheet
        if same:
            return
        count = len(sheet.files)
        self._title.setText(tr("Pièces jointes · {count}", count=count) if count else tr("Pièces jointes"))
        clear_layout(self._cards)
        for file in sheet.files:
            card = FileCard(self._files, file)
            card.asked.connect(self._do)
            self._cards.addWidget(card)
        self._files.want([file.sha256 for file in sheet.files])

    def choose(self) -> None:
        """Let files be chosen and attach them."""
        self.attach(self._desk.messages.open_files(tr("Joindre des fichiers"), [(tr("Tous les fichiers"), "*")]))

    def attach(self, files: list[Path]) -> None:
        """Attach each of these files."""
        if self._sheet is not None:
            self.acts.attach(self._sheet.document.id, files)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Paste what was copied: files, or a picture."""
        pasted = event.matches(QKeySequence.StandardKey.Paste) and self._sheet is not None
        if pasted and self._sheet is not None and self.acts.paste(self._sheet.document.id):
            return
        super().keyPressEvent(event)

    def open(self, file: Attachment) -> None:
        """Open a file with the system's own program."""
        self.acts.open(file)

    def _do(self, what: object, file: object, page: object) -> None:
        if self._sheet is None or not isinstance(file, Attachment):
            return
        if what == "open":
            self.seen.emit(self._sheet, file, page)
        elif what == "propose":
            self.proposed.emit(self._sheet, file)
        else:
            self.acts.do(str(what), self._sheet, file)
