"""The pane of a record that has no steps: its head, then whatever sections its view puts into it."""

from PySide6.QtWidgets import QBoxLayout, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.typography import unbroken
from cresi_app.widgets.labels import Label
from cresi_app.widgets.sidepane import PaneAct, SidePane


class SheetPane(SidePane):
    """`asked` carries ``close``, ``print``, ``edit`` or ``history``."""

    def __init__(self, printing: str = "", *, editable: bool = False, parent: QWidget | None = None) -> None:
        """Name what is printed ("" for nothing), and say whether the record has fields of its own."""
        acts: list[PaneAct] = []
        if editable:
            acts += [(tr("Historique de la fiche"), "history", "history", ""), (tr("Modifier"), "pencil", "edit", "F2")]
        if printing:
            acts.append((printing, "printer", "print", "Ctrl+P"))
        super().__init__(acts, leave="close", parent=parent)

    def open_on(self, number: str, title: str, subtitle: str) -> QBoxLayout:
        """Empty the pane and write its head; return where the sections go."""
        self.begin(number, title)
        self.lines.addWidget(Label(title, "h1", wrap=True))
        if subtitle:
            self.lines.addWidget(Label(unbroken(subtitle), "secondary", "text2", wrap=True))
        return self.lines

    def end(self) -> None:
        """Leave the rest empty."""
        self.lines.addStretch(1)
