"""The files of a notice: dropped or chosen, opened, made the cover, taken away."""

from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.catalogue.model import Attachment, DocumentSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.detail import shown_size
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import IconTile
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.labels import ElidedLabel, Overline
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.pills import Pill


class Attachments(QWidget):
    """« Pièces jointes » of the notice on screen."""

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self._document_id = 0
        self._title = Overline(tr("Pièces jointes"))
        join = Button(tr("Joindre"), "link", "paperclip")
        join.setAccessibleName(tr("Joindre un fichier"))
        join.clicked.connect(lambda _checked=False: self.choose())
        self._files = Column(spacing=8)
        self.zone = DropZone(desk, tr("Déposez ici un PDF, une image, un document…"), [(tr("Tous les fichiers"), "*")])
        self.zone.dropped.connect(self.attach)
        Column(Row(self._title, None, join), self._files, self.zone, spacing=8, parent=self)

    def show_sheet(self, sheet: DocumentSheet) -> None:
        """Show the files as they are now."""
        self._document_id = sheet.document.id
        count = len(sheet.files)
        self._title.setText(tr("Pièces jointes · {count}", count=count) if count else tr("Pièces jointes"))
        clear_layout(self._files)
        for file in sheet.files:
            self._files.addWidget(self._row(file))

    def choose(self) -> None:
        """Let files be chosen and attach them."""
        self.attach(self._desk.messages.open_files(tr("Joindre des fichiers"), [(tr("Tous les fichiers"), "*")]))

    def attach(self, files: list[Path]) -> None:
        """Attach each of these files."""
        service, actor, document_id = self._service, self._desk.actor, self._document_id
        for path in files:
            self._desk.write("catalogue.attach_file", lambda path=path: service.attach_file(actor, document_id, path))  # type: ignore[misc]  # mypy loses the lambda's default

    def open(self, file: Attachment) -> None:
        """Open a file with the system's own program."""
        files = self._service.library.files
        self._desk.read(("catalogue", "file"), lambda: files.path(file.sha256), self._desk.messages.show_file)

    def _row(self, file: Attachment) -> QWidget:
        picture = file.media_type.startswith("image/")
        name = Button(file.name, "link")
        name.setAccessibleName(tr("Ouvrir {name}", name=file.name))
        name.clicked.connect(lambda _checked=False: self.open(file))
        more = IconButton(tr("Actions sur {name}", name=file.name), "ellipsis")
        menu = QMenu(more)
        cover = Action("catalogue.cover", tr("Prendre comme couverture"), lambda: self._cover(file.id), icon="image")
        plain = Action(
            "catalogue.no_cover", tr("Ne plus prendre comme couverture"), lambda: self._cover(None), icon="image"
        )
        acts = [plain if file.is_cover else cover] if picture else []
        remove = Action("catalogue.detach", tr("Détacher de la notice"), lambda: self._detach(file), icon="trash-2")
        fill_menu(menu, [*acts, remove])
        more.setMenu(menu)
        more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        words = Column(Row(name, None), ElidedLabel(shown_size(file.size), "caption", "text2"), spacing=0)
        row = QWidget()
        marks = [Pill(tr("Couverture"), "info")] if file.is_cover else []
        laid = Row(
            IconTile("image" if picture else "file-text", "success" if picture else "danger", 32), words, *marks, more,
            spacing=10, parent=row,
        )  # fmt: skip
        laid.setStretch(1, 1)
        return row

    def _cover(self, file_id: int | None) -> None:
        service, actor, document_id = self._service, self._desk.actor, self._document_id
        self._desk.write("catalogue.set_cover", lambda: service.set_cover(actor, document_id, file_id))

    def _detach(self, file: Attachment) -> None:
        service, desk, document_id = self._service, self._desk, self._document_id

        def told(changes: Changes) -> None:
            tell_done(desk, service, tr("« {name} » détaché", name=file.name), changes)

        desk.write("catalogue.detach_file", lambda: service.detach_file(desk.actor, document_id, file.id), told)
