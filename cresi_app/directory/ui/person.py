"""One person's sheet: names, how they may be reached, where they belong, what they agreed to."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import C_, N_, tr
from cresi_app.directory.model import Channel, Contact, Event, Permission, PersonSheet
from cresi_app.directory.ui import searches
from cresi_app.directory.ui.cards import Bench, ConsentCard, ContactButton, PeopleCard
from cresi_app.directory.ui.doubles import DoublesMessage
from cresi_app.directory.ui.fields import fields_card
from cresi_app.directory.ui.head import SheetHead
from cresi_app.directory.ui.panels import DirectoryPanels
from cresi_app.directory.ui.saving import Saver
from cresi_app.directory.ui.sheet import RIGHT, TimelineCard
from cresi_app.directory.ui.writing import write
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import CheckField, EmailField, Form, MultilineField, PhoneField, RecordPicker, TextField
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.messages import Act
from cresi_app.widgets.readingorder import order_tabs
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.turns import SideOrUnder
from cresi_app.widgets.typingkept import TypingKept

_CHANNELS = {Channel.EMAIL: N_("Courriel"), Channel.PHONE: N_("Téléphone")}
_FIELDS: Mapping[Channel, type[TextField]] = {Channel.EMAIL: EmailField, Channel.PHONE: PhoneField}
_ADDED = {Channel.EMAIL: N_("Ajouter un courriel"), Channel.PHONE: N_("Ajouter un téléphone")}


@dataclass(frozen=True, slots=True)
class PersonData:
    """All that a person's sheet shows, read at one moment on a reader thread."""

    sheet: PersonSheet
    events: tuple[Event, ...]


class ContactsCard(Card):
    """« Coordonnées »: each address and number with what was said of it; an empty value takes it away."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(tr("Coordonnées"))
        self._bench = bench
        self._sheet: PersonSheet | None = None
        self._rows = Column(spacing=8)
        self.body.addLayout(self._rows)

    def show_contacts(self, sheet: PersonSheet) -> None:
        """Show the contacts of a person, and an empty field for one more of each channel."""
        self._sheet = sheet
        clear_layout(self._rows)
        for contact in sheet.contacts:
            self._rows.addLayout(self._held(contact))
        adding = Row(spacing=14)
        for channel, word in _ADDED.items():
            more = _FIELDS[channel](tr(word), name="value")
            more.set_value("")
            more.committed.connect(partial(self._add, channel, more))
            adding.addWidget(more, 1)
        self._rows.addLayout(adding)

    def _held(self, contact: Contact) -> Column:
        desk, service = self._bench.desk, self._bench.service
        field = _FIELDS[contact.channel](tr(_CHANNELS[contact.channel]), name="value")
        field.set_value(contact.value)
        private = CheckField(tr("Personnel"), hint="")
        private.input.setAccessibleName(
            tr("{value} est personnel : masqué à l'écran, jamais imprimé", value=contact.value)
        )
        private.set_value(contact.is_private)

        def save(_value: object) -> None:
            kept, hidden = field.value(), bool(private.value())

            def work() -> Changes:
                if not kept:
                    return service.remove_contact(desk.actor, contact.id, contact.version)
                return service.update_contact(desk.actor, contact.id, contact.version, kept, is_private=hidden)

            desk.write("directory.update_contact", work, None, lambda error: field.set_error(error.sentence))

        field.committed.connect(save)
        private.committed.connect(save)
        assert self._sheet is not None
        button = ContactButton(self._bench, self._sheet.person.name, contact)
        row = Row(field, Column(None, button, 1), spacing=8)
        row.setStretch(0, 1)
        return Column(row, private, spacing=0)

    def _add(self, channel: Channel, field: TextField, value: str) -> None:
        assert self._sheet is not None
        desk, service, person_id = self._bench.desk, self._bench.service, self._sheet.person.id
        if value:
            desk.write(
                "directory.add_contact",
                lambda: service.add_contact(desk.actor, person_id, channel, value),
                None,
                lambda error: field.set_error(error.sentence),
            )


class PersonView(QWidget):
    """The sheet of one person. `asked` carries what only the page can do and an id."""

    asked = Signal(object, object)
    opened = Signal(object)

    def __init__(self, bench: Bench, panels: DirectoryPanels, back: Callable[[], object]) -> None:
        super().__init__()
        self._bench, self._panels = bench, panels
        self._data: PersonData | None = None
        self.saver = Saver(bench.desk)
        self.head = SheetHead(back)
        self._message = DoublesMessage(bench.desk, lambda other: self.asked.emit("compare", other))
        self.form = Form([])
        self.form.committed.connect(self._save)
        self._kept = TypingKept(bench.desk, self.form, self)
        self.contacts = ContactsCard(bench)
        self.events = TimelineCard(Act(tr("Retour à la liste"), back))
        self.events.opened.connect(self.opened)
        left = QWidget()
        Column(self.contacts, self._fields(), self.events, None, spacing=14, margins=(0, 0, 6, 0), parent=left)
        inner = SideOrUnder(ScrollArea(left), self._right(), RIGHT)
        Column(self.head, 10, self._message, inner, margins=(24, 18, 18, 14), parent=self).setStretch(3, 1)

    def _fields(self) -> Card:
        service, desk = self._bench.service, self._bench.desk
        n = {
            "given_name": TextField(tr("Prénom"), name="given_name"),
            "family_name": TextField(tr(C_("person", "Nom")), name="family_name"),
            "honorific": TextField(tr("Civilité"), name="honorific"),
            "town": TextField(tr("Commune"), name="town"),
            "postal_code": TextField(tr("Code postal"), name="postal_code"),
            "address": MultilineField(tr("Adresse"), name="address", lines=2),
            "country_code": RecordPicker(
                desk, tr("Pays ou territoire"), searches.countries(service), name="country_code"
            ),
            "note": MultilineField(tr("Note"), name="note", lines=3),
        }
        for field in n.values():
            self.form.add(field)
        return fields_card(
            tr("Qui elle est"),
            [
                [n["given_name"], n["family_name"]], [n["honorific"], n["country_code"]], [n["address"]],
                [n["postal_code"], n["town"]], [n["note"]],
            ],
        )  # fmt: skip

    def _right(self) -> QWidget:
        self.belongs = PeopleCard(self._bench, tr("Organisations"), shows="organisation")
        self.belongs.opened.connect(lambda key: self.asked.emit("organisation", key))
        self.belongs.adding.connect(lambda: self._ask("add_affiliation"))
        self.consents = ConsentCard(self._bench, exports=True)
        self.consents.exporting.connect(self._export)
        holder = QWidget()
        Column(self.belongs, self.consents, None, spacing=12, margins=(0, 0, 6, 0), parent=holder)
        return ScrollArea(holder)

    @property
    def person_id(self) -> int | None:
        """The person shown, None before the first."""
        return self._data.sheet.person.id if self._data else None

    def show_data(self, data: PersonData) -> None:
        """Show a sheet; the same one read again keeps what is being typed."""
        same = self.person_id == data.sheet.person.id
        self._data = data
        sheet, one = data.sheet, data.sheet.person
        self.saver.show(one.version, same=same)
        current = [a for a in sheet.affiliations if a.affiliation.until is None]
        caption = ", ".join(f"{a.title} · {a.organisation_name}" for a in current[:2])
        self.head.show_head(one.name, caption or tr("Sans organisation"))
        self.head.show_buttons([self._close_button(sheet), self._write_button(sheet)], self._menu(sheet))
        self._look_for_doubles(data)
        names = ("given_name", "family_name", "honorific", "town", "postal_code", "address", "note")
        values: dict[str, Any] = {name: getattr(one, name) for name in names}
        values["country_code"] = searches.country_proposal(sheet.country) if sheet.country else None
        self.form.show_values(values, keep_typing=same)
        if not same:
            self._kept.show(f"person:{one.id}")
        self.contacts.show_contacts(sheet)
        former = [a for a in sheet.affiliations if a.affiliation.until is not None]
        self.belongs.show_people(current, former)
        self.consents.show_consents(("person", one.id), sheet.consents)
        self.events.setVisible(bool(data.events))
        self.events.show_events(data.events, tr("Tout ce que nous avons fait"))
        order_tabs(self)

    def _write_button(self, sheet: PersonSheet) -> Button:
        accepted = (c for c in sheet.contacts if c.channel is Channel.EMAIL and c.permission is Permission.ALLOWED)
        to = next((contact.value for contact in accepted), "")
        button = Button(tr("Écrire"), "primary", "mail")
        button.allow(bool(to), tr("{name} n'a pas accepté de recevoir des courriels.", name=sheet.person.name))
        button.clicked.connect(lambda _checked=False: write(self._bench.desk, [to]))
        return button

    def _close_button(self, sheet: PersonSheet) -> Button:
        button = Button(tr("Fermer la fiche"), "secondary")
        button.setAccessibleName(tr("Fermer la fiche de {name}", name=sheet.person.name))
        button.clicked.connect(lambda _checked=False: self._ask("close"))
        return button

    def _menu(self, sheet: PersonSheet) -> list[Action | None]:
        archived = sheet.person.is_archived
        started = [*self._panels.person_actions(sheet)]
        return [
            *started,
            *([None] if started else []),
            Action("directory.merge_people", tr("Fusionner avec une autre fiche…"), lambda: self._ask("merge"), icon="merge"),
            Action("directory.restore_person", tr("Remettre dans l'annuaire"), lambda: self._ask("restore"),
                   icon="archive-restore") if archived
            else Action("directory.archive_person", tr("Archiver la fiche"), lambda: self._ask("archive"), icon="archive"),
            Action("directory.anonymise", tr("Anonymiser…"), lambda: self._ask("anonymise"), icon="user-x"),
        ]  # fmt: skip

    def _look_for_doubles(self, data: PersonData) -> None:
        service, one = self._bench.service, data.sheet.person
        self._message.look(None if one.is_archived else lambda: service.suspects_of_person(one.id))

    def _save(self, name: str, value: Any) -> None:
        assert self._data is not None
        desk, service, person_id = self._bench.desk, self._bench.service, self._data.sheet.person.id
        kept = (value.value if value is not None else None) if name == "country_code" else value

        def work(version: int) -> Changes:
            return service.update_person(desk.actor, person_id, version, None, **{name: kept})

        self.saver.save("directory.update_person", work, self._refused)

    def _refused(self, error: Any) -> None:
        if not self.form.refuse(error):
            self._bench.desk.messages.error(error)

    def _export(self) -> None:
        assert self._data is not None
        desk, service, one = self._bench.desk, self._bench.service, self._data.sheet.person
        place = desk.messages.save_file(
            tr("Données de {name}", name=one.name), f"{one.name}.json", [(tr("Données (JSON)"), "*.json")]
        )
        if place is None:
            return

        def work() -> None:
            write_whole(place, json.dumps(service.export_person(one.id), ensure_ascii=False, indent=2).encode())

        desk.read(("directory", "export"), work, lambda _none: desk.messages.toast(tr("Données exportées")))

    def _ask(self, what: str) -> None:
        if self._data is not None:
            self.asked.emit(what, self._data.sheet.person.id)


def read_person(bench: Bench, panels: DirectoryPanels, person_id: int) -> PersonData:
    """Read all that a person's sheet shows; on a reader thread."""
    service = bench.service
    with service.library.snapshot():
        sheet = service.person_sheet(person_id)
        events = [event for source in panels.person_events for event in source(sheet.person.id)]
        return PersonData(sheet, tuple(events))
