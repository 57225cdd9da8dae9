"""Fields for words: one line or several."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from cresi_app.core.text import strip_nul
from cresi_app.widgets.fields.base import Field
from cresi_app.widgets.theme import theme


class LineInput(QLineEdit):
    """A one-line input of the look. Ctrl+Z undoes typing first, and reaches the window once there is none left."""

    def __init__(self, look: str = "input", *, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside: QWidget | None = None
        self._role = role
        self.setProperty("look", look)
        self.setFont(theme().font(role))
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFont(theme().font(self._role))
        self._place()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never ask for less height than the style sheet gives."""
        return QSize(super().minimumSizeHint().width(), super().sizeHint().height())

    def hold_inside(self, button: QWidget) -> None:
        """Keep a button at the right end, over no word."""
        button.setParent(self)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        self._inside = button
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the button at the right end."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._inside is not None:
            side = theme().px(28)
            self._inside.setFixedSize(side, side)
            self._inside.move(self.width() - side - theme().px(3), (self.height() - side) // 2)
            self.setTextMargins(0, 0, theme().px(22), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let the window undo acts when there is no typing to undo."""
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the beginning of a long text until it is edited."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.selectAll()


class TextField(Field):
    """One line of words; value: str without spaces around."""

    def __init__(
        self, label: str, *, name: str = "", hint: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        self.input = LineInput()
        super().__init__(label, self.input, name=name, hint=hint, parent=parent)
        self._value = ""
        self.input.setPlaceholderText(placeholder)
        self.input.textEdited.connect(self._typed)
        self.input.returnPressed.connect(self.commit)

    def read(self) -> Any:
        """Return the words."""
        return strip_nul(self.input.text()).strip()

    def show_value(self, value: Any) -> None:
        """Show the words from their beginning."""
        if self.input.text() != (value or ""):
            self.input.setText(value or "")
            if not self.input.hasFocus():
                self.input.setCursorPosition(0)

    def _typed(self) -> None:
        self.set_error("")
        self.edited.emit()


class _Lines(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setProperty("look", "input")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        self.setFont(look.font("body"))
        self.setFixedHeight(look.px(20) * self._lines + look.px(18))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let the window undo acts when there is no typing to undo."""
        document = self.document()
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        if (undo and not document.isUndoAvailable()) or (redo and not document.isRedoAvailable()):
            event.ignore()
            return
        super().keyPressEvent(event)


class MultilineField(Field):
    """Several lines of words; value: str."""

    def __init__(
        self, label: str, *, name: str = "", hint: str = "", lines: int = 5, parent: QWidget | None = None
    ) -> None:
        self.input = _Lines(lines)
        super().__init__(label, self.input, name=name, hint=hint, parent=parent)
        self._value = ""
        self.input.textChanged.connect(self._typed)

    def read(self) -> Any:
        """Return the words."""
        return strip_nul(self.input.toPlainText()).strip()

    def show_value(self, value: Any) -> None:
        """Show the words."""
        if self.read() != (value or ""):
            self.input.setPlainText(value or "")

    def _typed(self) -> None:
        if self.input.hasFocus():
            self.set_error("")
            self.edited.emit()
