"""Schedules and payments: what is to be paid when, what was paid, and its correction by a reverse entry."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.cleaning import positive
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.model.acts import PaymentEntry, PlannedInstalment
from cresi_app.funding.model.fields import clean, required, to_euros, written
from cresi_app.funding.model.grant import Commitment, Direction, Grant, Instalment, Payment
from cresi_app.funding.queries import envelopes, grants
from cresi_app.funding.service.reading import refusals
from cresi_app.funding.service.sheet import SheetDesk

_INSTALMENT: Final = frozenset({"label", "amount_minor", "due_on", "terms", "is_balance", "position"})
_LABEL_MISSING: Final = N_("Donnez un nom à l'échéance, par exemple « Acompte 1 » ou « Solde ».")


class PaymentsDesk(SheetDesk):
    """Instalments, payments, reverse entries, repayments. Every revision's subject is the grant."""

    # --- schedule ---

    def plan(self, who: Actor, grant_id: int, instalments: Iterable[PlannedInstalment]) -> Changes:
        """Write a schedule in the place of what nothing was paid of yet. DomainError ``overscheduled``."""
        self.grant(grant_id)
        kept = grants.parts(self.library, grants.INSTALMENTS, [grant_id])
        touched = {p.instalment_id for p in grants.parts(self.library, grants.PAYMENTS, [grant_id])}
        position = max((one.position for one in kept if one.id in touched), default=0)
        with refusals(), self.library.revise("funding.plan", who, ("grant", grant_id)) as revision:
            for one in kept:
                if one.id not in touched:
                    self._forget_instalment(revision, one.id)
            for place, planned in enumerate(instalments, start=position + 1):
                revision.insert("instalment", {"grant_id": grant_id, "position": place, **_planned(planned)})
        return revision.changes

    def add_instalment(self, who: Actor, grant_id: int, planned: PlannedInstalment) -> Changes:
        """Add an instalment at the end of the schedule. DomainError ``overscheduled``."""
        self.grant(grant_id)
        place = grants.last_position(self.library, "instalment", grant_id) + 1
        with refusals(), self.library.revise("funding.add_instalment", who, ("grant", grant_id)) as revision:
            revision.insert("instalment", {"grant_id": grant_id, "position": place, **_planned(planned)})
        return revision.changes

    def update_instalment(
        self, who: Actor, instalment_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an instalment; what was paid of it bounds its amount."""
        strangers = fields.keys() - _INSTALMENT
        assert not strangers, f"an instalment has no such fields to fill: {sorted(strangers)}"
        one = self.grant_part(grants.INSTALMENTS, instalment_id)
        values = clean(fields)
        if "label" in values:
            values["label"] = required(values["label"], "label", _LABEL_MISSING)
        subject = ("grant", one.grant_id)
        with refusals(), self.library.revise("funding.update_instalment", who, subject, edit_group) as revision:
            revision.update("instalment", instalment_id, version, values)
        return revision.changes

    def remove_instalment(self, who: Actor, instalment_id: int, version: int | None) -> Changes:
        """Take an instalment out of the schedule; the papers it waited for stay owed."""
        one = self.grant_part(grants.INSTALMENTS, instalment_id)
        payments = grants.parts(self.library, grants.PAYMENTS, [one.grant_id])
        if any(payment.instalment_id == instalment_id for payment in payments):
            raise DomainError("paid", N_("Cette échéance porte un versement : elle reste dans l'échéancier."))
        with refusals(), self.library.revise("funding.remove_instalment", who, ("grant", one.grant_id)) as revision:
            for paper in grants.papers_of_instalment(self.library, instalment_id):
                revision.update("grant_paper", paper.id, None, {"instalment_id": None})
            revision.delete("instalment", instalment_id, version)
        return revision.changes

    # --- payments ---

    def pay(self, who: Actor, instalment_id: int, entry: PaymentEntry) -> Changes:
        """Record the payment of an instalment (of a grant received: what came in).

        DomainError ``blocked`` with the reason, ``overpaid``, ``uncommitted``, ``rate_missing``, ``closed_year``, ``order_taken``:
        nothing is written then.
        """
        instalment = self.grant_part(grants.INSTALMENTS, instalment_id)
        one = self.grant(instalment.grant_id)
        amount, day = self._payable(one, instalment, entry)
        rate = self._rate(one.currency, day, entry.rate_id)
        euros = to_euros(amount, one.currency, rate[1]) if rate else amount
        commitment = self._bearer(one, euros, entry.year) if one.direction is Direction.GIVEN else None
        row = {
            "grant_id": one.id,
            "commitment_id": commitment.id if commitment else None,
            "instalment_id": instalment_id,
            "kind_code": "payment",
            "paid_on": day,
            "amount_minor": amount,
            "currency": one.currency,
            "euro_minor": euros,
            "rate_id": rate[0] if rate else None,
            **clean({"order_number": entry.order_number, "reason": entry.reason}),
        }
        operation = "funding.pay" if commitment else "funding.receive"
        with refusals(), self.library.revise(operation, who, ("grant", one.id)) as revision:
            revision.insert("payment", row)
        return revision.changes

    def _payable(self, one: Grant, instalment: Instalment, entry: PaymentEntry) -> tuple[int, date]:
        sheet = self.grant_sheet(one.id)
        view = next(view for view in sheet.instalments if view.instalment.id == instalment.id)
        if view.left_minor <= 0:
            raise DomainError("overpaid", N_("Cette échéance est déjà versée."), field="amount_minor")
        if view.obstacle:
            raise DomainError("blocked", N_("{reason} Rien n'a été enregistré."), reason=view.obstacle)
        amount = positive(view.left_minor if entry.amount_minor is None else entry.amount_minor, "amount_minor")
        if amount > view.left_minor:
            raise DomainError(
                "overpaid",
                N_("Il reste {left} à verser sur cette échéance : {amount} dépasse de {gap}."),
                field="amount_minor",
                left=written(view.left_minor, one.currency),
                amount=written(amount, one.currency),
                gap=written(amount - view.left_minor, one.currency),
            )
        return amount, self._day(one, entry.paid_on)

    @staticmethod
    def _day(one: Grant, said: date | None) -> date:
        day = said or clock.today()
        if day > clock.today():
            raise DomainError(
                "future", N_("Un versement s'enregistre quand il est fait : cette date est à venir."), field="paid_on"
            )
        if one.voted_on is not None and day < one.voted_on:
            raise DomainError(
                "before_vote", N_("Ce versement est daté d'avant le vote : vérifiez la date."), field="paid_on"
            )
        return day

    def _rate(self, code: str, day: date, rate_id: int | None) -> tuple[int, int] | None:
        if code == "EUR":
            return None
        if rate_id is not None:
            chosen = self.grant_part(grants.RATES, rate_id)
            return chosen.id, chosen.units_micro
        self.in_euros(0, code, day)
        found = self.rate_of(code, day)
        assert found is not None
        return found.id, found.units_micro

    def _bearer(self, one: Grant, euros: int, year: int | None) -> Commitment:
        """Return the commitment that pays: of the year asked for, else the earliest open year that bears enough."""
        years = {e.id: e for e in envelopes.exercises(self.library, one.authority_id)}
        paid = grants.paid_by_commitment(self.library, one.id)
        known = grants.parts(self.library, grants.COMMITMENTS, [one.id])
        known.sort(key=lambda c: (years[c.exercise_id].year, c.carried_from_id is None, c.id))
        wanted = [c for c in known if year is None or years[c.exercise_id].year == year]
        usable = [c for c in wanted if not years[c.exercise_id].is_closed]
        fitting = [c for c in usable if c.amount_minor - paid[c.id] >= euros]
        if fitting:
            return fitting[0]
        if wanted and not usable:
            raise DomainError(
                "closed_year",
                N_(
                    "L'exercice {year} est clos : rien ne s'y écrit plus. Le reste se paie sur l'exercice qui l'a repris."
                ),
                field="year",
                year=max(years[c.exercise_id].year for c in wanted),
            )
        most = max((c.amount_minor - paid[c.id] for c in usable), default=0)
        raise DomainError(
            "uncommitted",
            N_(
                "Aucun exercice ne porte {amount} pour cette subvention : le plus grand reste est {most}. Versez en deux fois, ou changez les engagements."
            ),
            field="amount_minor",
            amount=written(euros),
            most=written(most),
        )

    def reverse(
        self, who: Actor, payment_id: int, reason: str, on: date | None = None, order_number: str = ""
    ) -> Changes:
        """Correct a payment or a repayment by its reverse entry; both stay in sight."""
        original = self.grant_part(grants.PAYMENTS, payment_id)
        if not reason.strip():
            raise DomainError("reason_missing", N_("Dites pourquoi l'écriture est annulée."), field="reason")
        self._reversible(original)
        day = on or clock.today()
        if day < original.paid_on:
            raise DomainError(
                "before_payment", N_("L'écriture inverse ne peut pas précéder ce qu'elle corrige."), field="paid_on"
            )
        row = {
            **grants.PAYMENTS.values(original),
            "id": None,
            "kind_code": f"{original.kind_code}_reversal",
            "paid_on": day,
            "amount_minor": -original.amount_minor,
            "euro_minor": -original.euro_minor,
            "reverses_id": payment_id,
            **clean({"order_number": order_number, "reason": reason}),
        }
        with refusals(), self.library.revise("funding.reverse", who, ("grant", original.grant_id)) as revision:
            revision.insert("payment", {k: v for k, v in row.items() if k not in {"version", "created_at"}})
        return revision.changes

    def _reversible(self, original: Payment) -> None:
        payments = grants.parts(self.library, grants.PAYMENTS, [original.grant_id])
        if original.reverses_id is not None or any(one.reverses_id == original.id for one in payments):
            raise DomainError("reversed", N_("Cette écriture est déjà annulée, ou annule elle-même."))
        if original.commitment_id is None or original.kind_code != "payment":
            return
        commitment = self.grant_part(grants.COMMITMENTS, original.commitment_id)
        exercise = self.exercise(commitment.exercise_id)
        if exercise.is_closed:
            raise DomainError(
                "closed_year",
                N_("L'exercice {year} est clos : demandez un reversement par titre de recette, qui s'écrit à sa date."),
                year=exercise.year,
            )

    def repay(
        self, who: Actor, grant_id: int, amount_minor: int, reason: str, on: date | None = None, order_number: str = ""
    ) -> Changes:
        """Record money given back by the beneficiary (« titre de recette »): it stands apart from what was paid and frees no credit."""
        one = self.grant(grant_id)
        amount = positive(amount_minor, "amount_minor")
        sums = grants.position(self.library, grant_id)
        most = sums["paid_minor"] - sums["repaid_minor"]
        if amount > most:
            raise DomainError(
                "overrepaid",
                N_("Il a été versé {most} de plus que ce qui est revenu : {amount} ne peut pas revenir."),
                field="amount_minor",
                most=written(most, one.currency),
                amount=written(amount, one.currency),
            )
        if not reason.strip():
            raise DomainError("reason_missing", N_("Dites pourquoi l'argent revient."), field="reason")
        day = self._day(one, on)
        rate = self._rate(one.currency, day, None)
        known = grants.parts(self.library, grants.COMMITMENTS, [grant_id])
        row: Mapping[str, object] = {
            "grant_id": grant_id,
            "commitment_id": known[-1].id if known else None,
            "kind_code": "repayment",
            "paid_on": day,
            "amount_minor": -amount,
            "currency": one.currency,
            "euro_minor": -(to_euros(amount, one.currency, rate[1]) if rate else amount),
            "rate_id": rate[0] if rate else None,
            **clean({"order_number": order_number, "reason": reason}),
        }
        with refusals(), self.library.revise("funding.repay", who, ("grant", grant_id)) as revision:
            revision.insert("payment", row)
        return revision.changes


def _planned(one: PlannedInstalment) -> dict[str, object]:
    return {
        "label": required(one.label, "label", _LABEL_MISSING),
        "amount_minor": positive(one.amount_minor, "amount_minor"),
        "due_on": one.due_on,
        "is_balance": one.is_balance,
        **clean({"terms": one.terms}),
    }
