"""Institutional support: missions, trainees, expertise and equipment, with people, dates, costs and results."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from cresi_app.cooperation.model.stories import SupportRow, SupportSheet
from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui import parts, searches
from cresi_app.cooperation.ui.actforms import Then, Values, needed
from cresi_app.cooperation.ui.pane import files_section
from cresi_app.cooperation.ui.partforms import saved
from cresi_app.cooperation.ui.records import RecordsView
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    MultilineField,
    NumberField,
    Proposal,
    RecordPicker,
    TextField,
)
from cresi_app.widgets.tablemodel import TableColumn


class SupportsView(RecordsView):
    """The list of supports."""

    key = "supports"
    entity: ClassVar[str] = "support"
    spared: ClassVar[frozenset[str]] = frozenset({"kind", "people", "partner"})
    tables: ClassVar[tuple[str, ...]] = (
        "support_person",
        "support_item",
        "cooperation_file",
        "organisation",
        "person",
        "agreement",
    )

    def __init__(self, desk: Desk, service: CooperationService) -> None:
        super().__init__(desk, service, (tr("Appui institutionnel"), ""))

    def columns(self) -> list[TableColumn[SupportRow]]:
        """Return the columns of the list."""
        return [
            TableColumn("title", tr("Appui"), lambda row: row.title, stretch=True, bold=True),
            TableColumn("kind", tr("Sorte"), lambda row: row.kind.name, width=160, ink="text2"),
            TableColumn("partner", tr("Partenaire"), lambda row: row.partner, width=212, ink="text2"),
            TableColumn("day", tr("Dates"), _dates, width=214, ink="text2"),
            TableColumn(
                "people", tr("Personnes"), lambda row: format_number(row.people) if row.people else "—", "right", 84
            ),
            TableColumn("cost", tr("Coût"), lambda row: _cost(row.cost_minor, row.currency), "right", 100),
        ]

    def empty_words(self) -> tuple[str, str, str]:
        """Return what an empty list says."""
        return (
            tr("Aucun appui institutionnel"),
            tr("Missions, stagiaires, expertises et équipements donnés aux services d'une autorité partenaire."),
            tr("Nouvel appui"),
        )

    def sum_words(self, rows: Sequence[SupportRow]) -> str:
        """Return how many supports, for how many people."""
        people = trn("{n} personne concernée", "{n} personnes concernées", sum(row.people for row in rows))
        return parts.joined(trn("{n} appui", "{n} appuis", len(rows)), people)

    def ids(self, text: str, limit: int | None) -> Sequence[int]:
        """Return the ordered ids."""
        return self.service.support_ids(text, limit=limit)

    def rows(self, ids: Sequence[int]) -> Mapping[int, SupportRow]:
        """Return the lines."""
        return {row.id: row for row in self.service.support_rows(ids)}

    def read_sheet(self, record_id: int) -> SupportSheet:
        """Return a support whole."""
        return self.service.support_sheet(record_id)

    def own_values(self, sheet: SupportSheet) -> tuple[int, int, Mapping[str, Any]]:
        """Return the values of a support's fields."""
        one = sheet.support
        names = ("title", "kind_code", "place", "starts_on", "ends_on", "objective", "results", "note")
        values = {name: getattr(one, name) for name in names} | {
            "partner_id": Proposal(one.partner_id, sheet.partner),
            "authority_id": Proposal(one.authority_id, sheet.authority),
            "country_code": Proposal(one.country_code, sheet.country),
            "agreement_id": Proposal(one.agreement_id, sheet.agreement) if one.agreement_id is not None else None,
            "cost": Money(one.cost_minor, one.currency) if one.cost_minor is not None else None,
        }
        return one.id, one.version, values

    def show_sheet(self, sheet: SupportSheet) -> None:
        """Fill the pane."""
        one = sheet.support
        subtitle = parts.joined(sheet.kind.name, sheet.partner, ", ".join(filter(None, (one.place, sheet.country))))
        column = self.pane.open_on(tr("Appui {number}", number=one.number), one.title, subtitle)
        parts.fact(column, tr("Dates"), _period(one.starts_on, one.ends_on))
        parts.fact(column, tr("Apporté par"), sheet.authority)
        cost = _cost(one.cost_minor, one.currency)
        if sheet.cost_euro is not None and one.currency != "EUR":
            cost = parts.joined(cost, format_money(Money(sheet.cost_euro)))
        elif sheet.cost_euro is None and one.cost_minor is not None:
            cost = parts.joined(cost, tr("sans taux de change : hors des totaux"))
        parts.fact(column, tr("Coût"), cost)
        parts.fact(column, tr("Accord"), sheet.agreement)
        parts.section(column, tr("Objectif"))
        parts.text(column, one.objective or tr("À écrire."))
        parts.section(column, tr("Résultats"))
        parts.text(column, one.results or tr("À écrire au retour."))
        people = trn("{n} personne", "{n} personnes", len(sheet.people))
        parts.section(column, people, (tr("Ajouter"), tr("Ajouter une personne"), self.asking("person")))
        for place, view in enumerate(sheet.people):
            acts = [(tr("Retirer {name}", name=view.name), "x", self.asking("remove_person", place))]
            if view.row.person_id is not None:
                acts.insert(
                    0, (parts.opens(view.name), "arrow-right", self.asking("open", "person", view.row.person_id))
                )
            column.addWidget(parts.item("user", (view.name, view.row.role), acts=acts))
        parts.section(column, tr("Équipement"), (tr("Ajouter"), tr("Ajouter un équipement"), self.asking("item")))
        for place, item in enumerate(sheet.items):
            worth = _cost(item.value_minor, one.currency) if item.value_minor is not None else ""
            acts = [(tr("Retirer {name}", name=item.label), "x", self.asking("remove_item", place))]
            words = (
                item.label,
                parts.joined(trn("{n} pièce", "{n} pièces", item.quantity, n=format_number(item.quantity)), worth),
            )
            column.addWidget(parts.item("archive", words, acts=acts))
        parts.fact(column, tr("Note"), one.note)
        files_section(column, self.service, sheet.files, self.asking)

    # --- forms ---

    def _fields(self) -> list[Field]:
        service, desk = self.service, self.desk
        kinds = [(one.code, one.name) for one in service.support_kinds.values()]
        return [
            TextField(tr("En quoi consiste l'appui"), name="title"),
            ChoiceField(tr("Sorte"), kinds, name="kind_code"),
            RecordPicker(
                desk, tr("Autorité partenaire"), searches.organisations(service, "partner_authority"), name="partner_id",
                create=searches.creating_organisation(desk, service, "partner_authority"),
            ),
            RecordPicker(desk, tr("Pays ou territoire"), searches.countries(service), name="country_code"),
            DateField(tr("Du"), name="starts_on"),
            DateField(tr("Au"), name="ends_on"),
            MultilineField(tr("Objectif"), name="objective", lines=3),
        ]  # fmt: skip

    def new_form(self, name: str) -> ActForm:
        """Return the form that opens a support."""
        service, desk = self.service, self.desk
        fields = self._fields()
        fields[0].set_value(name)

        def work(values: Values) -> Then:
            given = saved(values)
            partner, day = int(needed(values, "partner_id").value), needed(values, "starts_on")
            rest = {key: given[key] for key in ("ends_on", "objective")}
            if given["country_code"]:
                rest["country_code"] = given["country_code"]
            return lambda: service.add_support(desk.actor, given["title"], given["kind_code"], partner, day, **rest)

        return ActForm(desk, (tr("Nouvel appui"), tr("Ouvrir"), "check"), fields, work)

    def own_fields(self) -> tuple[list[Field], Callable[[int, int, int, Mapping[str, Any]], Changes]]:
        """Return the fields of a support."""
        service, desk = self.service, self.desk
        fields = [
            *self._fields(),
            MultilineField(tr("Résultats"), name="results", lines=5),
            TextField(tr("Lieu"), name="place"),
            MoneyField(tr("Coût"), name="cost"),
            RecordPicker(desk, tr("Sous l'accord"), searches.agreements(service), name="agreement_id"),
            RecordPicker(
                desk,
                tr("Apporté par"),
                searches.organisations(service, "local_authority"),
                name="authority_id",
                create=searches.creating_organisation(desk, service, "local_authority"),
            ),
            MultilineField(tr("Note"), name="note", lines=3),
        ]

        def save(record_id: int, version: int, group: int, values: Mapping[str, Any]) -> Changes:
            given = saved(values)
            if "cost" in given:
                cost: Money | None = given.pop("cost")
                given |= {"cost_minor": cost.minor if cost else None, "currency": cost.currency if cost else "EUR"}
            return service.update_support(desk.actor, record_id, version, group, **given)

        return fields, save

    def act(self, word: str, *rest: Any) -> None:
        """Do what the sheet of a support asks."""
        sheet: SupportSheet = self.sheet
        service, who, key = self.service, self.desk.actor, sheet.support.id
        if word == "person":
            self.ask(self._person_form(sheet))
        elif word == "item":
            self.ask(self._item_form(sheet))
        elif word == "remove_person":
            kept = [one for place, one in enumerate(_people(sheet)) if place != rest[0]]
            self.write("cooperation.set_support_people", lambda: service.set_support_people(who, key, kept))
        elif word == "remove_item":
            left = [one for place, one in enumerate(_items(sheet)) if place != rest[0]]
            self.write("cooperation.set_support_items", lambda: service.set_support_items(who, key, left))

    def _person_form(self, sheet: SupportSheet) -> ActForm:
        service, desk, key = self.service, self.desk, sheet.support.id
        fields: list[Field] = [
            RecordPicker(desk, tr("Personne"), searches.people(service), name="person", create=searches.typed_person),
            TextField(tr("Rôle"), name="role", hint=tr("Chef de mission, stagiaire, experte…")),
        ]

        def work(values: Values) -> Then:
            chosen = needed(values, "person").value
            one = (
                {"person_id": chosen, "role": values["role"]}
                if isinstance(chosen, int)
                else {"name": chosen, "role": values["role"]}
            )
            return lambda: service.set_support_people(desk.actor, key, [*_people(sheet), one])

        return ActForm(desk, (tr("Personne de l'appui"), tr("Ajouter"), "user-plus"), fields, work)

    def _item_form(self, sheet: SupportSheet) -> ActForm:
        service, desk, key = self.service, self.desk, sheet.support.id
        fields: list[Field] = [
            TextField(tr("Équipement"), name="label"),
            NumberField(tr("Nombre"), name="quantity", least=1, most=1_000_000),
            MoneyField(tr("Valeur de l'ensemble"), name="value"),
        ]
        fields[1].set_value(1)

        def work(values: Values) -> Then:
            worth: Money | None = values["value"]
            one = {
                "label": needed(values, "label"),
                "quantity": values["quantity"] or 1,
                "value_minor": worth.minor if worth else None,
            }
            return lambda: service.set_support_items(desk.actor, key, [*_items(sheet), one])

        return ActForm(desk, (tr("Équipement donné"), tr("Ajouter"), "plus"), fields, work)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return what can be done here."""
        return [
            Action(
                "cooperation.new_support", tr("Nouvel appui"), self.new, icon="briefcase", menu="file", typed=self.new
            ),
            *self.record_actions(),
        ]


def _people(sheet: SupportSheet) -> list[Mapping[str, object]]:
    return [{"person_id": one.row.person_id, "name": one.row.name, "role": one.row.role} for one in sheet.people]


def _items(sheet: SupportSheet) -> list[Mapping[str, object]]:
    return [{"label": one.label, "quantity": one.quantity, "value_minor": one.value_minor} for one in sheet.items]


def _cost(minor: int | None, currency: str) -> str:
    return format_money(Money(minor, currency)) if minor is not None else "—"


def _dates(row: SupportRow) -> str:
    return _period(row.starts_on, row.ends_on, short=True)


def _period(starts: Any, ends: Any, *, short: bool = False) -> str:
    first = format_date(starts, "medium" if short else "long")
    if ends is None or ends == starts:
        return first
    if short:
        return f"{_beginning(starts, ends)}\u00a0– {format_date(ends, 'medium')}"
    return tr("du {first} au {last}", first=first, last=format_date(ends))


def _beginning(starts: date, ends: date) -> str:
    """Return the first day of a period, without the month and the year that its last day tells."""
    if starts.year != ends.year:
        return format_date(starts, "medium")
    if starts.month != ends.month:
        return format_date(starts, "day_month")
    return format_date(starts, "day_month").rpartition("\u00a0")[0]
