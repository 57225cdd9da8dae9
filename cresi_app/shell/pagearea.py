"""The room of the page in front: a page is never squeezed below its least size, it scrolls as a whole instead."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget

from cresi_app.widgets.theme import theme

LEAST_PAGE: Final = (780, 480)
"""Pixels of the look: a page gives way as far as this, in a window of 848 × 600 or so; in less room it scrolls as a whole."""


class PageArea(QScrollArea):
    """Holds the stack of pages."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(stack)
        stack.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self._stack.setMinimumSize(*(theme().px(side) for side in LEAST_PAGE))
