"""A view with a map over its list: in a low window the map gives way before the list does."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from cresi_app.cooperation.ui.view import DeskView
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole
from cresi_app.widgets.zoommap import ZoomMap

TALL, LOW = 250, 180
"""Pixels of the look between which the map is high."""


class MapView(DeskView):
    """`map` is as high as the window leaves it beside the least of the list."""

    map: ZoomMap
    _around: QWidget | None = None

    def leave(self) -> None:
        """Put away what stands at the right; the map has no ring then."""
        self.map.set_current(None)
        super().leave()

    def share_height(self) -> None:
        """Give the map what the rest does not need."""
        layout, around = self.layout(), self.parentWidget()
        if layout is None or around is None:
            return
        look, map_ = theme(), self.map
        if scrolls_whole(self):  # the view is as high as it wishes: shared out, it would grow with each look at it
            map_.setFixedHeight(look.px(TALL))
            return
        rest = layout.totalMinimumSize().height() - map_.minimumHeight()
        map_.setFixedHeight(max(look.px(LOW), min(look.px(TALL), around.height() - rest)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Follow what it scrolls in: that may get lower than the view."""
        super().showEvent(event)
        around = self.parentWidget()
        if around is not None and around is not self._around:
            self._around = around
            around.installEventFilter(self)
        self.share_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Share the height out again."""
        if watched is self._around and event.type() == QEvent.Type.Resize:
            self.share_height()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the height out again: filters take more lines, or fewer."""
        super().resizeEvent(event)
        self.share_height()
