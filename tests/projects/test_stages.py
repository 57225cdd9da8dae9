import itertools
from datetime import UTC, date, datetime

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.projects.model import Stage, StageChange, StageMove, StageRule, Step, StepState, Workflow, check_move
from tests.projects.vectors import rows

TODAY = date(2026, 11, 22)


def stage(row: dict[str, str]) -> Stage:
    return Stage(
        code=row["code"],
        step_code=row["step_code"],
        name_fr=row["name_fr"],
        name_en=row["name_en"],
        tone=row["tone"],
        is_initial=row["is_initial"] == "1",
        is_submission=row["is_submission"] == "1",
        is_decision=row["is_decision"] == "1",
        is_grant=row["is_grant"] == "1",
        position=int(row["position"]),
    )


def workflow() -> Workflow:
    stages = {row["code"]: stage(row) for row in rows("project_stage")}
    steps = [Step(r["code"], r["name_fr"], r["name_en"], int(r["position"])) for r in rows("project_step")]
    rules = [
        StageRule(
            r["from_code"],
            r["to_code"],
            r["name_fr"],
            r["name_en"],
            r["is_back"] == "1",
            r["needs_motive"] == "1",
            int(r["position"]),
        )
        for r in rows("project_stage_move")
    ]
    return Workflow(stages, steps, rules)


FLOW = workflow()


def test_a_dossier_can_go_from_the_idea_to_each_decision() -> None:
    path = ["idea", "draft", "submitted", "admissible", "reviewed", "committee", "accepted"]
    for source, target in itertools.pairwise(path):
        assert not FLOW.rule(source, target).is_back
    for decision in ("refused", "no_further_action"):
        assert FLOW.rule("committee", decision).needs_motive


def test_every_stage_can_be_left_and_every_decision_reconsidered() -> None:
    for code, stage in FLOW.stages.items():
        rules = FLOW.rules_from(code)
        assert rules, code
        assert any(rule.is_back for rule in rules) or stage.position == 1
        assert [rule.is_back for rule in rules] == sorted(rule.is_back for rule in rules)


def test_what_is_not_foreseen_is_refused_with_both_names() -> None:
    with pytest.raises(DomainError) as refusal:
        check_move(FLOW, "draft", StageMove("accepted", granted_minor=1), TODAY)
    assert refusal.value.code == "stage_not_allowed"
    assert "Brouillon" in refusal.value.sentence
    assert "Accepté" in refusal.value.sentence


@pytest.mark.parametrize(
    ("source", "move", "field"),
    [
        ("submitted", StageMove("draft", motive="  "), "motive"),
        ("committee", StageMove("accepted"), "granted_minor"),
        ("committee", StageMove("accepted", granted_minor=-1), "granted_minor"),
        ("draft", StageMove("submitted", on=date(2026, 11, 23)), "on"),
    ],
)
def test_a_move_says_what_it_lacks(source: str, move: StageMove, field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        check_move(FLOW, source, move, TODAY)
    assert refusal.value.field == field


def test_the_stepper_groups_the_decisions_in_one_step() -> None:
    views = FLOW.steps_at("reviewed")
    assert [view.name for view in views] == [
        "Idée", "Brouillon", "Déposé", "Recevable", "Instruit", "Commission", "Décision",
    ]  # fmt: skip
    assert [view.state for view in views] == [StepState.DONE] * 4 + [StepState.CURRENT] + [StepState.NEXT] * 2
    assert [view.number for view in views] == list(range(1, 8))


def test_a_taken_decision_is_done_and_says_which() -> None:
    views = FLOW.steps_at("refused")
    assert views[-1].name == "Refusé"
    assert {view.state for view in views} == {StepState.DONE}


def test_the_stepper_gives_the_last_day_of_each_step_but_not_of_those_gone_back_on() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    journal = [
        StageChange(1, 1, 1, None, "draft", date(2026, 1, 5), at, "", ""),
        StageChange(2, 1, 1, "draft", "submitted", date(2026, 2, 1), at, "", ""),
        StageChange(3, 1, 1, "submitted", "draft", date(2026, 2, 9), at, "", "à corriger"),
    ]
    days = [view.on for view in FLOW.steps_at("draft", journal)]
    assert days == [None, date(2026, 2, 9), None, None, None, None, None]
