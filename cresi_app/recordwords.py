"""How records and their history are told: kinds of acts, those that bind, what fields are called, values in words."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from cresi_app.catalogue.model.stock import FIELDS as STOCK_FIELDS
from cresi_app.codewords import code_word
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, language, tr
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.projects.model.journal import FIELDS as PROJECT_FIELDS
from cresi_app.store.chronicle import Chronicle

Theme = Literal["content", "money", "papers", "exchanges"]
THEMES: Final[tuple[tuple[Theme, str], ...]] = (
    ("content", N_("Contenu")), ("money", N_("Argent")), ("papers", N_("Pièces")), ("exchanges", N_("Échanges")),
)  # fmt: skip

_MONEY: Final = re.compile(
    r"budget|amount|_rate|cofunding|currency|credit|transfer|exercise|payment|\.pay$|receive$|reverse|repay|instalment|\.plan$|\.vote$"
    r"|commitment|expense|value_hours|add_grant|update_grant|gather_line|place_line|declar"
)
_PAPERS: Final = re.compile(r"attach|detach|paper|file|cover|proof|snapshot|certificate|hand_out|roadmap")
_EXCHANGES: Final = re.compile(
    r"exchange|advice|meeting|told|ask_|opinion|remind|request|invitation|to_committee|permission|consent"
)

FINAL: Final = frozenset({
    "funding.pay", "funding.receive", "funding.reverse", "funding.repay", "funding.vote", "funding.sign", "funding.close_exercise",
    "cooperation.deliberate", "cooperation.sign", "cooperation.transmit", "cooperation.terminate", "training.issue_certificates",
})  # fmt: skip
"""Acts that bind others: they are corrected by another act, never taken back from the history."""
SENT: Final = frozenset({"funding.ask_papers", "training.mark_told"})
"""Acts by which something left the house."""
CORRECTED: Final[Mapping[str, str]] = MappingProxyType({
    "funding": N_("Un versement ne s'annule pas ici : il se corrige par une écriture inverse, dans « Écritures » de la subvention."),
    "cooperation": N_("Une délibération, une signature ou une transmission ne s'annule pas ici : elle se corrige par un nouvel acte de l'accord."),
    "training": N_("Ce qui a été remis ou envoyé ne s'annule pas ici : établissez un nouveau papier, ou écrivez de nouveau."),
})  # fmt: skip

ICONS: Final[Mapping[Theme, tuple[str, str]]] = MappingProxyType({
    "content": ("pencil", "primary"), "money": ("hand-coins", "accent"), "papers": ("paperclip", "info"),
    "exchanges": ("mail", "success"),
})  # fmt: skip

FIELDS: Final[Mapping[str, str]] = MappingProxyType({
    **PROJECT_FIELDS,
    **STOCK_FIELDS,
    "subtitle": N_("Sous-titre"), "other_titles": N_("Autres titres"), "part_number": N_("Numéro de partie"), "part_title": N_("Titre de partie"),
    "responsibility": N_("Mention de responsabilité"), "edition": N_("Édition"), "place_of_publication": N_("Lieu d'édition"),
    "publisher_id": N_("Éditeur"), "series_id": N_("Collection"), "series_number": N_("Numéro dans la collection"), "pagination": N_("Pagination"),
    "isbn": N_("ISBN"), "issn": N_("ISSN"), "abstract": N_("Résumé"), "notes": N_("Notes"), "call_number": N_("Cote"), "barcode": N_("Code-barres"),
    "accession_number": N_("Numéro d'inventaire"), "location_id": N_("Emplacement"), "condition": N_("État"), "status": N_("Statut"),
    "volume": N_("Volume"), "url": N_("Adresse"), "published_on": N_("Publié le"), "publication_year": N_("Année de publication"), "year_text": N_("Date de publication"),
    "contributor_id": N_("Auteur"), "subject_id": N_("Sujet"), "language_code": N_("Langue"), "document_id": N_("Notice"), "term": N_("Terme"), "heading": N_("Forme retenue"),
    "given_name": N_("Prénom"), "family_name": N_("Nom de famille"), "honorific": N_("Civilité"), "known_since": N_("Connue depuis"),
    "person_id": N_("Personne"), "value": N_("Valeur"), "scheme_code": N_("Numéro"), "is_allowed": N_("Accord donné"), "asked_how": N_("Comment"),
    "course_id": N_("Formation"), "room_id": N_("Salle"), "code": N_("Code"), "capacity": N_("Places"), "capacity_min": N_("Minimum"),
    "group_limit": N_("Places par association"), "mode": N_("Forme"), "day": N_("Jour"), "starts": N_("Heure de début"), "ends": N_("Heure de fin"),
    "session_id": N_("Journée"), "trainer_id": N_("Formateur"), "attendance": N_("Présence"), "late_reason": N_("Motif de l'inscription tardive"),
    "limit_reason": N_("Motif du dépassement"), "cancel_reason": N_("Motif de l'annulation"), "reason": N_("Motif"), "motive": N_("Motif"),
    "needs": N_("Besoins"), "minutes": N_("Durée"), "objectives": N_("Objectifs"), "programme": N_("Programme"), "public": N_("Public"), "audience": N_("Public"),
    "amount": N_("Montant"), "amount_minor": N_("Montant"), "voted_minor": N_("Voté"), "paid_minor": N_("Versé"), "paid_on": N_("Versé le"), "order_number": N_("Mandat"),
    "planned_on": N_("Prévue le"), "rank": N_("Rang"), "proposed_minor": N_("Proposé"), "requested_minor": N_("Demandé"), "accepted_minor": N_("Accepté"),
    "axis_id": N_("Axe"), "project_id": N_("Dossier"), "grant_id": N_("Subvention"), "authority_id": N_("Collectivité"),
    "deliberated_on": N_("Délibérée le"), "deliberation_number": N_("Délibération"), "signed_on": N_("Signée le"), "transmitted_on": N_("Transmise le"),
    "voted_on": N_("Votée le"), "received_on": N_("Reçue le"), "checked_on": N_("Contrôlée le"), "committee_on": N_("Commission du"),
    "notice_months": N_("Préavis (mois)"), "is_tacit": N_("Tacite reconduction"), "partner_name": N_("Partenaire"), "territory": N_("Territoire"),
    "centre_name": N_("Nom du centre"), "centre_tagline": N_("Sous-titre du centre"), "authority_name": N_("Collectivité de rattachement"),
    "representative": N_("Représentant"), "representative_title": N_("Qualité du représentant"), "role": N_("Fonction"), "standing": N_("Rôle dans l'équipe"), "function": N_("Fonction"),
    "logo_sha256": N_("Logo"), "media_type": N_("Type de fichier"), "page_count": N_("Pages"), "caption": N_("Légende"), "number": N_("Numéro"),
    "extent": N_("Description matérielle"), "price": N_("Prix"), "frequency": N_("Périodicité"), "contents": N_("Sommaire"), "rights": N_("Droits"),
    "date_text": N_("Date d'édition"), "revised_on": N_("Mis à jour le"), "publication_country_code": N_("Pays d'édition"), "terms": N_("Conditions"),
    "company": N_("Entreprise"), "outcome": N_("Suite donnée"), "value_minor": N_("Valeur"), "fee_minor": N_("Cotisation"), "since": N_("Depuis"),
    "until": N_("Jusqu'à"), "sectors_note": N_("Secteurs"), "result": N_("Résultat"), "object": N_("Objet"), "objective": N_("Objectif"),
    "is_primary": N_("Principal"), "is_confirmed": N_("Confirmé"), "group_name": N_("Groupe"), "sectors": N_("Secteurs"),
})  # fmt: skip
"""What columns are called; a column that is not here is the program's own and is not shown."""

_OWN: Final[Mapping[tuple[str, str], str]] = MappingProxyType({
    ("budget_line", "amount_minor"): N_("Prévu"),
})  # fmt: skip
_NAMED_BY: Final[Mapping[tuple[str, str], str]] = MappingProxyType({
    ("budget_line", "template_code"): "budget_template", ("budget_line", "line_code"): "budget_line_template",
})  # fmt: skip
"""The table that names a code which is only a part of a key elsewhere."""
_SHORT: Final = 160


def field_name(table: str, column: str) -> str:
    """Return what a column of a table is called, in the language in force."""
    return tr(_OWN.get((table, column), FIELDS[column]))


def theme_of(operation: str) -> Theme:
    """Say what an act was about: money, papers, exchanges, or else content."""
    if _PAPERS.search(operation):
        return "papers"
    if _EXCHANGES.search(operation):
        return "exchanges"
    return "money" if _MONEY.search(operation) else "content"


def correction(operation: str) -> str:
    """Say how an act that binds is corrected."""
    return tr(CORRECTED.get(operation.split(".", maxsplit=1)[0], CORRECTED["training"]))


def plain_value(column: str, value: int | str | None, currency: str = "EUR") -> str:
    """Return a value in words; "" when it says nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        return _number(column, value, currency)
    if column.endswith("_on") or column == "day":
        try:
            return format_date(date.fromisoformat(value), "medium")
        except ValueError:
            return value
    line = " ".join(value.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def worded(chronicle: Chronicle, table: str, column: str, value: int | str | None, currency: str = "EUR") -> str:
    """Return a value in words, what it is the key of by its name."""
    told = code_word(table, column, value)
    if told is not None:
        return told
    other = (_NAMED_BY.get((table, column)) or chronicle.linked(table, column)) if value not in (None, "") else None
    if other is not None and value is not None:
        name = chronicle.name(other, value, language())
        if name or isinstance(value, int):  # a bare key says nothing
            return name
    return plain_value(column, value, currency)


def _number(column: str, value: int, currency: str) -> str:
    if column.startswith(("is_", "has_")):
        return tr("oui") if value else tr("non")
    if column.endswith("_minor"):
        return format_money(Money(value, currency))
    if column.endswith("_e6"):
        return f"{value / 1e6:.4f}".replace(".", "," if language() == "fr" else ".")
    if column.endswith("_milli"):
        return f"{value / 1000:g}".replace(".", "," if language() == "fr" else ".")
    return str(value) if column.endswith("year") or abs(value) < 10_000 else format_number(value)
