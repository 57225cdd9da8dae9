"""The least part of a story: a flowable of ours, its place in the structure tree, and a paragraph read from right to left."""

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.printing import fonts, scripts, typesetting
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag

_CELLS: Final = frozenset({"TD", "TH", "Link"})


class Block(Flowable):  # type: ignore[misc]  # reportlab is published without type information
    """A flowable of ours; `canv` is the tagged canvas while it is drawn."""

    canv: TaggedCanvas
    width: float
    height: float

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Return the size taken; by default what the constructor set."""
        return self.width, self.height


def marked_as(canv: TaggedCanvas, tag: Tag) -> Any:
    """Return the block in which content of `tag` is drawn; inside a table cell the cell itself is the element."""
    if canv.parent.role in _CELLS and tag.role == "P":
        return canv.marked(canv.parent)
    canv.adopt(tag)
    return canv.marked(tag)


class Leftward(Block):
    """A paragraph read from right to left: one line stands where the others would, several are set flush right."""

    def __init__(self, text: str, base: ParagraphStyle, tag: Tag) -> None:
        super().__init__()
        self.text = typesetting.bare(text).split()
        self.style, self.tag = base, tag
        self.leading = max(base.leading, 1.5 * base.fontSize)  # Arabic reaches further up and down than Latin
        self.keepWithNext = getattr(base, "keepWithNext", 0)
        self.lines: list[list[str]] = []

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's hook
        """Return the blank kept above."""
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's hook
        """Return the blank kept below."""
        return float(self.style.spaceAfter)

    def _pieces(self, line: Sequence[str]) -> list[tuple[str, str]]:
        return typesetting.runs(" ".join(line), self.style.fontName)

    def _width(self, line: Sequence[str]) -> float:
        return sum(fonts.width(piece, face, self.style.fontSize) for face, piece in self._pieces(line))

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Break the words into lines of `avail_width`."""
        self.width, self.lines = avail_width, []
        for word in self.text:
            if self.lines and self._width([*self.lines[-1], word]) <= avail_width:
                self.lines[-1].append(word)
            else:
                self.lines.append([word])
        self.height = len(self.lines) * self.leading
        return self.width, self.height

    def split(self, avail_width: float, avail_height: float) -> list["Leftward"]:
        """Cut between two lines."""
        self.wrap(avail_width, avail_height)
        fitting = int(avail_height / self.leading)
        if not 0 < fitting < len(self.lines):
            return []
        parts = []
        for lines in (self.lines[:fitting], self.lines[fitting:]):
            part = Leftward(" ".join(word for line in lines for word in line), self.style, self.tag)
            parts.append(part)
        return parts

    def draw(self) -> None:
        """Draw each line in the order of the eye."""
        if self.canv.is_sketch:
            return
        with marked_as(self.canv, self.tag):
            for number, line in enumerate(self.lines, start=1):
                pieces = [self._pieces([word]) for word in scripts.eye_order(line)]
                x = self.width - self._width(line) if len(self.lines) > 1 or self.style.alignment == 2 else 0.0
                y = self.height - (number - 0.34) * self.leading
                self._draw_line(x, y, pieces)

    def _draw_line(self, x: float, y: float, words_: list[list[tuple[str, str]]]) -> None:
        self.canv.setFillColor(self.style.textColor)
        for pieces in words_:
            for face, piece in pieces:
                self.canv.setFont(face, self.style.fontSize)
                self.canv.drawString(x, y, piece)
                x += fonts.width(piece, face, self.style.fontSize)
            x += fonts.width(" ", self.style.fontName, self.style.fontSize)
