"""A line of a list that stays where it is while what stands above it is laid out otherwise."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QTableView, QWidget


def settled(owner: QWidget, then: Callable[[], None]) -> None:
    """Do something once the parts have taken the room they were given, and asked for another height because of it."""
    QTimer.singleShot(0, owner, lambda: QTimer.singleShot(0, owner, then))


def keep_row(view: QWidget, area: QScrollArea, table: QTableView, share: Callable[[], None]) -> None:
    """Leave the current row of `table` under the mouse; `share` shares the height of `view` out again."""

    def top() -> int:
        return table.viewport().mapTo(view, table.visualRect(table.currentIndex()).topLeft()).y()

    before = top()
    if not view.isVisible() or not 0 <= before < view.height():
        return

    def put() -> None:
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + top() - before)

    def shared() -> None:
        share()
        settled(view, put)

    settled(view, shared)


class Resized(QObject):
    """Calls `then` whenever a widget has another size."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hear of the widget's size."""
        if event.type() == QEvent.Type.Resize:
            self._then()
        return super().eventFilter(watched, event)
