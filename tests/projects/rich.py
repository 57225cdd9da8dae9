"""A dossier with everything a paper can print: framework, means, years, revised and actual amounts, the holder's own file."""

from dataclasses import replace
from datetime import date

from cresi_app.projects.model import (
    BudgetLine,
    DossierData,
    HolderApproval,
    HolderFile,
    HolderProfile,
    HolderYear,
    Indicator,
    LogLevel,
    LogRow,
    MeansKind,
    MeansView,
    OpinionVerdict,
    OpinionView,
    PartnerSide,
    ProjectMeans,
    ProjectOpinion,
    ProjectPlace,
    YearAmount,
    YearBudget,
    cofunding_plan,
    compute_budget,
    log_frame,
)
from cresi_app.projects.model.nomenclatures import of_year
from tests.projects.dossiers import ACTIVITIES, dossier_data

ROWS = (
    LogRow(1, 1, 1, 1, LogLevel.GENERAL, "Contribuer à l'accès durable et équitable à l'eau dans la commune rurale de Séféto.", "Plan communal", "Sécurité de la zone compatible avec les missions."),
    LogRow(2, 1, 1, 2, LogLevel.SPECIFIC, "Les habitants de huit villages disposent toute l'année d'une eau contrôlée, gérée par des comités autonomes.", "", "Les tarifs de l'eau restent décidés par les comités."),
    LogRow(3, 1, 1, 3, LogLevel.RESULT, "Onze points d'eau sont remis en service et contrôlés deux fois par an.", "Bulletins du laboratoire de Bamako", "Saison des pluies normale."),
    LogRow(4, 1, 1, 4, LogLevel.RESULT, "Huit comités d'usagers et six artisans assurent l'entretien.", "", "Les artisans formés restent dans la commune."),
    LogRow(5, 1, 1, 5, LogLevel.PRECONDITION, "acte d'attribution des terres de Ŋɔmɔla signé"),
)  # fmt: skip
INDICATORS = (
    Indicator(1, 1, 1, 1, "Mois sans rupture d'eau", 2, unit="mois", baseline_milli=8000, baseline_year=2026, target_milli=12000, target_year=2028, source="Cahiers de pompe"),
    Indicator(2, 1, 1, 2, "Points d'eau fonctionnels", 3, unit="points", baseline_milli=7000, baseline_year=2026, target_milli=11000, target_year=2027, source="Fiches de réception"),
    Indicator(3, 1, 1, 3, "Femmes dans les bureaux", 4, baseline_milli=12000, target_milli=50000),
)  # fmt: skip
MEANS = (
    MeansView(ProjectMeans(1, 1, 1, 1, "volunteer", "Équipe de Saint-Michel", people=14, hours_milli=5_867_000, rate_minor=1500, proof="Feuilles de temps"), MeansKind("volunteer", "Bénévoles", "Volunteers", True, 1)),
    MeansView(ProjectMeans(2, 1, 1, 2, "employee", "Animatrice", PartnerSide.THERE, people=1, posts_milli=500), MeansKind("employee", "Salariées et salariés", "Employees", False, 2)),
)  # fmt: skip


def _years(lines: list[BudgetLine]) -> dict[int, tuple[YearAmount, ...]]:
    spread: dict[int, tuple[YearAmount, ...]] = {}
    for line in lines:
        half = line.amount_minor // 2
        spread[line.id] = (
            YearAmount(line.id * 10, 1, line.id, 2027, half),
            YearAmount(line.id * 10 + 1, 1, line.id, 2028, line.amount_minor - half),
        )
    return spread


def rich_data() -> DossierData:
    """The dossier of 257 112 € with all that may hang on it."""
    base = dossier_data()
    lines = [
        replace(line, revised_minor=line.amount_minor + 100_00 if number == 0 else None, actual_minor=line.amount_minor * 9 // 10)
        for number, line in enumerate(base.budget.lines)
    ]  # fmt: skip
    budget = compute_budget(base.nomenclature, lines, "EUR")
    activities = tuple(replace(one, result_id=3 if one.id <= 3 else 4 if one.id == 4 else None) for one in ACTIVITIES)
    spread = _years(list(lines))
    opinion = ProjectOpinion(
        1, 1, 1, 1, given_on=date(2026, 11, 9), verdict_code="reserved",
        text="Le partenaire local porte le projet et la commune est engagée ; le volet scolaire est solide. Devis de forage attendu.",
    )  # fmt: skip
    return replace(
        base,
        budget=budget,
        cofunding=cofunding_plan(budget),
        activities=activities,
        logframe=log_frame(ROWS, INDICATORS, [one for one in activities if one.rhythm != "milestone"]),
        means=MEANS,
        places=(ProjectPlace(1, 1, 1, 1, "Bamako", "ML", 12_640_000, -8_000_000), ProjectPlace(2, 1, 1, 2, "Séféto", "ML", 14_100_000, -9_850_000)),
        spread=spread,
        years=(2027, 2028),
        year_budgets=tuple(
            YearBudget(year, compute_budget(base.nomenclature, of_year(lines, spread, year, 2027), "EUR"))
            for year in (2027, 2028)
        ),
        holder_budget=compute_budget(base.nomenclature, lines[:6], "EUR"),
        holder_file=HolderFile(
            HolderProfile(1, 1, 1, "chez Mme Diabaté, 4, rue du Lavoir, 91240 Saint-Michel", False, None, False, "Réseau des associations de Kayes", False),
            (HolderApproval(1, 1, 1, 1, "Jeunesse et éducation populaire", "Préfecture de l'Essonne", date(2018, 5, 4)),),
            HolderYear(1, 1, 1, 2025, volunteers=42, civic_volunteers=1, employees=2, subsidised=1, posts_milli=1500, members=86),
        ),
        opinions=(OpinionView(opinion, "Claire Martin", OpinionVerdict("reserved", "Favorable avec réserves", "", "warning", 2)),),
        project=replace(base.project, recruits=True, recruits_milli=500, material_means="Un véhicule prêté par la commune.", internal_note="À relire avec la trésorière."),
    )  # fmt: skip
