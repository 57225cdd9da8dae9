"""The chapters of money: the budget in the form's own lines, both sides aligned, and who funds the project."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import format_percent
from cresi_app.printing import style
from cresi_app.printing.accounts import Account, AccountLine, accounts, unit_of
from cresi_app.printing.charts import Fill, Part, ShareBar, WholeBar
from cresi_app.printing.flow import Gap, paragraphs, words
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, Value, Verdict, open_table
from cresi_app.printing.typesetting import strong
from cresi_app.projects.model import (
    Block,
    Budget,
    BudgetLine,
    BudgetRow,
    DossierData,
    Level,
    SideBudget,
    Source,
    Standing,
    balance_of,
    funding_parts,
    has_cents,
)
from cresi_app.projects.reports.wording import amount, column_amount, funder, joined, share


def budget(data: DossierData, width: float) -> list[Flowable]:
    """Return the form's two accounts, whether they balance, and the share that is asked for."""
    held = data.budget
    return [
        words(_budget_caption(data, decimals=_has_decimals(held)), style.SECOND),
        Gap(5),
        *two_accounts(held, width),
        Gap(9),
        _balance(data),
        Gap(9),
        *([words(_share_sentence(data))] if held.requested_lines else []),
        *paragraphs(data.project.budget_note),
    ]


def two_accounts(held: Budget, width: float) -> list[Flowable]:
    """Return charges and products of a budget in the form's own lines, side by side."""
    decimals = _has_decimals(held)
    left = _account(held, tr("Charges"), held.charges, decimals=decimals)
    return accounts(left, _account(held, tr("Produits"), held.products, decimals=decimals), width)


def _has_decimals(held: Budget) -> bool:
    return any(has_cents(line.amount_minor, line.currency) for line in held.lines)


def _budget_caption(data: DossierData, *, decimals: bool) -> str:
    start, end, form = data.project.starts_on, data.project.ends_on, data.budget.template.name
    if start and end:
        days = {"start": format_date(start), "end": format_date(end), "form": form}
        if decimals:
            return tr("Du {start} au {end}, avec les centimes saisis. Formulaire : {form}.", **days)
        return tr("Du {start} au {end}, sans les centimes. Formulaire : {form}.", **days)
    return tr("Formulaire : {form}.", form=form)


def _account(held: Budget, title: str, side: SideBudget, *, decimals: bool) -> Account:
    currency = held.currency

    def lines(rows: Iterable[BudgetRow]) -> list[AccountLine]:
        return [line for row in rows for line in _section(row, currency, decimals=decimals)]

    direct = [row for row in side.rows if row.line.block is not Block.VOLUNTEER]
    volunteer = [row for row in side.rows if row.line.block is Block.VOLUNTEER]
    charges = side is held.charges
    _assert_sums(side)
    return Account(
        title=title,
        unit=unit_of(currency),
        lines=lines(direct),
        subtotal=AccountLine(
            "",
            tr("Sous-total des charges") if charges else tr("Sous-total des produits"),
            column_amount(side.subtotal.forecast, currency, decimals=decimals),
        ),
        volunteer=lines(volunteer),
        total=AccountLine(
            "",
            tr("Total des charges") if charges else tr("Total des produits"),
            column_amount(side.total.forecast, currency, decimals=decimals),
        ),
    )


def _assert_sums(side: SideBudget) -> None:
    """Never print a total that is not the sum of the lines above it."""
    counted = sum(entry.amount_minor for row in side.rows for entry in row.all_entries() if entry.is_counted)
    assert counted == side.total.forecast == side.subtotal.forecast + side.volunteer.forecast


def _section(row: BudgetRow, currency: str, *, decimals: bool) -> list[AccountLine]:
    """Return a heading of the form and the lines under it; a heading of nothing stands alone, as on the form filled by hand."""

    def written(minor: int) -> str:
        return column_amount(minor, currency, decimals=decimals)

    asked = any(entry.is_requested for entry in row.entries)
    lines = [
        AccountLine(row.line.printed_code, row.line.name, written(row.figures.forecast), section=True, asked=asked)
    ]
    if not any(True for _ in row.all_entries()):
        return lines
    for under in row.rows:
        if under.line.is_repeatable:
            lines += [_entry(under, entry, written) for entry in under.entries if _says_something(entry)]
        else:
            code = under.line.printed_code
            asked = any(entry.is_requested for entry in under.entries)
            lines.append(AccountLine(code, under.line.name, written(under.figures.forecast), asked=asked))
    apart = sum(entry.amount_minor for entry in row.entries if entry.is_counted)
    if row.rows and apart:
        lines.append(AccountLine("", tr("Non réparti"), written(apart)))
    return lines


def _says_something(entry: BudgetLine) -> bool:
    return bool(entry.amount_minor or entry.label or entry.is_requested or entry.status_code)


def _entry(row: BudgetRow, entry: BudgetLine, written: Callable[[int], str]) -> AccountLine:
    """Return one funder's line under its heading: « État — contrat de ville »."""
    label = funder(row.line.name, entry.label)
    if not entry.is_counted:
        return AccountLine("", tr("{label} (refusé, non compté)", label=label), written(0))
    if entry.is_requested:
        return AccountLine("", tr("{label} (demande présente)", label=label), written(entry.amount_minor), asked=True)
    return AccountLine("", label, written(entry.amount_minor))


def _balance(data: DossierData) -> Flowable:
    check = balance_of(data.budget)
    held = data.budget
    if check.level is not Level.OK:
        return Verdict(check.sentence, good=False)
    total, volunteer = amount(data, held.charges.total.forecast), held.charges.volunteer.forecast
    sentence = (
        tr(
            "Budget équilibré : {total} de charges, {total} de produits. Comptes 86 et 87 : {volunteer}.",
            total=total,
            volunteer=amount(data, volunteer),
        )
        if volunteer
        else tr("Budget équilibré : {total} de charges, {total} de produits.", total=total)
    )
    return Verdict(sentence, good=True)


def _share_sentence(data: DossierData) -> str:
    held = data.budget
    asked, whole = strong(amount(data, held.requested)), strong(share(held.share_with_volunteer))
    if held.products.volunteer.forecast:
        return tr(
            "La subvention sollicitée de {asked} représente {whole} du total des produits du projet (montant sollicité ÷ total du budget × 100), et {bare} hors contributions volontaires.",
            asked=asked,
            whole=whole,
            bare=share(held.share_without_volunteer),
        )
    return tr(
        "La subvention sollicitée de {asked} représente {whole} du total des produits du projet (montant sollicité ÷ total du budget × 100).",
        asked=asked,
        whole=whole,
    )


# --- who funds the project


_FILLS: Mapping[Standing, Fill] = MappingProxyType(
    {
        Standing.OBTAINED: Fill.SURE,
        Standing.REQUESTED: Fill.THIS,
        Standing.ASKED: Fill.ASKED,
        Standing.UNSAID: Fill.UNSAID,
        Standing.REFUSED: Fill.UNSAID,
    }
)
_WORDS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.OBTAINED: N_("Acquis"),
        Standing.REQUESTED: N_("Demande présente"),
        Standing.ASKED: N_("Sollicité"),
        Standing.UNSAID: N_("À préciser"),
        Standing.REFUSED: N_("Refusé, non compté"),
    }
)


def cofunding(data: DossierData, width: float) -> list[Flowable]:
    """Return the plan: one sentence, one bar to scale, one table in the same order."""
    plan = data.cofunding
    if not plan.sources:
        return [words(tr("Aucun produit n'est inscrit au budget : le plan se remplira avec lui."))]
    flows: list[Flowable] = [words(_plan_sentence(data), style.LEAD)]
    bar = funding_bar(data, width)
    flows += [bar, Gap(8)] if bar is not None else []
    largest = max((s.line.amount_minor for s in plan.sources if s.share is not None), default=0)
    columns = [
        Col(tr("Financeur"), 55, names_row=True),
        Col(tr("Situation"), 46),
        Col(tr("Montant"), 23, "right"),
        Col(tr("Part"), 15, "right"),
        Col("", 31),
    ]
    rows = [_source(data, source, largest) for source in plan.sources]
    total = (tr("Total hors contributions volontaires"), "", amount(data, plan.total), format_percent(1, 1), "")
    flows.append(open_table(columns, rows, width, total=total if plan.total else ()))
    volunteer = data.budget.products.volunteer.forecast
    if volunteer:
        note = tr(
            "Contributions volontaires en nature : {amount}. Elles figurent aux comptes 86 et 87 et ne sont pas comptées dans ce plan.",
            amount=amount(data, volunteer),
        )
        flows += [Gap(7), words(note, style.CAPTION)]
    return flows


def _plan_sentence(data: DossierData) -> str:
    plan = data.cofunding
    said = {
        "total": amount(data, plan.total),
        "obtained": strong(amount(data, plan.obtained)),
        "part": share(plan.share(plan.obtained)),
        "asked": strong(amount(data, plan.asked)),
        "requested": strong(amount(data, plan.requested)),
    }
    if plan.asked:
        return tr(
            "Hors contributions volontaires, les produits atteignent {total} : {obtained} sont acquis ({part}), {asked} sont sollicités auprès d'autres financeurs et {requested} font l'objet du présent dossier.",
            **said,
        )
    return tr(
        "Hors contributions volontaires, les produits atteignent {total} : {obtained} sont acquis ({part}) et {requested} font l'objet du présent dossier.",
        **said,
    )


def funding_bar(data: DossierData, width: float) -> Flowable | None:
    """Return the plan as one bar to scale: obtained, this request, asked elsewhere, unsaid; None without products."""
    parts = [
        Part(tr(one.words), _part_value(data, one.minor), one.minor, _FILLS[one.standing])
        for one in funding_parts(data.cofunding)
    ]
    return WholeBar(parts, width) if parts else None


def _part_value(data: DossierData, minor: int) -> str:
    return joined((amount(data, minor), share(data.cofunding.share(minor))))


def _source(data: DossierData, source: Source, largest: int) -> Sequence[Value]:
    line, fill = source.line, _FILLS[source.standing]
    when = tr("le {day}", day=format_date(line.status_on)) if line.status_on else ""
    bar: Value = ""
    if source.share is not None and largest > 0:
        bar = ShareBar(line.amount_minor / largest, fill, 27 * MM)
    form_label = data.nomenclature.line(line.line_code).name
    standing = tr(_WORDS[source.standing])
    return (
        funder(form_label, source.label),
        (strong(standing) if source.standing is Standing.REQUESTED else standing, joined((line.proof, when), ", ")),
        amount(data, line.amount_minor),
        share(source.share),
        bar,
    )
