"""The tab « Dossier »: the table of its sections with how far each has come, and the open one beside it."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.money import format_percent
from cresi_app.projects.model import DossierData, SectionState, completeness, section_states
from cresi_app.projects.ui.activities import ActivitiesPane
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.holder import HolderPane
from cresi_app.projects.ui.logframe import LogframePane
from cresi_app.projects.ui.means import MeansPane
from cresi_app.projects.ui.panes import DossierPane
from cresi_app.projects.ui.partners import PartnersPane
from cresi_app.projects.ui.place import PlacePane
from cresi_app.projects.ui.rail import SectionRail
from cresi_app.projects.ui.request import RequestPane
from cresi_app.projects.ui.risks import RisksPane
from cresi_app.projects.ui.texts import BeneficiariesPane, texts
from cresi_app.projects.ui.themes import ThemesPane
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import ComboBox
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.gauges import SegmentedBar
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.theme import theme

SECTIONS: Final = MappingProxyType[str, Callable[[Bench], DossierPane]]({
    "request": RequestPane,
    "holder": HolderPane,
    "place": PlacePane,
    "partners": PartnersPane,
    "themes": ThemesPane,
    "context": texts("context"),
    "logframe": LogframePane,
    "activities": ActivitiesPane,
    "beneficiaries": BeneficiariesPane,
    "means": MeansPane,
    "education": texts("education"),
    "risks": RisksPane,
    "evaluation": texts("evaluation"),
    "notes": texts("notes"),
})  # fmt: skip
"""What makes the pane of each section."""
NARROW: Final = 900
"""Below this width of the tab (in the look's pixels) the sections are chosen from one line."""


class SectionsPane(DossierPane):
    """One section open at a time; each is made at its first showing. `moved` tells that another one is open."""

    moved = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.rail = SectionRail()
        self.stack = FrontStack()
        self._panes: dict[str, DossierPane] = {}
        self._share = Label("", "caption", "text2")
        self._bar = SegmentedBar(6)
        table = Card(padding=(8, 12))
        table.body.addLayout(Column(self._share, self._bar, spacing=6, margins=(10, 0, 10, 6)))
        table.body.addWidget(self.rail, 1)
        self._side = QWidget()
        Column(table, margins=(0, 0, 0, 10), parent=self._side)
        self.picker = ComboBox(tr("Sections du dossier"))
        self._told = Label("", "caption", "text2")
        self._top = QWidget()
        Row(self.picker, self._told, None, spacing=12, margins=(0, 0, 0, 10), parent=self._top)
        self._top.hide()
        body = Row(self._side, self.stack, spacing=14)
        body.setStretch(1, 1)
        Column(self._top, body, parent=self).setStretch(1, 1)
        self.rail.chosen.connect(self._open)
        self.picker.activated.connect(lambda _place: self.rail.set_current(str(self.picker.key())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the table into one line where the fields need its room."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(NARROW)
        self._top.setVisible(narrow)
        self._side.setVisible(not narrow)

    @property
    def section(self) -> str:
        """The key of the open section."""
        return self.rail.current()

    def open_section(self, key: str) -> None:
        """Open a section; before the dossier is there, it opens with it."""
        if not self.rail.current():
            self.rail.show_states([SectionState(name, name, 0, 0) for name in SECTIONS])
        self.rail.set_current(key)

    def pane(self, key: str) -> DossierPane:
        """Return a section's pane, made at its first showing."""
        if key not in self._panes:
            made = SECTIONS[key](self.bench)
            self._panes[key] = made
            self.stack.addWidget(made)
        return self._panes[key]

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show the table and the open section."""
        states = [*section_states(data), SectionState("notes", tr("Note interne"), bool(data.project.internal_note), 0)]
        self.rail.show_states(states)
        filled, asked = completeness(data)
        words = tr("Rempli à {share}", share=format_percent(filled, asked))
        self._share.setText(words)
        self._told.setText(words)
        self.picker.set_options([(state.key, state.title) for state in states])
        self.picker.set_key(self.rail.current())
        self._bar.set_parts([(filled / asked if asked else 0, "primary")], words)
        for pane in self._panes.values():
            pane.data = None if not same else pane.data
        self._show(self.rail.current())

    def flush(self) -> None:
        """Save what is being typed in the open section."""
        if self.rail.current() and self.pane(self.rail.current()).data is not None:
            self.pane(self.rail.current()).flush()

    def _open(self, key: object) -> None:
        before = self.stack.currentWidget()
        if isinstance(before, DossierPane) and before.data is not None:
            before.flush()
        self.picker.set_key(str(key))
        self._show(str(key))
        self.moved.emit()

    def _show(self, key: str) -> None:
        pane = self.pane(key)
        self.stack.setCurrentWidget(pane)
        if self.data is not None and pane.data is not self.data:
            pane.show_data(self.data, same=pane.data is not None and pane.data.project.id == self.data.project.id)
