"""A scroll area no higher than what it holds, for a form whose buttons follow it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.widgets.card import Pane
from cresi_app.widgets.scroll import ScrollArea


class FittingPane(Pane):
    """Asks for the height its lines take at the present width, not for the one of its least width."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its least width, and the height of its lines as they break now."""
        return self._as_they_break(super().minimumSizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its best width, and the height of its lines as they break now."""
        return self._as_they_break(super().sizeHint())

    def _as_they_break(self, hint: QSize) -> QSize:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth() or self.width() < super().minimumSizeHint().width():
            return hint
        return QSize(hint.width(), layout.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask again: sentences break otherwise at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class FittingScroll(ScrollArea):
    """As high as its content while there is room, so that what follows stands right under it; scrolls below that."""

    def __init__(self, content: QWidget, *, ground: str = "", parent: QWidget | None = None) -> None:
        super().__init__(content, ground=ground, framed=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for all of the content at the present width."""
        content = self.widget()
        if content is None:
            return super().sizeHint()
        width = max(self.width(), content.minimumSizeHint().width())
        tall = content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()
        return QSize(content.sizeHint().width(), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask again: sentences break otherwise at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
