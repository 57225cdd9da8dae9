"""First opening: three ways to begin, none of them final, and nothing written before one is chosen."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from cresi_app.core import clock, paths
from cresi_app.core.disk import can_write
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.settings import Settings
from cresi_app.shell.beginnings import Beginning, BeginningCard
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.frame import Frame
from cresi_app.shell.help.manual import topics
from cresi_app.shell.help.page import ManualView
from cresi_app.widgets.actions import keys_text
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.fields import TextField
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.messages import Act, Messages
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.paint import CENTRE, put_text, rounded, smooth
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

DESKS = (
    ("house", N_("Accueil")), ("library", N_("Catalogue")), ("graduation-cap", N_("Formations")), ("folder-kanban", N_("Projets")),
    ("handshake", N_("Coopérations")), ("hand-coins", N_("Financements")), ("book-user", N_("Annuaire")),
)  # fmt: skip


def beginnings() -> list[Beginning]:
    """Return the three ways to begin."""
    return [
        Beginning(
            "example", "primary", tr("Charger la bibliothèque d'exemple"),
            tr("Un petit centre complet pour essayer sans risque : rien ne se mélange à vos données."),
            [tr("150 notices, 60 associations et partenaires"), tr("16 dossiers, 20 accords, 20 journées"), tr("se quitte d'un clic, à tout moment")],
            tr("Charger l'exemple"), "library",
        ),
        Beginning(
            "import", "info", tr("Importer un fichier"),
            tr("Reprenez le fonds d'un ancien logiciel ou d'un tableur. Vous vérifiez tout avant d'écrire."),
            [tr("UNIMARC, MARC 21, PMB, tableur, BibTeX"), tr("accents et doublons contrôlés"), tr("annulable en une fois")],
            tr("Choisir un fichier"), "upload", "primary",
        ),
        Beginning(
            "new", "accent", tr("Commencer à vide"),
            tr("Une bibliothèque neuve, prête à remplir : les listes de base sont déjà là."),
            [tr("thésaurus, types de documents et pays fournis"), tr("première notice à la main"), tr("import possible plus tard")],
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
    guide_asked = Signal()

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
        self._refused = InlineMessage()
        self._refused.hide()
        body.insertWidget(2, self._refused)
        Column(None, body, None, self._foot(), parent=inside)
        Column(ScrollArea(inside), parent=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose directly with 1, 2 or 3."""
        number = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}.get(Qt.Key(event.key()))
        if number is None:
            super().keyPressEvent(event)
        else:
            self.choose(self.cards[number].beginning.key)

    def choose(self, key: str) -> None:
        """Begin in one of the three ways; a folder that takes nothing is said before anything is asked."""
        if key != "example" and not can_write(nearest_folder(self._folder)):
            self._say_unwritable()
            return
        if key == "example":
            folder = self._folder.with_name(f"{self._folder.name}-exemple")
            self.chosen.emit(LibraryChoice("open" if is_library(folder) else "example", folder))
        elif key == "import":
            notices = (
                "*.mrc *.iso *.pan *.uni *.marc *.iso2709 *.xml *.ris *.bib *.csv *.xlsx *.ods *.sql *.json *.zip *.gz"
            )
            kinds = [(tr("Notices de tout format"), notices)]
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

    def set_folder(self, folder: Path) -> None:
        """Propose another place for a new library."""
        self._folder = folder
        self.where.setText(where_words(folder))
        self.where.setToolTip(str(folder))
        self._refused.hide()

    def _change_folder(self) -> None:
        chosen = self._messages.choose_folder(tr("Où ranger la bibliothèque ?"), nearest_folder(self._folder))
        if chosen is not None:
            self.set_folder(chosen / self._folder.name if any(chosen.iterdir()) else chosen)

    def _say_unwritable(self) -> None:
        said = tr("Rien ne peut être écrit dans « {folder} ». Rien n'a été créé.", folder=str(self._folder.parent))
        self._refused.say(said, "warning", Act(tr("Choisir un autre dossier"), self._change_folder))
        self._refused.show()

    def _foot(self) -> QWidget:
        foot = QWidget()
        guide = Button(tr("Lire le guide de démarrage"), "link", "book-open")
        guide.clicked.connect(self.guide_asked)
        keys: list[QWidget | int] = [
            Keycap(tr("Tab")), Label(tr("passer d'un choix à l'autre"), "caption", "text2"), 4,
            Keycap(keys_text("Return")), Label(tr("choisir"), "caption", "text2"), 4,
            Keycap("1 2 3"), Label(tr("choisir directement"), "caption", "text2"),
        ]  # fmt: skip
        Row(
            Label(tr("Besoin d'aide pour choisir ?"), "caption", "text2"), guide, None, *keys,
            spacing=8, margins=(44, 0, 44, 18), parent=foot,
        )  # fmt: skip
        return foot

    def _strip(self) -> Card:
        card = Card(padding=(18, 12))
        change = Button(tr("Changer"), "link")
        change.setAccessibleName(tr("Changer le dossier d'une nouvelle bibliothèque"))
        change.clicked.connect(self._change_folder)
        self.where = ElidedLabel(where_words(self._folder), "caption", "text2")
        other = Button(tr("Ouvrir"), "link")
        other.setAccessibleName(tr("Ouvrir une bibliothèque existante"))
        other.clicked.connect(self._open_other)
        parts = (
            ("hard-drive", "primary", tr("Vos données restent sur ce poste"), self.where, change),
            (
                "shield-check",
                "success",
                tr("Une copie vérifiée chaque jour"),
                ElidedLabel(tr("gardée dans la bibliothèque"), "caption", "text2"),
                None,
            ),
            (
                "folder-open",
                "info",
                tr("Déjà une bibliothèque ici ?"),
                ElidedLabel(tr("dossier existant"), "caption", "text2"),
                other,
            ),
        )
        row = Row(spacing=12)
        for icon, tone, title, words, button in parts:
            row.addWidget(IconTile(icon, tone, 34))
            row.addLayout(Column(ElidedLabel(title, "strong"), words), 1)
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


def nearest_folder(folder: Path) -> Path:
    """Return the nearest folder that exists, from a place that may not."""
    return next(one for one in (folder, *folder.parents) if one.exists())


class Keycap(QLabel):
    """A key drawn as on a keyboard."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(theme().font("caption"))
        self.setMinimumSize(self.fontMetrics().horizontalAdvance(keys) + theme().px(18), theme().px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        rounded(
            painter,
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5),
            look.px(5),
            look.color("surface"),
            look.color("border"),
        )
        put_text(painter, self.rect(), self.text(), look.font("caption"), look.color("text2"), CENTRE)
        painter.end()


class GuideDialog(QDialog):
    """How to begin: the manual's first text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide de démarrage"))
        view = ManualView(tr("Guide de démarrage"))
        view.show_text(topics()[0].text)
        close = Button(tr("Fermer"), "secondary")
        close.clicked.connect(self.accept)
        Column(view, 10, Row(None, close), margins=(28, 22, 28, 18), parent=self).setStretch(0, 1)
        self.resize(theme().px(680), theme().px(600))


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
        self.page.guide_asked.connect(self.show_guide)
        self.topbar.help_asked.connect(self.show_guide)
        keys = QShortcut(QKeySequence("F1"), self)
        keys.activated.connect(self.show_guide)
        self.stack.addWidget(self.page)
        self._quiet()
        self.resize(1440, 900)

    def refuse(self, error: CresiError) -> None:
        """Say why a library could not be opened."""
        self.voice.error(error)

    def show_guide(self) -> None:
        """Show how to begin, as the manual tells it."""
        GuideDialog(self).exec()

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
        for part in (self.topbar.search.input, self.topbar.year, self.topbar.undo, self.topbar.redo, self.topbar.bell):
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
