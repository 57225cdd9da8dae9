"""What a stock-take found: what is missing, misplaced, unknown, and what was done about it."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.catalogue.model.stocktake import TITLES, Outcome, Reading, Told
from cresi_app.catalogue.reports import saying
from cresi_app.catalogue.reports.inventory import said_values
from cresi_app.catalogue.reports.saying import Lists, joined, named
from cresi_app.catalogue.reports.stockreport import StockReport, head
from cresi_app.core.dates import format_date, format_instant
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.money import format_percent
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, headed
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, Value, Verdict, key_figures, open_table

_SHOWN = (Told.MISPLACED, Told.ABSENT, Told.WITHDRAWN, Told.OUTSIDE, Told.UNKNOWN)


def stocktake_paper(outcome: Outcome, identity: Identity, lists: Lists) -> Paper:
    """Return the report of a stock-take, still open or closed."""
    take = outcome.take

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LETTER.width
        flows: list[Flowable] = [
            *head(tr("Récolement"), take.name, _when(outcome)),
            key_figures(_key(outcome)),
            Gap(4 * MM),
            Verdict(_verdict(outcome), good=not outcome.missing),
        ]
        if outcome.missing:
            title = tr("Manquants · {n}", n=len(outcome.missing))
            flows += headed(title, _missing(outcome.missing, width), room=34 * MM)
        for told in _SHOWN:
            readings = outcome.of(told)
            if readings:
                title = tr("{what} · {n}", what=tr(TITLES[told]), n=len(readings))
                table = _codes(readings, width) if told is Told.UNKNOWN else _readings(readings, width, lists)
                flows += headed(title, table, room=34 * MM)
        return flows

    named_after = tr("Récolement – {name}", name=take.name)
    report = StockReport("stocktake", named_after, tr("Récolement"), take.name, format_date(take.started_on))
    return report.paper(identity, story)


def _when(outcome: Outcome) -> str:
    take = outcome.take
    if take.closed_on is None:
        return tr("Commencé le {day}, en cours.", day=format_date(take.started_on))
    if take.closed_on == take.started_on:
        return tr("Mené et clos le {day}.", day=format_date(take.closed_on))
    return tr("Mené du {first} au {last}.", first=format_date(take.started_on), last=format_date(take.closed_on))


def _key(outcome: Outcome) -> list[KeyFigure]:
    share = format_percent(outcome.found, outcome.expected) if outcome.expected else ""
    again = sum(one.times - 1 for one in outcome.readings)
    return [
        KeyFigure(saying.whole(outcome.expected), tr("attendus")),
        KeyFigure(saying.whole(outcome.found), tr("trouvés"), share),
        KeyFigure(saying.whole(len(outcome.missing)), tr("manquants"), said_values(outcome.missing)),
        KeyFigure(
            saying.whole(len(outcome.readings)), tr("codes lus"),
            trn("{n} lu plusieurs fois", "{n} lus plusieurs fois", again) if again else "",
        ),
    ]  # fmt: skip


def _verdict(outcome: Outcome) -> str:
    if not outcome.missing:
        return tr("Rien ne manque : tout ce qui devait être en rayon y est.")
    return trn(
        "{n} exemplaire attendu n'a pas été lu.", "{n} exemplaires attendus n'ont pas été lus.", len(outcome.missing)
    )


def _missing(lines: Sequence[CopyLine], width: float) -> Flowable:
    columns = [
        Col(tr("Cote"), 34, names_row=True),
        Col(tr("Titre"), 82),
        Col(tr("Code-barres"), 34),
        Col(tr("Emplacement"), 34),
    ]
    rows: list[Sequence[Value]] = [
        [
            line.call_number or "—",
            (line.title, line.authors),
            (line.barcode or "—", line.accession_number),
            line.location or "—",
        ]
        for line in lines
    ]
    return open_table(columns, rows, width)


def _readings(readings: Sequence[Reading], width: float, lists: Lists) -> Flowable:
    columns = [Col(tr("Cote"), 34, names_row=True), Col(tr("Titre"), 70), Col(tr("Lu à"), 36), Col(tr("Attendu à"), 42)]
    rows: list[Sequence[Value]] = []
    for one in readings:
        copy = one.copy
        if copy is None:
            continue
        state = tr("prêté") if one.is_out else named(lists.statuses, copy.status)
        rows.append(
            [
                (copy.call_number or "—", copy.barcode),
                (copy.title, copy.authors),
                (one.location or "—", format_instant(one.read_at)),
                (copy.location or tr("Sans emplacement"), state),
            ]
        )
    return open_table(columns, rows, width)


def _codes(readings: Sequence[Reading], width: float) -> Flowable:
    columns = [
        Col(tr("Code lu"), 60, names_row=True),
        Col(tr("Lu à"), 50),
        Col(tr("Quand"), 50),
        Col(tr("Fois"), 14, "right"),
    ]
    rows: list[Sequence[Value]] = [
        [one.code, joined((one.location, one.read_by)) or "—", format_instant(one.read_at), str(one.times)]
        for one in readings
    ]
    return open_table(columns, rows, width)
