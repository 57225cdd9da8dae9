"""What the columns of a list of documents can be, and how their headings say it in French and English."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.core.text import fold


class Target(StrEnum):
    """What becomes of a column. `KEEP` keeps it word for word beside the notice; `LEAVE` leaves it out, on request only."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    OTHER_TITLES = "other_titles"
    AUTHORS = "authors"
    EDITORS = "editors"
    TRANSLATORS = "translators"
    FAMILY = "family"
    GIVEN = "given"
    KIND = "kind"
    PUBLISHER = "publisher"
    PLACE = "place"
    DATE = "date"
    YEAR = "year"
    EDITION = "edition"
    SERIES = "series"
    SERIES_NUMBER = "series_number"
    OTHER_SERIES = "other_series"
    OTHER_TONGUES = "other_tongues"
    OTHER_ABSTRACTS = "other_abstracts"
    PART_NUMBER = "part_number"
    EXTENT = "extent"
    HOST = "host"
    ISSUE = "issue"
    ISBN = "isbn"
    ISSN = "issn"
    EAN = "ean"
    DOI = "doi"
    DEWEY = "dewey"
    LANGUAGE = "language"
    COUNTRIES = "countries"
    SUBJECTS = "subjects"
    ABSTRACT = "abstract"
    CONTENTS = "contents"
    NOTES = "notes"
    AUDIENCE = "audience"
    URL = "url"
    RIGHTS = "rights"
    PRICE = "price"
    CALL_NUMBER = "call_number"
    BARCODE = "barcode"
    LOCATION = "location"
    STATUS = "status"
    ACCESSION = "accession"
    LOANS = "loans"
    ACQUIRED = "acquired"
    PROVENANCE = "provenance"
    DONOR = "donor"
    SUPPLIER = "supplier"
    PAID = "paid"
    OWN_ID = "own_id"
    KEEP = "keep"
    LEAVE = "leave"


TITLES: Final[dict[Target, str]] = {
    Target.TITLE: N_("Titre"), Target.SUBTITLE: N_("Sous-titre"), Target.OTHER_TITLES: N_("Autres titres"),
    Target.AUTHORS: N_("Auteurs"), Target.EDITORS: N_("Directeurs de publication"), Target.TRANSLATORS: N_("Traducteurs"),
    Target.HOST: N_("Revue de l'article"), Target.ISSUE: N_("Numéro de la revue"), Target.FAMILY: N_("Nom de l'auteur"), Target.GIVEN: N_("Prénom de l'auteur"),
    Target.KIND: N_("Type de document"), Target.PUBLISHER: N_("Éditeur"), Target.PLACE: N_("Lieu d'édition"),
    Target.DATE: N_("Date"), Target.YEAR: N_("Année"), Target.EDITION: N_("Édition"), Target.SERIES: N_("Collection"),
    Target.SERIES_NUMBER: N_("N° dans la collection"), Target.OTHER_SERIES: N_("Autres collections"),
    Target.OTHER_TONGUES: N_("Titres en d'autres langues"), Target.OTHER_ABSTRACTS: N_("Résumés en d'autres langues"), Target.PART_NUMBER: N_("Tome"),
    Target.EXTENT: N_("Description matérielle"), Target.ISBN: N_("ISBN"), Target.ISSN: N_("ISSN"), Target.EAN: N_("Code EAN"),
    Target.DOI: N_("DOI"), Target.DEWEY: N_("Dewey"), Target.LANGUAGE: N_("Langues"), Target.COUNTRIES: N_("Pays"),
    Target.SUBJECTS: N_("Sujets"), Target.ABSTRACT: N_("Résumé"), Target.CONTENTS: N_("Contenu"), Target.NOTES: N_("Notes"),
    Target.AUDIENCE: N_("Public"), Target.URL: N_("Adresse en ligne"), Target.RIGHTS: N_("Droits"), Target.PRICE: N_("Prix"),
    Target.CALL_NUMBER: N_("Cote"), Target.BARCODE: N_("Codes-barres"), Target.LOCATION: N_("Emplacement"),
    Target.STATUS: N_("État du prêt"), Target.ACCESSION: N_("N° d'inventaire"), Target.LOANS: N_("Nombre de prêts"),
    Target.ACQUIRED: N_("Acquis le"), Target.PROVENANCE: N_("Provenance"), Target.DONOR: N_("Donateur"),
    Target.SUPPLIER: N_("Fournisseur ou donateur"), Target.PAID: N_("Prix payé"), Target.OWN_ID: N_("Identifiant de cresi"),
    Target.KEEP: N_("Gardé mot pour mot"), Target.LEAVE: N_("Laissé de côté"),
}  # fmt: skip

_HEADINGS: Final[dict[Target, str]] = {
    Target.TITLE: "titre|title|intitule|titre propre|nom du document|titre du document|titre de l'ouvrage|document|ouvrage|libelle",
    Target.SUBTITLE: "sous-titre|sous titre|subtitle|complement du titre|complement de titre",
    Target.OTHER_TITLES: "autres titres|autre titre|titre parallele|titre original|original title|alternate title",
    Target.AUTHORS: "auteurs|auteur|autres auteurs|auteurs secondaires|coauteurs|auteur(s)|author|authors|author(s)|creator|createur|creators|auteur principal|par|auteurs (nom, prenom)|responsabilite|primary author|secondary author|additional authors",
    Target.EDITORS: "editor|editors|directeur de publication|directeur scientifique|sous la direction de|dir.|editeur scientifique|coordination",
    Target.TRANSLATORS: "translator|translators|traducteur|traducteurs|traduction",
    Target.HOST: "publication title|journal title|titre de la revue|nom de la revue|journal|dans",
    Target.ISSUE: "issue|numero de la revue|n° de la revue|fascicule",
    Target.FAMILY: "nom auteur|nom de l'auteur|nom|auteur nom|author last name|last name",
    Target.GIVEN: "prenom auteur|prenom de l'auteur|prenom|auteur prenom|author first name|first name",
    Target.KIND: "type|type de document|nature|support|kind|item type|document type|format|categorie de document|typologie|media",
    Target.PUBLISHER: "editeur|editeurs|editeur(s)|publisher|publishers|maison d'edition|edite par|organisme|source",
    Target.PLACE: "lieu|lieu d'edition|lieu de publication|ville|place|place of publication|city",
    Target.DATE: "date|date de publication|date d'edition|date de parution|publication date|date published|parution|pubdate",
    Target.YEAR: "annee|annee de publication|annee d'edition|year|publication year|annee de parution|year published|an",
    Target.EDITION: "edition|mention d'edition",
    Target.SERIES: "collection|serie|series|collection(s)|titre de collection",
    Target.SERIES_NUMBER: "numero dans la collection|num. dans la collection|num dans la collection|numero de collection|n° dans la collection|n° de collection|series number|no collection|series index",
    Target.OTHER_TONGUES: "titres en d'autres langues|titles in other languages",
    Target.OTHER_ABSTRACTS: "resumes en d'autres langues|abstracts in other languages",
    Target.OTHER_SERIES: "autres collections|autre collection|other series",
    Target.PART_NUMBER: "tome|volume|vol|vol.|numero de tome|part|n° de tome",
    Target.EXTENT: "description|description materielle|nombre de pages|pages|nb pages|nb de pages|pagination|importance materielle|num pages|number of pages|extent|duree|physical description",
    Target.ISBN: "isbn|isbn/code barre|isbn/code-barres|isbn / issn|isbn 13|isbn13|isbn-13|isbn/issn|isbn 10|isbn-10|isbn10",
    Target.ISSN: "issn",
    Target.EAN: "ean|ean13|code ean",
    Target.DOI: "doi",
    Target.DEWEY: "dewey|numero d'appel dewey|dewey class number|indice dewey|indexation decimale|ddc|dewey decimal",
    Target.LANGUAGE: "langue|langues|language|languages|langue(s)",
    Target.COUNTRIES: "pays|pays concerne|pays concernes|country|countries|zone geographique|zones geographiques|region|couverture|pays / region",
    Target.SUBJECTS: "sujets|sujet|mots-cles|mots cles|mot-cle|motscles|themes|theme|thematique|thematiques|descripteurs|keywords|manual tags|subjects|subject|tags|genre|categorie|categories|rubrique",
    Target.ABSTRACT: "resume|plot summary|4e de couverture|quatrieme de couverture|abstract|abstract note|presentation|descriptif|summary|note de contenu|commentaire",
    Target.CONTENTS: "contenu|contents|composition|contenu de la mallette|sommaire",
    Target.NOTES: "notes|note|note generale|notes generales|remarques|remarque|observations|observation|comments",
    Target.AUDIENCE: "public|public vise|audience|niveau|age|tranche d'age|public cible",
    Target.URL: "url|lien|lien internet|adresse en ligne|adresse|site|site web|site internet|link|web|adresse web",
    Target.RIGHTS: "droits|rights|licence|license",
    Target.PRICE: "prix|price|cout",
    Target.CALL_NUMBER: "cote|call number|cotation|classement|cote de rangement",
    Target.BARCODE: "code-barres|code barres|code a barres|codes a barres|code a barre|code-barre|codes-barres|codebarre|code barre|barcode|cab|exemplaire|n° exemplaire",
    Target.LOCATION: "emplacement|localisation|rayon|salle|location|section|lieu de rangement|rangement|archive location",
    Target.STATUS: "statut|disponibilite|etat|status|situation",
    Target.ACCESSION: "numero d'inventaire|n° d'inventaire|n° inventaire|inventaire|accession number|numero inventaire|numero d'entree",
    Target.LOANS: "nombre de prets|nb de prets|nb prets|nbre de prets|prets|total des prets|nombre d'emprunts|emprunts|number of loans|loans|"
    "total checkouts|checkouts|times borrowed",
    Target.ACQUIRED: "acquis le|date d'acquisition|date d'achat|date d'arrivee|date d'entree|date entree|date d'enregistrement|arrive le|entre le|"
    "recu le|date de reception|date acquisition|date acquired|acquired|purchase date",
    Target.PROVENANCE: "provenance|mode d'acquisition|acquisition|mode d'entree|type d'acquisition|source of acquisition",
    Target.DONOR: "don de|donateur|donne par|offert par|donor|gift of",
    Target.SUPPLIER: "fournisseur ou donateur|fournisseur|libraire|librairie|achete chez|vendeur|supplier|vendor",
    Target.PAID: "prix paye|prix d'achat|montant|purchase price|price paid",
    Target.OWN_ID: "identifiant|identifier",
    Target.LEAVE: "exemplaires|copies",
}  # fmt: skip
_BY_HEADING: Final = {name: target for target, names in _HEADINGS.items() for name in names.split("|")} | {
    "formats": Target.KEEP,  # the files of an electronic book, not what kind of document it is
}
_OF_DUBLIN_CORE: Final = {
    "title": Target.TITLE, "alternative": Target.OTHER_TITLES, "creator": Target.AUTHORS, "contributor author": Target.AUTHORS,
    "contributor editor": Target.EDITORS, "contributor translator": Target.TRANSLATORS, "subject": Target.SUBJECTS,
    "description": Target.ABSTRACT, "description abstract": Target.ABSTRACT, "abstract": Target.ABSTRACT,
    "tableofcontents": Target.CONTENTS, "description tableofcontents": Target.CONTENTS, "publisher": Target.PUBLISHER,
    "date": Target.DATE, "issued": Target.DATE, "date issued": Target.DATE, "created": Target.DATE, "type": Target.KIND,
    "format": Target.EXTENT, "extent": Target.EXTENT, "format extent": Target.EXTENT, "language": Target.LANGUAGE,
    "language iso": Target.LANGUAGE, "coverage": Target.COUNTRIES, "spatial": Target.COUNTRIES, "coverage spatial": Target.COUNTRIES,
    "rights": Target.RIGHTS, "license": Target.RIGHTS, "audience": Target.AUDIENCE, "source": Target.HOST,
    "identifier isbn": Target.ISBN, "identifier issn": Target.ISSN, "identifier doi": Target.DOI, "identifier uri": Target.URL,
    "title alternative": Target.OTHER_TITLES, "relation ispartofseries": Target.SERIES,
}  # fmt: skip
_DUBLIN_CORE: Final = re.compile(r"^(?:dcterms|dublin core|dc)[ .]+(.+)$")
OWN_FIELD: Final = re.compile(r"\[([a-z0-9_-]+)\]\s*$")
"""What ends the heading of a column that is a field of the centre: « Financeur [financeur] »."""
_QUALIFIED: Final = re.compile(r"\s*\[[^\]]*\]$")
"""A language in brackets behind a heading, as DSpace writes it: « dc.title[fr] »."""
_PROGRAMS: Final[tuple[tuple[frozenset[str], dict[str, Target]], ...]] = (
    (  # LibraryThing
        frozenset({"book id", "work id", "lc classification"}),
        {
            "collections": Target.KEEP, "source": Target.KEEP, "summary": Target.KEEP, "publication": Target.PUBLISHER,
            "review": Target.NOTES, "isbns": Target.ISBN,
        },
    ),
)  # fmt: skip
"""Programs whose headings mean something else than they say, by headings that nobody else has."""
_ONE_COLUMN: Final = frozenset(set(Target) - {
    Target.AUTHORS, Target.SUBJECTS, Target.COUNTRIES, Target.NOTES, Target.ISBN, Target.ISSN, Target.URL, Target.KEEP,
    Target.LEAVE, Target.LANGUAGE, Target.BARCODE, Target.PUBLISHER, Target.EDITORS, Target.TRANSLATORS, Target.EXTENT,
})  # fmt: skip
"""What can be only one column: a second one of that name is kept word for word."""


def named(heading: str) -> Target | None:
    """Return what a heading says its column is, None when it says nothing we know."""
    told = " ".join(fold(heading).replace("_", " ").replace(":", " ").replace("’", "'").split())
    found = _DUBLIN_CORE.match(_QUALIFIED.sub("", told))
    if found is not None:
        return _OF_DUBLIN_CORE.get(found[1].replace(".", " "))
    told = told.strip("# ")  # Calibre begins with it the columns of its users, Tellico ends numbers so
    return _BY_HEADING.get(told) or _BY_HEADING.get(told.rstrip("s*. "))


def proposed(headings: Sequence[str]) -> list[Target]:
    """Return what each column probably is; what is not known is kept word for word."""
    taken: set[Target] = set()
    told = {fold(one).strip() for one in headings}
    others = next((meant for signs, meant in _PROGRAMS if signs <= told), {})
    found: list[Target] = []
    for heading in headings:
        target = others.get(fold(heading).strip()) or named(heading) or Target.KEEP
        if target in taken and target in _ONE_COLUMN:
            target = Target.KEEP
        taken.add(target)
        found.append(target)
    ours = Target.LEAVE in taken or any(OWN_FIELD.search(one) for one in headings)
    if Target.OWN_ID not in taken or not ours:  # others have an « Identifiant » or « Exemplaires » too, of their own
        found = [Target.KEEP if target in {Target.LEAVE, Target.OWN_ID} else target for target in found]
    # « Nom » alone is a title in many a list of tools; it names an author only where a title stands beside it.
    if Target.TITLE not in taken and Target.FAMILY in taken:
        found[found.index(Target.FAMILY)] = Target.TITLE
    return found
