"""Keeps a story from breaking badly: a heading stays with what it heads, a few lines never take a page of their own."""

from collections.abc import Mapping, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, NextPageTemplate, PageBreak
from reportlab.platypus.doctemplate import ActionFlowable
from reportlab.platypus.flowables import Flowable

from cresi_app.printing.flow import Arrival, Both, Columns, Gap, Item, Overline, Rule, Words, stack_height
from cresi_app.printing.grid import Grid
from cresi_app.printing.newspaper import Newspaper
from cresi_app.printing.style import MM

Room = tuple[float, float, float, float]
"""Left, bottom, width, height of what a page has for its content, in points."""
_HEADS: Final = frozenset({"H1", "H2", "H3"})
_BLANK: Final = (Gap, Rule, Arrival, CondPageBreak)
_CUT: Final = 35 * MM
"""What columns that are taller than a page leave under their heading."""
_OVER: Final = 0.16
"""How much more than its page a chapter may be and still be drawn in to fit."""
_FACTORS: Final = (0.85, 0.7, 0.55)


def arranged(story: Sequence[Flowable], rooms: Mapping[str, Room], start: str) -> list[Flowable]:
    """Return the story, its blanks drawn in where a chapter would run over by a few lines, its headings held.

    `rooms` are the pages' templates by name, `start` is that of the first page.
    """
    flows: list[Flowable] = []
    held: list[Flowable] = []
    template = following = start
    for flow in story:
        if isinstance(flow, NextPageTemplate):
            following = str(flow.action[1])
        if isinstance(flow, PageBreak):
            flows += [*_arranged(held, rooms[template]), flow]
            held, template = [], following
        else:
            held.append(flow)
    return [*flows, *_arranged(held, rooms[template])]


def _arranged(flows: Sequence[Flowable], room: Room) -> list[Flowable]:
    _, _, width, height = room
    _draw_in([flow for flow in flows if not isinstance(flow, ActionFlowable)], width, height)
    return _held(flows, width)


# --- headings


class Needed(CondPageBreak):  # type: ignore[misc]  # reportlab is published without type information
    """Ends a page that has less room left than what follows needs; never a page that is still empty."""

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Take nothing."""
        frame = self._doctemplateAttr("frame")
        if frame is not None and not frame._atTop:  # noqa: SLF001 - reportlab has no public word for it
            super().wrap(avail_width, avail_height)
        return 0.0, 0.0


def _held(flows: Sequence[Flowable], width: float) -> list[Flowable]:
    """Put before each run of headings the room that they and the least piece of what they head need."""
    found: list[Flowable] = []
    number = 0
    while number < len(flows):
        if not _is_head(flows[number]):
            found.append(flows[number])
            number += 1
            continue
        end = number
        while end < len(flows) and (_is_head(flows[end]) or isinstance(flows[end], _BLANK)):
            end += 1
        run = [flow for flow in flows[number:end] if not isinstance(flow, CondPageBreak)]
        if end < len(flows):
            if found and isinstance(found[-1], CondPageBreak):  # a guess that this measure stands in for
                found.pop()
            blanks = float(run[0].getSpaceBefore() + max(run[-1].getSpaceAfter(), flows[end].getSpaceBefore()))
            found.append(Needed(stack_height(run, width) + blanks + least(flows[end], width)))
        found += run
        number = end
    return found


def _is_head(flow: Flowable) -> bool:
    if isinstance(flow, Both):
        return _is_head(flow.parts[-1])
    if isinstance(flow, Overline):
        return True
    tag = getattr(flow, "tag", None)
    named = str(getattr(getattr(flow, "style", None), "name", ""))
    return (tag is not None and tag.role in _HEADS) or named.partition(" ")[0] in {"h2", "h3"}


def least(flow: Flowable, width: float) -> float:
    """Return the height of the least piece of a flowable that may stand at the foot of a page."""
    if isinstance(flow, ActionFlowable):
        return 0.0
    if isinstance(flow, (Grid, Newspaper)):
        flow.wrap(width, 0)
        return flow.first_piece()
    height = float(flow.wrap(width, 1e6)[1])
    if isinstance(flow, Words):
        leading = float(flow.style.leading)
        return height if height <= 3.5 * leading else 2 * leading
    if isinstance(flow, Item):
        return min(height, 2.5 * float(flow.base.leading))
    if isinstance(flow, Columns) and flow.is_cut(height):
        return _CUT
    return height


# --- blanks


def _draw_in(flows: Sequence[Flowable], width: float, height: float) -> None:
    """Draw the blanks of a chapter in when that spares it a page of a few lines; leave them when it would not."""
    if not height < _measured(flows, width, height) <= height * (1 + _OVER):
        return
    for factor in _FACTORS:
        for flow in flows:
            tighten(flow, factor)
        if stack_height(flows, width) <= height:
            return
    for flow in flows:
        tighten(flow, 1)


def _measured(flows: Sequence[Flowable], width: float, height: float) -> float:
    """Return the height of flowables one under the other, or any that is far too much when they are that."""
    rough = 0.0
    for number, flow in enumerate(flows):
        rough += float(flow.wrap(width, 1e6)[1])
        if rough > height * (1 + _OVER):
            return rough
        if number == len(flows) - 1:
            return stack_height(flows, width)
    return rough


def tighten(flow: Flowable, factor: float) -> None:
    """Scale the blanks of a flowable to `factor` of what they were at first."""
    if isinstance(flow, (Gap, Grid)) or hasattr(flow, "tighten"):
        flow.tighten(factor)
    elif isinstance(flow, Both):
        for part in flow.parts:
            tighten(part, factor)
    elif isinstance(flow, Words) and flow.tag.role != "H1":
        flow.spaceBefore = flow.style.spaceBefore * factor
        flow.spaceAfter = flow.style.spaceAfter * factor
