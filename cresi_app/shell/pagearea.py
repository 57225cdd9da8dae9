"""The room of the page in front: a page is never squeezed below its least size, it scrolls as a whole instead."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from cresi_app.widgets.page import Page
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import WholeGround, below_step

LEAST_WIDTH: Final = 540
"""Pixels of the look that a page which scrolls as a whole is wide at least."""
LEAST_HEIGHT: Final = 340
"""Pixels of the look where a page does not scroll as a whole; what is higher scrolls within its own pane."""


class _Ground(WholeGround):
    """Gives the stack all its room, whatever its pages ask for."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give it."""
        super().resizeEvent(event)
        self._stack.setGeometry(self.rect())


class PageArea(QScrollArea):
    """Holds the stack of pages; the least width is that of the page in front (`Page.least`)."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        # What stands between keeps the wish of a page to be higher from making the window scroll: its own panes do.
        self._ground = _Ground(stack)
        self._watched: QWidget | None = None
        stack.currentChanged.connect(self._turned)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._turned()
        theme().changed.connect(self.restyle)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: object, now: object) -> None:
        """Keep what has the keyboard in sight: a form that begins under a list; a list is read where it is."""
        if isinstance(now, QWidget) and self._ground.isAncestorOf(now) and now.height() < self.viewport().height() // 2:
            self.ensureWidgetVisible(now, 0, theme().px(24))

    def _turned(self) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = self._stack.currentWidget()
        if self._watched is not None:
            self._watched.installEventFilter(self)
        self.restyle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the page when its needs change: a form opened above its list."""
        if watched is self._watched and event.type() == QEvent.Type.LayoutRequest:
            self.restyle()
        return super().eventFilter(watched, event)

    def restyle(self) -> None:
        """Take the look in force, and what the page in front asks for."""
        self._ground.set_whole(below_step(self))
        page = self._stack.currentWidget()
        wide, low = self._least_of(page)
        if self._ground.whole:
            # at least as high as sentences that break at this width make it
            broken = page.heightForWidth(max(wide, self.viewport().width())) if page is not None else 0
            self._ground.setMinimumSize(wide, max(low, broken))
            return
        low = max(low, theme().px(float(getattr(page, "least_height", LEAST_HEIGHT))))
        bar = self.verticalScrollBar().sizeHint().width() if self.height() < low else 0
        self._ground.setMinimumSize(wide - bar, low)

    def _least_of(self, page: QWidget | None) -> tuple[int, int]:
        """Return the least width and height of a page in pixels; below the step as wide as what it shows needs."""
        wide = theme().px(float(getattr(page, "least", Page.least)))
        if page is None:
            return wide, 0
        layout = page.layout()
        if self._ground.whole and layout is not None:
            wide = min(wide, max(layout.minimumSize().width(), page.minimumWidth(), theme().px(LEAST_WIDTH)))
        return wide, page.minimumSizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave room for the bar of a low window."""
        super().resizeEvent(event)
        self.restyle()
