"""The grounds of days without a session, small, for the planner's legend."""

from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cresi_app.widgets.paint import rounded, smooth
from cresi_app.widgets.theme import theme


class GroundSwatch(QWidget):
    """A small square in the ground of a school holiday, or of a week-end."""

    def __init__(self, kind: Literal["school", "off"], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedSize(theme().px(11), theme().px(11))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it; the legend's tint is stronger than a cell's, being so small."""
        look = theme()
        painter = smooth(QPainter(self))
        school = self._kind == "school"
        ground = look.color("warning_fill", 0.32) if school else look.color("surface3")
        rounded(painter, QRectF(self.rect()), look.px(3), ground)
        painter.end()
