"""The questions a course asks those who followed it, at the end and some months later; results always with how many answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_


class Moment(StrEnum):
    """When an evaluation is asked."""

    HOT = "hot"
    COLD = "cold"


class QuestionKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    TEXT = "text"


MOMENT_LABELS: Final = {Moment.HOT: N_("À chaud"), Moment.COLD: N_("À froid")}
KIND_LABELS: Final = {
    QuestionKind.SCALE: N_("De 1 à 4"),
    QuestionKind.CHOICE: N_("Choix"),
    QuestionKind.TEXT: N_("Réponse libre"),
}
SCALE_LABELS: Final = (N_("Pas du tout"), N_("Plutôt pas"), N_("Plutôt oui"), N_("Oui, tout à fait"))
"""The four steps of a scale, 1 first: without a middle, so that everybody takes sides."""

MOST_QUESTIONS: Final = 30


@dataclass(frozen=True, slots=True)
class EvaluationForm:
    """A form of a course. `delay_days`: how long after the last half-day a cold one is asked."""

    id: int
    version: int
    course_id: int
    moment: Moment
    intro: str = ""
    delay_days: int = 0


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question. `choices`: a line each, of a choice only."""

    id: int
    version: int
    form_id: int
    position: int
    kind: QuestionKind
    words: str
    choices: str = ""
    archived_on: date | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """The words one chooses among."""
        return tuple(line for line in self.choices.splitlines() if line)


@dataclass(frozen=True, slots=True)
class EvaluationSheet:
    """A form with the questions it asks now, in order."""

    form: EvaluationForm
    questions: tuple[EvaluationQuestion, ...]


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question as it is wished for; `id` 0 makes a new one."""

    words: str
    kind: QuestionKind = QuestionKind.SCALE
    choices: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What was answered to a question. `counts`: "1" to "4", or the words chosen; `n` answered of `expected` people."""

    words: str
    kind: QuestionKind
    counts: Mapping[str, int]
    n: int
    expected: int

    def share(self, *keys: str) -> int:
        """Return the percentage of those who answered one of `keys`; 0 when nobody answered."""
        return round(100 * sum(self.counts.get(key, 0) for key in keys) / self.n) if self.n else 0


USUAL_QUESTIONS: Final[Mapping[Moment, Sequence[tuple[str, QuestionKind]]]] = {
    Moment.HOT: (
        (N_("La formation a répondu à mon attente"), QuestionKind.SCALE),
        (N_("Je me sens capable d'appliquer ce que j'ai appris"), QuestionKind.SCALE),
        (N_("Le rythme et les méthodes m'ont convenu"), QuestionKind.SCALE),
        (N_("L'accueil et le lieu m'ont convenu"), QuestionKind.SCALE),
        (N_("Je la recommanderais à une autre association"), QuestionKind.SCALE),
        (N_("Ce que je retiens"), QuestionKind.TEXT),
        (N_("Ce qui m'a manqué"), QuestionKind.TEXT),
    ),
    Moment.COLD: (
        (N_("J'ai pu appliquer ce que j'ai appris"), QuestionKind.SCALE),
        (N_("Mon association en a profité"), QuestionKind.SCALE),
        (N_("Ce que nous avons changé depuis"), QuestionKind.TEXT),
        (N_("Ce dont nous aurions encore besoin"), QuestionKind.TEXT),
    ),
}
"""What is proposed for a form without questions."""


def check_questions(questions: Sequence[QuestionPlan]) -> None:
    """Refuse questions without words, choices without two words, more than thirty questions."""
    if len(questions) > MOST_QUESTIONS:
        raise DomainError(
            "too_many",
            N_("Ce questionnaire est trop long (au plus {most}) : personne ne répondrait à davantage."),
            most=MOST_QUESTIONS,
        )
    for question in questions:
        if not question.words.strip():
            raise DomainError("words", N_("Écrivez la question."), field="words")
        options = [line for line in question.choices.splitlines() if line.strip()]
        if question.kind is QuestionKind.CHOICE and len(options) < 2:
            raise DomainError("choices", N_("Un choix propose au moins deux réponses, une par ligne."), field="choices")
