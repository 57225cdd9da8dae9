"""What the centre teaches: the list of courses, and the sheet of one, saved as fields are left."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.core.ids import new_id
from cresi_app.training.model import Course
from cresi_app.training.model.teaching import CourseSheet
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.coursesheet import QuestionsCard, TeachingCard
from cresi_app.training.ui.taborder import walk_in_order
from cresi_app.widgets.buttons import BackButton, Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.columns import EqualCells
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, Form, MultilineField, NumberField, TextField
from cresi_app.widgets.headrow import HeadRow
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.page import PageHead
from cresi_app.widgets.rows import Line, TwoLineRow
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.turns import NO_LIMIT, Turns
from cresi_app.widgets.typingkept import TypingKept

FIELDS = ("title", "theme", "objectives", "audience", "prerequisites", "programme", "half_days", "capacity_min",
    "capacity_target", "capacity_max", "organisation_limit", "bring")  # fmt: skip


READS = frozenset(
    {"course", "competence", "course_competence", "trainer_competence", "course_document", "evaluation_form",
     "evaluation_question", "document", "person"}
)  # fmt: skip
"""Tables whose changes this view shows."""


def course_line(course: Course) -> Line:
    """Draw a course: title, « thème · 2 demi-journées »."""
    length = trn("{n} demi-journée", "{n} demi-journées", course.half_days)
    detail = " · ".join(part for part in (course.theme, length) if part)
    pill = (tr("Archivée"), "neutral") if course.archived_on else None
    return Line(title=course.title, detail=detail, icon=("graduation-cap", "primary"), pill=pill)


class CourseForm(QWidget):
    """The sheet of one course."""

    scheduled = Signal(object)
    """A `Course` for which a session is to be made."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._course: Course | None = None
        self._version = self._group = 0
        fields = self._fields()
        self.form = Form(fields)
        self.form.committed.connect(self._save)
        self._kept = TypingKept(desk, self.form, self)
        by_name = {field.name: field for field in fields}
        card = Card(padding=(18, 14))
        self._title = ElidedLabel("", "detail")
        schedule = Button(tr("Programmer une journée"), "primary", "calendar-plus")
        schedule.clicked.connect(self._schedule)
        self._archive = Button(tr("Archiver"), "secondary", "archive")
        self._archive.clicked.connect(self._toggle_archive)
        card.body.addWidget(HeadRow(Column(self._title), [self._title], [self._archive, schedule]))
        for names in (
            ("title", "theme"),
            ("objectives",),
            ("audience", "prerequisites"),
            ("programme",),
            ("bring",),
        ):
            row = Row(*(by_name[name] for name in names), spacing=12)
            for index in range(len(names)):
                row.setStretch(index, 1)
            card.body.addLayout(row)
        numbers = EqualCells(104, gap=12)
        numbers.show_cells([by_name[name] for name in FIELDS[6:11]])
        card.body.addWidget(numbers)
        hint = Label(tr("Les journées déjà créées gardent ce qu'elles avaient."), "caption", "text3", wrap=True)
        card.body.addWidget(hint)
        self.teaching = TeachingCard(desk, service)
        self.questions = QuestionsCard(desk, service)
        Column(card, self.teaching, self.questions, None, spacing=12, margins=(0, 0, 8, 8), parent=self)

    @staticmethod
    def _fields() -> list[Field]:
        return [
            TextField(tr("Titre"), name="title"),
            TextField(tr("Thème"), name="theme"),
            MultilineField(tr("Objectifs"), name="objectives", lines=3),
            MultilineField(tr("Public"), name="audience", lines=2),
            MultilineField(tr("Prérequis"), name="prerequisites", lines=2),
            MultilineField(tr("Programme"), name="programme", lines=6),
            MultilineField(tr("À apporter"), name="bring", lines=2),
            NumberField(tr("Demi-journées"), name="half_days", least=1, most=60),
            NumberField(tr("Minimum"), name="capacity_min", least=0, most=100_000),
            NumberField(tr(C_("places", "Objectif")), name="capacity_target", least=0, most=100_000),
            NumberField(tr("Maximum"), name="capacity_max", least=1, most=100_000),
            NumberField(tr("Par association"), name="organisation_limit", least=1, most=100_000),
        ]

    def show_course(self, sheet: CourseSheet, able: Sequence[tuple[int, str, int, int]]) -> None:
        """Show a course whole; what is being typed of the same one stays. `able`: who can give it."""
        course = sheet.course
        self.teaching.show_course(sheet, able)
        self.questions.show_course(sheet)
        same = self._course is not None and self._course.id == course.id
        self._version = max(self._version, course.version) if same else course.version
        if not same:
            self._group = new_id()
        self._course = course
        self._title.setText(course.title)
        self._archive.setText(tr("Sortir des archives") if course.archived_on else tr("Archiver"))
        self._archive.set_icon("archive-restore" if course.archived_on else "archive")
        self.form.show_values({name: getattr(course, name) for name in FIELDS}, keep_typing=same)
        if not same:
            self._kept.show(f"course:{course.id}")

    def _save(self, name: str, value: object) -> None:
        if self._course is None:
            return
        course_id, group, actor = self._course.id, self._group, self._desk.actor
        if value is None and name == "capacity_min":
            value = 0

        def act() -> Changes:
            before = self._version
            changes = self._service.update_course(actor, course_id, before, group, **{name: value})
            if changes.touches("course", course_id) and self._course is not None and self._course.id == course_id:
                # Not « one more »: the record may have been read again, with this very save, before this line.
                self._version = max(self._version, before + 1)
            return changes

        self._desk.write("training.update_course", act, None, self._refused)

    def _refused(self, error: CresiError) -> None:
        if not self.form.refuse(error):
            self._desk.messages.error(error)

    def _toggle_archive(self) -> None:
        if self._course is not None:
            course, actor, service, version = self._course, self._desk.actor, self._service, self._version
            archived = course.archived_on is None
            self._desk.write(
                "training.archive_course", lambda: service.archive_course(actor, course.id, version, archived=archived)
            )

    def _schedule(self) -> None:
        if self._course is not None and self.form.flush():
            self.scheduled.emit(self._course)


class CoursesView(QWidget):
    """The list of courses beside the sheet of the one chosen."""

    left = Signal()
    scheduled = Signal(object)

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service, self._tight = desk, service, False
        back = BackButton(tr("Formations"), above=True)
        back.setAccessibleName(tr("Retour aux formations"))
        back.clicked.connect(self.left)
        add = Button(tr("Nouvelle formation"), "secondary", "plus")
        add.clicked.connect(self.add)
        self._head = PageHead(tr("L'offre de formation"), tr("Chaque formation sert de modèle à ses journées."), [add])
        self._model: TableModel[Course] = TableModel(
            desk, ("training", "courses"), [TableColumn("title", tr("Titre"), lambda course: course.title)], self
        )
        self.list = ListView(tr("Formations proposées"), self._model, TwoLineRow(self._line))
        self.list.letters["n"] = self.add
        self.list.browsing.kind = "course"
        self.list.current_changed.connect(self._chosen)
        self.form = CourseForm(desk, service)
        self.form.scheduled.connect(self.scheduled)
        self._sheet = ScrollArea(self.form)
        self._empty = EmptyState(
            tr("Aucune formation encore"), tr("Décrivez ce que le centre propose : ses journées en découleront."),
            Act(tr("Nouvelle formation"), self.add),
        )  # fmt: skip
        self._model.count_changed.connect(self._counted)
        self._shelf = Card(padding=(8, 8))
        self._shelf.body.addWidget(self.list, 1)
        self.turns = Turns(self._shelf, self._sheet, gap=18, lists=[self.list])
        body = Column(self.turns, self._empty)
        body.setStretch(1, 1)
        head = Row(self._head, margins=(0, 0, 8, 0))
        Column(Row(back, None), head, body, spacing=8, margins=(24, 14, 16, 8), parent=self).setStretch(2, 1)
        theme().changed.connect(self._restyle)
        self._restyle()
        walk_in_order(back, self._head, self.list, self.form)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the course the room that its fields need."""
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        look = theme()
        self._tight = self.width() < look.px(940)
        if self.turns.one_at_a_time:
            self._shelf.setMinimumWidth(0)
            self._shelf.setMaximumWidth(NO_LIMIT)
        else:
            self._shelf.setFixedWidth(look.px(260 if self._tight else 336 if self.width() < look.px(1100) else 416))

    def _line(self, course: Course) -> Line:
        line = course_line(course)
        return replace(line, icon=None) if self._tight else line  # a narrow list leaves its room to the titles

    # --- reading ---

    def show_courses(self, course_id: int | None = None) -> None:
        """Show the list, standing on a course when one is given."""
        service = self._service

        def ids(limit: int | None) -> Sequence[int]:
            found = [course.id for course in service.courses(archived=True)]
            return found if limit is None else found[:limit]

        def rows(wanted: Sequence[int]) -> dict[int, Course]:
            return {course.id: course for course in service.courses(archived=True) if course.id in set(wanted)}

        self._model.show(Source(ids, rows))
        if course_id is not None:
            self.list.select(course_id)
            self.turns.show_sheet()

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is None or changes.touches_any(READS):
            self._model.heed(changes, "course")
            self._read(self.list.current())

    def _counted(self, count: int) -> None:
        self._empty.setVisible(not count)
        self.turns.setVisible(bool(count))
        if count and self.list.current() is None and self.list.browsing.awaited is None:
            self.list.select(self._model.id_at(0))

    def _chosen(self, course_id: int | None) -> None:
        self.form.form.flush()
        self._read(course_id)

    def _read(self, course_id: int | None) -> None:
        if course_id is not None:
            self._desk.read(
                ("training", "course sheet"),
                lambda: (self._service.course_sheet(course_id), self._service.suggested_trainers(course_id)),
                lambda found: self.form.show_course(*found),
                self._gone,
            )

    def _gone(self, _error: CresiError) -> None:
        """Stay on the list: the course was taken back."""
        self._model.reload()

    # --- acts ---

    def add(self) -> None:
        """Make a course, to be described at once."""
        actor, service, title = self._desk.actor, self._service, tr("Nouvelle formation")
        self._desk.write("training.add_course", lambda: service.add_course(actor, title), self._added)

    def _added(self, changes: Changes) -> None:
        self.list.select(changes.id)
        self.turns.show_sheet()
        self.form.form.field("title").focus()
