"""The statistics of a period on paper: the same object that the page shows and the table file holds."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model.statistics import (
    COLUMNS,
    DIMENSIONS,
    MONEY,
    OVERLAPPING,
    Figures,
    Line,
    Statistics,
    StatTable,
)
from cresi_app.catalogue.reports import saying
from cresi_app.catalogue.reports.inventory import LYING
from cresi_app.catalogue.reports.stockreport import StockReport
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.money import Money, format_money
from cresi_app.printing import style
from cresi_app.printing.charts import Fill, ShareBar
from cresi_app.printing.document import Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, headed, paragraphs, words
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, Value, key_figures, open_table

LONGEST: Final = 40
"""Lines of one table on paper; the rest is one line, the table file holds them all."""


def period(counted: Statistics) -> str:
    """Return « 2026 » for a whole year, else « du 1er mars 2026 au 30 juin 2026 »."""
    first, last = counted.first, counted.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else tr("{first} à {last}", first=first.year, last=last.year)
    return tr("du {first} au {last}", first=format_date(first), last=format_date(last))


def shown(name: str, figures: Figures) -> str:
    """Return a figure as tables print it: « 1 242 », « 310,00 € », a dash for nothing."""
    number = getattr(figures, name)
    if name in MONEY:
        return format_money(Money(number)) if number else "—"
    return saying.whole(number)


def statistics_paper(counted: Statistics, identity: Identity) -> Paper:
    """Return the statistics of a period."""

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LYING.width_landscape
        flows: list[Flowable] = [
            Overline(tr("Statistiques du fonds")),
            words(tr("Le fonds, {period}", period=period(counted)), style.H1_SMALL, role="H1"),
            Gap(2 * MM),
            key_figures(_key(counted)),
            Gap(3 * MM),
            *paragraphs(_definitions(counted), style.CAPTION),
        ]
        for table in counted.tables.values():
            flows += headed(tr(DIMENSIONS[table.dimension]), _table(table, width), room=44 * MM)
            if table.dimension in OVERLAPPING:
                note = tr("Une notice peut compter sur plusieurs lignes ; le total la compte une fois.")
                flows.append(words(note, style.CAPTION))
        return flows

    report = StockReport(
        "statistics",
        tr("Statistiques du fonds, {period}", period=period(counted)),
        tr("Statistiques"),
        tr("Statistiques du fonds"),
        period(counted),
        tr("Comptées le {day}.", day=format_date(clock.today())),
        LYING,
    )
    return report.paper(identity, story)


def _key(counted: Statistics) -> list[KeyFigure]:
    total = counted.total

    def came(number: int) -> str:
        return trn("{n} entrée", "{n} entrées", number) if number else ""

    figures = [
        KeyFigure(saying.whole(total.documents), tr("notices"), came(total.new_documents)),
        KeyFigure(saying.whole(total.copies), tr("exemplaires"), came(total.new_copies)),
        KeyFigure(
            saying.whole(total.consultations),
            tr("consultations sur place"),
            trn("{n} vue de notice", "{n} vues de notices", total.views),
        ),
    ]
    undated = counted.undated_loans
    return [
        *figures,
        KeyFigure(
            saying.whole(total.loans),
            tr("prêts"),
            trn("{n} autre sans date", "{n} autres sans date", undated) if undated else "",
        ),
        KeyFigure(shown("spent", total), tr("d'achats"), tr("fonds : {value}", value=shown("value", total))),
    ]


def _definitions(counted: Statistics) -> str:
    said = tr(
        "Notices et exemplaires : ceux d'aujourd'hui, sans les archivés ni les retirés. Entrés, retirés, vues, consultations, prêts et achats : "
        "ceux de la période ; un exemplaire entre le jour de son acquisition, à défaut celui de sa saisie. Valeur : prix d'achat des exemplaires présents."
    )
    if counted.undated_loans:
        undated = tr("Les prêts sans date, repris d'un autre logiciel, ne sont d'aucune période.")
        said = tr("{said} {others}", said=said, others=undated)
    if counted.other_currencies:
        others = trn(
            "{n} exemplaire payé dans une autre monnaie n'est dans aucune somme.",
            "{n} exemplaires payés dans une autre monnaie ne sont dans aucune somme.",
            counted.other_currencies,
        )
        said = tr("{said} {others}", said=said, others=others)
    return said


def _table(table: StatTable, width: float) -> Flowable:
    lines = table.first(LONGEST)
    most = max((_main(line) for line in lines if line.key != "…"), default=0)
    columns = [
        Col("", 52, names_row=True),
        Col("", 28),
        *(Col(tr(COLUMNS[name]), 26 if name == "copies" else 22, "right") for name in table.columns),
    ]
    rows: list[Sequence[Value]] = []
    for line in lines:
        bar: Value = ShareBar(_main(line) / most, Fill.SURE, 22 * MM) if most and line.key != "…" else ""
        rows.append([line.label, bar, *(shown(name, line.figures) for name in table.columns)])
    total: list[Value] = [tr("Total"), "", *(shown(name, table.total) for name in table.columns)]
    return open_table(columns, rows, width, total=total)


def _main(line: Line) -> int:
    return line.figures.documents or line.figures.copies
