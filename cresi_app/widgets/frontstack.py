"""A stack that asks for the room of what stands in front: what waits behind may need more."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget


class FrontStack(QStackedWidget):
    """Shows one of its widgets at a time, and is as large as that one asks.

    With `views` each of them is a view of a page, and whatever scrolls around begins at its top.
    """

    def __init__(self, *widgets: QWidget, views: bool = False) -> None:
        super().__init__()
        for widget in widgets:
            self.addWidget(widget)
        self.currentChanged.connect(lambda _index: self.updateGeometry())
        if views:
            self.currentChanged.connect(lambda _index: self._begin())

    def _begin(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the one in front would like."""
        front = self.currentWidget()
        return front.sizeHint() if front is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least of what is in front."""
        front = self.currentWidget()
        return front.minimumSizeHint().expandedTo(front.minimumSize()) if front is not None else QSize(0, 0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say whether the height of what is in front depends on the width."""
        front = self.currentWidget()
        return front is not None and front.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height that what is in front needs at a width."""
        front = self.currentWidget()
        return front.heightForWidth(width) if front is not None else -1
