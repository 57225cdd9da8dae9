"""The pane of a record that has no steps: its head, then whatever sections its view puts into it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Pane
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.scroll import ScrollArea


class SheetPane(Pane):
    """`asked` carries ``close``, ``print``, ``edit`` or ``history``."""

    asked = Signal(object)

    def __init__(self, printing: str = "", *, editable: bool = False, parent: QWidget | None = None) -> None:
        """Name what is printed ("" for nothing), and say whether the record has fields of its own."""
        super().__init__("surface", "l", parent=parent)
        self._number = Label("", "secondary", "text2")
        self.back = Button(tr("‹ Retour"), "ghost")
        self.back.clicked.connect(lambda _checked=False: self.asked.emit("close"))
        self.back.hide()
        self.close_button = IconButton(tr("Fermer le détail"), "x", keys="Escape")
        head = Row(self.back, self._number, None, spacing=4, margins=(20, 12, 14, 4))
        buttons = (
            [(tr("Historique de la fiche"), "history", "history"), (tr("Modifier"), "pencil", "edit")]
            if editable
            else []
        )
        buttons += [(printing, "printer", "print")] if printing else []
        for name, icon, word in buttons:
            button = IconButton(name, icon)
            button.clicked.connect(lambda _checked=False, said=word: self.asked.emit(said))
            head.addWidget(button)
        self.close_button.clicked.connect(lambda _checked=False: self.asked.emit("close"))
        head.addWidget(self.close_button)
        self._inside = Pane("surface")
        self._lines = Column(margins=(20, 4, 18, 20), spacing=9, parent=self._inside)
        self._scroll = ScrollArea(self._inside, ground="surface")
        Column(head, self._scroll, parent=self).setStretch(1, 1)
        self._title = ""

    def begin(self, number: str, title: str, subtitle: str) -> QBoxLayout:
        """Empty the pane and write its head; return where the sections go."""
        if title != self._title:
            self._scroll.verticalScrollBar().setValue(0)
        self._title = title
        self._number.setText(number)
        clear_layout(self._lines)
        self._lines.addWidget(Label(title, "h1", wrap=True))
        if subtitle:
            self._lines.addWidget(Label(subtitle, "secondary", "text2", wrap=True))
        return self._lines

    @property
    def lines(self) -> QBoxLayout:
        """Where the sections go."""
        return self._lines

    def end(self) -> None:
        """Leave the rest empty."""
        self._lines.addStretch(1)
