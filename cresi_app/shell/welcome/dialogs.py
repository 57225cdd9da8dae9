"""What the first page asks and tells in a window of its own: the name of a new library, the guide."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.help.manual import topics
from cresi_app.shell.help.page import ManualView
from cresi_app.shell.welcome.places import where_words
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.dialogsize import Dialog, open_at
from cresi_app.widgets.fields import TextField
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.messages import Messages


class NewLibraryDialog(Dialog):
    """Asks a name and a folder, nothing else."""

    def __init__(self, messages: Messages, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Créer la bibliothèque"))
        self._messages = messages
        self.folder = folder
        self.name = TextField(tr("Nom du centre"), name="name", placeholder=tr("Centre de ressources de…"))
        self.where = ElidedLabel(where_words(folder), "body")
        change, create, cancel = (
            Button(tr("Changer"), "link"),
            Button(tr("Créer"), "primary"),
            Button(tr("Ne rien faire")),
        )
        change.setAccessibleName(tr("Changer de dossier"))
        change.clicked.connect(self._change)
        create.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.name.input.returnPressed.connect(self.accept)
        place = Row(IconTile("hard-drive", "primary", 34), self.where, change, spacing=12)
        place.setStretch(1, 1)
        Column(
            Label(tr("Créer la bibliothèque"), "detail"), self.name, place, 6, Row(None, cancel, create),
            spacing=14, margins=(28, 22, 28, 20), parent=self,
        )  # fmt: skip
        hold(self, least_width=440)
        self.name.focus()

    def choice(self) -> LibraryChoice:
        """Return what was asked for."""
        return LibraryChoice("new", self.folder, self.name.read())

    def _change(self) -> None:
        chosen = self._messages.choose_folder(tr("Où ranger la bibliothèque ?"), self.folder.parent)
        if chosen is not None:
            self.folder = chosen / self.folder.name if any(chosen.iterdir()) else chosen
            self.where.setText(where_words(self.folder))


class GuideDialog(Dialog):
    """How to begin: the manual's first text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide de démarrage"))
        view = ManualView(tr("Guide de démarrage"), 22)
        view.show_text(topics()[0].text)
        close = Button(tr("Fermer"), "secondary")
        close.clicked.connect(self.accept)
        card = Card(padding=(4, 2))
        card.body.addWidget(view, 1)
        Column(card, 10, Row(None, close), margins=(20, 20, 20, 16), parent=self).setStretch(0, 1)
        open_at(self, 680, 600)
