"""Short forms in the column beside a session: its fields, one verb, « Annuler »; nothing typed is lost when refused."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button, Kind
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, Form
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.notices import InlineMessage


class ActForm(Card):
    """One act of a person. Ctrl+Enter does it, Escape gives up."""

    done = Signal(object)
    """The `Changes` of the act."""
    given_up = Signal()

    def __init__(
        self,
        desk: Desk,
        title: str,
        verb: tuple[str, Kind, str],
        fields: Sequence[Field],
        *,
        cancel: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`verb` is the button's words, kind and icon; `cancel` the words of the other one ("" for none)."""
        super().__init__(padding=(16, 14), parent=parent)
        self.desk = desk
        self.form = Form(fields)
        self.message = InlineMessage()
        self.message.hide()
        self.title_text = Label(title, "h2", wrap=True)
        self.body.addWidget(self.title_text)
        self.body.addWidget(self.message)
        for field in fields:
            self.body.addWidget(field)
        self.go = Button(verb[0], verb[1], verb[2])
        self.go.clicked.connect(self.submit)
        row = Row(self.go, spacing=8)
        if cancel:
            stop = Button(cancel, "secondary")
            stop.clicked.connect(self.given_up)
            row.addWidget(stop)
        row.addStretch(1)
        self.body.addLayout(row)
        on_finish(self, self.submit)

    def value(self, name: str) -> Any:
        """Return a field's value as it reads now; raises `DomainError` when it does not."""
        return self.form.field(name).read()

    def work(self) -> Callable[[], Changes]:
        """Return what is to be written, to be run on the writer thread; raises `DomainError` at its field."""
        raise NotImplementedError

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
        try:
            work = self.work()
        except DomainError as error:
            self.refused(error)
            return
        self.go.setEnabled(False)
        self.desk.write("training.act", work, self._done, self.refused)

    def refused(self, error: CresiError) -> None:
        """Show a refusal."""
        self.go.setEnabled(True)
        if self.form.refuse(error):
            field = self.form.field(error.field)
            field.show()
            field.focus()
        else:
            self.message.say(error.sentence, "warning")
            self.message.show()

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
