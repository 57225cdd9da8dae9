"""Pages drawn as a whole, edge to edge: leaflets, badges, certificates. Their content is placed, not flowed."""

from collections.abc import Callable, Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from cresi_app.printing import drawing, style
from cresi_app.printing.document import Layout, new_page
from cresi_app.printing.flow import Block, draw_stack, stack_height
from cresi_app.printing.style import A4, MM
from cresi_app.printing.tagging import TaggedCanvas

A5: Final = (148.5 * MM, 210 * MM)
WHOLE: Final = Layout(margin=12, start="cover", follow="cover")
"""Upright A4 pages drawn whole."""
WHOLE_LYING: Final = Layout(margin=12, start="cover", follow="cover", page=(A4[1], A4[0]))
WHOLE_A5: Final = Layout(margin=12, start="cover", follow="cover", page=A5)

_COVER_BOTTOM: Final = 12 * MM
"""Where the frame of a cover stands (`document`)."""
_RADII: Final = (0.504, 0.384, 0.266)
_ARCS: Final = (HexColor("#1E5652"), HexColor("#2B6C68"), style.SUN)
"""The three arcs of a dark panel, outermost first: shares of its width, opaque colours."""


class WholePage(Block):
    """A page of its own: `paint(canv, width, height)` draws in the page's coordinates."""

    def __init__(self, layout: Layout, paint: Callable[[TaggedCanvas], None]) -> None:
        super().__init__()
        self.layout, self.paint = layout, paint

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Take the whole frame."""
        self.width, self.height = avail_width, avail_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw from the page's own corner."""
        self.canv.saveState()
        self.canv.translate(-self.layout.margin * MM, -_COVER_BOTTOM)
        self.paint(self.canv)
        self.canv.restoreState()


def whole_pages(layout: Layout, paints: Sequence[Callable[[TaggedCanvas], None]]) -> list[Flowable]:
    """Return a story of pages, each drawn by one of `paints`."""
    story: list[Flowable] = []
    for number, paint in enumerate(paints):
        if number:
            story += new_page("cover")
        story.append(WholePage(layout, paint))
    return story


def stack(canv: TaggedCanvas, flows: Sequence[Flowable], x: float, top: float, width: float) -> float:
    """Draw flowables one under the other from `top` and return where they end."""
    draw_stack(canv, flows, x, top, width)
    return top - stack_height(flows, width)


def dark_panel(canv: TaggedCanvas, box: tuple[float, float, float, float], *, outline: bool = False) -> None:
    """Draw the dark panel of a cover with the three arcs, as decoration; `outline` saves the ink.

    `box` is left, bottom, width, height.
    """
    x, y, width, height = box
    canv.saveState()
    edge = canv.beginPath()
    edge.roundRect(x, y, width, height, 5)
    canv.setStrokeColor(style.SIDE)
    canv.setLineWidth(0.9)
    if outline:
        canv.roundRect(x, y, width, height, 5, stroke=1, fill=0)
    canv.clipPath(edge, stroke=0, fill=0)
    if not outline:
        canv.setFillColor(style.SIDE)
        canv.rect(x, y, width, height, stroke=0, fill=1)
    middle, thick = x + 0.745 * width, width * 0.066
    for share, colour in zip(_RADII, _ARCS, strict=True):
        radii = (share * width - thick / 2, share * width + thick / 2) if outline else (share * width,)
        canv.setLineWidth(style.MIDDLE if outline else thick)
        canv.setStrokeColor(style.SIDE if outline else colour)
        for radius in radii:
            canv.arc(middle - radius, y - radius, middle + radius, y + radius, startAng=0, extent=180)
    canv.restoreState()


def fold_marks(canv: TaggedCanvas, x: float, height: float) -> None:
    """Draw the ticks at which a lying page is folded, at its top and bottom edge."""
    for y0, y1 in ((0.0, 4 * MM), (height - 4 * MM, height)):
        drawing.vline(canv, x, y0, y1, style.LIGHT, style.TEXT3)
