"""Lists that fit: a scroll area in which one card is as high as what is seen, and columns that give way to the titles."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

_AROUND = 12
"""What the content leaves above and below its cards, in pixels of the look."""


class FillingArea(ScrollArea):
    """Scrolls `content`; `card`, somewhere in it, takes the height of the view, never less than `least` pixels of the look.

    In a page that scrolls as a whole it takes the least: there is no height of its own to fill.
    """

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


class GivingWay(QObject):
    """Hides the columns that say least while a table is narrow: by key, the width in pixels of the look that each asks for."""

    def __init__(self, table: TableView, model: TableModel[Any], shown_from: Mapping[str, float]) -> None:
        super().__init__(table)
        self._table, self._model, self._shown_from = table, model, shown_from
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the table's width."""
        if event.type() == QEvent.Type.Resize:
            for at, column in enumerate(self._model.columns()):
                narrow = self._table.width() < theme().px(self._shown_from.get(column.key, 0))
                self._table.setColumnHidden(at, narrow)
        return super().eventFilter(watched, event)
