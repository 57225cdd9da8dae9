"""Scans: a code of one of our papers typed anywhere in the window by a reader, or pasted, opens its record."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk

PREFIX = "CRSI:"
_LONGEST = 80


class Scanning(QObject):
    """Watches the keys of one window: what begins with « CRSI: » and ends with Enter is a scan, whatever has the keyboard.

    The code is taken out of the field it was typed into, and Enter is not passed on, so that a form half filled stays as it was.
    A field or view that wants codes itself has the dynamic property ``takes_codes``.
    """

    scanned = Signal(object)
    """The code."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._typed = ""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Collect what is typed: at the native window, where keys come before any widget has them."""
        if watched is self._window:
            handle = self._window.windowHandle() if event.type() == QEvent.Type.Show else None
            if handle is not None:
                handle.installEventFilter(self)
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        field = self._window.focusWidget() or self._window
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            return self._ended(field)
        text = event.text()
        if text and text.isprintable():
            self._typed = (self._typed + text)[-_LONGEST:]
        elif event.key() not in {Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock}:
            self._typed = ""
        return False

    def _ended(self, field: QWidget) -> bool:
        typed, self._typed = self._typed, ""
        at = typed.upper().rfind(PREFIX)
        code = typed[at:].strip() if at >= 0 else ""
        if not code and isinstance(field, QLineEdit) and field.text().strip().upper().startswith(PREFIX):
            typed, at, code = field.text(), 0, field.text().strip()  # pasted, or typed by hand with corrections
        if len(code) <= len(PREFIX) or " " in code or field.property("takes_codes"):
            return False
        _take_out(field, typed[at:])
        self.scanned.emit(code.upper())
        return True


class Codes(QObject):
    """Opens the record that a code leads to; `scan(code)` says which, on a reader thread."""

    def __init__(self, parent: QObject, desk: Desk, scan: Callable[[str], tuple[str, int] | None]) -> None:
        super().__init__(parent)
        self._desk, self._scan = desk, scan

    def take(self, code: str) -> None:
        """Open it, or say that there is none."""
        scan = self._scan

        def opened(found: tuple[str, int] | None) -> None:
            if found is None:
                self._desk.messages.inline(tr("Aucune fiche ne porte le code {code}.", code=code), "warning")
            else:
                self._desk.open_record(*found)

        self._desk.read("window.scan", lambda: scan(code), opened)


def _take_out(field: QWidget, code: str) -> None:
    """Remove a code just typed from the field it went into."""
    if isinstance(field, QLineEdit):
        at = field.cursorPosition()
        if field.text()[:at].endswith(code):
            field.setText(field.text()[: at - len(code)] + field.text()[at:])
            field.setCursorPosition(at - len(code))
            field.textEdited.emit(field.text())
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        cursor = field.textCursor()
        for _ in code:
            cursor.deletePreviousChar()
