"""Answers are counted without anybody's name; nothing in the library leads from one back to a person."""

from datetime import UTC, date, datetime

import pytest

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.store.errors import Refused
from cresi_app.training.model import AttendanceStatus
from cresi_app.training.model.evaluated import Answers
from cresi_app.training.model.evaluation import Moment, QuestionKind, QuestionPlan
from tests.training.centre import CLAIRE, Centre, afternoon, morning

DAY = date(2026, 8, 25)
QUESTIONS = (
    QuestionPlan("Utile ?"),
    QuestionPlan("Rythme", QuestionKind.CHOICE, "Lent\nJuste\nRapide"),
    QuestionPlan("À retenir", QuestionKind.TEXT),
)


@pytest.fixture
def session(centre: Centre) -> int:
    """A session held a week ago, seven people registered, six of them there."""
    with clock.frozen(datetime(2026, 8, 1, 10, tzinfo=UTC)):
        session = centre.session(morning(DAY), afternoon(DAY))
        centre.training.set_evaluation_form(CLAIRE, centre.course_id, Moment.HOT, QUESTIONS)
        names = [f"Personne {n}" for n in range(7)]
        booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), names)
    slot = centre.sheet(session).slots[0].slot.id
    marks = {
        (place.place_id, slot): AttendanceStatus.ABSENT if n == 6 else AttendanceStatus.PRESENT
        for n, place in enumerate(booked.places)
    }
    centre.training.mark_attendance(CLAIRE, session, marks)
    return session


def ids(centre: Centre, session: int) -> tuple[int, int, int]:
    scale, choice, text = centre.training.questions_of(session, Moment.HOT).questions
    return scale.id, choice.id, text.id


def answer(centre: Centre, session: int, scale: str, choice: str = "Juste", words: str = "", file: str = "") -> int:
    one, two, three = ids(centre, session)
    answers = Answers({one: scale, two: choice}, {three: words})
    return centre.training.answer(session, Moment.HOT, answers, file_sha256=file).n


def test_results_come_with_n_and_only_from_five_answers_on(centre: Centre, session: int) -> None:
    for scale in ("4", "4", "3", "1"):
        answer(centre, session, scale)
    few = centre.training.evaluation_result(session, Moment.HOT)
    assert (few.n, few.expected, few.results, few.comments, few.is_hidden) == (4, 6, (), (), True)
    assert centre.training.satisfaction([session]) == []
    answer(centre, session, "4", "Rapide", "Bravo")
    shown = centre.training.evaluation_result(session, Moment.HOT)
    assert not shown.is_hidden
    assert shown.results[0].counts == {"1": 1, "3": 1, "4": 3}
    assert shown.results[1].counts == {"Juste": 4, "Rapide": 1}
    assert shown.comments == (("À retenir", ("Bravo",)),)
    (first, _) = centre.training.satisfaction([session])
    assert (first.words, first.n, first.expected, first.share("3", "4")) == ("Utile ?", 5, 6, 80)


def test_nothing_of_an_answer_is_in_the_history(centre: Centre, session: int) -> None:
    before = centre.library.value("SELECT max(seq) FROM revision")
    changes = centre.library.value("SELECT count(*) FROM change")
    for n in range(6):
        answer(centre, session, "2", words=f"Mot secret {n}")
    assert centre.library.value("SELECT max(seq) FROM revision") == before
    assert centre.library.value("SELECT count(*) FROM change") == changes
    tables = [
        row["name"]
        for row in centre.library.query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'evaluation_%'"
        )
    ]
    for table in tables:
        columns = {row["name"] for row in centre.library.query(f"SELECT name FROM pragma_table_info('{table}')")}
        if table not in {"evaluation_form", "evaluation_question", "evaluation_moment"}:
            assert not columns & {"created_at", "updated_at", "version", "person_id", "place_id", "who", "at"}, table
    rows = centre.library.query("SELECT id, words FROM evaluation_comment ORDER BY id")
    assert sorted(row["words"] for row in rows) == [f"Mot secret {n}" for n in range(6)]
    assert not any(
        row["after"] and "Mot secret" in row["after"] for row in centre.library.query("SELECT after FROM change")
    )


def test_ids_of_comments_say_nothing_of_their_order(centre: Centre, session: int) -> None:
    for n in range(6):
        answer(centre, session, "2", words=f"{n}")
    found = [row["id"] for row in centre.library.query("SELECT id FROM evaluation_comment ORDER BY id")]
    spread = found[-1] - found[0]
    assert spread > 2**50, "random over the whole range: ids made from the clock would lie together"


def test_no_more_sheets_than_people_and_no_file_twice(centre: Centre, session: int) -> None:
    answer(centre, session, "3", file="a" * 64)
    with pytest.raises(DomainError) as caught:
        answer(centre, session, "3", file="a" * 64)
    assert caught.value.code == "already_read"
    for _ in range(5):
        answer(centre, session, "3")
    with pytest.raises(DomainError) as caught:
        answer(centre, session, "3")
    assert caught.value.code == "all_answered"
    assert centre.training.evaluation_result(session, Moment.HOT).n == 6


def test_a_sheet_mistyped_is_taken_back_whole(centre: Centre, session: int) -> None:
    one, two, three = ids(centre, session)
    for _ in range(5):
        answer(centre, session, "4", "Lent")
    counted = centre.training.answer(
        session, Moment.HOT, Answers({one: "1", two: "Rapide"}, {three: "Erreur"}), file_sha256="b" * 64
    )
    centre.training.take_back_answer(counted)
    result = centre.training.evaluation_result(session, Moment.HOT)
    assert (result.n, result.comments, result.results[0].counts) == (5, (), {"4": 5})
    centre.training.answer(session, Moment.HOT, Answers({one: "1"}), file_sha256="b" * 64)


def test_answers_that_cannot_be_are_left_out(centre: Centre, session: int) -> None:
    one, two, three = ids(centre, session)
    with pytest.raises(DomainError, match="vide"):
        centre.training.answer(session, Moment.HOT, Answers({one: "9", two: "Bof", 12345: "1"}, {three: "   "}))
    with pytest.raises(DomainError) as caught:
        centre.training.questions_of(session, Moment.COLD)
    assert caught.value.code == "no_questions"
    coming = centre.session(morning(date(2026, 10, 8)))
    with pytest.raises(DomainError) as caught:
        centre.training.questions_of(coming, Moment.HOT)
    assert caught.value.code == "too_early"


def test_a_question_that_was_answered_keeps_its_words(centre: Centre, session: int) -> None:
    one, _, three = ids(centre, session)
    answer(centre, session, "3", words="Merci")
    for question in (one, three):
        with (
            pytest.raises(Refused) as caught,
            centre.library.revise("training.set_evaluation_form", CLAIRE) as revision,
        ):
            revision.update("evaluation_question", question, None, {"words": "Autre chose ?"})
        assert caught.value.code == "answered"


def test_small_sessions_are_not_in_the_sums(centre: Centre, session: int) -> None:
    with clock.frozen(datetime(2026, 8, 1, 10, tzinfo=UTC)):
        small = centre.session(morning(date(2026, 8, 26)))
        centre.training.book(CLAIRE, small, centre.organisation("Deux"), ["X X", "Y Y"])
    for _ in range(5):
        answer(centre, session, "4")
    answer(centre, small, "1")
    (first, _) = centre.training.satisfaction([session, small])
    assert first.counts == {"4": 5}
