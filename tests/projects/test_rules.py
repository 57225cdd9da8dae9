from dataclasses import replace
from datetime import date

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.projects.model import (
    Project,
    ProjectActivity,
    ProjectBeneficiary,
    Rhythm,
    SectorView,
    Standing,
    clean,
    cofunding_plan,
    compute_budget,
    dossier_checks,
    gantt,
    month_text,
)
from tests.projects.vectors import FORM, nomenclature, vector


def project(**values: object) -> Project:
    return Project(1, 1, "2026-017", 2026, "Puits", 9, "draft", FORM, **values)  # type: ignore[arg-type]  # test shorthand


def activity(number: int, title: str, start: str = "", end: str = "", **values: object) -> ProjectActivity:
    return ProjectActivity(number, 1, 1, number, title, starts_month=start, ends_month=end, **values)  # type: ignore[arg-type]  # test shorthand


@pytest.mark.parametrize(
    ("starts", "ends", "months"),
    [
        (date(2027, 1, 1), date(2028, 12, 31), 24),
        (date(2026, 3, 1), date(2027, 8, 31), 18),
        (date(2026, 3, 15), date(2026, 3, 20), 1),
        (date(2026, 3, 15), date(2026, 4, 14), 1),
        (date(2026, 3, 15), date(2026, 3, 1), None),
        (None, date(2026, 3, 1), None),
    ],
)
def test_a_project_lasts_whole_months(starts: date | None, ends: date, months: int | None) -> None:
    assert project(starts_on=starts, ends_on=ends).months == months


def test_fields_are_cleaned_and_refused_by_their_names() -> None:
    assert clean({"title": "  L'eau \n partagée "}) == {"title": "L'eau partagée"}
    assert clean({"context": "un\r\ndeux  \x00 \n"}) == {"context": "un\ndeux"}
    long = "mot " * 20_000
    assert len(str(clean({"risks": long})["risks"])) == 79_999
    for field, value in {
        "title": " ", "latitude_e6": 91_000_000, "direct_beneficiaries": -1, "year": 20, "amount_minor": -1,
        "starts_month": "2026-13", "percent": 101,
    }.items():  # fmt: skip
        with pytest.raises(DomainError) as refusal:
            clean({field: value})
        assert refusal.value.field == field
        assert refusal.value.sentence


def test_the_calendar_holds_project_and_activities_under_their_headings() -> None:
    plan = gantt(
        project(starts_on=date(2027, 1, 1), ends_on=date(2027, 6, 30)),
        [
            activity(1, "Diagnostic", "2027-01", "2027-03", theme="Eau"),
            activity(2, "Élection", "2026-12", "2027-02", theme="Comités"),
            activity(3, "Forages", "2027-02", "2027-08", theme="Eau"),
            activity(4, "Sans date", theme="Eau"),
            activity(5, "Bilan", "2027-06", rhythm=Rhythm.MILESTONE),
            activity(6, "À l'envers", "2027-05", "2027-01", theme="Comités"),
        ],
    )
    assert plan is not None
    assert (month_text(plan.first), plan.count) == ("2026-12", 9)
    assert [(g.theme, [(b.number, b.first, b.last) for b in g.bars]) for g in plan.groups] == [
        ("Eau", [("1.1", 1, 3), ("1.2", 2, 8), ("1.3", None, None)]),
        ("Comités", [("2.1", 0, 2), ("2.2", 5, 5)]),
    ]
    assert [b.first for b in plan.milestones] == [6]
    assert gantt(project(), []) is None


def test_the_calendar_says_the_numbers_of_the_framework_where_there_is_one() -> None:
    stone = activity(2, "Bilan", "2027-03", rhythm=Rhythm.MILESTONE)
    plan = gantt(project(), [activity(1, "Forages", "2027-01", theme="Eau"), stone], {1: "2.1", 2: "1.1"})
    assert plan is not None
    assert [bar.number for bar in (*plan.groups[0].bars, *plan.milestones)] == ["2.1", "1.1"]


def test_a_calendar_of_two_centuries_is_cut_instead_of_filling_the_memory() -> None:
    plan = gantt(project(), [activity(1, "A", "1900-01", "2100-01")])
    assert plan is not None
    assert plan.count == 120


def test_people_are_counted_apart_or_together() -> None:
    assert ProjectBeneficiary(1, 1, 1, 1, "Habitants", women=3350, men=3050).total == 6400
    assert ProjectBeneficiary(1, 1, 1, 1, "Élèves", people=240).total == 240
    assert ProjectBeneficiary(1, 1, 1, 1, "Élèves").total is None


def test_the_cofunding_plan_tells_the_budgets_own_figures() -> None:
    statuses = {
        "own": "obtained",
        "74-commune": "obtained",
        "74-asp": "obtained",
        "74-social": "obtained",
        "74-region": "asked",
        "74-state": "asked",
    }
    lines = [x if x.is_requested else replace(x, status_code=statuses.get(x.line_code)) for x in vector()]
    plan = cofunding_plan(compute_budget(nomenclature(), lines))
    assert (plan.obtained, plan.asked, plan.requested, plan.refused) == (42_177_00, 89_935_00, 9_000_00, 0)
    assert plan.total == plan.obtained + plan.asked + plan.requested + plan.unsaid == 141_112_00
    assert [s.standing for s in plan.sources] == sorted((s.standing for s in plan.sources), key=list(Standing).index)
    assert plan.sources[0].line.line_code == "own"
    assert not [s for s in plan.sources if s.line.line_code.startswith("87")]


def test_the_checks_of_a_dossier_ask_and_forbid_nothing() -> None:
    budget = compute_budget(nomenclature(), vector())
    good = project(
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 6, 30),
        country_code="ML",
        context="…",
        general_objective="…",
        representative_id=4,
    )
    assert (
        dossier_checks(good, budget, [SectorView(1, "14031", "Eau", 70), SectorView(2, "31120", "Agri", 30)], []) == ()
    )
    codes = [
        c.code
        for c in dossier_checks(project(), compute_budget(nomenclature(), []), [SectorView(1, "14031", "Eau", 99)], [])
    ]
    assert "sectors_not_100" in codes
    assert "dates_missing" in codes
    reversed_days = project(starts_on=date(2027, 1, 1), ends_on=date(2026, 6, 30))
    assert "dates_reversed" in [c.code for c in dossier_checks(reversed_days, budget, [], [])]
