"""The example's evaluations: sheets made up from who was there, counted like any others, by nobody."""

import random
from collections.abc import Mapping

from cresi_app.core.errors import DomainError
from cresi_app.example.texts import entries
from cresi_app.training.model.evaluated import Answers
from cresi_app.training.model.evaluation import Moment, QuestionKind
from cresi_app.training.service import TrainingService

_SHARE = {Moment.HOT: 0.85, Moment.COLD: 0.5}
"""How many of those who were there answer."""


def evaluate(training: TrainingService, sessions: Mapping[str, int], mark: str, moment: Moment) -> None:
    """Count the sheets of a session held, always the same ones; nothing where its course asks nothing."""
    session_id = sessions[mark]
    try:
        questions = training.questions_of(session_id, moment).questions
    except DomainError:
        return  # not every course asks months later
    chance = random.Random(f"{mark} {moment}")  # noqa: S311 - the same sheets every time, nothing secret
    remarks = [[entry["words"] for entry in entries("training", name)] for name in ("said", "missed")]
    expected = training.evaluation_result(session_id, moment).expected
    for _ in range(round(expected * _SHARE[moment])):
        chosen = {
            one.id: chance.choices("1234", (1, 6, 38, 55))[0] for one in questions if one.kind is QuestionKind.SCALE
        }
        texts = [one for one in questions if one.kind is QuestionKind.TEXT]
        comments = {
            one.id: chance.choice(remarks[rank % 2]) for rank, one in enumerate(texts) if chance.random() < 0.25
        }
        training.answer(session_id, moment, Answers(chosen, comments))
