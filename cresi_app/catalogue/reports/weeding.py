"""The weeding list for those who decide: each copy with its reason and what becomes of it, sums by reason, room to sign."""

from collections import Counter
from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model.weeding import WeedingLine, WeedingSheet
from cresi_app.catalogue.reports import saying
from cresi_app.catalogue.reports.inventory import LYING, said_values
from cresi_app.catalogue.reports.saying import Lists, joined, named
from cresi_app.catalogue.reports.stockreport import StockReport, head
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.byhand import signatures
from cresi_app.printing.document import Numbers, Paper
from cresi_app.printing.flow import Columns, Gap, headed, words
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, Value, open_table


def weeding_paper(sheet: WeedingSheet, identity: Identity, lists: Lists) -> Paper:
    """Return the list of copies that leave, to be put before the authority; those that stay are counted."""
    weeding = sheet.weeding

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LYING.width_landscape
        flows = head(tr("Désherbage"), weeding.name, _lead(sheet), weeding.note)
        if sheet.leaving:
            flows += headed(tr("Exemplaires qui quittent le fonds"), _table(sheet.leaving, width, lists), room=40 * MM)
        return [*flows, Gap(6 * MM), _end(sheet, width, lists)]

    report = StockReport(
        "weeding",
        tr("Désherbage – {name}", name=weeding.name),
        tr("Liste de désherbage"),
        weeding.name,
        weeding.decision or format_date(weeding.started_on),
        tr("Éditée le {day}.", day=format_date(clock.today())),
        LYING,
    )
    return report.paper(identity, story, tr("Désherbage"))


def _lead(sheet: WeedingSheet) -> str:
    weeding, leaving = sheet.weeding, sheet.leaving
    kept = len(sheet.lines) - len(leaving)
    count = trn("{n} exemplaire", "{n} exemplaires", len(leaving))
    said = (
        tr("{count} ont quitté le fonds le {day}", count=count, day=format_date(weeding.closed_on))
        if weeding.closed_on
        else tr("{count} proposés au retrait du fonds", count=count)
    )
    parts = [said]
    if worth := said_values([line.copy for line in leaving]):
        parts.append(tr("valeur d'achat {value}", value=worth))
    if kept:
        parts.append(trn("{n} examiné et gardé", "{n} examinés et gardés", kept))
    if weeding.decision:
        when = (
            tr("décision {decision} du {day}", decision=weeding.decision, day=format_date(weeding.decided_on))
            if weeding.decided_on
            else tr("décision {decision}", decision=weeding.decision)
        )
        parts.append(when)
    return tr("{said}.", said=joined(parts))


def _table(lines: Sequence[WeedingLine], width: float, lists: Lists) -> Flowable:
    columns = [
        Col(tr("Inventaire"), 20, names_row=True),
        Col(tr("Cote"), 28),
        Col(tr("Titre"), 84),
        Col(tr("Année"), 14, "right"),
        Col(tr("Usages"), 24, "right"),
        Col(tr("Motif"), 44),
        Col(tr("Devenir"), 40),
        Col(tr("Prix"), 20, "right"),
    ]
    rows: list[Sequence[Value]] = []
    for line in lines:
        copy = line.copy
        last = tr("le dernier en {year}", year=line.last_used.year) if line.last_used else ""
        rows.append(
            [
                (copy.accession_number or "—", copy.barcode),
                (copy.call_number or "—", copy.location),
                (copy.title, copy.authors),
                str(copy.year or "—"),
                (saying.whole(line.uses), last),
                (named(lists.reasons, line.reason) or tr("à préciser"), line.note),
                (named(lists.fates, line.fate) or tr("à préciser"), line.recipient),
                saying.price(copy.price_minor, copy.currency) or "—",
            ]
        )
    count = trn("{n} exemplaire", "{n} exemplaires", len(lines))
    total: list[Value] = [count, "", "", "", "", "", "", said_values([line.copy for line in lines]) or "—"]
    return open_table(columns, rows, width, total=total)


def _reasons(lines: Sequence[WeedingLine], width: float, lists: Lists) -> Flowable:
    counts = Counter((named(lists.reasons, line.reason) or tr("à préciser")) for line in lines)
    rows: list[Sequence[Value]] = [[reason, str(number)] for reason, number in counts.most_common()]
    columns = [Col(tr("Motif"), 70, names_row=True), Col(tr("Exemplaires"), 24, "right")]
    return open_table(columns, rows, width, total=[tr("Total"), str(len(lines))])


def _end(sheet: WeedingSheet, width: float, lists: Lists) -> Flowable:
    """Return the sums by reason and, as long as nothing is decided, room to sign beside them: nobody signs a page of its own."""
    gutter, left = 12 * MM, width * 0.4
    right = width - gutter - left
    parts: list[tuple[float, list[Flowable]]] = []
    if sheet.leaving:
        sums = [words(tr("Par motif"), style.H2, role="H2"), _reasons(sheet.leaving, left, lists)]
        parts.append((left, sums))
    if sheet.weeding.closed_on is None:
        parts.append((right, [_decision(right)]))
    return Columns(parts, gutter) if parts else Gap(0)


def _decision(width: float) -> Flowable:
    return signatures([(tr("Pour le centre de ressources"), ""), (tr("Pour l'autorité qui décide"), "")], width)
