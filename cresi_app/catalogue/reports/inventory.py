"""The inventory: every copy by place and call number, with what it cost, totals of each place and of all."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.catalogue.reports import saying
from cresi_app.catalogue.reports.saying import Lists, joined, named
from cresi_app.catalogue.reports.stockreport import StockReport, head
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.document import Layout, Numbers, Paper
from cresi_app.printing.flow import headed
from cresi_app.printing.tables import Col, Value, open_table

LYING = Layout(start="landscape-first", follow="landscape", top_first=26.5, top_landscape=22.5, bottom=28, logo=8)


def inventory(
    lines: Sequence[CopyLine], identity: Identity, lists: Lists, *, scope: str = "", shows_prices: bool = True
) -> Paper:
    """Return the inventory of copies in the order given, one table a place. `scope` says what it is narrowed to."""

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LYING.width_landscape
        lead = _lead(lines, shows_prices=shows_prices)
        flows = head(tr("Inventaire"), scope or tr("Inventaire du fonds"), lead)
        for place, group in groupby(lines, key=lambda line: line.location):
            held = list(group)
            flows += headed(
                place or tr("Sans emplacement"),
                _table(held, width, lists, shows_prices=shows_prices),
                room=40 * style.MM,
            )
        return flows

    report = StockReport(
        "inventory",
        tr("Inventaire – {scope}", scope=scope) if scope else tr("Inventaire du fonds"),
        tr("Inventaire"),
        scope or tr("Inventaire du fonds"),
        format_date(clock.today()),
        layout=LYING,
    )
    return report.paper(identity, story)


def values(lines: Sequence[CopyLine]) -> dict[str, int]:
    """Return the sum of the prices by currency, euros first; {} when nothing has a price."""
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        if line.price_minor:
            sums[line.currency] += line.price_minor
    return dict(sorted(sums.items(), key=lambda pair: (pair[0] != "EUR", pair[0])))


def said_values(lines: Sequence[CopyLine]) -> str:
    """Return « 1 240,50 € » or « 1 240,50 €, 30,00 CHF », "" when nothing has a price."""
    return ", ".join(saying.price(minor, currency) for currency, minor in values(lines).items())


def _lead(lines: Sequence[CopyLine], *, shows_prices: bool) -> str:
    if not lines:
        return tr("Aucun exemplaire n'est inscrit à l'inventaire.")
    count = trn("{count} exemplaire", "{count} exemplaires", len(lines), count=saying.whole(len(lines)))
    titles = len({line.document_id for line in lines})
    said = tr(
        "{copies}, {titles}",
        copies=count,
        titles=trn("{count} notice", "{count} notices", titles, count=saying.whole(titles)),
    )
    unpriced = sum(1 for line in lines if not line.price_minor)
    if shows_prices and values(lines):
        said = tr("{counted}. Valeur d'achat : {value}", counted=said, value=said_values(lines))
        if unpriced:
            said = tr(
                "{counted} ({others})",
                counted=said,
                others=trn("{n} exemplaire sans prix", "{n} exemplaires sans prix", unpriced),
            )
    return tr("{said}.", said=said)


def _table(lines: Sequence[CopyLine], width: float, lists: Lists, *, shows_prices: bool) -> Flowable:
    columns = [
        Col(tr("Inventaire"), 20, names_row=True),
        Col(tr("Cote"), 28),
        Col(tr("Titre"), 92),
        Col(tr("Code-barres"), 30),
        Col(tr("Acquis le"), 24),
        Col(tr("Provenance"), 26),
        Col(tr(C_("copy", "État")), 26),
    ]
    if shows_prices:
        columns.append(Col(tr("Prix"), 22, "right"))
    rows: list[Sequence[Value]] = [_row(line, lists, shows_prices=shows_prices) for line in lines]
    count = trn("{count} exemplaire", "{count} exemplaires", len(lines), count=saying.whole(len(lines)))
    total: list[Value] = [count, "", "", "", "", "", ""]
    if shows_prices:
        total.append(said_values(lines) or "—")
    return open_table(columns, rows, width, total=total)


def _row(line: CopyLine, lists: Lists, *, shows_prices: bool) -> list[Value]:
    state = named(lists.statuses, line.status)
    condition = named(lists.conditions, line.condition)
    row: list[Value] = [
        line.accession_number or "—",
        (line.call_number or "—", line.volume),
        (line.title, joined((line.authors, str(line.year or "")), ", ")),
        line.barcode or "—",
        format_date(line.acquired_on, "short") if line.acquired_on else "—",
        (named(lists.provenances, line.provenance) or "—", line.supplier),
        (state, condition),
    ]
    if shows_prices:
        row.append(saying.price(line.price_minor, line.currency) or "—")
    return row
