"""The forms of what hangs on an agreement: promises, sectors, roadmaps, meetings, links, documents; and the agreement's own fields."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from cresi_app.cooperation.model.amounts import MICRO
from cresi_app.cooperation.model.listing import AgreementSheet
from cresi_app.cooperation.model.records import Agreement, Renewal
from cresi_app.cooperation.service import Attachment, CooperationService, NewAgreement
from cresi_app.cooperation.ui import searches
from cresi_app.cooperation.ui.actforms import Then, Values, needed
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money
from cresi_app.core.numbers import SHARE
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    CoordinatesField,
    DateField,
    DecimalField,
    Field,
    MoneyField,
    MultilineField,
    NumberField,
    Proposal,
    RateField,
    RecordPicker,
    TextField,
)

_PICKED = (
    "authority_id",
    "partner_id",
    "country_code",
    "host_id",
    "agreement_id",
    "operator_id",
    "organisation_id",
    "axis_id",
)


def plain(name: str, value: Any) -> Any:
    """Return what a record keeps of a field's value: of a record picked its id."""
    if name in _PICKED or isinstance(value, Proposal):
        return value.value if isinstance(value, Proposal) else value or None
    return value


def saved(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of fields as a record keeps them; coordinates typed as one text become two."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name == "coordinates":
            found |= columns_of(value)
        elif name in {"notice_months", "renewal_months"}:
            found[name] = value or 0
        else:
            found[name] = plain(name, value)
    return found


def columns_of(point: tuple[int, int] | None) -> dict[str, int | None]:
    """Return both columns of a place; none of it takes them away."""
    latitude, longitude = point if point is not None else (None, None)
    return {"latitude_e6": latitude, "longitude_e6": longitude}


def point_of(latitude_e6: int | None, longitude_e6: int | None) -> tuple[int, int] | None:
    """Return a place's coordinates as their field holds them."""
    return (latitude_e6, longitude_e6) if latitude_e6 is not None and longitude_e6 is not None else None


def _same_currency(amount: Field, other: Field) -> None:
    """Read what is typed in `other` in the currency of `amount`, unless another one is written beside it."""
    assert isinstance(amount, MoneyField)
    assert isinstance(other, MoneyField)

    def follow(*_typed: object) -> None:
        with suppress(DomainError):  # half an amount has no currency yet
            money = amount.read()
            other.currency = money.currency if money is not None else "EUR"

    amount.edited.connect(follow)
    amount.committed.connect(follow)


def _minor_of(money: Money | None, currency: str) -> int:
    if money is None:
        return 0
    if money.currency == currency:
        return money.minor
    raise DomainError(
        "currency_differs",
        N_("La part en nature se dit dans la monnaie de l'engagement : {currency}."),
        field="in_kind",
        currency=currency,
    )


class PartForms:
    """Makes the forms of an agreement's parts."""

    def __init__(self, desk: Desk, service: CooperationService) -> None:
        self._desk, self._service = desk, service

    def new_agreement(self, name: str = "") -> ActForm:
        """Return the form that opens an agreement."""
        service, desk = self._service, self._desk
        kinds = [(one.code, one.name) for one in service.agreement_kinds.values() if not one.is_amendment]
        partner_kinds = [(one.code, one.name) for one in service.partner_kinds.values()]
        fields: list[Field] = [
            TextField(tr("Territoire"), name="name", hint=tr("Le nom court de la liste : Beyrouth, Grand Tunis")),
            ChoiceField(tr("Acte"), kinds, name="kind_code"),
            RecordPicker(
                desk, tr("Collectivité française"), searches.organisations(service, "local_authority"), name="authority_id",
                create=searches.creating_organisation(desk, service, "local_authority"),
            ),
            RecordPicker(
                desk, tr("Autorité partenaire"), searches.organisations(service, "partner_authority"), name="partner_id",
                create=searches.creating_organisation(desk, service, "partner_authority"),
            ),
            RecordPicker(desk, tr("Pays ou territoire"), searches.countries(service), name="country_code"),
            ChoiceField(tr("Pourquoi ce pays"), partner_kinds, name="partner_kind_code"),
            MultilineField(tr("Objet"), name="object", lines=3),
        ]  # fmt: skip
        fields[0].set_value(name)
        fields[1].set_value("framework")
        fields[5].set_value("origin")
        home = service.directory.home()
        if home.authority_id is not None:
            fields[2].set_value(Proposal(home.authority_id, service.directory.organisation(home.authority_id).name))

        def work(values: Values) -> Then:
            given = saved(values)
            new = NewAgreement(
                given["name"], given["kind_code"], given["authority_id"], given["partner_id"], given["country_code"],
                given["partner_kind_code"],
            )  # fmt: skip
            return lambda: service.add_agreement(desk.actor, new, object=given["object"])

        return ActForm(desk, (tr("Nouvel accord"), tr("Créer l'accord"), "check"), fields, work)

    def edit(self, act: Agreement) -> AutoForm:
        """Return the fields of an act, each saved when it is left."""
        service, desk = self._service, self._desk

        def save(record_id: int, version: int, group: int, values: Mapping[str, Any]) -> Changes:
            return service.update_agreement(desk.actor, record_id, version, group, **saved(values))

        form = AutoForm(desk, "agreement", _agreement_fields(desk, service), save)
        self.fill(form, act)
        return form

    def fill(self, form: AutoForm, act: Agreement) -> None:
        """Show an act in its fields."""
        names = self._service.directory.organisation_names({act.authority_id, act.partner_id})
        country = self._service.directory.country_by_code[act.country_code]
        values = {field.name: getattr(act, field.name, "") for field in form.form.fields()} | {
            "authority_id": Proposal(act.authority_id, names[act.authority_id]),
            "partner_id": Proposal(act.partner_id, names[act.partner_id]),
            "country_code": Proposal(act.country_code, country.name),
            "coordinates": point_of(act.latitude_e6, act.longitude_e6),
        }
        form.show_record(act.id, act.version, values)

    def commit(self, sheet: AgreementSheet, year: int) -> ActForm:
        """Return the form of a promise: a year, an amount in any currency, and its rate when it is not in euros."""
        service, desk, act = self._service, self._desk, sheet.current
        fields: list[Field] = [
            NumberField(tr("Année"), name="year", least=1950, most=2200),
            MoneyField(tr("Montant"), name="amount", hint=tr("48 000 ou 6 559 570 FCFA : la monnaie s'écrit avec le montant")),
            MoneyField(tr("Dont en nature"), name="in_kind"),
            RateField(tr("Unités pour un euro"), name="rate", hint=tr("Seulement hors de la zone euro : 655,957 pour le franc CFA")),
            TextField(tr("Note"), name="note"),
        ]  # fmt: skip
        fields[0].set_value(year)
        _same_currency(fields[1], fields[2])

        def work(values: Values) -> Then:
            of_year = needed(values, "year")
            amount: Money = needed(values, "amount")
            in_kind = _minor_of(values["in_kind"], amount.currency)
            rate = int(values["rate"] * MICRO) if values["rate"] else None

            def write() -> Changes:
                if rate is not None and amount.currency != "EUR":
                    service.note_rate(desk.actor, amount.currency, of_year, rate)
                return service.set_commitment(
                    desk.actor, act.id, of_year, amount, in_kind_minor=in_kind, note=values["note"]
                )

            return write

        words = (tr("Engagement d'une année"), tr("Enregistrer"), "check")
        note = tr(
            "Il remplace celui de la même année et de la même monnaie. Sans taux, il est conservé et n'entre dans aucun total."
        )
        return ActForm(desk, words, fields, work, note=note)

    def sectors(self, sheet: AgreementSheet) -> ActForm:
        """Return the form of the fields of cooperation: up to six, with their shares."""
        service, desk, act = self._service, self._desk, sheet.current
        fields: list[Field] = []
        for place in range(max(4, min(6, len(sheet.sectors) + 2))):
            view = sheet.sectors[place] if place < len(sheet.sectors) else None
            picker = RecordPicker(
                desk, tr("Secteur {n}", n=place + 1), searches.sectors(service), name=f"sector_{place}"
            )
            label = TextField(tr("Mots de l'accord"), name=f"label_{place}")
            share = DecimalField(tr("Part (%)"), SHARE, 100, name=f"share_{place}")
            if view is not None:
                picker.set_value(Proposal(view.row.sector_code, view.sector))
                label.set_value(view.row.label)
                share.set_value(view.row.percent_hundredths)
            fields += [picker, label, share]

        def work(values: Values) -> Then:
            wanted = [
                (values[f"sector_{place}"].value, values[f"label_{place}"], values[f"share_{place}"])
                for place in range(len(fields) // 3)
                if values[f"sector_{place}"] is not None
            ]  # fmt: skip
            return lambda: service.set_sectors(desk.actor, act.id, wanted)

        words = (tr("Secteurs de l'accord"), tr("Enregistrer"), "check")
        note = tr("Les parts font 100 % en tout, ou restent toutes vides.")
        return ActForm(desk, words, fields, work, note=note)

    def roadmap(self, sheet: AgreementSheet, roadmap_id: int | None = None) -> ActForm:
        """Return the form of a roadmap, new or known."""
        service, desk = self._service, self._desk
        known = next((one for one in sheet.roadmaps if one.id == roadmap_id), None)
        fields: list[Field] = [
            TextField(tr("Titre"), name="title"),
            CheckField(tr("Plan d'action"), name="is_action_plan"),
            DateField(tr("Du"), name="starts_on"),
            DateField(tr("Au"), name="ends_on"),
            MultilineField(tr("Contenu"), name="content", lines=6),
            MultilineField(tr("Résultats"), name="results", lines=4),
        ]
        if known is not None:
            for field in fields:
                field.set_value(getattr(known, field.name))

        def work(values: Values) -> Then:
            if known is not None:
                return lambda: service.update_roadmap(desk.actor, known.id, known.version, **values)
            rest = {name: value for name, value in values.items() if name != "title"}
            return lambda: service.add_roadmap(desk.actor, sheet.current.id, values["title"], **rest)

        return ActForm(desk, (tr("Feuille de route"), tr("Enregistrer"), "check"), fields, work)

    def meeting(self, sheet: AgreementSheet, meeting_id: int | None = None) -> ActForm:
        """Return the form of a meeting of the steering committee, new or known."""
        service, desk = self._service, self._desk
        known = next((one for one in sheet.meetings if one.id == meeting_id), None)
        fields: list[Field] = [
            DateField(tr("Jour"), name="day"),
            TextField(tr("Titre"), name="title", hint=tr("Vide : « Comité de suivi »")),
            TextField(tr("Lieu"), name="place"),
            MultilineField(tr("Participants"), name="participants", lines=2),
            MultilineField(tr("Décisions"), name="decisions", lines=6),
        ]
        fields[0].set_value(clock.today() if known is None else known.day)
        if known is not None:
            for field in fields[1:]:
                field.set_value(getattr(known, field.name))

        def work(values: Values) -> Then:
            day = needed(values, "day")
            if known is not None:
                return lambda: service.update_meeting(desk.actor, known.id, known.version, **values)
            rest = {name: value for name, value in values.items() if name != "day"}
            return lambda: service.add_meeting(desk.actor, sheet.current.id, day, **rest)

        return ActForm(desk, (tr("Réunion de suivi"), tr("Enregistrer"), "check"), fields, work)

    def link(self, sheet: AgreementSheet, what: str) -> ActForm:
        """Return the form that links a dossier (``project``) or a grant (``grant``)."""
        service, desk, act = self._service, self._desk, sheet.current
        if what == "project":
            picker = RecordPicker(desk, tr("Dossier"), searches.projects(service), name="linked")
            title = tr("Lier un projet")
        else:
            picker = RecordPicker(desk, tr("Subvention"), searches.grants(service), name="linked")
            title = tr("Lier une subvention")

        def work(values: Values) -> Then:
            found = int(needed(values, "linked").value)
            if what == "project":
                return lambda: service.link_project(desk.actor, act.id, found)
            return lambda: service.link_grant(desk.actor, act.id, found)

        return ActForm(desk, (title, tr("Lier"), "link"), [picker], work)

    def attach(self, owner: tuple[str, int], path: Path, sheet: AgreementSheet | None = None) -> ActForm:
        """Return the form that joins a file that was chosen: what it is, in which language."""
        service, desk = self._service, self._desk
        kinds = [(one.code, one.name) for one in service.file_kinds.values()]
        meetings: list[tuple[int | None, str]] = [(None, tr("Aucune"))]
        if sheet is not None:
            from cresi_app.core.dates import format_date  # noqa: PLC0415 - Babel's data costs start-up time

            meetings += [(one.id, format_date(one.day)) for one in sheet.meetings]
        fields: list[Field] = [
            ChoiceField(tr("Pièce"), kinds, name="kind_code"),
            RecordPicker(desk, tr("Langue"), searches.languages(service), name="language_code"),
            TextField(tr("Titre"), name="label", hint=path.name),
        ]
        if len(meetings) > 1:
            fields.append(ChoiceField(tr("Réunion dont c'est le compte rendu"), meetings, name="meeting_id"))
        fields[0].set_value("original")

        def work(values: Values) -> Then:
            spoken = values["language_code"]
            attachment = Attachment(
                path, values["kind_code"], spoken.value if spoken else "", values["label"], values.get("meeting_id")
            )
            return lambda: service.attach_file(desk.actor, owner, attachment)

        return ActForm(desk, (tr("Joindre {file}", file=path.name), tr("Joindre"), "paperclip"), fields, work)


def _agreement_fields(desk: Desk, service: CooperationService) -> list[Field]:
    kinds = [(one.code, one.name) for one in service.agreement_kinds.values()]
    partner_kinds = [(one.code, one.name) for one in service.partner_kinds.values()]
    renewals = [
        (Renewal.EXPRESS, tr("Expresse : un nouvel acte")), (Renewal.TACIT, tr("Tacite")), (Renewal.NONE, tr("Aucune")),
    ]  # fmt: skip
    return [
        TextField(tr("Territoire"), name="name"),
        TextField(tr("Rangé sous"), name="group_name", hint=tr("Plusieurs accords sur une ligne de la liste : Mali")),
        ChoiceField(tr("Acte"), kinds, name="kind_code"),
        RecordPicker(desk, tr("Collectivité française"), searches.organisations(service, "local_authority"), name="authority_id",
                     create=searches.creating_organisation(desk, service, "local_authority")),
        RecordPicker(desk, tr("Autorité partenaire"), searches.organisations(service, "partner_authority"), name="partner_id",
                     create=searches.creating_organisation(desk, service, "partner_authority")),
        RecordPicker(desk, tr("Pays ou territoire"), searches.countries(service), name="country_code"),
        TextField(tr("Ville ou région"), name="place"),
        CoordinatesField(tr("Coordonnées"), name="coordinates", hint=tr("Latitude et longitude : 33,894 ; 35,502")),
        ChoiceField(tr("Pourquoi ce pays"), partner_kinds, name="partner_kind_code"),
        MultilineField(tr("Objet"), name="object", lines=4),
        DateField(tr("Début de la période"), name="starts_on"),
        DateField(tr("Fin"), name="ends_on"),
        NumberField(tr("Préavis, en mois"), name="notice_months", least=0, most=60),
        ChoiceField(tr("Reconduction"), renewals, name="renewal"),
        NumberField(tr("Durée de la reconduction, en mois"), name="renewal_months", least=0, most=240),
        DateField(tr("Délibération du"), name="deliberated_on"),
        TextField(tr("Numéro de la délibération"), name="deliberation_number"),
        DateField(tr("Délibération du partenaire"), name="partner_deliberated_on"),
        TextField(tr("Numéro chez le partenaire"), name="partner_deliberation"),
        DateField(tr("Signé le"), name="signed_on"),
        TextField(tr("Signé à"), name="signed_place"),
        TextField(tr("Signé par"), name="signed_by"),
        TextField(tr("Pour le partenaire"), name="partner_signed_by"),
        TextField(tr("Langues et originaux"), name="originals"),
        DateField(tr("Reçu par le préfet le"), name="transmitted_on"),
        TextField(tr("Numéro de l'accusé de réception"), name="transmission_number"),
        DateField(tr("Publié le"), name="published_on"),
        TextField(tr("Suivi"), name="steering", hint=tr("Comité une fois par an, alternativement…")),
        MultilineField(tr("Note"), name="note", lines=4),
    ]  # fmt: skip
