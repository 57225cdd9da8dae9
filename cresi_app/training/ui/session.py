"""A session whole, in the place of the year: bookings, waiting list, presence, its sheet; beside them the act under way."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
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
from cresi_app.training.ui.aside import TONES, when_and_where
from cresi_app.training.ui.booking import BookForm
from cresi_app.training.ui.forms import ActForm
from cresi_app.training.ui.late import LatePromotionForm
from cresi_app.training.ui.papers import export_calendar, print_attendance
from cresi_app.training.ui.places import BookingsTab, WaitingTab
from cresi_app.training.ui.presence import PresenceTab
from cresi_app.training.ui.sheetform import SheetTab, SlotForm
from cresi_app.training.ui.taborder import walk_in_order
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.gauges import SegmentedBar
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tabs import Tabs
from cresi_app.widgets.theme import theme

READS = frozenset({
    "session", "slot", "slot_trainer", "booking", "place", "place_need", "attendance", "room", "course", "organisation", "person",
})  # fmt: skip
"""Tables whose changes this view shows."""


class SessionView(QWidget):
    """One session."""

    left = Signal()
    """« Retour » was pressed."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self.session_id: int | None = None
        self._sheet: SessionSheet | None = None
        self._form: ActForm | None = None
        self.bookings, self.waiting, self.presence = BookingsTab(), WaitingTab(), PresenceTab()
        self.sheet_tab = SheetTab(desk, service)
        pages: list[tuple[str, str, QWidget]] = [
            ("bookings", tr("Inscriptions"), ScrollArea(self.bookings)),
            ("waiting", tr("Attente"), ScrollArea(self.waiting)),
            ("presence", tr("Présences"), ScrollArea(self.presence)),
            ("sheet", tr("Fiche"), ScrollArea(self.sheet_tab)),
        ]
        self._tabs = Tabs(tr("Parties de la journée"), pages)
        self._aside_content = QWidget()
        self._aside = Column(spacing=14, margins=(0, 0, 8, 8), parent=self._aside_content)
        self._seats_card = Card(padding=(16, 14))
        self._seats = Label("", "strong")
        self._seats_left = Label("", "caption", "text2")
        self._bar = SegmentedBar(8)
        self._seats_card.body.addLayout(Row(self._seats, None, self._seats_left))
        self._seats_card.body.addWidget(self._bar)
        self._form_place = Column()
        self._aside.addWidget(self._seats_card)
        self._aside.addLayout(self._form_place)
        self._aside.addStretch(1)
        self._aside_scroll = ScrollArea(self._aside_content)
        body = Row(self._tabs, self._aside_scroll, spacing=18)
        body.setStretch(0, 1)
        self._warnings_place = QWidget()
        self._warnings = Column(spacing=6, parent=self._warnings_place)
        self._head = self._make_head()
        Column(self._head, self._warnings_place, body, spacing=10, margins=(24, 14, 16, 8), parent=self).setStretch(
            2, 1
        )
        self.bookings.asked.connect(self._asked)
        self.waiting.asked.connect(self._asked)
        self.waiting.promoted.connect(self._promote)
        self.presence.marked.connect(self._mark)
        self.sheet_tab.slot_asked.connect(self._ask_slot)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _make_head(self) -> QWidget:
        head = QWidget()
        back = Button(tr("Formations"), "link", "arrow-left")
        back.setAccessibleName(tr("Retour aux formations"))
        back.clicked.connect(self.left)
        self._title = ElidedLabel("", "h1")
        self._pill = Pill()
        self._where = ElidedLabel("", "body", "text2")
        self._print = Button(tr("Émargement"), "primary", "printer")
        self._print.clicked.connect(self._print_sheet)
        self._state = Button(tr("Changer l'état"), "secondary")
        self._more = Button(tr("Autres actions"), "secondary")
        title = Row(self._title, self._pill, None, spacing=12)
        row = Row(Column(title, self._where, spacing=1), self._state, self._more, self._print, spacing=8)
        row.setStretch(0, 1)
        Column(Row(back, None), row, spacing=4, parent=head)
        return head

    def _restyle(self) -> None:
        self._aside_scroll.setFixedWidth(theme().px(352))

    # --- what is shown ---

    @property
    def tab(self) -> str:
        """The key of the tab in front."""
        return self._tabs.current()

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self._tabs.set_current(key)

    def panes(self) -> Sequence[QWidget]:
        """Return the tabs and the act under way."""
        return [self._tabs.bar, *([self._form.go] if self._form is not None else [])]

    def open(self, session_id: int) -> None:
        """Show a session."""
        if session_id != self.session_id:
            self.session_id, self._sheet = session_id, None
            self._drop_form()
            self._tabs.set_current("bookings")
        self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Read again when something shown was touched."""
        if self.session_id is not None and (changes is None or changes.touches_any(READS)):
            self._read()

    def _read(self) -> None:
        session_id = self.session_id
        if session_id is not None:
            self._desk.read(
                ("training", "session"), lambda: self._service.session_sheet(session_id), self._show, self._gone
            )

    def _gone(self, error: CresiError) -> None:
        """Leave a session that is no more (its making was undone)."""
        self.session_id = self._sheet = None
        self._desk.messages.inline(error.sentence, "info")
        self.left.emit()

    def _show(self, sheet: SessionSheet) -> None:
        if sheet.session.id != self.session_id:
            return
        first = self._sheet is None
        self._sheet = sheet
        session = sheet.session
        self._title.setText(session.title)
        self._pill.set(tr(STATUS_LABELS[session.status]), TONES[session.status])
        days = sorted({line.slot.day for line in sheet.slots})
        when = format_date(days[0], "full") if days else ""
        self._where.setText(
            " · ".join([session.code, when, *([when_and_where(sheet).partition(" · ")[2]] if days else [])])
        )
        self._print.allow(bool(days) and session.status not in ENDED, tr("Cette journée n'aura pas lieu."))
        self._fill_menus(sheet)
        self._show_warnings(sheet)
        changeable = session.status not in ENDED | HELD
        self.bookings.show_sheet(sheet, open_for_change=changeable)
        self.waiting.show_sheet(sheet, open_for_change=changeable)
        self.presence.show_sheet(sheet)
        self.sheet_tab.show_sheet(sheet)
        self._tabs.set_count("bookings", sheet.taken)
        self._tabs.set_count("waiting", len(sheet.waiting) or None)
        self._seats.setText(tr("{n} sur {places}", n=sheet.taken, places=session.capacity_max))
        self._seats_left.setText(
            tr("{n} libres", n=sheet.free) if sheet.free > 1 else tr("1 libre") if sheet.free else tr("Complet")
        )
        share = sheet.taken / session.capacity_max
        self._bar.set_parts([(min(1.0, share), "danger_fill" if share > 1 else "primary")], self._seats.text())
        if first or isinstance(self._form, BookForm):
            self._show_booking(sheet)
        self._order()

    def _order(self) -> None:
        walk_in_order(self._head, self._warnings_place, self._tabs, self._aside_content)

    def _show_warnings(self, sheet: SessionSheet) -> None:
        clear_layout(self._warnings)
        self._warnings_place.setVisible(bool(sheet.warnings) or sheet.session.status in ENDED)
        if sheet.session.status in ENDED:
            reason = tr(
                "{status} : {reason}",
                status=tr(STATUS_LABELS[sheet.session.status]),
                reason=sheet.session.cancel_reason,
            )
            self._warnings.addWidget(InlineMessage(reason, "warning"))
        for warning in sheet.warnings:
            self._warnings.addWidget(InlineMessage(warning, "warning"))

    def _fill_menus(self, sheet: SessionSheet) -> None:
        for button, actions in ((self._state, self._status_actions(sheet)), (self._more, self._other_actions(sheet))):
            old = button.menu()
            menu = QMenu(button)
            fill_menu(menu, actions)
            button.setMenu(menu)
            button.setEnabled(bool(actions))
            if old is not None:
                old.deleteLater()

    def _status_actions(self, sheet: SessionSheet) -> list[Action]:
        return [
            Action(f"training.status.{status}", tr(STATUS_LABELS[status]), self._setting(status))
            for status in reachable(sheet.session.status)
        ]

    def _other_actions(self, sheet: SessionSheet) -> list[Action | None]:
        session = sheet.session
        live = session.status not in ENDED | HELD

        def alive() -> bool:
            return live

        return [
            Action("training.book", tr("Inscrire une association"), self.ask_booking, icon="user-plus", enabled=alive),
            Action("training.move", tr("Déplacer la journée…"), self._ask_move, icon="calendar-range", enabled=alive),
            Action("training.export", tr("Exporter (.ics)"), self._export, icon="calendar-days"),
            None,
            Action(
                "training.cancel_session", tr("Annuler la journée…"), self._ask_cancel, icon="circle-x", enabled=alive
            ),
        ]

    # --- the act under way ---

    def _set_form(self, form: ActForm) -> None:
        self._drop_form()
        self._form = form
        self._form_place.addWidget(form)
        form.done.connect(self._form_done)
        form.given_up.connect(self._form_given_up)
        self._order()

    def _drop_form(self) -> None:
        if self._form is not None:
            self._form_place.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None

    def _show_booking(self, sheet: SessionSheet) -> None:
        if sheet.session.status not in BOOKABLE:
            self._drop_form()
            return
        if not isinstance(self._form, BookForm):
            self._set_form(BookForm(self._desk, self._service, sheet.session.id))
        if isinstance(self._form, BookForm):
            self._form.show_sheet(sheet)

    def _form_done(self, _changes: Changes) -> None:
        if not isinstance(self._form, BookForm):
            self._form_given_up()

    def _form_given_up(self) -> None:
        if self._sheet is not None:
            self._drop_form()
            self._show_booking(self._sheet)
            self._tabs.bar.setFocus()

    def ask_booking(self) -> None:
        """Take the keyboard to the form that books an association."""
        session_id = self.session_id
        if session_id is None:
            return
        if not isinstance(self._form, BookForm):
            self._set_form(BookForm(self._desk, self._service, session_id))
        if self._form is not None:
            self._form.begin()

    def _begin(self, form: ActForm) -> None:
        self._set_form(form)
        form.begin()

    def _asked(self, wanted: tuple[str, BookingLine, PlaceLine | None]) -> None:
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

    def _ask_slot(self, line: SlotLine | None) -> None:
        if self._sheet is not None:
            self._begin(SlotForm(self._desk, self._service, self._sheet, line))

    def _ask_move(self) -> None:
        if self._sheet is not None:
            self._begin(MoveForm(self._desk, self._service, self._sheet.session, self._sheet.slots[0].slot.day))

    def _ask_cancel(self) -> None:
        if self._sheet is not None:
            self._begin(CancelSessionForm(self._desk, self._service, self._sheet.session))

    # --- acts at once ---

    def _setting(self, status: SessionStatus) -> Callable[[], None]:
        def run() -> None:
            if self._sheet is None:
                return
            session, actor, service = self._sheet.session, self._desk.actor, self._service
            self._desk.write(
                "training.set_status", lambda: service.set_status(actor, session.id, session.version, status)
            )

        return run

    def _promote(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        obstacles = {line.verdict.obstacle for _, line in sheet.waiting if line.verdict is not None}
        if obstacles & {"deadline", "started"}:
            self._begin(LatePromotionForm(self._desk, self._service, sheet.session.id))
            return
        actor, service, session_id = self._desk.actor, self._service, sheet.session.id
        self._desk.write("training.promote", lambda: service.promote(actor, session_id))

    def _mark(self, marks: dict[tuple[int, int], AttendanceStatus | None]) -> None:
        if self.session_id is None:
            return
        actor, service, session_id = self._desk.actor, self._service, self.session_id
        self._desk.write(
            "training.mark_attendance",
            lambda: service.mark_attendance(actor, session_id, marks),
            None,
            self._mark_refused,
        )

    def _mark_refused(self, error: CresiError) -> None:
        self._desk.messages.error(error)
        self._read()  # the buttons say again what is noted

    def _print_sheet(self) -> None:
        if self.session_id is not None:
            print_attendance(self._desk, self._service, self.session_id)

    def _export(self) -> None:
        export_calendar(self._desk, self._service, self.session_id)

    def acts(self) -> list[Action]:
        """Return what can be done to this session, for menus and the palette."""
        if self._sheet is None:
            return []
        printing = Action(
            "training.print",
            tr("Imprimer la feuille d'émargement"),
            self._print_sheet,
            "Ctrl+P",
            "printer",
            menu="file",
        )
        return [printing, *(action for action in self._other_actions(self._sheet) if action is not None)]
