"""Single lines of text, rules and pictures for drawing straight on the canvas; the caller says what they are."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader

from cresi_app.core.i18n import language
from cresi_app.printing import fonts, typesetting
from cresi_app.printing.style import Align
from cresi_app.printing.tagging import TaggedCanvas


def line(
    canv: TaggedCanvas,
    at: tuple[float, float],
    text: str,
    base: ParagraphStyle,
    *,
    align: Align = "left",
    upto: float = 0.0,
) -> float:
    """Draw one typeset line on the baseline `at` and return its width; beyond `upto` points it is cut with « … ».

    `at` is the line's left end, middle or right end as `align` says.
    """
    (x, y), spacing = at, getattr(base, "charSpace", 0.0)
    pieces, taken = _set(text, (base.fontName, base.fontSize, spacing), upto, language())
    x -= {"left": 0.0, "center": taken / 2, "right": taken}[align]
    canv.setFillColor(base.textColor)
    for number, (face_here, piece) in enumerate(pieces, start=1):
        canv.setFont(face_here, base.fontSize)
        canv.drawString(x, y, piece, charSpace=spacing)
        if number < len(pieces):
            x += _run_width([(face_here, piece)], base.fontSize, spacing)
    return taken


@lru_cache(maxsize=512)
def _set(
    text: str, type_: tuple[str, float, float], upto: float, _language: str
) -> tuple[list[tuple[str, str]], float]:
    """Return a line's pieces and width; headers say the same on every page. The typography is that of the language."""
    name, size, spacing = type_
    bare = typesetting.bare(text)
    face = fonts.fitting(name, bare)
    pieces = typesetting.runs(bare, face)
    while upto and len(text) > 1 and _run_width(pieces, size, spacing) > upto:
        text = text.rstrip("…")[:-1].rstrip() + "…"
        pieces = typesetting.runs(typesetting.bare(text), face)
    return pieces, _run_width(pieces, size, spacing)


def fitted(text: str, base: ParagraphStyle, upto: float, least: float) -> ParagraphStyle:
    """Return the style in which a line takes `upto` points at most: as it is, or smaller, but not below `least` points."""
    wide = line_width(text, base)
    if wide <= upto or base.fontSize <= least:
        return base
    return ParagraphStyle(f"{base.name} smaller", base, fontSize=max(least, base.fontSize * upto / wide - 0.01))


def line_width(text: str, base: ParagraphStyle) -> float:
    """Return the width that `line` would take."""
    plain = typesetting.bare(text)
    return _run_width(typesetting.runs(plain, fonts.fitting(base.fontName, plain)), base.fontSize, 0)


def _run_width(pieces: list[tuple[str, str]], size: float, spacing: float) -> float:
    return sum(fonts.width(piece, face, size) + spacing * len(piece) for face, piece in pieces)


def hline(canv: TaggedCanvas, x0: float, x1: float, y: float, weight: float, colour: Any) -> None:
    """Draw a horizontal line."""
    canv.setStrokeColor(colour)
    canv.setLineWidth(weight)
    canv.line(x0, y, x1, y)


def vline(canv: TaggedCanvas, x: float, y0: float, y1: float, weight: float, colour: Any) -> None:
    """Draw a vertical line."""
    canv.setStrokeColor(colour)
    canv.setLineWidth(weight)
    canv.line(x, y0, x, y1)


def picture(file: Path | None) -> Any:
    """Return a picture ready to be drawn, or None: a paper is never held up by a file that moved, is broken or too large."""
    if file is None:
        return None
    try:
        found = ImageReader(str(file))
        found.getRGBData()  # a truncated picture opens well and fails only when its points are asked for
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return found
