"""The financial report in the sections of form 15059: what was done, every line forecast and done, the differences explained."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.money import format_money, format_number
from cresi_app.printing import style
from cresi_app.printing.byhand import Labelled, RuledLines, signatures
from cresi_app.printing.document import Layout, Numbers, Paper, new_page
from cresi_app.printing.flow import Both, Gap, Overline, chapter, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, UNDER_HEAD, Cell, Column, Grid, Row
from cresi_app.printing.style import MM
from cresi_app.printing.tables import facts
from cresi_app.projects.model import Block, BudgetRow, DossierData, Figures, SideBudget, add_months
from cresi_app.projects.reports import holder, wording
from cresi_app.projects.reports.figures import done, writer
from cresi_app.projects.reports.logframe import indicator_words
from cresi_app.projects.reports.wording import amount, joined, share

SHEET: Final = Layout(start="first")
_NOTABLE: Final = Fraction(1, 5)
"""A line that went this far from its forecast is one to explain."""


def financial_report(data: DossierData, identity: Identity) -> Paper:
    """Return the financial report; what only the association knows is left to be written by hand."""
    width = SHEET.width

    def story(_numbers: Numbers) -> list[Flowable]:
        return [
            Overline(tr("Association loi 1901")),
            chapter(tr("Compte rendu financier de subvention"), key="report"),
            words(_due(data), style.SECOND),
            *heading(tr("Identification")),
            facts(_identity(data), width, label=58 * MM),
            *heading(tr("1. Bilan qualitatif de l'action réalisée")),
            *_done(data),
            *new_page(),
            chapter(tr("2. Tableau de synthèse"), small=True),
            *_synthesis(data, width),
            *new_page(),
            chapter(tr("3. Données chiffrées : annexe"), small=True),
            *_annex(data, width),
        ]

    return Paper(
        kind="financial-report",
        title=tr("Compte rendu financier, dossier {number}", number=data.project.number),
        identity=identity,
        furniture=Furniture(
            kind=tr("Compte rendu financier"),
            reference=tr("Dossier {number}", number=data.project.number),
            short_title=data.project.title,
            who=data.holder.name,
            copy=tr("Rubriques du formulaire CERFA n° 15059. Édité le {day}.", day=format_date(data.edited_on)),
        ),
        story=story,
        code=data.code.upper(),
        layout=SHEET,
        author=data.holder.name,
    )


def _due(data: DossierData) -> str:
    end = data.project.ends_on
    if end is None:
        return tr("À remettre dans les six mois qui suivent la fin de l'exercice.")
    return tr(
        "À remettre dans les six mois qui suivent la fin de l'exercice, soit avant le {day}.",
        day=format_date(add_months(end, 6)),
    )


def _identity(data: DossierData) -> list[tuple[str, str]]:
    one, granted = data.project, data.project.granted_minor
    return [
        (tr("Nom de l'association"), data.holder.name),
        (tr("Numéro SIRET"), wording.siret(data.holder.siret) or tr("non renseigné")),
        (tr("Numéro RNA ou registre"), data.holder.rna or data.holder_file.register or tr("non renseigné")),
        (tr("Représentant légal"), holder.person_words(data.representative)),
        (tr("Intitulé de l'action"), one.title),
        (tr("Décision"), joined((one.decision_number, format_date(one.decided_on) if one.decided_on else ""), ", ")),
        (tr("Subvention attribuée"), amount(data, granted) if granted is not None else tr("non renseigné")),
    ]


def _done(data: DossierData) -> list[Flowable]:
    reached = [
        tr("{indicator} ; réalisé : {actual}", indicator=indicator_words(one), actual=one.value_words("actual") or "……")
        for one in data.logframe.indicators
    ]
    people = data.direct_total
    planned = ""
    if people:
        planned = trn(
            "{n} personne prévue au dossier.", "{n} personnes prévues au dossier.", people, n=format_number(people)
        )
    parts = [
        (tr("Décrire précisément la mise en œuvre de l'action"), "", 5),
        (tr("Nombre et type de bénéficiaires"), planned, 3),
        (tr("Dates et lieux de réalisation"), joined((wording.period_long(data), wording.place_words(data))), 2),
        (tr("Les objectifs de l'action ont-ils été atteints ?"), "\n".join(reached), 4),
    ]
    flows: list[Flowable] = []
    for title, text, lines in parts:
        flows += [words(title, style.H3, role="H3"), *paragraphs(text), RuledLines(lines), Gap(3 * MM)]
    return flows


def _synthesis(data: DossierData, width: float) -> list[Flowable]:
    budget = data.budget
    money = writer(budget)
    flows: list[Flowable] = []
    for title, total, side in (
        (tr("Charges"), tr("Total des charges"), budget.charges),
        (tr("Produits"), tr("Total des produits"), budget.products),
    ):
        flows += [_side(title, total, side, money, width), Gap(6 * MM)]
    received = sum(line.actual_minor or 0 for line in budget.requested_lines)
    whole = budget.products.total.actual
    sentence = tr(
        "La subvention de {amount} représente {share} du total des produits (montant attribué ÷ total des produits réalisés × 100).",
        amount=format_money(budget.money(received)),
        share=share(Fraction(received, whole) if whole else None),
    )
    return [*flows, words(sentence)]


def _side(title: str, total: str, side: SideBudget, money: Callable[[int], str], width: float) -> Grid:
    columns = [Column(12 * MM, 0, 2), Column(width - 81 * MM, 0, 6), *(Column(23 * MM, 0, 0) for _ in range(3))]
    heads = (tr("Prévision"), tr("Réalisation"), tr("%"))
    head = Row(
        [
            Cell([words(title, style.TABLE_STRONG)], span=2, valign="bottom"),
            *(Cell([words(one, style.COLUMN_HEAD, align="right")], valign="bottom") for one in heads),
        ],
        above=HEAD_LINE,
        below=UNDER_HEAD,
    )
    direct = [row for row in side.rows if row.line.block is not Block.VOLUNTEER]
    volunteer = [row for row in side.rows if row.line.block is Block.VOLUNTEER]
    rows = [one for row in direct for one in _lines(row, money)]
    rows.append(_line("", tr("Sous-total"), side.subtotal, money, strong=True))
    rows += [one for row in volunteer for one in _lines(row, money)]
    rows.append(_line("", total, side.total, money, strong=True))
    return Grid(columns, rows, head=[head], pad=(1.9, 2.6))


def _lines(row: BudgetRow, money: Callable[[int], str]) -> list[Row]:
    found = [_line(row.line.printed_code, row.line.name, row.figures, money, section=True)]
    found += [
        _line(under.line.printed_code, under.line.name, under.figures, money)
        for under in row.rows
        if under.figures != Figures() or not under.line.is_repeatable
    ]
    return found


def _line(
    code: str, name: str, figures: Figures, money: Callable[[int], str], *, section: bool = False, strong: bool = False
) -> Row:
    base = style.BUDGET_STRONG if section or strong else style.BUDGET
    cells = [Cell([words(name, base)], header=True, span=2 if strong else 1)]
    if not strong:
        cells.insert(0, Cell([words(code, base)] if code else []))
    values = (money(figures.forecast), money(figures.actual), share(done(figures)))
    return Row(
        [*cells, *(Cell([words(value, base, align="right")]) for value in values)],
        above=UNDER_HEAD if section or strong else BETWEEN,
        below=None,
        fill=style.TINT if strong else None,
    )


def _annex(data: DossierData, width: float) -> list[Flowable]:
    notable = [words(sentence) for sentence in differences(data)]
    hours = data.means_totals
    given = (
        tr(
            "Heures de bénévolat : {hours}, valorisées {value}.",
            hours=wording.milli_words(hours.hours_milli),
            value=amount(data, hours.valued_minor),
        )
        if hours.valued_minor
        else ""
    )
    person = data.representative
    return [
        words(tr("Règles de répartition des charges indirectes affectées à l'action"), style.H3, role="H2"),
        RuledLines(3),
        Gap(3 * MM),
        words(tr("Explication des écarts significatifs entre le budget prévisionnel et la réalisation"), style.H3, role="H2"),
        *notable,
        RuledLines(3),
        Gap(3 * MM),
        words(tr("Contributions volontaires en nature affectées à la réalisation de l'action"), style.H3, role="H2"),
        *paragraphs(given),
        RuledLines(2),
        Gap(3 * MM),
        words(tr("Observations à formuler sur le compte rendu financier"), style.H3, role="H2"),
        RuledLines(3),
        Gap(4 * MM),
        words(tr("Je soussigné(e) {name}, représentant(e) légal(e) de l'association, certifie exactes les informations du présent compte rendu.", name=person.name if person else "………………………………")),
        Both([
            Labelled(tr("Fait, le"), room=22 * MM, line=40 * MM),
            Labelled(tr("à"), room=22 * MM, line=70 * MM),
            Gap(4 * MM),
            signatures([(tr("Signature"), person.name if person else "")], width / 2),
        ]),
    ]  # fmt: skip


def differences(data: DossierData) -> list[str]:
    """Return a sentence for each section that went a fifth or more from its forecast; none while nothing was spent."""
    budget = data.budget
    if not any(line.actual_minor is not None for line in budget.lines):
        return []
    said = []
    for row in (*budget.charges.rows, *budget.products.rows):
        forecast, actual = row.figures.forecast, row.figures.actual
        if forecast and abs(actual - forecast) >= _NOTABLE * forecast:
            said.append(
                tr(
                    "{name} : {actual} pour {forecast} prévus ({share}).",
                    name=joined((row.line.printed_code, row.line.name), " "),
                    actual=amount(data, actual),
                    forecast=amount(data, forecast),
                    share=share(Fraction(actual, forecast)),
                )
            )
    return said
