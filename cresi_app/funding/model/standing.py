"""Where a grant stands: which instalment comes next, what stands in its way, and the word for the whole."""

from collections.abc import Mapping, Sequence
from datetime import date

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.grant import Direction, Grant, GrantPaper, GrantStatus, Instalment, Payment
from cresi_app.funding.model.views import InstalmentState, InstalmentView, Standing


def blocks(instalments: Sequence[Instalment], paid: Mapping[int, int]) -> tuple[InstalmentState, ...]:
    """Return the state of each instalment: paid, the next one, later. `paid` by instalment id, minor units."""
    states: list[InstalmentState] = []
    for one in instalments:
        if paid.get(one.id, 0) >= one.amount_minor:
            states.append(InstalmentState.PAID)
        else:
            first = InstalmentState.NEXT not in states
            states.append(InstalmentState.NEXT if first else InstalmentState.LATER)
    return tuple(states)


def standing(
    grant: Grant, status: GrantStatus, states: Sequence[InstalmentState], *, payable: bool, waiting: bool
) -> Standing:
    """Return the word a list shows. `payable`: the next instalment can be paid today; `waiting`: papers it needs are missing."""
    if status.is_voted and status.is_open:
        if grant.direction is Direction.GIVEN and grant.needs_agreement and grant.signed_on is None:
            return Standing.TO_SIGN
        if payable:
            return Standing.PAYABLE
        if waiting:
            return Standing.PAPERS
        if states and all(state is InstalmentState.PAID for state in states):
            return Standing.TO_CLOSE
        return Standing.RUNNING
    return _BY_STATUS.get(status.code, Standing.CLOSED if not status.is_open else Standing.ASKED)


_BY_STATUS = {
    "draft": Standing.DRAFT,
    "asked": Standing.ASKED,
    "committee": Standing.COMMITTEE,
    "closed": Standing.CLOSED,
    "refused": Standing.REFUSED,
    "withdrawn": Standing.WITHDRAWN,
}


def instalment_views(
    grant: Grant,
    status: GrantStatus,
    instalments: Sequence[Instalment],
    payments: Sequence[Payment],
    papers: Sequence[tuple[GrantPaper, str]],
    today: date,
) -> tuple[InstalmentView, ...]:
    """Return the schedule as the pane shows it, each unpaid instalment with the reason why it cannot be paid ("" it can).

    `papers` come with their names; only those that an instalment waits for stand in its way.
    """
    kept = _standing_payments(payments)
    paid = {one.id: sum(p.amount_minor for p in kept if p.instalment_id == one.id) for one in instalments}
    total = sum(paid.values())
    justified = sum(paper.justified_minor or 0 for paper, _ in papers)
    views: list[InstalmentView] = []
    for one, state in zip(instalments, blocks(instalments, paid), strict=True):
        own = [p for p in kept if p.instalment_id == one.id]
        missing = tuple(name for paper, name in papers if paper.instalment_id == one.id and paper.is_missing)
        obstacle = "" if state is InstalmentState.PAID else _obstacle(grant, status, state, missing)
        if not obstacle and state is not InstalmentState.PAID and one.is_balance and grant.direction is Direction.GIVEN:
            obstacle = _unjustified(total, justified, grant.currency)
        views.append(
            InstalmentView(
                instalment=one,
                state=state,
                paid_minor=paid[one.id],
                paid_on=own[-1].paid_on if own else None,
                order_number=own[-1].order_number if own else "",
                missing=missing,
                obstacle=obstacle,
                notice=_notice(one, state, today),
            )
        )
    return tuple(views)


def _standing_payments(payments: Sequence[Payment]) -> list[Payment]:
    """Leave out payments that were reversed, and their reverse entries."""
    reversed_ids = {p.reverses_id for p in payments if p.reverses_id is not None}
    return [p for p in payments if p.kind_code == "payment" and p.id not in reversed_ids]


def _obstacle(grant: Grant, status: GrantStatus, state: InstalmentState, missing: Sequence[str]) -> str:
    if not status.is_voted:
        return tr("Rien ne se verse avant le vote.")
    if not status.is_open:
        return tr("Cette subvention est soldée : rien ne s'y verse plus.")
    if grant.direction is Direction.GIVEN and grant.needs_agreement and grant.signed_on is None:
        return tr("Le premier versement se débloque quand la convention est signée.")
    if state is InstalmentState.LATER:
        return tr("L'échéance précédente n'est pas encore versée.")
    if missing:
        return trn("Bloqué : {n} pièce manque.", "Bloqué : {n} pièces manquent.", len(missing))
    return ""


def _notice(one: Instalment, state: InstalmentState, today: date) -> str:
    if state is InstalmentState.PAID or one.due_on is None or one.due_on <= today:
        return ""
    return tr("Prévu le {day}.", day=format_date(one.due_on))


def _unjustified(paid: int, justified: int, currency: str) -> str:
    if justified > paid:
        return ""
    if justified == 0:
        return tr("Le solde se débloque quand un compte rendu financier est contrôlé.")
    return tr(
        "Dépenses justifiées : {justified}, déjà versé : {paid}. Le solde attend d'autres justificatifs.",
        justified=format_money(Money(justified, currency)),
        paid=format_money(Money(paid, currency)),
    )
