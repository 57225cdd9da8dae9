"""Layouts that keep the look's spacing at every text size, and one that flows like words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from cresi_app.widgets.theme import theme

Margins = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels of the look."""

Item = QWidget | QLayout | int | None
"""A part of a box: a widget, a layout, a space in pixels of the look, or None for a stretch."""

NONE: Margins = (0, 0, 0, 0)


def _space(layout: QLayout, spacing: float, margins: Margins) -> None:
    look = theme()
    layout.setContentsMargins(*(look.px(side) for side in margins))
    layout.setSpacing(look.px(spacing))


def _fill(layout: QBoxLayout, items: Sequence[Item]) -> list[tuple[QSpacerItem, int]]:
    """Put the parts into a box; return its fixed spaces with their size, for the next change of zoom."""
    spaces: list[tuple[QSpacerItem, int]] = []
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            space = QSpacerItem(0, 0)
            spaces.append((space, item))
            layout.addSpacerItem(space)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return spaces


class Column(QVBoxLayout):
    """Parts under each other."""

    def __init__(
        self, *items: Item, spacing: float = 0, margins: Margins = NONE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._spacing, self._margins = spacing, margins
        self._spaces = _fill(self, items)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the zoom in force."""
        _space(self, self._spacing, self._margins)
        for space, size in self._spaces:
            space.changeSize(0, theme().px(size), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.invalidate()

    def add_space(self, size: int) -> None:
        """Leave a space of `size` pixels of the look."""
        self._spaces += _fill(self, [size])
        self.restyle()

    def set_margins(self, margins: Margins) -> None:
        """Keep these margins, in pixels of the look."""
        self._margins = margins
        self.restyle()

    def set_gap(self, spacing: float) -> None:
        """Keep the parts `spacing` pixels of the look apart."""
        self._spacing = spacing
        self.restyle()


class Row(QHBoxLayout):
    """Parts beside each other."""

    def __init__(
        self, *items: Item, spacing: float = 8, margins: Margins = NONE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._spacing, self._margins = spacing, margins
        self._spaces = _fill(self, items)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the zoom in force."""
        _space(self, self._spacing, self._margins)
        for space, size in self._spaces:
            space.changeSize(theme().px(size), 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.invalidate()

    def set_margins(self, margins: Margins) -> None:
        """Keep these margins, in pixels of the look."""
        self._margins = margins
        self.restyle()


class Grid(QGridLayout):
    """Parts in a grid with the look's gaps."""

    def __init__(
        self, *, across: float = 12, down: float = 12, margins: Margins = NONE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._across, self._down, self._margins = across, down, margins
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the zoom in force."""
        look = theme()
        self.setContentsMargins(*(look.px(side) for side in self._margins))
        self.setHorizontalSpacing(look.px(self._across))
        self.setVerticalSpacing(look.px(self._down))


class Flow(QLayout):
    """Parts laid like words on lines: chips, pills, tokens."""

    def __init__(
        self, *widgets: QWidget, gap: float = 6, down: float | None = None, parent: QWidget | None = None
    ) -> None:
        """`gap` between two parts, `down` between two lines (as much when it is not given)."""
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._down = gap, gap if down is None else down
        self.setContentsMargins(0, 0, 0, 0)
        theme().changed.connect(self.invalidate)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take one more part at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return a part, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Remove and return a part."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def clear(self) -> None:
        """Remove and delete every part."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height needed at a width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Lay the parts in `rect`."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of one single line."""
        gap = theme().px(self._gap)
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the widest part."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, rect: QRect, *, move: bool) -> int:
        gap = theme().px(self._gap)
        x, y, tallest = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            width = min(hint.width(), rect.width()) if rect.width() > 0 else hint.width()
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, tallest = rect.x(), y + tallest + theme().px(self._down), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + gap
            tallest = max(tallest, hint.height())
        return y + tallest - rect.y()


@dataclass(frozen=True, slots=True)
class _Held:
    """Sizes of a widget in pixels of the look; None: as its content asks."""

    width: float | None
    height: float | None
    least_width: float | None
    least_height: float | None
    most_width: float | None

    def apply(self, widget: QWidget) -> None:
        look = theme()
        for size, act in (
            (self.width, widget.setFixedWidth),
            (self.height, widget.setFixedHeight),
            (self.least_width, widget.setMinimumWidth),
            (self.least_height, widget.setMinimumHeight),
            (self.most_width, widget.setMaximumWidth),
        ):
            if size is not None:
                act(look.px(size))


def hold(
    widget: QWidget,
    *,
    width: float | None = None,
    height: float | None = None,
    least_width: float | None = None,
    least_height: float | None = None,
    most_width: float | None = None,
) -> None:
    """Keep a widget at sizes given in pixels of the look, at every text size."""
    held = _Held(width, height, least_width, least_height, most_width)
    held.apply(widget)
    theme().follow(widget, lambda: held.apply(widget))


def clear_layout(layout: QLayout) -> None:
    """Remove and delete all that a layout holds."""
    while layout.count():
        item = layout.takeAt(0)
        assert item is not None
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)
