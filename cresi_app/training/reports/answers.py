"""Results of evaluations on paper: each question with how many answered, shares in percent."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr, trn
from cresi_app.printing import style
from cresi_app.printing.flow import Gap, heading, words
from cresi_app.printing.tables import Col, open_table
from cresi_app.training.model.evaluation import SCALE_LABELS, QuestionKind, QuestionResult


def answers(results: Sequence[QuestionResult], width: float) -> list[Flowable]:
    """Return the tables of what was answered; nothing when nobody answered. Free words are counted, not printed."""
    scales = [one for one in results if one.kind is QuestionKind.SCALE and one.n]
    choices = [one for one in results if one.kind is QuestionKind.CHOICE and one.n]
    if not scales and not choices:
        return []
    most = max(one.n for one in (*scales, *choices))
    expected = max(one.expected for one in (*scales, *choices))
    rate = round(100 * most / expected) if expected else 0
    title = trn(
        "Satisfaction ({n} réponse sur {expected}, soit {rate} %)",
        "Satisfaction ({n} réponses sur {expected}, soit {rate} %)",
        most,
        expected=expected,
        rate=rate,
    )
    flows: list[Flowable] = [*heading(title, 2, room=50)]
    if scales:
        columns = [Col(tr("Question"), 44, names_row=True), Col("n", 7, align="right")]
        columns += [Col(tr(label), 12, align="right") for label in reversed(SCALE_LABELS)]
        rows = [
            [one.words, str(one.n), *(tr("{n} %", n=one.share(str(step))) for step in (4, 3, 2, 1))] for one in scales
        ]
        flows.append(open_table(columns, rows, width))
    for one in choices:
        flows += heading(one.words, 3)
        rows = [[words_, str(n), tr("{n} %", n=one.share(words_))] for words_, n in one.counts.items()]
        columns = [Col(tr("Réponse"), 70, names_row=True), Col("n", 12, align="right"), Col("%", 18, align="right")]
        flows.append(open_table(columns, rows, width))
    note = tr("Réponses anonymes. n : nombre de personnes qui ont répondu à la question.")
    return [*flows, Gap(4), words(note, style.CAPTION)]
