"""The Formations page: the year at a glance, and in its place a session, or the making of one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.training.model import SessionSheet
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.create import NewSession
from cresi_app.training.ui.papers import export_calendar, print_attendance
from cresi_app.training.ui.session import SessionView
from cresi_app.training.ui.year import YearView
from cresi_app.widgets.actions import Action, action_button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.page import Page, PageHead


class TrainingPage(Page):
    """Formations."""

    key = "training"

    def __init__(self, desk: Desk, service: TrainingService, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._service = service
        self._open: int | None = None
        self._sheet: SessionSheet | None = None

    def title(self) -> str:
        """Return the page's name."""
        return tr("Formations")

    # --- making ---

    def build(self) -> QWidget:
        """Make the year, and the place where a session or its making takes over."""
        self._stack = QStackedWidget()
        self.year = YearView(self.desk, self._service)
        self._head = PageHead(
            tr("Formations {year}", year=self.desk.year),
            tr("Journées offertes aux associations du département"),
            [action_button(self._export_action(), "ghost"), action_button(self._new_action(), "primary")],
        )
        overview = QWidget()
        Column(self._head, self.year, spacing=14, margins=(24, 18, 24, 14), parent=overview).setStretch(1, 1)
        self._overview = overview
        self._stack.addWidget(overview)
        self.session = SessionView(self.desk, self._service)
        self._stack.addWidget(self.session)
        self.year.opened.connect(self.open_session)
        self.year.printed.connect(lambda session_id: print_attendance(self.desk, self._service, session_id))
        self.year.booked.connect(self.book)
        self.year.created.connect(self.make_session)
        self.session.left.connect(self.back)
        self._creating: NewSession | None = None
        return self._stack

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        self._head.set_title(tr("Formations {year}", year=self.desk.year))
        self.year.refresh(changes)
        if self._stack.currentWidget() is self.session:
            self.session.refresh(changes)

    # --- where one is ---

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a session, or the session of a booking."""
        if kind == "session":
            self.open_session(record_id)
        elif kind == "booking":
            self.desk.read(("training", "open"), lambda: self._service.booking(record_id).session_id, self.open_session)

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

    def make_session(self, day: date | None = None) -> None:
        """Make a session."""
        self._stop_creating()
        self._creating = NewSession(self.desk, self._service, day)
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
        self.open_session(session_id)

    def _stop_creating(self) -> None:
        if self._creating is not None:
            self._stack.removeWidget(self._creating)
            self._creating.deleteLater()
            self._creating = None

    # --- acts ---

    def _new_action(self) -> Action:
        return Action("training.new_session", tr("Nouvelle journée"), self.make_session, icon="calendar-plus")

    def _export_action(self) -> Action:
        return Action(
            "training.export_year",
            tr("Exporter (.ics)"),
            lambda: export_calendar(self.desk, self._service, None),
            icon="calendar-days",
            hint=tr("Le calendrier de l'année pour d'autres logiciels"),
        )

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return what can be done here now."""
        found = [self._new_action(), self._export_action()]
        if self._built and self._stack.currentWidget() is self.session:
            found += self.session.acts()
        elif self._built:
            found.append(Action("training.today", tr("Aller à aujourd'hui"), self.year.go_today, menu="go"))
        return found

    def new_actions(self) -> Sequence[Action]:
        """Return what « Nouveau » offers here."""
        return [self._new_action()]

    def panes(self) -> Sequence[QWidget]:
        """Return the panes that F6 walks through."""
        if not self._built:
            return ()
        if self._stack.currentWidget() is self.session:
            return self.session.panes()
        return [self.year.planner, self.year.card]

    def state(self) -> dict[str, Any]:
        """Return what is open and which day is chosen."""
        if not self._built:
            return {}
        day = self.year.planner.day
        session = self.session.session_id if self._stack.currentWidget() is self.session else None
        return {"day": day.isoformat() if day else "", "session": str(session or ""), "tab": self.session.tab}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to what was open."""
        if state.get("session"):
            self.open_session(int(state["session"]))
            self.session.show_tab(str(state.get("tab", "")))
        else:
            self.back()
        if state.get("day"):
            self.year.show_day(date.fromisoformat(state["day"]))
