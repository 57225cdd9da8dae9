"""What a pen fills in: boxes to tick with their words, ruled lines, circles to mark, places to sign."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.printing import drawing, flow, style, typesetting
from cresi_app.printing.flow import Block, Columns, Gap, words
from cresi_app.printing.style import MM
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag

_BOX: Final = 11.0
_LINE: Final = 8.4 * MM
"""Between two ruled lines: what a hand needs."""


def box(canv: TaggedCanvas, x: float, y: float, *, ticked: bool, size: float = _BOX) -> None:
    """Draw a box with its lower left corner at (`x`, `y`), ticked or empty."""
    canv.setStrokeColor(style.INK)
    canv.setLineWidth(0.7)
    canv.roundRect(x, y, size, size, 1.8, stroke=1, fill=0)
    if ticked:
        canv.setLineWidth(1.4)
        canv.setLineCap(1)
        path = canv.beginPath()
        path.moveTo(x + size * 0.22, y + size * 0.5)
        path.lineTo(x + size * 0.42, y + size * 0.27)
        path.lineTo(x + size * 0.8, y + size * 0.74)
        canv.drawPath(path, stroke=1, fill=0)
        canv.setLineCap(0)


def _spoken_box(canv: TaggedCanvas, x: float, y: float, *, ticked: bool) -> None:
    tag = Tag("Figure", alt=typesetting.bare(tr("case cochée") if ticked else tr("case vide")))
    canv.adopt(tag)
    with canv.marked(tag):
        box(canv, x, y, ticked=ticked)


class TickLine(Block):
    """A box and the words beside it, on as many lines as they need."""

    def __init__(self, text: str, *, ticked: bool = False) -> None:
        super().__init__()
        self.words, self.ticked = words(text, style.TABLE), ticked

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the lines of the words."""
        self.width = avail_width
        self.inner = flow.stack_height([self.words], avail_width - 18)
        self.height = max(self.inner, _BOX) + 5
        return self.width, self.height

    def draw(self) -> None:
        """Draw the box, then the words."""
        top = self.height - 2.5
        _spoken_box(self.canv, 0.4, top - _BOX, ticked=self.ticked)
        flow.draw_stack(self.canv, [self.words], 18, top, self.width - 18)


class TickRow(Block):
    """A label, then boxes with their words beside each other; the one that is true is ticked."""

    def __init__(self, label: str, options: Sequence[tuple[str, bool]], *, room: float = 34 * MM) -> None:
        super().__init__()
        self.label, self.options, self.room = label, list(options), room

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take as many lines as the options need."""
        self.width, self.places = avail_width, []
        x, line = self.room, 0
        for text, _ in self.options:
            needed = drawing.line_width(text, style.TABLE) + 34
            if x + needed > avail_width + 14 and x > self.room:
                x, line = self.room, line + 1
            self.places.append((x, line))
            x += needed
        self.height = (line + 1) * 17.0 + 2
        return self.width, self.height

    def draw(self) -> None:
        """Draw the label, then each box with its words."""
        canv, base = self.canv, self.height - 12
        with flow.marked_as(canv, Tag("P")):
            drawing.line(canv, (0, base), self.label, style.TABLE_STRONG, upto=self.room - 6)
        for (text, ticked), (x, line) in zip(self.options, self.places, strict=True):
            y = base - 17 * line
            _spoken_box(canv, x, y - 2, ticked=ticked)
            strong = style.TABLE_STRONG if ticked else style.TABLE
            with flow.marked_as(canv, Tag("P")):
                drawing.line(canv, (x + 16, y), text, strong, upto=self.width - x - 16)


class RuledLines(Block):
    """Blank lines to write on."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take a hand's height for each."""
        self.width, self.height = avail_width, self.count * _LINE
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        with self.canv.artifact():
            for number in range(self.count):
                drawing.hline(self.canv, 0, self.width, number * _LINE + 1, style.BOX, style.TEXT3)


class Circles(Block):
    """Five circles to mark, « … / 5 » beside."""

    def __init__(self, count: int = 5) -> None:
        super().__init__()
        self.count, self.width, self.height = count, count * 13.0, 11.8

    def draw(self) -> None:
        """Draw them."""
        with self.canv.artifact():
            self.canv.setStrokeColor(style.PETROL)
            self.canv.setLineWidth(0.9)
            for number in range(self.count):
                self.canv.circle(5 + number * 13, 4.6, 4.2, stroke=1, fill=0)


class Framed(Block):
    """Flowables in a rounded box that a pen fills in."""

    def __init__(self, parts: Sequence[Flowable], *, pad: float = 12) -> None:
        super().__init__()
        self.parts, self.pad = list(parts), pad

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the parts and the room around them."""
        self.width = avail_width
        self.height = flow.stack_height(self.parts, avail_width - 2 * self.pad) + 2 * self.pad
        return self.width, self.height

    def draw(self) -> None:
        """Draw the box, then the parts."""
        with self.canv.artifact():
            self.canv.setStrokeColor(style.INK)
            self.canv.setLineWidth(style.HEAVY)
            self.canv.roundRect(0.5, 0.5, self.width - 1, self.height - 1, 5, stroke=1, fill=0)
        flow.draw_stack(self.canv, self.parts, self.pad, self.height - self.pad, self.width - 2 * self.pad)


class Labelled(Block):
    """A label, a line to write on, and what follows it: « Montant proposé ______ € »."""

    def __init__(self, label: str, *, after: str = "", room: float = 30 * MM, line: float = 0.0) -> None:
        super().__init__()
        self.label, self.after, self.room, self.line = label, after, room, line

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take a hand's height."""
        self.width, self.height = avail_width, _LINE
        return self.width, self.height

    def draw(self) -> None:
        """Draw the words, then the line."""
        line = self.line or self.width - self.room
        with flow.marked_as(self.canv, Tag("P")):
            drawing.line(self.canv, (0, 4), self.label, style.TABLE, upto=self.room - 4 if self.room else 0)
        with self.canv.artifact():
            drawing.hline(self.canv, self.room, self.room + line, 2, style.BOX, style.TEXT3)
        if self.after:
            with flow.marked_as(self.canv, Tag("P")):
                room = self.width - self.room - line - 6
                drawing.line(self.canv, (self.room + line + 6, 4), self.after, style.TABLE_STRONG, upto=room)


def signatures(parties: Sequence[tuple[str, str]], width: float, note: str = "") -> Flowable:
    """Return a place to sign for each (role, name), side by side."""
    gutter = 10 * MM
    each = (width - gutter * (len(parties) - 1)) / max(len(parties), 1)
    stacks: list[tuple[float, Sequence[Flowable]]] = [
        (
            each,
            [
                words(role, style.H3),
                words(name, style.TABLE) if name else Gap(style.TABLE.leading),  # all sign at one height
                Gap(16 * MM),
                *([words(note, style.CAPTION)] if note else []),
                RuledLines(1),
            ],
        )
        for role, name in parties
    ]
    return Columns(stacks, gutter)
