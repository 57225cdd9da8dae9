"""The tabs « Inscriptions » and « Attente » of a session: who is booked, who waits and why."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.dates import format_clock, format_date
from cresi_app.core.i18n import tr
from cresi_app.core.money import format_number
from cresi_app.training.model import (
    ACTIVE,
    ORIGIN_LABELS,
    PLACE_LABELS,
    BookingLine,
    Origin,
    Place,
    PlaceLine,
    PlaceStatus,
    SessionSheet,
)
from cresi_app.training.ui.acts import name_of
from cresi_app.widgets.actions import Action, menu_button
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.pills import Avatar, CountBadge, Pill, PillTone

_TONES: dict[PlaceStatus, PillTone] = {
    PlaceStatus.REGISTERED: "success",
    PlaceStatus.OFFERED: "info",
    PlaceStatus.WAITING: "warning",
}


class PlaceRow(QWidget):
    """One person of a booking, with what can be done."""

    asked = Signal(object)

    def __init__(self, booking: BookingLine, line: PlaceLine, *, open_for_change: bool) -> None:
        super().__init__()
        self._booking, self._line = booking, line
        place, name = line.place, name_of(line)
        shown = ElidedLabel(name, "body", "text" if line.name else "text3")
        words = Column(shown, spacing=0)
        if line.function:
            words.addWidget(ElidedLabel(line.function, "caption", "text2"))
        pill = Pill(self._status_words(), _TONES.get(place.status, "neutral"))
        row = Row(words, spacing=8, margins=(42, 1, 0, 1), parent=self)
        row.setStretch(0, 1)
        if line.has_needs:
            mark = IconLabel("message-square", "info", 16)
            mark.setToolTip(tr("Des besoins sont notés"))
            mark.setAccessibleName(tr("Des besoins sont notés"))
            row.addWidget(mark)
        row.addWidget(pill)
        replace = IconButton(
            tr("Remplacer {name}", name=name) if line.name else tr("Nommer cette place"),
            "arrow-left-right" if line.name else "pencil",
        )
        replace.setObjectName(f"replace:{place.id}")
        replace.clicked.connect(self._asking("replace"))
        end = IconButton(tr("Annuler la place de {name}", name=name), "user-x")
        end.setObjectName(f"end:{place.id}")
        end.clicked.connect(self._asking("end"))
        for button in (replace, end):
            button.setEnabled(open_for_change)
            row.addWidget(button)
        row.addWidget(menu_button(tr("Plus d'actions pour {name}", name=name), self._more()))

    def _status_words(self) -> str:
        place = self._line.place
        if place.status is PlaceStatus.OFFERED and place.offer_ends_on is not None:
            return tr("Proposée jusqu'au {day}", day=offer_words(place))
        return tr(PLACE_LABELS[place.status])

    def _more(self) -> list[Action]:
        found = []
        place = self._line.place
        if place.status is PlaceStatus.OFFERED:
            found.append(
                Action("training.accept", tr("La proposition est acceptée"), self._asking("accept"), icon="check")
            )
        if place.person_id is None and place.name:
            found.append(
                Action(
                    "training.identify", tr("Reconnaître dans l'annuaire…"), self._asking("identify"), icon="user-check"
                )
            )
        if place.person_id is not None:
            found.append(Action("training.person", tr("Voir sa fiche"), self._asking("person"), icon="book-user"))
        found.append(Action("training.needs", tr("Noter des besoins…"), self._asking("needs"), icon="message-square"))
        return found

    def _asking(self, what: str) -> Callable[[], None]:
        def ask() -> None:
            self.asked.emit((what, self._booking, self._line))

        return ask


class BookingCard(Card):
    """An association's file: its number, its people, the places that ended."""

    asked = Signal(object)

    def __init__(self, line: BookingLine, *, open_for_change: bool) -> None:
        super().__init__(padding=(16, 12))
        booking = line.booking
        standing = [place for place in line.places if place.place.status in ACTIVE]
        ended = [place for place in line.places if place.place.status not in ACTIVE]
        details = [booking.number, tr("demandé le {day}", day=format_date(booking.created_at.date(), "day_month"))]
        if line.contact:
            details.append(line.contact)
        if booking.group_rule == "whole":
            details.append(tr("tous ensemble"))
        if booking.priority == 0:
            details.append(tr("prioritaire"))
        if booking.origin not in {"", Origin.STAFF}:
            details.append(tr(ORIGIN_LABELS[Origin(booking.origin)]))
        title = Button(line.organisation, "link")
        title.setAccessibleName(tr("Fiche de {name}", name=line.organisation))
        title.clicked.connect(self._ask_for("organisation", line))
        words = Column(Row(title, None), ElidedLabel(" · ".join(details), "caption", "text2"), spacing=0)
        head = Row(Avatar(line.organisation, 32), words, CountBadge(len(standing)), spacing=10)
        head.setStretch(1, 1)
        if standing:
            withdraw = IconButton(tr("Annuler l'inscription de {name}", name=line.organisation), "x")
            withdraw.setObjectName(f"booking:{booking.id}")
            withdraw.setEnabled(open_for_change)
            withdraw.clicked.connect(self._ask_for("end_booking", line))
            head.addWidget(withdraw)
        self.body.addLayout(head)
        for reason in (booking.late_reason, booking.limit_reason):
            if reason:
                self.body.addWidget(Label(tr("Exception : {reason}", reason=reason), "caption", "warning", wrap=True))
        if booking.note:
            self.body.addWidget(Label(booking.note, "caption", "text2", wrap=True))
        for place in standing:
            row = PlaceRow(line, place, open_for_change=open_for_change)
            row.asked.connect(self.asked)
            self.body.addWidget(row)
        for place in ended:
            self.body.addLayout(Row(Label(_ended(place), "caption", "text3", wrap=True), margins=(42, 0, 0, 0)))
        self.setAccessibleName(line.organisation)

    def _ask_for(self, what: str, line: BookingLine) -> Callable[[], None]:
        def ask() -> None:
            self.asked.emit((what, line, None))

        return ask


def offer_words(place: Place) -> str:
    """Return until when an offer holds, in few words: « 6 oct. à 14:00 »."""
    day = format_date(place.offer_ends_on, "day_month") if place.offer_ends_on else ""
    hour = format_clock(place.offer_ends_at) if place.offer_ends_at else ""
    return tr("{day} à {hour}", day=day, hour="24:00" if hour == "00:00" else hour) if hour else day


def _ended(line: PlaceLine) -> str:
    place = line.place
    day = format_date(place.cancelled_at.date(), "day_month") if place.cancelled_at else ""
    parts = [name_of(line), tr(PLACE_LABELS[place.status]), day, place.cancelled_by, place.cancel_reason]
    return " · ".join(part for part in parts if part)


class BookingsTab(QWidget):
    """Every association's file, in order of arrival."""

    asked = Signal(object)

    booking_asked = Signal()
    """Nobody is booked, and somebody is to be."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = Column(spacing=10, margins=(0, 0, 8, 12), parent=self)

    def show_sheet(self, sheet: SessionSheet, *, open_for_change: bool) -> None:
        """Show a session's bookings; the button that had the keyboard keeps it."""
        focused = _focused(self)
        clear_layout(self._lines)
        for line in sheet.bookings:
            card = BookingCard(line, open_for_change=open_for_change)
            card.asked.connect(self.asked)
            self._lines.addWidget(card)
        if not sheet.bookings:
            words = tr("Inscrivez une association ici, ou lisez les bulletins qu'elles envoient.")
            act = Act(tr("Inscrire une association"), self.booking_asked.emit) if open_for_change else None
            self._lines.addWidget(EmptyState(tr("Aucune inscription encore"), words, None, act))
        self._lines.addStretch(1)
        _refocus(self, focused)


class WaitingTab(QWidget):
    """Who waits, in order, each with « pourquoi pas encore »."""

    asked = Signal(object)
    promoted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = Column(spacing=0, margins=(0, 0, 8, 12), parent=self)

    def show_sheet(self, sheet: SessionSheet, *, open_for_change: bool) -> None:
        """Show a session's waiting list."""
        focused = _focused(self)
        clear_layout(self._lines)
        waiting = sheet.waiting
        if not waiting:
            words = tr("Une fois les places prises, les demandes attendent ici dans leur ordre.")
            self._lines.addWidget(EmptyState(tr("Personne n'attend"), words))
        else:
            self._lines.addWidget(self._card(waiting, open_for_change=open_for_change))
        self._lines.addStretch(1)
        _refocus(self, focused)

    def _card(self, waiting: Sequence[tuple[BookingLine, PlaceLine]], *, open_for_change: bool) -> Card:
        go = Button(tr("Faire avancer la liste"), "secondary", "refresh-cw")
        go.setObjectName("promote")
        go.clicked.connect(self.promoted)
        ready = any(line.verdict is not None and line.verdict.obstacle is None for _, line in waiting)
        late = any(line.verdict is not None and line.verdict.obstacle in {"deadline", "started"} for _, line in waiting)
        go.allow(open_for_change and (ready or late), tr("Aucune place n'est libre pour quelqu'un qui attend."))
        card = Card(tr("Liste d'attente"), count=len(waiting), aside=[go], padding=(16, 14))
        reasons = {_why(line) for _, line in waiting}
        shared = len(reasons) == 1 and len(waiting) > 1
        if shared:  # what holds for everybody is said once
            card.body.addWidget(Label(reasons.pop(), "secondary", "text2", wrap=True))
        for position, (booking, line) in enumerate(waiting, start=1):
            if position > 1:
                card.body.addWidget(Divider())
            why = "" if shared else _why(line)
            card.body.addWidget(self._row(position, (booking, line), why, open_for_change=open_for_change))
        return card

    def _row(
        self, position: int, waiting: tuple[BookingLine, PlaceLine], why: str, *, open_for_change: bool
    ) -> QWidget:
        booking, line = waiting
        row = QWidget()
        rank = Label(format_number(position), "figure", "text3")
        hold(rank, least_width=34)
        rank.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = Column(
            ElidedLabel(name_of(line), "row"), ElidedLabel(booking.organisation, "secondary", "text2"), spacing=1
        )
        if why:
            words.addWidget(Label(why, "caption", "text2", wrap=True))
        end = IconButton(tr("Annuler la place de {name}", name=name_of(line)), "user-x")
        end.setObjectName(f"waiting:{line.place.id}")
        end.setEnabled(open_for_change)
        end.clicked.connect(lambda: self.asked.emit(("end", booking, line)))
        Row(rank, words, end, spacing=12, margins=(0, 6, 0, 6), parent=row).setStretch(1, 1)
        row.setAccessibleName(f"{position}. {name_of(line)}. {_why(line)}")
        return row


def _why(line: PlaceLine) -> str:
    """Return why somebody still waits."""
    return line.verdict.sentence if line.verdict is not None else ""


def _focused(tab: QWidget) -> str:
    focus = tab.focusWidget()
    return focus.objectName() if focus is not None and focus.hasFocus() else ""


def _refocus(tab: QWidget, name: str) -> None:
    if name:
        found = tab.findChild(QWidget, name)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            # What was pressed is gone (the place ended): the keyboard stays in this tab.
            buttons = [button for button in tab.findChildren(IconButton) if button.isEnabled()]
            if buttons:
                buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
