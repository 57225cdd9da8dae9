"""What the display is set with: text sizes on notches, themes on small true pictures."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import format_percent
from cresi_app.core.settings import ZOOMS, ThemeChoice
from cresi_app.widgets import tokens
from cresi_app.widgets.paint import CENTRE, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

THEMES: Final[tuple[tuple[ThemeChoice, str], ...]] = (
    ("system", N_("Système")), ("light", N_("Clair")), ("dark", N_("Sombre")), ("contrast", N_("Contraste élevé")),
)  # fmt: skip


class _Choosing(QWidget):
    """A painted choice of a few: ← → moves, one tab stop; `chosen` carries what was chosen."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._at = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Keep the words whole and apart."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move with the arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(self._at + step)

    def _choose(self, at: int) -> None:
        raise NotImplementedError


class Notches(_Choosing):
    """Seven text sizes on a line; ← → moves, one tab stop; `chosen` carries the percent."""

    def __init__(self, name: str, values: Sequence[int] = ZOOMS) -> None:
        super().__init__(name)
        self._values = list(values)

    def set_value(self, value: int) -> None:
        """Stand on a value, without telling."""
        self._at = min(range(len(self._values)), key=lambda at: abs(self._values[at] - value))
        self.setAccessibleDescription(format_percent(self._values[self._at], 100))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return line and words."""
        return QSize(theme().px(330), theme().px(48))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the nearest notch."""
        self._choose(min(range(len(self._values)), key=lambda at: abs(self._x(at) - event.position().x())))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw line, notches, handle and words."""
        look = theme()
        painter = smooth(QPainter(self))
        y = look.px(12)
        first, last, here = self._x(0), self._x(len(self._values) - 1), self._x(self._at)
        rounded(painter, QRectF(first, y - look.px(2.5), last - first, look.px(5)), 3, look.color("surface3"))
        rounded(painter, QRectF(first, y - look.px(2.5), here - first, look.px(5)), 3, look.color("primary"))
        for at, value in enumerate(self._values):
            x = self._x(at)
            if at > self._at:
                dot = look.px(6)
                rounded(painter, QRectF(x - dot / 2, y - dot / 2, dot, dot), dot / 2, look.color("border_strong"))
            chosen = at == self._at
            font = look.font("caption", weight=600 if chosen else 400)
            place = QRect(round(x - look.px(28)), y + look.px(14), look.px(56), look.px(18))
            put_text(
                painter, place, format_percent(value, 100), font, look.color("text" if chosen else "text2"), CENTRE
            )
        disc = look.px(19)
        rounded(
            painter,
            QRectF(here - disc / 2, y - disc / 2, disc, disc),
            disc / 2,
            look.color("surface"),
            look.color("primary"),
            look.px(2),
        )
        painter.end()

    def _x(self, at: int) -> float:
        inset = theme().px(26)
        return inset + (self.width() - 2 * inset) * at / (len(self._values) - 1)

    def _choose(self, at: int) -> None:
        at = max(0, min(len(self._values) - 1, at))
        if at != self._at:
            self.set_value(self._values[at])
            self.chosen.emit(self._values[at])


class ThemeTiles(_Choosing):
    """Four small true pictures of the window; ← → moves, one tab stop; `chosen` carries the theme."""

    def set_value(self, mode: ThemeChoice) -> None:
        """Stand on a theme, without telling."""
        self._at = [key for key, _ in THEMES].index(mode)
        self.setAccessibleDescription(tr(THEMES[self._at][1]))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return pictures and words."""
        return QSize(theme().px(400), theme().px(80 + 8 + 20))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a little less in a narrow window."""
        return QSize(theme().px(380), self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the tile under the pointer."""
        for at in range(len(THEMES)):
            if self._tile(at).adjusted(0, 0, 0, theme().px(28)).contains(event.position()):
                self._choose(at)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tiles; the chosen one has a ring, a check and its word in bold."""
        look = theme()
        painter = smooth(QPainter(self))
        for at, (mode, word) in enumerate(THEMES):
            tile = self._tile(at)
            self._paint_picture(painter, tile, mode)
            on = at == self._at
            rounded(painter, tile, look.px(8), None, look.color("primary" if on else "border"), 2 if on else 1)
            font = look.font("caption", weight=600 if on else 500)
            place = QRect(round(tile.x()), round(tile.bottom()) + look.px(6), round(tile.width()), look.px(20))
            if on:
                words = QFontMetrics(font).horizontalAdvance(tr(word))
                if words + look.px(20) <= place.width():
                    place.translate(look.px(9), 0)
                    check = QPointF(place.center().x() - words / 2 - look.px(10), place.center().y() + 1)
                else:  # a long word keeps its room, the check stands on the picture
                    check = tile.bottomRight() - QPointF(look.px(11), look.px(11))
                put_pixmap(painter, look.pixmap("circle-check", "primary", 14), check)
            put_text(painter, place, tr(word), font, look.color("primary" if on else "text"), CENTRE)
        painter.end()

    def _tile(self, at: int) -> QRectF:
        look = theme()
        gap = look.px(14)
        width = (self.width() - gap * (len(THEMES) - 1)) / len(THEMES)
        return QRectF(at * (width + gap), 1, width, look.px(78))

    def _paint_picture(self, painter: QPainter, tile: QRectF, mode: ThemeChoice) -> None:
        if mode == "system":
            half = tile.width() / 2
            for part, colours in (
                (tile.adjusted(0, 0, -half, 0), tokens.LIGHT),
                (tile.adjusted(half, 0, 0, 0), tokens.DARK),
            ):
                painter.save()
                painter.setClipRect(part)
                _paint_small_window(painter, tile, colours)
                painter.restore()
            return
        colours = {"light": tokens.LIGHT, "dark": tokens.DARK}.get(mode) or tokens.high_contrast(tokens.LIGHT)
        _paint_small_window(painter, tile, colours)

    def _choose(self, at: int) -> None:
        at = max(0, min(len(THEMES) - 1, at))
        if at != self._at:
            self.set_value(THEMES[at][0])
            self.chosen.emit(THEMES[at][0])


def _paint_small_window(painter: QPainter, tile: QRectF, colours: tokens.Tokens) -> None:
    radius = theme().px(8)
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(tile, radius, radius)
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.fillRect(tile, QColor(colours["canvas"]))
    painter.fillRect(QRectF(tile.x(), tile.y(), tile.width() * 0.24, tile.height()), QColor(colours["side"]))
    for top in (0.24, 0.6):
        card = QRectF(
            tile.x() + tile.width() * 0.34, tile.y() + tile.height() * top, tile.width() * 0.56, tile.height() * 0.28
        )
        rounded(painter, card, 3, QColor(colours["surface"]), QColor(colours["border"]))
        line = QRectF(card.x() + 5, card.center().y() - 4, card.width() * 0.44, 3)
        painter.fillRect(line, QColor(colours["text"]))
        painter.fillRect(line.translated(0, 6).adjusted(0, 0, -line.width() * 0.25, -1), QColor(colours["text2"]))
        button = QRectF(card.right() - card.width() * 0.32, card.center().y() - 4, card.width() * 0.25, 8)
        rounded(painter, button, 3, QColor(colours["primary"]))
    painter.restore()
