"""The vote of a grant: its amount, the years and axes that bear it, what is knowingly allowed beyond a credit, its end."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.cleaning import positive
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.model.acts import Vote
from cresi_app.funding.model.fields import clean, written
from cresi_app.funding.model.grant import Commitment, Direction, Grant
from cresi_app.funding.queries import envelopes, grants
from cresi_app.funding.service.grants import GrantsDesk
from cresi_app.funding.service.reading import refusals
from cresi_app.store.revision import Revision

AGREEMENT: Final = "agreement"


class VotesDesk(GrantsDesk):
    """Votes, yearly commitments and the end of a grant."""

    def vote(self, who: Actor, grant_id: int, version: int | None, vote: Vote) -> Changes:
        """Write down what was voted, or a later vote that changes it (an amendment): amount, commitments by year.

        DomainError ``overspent`` (with the amount missing) when the axis has not enough and no reason is given, ``no_credit`` when the year has
        no vote, ``closed_year``.
        """
        one = self.grant(grant_id)
        amount = positive(vote.amount_minor, "voted_minor")
        day = vote.on or clock.today()
        shares = self._shares(one, vote, amount, day)
        needs = vote.needs_agreement if vote.needs_agreement is not None else self._agreement_asked(one, amount, day)
        status = one.status_code if self.statuses[one.status_code].is_voted else "voted"
        values: dict[str, object] = {
            "voted_minor": amount,
            "voted_on": day,
            "status_code": status,
            "status_on": day,
            "needs_agreement": needs or one.needs_agreement,
            "motive": "",
            **clean({"deliberation": vote.deliberation}),
        }
        if one.proposed_minor is None and one.requested_minor is None:
            values["requested_minor"] = amount
        with refusals(), self.library.revise("funding.vote", who, ("grant", grant_id)) as revision:
            revision.update("grant", grant_id, version, values)
            if one.direction is Direction.GIVEN:
                self._commit(revision, one, shares, day, vote.excess_reason.strip())
                self._owe_report(revision, one)
            self._note(revision, who, grant_id, status, day, vote.deliberation)
        return revision.changes

    def _shares(self, one: Grant, vote: Vote, amount: int, day: date) -> dict[int, int]:
        """Return what each year bears, cents of euro; refuses years that do not add up to the amount."""
        whole = self.in_euros(amount, one.currency, day)
        known = grants.parts(self.library, grants.COMMITMENTS, [one.id])
        carried = sum(c.amount_minor for c in known if c.carried_from_id)
        if not vote.years:
            return {one.year: whole - carried}
        shared = sum(vote.years.values()) + carried
        if shared != whole:
            raise DomainError(
                "years_differ",
                N_("Les années portent {shared} pour {whole} votés : il y a {gap} d'écart."),
                field="years",
                shared=written(shared),
                whole=written(whole),
                gap=written(whole - shared),
            )
        return dict(vote.years)

    def _agreement_asked(self, one: Grant, amount: int, day: date) -> bool:
        """Say whether the law asks for an agreement, this vote counted with the year's others to the same beneficiary."""
        rules = [rule for rule in self.thresholds if rule.code == AGREEMENT and rule.holds_on(day)]
        if not rules or one.direction is Direction.RECEIVED:
            return False
        rows = grants.voted_to(self.library, one.authority_id, one.organisation_id, (one.year, one.year))
        others: int = sum(row["amount"] for row in rows) - one.granted_minor
        return others + self.in_euros(amount, one.currency, day) > rules[0].amount_minor

    def _commit(self, revision: Revision, one: Grant, shares: Mapping[int, int], day: date, reason: str) -> None:
        known = grants.parts(self.library, grants.COMMITMENTS, [one.id])
        own = {c.exercise_id: c for c in known if c.carried_from_id is None}
        years = {e.id: e.year for e in envelopes.exercises(self.library, one.authority_id)}
        for exercise_id, before in own.items():
            if years[exercise_id] not in shares:
                revision.delete("commitment", before.id)
        for year, amount in sorted(shares.items()):
            exercise = self.exercise_of(one.authority_id, year)
            if exercise is None:
                raise DomainError(
                    "no_credit",
                    N_("Aucun crédit n'est voté pour {year} : saisissez-les d'abord."),
                    field="year",
                    year=year,
                )
            before_here = own.get(exercise.id)
            allowed = self._allowed(one, year, amount, before_here, reason)
            values = {
                "axis_id": one.axis_id,
                "amount_minor": amount,
                "committed_on": day,
                "excess_minor": allowed,
                "excess_reason": reason if allowed else "",
            }
            if before_here is None:
                revision.insert("commitment", {**values, "grant_id": one.id, "exercise_id": exercise.id})
            elif before_here.amount_minor != amount:
                revision.update("commitment", before_here.id, before_here.version, values)

    def _owe_report(self, revision: Revision, one: Grant) -> None:
        """Put the financial report on the list of what is owed: six months after the exercise in which the action ends."""
        if not self.purposes[one.purpose_code].needs_report:
            return
        if any(paper.kind_code == "final_report" for paper in grants.parts(self.library, grants.PAPERS, [one.id])):
            return
        last = max(one.year, one.ends_on.year if one.ends_on else one.year)
        position = grants.last_position(self.library, "grant_paper", one.id) + 1
        row = {"grant_id": one.id, "position": position, "kind_code": "final_report", "due_on": date(last + 1, 6, 30)}
        revision.insert("grant_paper", row)

    def _allowed(self, one: Grant, year: int, amount: int, before: Commitment | None, reason: str) -> int:
        """Return how much of a commitment goes beyond what its axis has left; refuses it when no reason is given."""
        figures = next((a for a in self.figures(year, one.authority_id).axes if a.axis.id == one.axis_id), None)
        left = (figures.left if figures else 0) + (before.amount_minor if before else 0)
        beyond = min(amount, max(0, amount - max(0, left)))
        if beyond and not reason:
            raise DomainError(
                "overspent",
                N_(
                    "Il manque {missing} sur l'axe pour {year}. Baissez le montant, proposez un virement, "
                    "ou écrivez pourquoi le dépassement est décidé."
                ),
                field="excess_reason",
                missing=written(beyond),
                year=year,
                missing_minor=beyond,
            )
        return beyond

    def close_grant(
        self, who: Actor, grant_id: int, version: int | None, on: date | None = None, note: str = ""
    ) -> Changes:
        """Close a grant: what was voted and not paid is given back to its axis, instalments that stay unpaid leave the schedule."""
        one = self.grant(grant_id)
        if not self.statuses[one.status_code].is_voted:
            raise DomainError("undecided", N_("Une subvention se solde après le vote."))
        with self.library.snapshot():
            sums = grants.position(self.library, grant_id)
            borne = grants.paid_by_commitment(self.library, grant_id)
            commitments = grants.parts(self.library, grants.COMMITMENTS, [grant_id])
            paid = grants.paid_by_instalment(self.library, [grant_id])
            schedule = grants.parts(self.library, grants.INSTALMENTS, [grant_id])
        day = on or clock.today()
        released = (one.voted_minor or 0) - sums["paid_minor"]
        with refusals(), self.library.revise("funding.close_grant", who, ("grant", grant_id)) as revision:
            for part in schedule:
                if not paid[part.id][0]:
                    self._forget_instalment(revision, part.id)
                elif paid[part.id][0] < part.amount_minor:
                    revision.update("instalment", part.id, None, {"amount_minor": paid[part.id][0]})
            for commitment in commitments:
                if borne[commitment.id] < commitment.amount_minor:
                    excess = min(commitment.excess_minor, borne[commitment.id])
                    revision.update(
                        "commitment",
                        commitment.id,
                        commitment.version,
                        {
                            "amount_minor": borne[commitment.id],
                            "excess_minor": excess,
                            "excess_reason": commitment.excess_reason if excess else "",
                        },
                    )
            revision.update(
                "grant",
                grant_id,
                version,
                {"status_code": "closed", "status_on": day, "released_minor": released},
            )
            self._note(revision, who, grant_id, "closed", day, note)
        return revision.changes

    def _forget_instalment(self, revision: Revision, instalment_id: int) -> None:
        for paper in grants.papers_of_instalment(self.library, instalment_id):
            revision.update("grant_paper", paper.id, None, {"instalment_id": None})
        revision.delete("instalment", instalment_id)
