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


def evaluate(training: TrainingService, sessions: Mapping[str, int], held: tuple[str, str], moment: Moment) -> None:
    """Count the sheets of a session held, always the same ones; nothing where its course asks nothing.

    `held` is the session's mark and its course.
    """
    mark, course = held
    session_id = sessions[mark]
    try:
        questions = training.questions_of(session_id, moment).questions
    except DomainError:
        return  # not every course asks months later
    chance = random.Random(f"{mark} {moment}")  # noqa: S311 - the same sheets every time, nothing secret
    remarks = [_remarks(name, course, chance) for name in ("said", "missed")]
    expected = training.evaluation_result(session_id, moment).expected
    for _ in range(round(expected * _SHARE[moment])):
        chosen = {
            one.id: chance.choices("1234", (1, 6, 38, 55))[0] for one in questions if one.kind is QuestionKind.SCALE
        }
        texts = [one for one in questions if one.kind is QuestionKind.TEXT]
        comments = {
            one.id: remarks[rank % 2].pop()
            for rank, one in enumerate(texts)
            if chance.random() < 0.25 and remarks[rank % 2]
        }
        training.answer(session_id, moment, Answers(chosen, comments))


def _remarks(name: str, course: str, chance: random.Random) -> list[str]:
    """Return what may be written on the sheets of a course, in some order: nobody writes what a neighbour wrote."""
    found = [one["words"] for one in entries("training", name) if one.get("course", course) == course]
    chance.shuffle(found)
    return found
