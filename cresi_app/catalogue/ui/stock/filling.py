"""A scroll area in which one card is as high as what is seen: its list fills the window, and its buttons stay in sight."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

_AROUND = 12
"""What the content leaves above and below its cards, in pixels of the look."""


class FillingArea(ScrollArea):
    """Scrolls `content`; `card`, somewhere in it, takes the height of the view, never less than `least` pixels of the look."""

    def __init__(self, content: QWidget, card: QWidget, least: float) -> None:
        super().__init__(content, ground="canvas")
        self._card, self._least = card, least
        theme().changed.connect(self._fill)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the window."""
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        look = theme()
        view = 0 if scrolls_whole(self) else self.viewport().height()  # there it grows with what it holds
        self._card.setMinimumHeight(max(look.px(self._least), view - look.px(_AROUND)))
