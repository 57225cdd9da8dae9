"""Papers made from the service straight into files: what the window's preview and the command line call."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final

from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.printing.document import Paper, render
from cresi_app.training.model.evaluation import (
    USUAL_QUESTIONS,
    EvaluationForm,
    EvaluationQuestion,
    EvaluationSheet,
    Moment,
)
from cresi_app.training.reports.badges import badges
from cresi_app.training.reports.certificate import certificates
from cresi_app.training.reports.convocation import convocations
from cresi_app.training.reports.declared import quality, statement
from cresi_app.training.reports.evaluation import evaluation
from cresi_app.training.reports.programme import Choices, programme, programme_imposed
from cresi_app.training.reports.session import session_report
from cresi_app.training.reports.signin import attendance
from cresi_app.training.reports.trainer import trainer_letters
from cresi_app.training.reports.yearly import training_year
from cresi_app.training.service import TrainingService

Chosen = Collection[str]
"""What was chosen in the preview: the keys of the boxes that are checked."""

FOLDED: Final = "folded"
SAVE_INK: Final = "ink"
DETAILS: Final = "details"
BLANK: Final = "blank"
COLD: Final = "cold"


def convocation_paper(
    service: TrainingService, session_id: int, chosen: Chosen = (), places: Collection[int] = ()
) -> Paper:
    """Return the convocations of a session, of `places` only when given. DomainError ``nobody``."""
    people = service.convocations(session_id, places)
    if not people:
        raise DomainError("nobody", N_("Personne n'est inscrit à cette journée : il n'y a personne à convoquer."))
    return convocations(people, service.directory.identity(), with_programme=DETAILS in chosen)


def certificate_paper(
    service: TrainingService, session_id: int, _chosen: Chosen = (), places: Collection[int] = ()
) -> Paper:
    """Return the certificates that were issued for a session. DomainError ``none_issued``."""
    people = service.certificate_data(session_id, places)
    if not people:
        raise DomainError(
            "none_issued",
            N_("Aucune attestation n'est établie pour cette journée : notez les présences, puis établissez-les."),
        )
    return certificates(people, service.directory.identity())


def badge_paper(service: TrainingService, session_id: int, _chosen: Chosen = ()) -> Paper:
    """Return the badges of a session."""
    return badges(service.badges(session_id), service.directory.identity())


def attendance_paper(service: TrainingService, session_id: int, chosen: Chosen = ()) -> Paper:
    """Return the attendance sheet; with `BLANK` lines for walk-ins on a sheet without names."""
    data = service.attendance_sheet_data(session_id)
    return attendance(data, service.directory.identity(), blank=BLANK in chosen)


def trainer_paper(service: TrainingService, session_id: int, _chosen: Chosen = ()) -> Paper:
    """Return the letters to the trainers of a session."""
    sheet = service.session_sheet(session_id)
    documents = [one.title for one in service.course_documents(sheet.course.id)]
    return trainer_letters(sheet, documents, service.directory.identity(), today(sheet.session.zone))


def evaluation_paper(service: TrainingService, session_id: int, chosen: Chosen = ()) -> Paper:
    """Return the evaluation form of a session; with `COLD` the one asked some months later."""
    moment = Moment.COLD if COLD in chosen else Moment.HOT
    sheet = service.session_sheet(session_id)
    form = service.evaluation_form(sheet.course.id, moment)
    if form is None or not form.questions:
        form = usual_form(sheet.course.id, moment)
    days = sorted({line.slot.day for line in sheet.slots})
    return evaluation(sheet.session, days, form, service.directory.identity())


def usual_form(course_id: int, moment: Moment) -> EvaluationSheet:
    """Return the usual questions, for a course that has none of its own."""
    questions = tuple(
        EvaluationQuestion(0, 0, 0, position, kind, tr(words))
        for position, (words, kind) in enumerate(USUAL_QUESTIONS[moment])
    )
    return EvaluationSheet(EvaluationForm(0, 0, course_id, moment), questions)


def session_report_paper(service: TrainingService, session_id: int, _chosen: Chosen = ()) -> Paper:
    """Return the report of a session."""
    return session_report(service.session_report(session_id), service.directory.identity())


def programme_paper(service: TrainingService, year: int, chosen: Chosen = ()) -> Paper:
    """Return the programme of a year: A5 pages in reading order, or with `FOLDED` A4 sheets to fold."""
    make = programme_imposed if FOLDED in chosen else programme
    choices = Choices(save_ink=SAVE_INK in chosen, with_details=DETAILS in chosen)
    return make(service.programme(year), service.directory.identity(), choices)


def year_paper(service: TrainingService, year: int, chosen: Chosen = ()) -> Paper:
    """Return the report of a year."""
    return training_year(service.year_report(year), service.directory.identity(), save_ink=SAVE_INK in chosen)


def quality_paper(service: TrainingService, year: int, _chosen: Chosen = ()) -> Paper:
    """Return the evidence list of a declared training body."""
    _check_declared(service)
    return quality(service.quality_lines(year), year, service.directory.identity())


def statement_paper(service: TrainingService, year: int, _chosen: Chosen = ()) -> Paper:
    """Return the frames of the yearly statement of a declared training body."""
    _check_declared(service)
    return statement(service.statement_lines(year), year, service.directory.identity())


def _check_declared(service: TrainingService) -> None:
    if not service.setting().is_declared:
        raise DomainError(
            "not_declared",
            N_(
                "Le centre n'est pas un organisme déclaré : le réglage « Organisme déclaré » des formations est éteint."
            ),
        )


Make = Callable[[TrainingService, int, Chosen], Paper]
OF_SESSION: Final[Mapping[str, Make]] = {
    "convocation": convocation_paper,
    "attendance": attendance_paper,
    "badge": badge_paper,
    "certificate": certificate_paper,
    "evaluation": evaluation_paper,
    "trainer-letter": trainer_paper,
    "session-report": session_report_paper,
}
OF_YEAR: Final[Mapping[str, Make]] = {
    "programme": programme_paper,
    "training-year": year_paper,
    "quality": quality_paper,
    "statement": statement_paper,
}


def print_into(service: TrainingService, name: str, record: int, out: Path, chosen: Chosen = ()) -> int:
    """Write the paper `name` of a session (its id) or of a year into `out` and return its pages."""
    make = OF_SESSION[name] if name in OF_SESSION else OF_YEAR[name]
    return render(make(service, record, chosen), out)


def one_each(
    service: TrainingService,
    name: str,
    session_id: int,
    folder: Path,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Path]:
    """Write convocations or certificates of a session one a person into `folder`; returns the files, by name of person.

    `step(done, total)` hears of each and may raise to stop.
    """
    folder.mkdir(parents=True, exist_ok=True)
    make = {"convocation": convocation_paper, "certificate": certificate_paper}[name]
    code = service.session(session_id).code
    names = {one.place_id: one.name for one in service.addressees(session_id)}
    places = service.places_in_order(session_id, name)
    files: list[Path] = []
    taken: set[str] = set()
    for number, place_id in enumerate(places):
        step(number, len(places))
        file = folder / f"{file_name(f'{code} {names.get(place_id, str(place_id))}', taken)}.pdf"
        render(make(service, session_id, (), [place_id]), file)
        files.append(file)
    return files


def file_name(words: str, taken: set[str]) -> str:
    """Return `words` as a file's name that every system takes and that was not given yet."""
    bare = "".join(char if char.isalnum() or char in " -_." else "-" for char in words).strip(" .")[:80] or "sans-nom"
    found, number = bare, 2
    while found.casefold() in taken:
        found, number = f"{bare} {number}", number + 1
    taken.add(found.casefold())
    return found
