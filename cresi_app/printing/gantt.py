"""The calendar of activities: months, bars by group, milestones; long ones are continued in a second chart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.printing import drawing, fonts, style
from cresi_app.printing.charts import Fill, bar
from cresi_app.printing.flow import Figure, Gap
from cresi_app.printing.style import MM
from cresi_app.printing.tagging import TaggedCanvas


@dataclass(frozen=True, slots=True)
class GanttBar:
    """An activity: months counted from the chart's first one (0), both included; None when no month is known."""

    name: str
    first: int | None
    last: int | None
    periodic: bool = False


@dataclass(frozen=True, slots=True)
class GanttGroup:
    """Activities under a heading ("" for none)."""

    title: str
    bars: Sequence[GanttBar]


_NAME: Final = style.style("gantt name", fonts.FIGURES, 7.8, 10)
_GROUP: Final = style.style("gantt group", fonts.SANS_BOLD, 8.2, 10, textColor=style.ACCENT)
_YEAR: Final = style.style("gantt year", fonts.FIGURES_BOLD, 8.2, 10)
_MONTH: Final = style.style("gantt month", fonts.SANS, 6.6, 8, textColor=style.TEXT2)
_STONE: Final = style.style("gantt milestone", fonts.SANS_MEDIUM, 7.4, 9)
_ROW: Final = 15.0
_NAMES: Final = 50 * MM
_LEAST: Final = 6.6
"""Points down to which a name is set before it is cut: the table below has it whole."""
_TOP: Final = 27.0


_MOST_ROWS: Final = 30
"""Rows of one chart: a longer calendar is continued in a second one, so that each fits on a page."""


def gantt(
    first: int, count: int, groups: Sequence[GanttGroup], milestones: Sequence[GanttBar], width: float
) -> list[Flowable]:
    """Return the calendar in one chart, or in several when it has many activities; the milestones close the last one.

    An activity without a month keeps its row; a milestone without one has no place here.
    """
    charts: list[list[GanttGroup]] = [[]]
    for group in groups:
        bars = list(group.bars)
        while bars:
            room = _MOST_ROWS - sum(len(g.bars) + 1 for g in charts[-1]) - 1
            if room < 1:
                charts.append([])
                continue
            charts[-1].append(GanttGroup(group.title, bars[:room]))
            del bars[:room]
    flows: list[Flowable] = []
    for number, part in enumerate(charts, start=1):
        stones = milestones if number == len(charts) else ()
        flows += [GanttChart(first, count, part, stones, width), Gap(6)]
    return flows[:-1]


class GanttChart(Figure):
    """A calendar of months: bars, groups, milestones. `first` is the first month's index (year × 12 + month − 1)."""

    def __init__(
        self, first: int, count: int, groups: Sequence[GanttGroup], milestones: Sequence[GanttBar], width: float
    ) -> None:
        self.first, self.count = first, max(count, 1)
        self.groups = [GanttGroup(group.title, [self._held(each) for each in group.bars]) for group in groups]
        stones = [self._held(stone) for stone in milestones if stone.first is not None]
        self.milestones = sorted(stones, key=lambda stone: stone.first or 0)
        self.step = (width - _NAMES) / self.count
        self.lanes = self._lanes(width)
        rows = sum(len(group.bars) + bool(group.title) for group in groups)
        depth = 12.0 + 12.0 * (max(self.lanes, default=-1) + 1) if self.milestones else 0.0
        super().__init__(width, _TOP + rows * _ROW + 5 * len(groups) + depth, self._spoken())

    def _held(self, each: GanttBar) -> GanttBar:
        """Return the bar cut to the calendar's months."""
        if each.first is None:
            return each
        first = min(max(each.first, 0), self.count - 1)
        last = first if each.last is None else min(max(each.last, first), self.count - 1)
        return replace(each, first=first, last=last)

    def _spoken(self) -> str:
        spoken = [self._said(each) for group in self.groups for each in group.bars]
        spoken += [self._said(stone) for stone in self.milestones]
        return tr("Calendrier des activités. {activities}.", activities=" ; ".join(spoken))

    def _said(self, each: GanttBar) -> str:
        if each.first is None:
            return each.name
        months = dict.fromkeys((each.first, each.last if each.last is not None else each.first))
        return f"{each.name} : {' – '.join(self._month(month) for month in months)}"

    def _month(self, offset: int) -> str:
        year, month = divmod(self.first + offset, 12)
        return f"{month + 1:02d}/{year}"

    def _lanes(self, width: float) -> list[int]:
        """Return the lane of each milestone's label, so that no two overlap."""
        ends: list[float] = []
        lanes = []
        for stone in self.milestones:
            left, right = self._label_span(stone, width)
            lane = next((n for n, end in enumerate(ends) if end + 6 <= left), len(ends))
            ends[lane : lane + 1] = [right]
            lanes.append(lane)
        return lanes

    def _label_span(self, stone: GanttBar, width: float) -> tuple[float, float]:
        middle = _NAMES + ((stone.last if stone.last is not None else stone.first or 0) + 1) * self.step
        taken = min(drawing.line_width(stone.name, _STONE), width - _NAMES)
        left = max(_NAMES, min(middle - taken / 2, width - taken))
        return left, left + taken

    def paint(self) -> None:
        """Draw months, grid, groups, milestones."""
        self._months()
        y = self.height - _TOP
        for group in self.groups:
            y = self._group(group, y)
        if self.milestones:
            drawing.line(self.canv, (0, y - 10), tr("Jalons"), _GROUP)
            for stone, lane in zip(self.milestones, self.lanes, strict=True):
                self._milestone(stone, y - 8, lane)

    def _months(self) -> None:
        canv, top = self.canv, self.height
        for offset in range(self.count):
            year, month = divmod(self.first + offset, 12)
            x = _NAMES + offset * self.step
            if self.step >= 6:
                letter = "JFMAMJJASOND"[month]
                drawing.line(canv, (x + self.step / 2, top - 22), letter, _MONTH, align="center")
            if month == 0 or offset == 0:
                room = (12 - month) * self.step
                drawing.line(canv, (x, top - 9), str(year), _YEAR, upto=max(room - 2, 12))
            if offset == 0 or month == 0:
                drawing.vline(canv, x, 0, top - _TOP, style.MIDDLE, style.INK)
            elif month % 3 == 0:
                drawing.vline(canv, x, 0, top - _TOP, style.LIGHT, style.RULE)
        drawing.vline(canv, self.width, 0, top - _TOP, style.LIGHT, style.RULE)
        drawing.hline(canv, 0, self.width, top - _TOP, style.HEAVY, style.INK)

    def _group(self, group: GanttGroup, y: float) -> float:
        canv = self.canv
        if group.title:
            drawing.line(canv, (0, y - 11), group.title, _GROUP, upto=_NAMES - 6)
            y -= _ROW
        for each in group.bars:
            indent = 6.0 if group.title else 0.0
            room = _NAMES - 6 - indent
            drawing.line(canv, (indent, y - 10.5), each.name, drawing.fitted(each.name, _NAME, room, _LEAST), upto=room)
            if each.first is not None:
                last = each.last if each.last is not None else each.first
                x = _NAMES + each.first * self.step
                fill = Fill.ASKED if each.periodic else Fill.SURE
                bar(canv, (x, y - 12.4, (last - each.first + 1) * self.step, 3.3 * MM), fill, step=2.6)
            y -= _ROW
        y -= 5
        drawing.hline(canv, 0, self.width, y + 1, style.LIGHT, style.RULE)
        return y

    def _milestone(self, stone: GanttBar, y: float, lane: int) -> None:
        canv = self.canv
        middle = _NAMES + ((stone.last if stone.last is not None else stone.first or 0) + 1) * self.step
        left, right = self._label_span(stone, self.width)
        base = y - 13 - lane * 12
        canv.setFillColor(style.WHITE)
        canv.rect(left - 2, base - 2.5, right - left + 4, 10, stroke=0, fill=1)
        drawing.line(canv, (left, base), stone.name, _STONE, upto=right - left + 0.5)
        diamond(canv, min(middle, self.width - 4), y, style.ACCENT)


def diamond(canv: TaggedCanvas, x: float, y: float, colour: Any, size: float = 4.4) -> None:
    """Draw a diamond centred on (`x`, `y`)."""
    path = canv.beginPath()
    path.moveTo(x - size, y)
    for dx, dy in ((0, size), (size, 0), (0, -size)):
        path.lineTo(x + dx, y + dy)
    path.close()
    canv.setFillColor(colour)
    canv.drawPath(path, stroke=0, fill=1)


class GanttKey(Figure):
    """What a full bar, a hatched bar and a diamond mean; only what the chart above shows."""

    def __init__(self, width: float, *, periodic: bool, milestones: bool) -> None:
        super().__init__(width, 12, "")
        self.entries = [(Fill.SURE, tr("Activité menée en continu"))]
        self.entries += [(Fill.ASKED, tr("Activité périodique"))] if periodic else []
        self.milestones = milestones

    def draw(self) -> None:
        """Draw as decoration: the chart's own words say which activity is what."""
        with self.canv.artifact():
            self.paint()

    def paint(self) -> None:
        """Draw sample and word, one after the other."""
        x, base = 0.0, ParagraphStyle("key", style.CAPTION, textColor=style.TEXT2)
        for fill, word in self.entries:
            bar(self.canv, (x, 2, 19, 8), fill, step=2.6)
            x += 24
            x += drawing.line(self.canv, (x, 3.4), word, base) + 22
        if self.milestones:
            diamond(self.canv, x + 4, 6, style.ACCENT, 3.6)
            drawing.line(self.canv, (x + 13, 3.4), tr("Jalon"), base)
