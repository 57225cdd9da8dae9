"""Booking at the counter: a session, the association's code, the names; then what it already has."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cresi_app.core.dates import format_date, format_time
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.numbers import PEOPLE, scaled
from cresi_app.shell.counter.doors import Booking, CounterDoors
from cresi_app.shell.counter.parts import BigInput, BigRow, CounterPage, labelled, press
from cresi_app.training.model.counter import CounterSession, OwnPlace, Visitor
from cresi_app.training.model.intake import AskedPerson
from cresi_app.training.model.places import PLACE_LABELS
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.theme import theme

ROWS = 3


def when(session: CounterSession) -> str:
    """Return when and where a session takes place."""
    days = trn("{n} jour", "{n} jours", session.days)
    day = format_date(session.day, "full")
    return " · ".join(filter(None, (day[:1].upper() + day[1:], format_time(session.starts), days, session.where)))


def seats(session: CounterSession) -> tuple[str, str]:
    """Return how many seats are left, and the ink of these words."""
    if session.free:
        return trn("{n} place libre", "{n} places libres", session.free), "success"
    return trn("Complet, {n} en attente", "Complet, {n} en attente", session.waiting), "warning"


class SessionsPage(CounterPage):
    """The sessions that take bookings."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, doors: CounterDoors) -> None:
        super().__init__(
            tr("S'inscrire à une formation"), tr("Les formations du centre sont gratuites pour les associations.")
        )
        self._rows: QVBoxLayout = Column(spacing=8)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        sessions = doors.sessions
        desk.read("counter.sessions", lambda: list(sessions()), self._show)

    def _show(self, found: list[CounterSession]) -> None:
        clear_layout(self._rows)
        for session in found:
            words, ink = seats(session)
            row = BigRow(session.title, when(session), words, ink)
            row.clicked.connect(lambda _checked=False, one=session: self.chosen.emit(one))
            self._rows.addWidget(row)
        if not found:
            self._rows.addWidget(
                Label(tr("Aucune journée n'est ouverte aux inscriptions en ce moment."), "kiosk_body", wrap=True)
            )


class BookPage(CounterPage):
    """Who comes: names, what they need, places to name later."""

    done = Signal()

    def __init__(self, desk: Desk, doors: CounterDoors, visitor: Visitor, session: CounterSession) -> None:
        super().__init__(session.title, when(session))
        self._desk, self._doors, self._visitor, self._session = desk, doors, visitor, session
        words, ink = seats(session)
        self.body.addWidget(
            Label(tr("{association} · {seats}", association=visitor.name, seats=words), "kiosk_strong", ink)
        )
        if session.objectives:
            self.body.addWidget(Label(session.objectives, "kiosk_small", "text2", wrap=True))
        self.people: list[tuple[BigInput, BigInput]] = []
        for number in range(1, ROWS + 1):
            self._add_row(number)
        self.unnamed = BigInput(tr("Autres places, noms à venir"))
        self.unnamed.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.unnamed.setMaxLength(2)
        self.whole = QCheckBox(tr("Tous ensemble ou personne"))
        self.whole.setFont(theme().font("kiosk_body"))
        holder = QWidget()  # as high as the line to write on, beside which it stands
        Column(self.whole, parent=holder)
        hold(holder, height=56)
        more = Row(labelled(tr("Autres places, noms à venir (nombre)"), self.unnamed), holder, None, spacing=24)
        more.setAlignment(holder, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(more)
        self.go = press(tr("Inscrire"), self.book, "primary", "check")
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self._own: QVBoxLayout = Column(spacing=6)
        self.body.addLayout(self._own)
        self.body.addStretch(1)
        own = doors.own_places
        desk.read("counter.own", lambda: list(own(visitor)), self._show_own)

    def _add_row(self, number: int) -> None:
        name = BigInput(tr("Personne {n} : prénom et nom", n=number))
        needs = BigInput(tr("Personne {n} : besoins (accès, repas…)", n=number))
        for editor in (name, needs):
            editor.setMaxLength(200)
        self.people.append((name, needs))
        self.body.addLayout(
            Row(
                labelled(tr("Personne {n} : prénom et nom", n=number), name),
                labelled(tr("Besoins (accès, repas…), facultatif"), needs),
                spacing=20,
            )
        )

    def begin(self) -> None:
        """Take the keyboard."""
        self.people[0][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def book(self) -> None:
        """Book them."""
        people = [
            AskedPerson(name.text().strip(), needs=needs.text().strip())
            for name, needs in self.people
            if name.text().strip()
        ]
        count = self.unnamed.text().strip()
        try:
            unnamed = scaled(count, 1, PEOPLE) if count else 0
        except DomainError as error:
            self.say(error.sentence)
            self.unnamed.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not people and not unnamed:
            self.say(tr("Écrivez au moins un nom, ou un nombre de places."))
            self.people[0][0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.go.setEnabled(False)
        book, visitor, session, whole = self._doors.book, self._visitor, self._session.id, self.whole.isChecked()
        self._desk.long(
            tr("Inscription"),
            lambda _progress: book(visitor, session, people, unnamed, whole),
            self._booked,
            self._refused,
        )

    def _booked(self, booking: Booking) -> None:
        self._desk.tell(booking.changes)
        self.go.setEnabled(True)
        for editors in self.people:
            for editor in editors:
                editor.clear()
        self.unnamed.clear()
        self.say(tr("{booked} L'équipe vous enverra la convocation.", booked=booking.sentence), "success")
        own, visitor = self._doors.own_places, self._visitor
        self._desk.read("counter.own", lambda: list(own(visitor)), self._show_own)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: object) -> None:
        self.go.setEnabled(True)
        self.say(error.sentence if isinstance(error, CresiError) else tr("Rien n'a été enregistré."))

    def _show_own(self, places: Sequence[OwnPlace]) -> None:
        clear_layout(self._own)
        if not places:
            return
        card = Card(tr("Les places de votre association"), count=len(places))
        for place in places:
            name = place.name or tr("Place à nommer")
            words = tr(
                "{name} · {title}, {day} · {status}",
                name=name,
                title=place.title,
                day=format_date(place.day, "day_month"),
                status=tr(PLACE_LABELS[place.status]),
            )
            card.body.addWidget(Label(words, "kiosk_small", wrap=True))
        self._own.addWidget(card)
