"""What a story is made of: words, headings, rules, figures, columns; each knows its place in the structure tree."""

import re
from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Paragraph
from reportlab.platypus.flowables import Flowable

from cresi_app.printing import breaking, drawing, fonts, scripts, style, typesetting
from cresi_app.printing.block import Block, Leftward, marked_as
from cresi_app.printing.style import Align
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag

__all__ = [
    "Arrival", "Block", "Both", "Columns", "Figure", "Gap", "Item", "Overline", "Rule", "Words", "chapter", "cut_stack", "draw_stack",
    "headed", "heading", "marked_as", "paragraphs", "stack_height", "words",
]  # fmt: skip

breaking.mend()

_TALLEST: Final = 140 * style.MM
"""What fits on any page of ours, upright or lying."""
_INDENT: Final = 11.0
_BULLET: Final = re.compile(r"\s*[-–—•*▪]\s+(?=\S)")


class Words(Paragraph):  # type: ignore[misc]  # reportlab is published without type information
    """A paragraph with its structure element, which both halves share when a page cuts it. Made by `words`."""

    tag: Tag
    source: str = ""
    _fitted: tuple[float, float, float] | None = None
    """The width last broken for and the size found: tables ask for it three times."""
    on_draw: Callable[[TaggedCanvas], None] | None = None

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Break the words into lines; one that is wider than a line (a double name, an address) after its own marks."""
        if self.source:
            cut = typesetting.cut_wide_words(self.source, self.style.fontName, self.style.fontSize, avail_width)
            if cut != self.source:
                self.source = ""
                super().__init__(typesetting.markup(cut, self.style.fontName), self.style)
        if self._fitted is None or self._fitted[0] != avail_width or not hasattr(self, "blPara"):
            width, height = super().wrap(avail_width, avail_height)
            self._fitted = (avail_width, width, height)
        return self._fitted[1], self._fitted[2]

    def split(self, avail_width: float, avail_height: float) -> list["Words"]:
        """Cut like reportlab's paragraph; the halves stay one element."""
        parts: list[Words] = super().split(avail_width, avail_height)
        for part in parts:
            part.tag = self.tag
        if parts:
            parts[0].on_draw = self.on_draw
        return parts

    def draw(self) -> None:
        """Draw the lines as content of the element."""
        if self.on_draw is not None:
            self.on_draw(self.canv)
        if self.canv.is_sketch:
            return
        with marked_as(self.canv, self.tag):
            super().draw()


def words(text: str, base: ParagraphStyle = style.BODY, *, role: str = "P", align: Align = "left") -> Flowable:
    """Return a paragraph of plain `text` (`typesetting.strong` marks and line ends allowed), typeset and tagged.

    Anything a person typed may stand in `text`: no character is markup, none is lost.
    """
    base = style.aligned(base, align) if align != "left" else base
    plain = typesetting.bare(text)
    if scripts.reads_leftwards(plain):
        return Leftward(text, base, Tag(role))
    face = fonts.fitting(base.fontName, plain.replace("\n", ""))
    if face != base.fontName:
        base = ParagraphStyle(f"{base.name} sans", base, fontName=face)
    paragraph = Words(typesetting.markup(text, face), base)
    paragraph.tag, paragraph.source = Tag(role), text
    return paragraph


def paragraphs(text: str, base: ParagraphStyle = style.BODY) -> list[Flowable]:
    """Return one paragraph for each line of `text` that is not empty; lines that begin with a dash or a bullet are a list."""
    flows: list[Flowable] = []
    listed: Tag | None = None
    for line in text.splitlines():
        if not line.strip():
            continue
        item = _BULLET.match(line)
        listed = (listed or Tag("L")) if item else None
        flows.append(Item(line[item.end() :], base, listed) if item and listed else words(line, base))
    return flows


class Item(Block):
    """An item of a list: a bullet, then its words; both halves of one that a page cuts are one item."""

    def __init__(self, text: str, base: ParagraphStyle, listed: Tag) -> None:
        super().__init__()
        self.parts: list[Flowable] = [words(text, base)]
        self.base, self.listed = base, listed
        self.item, self.body, self.bullet = Tag("LI"), Tag("LBody"), True

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's hook
        """Return the blank kept below: items stand closer than paragraphs."""
        return float(self.base.spaceAfter) / 2

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the words, indented."""
        self.width, self.height = avail_width, stack_height(self.parts, avail_width - _INDENT)
        return self.width, self.height

    def split(self, avail_width: float, avail_height: float) -> list["Item"]:
        """Cut the words; the second half has no bullet."""
        upper, lower = cut_stack(self.parts, avail_width - _INDENT, avail_height)
        if not upper or not lower:
            return []
        halves = []
        for number, parts in enumerate((upper, lower)):
            half = copy(self)
            half.parts, half.bullet = parts, number == 0
            halves.append(half)
        return halves

    def draw(self) -> None:
        """Draw the bullet, then the words."""
        canv = self.canv
        with canv.inside(self.listed), canv.inside(self.item):
            if self.bullet:
                label = Tag("Lbl")
                canv.adopt(label)
                with canv.marked(label):
                    drawing.line(canv, (2, self.height - self.base.fontSize * 1.02), "•", self.base)
            with canv.inside(self.body):
                draw_stack(canv, self.parts, _INDENT, self.height, self.width - _INDENT)


def heading(text: str, level: int = 2, *, room: float = 24 * style.MM) -> list[Flowable]:
    """Return a heading of level 2 or 3 to put before what it heads; a page with less than `room` left is ended first.

    reportlab's `keepWithNext` would push a heading and a long text or table off the page together and leave it empty.
    """
    base = style.H2 if level == 2 else style.H3
    return [CondPageBreak(room), words(text, base, role=f"H{level}")]


def headed(title: str, table: Flowable, *, room: float = 45 * style.MM) -> list[Flowable]:
    """Return a heading of level 2 and the table below it, which may run over pages."""
    return [*heading(title, room=room), table]


def chapter(title: str, *, key: str = "", small: bool = False, base: ParagraphStyle | None = None) -> Flowable:
    """Return a heading of level 1: outline entry, name in the page's header, target of the contents (`key`)."""
    found = words(title, base or (style.H1_SMALL if small else style.H1), role="H1")
    name = typesetting.bare(title)

    def arrive(canv: TaggedCanvas) -> None:
        canv.arrive(key or name, name)

    if isinstance(found, Words):
        found.on_draw = arrive
        return found
    return Both([Arrival(arrive), found])


class Arrival(Block):
    """An invisible spot that tells the canvas that a chapter begins."""

    def __init__(self, arrive: Callable[[TaggedCanvas], None]) -> None:
        super().__init__()
        self.width = self.height = 0.0
        self.arrive = arrive

    def draw(self) -> None:
        """Tell the canvas."""
        self.arrive(self.canv)


def part(key: str, title: str, code: str) -> Arrival:
    """Return the spot where one of several papers of a file begins: its own page numbers, code and outline entry."""

    def begin(canv: TaggedCanvas) -> None:
        canv.part = (f"part:{key}", code)
        canv.arrive(f"part:{key}", typesetting.bare(title))

    return Arrival(begin)


class Both(Block):
    """Flowables drawn one under the other as one that no page cuts."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self.parts = list(parts)
        self.keepWithNext = getattr(self.parts[-1], "keepWithNext", 0)

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Return the sum of the heights."""
        self.width, self.height = avail_width, stack_height(self.parts, avail_width)
        return self.width, self.height

    def draw(self) -> None:
        """Draw from the top."""
        draw_stack(self.canv, self.parts, 0, self.height, self.width)


class Overline(Block):
    """The line of spaced capitals above a title; says where one is."""

    keepWithNext = 1  # noqa: N815 - reportlab's hook

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = typesetting.bare(text).upper()

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's hook
        """Return the blank kept below."""
        return float(style.OVERLINE.spaceAfter)

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take one line."""
        self.width, self.height = avail_width, style.OVERLINE.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the capitals."""
        with marked_as(self.canv, Tag("P")):
            drawing.line(self.canv, (0, 2.4), self.text, style.OVERLINE, upto=self.width)


class Rule(Block):
    """A horizontal rule over the whole width, with blank `above` and `below`."""

    def __init__(
        self, weight: float = style.HEAVY, colour: Any = style.INK, above: float = 0, below: float = 0
    ) -> None:
        super().__init__()
        self.weight, self.colour, self.above, self.below = weight, colour, above, below

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the blanks and the rule."""
        self.width, self.height = avail_width, self.above + self.below
        return self.width, self.height

    def draw(self) -> None:
        """Draw the rule as decoration."""
        with self.canv.artifact():
            drawing.hline(self.canv, 0, self.width, self.below, self.weight, self.colour)


class Gap(Block):
    """Blank of a fixed height, dropped at the top of a page."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.width, self.height, self.loose = 0.0, height, height
        self._fixedWidth = 1
        self._spaceBeforeAndAfter = 0

    def tighten(self, factor: float) -> None:
        """Be `factor` of the height that was asked for."""
        self.height = self.loose * factor

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:  # noqa: ARG002 - reportlab's hook
        """Take what is left of the page and end there."""
        return [Gap(avail_height)]

    def draw(self) -> None:
        """Draw nothing."""


class Figure(Block):
    """A drawing with its spoken alternative; subclasses draw in `paint`, all of it one element."""

    def __init__(self, width: float, height: float, alt: str) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.tag = Tag("Figure", alt=typesetting.bare(alt))

    def paint(self) -> None:
        """Draw; the origin is the lower left corner."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw as one figure of the structure tree."""
        if self.canv.is_sketch:
            return
        self.canv.adopt(self.tag)
        with self.canv.marked(self.tag):
            self.paint()


class Columns(Block):
    """Flowables side by side, read column by column. `parts` are (width, flowables); a page cuts them only when it must.

    `bar` draws the 2 pt petrol bar of a side note in the gutter before the last column.
    """

    def __init__(self, parts: Sequence[tuple[float, Sequence[Flowable]]], gutter: float, *, bar: bool = False) -> None:
        super().__init__()
        self.parts, self.gutter, self.bar = [(width, list(flows)) for width, flows in parts], gutter, bar

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the height of the tallest column."""
        self.width = avail_width
        self.height = max(stack_height(flows, width) for width, flows in self.parts)
        return self.width, self.height

    @staticmethod
    def is_cut(height: float) -> bool:
        """Say whether columns of this height are cut by a page; lower ones move on whole."""
        return height > _TALLEST

    def split(self, avail_width: float, avail_height: float) -> list["Columns"]:
        """Cut every column at the foot of the page when they are taller than a page could be; else move on whole."""
        if not self.is_cut(self.wrap(avail_width, avail_height)[1]) or avail_height < _TALLEST / 4:
            return []
        pieces = [(width, *cut_stack(flows, width, avail_height)) for width, flows in self.parts]
        if not any(upper for _, upper, _ in pieces):
            return []
        upper = [(width, flows) for width, flows, _ in pieces]
        lower = [(width, flows) for width, _, flows in pieces]
        return [Columns(part, self.gutter, bar=self.bar) for part in (upper, lower)]

    def draw(self) -> None:
        """Draw one column after the other."""
        x = 0.0
        for number, (width, flows) in enumerate(self.parts, start=1):
            if self.bar and number == len(self.parts):
                with self.canv.artifact():
                    self.canv.setFillColor(style.PETROL)
                    self.canv.rect(x - self.gutter * 0.55, 0, 2, self.height, stroke=0, fill=1)
            draw_stack(self.canv, flows, x, self.height, width)
            x += width + self.gutter


def stack_height(flows: Sequence[Flowable], width: float) -> float:
    """Return the height of flowables one under the other: the larger of two meeting blanks counts, none at the ends."""
    total, after = 0.0, 0.0
    for number, flow in enumerate(flows):
        _, height = flow.wrap(width, 1e6)
        total += height + (max(after, flow.getSpaceBefore()) if number else 0)
        after = flow.getSpaceAfter()
    return total


def draw_stack(canv: TaggedCanvas, flows: Sequence[Flowable], x: float, top: float, width: float) -> None:
    """Draw flowables one under the other from `top`, as `stack_height` measured them."""
    after = 0.0
    for number, flow in enumerate(flows):
        _, height = flow.wrap(width, 1e6)
        top -= height + (max(after, flow.getSpaceBefore()) if number else 0)
        after = flow.getSpaceAfter()
        flow.drawOn(canv, x, top)


def cut_stack(flows: Sequence[Flowable], width: float, room: float) -> tuple[list[Flowable], list[Flowable]]:
    """Return the flowables that fit into `room` (the last one cut if it can be) and the rest."""
    upper: list[Flowable] = []
    for number, flow in enumerate(flows):
        left = room - stack_height(upper, width) - (flow.getSpaceBefore() if upper else 0)
        if stack_height([*upper, flow], width) <= room + 0.01:
            upper.append(flow)
            continue
        parts = flow.splitOn(None, width, left) if left > 0 else []
        if len(parts) > 1:
            return [*upper, parts[0]], [*parts[1:], *flows[number + 1 :]]
        return upper, list(flows[number:])
    return upper, []
