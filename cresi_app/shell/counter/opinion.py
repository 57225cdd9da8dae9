"""Saying what one thought of a session, without a name: nothing is asked of who answers, nothing keeps them together."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.shell.counter.doors import CounterDoors
from cresi_app.shell.counter.parts import BigButton, BigRow, BigText, CounterPage, labelled, press
from cresi_app.training.model.counter import Evaluable
from cresi_app.training.model.evaluated import Answers
from cresi_app.training.model.evaluation import (
    MOMENT_LABELS,
    SCALE_LABELS,
    EvaluationQuestion,
    EvaluationSheet,
    QuestionKind,
)
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow, clear_layout


class Choices(QWidget):
    """The answers of one question, side by side; pressing one again takes it away."""

    def __init__(self, question: str, options: list[tuple[str, str]]) -> None:
        super().__init__()
        self.chosen = ""
        self._buttons: dict[str, BigButton] = {}
        for key, words in options:
            button = BigButton(words, "secondary")
            button.setCheckable(True)
            button.setAccessibleName(f"{question} : {words}")
            button.clicked.connect(self._chooser(key))
            self._buttons[key] = button
        flow = Flow(*self._buttons.values(), gap=10)
        Column(Label(question, "kiosk_strong", wrap=True), flow, spacing=6, parent=self)

    def _chooser(self, key: str) -> Callable[[], None]:
        def choose() -> None:
            self.chosen = "" if self.chosen == key else key
            for other, button in self._buttons.items():
                on = other == self.chosen
                button.setChecked(on)
                button.set_kind("primary" if on else "secondary")

        return choose


class OpinionsPage(CounterPage):
    """The sessions that may be evaluated now."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, doors: CounterDoors) -> None:
        super().__init__(tr("Donner mon avis"), tr("Quelle formation avez-vous suivie ?"))
        self._rows: QVBoxLayout = Column(spacing=8)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        evaluable = doors.evaluable
        desk.read("counter.evaluable", lambda: list(evaluable()), self._show)

    def _show(self, found: list[Evaluable]) -> None:
        clear_layout(self._rows)
        self.subtitle.setVisible(bool(found))
        if not found:
            self._rows.addWidget(Label(tr("Aucun questionnaire ouvert en ce moment"), "kiosk_body", "text2", wrap=True))
        for one in found:
            row = BigRow(one.title, format_date(one.day, "full"), tr(MOMENT_LABELS[one.moment]))
            row.clicked.connect(lambda _checked=False, one=one: self.chosen.emit(one))
            self._rows.addWidget(row)


class OpinionPage(CounterPage):
    """The questions of one session."""

    def __init__(self, desk: Desk, doors: CounterDoors, evaluable: Evaluable) -> None:
        super().__init__(
            evaluable.title,
            tr("Vos réponses sont comptées sans votre nom : personne ne peut savoir qui a répondu quoi."),
        )
        self._desk, self._doors, self._evaluable = desk, doors, evaluable
        self.choices: dict[int, Choices] = {}
        self.texts: dict[int, BigText] = {}
        self.go = press(tr("Envoyer mes réponses"), self.send, "primary", "send")
        self.go.hide()
        self._questions: QVBoxLayout = Column(spacing=16)
        self.body.addLayout(self._questions)
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        questions = doors.questions
        desk.read(
            "counter.questions", lambda: questions(evaluable.session_id, evaluable.moment), self._show, self._refused
        )

    def _show(self, sheet: EvaluationSheet) -> None:
        if sheet.form.intro:
            self._questions.addWidget(Label(sheet.form.intro, "kiosk_body", "text2", wrap=True))
        for question in sheet.questions:
            self._add(question)
        self.go.show()

    def _add(self, question: EvaluationQuestion) -> None:
        if question.kind is QuestionKind.TEXT:
            text = BigText(question.words)
            self.texts[question.id] = text
            self._questions.addLayout(labelled(question.words, text))
            return
        scale = [(str(step), tr(words)) for step, words in enumerate(SCALE_LABELS, start=1)]
        options = scale if question.kind is QuestionKind.SCALE else [(word, word) for word in question.options]
        choices = Choices(question.words, options)
        self.choices[question.id] = choices
        self._questions.addWidget(choices)

    def send(self) -> None:
        """Count the answers."""
        chosen = {key: one.chosen for key, one in self.choices.items() if one.chosen}
        answers = Answers(chosen, {key: one.toPlainText() for key, one in self.texts.items()})
        if answers.is_empty:
            self.say(tr("Répondez à une question au moins."))
            return
        self.go.setEnabled(False)
        answer, session_id, moment = self._doors.answer, self._evaluable.session_id, self._evaluable.moment
        self._desk.long(
            tr("Réponses"),
            lambda _progress: answer(session_id, moment, answers),
            lambda _none: self._sent(),
            self._refused,
        )

    def _sent(self) -> None:
        clear_layout(self._questions)
        self.choices.clear()
        self.texts.clear()
        self.go.hide()
        self.say(tr("Merci ! Vos réponses sont comptées."), "success")
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: object) -> None:
        self.go.setEnabled(True)
        self.say(error.sentence if isinstance(error, CresiError) else tr("Vos réponses n'ont pas été comptées."))
