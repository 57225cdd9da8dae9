"""Which subfields the mapping understands. A field with any other one is kept whole, word for word, beside its notice."""

from typing import Final

from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.core.i18n import N_

_CONTROL: Final = {"001", "003"}
_NOTES: Final = {str(tag) for tag in (*range(300, 326), 328, *range(334, 338))}
_LINKS: Final = ("t", "v", "x", "d", "e", "p")
OWN_LINKS: Final = {relation: f"cresi:{relation}" for relation in ("accompanies", "accompanied_by")}
"""What our exports say in $5 of a 488, which stands for each of these relations."""
_LINK_TAGS: Final = ("421", "422", "423", "430", "440", "451", "452", "453", "454", "461", "462", "463", "464", "488")
USED: Final[dict[str, frozenset[str]]] = {
    "010": frozenset("abdz"),
    "011": frozenset("afyz"),
    "017": frozenset("a2"),
    "033": frozenset("a"),
    "035": frozenset("a"),
    "073": frozenset("a"),
    "101": frozenset("acdj"),
    "102": frozenset("a"),
    "200": frozenset("abcdefghiz"),
    "205": frozenset("a"),
    "210": frozenset("acd"),
    "214": frozenset("acd"),
    "219": frozenset("acd"),
    "215": frozenset("acde"),
    "225": frozenset("aivx"),
    "326": frozenset("a"),
    "327": frozenset("a"),
    "330": frozenset("a9"),
    "333": frozenset("a"),
    "345": frozenset("d"),
    "359": frozenset("b"),
    "371": frozenset("a"),
    "410": frozenset("tvx"),
    "411": frozenset("tvx"),
    "510": frozenset("anz"),
    "512": frozenset("a"),
    "517": frozenset("az"),
    "532": frozenset("a"),
    "540": frozenset("a"),
    "541": frozenset("az"),
    "600": frozenset("abf2"),
    "601": frozenset("ab2"),
    "602": frozenset("af2"),
    "604": frozenset("at2"),
    "605": frozenset("a2"),
    "606": frozenset("axyzj2"),
    "607": frozenset("axyzj2"),
    "608": frozenset("a2"),
    "610": frozenset("a"),
    "675": frozenset("av"),
    "676": frozenset("av"),
    "680": frozenset("a"),
    "686": frozenset("a2"),
    "700": frozenset("abdf4"),
    "701": frozenset("abdf4"),
    "702": frozenset("abdf4"),
    "710": frozenset("ab4"),
    "711": frozenset("ab4"),
    "712": frozenset("ab4"),
    "720": frozenset("af4"),
    "721": frozenset("af4"),
    "722": frozenset("af4"),
    "856": frozenset("u"),
    "930": frozenset("abcdv52"),
    "915": frozenset("ab5"),
    "995": frozenset("acefjklouvz5"),
    **dict.fromkeys(_NOTES, frozenset("a")),
    **dict.fromkeys(_LINK_TAGS, frozenset(_LINKS)),
}
_BECOMES: Final[dict[str, str]] = {
    "001": N_("Numéro à la source"),
    "003": N_("Adresse de la notice"),
    "010": N_("ISBN"),
    "011": N_("ISSN"),
    "017": N_("Autre identifiant"),
    "033": N_("Autre identifiant"),
    "035": N_("Autre identifiant"),
    "073": N_("Code EAN"),
    "101": N_("Langues"),
    "102": N_("Pays de publication"),
    "200": N_("Titre"),
    "205": N_("Édition"),
    "210": N_("Éditeur, lieu et date"),
    "214": N_("Éditeur, lieu et date"),
    "219": N_("Éditeur, lieu et date"),
    "215": N_("Description matérielle"),
    "225": N_("Collection"),
    "326": N_("Périodicité"),
    "327": N_("Contenu"),
    "330": N_("Résumé"),
    "333": N_("Public"),
    "345": N_("Prix"),
    "359": N_("Contenu"),
    "371": N_("Droits"),
    "410": N_("Collection"),
    "411": N_("Collection"),
    "856": N_("Adresse en ligne"),
    "915": N_("Exemplaires"),
    "930": N_("Exemplaires"),
    "995": N_("Exemplaires"),
    **dict.fromkeys(_NOTES, N_("Notes")),
    **dict.fromkeys(_LINK_TAGS, N_("Liens")),
    **dict.fromkeys(("510", "512", "517", "532", "540", "541"), N_("Autres titres")),
    **dict.fromkeys(("600", "601", "602", "604", "605", "606", "608", "610"), N_("Sujets")),
    "607": N_("Sujets et pays"),
    **dict.fromkeys(("675", "676", "680", "686"), N_("Classement")),
    **dict.fromkeys(("700", "701", "702", "710", "711", "712", "720", "721", "722"), N_("Auteurs")),
}
KEPT: Final = N_("Gardé mot pour mot")


def becomes(tag: str) -> str:
    """Return the French sentence that says what field `tag` becomes here."""
    return _BECOMES.get(tag, KEPT)


def is_understood(item: Field) -> bool:
    """Say whether the mapping takes every subfield of this field."""
    if item.tag in _CONTROL:
        return not item.subfields
    known = USED.get(item.tag)
    if known is None:
        return False
    for code, value in item.subfields:
        if value and code not in known:
            return False
    return bool(item.subfields)


def leftovers(record: Record, declined: set[int]) -> str:
    """Return, one a line and word for word, leader and fields that were not wholly taken (`declined`: ids of fields refused)."""
    lines = [f"LDR {record.leader}"]
    lines += [item.as_line() for item in record.fields if id(item) in declined or not is_understood(item)]
    return "\n".join(lines)
