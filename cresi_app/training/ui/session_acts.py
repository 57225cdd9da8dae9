"""What can be done to a session and its places: acts at once, and the forms of those that ask something."""

from collections.abc import Callable

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.training.model import (
    BOOKABLE,
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
from cresi_app.training.model.telling import OCCASION_LABELS, Occasion
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.acts import (
    CancelSessionForm,
    EndBookingForm,
    EndForm,
    IdentifyForm,
    NeedsForm,
    ReplaceForm,
)
from cresi_app.training.ui.forms import ActForm
from cresi_app.training.ui.late import LatePromotionForm
from cresi_app.training.ui.papers import (
    OF_SESSION,
    export_calendar,
    prepare_drafts,
    save_each,
)
from cresi_app.training.ui.sheetform import SlotForm
from cresi_app.training.ui.whole import DuplicateForm, KeepForm, MoveForm, PostponeForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act


class SessionActs:
    """Acts on the session on screen. `begin` shows a form in the column beside it, `reread` reads the session again."""

    def __init__(
        self,
        desk: Desk,
        service: TrainingService,
        begin: Callable[[ActForm], None],
        reread: Callable[[], None],
        show_paper: Callable[[str, int], None],
    ) -> None:
        """`show_paper` shows a paper (its name) of a session in the preview."""
        self._desk, self._service, self._begin, self._reread = desk, service, begin, reread
        self._show_paper = show_paper
        self.show_view: Callable[[str, int], object] = _nowhere
        """Shows the door, the evaluations, or makes the booking form; the view's own signal."""
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
            Action("training.again", tr("Reprendre à une autre date…"), self.ask_again, icon="copy"),
            Action("training.export", tr("Exporter (.ics)"), self.export, icon="calendar-days"),
            None,
            *self.rooms(sheet),
            None,
            *self.letters(sheet),
            None,
            Action(
                "training.postpone", tr("Reporter la journée…"), self.ask_postpone, icon="calendar-range", enabled=alive
            ),
            Action(
                "training.cancel_session", tr("Annuler la journée…"), self.ask_cancel, icon="circle-x", enabled=alive
            ),
        ]

    def rooms(self, sheet: SessionSheet) -> list[Action | None]:
        """Return the views beside the session: its door, its evaluations, the form that goes out."""
        session_id, bookable = sheet.session.id, sheet.session.status in BOOKABLE

        def shows(name: str) -> Callable[[], None]:
            return lambda: (self.show_view(name, session_id), None)[1]

        return [
            Action("training.door", tr("Pointer à l'entrée…"), shows("door"), icon="ticket-check"),
            Action("training.evaluations", tr("Évaluations…"), shows("evaluations"), icon="clipboard-check"),
            Action(
                "training.session_form",
                tr("Bulletin d'inscription à remplir (PDF)"),
                shows("form"),
                icon="file-down",
                enabled=lambda: bookable,
            ),
        ]

    def papers(self, sheet: SessionSheet) -> list[Action | None]:
        """Return the papers of the session, and what is made one file a person."""
        ended, held = sheet.session.status in ENDED, bool(sheet.attendance)
        found: list[Action | None] = []
        for kind in OF_SESSION:
            possible = (held if kind.name == "certificate" else not ended) or kind.name == "session-report"

            def allowed(possible: bool = possible) -> bool:
                return possible

            found.append(
                Action(
                    f"training.print.{kind.name}",
                    tr(kind.title),
                    self.printing(kind.name),
                    icon=kind.icon,
                    enabled=allowed,
                )
            )
        each = self._each
        return [
            *found,
            None,
            Action(
                "training.each.convocation",
                tr("Convocations, un PDF par personne…"),
                each("convocation"),
                icon="folder",
            ),
            Action(
                "training.each.certificate",
                tr("Attestations, un PDF par personne…"),
                each("certificate"),
                icon="folder",
                enabled=lambda: held,
            ),
        ]

    def letters(self, sheet: SessionSheet) -> list[Action | None]:
        """Return the drafts that can be prepared now."""
        status = sheet.session.status
        if status is SessionStatus.CANCELLED:
            wanted = [Occasion.CANCELLED]
        elif status is SessionStatus.POSTPONED:
            wanted = [Occasion.POSTPONED]
        elif status in HELD:
            wanted = [Occasion.CERTIFICATE]
        else:
            wanted = [Occasion.CONVOKE, Occasion.CHANGED, Occasion.RELEASED]
        return [
            Action(
                f"training.drafts.{occasion}",
                tr("Préparer les courriels : {what}…", what=tr(OCCASION_LABELS[occasion]).lower()),
                self.drafting(occasion),
                icon="mail",
            )
            for occasion in wanted
        ]

    def printing(self, name: str) -> Callable[[], None]:
        """Return what shows a paper in the preview."""

        def run() -> None:
            if self.sheet is not None:
                self._show_paper(name, self.sheet.session.id)

        return run

    def drafting(self, occasion: Occasion) -> Callable[[], None]:
        """Return what prepares the drafts of an occasion."""

        def run() -> None:
            if self.sheet is not None:
                prepare_drafts(self._desk, self._service, self.sheet.session.id, occasion)

        return run

    def _each(self, name: str) -> Callable[[], None]:
        def run() -> None:
            if self.sheet is not None:
                save_each(self._desk, self._service, name, self.sheet.session.id)

        return run

    def ask_again(self) -> None:
        """Ask on which day to make it again."""
        if self.sheet is not None and self.sheet.slots:
            first = self.sheet.slots[0].slot.day
            self._begin(DuplicateForm(self._desk, self._service, self.sheet.session, first))

    def ask_keep(self) -> None:
        """Ask why it is kept; then everybody can be told."""
        if self.sheet is not None:
            form = KeepForm(self._desk, self._service, self.sheet.session)
            form.done.connect(lambda _changes: self._tell(Occasion.KEPT))
            self._begin(form)

    def ask_postpone(self) -> None:
        """Ask for the new day, or why there is none yet; then everybody can be told."""
        if self.sheet is not None:
            form = PostponeForm(self._desk, self._service, self.sheet.session)
            form.done.connect(lambda _changes: self._tell(Occasion.CHANGED if form.has_day else Occasion.POSTPONED))
            self._begin(form)

    def told(self, changes: Changes) -> None:
        """Say that something was done, with « Annuler », or that nothing could be."""
        desk, library = self._desk, self._service.library
        if changes.seq is None:
            none_free = tr("Rien n'a changé : aucune place n'est libre pour quelqu'un qui attend.")
            desk.messages.toast(none_free if changes.operation == "training.promote" else tr("Rien n'a changé"))
            return
        back = Act(tr("Annuler"), lambda: desk.write("undo", lambda: library.undo(desk.actor, changes.seq)))
        desk.messages.toast(tr("C'est enregistré"), back)

    def _tell(self, occasion: Occasion) -> None:
        """Offer to write to everybody concerned."""
        if self.sheet is not None:
            session_id = self.sheet.session.id
            self._desk.messages.toast(
                tr("C'est enregistré. Prévenir les inscrits et la liste d'attente ?"),
                Act(
                    tr("Préparer les courriels"),
                    lambda: prepare_drafts(self._desk, self._service, session_id, occasion),
                ),
            )

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
            form = CancelSessionForm(self._desk, self._service, self.sheet.session)
            form.done.connect(lambda _changes: self._tell(Occasion.CANCELLED))
            self._begin(form)

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
        self._desk.write("training.promote", lambda: service.promote(actor, session_id), self.told)

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
        """Show the attendance sheet in the preview."""
        self.printing("attendance")()

    def export(self) -> None:
        """Write the session's calendar."""
        if self.sheet is not None:
            export_calendar(self._desk, self._service, self.sheet.session.id)


def _nowhere(_name: str, _session_id: int) -> None:
    """Stand in for the views until the page hands them in."""
