"""The tab « Fiche » of a session: its fields saved as they are left, its half-days with room and trainers."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date, format_time
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import C_, N_, tr
from cresi_app.core.ids import new_id
from cresi_app.training.model import (
    ENDED,
    MODE_LABELS,
    PART_LABELS,
    DayPart,
    Mode,
    SessionSheet,
    SlotLine,
    SlotPlan,
)
from cresi_app.training.service import TrainingService
from cresi_app.training.ui import searches
from cresi_app.training.ui.forms import ActForm
from cresi_app.training.ui.whole import reason_fields
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    Form,
    LinkField,
    MultilineField,
    NumberField,
    Proposal,
    RecordPicker,
    TextField,
    TimeField,
    TokenField,
)
from cresi_app.widgets.labels import ElidedLabel
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.typingkept import TypingKept

READS = ("title", "mode", "place", "contact", "capacity_min", "capacity_target", "capacity_max", "organisation_limit",
    "booking_closes_on", "cancellation_closes_on", "offer_days", "note", "bring", "meals", "day_contact")  # fmt: skip


class SheetTab(QWidget):
    """The session's own fields."""

    slot_asked = Signal(object)
    """A `SlotLine` to change, None to add one."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._session_id, self._version, self._group = 0, 0, 0
        fields = self._fields()
        self.form = Form(fields)
        self.form.committed.connect(self._save)
        self._kept = TypingKept(desk, self.form, self)
        by_name = {field.name: field for field in fields}
        lines: list[tuple[str, ...]] = [
            ("title",), ("mode", "place"), ("capacity_min", "capacity_target", "capacity_max", "organisation_limit"),
            ("booking_closes_on", "cancellation_closes_on", "offer_days"), ("contact", "day_contact"), ("bring", "meals"),
            ("note",),
        ]  # fmt: skip
        card = Card(tr("Fiche de la journée"), padding=(16, 14))
        for names in lines:
            row = Row(*(by_name[name] for name in names), spacing=12)
            for index in range(len(names)):
                row.setStretch(index, 1)
            card.body.addLayout(row)
        self._slots = QWidget()
        self._slot_lines = Column(spacing=2, parent=self._slots)
        add = Button(tr("Ajouter une demi-journée"), "secondary", "plus")
        add.clicked.connect(lambda: self.slot_asked.emit(None))
        self._add = add
        slots = Card(tr("Demi-journées"), aside=[add], padding=(16, 14))
        slots.body.addWidget(self._slots)
        Column(slots, card, None, spacing=10, margins=(0, 0, 8, 12), parent=self)

    @staticmethod
    def _fields() -> list[Field]:
        return [
            TextField(tr("Titre"), name="title"),
            ChoiceField(tr("Où"), [(mode, tr(MODE_LABELS[mode])) for mode in Mode], name="mode"),
            TextField(tr("Lieu"), name="place", hint=tr("Adresse hors les murs ; au centre, la salle suffit.")),
            NumberField(tr("Minimum"), name="capacity_min", least=0, most=100_000),
            NumberField(tr(C_("places", "Objectif")), name="capacity_target", least=0, most=100_000),
            NumberField(tr("Maximum"), name="capacity_max", least=1, most=100_000),
            NumberField(
                tr("Par association"), name="organisation_limit", least=1, most=100_000, hint=tr("Vide : sans limite")
            ),
            DateField(tr("Inscription jusqu'au"), name="booking_closes_on"),
            DateField(tr("Désistement jusqu'au"), name="cancellation_closes_on"),
            NumberField(
                tr("Jours pour accepter"),
                name="offer_days",
                least=0,
                most=60,
                hint=tr("0 : la personne promue est inscrite"),
            ),
            TextField(tr("Renseignements"), name="contact"),
            TextField(tr("Contact le jour même"), name="day_contact"),
            MultilineField(tr("À apporter"), name="bring", lines=2),
            MultilineField(tr("Repas"), name="meals", lines=2),
            MultilineField(tr("Note"), name="note", lines=3),
        ]

    def show_sheet(self, sheet: SessionSheet) -> None:
        """Show a session; what is being typed of the same one stays."""
        same = sheet.session.id == self._session_id
        self._version = max(self._version, sheet.session.version) if same else sheet.session.version
        if not same:
            self._session_id, self._group = sheet.session.id, new_id()
        self.form.show_values({name: getattr(sheet.session, name) for name in READS}, keep_typing=same)
        if not same:
            self._kept.show(f"session:{sheet.session.id}")
        ended = sheet.session.status in ENDED
        for field in self.form.fields():
            field.set_read_only(ended)
        self._add.setEnabled(not ended)
        clear_layout(self._slot_lines)
        for index, line in enumerate(sheet.slots):
            if index:
                self._slot_lines.addWidget(Divider())
            self._slot_lines.addWidget(self._slot_row(line, allowed=not ended))

    def _slot_row(self, line: SlotLine, *, allowed: bool) -> QWidget:
        slot = line.slot
        row = QWidget()
        hours = tr("{starts} – {ends}", starts=format_time(slot.starts), ends=format_time(slot.ends))
        when = tr(
            "{day}, {part}, {hours}", day=format_date(slot.day, "full"), part=tr(PART_LABELS[slot.part]), hours=hours
        )
        trainers = ", ".join(trainer.full_name for trainer in line.trainers) or tr("Pas de formateur")
        where = line.room or slot.video_link or tr("Pas de salle")
        words = Column(
            ElidedLabel(when[:1].upper() + when[1:], "button"),
            ElidedLabel(" · ".join([where, trainers, *([slot.topic] if slot.topic else [])]), "caption", "text2"),
            spacing=0,
        )
        edit = IconButton(tr("Modifier la demi-journée : {when}", when=when), "pencil")
        edit.setObjectName(f"slot:{slot.id}")
        edit.setEnabled(allowed)
        edit.clicked.connect(lambda: self.slot_asked.emit(line))
        Row(words, edit, spacing=10, margins=(0, 4, 0, 4), parent=row).setStretch(0, 1)
        return row

    def _save(self, name: str, value: object) -> None:
        session_id, group, actor = self._session_id, self._group, self._desk.actor
        if value is None and name in {"capacity_min", "offer_days"}:
            value = 0
        if name == "mode":
            value = Mode(str(value))

        def act() -> Changes:
            before = self._version
            changes = self._service.update_session(actor, session_id, before, group, **{name: value})
            if changes.touches("session", session_id) and session_id == self._session_id:
                # Not « one more »: the record may have been read again, with this very save, before this line.
                self._version = max(self._version, before + 1)
            return changes

        self._desk.write("training.update_session", act, None, self._refused)

    def _refused(self, error: CresiError) -> None:
        if not self.form.refuse(error):
            self._desk.messages.error(error)


class SlotForm(ActForm):
    """Adds a half-day to a session, or changes one."""

    removed = Signal(object)

    def __init__(self, desk: Desk, service: TrainingService, sheet: SessionSheet, line: SlotLine | None) -> None:
        self._service, self._sheet, self._line = service, sheet, line
        fields: list[Field] = [
            DateField(tr("Jour"), name="day"),
            ChoiceField(tr("Moment"), [(part, tr(PART_LABELS[part]).capitalize()) for part in DayPart], name="part"),
            TimeField(tr("De"), name="starts"),
            TimeField(tr("À"), name="ends"),
            RecordPicker(
                desk, tr("Salle"), searches.rooms(service), name="room_id",
                create=searches.creating(desk, "training.add_room", lambda name: service.add_room(desk.actor, name)),
            ),
            TokenField(desk, tr("Formateurs"), searches.trainers(service, lambda: sheet.course), name="trainers"),
            LinkField(tr("Lien vidéo"), name="video_link"),
            TextField(tr("Sujet"), name="topic"),
            *reason_fields(),
        ]  # fmt: skip
        title = tr("Modifier la demi-journée") if line else tr("Ajouter une demi-journée")
        super().__init__(desk, title, (tr("Enregistrer"), "primary", "check"), fields, cancel=tr("Ne rien changer"))
        self._fill()
        if line is not None and len(sheet.slots) > 1:
            remove = Button(tr("Retirer cette demi-journée"), "danger", "trash-2")
            remove.clicked.connect(self._remove)
            self.body.addLayout(Row(remove, None))

    def _fill(self) -> None:
        model = self._line or self._sheet.slots[-1]
        plan = SlotPlan.usual(
            model.slot.day, DayPart.PM if self._line is None and model.slot.part is DayPart.AM else model.slot.part
        )
        slot = self._line.slot if self._line else None
        self.form.show_values({
            "day": model.slot.day,
            "part": slot.part if slot else plan.part,
            "starts": slot.starts if slot else plan.starts,
            "ends": slot.ends if slot else plan.ends,
            "room_id": Proposal(model.slot.room_id, model.room) if model.slot.room_id is not None else None,
            "trainers": [Proposal(trainer.person_id, trainer.name) for trainer in model.trainers],
            "video_link": slot.video_link if slot else "",
            "topic": slot.topic if slot else "",
            "busy_reason": slot.busy_reason if slot else "",
        })  # fmt: skip

    def work(self) -> Callable[[], Changes]:
        """Write it."""
        day, starts, ends = self.value("day"), self.value("starts"), self.value("ends")
        for name, value in (("day", day), ("starts", starts), ("ends", ends)):
            if value is None:
                raise DomainError("missing", N_("Cette case doit être remplie."), field=name)
        room = self.value("room_id")
        trainers = searches.ids_of(self.value("trainers"))
        plan = SlotPlan(
            day, DayPart(self.value("part")), starts, ends, None if room is None else int(room.value),
            self.value("video_link"), self.value("topic"), trainers, self.value("busy_reason"),
        )  # fmt: skip
        quota = self.value("quota_reason")
        actor, service, line, session_id = self.desk.actor, self._service, self._line, self._sheet.session.id
        if line is None:
            return lambda: service.add_slot(actor, session_id, plan, quota)
        return lambda: service.update_slot(actor, line.slot.id, line.slot.version, plan, quota)

    def _remove(self) -> None:
        if self._line is None:
            return
        slot, actor, service = self._line.slot, self.desk.actor, self._service
        self.desk.write(
            "training.remove_slot", lambda: service.remove_slot(actor, slot.id, slot.version), self._done, self.refused
        )
