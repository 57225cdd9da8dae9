"""A year on paper: the statement of its envelopes, and the list of grants for the deliberation; their totals are the page's own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.money import Money, format_money
from cresi_app.core.papercode import paper_code
from cresi_app.funding.model.envelopes import YearFigures
from cresi_app.funding.model.papers import StatementData
from cresi_app.funding.model.views import GrantRow
from cresi_app.printing import style
from cresi_app.printing.byhand import signatures
from cresi_app.printing.document import LETTER, Layout, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, headed, heading, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, Verdict, key_figures, open_table

SHEET: Final = Layout(margin_landscape=14, top_landscape=26, top_first=34, start="landscape-first", follow="landscape")


def _euros(minor: int) -> str:
    return format_money(Money(minor)) if minor else "—"


def _about(data: StatementData) -> str:
    one = data.figures.exercise
    if one is None:
        return tr("Aucun crédit n'est voté pour {year}.", year=data.figures.year)
    voted = tr("Voté le {day}", day=format_date(one.voted_on)) if one.voted_on else tr("Date du vote non saisie")
    number = tr(", délibération {number}", number=one.deliberation) if one.deliberation else ""
    closed = tr("exercice clos le {day}", day=format_date(one.closed_on)) if one.closed_on else ""
    return " · ".join(filter(None, (f"{voted}{number}", closed))) + "."


def envelope_statement(data: StatementData, identity: Identity) -> Paper:
    """Return the statement of a year's envelopes: axis by axis, what moved, what was allowed beyond the vote."""
    figures = data.figures

    def story(_numbers: Numbers) -> list[Flowable]:
        return [
            Overline(tr("État des crédits")),
            words(tr("Exercice {year}", year=figures.year), style.H1_SMALL, role="H1"),
            words(". ".join(part for part in (figures.authority, _about(data)) if part)),
            Gap(3 * MM),
            key_figures(_figures(figures)),
            Gap(3 * MM),
            *_verdicts(data),
            *headed(tr("Crédits par axe"), _axes(figures)),
            *_carried(figures),
            *_reserves(data),
            *_transfers(data),
            *_excesses(data),
            *_aside(figures),
        ]

    return _paper("envelopes", tr("État des crédits {year}", year=figures.year), (data, identity), story)


def _figures(figures: YearFigures) -> list[KeyFigure]:
    free = tr("libres") if figures.free >= 0 else tr("affectés de trop")
    return [
        KeyFigure(_euros(figures.budget), tr("budget de l'exercice"), f"{_euros(figures.free)} {free}"),
        KeyFigure(_euros(figures.voted), tr("voté aux axes")),
        KeyFigure(_euros(figures.committed), tr("engagé"), trn("{n} subvention", "{n} subventions", figures.grants)),
        KeyFigure(
            _euros(figures.paid), tr("versé"), tr("{left} restent à engager", left=format_money(Money(figures.left)))
        ),
    ]


def _verdicts(data: StatementData) -> list[Flowable]:
    flows: list[Flowable] = []
    for one in data.figures.overspent:
        over = format_money(Money(one.over))
        flows.append(
            Verdict(tr("{axis} : {over} engagés de plus que voté.", axis=one.axis.name, over=over), good=False)
        )
        flows.append(Gap(2 * MM))
    if not flows and data.figures.is_voted:
        flows += [Verdict(tr("Aucun axe n'est engagé au-delà de son vote."), good=True), Gap(2 * MM)]
    return flows


def _axes(figures: YearFigures) -> Flowable:
    columns = (
        Col(tr("Axe"), 50, names_row=True),
        Col(tr("Voté"), 24, "right"),
        Col(tr("dont virements"), 24, "right"),
        Col(tr("Engagé"), 24, "right"),
        Col(tr("Versé"), 24, "right"),
        Col(tr("Reste"), 24, "right", strong=True),
    )
    rows = [
        [
            one.axis.name,
            _euros(one.voted),
            _euros(one.moved),
            _euros(one.committed),
            _euros(one.paid),
            format_money(Money(one.left)),
        ]
        for one in figures.axes
    ]
    assert sum(one.voted for one in figures.axes) == figures.voted
    moved = sum(one.moved for one in figures.axes)
    total = [tr("Total de l'exercice"), _euros(figures.voted), _euros(moved), _euros(figures.committed), _euros(figures.paid), format_money(Money(figures.left))]  # fmt: skip
    return open_table(columns, rows, LETTER.width, total=total)


def _carried(figures: YearFigures) -> list[Flowable]:
    said = []
    if figures.carried:
        said.append(
            tr(
                "Reports des exercices antérieurs : {amount} engagés, {paid} versés, avec leurs propres crédits.",
                amount=_euros(figures.carried),
                paid=_euros(figures.carried_paid),
            )
        )
    if figures.handed_on:
        said.append(tr("Reportés sur {year} : {amount}.", year=figures.year + 1, amount=_euros(figures.handed_on)))
    return [Gap(2 * MM), *(words(line) for line in said)] if said else []


def _reserves(data: StatementData) -> list[Flowable]:
    rows = [
        [one.label or tr("Mise en réserve"), _euros(one.amount_minor)] for one in data.credits if one.axis_id is None
    ]
    if not rows:
        return []
    columns = (Col(tr("Hors des subventions"), 120, names_row=True), Col(tr("Montant"), 30, "right"))
    table = open_table(columns, rows, LETTER.width, total=[tr("Total réservé"), _euros(data.figures.reserved)])
    return headed(tr("Réservé"), table)


def _transfers(data: StatementData) -> list[Flowable]:
    if not data.transfers:
        return []
    columns = (
        Col(tr("Virement"), 70, names_row=True),
        Col(tr("Montant"), 24, "right"),
        Col(tr("Décision"), 34),
        Col(tr("Motif"), 50),
    )
    rows = []
    for one in data.transfers:
        route = tr("{source} → {target}", source=data.axes[one.from_axis_id], target=data.axes[one.to_axis_id])
        day = format_date(one.decided_on, "medium") if one.decided_on else tr("proposé, hors totaux")
        decided = " ".join(part for part in (day, one.deliberation) if part)
        rows.append([route, _euros(one.amount_minor), decided, one.reason])
    return headed(tr("Virements"), open_table(columns, rows, LETTER.width))


def _excesses(data: StatementData) -> list[Flowable]:
    if not data.excesses:
        return []
    columns = (
        Col(tr("Subvention"), 56, names_row=True),
        Col(tr("Au-delà du vote"), 28, "right"),
        Col(tr("Motif"), 90),
    )
    rows = [[(one.holder, one.number), _euros(one.amount_minor), one.reason] for one in data.excesses]
    return headed(tr("Dépassements décidés"), open_table(columns, rows, LETTER.width))


def _aside(figures: YearFigures) -> list[Flowable]:
    said = []
    if figures.proposed:
        said.append(tr("Demandes à décider : {amount}, dans aucun total.", amount=_euros(figures.proposed)))
    if figures.repaid:
        said.append(tr("Reversé par des bénéficiaires dans l'année : {amount}.", amount=_euros(figures.repaid)))
    if figures.received:
        said.append(
            tr("Reçu de l'Europe et d'autres financeurs dans l'année : {amount}.", amount=_euros(figures.received))
        )
    return [*heading(tr("À côté")), *(words(line) for line in said)] if said else []


# --- the list for the deliberation ---


def grant_list(data: StatementData, identity: Identity) -> Paper:
    """Return the list of the grants that a year bears, axis by axis, then the requests that wait for a decision."""
    figures = data.figures

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = [
            words(tr("Subventions de l'exercice {year}", year=figures.year), style.H1, role="H1"),
            words(". ".join(part for part in (figures.authority, _about(data)) if part)),
            Gap(4 * MM),
        ]
        own = [row for row in data.rows if row.year == figures.year]
        for name, rows in _by_axis(own):
            flows += headed(name, _grants(rows))
        total = sum(row.granted_minor for row in own if row.currency == "EUR")
        flows += [Gap(3 * MM), Verdict(_total(figures, total, len(own)), good=total == figures.committed)]
        for title, rows in (
            (tr("Reportées d'exercices antérieurs"), [row for row in data.rows if row.year != figures.year]),
            (tr("Demandes à décider, dans aucun total"), [row for row in data.requests if row.status.is_open]),
            (tr("Non retenues"), [row for row in data.requests if not row.status.is_open]),
        ):
            if rows:
                flows += headed(title, _grants(rows))
        places = [
            (tr("Pour le rapporteur"), ""),
            (identity.representative_title or tr("L'ordonnateur"), identity.representative),
        ]
        return [*flows, Gap(8 * MM), signatures(places, SHEET.width_landscape)]

    title = tr("Liste des subventions {year}", year=figures.year)
    return replace(_paper("grants", title, (data, identity), story), layout=SHEET)


def _by_axis(rows: Sequence[GrantRow]) -> Iterable[tuple[str, list[GrantRow]]]:
    found: dict[str, list[GrantRow]] = {}
    for row in rows:
        found.setdefault(row.axis, []).append(row)
    return found.items()


def _grants(rows: Sequence[GrantRow]) -> Flowable:
    columns = (
        Col(tr("Bénéficiaire"), 62, names_row=True),
        Col(tr("Objet"), 74),
        Col(tr("Pays"), 30),
        Col(tr("Demandé"), 24, "right"),
        Col(tr("Accordé"), 24, "right", strong=True),
        Col(tr("Versé"), 24, "right"),
        Col(tr("État"), 26),
    )

    def money(row: GrantRow, minor: int | None) -> str:
        return format_money(Money(minor, row.currency)) if minor else "—"

    body = [
        [
            (row.holder, row.number),
            row.title,
            row.country or "—",
            money(row, row.requested_minor),
            money(row, row.granted_minor),
            money(row, row.paid_minor),
            row.standing.words,
        ]
        for row in rows
    ]
    euro = [row for row in rows if row.currency == "EUR"]
    total = [
        trn("{n} subvention", "{n} subventions", len(rows)), "", "",
        _euros(sum(row.requested_minor or 0 for row in euro)),
        _euros(sum(row.granted_minor for row in euro)),
        _euros(sum(row.paid_minor for row in euro)), "",
    ]  # fmt: skip
    return open_table(columns, body, SHEET.width_landscape, total=total)


def _total(figures: YearFigures, total: int, count: int) -> str:
    said = trn("{n} subvention pour {amount}", "{n} subventions pour {amount}", count, amount=_euros(total))
    if not count and not figures.committed:
        return tr("Aucune subvention n'est inscrite à cet exercice.")
    gap = figures.committed - total
    if gap:
        return tr("{said}. Écart avec les engagements de l'exercice : {gap}.", said=said, gap=format_money(Money(gap)))
    return tr("{said}, soit exactement les engagements de l'exercice.", said=said)


def _paper(
    kind: str, title: str, what: tuple[StatementData, Identity], story: Callable[[Numbers], list[Flowable]]
) -> Paper:
    data, identity = what
    return Paper(
        kind=kind,
        title=title,
        identity=identity,
        furniture=Furniture(
            kind=title,
            reference=str(data.figures.year),
            short_title=data.figures.authority,
            who=data.figures.authority or identity.authority_name,
            copy=tr(
                "Édité le {day}. Rien de ce qui n'est pas voté n'entre dans les totaux.",
                day=format_date(data.edited_on),
            ),
        ),
        story=story,
        code=paper_code("exercise", str(data.figures.year)),
        author=data.figures.authority,
        subject=title,
    )
