"""What stands in a filled field: set in our own typefaces, smaller when it must be, as a picture that the field shows."""

import io
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from cresi_app.printing import fonts, style, typesetting

USUAL: Final = 10.0
"""Size of what is typed into a field, in points; it shrinks down to `_LEAST`."""
_LEAST: Final = 6.0
_PAD: Final = 4.0


def picture(size: tuple[float, float], text: str, *, several: bool, most: float) -> bytes:
    """Return a one-page PDF of the field's size with `text` set in it, smaller when it must be."""
    fonts.register()
    fit = most
    room = size[0] - 2 * _PAD
    while True:
        lines = [piece for line in text.splitlines() for piece in broken(line, fit, room)] if several else [text]
        tall = len(lines) * fit * 1.3 + _PAD if several else 0.0
        wide = max((_width(line, fit) for line in lines), default=0.0)
        if (tall <= size[1] and wide <= room) or fit <= _LEAST:
            break
        fit -= 0.25
    held = io.BytesIO()
    canv = Canvas(held, pagesize=size, initialFontName=fonts.SANS, invariant=1, pageCompression=0)
    y = size[1] - _PAD - fit * 0.8 if several else (size[1] - fit * 0.72) / 2
    canv.setFillColor(style.INK)
    for line in lines:
        x = _PAD
        for face, piece in typesetting.runs(line, fonts.SANS):
            canv.setFont(face, fit)
            canv.drawString(x, y, piece)
            x += fonts.width(piece, face, fit)
        y -= fit * 1.3
    canv.save()
    return held.getvalue()


def broken(text: str, size: float, room: float) -> list[str]:
    """Break a line into lines of at most `room` points; a word longer than that is cut by letters."""
    found = [""]
    for word in typesetting.bare(text).split(" "):
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and _width(longer, size) > room:
            found.append(word)
        else:
            found[-1] = longer
    return [piece for line in found for piece in _cut(line, size, room)]


def _width(text: str, size: float) -> float:
    return sum(fonts.width(piece, face, size) for face, piece in typesetting.runs(text, fonts.SANS))


def _cut(line: str, size: float, room: float) -> list[str]:
    pieces = [line]
    while _width(pieces[-1], size) > room and len(pieces[-1]) > 1:
        last = pieces.pop()
        keep = next((n for n in range(len(last) - 1, 1, -1) if _width(last[:n], size) <= room), 1)
        pieces += [last[:keep], last[keep:]]
    return pieces
