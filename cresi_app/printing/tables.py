"""The tables papers are made of: open tables, facts, key figures, ticked states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.printing import drawing, flow, style, typesetting
from cresi_app.printing.flow import Block, words
from cresi_app.printing.grid import HEAD_LINE, UNDER_HEAD, Cell, Column, Grid, Row
from cresi_app.printing.style import MM, Align
from cresi_app.printing.tags import Tag

FACT_LABEL: Final = ParagraphStyle("fact label", style.COLUMN_HEAD, leading=11.8)
_FIGURE: Final = 14.0
"""Words of this size and more are figures."""
Value: TypeAlias = "str | tuple[str, str] | Flowable"
"""A cell: words, words with a second line in small grey, or a drawing."""


@dataclass(frozen=True, slots=True)
class Col:
    """A column: its head, its share of the table's width, how it is aligned, whether it names its rows."""

    title: str
    share: float
    align: Align = "left"
    strong: bool = False
    names_row: bool = False


def open_table(
    columns: Sequence[Col], rows: Iterable[Sequence[Value]], width: float, *, total: Sequence[Value] = ()
) -> Grid:
    """Return a table without sides: text flush with the page's, weight and rules for structure, header repeated."""
    inner = _spread(columns, width)
    body = [_row(columns, row) for row in rows]
    if total:
        if body:
            body[-1] = replace(body[-1], below=None, keep=True)
        body.append(_total(columns, total))
    head = Row(
        [Cell([words(c.title, style.COLUMN_HEAD, align=c.align)], valign="bottom") for c in columns],
        above=HEAD_LINE,
        below=UNDER_HEAD,
    )
    return Grid(inner, body, head=[head])


def _spread(columns: Sequence[Col], width: float) -> list[Column]:
    """Share out the width; 9 pt between columns, 12 more where a left-aligned one follows a right-aligned one."""
    whole = sum(column.share for column in columns)
    inner = []
    for before, column, after in zip((None, *columns), columns, (*columns[1:], None), strict=False):
        left = 12.0 if before is not None and before.align == "right" and column.align == "left" else 0.0
        inner.append(Column(width * column.share / whole, left, 9.0 if after is not None else 0.0))
    return inner


def _row(columns: Sequence[Col], values: Sequence[Value]) -> Row:
    cells = []
    for column, value in zip(columns, values, strict=True):
        base = style.TABLE_STRONG if column.strong or column.names_row else style.TABLE
        cells.append(Cell(_flows(value, base, column.align), header=column.names_row))
    return Row(cells)


def _total(columns: Sequence[Col], values: Sequence[Value]) -> Row:
    """Return the closing row; a label runs over the empty cells that follow it."""
    cells: list[Cell] = []
    for column, value in zip(columns, values, strict=True):
        if value == "" and cells and column.align == "left" and column is not columns[-1]:
            cells[-1].span += 1
        else:
            cells.append(Cell(_flows(value, style.TABLE_STRONG, column.align), header=column.names_row))
    return Row(cells, above=UNDER_HEAD, below=HEAD_LINE)


def _flows(value: Value, base: ParagraphStyle, align: Align) -> list[Flowable]:
    if isinstance(value, Flowable):
        return [value]
    first, second = (value, "") if isinstance(value, str) else value
    flows = [words(first, base, align=align)] if first else []
    return [*flows, words(second, style.SECOND, align=align)] if second else flows


def facts(pairs: Iterable[tuple[str, str]], width: float, *, label: float = 46 * MM) -> Grid:
    """Return a list of labelled facts; those with nothing to say are left out."""
    rows = [
        Row([Cell([words(name, FACT_LABEL)], header=True), Cell([words(value, style.TABLE)])], keep=number == 0)
        for number, (name, value) in enumerate((n, v) for n, v in pairs if v)
    ]
    if rows:
        rows[0] = replace(rows[0], above=UNDER_HEAD)
    return Grid([Column(label), Column(width - label, right=0)], rows, pad=(4.4, 5))


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that stands for itself: « 6 400 », « habitants concernés », « dont 3 350 femmes »."""

    figure: str
    label: str
    second: str = ""


class SideBySide(Block):
    """Small stacks of words in equal columns with hairlines between: key figures, a cover's facts."""

    def __init__(self, stacks: Sequence[Sequence[Flowable]], *, above: bool = False) -> None:
        super().__init__()
        self.stacks, self.above = [list(stack) for stack in stacks], above
        self.pad = 9.0 if above else 0.0

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the height of the tallest stack."""
        self.width = avail_width
        self.column = avail_width / max(len(self.stacks), 1)
        self.stacks = [[_narrowed(part, self._inner(n)) for part in stack] for n, stack in enumerate(self.stacks)]
        tallest = max((flow.stack_height(s, self._inner(n)) for n, s in enumerate(self.stacks)), default=0.0)
        self.height = tallest + 2 * self.pad
        return self.width, self.height

    def _inner(self, number: int) -> float:
        return self.column - (12 if number else 0) - 8

    def draw(self) -> None:
        """Draw the hairlines, then each stack."""
        with self.canv.artifact():
            if self.above:
                drawing.hline(self.canv, 0, self.width, self.height, style.MIDDLE, style.INK)
            for number in range(1, len(self.stacks)):
                x = number * self.column
                drawing.vline(self.canv, x, self.pad * 0.4, self.height - self.pad * 0.8, style.LIGHT, style.RULE)
        for number, stack in enumerate(self.stacks):
            x = number * self.column + (12 if number else 0)
            flow.draw_stack(self.canv, stack, x, self.height - self.pad, self._inner(number))


def _narrowed(part: Flowable, width: float) -> Flowable:
    """Return a figure set smaller when it is wider than its column: an amount is never broken."""
    if not isinstance(part, flow.Words) or not part.source or part.style.fontSize < _FIGURE:
        return part
    longest = max(typesetting.bare(part.source).split(" "), key=lambda word: drawing.line_width(word, part.style))
    smaller = drawing.fitted(longest, part.style, width, style.TABLE.fontSize)
    return part if smaller is part.style else words(part.source, smaller, role=part.tag.role)


def key_figures(figures: Sequence[KeyFigure], colour: Any = style.PETROL) -> SideBySide:
    """Return up to four figures in a row, figure first."""
    strong = ParagraphStyle("key label", style.LABEL, textColor=style.INK)
    return SideBySide(
        [
            [
                words(item.figure, style.coloured(style.FIGURE, colour)),
                words(item.label, strong),
                *([words(item.second, style.SECOND)] if item.second else []),
            ]
            for item in figures
        ],
        above=True,
    )


def cover_facts(items: Sequence[tuple[KeyFigure, bool]]) -> SideBySide:
    """Return the facts of a cover, label first; True sets the figure in the accent colour."""
    return SideBySide(
        [
            [
                words(item.label, style.LABEL),
                words(item.figure, style.coloured(style.FACT, style.ACCENT) if asked else style.FACT),
                *([words(item.second, style.SECOND)] if item.second else []),
            ]
            for item, asked in items
        ]
    )


class Tick(flow.Figure):
    """A box, ticked or empty, with its word beside: never the box alone."""

    def __init__(self, word: str, *, ticked: bool, spoken: tuple[str, str]) -> None:
        super().__init__(60, style.TABLE.leading, spoken[0] if ticked else spoken[1])
        self.word, self.ticked = word, ticked

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take one line."""
        self.width = avail_width
        return avail_width, self.height

    def draw(self) -> None:
        """Draw the box as a figure, the word as text."""
        super().draw()
        base = style.TABLE if self.ticked else style.TABLE_STRONG
        with flow.marked_as(self.canv, Tag("P")):
            drawing.line(self.canv, (13, 3), self.word, base, upto=self.width - 13)

    def paint(self) -> None:
        """Draw the box and, when ticked, its tick as a path: the typeface has none."""
        canv = self.canv
        canv.setStrokeColor(style.INK)
        canv.setLineWidth(0.7)
        canv.roundRect(0.4, 1.8, 8, 8, 1.6, stroke=1, fill=0)
        if self.ticked:
            canv.setLineWidth(1.2)
            canv.setLineCap(1)
            path = canv.beginPath()
            path.moveTo(2.3, 5.9)
            path.lineTo(3.9, 4.1)
            path.lineTo(6.7, 7.7)
            canv.drawPath(path, stroke=1, fill=0)
            canv.setLineCap(0)


class Verdict(Block):
    """A sentence in a box: petrol with a tick when all is well, accent with an exclamation mark when not."""

    def __init__(self, sentence: str, *, good: bool) -> None:
        super().__init__()
        self.colour = style.PETROL if good else style.ACCENT
        base = ParagraphStyle("verdict", style.TABLE_STRONG, textColor=style.INK if good else style.ACCENT)
        self.good, self.words = good, words(sentence, base)

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the sentence and 9 pt around it."""
        self.width = avail_width
        self.inner = flow.stack_height([self.words], avail_width - 46)
        self.height = self.inner + 14
        return self.width, self.height

    def draw(self) -> None:
        """Draw the box, the sign, the sentence."""
        canv = self.canv
        with canv.artifact():
            canv.setStrokeColor(self.colour)
            canv.setLineWidth(0.9)
            canv.roundRect(0.45, 0.45, self.width - 0.9, self.height - 0.9, 4, stroke=1, fill=0)
            self._sign(self.height / 2)
        flow.draw_stack(canv, [self.words], 32, 7 + self.inner, self.width - 46)

    def _sign(self, y: float) -> None:
        canv = self.canv
        canv.setLineWidth(1.8)
        canv.setLineCap(1)
        path = canv.beginPath()
        if self.good:
            path.moveTo(11, y)
            path.lineTo(15, y - 4.4)
            path.lineTo(22, y + 5)
        else:
            path.moveTo(16, y + 6)
            path.lineTo(16, y - 1)
            path.moveTo(16, y - 5.4)
            path.lineTo(16, y - 5.3)
        canv.drawPath(path, stroke=1, fill=0)
        canv.setLineCap(0)
