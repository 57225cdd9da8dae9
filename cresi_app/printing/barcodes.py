"""Bar codes as one path without hairline gaps: EAN-13 and Code 128, each a figure with its number as words."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportlab.graphics.barcode.code128 import Code128

from cresi_app.printing import style
from cresi_app.printing.style import MM
from cresi_app.printing.tagging import TaggedCanvas

_LEFT: Final = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
"""The odd set of EAN digits; the even one is its mirror's complement, the right-hand one its complement."""
_PARITIES: Final = (
    "OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO",
)  # fmt: skip
LEAST_MODULE: Final = 0.19
"""Millimetres of the thinnest bar that office printers and hand readers still tell apart."""
BEST_MODULE: Final = 0.26
QUIET: Final = 10
"""Modules that stay white on either side."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A code's modules, True where a bar is; without the quiet zones."""

    modules: tuple[bool, ...]

    @property
    def count(self) -> int:
        """How many modules wide the code is."""
        return len(self.modules)

    def module(self, room: float, *, most: float = BEST_MODULE) -> float:
        """Return the width of a module in millimetres when the code and its quiet zones share `room`; 0 when it is too narrow."""
        fitting = min(most, room / (self.count + 2 * QUIET))
        return fitting if fitting >= LEAST_MODULE else 0.0


@lru_cache(maxsize=4096)
def bars(code: str) -> Bars | None:
    """Return the bars of a code: EAN-13 when it is one with its right check digit, else Code 128; None for what neither holds."""
    if len(code) == 13 and code.isascii() and code.isdecimal() and _ean_digit(code[:12]) == code[12]:
        return Bars(_ean13(code))
    if not code or len(code) > 48 or not all(32 <= ord(sign) < 127 for sign in code):
        return None
    return Bars(_code128(code))


def _ean_digit(body: str) -> str:
    return str(-sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(body)) % 10)


def _complement(pattern: str) -> str:
    return pattern.translate(str.maketrans("01", "10"))


def _ean13(code: str) -> tuple[bool, ...]:
    written = "101"
    for digit, parity in zip(code[1:7], _PARITIES[int(code[0])], strict=True):
        odd = _LEFT[int(digit)]
        written += odd if parity == "O" else _complement(odd)[::-1]
    written += "01010" + "".join(_complement(_LEFT[int(digit)]) for digit in code[7:]) + "101"
    return tuple(sign == "1" for sign in written)


def _code128(code: str) -> tuple[bool, ...]:
    made = Code128(value=code, quiet=0)
    made.validate()
    made.encode()
    made.decompose()
    # A letter a stretch: capitals are bars, small ones blanks, A to D one to four modules.
    return tuple(stretch.isupper() for stretch in made.decomposed for _ in range(ord(stretch.upper()) - 64))


def draw(canv: TaggedCanvas, code: Bars, at: tuple[float, float], module: float, height: float) -> float:
    """Draw the bars from their lower left corner `at` (points), `module` and `height` in millimetres; return their width in points."""
    x, y = at
    step = module * MM
    path = canv.beginPath()
    first = 0
    for number in range(1, code.count + 1):
        if number == code.count or code.modules[number] != code.modules[first]:
            if code.modules[first]:
                path.rect(x + first * step, y, (number - first) * step, height * MM)
            first = number
    canv.setFillColor(style.INK)
    canv.drawPath(path, stroke=0, fill=1, fillMode=1)
    return code.count * step
