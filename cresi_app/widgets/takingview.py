"""A view that takes a file in once it was looked at: how it is left, and the two keys that every such view has."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.widgets.desk import Desk
from cresi_app.widgets.tasks import Progress

_RETURNS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TakingView(QWidget):
    """What is under way is `_running`, and given up when the view is left. `closed` to go back."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._running: Progress | None = None

    def run(self) -> None:
        """Do what the filled button does: take the file in."""
        raise NotImplementedError

    def leave(self) -> None:
        """Go back; what is under way is given up."""
        self._stop()
        self.closed.emit()

    def _stop(self) -> None:
        if self._running is not None:
            self._desk.tasks.cancel(self._running)
            self._running = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter takes the file in, Escape goes back without loss."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _RETURNS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.run()
        else:
            super().keyPressEvent(event)
