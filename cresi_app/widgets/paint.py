"""Small strokes shared by the widgets that paint themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPaintDevice, QPainter, QPen, QPixmap

from cresi_app.widgets.theme import theme


def smooth(painter: QPainter) -> QPainter:
    """Turn on antialiasing and return the painter."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def rounded(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, line: QColor | None = None, width: float = 1.0
) -> None:
    """Fill a rounded rectangle, with its line drawn inside its edge; the radius never exceeds half a side."""
    inset = width / 2 if line is not None else 0.0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    radius = min(radius, inner.height() / 2, inner.width() / 2)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(inner, radius, radius)


def plate(painter: QPainter, rect: QRect, radius: float, line: QColor) -> None:
    """Draw a widget's own ground: the surface within its line, half a pixel in from the edge."""
    rounded(painter, QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, theme().color("surface"), line)


def card_ground(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Draw a card: in light, two faint shadows under it; then its surface and its 1 px line."""
    look = theme()
    if not look.dark and not look.contrast:
        rounded(painter, rect.translated(0, look.px(2)), radius, look.color("shadow", 0.05))
        rounded(painter, rect.translated(0, look.px(1)), radius, look.color("shadow", 0.04))
    rounded(painter, rect, radius, look.color("surface"), look.color("border"))


def put_pixmap(painter: QPainter, pixmap: QPixmap, centre: QPointF) -> None:
    """Draw a pixmap centred on a point, on whole pixels."""
    size = pixmap.deviceIndependentSize()
    painter.drawPixmap(round(centre.x() - size.width() / 2), round(centre.y() - size.height() / 2), pixmap)


class _Cuts:
    """The lists that are told of each text drawn cut; empty but while somebody asks."""

    listening: ClassVar[list[list[tuple[QPaintDevice, str]]]] = []


@contextmanager
def noting_cuts() -> Iterator[list[tuple[QPaintDevice, str]]]:
    """Collect, while it lasts, what is drawn cut: on which widget, and the whole text."""
    noted: list[tuple[QPaintDevice, str]] = []
    _Cuts.listening.append(noted)
    try:
        yield noted
    finally:
        _Cuts.listening.remove(noted)


def elided(painter: QPainter, metrics: QFontMetrics | QFontMetricsF, text: str, width: int) -> str:
    """Return `text` as far as it fits in `width`, with « … » where it is cut."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if shown != text:
        for noted in _Cuts.listening:
            noted.append((painter.device(), text))
    return shown


def put_text(painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor, align: Qt.AlignmentFlag) -> int:
    """Draw one line of text, cut with « … » when it does not fit; return the width drawn."""
    metrics = QFontMetrics(font)
    shown = elided(painter, metrics, text, rect.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), shown)
    return metrics.horizontalAdvance(shown)


def put_lines(painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor) -> int:
    """Draw text from the left on one line, or on two where it is longer and both have room; only the second is cut. Return the width drawn."""
    metrics = QFontMetrics(font)
    tall = metrics.height()
    lines = broken(text, metrics, rect.width())
    if len(lines) == 1 or 2 * tall > rect.height():
        return put_text(painter, rect, text, font, ink, LEFT)
    upper = QRect(rect.x(), rect.center().y() - tall + 1, rect.width(), tall)
    drawn = put_text(painter, upper, lines[0], font, ink, LEFT)
    return max(drawn, put_text(painter, upper.translated(0, tall), lines[1], font, ink, LEFT))


def broken(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return the text as it is, or in two where it is wider than `width` and has a space to break at."""
    words = text.split(" ")
    first = len(words)
    while first > 1 and metrics.horizontalAdvance(" ".join(words[:first])) >= width:  # which is rounded
        first -= 1
    return [text] if first == len(words) else [" ".join(words[:first]), " ".join(words[first:])]


LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
