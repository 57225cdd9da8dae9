"""The year at a glance: gauge, planner, the day chosen, what is to come."""

from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.core.settings import Settings
from cresi_app.training.model import SessionSheet, SessionSummary, YearPlan
from cresi_app.training.model.requests import RequestLine
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.aside import SessionCard, UpcomingCard
from cresi_app.training.ui.forms import ActForm
from cresi_app.training.ui.gauge import GaugeCard
from cresi_app.training.ui.planner_carry import CarryingPlanner
from cresi_app.training.ui.requests import RequestsCard
from cresi_app.training.ui.swatch import GroundSwatch
from cresi_app.training.ui.taborder import walk_in_order
from cresi_app.training.ui.year_planning import YearPlanning
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

READS = frozenset(
    {
        "session",
        "slot",
        "slot_trainer",
        "booking",
        "place",
        "training_quota",
        "room",
        "organisation",
        "person",
        "training_request",
    }
)
"""Tables whose changes the year shows."""

WIDE = 1080
"""Width from which the card stands beside the planner."""

NARROWEST = 716
"""Width of the planner's card at its narrowest."""


class YearView(QWidget):
    """What the page opens on."""

    opened = Signal(object)
    printed = Signal(object)
    booked = Signal(object)
    created = Signal(object)
    placing = Signal(object, object)
    """A request to be placed, and the day it was dropped on (None for a button)."""
    acting = Signal(bool)
    """Whether a form is under way: its button is then the only filled one."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._plan: YearPlan | None = None
        self._wanted: date | None = None
        self.gauge = GaugeCard()
        self.planner = CarryingPlanner(single_letters=desk.settings.single_letter_keys)
        desk.settings_changed.connect(self._take_letters)
        self.card = SessionCard()
        self.upcoming = UpcomingCard()
        self.requests = RequestsCard()
        self._form_place = Column()
        aside = QWidget()
        self._aside_column = Column(
            self._form_place,
            self.card,
            self.requests,
            self.upcoming,
            None,
            spacing=14,
            margins=(0, 0, 8, 0),
            parent=aside,
        )
        self._aside = ScrollArea(aside)
        planner = self._planner_card()
        body = QWidget()
        self._planner_card_widget = planner
        self._body = Row(planner, self._aside, spacing=14, parent=body)
        self._body.setStretch(0, 1)
        # Where the window is low or narrow the year scrolls under its gauge; the column beside it scrolls alone.
        self._scroll = ScrollArea(body)
        Column(self.gauge, self._scroll, spacing=12, parent=self).setStretch(1, 1)
        self.planner.day_changed.connect(self._day_chosen)
        self.planner.opened.connect(self._open_day)
        self.planner.book_asked.connect(self._book_day)
        self.card.opened.connect(self.opened)
        self.card.printed.connect(self.printed)
        self.card.booked.connect(self.booked)
        self.card.created.connect(self.created)
        self.upcoming.opened.connect(self._go_to)
        self.planning = YearPlanning(self, desk, service, self._form_place, self._aside)
        theme().changed.connect(self._lay)
        self._lay()

    def _take_letters(self, settings: Settings) -> None:
        """Follow the setting of single letters."""
        self.planner.single_letters = settings.single_letter_keys

    def _planner_card(self) -> Card:
        card = Card(padding=(18, 13))
        self._year_label = Label("", "h2")
        school = Row(GroundSwatch("school"), Label(tr("Vacances scolaires"), "caption", "text2"), spacing=6)
        off = Row(GroundSwatch("off"), Label(tr("Week-end et jours fériés"), "caption", "text2"), spacing=6)
        today = Button(tr("Aujourd'hui"), "ghost")
        today.clicked.connect(self.go_today)
        before = IconButton(tr("Année précédente"), "chevron-left")
        before.clicked.connect(lambda: self._desk.set_year(self._desk.year - 1))
        after = IconButton(tr("Année suivante"), "chevron-right")
        after.clicked.connect(lambda: self._desk.set_year(self._desk.year + 1))
        card.body.addLayout(Row(self._year_label, 10, school, 8, off, None, today, before, after, spacing=6))
        card.body.addWidget(self.planner, 1)
        self.carrying = Label("", "secondary", "accent", wrap=True)
        self.carrying.hide()
        card.body.addWidget(self.carrying)
        self._known = Label("", "caption", "text3")
        self._known.hide()
        card.body.addWidget(self._known)
        return card

    # --- what is shown ---

    def refresh(self, changes: Changes | None) -> None:
        """Read the year again when something it shows was touched."""
        if changes is None or changes.touches_any(READS):
            year = self._desk.year
            self._desk.read(
                ("training", "year"),
                lambda: (self._service.year_plan(year), self._service.upcoming(), self._service.requests(year)),
                self._show,
            )

    def _show(self, found: tuple[YearPlan, list[SessionSummary], list[RequestLine]]) -> None:
        plan, upcoming, requests = found
        if plan.year != self._desk.year:
            return
        before, self._plan = self._plan, plan
        self.gauge.show_gauge(plan.gauge)
        self._year_label.setText(str(plan.year))
        day, self._wanted = self._wanted or _followed(self.planner.day, before, plan), None
        if day is None or day.year != plan.year:
            day = self._first_day(plan, upcoming)
        self.planner.show_plan(plan, day)
        self.upcoming.show_sessions(upcoming)
        self.planning.show(plan, requests)
        unknown = plan.school_known_until is not None and plan.school_known_until < date(plan.year, 12, 31)
        self._known.setVisible(unknown)
        if unknown and plan.school_known_until is not None:
            self._known.setText(
                tr("Les vacances scolaires ne sont connues que jusqu'en {year}.", year=plan.school_known_until.year)
            )
        self._day_chosen(day)

    @staticmethod
    def _first_day(plan: YearPlan, upcoming: list[SessionSummary]) -> date:
        coming = [one.first_day for one in upcoming if one.first_day.year == plan.year]
        if coming:
            return coming[0]
        today = clock.today()
        return (
            today if today.year == plan.year else plan.sessions[0].days[0] if plan.sessions else date(plan.year, 1, 1)
        )

    def _day_chosen(self, day: date) -> None:
        self._wanted = None
        sessions = self.planner.sessions_at(day)
        if not sessions:
            self._desk.drop(("training", "card"))
            self.card.show_free_day(day, self.holidays(day))
            self.order()
            return
        first, others = sessions[0], sessions[1:]
        self._desk.read(
            ("training", "card"),
            lambda: self._service.session_sheet(first.id),
            lambda sheet: self._show_sheet(day, sheet, others),
        )

    def _show_sheet(self, day: date, sheet: SessionSheet, others: tuple[SessionSummary, ...]) -> None:
        if day == self.planner.day and sheet.slots:
            self.card.show_sheet(sheet, others)
            self.order()

    def order(self) -> None:
        """Let Tab walk as the eye reads."""
        form = [self.form] if self.form is not None else []
        walk_in_order(self._planner_card_widget, *form, self.card, self.requests, self.upcoming)

    def holidays(self, day: date) -> list[str]:
        """Return the names of the holidays of a day."""
        if self._plan is None:
            return []
        return [name for name in (self._plan.public_holidays.get(day), self._plan.school_holiday(day)) if name]

    # --- acts ---

    def show_day(self, day: date) -> None:
        """Choose a day, in its own year; at once when that year is shown, else once it is read."""
        self._wanted = day
        if day.year != self._desk.year:
            self._desk.set_year(day.year)
        elif day.year == self.planner.year:
            self.planner.choose(day)

    def go_today(self) -> None:
        """Choose today."""
        self.show_day(clock.today())
        self.planner.setFocus()

    def _go_to(self, session: SessionSummary) -> None:
        if session.first_day == self.planner.day:
            self.opened.emit(session.id)
        elif session.first_day.year == self._desk.year:
            self.show_day(session.first_day)
        else:
            self.opened.emit(session.id)

    def _open_day(self, day: date) -> None:
        sessions = self.planner.sessions_at(day)
        if sessions:
            self.opened.emit(sessions[0].id)
        else:
            self.created.emit(day)

    def _book_day(self, day: date) -> None:
        sessions = self.planner.sessions_at(day)
        if sessions:
            self.booked.emit(sessions[0].id)
        else:
            self.created.emit(day)

    # --- planning ---

    @property
    def form(self) -> ActForm | None:
        """The form above the card of the day, None while there is none."""
        return self.planning.form

    def set_acting(self, acting: bool) -> None:
        """Leave the filled button to the form under way, or give it back to the card and the page."""
        self.card.set_acting(acting)
        self.acting.emit(acting)

    def begin(self, form: ActForm) -> None:
        """Show a form above the card of the day, with the keyboard in it."""
        self.planning.begin(form)

    # --- width ---

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the planner alone: the card goes under it when there is no room beside it."""
        look = theme()
        layout = self.layout()
        assert layout is not None
        gauge = self.gauge.minimumSizeHint().height() + look.px(12 + 160)
        return QSize(look.px(NARROWEST), layout.minimumSize().height() if scrolls_whole(self) else gauge)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the card its column, or its place under the planner when the window is narrow."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        look = theme()
        narrow = self.width() < look.px(WIDE)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._body.direction() is not wanted:
            self._body.setDirection(wanted)
            self.planner.set_roomy(roomy=narrow)
            # under the planner no bar stands beside the cards
            self._aside_column.set_margins((0, 0, 0 if narrow else 8, 0))
        if narrow:
            self._aside.setMinimumWidth(0)
            self._aside.setMaximumWidth(16_777_215)
        else:
            self._aside.setFixedWidth(look.px(344))
        self._aside.set_whole(narrow)


def _followed(day: date | None, before: YearPlan | None, plan: YearPlan) -> date | None:
    """Return the day to stand on: where the session of `day` went when it was moved, and taken back."""
    if day is None or before is None or any(day in one.days for one in plan.sessions):
        return day
    there = {one.id for one in before.sessions if day in one.days}
    return next((one.first_day for one in plan.sessions if one.id in there and one.first_day.year == plan.year), day)
