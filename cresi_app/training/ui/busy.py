"""Calendars of rooms and trainers: those that were read, and the control of a file before anything is written."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.training.model.busy import BusyFile, BusyImport, BusyLine
from cresi_app.training.service import TrainingService
from cresi_app.training.ui import searches
from cresi_app.training.ui.subpage import SubPage
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider, IconTile
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.fields import ChoiceField, RecordPicker, TextField
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage

KINDS = [(N_("Calendriers iCalendar"), "*.ics *.ical *.ifb")]


class BusyView(SubPage):
    """Whose calendars are known; a file dropped is shown first, and taken in with a button."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__(
            tr("Calendriers des salles et des formateurs"),
            tr("Une plage occupée est signalée quand on place une journée ; on peut passer outre, avec un motif."),
            content,
            parent=parent,
        )
        self._desk, self._service = desk, service
        self._file: BusyFile | None = None
        kinds = [(tr(words), pattern) for words, pattern in KINDS]
        self.zone = DropZone(
            desk, tr("Déposez ici le calendrier (.ics) d'une salle ou d'un formateur, ou choisissez-le"), kinds
        )
        self.zone.dropped.connect(lambda paths: self.read_file(Path(paths[0])))
        self.control = Card(tr("Contrôle avant l'import"), padding=(18, 14))
        self._message = InlineMessage()
        self._message.hide()
        self.whose = ChoiceField(
            tr("C'est le calendrier"), [("room", tr("d'une salle")), ("person", tr("d'un formateur"))], name="whose"
        )
        self.room = RecordPicker(desk, tr("Salle"), searches.rooms(service), name="room")
        self.person = RecordPicker(desk, tr("Formateur"), searches.people(service), name="person")
        self.name = TextField(
            tr("Nom du calendrier"), name="name", hint=tr("Le même nom le remet à jour la fois suivante.")
        )
        self._numbers = Label("", "body", wrap=True)
        self._details = Label("", "caption", "text2", wrap=True)
        self.take = Button(tr("Prendre ces plages"), "primary", "check")
        self.take.clicked.connect(self._take)
        drop = Button(tr("Ne rien prendre"), "secondary")
        drop.clicked.connect(self._drop)
        self._lay_control(drop)
        self.list = Card(tr("Calendriers connus"), padding=(18, 14))
        self._content = QWidget()
        self._lines = Column(spacing=6, parent=self._content)
        self.list.body.addWidget(self._content)
        Column(
            self.zone, self._message, self.control, self.list, None, spacing=12, margins=(0, 2, 8, 8), parent=content
        )
        self.whose.committed.connect(lambda _value: self._show_whose())
        for field in (self.room, self.person, self.name):
            field.committed.connect(lambda _value: self._preview())
        self.whose.set_value("room")
        self._show_whose()

    def _lay_control(self, drop: Button) -> None:
        who = Row(self.whose, self.room, self.person, self.name, spacing=12)
        for index in range(4):
            who.setStretch(index, 1)
        for part in (self._numbers, self._details):
            self.control.body.addWidget(part)
        self.control.body.insertLayout(1, who)
        self.control.body.addLayout(Row(self.take, drop, None, spacing=8))
        self.control.hide()

    # --- what is known ---

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is None or changes.touches_any({"busy_calendar", "busy_time", "room", "person"}):
            self._desk.read(("training", "busy"), self._service.busy_calendars, self._show)

    def _show(self, lines: list[BusyLine]) -> None:
        clear_layout(self._lines)
        for number, line in enumerate(lines):
            if number:
                self._lines.addWidget(Divider())
            self._lines.addWidget(self._row(line))
        if not lines:
            self._lines.addWidget(Label(tr("Aucun calendrier n'a encore été lu."), "secondary", "text2"))

    def _row(self, line: BusyLine) -> QWidget:
        calendar = line.calendar
        detail = [trn("{n} plage occupée", "{n} plages occupées", line.stretches)]
        if line.last_day is not None:
            detail.append(tr("jusqu'au {day}", day=format_date(line.last_day)))
        detail.append(tr("lu le {day}", day=format_date(calendar.read_on)))
        words = Column(
            ElidedLabel(line.whose, "button"),
            ElidedLabel(" · ".join([calendar.name, *detail]), "caption", "text2"),
            spacing=0,
        )
        away = IconButton(tr("Retirer le calendrier « {name} »", name=calendar.name), "trash-2")
        away.clicked.connect(lambda: self._remove(line))
        row = QWidget()
        tile = IconTile("map-pin" if calendar.room_id is not None else "user", "info")
        Row(tile, words, away, spacing=10, parent=row).setStretch(1, 1)
        return row

    def _remove(self, line: BusyLine) -> None:
        actor, service, calendar = self._desk.actor, self._service, line.calendar
        self._desk.write("training.remove_busy", lambda: service.remove_busy(actor, calendar.id, calendar.version))

    # --- a file ---

    def read_file(self, path: Path) -> None:
        """Read a file and show what it would bring."""

        def work() -> BusyFile:
            from cresi_app.training.interchange.busy import read_busy  # noqa: PLC0415 - icalendar costs start-up time

            return read_busy(path)

        self._desk.read(("training", "busy file"), work, self._control, self._refused)

    def _refused(self, error: CresiError) -> None:
        self._message.say(error.sentence, "warning")
        self._message.show()

    def _control(self, file: BusyFile) -> None:
        self._file = file
        self._message.hide()
        self.control.show()
        self.name.set_value(file.name.rpartition(".")[0] or file.name)
        numbers = tr(
            "{read} : {kept}, {free}, {rejected}.",
            read=trn("{n} événement lu", "{n} événements lus", file.read),
            kept=trn("{n} gardé", "{n} gardés", file.kept),
            free=trn("{n} sans occupation", "{n} sans occupation", file.free),
            rejected=trn("{n} refusé", "{n} refusés", len(file.rejected)),
        )
        self._numbers.setText(numbers)
        self._show_details(None)
        self._preview()

    def _show_whose(self) -> None:
        room = self.whose.value() == "room"
        self.room.setVisible(room)
        self.person.setVisible(not room)
        self._preview()

    def _ids(self) -> tuple[int | None, int | None]:
        room, person = self.room.value(), self.person.value()
        if self.whose.value() == "room":
            return (int(room.value) if room is not None else None), None
        return None, (int(person.value) if person is not None else None)

    def _preview(self) -> None:
        file, (room_id, person_id), service = self._file, self._ids(), self._service
        if file is None or (room_id is None and person_id is None):
            self.take.allow(False, tr("Choisissez d'abord la salle ou la personne."))
            return
        name = str(self.name.value() or "")
        self._desk.read(
            ("training", "busy preview"),
            lambda: service.preview_busy(file, room_id=room_id, person_id=person_id, name=name),
            self._show_details,
        )

    def _show_details(self, found: BusyImport | None) -> None:
        file = self._file
        if file is None:
            return
        lines = [*file.warnings]
        if found is not None:
            self.take.allow(True, "")
            lines.append(
                tr(
                    "{created} · {same} · {removed}",
                    created=trn("{n} plage nouvelle", "{n} plages nouvelles", found.created),
                    same=trn("{n} déjà connue", "{n} déjà connues", found.same),
                    removed=trn("{n} retirée", "{n} retirées", found.removed),
                )
            )
            lines += [
                tr("« {title} » ({session}) est prévue le {day} pendant une plage occupée.",
                   title=one.name, session=one.calendar, day=format_date(one.day))
                for one in found.clashes[:5]
            ]  # fmt: skip
        lines += [tr("Événement {n} : {reason}", n=one.record, reason=one.reason) for one in file.rejected[:10]]
        self._details.setText("\n".join(lines))

    def _take(self) -> None:
        file, (room_id, person_id) = self._file, self._ids()
        if file is None:
            return
        actor, service, name = self._desk.actor, self._service, str(self.name.value() or "")

        def taken(_changes: Changes) -> None:
            words = trn("{n} plage occupée est connue", "{n} plages occupées sont connues", len(file.stretches))
            self._desk.messages.toast(words)
            self._drop()

        self._desk.write(
            "training.import_busy",
            lambda: service.import_busy(actor, file, room_id=room_id, person_id=person_id, name=name),
            taken,
            self._refused,
        )

    def _drop(self) -> None:
        self._file = None
        self.control.hide()
        self._message.hide()
