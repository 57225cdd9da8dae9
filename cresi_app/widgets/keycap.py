"""A key drawn as on a keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from cresi_app.widgets.paint import CENTRE, plate, put_text, smooth
from cresi_app.widgets.theme import theme


class Keycap(QLabel):
    """A key drawn as on a keyboard."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFont(theme().font("caption"))
        self.setFixedSize(self.fontMetrics().horizontalAdvance(self.text()) + theme().px(18), theme().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        plate(painter, self.rect(), look.px(5), look.color("border"))
        put_text(painter, self.rect(), self.text(), look.font("caption"), look.color("text2"), CENTRE)
        painter.end()
