"""Reads of what courses rest on: competences, documents, evaluation forms; and of the centre's own words."""

from collections.abc import Iterable

from cresi_app.store.library import Library
from cresi_app.store.records import Table
from cresi_app.store.values import listed
from cresi_app.training.model.evaluation import EvaluationForm, EvaluationQuestion, EvaluationSheet
from cresi_app.training.model.teaching import Competence, TrainingSetting, Unskilled

COMPETENCES = Table("competence", Competence)
FORMS = Table("evaluation_form", EvaluationForm)
QUESTIONS = Table("evaluation_question", EvaluationQuestion)
SETTINGS = Table("training_setting", TrainingSetting)


def setting(library: Library) -> TrainingSetting:
    """Return the centre's choices; those of a new library when nothing was set."""
    rows = library.query(f"SELECT {SETTINGS.select()} FROM training_setting WHERE id = 1")
    return SETTINGS.load(rows[0]) if rows else TrainingSetting()


def competences(library: Library) -> list[Competence]:
    """Return every competence, in order of name."""
    return COMPETENCES.loads(library.query(f"SELECT {COMPETENCES.select()} FROM competence ORDER BY name_sort, id"))


def competences_of_course(library: Library, course_id: int) -> list[Competence]:
    """Return what the trainers of a course must know."""
    rows = library.query(
        f"SELECT {COMPETENCES.select('competence')} FROM competence "
        "JOIN course_competence ON course_competence.competence_id = competence.id "
        "WHERE course_competence.course_id = ? ORDER BY competence.name_sort, competence.id",
        (course_id,),
    )
    return COMPETENCES.loads(rows)


def competences_of_person(library: Library, person_id: int) -> list[Competence]:
    """Return what a trainer knows, each competence once."""
    rows = library.query(
        f"SELECT DISTINCT {COMPETENCES.select('competence')}, competence.name_sort FROM competence "
        "JOIN trainer_competence ON trainer_competence.competence_id = competence.id "
        "WHERE trainer_competence.person_id = ? ORDER BY competence.name_sort, competence.id",
        (person_id,),
    )
    return COMPETENCES.loads(rows)


def ties(library: Library, table: str, owner: str, owner_id: int, column: str) -> dict[int, list[int]]:
    """Return {what is tied: row ids} of a table that ties records to one `owner`."""
    rows = library.query(f"SELECT id, {column} AS tied FROM {table} WHERE {owner} = ? ORDER BY id", (owner_id,))
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row["tied"], []).append(row["id"])
    return found


def trainers_with(library: Library, course_id: int) -> list[tuple[int, str, int, int]]:
    """Return (person, name, competences of the course held, competences asked) of everybody who holds one, best first."""
    rows = library.query(
        "SELECT person.id, trim(person.given_name || ' ' || person.family_name) AS name, "
        "count(DISTINCT course_competence.competence_id) AS held, "
        "(SELECT count(*) FROM course_competence WHERE course_id = ?) AS asked "
        "FROM course_competence JOIN trainer_competence USING (competence_id) JOIN person ON person.id = trainer_competence.person_id "
        "WHERE course_competence.course_id = ? AND person.archived_on IS NULL GROUP BY person.id ORDER BY held DESC, person.name_sort",
        (course_id, course_id),
    )
    return [(row["id"], row["name"], row["held"], row["asked"]) for row in rows]


def unskilled(library: Library, course_id: int, trainer_ids: Iterable[int]) -> list[Unskilled]:
    """Return which trainers lack which competence of a course."""
    rows = library.query(
        "SELECT trim(person.given_name || ' ' || person.family_name) AS trainer, competence.name AS competence "
        "FROM person JOIN course_competence ON course_competence.course_id = ? "
        "JOIN competence ON competence.id = course_competence.competence_id "
        "WHERE person.id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM trainer_competence "
        "WHERE trainer_competence.person_id = person.id AND trainer_competence.competence_id = competence.id) "
        "ORDER BY person.name_sort, competence.name_sort",
        (course_id, listed(trainer_ids)),
    )
    return [Unskilled(row["trainer"], row["competence"]) for row in rows]


def document_ids(library: Library, course_id: int) -> list[int]:
    """Return the documents of a course in their order."""
    sql = "SELECT document_id FROM course_document WHERE course_id = ? ORDER BY position, id"
    return [row["document_id"] for row in library.query(sql, (course_id,))]


def courses_of_document(library: Library, document_id: int) -> list[tuple[int, str]]:
    """Return (id, title) of the courses that rest on a document."""
    rows = library.query(
        "SELECT course.id, course.title FROM course_document JOIN course ON course.id = course_document.course_id "
        "WHERE course_document.document_id = ? ORDER BY course.title_sort",
        (document_id,),
    )
    return [(row["id"], row["title"]) for row in rows]


def forms(library: Library, course_id: int) -> list[EvaluationSheet]:
    """Return the evaluation forms of a course, hot before cold, with the questions they ask now."""
    rows = library.query(
        f"SELECT {FORMS.select('evaluation_form')} FROM evaluation_form JOIN evaluation_moment "
        "ON evaluation_moment.code = evaluation_form.moment WHERE course_id = ? ORDER BY evaluation_moment.position",
        (course_id,),
    )
    return [EvaluationSheet(form, tuple(questions(library, form.id))) for form in FORMS.loads(rows)]


def questions(library: Library, form_id: int, *, archived: bool = False) -> list[EvaluationQuestion]:
    """Return the questions of a form in order; those that were put away too with `archived`."""
    kept = "" if archived else "AND archived_on IS NULL"
    rows = library.query(
        f"SELECT {QUESTIONS.select()} FROM evaluation_question WHERE form_id = ? {kept} ORDER BY position, id",
        (form_id,),
    )
    return QUESTIONS.loads(rows)


def session_count(library: Library, course_id: int) -> int:
    """Return how many sessions a course has."""
    return int(library.value("SELECT count(*) FROM session WHERE course_id = ?", (course_id,)))
