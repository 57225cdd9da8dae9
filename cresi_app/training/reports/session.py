"""The report of one session: what was planned, who came half-day by half-day, what was said."""

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, headed, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.tables import Col, KeyFigure, facts, key_figures, open_table
from cresi_app.training.model import PLACE_LABELS, PlaceStatus, format_half_days
from cresi_app.training.model.yearly import SessionReport
from cresi_app.training.reports.answers import answers
from cresi_app.training.reports.wording import days_in_words, duration, who


def session_report(report: SessionReport, identity: Identity) -> Paper:
    """Return the report of a session."""
    summary = report.held.summary

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = [
            Overline(tr("Compte rendu de session")),
            words(summary.title, style.H1, role="H1"),
            words(_where(report), style.LEAD),
            key_figures(_figures(report)),
            Gap(6),
            *headed(tr("Présence, demi-journée par demi-journée"), _slots(report)),
            *headed(tr("Associations"), _associations(report)),
            *headed(tr("Demandes de places"), _statuses(report), room=60),
            *answers(report.satisfaction, LETTER.width),
        ]
        for title, text in (
            (tr("Objectifs"), report.objectives),
            (tr("Programme"), report.programme),
            (tr("Documents du centre utilisés"), "\n".join(report.documents)),
            (tr("Notes"), report.notes),
        ):
            if text.strip():
                flows += [*heading(title), *paragraphs(text)]
        definition = tr(
            "Une personne compte comme présente si elle a suivi au moins une demi-journée, en retard comprise ; les heures "
            "sont celles des demi-journées suivies."
        )
        return [*flows, Gap(8), words(definition, style.CAPTION)]

    return Paper(
        kind="session-report",
        title=tr("Compte rendu {code} – {title}", code=summary.code, title=summary.title),
        identity=identity,
        furniture=Furniture(
            kind=tr("Compte rendu de session"),
            reference=tr("Journée {code}", code=summary.code),
            who=who(identity),
            copy=tr("Édité le {day}.", day=format_date(report.made_on)),
        ),
        story=story,
        code=paper_code("session", summary.code),
        layout=LETTER,
        subject=tr("Compte rendu de session"),
    )


def _where(report: SessionReport) -> str:
    summary = report.held.summary
    trainers = ", ".join(summary.trainers)
    return " · ".join(
        filter(
            None,
            (
                days_in_words(summary.days),
                summary.where,
                tr("avec {trainers}", trainers=trainers) if trainers else "",
            ),
        )
    )


def _figures(report: SessionReport) -> list[KeyFigure]:
    held = report.held
    share = round(100 * held.person_half_days / held.expected) if held.expected else 0
    return [
        KeyFigure(str(held.people), trn("personne présente", "personnes présentes", held.people), trn("pour {n} place", "pour {n} places", held.summary.capacity_max)),
        KeyFigure(str(held.associations), trn("association", "associations", held.associations)),
        KeyFigure(format_half_days(held.person_half_days), tr("journées-personnes"), duration(held.minutes)),
        KeyFigure(tr("{n} %", n=share), tr("de présence"), tr("des demi-journées inscrites")),
    ]  # fmt: skip


def _slots(report: SessionReport) -> Flowable:
    columns = [
        Col(tr("Jour"), 40, names_row=True), Col(tr("Demi-journée"), 22), Col(tr("Horaires"), 24),
        Col(tr("Présents"), 14, align="right"), Col(tr("Inscrits"), 14, align="right"),
    ]  # fmt: skip
    rows = []
    for day, part, hours, there, registered in report.slots:
        written = format_date(day, "full")
        rows.append([written[:1].upper() + written[1:], part, hours, str(there), str(registered)])
    return open_table(columns, rows, LETTER.width)


def _associations(report: SessionReport) -> Flowable:
    columns = [
        Col(tr("Association"), 60, names_row=True), Col(tr("Inscrits"), 20, align="right"),
        Col(tr("Présents"), 20, align="right"),
    ]  # fmt: skip
    rows = [[name, str(asked), str(came)] for name, asked, came in report.associations]
    total = (tr("Total"), str(sum(r[1] for r in report.associations)), str(sum(r[2] for r in report.associations)))
    return open_table(columns, rows or [["—", "0", "0"]], LETTER.width, total=total)


def _statuses(report: SessionReport) -> Flowable:
    pairs = [(tr(PLACE_LABELS[PlaceStatus(status)]), str(count)) for status, count in report.statuses.items()]
    return facts(pairs or [(tr("Inscrit"), "0")], LETTER.width)
