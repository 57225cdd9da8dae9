"""The list of shortcuts, built from the acts themselves, and the few keys that lists and forms share."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from cresi_app.core.i18n import N_, tr
from cresi_app.widgets.actions import Action, keys_text
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Grid, Row
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

COMMON: Final = (
    ("Up", N_("Dans une liste : ligne précédente, ↓ ligne suivante")),
    ("Return", N_("Ouvrir ce qui est choisi")),
    ("F2", N_("Modifier la fiche choisie")),
    ("Ctrl+Return", N_("Terminer une saisie")),
    ("Escape", N_("Fermer un volet, une liste de propositions, la palette")),
    ("Tab", N_("Aller au champ suivant, qui est alors enregistré")),
    ("Alt+Down", N_("Dans une date : ouvrir le calendrier")),
)


class ShortcutsDialog(QDialog):
    """Every shortcut of the window, of the page in front, and those shared by all."""

    def __init__(self, window: Sequence[Action], page: Sequence[Action], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Raccourcis clavier"))
        content = QWidget()
        column = Column(spacing=14, margins=(24, 18, 24, 18), parent=content)
        column.addWidget(Label(tr("Raccourcis clavier"), "detail"))
        add_keys(column, tr("Sur cette page"), [(a.shortcut, a.title) for a in page if a.shortcut])
        add_everywhere(column, window)
        close = Button(tr("Fermer"), "secondary")
        close.clicked.connect(self.accept)
        foot = Row(None, close, margins=(24, 10, 24, 14))
        Column(ScrollArea(content), foot, parent=self)
        self.resize(theme().px(560), theme().px(620))


def add_everywhere(column: QVBoxLayout, window: Sequence[Action]) -> None:
    """Add the keys that hold on every page, and those that all lists and forms share."""
    add_keys(column, tr("Partout dans la fenêtre"), [(a.shortcut, a.title) for a in window if a.shortcut])
    add_keys(column, tr("Dans les listes et les formulaires"), [(keys, tr(words)) for keys, words in COMMON])


def add_keys(column: QVBoxLayout, title: str, lines: Sequence[tuple[str, str]]) -> None:
    """Add keys with what they do, under a title; nothing when there are none."""
    if not lines:
        return
    column.addWidget(Overline(title))
    grid = Grid(across=18, down=6)
    for row, (keys, words) in enumerate(lines):
        grid.addWidget(Label(keys_text(keys), "strong"), row, 0)
        grid.addWidget(Label(words, "body", wrap=True), row, 1)
    grid.setColumnMinimumWidth(0, theme().px(96))
    grid.setColumnStretch(1, 1)
    column.addLayout(grid)
