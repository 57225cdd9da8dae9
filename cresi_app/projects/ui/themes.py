"""The section « Thèmes »: the DAC sectors with their shares, and the sustainable development goals as plain numbered tiles."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.projects.model import DossierData, Sdg, SectorView
from cresi_app.projects.ui import searches
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import NumberField, Proposal, TokenField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow, Grid, clear_layout
from cresi_app.widgets.paint import CENTRE, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

GOAL_COLOURS = (5, 6, 4, 5, 1, 2, 6, 5, 1, 3, 1, 6, 4, 2, 4, 7, 2)
"""A categorical colour for each goal: plain numbered tiles, never the United Nations' logos."""


class GoalTile(QAbstractButton):
    """A numbered square for a sustainable development goal; pressed in when the project serves it."""

    def __init__(self, sdg: Sdg, *, side: float = 28) -> None:
        super().__init__()
        self._sdg, self._side = sdg, side
        self.setCheckable(True)
        self.setAccessibleName(tr("ODD {number} : {name}", number=sdg.number, name=sdg.name))
        self.setToolTip(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a square."""
        return QSize(theme().px(self._side), theme().px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tile: filled when chosen, outlined otherwise."""
        painter = smooth(QPainter(self))
        paint_goal(painter, QRectF(self.rect()), self._sdg.number, chosen=self.isChecked())
        painter.end()


def paint_goal(painter: QPainter, rect: QRectF, number: int, *, chosen: bool) -> None:
    """Draw a goal's tile."""
    look = theme()
    colour = look.category(GOAL_COLOURS[number - 1])
    rounded(painter, rect, look.px(7), colour if chosen else None, None if chosen else look.color("border_strong"))
    ink = look.on_category() if chosen else look.color("text2")
    put_text(painter, rect.toRect(), str(number), look.font("caption", weight=600), ink, CENTRE)


class GoalPicker(QWidget):
    """The seventeen goals as tiles; `chosen` carries the numbers in order."""

    chosen = Signal(object)

    def __init__(self, sdgs: Sequence[Sdg]) -> None:
        super().__init__()
        self._tiles = {sdg.number: GoalTile(sdg) for sdg in sdgs}
        self._names = Label("", "caption", "text2", wrap=True)
        flow = Flow(*self._tiles.values(), gap=6)
        Column(Label(tr("Objectifs de développement durable"), "button"), flow, self._names, spacing=6, parent=self)
        self._sdgs = {sdg.number: sdg for sdg in sdgs}
        for tile in self._tiles.values():
            tile.clicked.connect(lambda _checked=False: self.chosen.emit(self.numbers()))

    def numbers(self) -> list[int]:
        """Return the goals pressed in."""
        return [number for number, tile in self._tiles.items() if tile.isChecked()]

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Press these tiles in, and name them."""
        for number, tile in self._tiles.items():
            tile.setChecked(number in numbers)
        said = " · ".join(self._sdgs[number].short for number in sorted(numbers))
        self._names.setText(said[:1].upper() + said[1:])
        self._names.setVisible(bool(numbers))


class SharesRow(QWidget):
    """The share of each sector in percent, when there are several; `changed` carries {code: percent}."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, NumberField] = {}
        self._grid = Grid(across=14, down=8, parent=self)

    def show_sectors(self, sectors: Sequence[SectorView]) -> None:
        """Show a field for each sector; the same ones keep what is being typed."""
        if [sector.code for sector in sectors] != list(self._fields):
            clear_layout(self._grid)
            self._fields = {}
            for number, sector in enumerate(sectors):
                field = NumberField(
                    tr("{code} : part en %", code=sector.code), name=sector.code, hint=sector.name, most=100
                )
                field.committed.connect(lambda _value: self.changed.emit(self.shares()))
                self._fields[sector.code] = field
                self._grid.addWidget(field, number // 2, number % 2)
        for sector in sectors:
            self._fields[sector.code].set_value(sector.percent, keep_typing=True)
        self.setVisible(len(sectors) > 1)

    def flush(self) -> None:
        """Save a share that is being typed."""
        for field in self._fields.values():
            field.commit()

    def shares(self) -> dict[str, int | None]:
        """Return the shares as they stand."""
        return {code: field.value() for code, field in self._fields.items()}


class ThemesPane(DossierPane):
    """Sectors, their shares, goals."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._sectors = TokenField(
            bench.desk, tr("Secteurs (CAD)"), searches.sectors(bench.service.directory), name="sectors"
        )
        self._sectors.committed.connect(self._save_sectors)
        self._shares = SharesRow()
        self._shares.changed.connect(self._save_shares)
        self._sum = Label("", "caption", "text3", wrap=True)
        self._goals = GoalPicker(list(bench.service.sdgs.values()))
        self._goals.chosen.connect(self._save_goals)
        sectors, goals = Card(), Card()
        for widget in (self._sectors, self._shares, self._sum):
            sectors.body.addWidget(widget)
        goals.body.addWidget(self._goals)
        self.scrolled(sectors, goals, None)

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show sectors and goals."""
        tokens = [Proposal(sector.code, sector.name, aside=sector.code) for sector in data.sectors]
        self._sectors.set_value(tokens, keep_typing=same)
        self._shares.show_sectors(data.sectors)
        total = sum(sector.percent or 0 for sector in data.sectors)
        self._sum.setText(tr("Parts réparties : {n} % sur 100 %.", n=total))
        self._sum.set_ink("text3" if total == 100 else "warning")
        self._sum.setVisible(len(data.sectors) > 1)
        self._goals.show_numbers([goal.sdg.number for goal in data.goals])

    def flush(self) -> None:
        """Save what is being typed."""
        self._shares.flush()

    def _save_sectors(self, value: Any) -> None:
        shares = {s.code: s.percent for s in self.data.sectors} if self.data is not None else {}
        self._set_sectors([(str(p.value), shares.get(str(p.value))) for p in value])

    def _save_shares(self, shares: Any) -> None:
        self._set_sectors(list(shares.items()))

    def _set_sectors(self, wanted: Sequence[tuple[str, int | None]]) -> None:
        service, actor, project_id = self.bench.service, self.bench.desk.actor, self.project_id
        self._act("projects.set_sectors", lambda: service.set_sectors(actor, project_id, wanted))

    def _save_goals(self, numbers: Any) -> None:
        service, actor, project_id, wanted = self.bench.service, self.bench.desk.actor, self.project_id, list(numbers)
        self._act("projects.set_goals", lambda: service.set_goals(actor, project_id, wanted))

    def _act(self, label: str, work: Callable[[], Changes]) -> None:
        self.bench.saver.act(label, work)
