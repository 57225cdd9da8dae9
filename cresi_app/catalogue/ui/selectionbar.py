"""The bar under the list while several notices are chosen: how many, what can be done with them, and the way out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.announce import announce
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Pane
from cresi_app.widgets.labels import ElidedLabel
from cresi_app.widgets.layouts import Row

Menu = Callable[[], Sequence[Action | None]]


@dataclass(frozen=True, slots=True)
class ChosenMenus:
    """What fills the bar's menus when they open."""

    baskets: Menu
    others: Menu


class SelectionBar(Pane):
    """« 42 choisies » with acts. `edit_asked`, `export_asked`, `cleared`; `baskets` and `others` fill the menus when they open."""

    edit_asked = Signal()
    export_asked = Signal()
    cleared = Signal()

    def __init__(self, baskets: Menu, others: Menu, parent: QWidget | None = None) -> None:
        super().__init__("primary_soft", "t", parent=parent)
        self._count = 0
        self.said = ElidedLabel("", "button", "primary")
        self.edit = Button(tr("Modifier"), "secondary", "pencil")
        self.edit.clicked.connect(lambda _checked=False: self.edit_asked.emit())
        self.basket = Button(tr("Panier"), "secondary", "shopping-basket")
        self.basket.setAccessibleName(tr("Mettre dans un panier"))
        self.basket.clicked.connect(lambda _checked=False: self._open(self.basket, baskets))
        self.export = Button(tr("Exporter"), "secondary", "file-up")
        self.export.clicked.connect(lambda _checked=False: self.export_asked.emit())
        self.more = IconButton(tr("Autres actions sur les notices choisies"), "ellipsis")
        self.more.clicked.connect(lambda _checked=False: self._open(self.more, others))
        self.none = IconButton(tr("Ne plus rien choisir"), "x", keys="Escape")
        self.none.clicked.connect(lambda _checked=False: self.cleared.emit())
        row = Row(self.said, self.edit, self.basket, self.export, self.more, self.none, spacing=6,
                  margins=(24, 6, 16, 6), parent=self)  # fmt: skip
        row.setStretch(0, 1)

    def set_count(self, count: int) -> None:
        """Say how many are chosen; a screen reader hears it too."""
        if count == self._count:
            return
        self._count = count
        said = trn("{count} choisie", "{count} choisies", count, count=format_number(count))
        self.said.setText(said)
        if self.isVisible():
            announce(self, said)

    def _open(self, anchor: QWidget, actions: Menu) -> None:
        menu = QMenu(anchor)
        menu.aboutToHide.connect(menu.deleteLater)
        fill_menu(menu, actions())
        menu.adjustSize()
        menu.popup(anchor.mapToGlobal(anchor.rect().topLeft()) - menu.rect().bottomLeft())
