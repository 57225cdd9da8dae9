"""A button that draws itself whole: rows, tiles, cards and desks that are pressed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cresi_app.widgets.paint import smooth
from cresi_app.widgets.theme import theme


class DrawnButton(QPushButton):
    """As wide as its place and `height` pixels of the look high, never narrower than `least`; `draw` paints everything."""

    def __init__(
        self, text: str = "", *, height: float, width: float = 300, least: float | None = None, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(text, parent)
        self._height, self._width, self._least = height, width, width if least is None else least
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        theme().changed.connect(self.updateGeometry)

    @property
    def hot(self) -> bool:
        """Whether the mouse is over it, or it is being pressed."""
        return self.isEnabled() and (self.underMouse() or self.isDown())

    def set_height(self, height: float) -> None:
        """Be `height` pixels of the look high."""
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def draw(self, painter: QPainter) -> None:
        """Paint everything; the painter is smooth and ends by itself."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size it would like."""
        return QSize(theme().px(self._width), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way in width only: words are cut, and told in full by the tooltip."""
        return QSize(theme().px(self._least), theme().px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = smooth(QPainter(self))
        self.draw(painter)
        painter.end()
