"""Small marks: the state pill, the filter chip, the tag, the count, the initials."""

import zlib
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.paint import CENTRE, LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

PillTone = Literal["success", "warning", "danger", "info", "accent", "primary", "neutral"]


def pill_colours(tone: str, *, on_selection: bool = False) -> tuple[QColor, QColor]:
    """Return ground and ink of a pill; on a selected row the ground becomes the surface."""
    look = theme()
    ground = "surface3" if tone == "neutral" else f"{tone}_soft"
    ink = "text2" if tone == "neutral" else tone
    return look.color("surface" if on_selection else ground), look.color(ink)


def pill_width(text: str, *, dot: bool = True) -> int:
    """Return the width of a pill in pixels."""
    look = theme()
    words = QFontMetrics(look.font("caption_strong")).horizontalAdvance(text)
    return words + look.px(18) + (look.px(11) if dot else 0) + 2


def paint_pill(
    painter: QPainter, rect: QRectF, text: str, tone: str, *, dot: bool = True, on_selection: bool = False
) -> None:
    """Draw a pill in `rect` (24 high in the look)."""
    look = theme()
    ground, ink = pill_colours(tone, on_selection=on_selection)
    line = look.color("border") if look.contrast else None
    rounded(painter, rect, rect.height() / 2, ground, line)
    x = rect.x() + look.px(9)
    if dot:
        side = look.px(6.4)
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(x, rect.center().y() - side / 2, side, side))
        x += look.px(11)
    place = QRect(round(x), round(rect.y()), round(rect.right() - x - look.px(6)), round(rect.height()))
    put_text(painter, place, text, look.font("caption_strong"), ink, LEFT)


class Pill(QWidget):
    """A state in a word, with its dot: colour is never alone."""

    def __init__(
        self, text: str = "", tone: PillTone = "neutral", *, dot: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._dot = text, tone, dot
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme().changed.connect(self.restyle)

    @property
    def text(self) -> str:
        """The word shown."""
        return self._text

    def set(self, text: str, tone: PillTone = "neutral") -> None:
        """Show another state."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.restyle()

    def restyle(self) -> None:
        """Take the look in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 24 pixels of height and what the word needs."""
        return QSize(pill_width(self._text, dot=self._dot), theme().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = smooth(QPainter(self))
        paint_pill(painter, QRectF(self.rect()), self._text, self._tone, dot=self._dot)
        painter.end()


class Chip(QPushButton):
    """A filter in force; pressing it takes the filter away."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_text(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        """Name another filter."""
        self.setText(text)
        self.setAccessibleName(tr("Retirer le filtre {name}", name=text))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 28 pixels of height and what the words need."""
        look = theme()
        words = QFontMetrics(look.font("caption_strong", weight=600)).horizontalAdvance(self.text())
        return QSize(words + look.px(12 + 8 + 14 + 10), look.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground, words and cross."""
        look = theme()
        painter = smooth(QPainter(self))
        line = look.color("primary") if look.contrast or self.underMouse() else None
        rounded(painter, QRectF(self.rect()), self.height() / 2, look.color("primary_soft"), line)
        words = QRect(look.px(12), 0, self.width() - look.px(12 + 14 + 12), self.height())
        put_text(painter, words, self.text(), look.font("caption_strong", weight=600), look.color("primary"), LEFT)
        at = QPointF(self.width() - look.px(10 + 7), self.height() / 2)
        put_pixmap(painter, look.pixmap("x", "primary", 14), at)
        painter.end()


class Tag(QPushButton):
    """An outlined word that leads somewhere (a subject, a country)."""

    opened = Signal()

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.opened)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 24 pixels of height and what the words need."""
        look = theme()
        return QSize(
            QFontMetrics(look.font("caption_strong")).horizontalAdvance(self.text()) + look.px(20), look.px(24)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw outline and words."""
        look = theme()
        painter = smooth(QPainter(self))
        ground = look.color("surface3" if self.underMouse() else "surface")
        rounded(painter, QRectF(self.rect()), self.height() / 2, ground, look.color("border"))
        put_text(painter, self.rect(), self.text(), look.font("caption_strong"), look.color("text2"), CENTRE)
        painter.end()


class CountBadge(QWidget):
    """A number in a rounded box beside a title."""

    def __init__(self, count: int = 0, tone: PillTone = "neutral", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._tone = count, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(str(count))
        theme().changed.connect(self.updateGeometry)

    def set_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setAccessibleName(str(count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 24 pixels of height and what the number needs."""
        look = theme()
        words = QFontMetrics(look.font("caption_strong", tabular=True)).horizontalAdvance(str(self._count))
        return QSize(max(look.px(24), words + look.px(14)), look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw box and number."""
        look = theme()
        painter = smooth(QPainter(self))
        ground, ink = pill_colours(self._tone)
        rounded(painter, QRectF(self.rect()), self.height() / 2, ground)
        put_text(painter, self.rect(), str(self._count), look.font("caption_strong", tabular=True), ink, CENTRE)
        painter.end()


_SMALL: Final = frozenset(
    {"a", "and", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "the"}
)
"""Words that give no letter to an avatar."""


def initials(name: str) -> str:
    """Return one or two capitals for a name: « Eau Vive Solidarité » → EV, « Teranga 94 » → T9."""
    parts = [part for part in name.replace("’", " ").replace("'", " ").split() if part[0].isalnum()]
    parts = [part for part in parts if part.casefold() not in _SMALL] or parts
    return "".join(part[0] for part in parts[:2]).upper() or "?"


def paint_avatar(painter: QPainter, rect: QRectF, name: str) -> None:
    """Draw the initials of a name on the colour that its letters give it."""
    look = theme()
    colour = look.category(zlib.crc32(name.casefold().encode()) % 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(rect)
    font = look.font("caption", weight=600)
    font.setPixelSize(max(8, round(rect.height() * 0.37)))
    put_text(painter, rect.toRect(), initials(name), font, look.on_category(), CENTRE)


class Avatar(QWidget):
    """The initials of a person or organisation; the name stands beside it."""

    def __init__(self, name: str, size: float = 32, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size = name, size
        self.restyle()
        theme().changed.connect(self.restyle)

    def set_name(self, name: str) -> None:
        """Show somebody else."""
        self._name = name
        self.update()

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = smooth(QPainter(self))
        paint_avatar(painter, QRectF(self.rect()), self._name)
        painter.end()
