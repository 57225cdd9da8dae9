"""A dossier as the service would gather it, without a library: the real budget around an invented project."""

from dataclasses import replace
from datetime import date

from cresi_app.projects.model import (
    BudgetLine,
    ContactView,
    CountryView,
    DossierData,
    GoalView,
    HolderView,
    PaperKind,
    PaperState,
    PartnerSide,
    PartnerView,
    Project,
    ProjectActivity,
    ProjectBeneficiary,
    ProjectPaper,
    ProjectPartner,
    Rhythm,
    Sdg,
    SectorView,
    Stage,
    StepState,
    StepView,
    cofunding_plan,
    compute_budget,
    gantt,
    view_paper,
)
from tests.projects.vectors import FORM, nomenclature, vector

TODAY = date(2026, 10, 14)
CONTEXT = """La commune rurale de Séféto compte 21 300 habitants répartis entre trente et un villages. L'enquête menée en mars 2026 par la coopérative Benkadi a relevé onze points d'eau pour les huit villages concernés, soit un pour 580 personnes quand la norme nationale en demande un pour 400. Quatre tarissent entre février et juin.
Les puits existants ne sont pas secs : leurs margelles sont fendues, leurs pompes ne sont plus réparées depuis le départ du dernier artisan en 2021, et les comités d'usagers ne se réunissent plus.
Côté français, l'association intervient depuis 2009. Le jumelage scolaire, commencé en 2024 avec le collège Nguyễn-Thị-Bình, a montré l'intérêt des élèves pour une question qu'ils rencontrent aussi ici : la nappe est en alerte sécheresse chaque été depuis 2022."""


def project() -> Project:
    return Project(
        id=1,
        version=1,
        number="2026-042",
        year=2026,
        title="L'eau partagée : puits, jardins et classes dans huit villages du cercle de Kita",
        organisation_id=1,
        stage_code="submitted",
        template_code=FORM,
        call_name="Appel à projets 2026",
        summary="Dans huit villages du cercle de Kita, 6\u202f400 personnes partagent onze points d'eau dont quatre tarissent dès février. Le projet réhabilite ces points d'eau, installe trois jardins maraîchers gérés par des groupements de femmes et relie deux collèges à deux écoles de Kita autour d'une même question : comment partager l'eau ?",
        country_code="ML",
        place="Kita",
        place_detail="Commune rurale de Séféto : Kɔlɔnbugu, Ŋɔmɔla, Sirakɔrɔ",
        latitude_e6=13_040_000,
        longitude_e6=-9_490_000,
        starts_on=date(2027, 1, 1),
        ends_on=date(2028, 12, 31),
        context=CONTEXT,
        general_objective="Contribuer à l'accès durable et équitable à l'eau dans la commune rurale de Séféto.",
        specific_objective="D'ici décembre 2028, les habitants de huit villages disposent toute l'année d'une eau contrôlée, gérée par des comités autonomes.",
        grant_use="La part demandée finance la formation des huit comités d'usagers (six sessions de deux jours) et l'atelier commun des élèves.",
        activities_note="Le calendrier suit la saison : les travaux lourds se font de novembre à mai.",
    )


def activity(
    n: int, theme: str, title: str, months: tuple[str, str], cost: int | None = None, **more: object
) -> ProjectActivity:
    base = ProjectActivity(n, 1, 1, n, title, theme, starts_month=months[0], ends_month=months[1])
    return replace(base, cost_minor=None if cost is None else cost * 100, **more)  # type: ignore[arg-type]  # test shorthand


ACTIVITIES = (
    activity(
        1, "Points d'eau", "Diagnostic et devis", ("2027-01", "2027-03"), 12180, responsible="Service de l'hydraulique"
    ),
    activity(2, "Points d'eau", "Réhabilitation de 7 puits", ("2027-04", "2027-11"), 40000, quantity="7 puits"),
    activity(3, "Points d'eau", "Analyses d'eau", ("2027-07", "2028-12"), 31460, rhythm=Rhythm.PERIODIC),
    activity(4, "Comités et artisans", "Élection et formation", ("2027-03", "2027-12"), 33292, quantity="8 comités"),
    activity(
        5, "Jeunesse", "Enquête commune", ("2027-09", "2028-04"), 24180, responsible="Mmes Diarra et Trần Thị Mỹ Duyên"
    ),
    activity(6, "", "Comité de lancement", ("2027-03", ""), rhythm=Rhythm.MILESTONE),
    activity(7, "", "Rapport intermédiaire", ("2027-12", ""), rhythm=Rhythm.MILESTONE),
    activity(8, "", "Bilan final", ("2028-12", ""), rhythm=Rhythm.MILESTONE),
)
KINDS = {
    "statutes": PaperKind("statutes", "Statuts signés", "", 0, False, True, False, "", "", "", 1),
    "urssaf": PaperKind(
        "urssaf", "Attestation de régularité sociale (URSSAF)", "", 6, False, True, False, "", "", "", 2
    ),
}
PAPERS = (
    ProjectPaper(
        1, 1, 1, 1, "statutes", state_code=PaperState.RECEIVED, dated_on=date(2009, 1, 12), pages=3, sha256="ab"
    ),
    ProjectPaper(2, 1, 1, 2, "urssaf", state_code=PaperState.RECEIVED, dated_on=date(2026, 3, 1), pages=1, sha256="ab"),
    ProjectPaper(3, 1, 1, 3, None, "Devis de l'entreprise de forage", asked_on=date(2026, 10, 9)),
    ProjectPaper(
        4, 1, 1, 4, None, "Lettre d'engagement des partenaires", PaperState.UNREADABLE, file_name="lettre_signée.pdf"
    ),
)
HOLDER = HolderView(
    1, "Jɛkabaara — Solidarité Val d'Orge", legal_form="Association loi 1901", rna="W991004217", siret="91234567800014",
    address="3, sente du Moulin", postal_code="91240", town="Saint-Michel", country="France",
)  # fmt: skip
BENKADI = HolderView(
    2, "Coopérative Benkadi des maraîchères de Kɔlɔnbugu", kind="Coopérative", town="Kɔlɔnbugu", country="Mali"
)
COLLEGE = HolderView(
    3, "Collège Nguyễn-Thị-Bình", kind="Établissement scolaire", postal_code="91240", town="Saint-Michel"
)
GROUPS = (
    ProjectBeneficiary(
        1, 1, 1, 1, "Habitants des huit villages", True, 3350, 3050, None, "Eau toute l'année à moins de 500 m"
    ),
    ProjectBeneficiary(2, 1, 1, 2, "Élèves", False, 126, 114, None, "Enquête commune et exposition itinérante"),
)
STATUSES = {
    "74-commune": "obtained",
    "74-asp": "obtained",
    "74-social": "obtained",
    "own": "obtained",
    "74-department": "asked",
}


def funded() -> list[BudgetLine]:
    """The real budget with who said what."""
    labels = [
        "MEAE, fonds de coopération décentralisée",
        "délégation régionale, vie associative",
        "contrat de ville",
        "",
    ]
    lines = []
    for line in vector():
        if line.line_code.startswith("74") or line.line_code == "own":
            status = STATUSES.get(line.line_code, "asked")
            label = labels.pop(0) if line.line_code == "74-state" else line.label
            lines.append(
                replace(line, status_code=status, label=label, status_on=date(2026, 7, 2), proof="Délibération 2026-51")
            )
        else:
            lines.append(line)
    return lines


def dossier_data() -> DossierData:
    """The whole dossier, submitted for the third time."""
    subject, form = project(), nomenclature()
    budget = compute_budget(form, funded())
    partner = ProjectPartner(
        1, 1, 1, 1, 2, "main", PartnerSide.THERE, contribution="Terres, main-d'œuvre et 168 membres"
    )
    here = ProjectPartner(2, 1, 1, 2, 3, "school", PartnerSide.HERE, contribution="Deux classes, une enseignante")
    return DossierData(
        project=subject,
        stage=Stage("submitted", "submitted", "Déposé", "", "info", False, True, False, False, 2),
        steps=(
            StepView(1, "Dépôt", StepState.DONE, date(2026, 10, 14)),
            StepView(2, "Commission", StepState.NEXT),
        ),
        moves=(),
        holder=HOLDER,
        representative=ContactView(1, "Mme Fanta Diabaté-Lemoine", "présidente", "01 99 00 45 67", "contact@jekabaara.example"),
        contact=None,
        followed_by="Claire Martin",
        country=CountryView("ML", "Mali", -3.5, 17.4),
        sectors=(SectorView(1, "14031", "Approvisionnement en eau potable – dispositifs de base", 70),
                 SectorView(2, "31120", "Développement agricole", 30)),
        goals=(GoalView(1, Sdg(6, "Eau propre et assainissement", "", "eau et assainissement", "")),
               GoalView(2, Sdg(2, "Faim zéro", "", "faim zéro", ""))),
        partners=(
            PartnerView(partner, BENKADI, ContactView(2, "Mme Fatoumata Kɛita", "", "+223 66 00 00 00", ""), "Maître d'œuvre local"),
            PartnerView(here, COLLEGE, None, "Établissement scolaire"),
        ),
        activities=ACTIVITIES,
        gantt=gantt(subject, ACTIVITIES),
        beneficiaries=GROUPS,
        nomenclature=form,
        budget=budget,
        cofunding=cofunding_plan(budget),
        papers=tuple(view_paper(paper, KINDS, TODAY) for paper in PAPERS),
        journal=(),
        checks=(),
        version=3,
        frozen_on=TODAY,
        edited_on=TODAY,
    )  # fmt: skip
