"""The frame of the window: its menus, what it says, the parts of the look on one board."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.core.i18n import tr
from cresi_app.shell.banner import Banner
from cresi_app.shell.commands import MENUS, lines_of
from cresi_app.shell.history.page import HistoryPage
from cresi_app.shell.homeparts import Swatch
from cresi_app.tour.stop import Stop, settle, shown
from cresi_app.widgets.actions import fill_menu
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Pane
from cresi_app.widgets.fields import DateField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow, Row, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState, InlineMessage, TaskCard
from cresi_app.widgets.page import Page
from cresi_app.widgets.pills import Chip, Pill, Tag
from cresi_app.widgets.tasks import Progress
from cresi_app.widgets.theme import theme

if TYPE_CHECKING:
    from cresi_app.tour.stops import Way


def frame_stops(way: "Way") -> Iterator[Stop]:
    """Yield the stops of the frame."""
    window = way.window

    def menu(key: str) -> QWidget:
        """Return a menu of the bar as it stands over the catalogue, one that lives by itself."""
        way.page("catalogue", Page)
        made = QMenu(window)
        settle(window)
        fill_menu(made, lines_of(key, *window.menus.in_bar()))
        return whole(made)

    def new() -> QWidget:
        way.page("home", Page)
        made = QMenu(window)
        fill_menu(made, window.menus.creations())
        return whole(made)

    def told() -> None:
        way.page("home", Page)
        act = Act(tr("Réessayer"), window.area.clear)
        window.voice.inline(
            tr("Cette bibliothèque est ouverte en lecture seule : rien ne peut y être changé."), "warning", act
        )

    def board() -> QWidget:
        window.area.clear()
        return shown(look_board())

    yield from _looks(way)
    for key, _title in MENUS:
        yield Stop(f"fenetre-menu-{NAMES[key]}", partial(menu, key))
    yield Stop("fenetre-menu-nouveau", new)
    yield Stop("fenetre-avertissement", told)
    yield Stop("fenetre-composants", board)


def whole(menu: QMenu) -> QMenu:
    """Show a menu with all its lines: a window that is only shown takes two thirds of the screen at most."""
    shown(menu)
    menu.resize(menu.sizeHint())
    return menu


def _looks(way: "Way") -> Iterator[Stop]:
    """Yield what is looked at in passing: a record over its list, a record as it was."""
    window = way.window

    def glance() -> None:
        page = way.page("catalogue", CataloguePage)
        files = way.services.library.query("SELECT document_id FROM document_file WHERE media_type = 'application/pdf'")
        way.record("document", files[0][0])
        settle(window)
        page.list.current_view().setFocus()
        page.list.current_view().browsing.look()
        settle(window)

    def as_it_was() -> None:
        project = way.services.library.value("SELECT id FROM project WHERE number = '2026-001'")
        window.open_history(("project", int(project)))
        settle(window)
        page = window.pages.current()
        assert isinstance(page, HistoryPage)
        page.list.stand_on(page.list.lines()[-20].seq)
        settle(window)
        if not page.pane.isVisible():
            page.list.opened.emit(page.list.line())
        if page.pane.back_to is not None:
            page.pane.back_to.click()
        settle(window)

    yield Stop("fenetre-coup-d-oeil", glance)
    yield Stop("historique-alors", as_it_was)


NAMES = {
    "file": "fichier", "edit": "edition", "view": "affichage", "go": "aller", "tools": "outils", "help": "aide",
}  # fmt: skip


def look_board() -> QWidget:
    """Return the look's parts side by side: colours, type, acts and fields, what is said, nothing to show."""
    board = Pane("canvas")
    left = Column(_colours(), _acts(), _said(), None, spacing=14)
    nothing = Card()
    nothing.body.addWidget(
        EmptyState(
            tr("Rien ici"), tr("Aucun changement ne répond à ces filtres."), primary=Act(tr("Tout montrer"), _none),
            secondary=Act(tr("Charger l'exemple"), _none),
        )
    )  # fmt: skip
    right = Column(_types(), nothing, spacing=14)
    right.setStretch(1, 1)
    row = Row(left, right, spacing=14, margins=(24, 24, 24, 24), parent=board)
    row.setStretch(0, 3)
    row.setStretch(1, 2)
    hold(board, width=1392, height=980)
    return board


def _none() -> None:
    """Do nothing."""


def _colours() -> Card:
    card = Card(tr("Thème"))
    names = (
        "canvas", "surface", "surface3", "border_strong", "text3", "text2", "text", "primary", "primary_soft", "accent", "success",
        "warning", "danger", "info", "side", "side_active", "side_accent", "surface2", "border", "mark", "accent_fill",
    )  # fmt: skip
    card.body.addLayout(Flow(*(_colour(name) for name in names), gap=10))
    return card


def _colour(name: str) -> QWidget:
    held = QWidget()
    Row(Swatch(name), Label(f"{name} {theme().tokens[name]}", "caption", "text2"), spacing=6, parent=held)
    return held


def _types() -> Card:
    card = Card(tr("Taille du texte"))
    for role in ("figure", "h1", "detail", "h2", "row", "body", "secondary", "caption"):
        words = "Inter · Nước sạch · العربية · ŋ ɓ ɗ ɛ ɔ"
        serif = role in {"figure", "h1", "detail"}
        card.body.addWidget(Label(f"{role} — Source Serif 4" if serif else f"{role} — {words}", role))
    return card


def _acts() -> Card:
    card = Card(tr("Actions"))
    disabled = Button(tr("Imprimer"), "secondary", "printer")
    disabled.allow(False, tr("Aucune imprimante"))
    card.body.addLayout(
        Flow(
            Button(tr("Enregistrer en PDF"), "primary", "download"), Button(tr("Imprimer"), "secondary", "printer"),
            Button(tr("Personnaliser"), "ghost", "sliders-horizontal"), Button(tr("Tout voir"), "link"),
            Button(tr("Supprimer"), "danger", "trash-2"), Button(tr("Restaurer"), "danger_filled"), disabled, gap=8,
        )
    )  # fmt: skip
    mail, day = TextField(tr("Courriel"), name="mail", hint=tr("Fermer ce message")), DateField(tr("Jour"), name="day")
    mail.set_value("claire@exemple.org")
    day.input.setText("31/02/2026")
    day.commit()
    card.body.addLayout(Row(mail, day, spacing=14))
    card.body.addLayout(
        Flow(
            Pill(tr("Disponible"), "success"), Pill(tr("Complet"), "warning"), Pill(tr("En retard"), "danger"), Pill(tr("À signer"), "accent"),
            Pill(tr("Au centre"), "info"), Pill(tr("Sur place")), Chip("Sahel"), Tag("Sahel"), gap=6,
        )
    )  # fmt: skip
    return card


def _said() -> Card:
    card = Card(tr("Ce que dit la fenêtre"))
    act = Act(tr("Ouvrir"), _none)
    card.body.addWidget(Banner(tr("Bibliothèque d'exemple"), tr("Quitter l'exemple"), _none))
    for text, tone in (
        (tr("Sauvegarder maintenant"), "info"), (tr("Jamais sauvegardé"), "warning"),
        (tr("Cette page ne peut pas être affichée ici."), "danger"), (tr("Merci ! Vos réponses sont comptées."), "success"),
    ):  # fmt: skip
        card.body.addWidget(InlineMessage(text, tone, act))  # type: ignore[arg-type]  # tones written as plain words
    progress = Progress(tr("Import de {file}", file="notices.iso"))
    progress.step(1200, 4300)
    card.body.addWidget(TaskCard(progress, lambda _progress: None))
    return card
