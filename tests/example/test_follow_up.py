"""The example's dossiers stand at every stage and show every part of a dossier."""

from cresi_app.projects.model import LogLevel
from cresi_app.services import Services


def test_dossiers_stand_at_every_stage_with_every_part(example: Services) -> None:
    projects = example.projects
    data = [projects.dossier_data(row.id) for row in projects.projects()]
    assert len(data) >= 12
    assert {one.stage.code for one in data} == set(projects.workflow.stages)
    assert {one.budget.currency for one in data} == {"EUR", "XOF"}
    assert {one.nomenclature.template.family for one in data} == {"cerfa", "eu"}
    assert sum(not one.logframe.is_empty for one in data) >= 2
    assert any(len(one.year_budgets) == 3 for one in data)
    assert any(line.revised_minor is not None for one in data for line in one.budget.lines)
    assert any(line.actual_minor is not None for one in data for line in one.budget.lines)
    assert sum(bool(one.opinions) for one in data) >= 5
    assert sum(bool(one.tasks) for one in data) >= 5
    assert all(one.copies for one in data if one.version)


def test_frameworks_of_the_example_hold(example: Services) -> None:
    mirriah = example.projects.dossier_data(example.projects.by_ref("2026-001"))
    assert not [check for check in mirriah.checks if check.code.startswith("log_") and check.level == "warning"]
    assert {line.row.level for line in mirriah.logframe.lines} == set(LogLevel)


def test_a_submitted_dossier_has_changed_since(example: Services) -> None:
    jacmel = example.projects.by_ref("2026-006")
    found = {one.name for one in example.projects.changes_since(jacmel, 1)}
    assert "Contexte" in found
    assert "Total des charges" in found


def test_advice_of_the_example_is_counted(example: Services) -> None:
    figures = example.projects.advice_figures(2026)
    assert figures.given >= 5
    assert figures.planned == 2
    assert figures.documents >= 4
