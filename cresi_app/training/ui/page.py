"""The Formations page: the year at a glance, and in its place a session, or the making of one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.i18n import tr
from cresi_app.training.model import Course
from cresi_app.training.model.requests import RequestLine, TrainingRequest
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.arrivals import Arrivals
from cresi_app.training.ui.busy import BusyView
from cresi_app.training.ui.courses import CoursesView
from cresi_app.training.ui.create import NewSession
from cresi_app.training.ui.declared import DeclaredView
from cresi_app.training.ui.page_acts import Previews, YearActs
from cresi_app.training.ui.session import SessionView
from cresi_app.training.ui.settings import SettingsView
from cresi_app.training.ui.year import YearView
from cresi_app.widgets.actions import Action, action_button, menu_button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.page import Habit, Page, PageHead


class TrainingPage(Page):
    """Formations."""

    key = "training"
    least: ClassVar[float] = 780
    habits = (Habit("tab", lambda page: page.session.tab, lambda page, kept: page.session.show_tab(str(kept))),)

    def __init__(self, desk: Desk, service: TrainingService, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._service = service
        self.previews = Previews(self, desk, service)
        self.acts = YearActs(self, desk, service)

    def title(self) -> str:
        """Return the page's name."""
        return tr("Formations")

    # --- making ---

    def build(self) -> QWidget:
        """Make the year, and the place where a session or its making takes over."""
        self._stack = FrontStack(views=True)
        self.year = YearView(self.desk, self._service)
        self._head = PageHead(
            tr("Formations {year}", year=self.desk.year),
            tr("Journées offertes aux associations du département"),
            [
                action_button(self.acts.export(), "ghost"),
                menu_button(tr("Autres actions"), self.acts.more()),
                action_button(self.acts.programme(), "secondary"),
                new := action_button(self.acts.new(), "primary"),
            ],
        )
        self.year.acting.connect(lambda acting: new.set_kind("secondary" if acting else "primary"))
        overview = QWidget()
        Column(self._head, self.year, spacing=14, margins=(24, 18, 24, 14), parent=overview).setStretch(1, 1)
        self._overview = overview
        self._stack.addWidget(overview)
        self.session = SessionView(self.desk, self._service)
        self._stack.addWidget(self.session)
        self.courses = CoursesView(self.desk, self._service)
        self.busy = BusyView(self.desk, self._service)
        self.settings = SettingsView(self.desk, self._service)
        self.declared = DeclaredView(self.desk, self._service)
        for view in (self.courses, self.busy, self.settings, self.declared):
            self._stack.addWidget(view)
            view.left.connect(self.back)
        self.year.placing.connect(lambda line, day: self.make_session(day, request=line))
        self.courses.scheduled.connect(lambda course: self.make_session(course=course))
        self.year.opened.connect(self.open_session)
        self.year.printed.connect(lambda session_id: self.previews.show_paper("attendance", session_id))
        self.session.paper_asked.connect(self.previews.show_paper)
        self.declared.paper_asked.connect(self.previews.show_year_paper)
        self.year.booked.connect(self.book)
        self.year.created.connect(self.make_session)
        self.session.left.connect(self.back)
        self.arrivals = Arrivals(self.desk, self._service, self._stack, self.open_session, self.back)
        self.session.view_asked.connect(self.arrivals.show)
        self._creating: NewSession | None = None
        return self._stack

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        self._head.set_title(tr("Formations {year}", year=self.desk.year))
        self.year.refresh(changes)
        shown = self._stack.currentWidget()
        if isinstance(shown, SessionView | CoursesView | BusyView | SettingsView | DeclaredView):
            shown.refresh(changes)
        self.arrivals.refresh(changes)

    def take_files(self, files: Sequence[Path]) -> bool:
        """Take forms and tables of bookings, and evaluation forms."""
        self.ensure_built()
        if len(files) == 1 and files[0].suffix.lower() in {".ics", ".ical", ".ifb"}:
            self.open_view(self.busy)
            self.busy.read_file(files[0])
            return True
        return self.arrivals.take_files(files)

    # --- where one is ---

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a session, the session of a booking or of a request, or a course."""
        if kind == "session":
            self.open_session(record_id)
        elif kind == "booking":
            self.desk.read(("training", "open"), lambda: self._service.booking(record_id).session_id, self.open_session)
        elif kind == "course":
            self.open_courses(record_id)
        elif kind == "training_request":
            self.desk.read(("training", "open"), lambda: self._service.request(record_id), self._open_request)

    def _open_request(self, request: TrainingRequest) -> None:
        """Show the session a request became, or the year in which it waits."""
        if request.session_id is not None:
            self.open_session(request.session_id)
        else:
            self.back()
            self.desk.set_year(request.year)

    def open_courses(self, course_id: int | None = None) -> None:
        """Show what the centre teaches, standing on a course when one is given."""
        self._stop_creating()
        self._stack.setCurrentWidget(self.courses)
        self.courses.show_courses(course_id)
        self.courses.list.setFocus()
        self.title_changed.emit()

    def open_view(self, view: BusyView | SettingsView | DeclaredView) -> None:
        """Show calendars, settings or the declared body in the year's place."""
        self._stop_creating()
        self._stack.setCurrentWidget(view)
        view.refresh(None)
        view.back.setFocus()
        self.title_changed.emit()

    def open_session(self, session_id: int) -> None:
        """Show a session whole."""
        self._stop_creating()
        self._stack.setCurrentWidget(self.session)
        self.session.open(session_id)
        self.title_changed.emit()

    def book(self, session_id: int) -> None:
        """Show a session with the form that books an association."""
        self.open_session(session_id)
        self.session.ask_booking()

    def make_session(
        self, day: date | None = None, course: Course | None = None, request: RequestLine | None = None
    ) -> None:
        """Make a session, on a day, of a course or for a request when they are given."""
        self._stop_creating()
        self._creating = NewSession(self.desk, self._service, day, course, request=request)
        self._creating.done.connect(self._made)
        self._creating.given_up.connect(self.back)
        self._stack.addWidget(self._creating)
        self._stack.setCurrentWidget(self._creating)
        self._creating.begin()
        self.title_changed.emit()

    def back(self) -> None:
        """Come back to the year."""
        self._stop_creating()
        self._stack.setCurrentWidget(self._overview)
        self.year.planner.setFocus()
        self.title_changed.emit()

    def _made(self, session_id: int, day: date) -> None:
        self._stop_creating()
        self._stack.setCurrentWidget(self._overview)
        self.year.show_day(day)
        self.book(session_id)

    def _stop_creating(self) -> None:
        if self._creating is not None:
            self._stack.removeWidget(self._creating)
            self._creating.deleteLater()
            self._creating = None

    # --- acts ---

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return what can be done here now; what the preview does while it is open."""
        if self.previews.cover is not None:
            return [*self.previews.cover.preview.actions_now()]
        found = [self.acts.new(), self.acts.export(), self.acts.programme()]
        found += [action for action in self.acts.more() if action is not None]
        if self._built and self._stack.currentWidget() is self.session:
            found += self.session.acts()
        elif self._built:
            found.append(Action("training.today", tr("Aller à aujourd'hui"), self.year.go_today, menu="go"))
        return found

    def new_actions(self) -> Sequence[Action]:
        """Return what « Nouveau » offers here."""
        return [self.acts.new()]

    def record(self) -> RecordRef | None:
        """Return the session or the course shown."""
        if self._built and self._stack.currentWidget() is self.session and self.session.session_id:
            return ("session", self.session.session_id)
        if self._built and self._stack.currentWidget() is self.courses and (course := self.courses.list.current()):
            return ("course", course)
        return None

    def panes(self) -> Sequence[QWidget]:
        """Return the panes that F6 walks through."""
        if not self._built:
            return ()
        if self._stack.currentWidget() is self.session:
            return self.session.panes()
        if self._stack.currentWidget() is self.courses:
            return [self.courses.list, self.courses.form.form.field("title").editor]
        return [self.year.planner, self.year.card]

    def state(self) -> dict[str, Any]:
        """Return what is open and which day is chosen."""
        if not self._built:
            return {}
        day = self.year.planner.day
        session = self.session.session_id if self._stack.currentWidget() is self.session else None
        course = self.courses.list.current() or 0 if self._stack.currentWidget() is self.courses else None
        return {
            "day": day.isoformat() if day else "",
            "session": str(session or ""),
            "tab": self.session.tab,
            "course": "" if course is None else str(course),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to what was open."""
        if state.get("session"):
            self.open_session(int(state["session"]))
            self.session.show_tab(str(state.get("tab", "")))
        elif state.get("course"):
            self.open_courses(int(state["course"]) or None)
        else:
            self.back()
        if state.get("day"):
            self.year.show_day(date.fromisoformat(state["day"]))
