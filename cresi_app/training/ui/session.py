"""A session whole, in the place of the year: bookings, waiting list, presence, its sheet; beside them the act under way."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import C_, tr
from cresi_app.training.model import BOOKABLE, ENDED, HELD, SessionSheet
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.acts import CancelSessionForm
from cresi_app.training.ui.booking import BookForm
from cresi_app.training.ui.forms import ActForm
from cresi_app.training.ui.places import BookingsTab, WaitingTab
from cresi_app.training.ui.presence import PresenceTab
from cresi_app.training.ui.session_acts import SessionActs
from cresi_app.training.ui.session_head import SeatsCard, SessionHead, SessionWarnings
from cresi_app.training.ui.sheetform import SheetTab
from cresi_app.training.ui.taborder import walk_in_order
from cresi_app.training.ui.whole import KeepForm, PostponeForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tabs import Tabs
from cresi_app.widgets.theme import theme
from cresi_app.widgets.turns import SideOrUnder

_BESIDE = 1100
"""Width in pixels of the look from which the presences leave room beside them."""
_TIGHT = 900
"""Width below which the sheet takes all of it too."""
READS = frozenset({
    "session", "slot", "slot_trainer", "booking", "place", "place_need", "attendance", "room", "course", "organisation", "person",
})  # fmt: skip
"""Tables whose changes this view shows."""


class SessionView(QWidget):
    """One session."""

    left = Signal()
    """« Retour » was pressed."""
    paper_asked = Signal(object, object)
    view_asked = Signal(object, object)
    """(door, evaluations or form; the session)."""
    """The name of a paper, and the session it is of."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self.session_id: int | None = None
        self._sheet: SessionSheet | None = None
        self.doing = SessionActs(desk, service, self._begin, self._read, self.paper_asked.emit)
        self.doing.show_view = self.view_asked.emit
        self._form: ActForm | None = None
        self.bookings, self.waiting, self.presence = BookingsTab(), WaitingTab(), PresenceTab()
        self.sheet_tab = SheetTab(desk, service)
        pages: list[tuple[str, str, QWidget]] = [
            ("bookings", tr("Inscriptions"), ScrollArea(self.bookings)),
            ("waiting", tr("Attente"), ScrollArea(self.waiting)),
            ("presence", tr("Présences"), ScrollArea(self.presence)),
            ("sheet", tr(C_("training day", "Fiche")), ScrollArea(self.sheet_tab)),
        ]
        self._tabs = Tabs(tr("Parties de la journée"), pages)
        self._tabs.chosen.connect(lambda _key: self._fit())
        self._aside_content = QWidget()
        self._aside = Column(spacing=14, margins=(0, 0, 8, 8), parent=self._aside_content)
        self._seats = SeatsCard()
        self._form_place = Column()
        self._aside.addWidget(self._seats)
        self._aside.addLayout(self._form_place)
        self._aside.addStretch(1)
        self._aside_scroll = ScrollArea(self._aside_content)
        self._body = SideOrUnder(self._tabs.stack, self._aside_scroll, 352, gap=18)
        self._warnings = SessionWarnings(self.doing)
        self._head = SessionHead()
        self._head.left.connect(self.left)
        self._head.printed.connect(self.doing.print_sheet)
        head = Column(self._head, self._warnings, spacing=10, margins=(0, 0, 8, 0))
        bar = Row(self._tabs.bar, margins=(0, 0, 8, 0))
        parts = Column(bar, self._body, spacing=12)
        parts.setStretch(1, 1)
        Column(head, parts, spacing=10, margins=(24, 14, 16, 8), parent=self).setStretch(1, 1)
        self.bookings.asked.connect(self.doing.asked)
        self.bookings.booking_asked.connect(self.ask_booking)
        self.waiting.asked.connect(self.doing.asked)
        self.waiting.promoted.connect(self.doing.promote)
        self.presence.marked.connect(self.doing.mark)
        self.sheet_tab.slot_asked.connect(self.doing.ask_slot)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the presences the whole width where they need it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme()
        roomy = self.width() >= look.px(_BESIDE)
        self._body.set_side_width(352 if self.width() >= look.px(_TIGHT) else 300)
        wide = {"presence"} if self.width() >= look.px(_TIGHT) else {"presence", "sheet"}
        acting = self._form is not None and not isinstance(self._form, BookForm)
        self._aside_scroll.setVisible(roomy or self.tab not in wide or acting)

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
            self.session_id, self._sheet, self.doing.sheet = session_id, None, None
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
        self.session_id = self._sheet = self.doing.sheet = None
        self._desk.messages.inline(error.sentence, "info")
        self.left.emit()

    def _show(self, sheet: SessionSheet) -> None:
        if sheet.session.id != self.session_id:
            return
        first = self._sheet is None
        self._sheet = self.doing.sheet = sheet
        session = sheet.session
        self._head.show_sheet(sheet, self.doing.statuses(sheet), self.doing.others(sheet), self.doing.papers(sheet))
        self._warnings.show_sheet(sheet)
        self._seats.show_sheet(sheet)
        changeable = session.status not in ENDED | HELD
        self.bookings.show_sheet(sheet, open_for_change=changeable)
        self.waiting.show_sheet(sheet, open_for_change=changeable)
        self.presence.show_sheet(sheet)
        self.sheet_tab.show_sheet(sheet)
        self._tabs.set_count("bookings", sheet.taken)
        self._tabs.set_count("waiting", len(sheet.waiting) or None)
        if first or isinstance(self._form, BookForm):
            self._show_booking(sheet)
        self._order()

    def _order(self) -> None:
        walk_in_order(self._head, self._warnings, self._tabs, self._aside_content)

    # --- the act under way ---

    def _set_form(self, form: ActForm) -> None:
        self._drop_form()
        self._form = form
        self._head.set_acting(True)
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
            self._head.set_acting(False)

    def _show_booking(self, sheet: SessionSheet) -> None:
        if sheet.session.status not in BOOKABLE:
            self._drop_form()
            return
        if not isinstance(self._form, BookForm):
            self._set_form(BookForm(self._desk, self._service, sheet.session.id))
        if isinstance(self._form, BookForm):
            self._form.show_sheet(sheet)

    def _form_done(self, changes: Changes) -> None:
        if isinstance(self._form, BookForm):
            return
        telling = KeepForm | PostponeForm | CancelSessionForm  # they ask whether to write to everybody
        if not isinstance(self._form, telling):
            self.doing.told(changes)
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
        if self._aside_scroll.isHidden() or self.tab not in {"bookings", "waiting"}:
            self.show_tab("bookings")  # where what one is about to write will stand
        if self._form is not None:
            self._form.begin()

    def _begin(self, form: ActForm) -> None:
        self._set_form(form)
        form.begin()

    def acts(self) -> list[Action]:
        """Return what can be done to this session, for menus and the palette."""
        if self._sheet is None:
            return []
        printing = Action(
            "training.print",
            tr("Imprimer la feuille d'émargement"),
            self.doing.print_sheet,
            "Ctrl+P",
            "printer",
            menu="file",
        )
        booking = Action("training.book", tr("Inscrire une association"), self.ask_booking, icon="user-plus")
        more = [*self.doing.papers(self._sheet)[1:], *self.doing.others(self._sheet)]
        return [printing, booking, *(action for action in more if action is not None)]
