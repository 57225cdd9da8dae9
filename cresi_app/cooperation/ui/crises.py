"""Emergency aid: crises by date, one's places, fund, decisions with their payments, and what it achieved."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from cresi_app.cooperation.model.stories import CrisisRow, CrisisSheet, DecisionView
from cresi_app.cooperation.service import Aid, CooperationService
from cresi_app.cooperation.ui import parts, searches
from cresi_app.cooperation.ui.actforms import Then, Values, needed
from cresi_app.cooperation.ui.pane import files_section
from cresi_app.cooperation.ui.partforms import columns_of, saved
from cresi_app.cooperation.ui.printout import preview_crisis
from cresi_app.cooperation.ui.records import RecordsView
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money, format_percent
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    ChoiceField,
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


class CrisesView(RecordsView):
    """The list of emergencies."""

    key = "crises"
    entity: ClassVar[str] = "crisis"
    spared: ClassVar[frozenset[str]] = frozenset({"places"})
    tables: ClassVar[tuple[str, ...]] = (
        "crisis_place", "crisis_decision", "cooperation_file", "grant", "payment", "commitment", "funding_axis",
    )  # fmt: skip

    def __init__(self, desk: Desk, service: CooperationService) -> None:
        super().__init__(desk, service, (tr("Aide d'urgence"), tr("Imprimer le bilan de l'aide")))

    def columns(self) -> list[TableColumn[CrisisRow]]:
        """Return the columns of the list."""
        return [
            TableColumn("name", tr("Crise"), lambda row: row.name, stretch=True, bold=True),
            TableColumn("places", tr("Lieux"), lambda row: " · ".join(row.places), stretch=True, ink="text2"),
            TableColumn("day", tr("Date"), lambda row: format_date(row.happened_on, "medium"), width=116, ink="text2"),
            TableColumn("voted", tr("Décidé"), lambda row: _money(row.voted), "right", 92),
            TableColumn("paid", tr("Versé"), lambda row: _money(row.paid), "right", 92, bold=True),
            TableColumn("state", tr("État"), lambda row: _state(row)[0], width=100, pill=_state),
        ]

    def empty_words(self) -> tuple[str, str, str]:
        """Return what an empty list says."""
        return (
            tr("Aucune aide d'urgence"),
            tr("Une crise, ses lieux, ce que le fonds d'intervention a décidé et versé, ce que cela a permis."),
            tr("Nouvelle aide d'urgence"),
        )

    def sum_words(self, rows: Sequence[CrisisRow]) -> str:
        """Return how many emergencies, what was decided and paid."""
        count = trn("{n} aide d'urgence", "{n} aides d'urgence", len(rows))
        if not rows:
            return count
        decided, paid = _money(sum(row.voted for row in rows)), _money(sum(row.paid for row in rows))
        return tr("{aids} · {amount} décidés · {paid} versés", aids=count, amount=decided, paid=paid)

    def ids(self, text: str, limit: int | None) -> Sequence[int]:
        """Return the ordered ids."""
        return self.service.crisis_ids(text, limit=limit)

    def rows(self, ids: Sequence[int]) -> Mapping[int, CrisisRow]:
        """Return the lines."""
        return {row.id: row for row in self.service.crisis_rows(ids)}

    def read_sheet(self, record_id: int) -> CrisisSheet:
        """Return an emergency whole."""
        return self.service.crisis_sheet(record_id)

    def own_values(self, sheet: CrisisSheet) -> tuple[int, int, Mapping[str, Any]]:
        """Return the values of an emergency's fields."""
        one = sheet.crisis
        names = (
            "name",
            "kind_code",
            "happened_on",
            "ended_on",
            "summary",
            "needs",
            "achieved",
            "lessons",
            "axis_id",
            "note",
        )
        values = {name: getattr(one, name) for name in names} | {
            "authority_id": Proposal(one.authority_id, sheet.authority)
        }
        return one.id, one.version, values

    # --- the sheet ---

    def show_sheet(self, sheet: CrisisSheet) -> None:
        """Fill the pane."""
        one = sheet.crisis
        subtitle = parts.joined(sheet.kind.name, format_date(one.happened_on), sheet.authority)
        column = self.pane.open_on(tr("Urgence {number}", number=one.number), one.name, subtitle)
        money = tr("{paid} versés sur {voted} décidés", paid=_money(sheet.paid), voted=_money(sheet.voted))
        parts.text(column, money)
        parts.text(column, one.summary)
        parts.fact(column, tr("Besoins"), one.needs)
        parts.section(column, tr("Lieux"), (tr("Ajouter"), tr("Ajouter un lieu"), self.asking("place")))
        for place, view in enumerate(sheet.places):
            detail = tr("éligible à l'aide publique") if view.is_oda else tr("hors aide publique au développement")
            acts = [(tr("Retirer {place}", place=view.name), "x", self.asking("remove_place", place))]
            column.addWidget(parts.item("map-pin", (view.name, detail), acts=acts))
        parts.section(column, tr("Fonds d'intervention"))
        parts.text(column, sheet.fund or tr("Aucun fonds : choisissez-le dans « Modifier »."))
        for year in sheet.fund_years[:4]:
            words = tr("voté {voted} · engagé {committed} · versé {paid}", voted=_money(year.voted), committed=_money(year.committed), paid=_money(year.paid))  # fmt: skip
            parts.fact(column, str(year.year), parts.stacked(words))
        self._decisions(sheet)
        parts.section(column, tr("Ce que l'aide a permis"))
        parts.text(column, one.achieved or tr("À écrire quand l'opérateur a rendu compte."))
        parts.fact(column, tr("À retenir"), one.lessons)
        parts.fact(column, tr("Note"), one.note)
        files_section(column, self.service, sheet.files, self.asking)

    def _decisions(self, sheet: CrisisSheet) -> None:
        column = self.pane.lines
        add = (tr("Décider une aide"), tr("Décider une aide"), self.asking("decide"))
        parts.section(column, tr("Décisions · {n}", n=len(sheet.decisions)), add)
        for view in sheet.decisions:
            share = format_percent(view.paid, view.voted) if view.voted else ""
            detail = parts.joined(
                format_date(view.row.decided_on, "medium"),
                tr("n° {number}", number=view.row.deliberation_number) if view.row.deliberation_number else "",
                tr("{paid} sur {voted} ({share})", paid=_money(view.paid), voted=_money(view.voted), share=share)
                if view.voted
                else "",
            )
            acts: list[tuple[str, str, parts.Run]] = []
            if view.row.grant_id is not None:
                spoken = tr("Ouvrir la subvention {number} et ses versements", number=view.grant_number)
                acts.append((spoken, "arrow-right", self.asking("open", "grant", view.row.grant_id)))
            acts.append(
                (
                    tr("Modifier l'aide à {operator}", operator=view.operator),
                    "pencil",
                    self.asking("decision", view.row.id),
                )
            )
            column.addWidget(parts.item("hand-coins", (view.operator, detail), acts=acts))
            parts.under(column, parts.joined(view.row.object, view.row.results))
            for payment in view.payments:
                word = tr("annulé le {day}") if payment.is_reversal else tr("versé le {day}")
                said = word.format(day=format_date(payment.paid_on, "medium"))
                parts.fact(column, format_money(Money(payment.amount)), parts.joined(said, payment.order_number))

    # --- forms ---

    def new_form(self, name: str) -> ActForm:
        """Return the form that opens an emergency."""
        service, desk = self.service, self.desk
        authority = searches.authority_picker(desk, service, tr("Collectivité qui aide"))
        what = TextField(tr("Ce qui s'est passé"), name="name")
        what.set_value(name)
        fields: list[Field] = [what, self._kind(), DateField(tr("Quand"), name="happened_on"), authority, self._fund(),
            RecordPicker(desk, tr("Pays ou territoire touché"), searches.countries(service), name="country_code"),
            TextField(tr("Lieu"), name="place"), MultilineField(tr("Résumé"), name="summary", lines=4)]  # fmt: skip

        def work(values: Values) -> Then:
            given = saved(values)
            day, country = needed(values, "happened_on"), given["country_code"]

            def write() -> Changes:
                made = service.add_crisis(
                    desk.actor, given["name"], given["kind_code"], given["authority_id"], day, axis_id=given["axis_id"],
                    summary=given["summary"],
                )  # fmt: skip
                if country:
                    service.set_crisis_places(desk.actor, made.id, [{"country_code": country, "place": given["place"]}])
                return made

            return write

        return ActForm(desk, (tr("Nouvelle aide d'urgence"), tr("Ouvrir"), "check"), fields, work)

    def _kind(self) -> ChoiceField:
        return ChoiceField(
            tr("Sorte"), [(one.code, one.name) for one in self.service.crisis_kinds.values()], name="kind_code"
        )

    def _fund(self) -> ChoiceField:
        return ChoiceField(
            tr("Fonds d'intervention"), [(None, tr("Aucun encore")), *self.service.funds()], name="axis_id"
        )

    def own_fields(self) -> tuple[list[Field], Callable[[int, int, int, Mapping[str, Any]], Changes]]:
        """Return the fields of an emergency."""
        service, desk = self.service, self.desk
        fields: list[Field] = [
            TextField(tr("Ce qui s'est passé"), name="name"), self._kind(), DateField(tr("Quand"), name="happened_on"),
            DateField(tr("Jusqu'au"), name="ended_on"),
            RecordPicker(desk, tr("Collectivité qui aide"), searches.organisations(service, "local_authority"), name="authority_id",
                         create=searches.creating_organisation(desk, service, "local_authority")),
            self._fund(), MultilineField(tr("Résumé"), name="summary", lines=5), MultilineField(tr("Besoins"), name="needs", lines=3),
            MultilineField(tr("Ce que l'aide a permis"), name="achieved", lines=5),
            MultilineField(tr("À retenir"), name="lessons", lines=3), MultilineField(tr("Note"), name="note", lines=3),
        ]  # fmt: skip

        def save(record_id: int, version: int, group: int, values: Mapping[str, Any]) -> Changes:
            return service.update_crisis(desk.actor, record_id, version, group, **saved(values))

        return fields, save

    def act(self, word: str, *rest: Any) -> None:
        """Do what the sheet of an emergency asks."""
        sheet: CrisisSheet = self.sheet
        if word == "print":
            preview_crisis(self, sheet.crisis.id, sheet.crisis.number)
        elif word == "place":
            self.ask(self._place_form(sheet))
        elif word == "remove_place":
            self._set_places(sheet, [view for at, view in enumerate(_places(sheet)) if at != rest[0]])
        elif word == "decide":
            self.ask(self._aid_form(sheet))
        elif word == "decision":
            self.ask(self._decision_form(next(one for one in sheet.decisions if one.row.id == rest[0])))

    def _set_places(self, sheet: CrisisSheet, places: Sequence[Mapping[str, object]]) -> None:
        service, who = self.service, self.desk.actor
        self.write("cooperation.set_crisis_places", lambda: service.set_crisis_places(who, sheet.crisis.id, places))

    def _place_form(self, sheet: CrisisSheet) -> ActForm:
        service, desk = self.service, self.desk
        fields: list[Field] = [
            RecordPicker(desk, tr("Pays ou territoire"), searches.countries(service), name="country_code"),
            TextField(tr("Lieu"), name="place"),
            CoordinatesField(
                tr("Coordonnées"), name="coordinates", hint=tr("Latitude et longitude, quand elles sont connues")
            ),
        ]

        def work(values: Values) -> Then:
            one = {
                "country_code": needed(values, "country_code").value,
                "place": values["place"],
                **columns_of(values["coordinates"]),
            }
            return lambda: service.set_crisis_places(desk.actor, sheet.crisis.id, [*_places(sheet), one])

        return ActForm(desk, (tr("Lieu touché"), tr("Ajouter"), "map-pin"), fields, work)

    def _aid_form(self, sheet: CrisisSheet) -> ActForm:
        service, desk, key = self.service, self.desk, sheet.crisis.id
        fields: list[Field] = [
            RecordPicker(
                desk, tr("Opérateur"), searches.organisations(service), name="operator_id",
                create=searches.creating_organisation(desk, service, "association"),
            ),
            MoneyField(tr("Montant"), name="amount"),
            DateField(tr("Décidé le"), name="decided_on"),
            TextField(tr("Délibération"), name="deliberation_number"),
            MultilineField(tr("Pour quoi"), name="object", lines=3),
            TextField(tr("Raison d'un dépassement"), name="excess_reason", hint=tr("Seulement si le fonds n'a plus assez de crédits")),
        ]  # fmt: skip
        fields[2].set_value(clock.today())

        def work(values: Values) -> Then:
            amount: Money = needed(values, "amount")
            aid = Aid(
                amount.minor,
                needed(values, "decided_on"),
                values["deliberation_number"],
                values["object"],
                values["excess_reason"],
            )
            operator = needed(values, "operator_id").value
            return lambda: service.decide_aid(desk.actor, key, operator, aid)

        note = tr(
            "La subvention est ouverte sur le fonds d'intervention ; le versement s'enregistre dans Financements."
        )
        return ActForm(desk, (tr("Décider une aide"), tr("Enregistrer la décision"), "check"), fields, work, note=note)

    def _decision_form(self, view: DecisionView) -> ActForm:
        service, desk, row = self.service, self.desk, view.row
        fields: list[Field] = [
            DateField(tr("Décidé le"), name="decided_on"), TextField(tr("Délibération"), name="deliberation_number"),
            MultilineField(tr("Pour quoi"), name="object", lines=3), MultilineField(tr("Résultats"), name="results", lines=4),
        ]  # fmt: skip
        for field in fields:
            field.set_value(getattr(row, field.name))

        def work(values: Values) -> Then:
            return lambda: service.update_decision(desk.actor, row.id, row.version, **values)

        return ActForm(desk, (view.operator, tr("Enregistrer"), "check"), fields, work)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return what can be done here."""
        return [
            Action(
                "cooperation.new_crisis",
                tr("Nouvelle aide d'urgence"),
                self.new,
                icon="shield-alert",
                menu="file",
                typed=self.new,
            ),
            *self.record_actions(),
        ]


def _places(sheet: CrisisSheet) -> list[Mapping[str, object]]:
    names = ("country_code", "place", "latitude_e6", "longitude_e6")
    return [{name: getattr(view.row, name) for name in names} for view in sheet.places]


def _money(cents: int) -> str:
    return format_money(Money(cents)) if cents else "—"


def _state(row: CrisisRow) -> tuple[str, str]:
    if row.voted and row.paid >= row.voted:
        return tr("Versée"), "success"
    if row.voted:
        return tr("À verser"), "warning"
    return (tr("Ouverte"), "info") if row.is_open else (tr("Close"), "neutral")
