"""What the fields of MARC records are called, for people who know a tag by its name or the name by its tag."""

from collections.abc import Mapping
from typing import Final

from cresi_app.core.i18n import N_

_PERSONS: Final = N_("Auteur personne")
_BODIES: Final = N_("Auteur collectivité")
_NUMBER: Final = N_("Numéro de la notice")
_LASTING: Final = N_("Identifiant pérenne")
_SYSTEM: Final = N_("Numéro d'un autre système")
_CODED: Final = N_("Données codées")
_PUBLISHED: Final = N_("Publication")
_NOTE: Final = N_("Note")
_SERIES: Final = N_("Collection")
_RELATED: Final = N_("Notice liée")
_TITLES: Final = N_("Autre titre")
_CLASSED: Final = N_("Indice de classement")
_SOURCE: Final = N_("Source du catalogage")
_ADDRESS: Final = N_("Adresse électronique")
_COPY: Final = N_("Cote et exemplaire")
_LOCAL: Final = N_("Zone locale")

UNIMARC: Final[Mapping[str, str]] = {
    "001": _NUMBER, "003": _LASTING, "005": N_("Date de version"), "010": N_("ISBN"), "011": N_("ISSN"),
    "020": N_("Bibliographie nationale"), "021": N_("Dépôt légal"), "033": _LASTING, "035": _SYSTEM, "073": N_("Code EAN"),
    "100": _CODED, "101": N_("Langue"), "102": N_("Pays de publication"), "181": N_("Forme du contenu"), "182": N_("Médiation"),
    "183": N_("Type de support"), "200": N_("Titre et auteurs"), "205": N_("Édition"), "207": N_("Numérotation"), "210": _PUBLISHED,
    "214": _PUBLISHED, "215": N_("Description matérielle"), "225": _SERIES, "326": N_("Périodicité"), "327": N_("Contenu"),
    "328": N_("Thèse ou mémoire"), "330": N_("Résumé"), "333": N_("Public"), "345": N_("Acquisition"), "359": N_("Table des matières"),
    "371": N_("Accès"), "410": _SERIES, "411": _SERIES, "500": N_("Titre uniforme"), "510": N_("Titre parallèle"),
    "600": N_("Sujet personne"), "601": N_("Sujet collectivité"), "606": N_("Sujet matière"), "607": N_("Sujet lieu"),
    "608": N_("Genre ou forme"), "610": N_("Mots-clés"), "675": N_("Indice CDU"), "676": N_("Indice Dewey"), "686": _CLASSED,
    "700": N_("Auteur principal"), "710": _BODIES, "711": _BODIES, "712": _BODIES, "801": _SOURCE, "856": _ADDRESS,
    "915": _COPY, "930": _COPY, "995": _COPY,
}  # fmt: skip
MARC21: Final[Mapping[str, str]] = {
    "001": _NUMBER, "003": N_("Origine du numéro"), "005": N_("Date de version"), "008": _CODED, "020": N_("ISBN"), "022": N_("ISSN"),
    "024": N_("Autre identifiant"), "035": _SYSTEM, "040": _SOURCE, "041": N_("Langue"), "044": N_("Pays de publication"),
    "082": N_("Indice Dewey"), "100": N_("Auteur principal"), "110": _BODIES, "245": N_("Titre et auteurs"), "250": N_("Édition"),
    "260": _PUBLISHED, "264": _PUBLISHED, "300": N_("Description matérielle"), "310": N_("Périodicité"), "336": N_("Forme du contenu"),
    "337": N_("Médiation"), "338": N_("Type de support"), "365": N_("Prix"), "490": _SERIES, "502": N_("Thèse ou mémoire"),
    "505": N_("Contenu"), "506": N_("Accès"), "520": N_("Résumé"), "521": N_("Public"), "540": N_("Droits"),
    "600": N_("Sujet personne"), "610": N_("Sujet collectivité"), "650": N_("Sujet matière"), "651": N_("Sujet lieu"),
    "653": N_("Mots-clés"), "655": N_("Genre ou forme"), "700": _PERSONS, "710": _BODIES, "830": _SERIES, "852": _COPY,
    "856": _ADDRESS, "952": _COPY,
}  # fmt: skip
_BLOCKS: Final = {
    False: {"1": _CODED, "3": _NOTE, "4": _RELATED, "5": _TITLES, "6": _CLASSED, "7": _PERSONS, "9": _LOCAL},
    True: {"2": _TITLES, "4": _SERIES, "5": _NOTE, "6": N_("Sujet matière"), "7": _RELATED, "9": _LOCAL},
}
"""What a field without a name of its own is, by the first figure of its tag."""


def name_of(tag: str, *, marc21: bool) -> str:
    """Return the French name of a field, "" for a tag that is no MARC one."""
    if len(tag) != 3 or not tag.isdecimal():
        return ""
    return (MARC21 if marc21 else UNIMARC).get(tag) or _BLOCKS[marc21].get(tag[0], "")
