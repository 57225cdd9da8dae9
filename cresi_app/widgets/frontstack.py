"""A stack that asks for the room of what stands in front: what waits behind may be higher."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class FrontStack(QStackedWidget):
    """Shows one of its widgets at a time, and is as high as that one asks."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        for widget in widgets:
            self.addWidget(widget)
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of what is in front, and the width of the widest."""
        return self._of_front(super().sizeHint(), wanted=True)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least height of what is in front, and the least width of all."""
        return self._of_front(super().minimumSizeHint(), wanted=False)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say whether the height of what is in front depends on the width."""
        front = self.currentWidget()
        return front is not None and front.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height that what is in front needs at a width."""
        front = self.currentWidget()
        return front.heightForWidth(width) if front is not None else -1

    def _of_front(self, all_of_them: QSize, *, wanted: bool) -> QSize:
        front = self.currentWidget()
        if front is None:
            return all_of_them
        asked = front.sizeHint() if wanted else front.minimumSizeHint()
        high = front.minimumHeight() or asked.height()
        return QSize(all_of_them.width(), max(high, asked.height()) if wanted else high)
