"""Beside the year: the card of the day chosen with who is booked, and the sessions to come."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cresi_app.core.dates import format_date, format_time, month_name
from cresi_app.core.i18n import tr, trn
from cresi_app.training.model import (
    BOOKABLE,
    SEATED,
    STATUS_LABELS,
    BookingLine,
    SessionSheet,
    SessionStatus,
    SessionSummary,
)
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.gauges import SegmentedBar, paint_bar
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.paint import CENTRE, LEFT, RIGHT, put_text, rounded, smooth
from cresi_app.widgets.pills import Avatar, CountBadge, Pill, PillTone
from cresi_app.widgets.theme import theme

SHOWN: int = 3
"""Associations named on the card; the others are counted."""

TONES: dict[SessionStatus, PillTone] = {
    SessionStatus.DRAFT: "neutral",
    SessionStatus.OPTION: "warning",
    SessionStatus.OPEN: "info",
    SessionStatus.CONFIRMED: "success",
    SessionStatus.DONE: "primary",
    SessionStatus.CLOSED: "neutral",
    SessionStatus.CANCELLED: "danger",
    SessionStatus.POSTPONED: "danger",
}


class DateTile(QWidget):
    """A day as a small calendar leaf: the month over the day."""

    def __init__(self, day: date | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self.restyle()
        theme().changed.connect(self.restyle)

    def set_day(self, day: date) -> None:
        """Show another day."""
        self._day = day
        self.update()

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedSize(theme().px(46), theme().px(50))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the leaf."""
        if self._day is None:
            return
        look = theme()
        painter = smooth(QPainter(self))
        rounded(painter, QRectF(self.rect()), look.px(8), look.color("surface2"), look.color("border"))
        top = QRect(0, look.px(6), self.width(), look.px(16))
        put_text(
            painter, top, month_name(self._day.month, short=True), look.font("overline"), look.color("accent"), CENTRE
        )
        bottom = QRect(0, look.px(22), self.width(), look.px(23))
        put_text(painter, bottom, str(self._day.day), look.font("detail"), look.color("text"), CENTRE)
        painter.end()


class BookingRow(QWidget):
    """An association with its people and how many seats it has."""

    def __init__(self, line: BookingLine, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        seated = [place for place in line.places if place.place.status in SEATED]
        names = ", ".join(place.name for place in seated if place.name) or line.contact
        unnamed = sum(not place.name for place in seated)
        if unnamed and names:
            names = trn("{names} et {n} à nommer", "{names} et {n} à nommer", unnamed, names=names)
        words = Column(ElidedLabel(line.organisation, "button"), ElidedLabel(names, "caption", "text2"), spacing=0)
        badge = CountBadge(len(seated))
        badge.setToolTip(trn("{n} place", "{n} places", len(seated)))
        Row(Avatar(line.organisation, 30), words, badge, spacing=10, parent=self).setStretch(1, 1)


def when_and_where(sheet: SessionSheet) -> str:
    """« Jeudi · 9 h 30 – 17 h · Salle Senghor »; for several days, how many half-days."""
    first, same_day = (
        sheet.slots[0].slot,
        [line.slot for line in sheet.slots if line.slot.day == sheet.slots[0].slot.day],
    )
    hours = tr(
        "{starts} – {ends}", starts=format_time(first.starts), ends=format_time(max(one.ends for one in same_day))
    )
    days = sorted({line.slot.day for line in sheet.slots})
    rooms = ", ".join(dict.fromkeys(line.room for line in sheet.slots if line.room))
    more = trn("{n} jour", "{n} jours", len(days)) if len(days) > 1 else ""
    weekday = format_date(days[0], "weekday").split()[0].split("\u00a0")[0].capitalize()
    where = rooms or sheet.session.place or (tr("À distance") if sheet.session.mode == "remote" else "")
    return " · ".join(part for part in (weekday, hours, more, where) if part)


class SessionCard(Card):
    """The day chosen: its session with the seats taken and who is booked, or the offer to make one."""

    opened = Signal(object)
    """The id of the session to show whole."""
    convoked = Signal(object)
    """The id of the session whose participants are to be convoked."""
    printed = Signal(object)
    """The id of the session whose attendance sheet is wanted."""
    booked = Signal(object)
    """The id of the session onto which an association is to be booked."""
    created = Signal(object)
    """The day on which a session is to be made."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=(16, 14), parent=parent)
        self._tile = DateTile()
        self._title = Label("", "detail", wrap=True)
        self._where = Label("", "caption", "text2", wrap=True)
        head = Row(self._tile, Column(self._title, self._where, spacing=1), spacing=12)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self._content = QWidget()
        self._lines = Column(spacing=8, parent=self._content)
        self.body.addWidget(self._content)
        self._acting = False
        self._printing: Button | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_acting(self, acting: bool) -> None:
        """Leave the filled button to a form under way, or take it back."""
        self._acting = acting
        if self._printing is not None:
            self._printing.set_kind("secondary" if acting else "primary")

    def show_sheet(self, sheet: SessionSheet, others: Sequence[SessionSummary] = ()) -> None:
        """Show a session; `others` are those of the same day."""
        session, session_id = sheet.session, sheet.session.id
        self._head(sheet.slots[0].slot.day, session.title, when_and_where(sheet))
        self._printing = None
        clear_layout(self._lines)
        self._lines.addLayout(
            Row(
                Pill(tr(STATUS_LABELS[session.status]), TONES[session.status]),
                Label(session.code, "caption", "text3"),
                None,
            )
        )
        self._seats(sheet)
        for warning in sheet.warnings[:1]:
            message = InlineMessage(warning, "warning")
            self._lines.addWidget(message)
        rows = [line for line in sheet.bookings if line.count(*SEATED)]
        for line in rows[:SHOWN]:
            self._lines.addWidget(BookingRow(line))
        self._lines.addLayout(Row(self._link(sheet, rows), None))
        self._lines.addLayout(self._buttons(sheet))
        for other in others:
            link = Button(tr("Aussi ce jour : {title}", title=other.title), "link")
            link.clicked.connect(_sending(self.opened, other.id))
            self._lines.addWidget(link)
        self.setAccessibleName(f"{session.title} {session_id and session.code}".strip())

    def _seats(self, sheet: SessionSheet) -> None:
        session, taken = sheet.session, sheet.taken
        count = trn("{n} inscrit sur {places}", "{n} inscrits sur {places}", taken, places=session.capacity_max)
        waiting = len(sheet.waiting)
        left = trn("{n} place", "{n} places", sheet.free) if sheet.free else tr("Complet")
        aside = trn("{n} en attente", "{n} en attente", waiting) if waiting else left
        row = Row(
            Label(count, "button"),
            None,
            Label(aside, "caption", "warning" if waiting else "success" if sheet.free else "text2"),
        )
        bar = SegmentedBar(8)
        share = taken / session.capacity_max
        bar.set_parts([(min(1.0, share), "danger_fill" if share > 1 else "primary")], count)
        self._lines.addLayout(Column(row, bar, spacing=4))

    def _link(self, sheet: SessionSheet, rows: Sequence[BookingLine]) -> Button:
        named = sum(line.count(*SEATED) for line in rows[:SHOWN])
        others = sheet.taken - named
        text = trn("{n} autre inscrit", "{n} autres inscrits", others) if others else tr("Voir la journée")
        link = Button(text, "link")
        link.clicked.connect(_sending(self.opened, sheet.session.id))
        return link

    def _buttons(self, sheet: SessionSheet) -> Row:
        printing = self._printing = Button(tr("Émargement"), "secondary" if self._acting else "primary", "printer")
        printing.clicked.connect(_sending(self.printed, sheet.session.id))
        booking = Button(tr("Inscrire"), "secondary", "user-plus")
        booking.clicked.connect(_sending(self.booked, sheet.session.id))
        booking.allow(sheet.session.status in BOOKABLE, tr("Les inscriptions ne sont pas ouvertes."))
        calling = IconButton(tr("Convoquer : préparer les courriels"), "mail")
        calling.setEnabled(sheet.session.status in BOOKABLE and bool(sheet.taken))
        calling.clicked.connect(_sending(self.convoked, sheet.session.id))
        return Row(printing, booking, calling, None, spacing=8)

    def show_free_day(self, day: date, holidays: Sequence[str]) -> None:
        """Show a day without a session."""
        self._head(day, format_date(day, "weekday").capitalize(), " · ".join(holidays))
        self._printing = None
        clear_layout(self._lines)
        self._lines.addWidget(Label(tr("Aucune journée de formation ce jour-là."), "secondary", "text2", wrap=True))
        create = Button(tr("Créer une journée ce jour-là"), "secondary", "calendar-plus")
        create.clicked.connect(_sending(self.created, day))
        self._lines.addLayout(Row(create, None))
        self.setAccessibleName(format_date(day, "full"))

    def _head(self, day: date, title: str, where: str) -> None:
        self._tile.set_day(day)
        self._title.setText(title)
        self._where.setText(where)
        self._where.setVisible(bool(where))


class UpcomingRow(QPushButton):
    """A session to come: its day, its title, how full it is."""

    def __init__(self, session: SessionSummary, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        option = session.status is SessionStatus.OPTION
        self._words = tr("{title} (option)", title=session.title) if option else session.title
        day = format_date(session.first_day, "day_month")
        seats = trn("{n} inscrit sur {places}", "{n} inscrits sur {places}", session.taken, places=session.capacity_max)
        self.setAccessibleName(f"{day}, {self._words}, {seats}")
        self.setToolTip(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a line."""
        return QSize(theme().px(240), theme().px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw day, title, bar and count."""
        look = theme()
        painter = smooth(QPainter(self))
        if self.underMouse():
            rounded(painter, QRectF(self.rect()).adjusted(-4, 0, 4, 0), look.px(6), look.color("surface3"))
        small = look.font("secondary", tabular=True)
        count = f"{self._session.taken}/{self._session.capacity_max}"
        counted = max(QFontMetrics(small).horizontalAdvance(count) + 2, look.px(36))
        day_width, bar_width, height = look.px(58), look.px(54), self.height()
        day = QRect(0, 0, day_width, height)
        put_text(painter, day, format_date(self._session.first_day, "day_month"), small, look.color("text2"), LEFT)
        title = QRect(day_width, 0, self.width() - day_width - bar_width - counted - look.px(16), height)
        put_text(painter, title, self._words, look.font("button"), look.color("text"), LEFT)
        bar = QRectF(title.right() + look.px(8), height / 2 - look.px(3), bar_width, look.px(6))
        paint_bar(painter, bar, [(self._session.taken / self._session.capacity_max, "primary")])
        put_text(painter, QRect(self.width() - counted, 0, counted, height), count, small, look.color("text2"), RIGHT)
        painter.end()


class UpcomingCard(Card):
    """The next sessions."""

    opened = Signal(object)
    """The session whose row was pressed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("À venir"), padding=(16, 14), parent=parent)
        self._content = QWidget()
        self._lines = Column(spacing=2, parent=self._content)
        self.body.addWidget(self._content)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_sessions(self, sessions: Sequence[SessionSummary]) -> None:
        """Show these sessions."""
        clear_layout(self._lines)
        for session in sessions:
            row = UpcomingRow(session)
            row.clicked.connect(_sending(self.opened, session))
            self._lines.addWidget(row)
        if not sessions:
            self._lines.addWidget(Label(tr("Aucune journée n'est prévue."), "secondary", "text2"))


def _sending(signal: object, value: object) -> Callable[[], None]:
    def send(*_checked: object) -> None:
        signal.emit(value)  # type: ignore[attr-defined]  # a bound signal has no public type

    return send


__all__ = ["TONES", "BookingRow", "DateTile", "Divider", "SessionCard", "UpcomingCard", "when_and_where"]
