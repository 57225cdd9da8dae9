"""Tab goes through a view as it is read, though parts of it are made anew each time it is shown."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QStackedWidget, QWidget


def read_order(root: QWidget) -> Iterator[QWidget]:
    """Give the widgets under `root` that take the keyboard, in the order of the layouts."""
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
    inner = root.widget() if isinstance(root, QScrollArea) else None
    if isinstance(inner, QWidget):
        yield from read_order(inner)
    elif isinstance(root, QStackedWidget):
        for page in filter(None, map(root.widget, range(root.count()))):
            yield from read_order(page)
    elif not isinstance(root, QAbstractScrollArea) and root.layout() is not None:
        yield from _within(root.layout())


def _within(layout: QLayout | None) -> Iterator[QWidget]:
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index) if layout is not None else None
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from read_order(widget)
        elif inner is not None:
            yield from _within(inner)


def order_tabs(root: QWidget) -> None:
    """Let Tab walk through `root` in the order of its layouts."""
    stops = list(read_order(root))
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
