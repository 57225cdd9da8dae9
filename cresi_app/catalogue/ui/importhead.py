"""The head of an import: where one stands and the title, its steps beside them or, where there is no room, under them."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from cresi_app.widgets.gauges import Stepper
from cresi_app.widgets.layouts import Row, hold
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

TITLE: Final = 326
STEPS: Final = 380
"""Least widths in pixels of the look of the title and of the steps beside it."""
_GAP: Final = 12


class ImportHead(QWidget):
    """Holds the `words` (path and title) and the `steps`."""

    def __init__(self, words: QLayout, title: QWidget, steps: Stepper) -> None:
        super().__init__()
        hold(title, least_width=TITLE)  # in a narrow window the words of the steps go under their discs first
        hold(steps, least_width=STEPS)
        self._row = Row(words, steps, spacing=_GAP, parent=self)
        self._row.setStretch(0, 1)
        self._row.setAlignment(steps, Qt.AlignmentFlag.AlignBottom)
        theme().changed.connect(self._fit)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more width than the steps where they may stand under the title."""
        least = self._row.minimumSize()
        return QSize(theme().px(STEPS), least.height()) if scrolls_whole(self) else least

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the steps where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        under = scrolls_whole(self) and self.width() < theme().px(TITLE + _GAP + STEPS)
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if under else ways.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
            self.updateGeometry()
