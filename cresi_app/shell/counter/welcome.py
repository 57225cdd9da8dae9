"""The counter's first page: one search, six things to do."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.shell.counter.doors import CounterFacts
from cresi_app.shell.counter.parts import LEAST_TILE, TILE, BigInput, Tile
from cresi_app.widgets.columns import EqualCells
from cresi_app.widgets.labels import IconLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

_LOW = 640
"""Height in pixels of the look below which two lines of tiles would make the page scroll."""


class WelcomeSearch(BigInput):
    """The search, 62 high, with its drawings."""

    def __init__(self) -> None:
        super().__init__(tr("Chercher un document"))
        self.setPlaceholderText(tr("Un titre, un pays, un thème… ou scannez un document"))
        row = Row(
            IconLabel("search", "primary", 24),
            None,
            IconLabel("barcode", "text2", 24),
            margins=(20, 0, 20, 0),
            parent=self,
        )
        row.setSizeConstraint(row.SizeConstraint.SetNoConstraint)

    def restyle(self) -> None:
        """Take the look in force."""
        super().restyle()
        self.setFont(theme().font("kiosk_title", weight=400))
        self.setFixedHeight(theme().px(64))
        self.setTextMargins(theme().px(38), 0, theme().px(38), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way in width."""
        return QSize(theme().px(200), theme().px(64))


class _Tiles(EqualCells):
    """What there is to do, as high as the tiles would like."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the tiles' own height."""
        return QSize(super().sizeHint().width(), self._grid.sizeHint().height())


class _Content(QWidget):
    """What scrolls: as high as its lines are at the present width, which the scroll area asks its layout."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for width only: the height of the lines at their narrowest would make a page scroll that is in full sight."""
        return QSize(super().minimumSizeHint().width(), 0)


class WelcomePage(QWidget):
    """« Bienvenue. Que souhaitez-vous faire ? »."""

    chosen = Signal(object)
    """The key of what is to be done."""
    searched = Signal(object)

    def __init__(self, *, closed: bool = False) -> None:
        super().__init__()
        self.search = WelcomeSearch()
        self.search.returnPressed.connect(self._search)
        self.tiles = {
            "documents": Tile(
                "book-open", 0, tr("Chercher un document"), tr("Livres, films, expositions, jeux et mallettes")
            ),
            "sessions": Tile("graduation-cap", 2, tr("S'inscrire à une formation")),
            "request": Tile(
                "calendar-plus", 5, tr("Demander une journée"), tr("Pour votre association, sur place ou chez vous")
            ),
            "forms": Tile("folder-kanban", 4, tr("Préparer un projet"), tr("Dossier et bulletin à emporter")),
            "associations": Tile("users", 3, tr("Trouver une association")),
            "opinion": Tile("message-square", 1, tr("Donner mon avis"), tr("Après une formation, sans dire votre nom")),
        }
        for key, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        cells = _Tiles(310, gap=20)
        cells.show_cells(list(self.tiles.values()))
        title = Label(tr("Bienvenue. Que souhaitez-vous faire ?"), "kiosk", wrap=True)
        below = Label(
            tr("Cherchez d'abord, ou choisissez une action. Un membre de l'équipe est là pour vous aider."),
            "kiosk_body",
            "text2",
            wrap=True,
        )
        content = _Content()
        self._column = Column(None, title, below, 8, self.search, 10, cells, None, spacing=8, parent=content)
        Column(ScrollArea(content), parent=self)
        either = QSizePolicy.Policy.Preferred
        content.setSizePolicy(either, either)
        self.setAccessibleName(tr("Accueil"))
        if closed:
            self._close(title, below)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep wide margins where there is room for them, and lower tiles on a low screen."""
        super().resizeEvent(event)
        low = self.height() < theme().px(_LOW)
        for tile in self.tiles.values():
            tile.set_height(LEAST_TILE if low else TILE)
        side = 120 if self.width() >= theme().px(1200) else 40
        self._column.set_margins((side, 12, side, 12))

    def _close(self, title: Label, below: Label) -> None:
        title.setText(tr("Ce poste est momentanément fermé."))
        below.setText(tr("Adressez-vous à l'équipe."))
        for part in (self.search, *self.tiles.values()):
            part.hide()

    def show_facts(self, facts: CounterFacts) -> None:
        """Say how much there is of each."""
        sessions = trn("{n} journée ouverte", "{n} journées ouvertes", facts.sessions)
        self.tiles["sessions"].set_detail(sessions if facts.sessions else tr("Aucune journée ouverte en ce moment"))
        people = trn(
            "{n} organisation du réseau",
            "{n} organisations du réseau",
            facts.associations,
            n=format_number(facts.associations),
        )
        self.tiles["associations"].set_detail(people)
        self.tiles["opinion"].setEnabled(bool(facts.evaluations))
        if not facts.evaluations:
            self.tiles["opinion"].set_detail(tr("Aucun questionnaire ouvert en ce moment"))

    def begin(self) -> None:
        """Take the keyboard: scans and words go to the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self) -> None:
        if text := self.search.text().strip():
            self.searched.emit(text)
