"""Outposts abroad: host, contacts, clusters of the home territory, companies met, actions and results."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QBoxLayout

from cresi_app.cooperation.model.stories import OutpostRow, OutpostSheet
from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui import parts, searches
from cresi_app.cooperation.ui.actforms import Then, Values, needed
from cresi_app.cooperation.ui.pane import files_section
from cresi_app.cooperation.ui.partforms import point_of, saved
from cresi_app.cooperation.ui.records import RecordsView
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CoordinatesField,
    DateField,
    Field,
    MoneyField,
    MultilineField,
    Proposal,
    RecordPicker,
    TextField,
)
from cresi_app.widgets.tablemodel import TableColumn


class OutpostsView(RecordsView):
    """The list of outposts."""

    key = "outposts"
    entity: ClassVar[str] = "outpost"
    spared: ClassVar[frozenset[str]] = frozenset({"sectors"})
    tables: ClassVar[tuple[str, ...]] = (
        "outpost_contact", "outpost_cluster", "outpost_meeting", "outpost_action", "cooperation_file", "organisation", "person",
    )  # fmt: skip

    def __init__(self, desk: Desk, service: CooperationService) -> None:
        super().__init__(desk, service, (tr("Antennes"), ""))

    def columns(self) -> list[TableColumn[OutpostRow]]:
        """Return the columns of the list."""
        return [
            TableColumn("name", tr("Antenne"), lambda row: row.name, stretch=True, bold=True),
            TableColumn(
                "place",
                tr("Lieu"),
                lambda row: ", ".join(filter(None, (row.place, row.country))),
                width=150,
                ink="text2",
            ),
            TableColumn("host", tr("Hébergée par"), lambda row: row.host or "—", stretch=True, ink="text2"),
            TableColumn("sectors", tr("Domaines"), lambda row: row.sectors, width=170, ink="text2"),
            TableColumn("companies", tr("Rencontres"), lambda row: format_number(row.companies), "right", 88),
            TableColumn("actions", tr("Actions"), lambda row: format_number(row.actions), "right", 74),
        ]

    def empty_words(self) -> tuple[str, str, str]:
        """Return what an empty list says."""
        return (
            tr("Aucune antenne"),
            tr("Un bureau à l'étranger : son hôte, ses contacts, les pôles qu'il sert, les entreprises rencontrées."),
            tr("Nouvelle antenne"),
        )

    def sum_words(self, rows: Sequence[OutpostRow]) -> str:
        """Return how many outposts, whom they met and what they did."""
        met = trn("{n} rencontre", "{n} rencontres", sum(row.companies for row in rows))
        done = trn("{n} action", "{n} actions", sum(row.actions for row in rows))
        return parts.joined(trn("{n} antenne", "{n} antennes", len(rows)), met, done)

    def ids(self, text: str, limit: int | None) -> Sequence[int]:
        """Return the ordered ids."""
        return self.service.outpost_ids(text, limit=limit)

    def rows(self, ids: Sequence[int]) -> Mapping[int, OutpostRow]:
        """Return the lines."""
        return {row.id: row for row in self.service.outpost_rows(ids)}

    def read_sheet(self, record_id: int) -> OutpostSheet:
        """Return an outpost whole."""
        return self.service.outpost_sheet(record_id)

    def own_values(self, sheet: OutpostSheet) -> tuple[int, int, Mapping[str, Any]]:
        """Return the values of an outpost's fields."""
        one = sheet.outpost
        names = ("name", "place", "region", "address", "opened_on", "closed_on", "reason", "sectors", "note")
        values = {name: getattr(one, name) for name in names} | {
            "authority_id": Proposal(one.authority_id, sheet.authority),
            "host_id": Proposal(one.host_id, sheet.host) if one.host_id is not None else None,
            "country_code": Proposal(one.country_code, sheet.country),
            "coordinates": point_of(one.latitude_e6, one.longitude_e6),
        }
        return one.id, one.version, values

    def show_sheet(self, sheet: OutpostSheet) -> None:
        """Fill the pane."""
        one = sheet.outpost
        where = ", ".join(part for part in (one.place, one.region, sheet.country) if part)
        column = self.pane.open_on(tr("Antenne"), one.name, where)
        parts.fact(column, tr("Collectivité"), sheet.authority)
        parts.fact(column, tr("Hébergée par"), sheet.host)
        parts.fact(column, tr("Adresse"), one.address)
        opened = format_date(one.opened_on) if one.opened_on else ""
        closed = tr("fermée le {day}", day=format_date(one.closed_on)) if one.closed_on else ""
        parts.fact(column, tr("Ouverte"), parts.joined(opened, closed))
        parts.fact(column, tr("Domaines"), one.sectors)
        parts.fact(column, tr("Pourquoi"), one.reason)
        self._people(column, sheet)
        met = tr("Entreprises rencontrées · {n}", n=len(sheet.meetings))
        parts.section(column, met, (tr("Ajouter"), tr("Noter une rencontre"), self.asking("meeting")))
        for view in sheet.meetings:
            words = (view.name, parts.joined(format_date(view.row.day, "medium"), view.row.subject))
            acts = [
                (
                    tr("Retirer la rencontre avec {name}", name=view.name),
                    "x",
                    self.asking("remove_meeting", view.row.id),
                )
            ]
            column.addWidget(parts.item("building-2", words, acts=acts))
            parts.under(column, view.row.outcome)
        done = tr("Actions menées · {n}", n=len(sheet.actions))
        parts.section(column, done, (tr("Ajouter"), tr("Noter une action"), self.asking("action")))
        for action in sheet.actions:
            cost = format_money(Money(action.cost_minor, action.currency)) if action.cost_minor is not None else ""
            words = (action.title, parts.joined(format_date(action.starts_on, "medium"), cost))
            acts = [(tr("Retirer « {title} »", title=action.title), "x", self.asking("remove_action", action.id))]
            column.addWidget(parts.item("flag", words, acts=acts))
            parts.under(column, parts.joined(action.description, action.result))
        parts.fact(column, tr("Note"), one.note)
        files_section(column, self.service, sheet.files, self.asking)

    def _people(self, column: QBoxLayout, sheet: OutpostSheet) -> None:
        parts.section(column, tr("Contacts"), (tr("Ajouter"), tr("Ajouter un contact"), self.asking("contact")))
        for place, contact in enumerate(sheet.contacts):
            acts = [
                (parts.opens(contact.name), "arrow-right", self.asking("open", "person", contact.record_id)),
                (tr("Retirer {name}", name=contact.name), "x", self.asking("remove_contact", place)),
            ]
            column.addWidget(parts.item("user", (contact.name, contact.detail), acts=acts))
        title = tr("Pôles du territoire · {n}", n=len(sheet.clusters))
        parts.section(column, title, (tr("Ajouter"), tr("Ajouter un pôle"), self.asking("cluster")))
        for place, cluster in enumerate(sheet.clusters):
            acts = [
                (parts.opens(cluster.name), "arrow-right", self.asking("open", "organisation", cluster.record_id)),
                (tr("Retirer {name}", name=cluster.name), "x", self.asking("remove_cluster", place)),
            ]
            column.addWidget(parts.item("building-2", (cluster.name, cluster.detail), acts=acts))

    # --- forms ---

    def _fields(self) -> list[Field]:
        service, desk = self.service, self.desk
        return [
            TextField(tr("Nom"), name="name"),
            RecordPicker(desk, tr("Collectivité"), searches.organisations(service, "local_authority"), name="authority_id",
                         create=searches.creating_organisation(desk, service, "local_authority")),
            RecordPicker(desk, tr("Pays ou territoire"), searches.countries(service), name="country_code"),
            TextField(tr("Ville"), name="place"),
            TextField(tr("Région"), name="region"),
            RecordPicker(
                desk, tr("Hébergée par"), searches.organisations(service), name="host_id",
                create=searches.creating_organisation(desk, service, "company"),
            ),
            MultilineField(tr("Pourquoi elle a été ouverte"), name="reason", lines=3),
            TextField(tr("Domaines"), name="sectors"),
            DateField(tr("Ouverte le"), name="opened_on"),
        ]  # fmt: skip

    def new_form(self, name: str) -> ActForm:
        """Return the form that opens an outpost."""
        service, desk = self.service, self.desk
        fields = self._fields()
        fields[0].set_value(name)
        home = service.directory.home().authority_id
        if home is not None:
            fields[1].set_value(Proposal(home, service.directory.organisation(home).name))

        def work(values: Values) -> Then:
            given = saved(values)
            first = (given.pop("name"), given.pop("authority_id"), given.pop("country_code"))
            return lambda: service.add_outpost(desk.actor, *first, **given)

        return ActForm(desk, (tr("Nouvelle antenne"), tr("Ouvrir"), "check"), fields, work)

    def own_fields(self) -> tuple[list[Field], Callable[[int, int, int, Mapping[str, Any]], Changes]]:
        """Return the fields of an outpost."""
        service, desk = self.service, self.desk
        fields = [
            *self._fields(),
            DateField(tr("Fermée le"), name="closed_on"),
            MultilineField(tr("Adresse"), name="address", lines=2),
            CoordinatesField(tr("Coordonnées"), name="coordinates"),
            MultilineField(tr("Note"), name="note", lines=3),
        ]

        def save(record_id: int, version: int, group: int, values: Mapping[str, Any]) -> Changes:
            return service.update_outpost(desk.actor, record_id, version, group, **saved(values))

        return fields, save

    def act(self, word: str, *rest: Any) -> None:
        """Do what the sheet of an outpost asks."""
        sheet: OutpostSheet = self.sheet
        service, who, key = self.service, self.desk.actor, sheet.outpost.id
        contacts = [(one.record_id, one.detail) for one in sheet.contacts]
        clusters = [(one.record_id, one.detail) for one in sheet.clusters]
        if word in {"contact", "cluster"}:
            self.ask(self._named_form(sheet, word))
        elif word in {"meeting", "action"}:
            self.ask(self._meeting_form(sheet) if word == "meeting" else self._action_form(sheet))
        elif word == "remove_contact":
            left = [one for place, one in enumerate(contacts) if place != rest[0]]
            self.write(word, lambda: service.set_outpost_contacts(who, key, left))
        elif word == "remove_cluster":
            kept = [one for place, one in enumerate(clusters) if place != rest[0]]
            self.write(word, lambda: service.set_outpost_clusters(who, key, kept))
        elif word == "remove_meeting":
            self.write(word, lambda: service.remove_outpost_meeting(who, rest[0]))
        elif word == "remove_action":
            self.write(word, lambda: service.remove_outpost_action(who, rest[0]))

    def _named_form(self, sheet: OutpostSheet, word: str) -> ActForm:
        service, desk, key = self.service, self.desk, sheet.outpost.id
        person = word == "contact"
        search = searches.people(service) if person else searches.organisations(service, "company_cluster")
        fields: list[Field] = [
            RecordPicker(desk, tr("Personne") if person else tr("Pôle"), search, name="record"),
            TextField(tr("Rôle") if person else tr("Domaine"), name="detail"),
        ]

        def work(values: Values) -> Then:
            one = (int(needed(values, "record").value), values["detail"])
            if person:
                contacts = [(part.record_id, part.detail) for part in sheet.contacts]
                return lambda: service.set_outpost_contacts(desk.actor, key, [*contacts, one])
            clusters = [(part.record_id, part.detail) for part in sheet.clusters]
            return lambda: service.set_outpost_clusters(desk.actor, key, [*clusters, one])

        title = tr("Contact de l'antenne") if person else tr("Pôle servi par l'antenne")
        return ActForm(desk, (title, tr("Ajouter"), "plus"), fields, work)

    def _meeting_form(self, sheet: OutpostSheet) -> ActForm:
        service, desk, key = self.service, self.desk, sheet.outpost.id
        fields: list[Field] = [
            DateField(tr("Jour"), name="day"),
            RecordPicker(
                desk,
                tr("Entreprise"),
                searches.organisations(service, "company"),
                name="record",
                create=searches.typed_person,
            ),
            TextField(tr("Sujet"), name="subject"),
            MultilineField(tr("Suite donnée"), name="outcome", lines=3),
        ]
        fields[0].set_value(clock.today())

        def work(values: Values) -> Then:
            chosen = needed(values, "record").value
            who = {"organisation_id": chosen} if isinstance(chosen, int) else {"company": chosen}
            rest = {name: values[name] for name in ("subject", "outcome")}
            day = needed(values, "day")
            return lambda: service.add_outpost_meeting(desk.actor, key, day, **who, **rest)

        return ActForm(desk, (tr("Entreprise rencontrée"), tr("Enregistrer"), "check"), fields, work)

    def _action_form(self, sheet: OutpostSheet) -> ActForm:
        service, desk, key = self.service, self.desk, sheet.outpost.id
        fields: list[Field] = [
            TextField(tr("Action"), name="title"),
            DateField(tr("Du"), name="starts_on"),
            DateField(tr("Au"), name="ends_on"),
            MultilineField(tr("Ce qui a été fait"), name="description", lines=3),
            MultilineField(tr("Résultat"), name="result", lines=3),
            MoneyField(tr("Coût"), name="cost"),
        ]

        def work(values: Values) -> Then:
            cost: Money | None = values["cost"]
            rest = {name: values[name] for name in ("ends_on", "description", "result")}
            if cost is not None:
                rest |= {"cost_minor": cost.minor, "currency": cost.currency}
            day = needed(values, "starts_on")
            return lambda: service.add_outpost_action(desk.actor, key, values["title"], day, **rest)

        return ActForm(desk, (tr("Action de l'antenne"), tr("Enregistrer"), "check"), fields, work)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return what can be done here."""
        return [
            Action(
                "cooperation.new_outpost",
                tr("Nouvelle antenne"),
                self.new,
                icon="building-2",
                menu="file",
                typed=self.new,
            ),
            *self.record_actions(),
        ]
