"""Which subfields the mapping understands. A field with any other one is kept whole, word for word, beside its notice."""

from typing import Final

from cresi_app.catalogue.interchange.marc21.access import LINKS
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.core.i18n import N_

_CONTROL: Final = {"001", "003"}
_NAMES: Final = frozenset("abcdejnpqt4")
_HEADING: Final = frozenset("abcdnptvxyz2")
_NOTES: Final = {str(tag) for tag in range(500, 600)}
USED: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(_NOTES, frozenset("a")),
    **dict.fromkeys(("100", "110", "111", "700", "710", "711"), _NAMES - {"q"}),
    **dict.fromkeys(("600", "610", "611", "630", "648", "650", "651", "655"), _HEADING),
    **dict.fromkeys(LINKS, frozenset("tsagqxd4")),
    **dict.fromkeys(("050", "080", "082"), frozenset("a2")),
    "010": frozenset("a"), "020": frozenset("aczq"), "022": frozenset("alyz"), "024": frozenset("a2"), "035": frozenset("a"),
    "041": frozenset("adhbj"), "044": frozenset("c"), "084": frozenset("a2"), "130": frozenset("anp"),
    "240": frozenset("abnp"), "242": frozenset("abnpy"), "245": frozenset("abcnph"), "246": frozenset("abnp9"),
    "247": frozenset("abnp"), "250": frozenset("ab"), "260": frozenset("abc"), "264": frozenset("abc"),
    "300": frozenset("afbce"), "310": frozenset("a"), "365": frozenset("b"), "440": frozenset("anpvx"),
    "490": frozenset("anpvx"), "505": frozenset("atrg"), "520": frozenset("ab9"), "653": frozenset("a"),
    "730": frozenset("abnp"), "740": frozenset("anp"), "830": frozenset("anpvx"), "852": frozenset("abckhijmpt3xyz"),
    "856": frozenset("u"), "952": frozenset("abcdeghilopz147"), **dict.fromkeys(("090", "092", "096", "099"), frozenset("ab2")),
}  # fmt: skip
_BECOMES: Final[dict[str, str]] = {
    "001": N_("Numéro à la source"),
    "003": N_("Numéro à la source"),
    "020": N_("ISBN"),
    "022": N_("ISSN"),
    "041": N_("Langues"),
    "044": N_("Pays de publication"),
    "245": N_("Titre"),
    "250": N_("Édition"),
    "300": N_("Description matérielle"),
    "310": N_("Périodicité"),
    "365": N_("Prix"),
    "505": N_("Contenu"),
    "520": N_("Résumé"),
    "521": N_("Public"),
    "506": N_("Droits"),
    "540": N_("Droits"),
    "651": N_("Sujets et pays"),
    "856": N_("Adresse en ligne"),
    **dict.fromkeys(("010", "024", "035"), N_("Autre identifiant")),
    **dict.fromkeys(("050", "080", "082", "084"), N_("Classement")),
    **dict.fromkeys(("090", "092", "096", "099"), N_("Cote")),
    **dict.fromkeys(("130", "240", "242", "246", "247", "730", "740"), N_("Autres titres")),
    **dict.fromkeys(("260", "264"), N_("Éditeur, lieu et date")),
    **dict.fromkeys(("440", "490", "830"), N_("Collection")),
    **dict.fromkeys(("100", "110", "111", "700", "710", "711"), N_("Auteurs")),
    **dict.fromkeys(("600", "610", "611", "630", "648", "650", "653", "655"), N_("Sujets")),
    **dict.fromkeys(("852", "952"), N_("Exemplaires")),
    **dict.fromkeys(LINKS, N_("Liens")),
}
KEPT: Final = N_("Gardé mot pour mot")


def becomes(tag: str) -> str:
    """Return the French sentence that says what field `tag` becomes here."""
    return _BECOMES.get(tag, N_("Notes") if tag in _NOTES else KEPT)


def _is_understood(item: Field) -> bool:
    if item.tag in _CONTROL:
        return not item.subfields
    known = USED.get(item.tag)
    # $6 only says which field says the same in another script.
    return (
        known is not None
        and bool(item.subfields)
        and all(code in known or code == "6" for code, value in item.subfields if value)
        and _is_plain(item)
    )


def _is_plain(item: Field) -> bool:
    """Say whether a local ``$9`` is the language that we take it for."""
    return item.tag not in {"246", "520"} or len(item.first("9")) in {0, 3}


def leftovers(record: Record, declined: set[int]) -> str:
    """Return, one a line and word for word, leader and fields that were not wholly taken (`declined`: ids of fields refused)."""
    lines = [f"LDR {record.leader}"]
    lines += [item.as_line() for item in record.fields if id(item) in declined or not _is_understood(item)]
    return "\n".join(lines)
