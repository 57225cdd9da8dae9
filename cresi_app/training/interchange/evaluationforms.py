"""Evaluation forms that come back filled: which session, which answers. Never from whom."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.pdfform import FilledForm, read_form
from cresi_app.training.model.evaluated import FORM_KINDS, FORM_VERSION, Answers
from cresi_app.training.model.evaluation import EvaluationSheet, Moment, QuestionKind
from cresi_app.training.service import TrainingService

_MOMENTS: Final = {kind: moment for moment, kind in FORM_KINDS.items()}


@dataclass(frozen=True, slots=True)
class FilledEvaluation:
    """A form read: what to count, or why not. The file's name is for the person who reads it, and is kept nowhere."""

    source: str
    session_id: int = 0
    session: str = ""
    moment: Moment = Moment.HOT
    answers: Answers = field(default_factory=Answers)
    sha256: str = ""
    refusal: DomainError | None = None


def read_evaluation_forms(service: TrainingService, files: Sequence[Path]) -> list[FilledEvaluation]:
    """Read filled evaluation forms, in no order that says anything: by the digest of their content. Never raises."""
    return sorted((_read(service, file) for file in files), key=lambda one: one.sha256)


def _read(service: TrainingService, file: Path) -> FilledEvaluation:
    try:
        form = read_form(file)
        session_id, moment = _about(service, form, file)
        answers = _answers(form, service.questions_of(session_id, moment))
    except DomainError as refusal:
        return FilledEvaluation(file.name, refusal=refusal)
    title = service.session(session_id).title
    return FilledEvaluation(
        file.name, session_id, title, moment, answers, hashlib.sha256(file.read_bytes()).hexdigest()
    )


def _about(service: TrainingService, form: FilledForm, file: Path) -> tuple[int, Moment]:
    if form.code.kind not in _MOMENTS or form.code.version > FORM_VERSION:
        raise DomainError(
            "form_other", N_("« {file} » n'est pas un questionnaire d'évaluation de ce centre."), file=file.name
        )
    session_id = service.session_by_code(form.code.ref)
    if session_id is None:
        raise DomainError(
            "unknown", N_("« {file} » parle d'une journée qui n'est pas dans cette bibliothèque."), file=file.name
        )
    return session_id, _MOMENTS[form.code.kind]


def _answers(form: FilledForm, sheet: EvaluationSheet) -> Answers:
    chosen: dict[int, str] = {}
    comments: dict[int, str] = {}
    for question in sheet.questions:
        value = form.lines(f"q_{question.id}")
        if not value:
            continue
        if question.kind is QuestionKind.TEXT:
            comments[question.id] = value
        elif question.kind is QuestionKind.CHOICE:
            rank = value.removeprefix("o")
            options = question.options
            chosen[question.id] = (
                options[int(rank) - 1] if rank.isdecimal() and 1 <= int(rank) <= len(options) else value
            )
        else:
            chosen[question.id] = value
    return Answers(chosen, comments)
