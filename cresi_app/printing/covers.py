"""The cover of a dossier: who asks whom for what, where on earth, and for how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.identity import Identity
from cresi_app.printing import drawing, flow, fonts, furniture, qr, style
from cresi_app.printing.flow import Block, Overline, words
from cresi_app.printing.maps import Place, PlaceMap
from cresi_app.printing.style import MM
from cresi_app.printing.tables import KeyFigure, cover_facts
from cresi_app.printing.tags import Tag

_HOLDER: Final = style.style("cover holder", fonts.SANS_BOLD, 12.5, 16)
_IDENTIFIERS: Final = style.style("cover identifiers", fonts.FIGURES, 8.8, 12, textColor=style.TEXT2)
_NUMBER: Final = style.style("cover number", fonts.FIGURES_BOLD, 10.5, 12)
_COPY: Final = style.style("cover copy", fonts.SANS_BOLD, 8.8, 12)
_SMALL: Final = style.style("cover small", fonts.SANS, 8.6, 12, textColor=style.TEXT2)
_MOST_TITLE: Final = 4 * style.COVER_TITLE.leading
_LEAST_MAP: Final = 45 * MM
_LONGEST_TITLE: Final = 320
_COPY_TOP: Final = 26 * MM


@dataclass(frozen=True, slots=True)
class CoverData:
    """What a cover says. Empty strings print nothing; `facts` are up to four, True marks the amount asked for."""

    overline: str
    number: str
    title: str
    holder: str
    identifiers: str
    call: str
    called_by: str
    places: Sequence[Place]
    facts: Sequence[tuple[KeyFigure, bool]]
    code: str
    copy: str
    copy_details: Sequence[str]


class Cover(Block):
    """A cover page: the map takes what the words leave."""

    def __init__(self, identity: Identity, data: CoverData) -> None:
        super().__init__()
        self.identity, self.data = identity, data

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Take the whole page."""
        self.width, self.height = avail_width, avail_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw from the top; facts and copy have their places at the bottom."""
        top = self._titles(self._masthead())
        facts = cover_facts(self.data.facts)
        _, tall = facts.wrap(self.width, 0)
        bottom = _COPY_TOP + 7 * MM + tall + 7 * MM
        if top - bottom >= _LEAST_MAP:
            PlaceMap(self.data.places, self.width, top - bottom).drawOn(self.canv, 0, bottom)
        facts.drawOn(self.canv, 0, _COPY_TOP + 7 * MM)
        self._copy()

    def _masthead(self) -> float:
        """Draw the centre at the left, the call at the right; return the height of the rule under them."""
        canv, data = self.canv, self.data
        box = furniture.PageBox(self.width, self.height, 0)
        with canv.artifact():
            furniture.logo(canv, self.identity, 0, self.height - 10 * MM, 10 * MM)
        taken = max(
            min(drawing.line_width(text, base), 220.0)
            for text, base in ((data.call, furniture.KIND), (data.called_by, furniture.REFERENCE))
        )
        with flow.marked_as(canv, Tag("P")):
            furniture.names(canv, box, self.identity, 0, 10, taken)
        if data.call or data.called_by:
            with flow.marked_as(canv, Tag("P")):
                middle = self.height - 5 * MM
                for text, base, up in ((data.call, furniture.KIND, 2.4), (data.called_by, furniture.REFERENCE, -10)):
                    drawing.line(canv, (self.width, middle + up), text, base, align="right", upto=220)
        rule = self.height - 16 * MM
        with canv.artifact():
            drawing.hline(canv, 0, self.width, rule, style.LIGHT, style.RULE)
        return rule

    def _titles(self, top: float) -> float:
        """Draw kind, number, title, association; return where they end."""
        canv, data = self.canv, self.data
        kind = Overline(data.overline)
        kind.wrap(self.width * 0.7, 0)
        top -= 13 * MM
        kind.drawOn(canv, 0, top)
        with flow.marked_as(canv, Tag("P")):
            drawing.line(canv, (self.width, top + 2.4), data.number, _NUMBER, align="right", upto=self.width * 0.28)
        with canv.artifact():
            canv.setFillColor(style.PETROL)
            canv.rect(0, top - 4.5, 18 * MM, 2.6, stroke=0, fill=1)
        stack: list[Flowable] = [flow.words(self._title(), self._title_style(), role="H1"), flow.Gap(16)]
        stack.append(words(data.holder, _HOLDER))
        if data.identifiers:
            stack.append(words(data.identifiers, _IDENTIFIERS))
        top -= 9 * MM
        flow.draw_stack(canv, stack, 0, top, self.width)
        return top - flow.stack_height(stack, self.width) - 6 * MM

    def _title(self) -> str:
        """Return the title, cut when it would not leave room for anything else: it stands whole inside."""
        title = self.data.title
        return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"

    def _title_style(self) -> ParagraphStyle:
        """Return the largest size at which the title takes four lines at most."""
        base = style.COVER_TITLE
        for size in (29.0, 25.0, 21.0, 17.0, 14.0):
            base = ParagraphStyle("cover title", style.COVER_TITLE, fontSize=size, leading=size * 1.19)
            if words(self._title(), base).wrap(self.width, 1e6)[1] <= min(_MOST_TITLE, 4.2 * base.leading):
                break
        return base

    def _copy(self) -> None:
        """Draw the code and what this copy is."""
        canv, data, x = self.canv, self.data, 0.0
        with canv.artifact():
            drawing.hline(canv, 0, self.width, _COPY_TOP, style.LIGHT, style.RULE)
            if data.code:
                qr.draw(canv, data.code, 0, 0, 20 * MM)
                x = 25 * MM
        lines = [words(data.copy, _COPY), *(words(line, _SMALL) for line in data.copy_details if line)]
        height = flow.stack_height(lines, self.width - x)
        flow.draw_stack(canv, lines, x, 10 * MM + height / 2, self.width - x)
