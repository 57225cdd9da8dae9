"""The first page: libraries that are already here, the three cards, where the data are, the guide and the keys."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from cresi_app.core.disk import can_write
from cresi_app.core.i18n import language, tr
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.welcome.beginnings import Beginning, BeginningCard
from cresi_app.shell.welcome.dialogs import NewLibraryDialog
from cresi_app.shell.welcome.places import is_library, nearest_folder, where_words
from cresi_app.widgets.actions import keys_text
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.columns import EqualCells, TwoColumns
from cresi_app.widgets.keycap import Keycap
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Flow, Row, hold
from cresi_app.widgets.messages import Act, Messages
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea


def beginnings() -> list[Beginning]:
    """Return the three ways to begin."""
    return [
        Beginning(
            "example", "primary", tr("Charger la bibliothèque d'exemple"),
            tr("Un petit centre complet pour essayer sans risque : rien ne se mélange à vos données."),
            [tr("153 notices, 68 associations et partenaires"), tr("16 dossiers, 14 accords, 20 journées"), tr("se quitte d'un clic, à tout moment")],
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


_CARD: Final = 290
"""Least width of a card, in pixels of the look."""
_DIGITS: Final = (
    (Qt.Key.Key_1, Qt.Key.Key_Ampersand), (Qt.Key.Key_2, Qt.Key.Key_Eacute), (Qt.Key.Key_3, Qt.Key.Key_QuoteDbl),
)  # fmt: skip
"""1 2 3, and what the same keys type on a French keyboard without Shift."""


def _together(*parts: QWidget) -> QWidget:
    """Return words that stay beside each other on whichever line they come to stand."""
    held = QWidget()
    Row(*parts, spacing=8, parent=held)
    hold(held, height=28)
    return held


def _fact(icon: str, tone: str, title: str, words: QWidget, act: QWidget | None = None) -> QWidget:
    """Return a part of the strip: tile, title over a line of words, at most one act."""
    held = QWidget()
    row = Row(IconTile(icon, tone, 34), Column(ElidedLabel(title, "strong"), words), spacing=12, parent=held)
    row.setStretch(1, 1)
    if act is not None:
        row.addWidget(act)
    return held


class WelcomePage(QWidget):
    """Libraries that are already here, the three cards, and where the data are. `chosen` carries a `LibraryChoice`."""

    least, least_height = 420.0, 0.0
    """Least size in pixels of the look: the cards stand under each other then, and the page scrolls by itself."""

    chosen = Signal(object)
    guide_asked = Signal()
    language_asked = Signal()
    """The other language is wanted."""

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
        title = Label(tr("Bienvenue. Par où commencer ?"), "welcome", wrap=True)
        told = Label(text, "body", "text2", wrap=True)
        for label in (title, told):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        body = Column(title, told, spacing=6, margins=(44, 14, 44, 14))
        for library in list(known)[:3]:
            body.addWidget(self._known_card(library))
        ways = EqualCells(_CARD, gap=18)
        ways.show_cells(self.cards)
        body.add_space(14)
        body.addWidget(ways)
        body.add_space(10)
        body.addWidget(self._strip())
        self._refused = InlineMessage()
        self._refused.hide()
        body.insertWidget(2, self._refused)
        Column(None, body, None, self._foot(), parent=inside)
        Column(ScrollArea(inside), parent=self)

    def choose_by(self, key: int) -> bool:
        """Choose directly with 1, 2 or 3; False for any other key."""
        number = next((at for at, keys in enumerate(_DIGITS) if key in keys), None)
        if number is not None:
            self.choose(self.cards[number].beginning.key)
        return number is not None

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

    @property
    def folder(self) -> Path:
        """Where a new library would be."""
        return self._folder

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
        other = Button("English" if language() == "fr" else "Français", "link", "languages")
        other.clicked.connect(self.language_asked)
        keys = [
            (tr("Tab"), tr("passer d'un choix à l'autre")),
            (keys_text("Return"), tr("choisir")),
            ("1 2 3", tr("choisir directement")),
        ]
        caps = [_together(Keycap(cap), Label(words, "caption", "text2")) for cap, words in keys]
        asking = _together(Label(tr("Besoin d'aide pour choisir ?"), "caption", "text2"), guide)
        together = QWidget()
        Flow(*caps, gap=12, parent=together)  # on two lines where large text leaves no room for one
        sides = TwoColumns(Row(asking, other, None, spacing=12), Row(None, together, spacing=12), least=920)
        Column(sides, margins=(44, 0, 44, 18), parent=foot)
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
        kept = ElidedLabel(tr("sur ce disque, dans la bibliothèque"), "caption", "text2")
        existing = ElidedLabel(tr("dossier existant ou sauvegarde"), "caption", "text2")
        cells = EqualCells(_CARD, gap=30)
        cells.show_cells([
            _fact("hard-drive", "primary", tr("Vos données restent sur ce poste"), self.where, change),
            _fact("shield-check", "success", tr("Une copie vérifiée chaque jour"), kept),
            _fact("folder-open", "info", tr("Déjà une bibliothèque ici ?"), existing, other),
        ])  # fmt: skip
        card.body.addWidget(cells)
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
