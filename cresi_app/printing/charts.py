"""Charts: direct labels, meaning by fill, hatching and height, never by colour alone; each says itself in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from cresi_app.core import bars
from cresi_app.core.i18n import tr
from cresi_app.printing import drawing, fonts, style
from cresi_app.printing.flow import Figure
from cresi_app.printing.tagging import TaggedCanvas

_LABEL: Final = style.style("chart label", fonts.FIGURES_BOLD, 8, 10)
_VALUE: Final = style.style("chart value", fonts.FIGURES, 8, 10, textColor=style.TEXT2)


class Fill(Enum):
    """What a bar says: sure, asked or periodic, this request, unsaid."""

    SURE = "sure"
    ASKED = "asked"
    THIS = "this"
    UNSAID = "unsaid"


def bar(canv: TaggedCanvas, box: tuple[float, float, float, float], fill: Fill, *, step: float = 3.0) -> None:
    """Draw a bar in `box` (left, bottom, width, height)."""
    x, y, width, height = box
    canv.setStrokeColor(style.PETROL)
    canv.setLineWidth(0.65)
    if fill is Fill.THIS:
        canv.setFillColor(style.ACCENT)
        canv.rect(x, y, width, height, stroke=0, fill=1)
    elif fill is Fill.SURE:
        canv.setFillColor(style.PETROL)
        canv.rect(x, y, width, height, stroke=0, fill=1)
    else:
        if fill is Fill.ASKED:
            _hatch(canv, box, step)
        canv.rect(x + 0.3, y + 0.3, max(width - 0.6, 0.1), height - 0.6, stroke=1, fill=0)


def _hatch(canv: TaggedCanvas, box: tuple[float, float, float, float], step: float) -> None:
    """Fill `box` with lines at 45°, drawn as one path inside a clip."""
    x, y, width, height = box
    canv.saveState()
    edge = canv.beginPath()
    edge.rect(x, y, width, height)
    canv.clipPath(edge, stroke=0, fill=0)
    lines = canv.beginPath()
    start = x - height
    while start < x + width:
        lines.moveTo(start, y)
        lines.lineTo(start + height, y + height)
        start += step
    canv.drawPath(lines, stroke=1, fill=0)
    canv.restoreState()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole: `amount` to scale, `label` and `value` as printed."""

    label: str
    value: str
    amount: int
    fill: Fill


class WholeBar(Figure):
    """One bar to scale: who funds a project. This request is taller and is named below, the others above."""

    def __init__(self, parts: Sequence[Part], width: float) -> None:
        self.parts = [part for part in parts if part.amount > 0]
        named = " ; ".join(f"{part.label} : {part.value}" for part in self.parts)
        super().__init__(width, 92, tr("Barre à l'échelle. {parts}.", parts=named))

    def paint(self) -> None:
        """Draw the bars, then the labels: no two of them on each other."""
        spans = self._spans()
        for part, (x0, x1) in zip(self.parts, spans, strict=True):
            taller = 5.0 if part.fill is Fill.THIS else 0.0
            bar(self.canv, (x0, 29 - taller, x1 - x0, 35 + 2 * taller), part.fill, step=3.4)
        self._names_above([(p, s) for p, s in zip(self.parts, spans, strict=True) if p.fill is not Fill.THIS])
        for part, span in zip(self.parts, spans, strict=True):
            if part.fill is Fill.THIS:
                self._name_below(part, span)

    def _spans(self) -> list[tuple[float, float]]:
        """Return where each part begins and ends: to scale, 1.5 pt apart, none thinner than 2 pt."""
        return bars.spans([part.amount for part in self.parts], self.width)

    def _names_above(self, named: Sequence[tuple[Part, tuple[float, float]]]) -> None:
        """Write each name over its bar's left end, moved right past its neighbour, never beyond the page's edge."""
        widths = [max(drawing.line_width(p.label, _LABEL), drawing.line_width(p.value, _VALUE)) for p, _ in named]
        lefts: list[float] = []
        for (_, (x0, _x1)), width in zip(named, widths, strict=True):
            lefts.append(max(x0, lefts[-1] + widths[len(lefts) - 1] + 12 if lefts else 0.0, 0.0))
            if lefts[-1] + width > self.width:
                lefts[-1] = self.width - width
        for number in reversed(range(len(lefts) - 1)):
            lefts[number] = min(lefts[number], lefts[number + 1] - widths[number] - 12)
        for (part, _), x in zip(named, lefts, strict=True):
            drawing.line(self.canv, (x, 80), part.label, _LABEL)
            drawing.line(self.canv, (x, 69.5), part.value, _VALUE)

    def _name_below(self, part: Part, span: tuple[float, float]) -> None:
        middle = (span[0] + span[1]) / 2
        half = max(drawing.line_width(part.label, _LABEL), drawing.line_width(part.value, _VALUE)) / 2
        drawing.vline(self.canv, middle, 19, 24, style.MIDDLE, style.ACCENT)
        x = min(max(middle, half), self.width - half)
        drawing.line(self.canv, (x, 10.5), part.label, style.coloured(_LABEL, style.ACCENT), align="center")
        drawing.line(self.canv, (x, 1), part.value, style.coloured(_VALUE, style.INK), align="center")


class ShareBar(Figure):
    """A small bar beside a figure in a table; the figure is its words."""

    def __init__(self, share: float, fill: Fill, width: float) -> None:
        super().__init__(width, style.TABLE.leading, tr("{share} % du plus grand", share=round(share * 100)))
        self.share, self.fill = min(max(share, 0.0), 1.0), fill

    def paint(self) -> None:
        """Draw the bar; a share of nothing leaves a thin mark."""
        bar(self.canv, (0, 1.6, max(self.share * self.width, 0.6), 6.6), self.fill, step=2.6)
