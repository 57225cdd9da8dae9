"""What a person can do to what courses rest on: competences, documents, evaluation forms; and to the centre's own words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.core.text import fold, sort_key
from cresi_app.directory.service import DirectoryService
from cresi_app.store.errors import Refused
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision
from cresi_app.training.model.evaluation import (
    EvaluationQuestion,
    EvaluationSheet,
    Moment,
    QuestionKind,
    QuestionPlan,
    QuestionResult,
    check_questions,
)
from cresi_app.training.model.teaching import Competence, CourseSheet, TaughtDocument, TrainingSetting
from cresi_app.training.queries import teaching
from cresi_app.training.service.attendance import AttendanceDesk
from cresi_app.training.service.courses import lines, one_line, whole_number
from cresi_app.training.service.desk import missing, refusals

_LINES: Final = frozenset({
    "house_rules", "programme_intro", "booking_words", "places_words", "hours_words", "childcare_words", "absence_words",
    "rules_words", "ideas_words", "meals",
})  # fmt: skip
_ONE_LINE: Final = frozenset({"needs_contact", "programme_title"})


class TeachingDesk(AttendanceDesk):
    """Competences, documents, evaluation forms, settings."""

    def __init__(
        self, library: Library, directory: DirectoryService, catalogue: CatalogueService | None = None
    ) -> None:
        super().__init__(library)
        self.directory: Final = directory
        self.catalogue: Final = catalogue or CatalogueService(library)

    # --- the centre's own words ---

    def setting(self) -> TrainingSetting:
        """Return the centre's choices for its training."""
        return teaching.setting(self.library)

    def set_setting(self, who: Actor, edit_group: int | None = None, **fields: object) -> Changes:
        """Change choices or words of the centre; those of `TrainingSetting`."""
        assert fields.keys() <= _LINES | _ONE_LINE | {"minimum_days", "is_declared"}, sorted(fields)
        values: dict[str, object] = {}
        for name, value in fields.items():
            values[name] = lines(value) if name in _LINES else one_line(value) if name in _ONE_LINE else value
        days = values.get("minimum_days", 0)
        if not 0 <= whole_number(days, "minimum_days") <= 120:
            raise DomainError("days", N_("L'alerte se donne de 0 à 120 jours avant la journée."), field="minimum_days")

        def act() -> Changes:
            held = self.setting()
            with self.library.revise("training.set_setting", who, ("training_setting", 1), edit_group) as revision:
                if held.version:
                    revision.update("training_setting", 1, held.version, values)
                else:
                    revision.insert("training_setting", {"id": 1, **values})
            return revision.changes

        return self._settle(act)

    # --- courses whole ---

    def course_sheet(self, course_id: int) -> CourseSheet:
        """Return a course whole, from one snapshot. DomainError ``unknown``."""
        with self.library.snapshot():
            course = self.course(course_id)
            return CourseSheet(
                course,
                tuple(teaching.competences_of_course(self.library, course_id)),
                tuple(self.course_documents(course_id)),
                tuple(teaching.forms(self.library, course_id)),
                teaching.session_count(self.library, course_id),
            )

    def course_documents(self, course_id: int) -> list[TaughtDocument]:
        """Return the documents of a course, as the catalogue describes them, in their order."""
        return self._documents(teaching.document_ids(self.library, course_id))

    def find_documents(self, text: str, limit: int) -> list[TaughtDocument]:
        """Return what a picker of documents proposes for typed text."""
        return self._documents([row.id for row in self.catalogue.search(text, limit=limit).rows])

    def _documents(self, ids: Sequence[int]) -> list[TaughtDocument]:
        return [
            TaughtDocument(
                row.id,
                row.number,
                row.title,
                ", ".join(part for part in (row.authors, str(row.year or "")) if part),
                row.call_number,
            )
            for row in self.catalogue.rows(list(ids))
        ]

    def set_course_documents(self, who: Actor, course_id: int, document_ids: Sequence[int]) -> Changes:
        """Say on which documents of the catalogue a course rests, in that order."""
        wanted = list(dict.fromkeys(document_ids))

        def act() -> Changes:
            held = teaching.ties(self.library, "course_document", "course_id", course_id, "document_id")
            with self.library.revise("training.set_documents", who, ("course", course_id)) as revision:
                for document_id, rows in held.items():
                    if document_id not in wanted:
                        for row in rows:
                            revision.delete("course_document", row)
                for position, document_id in enumerate(wanted):
                    if document_id in held:
                        revision.update("course_document", held[document_id][0], None, {"position": position})
                    else:
                        values = {"course_id": course_id, "document_id": document_id, "position": position}
                        revision.insert("course_document", values)
            return revision.changes

        self.course(course_id)
        return self._settle(act)

    def courses_of_document(self, document_id: int) -> list[tuple[int, str]]:
        """Return (id, title) of the courses that rest on a document."""
        return teaching.courses_of_document(self.library, document_id)

    # --- competences ---

    def competences(self) -> list[Competence]:
        """Return every competence, in order of name."""
        return teaching.competences(self.library)

    def add_competence(self, who: Actor, name: str) -> Changes:
        """Make a competence; one of the same name (accents and capitals apart) is refused: ``known``."""
        words = one_line(name)
        if not words:
            raise DomainError("name", N_("Nommez la compétence."), field="name")
        for known in self.competences():
            if fold(known.name) == fold(words):
                raise DomainError("known", N_("La compétence « {name} » existe déjà."), field="name", name=known.name)
        competence_id = new_id()
        with (
            refusals(),
            self.library.revise("training.add_competence", who, ("competence", competence_id)) as revision,
        ):
            revision.insert("competence", {"id": competence_id, "name": words, "name_sort": sort_key(words)})
        return revision.changes

    def set_course_competences(self, who: Actor, course_id: int, competence_ids: Sequence[int]) -> Changes:
        """Say what the trainers of a course must know."""
        self.course(course_id)
        return self._tie(
            who, ("training.set_competences", "course"), ("course_competence", "course_id", course_id), competence_ids
        )

    def trainer_competences(self, person_id: int) -> list[Competence]:
        """Return what a trainer knows."""
        return teaching.competences_of_person(self.library, person_id)

    def set_trainer_competences(self, who: Actor, person_id: int, competence_ids: Sequence[int]) -> Changes:
        """Say what a trainer knows."""
        self.directory.person(person_id)
        return self._tie(
            who,
            ("training.set_trainer_skills", "person"),
            ("trainer_competence", "person_id", person_id),
            competence_ids,
        )

    def _tie(
        self, who: Actor, act_on: tuple[str, str], where: tuple[str, str, int], competence_ids: Sequence[int]
    ) -> Changes:
        (operation, kind), (table, owner, owner_id), wanted = act_on, where, set(competence_ids)

        def act() -> Changes:
            held = teaching.ties(self.library, table, owner, owner_id, "competence_id")
            with self.library.revise(operation, who, (kind, owner_id)) as revision:
                for row in [row for tied, rows in held.items() if tied not in wanted for row in rows]:
                    revision.delete(table, row)
                for competence_id in sorted(wanted - held.keys()):
                    revision.insert(table, {owner: owner_id, "competence_id": competence_id})
            return revision.changes

        return self._settle(act)

    def suggested_trainers(self, course_id: int) -> list[tuple[int, str, int, int]]:
        """Return (person, name, competences held, competences asked) of who can give a course, best first."""
        return teaching.trainers_with(self.library, course_id)

    # --- evaluation forms ---

    def evaluation_form(self, course_id: int, moment: Moment) -> EvaluationSheet | None:
        """Return what a course asks at a moment, None when it asks nothing."""
        return next((one for one in teaching.forms(self.library, course_id) if one.form.moment is moment), None)

    def evaluation_form_of_session(self, session_id: int, moment: Moment) -> EvaluationSheet | None:
        """Return what the participants of a session are asked at a moment, None when nothing."""
        return self.evaluation_form(self.session(session_id).course_id, moment)

    def set_evaluation_form(
        self,
        who: Actor,
        course_id: int,
        moment: Moment,
        questions: Sequence[QuestionPlan],
        *,
        intro: str = "",
        delay_days: int | None = None,
    ) -> Changes:
        """Write the questions of a course, in order. One that was answered already is put away, and asked anew as changed."""
        check_questions(questions)
        self.course(course_id)
        days = (90 if moment is Moment.COLD else 0) if delay_days is None else delay_days
        if not 0 <= days <= 730:
            raise DomainError(
                "delay", N_("Une évaluation à froid se demande de 0 à 730 jours après."), field="delay_days"
            )
        columns: dict[str, object] = {"intro": lines(intro), "delay_days": days}

        def act(frozen: frozenset[int] = frozenset()) -> Changes:
            held = self.evaluation_form(course_id, moment)
            with self.library.revise("training.set_evaluation_form", who, ("course", course_id)) as revision:
                if held is None:
                    form_id = new_id()
                    values = {"id": form_id, "course_id": course_id, "moment": moment}
                    revision.insert("evaluation_form", {**values, **columns})
                else:
                    form_id = held.form.id
                    revision.update("evaluation_form", form_id, held.form.version, columns)
                known = {one.id: one for one in held.questions} if held else {}
                _write_questions(revision, form_id, known, questions, frozen)
            return revision.changes

        try:
            return self.library.retry(act)
        except Refused as refusal:
            if refusal.code != "answered":
                with refusals():
                    raise
        held = self.evaluation_form(course_id, moment)
        return self._settle(lambda: act(frozenset(one.id for one in held.questions) if held else frozenset()))

    def remove_evaluation_form(self, who: Actor, course_id: int, moment: Moment) -> Changes:
        """Ask nothing any more at a moment: the questions are put away, what was answered stays."""
        held = self.evaluation_form(course_id, moment)
        if held is None:
            raise missing(N_("Ce questionnaire n'existe plus. Rouvrez la formation."))
        with refusals(), self.library.revise("training.set_evaluation_form", who, ("course", course_id)) as revision:
            for question in held.questions:
                revision.update("evaluation_question", question.id, question.version, {"archived_on": today()})
        return revision.changes

    def satisfaction(self, session_ids: Sequence[int]) -> Sequence[QuestionResult]:  # noqa: ARG002 - the evaluations' desk answers
        """Return what was answered to the questions asked at the end of these sessions; nothing while nobody answered."""
        return ()


def _write_questions(
    revision: Revision,
    form_id: int,
    known: Mapping[int, EvaluationQuestion],
    questions: Sequence[QuestionPlan],
    frozen: frozenset[int],
) -> None:
    """Write questions in order; those of `frozen` keep their words: changed ones are put away and asked anew."""
    kept: set[int] = set()
    day: date = today()
    for position, question in enumerate(questions):
        choices = [line.strip() for line in question.choices.splitlines() if line.strip()]
        values: dict[str, object] = {
            "kind": question.kind,
            "words": one_line(question.words),
            "choices": "\n".join(choices) if question.kind is QuestionKind.CHOICE else "",
        }
        held = known.get(question.id)
        same = held is not None and all(getattr(held, name) == value for name, value in values.items())
        if held is not None and (same or held.id not in frozen):
            kept.add(held.id)
            revision.update("evaluation_question", held.id, held.version, {**values, "position": position})
        else:
            revision.insert("evaluation_question", {"form_id": form_id, "position": position, **values})
    for question_id, gone in known.items():
        if question_id not in kept:
            revision.update("evaluation_question", question_id, gone.version, {"archived_on": day})
