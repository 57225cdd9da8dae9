"""A small line beside a figure: how it came to be what it is. Words say the same."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.widgets.paint import smooth
from cresi_app.widgets.theme import theme

_SIZE: Final = (92, 34)
_DOT: Final = 3.0


class Sparkline(QWidget):
    """Hidden until it has two values; the last one, today's, has a dot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values: Sequence[int] = ()
        self._ink = "success"
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()
        theme().changed.connect(self.updateGeometry)

    def set_values(self, values: Sequence[int], words: str, ink: str = "success") -> None:
        """Show other values in the colour of the token `ink`; `words` say them."""
        self.values, self._ink = list(values), ink
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(len(self.values) > 1)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 92 by 34 pixels of the look."""
        return QSize(*map(theme().px, _SIZE))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way beside a long figure."""
        return QSize(theme().px(36), theme().px(_SIZE[1]))

    def places(self) -> list[QPointF]:
        """Return where each value is drawn."""
        look = theme()
        low, high = min(self.values), max(self.values)
        room = _DOT * look.scale + 1
        across, down = self.width() - 2 * room, self.height() - 2 * room
        rise = [(value - low) / (high - low) if high > low else 0.5 for value in self.values]
        step = across / (len(rise) - 1)
        return [QPointF(room + at * step, room + (1 - up) * down) for at, up in enumerate(rise)]

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the line, the area under it and the dot of today."""
        if len(self.values) < 2:
            return
        look, places = theme(), self.places()
        painter = smooth(QPainter(self))
        line = QPainterPath(places[0])
        for place in places[1:]:
            line.lineTo(place)
        area = QPainterPath(line)
        area.lineTo(places[-1].x(), self.height())
        area.lineTo(places[0].x(), self.height())
        painter.fillPath(area, look.color(f"{self._ink}_fill", 0.12))
        painter.setPen(QPen(look.color(f"{self._ink}_fill"), 2 * look.scale))
        painter.drawPath(line)
        painter.setPen(QPen(look.color("surface"), 1))
        painter.setBrush(look.color(f"{self._ink}_fill"))
        painter.drawEllipse(places[-1], _DOT * look.scale, _DOT * look.scale)
        painter.end()
