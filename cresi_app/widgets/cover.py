"""Covers drawn for documents that have no picture: the title chooses one of ten colours and one of five patterns."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.bookcover import CREAM, cover_choice, cover_colours, cover_letter
from cresi_app.core.typography import french
from cresi_app.widgets import fonts
from cresi_app.widgets.paint import smooth
from cresi_app.widgets.theme import theme


def paint_cover(painter: QPainter, rect: QRectF, title: str, author: str = "", picture: QImage | None = None) -> None:
    """Draw a cover in `rect`: the picture if there is one, else the drawn one with title or initial."""
    look = theme()
    radius = min(look.px(6 if rect.width() >= look.px(72) else 4), rect.width() / 8)
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setClipPath(path)
    if picture is not None and not picture.isNull():
        _paint_picture(painter, rect, picture)
    else:
        ground, second = map(QColor, cover_colours(title))
        painter.fillRect(rect, ground)
        _PATTERNS[cover_choice(title)[1]](painter, rect, second)
        if rect.width() >= look.px(72):
            _paint_words(painter, rect, title, author, ground)
        else:
            _paint_letter(painter, rect, title)
    _paint_spine(painter, rect)
    painter.restore()


def _paint_picture(painter: QPainter, rect: QRectF, picture: QImage) -> None:
    size = picture.size().scaled(rect.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(rect.center())
    painter.drawImage(place, picture)


def _paint_spine(painter: QPainter, rect: QRectF) -> None:
    spine = QRectF(rect.x(), rect.y(), rect.width() * 0.12, rect.height())
    light = QLinearGradient(spine.topLeft(), spine.topRight())
    light.setColorAt(0, QColor(0, 0, 0, 40))
    light.setColorAt(0.35, QColor(255, 255, 255, 46))
    light.setColorAt(1, QColor(255, 255, 255, 0))
    painter.fillRect(spine, light)


def _paint_letter(painter: QPainter, rect: QRectF, title: str) -> None:
    letter = cover_letter(title)
    font = QFont(list(fonts.SERIF if fonts.serif_holds(letter) else fonts.SANS))
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(max(8, round(rect.width() * 0.42)))
    painter.setFont(font)
    painter.setPen(QColor(CREAM))
    place = rect.adjusted(rect.width() * 0.12, rect.height() * 0.06, 0, 0)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), letter)


def fitted(title: str, metrics: QFontMetricsF, place: QRectF, flags: int) -> str:
    """Return the words that have room in `place`, the last one followed by « … » when some have not."""
    bound = french(title)  # a mark keeps to its word
    endless = QRectF(place.topLeft(), QSizeF(place.width(), 10_000))
    words, shown = bound.split(" "), bound
    while len(words) > 1 and metrics.boundingRect(endless, flags, shown).height() > place.height():
        words.pop()
        shown = f"{' '.join(words)}…"
    return shown


def _paint_words(painter: QPainter, rect: QRectF, title: str, author: str, ground: QColor) -> None:
    font = QFont(list(fonts.SERIF if fonts.serif_holds(title) else fonts.SANS))
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(max(8, round(rect.width() * 0.105)))
    painter.setFont(font)
    painter.setPen(QColor(CREAM))
    place = rect.adjusted(rect.width() * 0.1, rect.height() * 0.07, -rect.width() * 0.07, -rect.height() * 0.45)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(place, int(flags), fitted(title, QFontMetricsF(font), place, int(flags)))
    if author:
        small = QFont(list(fonts.SANS))
        small.setPixelSize(max(7, round(rect.width() * 0.068)))
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        line = rect.adjusted(rect.width() * 0.09, rect.height() - metrics.height() * 1.5, -rect.width() * 0.06, 0)
        shown = metrics.elidedText(author, Qt.TextElideMode.ElideRight, line.width())
        _paint_over_pattern(painter, line, shown, ground)


def _paint_over_pattern(painter: QPainter, line: QRectF, words: str, ground: QColor) -> None:
    """Draw words edged with the cover's own colour: the pattern under them may be as pale as they are."""
    edge = max(0.8, line.width() * 0.013)
    painter.setPen(ground)
    for across, down in ((-1, 0), (1, 0), (0, -1), (0, 1), (-0.7, -0.7), (0.7, -0.7), (-0.7, 0.7), (0.7, 0.7)):
        painter.drawText(line.translated(across * edge, down * edge), int(Qt.AlignmentFlag.AlignLeft), words)
    painter.setPen(QColor(CREAM))
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), words)


def _circles(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, max(1.0, rect.width() * 0.016)))
    centre = QPointF(rect.center().x(), rect.bottom() + rect.height() * 0.04)
    for step in range(1, 6):
        radius = rect.width() * 0.12 * step
        painter.drawEllipse(centre, radius, radius)


def _waves(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for band in range(5):
        shade = QColor(colour)
        shade.setAlphaF(0.28 + 0.16 * band)
        top = rect.bottom() - rect.height() * (0.44 - 0.085 * band)
        path = QPainterPath(QPointF(rect.left(), top))
        third, rise = rect.width() / 2, rect.height() * 0.035
        path.cubicTo(
            rect.left() + third * 0.5, top - rise, rect.left() + third * 0.6, top + rise, rect.left() + third, top
        )
        path.cubicTo(rect.left() + third * 1.4, top - rise, rect.left() + third * 1.6, top + rise, rect.right(), top)
        path.lineTo(rect.bottomRight())
        path.lineTo(rect.bottomLeft())
        painter.fillPath(path, shade)


def _quarters(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    soft = QColor(colour)
    soft.setAlphaF(0.45)
    painter.setBrush(soft)
    painter.drawEllipse(
        QPointF(rect.left() + rect.width() * 0.1, rect.bottom()), rect.width() * 0.4, rect.width() * 0.4
    )
    painter.setBrush(colour)
    painter.drawEllipse(
        QPointF(rect.right() - rect.width() * 0.22, rect.bottom() - rect.height() * 0.2),
        rect.width() * 0.44,
        rect.width() * 0.44,
    )


def _bars(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    heights = (0.12, 0.38, 0.3, 0.42, 0.22, 0.36, 0.28)
    width = rect.width() / len(heights)
    for index, height in enumerate(heights):
        shade = QColor(colour)
        shade.setAlphaF(0.85 if index % 2 else 0.5)
        painter.fillRect(
            QRectF(
                rect.x() + index * width, rect.bottom() - rect.height() * height, width * 0.86, rect.height() * height
            ),
            shade,
        )


def _arcs(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    side = rect.width() / 3
    for row in range(2):  # the words stand above
        for column in range(3):
            x, y = rect.x() + column * side, rect.bottom() - (row + 1) * side
            if (row + column) % 2 == 0:
                painter.drawPie(QRectF(x - side, y, side * 2, side * 2), 0, 90 * 16)


_PATTERNS: Final = (_circles, _waves, _quarters, _bars, _arcs)


@lru_cache(maxsize=512)
def cover_pixmap(title: str, author: str, width: int, height: int) -> QPixmap:
    """Return a drawn cover as a cached pixmap of width × height real pixels (for lists)."""
    drawn = QPixmap(width * 2, height * 2)
    drawn.setDevicePixelRatio(2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = smooth(QPainter(drawn))
    paint_cover(painter, QRectF(0, 0, width, height), title, author)
    painter.end()
    return drawn


class Cover(QWidget):
    """A document's cover, 112 × 156 by default; the words beside it say what it is."""

    def __init__(
        self,
        title: str = "",
        author: str = "",
        width: float = 112,
        height: float = 156,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._author, self._width, self._height = title, author, width, height
        self._picture: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set(self, title: str, author: str = "", picture: QImage | None = None) -> None:
        """Show another document."""
        self._title, self._author, self._picture = title, author, picture
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the cover and its small shadow."""
        return QSize(theme().px(self._width), theme().px(self._height) + theme().px(3))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw shadow and cover."""
        look = theme()
        painter = smooth(QPainter(self))
        rect = QRectF(0, 0, self.width(), self.height() - look.px(3))
        if not look.dark:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("shadow", 0.12))
            painter.drawRoundedRect(rect.adjusted(2, 4, -2, look.px(3)), look.px(6), look.px(6))
        paint_cover(painter, rect, self._title, self._author, self._picture)
        painter.end()
