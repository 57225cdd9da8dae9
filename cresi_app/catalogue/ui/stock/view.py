"""« Gestion du fonds »: labels, stock-take, weeding and statistics, one beside the other, in the place of the list."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.printout import Papers
from cresi_app.catalogue.ui.stock.labels import LabelsPane
from cresi_app.catalogue.ui.stock.statistics import StatisticsPane
from cresi_app.catalogue.ui.stock.stocktake import StocktakePane
from cresi_app.catalogue.ui.stock.weeding import WeedingPane
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import N_, tr
from cresi_app.widgets.buttons import Button, Segmented
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.headrow import HeadRow
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row

P = TypeVar("P", bound=QWidget)
TABS: Final = {
    "labels": N_("Étiquettes"),
    "stocktake": N_("Récolement"),
    "weeding": N_("Désherbage"),
    "statistics": N_("Statistiques"),
}
Lists = Callable[[], tuple[Sequence[int], Callable[[], Sequence[int]]]]
"""The documents chosen in the list, and what reads all that the list shows."""


class StockView(QWidget):
    """The stock's acts. `closed` to go back to the list, `documents_asked(query)` to show notices there."""

    closed = Signal()
    documents_asked = Signal(object)

    def __init__(
        self, desk: Desk, service: CatalogueService, papers: Papers, lists: Lists, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._service, self._papers, self._lists = desk, service, papers, lists
        self.tabs = Segmented(tr("Gestion du fonds"), [(key, tr(words)) for key, words in TABS.items()])
        self.tabs.chosen.connect(self._show)
        self.stack = QStackedWidget()
        crumb = Button(tr("Catalogue"), "link")
        crumb.setAccessibleName(tr("Retour au catalogue"))
        crumb.clicked.connect(lambda _checked=False: self.closed.emit())
        trail = Row(crumb, Label("›", "secondary", "text3"), Label(tr("Gestion du fonds"), "secondary", "text2"), None)
        name = Label(tr("Gestion du fonds"), "h1")
        head = Column(trail, HeadRow(Column(name), [name], [self.tabs]), spacing=0)
        placed = Column(head, margins=(0, 0, 8, 0))
        Column(placed, self.stack, spacing=12, margins=(24, 14, 16, 8), parent=self).setStretch(1, 1)

    # Each part is made when it is first asked for.

    @cached_property
    def labels(self) -> LabelsPane:
        """The labels."""
        return self._placed(LabelsPane(self._desk, self._service, self._papers, self._lists))

    @cached_property
    def stocktake(self) -> StocktakePane:
        """The stock-take."""
        return self._placed(StocktakePane(self._desk, self._service, self._papers))

    @cached_property
    def weeding(self) -> WeedingPane:
        """The weeding."""
        return self._placed(WeedingPane(self._desk, self._service, self._papers))

    @cached_property
    def statistics(self) -> StatisticsPane:
        """The counts."""
        pane = StatisticsPane(self._desk, self._service, self._papers)
        pane.documents_asked.connect(self.documents_asked)
        return self._placed(pane)

    def _placed(self, pane: P) -> P:
        self.stack.addWidget(pane)
        return pane

    def open(self, tab: str) -> None:
        """Show one of the parts, read anew."""
        if self.tabs.current == tab:
            self._show(tab)
        else:
            self.tabs.set_current(tab)

    def _show(self, tab: object) -> None:
        pane = self._pane(str(tab))
        self.stack.setCurrentWidget(pane)
        pane.refresh()

    def _pane(self, tab: str) -> LabelsPane | StocktakePane | WeedingPane | StatisticsPane:
        match tab:
            case "labels":
                return self.labels
            case "stocktake":
                return self.stocktake
            case "weeding":
                return self.weeding
            case _:
                return self.statistics

    def print(self) -> None:
        """Show the paper of the part on screen."""
        self._pane(self.tabs.current).print()

    def heed(self, changes: Changes | None) -> None:
        """Read again what an act touched, as far as it is on screen."""
        pane = self.stack.currentWidget()
        if isinstance(pane, LabelsPane | StocktakePane | WeedingPane | StatisticsPane):
            pane.heed(changes)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
