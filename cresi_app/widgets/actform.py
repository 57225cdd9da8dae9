"""One act of a person as a short form in place: its fields, one verb, « Annuler »; nothing typed is lost when it is refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button, Kind
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, Form
from cresi_app.widgets.fittingscroll import FittingPane, FittingScroll
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.paint import card_ground, smooth
from cresi_app.widgets.theme import theme
from cresi_app.widgets.typingkept import TypingKept

Work = Callable[[Mapping[str, Any]], Callable[[], Changes]]
"""Given what the fields read, return what is to be written, run on the writer thread; may raise `DomainError` at its field."""


@dataclass(frozen=True, slots=True)
class Dress:
    """How a form looks: its button's kind, the words of the other button (None: « Annuler », "": none), whether it is a card."""

    kind: Kind = "primary"
    cancel: str | None = None
    card: bool = False


class ActForm(QWidget):
    """Ctrl+Enter does it, Escape gives up. `verb` is the button's words and drawing.

    In a pane it takes the pane's ground; as a card it draws its own. A desk whose acts are classes of their own
    overrides `gather` and `prepare` instead of handing in `work`.
    """

    done = Signal(object)
    """The `Changes` of the act."""
    given_up = Signal()

    def __init__(
        self,
        desk: Desk,
        words: tuple[str, str, str],
        fields: Sequence[Field],
        work: Work | None = None,
        *,
        note: str = "",
        dress: Dress | None = None,
    ) -> None:
        """`words`: the title, the verb, the verb's drawing; `note` a sentence under the title."""
        super().__init__()
        title, verb, icon = words
        dress = dress or Dress()
        self.desk, self._work, self._card = desk, work, dress.card
        self.form = Form(fields)
        self.message = InlineMessage()
        self.message.hide()
        self.go = Button(verb, dress.kind, icon)
        self.go.clicked.connect(self.submit)
        self.title_text = Label(title, "h2" if dress.card else "detail", wrap=True)
        margins, gap = ((16, 14, 16, 17), 8) if dress.card else ((20, 16, 18, 20), 12)
        self.lines = Column(self.title_text, spacing=gap, margins=margins, parent=self)
        if note:
            self.lines.addWidget(Label(note, "caption", "text2", wrap=True))
        self.lines.addWidget(self.message)
        for field in fields:
            self.lines.addWidget(field)
        self._acts = row = Row(self.go, spacing=8, margins=(0, 4, 0, 0))
        if dress.cancel != "":
            stop = Button(tr("Annuler") if dress.cancel is None else dress.cancel, "secondary")
            stop.clicked.connect(self.given_up)
            row.addWidget(stop)
        row.addStretch(1)
        self.lines.addLayout(row)
        if not dress.card:
            self.lines.addStretch(1)
        on_finish(self, self.submit)
        self._kept = TypingKept(desk, self.form, self, by_field=False)
        self._offer_again(title)

    def pin_acts(self) -> None:
        """Scroll the fields under the pane's top; the buttons stay in view, right under the fields where there is room."""
        self.lines.removeItem(self._acts)
        self._acts.setParent(None)
        self._acts.set_margins((20, 10, 18, 14))
        self.lines.set_margins((20, 16, 18, 2))
        inside, foot = FittingPane("surface"), QWidget()
        inside.setLayout(self.lines)
        foot.setLayout(self._acts)
        Column(FittingScroll(inside, ground="surface"), foot, None, parent=self)

    def value(self, name: str) -> Any:
        """Return a field's value as it reads now; raises `DomainError` when it does not."""
        return self.form.field(name).read()

    def gather(self) -> dict[str, Any]:
        """Return what every field reads; raises `DomainError` at the first that does not."""
        values: dict[str, Any] = {}
        for field in self.form.fields():
            try:
                values[field.name] = field.read()
            except DomainError as error:
                error.field = error.field or field.name
                raise
        return values

    def prepare(self, values: Mapping[str, Any]) -> Callable[[], Changes]:
        """Return what is to be written, run on the writer thread; raises `DomainError` at its field."""
        assert self._work is not None
        return self._work(values)

    def begin(self) -> None:
        """Take the keyboard."""
        fields = [field for field in self.form.fields() if field.isVisibleTo(self)]
        if fields:
            fields[0].focus()
        else:
            self.go.setFocus()

    def _offer_again(self, title: str) -> None:
        """Offer the words of the last time this form was left half-way: they may be about another record."""
        words = self._kept.hold(f"act:{title}")
        if not any(words.get(field.name) for field in self.form.fields()):
            return

        def again() -> None:
            self.message.hide()
            self._kept.put_back(words)

        self.message.say(
            tr("Une saisie commencée ici n'a pas été enregistrée."), "info", Act(tr("La reprendre"), again)
        )
        self.message.show()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what was begun: another row, another desk or Escape takes the form away."""
        self._kept.keep()
        super().hideEvent(event)

    def submit(self) -> None:
        """Write it; a refusal stands under its field, or above the form."""
        if not self.go.isEnabled():  # it is being written: pressing the keys again must not write it twice
            return
        try:
            work = self.prepare(self.gather())
        except DomainError as error:
            self.refused(error)
            return
        self.go.setEnabled(False)
        self.desk.write("act", work, self._done, self.refused)

    def refused(self, error: CresiError) -> None:
        """Show a refusal."""
        self.go.setEnabled(True)
        field = next((one for one in self.form.fields() if one.name and one.name == error.field), None)
        if field is None:
            self.message.say(error.sentence, "warning")
            self.message.show()
            return
        field.show()
        field.set_error(error.sentence)
        field.offer(error)
        field.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the card's ground, where it is one."""
        super().paintEvent(event)
        if self._card:
            look = theme()
            painter = smooth(QPainter(self))
            card_ground(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -look.px(2) - 0.5), look.px(14))
            painter.end()

    def _done(self, changes: Changes) -> None:
        self.go.setEnabled(True)
        self.message.hide()
        self._kept.forget()
        self.done.emit(changes)
