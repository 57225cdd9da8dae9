"""The committee's booklet: one page for each dossier, its code leading back to it, the decision to be written by hand."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.byhand import Circles, Framed, Labelled, TickRow
from cresi_app.printing.document import Layout, Numbers, Paper, new_page
from cresi_app.printing.flow import Arrival, Columns, Gap, Overline, Rule, stack_height, words
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.printing.grid import BETWEEN, UNDER_HEAD, Cell, Column, Grid, Row
from cresi_app.printing.maps import PlaceMap
from cresi_app.printing.style import MM
from cresi_app.printing.tables import SideBySide
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.typesetting import strong
from cresi_app.projects.model import DossierData
from cresi_app.projects.reports import money, summary, wording
from cresi_app.projects.reports.wording import amount, joined

SHEET: Final = Layout(margin=18, top=26, bottom=30, start="inner")
_CRITERIA: Final = (
    N_("Besoin exprimé localement"),
    N_("Partenaire local et autonomie"),
    N_("Cohérence du budget"),
    N_("Suivi et indicateurs"),
    N_("Retombées dans le département"),
    N_("Égalité, environnement"),
)
_SUMMARY: Final = 430
_OPINIONS: Final = 620
"""Characters of summary and of opinions where all else is short."""
_SCALES: Final = (1, 0.75, 0.5, 0.3, 0.15)
_MOST_OPINIONS: Final = 3


def booklet(dossiers: Sequence[DossierData], identity: Identity, on: date | None = None) -> Paper:
    """Return the booklet of these dossiers for the committee of `on` (None: not dated yet)."""
    title = tr("Commission du {day}", day=format_date(on)) if on else tr("Commission")

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = []
        for number, data in enumerate(dossiers, start=1):
            flows += new_page() if number > 1 else []
            flows += [Arrival(_arrive(data, number, len(dossiers))), *_page(data)]
        return flows or [words(tr("Aucun dossier n'est à présenter."))]

    return Paper(
        kind="booklet",
        title=tr("{committee} · livret des dossiers", committee=title),
        identity=identity,
        furniture=Furniture(
            kind=tr("{committee} · livret des dossiers", committee=title), who=address_line(identity),
            copy=tr("Document de travail de la commission."),
        ),
        story=story,
        layout=SHEET,
        subject=trn("{n} dossier", "{n} dossiers", len(dossiers)),
    )  # fmt: skip


def _arrive(data: DossierData, number: int, total: int) -> Callable[[TaggedCanvas], None]:
    def arrive(canv: TaggedCanvas) -> None:
        canv.arrive(f"dossier:{data.project.id}", joined((data.project.number, data.project.title), " – "))
        canv.chapter = tr("dossier {number} sur {total}", number=number, total=total)
        canv.page_code = data.code.upper()
        canv.page_words = (
            wording.copy_sentence(data),
            tr("Le dossier complet est consultable au centre. Document de travail de la commission."),
        )

    return arrive


def _page(data: DossierData) -> list[Flowable]:
    """Return what stands on a dossier's page, its texts as long as the page has room for."""
    room = SHEET.page[1] - (SHEET.top + SHEET.bottom) * MM
    for scale in _SCALES:
        flows = _sheet(data, round(_SUMMARY * scale), round(_OPINIONS * scale))
        if stack_height(flows, SHEET.width) <= room:
            break
    return flows


def _sheet(data: DossierData, summed_up: int, said: int) -> list[Flowable]:
    """Return the page with so many characters of summary and of opinions at most."""
    width = SHEET.width
    map_width, gutter = 58 * MM, 6 * MM
    chart = PlaceMap(wording.main_place(data), map_width, 46 * MM, margin=14)
    bar = money.funding_bar(data, width)
    beside = [*summary.beside(data, summed_up), Gap(3 * MM), _where_and_when(data)]
    return [
        summary.head(data, width, more=_holder(data)),
        Gap(4 * MM),
        Columns([(map_width, [chart]), (width - map_width - gutter, beside)], gutter),
        Gap(3 * MM),
        Overline(tr("Plan de financement")),
        *([Gap(1), bar] if bar is not None else [words(tr("Aucun produit n'est inscrit au budget."))]),
        Gap(4 * MM),
        Columns([(width * 0.47, [_grid(width * 0.47)]), (width * 0.53 - 8 * MM, _opinions(data, said))], 8 * MM),
        Gap(4 * MM),
        Overline(tr("Décision de la commission")),
        Framed(_decision(data, width - 24)),
    ]


def _where_and_when(data: DossierData) -> Flowable:
    start = data.project.starts_on
    facts = [
        (tr("Pays et lieu"), joined((data.country.name if data.country else "", data.project.place)) or "—"),
        (tr("Durée"), joined((wording.duration(data), wording.month_of(start) if start else ""), ", ") or "—"),
        (tr("ODD"), ", ".join(str(goal.sdg.number) for goal in data.goals) or "—"),
    ]
    return SideBySide([[words(name, style.LABEL), words(value, style.TABLE_STRONG)] for name, value in facts])


def _holder(data: DossierData) -> str:
    year, file = data.holder.founded_on[:4], data.holder_file.year
    return joined((
        strong(data.holder.name),
        data.holder.town,
        tr("créée en {year}", year=year) if year else "",
        trn("{n} adhérent", "{n} adhérents", file.members) if file and file.members else "",
        tr("déjà aidée, dossier {number}", number=data.renewed_from) if data.renewed_from else "",
    ))  # fmt: skip


def _grid(width: float) -> Grid:
    columns = [Column(width - 104), Column(68, 0, 2), Column(36, 0, 0)]
    head = Row(
        [Cell([words(tr("Grille d'analyse"), style.COLUMN_HEAD)], span=2), Cell([words(tr("sur 5"), style.COLUMN_HEAD, align="right")])],
        below=UNDER_HEAD,
    )  # fmt: skip
    rows = [
        Row([Cell([words(tr(name), style.BUDGET)], header=True), Cell([Circles()], valign="middle"), Cell([words("…", style.BUDGET, align="right")])], below=BETWEEN)
        for name in _CRITERIA
    ]  # fmt: skip
    return Grid(columns, rows, head=[head], pad=(2.6, 3))


def _opinions(data: DossierData, longest: int) -> list[Flowable]:
    """Return the opinions recorded, the latest first, in so many characters; those left out are counted."""
    flows: list[Flowable] = [Overline(tr("Avis du service instructeur")), Rule(style.MIDDLE, style.INK, 0, 4)]
    given = [view for view in data.opinions if view.opinion.is_printed and view.verdict is not None]
    if not given:
        return [*flows, words(tr("Aucun avis n'est rendu à ce jour."), style.TABLE)]
    latest = sorted(given, key=lambda view: view.opinion.given_on or date.min, reverse=True)[:_MOST_OPINIONS]
    for view in latest:
        text = _cut(view.opinion.text, longest // len(latest))
        word = view.verdict.name if view.verdict else ""
        day = format_date(view.opinion.given_on) if view.opinion.given_on else ""
        flows += [
            words(" ".join((strong(f"{word}."), text)), style.TABLE),
            words(joined((view.reviewer, day), ", "), style.CAPTION),
            Gap(3),
        ]
    if left := len(given) - len(latest):
        flows.append(words(trn("{n} autre avis au dossier.", "{n} autres avis au dossier.", left), style.CAPTION))
    return flows


def _cut(text: str, longest: int) -> str:
    """Return an opinion on one line; of a long one the beginning: the dossier on screen has it all."""
    whole = " ".join(text.split())
    if len(whole) <= longest:
        return whole
    return tr("{beginning}… (suite dans le dossier)", beginning=whole[:longest].rsplit(" ", 1)[0].rstrip(" .,;:–-"))


def _decision(data: DossierData, width: float) -> list[Flowable]:
    options = [
        (tr("Favorable"), False),
        (tr("Favorable avec réserve"), False),
        (tr("Ajourné"), False),
        (tr("Défavorable"), False),
    ]
    asked = amount(data, data.budget.requested) if data.budget.requested_lines else "—"
    return [
        TickRow("", options, room=0),
        Labelled(tr("Montant proposé"), line=44 * MM, after=tr("€ · demandé : {amount}", amount=asked)),
        Labelled(tr("Motif ou condition"), line=width - 30 * MM),
        Labelled("", line=width - 30 * MM),
    ]  # fmt: skip
