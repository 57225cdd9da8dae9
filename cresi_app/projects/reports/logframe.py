"""The logical framework, four columns wide on a lying page: rows of objectives and results, each result with its activities."""

from collections.abc import Mapping, Sequence
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.printing import style
from cresi_app.printing.flow import Gap, words
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, UNDER_HEAD, Cell, Column, Grid, Row
from cresi_app.printing.style import MM
from cresi_app.printing.typesetting import strong
from cresi_app.projects.model import DossierData, Indicator, LogLevel, LogLine, ProjectActivity
from cresi_app.projects.reports.chapters import unsaid
from cresi_app.projects.reports.wording import amount, joined

_SMALL: Final = ParagraphStyle("framework", style.TABLE, fontSize=7.8, leading=10.4)
_STRONG: Final = ParagraphStyle("framework strong", style.TABLE_STRONG, fontSize=7.8, leading=10.4)
_SHARES: Final = (24, 66, 72, 48, 55)


def framework(data: DossierData, width: float) -> list[Flowable]:
    """Return the framework and the sum of its activities; a sentence when nothing was written."""
    frame = data.logframe
    if frame.is_empty:
        return [unsaid()]
    heads = (
        tr("Niveau"), tr("Logique d'intervention"), tr("Indicateurs objectivement vérifiables (départ → cible)"),
        tr("Sources de vérification"), tr("Hypothèses et risques · coûts"),
    )  # fmt: skip
    head = Row(
        [Cell([words(title, style.COLUMN_HEAD)], valign="bottom") for title in heads],
        above=HEAD_LINE,
        below=UNDER_HEAD,
    )
    numbers = _numbers(data)
    rows: list[Row] = []
    for line in (*frame.general, *frame.specific, *frame.results):
        rows.append(_line(line))
        if line.row.level is LogLevel.RESULT and line.activities:
            rows.append(_activities(data, line.activities, numbers))
    if frame.loose:
        rows.append(_activities(data, frame.loose, numbers, name=tr("Autres activités")))
    whole = sum(_SHARES)
    columns = [Column(width * share / whole, 5 if number == 0 else 0) for number, share in enumerate(_SHARES)]
    grid = Grid(columns, rows, head=[head], pad=(2.6, 3.2))
    return [grid, Gap(3 * MM), *_notes(data)]


def _line(line: LogLine) -> Row:
    row = line.row
    sources = [row.verification, *(one.source for one in line.indicators)]
    return Row(
        [
            Cell([words(line.name, _STRONG)], header=True, mark=_mark(row.level)),
            Cell(_lines([row.intervention], _STRONG)),
            Cell(_lines([indicator_words(one) for one in line.indicators])),
            Cell(_lines([joined(dict.fromkeys(filter(None, sources)), " ; ")])),
            Cell(_lines([row.hypotheses])),
        ],
        above=UNDER_HEAD,
        below=None,
        keep=bool(line.activities),
    )


def _mark(level: LogLevel) -> object:
    return style.ACCENT if level is LogLevel.GENERAL else style.PETROL


def _lines(texts: Sequence[str], base: ParagraphStyle = _SMALL) -> list[Flowable]:
    return [words(line, base) for text in texts for line in text.splitlines() if line.strip()]


def indicator_words(one: Indicator) -> str:
    """Return « Mois sans rupture d'eau : 8 mois en 2026 → 12 mois en 2028 », or what is known of it."""
    start, target = one.value_words("baseline"), one.value_words("target")
    start = tr("{value} en {year}", value=start, year=one.baseline_year) if start and one.baseline_year else start
    target = tr("{value} en {year}", value=target, year=one.target_year) if target and one.target_year else target
    if not (start or target):
        return one.name
    return tr("{name} : {way}", name=one.name, way=strong(f"{start or '—'} → {target or '—'}"))


def _activities(
    data: DossierData, activities: Sequence[ProjectActivity], numbers: Mapping[int, str], name: str = ""
) -> Row:
    listed = joined(joined((numbers.get(one.id, ""), one.title), " ") for one in activities)
    means = joined(dict.fromkeys(filter(None, (one.means or one.responsible for one in activities))), ", ")
    said = [one.hypotheses for one in activities if one.hypotheses]
    cost = activities_cost(data, activities)
    if cost:
        said.append(tr("Coûts : {amount}", amount=cost))
    return Row(
        [
            Cell([words(name or tr("Activités"), _SMALL)], header=True),
            Cell(_lines([listed])),
            Cell(_lines([tr("Moyens : {means}", means=means)] if means else [])),
            Cell(),
            Cell(_lines(said)),
        ],
        fill=style.PALE,
        above=BETWEEN,
        below=None,
    )


def activities_cost(data: DossierData, activities: Sequence[ProjectActivity]) -> str:
    """Return what these activities cost, currency by currency; "" when nothing is said."""
    sums: dict[str, int] = {}
    for one in activities:
        if one.cost_minor is not None:
            currency = one.currency or data.budget.currency
            sums[currency] = sums.get(currency, 0) + one.cost_minor
    return " + ".join(format_money(Money(minor, currency)) for currency, minor in sums.items())


def _numbers(data: DossierData) -> dict[int, str]:
    if data.gantt is None:
        return {}
    return {bar.activity.id: bar.number for group in data.gantt.groups for bar in group.bars}


def _notes(data: DossierData) -> list[Flowable]:
    notes = []
    before = [line.row.intervention for line in data.logframe.preconditions if line.row.intervention]
    if before:
        notes.append(tr("Conditions préalables : {list}.", list=joined(text.rstrip(".") for text in before)))
    whole = activities_cost(data, data.activities)
    if whole:
        charges = amount(data, data.budget.charges.subtotal.forecast)
        notes.append(
            tr(
                "Coût des activités : {whole}, pour un budget de {charges} hors contributions volontaires.",
                whole=whole,
                charges=charges,
            )
        )
    return [words(note, style.CAPTION) for note in notes]
