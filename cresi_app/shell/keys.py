"""The list of shortcuts, built from the acts themselves, and the few keys that lists and forms share."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import N_, tr
from cresi_app.widgets.actions import Action, key_names
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider, Pane
from cresi_app.widgets.dialogsize import Dialog, open_at
from cresi_app.widgets.keycap import Keycap
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.scroll import ScrollArea

COMMON: Final = (
    ("Up", N_("Dans une liste : ligne précédente, ↓ ligne suivante")),
    ("Return", N_("Ouvrir ce qui est choisi")),
    ("F2", N_("Modifier la fiche choisie")),
    ("Ctrl+Return", N_("Terminer une saisie")),
    ("Escape", N_("Fermer un volet, une liste de propositions, la palette")),
    ("Tab", N_("Aller au champ suivant, qui est alors enregistré")),
    ("Alt+Down", N_("Dans une date : ouvrir le calendrier")),
    ("Space", N_("Dans une liste : aperçu de la fiche, ↑ ↓ continuent, Espace ou Échap ferme")),
    ("Ctrl+Space", N_("Dans une liste à plusieurs choix : choisir la ligne, ou la laisser")),
    ("PgDown", N_("Dans un aperçu avant impression : page suivante")),
    ("Ctrl+S", N_("Dans un aperçu avant impression : enregistrer en PDF")),
)


class ShortcutsDialog(Dialog):
    """Every shortcut of the window, of the page in front, and those shared by all."""

    def __init__(self, window: Sequence[Action], page: Sequence[Action], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Raccourcis clavier"))
        content = QWidget()
        column = Column(spacing=10, margins=(28, 22, 28, 18), parent=content)
        column.addWidget(Label(tr("Raccourcis clavier"), "detail"))
        add_keys(column, tr("Sur cette page"), [(a.shortcut, a.title) for a in page if a.shortcut])
        add_keys(column, tr("Partout dans la fenêtre"), everywhere(window))
        add_keys(column, tr("Dans les listes et les formulaires"), common())
        column.addStretch(1)
        close = Button(tr("Fermer"), "secondary")
        close.clicked.connect(self.accept)
        foot = Pane("surface2", edges="t")
        Row(None, close, margins=(28, 10, 28, 12), parent=foot)
        Column(ScrollArea(content), foot, parent=self).setStretch(0, 1)
        open_at(self, 640, 680)
        close.setFocus()


def everywhere(window: Sequence[Action]) -> list[tuple[str, str]]:
    """Return the keys that hold on every page, with what they do."""
    return [(action.shortcut, action.title) for action in window if action.shortcut]


def common() -> list[tuple[str, str]]:
    """Return the keys that all lists and forms share, with what they do."""
    return [(keys, tr(words)) for keys, words in COMMON]


def add_keys(column: Column, title: str, lines: Sequence[tuple[str, str]], *, room: int = 170) -> None:
    """Add keys with what they do, under a title when there is one; nothing when there are none; `room` for the keys."""
    if not lines:
        return
    if title:
        column.add_space(8)
        column.addWidget(Overline(title))
    for keys, words in lines:
        caps = QWidget()
        Row(*(Keycap(key) for key in key_names(keys)), None, spacing=4, parent=caps)
        hold(caps, width=room)
        line = Row(caps, Label(words, "body", wrap=True), spacing=14)
        line.setStretch(1, 1)
        column.addLayout(line)
        column.addWidget(Divider())
