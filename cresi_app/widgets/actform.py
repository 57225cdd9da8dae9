"""One act of a person as a short form in place: its fields, one verb, « Annuler »; nothing typed is lost when it is refused."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, Form
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.notices import InlineMessage

Work = Callable[[Mapping[str, Any]], Callable[[], Changes]]
"""Given what the fields read, return what is to be written, run on the writer thread; may raise `DomainError` at its field."""


class ActForm(QWidget):
    """Ctrl+Enter does it, Escape gives up. `verb` is the button's words and drawing."""

    done = Signal(object)
    """The `Changes` of the act."""
    given_up = Signal()

    def __init__(
        self, desk: Desk, words: tuple[str, str, str], fields: Sequence[Field], work: Work, *, note: str = ""
    ) -> None:
        """`words`: the title, the verb, the verb's drawing; `note` a sentence under the title."""
        super().__init__()
        title, verb, icon = words
        self.desk, self._work = desk, work
        self.form = Form(fields)
        self.message = InlineMessage()
        self.message.hide()
        self.go = Button(verb, "primary", icon)
        self.go.clicked.connect(self.submit)
        stop = Button(tr("Annuler"), "secondary")
        stop.clicked.connect(self.given_up)
        self.lines = Column(Label(title, "detail", wrap=True), spacing=12, margins=(20, 16, 18, 20), parent=self)
        if note:
            self.lines.addWidget(Label(note, "caption", "text2", wrap=True))
        self.lines.addWidget(self.message)
        for field in fields:
            self.lines.addWidget(field)
        self.lines.addLayout(Row(self.go, stop, None, spacing=8))
        self.lines.addStretch(1)
        on_finish(self, self.submit)

    def begin(self) -> None:
        """Take the keyboard."""
        fields = [field for field in self.form.fields() if field.isVisibleTo(self)]
        if fields:
            fields[0].focus()
        else:
            self.go.setFocus()

    def submit(self) -> None:
        """Write it; a refusal stands under its field, or above the form."""
        if not self.go.isEnabled():  # it is being written: pressing the keys again must not write it twice
            return
        values: dict[str, Any] = {}
        for field in self.form.fields():
            try:
                values[field.name] = field.read()
            except DomainError as error:
                self._at_field(field, error)
                return
        try:
            work = self._work(values)
        except DomainError as error:
            self.refused(error)
            return
        self.go.setEnabled(False)
        self.desk.write("act", work, self._done, self.refused)

    def refused(self, error: CresiError) -> None:
        """Show a refusal."""
        self.go.setEnabled(True)
        field = next((one for one in self.form.fields() if one.name == error.field), None)
        if field is not None:
            self._at_field(field, error)
        else:
            self.message.say(error.sentence, "warning")
            self.message.show()

    @staticmethod
    def _at_field(field: Field, error: CresiError) -> None:
        field.show()
        field.set_error(error.sentence)
        field.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _done(self, changes: Changes) -> None:
        self.go.setEnabled(True)
        self.message.hide()
        self.done.emit(changes)
