"""Where typed words stand in a text, folded as the search folds them, and how the hits are drawn."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from cresi_app.core.text import fold, words
from cresi_app.widgets.paint import LEFT, elided, rounded
from cresi_app.widgets.theme import theme

Span = tuple[int, int]
"""Start and end of a hit, in characters of the text shown."""


def highlights(text: str, typed: str) -> list[Span]:
    """Return the places in `text` where a word begins like one of the words typed: `ecole` marks « École »."""
    wanted = words(typed)
    if not wanted:
        return []
    folded, origin = _folded_with_origin(text)
    found: list[Span] = []
    for word in wanted:
        start = folded.find(word)
        while start != -1:
            if start == 0 or not folded[start - 1].isalnum():
                found.append((origin[start], origin[start + len(word) - 1] + 1))
            start = folded.find(word, start + 1)
    return _merged(found, text)


def _folded_with_origin(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for letter in fold(character):
            letters.append(letter)
            origin.append(index)
    return "".join(letters), origin


def _merged(spans: list[Span], text: str) -> list[Span]:
    """Join hits that touch, or that only a space parts: « eau potable » is one mark."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start].isspace()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def parse_marked(text: str, opening: str = "\u0002", closing: str = "\u0003") -> tuple[str, list[Span]]:
    """Split a snippet whose hits stand between two control characters into its text and its spans."""
    plain: list[str] = []
    spans: list[Span] = []
    length, start = 0, -1
    for character in text:
        if character == opening:
            start = length
        elif character == closing:
            if start >= 0:
                spans.append((start, length))
            start = -1
        else:
            plain.append(character)
            length += 1
    return "".join(plain), spans


def paint_marked(painter: QPainter, rect: QRect, text: str, spans: Sequence[Span], font: QFont, ink: QColor) -> int:
    """Draw one line of text in `rect` with its hits on the mark colour; return the width used."""
    metrics = QFontMetricsF(font)
    shown = elided(painter, metrics, text, rect.width())
    look = theme()
    height = min(rect.height(), metrics.height() + 1)
    for start, end in spans:
        if start >= len(shown) - 1 and shown != text:
            continue
        left = metrics.horizontalAdvance(shown[:start])
        right = metrics.horizontalAdvance(shown[: min(end, len(shown))])
        mark = QRectF(rect.x() + left - 1, rect.y() + (rect.height() - height) / 2, right - left + 2, height)
        rounded(painter, mark, look.px(3), look.color("mark"))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, int(LEFT | Qt.TextFlag.TextSingleLine), shown)
    return round(metrics.horizontalAdvance(shown))
