"""The yearly training report: cover, figures, months, satisfaction, territory, sessions, definitions."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.departments import place_of
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import discmap, drawing, flow, fonts, furniture, qr, style
from cresi_app.printing.charts import Fill, ShareBar
from cresi_app.printing.discmap import Disc, DiscMap
from cresi_app.printing.document import Layout, Numbers, Paper, new_page
from cresi_app.printing.flow import Gap, Overline, chapter, headed, paragraphs, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.maps import Place
from cresi_app.printing.monthbars import MonthBar, MonthBars
from cresi_app.printing.sheets import WholePage, dark_panel, stack
from cresi_app.printing.style import A4, MM
from cresi_app.printing.tables import Col, KeyFigure, key_figures, open_table
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag
from cresi_app.training.model import format_half_days
from cresi_app.training.model.yearly import Ground, YearReport
from cresi_app.training.reports.answers import answers
from cresi_app.training.reports.wording import duration, short_days, who

LAYOUT: Final = Layout(start="cover", follow="inner", margin=20)
_YEAR: Final = style.style("report year", fonts.SERIF_BOLD, 76, 84, textColor=style.WHITE)
_TITLE: Final = style.style("report title", fonts.SERIF_BOLD, 38, 45, spaceAfter=4)
_INTRO: Final = style.style("report intro", fonts.SANS, 12, 18)
_FOOT: Final = style.style("report foot", fonts.SANS_BOLD, 9, 12)


def training_year(report: YearReport, identity: Identity, *, save_ink: bool = False) -> Paper:
    """Return the report of a year."""
    code = paper_code("training_year", str(report.year))

    def story(_numbers: Numbers) -> list[Flowable]:
        return [
            WholePage(LAYOUT, lambda canv: _cover(canv, report, identity, save_ink=save_ink)),
            *new_page("inner"),
            *_figures_chapter(report),
            *_sessions_chapter(report),
            *_territory_chapter(report, identity),
            *_definitions(),
        ]

    return Paper(
        kind="training-year",
        title=tr("Bilan des formations {year}", year=report.year),
        identity=identity,
        furniture=Furniture(
            kind=tr("Bilan des formations {year}", year=report.year),
            who=who(identity),
            copy=tr("Édité le {day}. Définitions et modes de calcul à la fin.", day=format_date(report.made_on)),
        ),
        story=story,
        code=code,
        layout=LAYOUT,
        subject=tr("Bilan annuel des formations"),
    )


def _cover(canv: TaggedCanvas, report: YearReport, identity: Identity, *, save_ink: bool) -> None:
    width, height = A4
    box = (12 * MM, height - 12 * MM - 167 * MM, width - 24 * MM, 167 * MM)
    with canv.artifact():
        dark_panel(canv, box, outline=save_ink)
        furniture.logo(canv, identity, 22 * MM, height - 37 * MM, 12 * MM)
    colour = style.SIDE if save_ink else style.WHITE
    with flow.marked_as(canv, Tag("P")):
        for top, text, base in (
            (29.4, identity.centre_name, furniture.CENTRE),
            (34.6, identity.centre_tagline or identity.authority_name, furniture.TAGLINE),
        ):
            drawing.line(canv, (38 * MM, height - top * MM), text, style.coloured(base, colour), upto=140 * MM)
    with flow.marked_as(canv, Tag("P")):
        drawing.line(canv, (22 * MM, height - 86 * MM), str(report.year), style.coloured(_YEAR, colour))
    intro = tr("Ce que l'année a permis aux associations de solidarité internationale : combien, avec qui et où.")
    title = [words(tr("Bilan des formations"), _TITLE, role="H1"), words(intro, _INTRO)]
    stack(canv, title, 20 * MM, height - 192 * MM, width - 60 * MM)
    with canv.artifact():
        drawing.hline(canv, 20 * MM, width - 20 * MM, 34 * MM, style.LIGHT, style.RULE)
        qr.draw(canv, paper_code("training_year", str(report.year)), width - 34 * MM, 17 * MM, 14 * MM)
    foot = [
        words(identity.centre_name, _FOOT),
        words(tr("Édité le {day}", day=format_date(report.made_on)), style.CAPTION),
    ]
    stack(canv, foot, 20 * MM, 31 * MM, 120 * MM)


def _figures_chapter(report: YearReport) -> list[Flowable]:
    held = format_half_days(report.half_days)
    flows: list[Flowable] = [
        Overline(tr("L'année en chiffres")),
        chapter(_headline(report), key="figures"),
        key_figures(
            [
                KeyFigure(
                    trn("{days} jour", "{days} jours", (report.half_days + 1) // 2, days=held),
                    trn("de formation, pour {n} prévu", "de formation, pour {n} prévus", report.gauge.days),
                    trn("{n} session", "{n} sessions", len(report.sessions)),
                ),
                KeyFigure(str(report.associations), trn("association", "associations", report.associations), _against(report, "associations", report.associations)),
                KeyFigure(str(report.people), trn("personne", "personnes", report.people), _against(report, "people", report.people)),
            ]
        ),
        key_figures(
            [
                KeyFigure(format_half_days(report.person_half_days), tr("journées-personnes"), _against(report, "person_half_days", report.person_half_days)),
                KeyFigure(duration(report.minutes), tr("d'heures de participation"), tr("heures suivies, non heures prévues")),
                KeyFigure(tr("{n} %", n=report.presence_rate), tr("de présence"), tr("des demi-journées inscrites")),
            ]
        ),
    ]  # fmt: skip
    bars = [
        MonthBar(one.month, one.presences, tr("{n} j", n=format_half_days(one.half_days)) if one.half_days else "—")
        for one in report.months
    ]
    chart = MonthBars(bars, LAYOUT.width, 62 * MM, tr("Personnes présentes"))
    caption = tr(
        "Personnes présentes à au moins une demi-journée, par mois de la session ; sous chaque mois, le nombre de jours. "
        "Une même personne peut compter dans plusieurs sessions (présences : {presences} ; personnes : {people}).",
        presences=report.presences,
        people=report.people,
    )
    flows += [*headed(tr("Les jours de formation, mois par mois"), chart), Gap(4), words(caption, style.CAPTION)]
    flows += answers(report.satisfaction, LAYOUT.width)
    if not report.satisfaction:
        flows += [Gap(8), words(tr("Aucune évaluation n'a encore été recueillie pour ces sessions."), style.CAPTION)]
    return [*flows, *headed(tr("Demandes"), _asked(report), room=80)]


def _headline(report: YearReport) -> str:
    before = report.previous.get("associations")
    if before and report.associations > before:
        return tr("Plus d'associations que l'année passée")
    if not report.sessions:
        return tr("Aucune session n'a encore eu lieu")
    return trn("{n} association formée", "{n} associations formées", report.associations)


def _against(report: YearReport, name: str, now: int) -> str:
    before = report.previous.get(name)
    if not before:
        return ""
    change = round(100 * (now - before) / before)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return tr("{sign} {change} % sur {year}", sign=sign, change=abs(change), year=report.year - 1)


def _asked(report: YearReport) -> Flowable:
    columns = [
        Col(tr("Ce qui a été demandé, et ce qui n'a pas pu se faire"), 80, names_row=True),
        Col(tr("Nombre"), 20, align="right"),
    ]
    rows = [
        [tr("Journées demandées par des associations"), str(report.requests)],
        [tr("dont placées"), str(report.requests_placed)],
        [tr("Sessions annulées"), str(report.cancelled)],
        [tr("Sessions reportées"), str(report.postponed)],
        [tr("Places demandées et non servies"), str(report.refused)],
    ]
    return open_table(columns, rows, LAYOUT.width)


def _sessions_chapter(report: YearReport) -> list[Flowable]:
    if not report.sessions:
        return []
    columns = [
        Col(tr("Session"), 40, names_row=True), Col(tr("Jours"), 20), Col(tr("Personnes"), 13, align="right"),
        Col(tr("Associations"), 15, align="right"), Col(tr("Journées-personnes"), 16, align="right"), Col(tr("Heures"), 15, align="right"),
    ]  # fmt: skip
    rows = [
        [
            (one.summary.title, one.summary.code), short_days(one.summary.days), str(one.people), str(one.associations),
            format_half_days(one.person_half_days), duration(one.minutes),
        ]
        for one in report.sessions
    ]  # fmt: skip
    total = (
        tr("Total"), "", str(sum(one.people for one in report.sessions)), str(report.associations),
        format_half_days(sum(one.person_half_days for one in report.sessions)),
        duration(sum(one.minutes for one in report.sessions)),
    )  # fmt: skip
    note = tr(
        "Le total des personnes compte chacune une fois par session ; celui des associations, une fois pour l'année."
    )
    return [
        *new_page("inner"), Overline(tr("Sessions")), chapter(tr("Les sessions de l'année"), key="sessions"),
        open_table(columns, rows, LAYOUT.width, total=total), Gap(4), words(note, style.CAPTION),
    ]  # fmt: skip


def _territory_chapter(report: YearReport, identity: Identity) -> list[Flowable]:
    if not report.towns:
        return []
    flows: list[Flowable] = [
        *new_page("inner"), Overline(tr("Territoire")),
        chapter(trn("Des associations de {n} commune", "Des associations de {n} communes", len(report.towns)), key="territory"),
    ]  # fmt: skip
    if report.countries:
        place = place_of(identity.postal_code)
        home = Place(identity.town or identity.centre_name, place[0], place[1], home=True) if place else None
        discs = [
            Disc(number, one.name, one.lon, one.lat, one.associations)
            for number, one in enumerate(report.countries, start=1)
            if one.lon is not None and one.lat is not None
        ]
        flows += [DiscMap(discs, home, LAYOUT.width, 82 * MM), Gap(4), words(discmap.caption(), style.CAPTION)]
        flows += headed(
            tr("Les pays où agissent ces associations"), _grounds(report.countries, tr("Pays"), numbered=True)
        )
    flows += headed(tr("Où elles ont leur siège"), _grounds(report.towns, tr("Commune"), numbered=False))
    return flows


def _grounds(grounds: Sequence[Ground], title: str, *, numbered: bool) -> Flowable:
    columns = [*([Col(tr("N°"), 6)] if numbered else []), Col(title, 32, names_row=True)]
    columns += [Col(tr("Associations"), 15, align="right"), Col(tr("Personnes"), 14, align="right")]
    columns += [Col(tr("Journées-personnes"), 18, align="right"), Col("", 20)]
    most = max((one.person_half_days for one in grounds), default=1) or 1
    rows = []
    for number, one in enumerate(grounds, start=1):
        bar = ShareBar(one.person_half_days / most, Fill.SURE, LAYOUT.width * 0.16)
        row = [one.name, str(one.associations), str(one.people), format_half_days(one.person_half_days), bar]
        rows.append([str(number), *row] if numbered else row)
    return open_table(columns, rows, LAYOUT.width)


def _definitions() -> list[Flowable]:
    lines = "\n".join(
        (
            tr("Jour : deux demi-journées tenues, quels que soient leurs horaires."),
            tr(
                "Association : celle au nom de laquelle une personne présente était inscrite ; comptée une fois pour l'année."
            ),
            tr("Personne : présente à au moins une demi-journée, retard compris ; comptée une fois pour l'année."),
            tr("Journée-personne : deux demi-journées suivies par une personne."),
            tr("Heures de participation : durée des demi-journées réellement suivies, et non la durée prévue."),
            tr(
                "Pays : ceux où agissent les associations, d'après leur fiche ; une association compte dans chacun des siens."
            ),
        )
    )
    title = tr("Définitions et modes de calcul")
    return [*flow.heading(title, 2, room=60 * MM), *paragraphs(lines, style.CAPTION)]
