"""Everything about one grant in one object, for the pane, the papers and the command line."""

from collections.abc import Sequence
from datetime import date

from cresi_app.core import clock
from cresi_app.funding.model.grant import Grant, GrantPaper, Instalment, Payment
from cresi_app.funding.model.standing import instalment_views, standing
from cresi_app.funding.model.thresholds import Given, hints
from cresi_app.funding.model.views import (
    CommitmentView,
    GrantSheet,
    InstalmentState,
    InstalmentView,
    PaperView,
    PaymentView,
    Standing,
)
from cresi_app.funding.queries import envelopes, europe, grants
from cresi_app.funding.service.votes import VotesDesk
from cresi_app.projects.model.checks import Check


class SheetDesk(VotesDesk):
    """Reads of a whole grant, of one and the same state of the library."""

    def grant_sheet(self, grant_id: int) -> GrantSheet:
        """Return the grant with all that hangs on it. DomainError ``unknown``."""
        with self.library.snapshot():
            return self._gather(self.grant(grant_id))

    def _gather(self, one: Grant) -> GrantSheet:
        today = clock.today()
        status = self.statuses[one.status_code]
        schedule = grants.parts(self.library, grants.INSTALMENTS, [one.id])
        payments = grants.parts(self.library, grants.PAYMENTS, [one.id])
        papers = self._papers(grants.parts(self.library, grants.PAPERS, [one.id]), today)
        named = [(view.paper, view.name) for view in papers]
        instalments = instalment_views(one, status, schedule, payments, named, today)
        sums = grants.position(self.library, one.id)
        commitments = self._commitments(one)
        project = self.projects.project(one.project_id) if one.project_id else None
        country = self.directory.country_by_code.get(one.country_code or "")
        sector = self.directory.sector_by_code.get(one.sector_code or "")
        names = self.directory.organisation_names([one.organisation_id, one.authority_id])
        return GrantSheet(
            grant=one,
            status=status,
            standing=self._standing(one, instalments),
            purpose=self.purposes[one.purpose_code],
            holder=names.get(one.organisation_id, ""),
            holder_town=self.directory.organisation(one.organisation_id).town,
            authority=names.get(one.authority_id, ""),
            axis=self.axis(one.axis_id) if one.axis_id else None,
            country=country.name if country else "",
            sector=sector.name if sector else "",
            project_number=project.number if project else "",
            project_title=project.title if project else "",
            application=europe.number_of(self.library, one.application_id) if one.application_id else "",
            followed_by=self.directory.staff_names().get(str(one.staff_id), "") if one.staff_id else "",
            paid_minor=sums["paid_minor"],
            paid_euro_minor=sums["paid_euro_minor"],
            repaid_minor=sums["repaid_minor"],
            justified_minor=sums["justified_minor"],
            scheduled_minor=sums["scheduled_minor"],
            committed_minor=sums["committed_minor"],
            instalments=instalments,
            payments=self._payments(payments, schedule, commitments),
            commitments=commitments,
            papers=papers,
            journal=tuple(grants.parts(self.library, grants.STEPS, [one.id])),
            reminders=tuple(grants.parts(self.library, grants.REMINDERS, [one.id])),
            hints=self.hints_for(one),
        )

    def _standing(self, one: Grant, instalments: Sequence[InstalmentView]) -> Standing:
        following = next((view for view in instalments if view.state is InstalmentState.NEXT), None)
        payable = following is not None and not following.obstacle and not following.notice
        return standing(
            one,
            self.statuses[one.status_code],
            [view.state for view in instalments],
            payable=payable and one.direction.value == "given",
            waiting=following is not None and bool(following.missing),
        )

    def _papers(self, papers: Sequence[GrantPaper], today: date) -> tuple[PaperView, ...]:
        views = []
        for paper in papers:
            kind = self.paper_kinds[paper.kind_code] if paper.kind_code else None
            late = paper.is_missing and paper.due_on is not None and paper.due_on < today
            views.append(PaperView(paper, paper.label or (kind.name if kind else ""), kind, late))
        return tuple(views)

    def _commitments(self, one: Grant) -> tuple[CommitmentView, ...]:
        years = {exercise.id: exercise for exercise in envelopes.exercises(self.library, one.authority_id)}
        paid = grants.paid_by_commitment(self.library, one.id)
        known = grants.parts(self.library, grants.COMMITMENTS, [one.id])
        views = [CommitmentView(c, years[c.exercise_id], self.axis(c.axis_id), paid[c.id]) for c in known]
        return tuple(sorted(views, key=lambda view: (view.exercise.year, view.commitment.id)))

    def _payments(
        self, payments: Sequence[Payment], schedule: Sequence[Instalment], commitments: Sequence[CommitmentView]
    ) -> tuple[PaymentView, ...]:
        labels = {one.id: one.label for one in schedule}
        bearers = {view.commitment.id: view for view in commitments}
        taken_back = {one.reverses_id for one in payments}
        rates = {rate.id: rate for rate in self.rates()} if any(one.rate_id for one in payments) else {}
        views = []
        for one in payments:
            kind = self.payment_kinds[one.kind_code]
            bearer = bearers.get(one.commitment_id or 0)
            views.append(
                PaymentView(
                    payment=one,
                    name=kind.name,
                    account=kind.account,
                    is_reversal=kind.is_reversal,
                    instalment=labels.get(one.instalment_id or 0, ""),
                    year=bearer.exercise.year if bearer else None,
                    axis=bearer.axis.short if bearer else "",
                    rate=rates.get(one.rate_id or 0),
                    is_reversed=one.id in taken_back,
                )
            )
        return tuple(views)

    def hints_for(self, one: Grant) -> tuple[Check, ...]:
        """Return what the law asks at this amount: information, never a wall."""
        if one.direction.value != "given":
            return ()
        asked = one.granted_minor or one.proposed_minor or one.requested_minor or 0
        if one.currency != "EUR":
            return ()
        rows = grants.voted_to(self.library, one.authority_id, one.organisation_id, (one.year - 3, one.year))
        own = one.granted_minor
        this_year = sum(row["amount"] for row in rows if row["year"] == one.year) - own + asked
        minimis = [(row["year"], row["minimis"]) for row in rows]
        holder = self.directory.organisation(one.organisation_id)
        given = Given(one, asked, this_year, tuple(minimis), is_foreign=holder.country_code not in (None, "FR"))
        return tuple(hints(given, self.thresholds, one.voted_on or clock.today()))
