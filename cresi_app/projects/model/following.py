"""What a grant tells about a dossier after the decision, in words that the dossier's page can show without knowing grants."""

from dataclasses import dataclass
from datetime import date

from cresi_app.projects.model.stages import StepState


@dataclass(frozen=True, slots=True)
class FollowStep:
    """A step after the decision: agreement, paid, report, closed; `on` the day it was done, or is due."""

    code: str
    name: str
    state: StepState
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Following:
    """The grant of a dossier as its page shows it. Amounts in minor units of `currency`; `next_act` in words, '' when all is done."""

    steps: tuple[FollowStep, ...]
    currency: str = "EUR"
    voted_minor: int = 0
    paid_minor: int = 0
    next_act: str = ""
    due_on: date | None = None
    report_due_on: date | None = None
    grant_id: int = 0
