"""The fillable evaluation form of a session, without a name on it; `interchange.evaluationforms` reads it back."""

from pathlib import Path
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.clock import now
from cresi_app.core.dates import format_date
from cresi_app.core.formcode import FormCode
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, words
from cresi_app.printing.forms import Entry, RadioEntry, TextEntry, code_entry, entry_flow, render_form
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.training.model import SessionSheet
from cresi_app.training.model.evaluated import FORM_KINDS, FORM_VERSION
from cresi_app.training.model.evaluation import (
    MOMENT_LABELS,
    SCALE_LABELS,
    EvaluationQuestion,
    EvaluationSheet,
    QuestionKind,
)

_QUESTION: Final = style.style("question", style.LABEL.fontName, 9.6, 13.4, spaceBefore=6, spaceAfter=3)


def evaluation_form(session: SessionSheet, sheet: EvaluationSheet, identity: Identity, out: Path) -> int:
    """Write the questions of a session as a fillable PDF and return its number of pages."""
    entries = {question.id: _entry(question) for question in sheet.questions}
    moment = sheet.form.moment
    code = FormCode(FORM_KINDS[moment], FORM_VERSION, session.session.code)

    def story(_numbers: Numbers) -> list[Flowable]:
        day = format_date(session.slots[0].slot.day, "full") if session.slots else ""
        flows: list[Flowable] = [
            Overline(tr(MOMENT_LABELS[moment])),
            words(session.session.title, style.H1_SMALL, role="H1"),
            words(day, style.SECOND),
            words(
                tr(
                    "Sans votre nom : vos réponses sont comptées, jamais rapprochées de vous. Renvoyez le fichier ou déposez-le à l'accueil."
                ),
                style.SECOND,
            ),
        ]
        if sheet.form.intro:
            flows += [Gap(6), words(sheet.form.intro, style.BODY)]
        for question in sheet.questions:
            flows += [words(question.words, _QUESTION), entry_flow(entries[question.id])]
        return [*flows, Gap(8), entry_flow(code_entry())]

    paper = Paper(
        kind="evaluation-form",
        title=tr("Évaluation – {title}", title=session.session.title),
        identity=identity,
        furniture=Furniture(tr("Évaluation"), session.session.code, who=address_line(identity), copy=tr("Anonyme.")),
        story=story,
        code=str(code),
        layout=LETTER,
        subject=tr("Évaluation"),
        made=now(),
    )
    return render_form(paper, [*entries.values(), code_entry()], out, code)


def _entry(question: EvaluationQuestion) -> Entry:
    """Return the field of a question: its name is the question's id, its choices ASCII."""
    name = f"q_{question.id}"
    if question.kind is QuestionKind.TEXT:
        return TextEntry(name, "", question.words, most=600, lines=3)
    if question.kind is QuestionKind.SCALE:
        return RadioEntry(
            name, "", question.words, options=[(str(n), tr(label)) for n, label in enumerate(SCALE_LABELS, start=1)]
        )
    return RadioEntry(
        name, "", question.words, options=[(f"o{n}", option) for n, option in enumerate(question.options, start=1)]
    )
