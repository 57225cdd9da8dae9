"""Planning on the year: sessions moved and made again, requests placed, the quota, with the forms of exceptions above the card."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.training.model import SessionSheet, SessionSummary, YearPlan
from cresi_app.training.model.requests import RequestLine
from cresi_app.training.model.telling import Occasion
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.forms import ActForm
from cresi_app.training.ui.papers import prepare_drafts
from cresi_app.training.ui.requests import DeclineForm, RequestForm
from cresi_app.training.ui.whole import DuplicateForm, QuotaForm, RefusedMoveForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.focusring import bring_into_view
from cresi_app.widgets.messages import Act
from cresi_app.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from cresi_app.training.ui.year import YearView


class YearPlanning(QObject):
    """Acts on the year that `year` shows; forms stand in `place`, at the top of the column that `scroll` moves."""

    def __init__(
        self, year: "YearView", desk: Desk, service: TrainingService, place: QVBoxLayout, scroll: ScrollArea
    ) -> None:
        super().__init__(year)
        self._year, self._desk, self._service, self._place, self._scroll = year, desk, service, place, scroll
        self._plan: YearPlan | None = None
        self._requests: dict[int, RequestLine] = {}
        self.form: ActForm | None = None
        self._year.planner.moved.connect(self._move)
        self._year.planner.carrying.connect(self._show_carrying)
        self._year.planner.created.connect(self._year.created)
        self._year.planner.sheet_asked.connect(lambda session: self._year.opened.emit(session.id))
        self._year.planner.duplicate_asked.connect(self.ask_again)
        self._year.planner.request_dropped.connect(self._drop_request)
        self._year.requests.placed.connect(lambda line: self._year.placing.emit(line, None))
        self._year.requests.asked.connect(self.ask_request)
        self._year.requests.changed.connect(
            lambda line: self.begin(RequestForm(self._desk, self._service, self._desk.year, line))
        )
        self._year.requests.declined.connect(lambda line: self.begin(DeclineForm(self._desk, self._service, line)))
        self._year.gauge.quota_asked.connect(self.ask_quota)
        self._year.card.convoked.connect(
            lambda session_id: prepare_drafts(self._desk, self._service, session_id, Occasion.CONVOKE)
        )

    def show(self, plan: YearPlan, requests: Sequence[RequestLine]) -> None:
        """Take what the year shows now."""
        self._plan = plan
        self._requests = {line.request.id: line for line in requests}
        self._year.requests.show_requests(requests, plan.gauge)

    def begin(self, form: ActForm) -> None:
        """Show a form above the card of the day, with the keyboard in it."""
        self.end_form()
        self.form = form
        self._year.set_acting(True)
        self._place.addWidget(form)
        form.done.connect(self._form_done)
        form.given_up.connect(self._form_done)
        self._scroll.verticalScrollBar().setValue(0)
        self._year.order()
        form.begin()
        laid = QTimer(form)  # where the column stands under the planner, the form is out of sight until it is laid out
        laid.setSingleShot(True)
        laid.timeout.connect(self._reveal)
        laid.start(0)

    def _reveal(self) -> None:
        """Scroll to the form: all of it where there is room, its title in any case."""
        if self.form is not None:
            bring_into_view(self.form.go)
            bring_into_view(self.form.title_text)
            self._scroll.verticalScrollBar().setValue(0)

    def end_form(self) -> None:
        """Take the form away."""
        if self.form is not None:
            self._place.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self._year.set_acting(False)

    def _form_done(self, *_changes: object) -> None:
        self.end_form()
        self._year.planner.setFocus()

    def ask_request(self) -> None:
        """Ask which association wants a day on what."""
        self.begin(RequestForm(self._desk, self._service, self._desk.year))

    def ask_quota(self) -> None:
        """Ask for the quota of the year shown."""
        if self._plan is not None:
            self.begin(QuotaForm(self._desk, self._service, self._plan.year, self._plan.gauge.days))

    def ask_again(self, summary: SessionSummary) -> None:
        """Ask on which day a session is to be made again."""
        service = self._service

        def show(sheet: SessionSheet) -> None:
            self.begin(DuplicateForm(self._desk, service, sheet.session, sheet.slots[0].slot.day))

        self._desk.read(("training", "again"), lambda: service.session_sheet(summary.id), show)

    def _show_carrying(self, words: str) -> None:
        self._year.carrying.setText(words)
        self._year.carrying.setVisible(bool(words))

    def _drop_request(self, request_id: int, day: date) -> None:
        if request_id in self._requests:
            self._year.placing.emit(self._requests[request_id], day)

    def _move(self, summary: SessionSummary, start: date, day: date) -> None:
        """Move a session by as many days as it was carried; where an exception is needed, ask why."""
        desk, service, actor = self._desk, self._service, self._desk.actor
        first = summary.first_day + (day - start)

        def moved(changes: Changes) -> None:
            self._year.show_day(day)
            when, holidays = format_date(first, "full"), ", ".join(self._year.holidays(first))
            if holidays:
                words = tr(
                    "« {title} » commence désormais le {day} ({what}).", title=summary.title, day=when, what=holidays
                )
            else:
                words = tr("« {title} » commence désormais le {day}.", title=summary.title, day=when)
            library = service.library
            desk.messages.toast(
                words, Act(tr("Annuler"), lambda: desk.write("undo", lambda: library.undo(desk.actor, changes.seq)))
            )

        def refused(error: CresiError) -> None:
            if isinstance(error, DomainError) and error.code in {"quota_year", "busy"}:
                found = service.session(summary.id)
                self.begin(RefusedMoveForm(desk, service, found, first, error))
            else:
                desk.messages.error(error)

        desk.write("training.move_session", lambda: service.move_session(actor, summary.id, first), moved, refused)
