"""The contents page: each chapter with its promise and its page, and the people and dates one may need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.printing import fonts, style
from cresi_app.printing.document import Numbers
from cresi_app.printing.flow import Block, Columns, Overline, Rule, words
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, Cell, Column, Grid, Row
from cresi_app.printing.style import MM
from cresi_app.printing.tags import Tag

_CHAPTER: Final = style.style("contents chapter", fonts.SERIF_BOLD, 12.8, 16)
_PROMISE: Final = style.style("contents promise", fonts.SANS, 8.6, 12, textColor=style.TEXT2)
_PAGE: Final = style.style("contents page", fonts.FIGURES_BOLD, 10, 13)
_LANDMARK: Final = style.style("landmark", fonts.SANS_BOLD, 9.2, 13)


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter of the contents: `key` as given to `flow.chapter`."""

    key: str
    title: str
    promise: str


class PageLink(Block):
    """A page number that leads to its page, anywhere on its row."""

    def __init__(self, key: str, page: str) -> None:
        super().__init__()
        self.key, self.words = key, words(page, _PAGE, align="right")

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Take one line."""
        self.width, self.height = avail_width, self.words.wrap(avail_width, avail_height)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draw the number and lay the link over the whole row."""
        with self.canv.inside(Tag("Link")) as tag:
            self.words.drawOn(self.canv, 0, 0)
            self.canv.link(tag, self.key, (-150 * MM, -6, self.width, self.height + 6))


def contents(entries: Sequence[Entry], numbers: Numbers, width: float) -> Grid:
    """Return the list of chapters with the pages of the pass before: a table to the eye, a table of contents to a reader."""
    rows = [
        Row(
            [
                Cell([words(entry.title, _CHAPTER)], valign="middle", tag=Tag("NonStruct")),
                Cell([words(entry.promise, _PROMISE)], valign="middle", tag=Tag("NonStruct")),
                Cell([PageLink(entry.key, numbers.page_of(entry.key))], valign="middle", tag=Tag("Reference")),
            ],
            above=None if number else HEAD_LINE,
            below=BETWEEN,
            tag=Tag("TOCI"),
        )
        for number, entry in enumerate(entries)
    ]
    columns = [Column(64 * MM), Column(width - 82 * MM), Column(18 * MM, right=0)]
    return Grid(columns, rows, pad=(6.6, 7.2), role="TOC")


def landmarks(overline: str, columns: Sequence[tuple[str, Sequence[str]]], width: float) -> list[Flowable]:
    """Return who and when, in equal columns under an overline; empty ones are left out."""
    held = [(title, [line for line in lines if line]) for title, lines in columns]
    stacks = [[words(title, _LANDMARK), *(words(line, _PROMISE) for line in lines)] for title, lines in held if lines]
    if not stacks:
        return []
    gutter = 6 * MM
    each = (width - gutter * (len(stacks) - 1)) / len(stacks)
    return [
        Overline(overline),
        Rule(style.LIGHT, style.INK, 0, 6),
        Columns([(each, stack) for stack in stacks], gutter),
    ]
