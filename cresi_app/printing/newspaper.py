"""Entries in two columns that fill the page they begin on: read down the left one, then down the right one."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.printing.flow import Block, Columns, stack_height
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, Cell, Column, Grid, Row
from cresi_app.printing.style import MM

_GUTTER: Final = 8 * MM
_PAD: Final = (3.0, 3.6)
_TALLEST: Final = 100 * MM
"""An entry taller than this stands across both columns, where a page may cut it."""
Entry = Sequence[Flowable]


def in_columns(entries: Sequence[Entry], width: float) -> list[Flowable]:
    """Return the entries in two columns, those of extraordinary length across both."""
    flows: list[Flowable] = []
    held: list[Entry] = []
    for entry in entries:
        if stack_height(entry, (width - _GUTTER) / 2) <= _TALLEST:
            held.append(entry)
            continue
        flows += [*([Newspaper(held, width)] if held else []), _table([entry], width)]
        held = []
    return [*flows, *([Newspaper(held, width)] if held else [])]


class Newspaper(Block):
    """Entries in two columns of one height; at the foot of a page both are filled and the rest goes on overleaf."""

    def __init__(self, entries: Sequence[Entry], width: float) -> None:
        super().__init__()
        self.entries, self.width, self.half = list(entries), width, (width - _GUTTER) / 2
        self.heights = [stack_height(entry, self.half) + sum(_PAD) for entry in self.entries]
        self.height, self.left = self._balanced()

    def _balanced(self) -> tuple[float, int]:
        """Return the least height of both columns and how many entries stand in the left one."""
        whole = sum(self.heights)
        return min((max(above, whole - above), count) for count, above in enumerate(accumulate(self.heights), start=1))

    def first_piece(self) -> float:
        """Return the height that two entries side by side need."""
        return max(self.heights[:2])

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take both columns."""
        return self.width, self.height

    def split(self, avail_width: float, avail_height: float) -> list["Newspaper"]:  # noqa: ARG002 - same
        """Fill both columns as far as the page goes."""
        if self.height <= avail_height:
            return [self]
        left = self._fitting(0, avail_height)
        both = self._fitting(left, avail_height)
        if not left or both == len(self.entries):
            return []
        parts = [Newspaper(part, self.width) for part in (self.entries[:both], self.entries[both:])]
        parts[0].left, parts[0].height = left, max(sum(self.heights[:left]), sum(self.heights[left:both]))
        return parts

    def _fitting(self, first: int, room: float) -> int:
        """Return the first entry from `first` on that a column of that height has no room for."""
        for number in range(first, len(self.entries)):
            room -= self.heights[number]
            if room < -0.01:
                return number
        return len(self.entries)

    def draw(self) -> None:
        """Draw the left column, then the right one."""
        parts = [part for part in (self.entries[: self.left], self.entries[self.left :]) if part]
        columns = Columns([(self.half, [_table(part, self.half)]) for part in parts], _GUTTER)
        columns.wrap(self.width, self.height)
        columns.drawOn(self.canv, 0, self.height - columns.height)


def _table(entries: Sequence[Entry], width: float) -> Grid:
    rows = [Row([Cell(lines, header=True)], below=BETWEEN) for lines in entries]
    rows[0].above = HEAD_LINE
    return Grid([Column(width, 0, 0)], rows, pad=_PAD)
