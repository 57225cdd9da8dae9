"""The forms of a grant's way: asked for, brought to the committee, voted, signed, refused, closed."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.acts import Vote
from cresi_app.funding.model.views import GrantSheet
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui import searches
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
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

Values = Mapping[str, Any]
Ready = Callable[[], Changes]


def new_grant(
    desk: Desk, service: FundingService, authority_id: int | None, project: Proposal | None = None
) -> ActForm:
    """Ask for what opens a grant given: a dossier (`project`), or a beneficiary and a title; then axis, year and amount."""
    axes = [(axis.id, axis.name) for axis in service.axes(authority_id)]
    fields: list[Field] = [
        RecordPicker(
            desk, tr("Dossier de projet"), searches.projects(service), name="project_id",
            hint=tr("S'il y en a un : il donne le bénéficiaire, le titre et le montant demandé."),
        ),
        RecordPicker(
            desk, tr("Bénéficiaire"), searches.organisations(service), name="organisation_id",
            create=searches.new_organisation(desk, service), hint=tr("Tapez son nom ; il est créé au besoin."),
        ),
        TextField(tr("Objet"), name="title"),
        ChoiceField(tr("Axe"), axes, name="axis_id"),
        NumberField(tr("Exercice"), name="year", least=1950, most=2200),
        MoneyField(tr("Montant demandé"), name="requested_minor"),
        ChoiceField(tr("Nature"), [(p.code, p.name) for p in service.purposes.values()], name="purpose_code"),
    ]  # fmt: skip
    form = ActForm(
        desk,
        (tr("Nouvelle subvention"), tr("Créer"), "plus"),
        fields,
        partial(_open_grant, desk, service),
        note=tr("Elle reste hors des totaux jusqu'au vote."),
    )
    form.form.show_values({"year": desk.year, "purpose_code": "project", "project_id": project})
    return form


def _open_grant(desk: Desk, service: FundingService, values: Values) -> Ready:
    axis_id = values["axis_id"]
    if axis_id is None:
        raise DomainError("axis_missing", N_("Créez d'abord un axe : il porte la subvention."), field="axis_id")
    project_id = searches.chosen(values, "project_id")
    if project_id is not None:
        return lambda: service.grant_from_project(desk.actor, project_id, axis_id)
    holder = searches.chosen(values, "organisation_id")
    if holder is None:
        raise DomainError("holder_missing", N_("Dites qui reçoit la subvention."), field="organisation_id")
    asked = searches.cents(values["requested_minor"], "requested_minor")
    more = {"axis_id": axis_id, "requested_minor": asked, "purpose_code": values["purpose_code"]}
    return lambda: service.add_grant(desk.actor, values["title"], holder, values["year"], **more)


def committee(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask what the committee proposes."""
    one = sheet.grant
    fields: list[Field] = [
        MoneyField(tr("Montant proposé"), name="proposed_minor", currency=one.currency),
        DateField(tr("Commission du"), name="committee_on"),
        MultilineField(tr("Avis"), name="committee_note", lines=4),
    ]

    def work(values: Values) -> Ready:
        amount = searches.cents(values["proposed_minor"], "proposed_minor", one.currency)
        said = {"committee_on": values["committee_on"] or clock.today(), "committee_note": values["committee_note"]}
        return lambda: service.bring_to_committee(desk.actor, one.id, one.version, amount, **said)

    form = ActForm(desk, (tr("Passage en commission"), tr("Enregistrer"), "check"), fields, work)
    asked = one.proposed_minor or one.requested_minor
    form.form.show_values(
        {
            "proposed_minor": Money(asked, one.currency) if asked else None,
            "committee_on": one.committee_on or clock.today(),
            "committee_note": one.committee_note,
        }
    )
    return form


def vote(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask what was voted; the reason for going beyond the credit is asked only when it has to be."""
    one = sheet.grant
    reason = MultilineField(tr("Motif du dépassement"), name="excess_reason", lines=3)
    fields: list[Field] = [
        MoneyField(tr("Montant voté"), name="voted_minor", currency=one.currency),
        DateField(tr("Voté le"), name="voted_on"),
        TextField(tr("Délibération"), name="deliberation"),
        CheckField(tr("Convention à signer avant de verser"), name="needs_agreement"),
        MoneyField(tr("dont sur {year}", year=one.year + 1), name="next_minor"),
        MoneyField(tr("dont sur {year}", year=one.year + 2), name="after_minor"),
        reason,
    ]

    def work(values: Values) -> Ready:
        amount = searches.needed(values["voted_minor"], "voted_minor", one.currency)
        said = Vote(
            amount_minor=amount,
            years=_years(sheet, amount, values),
            on=values["voted_on"],
            deliberation=values["deliberation"],
            excess_reason=values["excess_reason"],
            needs_agreement=True if values["needs_agreement"] else None,
        )
        return lambda: service.vote(desk.actor, one.id, one.version, said)

    title = tr("Modifier le vote") if sheet.status.is_voted else tr("Vote de l'assemblée")
    note = (
        tr("Demandé : {amount}.", amount=format_money(sheet.money(one.requested_minor))) if one.requested_minor else ""
    )
    form = ActForm(desk, (title, tr("Enregistrer le vote"), "landmark"), fields, work, note=note)
    asked = one.voted_minor or one.proposed_minor or one.requested_minor
    form.form.show_values(
        {
            "voted_minor": Money(asked, one.currency) if asked else None,
            "voted_on": one.voted_on or clock.today(),
            "deliberation": one.deliberation,
            "needs_agreement": one.needs_agreement,
            **_borne(sheet),
        }
    )
    reason.hide()  # it shows itself when the credit does not suffice
    return form


def _borne(sheet: GrantSheet) -> dict[str, Money]:
    """Return what the years after the grant's own bear already."""
    names = {sheet.grant.year + 1: "next_minor", sheet.grant.year + 2: "after_minor"}
    own = [view for view in sheet.commitments if view.commitment.carried_from_id is None]
    return {
        names[view.exercise.year]: Money(view.commitment.amount_minor) for view in own if view.exercise.year in names
    }


def _years(sheet: GrantSheet, amount: int, values: Values) -> dict[int, int]:
    """Return what each year bears, the first one what the others leave; empty: the grant's own year bears all."""
    names = {sheet.grant.year + 1: "next_minor", sheet.grant.year + 2: "after_minor"}
    later = {year: searches.cents(values[name], name) or 0 for year, name in names.items()}
    if not any(later.values()):
        return {}
    if sheet.grant.currency != "EUR":
        raise DomainError(
            "euros_only", N_("Le partage par années se saisit pour une subvention en euros."), field="next_minor"
        )
    carried = sum(view.commitment.amount_minor for view in sheet.commitments if view.commitment.carried_from_id)
    first = amount - sum(later.values()) - carried
    if first < 0:
        raise DomainError(
            "years_beyond", N_("Les années suivantes portent plus que le montant voté."), field="next_minor"
        )
    return {year: minor for year, minor in {sheet.grant.year: first, **later}.items() if minor}


def sign(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask when the agreement was signed, and its number."""
    one = sheet.grant
    fields: list[Field] = [
        DateField(tr("Signée le"), name="signed_on"),
        TextField(tr("Numéro de la convention"), name="agreement_number"),
    ]

    def work(values: Values) -> Ready:
        return lambda: service.sign(desk.actor, one.id, one.version, values["signed_on"], values["agreement_number"])

    form = ActForm(desk, (tr("Convention signée"), tr("Enregistrer"), "check"), fields, work)
    form.form.show_values({"signed_on": one.signed_on or clock.today(), "agreement_number": one.agreement_number})
    return form


def refuse(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask why a grant is refused."""
    return _end(desk, sheet, (tr("Refuser la subvention"), tr("Refuser"), "x"), service.refuse)


def withdraw(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask why a request goes no further."""
    return _end(desk, sheet, (tr("Retirer la demande"), tr("Retirer"), "x"), service.withdraw)


def _end(desk: Desk, sheet: GrantSheet, words: tuple[str, str, str], act: Callable[..., Changes]) -> ActForm:
    one = sheet.grant
    fields: list[Field] = [MultilineField(tr("Motif"), name="motive", lines=4), DateField(tr("Le"), name="on")]

    def work(values: Values) -> Ready:
        return lambda: act(desk.actor, one.id, one.version, values["motive"], values["on"])

    form = ActForm(desk, words, fields, work, note=tr("Le motif est gardé, et repris dans la lettre."))
    form.form.show_values({"motive": one.motive, "on": clock.today()})
    return form


def close(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask to close a grant, saying what goes back to its axis."""
    one = sheet.grant
    left = sheet.left_minor
    fields: list[Field] = [DateField(tr("Le"), name="on"), MultilineField(tr("Observation"), name="note", lines=3)]

    def work(values: Values) -> Ready:
        return lambda: service.close_grant(desk.actor, one.id, one.version, values["on"], values["note"])

    note = (
        tr(
            "{amount} non versés reviennent à l'axe ; les échéances non versées sont retirées.",
            amount=format_money(sheet.money(left)),
        )
        if left
        else tr("Tout est versé : rien ne revient à l'axe.")
    )
    form = ActForm(desk, (tr("Solder la subvention"), tr("Solder"), "circle-check"), fields, work, note=note)
    form.form.show_values({"on": clock.today()})
    return form
