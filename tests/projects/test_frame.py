from dataclasses import replace

import pytest

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.money import Money
from cresi_app.projects.model import (
    Indicator,
    LineRole,
    LogLevel,
    LogRow,
    Measure,
    log_frame,
    logframe_checks,
)
from cresi_app.projects.service import ProjectService
from tests.projects.dossiers import activity, project

ROWS = [
    LogRow(1, 1, 1, 1, LogLevel.GENERAL, "Contribuer à l'accès à l'eau"),
    LogRow(2, 1, 1, 2, LogLevel.SPECIFIC, "Huit villages ont une eau contrôlée", hypotheses="La nappe tient"),
    LogRow(3, 1, 1, 3, LogLevel.RESULT, "Sept puits réhabilités", hypotheses="L'entreprise reste"),
    LogRow(4, 1, 1, 4, LogLevel.RESULT, "Huit comités formés", hypotheses="Les comités se réunissent"),
]
INDICATOR = Indicator(
    1, 1, 1, 1, "Points d'eau ouverts", 3, Measure.NUMBER, "puits", 11_000, "", 2026, 18_000, "", 2028, source="Relevés"
)


def codes(rows: list[LogRow], indicators: list[Indicator], *, cost: int = 0) -> list[str]:
    done = replace(activity(1, "", "Travaux", ("2027-01", "2027-06"), cost or None), result_id=3)
    other = replace(activity(2, "", "Formation", ("2027-01", "2027-06")), result_id=4)
    subject = replace(project(), specific_objective="")
    frame = log_frame(rows, indicators, [done, other])
    return [check.code for check in logframe_checks(subject, frame, Money(100_000))]


def test_a_whole_framework_has_nothing_to_object_to() -> None:
    both = [INDICATOR, replace(INDICATOR, id=2, logframe_id=4), replace(INDICATOR, id=3, logframe_id=2)]
    assert codes(ROWS, both, cost=1000) == []


def test_each_gap_of_a_framework_is_named() -> None:
    assert codes([], []) == []  # no framework was begun: nothing to object to
    two_objectives = [*ROWS, replace(ROWS[1], id=9)]
    assert "log_specific" in codes(two_objectives, [])
    assert "log_general" in codes(ROWS[1:], [])
    assert codes(ROWS, []).count("log_indicator") == 3
    assert "log_activity" in codes([*ROWS, LogRow(5, 1, 1, 5, LogLevel.RESULT, "Sans activité", hypotheses="x")], [])
    assert "log_loose" in codes(ROWS[:3], [])
    assert "log_blank" in codes([replace(ROWS[0], intervention=" "), *ROWS[1:]], [])
    assert "log_hypotheses" in codes([*ROWS[:3], replace(ROWS[3], hypotheses="")], [])
    assert "log_orphans" in codes(ROWS, [replace(INDICATOR, logframe_id=None)])
    assert "log_cost" in codes(ROWS, [INDICATOR], cost=999)
    assert "log_years" in codes(ROWS, [replace(INDICATOR, target_year=2025)])


def test_an_indicator_says_what_it_lacks() -> None:
    assert INDICATOR.missing == ()
    bare = Indicator(1, 1, 1, 1, "Élèves formés")
    assert bare.missing == ("baseline", "baseline_year", "target", "target_year", "unit", "source")
    assert "unit" not in replace(bare, measure=Measure.PERCENT).missing
    words = replace(bare, measure=Measure.QUALITY, baseline_text="aucun comité", target_text="huit comités actifs")
    assert words.missing == ("baseline_year", "target_year", "source")
    assert INDICATOR.value_words("target") == "18 puits"
    assert replace(INDICATOR, target_milli=2_500, measure=Measure.PERCENT).value_words("target") == "2,5\u00a0%"
    assert replace(INDICATOR, actual_milli=14_500).progress == (3_500, 7_000)


def test_a_framework_begins_with_what_the_dossier_says(service: ProjectService, who: Actor, project_id: int) -> None:
    service.update_project(
        who, project_id, None, general_objective="Accès à l'eau", specific_objective="Huit villages, une eau sûre"
    )
    service.add_activity(who, project_id, "Puits", theme="Points d'eau")
    service.add_activity(who, project_id, "Comités", theme="Comités")
    service.start_logframe(who, project_id)
    frame = service.dossier_data(project_id).logframe
    assert [line.row.intervention for line in frame.lines] == [
        "Accès à l'eau", "Huit villages, une eau sûre", "Points d'eau", "Comités",
    ]  # fmt: skip
    assert [[a.title for a in line.activities] for line in frame.results] == [["Puits"], ["Comités"]]
    assert [line.number for line in frame.results] == ["R1", "R2"]
    with pytest.raises(DomainError, match="logframe_begun"):
        service.start_logframe(who, project_id)


def test_a_row_taken_off_leaves_its_indicators_and_activities(
    service: ProjectService, who: Actor, project_id: int
) -> None:
    service.add_activity(who, project_id, "Puits", theme="Eau")
    service.start_logframe(who, project_id)
    result = service.dossier_data(project_id).logframe.results[0].row
    service.add_indicator(who, project_id, "Points d'eau", logframe_id=result.id)
    service.remove_log_row(who, result.id)
    frame = service.dossier_data(project_id).logframe
    assert frame.results == ()
    assert [a.title for a in frame.loose] == ["Puits"]
    assert [one.name for one in frame.orphans] == ["Points d'eau"]
    codes_now = {check.code for check in service.dossier_data(project_id).checks}
    assert {"log_results", "log_orphans"} <= codes_now
    service.library.undo(who)
    assert service.dossier_data(project_id).logframe.results[0].indicators[0].name == "Points d'eau"


def test_volunteers_hours_are_valued_and_carried_to_both_sides(
    service: ProjectService, who: Actor, project_id: int
) -> None:
    service.add_means(who, project_id, "volunteer", name="Chantier", hours_milli=120_000, rate_minor=1500)
    service.add_means(who, project_id, "volunteer", name="Comptes", hours_milli=10_500, rate_minor=2200)
    service.add_means(who, project_id, "permanent", name="Chargée de projet", hours_milli=100_000, rate_minor=3000)
    data = service.dossier_data(project_id)
    assert data.means_totals.valued_minor == 180_000 + 23_100
    assert "hours_differ" in {check.code for check in data.checks}
    service.value_hours(who, project_id)
    data = service.dossier_data(project_id)
    roles = {LineRole.HOURS: 203_100, LineRole.HOURS_VALUE: 203_100}
    found = {data.nomenclature.line(x.line_code).role: x.amount_minor for x in data.budget.lines}
    assert found == roles
    assert "hours_differ" not in {check.code for check in data.checks}
    service.value_hours(who, project_id)  # again: replaced, not added
    assert len(service.budget_lines(project_id)) == 2
