"""The forms of a budget year: open it, vote, set aside, transfer, hand on, close, open again; and of axes and rates."""

from collections.abc import Callable, Mapping
from typing import Any

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.envelopes import AxisFigures, Credit, Transfer, YearFigures
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui import searches
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    CurrencyField,
    DateField,
    Field,
    MoneyField,
    MultilineField,
    RateField,
    TextField,
)

Values = Mapping[str, Any]
Ready = Callable[[], Changes]


def exercise(desk: Desk, service: FundingService, figures: YearFigures) -> ActForm:
    """Ask for the whole envelope of a year and its vote."""
    fields: list[Field] = [
        MoneyField(tr("Budget de l'exercice"), name="budget_minor"),
        DateField(tr("Voté le"), name="voted_on"),
        TextField(tr("Délibération"), name="deliberation"),
        MultilineField(tr("Note"), name="note", lines=3),
    ]

    def work(values: Values) -> Ready:
        budget = searches.needed(values["budget_minor"], "budget_minor")
        said = {**values, "budget_minor": budget}
        return lambda: service.set_exercise(desk.actor, figures.authority_id, figures.year, **said)

    title = tr("Exercice {year}", year=figures.year)
    note = tr("Les crédits par axe se saisissent ensuite dans le tableau : F2 ouvre la cellule.")
    form = ActForm(desk, (title, tr("Enregistrer"), "check"), fields, work, note=note)
    one = figures.exercise
    form.form.show_values(
        {
            "budget_minor": Money(figures.budget) if figures.budget else None,
            "voted_on": one.voted_on if one else clock.today(),
            "deliberation": one.deliberation if one else "",
            "note": one.note if one else "",
        }
    )
    return form


def credit(desk: Desk, service: FundingService, figures: YearFigures) -> ActForm:
    """Ask for a vote beside the initial budget, or an amount set aside."""
    targets: list[tuple[Any, str]] = [(one.axis.id, one.axis.name) for one in figures.axes]
    fields: list[Field] = [
        ChoiceField(tr("Axe"), [*targets, (None, tr("Mise en réserve, hors des axes"))], name="axis_id"),
        MoneyField(tr("Montant (négatif pour retirer)"), name="amount_minor"),
        TextField(tr("Intitulé"), name="label"),
        DateField(tr("Décidé le"), name="decided_on"),
        TextField(tr("Délibération"), name="deliberation"),
    ]

    def work(values: Values) -> Ready:
        exercise_id = _open_year(figures)
        amount = searches.needed(values["amount_minor"], "amount_minor")
        kind = "amending" if values["axis_id"] else "reserve"
        said = {name: values[name] for name in ("label", "decided_on", "deliberation")}
        return lambda: service.add_credit(desk.actor, exercise_id, values["axis_id"], amount, kind, **said)

    form = ActForm(desk, (tr("Décision modificative"), tr("Enregistrer"), "check"), fields, work)
    form.form.show_values({"decided_on": clock.today()})
    return form


def transfer(desk: Desk, service: FundingService, figures: YearFigures, over: AxisFigures | None = None) -> ActForm:
    """Ask for a transfer; an overspent axis says what it needs, and the axis with most left is offered first."""
    axes = [(one.axis.id, one.axis.name) for one in figures.axes]
    richest = max(figures.axes, key=lambda one: one.left, default=None)
    over = over or next(iter(figures.overspent), None)
    target = over or next((one for one in figures.axes if one is not richest), None)
    fields: list[Field] = [
        ChoiceField(tr("De"), axes, name="from_axis_id"),
        ChoiceField(tr("Vers"), axes, name="to_axis_id"),
        MoneyField(tr("Montant"), name="amount_minor"),
        MultilineField(tr("Motif"), name="reason", lines=3),
    ]

    def work(values: Values) -> Ready:
        exercise_id = _open_year(figures)
        amount = searches.needed(values["amount_minor"], "amount_minor")
        pair = (values["from_axis_id"], values["to_axis_id"])
        return lambda: service.propose_transfer(desk.actor, exercise_id, pair, amount, values["reason"])

    note = tr("Un virement proposé ne compte nulle part avant d'être décidé.")
    form = ActForm(desk, (tr("Proposer un virement"), tr("Proposer"), "arrow-left-right"), fields, work, note=note)
    form.form.show_values(
        {
            "from_axis_id": richest.axis.id if richest else None,
            "to_axis_id": target.axis.id if target else None,
            "amount_minor": Money(over.over) if over else None,
        }
    )
    return form


def decide(desk: Desk, service: FundingService, one: Transfer) -> ActForm:
    """Ask when a transfer was decided."""
    fields: list[Field] = [DateField(tr("Décidé le"), name="on"), TextField(tr("Délibération"), name="deliberation")]

    def work(values: Values) -> Ready:
        return lambda: service.decide_transfer(desk.actor, one.id, one.version, values["on"], values["deliberation"])

    note = tr("{amount} changent d'axe.", amount=format_money(Money(one.amount_minor)))
    form = ActForm(desk, (tr("Virement décidé"), tr("Enregistrer"), "check"), fields, work, note=note)
    form.form.show_values({"on": clock.today()})
    return form


def hand_on(desk: Desk, service: FundingService, figures: YearFigures) -> ActForm:
    """Ask which credit that is left goes to the next year."""
    axes = [(one.axis.id, one.axis.name) for one in figures.axes if one.left > 0]
    fields: list[Field] = [ChoiceField(tr("Axe"), axes, name="axis_id"), MoneyField(tr("Montant"), name="amount_minor")]

    def work(values: Values) -> Ready:
        if values["axis_id"] is None:
            raise DomainError("nothing_left", N_("Aucun axe n'a de crédit à reporter."), field="axis_id")
        amount = searches.needed(values["amount_minor"], "amount_minor")
        exercise_id = _open_year(figures)
        return lambda: service.carry_credit(desk.actor, exercise_id, values["axis_id"], amount)

    title = tr("Reporter un crédit sur {year}", year=figures.year + 1)
    return ActForm(desk, (title, tr("Reporter"), "arrow-right"), fields, work)


def close_year(desk: Desk, service: FundingService, figures: YearFigures, carried: int) -> ActForm:
    """Ask to close a year, saying what goes into the next."""
    fields: list[Field] = [DateField(tr("Clos le"), name="on")]

    def work(values: Values) -> Ready:
        one = figures.exercise
        assert one is not None
        return lambda: service.close_exercise(desk.actor, one.id, one.version, values["on"])

    note = tr(
        "{amount} engagés et non versés passent sur {year} avec leurs crédits. Ensuite rien ne s'écrit plus dans {closed}.",
        amount=format_money(Money(carried)),
        year=figures.year + 1,
        closed=figures.year,
    )
    title = tr("Clore l'exercice {year}", year=figures.year)
    form = ActForm(desk, (title, tr("Clore l'exercice"), "lock"), fields, work, note=note)
    form.form.show_values({"on": clock.today()})
    return form


def reopen(desk: Desk, service: FundingService, figures: YearFigures) -> ActForm:
    """Ask why a closed year is opened again."""
    fields: list[Field] = [MultilineField(tr("Motif"), name="reason", lines=3)]

    def work(values: Values) -> Ready:
        one = figures.exercise
        assert one is not None
        return lambda: service.reopen_exercise(desk.actor, one.id, one.version, values["reason"])

    title = tr("Rouvrir l'exercice {year}", year=figures.year)
    return ActForm(desk, (title, tr("Rouvrir"), "lock"), fields, work)


def axis(desk: Desk, service: FundingService, authority_id: int) -> ActForm:
    """Ask for a new axis."""
    fields: list[Field] = [
        TextField(tr("Nom de l'axe"), name="name"),
        TextField(tr("Nom court"), name="short_name"),
        CheckField(tr("Fonds d'intervention d'urgence"), name="is_emergency"),
    ]

    def work(values: Values) -> Ready:
        return lambda: service.add_axis(desk.actor, authority_id, **values)

    return ActForm(desk, (tr("Nouvel axe"), tr("Créer"), "plus"), fields, work)


def change_axis(desk: Desk, service: FundingService, authority_id: int) -> ActForm:
    """Ask for another name of an axis, or take it out of the years to come."""
    known = {one.id: one for one in service.axes(authority_id)}
    pick = ChoiceField(tr("Axe"), [(one.id, one.name) for one in known.values()], name="axis_id")
    fields: list[Field] = [
        pick,
        TextField(tr("Nom de l'axe"), name="name"),
        TextField(tr("Nom court"), name="short_name"),
        CheckField(tr("Archiver cet axe"), name="archived"),
    ]

    def work(values: Values) -> Ready:
        if values["axis_id"] is None:
            raise DomainError("axis_missing", N_("Créez d'abord un axe."), field="axis_id")
        one = known[values["axis_id"]]
        if values["archived"]:
            return lambda: service.archive_axis(desk.actor, one.id, one.version)
        said = {"name": values["name"], "short_name": values["short_name"]}
        return lambda: service.update_axis(desk.actor, one.id, one.version, **said)

    form = ActForm(desk, (tr("Modifier un axe"), tr("Enregistrer"), "check"), fields, work)

    def show(axis_id: Any) -> None:
        if axis_id in known:
            form.form.show_values({"name": known[axis_id].name, "short_name": known[axis_id].short_name})

    pick.committed.connect(show)
    show(pick.read())
    return form


def correct(desk: Desk, service: FundingService, figures: YearFigures) -> ActForm:
    """Ask for the right amount of one of the year's votes; left empty, the vote is taken away."""
    names = {one.axis.id: one.axis.name for one in figures.axes}
    known = {one.id: one for one in service.credits_of(_open_year(figures))}

    def words(one: Credit) -> str:
        whose = names.get(one.axis_id or 0, one.label or tr("Réserve"))
        return f"{whose} · {service.credit_kinds[one.kind_code].name} · {format_money(Money(one.amount_minor))}"

    fields: list[Field] = [
        ChoiceField(tr("Crédit"), [(one.id, words(one)) for one in known.values()], name="credit_id"),
        MoneyField(tr("Montant juste (vide pour retirer)"), name="amount_minor"),
    ]

    def work(values: Values) -> Ready:
        if values["credit_id"] is None:
            raise DomainError("nothing_voted", N_("Aucun crédit n'est encore voté."), field="credit_id")
        one = known[values["credit_id"]]
        amount = searches.cents(values["amount_minor"], "amount_minor")
        if amount is None:
            return lambda: service.remove_credit(desk.actor, one.id, one.version)
        return lambda: service.update_credit(desk.actor, one.id, one.version, amount_minor=amount)

    return ActForm(desk, (tr("Corriger un crédit"), tr("Enregistrer"), "check"), fields, work)


def rate(desk: Desk, service: FundingService) -> ActForm:
    """Ask for a dated rate of exchange."""
    fields: list[Field] = [
        CurrencyField(tr("Monnaie"), name="currency"),
        DateField(tr("Cours du"), name="rated_on"),
        RateField(tr("Unités pour un euro"), name="units_micro"),
        TextField(tr("Source"), name="source"),
    ]

    def work(values: Values) -> Ready:
        units = int((values["units_micro"] or 0) * 1_000_000)
        day = values["rated_on"] or clock.today()
        return lambda: service.add_rate(desk.actor, values["currency"] or "", day, units, values["source"])

    form = ActForm(desk, (tr("Cours de change"), tr("Enregistrer"), "check"), fields, work)
    form.form.show_values({"rated_on": clock.today()})
    return form


def _open_year(figures: YearFigures) -> int:
    if figures.exercise is None:
        raise DomainError(
            "no_credit", N_("Aucun crédit n'est voté pour {year} : saisissez-les d'abord."), year=figures.year
        )
    return figures.exercise.id
