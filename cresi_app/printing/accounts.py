"""Two accounts side by side, line for line of a form, their sub-totals and totals aligned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.printing import fonts, style
from cresi_app.printing.flow import Columns, Gap, words
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, UNDER_HEAD, Cell, Column, Grid, Row
from cresi_app.printing.style import MM

_TITLE: Final = style.style("account title", fonts.SERIF_BOLD, 12, 14)
_TOTAL: Final = style.style("account total", fonts.FIGURES_BOLD, 8.6, 11)
_SUBCODE: Final = ParagraphStyle("account code", style.BUDGET, fontSize=7.4, textColor=style.TEXT2)
_TALLEST: Final = 208 * MM
"""Beyond it two accounts stand one under the other, each free to run over pages."""
_GUTTER: Final = 6 * MM
_PAD: Final = (1.9, 2.6)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A line of the form. `section` lines are strong; `asked` is the grant this paper asks for."""

    code: str
    label: str
    amount: str
    section: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """One side: its lines, sub-total, volunteer contributions, total. `unit` heads the amounts (« Euros »)."""

    title: str
    unit: str
    lines: Sequence[AccountLine]
    subtotal: AccountLine
    volunteer: Sequence[AccountLine]
    total: AccountLine


def accounts(left: Account, right: Account, width: float) -> list[Flowable]:
    """Return both accounts: side by side, all of the left one read first; one under the other when they are too long."""
    pair = _Pair(left, right, width)
    if pair.wrap(width, 0)[1] <= _TALLEST:
        return [pair]
    return [_grid(left, width), Gap(8 * MM), _grid(right, width)]


class _Pair(Columns):
    """Two accounts side by side, their sub-totals and totals at one height."""

    def __init__(self, left: Account, right: Account, width: float) -> None:
        self.sides, self.half = (left, right), (width - _GUTTER) / 2
        super().__init__([(self.half, [grid]) for grid in self._level(_PAD)], _GUTTER)

    def tighten(self, factor: float) -> None:
        """Let the blanks of both accounts be `factor` of the usual ones."""
        pad = (_PAD[0] * factor, _PAD[1] * factor)
        self.parts = [(self.half, [grid]) for grid in self._level(pad)]

    def _level(self, pad: tuple[float, float]) -> list[Grid]:
        pair = [_measured(account, self.half, pad) for account in self.sides]
        blanks = [
            [max(0.0, other - own) for own, other in zip(mine, theirs, strict=True)]
            for mine, theirs in (pair, pair[::-1])
        ]
        return [_grid(account, self.half, pad, blank) for account, blank in zip(self.sides, blanks, strict=True)]


def _measured(account: Account, width: float, pad: tuple[float, float]) -> tuple[float, float]:
    """Return the heights above the sub-total and between it and the total."""
    grid = _grid(account, width, pad)
    grid.wrap(width, 0)
    first = len(account.lines) + 1
    heights = [row.height for row in grid.rows]
    return sum(heights[:first]), sum(heights[first:-1])


def _grid(
    account: Account, width: float, pad: tuple[float, float] = _PAD, blanks: Sequence[float] = (0.0, 0.0)
) -> Grid:
    columns = [Column(23, 2.5, 2), Column(width - 75, 0, 2), Column(52, 0, 2.5)]
    head = Row(
        [
            Cell([words(account.title, _TITLE)], span=2, valign="bottom"),
            Cell([words(account.unit, style.COLUMN_HEAD, align="right")], valign="bottom"),
        ],
        above=HEAD_LINE,
        below=None,
    )
    rows = [*map(_line, account.lines), _blank(blanks[0]), _sum(account.subtotal)]
    rows += [*map(_line, account.volunteer), _blank(blanks[1]), _sum(account.total, last=True)]
    return Grid(columns, [row for row in rows if row is not None], head=[head], pad=pad)


def _line(line: AccountLine) -> Row:
    base = style.BUDGET_STRONG if line.section else style.BUDGET
    if line.asked:
        base = ParagraphStyle("asked line", style.BUDGET_STRONG, textColor=style.ACCENT)
    code = words(line.code, base if line.section else _SUBCODE)
    return Row(
        [
            Cell([code] if line.code else []),
            Cell([words(line.label, base)], header=True),
            Cell([words(line.amount, base, align="right")]),
        ],
        above=UNDER_HEAD if line.section else BETWEEN,
        below=None,
        line_from=0 if line.section or line.code else 1,
    )


def _sum(line: AccountLine, *, last: bool = False) -> Row:
    return Row(
        [
            Cell([words(line.label, _TOTAL)], span=2, header=True),
            Cell([words(line.amount, _TOTAL, align="right")]),
        ],
        above=HEAD_LINE,
        below=HEAD_LINE if last else None,
        fill=style.TINT,
        least=15.5,
        keep=not last,
    )


def _blank(height: float) -> Row | None:
    """Return the filler that brings the sub-totals of both sides to the same height."""
    return Row([Cell(span=3)], below=None, least=height, keep=True) if height > 0 else None


def unit_of(currency: str) -> str:
    """Return what heads a column of amounts."""
    return tr("Euros") if currency == "EUR" else currency
