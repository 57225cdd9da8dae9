"""The association as the application form asks for it: identity, relations, means; sections 1 to 4."""

from datetime import date

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.identity import on_one_line
from cresi_app.printing.flow import Gap, heading, words
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, facts, open_table
from cresi_app.projects.model import ContactView, DossierData, HolderApproval, HolderYear
from cresi_app.projects.reports import wording
from cresi_app.projects.reports.chapters import unsaid
from cresi_app.projects.reports.wording import joined, milli_words


def identity_facts(data: DossierData) -> list[tuple[str, str]]:
    """Return section 1 of the form, line by line, with the form's own numbers."""
    holder, file = data.holder, data.holder_file
    town = " ".join(filter(None, (holder.postal_code, holder.town)))
    place = joined((on_one_line(holder.address), town, holder.country), ", ")
    return [
        (tr("1.1 Nom – dénomination"), holder.name),
        (tr("1.2 Sigle, site internet"), joined((holder.acronym, holder.website))),
        (tr("1.3 Numéro RNA"), holder.rna or joined((file.receipt, file.register)) or tr("non renseigné")),
        (tr("1.4 Numéro SIRET"), wording.siret(holder.siret) if holder.siret else tr("non renseigné")),
        (tr("1.5 Adresse du siège social"), place),
        (tr("1.6 Adresse de correspondance"), file.profile.correspondence if file.profile else ""),
        (tr("1.7 Représentant légal"), person_words(data.representative)),
        (tr("1.8 Personne chargée du dossier"), person_words(data.contact or data.representative)),
        (tr("Téléphone, courriel de l'association"), joined((holder.phone, holder.email))),
        (tr("Création"), _founded(holder.founded_on)),
        (tr("Objet statutaire"), holder.purpose),
    ]


def _founded(day: str) -> str:
    try:
        return format_date(date.fromisoformat(day)) if day else ""
    except ValueError:  # a copy frozen by an earlier version may hold a year alone
        return day


def person_words(contact: ContactView | None) -> str:
    """Return a person with function, telephone and mail."""
    if contact is None:
        return ""
    return joined((joined((contact.name, contact.title), ", "), contact.phone, contact.email))


def holder_chapter(data: DossierData, width: float) -> list[Flowable]:
    """Return sections 1 to 4 with their headings."""
    return [
        *heading(tr("1. Identification de l'association")),
        facts(identity_facts(data), width, label=58 * MM),
        *heading(tr("2. Relations avec l'administration")),
        *relations(data, width),
        *heading(tr("3. Relations avec d'autres associations")),
        *networks(data, width),
        *heading(_means_title(data)),
        *human_means(data, width),
    ]


def _means_title(data: DossierData) -> str:
    return tr("4. Moyens humains au 31 décembre {year}", year=data.project.year - 1)


def _yes(said: bool | None) -> str:
    return tr("non renseigné") if said is None else tr("oui") if said else tr("non")


def relations(data: DossierData, width: float) -> list[Flowable]:
    """Return section 2: approvals, public utility, business tax."""
    profile = data.holder_file.profile
    flows: list[Flowable] = []
    if data.holder_file.approvals:
        columns = [Col(tr("Agrément"), 80, names_row=True), Col(tr("Attribué par"), 60), Col(tr("En date du"), 30)]
        flows += [open_table(columns, map(_approval, data.holder_file.approvals), width), Gap(6)]
    else:
        flows.append(words(tr("Aucun agrément administratif n'est déclaré.")))
    public = _yes(profile.is_public_utility if profile else None)
    if profile and profile.is_public_utility and profile.public_utility_on:
        public = tr("oui, depuis le {day}", day=format_date(profile.public_utility_on))
    pairs = [
        (tr("Reconnue d'utilité publique"), public),
        (tr("Assujettie aux impôts commerciaux"), _yes(profile.pays_business_tax if profile else None)),
    ]
    return [*flows, facts(pairs, width, label=58 * MM)]


def _approval(one: HolderApproval) -> tuple[str, str, str]:
    return one.name, one.given_by, format_date(one.given_on, "medium") if one.given_on else "—"


def networks(data: DossierData, width: float) -> list[Flowable]:
    """Return section 3: networks, unions, federations; member bodies."""
    profile = data.holder_file.profile
    if profile is None or not (profile.networks or profile.has_member_bodies is not None):
        return [unsaid()]
    bodies = profile.member_bodies or _yes(profile.has_member_bodies)
    pairs = [
        (tr("Réseau, union ou fédération"), profile.networks or tr("aucun")),
        (tr("Adhérents personnes morales"), bodies),
    ]
    return [facts(pairs, width, label=58 * MM)]


def human_means(data: DossierData, width: float) -> list[Flowable]:
    """Return section 4: people of the association on 31 December."""
    year = data.holder_file.year
    return [unsaid()] if year is None else [facts(_means(year), width, label=88 * MM)]


def _means(year: HolderYear) -> list[tuple[str, str]]:
    counts = [
        (tr("Bénévoles"), year.volunteers),
        (tr("Volontaires (service civique…)"), year.civic_volunteers),
        (tr("Salariées et salariés"), year.employees),
        (tr("dont emplois aidés"), year.subsidised),
        (tr("Personnels mis à disposition ou détachés par une autorité publique"), year.lent_staff),
        (tr("Adhérentes et adhérents"), year.members),
    ]
    pairs = [(name, tr("non renseigné") if count is None else str(count)) for name, count in counts]
    posts = tr("non renseigné") if year.posts_milli is None else milli_words(year.posts_milli)
    return [*pairs[:4], (tr("Salariés en équivalent temps plein travaillé (ETPT)"), posts), *pairs[4:]]
