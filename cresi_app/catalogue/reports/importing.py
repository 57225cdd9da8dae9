"""The report of an import or of its dry run: the four figures, what is refused and why, what was doubtful."""

from collections import Counter
from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model.importing import ImportReport, Reject
from cresi_app.catalogue.reports.inventory import LYING
from cresi_app.catalogue.reports.stockreport import StockReport, head
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.money import format_number
from cresi_app.printing.document import Numbers, Paper
from cresi_app.printing.flow import headed
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, Value, key_figures, open_table

MOST = 500
"""Lines of a table: beyond, the file of rejects says it better."""


def import_paper(name: str, report: ImportReport, identity: Identity) -> Paper:
    """Return the report of what the file `name` gives, or gave when it has a revision."""

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LYING.width_landscape
        flows: list[Flowable] = [
            *head(tr("Import de notices") if report.revision else tr("Essai à blanc d'un import"), name, _lead(report)),
            key_figures(
                [
                    KeyFigure(format_number(report.created), tr("Créées")),
                    KeyFigure(format_number(report.updated), tr("Mises à jour")),
                    KeyFigure(format_number(report.merged), tr("Déjà là, sans changement")),
                    KeyFigure(format_number(report.rejected), tr("Rejetées")),
                ]
            ),
        ]
        if report.rejects:
            flows += headed(tr("Rejets par raison"), _reasons(report.rejects, width * 0.7), room=34 * MM)
            flows += headed(tr("Notices rejetées"), _rejects(report.rejects, width), room=34 * MM)
        if report.warnings:
            rows: list[Sequence[Value]] = [[format_number(one.record), one.text] for one in report.warnings[:MOST]]
            columns = [Col(tr("N°"), 16, "right", names_row=True), Col(tr("Ce qui était douteux"), 150)]
            flows += headed(tr("À vérifier"), open_table(columns, rows, width), room=34 * MM)
        return flows

    report_of = StockReport(
        "import",
        tr("Import – {name}", name=name),
        tr("Rapport d'import"),
        name,
        format_date(clock.today()),
        layout=LYING,
    )
    return report_of.paper(identity, story, tr("Import de notices"))


def _lead(report: ImportReport) -> str:
    return trn(
        "{count} notice passée en revue ; format {format}, encodage {encoding}.",
        "{count} notices passées en revue ; format {format}, encodage {encoding}.",
        report.read,
        count=format_number(report.read), format=report.format or "—", encoding=report.encoding or "—",
    )  # fmt: skip


def _reasons(rejects: Sequence[Reject], width: float) -> Flowable:
    counts = Counter(one.told.sentence for one in rejects)
    examples = {one.told.sentence: one.reason for one in reversed(rejects)}
    rows: list[Sequence[Value]] = [
        [examples[sentence], format_number(number)] for sentence, number in counts.most_common()
    ]
    columns = [Col(tr("Raison"), 120, names_row=True), Col(tr("Notices"), 24, "right")]
    return open_table(columns, rows, width, total=[tr("Total"), format_number(len(rejects))])


def _rejects(rejects: Sequence[Reject], width: float) -> Flowable:
    rows: list[Sequence[Value]] = [[format_number(one.record), one.title or "—", one.reason] for one in rejects[:MOST]]
    columns = [Col(tr("N°"), 16, "right", names_row=True), Col(tr("Titre"), 70), Col(tr("Raison"), 90)]
    return open_table(columns, rows, width)
