"""The forms of the Europe desk: programmes, calls, criteria; applications, their stage, partners and budget lines."""

from collections.abc import Callable, Mapping
from typing import Any

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money
from cresi_app.funding.model.europe import ApplicationSheet, CallRow, Criterion, Programme
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui import searches
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    LinkField,
    MoneyField,
    MultilineField,
    NumberField,
    Proposal,
    RecordPicker,
    TextField,
    TimeField,
)

__all__ = ["Criterion", "application", "call", "for_application", "for_call", "programme", "receipt"]

Values = Mapping[str, Any]
Ready = Callable[[], Changes]
_SAVE = N_("Enregistrer")


def programme(desk: Desk, service: FundingService, one: Programme | None = None) -> ActForm:
    """Ask for a programme, or change one."""
    fields: list[Field] = [
        TextField(tr("Nom du programme"), name="name"),
        TextField(tr("Sigle"), name="acronym"),
        RecordPicker(desk, tr("Financeur"), searches.organisations(service), name="funder_id",
                     create=searches.new_organisation(desk, service, "multilateral")),
        NumberField(tr("De"), name="starts_year", least=1950, most=2200),
        NumberField(tr("À"), name="ends_year", least=1950, most=2200),
        MultilineField(tr("Résumé"), name="summary", lines=3),
        LinkField(tr("Site"), name="website"),
    ]  # fmt: skip

    def work(values: Values) -> Ready:
        said = {**values, "funder_id": searches.chosen(values, "funder_id")}
        if one is not None:
            return lambda: service.update_programme(desk.actor, one.id, one.version, **said)
        return lambda: service.add_programme(desk.actor, **said)

    words = (tr("Modifier le programme"), tr(_SAVE), "check") if one else (tr("Nouveau programme"), tr("Créer"), "plus")
    form = ActForm(desk, words, fields, work)
    if one is not None:
        names = service.directory.organisation_names([one.funder_id] if one.funder_id else [])
        plain = {field.name: getattr(one, field.name) for field in fields}
        funder = Proposal(one.funder_id, names[one.funder_id]) if one.funder_id in names else None
        form.form.show_values({**plain, "funder_id": funder})
    return form


def _call_fields() -> list[Field]:
    return [
        TextField(tr("Appel"), name="title"),
        TextField(tr("Référence"), name="reference"),
        DateField(tr("Ouvre le"), name="opens_on"),
        DateField(tr("Date limite"), name="deadline_on"),
        TimeField(tr("Heure limite (Bruxelles)"), name="deadline_time"),
        MoneyField(tr("Subvention au moins"), name="least_minor"),
        MoneyField(tr("Subvention au plus"), name="most_minor"),
        NumberField(tr("Taux, en %"), name="rate_percent", least=0, most=100),
        MultilineField(tr("Qui peut candidater"), name="who_may", lines=2),
        MultilineField(tr("Dépenses éligibles"), name="costs_note", lines=2),
        MultilineField(tr("Conseil du guichet"), name="advice", lines=2),
        LinkField(tr("Site"), name="website"),
    ]


def _call_values(values: Values) -> dict[str, Any]:
    amounts = {name: searches.cents(values[name], name) for name in ("least_minor", "most_minor")}
    return {**values, **amounts}


def call(desk: Desk, service: FundingService) -> ActForm:
    """Ask for a call of one of the programmes."""
    programmes = [(one.id, one.short) for one in service.programmes()]
    fields: list[Field] = [ChoiceField(tr("Programme"), programmes, name="programme_id"), *_call_fields()]

    def work(values: Values) -> Ready:
        said = _call_values(values)
        programme_id, title = said.pop("programme_id"), said.pop("title")
        if programme_id is None:
            raise DomainError("programme_missing", N_("Créez d'abord le programme de cet appel."), field="programme_id")
        return lambda: service.add_call(desk.actor, programme_id, title, **said)

    return ActForm(desk, (tr("Nouvel appel"), tr("Créer"), "plus"), fields, work)


def for_call(word: str, desk: Desk, service: FundingService, row: CallRow) -> ActForm:
    """Return the form that changes a call, or adds a criterion to its sheet."""
    one = row.call
    if word == "programme":
        return programme(desk, service, row.programme)
    if word == "criterion":
        fields: list[Field] = [
            TextField(tr("Critère"), name="label"),
            TextField(tr("Précision"), name="detail"),
            CheckField(tr("Obligatoire"), name="is_required"),
        ]
        form = ActForm(
            desk,
            (tr("Critère d'éligibilité"), tr("Ajouter"), "plus"),
            fields,
            lambda values: lambda: service.add_criterion(desk.actor, one.id, **values),
        )
        form.form.show_values({"is_required": True})
        return form
    form = ActForm(
        desk,
        (tr("Modifier l'appel"), tr(_SAVE), "check"),
        _call_fields(),
        lambda values: _saving(service, desk, one.id, one.version, _call_values(values)),
    )
    shown = {field.name: getattr(one, field.name) for field in form.form.fields()}
    for name in ("least_minor", "most_minor"):
        shown[name] = None if shown[name] is None else Money(shown[name], one.currency)
    form.form.show_values(shown)
    return form


def _saving(service: FundingService, desk: Desk, call_id: int, version: int, said: dict[str, Any]) -> Ready:
    return lambda: service.update_call(desk.actor, call_id, version, **said)


# --- applications ---


def _application_fields(desk: Desk, service: FundingService) -> list[Field]:
    return [
        TextField(tr("Titre"), name="title"),
        TextField(tr("Sigle"), name="acronym"),
        RecordPicker(desk, tr("Chef de file"), searches.organisations(service), name="lead_id",
                     create=searches.new_organisation(desk, service)),
        RecordPicker(desk, tr("Appel"), searches.calls(service), name="call_id"),
        RecordPicker(desk, tr("Dossier de projet"), searches.projects(service), name="project_id"),
        MoneyField(tr("Budget total"), name="total_minor"),
        MoneyField(tr("Montant demandé"), name="requested_minor"),
        DateField(tr("Début"), name="starts_on"),
        DateField(tr("Fin"), name="ends_on"),
        MultilineField(tr("Résumé"), name="summary", lines=3),
    ]  # fmt: skip


def _application_values(values: Values) -> dict[str, Any]:
    said = dict(values)
    for name in ("lead_id", "call_id", "project_id"):
        said[name] = searches.chosen(values, name)
    for name in ("total_minor", "requested_minor"):
        said[name] = searches.cents(values[name], name)
    if said["lead_id"] is None:
        raise DomainError("lead_missing", N_("Dites qui porte la candidature."), field="lead_id")
    return said


def application(desk: Desk, service: FundingService, call_id: int | None = None) -> ActForm:
    """Ask for a new application, to a call when one is given."""

    def work(values: Values) -> Ready:
        said = _application_values(values)
        title, lead = said.pop("title"), said.pop("lead_id")
        return lambda: service.add_application(desk.actor, title, lead, desk.year, **said)

    fields = _application_fields(desk, service)
    form = ActForm(desk, (tr("Nouvelle candidature"), tr("Créer"), "plus"), fields, work)
    if call_id is not None:
        one = service.call(call_id)
        form.form.show_values({"call_id": Proposal(one.id, one.title)})
    return form


def receipt(desk: Desk, service: FundingService) -> ActForm:
    """Ask for money that is sought or promised outside a call: who gives, for what, how much."""
    fields: list[Field] = [
        RecordPicker(desk, tr("Financeur"), searches.organisations(service), name="organisation_id",
                     create=searches.new_organisation(desk, service, "public_body")),
        TextField(tr("Objet"), name="title"),
        NumberField(tr("Année"), name="year", least=1950, most=2200),
        MoneyField(tr("Montant demandé"), name="requested_minor"),
    ]  # fmt: skip

    def work(values: Values) -> Ready:
        funder = searches.chosen(values, "organisation_id")
        if funder is None:
            raise DomainError("holder_missing", N_("Dites qui verse."), field="organisation_id")
        more = {
            "direction": "received",
            "requested_minor": searches.cents(values["requested_minor"], "requested_minor"),
        }
        return lambda: service.add_grant(desk.actor, values["title"], funder, values["year"], **more)

    form = ActForm(desk, (tr("Nouvelle recette"), tr("Créer"), "plus"), fields, work)
    form.form.show_values({"year": desk.year})
    return form


def for_application(word: str, desk: Desk, service: FundingService, sheet: ApplicationSheet) -> ActForm:
    """Return the form of an act about an application."""
    forms = {"stage": _stage, "partner": _partner, "line": _line}
    return forms.get(word, _edit)(desk, service, sheet)


def _stage(desk: Desk, service: FundingService, sheet: ApplicationSheet) -> ActForm:
    one = sheet.application
    fields: list[Field] = [
        ChoiceField(tr("Étape"), [(s.code, s.name) for s in service.application_stages.values()], name="stage"),
        DateField(tr("Le"), name="on"),
        MoneyField(tr("Montant obtenu"), name="obtained_minor", currency=one.currency),
        MultilineField(tr("Avis reçu"), name="result_note", lines=3),
    ]

    def work(values: Values) -> Ready:
        said = {
            "obtained_minor": searches.cents(values["obtained_minor"], "obtained_minor", one.currency),
            "result_note": values["result_note"],
        }
        return lambda: service.set_application_stage(
            desk.actor, one.id, one.version, values["stage"], values["on"], **said
        )

    form = ActForm(desk, (tr("Étape de la candidature"), tr(_SAVE), "check"), fields, work)
    obtained = None if one.obtained_minor is None else Money(one.obtained_minor, one.currency)
    form.form.show_values(
        {"stage": one.stage_code, "on": clock.today(), "obtained_minor": obtained, "result_note": one.result_note}
    )
    return form


def _partner(desk: Desk, service: FundingService, sheet: ApplicationSheet) -> ActForm:
    fields: list[Field] = [
        RecordPicker(desk, tr("Organisation"), searches.organisations(service), name="organisation_id",
                     create=searches.new_organisation(desk, service)),
        TextField(tr("Rôle"), name="role"),
    ]  # fmt: skip

    def work(values: Values) -> Ready:
        partner = searches.chosen(values, "organisation_id")
        if partner is None:
            raise DomainError("partner_missing", N_("Choisissez une organisation."), field="organisation_id")
        return lambda: service.add_partner(desk.actor, sheet.application.id, partner, values["role"])

    return ActForm(desk, (tr("Partenaire"), tr("Ajouter"), "plus"), fields, work)


def _line(desk: Desk, service: FundingService, sheet: ApplicationSheet) -> ActForm:
    one = sheet.application
    whose: list[tuple[Any, str]] = [(None, tr("Commun à tous"))]
    whose += [(view.partner.organisation_id, view.name) for view in sheet.partners]
    fields: list[Field] = [
        TextField(tr("Ligne"), name="label"),
        ChoiceField(tr("Partenaire"), whose, name="organisation_id"),
        MoneyField(tr("Montant"), name="amount_minor", currency=one.currency),
        MoneyField(tr("dont demandé"), name="asked_minor", currency=one.currency),
    ]

    def work(values: Values) -> Ready:
        amount = searches.needed(values["amount_minor"], "amount_minor", one.currency)
        asked = searches.cents(values["asked_minor"], "asked_minor", one.currency) or 0
        more = {"asked_minor": asked, "organisation_id": values["organisation_id"]}
        return lambda: service.add_line(desk.actor, one.id, values["label"], amount, **more)

    return ActForm(desk, (tr("Ligne de budget"), tr("Ajouter"), "plus"), fields, work)


def _edit(desk: Desk, service: FundingService, sheet: ApplicationSheet) -> ActForm:
    one = sheet.application

    def work(values: Values) -> Ready:
        said = _application_values(values)
        return lambda: service.update_application(desk.actor, one.id, one.version, **said)

    form = ActForm(desk, (tr("Modifier la candidature"), tr(_SAVE), "check"), _application_fields(desk, service), work)
    money = {
        name: Money(getattr(one, name), one.currency)
        for name in ("total_minor", "requested_minor")
        if getattr(one, name)
    }
    plain = {name: getattr(one, name) for name in ("title", "acronym", "starts_on", "ends_on", "summary")}
    picked = {
        "lead_id": Proposal(one.lead_id, sheet.lead_name),
        "call_id": Proposal(sheet.call.id, sheet.call.title) if sheet.call else None,
        "project_id": Proposal(one.project_id, sheet.project_number) if one.project_id else None,
    }
    form.form.show_values({**plain, **money, **picked})
    return form
