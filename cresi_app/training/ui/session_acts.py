"""What can be done to a session and its places: acts at once, and the forms of those that ask something."""

from collections.abc import Callable

from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.training.model import (
    ENDED,
    HELD,
    STATUS_LABELS,
    AttendanceStatus,
    BookingLine,
    PlaceLine,
    SessionSheet,
    SessionStatus,
    SlotLine,
    reachable,
)
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.acts import (
    CancelSessionForm,
    EndBookingForm,
    EndForm,
    IdentifyForm,
    MoveForm,
    NeedsForm,
    ReplaceForm,
)
from cresi_app.training.ui.forms import ActForm
from cresi_app.training.ui.late import LatePromotionForm
from cresi_app.training.ui.papers import export_calendar, print_attendance
from cresi_app.training.ui.sheetform import SlotForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk


class SessionActs:
    """Acts on the session on screen. `begin` shows a form in the column beside it, `reread` reads the session again."""

    def __init__(
        self, desk: Desk, service: TrainingService, begin: Callable[[ActForm], None], reread: Callable[[], None]
    ) -> None:
        self._desk, self._service, self._begin, self._reread = desk, service, begin, reread
        self.sheet: SessionSheet | None = None
        """What is on screen, None while nothing is."""

    def statuses(self, sheet: SessionSheet) -> list[Action]:
        """Return the changes of state that are possible."""
        return [
            Action(f"training.status.{status}", tr(STATUS_LABELS[status]), self.setting(status))
            for status in reachable(sheet.session.status)
        ]

    def others(self, sheet: SessionSheet) -> list[Action | None]:
        """Return what can be done to the whole session; None is a separator."""
        session = sheet.session
        live = session.status not in ENDED | HELD

        def alive() -> bool:
            return live

        return [
            Action("training.move", tr("Déplacer la journée…"), self.ask_move, icon="calendar-range", enabled=alive),
            Action("training.export", tr("Exporter (.ics)"), self.export, icon="calendar-days"),
            None,
            Action(
                "training.cancel_session", tr("Annuler la journée…"), self.ask_cancel, icon="circle-x", enabled=alive
            ),
        ]

    def asked(self, wanted: tuple[str, BookingLine, PlaceLine | None]) -> None:
        """Do what a row asked for."""
        what, booking, line = wanted
        desk, service = self._desk, self._service
        if what == "organisation":
            desk.open_record("organisation", booking.booking.organisation_id)
        elif what == "end_booking":
            self._begin(EndBookingForm(desk, service, booking.booking.id, booking.organisation))
        elif line is not None:
            self._asked_of_place(what, booking, line)

    def _asked_of_place(self, what: str, booking: BookingLine, line: PlaceLine) -> None:
        desk, service, organisation_id = self._desk, self._service, booking.booking.organisation_id
        if what == "person" and line.place.person_id is not None:
            desk.open_record("person", line.place.person_id)
        elif what == "accept":
            actor, place_id = desk.actor, line.place.id
            desk.write("training.accept_offer", lambda: service.accept_offer(actor, place_id))
        else:
            forms: dict[str, Callable[[], ActForm]] = {
                "end": lambda: EndForm(desk, service, line),
                "replace": lambda: ReplaceForm(desk, service, line, organisation_id),
                "identify": lambda: IdentifyForm(desk, service, line, organisation_id),
                "needs": lambda: NeedsForm(desk, service, line),
            }
            self._begin(forms[what]())

    def ask_slot(self, line: SlotLine | None) -> None:
        """Ask for a half-day: the one to change, None for a new one."""
        if self.sheet is not None:
            self._begin(SlotForm(self._desk, self._service, self.sheet, line))

    def ask_move(self) -> None:
        """Ask for another first day."""
        if self.sheet is not None:
            self._begin(MoveForm(self._desk, self._service, self.sheet.session, self.sheet.slots[0].slot.day))

    def ask_cancel(self) -> None:
        """Ask why the session does not take place."""
        if self.sheet is not None:
            self._begin(CancelSessionForm(self._desk, self._service, self.sheet.session))

    # --- acts at once ---

    def setting(self, status: SessionStatus) -> Callable[[], None]:
        """Return what gives the session a state."""

        def run() -> None:
            if self.sheet is None:
                return
            session, actor, service = self.sheet.session, self._desk.actor, self._service
            self._desk.write(
                "training.set_status", lambda: service.set_status(actor, session.id, session.version, status)
            )

        return run

    def promote(self) -> None:
        """Serve the waiting list; after the deadline ask why."""
        sheet = self.sheet
        if sheet is None:
            return
        obstacles = {line.verdict.obstacle for _, line in sheet.waiting if line.verdict is not None}
        if obstacles & {"deadline", "started"}:
            self._begin(LatePromotionForm(self._desk, self._service, sheet.session.id))
            return
        actor, service, session_id = self._desk.actor, self._service, sheet.session.id
        self._desk.write("training.promote", lambda: service.promote(actor, session_id))

    def mark(self, marks: dict[tuple[int, int], AttendanceStatus | None]) -> None:
        """Note presence."""
        if self.sheet is None:
            return
        actor, service, session_id = self._desk.actor, self._service, self.sheet.session.id
        self._desk.write(
            "training.mark_attendance",
            lambda: service.mark_attendance(actor, session_id, marks),
            None,
            self._mark_refused,
        )

    def _mark_refused(self, error: CresiError) -> None:
        self._desk.messages.error(error)
        self._reread()  # the buttons say again what is noted

    def print_sheet(self) -> None:
        """Print the attendance sheet."""
        if self.sheet is not None:
            print_attendance(self._desk, self._service, self.sheet.session.id)

    def export(self) -> None:
        """Write the session's calendar."""
        if self.sheet is not None:
            export_calendar(self._desk, self._service, self.sheet.session.id)
