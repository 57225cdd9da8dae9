"""A sentence that stays until what it tells of is dealt with."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cresi_app.widgets.buttons import Button
from cresi_app.widgets.labels import IconLabel, Label
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.paint import rounded, smooth
from cresi_app.widgets.theme import theme


class Notice(QWidget):
    """One sentence on its soft ground, with its acts; it cannot be closed: only what it tells of can be mended."""

    def __init__(self, tone: str, icon: str, sentence: str, acts: Sequence[Button] = (), *, role: str = "body") -> None:
        """`role` is that of the sentence's type: ``secondary`` within a narrow pane."""
        super().__init__()
        self._tone = tone
        self.label = Label(sentence, role, wrap=True)
        side = 3 if acts else 7
        row = Row(IconLabel(icon, tone, 18), self.label, *acts, spacing=10, margins=(14, side, 8, side), parent=self)
        row.setStretch(1, 1)
        self.setAccessibleName(sentence)
        theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        look = theme()
        painter = smooth(QPainter(self))
        rounded(
            painter, QRectF(self.rect()), look.px(10), look.color(f"{self._tone}_soft"), look.color(self._tone, 0.45)
        )
        painter.end()
