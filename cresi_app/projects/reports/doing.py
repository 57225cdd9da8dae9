"""The chapters that tell how: activities and their calendar, partners, the papers of the dossier."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.printing import style
from cresi_app.printing.annexes.model import Annex
from cresi_app.printing.flow import Gap, headed, heading, paragraphs, words
from cresi_app.printing.gantt import GanttBar, GanttGroup, GanttKey, gantt
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, Tick, Value, open_table
from cresi_app.printing.typesetting import strong
from cresi_app.projects.model import (
    Bar,
    DossierData,
    MeansView,
    PaperState,
    PaperView,
    PartnerSide,
    PartnerView,
    Rhythm,
    count_valid,
)
from cresi_app.projects.reports import wording
from cresi_app.projects.reports.annexes import where
from cresi_app.projects.reports.chapters import unsaid
from cresi_app.projects.reports.wording import amount, joined, milli_words


def activities(data: DossierData, width: float) -> list[Flowable]:
    """Return the calendar, then the table of activities in the same order, with the same numbers."""
    flows: list[Flowable] = [*paragraphs(data.project.activities_note)]
    chart = data.gantt
    if chart is None or not (chart.groups or chart.milestones):
        return [*flows, *_undated(data)] or [unsaid()]
    groups = [GanttGroup(group.theme, [_bar(bar) for bar in group.bars]) for group in chart.groups]
    stones = [GanttBar(bar.activity.title, bar.first, bar.last) for bar in chart.milestones]
    drawn = gantt(chart.first, chart.count, groups, stones, width)
    periodic = any(bar.periodic for group in groups for bar in group.bars)
    flows += [Gap(4), *drawn, Gap(4), GanttKey(width, periodic=periodic, milestones=bool(stones))]
    adrift = [bar.activity.title for bar in chart.milestones if bar.first is None]
    if adrift:
        flows += [
            Gap(6),
            words(tr("Jalons dont le mois n'est pas fixé : {names}.", names=" ; ".join(adrift)), style.CAPTION),
        ]
    bars = [bar for group in chart.groups for bar in group.bars]
    if bars:
        flows += headed(tr("Les activités en bref"), _activity_table(data, bars, width), room=60 * MM)
    return flows


def means(data: DossierData, width: float) -> list[Flowable]:
    """Return who works for the project: people, posts, hours, what the volunteers' hours are worth; material means; recruiting."""
    project = data.project
    flows: list[Flowable] = []
    if data.means:
        columns = [
            Col(tr("Moyens humains"), 62, names_row=True),
            Col(tr("Où"), 18),
            Col(tr("Personnes"), 20, "right"),
            Col(tr("ETPT"), 16, "right"),
            Col(tr("Heures"), 20, "right"),
            Col(tr("Valeur"), 34, "right"),
        ]
        sums = data.means_totals
        total = (
            tr("Ensemble"), "", str(sums.people), milli_words(sums.posts_milli), milli_words(sums.hours_milli),
            amount(data, sums.valued_minor),
        )  # fmt: skip
        flows += headed(
            tr("Les personnes qui y travaillent"), open_table(columns, map(_means, data.means), width, total=total)
        )
    if project.recruits is not None:
        posts = milli_words(project.recruits_milli) if project.recruits_milli else ""
        if project.recruits and posts:
            flows += [Gap(5), words(tr("Recrutement prévu pour le projet : oui, {posts} ETPT.", posts=posts))]
        else:
            answer = tr("oui") if project.recruits else tr("non")
            flows += [Gap(5), words(tr("Recrutement prévu pour le projet : {answer}.", answer=answer))]
    if project.material_means.strip():
        flows += [*heading(tr("Moyens matériels")), *paragraphs(project.material_means)]
    return flows


def _means(view: MeansView) -> Sequence[Value]:
    one = view.means
    worth = (
        format_money(Money(one.value_minor, one.currency))
        if one.value_minor is not None and view.kind.is_volunteer
        else "—"
    )
    return (
        (view.kind.name, one.name),
        tr("ici") if one.side is PartnerSide.HERE else tr("là-bas"),
        "—" if one.people is None else str(one.people),
        "—" if one.posts_milli is None else milli_words(one.posts_milli),
        "—" if one.hours_milli is None else milli_words(one.hours_milli),
        (worth, one.proof),
    )


def _undated(data: DossierData) -> list[Flowable]:
    """Return the activities of a project of which no month is known yet: listed, without a calendar."""
    return [words(joined((activity.title, activity.description), " — ")) for activity in data.activities]


def _bar(bar: Bar) -> GanttBar:
    name = f"{bar.number} {bar.activity.title}".strip()
    return GanttBar(name, bar.first, bar.last, periodic=bar.activity.rhythm is Rhythm.PERIODIC)


def _activity_table(data: DossierData, bars: Sequence[Bar], width: float) -> Flowable:
    columns = [
        Col(tr("N°"), 12, strong=True),
        Col(tr("Activité"), 62, names_row=True),
        Col(tr("Responsable"), 40),
        Col(tr("Quantité"), 30),
        Col(tr("Coût"), 26, "right"),
    ]
    rows = [_activity(bar) for bar in bars]
    return open_table(columns, rows, width, total=_activity_total(data, bars))


def _activity(bar: Bar) -> Sequence[Value]:
    activity = bar.activity
    cost = None if activity.cost_minor is None else format_money(Money(activity.cost_minor, activity.currency))
    return (
        bar.number,
        (activity.title, activity.description),
        (activity.responsible, activity.place),
        activity.quantity,
        cost or "—",
    )


def _activity_total(data: DossierData, bars: Sequence[Bar]) -> Sequence[Value]:
    """Return the sum of the costed activities; none when currencies differ or nothing is costed."""
    costed = [bar.activity for bar in bars if bar.activity.cost_minor is not None]
    if not costed or any(activity.currency != data.budget.currency for activity in costed):
        return ()
    total = sum(activity.cost_minor or 0 for activity in costed)
    matches = total == data.budget.charges.subtotal.forecast
    label = tr("Total hors contributions volontaires") if matches else tr("Total des activités chiffrées")
    return "", label, "", "", amount(data, total)


def partners(data: DossierData, width: float) -> list[Flowable]:
    """Return who does what, here and there."""
    if not data.partners:
        return [unsaid()]
    columns = [
        Col(tr("Organisation"), 54, names_row=True),
        Col(tr("Rôle"), 32),
        Col(tr("Contribution"), 44),
        Col(tr("Contact"), 40),
    ]
    flows: list[Flowable] = []
    for title, side in ((tr("Là-bas"), PartnerSide.THERE), (tr("Ici"), PartnerSide.HERE)):
        held = data.partners_on(side)
        if held:
            flows += [*headed(title, open_table(columns, map(_partner, held), width)), Gap(6)]
    return flows


def _partner(view: PartnerView) -> Sequence[Value]:
    contact = view.contact
    return (
        (view.organisation.name, joined((view.organisation.kind, wording.town_of(view.organisation)))),
        view.role,
        view.partner.contribution or "—",
        (joined((contact.name, contact.title), ", "), joined((contact.phone, contact.email))) if contact else "—",
    )


def papers(data: DossierData, width: float, annexes: Sequence[Annex] = ()) -> list[Flowable]:
    """Return the list of papers with their state, then what is still to be done, one sentence a paper."""
    if not data.papers:
        return [words(tr("Aucune pièce n'est demandée pour ce dossier."))]
    columns = [
        Col(tr("N°"), 10),
        Col(tr("Pièce"), 51, names_row=True),
        Col(tr("Pages"), 12),
        Col(tr("Datée du"), 26),
        Col(tr("Valable"), 26),
        Col(tr("État"), 25),
        Col(tr("Où la trouver"), 28),
    ]
    rows = [_paper(number, view, where(annexes, view)) for number, view in enumerate(data.papers, start=1)]
    flows: list[Flowable] = [words(_papers_lead(data), style.LEAD), open_table(columns, rows, width)]
    to_do = [
        words(" ".join((strong(tr("Pièce {number}.", number=number)), view.to_do)))
        for number, view in enumerate(data.papers, start=1)
        if view.to_do
    ]
    return [*flows, *heading(tr("À faire")), *to_do] if to_do else flows


def _papers_lead(data: DossierData) -> str:
    valid, count = count_valid(data.papers), len(data.papers)
    if valid == count:
        return trn("La seule pièce demandée est là.", "Les {n} pièces demandées sont là.", count)
    return trn("{n} pièce sur {count} est valable.", "{n} pièces sur {count} sont valables.", valid, count=count)


def _paper(number: int, view: PaperView, annexed: str) -> Sequence[Value]:
    paper = view.paper
    if view.valid_until is not None:
        until = format_date(view.valid_until, "medium")
    else:
        until = "—" if view.state is PaperState.MISSING else tr("sans limite")
    tick = Tick(view.word, ticked=view.state is PaperState.RECEIVED, spoken=(tr("case cochée"), tr("case vide")))
    return (
        str(number),
        view.name,
        "—" if paper.pages is None else tr("{n} p.", n=paper.pages),
        "—" if paper.dated_on is None else format_date(paper.dated_on, "medium"),
        until,
        tick,
        annexed or paper.location or (tr("au dossier") if paper.sha256 else "—"),
    )
