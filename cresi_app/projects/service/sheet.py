"""The whole of a dossier in one object, for the printed dossier and for the page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cresi_app.core import clock, identifiers
from cresi_app.directory.model import Channel, OrganisationSheet, PersonSheet
from cresi_app.projects.model import (
    BEFORE_DECISION,
    Check,
    ContactView,
    CountryView,
    DossierData,
    GoalView,
    HolderView,
    PartnerView,
    Project,
    Scope,
    SectorView,
    StageChange,
    StageChangeView,
    cofunding_plan,
    compute_budget,
    depth_checks,
    dossier_checks,
    gantt,
    log_frame,
    year_budgets,
)
from cresi_app.projects.queries import depth, dossiers
from cresi_app.projects.service.life import LifeReads


class SheetDesk(LifeReads):
    """Reads of everything about one dossier, of one and the same state of the library."""

    def dossier_data(self, project_id: int) -> DossierData:
        """Return the dossier with all that hangs on it. DomainError ``unknown``."""
        with self.library.snapshot():
            return self._gather(self.project(project_id))

    project_sheet = dossier_data

    def _gather(self, one: Project) -> DossierData:
        today = clock.today()
        form = self.nomenclature(one.template_code)
        budget = compute_budget(form, self._laid(form, self.budget_lines(one.id)), one.currency)
        holder_lines = self._laid(form, self.budget_lines(one.id, Scope.HOLDER))
        changes = dossiers.parts(self.library, dossiers.JOURNAL, one.id)
        activities = tuple(dossiers.parts(self.library, dossiers.ACTIVITIES, one.id))
        sectors = self._sectors(one.id)
        papers = self.papers(one.id, today)
        submitted = [change for change in changes if self.workflow.is_submission(change)]
        frame = log_frame(
            dossiers.parts(self.library, depth.LOG_ROWS, one.id),
            dossiers.parts(self.library, depth.INDICATORS, one.id),
            activities,
        )
        data = DossierData(
            project=one,
            stage=self.workflow.stages[one.stage_code],
            steps=tuple(self.workflow.steps_at(one.stage_code, changes)),
            moves=tuple(self.workflow.rules_from(one.stage_code)),
            holder=self._holder(one.organisation_id),
            representative=self._contact(one.representative_id, one.organisation_id),
            contact=self._contact(one.contact_id, one.organisation_id),
            followed_by=self.directory.staff_names().get(str(one.staff_id), "") if one.staff_id else "",
            country=self._country(one.country_code),
            sectors=sectors,
            goals=self._goals(one.id),
            partners=self._partners(one.id),
            activities=activities,
            gantt=gantt(one, activities, frame.numbers),
            beneficiaries=tuple(dossiers.parts(self.library, dossiers.BENEFICIARIES, one.id)),
            nomenclature=form,
            budget=budget,
            cofunding=cofunding_plan(budget),
            papers=papers,
            journal=tuple(self._named(change) for change in changes),
            checks=(),
            version=len(submitted),
            frozen_on=submitted[-1].changed_on if submitted else None,
            edited_on=today,
            renewed_from=self.project(one.renewed_from_id).number if one.renewed_from_id else "",
            logframe=frame,
            holder_budget=compute_budget(form, holder_lines, one.currency) if holder_lines else None,
            **self._depth(one),
        )
        checks = (*dossier_checks(one, budget, sectors, papers, form), *depth_checks(data))
        return replace(data, year_budgets=year_budgets(data), checks=self._checks(one, checks))

    def _depth(self, one: Project) -> dict[str, Any]:
        """Return what accompanies the dossier: the fields of `DossierData` that are read as they stand."""
        return {
            "holder_file": self.holder_file(one.organisation_id, one.year - 1),
            "places": tuple(dossiers.parts(self.library, depth.PLACES, one.id)),
            "means": self.means(one.id),
            "years": one.years,
            "spread": self.spread(one.id),
            "templates": self.templates,
            "rates": tuple(depth.rates(self.library, one.id)),
            "opinions": self.opinions(one.id),
            "tasks": self.tasks(one.id),
            "exchanges": self.exchanges(one.id),
            "copies": tuple(depth.copies(self.library, one.id)),
            "lookalikes": tuple(self.lookalikes(one.title, one.organisation_id, one.year, one.id, like=one)),
        }

    def _checks(self, one: Project, checks: Sequence[Check]) -> tuple[Check, ...]:
        """Leave out, once the dossier is decided, what only matters before."""
        decided = self.workflow.stages[one.stage_code].is_decision
        return tuple(check for check in checks if not (decided and check.code in BEFORE_DECISION))

    def _named(self, change: StageChange) -> StageChangeView:
        stages = self.workflow.stages
        return StageChangeView(
            change, stages[change.from_code].name if change.from_code else "", stages[change.to_code].name
        )

    def _sectors(self, project_id: int) -> tuple[SectorView, ...]:
        names = self.directory.sector_by_code
        return tuple(
            SectorView(p.id, p.sector_code, names[p.sector_code].name, p.percent)
            for p in dossiers.parts(self.library, dossiers.SECTORS, project_id)
        )

    def _goals(self, project_id: int) -> tuple[GoalView, ...]:
        found = dossiers.parts(self.library, dossiers.GOALS, project_id)
        return tuple(GoalView(goal.id, self.sdgs[goal.sdg_number]) for goal in found)

    def _partners(self, project_id: int) -> tuple[PartnerView, ...]:
        return tuple(
            PartnerView(
                p,
                self._holder(p.organisation_id),
                self._contact(p.contact_id, p.organisation_id),
                self.partner_roles[p.role_code].name,
                self._country(p.country_code),
            )
            for p in dossiers.parts(self.library, dossiers.PARTNERS, project_id)
        )

    def _country(self, code: str | None) -> CountryView | None:
        found = self.directory.country_by_code.get(code or "")
        return CountryView(found.code, found.name, found.longitude, found.latitude) if found else None

    def _holder(self, organisation_id: int) -> HolderView:
        return holder_view(self.directory.organisation_sheet(organisation_id))

    def _contact(self, person_id: int | None, organisation_id: int) -> ContactView | None:
        return contact_view(self.directory.person_sheet(person_id), organisation_id) if person_id else None


def holder_view(sheet: OrganisationSheet) -> HolderView:
    """Return an organisation as papers name it, its numbers in groups."""
    one = sheet.organisation
    numbers = {scheme: sheet.identifier(scheme) for scheme in ("rna", "siret")}
    shown = {scheme: identifiers.check(scheme, value).shown if value else "" for scheme, value in numbers.items()}
    return HolderView(
        id=one.id,
        name=one.name,
        acronym=one.acronym,
        kind=sheet.kind.name,
        legal_form=one.legal_form,
        rna=shown["rna"],
        siret=shown["siret"],
        address=one.address,
        postal_code=one.postal_code,
        town=one.town,
        country=sheet.country.name if sheet.country else "",
        phone=one.phone,
        email=one.email,
        website=one.website,
        founded_on=one.founded_on.isoformat() if one.founded_on else "",
        purpose=one.purpose,
    )


def contact_view(sheet: PersonSheet, organisation_id: int) -> ContactView:
    """Return a person as papers name them: their words in that organisation, and only numbers that are not private."""
    titles = [a.title for a in sheet.affiliations if a.affiliation.organisation_id == organisation_id]
    open_to_all = {c.channel: c.value for c in reversed(sheet.contacts) if not c.is_private}
    name = " ".join(part for part in (sheet.person.honorific, sheet.person.name) if part)
    return ContactView(
        id=sheet.person.id,
        name=name,
        title=titles[0] if titles else "",
        phone=open_to_all.get(Channel.PHONE, ""),
        email=open_to_all.get(Channel.EMAIL, ""),
    )
