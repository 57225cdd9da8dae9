"""First opening: three ways to begin, none of them final, and nothing written before one is chosen."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from cresi_app.core import clock, paths
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.settings import Settings
from cresi_app.shell.beginnings import Beginning, BeginningCard
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.frame import Frame
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.fields import TextField
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.messages import Messages
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

DESKS = (
    ("house", N_("Accueil")), ("library", N_("Catalogue")), ("graduation-cap", N_("Formations")), ("folder-kanban", N_("Projets")),
    ("book-user", N_("Annuaire")),
)  # fmt: skip


def beginnings() -> list[Beginning]:
    """Return the three ways to begin."""
    return [
        Beginning(
            "example", "primary", tr("Charger la bibliothèque d'exemple"),
            tr("Un petit centre complet pour essayer sans risque : rien ne se mélange à vos données."),
            [tr("des notices, des associations, des contacts"), tr("des journées de formation, des dossiers"), tr("se quitte d'un clic, à tout moment")],
            tr("Charger l'exemple"), "library",
        ),
        Beginning(
            "import", "info", tr("Importer un fichier"),
            tr("Reprenez le fonds d'un ancien logiciel. Vous vérifiez tout avant d'écrire."),
            [tr("notices UNIMARC (ISO 2709)"), tr("accents et doublons contrôlés"), tr("annulable en une fois")],
            tr("Choisir un fichier"), "upload", "primary",
        ),
        Beginning(
            "new", "accent", tr("Commencer à vide"),
            tr("Une bibliothèque neuve, prête à remplir : les listes de base sont déjà là."),
            [tr("types de documents et pays fournis"), tr("première notice à la main"), tr("import possible plus tard")],
            tr("Créer la bibliothèque"), "plus",
        ),
    ]  # fmt: skip


def is_library(folder: Path) -> bool:
    """Say whether a library lies in `folder`."""
    return (folder / "library.db").is_file()


def where_words(folder: Path) -> str:
    """Return a folder as people say it: « Documents › cresi »."""
    return " › ".join(folder.parts[-2:])


class NewLibraryDialog(QDialog):
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


class WelcomePage(QWidget):
    """Libraries that are already here, the three cards, and where the data are. `chosen` carries a `LibraryChoice`."""

    chosen = Signal(object)

    def __init__(self, messages: Messages, folder: Path, known: Sequence[Path]) -> None:
        """Propose `folder` as the place of a new library; `known` are libraries that exist."""
        super().__init__()
        self._messages, self._folder = messages, folder
        inside = QWidget()
        self.cards = [BeginningCard(beginning) for beginning in beginnings()]
        for card in self.cards:
            card.chosen.connect(self.choose)
        text = tr(
            "Trois façons de démarrer. Aucune n'est définitive : vous pourrez importer, vider ou changer de bibliothèque plus tard."
        )
        title = Label(tr("Bienvenue. Par où commencer ?"), "welcome")
        body = Column(title, Label(text, "body", "text2", wrap=True), spacing=6, margins=(44, 24, 44, 24))
        for library in list(known)[:3]:
            body.addWidget(self._known_card(library))
        body.addSpacing(theme().px(12))
        body.addLayout(Row(*self.cards, spacing=18))
        body.addSpacing(theme().px(10))
        body.addWidget(self._strip())
        Column(None, body, None, parent=inside)
        Column(ScrollArea(inside), parent=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose directly with 1, 2 or 3."""
        number = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}.get(Qt.Key(event.key()))
        if number is None:
            super().keyPressEvent(event)
        else:
            self.choose(self.cards[number].beginning.key)

    def choose(self, key: str) -> None:
        """Begin in one of the three ways."""
        if key == "example":
            folder = self._folder.with_name(f"{self._folder.name}-exemple")
            self.chosen.emit(LibraryChoice("open" if is_library(folder) else "example", folder))
        elif key == "import":
            kinds = [(tr("Notices UNIMARC (ISO 2709)"), "*.mrc *.iso *.pan *.uni *.marc *.iso2709")]
            files = self._messages.open_files(tr("Importer un fichier"), kinds, several=False)
            if files:
                self.take_file(files[0])
        else:
            dialog = NewLibraryDialog(self._messages, self._folder, self)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self.chosen.emit(dialog.choice())
            dialog.deleteLater()

    def take_file(self, file: Path) -> None:
        """Begin with a file, chosen or dropped on the window: a new library opens on its import."""
        self.chosen.emit(LibraryChoice("new", self._folder, file=file))

    def _strip(self) -> Card:
        card = Card(padding=(18, 12))
        other = Button(tr("Ouvrir"), "link")
        other.setAccessibleName(tr("Ouvrir une bibliothèque existante"))
        other.clicked.connect(self._open_other)
        parts = (
            ("hard-drive", "primary", tr("Vos données restent sur ce poste"), where_words(self._folder), None),
            ("shield-check", "success", tr("Une copie vérifiée chaque jour"), tr("gardée dans la bibliothèque"), None),
            ("folder-open", "info", tr("Déjà une bibliothèque ici ?"), tr("dossier existant"), other),
        )
        row = Row(spacing=12)
        for icon, tone, title, words, button in parts:
            row.addWidget(IconTile(icon, tone, 34))
            row.addLayout(Column(ElidedLabel(title, "strong"), ElidedLabel(words, "caption", "text2")), 1)
            if button is not None:
                row.addWidget(button)
        card.body.addLayout(row)
        return card

    def _known_card(self, library: Path) -> Card:
        card = Card(padding=(18, 12))
        button = Button(tr("Ouvrir cette bibliothèque"), "secondary", "folder-open")
        button.setAccessibleName(tr("Ouvrir {folder}", folder=library.name))
        button.clicked.connect(lambda: self.chosen.emit(LibraryChoice("open", library)))
        words = Column(Label(library.name, "strong"), Label(str(library.parent), "caption", "text2"))
        card.body.addLayout(Row(IconTile("library", "primary", 34), words, None, button, spacing=12))
        return card

    def _open_other(self) -> None:
        chosen = self._messages.choose_folder(tr("Ouvrir une bibliothèque"), self._folder.parent)
        if chosen is not None:
            self.chosen.emit(LibraryChoice("open", chosen))


class WelcomeWindow(Frame):
    """The window before there is a library. `choose` opens what was chosen, or raises a `CresiError`, which is shown here."""

    left = Signal()

    def __init__(self, settings: Settings, choose: Callable[[LibraryChoice], None], folder: Path | None = None) -> None:
        super().__init__()
        self._choose = choose
        place = folder or paths.proposed_library_folder()
        candidates = [Path(one) for one in settings.recent_libraries] + [place]
        known = [one for one in dict.fromkeys(candidates) if is_library(one)]
        self.page = WelcomePage(self.voice, place, known)
        self.page.chosen.connect(self._chosen)
        self.files_dropped.connect(lambda files: self.page.take_file(files[0]))
        self.stack.addWidget(self.page)
        self._quiet()
        self.resize(1440, 900)

    def refuse(self, error: CresiError) -> None:
        """Say why a library could not be opened."""
        self.voice.error(error)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave; there is nothing to save."""
        super().closeEvent(event)
        self.left.emit()

    def _quiet(self) -> None:
        """Show the desks there will be, and disable what needs a library, saying so."""
        waiting = tr("D'abord, choisissez comment commencer.")
        self.sidebar.set_rooms(DESKS, waiting)
        self.sidebar.sign.set(tr("Centre de ressources"), tr("Solidarité internationale"))
        self.sidebar.user.set_name("cresi")
        self.sidebar.user.set_backup(tr("Rien à sauvegarder"), late=False)
        self.sidebar.user.setEnabled(False)
        self.topbar.set_years(clock.today().year)
        self.topbar.new.allow(False, waiting)
        for part in (self.topbar.search.input, self.topbar.year, self.topbar.help):
            part.setEnabled(False)
            part.setToolTip(waiting)

    def _chosen(self, choice: LibraryChoice) -> None:
        self.area.clear()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._choose(choice)
        except CresiError as error:
            self.refuse(error)
        finally:
            QApplication.restoreOverrideCursor()
