"""What a course rests on: the competences its trainers need, the documents of the catalogue; and the centre's own words on its papers."""

from dataclasses import dataclass

from cresi_app.training.model.evaluation import EvaluationSheet
from cresi_app.training.model.planning import Course


@dataclass(frozen=True, slots=True)
class Competence:
    """Something a trainer must know in order to give a course."""

    id: int
    version: int
    name: str


@dataclass(frozen=True, slots=True)
class TaughtDocument:
    """A notice of the catalogue that a course rests on. `aside`: its authors and year; `call_number`: where it stands."""

    document_id: int
    number: str
    title: str
    aside: str
    call_number: str


@dataclass(frozen=True, slots=True)
class CourseSheet:
    """A course whole: its sheet, what trainers need, its documents, its evaluation forms, how often it was given."""

    course: Course
    competences: tuple[Competence, ...]
    documents: tuple[TaughtDocument, ...]
    forms: tuple[EvaluationSheet, ...]
    sessions: int


@dataclass(frozen=True, slots=True)
class Unskilled:
    """A trainer of a session without a competence that its course asks for."""

    trainer: str
    competence: str


@dataclass(frozen=True, slots=True)
class TrainingSetting:
    """The centre's choices and words. `version` 0 when nothing was set yet. Empty words print the usual ones, or nothing."""

    version: int = 0
    minimum_days: int = 10
    """From so many days before a session on, one below its minimum is told."""
    needs_contact: str = ""
    meals: str = ""
    house_rules: str = ""
    programme_title: str = ""
    programme_intro: str = ""
    booking_words: str = ""
    places_words: str = ""
    hours_words: str = ""
    childcare_words: str = ""
    absence_words: str = ""
    rules_words: str = ""
    ideas_words: str = ""
    is_declared: bool = False
    """The centre is a declared training body: its papers name the number, and the page « Organisme déclaré » is there."""
