"""Keeps what is done inside the counter's window, and forgets after two idle minutes."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

IDLE_MS: Final = 120_000
WARNED_MS: Final = 100_000

_SWALLOWED: Final = frozenset({
    QEvent.Type.ContextMenu, QEvent.Type.ToolTip, QEvent.Type.WhatsThis, QEvent.Type.QueryWhatsThis, QEvent.Type.DragEnter,
    QEvent.Type.DragMove, QEvent.Type.Drop, QEvent.Type.FileOpen, QEvent.Type.Shortcut, QEvent.Type.StatusTip,
})  # fmt: skip
_ACTIVITY: Final = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate, QEvent.Type.InputMethod,
})  # fmt: skip
_EDITING: Final = (
    QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo, QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord, QKeySequence.StandardKey.SelectNextWord, QKeySequence.StandardKey.SelectPreviousWord,
    QKeySequence.StandardKey.DeleteEndOfWord, QKeySequence.StandardKey.DeleteStartOfWord,
)  # fmt: skip
_HELD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Guard(QObject):
    """Sees every event of the application first while the counter is open.

    Menus, tooltips, drops, shortcuts and any other window end here; what is left is typing, pressing and scrolling.
    """

    warned = Signal()
    """Nobody has touched anything for a while: what is on screen will soon be forgotten."""
    touched = Signal()
    """Somebody is there after all."""
    idle = Signal()

    def __init__(self, window: QWidget, *, warned_ms: int = WARNED_MS, idle_ms: int = IDLE_MS) -> None:
        super().__init__(window)
        self._window = window
        self._warning, self._ending = QTimer(self), QTimer(self)
        self._is_warned = False
        for timer, after in ((self._warning, warned_ms), (self._ending, idle_ms)):
            timer.setSingleShot(True)
            timer.setInterval(after)
        self._warning.timeout.connect(self._warn)
        self._ending.timeout.connect(self._end)

    def start(self) -> None:
        """Begin to watch the whole application."""
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self.rewind()

    def stop(self) -> None:
        """Let everything through again."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self._warning.stop()
        self._ending.stop()

    def rewind(self) -> None:
        """Count the idle time from now."""
        self._warning.start()
        self._ending.start()
        if self._is_warned:
            self._is_warned = False
            self.touched.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Swallow what leads out; note that somebody is there."""
        kind = event.type()
        if kind in _ACTIVITY:
            self.rewind()
        if kind in _SWALLOWED:
            event.ignore()
            return True
        if kind in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} and isinstance(event, QKeyEvent):
            return _leads_out(event)
        if (
            kind == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._window
        ):
            watched.hide()  # whatever it is: a dialog, a menu, a list that drops down
            return True
        return False

    def _warn(self) -> None:
        self._is_warned = True
        self.warned.emit()

    def _end(self) -> None:
        self._is_warned = False
        self.idle.emit()


def _leads_out(event: QKeyEvent) -> bool:
    """Say whether a key is a command and not typing: function keys, and Ctrl, Alt or the system's key with anything but editing."""
    if Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35 or event.key() in {
        Qt.Key.Key_Menu,
        Qt.Key.Key_Print,
        Qt.Key.Key_Help,
    }:
        return True
    if not event.modifiers() & _HELD:
        return False
    if any(event.matches(standard) for standard in _EDITING):
        return False
    # AltGr is Ctrl+Alt on some systems and writes @, €, #: a key that writes something visible is typing.
    text = event.text()
    both = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and bool(
        event.modifiers() & Qt.KeyboardModifier.AltModifier
    )
    return not (both and text and text.isprintable() and not text.isspace())
