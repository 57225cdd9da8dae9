"""Evaluations answered: a sheet as it is counted, results with how many answered, hidden when too few did."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cresi_app.core.i18n import tr, trn
from cresi_app.training.model.evaluation import EvaluationQuestion, Moment, QuestionResult

SMALL: Final = 5
"""Below so many answers nothing is shown: among three people everybody recognises everybody."""


FORM_KINDS: Final = {Moment.HOT: "H", Moment.COLD: "C"}
"""Letters of the fillable forms."""
FORM_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Answers:
    """One sheet, by nobody: (question → answer of a scale or choice), (question → free words)."""

    chosen: Mapping[int, str] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not any(self.chosen.values()) and not any(words.strip() for words in self.comments.values())


@dataclass(frozen=True, slots=True)
class Counted:
    """A sheet just counted, for whoever entered it to take back at once; kept nowhere."""

    session_id: int
    moment: Moment
    answers: str
    comments: str
    file_sha256: str = ""
    n: int = 0
    """Sheets counted so far, this one included."""

    @classmethod
    def of(
        cls, session_id: int, moment: Moment, answers: Answers, ids: Sequence[int], file_sha256: str = ""
    ) -> "Counted":
        """Return a sheet as the library counts it; `ids` are random, one for each comment."""
        chosen = [{"question": key, "answer": value} for key, value in sorted(answers.chosen.items()) if value]
        said = [(key, " ".join(words.split())) for key, words in sorted(answers.comments.items())]
        comments = [
            {"id": one, "question": key, "words": words}
            for one, (key, words) in zip(ids, [p for p in said if p[1]], strict=False)
        ]
        return cls(session_id, moment, json.dumps(chosen), json.dumps(comments, ensure_ascii=False), file_sha256)


@dataclass(frozen=True, slots=True)
class EvaluationResult:
    """What the people of a session answered at a moment. `n` of `expected`; below `SMALL` nothing but the number."""

    session_id: int
    moment: Moment
    n: int
    expected: int
    results: tuple[QuestionResult, ...] = ()
    comments: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(question, what was written), in alphabetical order: never that of the sheets."""

    @property
    def is_hidden(self) -> bool:
        """Whether too few answered for anything to be shown."""
        return self.n < SMALL

    @property
    def sentence(self) -> str:
        """« 7 réponses sur 12 personnes présentes »."""
        if not self.n:
            return tr("Aucune réponse encore.")
        words = trn(
            "{n} réponse sur {expected} attendues",
            "{n} réponses sur {expected} attendues",
            self.n,
            expected=self.expected,
        )
        if not self.is_hidden:
            return words
        return tr("{words} : les résultats se montrent à partir de {least}.", words=words, least=SMALL)


def checked_answers(answers: Answers, questions: Sequence[EvaluationQuestion]) -> Answers:
    """Return the answers to questions of this form that are possible; anything else is left out."""
    asked = {one.id: one for one in questions}
    chosen = {
        key: value
        for key, value in answers.chosen.items()
        if key in asked
        and (value in {"1", "2", "3", "4"} if asked[key].kind == "scale" else value in asked[key].options)
    }
    comments = {
        key: words.strip()[:2000]
        for key, words in answers.comments.items()
        if key in asked and asked[key].kind == "text" and words.strip()
    }
    return Answers(chosen, comments)
