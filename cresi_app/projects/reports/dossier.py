"""The whole dossier on paper: cover, contents, then a chapter a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.annexes.model import Annex
from cresi_app.printing.annexes.story import KEY as ANNEXES
from cresi_app.printing.annexes.story import annex_chapter
from cresi_app.printing.contents import Entry, contents, landmarks
from cresi_app.printing.covers import Cover, CoverData
from cresi_app.printing.document import DOSSIER, Numbers, Paper, new_page
from cresi_app.printing.flow import Gap, Overline, chapter, paragraphs, words
from cresi_app.printing.style import MM
from cresi_app.printing.tables import KeyFigure
from cresi_app.projects.model import Budget, ContactView, DossierData
from cresi_app.projects.reports import chapters, doing, figures, holder, logframe, money, wording
from cresi_app.projects.reports.chapters import unsaid
from cresi_app.projects.reports.wording import amount, joined, share


@dataclass(frozen=True, slots=True)
class DossierOptions:
    """What of a dossier is printed: chapters left out by key, annexes behind, whether people's numbers are told.

    `other_budgets` are the same lines in other funders' headings; `internal` prints the team's own notes.
    """

    left_out: frozenset[str] = frozenset()
    annexes: Sequence[Annex] = ()
    personal: bool = True
    internal: bool = False
    other_budgets: Sequence[Budget] = ()


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter: its key in the contents, its title, its one-line promise, what it prints, whether it lies across."""

    key: str
    title: str
    promise: str
    story: Callable[[DossierData, DossierOptions, float], list[Flowable]]
    wanted: Callable[[DossierData, DossierOptions], bool] = lambda _data, _options: True
    lying: bool = False


def _plain(
    story: Callable[[DossierData, float], list[Flowable]],
) -> Callable[[DossierData, DossierOptions, float], list[Flowable]]:
    return lambda data, _options, width: story(data, width)


def _money(data: DossierData, _options: DossierOptions, width: float) -> list[Flowable]:
    more = [*figures.by_years(data, width), *figures.followed(data, width)]
    return [*money.budget(data, width), *([Gap(8 * MM), *more] if more else [])]


def _others(_data: DossierData, options: DossierOptions, width: float) -> list[Flowable]:
    return [
        flow
        for budget in options.other_budgets
        for flow in (words(budget.template.name, style.LEAD), *figures.other_form(budget, width))
    ]


def _doing(data: DossierData, _options: DossierOptions, width: float) -> list[Flowable]:
    return [*doing.activities(data, width), *doing.means(data, width)]


def _papers(data: DossierData, options: DossierOptions, width: float) -> list[Flowable]:
    return doing.papers(data, width, options.annexes)


def _team(data: DossierData, _options: DossierOptions, _width: float) -> list[Flowable]:
    return paragraphs(data.project.internal_note) or [unsaid()]


_CHAPTERS = (
    _Chapter("synthesis", N_("Synthèse du projet"), N_("L'essentiel en une page, pour la commission"), _plain(chapters.synthesis)),
    _Chapter("context", N_("Contexte et objectifs"), N_("Le besoin, les personnes concernées, ce qui doit changer"), _plain(chapters.context)),
    _Chapter("framework", N_("Cadre logique"), N_("Objectifs, indicateurs, sources et hypothèses"), _plain(logframe.framework), lambda data, _: not data.logframe.is_empty, lying=True),
    _Chapter("activities", N_("Activités et calendrier"), N_("Ce qui sera fait, par qui et quand"), _doing),
    _Chapter("partners", N_("Partenaires"), N_("Qui fait quoi, ici et là-bas"), _plain(doing.partners)),
    _Chapter("holder", N_("L'association"), N_("Identité, relations, moyens de l'association qui porte le projet"), _plain(holder.holder_chapter)),
    _Chapter("budget", N_("Budget prévisionnel"), N_("Charges et produits, lignes du formulaire CERFA"), _money),
    _Chapter("other_budget", N_("Budget selon d'autres rubriques"), N_("Les mêmes lignes dans les rubriques d'autres financeurs"), _others, lambda _, options: bool(options.other_budgets)),
    _Chapter("cofunding", N_("Plan de cofinancement"), N_("Montants acquis et montants sollicités"), _plain(money.cofunding)),
    _Chapter("papers", N_("Liste des pièces"), N_("Présence, date et validité de chaque pièce"), _papers),
    _Chapter("internal", N_("Notes internes de l'équipe"), N_("À ne pas transmettre"), _team, lambda _, options: options.internal),
)  # fmt: skip


def chapter_names(data: DossierData, options: DossierOptions) -> list[tuple[str, str]]:
    """Return key and title of each chapter that the dossier could print, in order."""
    return [(part.key, tr(part.title)) for part in _CHAPTERS if part.wanted(data, options)]


def dossier(data: DossierData, identity: Identity, options: DossierOptions | None = None) -> Paper:
    """Return the dossier as a paper; every figure comes from `data`."""
    width, options = DOSSIER.width, options or DossierOptions()
    data = data if options.personal else without_numbers(data)
    parts = [part for part in _CHAPTERS if part.wanted(data, options) and part.key not in options.left_out]

    def story(numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = [Cover(identity, _cover(data, identity, numbers)), *new_page()]
        flows += _contents(data, identity, numbers, _entries(parts, options))
        for number, part in enumerate(parts, start=1):
            flows += [
                *new_page("landscape" if part.lying else "inner"),
                Overline(tr("Partie {number}", number=number)),
                chapter(tr(part.title), key=part.key),
                *part.story(data, options, DOSSIER.width_landscape if part.lying else width),
            ]
        named = tr("Dossier {number}", number=data.project.number)
        return [*flows, *annex_chapter(options.annexes, numbers, width, overline=named)]

    return Paper(
        kind="dossier",
        title=tr("Dossier {number} – {title}", number=data.project.number, title=data.project.title),
        identity=identity,
        furniture=wording.furniture(data),
        story=story,
        code=data.code.upper(),
        layout=DOSSIER,
        author=data.holder.name,
        subject=tr("Dossier de demande de subvention"),
        annexes=options.annexes,
    )


def without_numbers(data: DossierData) -> DossierData:
    """Return the dossier without anybody's telephone and mail; names and functions stay."""

    def bare(contact: ContactView | None) -> ContactView | None:
        return None if contact is None else replace(contact, phone="", email="")

    return replace(
        data,
        representative=bare(data.representative),
        contact=bare(data.contact),
        partners=tuple(replace(view, contact=bare(view.contact)) for view in data.partners),
    )


def _entries(parts: Sequence[_Chapter], options: DossierOptions) -> list[Entry]:
    entries = [Entry(part.key, tr(part.title), tr(part.promise)) for part in parts]
    if options.annexes:
        entries.append(Entry(ANNEXES, tr("Annexes"), tr("Pièces reproduites à la suite du dossier")))
    return entries


def _cover(data: DossierData, identity: Identity, numbers: Numbers) -> CoverData:
    lodged = joined(
        (
            tr("Déposé par {name}", name=joined((data.representative.name, data.representative.title), ", "))
            if data.representative
            else "",
            tr("suivi par {name}", name=data.followed_by) if data.followed_by else "",
        )
    )
    return CoverData(
        overline=tr("Dossier de demande de subvention"),
        number=tr("n° {number}", number=data.project.number),
        title=data.project.title,
        holder=data.holder.name,
        identifiers=wording.identifiers(data.holder),
        call=data.project.call_name,
        called_by=identity.authority_name,
        places=wording.places(data),
        facts=_cover_facts(data),
        code=data.code.upper(),
        copy=wording.copy_sentence(data),
        copy_details=(
            lodged[:1].upper() + lodged[1:],
            tr("{n} pages. Scanner le code au poste d'accueil rouvre la fiche.", n=numbers.total),
        ),
    )


def _cover_facts(data: DossierData) -> list[tuple[KeyFigure, bool]]:
    budget = data.budget
    volunteer = budget.products.volunteer.forecast
    facts = [
        (KeyFigure(data.country.name if data.country else "—", tr("Pays et lieu"), data.project.place), False),
        (KeyFigure(wording.duration(data) or "—", tr("Période"), wording.period_short(data)), False),
        (
            KeyFigure(
                amount(data, budget.charges.total.forecast),
                tr("Budget total"),
                tr("dont {amount} valorisés", amount=amount(data, volunteer)) if volunteer else "",
            ),
            False,
        ),
    ]
    if budget.requested_lines:
        part = tr("{share} du total des produits", share=share(budget.share_with_volunteer))
        facts.append((KeyFigure(amount(data, budget.requested), tr("Subvention demandée"), part), True))
    return facts


def _contents(data: DossierData, identity: Identity, numbers: Numbers, entries: Sequence[Entry]) -> list[Flowable]:
    width = DOSSIER.width
    carrier = data.holder
    lodged = [
        *wording.contact_lines(data.representative),
        carrier.address,
        " ".join(filter(None, (carrier.postal_code, carrier.town))),
        joined((carrier.phone, carrier.email)) if data.representative is None else "",
    ]
    followed = [data.followed_by, identity.centre_name, identity.phone, identity.email] if data.followed_by else []
    dates = [
        tr("{stage} : {day}", stage=step.name, day=format_date(step.on)) for step in data.steps if step.on is not None
    ]
    return [
        Overline(tr("Dossier {number}", number=data.project.number)),
        chapter(tr("Sommaire"), key="contents"),
        contents(entries, numbers, width),
        Gap(14 * MM),
        *landmarks(
            tr("Repères"),
            [(tr("Déposé par"), lodged), (tr("Suivi par"), followed), (tr("Calendrier de la demande"), dates)],
            width,
        ),
        Gap(8 * MM),
        words(_notes(data, numbers), style.CAPTION),
    ]


def _notes(data: DossierData, numbers: Numbers) -> str:
    notes = [tr("Les montants sont en {currency}.", currency=_currency(data))]
    if numbers.annexes:
        notes.append(tr("Les pages des annexes portent la pagination du dossier, ajoutée dans leur marge."))
    return " ".join(notes)


def _currency(data: DossierData) -> str:
    return tr("euros") if data.budget.currency == "EUR" else data.budget.currency
