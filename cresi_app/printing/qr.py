"""The QR code of a paper: short, in capitals, drawn as one path without hairline gaps."""

from functools import lru_cache
from typing import Final

from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRAlphaNum, QRCode, QRErrorCorrectLevel

from cresi_app.printing.style import INK
from cresi_app.printing.tagging import TaggedCanvas

_ALPHANUMERIC: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@lru_cache(maxsize=256)
def modules(code: str) -> tuple[tuple[bool, ...], ...]:
    """Return the dark modules of `code`, row by row from the top; level M, without quiet zone."""
    matrix = QRCode(None, QRErrorCorrectLevel.M)
    matrix.addData(QRAlphaNum(code) if set(code) <= _ALPHANUMERIC else QR8bitByte(code.encode()))
    matrix.make()
    side = range(matrix.getModuleCount())
    return tuple(tuple(bool(matrix.isDark(row, column)) for column in side) for row in side)


def draw(canv: TaggedCanvas, code: str, x: float, y: float, size: float) -> None:
    """Draw the code `size` points square on its lower left corner; four modules around must stay white."""
    canv.saveState()
    canv.translate(x, y)
    canv.once(f"code {code} {size:.2f}", lambda: _paint(canv, code, size))
    canv.restoreState()


def _paint(canv: TaggedCanvas, code: str, size: float) -> None:
    rows = modules(code)
    step = size / len(rows)
    path = canv.beginPath()
    for number, row in enumerate(rows):
        for first, last in _stretches(row):
            path.rect(first * step, size - (number + 1) * step, (last - first) * step, step)
    canv.setFillColor(INK)
    canv.drawPath(path, stroke=0, fill=1, fillMode=1)


def _stretches(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where the dark stretches of a row begin and end."""
    edges = [i for i, (before, here) in enumerate(zip((False, *row), (*row, False), strict=True)) if before != here]
    return list(zip(edges[0::2], edges[1::2], strict=True))
