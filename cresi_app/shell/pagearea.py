"""The room of the page in front: a page is never squeezed below its least size, it scrolls as a whole instead."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget

from cresi_app.widgets.page import Page
from cresi_app.widgets.theme import theme

LEAST_HEIGHT: Final = 480
"""Pixels of the look: what a window of 640 leaves a page under menus, bar and banner."""


class PageArea(QScrollArea):
    """Holds the stack of pages; the least width is that of the page in front (`Page.least`)."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        stack.currentChanged.connect(self.restyle)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(stack)
        stack.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force, and what the page in front asks for."""
        page = self._stack.currentWidget()
        least = page.least if isinstance(page, Page) else Page.least
        self._stack.setMinimumSize(theme().px(least), theme().px(LEAST_HEIGHT))
