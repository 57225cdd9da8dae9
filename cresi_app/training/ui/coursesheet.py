"""Under a course's fields: the competences its trainers need, its documents of the catalogue, its evaluation questions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.training.model.evaluation import (
    KIND_LABELS,
    MOMENT_LABELS,
    USUAL_QUESTIONS,
    EvaluationSheet,
    Moment,
    QuestionKind,
    QuestionPlan,
)
from cresi_app.training.model.teaching import CourseSheet
from cresi_app.training.service import TrainingService
from cresi_app.training.ui import searches
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, MultilineField, Proposal, TextField, TokenField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.tabs import TabBar


class TeachingCard(Card):
    """Competences and documents of a course, as tokens; each change is saved at once."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("Formateurs et documents"), padding=(18, 14), parent=parent)
        self._desk, self._service = desk, service
        self._course_id = 0
        self.competences = TokenField(
            desk, tr("Compétences demandées aux formateurs"), searches.competences(service), name="competences",
            create=searches.creating(desk, "training.add_competence", lambda name: service.add_competence(desk.actor, name)),
        )  # fmt: skip
        self.documents = TokenField(desk, tr("Documents du centre"), searches.documents(service), name="documents")
        self._able = Label("", "caption", "text2", wrap=True)
        for field in (self.competences, self.documents):
            self.body.addWidget(field)
        self.body.insertWidget(self.body.indexOf(self.documents), self._able)
        self.competences.committed.connect(self._save_competences)
        self.documents.committed.connect(self._save_documents)

    def show_course(self, sheet: CourseSheet, able: Sequence[tuple[int, str, int, int]]) -> None:
        """Show a course and who can give it (person, name, competences held, asked)."""
        self._course_id = sheet.course.id
        self.competences.set_value([Proposal(one.id, one.name) for one in sheet.competences])
        self.documents.set_value([Proposal(one.document_id, one.title, one.aside) for one in sheet.documents])
        whole = [name for _, name, held, asked in able if held == asked]
        self._able.setVisible(bool(sheet.competences))
        self._able.setText(
            tr("Ont toutes ces compétences : {names}.", names=", ".join(whole))
            if whole
            else tr("Personne n'a encore toutes ces compétences : notez-les sur la fiche des formateurs.")
        )

    def _save_competences(self, value: object) -> None:
        ids = searches.ids_of(value if isinstance(value, list) else [])
        actor, course_id, service = self._desk.actor, self._course_id, self._service
        self._desk.write(
            "training.set_competences",
            lambda: service.set_course_competences(actor, course_id, ids),
            None,
            self._refused,
        )

    def _save_documents(self, value: object) -> None:
        ids = searches.ids_of(value if isinstance(value, list) else [])
        actor, course_id, service = self._desk.actor, self._course_id, self._service
        self._desk.write(
            "training.set_documents", lambda: service.set_course_documents(actor, course_id, ids), None, self._refused
        )

    def _refused(self, error: CresiError) -> None:
        self._desk.messages.error(error)


class QuestionRow(QWidget):
    """One question: its words, how it is answered, the answers of a choice; up, down, away."""

    moved = Signal(object, object)
    removed = Signal(object)

    def __init__(self, plan: QuestionPlan, number: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = plan.id
        self.words = TextField(tr("Question {n}", n=number), name="words")
        self.words.set_value(plan.words)
        kinds = [(kind, tr(words)) for kind, words in KIND_LABELS.items()]
        self.kind = ChoiceField(tr("Réponse"), kinds, name="kind")
        self.kind.set_value(plan.kind)
        self.choices = MultilineField(tr("Choix, un par ligne"), name="choices", lines=3)
        self.choices.set_value(plan.choices)
        up, down = (
            IconButton(tr("Monter la question {n}", n=number), "chevron-up"),
            IconButton(tr("Descendre la question {n}", n=number), "chevron-down"),
        )
        away = IconButton(tr("Retirer la question {n}", n=number), "trash-2")
        up.clicked.connect(lambda: self.moved.emit(self, -1))
        down.clicked.connect(lambda: self.moved.emit(self, 1))
        away.clicked.connect(lambda: self.removed.emit(self))
        self.kind.setFixedWidth(150)
        row = Row(self.words, self.kind, up, down, away, spacing=8)
        row.setStretch(0, 1)
        Column(row, self.choices, spacing=4, parent=self)
        self.kind.committed.connect(lambda _value: self._show_choices())
        self._show_choices()

    def _show_choices(self) -> None:
        self.choices.setVisible(self.kind.value() == QuestionKind.CHOICE)

    def plan(self) -> QuestionPlan:
        """Return the question as it stands."""
        return QuestionPlan(self.words.read(), QuestionKind(self.kind.read()), self.choices.read(), self._id)


class QuestionsCard(Card):
    """The evaluation form of a course, at the end and some months later; saved with its button."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("Questionnaire d'évaluation"), padding=(18, 14), parent=parent)
        self._desk, self._service = desk, service
        self._course_id = 0
        self._forms: dict[Moment, EvaluationSheet] = {}
        self._rows: list[QuestionRow] = []
        self.tabs = TabBar(
            tr("Moment de l'évaluation"), [(str(moment), tr(words)) for moment, words in MOMENT_LABELS.items()]
        )
        self.tabs.chosen.connect(lambda _key: self._fill())
        self.body.addWidget(self.tabs)
        self._message = InlineMessage()
        self._message.hide()
        self.body.addWidget(self._message)
        self._content = QWidget()
        self._lines = Column(spacing=8, parent=self._content)
        self.body.addWidget(self._content)
        self.add = Button(tr("Ajouter une question"), "secondary", "plus")
        self.add.clicked.connect(lambda: self._append(QuestionPlan(""), focus=True))
        self.usual = Button(tr("Prendre les questions usuelles"), "secondary", "list-checks")
        self.usual.clicked.connect(self._take_usual)
        self.save = Button(tr("Enregistrer le questionnaire"), "primary", "check")
        self.save.clicked.connect(self._save)
        self.body.addLayout(Row(self.add, self.usual, None, self.save, spacing=8))
        note = tr("Une question déjà répondue qui change est posée à nouveau : les réponses gardent les mots d'alors.")
        self.body.addWidget(Label(note, "caption", "text3", wrap=True))

    @property
    def moment(self) -> Moment:
        """The moment in front."""
        return Moment(self.tabs.current())

    def show_course(self, sheet: CourseSheet) -> None:
        """Show a course's forms; what is being written of the same one stays."""
        forms = {one.form.moment: one for one in sheet.forms}
        if sheet.course.id == self._course_id and forms == self._forms:
            return
        self._course_id, self._forms = sheet.course.id, forms
        for moment in Moment:
            form = forms.get(moment)
            self.tabs.set_count(moment, len(form.questions) if form and form.questions else None)
        self._fill()

    def _fill(self) -> None:
        form = self._forms.get(self.moment)
        self._message.hide()
        self._show([QuestionPlan(q.words, q.kind, q.choices, q.id) for q in form.questions] if form else [])

    def _show(self, plans: Sequence[QuestionPlan]) -> None:
        clear_layout(self._lines)
        self._rows = []
        for plan in plans:
            self._append(plan)
        self.usual.setVisible(not plans)

    def _append(self, plan: QuestionPlan, *, focus: bool = False) -> None:
        row = QuestionRow(plan, len(self._rows) + 1)
        row.moved.connect(self._move)
        row.removed.connect(self._remove)
        self._rows.append(row)
        self._lines.addWidget(row)
        if focus:
            row.words.focus()

    def _plans(self) -> list[QuestionPlan]:
        return [row.plan() for row in self._rows]

    def _move(self, row: QuestionRow, step: int) -> None:
        plans, here = self._plans(), self._rows.index(row)
        there = here + step
        if 0 <= there < len(plans):
            plans[here], plans[there] = plans[there], plans[here]
            self._show(plans)
            self._rows[there].words.focus()

    def _remove(self, row: QuestionRow) -> None:
        plans = self._plans()
        del plans[self._rows.index(row)]
        self._show(plans)

    def _take_usual(self) -> None:
        self._show([QuestionPlan(tr(words), kind) for words, kind in USUAL_QUESTIONS[self.moment]])

    def _save(self) -> None:
        plans, moment = self._plans(), self.moment
        actor, course_id, service = self._desk.actor, self._course_id, self._service

        def saved(changes: Changes) -> None:
            self._message.hide()
            if changes.seq is not None:
                words = trn(
                    "Questionnaire enregistré : {n} question", "Questionnaire enregistré : {n} questions", len(plans)
                )
                self._desk.messages.toast(words)

        def refused(error: CresiError) -> None:
            self._message.say(error.sentence, "warning")
            self._message.show()

        self._desk.write(
            "training.set_evaluation_form",
            lambda: service.set_evaluation_form(actor, course_id, moment, plans),
            saved,
            refused,
        )
