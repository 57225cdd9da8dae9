"""What the leaflet of a year is made of: its styles, tinted words, small tiles of days, the pages that describe courses."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date, month_name
from cresi_app.core.i18n import tr
from cresi_app.printing import drawing, flow, fonts, style
from cresi_app.printing.flow import Gap, words
from cresi_app.printing.sheets import A5, stack
from cresi_app.printing.style import MM
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.training.model import Course
from cresi_app.training.model.yearly import Programme

IN: Final = 13 * MM
WIDTH: Final = A5[0] - 2 * IN
TITLE: Final = style.style("leaflet title", fonts.SERIF_BOLD, 19, 24, spaceAfter=10)
COVER: Final = style.style("leaflet cover title", fonts.SERIF_BOLD, 25, 30, spaceAfter=6)
YEAR: Final = style.style("leaflet year", fonts.SERIF_BOLD, 56, 60, textColor=style.WHITE)
YEAR_INK: Final = style.style("leaflet year outline", fonts.SERIF_BOLD, 56, 60, textColor=style.SIDE)
INTRO: Final = style.style("leaflet intro", fonts.SANS, 9.8, 14.6)
DAY: Final = style.style("leaflet day title", fonts.SERIF_BOLD, 12, 15)
DETAIL: Final = style.style("leaflet day detail", fonts.SANS, 7.6, 10.4, textColor=style.TEXT2, spaceBefore=1.6)
MONTH: Final = style.style("leaflet month", fonts.SANS_BOLD, 6.8, 8, textColor=style.ACCENT)
NUMBER: Final = style.style("leaflet number", fonts.SERIF_BOLD, 13.4, 16)
TILE: Final = style.style("leaflet tile", fonts.FIGURES_BOLD, 6.8, 8, textColor=style.WHITE)
TILE_MONTH: Final = style.style("leaflet tile month", fonts.SANS, 6.4, 8, textColor=style.TEXT2)
LABEL: Final = style.style("leaflet label", fonts.SANS_BOLD, 8.6, 12.4)
SAYS: Final = style.style("leaflet says", fonts.SANS, 8.8, 12.6)
STRONG: Final = style.style("leaflet strong", fonts.SANS_BOLD, 9.2, 12.6)
SMALL: Final = style.style("leaflet small", fonts.SANS, 8, 11.2, textColor=style.TEXT2)
Paint = Callable[[TaggedCanvas, float], None]
"""Draws one A5 page whose left edge is at the given x."""


class Tinted(flow.Block):
    """Words on the pale tint."""

    def __init__(self, flows: Sequence[Flowable]) -> None:
        super().__init__()
        self.flows = list(flows)

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the words and 5 mm around them."""
        self.width = avail_width
        self.height = flow.stack_height(self.flows, avail_width - 10 * MM) + 9 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Draw the ground, then the words."""
        with self.canv.artifact():
            self.canv.setFillColor(style.TINT)
            self.canv.roundRect(0, 0, self.width, self.height, 5, stroke=0, fill=1)
        flow.draw_stack(self.canv, self.flows, 5 * MM, self.height - 4.4 * MM, self.width - 10 * MM)


class DayTiles(flow.Figure):
    """The days as small numbered tiles, at most fourteen a row."""

    def __init__(self, days: Sequence[date]) -> None:
        self.days = list(days)
        self.across = min(14, max(len(days), 1))
        rows = -(-len(days) // self.across)
        told = ", ".join(format_date(day, "day_month") for day in days)
        super().__init__(WIDTH, rows * 20.0, tr("Jours : {days}", days=told))

    def paint(self) -> None:
        """Draw them."""
        gap = 1.8 * MM
        wide = min((self.width - gap * (self.across - 1)) / self.across, 9 * MM)
        for number, day in enumerate(self.days):
            row, column = divmod(number, self.across)
            x, y = column * (wide + gap), self.height - row * 20 - 13
            self.canv.setFillColor(style.PETROL)
            self.canv.roundRect(x, y, wide, 12, 2, stroke=0, fill=1)
            drawing.line(self.canv, (x + wide / 2, y + 3.8), str(day.day), TILE, align="center")
            month = month_name(day.month, short=True).rstrip(".")
            drawing.line(self.canv, (x + wide / 2, y - 6.4), month, TILE_MONTH, align="center", upto=wide + gap)


def detail_pages(data: Programme) -> list[Paint]:
    """Return pages that describe each course once, two a page."""
    courses = [data.courses[one] for one in dict.fromkeys(s.course_id for s in data.sessions) if one in data.courses]
    blocks = [_course(course, data.documents.get(course.id, ())) for course in courses]
    pages: list[list[Flowable]] = []
    for block in blocks:
        if pages and flow.stack_height([*pages[-1], Gap(14), *block], WIDTH) <= A5[1] - 34 * MM:
            pages[-1] += [Gap(14), *block]
        else:
            upper, rest = flow.cut_stack(block, WIDTH, A5[1] - 34 * MM)
            pages.append(upper or block)
            while upper and rest:
                upper, rest = flow.cut_stack(rest, WIDTH, A5[1] - 34 * MM)
                pages.append(upper or rest)
    return [_stack_page(page) for page in pages]


def _stack_page(flows: list[Flowable]) -> Paint:
    def paint(canv: TaggedCanvas, x: float) -> None:
        stack(canv, flows, x + IN, A5[1] - 15 * MM, WIDTH)

    return paint


def _course(course: Course, documents: Sequence[str]) -> list[Flowable]:
    flows: list[Flowable] = [words(course.title, ParagraphStyle("leaflet course", DAY, spaceAfter=3), role="H2")]
    for label, said in (
        (tr("Objectifs"), course.objectives),
        (tr("Public"), course.audience),
        (tr("Prérequis"), course.prerequisites),
        (tr("Programme"), course.programme),
        (tr("Documents du centre"), "\n".join(documents)),
    ):
        if said:
            flows += [
                words(label, ParagraphStyle("leaflet course label", LABEL, spaceBefore=3)),
                *flow.paragraphs(said, SAYS),
            ]
    return flows
