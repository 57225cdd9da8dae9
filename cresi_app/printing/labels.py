"""Sheets of labels: where each one stands on A4, from which one printing begins, and the sheet that shows how far a printer is off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.printing import drawing, fonts, style
from cresi_app.printing.sheets import WHOLE, whole_pages
from cresi_app.printing.style import A4, MM
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag

_SMALL: Final = style.style("label test", fonts.SANS, 6, 7.4, textColor=style.TEXT2)


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A format, in millimetres; `right` and `down` shift everything, as a printer's calibration asks."""

    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    gap_across: float = 0.0
    gap_down: float = 0.0
    shift_right: float = 0.0
    shift_down: float = 0.0

    @property
    def per_page(self) -> int:
        """How many labels a page holds."""
        return self.across * self.down

    def box(self, place: int) -> "Box":
        """Return the label on a place of the page (from 0, row by row), in points from the page's lower left corner."""
        row, column = divmod(place, self.across)
        x = self.left + column * (self.width + self.gap_across) + self.shift_right
        y = self.top + row * (self.height + self.gap_down) + self.shift_down
        return Box(x * MM, A4[1] - (y + self.height) * MM, self.width * MM, self.height * MM)


@dataclass(frozen=True, slots=True)
class Box:
    """A label in points: its lower left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def inner(self, pad: float) -> "Box":
        """Return the box `pad` points inside."""
        return Box(self.x + pad, self.y + pad, self.width - 2 * pad, self.height - 2 * pad)


PaintLabel = Callable[[TaggedCanvas, Box], None]


def label_pages(sheet: LabelSheet, labels: Sequence[PaintLabel], start: int = 1) -> list[Flowable]:
    """Return the pages of labels, the first on place `start` (from 1) of the first page."""
    first = min(max(start, 1), sheet.per_page) - 1
    pages: list[list[tuple[int, PaintLabel]]] = [[]]
    for number, paint in enumerate(labels):
        page, place = divmod(first + number, sheet.per_page)
        if page == len(pages):
            pages.append([])
        pages[page].append((place, paint))
    return whole_pages(WHOLE, [partial(_page, sheet=sheet, placed=placed) for placed in pages])


def _page(canv: TaggedCanvas, sheet: LabelSheet, placed: Sequence[tuple[int, PaintLabel]]) -> None:
    for place, paint in placed:
        with canv.inside(Tag("Sect")):
            paint(canv, sheet.box(place))


def calibration_page(sheet: LabelSheet, said: Sequence[str]) -> list[Flowable]:
    """Return one page with the outline of every label, a scale across the first, and `said` in the middle one."""
    return whole_pages(WHOLE, [partial(_calibration, sheet=sheet, said=tuple(said))])


def _calibration(canv: TaggedCanvas, sheet: LabelSheet, said: Sequence[str]) -> None:
    middle = sheet.per_page // 2
    with canv.artifact():
        for place in range(sheet.per_page):
            box = sheet.box(place)
            canv.setStrokeColor(style.INK)
            canv.setLineWidth(style.LIGHT)
            canv.rect(box.x, box.y, box.width, box.height, stroke=1, fill=0)
            _cross(canv, box)
        _scales(canv, sheet.box(0))
    with canv.inside(Tag("Sect")):
        _words(canv, sheet.box(middle if sheet.per_page > 1 else 0), said)


def _cross(canv: TaggedCanvas, box: Box) -> None:
    x, y, arm = box.x + box.width / 2, box.y + box.height / 2, 1.2 * MM
    drawing.hline(canv, x - arm, x + arm, y, style.LIGHT, style.TEXT3)
    drawing.vline(canv, x, y - arm, y + arm, style.LIGHT, style.TEXT3)


def _scales(canv: TaggedCanvas, box: Box) -> None:
    """Draw half millimetres around the upper left corner: how far the outline is from the real edge is read off."""
    top = box.y + box.height
    for half in range(-6, 7):
        long = 2.4 * MM if half == 0 else 1.6 * MM if half % 2 == 0 else 0.9 * MM
        colour = style.ACCENT if half == 0 else style.INK
        x, y = box.x + half * 0.5 * MM, top - half * 0.5 * MM
        drawing.vline(canv, x, top - 6 * MM, top - 6 * MM + long, style.LIGHT, colour)
        drawing.hline(canv, box.x + 6 * MM, box.x + 6 * MM + long, y, style.LIGHT, colour)


def _words(canv: TaggedCanvas, box: Box, said: Sequence[str]) -> None:
    tag = Tag("P")
    canv.adopt(tag)
    lines = [text for text in said if text][: max(1, int((box.height - 8) / _SMALL.leading))]
    with canv.marked(tag):
        canv.setFillColor(style.WHITE)
        tall = len(lines) * _SMALL.leading + 3
        middle = box.y + box.height / 2
        canv.rect(box.x + 2, middle - tall / 2, box.width - 4, tall, stroke=0, fill=1)
        for number, text in enumerate(lines):
            y = middle + tall / 2 - (number + 1) * _SMALL.leading
            drawing.line(canv, (box.x + box.width / 2, y), text, _SMALL, align="center", upto=box.width - 5)
