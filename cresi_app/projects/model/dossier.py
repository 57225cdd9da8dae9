"""Everything the printed dossier and the sheet on screen show, gathered once: every figure comes from this one object."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cresi_app.core.i18n import N_
from cresi_app.projects.model.balance import budget_checks
from cresi_app.projects.model.budget import Budget, YearAmount
from cresi_app.projects.model.checks import Check, Level
from cresi_app.projects.model.cofunding import CofundingPlan
from cresi_app.projects.model.form import BudgetTemplate, LineRole, Nomenclature
from cresi_app.projects.model.holder import HolderFile
from cresi_app.projects.model.life import (
    ExchangeView,
    FrozenCopy,
    OpinionView,
    ProjectPlace,
    ProjectRate,
    TaskView,
)
from cresi_app.projects.model.listing import Lookalike
from cresi_app.projects.model.logframe import LogFrame, logframe_checks
from cresi_app.projects.model.means import MeansTotals, MeansView, means_checks, means_totals
from cresi_app.projects.model.papers import PaperState, PaperView
from cresi_app.projects.model.project import (
    PartnerSide,
    Project,
    ProjectActivity,
    ProjectBeneficiary,
    ProjectPartner,
    Sdg,
)
from cresi_app.projects.model.stages import Stage, StageChange, StageRule, StepView
from cresi_app.projects.model.timeline import Gantt


@dataclass(frozen=True, slots=True)
class ContactView:
    """A person as a paper names them; '' prints nothing. Private numbers are not in here."""

    id: int
    name: str
    title: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class HolderView:
    """An organisation as a paper names it; '' prints nothing."""

    id: int
    name: str
    acronym: str = ""
    kind: str = ""
    legal_form: str = ""
    rna: str = ""
    siret: str = ""
    address: str = ""
    postal_code: str = ""
    town: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    founded_on: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner of the project with the words of its role."""

    partner: ProjectPartner
    organisation: HolderView
    contact: ContactView | None
    role: str
    country: "CountryView | None" = None

    @property
    def side(self) -> PartnerSide:
        """Here or there."""
        return self.partner.side


@dataclass(frozen=True, slots=True)
class SectorView:
    """A DAC sector of the project: code, name, share in percent (None when not shared out)."""

    id: int
    code: str
    name: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class GoalView:
    """A sustainable development goal of the project."""

    id: int
    sdg: Sdg


@dataclass(frozen=True, slots=True)
class StageChangeView:
    """A line of the journal of stages with the names of both stages."""

    change: StageChange
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class CountryView:
    """The country or territory of the project; `longitude`, `latitude` in degrees are a point inside it, for the map."""

    code: str
    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class YearBudget:
    """The part of the budget that falls in one year, by the same form and the same rules."""

    year: int
    budget: Budget


@dataclass(frozen=True, slots=True)
class DossierData:
    """A dossier with all that hangs on it, in the words of the language in force.

    `version` counts how often it was submitted (0: never) and `frozen_on` is the day of the last time; the QR code of
    its papers is ``CRSI:D/<number>/V<version>``. Amounts are minor units of `budget.currency`. `year_budgets` is empty while no
    line is spread over years; `holder_budget` is section 5 of the application form, None while nothing was entered.
    """

    project: Project
    stage: Stage
    steps: tuple[StepView, ...]
    moves: tuple[StageRule, ...]
    holder: HolderView
    representative: ContactView | None
    contact: ContactView | None
    followed_by: str
    country: CountryView | None
    sectors: tuple[SectorView, ...]
    goals: tuple[GoalView, ...]
    partners: tuple[PartnerView, ...]
    activities: tuple[ProjectActivity, ...]
    gantt: Gantt | None
    beneficiaries: tuple[ProjectBeneficiary, ...]
    nomenclature: Nomenclature
    budget: Budget
    cofunding: CofundingPlan
    papers: tuple[PaperView, ...]
    journal: tuple[StageChangeView, ...]
    checks: tuple[Check, ...]
    version: int
    frozen_on: date | None
    edited_on: date
    renewed_from: str = ""
    holder_file: HolderFile = field(default_factory=HolderFile)
    places: tuple[ProjectPlace, ...] = ()
    logframe: LogFrame = field(default_factory=LogFrame)
    means: tuple[MeansView, ...] = ()
    years: tuple[int, ...] = ()
    spread: Mapping[int, tuple[YearAmount, ...]] = field(default_factory=dict)
    year_budgets: tuple["YearBudget", ...] = ()
    holder_budget: Budget | None = None
    templates: tuple[BudgetTemplate, ...] = ()
    rates: tuple[ProjectRate, ...] = ()
    opinions: tuple[OpinionView, ...] = ()
    tasks: tuple[TaskView, ...] = ()
    exchanges: tuple[ExchangeView, ...] = ()
    copies: tuple[FrozenCopy, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()

    def partners_on(self, side: PartnerSide) -> tuple[PartnerView, ...]:
        """Return the partners here or there, in their order."""
        return tuple(view for view in self.partners if view.side is side)

    @property
    def means_totals(self) -> MeansTotals:
        """People, posts, hours, and the value of volunteers' hours."""
        return means_totals(self.means, self.budget.currency)

    @property
    def hours_in_budget(self) -> int:
        """What the budget carries for volunteers' hours (864, or the form's own line), in minor units."""
        return sum(
            line.amount_minor
            for line in self.budget.lines
            if self.nomenclature.line(line.line_code).role is LineRole.HOURS
        )

    @property
    def direct_total(self) -> int | None:
        """How many people the project reaches directly: as said, else the sum of the groups counted; None when unsaid."""
        return _reach(self.project.direct_beneficiaries, self.beneficiaries, direct=True)

    @property
    def indirect_total(self) -> int | None:
        """How many people it reaches indirectly, by the same rule."""
        return _reach(self.project.indirect_beneficiaries, self.beneficiaries, direct=False)

    @property
    def code(self) -> str:
        """What the QR code of its papers says."""
        return f"CRSI:D/{self.project.number}/V{self.version}"


def _reach(said: int | None, groups: Sequence[ProjectBeneficiary], *, direct: bool) -> int | None:
    if said is not None:
        return said
    counted = [group.total for group in groups if group.is_direct is direct and group.total is not None]
    return sum(counted) if counted else None


def dossier_checks(
    project: Project,
    budget: Budget,
    sectors: Sequence[SectorView],
    papers: Sequence[PaperView],
    form: Nomenclature | None = None,
) -> tuple[Check, ...]:
    """Return what is still to be seen to before the dossier is handed over; none of it forbids anything."""
    return (
        *_project_checks(project),
        *_sector_checks(sectors),
        *(check for check in budget_checks(budget, form) if check.level is not Level.OK),
        *_paper_checks(papers),
    )


def depth_checks(data: DossierData) -> tuple[Check, ...]:
    """Return what the parts object to between them: framework and budget, hours and budget, dossiers that look the same."""
    charges = data.budget.money(data.budget.charges.subtotal.forecast)
    valued, entered = data.budget.money(data.means_totals.valued_minor), data.budget.money(data.hours_in_budget)
    doubles = tuple(
        Check(
            "lookalike",
            Level.INFO,
            N_("Le dossier {number} lui ressemble : « {title} ». Est-ce le même projet ?"),
            {"number": one.number, "title": one.title},
        )
        for one in data.lookalikes
    )
    return (*logframe_checks(data.project, data.logframe, charges), *means_checks(valued, entered), *doubles)


def _project_checks(project: Project) -> list[Check]:
    checks = []
    if project.starts_on is None or project.ends_on is None:
        checks.append(Check("dates_missing", Level.WARNING, N_("Donnez le début et la fin du projet.")))
    elif project.ends_on < project.starts_on:
        checks.append(
            Check(
                "dates_reversed",
                Level.WARNING,
                N_("La fin du projet précède son début : corrigez l'une des deux dates."),
            )
        )
    if project.country_code is None:
        checks.append(
            Check("country_missing", Level.WARNING, N_("Dites dans quel pays ou territoire le projet a lieu."))
        )
    if not project.context or not project.general_objective:
        checks.append(Check("context_missing", Level.INFO, N_("Le contexte et l'objectif général restent à écrire.")))
    if project.representative_id is None:
        checks.append(
            Check(
                "representative_missing",
                Level.INFO,
                N_("Dites qui représente légalement l'association pour ce dossier."),
            )
        )
    return checks


def _sector_checks(sectors: Sequence[SectorView]) -> list[Check]:
    shares = [sector.percent for sector in sectors if sector.percent is not None]
    if shares and (len(shares) < len(sectors) or sum(shares) != 100):
        return [
            Check(
                "sectors_not_100",
                Level.WARNING,
                N_("Les parts des secteurs font {total} % : elles doivent faire 100 %."),
                {"total": sum(shares)},
            )
        ]
    return []


def _paper_checks(papers: Sequence[PaperView]) -> list[Check]:
    wanting = [view for view in papers if view.state is not PaperState.RECEIVED]
    if not wanting:
        return []
    return [
        Check(
            "papers_wanting",
            Level.INFO,
            N_("Pièces à compléter : {names}."),
            {"names": ", ".join(view.name for view in wanting)},
        )
    ]
