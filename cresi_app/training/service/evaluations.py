"""Evaluations answered without a name: counted outside history, shown with how many answered, hidden when too few did."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.errors import Refused, unforeseen
from cresi_app.training.model import ENDED
from cresi_app.training.model.evaluated import SMALL, Answers, Counted, EvaluationResult, checked_answers
from cresi_app.training.model.evaluation import EvaluationSheet, Moment, QuestionKind, QuestionResult
from cresi_app.training.queries import evaluated, sessions
from cresi_app.training.service.intake import IntakeDesk

_SENTENCES = {
    "all_answered": N_(
        "Tous ceux qui étaient là ont déjà répondu : cette feuille n'a pas été comptée. Notez d'abord les présences."
    ),
    "already_read": N_("Ce questionnaire a déjà été lu : il n'a pas été compté une seconde fois."),
}


class EvaluationsDesk(IntakeDesk):
    """What the people of a session thought of it.

    No act here has a person: nothing says who answered, when, in which order, or who typed a paper sheet in.
    """

    def questions_of(self, session_id: int, moment: Moment) -> EvaluationSheet:
        """Return what a session asks at a moment. Refuses ``no_questions`` and ``too_early``."""
        session = self.session(session_id)
        if session.status in ENDED:
            raise DomainError(
                "status", N_("La journée {session} n'a pas eu lieu : personne ne l'évalue."), session=session.code
            )
        days = [slot.day for slot in sessions.slots(self.library, session_id)]
        if not days or min(days) > today(session.zone):
            raise DomainError(
                "too_early", N_("La journée {session} n'a pas commencé : elle s'évaluera après."), session=session.code
            )
        sheet = self.evaluation_form_of_session(session_id, moment)
        if sheet is None or not sheet.questions:
            raise DomainError(
                "no_questions",
                N_("La formation de la journée {session} n'a pas de questions : écrivez-les dans « Notre offre »."),
                session=session.code,
            )
        return sheet

    def answer(self, session_id: int, moment: Moment, answers: Answers, *, file_sha256: str = "") -> Counted:
        """Count one sheet. Refuses ``empty``, ``all_answered`` (more sheets than people), ``already_read`` (the same file)."""
        sheet = self.questions_of(session_id, moment)
        checked = checked_answers(answers, sheet.questions)
        if checked.is_empty:
            raise DomainError("empty", N_("Ce questionnaire est vide : il n'a pas été compté."))
        ids = [secrets.randbits(62) for _ in checked.comments]
        counted = Counted.of(session_id, moment, checked, ids, file_sha256)
        self._count(counted, 1)
        return replace(counted, n=evaluated.counted(self.library, session_id, moment))

    def take_back_answer(self, counted: Counted) -> None:
        """Take a sheet just counted back, for whoever mistyped it. Undo does not reach answers: nothing keeps them together."""
        self._count(counted, -1)

    def _count(self, counted: Counted, step: int) -> None:
        expected = evaluated.expected(self.library, counted.session_id)
        try:
            self.library.derive(
                evaluated.COUNT_SHEET,
                (
                    counted.session_id, counted.moment, step, expected, counted.answers, counted.comments, counted.file_sha256,
                ),
            )  # fmt: skip
        except Refused as refusal:
            if refusal.code not in _SENTENCES:
                raise unforeseen(refusal) from refusal
            raise DomainError(refusal.code, _SENTENCES[refusal.code]) from refusal

    # --- results ---

    def evaluation_result(self, session_id: int, moment: Moment) -> EvaluationResult:
        """Return what a session's people answered; below `SMALL` answers only how many."""
        with self.library.snapshot():
            n = evaluated.counted(self.library, session_id, moment)
            expected = evaluated.expected(self.library, session_id)
            if n < SMALL:
                return EvaluationResult(session_id, moment, n, expected)
            results = self._results([session_id], moment, expected)
            grouped: dict[str, list[str]] = {}
            for question, words in evaluated.comments(self.library, session_id, moment):
                grouped.setdefault(question, []).append(words)
        comments = tuple((question, tuple(said)) for question, said in grouped.items())
        return EvaluationResult(session_id, moment, n, expected, tuple(results), comments)

    def satisfaction(self, session_ids: Sequence[int]) -> Sequence[QuestionResult]:
        """Return what was answered at the end of these sessions, question by question.

        Sessions with fewer than `SMALL` answers are left out of the sums too: subtracting the others would show them.
        """
        with self.library.snapshot():
            counted = [one for one in session_ids if evaluated.counted(self.library, one, Moment.HOT) >= SMALL]
            expected = sum(evaluated.expected(self.library, one) for one in counted)
            return self._results(counted, Moment.HOT, expected)

    def _results(self, session_ids: Sequence[int], moment: Moment, expected: int) -> list[QuestionResult]:
        found: dict[tuple[str, str], dict[str, int]] = {}
        for row in evaluated.tallies(self.library, session_ids, moment, SMALL):
            counts = found.setdefault((row["words"], row["kind"]), {})
            counts[row["answer"]] = counts.get(row["answer"], 0) + row["n"]
        return [
            QuestionResult(words, QuestionKind(kind), counts, sum(counts.values()), expected)
            for (words, kind), counts in found.items()
        ]
