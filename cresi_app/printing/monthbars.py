"""A year in twelve bars: a value above each, a second figure below each month."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cresi_app.core.dates import month_name
from cresi_app.core.i18n import tr
from cresi_app.printing import drawing, fonts, style
from cresi_app.printing.flow import Figure

_VALUE: Final = style.style("month value", fonts.FIGURES_BOLD, 8.4, 10)
_MONTH: Final = style.style("month name", fonts.SANS, 7.6, 9, textColor=style.TEXT2)
_AXIS: Final = style.style("month axis", fonts.FIGURES, 7.4, 9, textColor=style.TEXT2)
_FOOT: Final = 26.0
_HEAD: Final = 14.0
_LEFT: Final = 22.0


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month (1–12), its value, and what stands under its name."""

    month: int
    value: int
    below: str


class MonthBars(Figure):
    """Twelve bars from zero, at most four grid lines behind them; `unit` says in words what is counted."""

    def __init__(self, bars: Sequence[MonthBar], width: float, height: float, unit: str) -> None:
        told = " ; ".join(f"{month_name(one.month)} {one.value}" for one in bars if one.value)
        super().__init__(width, height, tr("{unit} par mois : {months}.", unit=unit, months=told or tr("aucun")))
        self.bars = list(bars)

    def paint(self) -> None:
        """Draw the grid, then the bars with their values on white."""
        canv = self.canv
        step, top = _scale(max((one.value for one in self.bars), default=0))
        room = self.height - _FOOT - _HEAD
        for level in range(0, top + 1, step):
            y = _FOOT + room * level / top
            weight, colour = (style.HEAVY, style.INK) if level == 0 else (style.LIGHT, style.RULE)
            drawing.hline(canv, _LEFT, self.width, y, weight, colour)
            drawing.line(canv, (_LEFT - 7, y - 2.6), str(level), _AXIS, align="right")
        pitch = (self.width - _LEFT) / max(len(self.bars), 1)
        for number, one in enumerate(self.bars):
            middle = _LEFT + (number + 0.5) * pitch
            if one.value:
                tall = room * one.value / top
                canv.setFillColor(style.PETROL)
                canv.rect(middle - pitch * 0.3, _FOOT, pitch * 0.6, tall, stroke=0, fill=1)
                canv.setFillColor(style.WHITE)
                wide = drawing.line_width(str(one.value), _VALUE) + 6
                canv.rect(middle - wide / 2, _FOOT + tall + 1.6, wide, 9.6, stroke=0, fill=1)
                drawing.line(canv, (middle, _FOOT + tall + 3.4), str(one.value), _VALUE, align="center")
            drawing.line(canv, (middle, 14), month_name(one.month, short=True), _MONTH, align="center")
            drawing.line(canv, (middle, 4), one.below, _MONTH, align="center")


def _scale(most: int) -> tuple[int, int]:
    """Return the step of the grid and its top: at most four lines above zero, whole numbers people count in."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000):
        if step * 4 >= most:
            return step, max(step * math.ceil(most / step), step)
    return most, most
