"""Asking for a day of training at the counter."""

from PySide6.QtCore import Qt

from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.core.numbers import PEOPLE, scaled
from cresi_app.shell.counter.doors import CounterDoors
from cresi_app.shell.counter.parts import BigInput, BigText, CounterPage, labelled, press
from cresi_app.training.model.counter import Visitor
from cresi_app.widgets.desk import Desk


class RequestPage(CounterPage):
    """On what, for how many, with which wishes."""

    def __init__(self, desk: Desk, doors: CounterDoors, visitor: Visitor) -> None:
        super().__init__(
            tr("Demander une journée"),
            tr(
                "{association} : sur quoi voudriez-vous être formés ? L'équipe vous répondra.", association=visitor.name
            ),
        )
        self._desk, self._doors, self._visitor = desk, doors, visitor
        self.theme = BigInput(tr("Thème"))
        self.theme.setMaxLength(200)
        self.people = BigInput(tr("Nombre de personnes"))
        self.people.setMaxLength(3)
        self.wishes = BigText(tr("Dates, lieu, ce que vous savez déjà"))
        self.go = press(tr("Envoyer la demande"), self.ask, "primary", "send")
        self.body.addLayout(labelled(tr("Thème"), self.theme))
        self.body.addLayout(labelled(tr("Nombre de personnes, si vous le savez"), self.people))
        self.body.addLayout(labelled(tr("Dates, lieu, ce que vous savez déjà"), self.wishes))
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def begin(self) -> None:
        """Take the keyboard."""
        self.theme.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        """Send it."""
        theme, people, wishes = self.theme.text().strip(), self.people.text().strip(), self.wishes.toPlainText().strip()
        if not theme:
            self.say(tr("Écrivez sur quoi vous voudriez être formés."))
            self.theme.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            count = scaled(people, 1, PEOPLE) or None if people else None
        except DomainError as error:
            self.say(error.sentence)
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.go.setEnabled(False)
        ask_day, visitor = self._doors.ask_day, self._visitor
        self._desk.write(
            "counter.ask_day",
            lambda: ask_day(visitor, theme, count, wishes),
            lambda _changes: self._sent(),
            self._refused,
        )

    def _sent(self) -> None:
        self.go.setEnabled(True)
        self.theme.clear()
        self.people.clear()
        self.wishes.clear()
        self.say(tr("Votre demande est notée : l'équipe vous proposera une date."), "success")
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: CresiError) -> None:
        self.go.setEnabled(True)
        self.say(error.sentence)
