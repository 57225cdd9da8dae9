"""The evaluation form on paper: anonymous, boxes large enough for a pen."""

from collections.abc import Sequence
from datetime import date

from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import fonts, style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Figure, Gap, Overline, heading, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, UNDER_HEAD, Cell, Column, Grid, Row
from cresi_app.printing.style import MM
from cresi_app.training.model import Session
from cresi_app.training.model.evaluation import (
    SCALE_LABELS,
    EvaluationQuestion,
    EvaluationSheet,
    Moment,
    QuestionKind,
)
from cresi_app.training.reports.wording import days_in_words, who

_QUESTION = style.style("question", fonts.SANS_MEDIUM, 9.2, 12.4)
_OPTION = style.style("option", fonts.SANS, 9.2, 12.4)
_BOX = 4.6 * MM
_LINES = 3


class EmptyBox(Figure):
    """A box to tick with a pen; its word stands in the column's head or beside it."""

    def __init__(self) -> None:
        super().__init__(_BOX, _BOX, tr("case à cocher"))

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the column's width: the box stands in its middle."""
        self.width = max(avail_width, _BOX)
        return self.width, self.height

    def paint(self) -> None:
        """Draw the box."""
        self.canv.setStrokeColor(style.TEXT3)
        self.canv.setLineWidth(style.BOX)
        self.canv.roundRect((self.width - _BOX) / 2, 0.3, _BOX, _BOX, 1.4, stroke=1, fill=0)


class WritingLines(Figure):
    """Lines to write on."""

    def __init__(self, width: float, lines: int) -> None:
        super().__init__(width, lines * 9 * MM, tr("lignes pour écrire"))
        self.lines = lines

    def paint(self) -> None:
        """Draw them."""
        self.canv.setStrokeColor(style.RULE)
        self.canv.setLineWidth(style.LIGHT)
        for number in range(self.lines):
            self.canv.line(0, number * 9 * MM + 1, self.width, number * 9 * MM + 1)


def evaluation(session: Session, days: Sequence[date], form: EvaluationSheet, identity: Identity) -> Paper:
    """Return the form of a session: what is asked, in order, with boxes and lines."""
    moment = form.form.moment
    title = tr("Évaluation à chaud") if moment is Moment.HOT else tr("Évaluation à froid")
    letter = "H" if moment is Moment.HOT else "C"

    def story(_numbers: Numbers) -> list[Flowable]:
        intro = form.form.intro or tr(
            "Cinq minutes, sans votre nom : vos réponses servent à améliorer les prochaines journées. "
            "Cochez une case par ligne."
        )
        flows: list[Flowable] = [
            Overline(title),
            words(session.title, style.H1, role="H1"),
            words(intro, style.BODY),
            Gap(4),
        ]
        for kind, questions in _runs(form.questions):
            flows += _scales(questions) if kind is QuestionKind.SCALE else _others(questions)
        thanks = tr("Merci. Déposez cette feuille dans la boîte, ou donnez-la retournée à l'accueil.")
        return [*flows, Gap(10), words(thanks, style.BODY)]

    return Paper(
        kind="evaluation",
        title=tr("{kind} {code} – {title}", kind=title, code=session.code, title=session.title),
        identity=identity,
        furniture=Furniture(
            kind=title,
            reference=tr("Journée {code} · {days}", code=session.code, days=days_in_words(days)),
            who=who(identity),
            copy=tr("Questionnaire anonyme : les réponses sont comptées, les feuilles ne sont pas conservées."),
        ),
        story=story,
        code=paper_code("evaluation", f"{session.code}-{letter}"),
        layout=LETTER,
        subject=title,
    )


def _runs(questions: Sequence[EvaluationQuestion]) -> list[tuple[QuestionKind, list[EvaluationQuestion]]]:
    """Group scales that follow each other into one table; any other question stands alone."""
    found: list[tuple[QuestionKind, list[EvaluationQuestion]]] = []
    for question in questions:
        if found and question.kind is QuestionKind.SCALE and found[-1][0] is QuestionKind.SCALE:
            found[-1][1].append(question)
        else:
            found.append((question.kind, [question]))
    return found


def _scales(questions: Sequence[EvaluationQuestion]) -> list[Flowable]:
    width, box = LETTER.width, 22 * MM
    columns = [Column(width - 4 * box, 0, 8), *(Column(box, 2, 2) for _ in range(4))]
    head = Row(
        [
            Cell([words(tr("Votre avis"), style.COLUMN_HEAD)], valign="bottom"),
            *(Cell([words(tr(label), style.COLUMN_HEAD, align="center")], valign="bottom") for label in SCALE_LABELS),
        ],
        above=HEAD_LINE,
        below=UNDER_HEAD,
    )
    rows = [
        Row(
            [
                Cell([words(question.words, _QUESTION)], header=True, valign="middle"),
                *(Cell([EmptyBox()], valign="middle") for _ in range(4)),
            ],
            below=BETWEEN,
            least=9.4 * MM,
        )
        for question in questions
    ]
    return [Gap(4), Grid(columns, rows, head=[head]), Gap(8)]


def _others(questions: Sequence[EvaluationQuestion]) -> list[Flowable]:
    flows: list[Flowable] = []
    for question in questions:
        flows += heading(question.words, 3, room=46 * MM)
        if question.kind is QuestionKind.TEXT:
            flows += [WritingLines(LETTER.width, _LINES), Gap(4)]
            continue
        columns = [Column(9 * MM, 0, 0), Column(LETTER.width - 9 * MM, 6, 0)]
        rows = [
            Row(
                [Cell([EmptyBox()], valign="middle"), Cell([words(option, _OPTION)], header=True, valign="middle")],
                below=None,
                least=8 * MM,
            )
            for option in question.options
        ]
        flows += [Grid(columns, rows), Gap(4)]
    return flows
