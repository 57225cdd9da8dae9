"""What all fields share: the linked label, the hint or error line, and saving when the field is left."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.widgets.labels import IconLabel, Label
from cresi_app.widgets.layouts import Column, Row

_NOTE_ICON = {"success": "circle-check", "warning": "triangle-alert", "danger": "triangle-alert", "neutral": ""}


class Field(QWidget):
    """One value of a form.

    `committed` carries the new value when the field is left, or Enter pressed, with another value that reads well;
    `edited` follows each keystroke. `name` is the record's field, by which refusals find their place.
    """

    committed = Signal(object)
    edited = Signal()

    def __init__(
        self, label: str, editor: QWidget, *, name: str = "", hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.editor = editor
        self._hint = (hint, "neutral")
        self._error = ""
        self._value: Any = None
        self.label = Label(label, "button")
        self.label.setBuddy(editor)
        self._note_icon = IconLabel("triangle-alert", "danger", 14)
        self._note = Label(hint, "caption", "text3", wrap=True)
        editor.setAccessibleName(label)
        editor.installEventFilter(self)
        self._note_row = QWidget()
        Row(self._note_icon, self._note, spacing=5, parent=self._note_row).setStretch(1, 1)
        self.head = Row(self.label, None, spacing=8)
        self.column = Column(self.head, editor, self._note_row, spacing=4, parent=self)
        self.column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._show_note()

    # what a field is, for its kind to say
    def read(self) -> Any:
        """Return the value of what stands in the input; raises `DomainError` when it does not read."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Put a value into the input."""
        raise NotImplementedError

    def hold_keys(self) -> bool:
        """Say whether the field wants to keep its focus events (a list of proposals is open)."""
        return False

    # what pages use
    def value(self) -> Any:
        """Return the last value that was set or committed."""
        return self._value

    def set_value(self, value: Any, *, keep_typing: bool = False) -> None:
        """Show a value; with `keep_typing`, what is being typed and not yet saved stays in the input."""
        typing = keep_typing and (self.dirty or bool(self._error))  # what was refused stays, with its reason
        self._value = value
        if not typing:
            self.show_value(value)
            self.set_error("")

    @property
    def dirty(self) -> bool:
        """Whether the input holds something else than the last value."""
        try:
            return bool(self.read() != self._value)
        except DomainError:
            return True

    def commit(self) -> bool:
        """Save what was typed if it is another value; False when it does not read (it stays, with its error)."""
        try:
            value = self.read()
        except DomainError as error:
            self.set_error(error.sentence)
            self.offer(error)
            return False
        self.set_error("")
        if value != self._value:
            self._value = value
            self.show_value(value)
            self.committed.emit(value)
        return True

    def set_error(self, sentence: str) -> None:
        """Show what is wrong and what to do; "" takes the error away."""
        self._error = sentence
        if bool(self.editor.property("error")) != bool(sentence):
            self.editor.setProperty("error", bool(sentence))
            self._repolish()
        self._show_note()

    def offer(self, error: CresiError) -> None:
        """Offer what the refused text may have meant, where the refusal says it (`data["readings"]`)."""

    @property
    def error(self) -> str:
        """The error shown, "" when none."""
        return self._error

    def set_hint(self, sentence: str, tone: str = "neutral") -> None:
        """Show a hint or a check's outcome (``neutral success warning``) when there is no error."""
        self._hint = (sentence, tone)
        self._show_note()

    def set_label(self, text: str) -> None:
        """Name the field otherwise."""
        self.label.setText(text)
        self.editor.setAccessibleName(text)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be typed."""
        setter = getattr(self.editor, "setReadOnly", None)
        if setter is not None:
            setter(read_only)
            self._repolish()
        else:
            self.editor.setEnabled(not read_only)

    def focus(self) -> None:
        """Take the keyboard."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # within
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Save when the input is left, except for its own popup."""
        if watched is self.editor and event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            popup = event.reason() in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
            if not popup and not self.hold_keys():
                self.commit()
        return super().eventFilter(watched, event)

    def _repolish(self) -> None:
        font, style = self.editor.font(), self.editor.style()
        style.unpolish(self.editor)  # gives back the font of its first showing, of another text size perhaps
        style.polish(self.editor)
        self.editor.setFont(font)

    def _show_note(self) -> None:
        text, tone = (self._error, "danger") if self._error else self._hint
        ink = "text3" if tone == "neutral" else tone
        self._note.setText(text)
        self._note.set_ink(ink)
        self._note_icon.setVisible(bool(_NOTE_ICON[tone]))
        if _NOTE_ICON[tone]:
            self._note_icon.set_icon(_NOTE_ICON[tone], ink)
        self._note_row.setVisible(bool(text))
        self.editor.setAccessibleDescription(tr("Erreur : {sentence}", sentence=text) if self._error else text)


def save_typing(root: QWidget) -> bool:
    """Save what is being typed within `root`, as leaving the field would; False when it does not read (it stays, with its error).

    Keys that lead elsewhere (Alt+←, Escape, a record's link) leave the keyboard where it is: no field would hear of it.
    """
    widget: QWidget | None = QApplication.focusWidget()
    if widget is None or not (widget is root or root.isAncestorOf(widget)):
        return True
    while widget is not None and widget is not root and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget.commit() if isinstance(widget, Field) else True
