"""The forms of schedules and payments: plan, pay, reverse, give back; and of the papers that are owed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.acts import PaymentEntry, PlannedInstalment
from cresi_app.funding.model.schedules import PLANS, planned
from cresi_app.funding.model.views import GrantSheet, InstalmentView, PaperView, PaymentView
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui import searches
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import CheckField, ChoiceField, DateField, Field, MoneyField, MultilineField, TextField

Values = Mapping[str, Any]
Ready = Callable[[], Changes]
_MEANS: Final = {"letter": N_("Lettre"), "email": N_("Courriel"), "phone": N_("Téléphone"), "visit": N_("Visite")}


def means_words(means: str) -> str:
    """Return how a reminder was sent."""
    return tr(_MEANS[means])


# --- schedule ---


def plan(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask for a usual schedule over what is not planned yet."""
    one = sheet.grant
    fields: list[Field] = [
        ChoiceField(tr("Échéancier"), [(key, tr(words)) for key, words in PLANS.items()], name="plan"),
        DateField(tr("Première échéance"), name="first_on"),
        DateField(tr("Solde"), name="last_on"),
    ]

    def work(values: Values) -> Ready:
        whole = sheet.granted_minor - sum(v.instalment.amount_minor for v in sheet.instalments if v.paid_minor)
        lines = planned(values["plan"], whole, (values["first_on"], values["last_on"]))
        return lambda: service.plan(desk.actor, one.id, lines)

    note = tr("Ce qui est déjà versé reste ; le reste est remplacé.") if sheet.instalments else ""
    form = ActForm(desk, (tr("Écrire l'échéancier"), tr("Écrire"), "check"), fields, work, note=note)
    form.form.show_values({"plan": "two", "first_on": one.signed_on or clock.today(), "last_on": None})
    return form


def instalment(desk: Desk, service: FundingService, sheet: GrantSheet, view: InstalmentView | None = None) -> ActForm:
    """Ask for a new instalment, or change one."""
    one = sheet.grant
    fields: list[Field] = [
        TextField(tr("Échéance"), name="label"),
        MoneyField(tr("Montant"), name="amount_minor", currency=one.currency),
        DateField(tr("Prévue le"), name="due_on"),
        TextField(tr("Condition"), name="terms", placeholder=tr("50 % à la signature")),
        CheckField(tr("Solde, limité aux dépenses justifiées"), name="is_balance"),
    ]

    def work(values: Values) -> Ready:
        amount = searches.needed(values["amount_minor"], "amount_minor", one.currency)
        said = {**values, "amount_minor": amount}
        if view is None:
            return lambda: service.add_instalment(desk.actor, one.id, PlannedInstalment(**said))
        row = view.instalment
        return lambda: service.update_instalment(desk.actor, row.id, row.version, **said)

    title = tr("Modifier l'échéance") if view else tr("Nouvelle échéance")
    form = ActForm(desk, (title, tr("Enregistrer"), "check"), fields, work)
    if view is not None:
        row = view.instalment
        form.form.show_values({
            "label": row.label, "amount_minor": Money(row.amount_minor, one.currency), "due_on": row.due_on,
            "terms": row.terms, "is_balance": row.is_balance,
        })  # fmt: skip
    else:
        left = sheet.granted_minor - sheet.scheduled_minor
        form.form.show_values({"label": tr("Solde"), "amount_minor": Money(left, one.currency) if left > 0 else None})
    return form


# --- payments ---


def pay(desk: Desk, service: FundingService, sheet: GrantSheet, view: InstalmentView) -> ActForm:
    """Ask what was paid, when and under which number: never one click."""
    one = sheet.grant
    given = one.direction.value == "given"
    fields: list[Field] = [
        MoneyField(tr("Montant"), name="amount_minor", currency=one.currency),
        DateField(tr("Payé le") if given else tr("Reçu le"), name="paid_on"),
        TextField(tr("Numéro de mandat") if given else tr("Numéro de titre"), name="order_number"),
    ]
    years = [(c.exercise.year, str(c.exercise.year)) for c in sheet.commitments if not c.exercise.is_closed]
    if len(years) > 1:
        fields.append(ChoiceField(tr("Exercice"), [(None, tr("Le plus ancien qui suffit")), *years], name="year"))

    def work(values: Values) -> Ready:
        entry = PaymentEntry(
            searches.needed(values["amount_minor"], "amount_minor", one.currency),
            values["paid_on"],
            values["order_number"],
            values.get("year"),
        )
        return lambda: service.pay(desk.actor, view.instalment.id, entry)

    words = (tr("Verser"), tr("Enregistrer le versement"), "hand-coins")
    if not given:
        words = (tr("Recevoir"), tr("Enregistrer la recette"), "hand-coins")
    note = tr(
        "{holder}, {number} : {label}, reste {left}. Un versement enregistré ne se modifie plus : il se corrige par une écriture inverse.",
        holder=sheet.holder,
        number=one.number,
        label=view.instalment.label,
        left=format_money(sheet.money(view.left_minor)),
    )
    form = ActForm(desk, words, fields, work, note=note)
    form.form.show_values({"amount_minor": sheet.money(view.left_minor), "paid_on": clock.today()})
    return form


def reverse(desk: Desk, service: FundingService, sheet: GrantSheet, view: PaymentView) -> ActForm:
    """Ask why an entry is taken back."""
    one = view.payment
    fields: list[Field] = [
        MultilineField(tr("Motif"), name="reason", lines=3),
        DateField(tr("Le"), name="on"),
        TextField(tr("Numéro de l'écriture"), name="order_number"),
    ]

    def work(values: Values) -> Ready:
        return lambda: service.reverse(desk.actor, one.id, values["reason"], values["on"], values["order_number"])

    note = tr(
        "{name} du {day}, {amount}. Les deux écritures restent visibles.",
        name=view.name,
        day=format_date(one.paid_on),
        amount=format_money(sheet.money(one.amount_minor)),
    )
    form = ActForm(desk, (tr("Écriture inverse"), tr("Enregistrer"), "rotate-ccw"), fields, work, note=note)
    form.form.show_values({"on": clock.today()})
    return form


def repay(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask what the beneficiary gives back."""
    one = sheet.grant
    fields: list[Field] = [
        MoneyField(tr("Montant reversé"), name="amount_minor", currency=one.currency),
        DateField(tr("Le"), name="on"),
        TextField(tr("Numéro du titre de recette"), name="order_number"),
        MultilineField(tr("Motif"), name="reason", lines=3),
    ]

    def work(values: Values) -> Ready:
        amount = searches.needed(values["amount_minor"], "amount_minor", one.currency)
        return lambda: service.repay(desk.actor, one.id, amount, values["reason"], values["on"], values["order_number"])

    note = tr("Le reversement se lit à part : il ne rend pas de crédit à l'axe.")
    form = ActForm(desk, (tr("Reversement"), tr("Enregistrer le titre"), "undo-2"), fields, work, note=note)
    form.form.show_values({"on": clock.today()})
    return form


# --- papers ---


def ask_papers(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask which missing papers are asked for, and how."""
    one, missing = sheet.grant, sheet.missing
    boxes: list[Field] = [CheckField(view.name, name=f"paper_{view.paper.id}") for view in missing]
    fields: list[Field] = [
        *boxes,
        ChoiceField(tr("Par"), [(key, tr(words)) for key, words in _MEANS.items()], name="means"),
        DateField(tr("Le"), name="on"),
    ]

    def work(values: Values) -> Ready:
        ids: Sequence[int] = [view.paper.id for view in missing if values[f"paper_{view.paper.id}"]]
        return lambda: service.ask_papers(desk.actor, one.id, ids, values["means"], values["on"])

    note = tr("Chaque pièce garde le jour de la demande ; une relance est prévue trois semaines après.")
    form = ActForm(desk, (tr("Demander les pièces"), tr("Noter la demande"), "mail"), fields, work, note=note)
    form.form.show_values({**{box.name: True for box in boxes}, "means": "letter", "on": clock.today()})
    return form


def paper(desk: Desk, service: FundingService, sheet: GrantSheet) -> ActForm:
    """Ask for a paper that is owed."""
    one = sheet.grant
    kinds = [(None, tr("Autre pièce")), *((kind.code, kind.name) for kind in service.paper_kinds.values())]
    steps = [(None, tr("Aucune"))]
    waiting: list[tuple[Any, str]] = [*steps, *((v.instalment.id, v.instalment.label) for v in sheet.instalments)]
    fields: list[Field] = [
        ChoiceField(tr("Pièce"), kinds, name="kind"),
        TextField(tr("Intitulé"), name="label", hint=tr("Pour une autre pièce, ou pour préciser.")),
        ChoiceField(tr("Échéance qui l'attend"), waiting, name="instalment_id"),
        DateField(tr("Due le"), name="due_on"),
    ]

    def work(values: Values) -> Ready:
        said = {"instalment_id": values["instalment_id"], "due_on": values["due_on"]}
        return lambda: service.add_paper(desk.actor, one.id, values["kind"], values["label"], **said)

    form = ActForm(desk, (tr("Pièce due"), tr("Ajouter"), "plus"), fields, work)
    form.form.show_values({"kind": "final_report"})
    return form


def check_report(desk: Desk, service: FundingService, sheet: GrantSheet, view: PaperView) -> ActForm:
    """Ask what a report says was spent, and what the check accepts."""
    row, code = view.paper, sheet.grant.currency
    fields: list[Field] = [
        MoneyField(tr("Dépensé selon le compte rendu"), name="spent_minor", currency=code),
        MoneyField(tr("Dépenses justifiées"), name="justified_minor", currency=code),
        DateField(tr("Contrôlé le"), name="on"),
    ]

    def work(values: Values) -> Ready:
        spent = searches.cents(values["spent_minor"], "spent_minor", code)
        justified = searches.needed(values["justified_minor"], "justified_minor", code)
        return lambda: service.check_report(desk.actor, row.id, row.version, (spent, justified), values["on"])

    note = tr("Accordé : {amount}.", amount=format_money(sheet.money(sheet.granted_minor)))
    form = ActForm(desk, (view.name, tr("Enregistrer le contrôle"), "clipboard-check"), fields, work, note=note)
    form.form.show_values(
        {
            "spent_minor": None if row.spent_minor is None else Money(row.spent_minor, code),
            "justified_minor": None if row.justified_minor is None else Money(row.justified_minor, code),
            "on": row.checked_on or clock.today(),
        }
    )
    return form


def waive(desk: Desk, service: FundingService, view: PaperView) -> ActForm:
    """Ask why a paper is no longer awaited."""
    row = view.paper
    fields: list[Field] = [MultilineField(tr("Motif"), name="waived_reason", lines=3)]

    def work(values: Values) -> Ready:
        if not values["waived_reason"].strip():
            raise DomainError(
                "motive_missing", N_("Dites pourquoi cette pièce n'est plus attendue."), field="waived_reason"
            )
        return lambda: service.waive_paper(desk.actor, row.id, row.version, values["waived_reason"])

    return ActForm(desk, (tr("Dispenser : {paper}", paper=view.name), tr("Dispenser"), "check"), fields, work)
