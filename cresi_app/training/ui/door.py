"""« Pointage » : who comes in, by scans typed into one field; who is here is said big enough to be read from the door."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.clock import now
from cresi_app.core.dates import format_clock, format_time
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.training.model import (
    ATTENDANCE_LABELS,
    PART_LABELS,
    AttendanceStatus,
    PlaceStatus,
    SessionSheet,
    name_order,
)
from cresi_app.training.model.door import DoorMark
from cresi_app.training.service import TrainingService
from cresi_app.training.ui import searches
from cresi_app.training.ui.acts import name_of
from cresi_app.training.ui.forms import ActForm
from cresi_app.training.ui.subpage import SubPage
from cresi_app.widgets.announce import announce
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal, RecordPicker
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.pills import Pill, PillTone

_LAST = 12
_TONES: dict[AttendanceStatus, PillTone] = {
    AttendanceStatus.PRESENT: "success", AttendanceStatus.LATE: "warning", AttendanceStatus.ABSENT: "neutral",
}  # fmt: skip


class WalkInForm(ActForm):
    """Somebody who came without having booked."""

    def __init__(self, desk: Desk, service: TrainingService, session_id: int) -> None:
        self._service, self._session_id = service, session_id
        organisation = RecordPicker(
            desk, tr("Association"), searches.organisations(service), name="organisation",
            create=searches.creating(
                desk, "directory.add_organisation", lambda name: service.directory.add_organisation(desk.actor, name)
            ),
        )  # fmt: skip

        def organisation_id() -> int | None:
            value = organisation.value()
            return value.value if isinstance(value, Proposal) and isinstance(value.value, int) else None

        person = RecordPicker(
            desk, tr("Qui vient"), searches.people(service, organisation_id), name="name", create=searches.typed_person
        )
        super().__init__(
            desk, tr("Venue sans inscription"), (tr("Faire entrer"), "secondary", "user-plus"), [organisation, person]
        )

    def work(self) -> Callable[[], Changes]:
        """Let them in."""
        organisation, person = self.value("organisation"), self.value("name")
        if organisation is None:
            raise DomainError("missing", N_("Choisissez l'association."), field="organisation")
        if person is None:
            raise DomainError("name", N_("Écrivez le nom de la personne venue sans inscription."), field="name")
        service, actor, session_id = self._service, self.desk.actor, self._session_id
        guest, organisation_id = searches.guest_of(person), int(organisation.value)
        return lambda: service.walk_in(actor, session_id, organisation_id, guest)

    def _done(self, changes: Changes) -> None:
        super()._done(changes)
        self.form.show_values({"organisation": None, "name": None})


class DoorView(SubPage):
    """One session's door. The field takes every scan; a code that is not understood stays in sight until the next one."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__(tr("Pointage"), "", content, parent=parent)
        self._desk, self._service = desk, service
        self.session_id: int | None = None
        self.input = LineInput()
        self.input.setAccessibleName(tr("Code du badge ou de la convocation"))
        self.input.setPlaceholderText(tr("Présentez le badge au lecteur"))
        self.input.setProperty("takes_codes", True)
        self.input.returnPressed.connect(self.scan)
        self.name = Label("", "welcome", wrap=True)
        self.detail = Label("", "h2", "text2", wrap=True)
        self.pill = Pill()
        self.card = Card(padding=(18, 16))
        self.card.body.addWidget(self.input)
        self.card.body.addLayout(Row(self.pill, None))
        self.card.body.addWidget(self.name)
        self.card.body.addWidget(self.detail)
        self.count = Label("", "strong")
        self._last = Column(spacing=2)
        self._marks: list[str] = []
        history = Card(tr("Derniers pointages"), padding=(18, 14))
        history.body.addWidget(self.count)
        history.body.addLayout(self._last)
        self._form_place = Column()
        right = Column(history, self._form_place, None, spacing=14)
        self.expected = Card(tr("Attendus"), padding=(18, 14))
        self._people = Column()
        self.expected.body.addLayout(self._people)
        left = Column(self.card, self.expected, None, spacing=14)
        row = Row(left, right, spacing=14, margins=(0, 4, 8, 12), parent=content)
        row.setStretch(0, 3)
        row.setStretch(1, 2)
        self._quiet()
        self._show_marks()

    def open(self, session_id: int) -> None:
        """Stand at the door of a session."""
        if session_id != self.session_id:
            self._marks = []
            self._show_marks()
        self.session_id = session_id
        clear_layout(self._form_place)
        self._form_place.addWidget(WalkInForm(self._desk, self._service, session_id))
        self._quiet()
        self.refresh(None)
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Count again who is here."""
        session_id, service = self.session_id, self._service
        if session_id is not None and (
            changes is None or changes.touches_any(("attendance", "place", "session", "slot"))
        ):
            self._desk.read(("training", "door"), lambda: service.session_sheet(session_id), self._show_sheet)

    def _show_sheet(self, sheet: SessionSheet) -> None:
        slot = self._service.slot_now(sheet.session.id)
        self.head.set_title(tr("Pointage : {title}", title=sheet.session.title))
        self._show_expected(sheet, slot.id if slot is not None else None)
        if slot is None:
            self.head.set_subtitle(tr("Aucune demi-journée à pointer maintenant."))
            self.count.hide()
            return
        self.head.set_subtitle(
            tr("{part}, à partir de {time}", part=tr(PART_LABELS[slot.part]), time=format_time(slot.starts))
        )
        there = {AttendanceStatus.PRESENT, AttendanceStatus.LATE}
        self.count.show()
        here = sum(status in there for (_, key), status in sheet.attendance.items() if key == slot.id)
        self.count.setText(
            trn(
                "{n} présent sur {booked}",
                "{n} présents sur {booked}",
                here,
                booked=sheet.count(PlaceStatus.REGISTERED),
            )
        )

    def _show_expected(self, sheet: SessionSheet, slot_id: int | None) -> None:
        """Show who has a place, by name, and what was noted of them for the half-day at hand."""
        clear_layout(self._people)
        people = sorted(
            sheet.places(PlaceStatus.REGISTERED),
            key=lambda pair: (not pair[1].name, name_order(pair[1].family_name, pair[1].given_name)),
        )
        self.expected.setVisible(bool(people))
        self.expected.set_title(tr("Attendus"), len(people))
        for number, (booking, line) in enumerate(people):
            if number:
                self._people.addWidget(Divider())
            words = Column(
                ElidedLabel(name_of(line), "listed"), ElidedLabel(booking.organisation, "caption", "text2"), spacing=1
            )
            row = Row(words, spacing=12, margins=(0, 6, 0, 6))
            row.setStretch(0, 1)
            noted = sheet.attendance.get((line.place.id, slot_id)) if slot_id is not None else None
            if noted is not None:
                row.addWidget(Pill(tr(ATTENDANCE_LABELS[noted]), _TONES[noted]))
            self._people.addLayout(row)

    # --- scans ---

    def scan(self) -> None:
        """Note what the reader typed."""
        text = self.input.text().strip()
        self.input.clear()
        self.take(text)

    def take(self, text: str) -> None:
        """Note the person of a badge's code."""
        if not text:
            return
        actor, service, session_id = self._desk.actor, self._service, self.session_id
        held: list[DoorMark] = []

        def act() -> Changes:
            held.append(service.scan_in(actor, text, session_id))
            return held[0].changes

        self._desk.write("training.scan", act, lambda _changes: self._marked(held[0]), self._refused)

    def _marked(self, mark: DoorMark) -> None:
        status = tr("Déjà pointé") if mark.is_repeated else tr(ATTENDANCE_LABELS[mark.status])
        self.pill.set(status, "info" if mark.is_repeated else _TONES[mark.status])
        self.pill.show()
        self.name.setText(mark.name)
        self.name.show()
        part = tr(PART_LABELS[mark.slot.part])
        self.detail.setText(tr("{organisation} · {part}", organisation=mark.organisation, part=part))
        if not mark.is_repeated:
            self._marks.insert(
                0, tr("{hour} · {name} · {status}", hour=format_clock(now()), name=mark.name, status=status)
            )
            del self._marks[_LAST:]
            self._show_marks()
        announce(self, tr("{name}, {status}", name=mark.name, status=status))
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: CresiError) -> None:
        self.pill.set(tr("Pas pointé"), "danger")
        self.pill.show()
        self.name.hide()
        self.detail.setText(error.sentence)
        announce(self, error.sentence)
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _quiet(self) -> None:
        self.pill.hide()
        self.name.hide()
        self.detail.setText(tr("Chaque badge présenté note la présence pour la demi-journée en cours."))

    def _show_marks(self) -> None:
        clear_layout(self._last)
        if not self._marks:
            self._last.addWidget(Label(tr("Personne n'a encore été pointé."), "secondary", "text2", wrap=True))
        for line in self._marks:
            self._last.addWidget(Label(line, "secondary", "text2", wrap=True))
