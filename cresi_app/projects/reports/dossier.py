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
from cresi_app.printing.flow import Gap, Overline, chapter, words
from cresi_app.printing.style import MM
from cresi_app.printing.tables import KeyFigure
from cresi_app.projects.model import ContactView, DossierData
from cresi_app.projects.reports import chapters, doing, money, wording
from cresi_app.projects.reports.wording import amount, joined, share


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter: its key in the contents, its title, its one-line promise, what it prints."""

    key: str
    title: str
    promise: str
    story: Callable[[DossierData, float], list[Flowable]]


_CHAPTERS = (
    _Chapter("synthesis", N_("Synthèse du projet"), N_("L'essentiel en une page, pour la commission"), chapters.synthesis),
    _Chapter("context", N_("Contexte et objectifs"), N_("Le besoin, les personnes concernées, ce qui doit changer"), chapters.context),
    _Chapter("activities", N_("Activités et calendrier"), N_("Ce qui sera fait, par qui et quand"), doing.activities),
    _Chapter("partners", N_("Partenaires"), N_("Qui fait quoi, ici et là-bas"), doing.partners),
    _Chapter("budget", N_("Budget prévisionnel"), N_("Charges et produits, lignes du formulaire CERFA"), money.budget),
    _Chapter("cofunding", N_("Plan de cofinancement"), N_("Montants acquis et montants sollicités"), money.cofunding),
    _Chapter("papers", N_("Liste des pièces"), N_("Présence, date et validité de chaque pièce"), doing.papers),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DossierOptions:
    """What of a dossier is printed: chapters left out by key, annexes behind, whether people's numbers are told."""

    left_out: frozenset[str] = frozenset()
    annexes: Sequence[Annex] = ()
    personal: bool = True
    internal: bool = False


def chapter_names() -> list[tuple[str, str]]:
    """Return key and title of each chapter, in order."""
    return [(part.key, tr(part.title)) for part in _CHAPTERS]


def dossier(data: DossierData, identity: Identity, options: DossierOptions = DossierOptions()) -> Paper:
    """Return the dossier as a paper; every figure comes from `data`."""
    width = DOSSIER.width
    data = data if options.personal else without_numbers(data)
    parts = [part for part in _CHAPTERS if part.key not in options.left_out]

    def story(numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = [Cover(identity, _cover(data, identity, numbers)), *new_page()]
        flows += _contents(data, identity, numbers, _entries(parts, options))
        for number, part in enumerate(parts, start=1):
            flows += [
                *new_page(),
                Overline(tr("Partie {number}", number=number)),
                chapter(tr(part.title), key=part.key),
            ]
            flows += part.story(data, width)
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
        (KeyFigure(data.country.name if data.country else "–", tr("Pays et lieu"), data.project.place), False),
        (KeyFigure(wording.duration(data) or "–", tr("Période"), wording.period_short(data)), False),
        (
            KeyFigure(
                amount(data, budget.products.total.forecast),
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
    holder = data.holder
    lodged = [
        *wording.contact_lines(data.representative),
        holder.address,
        " ".join(filter(None, (holder.postal_code, holder.town))),
        joined((holder.phone, holder.email)) if data.representative is None else "",
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
