"""Evaluations of a session: what was answered, and paper sheets typed in quickly, one key an answer."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.training.model.evaluated import Answers, Counted, EvaluationResult
from cresi_app.training.model.evaluation import (
    MOMENT_LABELS,
    SCALE_LABELS,
    EvaluationQuestion,
    EvaluationSheet,
    Moment,
    QuestionKind,
    QuestionResult,
)
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.subpage import SubPage
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button, Segmented
from cresi_app.widgets.card import Card
from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.fields import MultilineField
from cresi_app.widgets.gauges import SegmentedBar
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.tasks import Progress

_WORDS = ("primary", "info_fill", "accent_fill", "border_strong")
_STEPS = ("danger_fill", "warning_fill", "success_fill", "primary")


class Answered(QWidget):
    """One question of a sheet: figures choose, and lead on to the next."""

    def __init__(self, question: EvaluationQuestion, lead_on: Callable[[], None]) -> None:
        super().__init__()
        self.question, self._lead_on = question, lead_on
        scale = [(str(step), str(step)) for step in range(1, 5)]
        options = scale if question.kind is QuestionKind.SCALE else [(word, word) for word in question.options]
        self.choice = Segmented(question.words, [("", "—"), *options])
        Column(Label(question.words, "secondary", wrap=True), Row(self.choice, None), spacing=3, parent=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose by a figure."""
        keys = [key for key in self.keys() if key]
        figure = event.text()
        if figure.isdecimal() and 1 <= int(figure) <= len(keys):
            self.choice.set_current(keys[int(figure) - 1])
            self._lead_on()
        else:
            super().keyPressEvent(event)

    def keys(self) -> list[str]:
        """Return what can be chosen."""
        if self.question.kind is QuestionKind.SCALE:
            return ["", "1", "2", "3", "4"]
        return ["", *self.question.options]


class EvaluationView(SubPage):
    """Results at the left, a sheet to type in at the right. Nothing here says who answered, nor who typed."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        content = QWidget()
        self.moment = Segmented(tr("Moment"), [(moment.value, tr(words)) for moment, words in MOMENT_LABELS.items()])
        self.form_button = Button(tr("Formulaire à remplir (PDF)"), "secondary", "file-down")
        super().__init__(tr("Évaluations"), "", content, [self.moment, self.form_button], parent=parent)
        self._desk, self._service = desk, service
        self.session_id: int | None = None
        self._rows: list[Answered] = []
        self._texts: list[tuple[EvaluationQuestion, MultilineField]] = []
        self._last: Counted | None = None
        self.moment.chosen.connect(lambda _key: self._read())
        self.form_button.clicked.connect(self.make_form)
        self.results = Card(tr("Résultats"))
        self.count = Label("", "strong", wrap=True)
        self._lines = Column(spacing=10)
        self.results.body.addWidget(self.count)
        self.results.body.addLayout(self._lines)
        columns = TwoColumns(Column(self.results, None), Column(self._sheet_card(), None), shares=(1, 1))
        Column(columns, margins=(0, 4, 8, 12), parent=content)

    def _sheet_card(self) -> QWidget:
        card = Card(tr("Saisir une feuille"))
        self.message = InlineMessage()
        self.message.hide()
        self._questions = Column(spacing=8)
        self.go = Button(tr("Compter la feuille"), "primary", "check")
        self.go.clicked.connect(self.count_sheet)
        self.undo = Button(tr("Reprendre la dernière"), "secondary", "undo-2")
        self.undo.clicked.connect(self.take_back)
        self.undo.hide()
        self.zone = DropZone(
            self._desk,
            tr("Déposez des questionnaires PDF remplis, ou choisissez-les"),
            [(tr("Questionnaires PDF"), "*.pdf")],
        )
        self.zone.dropped.connect(lambda paths: self.read_files([Path(path) for path in paths]))
        card.body.addWidget(
            Label(
                tr("Une touche par réponse, de 1 (pas du tout) à 4 (tout à fait). Ctrl + Entrée compte la feuille."),
                "caption",
                "text2",
                wrap=True,
            )
        )
        card.body.addWidget(self.message)
        card.body.addLayout(self._questions)
        card.body.addLayout(Row(self.go, self.undo, None, spacing=8))
        card.body.addWidget(self.zone)
        on_finish(card, self.count_sheet)
        return card

    def open(self, session_id: int, moment: Moment = Moment.HOT) -> None:
        """Show what the people of a session answered."""
        self.session_id = session_id
        self._last = None
        self.undo.hide()
        self.moment.set_current(moment.value)
        self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Read again when the questions or the session were touched: answers themselves tell nobody."""
        if self.session_id is not None and (
            changes is None or changes.touches_any(("evaluation_question", "session", "attendance"))
        ):
            self._read()

    def _moment(self) -> Moment:
        return Moment(self.moment.current)

    def _read(self) -> None:
        session_id, moment, service = self.session_id, self._moment(), self._service
        if session_id is None:
            return
        self._read_results()
        self._desk.read(
            ("training", "questions"),
            lambda: service.questions_of(session_id, moment),
            self._show_questions,
            self._no_questions,
        )
        self._desk.read(
            ("training", "evaluated"),
            lambda: service.session(session_id).title,
            lambda title: self.head.set_title(tr("Évaluations : {title}", title=title)),
        )

    def _read_results(self) -> None:
        session_id, moment, service = self.session_id, self._moment(), self._service
        if session_id is not None:
            self._desk.read(
                ("training", "results"), lambda: service.evaluation_result(session_id, moment), self._show_results
            )

    # --- results ---

    def _show_results(self, result: EvaluationResult) -> None:
        self.count.setText(result.sentence)
        clear_layout(self._lines)
        for line in result.results:
            self._lines.addWidget(_bar(line))
        for question, comments in result.comments:
            self._lines.addWidget(Label(question, "strong", wrap=True))
            for words in comments:
                self._lines.addWidget(Label(tr("« {words} »", words=words), "body", "text2", wrap=True))

    # --- a sheet ---

    def _show_questions(self, sheet: EvaluationSheet) -> None:
        self.message.hide()
        self._clear_sheet()
        for question in sheet.questions:
            if question.kind is QuestionKind.TEXT:
                field = MultilineField(question.words, name=f"q{question.id}", lines=2)
                self._texts.append((question, field))
                self._questions.addWidget(field)
            else:
                row = Answered(question, self._leader(len(self._rows)))
                self._rows.append(row)
                self._questions.addWidget(row)
        self.go.setEnabled(True)
        self.form_button.allow(True)

    def _no_questions(self, error: CresiError) -> None:
        self._clear_sheet()
        self.go.setEnabled(False)
        self.form_button.allow(False, error.sentence)
        self.message.say(error.sentence, "info")
        self.message.show()

    def _clear_sheet(self) -> None:
        clear_layout(self._questions)
        self._rows, self._texts = [], []

    def _leader(self, rank: int) -> Callable[[], None]:
        def lead_on() -> None:
            if rank + 1 < len(self._rows):
                self._rows[rank + 1].choice.setFocus(Qt.FocusReason.TabFocusReason)
            elif self._texts:
                self._texts[0][1].focus()
            else:
                self.go.setFocus(Qt.FocusReason.TabFocusReason)

        return lead_on

    def count_sheet(self) -> None:
        """Count what is typed, and begin another sheet."""
        if self.session_id is None or not self.go.isEnabled():
            return
        chosen = {row.question.id: str(row.choice.current) for row in self._rows if row.choice.current}
        answers = Answers(chosen, {question.id: str(field.read() or "") for question, field in self._texts})
        session_id, moment, service = self.session_id, self._moment(), self._service
        self.go.setEnabled(False)
        self._desk.long(
            tr("Évaluation"),
            lambda _progress: service.answer(session_id, moment, answers),
            self._counted,
            self._refused,
        )

    def _counted(self, counted: Counted) -> None:
        self._last = counted
        self.go.setEnabled(True)
        self.undo.show()
        for row in self._rows:
            row.choice.set_current("")
        for _, field in self._texts:
            field.set_value("")
        self.message.say(trn("{n} feuille comptée.", "{n} feuilles comptées.", counted.n), "success")
        self.message.show()
        if self._rows:
            self._rows[0].choice.setFocus(Qt.FocusReason.TabFocusReason)
        self._read_results()

    def _refused(self, error: object) -> None:
        self.go.setEnabled(True)
        if isinstance(error, CresiError):
            self.message.say(error.sentence, "warning")
            self.message.show()

    def take_back(self) -> None:
        """Take the sheet counted last back: undo does not reach answers."""
        last, service = self._last, self._service
        if last is None:
            return
        self._last = None
        self.undo.hide()

        def work(_progress: Progress) -> None:
            service.take_back_answer(last)

        self._desk.long(tr("Évaluation"), work, lambda _none: self._taken_back(), self._refused)

    def _taken_back(self) -> None:
        self.message.say(tr("La dernière feuille n'est plus comptée."), "info")
        self.message.show()
        self._read_results()

    # --- files ---

    def read_files(self, files: Sequence[Path]) -> None:
        """Count filled PDF forms, whatever session they are about."""
        service = self._service

        def work(_progress: Progress) -> tuple[int, list[str]]:
            return count_files(service, files)

        self._desk.long(tr("Lecture des questionnaires"), work, self._files_read)

    def _files_read(self, told: tuple[int, list[str]]) -> None:
        n, refused = told
        words = trn("{n} questionnaire compté.", "{n} questionnaires comptés.", n)
        self.message.say("\n".join([words, *refused]), "warning" if refused else "success")
        self.message.show()
        self._read_results()

    def make_form(self) -> None:
        """Make the fillable form and open it in the system's reader."""
        session_id, moment, service = self.session_id, self._moment(), self._service
        if session_id is None:
            return

        def work(_progress: Progress) -> Path:
            from cresi_app.training.reports.evaluationform import evaluation_form  # noqa: PLC0415 - reportlab is loaded when something is printed

            sheet = service.session_sheet(session_id)
            out = service.library.paper_place(f"evaluation-{sheet.session.code}-{moment.value}.pdf")
            evaluation_form(sheet, service.questions_of(session_id, moment), service.directory.identity(), out)
            return out

        self._desk.long(tr("Mise en page du questionnaire"), work, self._desk.messages.show_file)


def count_files(service: TrainingService, files: Sequence[Path]) -> tuple[int, list[str]]:
    """Count filled forms; return how many, and a sentence for each that was not counted."""
    from cresi_app.training.interchange.evaluationforms import read_evaluation_forms  # noqa: PLC0415 - pikepdf costs start-up time

    counted, refused = 0, []
    for one in read_evaluation_forms(service, files):
        try:
            if one.refusal is not None:
                raise one.refusal
            service.answer(one.session_id, one.moment, one.answers, file_sha256=one.sha256)
        except CresiError as error:
            refused.append(tr("{file} : {reason}", file=one.source, reason=error.sentence))
        else:
            counted += 1
    return counted, refused


def _bar(result: QuestionResult) -> QWidget:
    holder = QWidget()
    bar = SegmentedBar(8)
    is_scale = result.kind is QuestionKind.SCALE
    keys = [str(step) for step in range(1, 5)] if is_scale else sorted(result.counts)
    names = (
        dict(zip(keys, (tr(words) for words in SCALE_LABELS), strict=True)) if is_scale else {key: key for key in keys}
    )
    told = " · ".join(
        tr("{answer} {n}", answer=names[key], n=result.counts.get(key, 0)) for key in keys if result.counts.get(key)
    )
    parts = (
        [
            (result.counts.get(key, 0) / result.n, (_STEPS if is_scale else _WORDS)[rank % 4])
            for rank, key in enumerate(keys)
        ]
        if result.n
        else []
    )
    bar.set_parts(parts, told)
    Column(
        Label(result.words, "strong", wrap=True),
        bar,
        Label(tr(N_("{told} (n = {n})"), told=told, n=result.n), "caption", "text2", wrap=True),
        spacing=3,
        parent=holder,
    )
    return holder
