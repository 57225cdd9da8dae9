"""The stages of a dossier, what may follow what, and the stepper that groups them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model.words import in_language, name_of


@dataclass(frozen=True, slots=True)
class Stage:
    """A row of `project_stage`: where a dossier stands."""

    code: str
    step_code: str
    name_fr: str
    name_en: str
    tone: str
    is_initial: bool
    is_submission: bool
    is_decision: bool
    is_grant: bool
    position: int

    @property
    def name(self) -> str:
        """The stage's name in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class Step:
    """A row of `project_step`: one circle of the stepper."""

    code: str
    name_fr: str
    name_en: str
    position: int

    @property
    def name(self) -> str:
        """The step's name in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class StageRule:
    """A row of `project_stage_move`: an allowed passage, forward or back, and the words of its button."""

    from_code: str
    to_code: str
    name_fr: str
    name_en: str
    is_back: bool
    needs_motive: bool
    position: int

    @property
    def name(self) -> str:
        """The act in the language in force: « Déposer le dossier »."""
        return in_language(self.name_fr, self.name_en)


@dataclass(frozen=True, slots=True)
class StageMove:
    """What a person decides when a dossier changes stage. `granted_minor` and `decision_number` only count for a decision."""

    to_code: str
    motive: str = ""
    on: date | None = None
    granted_minor: int | None = None
    decision_number: str = ""


@dataclass(frozen=True, slots=True)
class StageChange:
    """A row of `project_stage_change`: one line of the dossier's journal of stages."""

    id: int
    version: int
    project_id: int
    from_code: str | None
    to_code: str
    changed_on: date
    recorded_at: datetime
    actor: str
    motive: str


class StepState(StrEnum):
    """How a circle of the stepper is drawn."""

    DONE = "done"
    CURRENT = "current"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class StepView:
    """One circle of the stepper, in order: `number` from 1, `on` the last day the dossier entered it."""

    number: int
    name: str
    state: StepState
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Workflow:
    """All stages, steps and passages, as the reference lists give them."""

    stages: Mapping[str, Stage]
    steps: Sequence[Step]
    rules: Sequence[StageRule]

    @property
    def initial(self) -> Stage:
        """The stage of a new dossier."""
        return next(stage for stage in self.stages.values() if stage.is_initial)

    def rules_from(self, code: str) -> list[StageRule]:
        """Return what may follow stage `code`: forward first, back after."""
        found = [rule for rule in self.rules if rule.from_code == code]
        return sorted(found, key=lambda rule: (rule.is_back, rule.position))

    def rule(self, from_code: str, to_code: str) -> StageRule:
        """Return the passage between two stages; `DomainError` ``stage_not_allowed`` when there is none."""
        for rule in self.rules:
            if (rule.from_code, rule.to_code) == (from_code, to_code):
                return rule
        raise DomainError(
            "stage_not_allowed",
            N_("Un dossier à l'étape « {source} » ne peut pas passer à « {target} ». Rien n'a été changé."),
            field="stage_code",
            source=self.stages[from_code].name,
            target=self.stages[to_code].name if to_code in self.stages else to_code,
        )

    def is_before_submission(self, code: str) -> bool:
        """Say whether a dossier at that stage is still in the association's hands."""
        first = min((stage.position for stage in self.stages.values() if stage.is_submission), default=0)
        return self.stages[code].position < first

    def is_submission(self, change: StageChange) -> bool:
        """Say whether a change handed the dossier in: forward into such a stage, not back to it from a later one."""
        if not self.stages[change.to_code].is_submission:
            return False
        ways = (r for r in self.rules if (r.from_code, r.to_code) == (change.from_code, change.to_code))
        return not any(rule.is_back for rule in ways)

    def steps_at(self, code: str, journal: Sequence[StageChange] = ()) -> list[StepView]:
        """Return the stepper of a dossier at stage `code`; a decision, once taken, is done and named by its outcome."""
        stage = self.stages[code]
        here = next(step.position for step in self.steps if step.code == stage.step_code)
        entered = {
            self.stages[line.to_code].step_code: line.changed_on for line in journal if line.to_code in self.stages
        }
        views = []
        for number, step in enumerate(sorted(self.steps, key=lambda step: step.position), start=1):
            is_here = step.position == here
            done = step.position < here or (is_here and stage.is_decision)
            state = StepState.DONE if done else StepState.CURRENT if is_here else StepState.NEXT
            name = stage.name if is_here and stage.is_decision else step.name
            on = entered.get(step.code) if state is not StepState.NEXT else None
            views.append(StepView(number, name, state, on))
        return views


def check_move(workflow: Workflow, from_code: str, move: StageMove, today: date) -> StageRule:
    """Return the passage that `move` takes, or refuse: not allowed, motive missing, day to come, grant without amount."""
    rule = workflow.rule(from_code, move.to_code)
    if rule.needs_motive and not move.motive.strip():
        raise DomainError(
            "motive_missing",
            N_("Dites pourquoi en quelques mots : le motif reste dans le journal du dossier."),
            field="motive",
        )
    if move.on is not None and move.on > today:
        raise DomainError(
            "day_to_come", N_("Cette étape porte un jour à venir. Donnez le jour où elle a eu lieu."), field="on"
        )
    if workflow.stages[move.to_code].is_grant and move.granted_minor is None:
        raise DomainError("grant_missing", N_("Donnez le montant accordé par la décision."), field="granted_minor")
    if move.granted_minor is not None and move.granted_minor < 0:
        raise DomainError("amount_negative", N_("Un montant accordé ne peut pas être négatif."), field="granted_minor")
    return rule
