"""Lists that fit: a card as high as what is seen beside acts that scroll alone, columns that give way."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

_AROUND = 12
"""What the content leaves above and below its cards, in pixels of the look."""


class FillingArea(ScrollArea):
    """Scrolls `content`; `card`, somewhere in it, takes the height of the view, never less than `least` pixels of the look.

    In a page that scrolls as a whole, and where `columns` stand under each other, it is as high as what it holds.
    """

    def __init__(self, content: QWidget, card: QWidget, least: float, columns: TwoColumns | None = None) -> None:
        super().__init__(content, ground="canvas")
        self._card, self._least, self._columns = card, least, columns
        theme().changed.connect(self._fill)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the window."""
        super().resizeEvent(event)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow columns that went under each other."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fill()
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        if scrolls_whole(self) or (self._columns is not None and self._columns.stacked):
            self._card.setMinimumHeight(0)  # there it grows with what it holds
        else:
            look = theme()
            self._card.setMinimumHeight(max(look.px(self._least), self.viewport().height() - look.px(_AROUND)))


class SideScroll(ScrollArea):
    """What stands beside a list that fills the view: it scrolls alone there, and is seen whole under it."""

    def _open(self) -> bool:
        above = self.parentWidget()
        while above is not None and not isinstance(above, TwoColumns):
            above = above.parentWidget()
        return super()._open() or (above is not None and above.stacked)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the room of its bar too, where it has one."""
        hint = super().minimumSizeHint()
        return hint if self._open() else hint + QSize(self.verticalScrollBar().sizeHint().width(), 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more height than it needs: the list beside it gives the height."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask again when it goes under the list, or comes back beside it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


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
