"""The making of a session: a course and a day are enough, the rest is proposed and can be changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date, format_time
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.training.model import (
    MODE_LABELS,
    PART_LABELS,
    STATUS_LABELS,
    Course,
    DayPart,
    Gauge,
    Mode,
    SessionPlan,
    SessionStatus,
    SlotPlan,
    plan_half_days,
)
from cresi_app.training.model.requests import RequestLine
from cresi_app.training.service import TrainingService
from cresi_app.training.ui import searches
from cresi_app.training.ui.aside import DateTile
from cresi_app.training.ui.forms import ActForm
from cresi_app.training.ui.whole import reason_fields
from cresi_app.widgets.buttons import BackButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    NumberField,
    Proposal,
    RecordPicker,
    TextField,
    TimeField,
    TokenField,
)
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.page import PageHead
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme
from cresi_app.widgets.turns import SideOrUnder

SHAPES = {"course": None, "day": 2, "am": 1, "pm": 1, "evening": 1, "two": 4}
"""What a session is made of: how many half-days; None as many as the course has."""


class SessionForm(ActForm):
    """The fields of a new session."""

    def __init__(
        self, desk: Desk, service: TrainingService, day: date | None, request: RequestLine | None = None
    ) -> None:
        self._service, self._request = service, request
        self._course: Course | None = None
        self._closed: set[date] = set()
        self.day: date | None = None
        self.course = RecordPicker(
            desk, tr("Formation"), searches.courses(service), name="course_id",
            create=searches.creating(desk, "training.add_course", lambda title: service.add_course(desk.actor, title)),
        )  # fmt: skip
        self._inputs: dict[str, Field] = {field.name: field for field in self._more_fields(desk)}
        super().__init__(
            desk, tr("Que propose-t-on, et quand ?"), (tr("Créer la journée"), "primary", "check"),
            [self.course, *self._inputs.values(), *reason_fields()], cancel=tr("Annuler"),
        )  # fmt: skip
        self._pair("first_day", "shape")
        self._pair("am_from", "am_to", "pm_from", "pm_to")
        self._pair("mode", "room_id", "place")
        self._pair("trainers", "title")
        self._pair("status", "capacity_max", "booking_closes_on")
        start = day or self._next_working_day()
        self.form.show_values({
            "first_day": start, "shape": "course", "status": SessionStatus.OPEN, "mode": Mode.ONSITE,
            "am_from": SlotPlan.usual(start, DayPart.AM).starts, "am_to": SlotPlan.usual(start, DayPart.AM).ends,
            "pm_from": SlotPlan.usual(start, DayPart.PM).starts, "pm_to": SlotPlan.usual(start, DayPart.PM).ends,
        })  # fmt: skip
        self.course.committed.connect(self._course_chosen)
        self._inputs["mode"].committed.connect(lambda _value: self._show_where())
        self._show_where()
        if request is not None:
            self._take_request(request)

    def _take_request(self, line: RequestLine) -> None:
        """Propose what an association asked for."""
        wanted = line.request
        shape = {1: "am", 2: "day", 4: "two"}.get(wanted.half_days, "course")
        self.form.show_values({"shape": shape, "title": wanted.theme})
        if wanted.course_id is not None:
            self.course.set_value(Proposal(wanted.course_id, line.course))
            self._course_chosen(self.course.value())

    def _more_fields(self, desk: Desk) -> list[Field]:
        shapes = [
            ("course", tr("La durée de la formation")), ("day", tr("Une journée")), ("am", tr("Un matin")),
            ("pm", tr("Un après-midi")), ("evening", tr("Une soirée")), ("two", tr("Deux journées")),
        ]  # fmt: skip
        wanted = (SessionStatus.OPEN, SessionStatus.CONFIRMED, SessionStatus.OPTION, SessionStatus.DRAFT)
        room = RecordPicker(
            desk, tr("Salle"), searches.rooms(self._service), name="room_id",
            create=searches.creating(desk, "training.add_room", lambda name: self._service.add_room(desk.actor, name)),
        )  # fmt: skip
        return [
            DateField(tr("Premier jour"), name="first_day"),
            ChoiceField(tr("Durée"), shapes, name="shape"),
            TimeField(tr("Matin de"), name="am_from"),
            TimeField(tr("à"), name="am_to"),
            TimeField(tr("Après-midi de"), name="pm_from"),
            TimeField(tr("à"), name="pm_to"),
            ChoiceField(tr("Où"), [(mode, tr(MODE_LABELS[mode])) for mode in Mode], name="mode"),
            room,
            TextField(tr("Adresse"), name="place"),
            TokenField(
                desk,
                tr("Formateurs"),
                searches.trainers(self._service, lambda: self._course),
                name="trainers",
            ),
            TextField(tr("Titre particulier"), name="title", hint=tr("Vide : celui de la formation")),
            ChoiceField(tr("État"), [(status, tr(STATUS_LABELS[status])) for status in wanted], name="status"),
            NumberField(tr("Places"), name="capacity_max", least=1, most=100_000),
            DateField(tr("Inscription jusqu'au"), name="booking_closes_on"),
        ]

    def _pair(self, *names: str) -> None:
        """Put fields that the form holds one under another on one line."""
        fields = [self._inputs[name] for name in names]
        place = self.body.indexOf(fields[0])
        for field in fields:
            self.body.removeWidget(field)
        row = Row(*fields, spacing=12)
        for index in range(len(fields)):
            row.setStretch(index, 1)
        self.body.insertLayout(place, row)

    @staticmethod
    def _next_working_day() -> date:
        day = clock.today() + timedelta(days=14)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        return day

    def _show_where(self) -> None:
        mode = Mode(self._inputs["mode"].value())
        self._inputs["room_id"].setVisible(mode is Mode.ONSITE)
        self._inputs["place"].setVisible(mode is not Mode.ONSITE)
        self._inputs["place"].set_label(tr("Adresse") if mode is Mode.ELSEWHERE else tr("Lien vidéo"))

    def choose_course(self, course: Course) -> None:
        """Take the course that was chosen elsewhere."""
        self.course.set_value(Proposal(course.id, course.title))
        self._fill_course(course)

    def _course_chosen(self, chosen: object) -> None:
        value = getattr(chosen, "value", None)
        if isinstance(value, int):
            self.desk.read(("training", "course"), lambda: self._service.course(value), self._fill_course)

    def _fill_course(self, course: Course) -> None:
        self._course = course
        self._inputs["capacity_max"].set_value(course.capacity_max)
        self._inputs["shape"].set_hint(trn("{n} demi-journée", "{n} demi-journées", course.half_days))
        self.form.edited.emit("course_id")

    def set_closed(self, closed: set[date]) -> None:
        """Take the days on which nothing is proposed."""
        self._closed = closed

    def slots(self) -> list[SlotPlan]:
        """Return the half-days as the form stands; raises `DomainError` at its field."""
        first = self.value("first_day")
        if first is None:
            raise DomainError("day", N_("Choisissez le premier jour."), field="first_day")
        shape = self.value("shape")
        if shape in {"am", "pm", "evening"}:
            plans = [SlotPlan.usual(first, DayPart(shape))]
        else:
            plans = plan_half_days(
                first, SHAPES[shape] or (self._course.half_days if self._course else 2), self._closed
            )
        return [self._with_hours(plan) for plan in plans]

    def _with_hours(self, plan: SlotPlan) -> SlotPlan:
        if plan.part is DayPart.EVENING:
            return plan
        starts, ends = (
            self.value(f"{plan.part.value}_{side}") or usual
            for side, usual in (("from", plan.starts), ("to", plan.ends))
        )
        mode = Mode(self.value("mode"))
        room = self.value("room_id") if mode is Mode.ONSITE else None
        return replace(
            plan,
            starts=starts,
            ends=ends,
            room_id=None if room is None else int(room.value),
            video_link=self.value("place") if mode is Mode.REMOTE else "",
            trainer_ids=searches.ids_of(self.value("trainers")),
            busy_reason=self.value("busy_reason"),
        )

    def plan(self) -> SessionPlan:
        """Return the whole plan; raises `DomainError` at its field."""
        chosen = self.value("course_id")
        if chosen is None:
            raise DomainError(
                "missing", N_("Choisissez la formation, ou écrivez le titre d'une nouvelle."), field="course_id"
            )
        mode = Mode(self.value("mode"))
        return SessionPlan(
            int(chosen.value),
            tuple(self.slots()),
            title=self.value("title"),
            status=SessionStatus(self.value("status")),
            mode=mode,
            place=self.value("place") if mode is Mode.ELSEWHERE else "",
            capacity_max=self.value("capacity_max"),
            booking_closes_on=self.value("booking_closes_on"),
            quota_reason=self.value("quota_reason"),
        )

    def work(self) -> Callable[[], Changes]:
        """Make it."""
        plan, actor, service = self.plan(), self.desk.actor, self._service
        self.day = min(slot.day for slot in plan.slots)
        if self._request is not None:
            request = self._request.request
            return lambda: service.place_request(actor, request.id, request.version, plan)
        return lambda: service.add_session(actor, plan)

    def refused(self, error: CresiError) -> None:
        """Show hours at the fields that carry them."""
        places = {"starts": "am_from", "ends": "am_to", "day": "first_day"}
        if error.field in places:
            error.field = places[error.field]
        super().refused(error)


class NewSession(QWidget):
    """The form, and beside it what it would make: its half-days, and the year's quota with it."""

    done = Signal(object, object)
    """The id of the session made and its first day."""
    given_up = Signal()

    def __init__(
        self,
        desk: Desk,
        service: TrainingService,
        day: date | None,
        course: Course | None = None,
        *,
        request: RequestLine | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self.form = SessionForm(desk, service, day, request)
        if course is not None:
            self.form.choose_course(course)
        self.form.done.connect(self._made)
        self.form.given_up.connect(self.given_up)
        back = BackButton(tr("Formations"), above=True)
        back.setAccessibleName(tr("Retour aux formations"))
        back.clicked.connect(self.given_up)
        self._preview = Card(tr("Ce qui sera créé"), padding=(16, 14))
        self._lines = Column(spacing=8)
        self._preview.body.addLayout(self._lines)
        content = QWidget()
        Column(self.form, None, margins=(0, 0, 8, 8), parent=content)
        aside = QWidget()
        Column(self._preview, None, margins=(0, 0, 8, 8), parent=aside)
        self._aside = ScrollArea(aside)
        self._body = body = SideOrUnder(ScrollArea(content), self._aside, 338, gap=18)
        words = tr("Une formation et un jour suffisent ; le reste peut attendre.")
        if request is not None:
            asked = " · ".join(filter(None, (request.detail, request.request.wishes)))
            words = tr("Pour répondre à : {asked}", asked=" ".join(asked.split()))
        head = PageHead(tr("Nouvelle journée"), words)
        Column(Row(back, None), head, body, spacing=8, margins=(24, 14, 16, 8), parent=self).setStretch(2, 1)
        self.form.form.committed.connect(lambda _name, _value: self._look())
        self.form.form.edited.connect(lambda _name: self._look())
        theme().changed.connect(self._restyle)
        self._look()

    def begin(self) -> None:
        """Take the keyboard: at the course, or at the day when the course is known."""
        if self.form.course.value() is None:
            self.form.begin()
        else:
            self.form.form.field("first_day").focus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the form the room that its hours need."""
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        look = theme()
        self._body.set_side_width(338 if self.width() >= look.px(940) else 264)

    def _made(self, changes: Changes) -> None:
        self.done.emit(changes.id, self.form.day)

    def _look(self) -> None:
        """Show what the form would make as it stands; what does not read is left out without a word."""
        try:
            slots = self.form.slots()
        except DomainError:
            slots = []
        year = slots[0].day.year if slots else self._desk.year
        counted = sum(slot.day.year == year for slot in slots)
        counts = self.form.value("status") != SessionStatus.DRAFT
        service = self._service

        def read() -> tuple[Gauge, set[date]]:
            return service.quota(year), service.closed_days(year)

        self._desk.read(("training", "preview"), read, lambda found: self._show(slots, found, counted if counts else 0))

    def _show(self, slots: list[SlotPlan], found: tuple[Gauge, set[date]], counted: int) -> None:
        gauge, closed = found
        self.form.set_closed(closed)
        clear_layout(self._lines)
        for day, parts in groupby(slots, key=lambda slot: slot.day):
            title = Label(format_date(day, "weekday").capitalize(), "button")
            words = Column(title, *(Label(_hours(slot), "caption", "text2") for slot in parts), spacing=2)
            self._lines.addLayout(Row(DateTile(day), words, None, spacing=12))
        if not slots:
            self._lines.addWidget(Label(tr("Choisissez un jour."), "secondary", "text2"))
        after = gauge.after(counted)
        self._lines.addWidget(
            Label(tr("Le quota de {year}, cette journée comprise", year=gauge.year), "overline", "text3", wrap=True)
        )
        self._lines.addWidget(Label(after.sentence, "secondary", wrap=True))
        why = self.form.form.field("quota_reason")
        why.setVisible(bool(after.over and counted) or bool(why.value()))
        if after.warning and counted:
            self._lines.addWidget(InlineMessage(after.warning, "warning"))


def _hours(slot: SlotPlan) -> str:
    hours = tr("{starts} – {ends}", starts=format_time(slot.starts), ends=format_time(slot.ends))
    return f"{tr(PART_LABELS[slot.part])}, {hours}"
