"""The table of paper: its own row heights, header repeated, tall rows cut, every cell in the structure tree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from reportlab.platypus.flowables import Flowable

from cresi_app.printing import drawing, style
from cresi_app.printing.flow import Block, cut_stack, draw_stack, stack_height
from cresi_app.printing.style import MM
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag

_TALL: Final = 110 * MM
"""A row up to this height moves whole to the next page; a taller one is cut."""
_LEAST_PIECE: Final = 34.0
"""What a cut row leaves at the foot of a page at least."""
_WHOLE: Final = 52 * MM
"""A table up to this height is not cut at all: a page would show two rows of it and the next one the rest."""
_FIRST_ROWS: Final = 2
_LAST_ROWS: Final = 3
"""How many rows a table leaves at the foot of a page and takes to the next one at least."""

Line = tuple[float, Any]
"""Weight in points and colour."""
HEAD_LINE: Final[Line] = (style.HEAVY, style.INK)
UNDER_HEAD: Final[Line] = (style.MIDDLE, style.INK)
BETWEEN: Final[Line] = (style.LIGHT, style.RULE)


@dataclass(slots=True)
class Cell:
    """What stands in one cell; `span` columns wide. `header` makes it its row's name."""

    flows: Sequence[Flowable] = ()
    span: int = 1
    header: bool = False
    valign: Literal["top", "middle", "bottom"] = "top"
    mark: Any = None
    """Colour of a 2.2 pt bar at the cell's left edge (levels of the logical framework)."""
    tag: Tag | None = None


@dataclass(slots=True)
class Row:
    """A row: `above`/`below` are its lines, `keep` holds it on the page of the next row, `least` is in points."""

    cells: Sequence[Cell]
    above: Line | None = None
    below: Line | None = BETWEEN
    fill: Any = None
    least: float = 0.0
    keep: bool = False
    line_from: int = 0
    """The first column the lines reach: 1 leaves the number column open."""
    height: float = 0.0
    tag: Tag = field(default_factory=lambda: Tag("TR"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column's width and inner blanks in points; `left_line` is drawn at its left edge (boxes filled by hand)."""

    width: float
    left: float = 0.0
    right: float = 9.0
    left_line: Line | None = None


class Grid(Block):
    """A table of `columns`, `head` rows (repeated on each page) and `rows`. Build it anew for each pass.

    `pad` is the blank above and below a row's content. `end_line` closes the table at the right (boxes filled by hand).
    `role` is what it is in the structure tree: a table, unless the rows bring tags of their own (a list, a table of contents).
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Row],
        *,
        head: Sequence[Row] = (),
        pad: tuple[float, float] = (3.6, 4.2),
        end_line: Line | None = None,
        role: str = "Table",
    ) -> None:
        super().__init__()
        self.columns, self.head, self.rows, self.pad, self.end_line = (
            list(columns),
            list(head),
            list(rows),
            pad,
            end_line,
        )
        self.tag, self.loose = Tag(role), pad
        self.continued = False
        self.spaceBefore = self.spaceAfter = 0

    # --- measuring

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Return the table's size, its rows as high as their content asks."""
        for row in (*self.head, *self.rows):
            if not row.height:  # the part of a table after a page keeps what was measured before it
                row.height = max(row.least, self._content_height(row))
        self.width = sum(column.width for column in self.columns)
        self.height = sum(row.height for row in (*self.head, *self.rows))
        return self.width, self.height

    def tighten(self, factor: float) -> None:
        """Let the blanks above and below a row's content be `factor` of what they were at first."""
        self.pad = (self.loose[0] * factor, self.loose[1] * factor)
        for row in (*self.head, *self.rows):
            row.height = 0.0

    def _content_height(self, row: Row) -> float:
        inner = [stack_height(cell.flows, width) for cell, _, width in self._places(row)]
        return max(inner, default=0.0) + sum(self.pad)

    def _places(self, row: Row) -> Iterable[tuple[Cell, int, float]]:
        """Yield each cell with its first column and its inner width."""
        first = 0
        for cell in row.cells:
            across = self.columns[first : first + cell.span]
            yield cell, first, sum(column.width for column in across) - across[0].left - across[-1].right
            first += cell.span

    def _x(self, column: int) -> float:
        return sum(before.width for before in self.columns[:column])

    # --- cutting

    def split(self, avail_width: float, avail_height: float) -> list["Grid"]:
        """Cut between rows, header repeated; inside a row only when it is taller than 110 mm."""
        self.wrap(avail_width, avail_height)
        left = avail_height - self._head_height()
        fits = self._fitting(left)
        if fits == len(self.rows):
            return [self]
        used = sum(row.height for row in self.rows[:fits])
        if self.rows[fits].height > _TALL and left - used >= _LEAST_PIECE:
            upper, lower = self._cut_row(self.rows[fits], left - used)
            if upper is not None:
                return [self._part([*self.rows[:fits], upper]), self._part([lower, *self.rows[fits + 1 :]], later=True)]
        fits = self._well_cut(fits)
        if not fits:
            return []
        return [self._part(self.rows[:fits]), self._part(self.rows[fits:], later=True)]

    def _head_height(self) -> float:
        return sum(row.height for row in self.head)

    def first_piece(self) -> float:
        """Return the height of the least that may stand at the foot of a page: the head and the first rows, or all of it."""
        if self._is_short():
            return self.height
        if self.rows[0].height > _TALL:
            return self._head_height() + _LEAST_PIECE
        rows = self.rows[: self._first_rows()]
        return self._head_height() + sum(row.height for row in rows)

    def _is_short(self) -> bool:
        return not self.continued and self.height <= _WHOLE

    def _first_rows(self) -> int:
        """Return how many rows stand together at the foot of a page: two, and those held to the last of them."""
        count = min(_FIRST_ROWS, len(self.rows))
        while count < len(self.rows) and self.rows[count - 1].keep:
            count += 1
        return count if sum(row.height for row in self.rows[:count]) <= _TALL else 1

    def _well_cut(self, fits: int) -> int:
        """Return how many rows stay on the page so that neither page has a row or two by itself; 0: none, the table moves on."""
        if self._is_short():
            return 0
        fits = self._unchained(fits)
        chained = next((n for n in range(1, len(self.rows)) if not self.rows[-n - 1].keep), len(self.rows))
        best = min(fits, len(self.rows) - chained - _LAST_ROWS + 1)  # a total counts with the row it is held to
        best = self._unchained(max(best, 0))
        moved = sum(row.height for row in self.rows[best:fits]) if 0 < best < fits else 0.0
        fits = best if best >= self._first_rows() and moved <= _TALL else fits
        return fits if fits >= self._first_rows() else 0

    def _unchained(self, fits: int) -> int:
        """Return where to cut above rows held to the next one, unless they are too tall to move on together."""
        above = fits
        while above and self.rows[above - 1].keep:
            above -= 1
        return above if sum(row.height for row in self.rows[above:fits]) <= _TALL else fits

    def _fitting(self, room: float) -> int:
        for number, row in enumerate(self.rows):
            room -= row.height
            if room < -0.01:
                return number
        return len(self.rows)

    def _part(self, rows: Sequence[Row], *, later: bool = False) -> "Grid":
        part = Grid(self.columns, rows, head=self.head, pad=self.pad, end_line=self.end_line)
        part.tag, part.loose, part.continued = self.tag, self.loose, self.continued or later
        part.spaceBefore, part.spaceAfter = self.spaceBefore, self.spaceAfter
        return part

    def _cut_row(self, row: Row, room: float) -> tuple[Row | None, Row]:
        """Return the row's part that fits into `room` and the rest; both stay one row of the structure tree."""
        uppers, lowers = [], []
        for cell, _, width in self._places(row):
            cell.tag = cell.tag or _cell_tag(cell, head=False)
            upper, lower = cut_stack(cell.flows, width, room - sum(self.pad))
            uppers.append(replace(cell, flows=upper, valign="top"))
            lowers.append(replace(cell, flows=lower, valign="top"))
        if not any(cell.flows for cell in uppers):
            return None, row
        return replace(row, cells=uppers, height=room, least=0.0), replace(
            row, cells=lowers, height=0.0, least=0.0, above=None
        )

    # --- drawing

    def draw(self) -> None:
        """Draw decoration first, then the rows from the top, each in reading order."""
        if self.canv.is_sketch:
            return
        with self.canv.artifact():
            self._decorate()
        with self.canv.inside(self.tag):
            top = self.height
            for row in self.head:
                self._draw_row(row, top, head=True)
                top -= row.height
            for row in self.rows:
                self._draw_row(row, top, head=False)
                top -= row.height

    def _draw_row(self, row: Row, top: float, *, head: bool) -> None:
        if head and self.continued:  # a repeated header is no new row of the table
            with self.canv.artifact():
                self._draw_again(row, top)
            return
        if not any(cell.flows for cell in row.cells):
            return  # a filler holds height only
        with self.canv.inside(row.tag):
            for cell, first, width in self._places(row):
                cell.tag = cell.tag or _cell_tag(cell, head=head)
                with self.canv.inside(cell.tag):
                    self._draw_cell(self.canv, cell, (self._x(first) + self.columns[first].left, top, width), row)

    def _draw_again(self, row: Row, top: float) -> None:
        with self.canv.unmarked():
            for cell, first, width in self._places(row):
                self._draw_cell(self.canv, cell, (self._x(first) + self.columns[first].left, top, width), row)

    def _draw_cell(self, canv: TaggedCanvas, cell: Cell, at: tuple[float, float, float], row: Row) -> None:
        x, top, width = at
        if not cell.flows:
            return
        room = row.height - sum(self.pad) - stack_height(cell.flows, width)
        down = {"top": 0.0, "middle": room / 2, "bottom": room}[cell.valign]
        draw_stack(canv, cell.flows, x, top - self.pad[0] - max(down, 0.0), width)

    def _decorate(self) -> None:
        canv, top = self.canv, self.height
        for row in (*self.head, *self.rows):
            if row.fill is not None:
                canv.setFillColor(row.fill)
                canv.rect(0, top - row.height, self.width, row.height, stroke=0, fill=1)
            top -= row.height
        top = self.height
        for row in (*self.head, *self.rows):
            self._rules(row, top)
            top -= row.height
        if self.end_line is not None:
            drawing.vline(canv, self.width, 0, self.height, *self.end_line)

    def _rules(self, row: Row, top: float) -> None:
        x0, bottom = self._x(row.line_from), top - row.height
        for cell, first, _ in self._places(row):
            if (line := self.columns[first].left_line) is not None:
                drawing.vline(self.canv, self._x(first), bottom, top, *line)
            if cell.mark is not None:
                self.canv.setFillColor(cell.mark)
                self.canv.rect(self._x(first), bottom, 2.2, row.height, stroke=0, fill=1)
        for line, y in ((row.above, top), (row.below, bottom)):
            if line is not None:
                drawing.hline(self.canv, x0, self.width, y, *line)


def _cell_tag(cell: Cell, *, head: bool) -> Tag:
    if not cell.flows:  # it keeps the row regular and heads nothing
        return Tag("TD", span=cell.span)
    if head:
        return Tag("TH", scope="Column", span=cell.span)
    return Tag("TH", scope="Row", span=cell.span) if cell.header else Tag("TD", span=cell.span)
