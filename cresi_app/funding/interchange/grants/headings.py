"""Which column is which: headings in the many words that authorities use, and what people said about them before."""

from collections.abc import Mapping, Sequence
from typing import Final

from cresi_app.core.text import words
from cresi_app.funding.model.pastgrant import AMOUNTS, Meaning

Columns = tuple[Meaning, ...]

_WORDS: Final[Mapping[Meaning, tuple[str, ...]]] = {
    Meaning.AUTHORITY: ("nomattribuant", "nom de l'attribuant", "attribuant", "collectivité", "nom de la collectivité", "financeur"),
    Meaning.AUTHORITY_SIRET: ("idattribuant", "identification de l'attributaire", "identification de l'attribuant", "siret attribuant",
                              "siret de l'attribuant", "n° siret attribuant", "identifiant attribuant"),
    Meaning.AGREED_ON: ("dateconvention", "date de la convention", "date convention", "date de signature", "date de la décision", "date décision",
                        "date délibération", "date de délibération", "date d'attribution", "date"),
    Meaning.YEAR: ("année", "exercice", "année budgétaire", "millésime", "an"),
    Meaning.DECISION: ("referencedecision", "référence de la décision", "référence décision", "référence", "délibération", "n° délibération",
                       "numéro de délibération", "n° de dossier", "numéro dossier", "réf décision"),
    Meaning.BENEFICIARY: ("nombeneficiaire", "nom bénéficiaire", "nom du bénéficiaire", "bénéficiaire", "nom de l'organisme bénéficiaire",
                          "organisme bénéficiaire", "organisme", "association", "nom de l'association", "raison sociale", "tiers", "nom du tiers",
                          "dénomination", "libellé du bénéficiaire", "nom"),
    Meaning.SIRET: ("idbeneficiaire", "n° siret", "siret", "numéro siret", "siret bénéficiaire", "siret du bénéficiaire", "n° siret bénéficiaire",
                    "identifiant bénéficiaire", "siren", "n° siren", "siret siren", "identification du bénéficiaire"),
    Meaning.RNA: ("rnabeneficiaire", "rna", "n° rna", "numéro rna", "rna du bénéficiaire"),
    Meaning.POSTAL_CODE: ("cp", "code postal", "codepostal"),
    Meaning.TOWN: ("ville", "commune", "localité", "ville du bénéficiaire", "commune du bénéficiaire", "siège"),
    Meaning.OBJECT: ("objet", "object", "objet de la subvention", "objet du dossier", "intitulé", "libellé", "projet", "action", "motif",
                     "nature du projet", "intitulé du projet", "objet de l'aide", "libellé de la subvention", "description"),
    Meaning.AMOUNT: ("montant", "montant total de la subvention", "montant de la subvention", "montant attribué", "montant voté", "montant accordé",
                     "montant total", "subvention", "somme", "montant subvention", "montant en euros", "montant eur", "montant €", "montant versé",
                     "subvention accordée", "subvention votée"),
    Meaning.OPERATING: ("montant de la subvention de fonctionnement", "subvention de fonctionnement", "fonctionnement", "montant fonctionnement"),
    Meaning.INVESTMENT: ("montant de la subvention d'investissement", "subvention d'investissement", "investissement", "montant investissement"),
    Meaning.GUARANTEE: ("montant de la garantie", "garantie", "garantie d'emprunt", "montant garanti"),
    Meaning.LOAN: ("montant du prêt", "prêt", "avance remboursable"),
    Meaning.IN_KIND: ("avantages en nature", "aide en nature", "aides en nature", "prestations en nature", "avantage en nature", "subvention en nature"),
    Meaning.NATURE: ("nature", "nature de la subvention", "nature de l'aide", "type d'aide"),
    Meaning.TERMS: ("conditionsversement", "conditions de versement", "condition de versement", "modalités de versement"),
    Meaning.PAYS: ("datesperiodeversement", "date s ou période s de versement", "dates de versement", "date de versement", "période de versement",
                   "dates période versement"),
    Meaning.RAE: ("idrae", "n° unique de référencement au rae", "numéro rae", "rae", "numéro unique rae"),
    Meaning.NOTIFIED: ("notificationue", "aide d'etat ou pas notifiée à l'ue", "notification ue", "notifiée à l'ue", "notification à l'ue"),
    Meaning.SHARE: ("pourcentagesubvention", "% du mt de la subvention attribuée au bénéficiaire", "pourcentage de la subvention", "pourcentage",
                    "part", "% attribué"),
    Meaning.SCHEME: ("dispositifaide", "dispositif", "dispositif d'aide", "programme", "politique", "thématique", "thème"),
}  # fmt: skip
SCDL: Final = (
    "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire", "rnaBeneficiaire", "objet",
    "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE", "notificationUE", "pourcentageSubvention", "dispositifAide",
)  # fmt: skip
"""The headings of « données essentielles des conventions de subvention », in their order (SCDL 2: with RNA and scheme)."""

_NOTES: Final = frozenset({"1", "2", "3", "4", "5", "6", "7", "8", "9", "eur", "euros", "ttc"})


def folded(heading: str) -> str:
    """Return a heading without accents, case, signs, and the numbers of its footnotes."""
    found = words(heading.replace("\n", " "))
    while len(found) > 1 and found[-1] in _NOTES:
        found.pop()
    return " ".join(found)


_KNOWN: Final[Mapping[str, Meaning]] = {
    folded(word): meaning for meaning, some in reversed(list(_WORDS.items())) for word in some
}
_SCDL: Final = frozenset(folded(one) for one in SCDL)


def fingerprint(headings: Sequence[str]) -> str:
    """Return what a set of headings is remembered under."""
    return "|".join(folded(one) for one in headings)[:4000]


def meaning_of(heading: str) -> Meaning:
    """Return what one heading means by itself."""
    key = folded(heading)
    return _KNOWN.get(key, _KNOWN.get(key.replace(" ", ""), Meaning.IGNORED))


def proposed(headings: Sequence[str]) -> Columns:
    """Return what each column is taken for; a meaning is given to one column only, the first that has it."""
    columns: list[Meaning] = []
    for heading in headings:
        meaning = meaning_of(heading)
        columns.append(Meaning.IGNORED if meaning in columns else meaning)
    return tuple(columns)


def score(cells: Sequence[str]) -> int:
    """Return how many cells of a row are headings we know."""
    return sum(1 for one in proposed(cells) if one)


def is_heading_row(cells: Sequence[str]) -> bool:
    """Say whether a row is a row of headings: at least two we know, most of what is written, somebody or an amount among them."""
    written = [one for one in cells if one.strip()]
    columns = proposed(cells)
    known = [one for one in columns if one]
    named = {Meaning.BENEFICIARY, Meaning.SIRET, *AMOUNTS} & set(known)
    return len(known) >= 2 and len(known) * 2 >= len(written) and bool(named)


def is_scdl(headings: Sequence[str]) -> bool:
    """Say whether a list claims to be « données essentielles »: most of the standard's headings stand there."""
    return len({folded(one) for one in headings} & _SCDL) >= 8


def lacking(columns: Columns) -> tuple[Meaning, ...]:
    """Return what a list must have and has not: somebody, an amount, a date or year (which may be said for the whole list)."""
    found = set(columns)
    missing = []
    if not found & {Meaning.BENEFICIARY, Meaning.SIRET, Meaning.RNA}:
        missing.append(Meaning.BENEFICIARY)
    if not found & set(AMOUNTS):
        missing.append(Meaning.AMOUNT)
    return tuple(missing)
