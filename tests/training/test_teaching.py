"""What courses rest on: competences of trainers, documents of the catalogue, evaluation questions; and the centre's words."""

from datetime import date

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.training.model.evaluation import Moment, QuestionKind, QuestionPlan
from tests.training.centre import CLAIRE, Centre, morning


def test_a_trainer_without_the_competence_is_told_and_those_who_have_it_come_first(centre: Centre) -> None:
    training = centre.training
    money = training.add_competence(CLAIRE, "Comptes d'association").id
    groups = training.add_competence(CLAIRE, "Animer un groupe").id
    training.set_course_competences(CLAIRE, centre.course_id, [money, groups])
    able, unable = centre.person("Isabelle Fontaine"), centre.person("Paul Roy")
    training.set_trainer_competences(CLAIRE, able, [money, groups])
    training.set_trainer_competences(CLAIRE, unable, [groups])
    assert [(name, held) for _, name, held, _ in training.suggested_trainers(centre.course_id)] == [
        ("Isabelle Fontaine", 2), ("Paul Roy", 1),
    ]  # fmt: skip
    assert not any("compétence" in one for one in centre.sheet(centre.session()).warnings)
    given = centre.session(morning(date(2026, 10, 20), None, unable))
    assert any("Paul Roy n’a pas la compétence demandée" in one for one in centre.sheet(given).warnings)


def test_a_competence_has_one_name(centre: Centre) -> None:
    centre.training.add_competence(CLAIRE, "Évaluation")
    with pytest.raises(DomainError, match="existe déjà"):
        centre.training.add_competence(CLAIRE, "evaluation ")


def test_documents_of_the_catalogue_stand_on_the_course_in_order_and_go_with_their_notice(centre: Centre) -> None:
    training = centre.training
    catalogue = training.catalogue
    first, second = (
        catalogue.add_document(CLAIRE, title=title).id for title in ("Écrire un budget", "Compter le bénévolat")
    )
    training.set_course_documents(CLAIRE, centre.course_id, [second, first, second])
    assert [one.title for one in training.course_documents(centre.course_id)] == [
        "Compter le bénévolat",
        "Écrire un budget",
    ]
    assert training.courses_of_document(first) == [(centre.course_id, "Monter son budget")]
    training.set_course_documents(CLAIRE, centre.course_id, [first])
    catalogue.delete_document(CLAIRE, first, catalogue.document(first).document.version)
    assert training.course_documents(centre.course_id) == []
    centre.library.undo(CLAIRE)
    assert [one.title for one in training.course_documents(centre.course_id)] == ["Écrire un budget"]


def test_questions_are_written_in_order_changed_and_put_away(centre: Centre) -> None:
    training = centre.training
    asked = [
        QuestionPlan("La formation m'a plu"),
        QuestionPlan("Par qui ?", QuestionKind.CHOICE, "Le centre\nUn ami\n"),
    ]
    training.set_evaluation_form(CLAIRE, centre.course_id, Moment.HOT, asked)
    form = training.evaluation_form(centre.course_id, Moment.HOT)
    assert form is not None
    assert form.questions[1].options == ("Le centre", "Un ami")
    kept = [QuestionPlan("Et la salle ?"), QuestionPlan("La formation m'a plu", id=form.questions[0].id)]
    training.set_evaluation_form(CLAIRE, centre.course_id, Moment.HOT, kept)
    again = training.evaluation_form(centre.course_id, Moment.HOT)
    assert again is not None
    assert [one.words for one in again.questions] == ["Et la salle ?", "La formation m'a plu"]
    assert again.questions[1].id == form.questions[0].id
    assert training.evaluation_form(centre.course_id, Moment.COLD) is None


@pytest.mark.parametrize("plan", [QuestionPlan(" "), QuestionPlan("Par qui ?", QuestionKind.CHOICE, "Un seul")])
def test_a_question_without_words_or_choice_is_refused(centre: Centre, plan: QuestionPlan) -> None:
    with pytest.raises(DomainError):
        centre.training.set_evaluation_form(CLAIRE, centre.course_id, Moment.HOT, [plan])
    assert centre.training.evaluation_form(centre.course_id, Moment.HOT) is None


def test_the_centres_words_are_kept_and_the_delay_stays_sensible(centre: Centre) -> None:
    centre.training.set_setting(CLAIRE, needs_contact="Claire  Martin", is_declared=True)
    held = centre.training.setting()
    assert (held.needs_contact, held.is_declared, held.minimum_days) == ("Claire Martin", True, 10)
    with pytest.raises(DomainError, match="de 0 à 120"):
        centre.training.set_setting(CLAIRE, minimum_days=400)
