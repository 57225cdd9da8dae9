"""What was answered to evaluations: counts, and the one statement that counts a sheet. Outside history, on purpose."""

from collections.abc import Sequence
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed

COUNT_SHEET: Final = "INSERT INTO evaluation_sheet (session_id, moment, step, expected, answers, comments, file_sha256) VALUES (?, ?, ?, ?, ?, ?, ?)"


def counted(library: Library, session_id: int, moment: str) -> int:
    """Return how many sheets of a session were counted."""
    found: int = library.value(
        "SELECT n FROM evaluation_count WHERE session_id = ? AND moment = ?", (session_id, moment), 0
    )
    return found


def expected(library: Library, session_id: int) -> int:
    """Return how many people may answer: those who were there, or those registered while presence is not noted."""
    present: int = library.value(
        "SELECT count(DISTINCT attendance.place_id) FROM attendance JOIN slot ON slot.id = attendance.slot_id "
        "WHERE slot.session_id = ? AND attendance.status IN ('present', 'late')",
        (session_id,),
        0,
    )
    registered: int = library.value(
        "SELECT count(*) FROM place WHERE session_id = ? AND status = 'registered'", (session_id,), 0
    )
    return present or registered


def tallies(library: Library, session_ids: Sequence[int], moment: str, least: int) -> list[Row]:
    """Return (session, question, words, kind, choices, answer, n) of the sessions with at least `least` sheets, in the order of the form."""
    return library.query(
        "SELECT evaluation_tally.session_id, evaluation_question.id AS question, evaluation_question.words, evaluation_question.kind, "
        "evaluation_tally.answer, evaluation_tally.n FROM evaluation_tally "
        "JOIN evaluation_question ON evaluation_question.id = evaluation_tally.question_id "
        "JOIN evaluation_form ON evaluation_form.id = evaluation_question.form_id AND evaluation_form.moment = ? "
        "JOIN evaluation_count ON evaluation_count.session_id = evaluation_tally.session_id "
        "AND evaluation_count.moment = evaluation_form.moment AND evaluation_count.n >= ? "
        "WHERE evaluation_tally.session_id IN (SELECT value FROM json_each(?)) AND evaluation_tally.n > 0 "
        "ORDER BY evaluation_question.position, evaluation_question.words, evaluation_tally.answer",
        (moment, least, listed(session_ids)),
    )


def comments(library: Library, session_id: int, moment: str) -> list[tuple[str, str]]:
    """Return (question, words) in the order of the form, then of the alphabet."""
    rows = library.query(
        "SELECT evaluation_question.words AS question, evaluation_comment.words FROM evaluation_comment "
        "JOIN evaluation_question ON evaluation_question.id = evaluation_comment.question_id "
        "JOIN evaluation_form ON evaluation_form.id = evaluation_question.form_id AND evaluation_form.moment = ? "
        "WHERE evaluation_comment.session_id = ? ORDER BY evaluation_question.position, evaluation_comment.words",
        (moment, session_id),
    )
    return [(row["question"], row["words"]) for row in rows]
