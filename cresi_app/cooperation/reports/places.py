"""Papers of places and people: the map with its table, a country, a partner, an emergency."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from cresi_app.cooperation.model.partner import PartnerSheet
from cresi_app.cooperation.model.stories import CrisisSheet
from cresi_app.cooperation.model.world import CountrySheet, WorldFigures
from cresi_app.cooperation.reports.agreement import fitted_figures
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.departments import place_of
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.money import Money, format_money, format_number, format_percent
from cresi_app.core.papercode import paper_code
from cresi_app.printing import discmap, style
from cresi_app.printing.charts import Fill, ShareBar
from cresi_app.printing.discmap import Disc, DiscMap
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, headed, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.maps import Place, PlaceMap
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, facts, open_table


def money(cents: int) -> str:
    """Return cents of euro, « – » for none."""
    return format_money(Money(cents)) if cents else "—"


def number(count: int) -> str:
    """Return a count, « – » for none."""
    return format_number(count) if count else "—"


def _furniture(kind: str, reference: str, identity: Identity) -> Furniture:
    return Furniture(
        kind=kind,
        reference=reference,
        short_title=reference,
        who=identity.centre_name or identity.authority_name,
        copy=tr(
            "Édité le {day}. Les montants sont ceux de la bibliothèque à cette date.", day=format_date(clock.today())
        ),
    )


def _home(identity: Identity) -> Place | None:
    place = place_of(identity.postal_code)
    return Place(identity.town or identity.centre_name, place[0], place[1], home=True) if place else None


# --- the map and its table ---


def map_paper(figures: WorldFigures, identity: Identity, theme: str = "") -> Paper:
    """Return the map of what is done in the world, and under it the very same figures as a table."""
    wanted = figures.wanted
    narrowed = " · ".join(
        part for part in (theme, str(wanted.year) if wanted.year else tr("toutes les années")) if part
    )
    title = (
        trn("Coopérations dans {n} pays ou territoire", "Coopérations dans {n} pays ou territoires", figures.countries)
        if figures.countries
        else tr("Aucune coopération n'est encore enregistrée")
    )

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LETTER.width
        discs = [
            Disc(place, line.name, line.where[0], line.where[1], line.weight)
            for place, line in enumerate(figures.lines, start=1)
        ]
        flows: list[Flowable] = [
            Overline(tr("Coopérations")),
            words(title, style.H1_SMALL, role="H1"),
            words(narrowed, style.LEAD),
        ]
        if discs:
            flows += [
                DiscMap(discs, _home(identity), width, 82 * MM),
                Gap(4),
                words(discmap.caption(), style.CAPTION),
                Gap(4),
            ]
        return [*flows, _world_table(figures, width)]

    return Paper(
        kind="map",
        title=title,
        identity=identity,
        furniture=_furniture(tr("Carte des coopérations"), narrowed, identity),
        story=story,
        code=paper_code("country", f"MONDE{wanted.year or ''}"),
        subject=tr("Accords, projets, subventions et aide d'urgence par pays"),
    )


def _world_table(figures: WorldFigures, width: float) -> Flowable:
    columns = [
        Col(tr("N°"), 9), Col(tr("Pays ou territoire"), 42, names_row=True), Col(tr("Accords"), 19, align="right"),
        Col(tr("Projets"), 18, align="right"), Col(tr("Subv."), 14, align="right"), Col(tr("Voté"), 25, align="right"),
        Col(tr("Versé"), 25, align="right"), Col(tr("Urgence"), 25, align="right"), Col("", 20),
    ]  # fmt: skip
    most = max((line.granted + line.aid for line in figures.lines), default=0) or 1
    rows = [
        [
            str(place), line.name, number(line.agreements), number(line.projects), number(line.grants), money(line.granted),
            money(line.paid), money(line.aid), ShareBar((line.granted + line.aid) / most, Fill.SURE, width * 0.075),
        ]
        for place, line in enumerate(figures.lines, start=1)
    ]  # fmt: skip
    total = (
        "", tr("Total"), *(number(figures.total(name)) for name in ("agreements", "projects", "grants")),
        *(money(figures.total(name)) for name in ("granted", "paid", "aid")), "",
    )  # fmt: skip
    return open_table(columns, rows, width, total=total)


# --- a country ---


def country_paper(sheet: CountrySheet, identity: Identity) -> Paper:
    """Return a country's sheet: its figures, and everything done with it, newest first."""
    line = sheet.figures
    status = (
        tr("Éligible à l'aide publique au développement") if sheet.is_oda else tr("Hors aide publique au développement")
    )
    parent = tr("administré avec {name}", name=sheet.parent) if sheet.parent else ""

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LETTER.width
        here = Place(sheet.name, sheet.where[0], sheet.where[1])
        home = _home(identity)
        flows: list[Flowable] = [
            Overline(tr("Fiche-pays")), words(sheet.name, style.H1_SMALL, role="H1"),
            words(" · ".join(part for part in (status, parent) if part), style.LEAD),
            PlaceMap([here, *([home] if home else [])], width, 62 * MM), Gap(8),
        ]  # fmt: skip
        if line is not None:
            flows += [fitted_figures([
                KeyFigure(number(line.agreements), tr("accords")), KeyFigure(number(line.projects), tr("projets")),
                KeyFigure(money(line.granted), tr("votés"), tr("{paid} versés", paid=money(line.paid))),
                KeyFigure(money(line.aid), tr("aide d'urgence")),
            ], width), Gap(8)]  # fmt: skip
        exchanges = [
            (one.authority, " · ".join(filter(None, (one.kind, one.themes, one.note)))) for one in sheet.exchanges
        ]
        if exchanges:
            flows += [*heading(tr("Échanges")), facts(exchanges, width)]
        for kind, title in _KINDS():
            flows += _events(sheet, kind, title, width)
        return flows

    return Paper(
        kind="country",
        title=tr("Fiche-pays {name}", name=sheet.name),
        identity=identity,
        furniture=_furniture(tr("Fiche-pays"), sheet.name, identity),
        story=story,
        code=paper_code("country", sheet.code),
        subject=tr("Ce qui est fait avec un pays ou un territoire"),
    )


def _KINDS() -> list[tuple[str, str]]:  # noqa: N802 - a constant that waits for its language
    return [
        ("agreement", tr("Accords")), ("project", tr("Projets")), ("grant", tr("Subventions")), ("crisis", tr("Aide d'urgence")),
        ("support", tr("Appui institutionnel")), ("outpost", tr("Antennes")),
    ]  # fmt: skip


def _events(sheet: CountrySheet, kind: str, title: str, width: float) -> list[Flowable]:
    events = sheet.of(kind)
    if not events:
        return []
    columns = [Col(tr("Année"), 18), Col(title, 92, names_row=True), Col(tr("Montant"), 30, align="right")]
    rows = [[str(one.year or "—"), (one.title, one.detail), money(one.amount or 0)] for one in events]
    return headed(title, open_table(columns, rows, width))


# --- a partner ---


def partner_paper(sheet: PartnerSheet, identity: Identity) -> Paper:
    """Return the sheet of an organisation as the cooperation desk knows it."""
    one = sheet.sheet.organisation
    where = ", ".join(part for part in (one.town, sheet.sheet.country.name if sheet.sheet.country else "") if part)

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LETTER.width
        people = "\n".join(
            f"{held.person.given_name} {held.person.family_name}, {held.affiliation.title or held.role_name}"
            for held in sheet.sheet.people
        )
        flows: list[Flowable] = [
            Overline(tr("Fiche-partenaire")), words(one.name, style.H1_SMALL, role="H1"), words(where, style.LEAD),
            facts([(tr("Sorte"), sheet.sheet.kind.name), (tr("Connu depuis"), str(one.known_since or "")),
                   (tr("Ce qui nous lie"), one.purpose), (tr("Personnes"), people.replace("\n", " · "))], width),
        ]  # fmt: skip
        if sheet.agreements:
            columns = [
                Col(tr("Accord"), 50, names_row=True),
                Col(tr("Signataires"), 60),
                Col(tr("Période"), 30),
                Col(tr("État"), 34),
            ]
            rows = [
                [(row.name, row.number), f"{row.authority} · {row.partner}", row.period, row.standing.word]
                for row in sheet.agreements
            ]
            flows += headed(tr("Accords"), open_table(columns, rows, width))
        if sheet.events:
            columns = [Col(tr("Date"), 30), Col(tr("Ce qui a été fait"), 110, names_row=True)]
            done = [[format_date(event.day, "medium"), (event.title, event.detail)] for event in sheet.events]
            flows += headed(tr("Ensemble"), open_table(columns, done, width))
        if not sheet.agreements and not sheet.events:
            flows.append(Gap(6))
            flows += paragraphs(tr("Aucun accord ni aucune action n'est encore enregistré avec cette organisation."))
        return flows

    return Paper(
        kind="partner",
        title=tr("Fiche-partenaire {name}", name=one.name),
        identity=identity,
        furniture=_furniture(tr("Fiche-partenaire"), one.name, identity),
        story=story,
        code=paper_code("organisation", str(one.id)),
        subject=tr("Ce qui a été fait avec une organisation"),
    )


# --- an emergency ---


def emergency_paper(sheet: CrisisSheet, identity: Identity) -> Paper:
    """Return the report of an emergency: what happened, what was decided and paid, what it achieved."""
    one = sheet.crisis

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LETTER.width
        home = _home(identity)
        places = [
            Place(view.row.place or view.country, *view.where, view.country if view.row.place else "")
            for view in sheet.places
        ]
        flows: list[Flowable] = [
            Overline(tr("Aide d'urgence")), words(one.name, style.H1_SMALL, role="H1"),
            words(" · ".join((sheet.kind.name, format_date(one.happened_on), sheet.authority)), style.LEAD),
        ]  # fmt: skip
        if places:
            flows += [PlaceMap([*places, *([home] if home else [])], width, 62 * MM), Gap(8)]
        flows += [
            fitted_figures(_crisis_figures(sheet), width), Gap(8),
            facts([(tr("Lieux"), " · ".join(view.name for view in sheet.places)), (tr("Ce qui s'est passé"), one.summary),
                   (tr("Besoins"), one.needs), (tr("Fonds d'intervention"), sheet.fund)], width),
            *headed(tr("Décisions et versements"), _decisions(sheet, width)),
            *heading(tr("Ce que l'aide a permis")), *paragraphs(one.achieved or tr("Le compte rendu est attendu.")),
        ]  # fmt: skip
        results = [(view.operator, view.row.results) for view in sheet.decisions if view.row.results]
        if results:
            flows += [Gap(4), facts(results, width)]
        if one.lessons:
            flows += [*heading(tr("À retenir")), *paragraphs(one.lessons)]
        return flows

    return Paper(
        kind="emergency-aid",
        title=tr("Bilan de l'aide d'urgence {number} – {name}", number=one.number, name=one.name),
        identity=identity,
        furniture=_furniture(tr("Bilan de l'aide d'urgence"), one.number, identity),
        story=story,
        code=paper_code("crisis", one.number),
        author=sheet.authority,
        subject=tr("Ce qui a été décidé, versé et accompli après une crise"),
    )


def _crisis_figures(sheet: CrisisSheet) -> list[KeyFigure]:
    return [
        KeyFigure(money(sheet.voted), tr("décidés"), trn("{n} décision", "{n} décisions", len(sheet.decisions))),
        KeyFigure(money(sheet.paid), tr("versés"), format_percent(sheet.paid, sheet.voted)),
        KeyFigure(number(len({view.operator for view in sheet.decisions})), tr("opérateurs")),
        KeyFigure(number(len(sheet.places)), tr("lieux touchés")),
    ]


def _decisions(sheet: CrisisSheet, width: float) -> Flowable:
    columns = [
        Col(tr("Opérateur"), 54, names_row=True), Col(tr("Décision"), 30), Col(tr("Décidé"), 24, align="right"),
        Col(tr("Versements"), 48), Col(tr("Versé"), 26, align="right"),
    ]  # fmt: skip
    rows: list[Sequence[str | tuple[str, str]]] = []
    for view in sheet.decisions:
        paid = "\n".join(
            " · ".join(part for part in (format_date(one.paid_on, "medium"), one.order_number) if part)
            for one in view.payments
        )
        decided = (format_date(view.row.decided_on, "medium"), view.row.deliberation_number)
        rows.append([(view.operator, view.row.object), decided, money(view.voted), paid or "—", money(view.paid)])
    assert sum(view.paid for view in sheet.decisions) == sheet.paid
    return open_table(columns, rows, width, total=(tr("Total"), "", money(sheet.voted), "", money(sheet.paid)))
