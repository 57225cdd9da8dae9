"""What falls due around dossiers: tasks, calls, papers that run out, opinions awaited."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DeadlineKind(StrEnum):
    """What falls due."""

    TASK = "task"
    CALL = "call"
    PAPER = "paper"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that falls due on a day: `what` names the task, the paper or the reviewer; the dossier it is about."""

    kind: DeadlineKind
    on: date
    what: str
    project_id: int
    number: str
    title: str
    holder: str
