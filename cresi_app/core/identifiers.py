"""Standard numbers of documents and organisations: normalised, checked, told apart; never a wall, always a hint."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from stdnum import ean, isbn, issn
from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret

from cresi_app.core.i18n import N_

_RNA: Final = re.compile(r"^W\d[A-Z\d]\d{7}$")
_JUNK: Final = re.compile(r"[\s\u00a0\u202f.\-–—‐‑/']")
_EXCEL_SIRET: Final = re.compile(r"^\d{6,9}0{5,8}$")


@dataclass(frozen=True, slots=True)
class Checked:
    """A number as it should be kept (`value`), shown (`shown`) and judged (`hint`: a French sentence, "" when all is well)."""

    value: str
    shown: str
    hint: str = ""

    @property
    def is_valid(self) -> bool:
        """Whether the check found nothing to say."""
        return not self.hint


def _bare(text: str) -> str:
    return _JUNK.sub("", text).upper()


def check_isbn(text: str) -> Checked:
    """Check an ISBN-10 or -13; a valid one is kept as 13 digits and shown hyphenated."""
    bare = _bare(text).removeprefix("ISBN").lstrip(":")
    try:
        thirteen = isbn.to_isbn13(isbn.validate(bare))
    except ValidationError:
        return Checked(
            bare, text.strip(), N_("Cet ISBN n'est pas valide : vérifiez les chiffres. Il est gardé tel quel.")
        )
    return Checked(isbn.compact(thirteen), isbn.format(thirteen))


def check_issn(text: str) -> Checked:
    """Check an ISSN; kept as 8 characters, shown as 1234-567X."""
    bare = _bare(text).removeprefix("ISSN").lstrip(":")
    try:
        value = issn.validate(bare)
    except ValidationError:
        return Checked(
            bare, text.strip(), N_("Cet ISSN n'est pas valide : vérifiez les chiffres. Il est gardé tel quel.")
        )
    return Checked(value, issn.format(value))


def check_ean(text: str) -> Checked:
    """Check an EAN-8, UPC-12 or EAN-13."""
    bare = _bare(text)
    try:
        return Checked(ean.validate(bare), bare)
    except ValidationError:
        return Checked(
            bare, text.strip(), N_("Ce code EAN n'est pas valide : vérifiez les chiffres. Il est gardé tel quel.")
        )


def check_rna(text: str) -> Checked:
    """Check an association's number: W, a digit, a digit or letter, seven digits (W9T1002867, W2A…); it has no check digit."""
    bare = _bare(text)
    if _RNA.match(bare):
        return Checked(bare, bare)
    return Checked(
        bare,
        bare or text.strip(),
        N_("Un numéro RNA s'écrit W suivi de neuf caractères, par exemple W911234567. Il est gardé tel quel."),
    )


def check_siren(text: str) -> Checked:
    """Check a SIREN (nine digits, Luhn); shown as 123 456 789."""
    bare = _bare(text)
    try:
        value = siren.validate(bare)
    except ValidationError:
        return Checked(
            bare, bare, N_("Ce SIREN n'est pas valide : neuf chiffres, dont une clé. Il est gardé tel quel.")
        )
    return Checked(value, f"{value[:3]}\u00a0{value[3:6]}\u00a0{value[6:]}")


def check_siret(text: str) -> Checked:
    """Check a SIRET (fourteen digits, Luhn, with La Poste's own rule); shown as 123 456 789 00012."""
    bare = _bare(text)
    try:
        value = siret.validate(bare)
    except ValidationError:
        return Checked(bare, bare, _siret_hint(bare))
    return Checked(value, f"{value[:3]}\u00a0{value[3:6]}\u00a0{value[6:9]}\u00a0{value[9:]}")


def _siret_hint(bare: str) -> str:
    if re.fullmatch(r"\d{9}", bare):
        return N_("Neuf chiffres sont un SIREN ; un SIRET en compte quatorze. Il est gardé tel quel.")
    if len(bare) == 14 and _EXCEL_SIRET.match(bare):
        return N_("Ce SIRET semble arrondi par un tableur (fin en zéros). Il est gardé tel quel.")
    return N_("Ce SIRET n'est pas valide : quatorze chiffres, dont une clé. Il est gardé tel quel.")


def check_iban(text: str) -> Checked:
    """Check an IBAN by its key (mod 97) and country; shown in groups of four."""
    bare = _bare(text)
    groups = "\u00a0".join(bare[i : i + 4] for i in range(0, len(bare), 4))
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{6,30}", bare) or _mod97(bare) != 1:
        return Checked(bare, groups, N_("Cet IBAN n'est pas valide : vérifiez les caractères. Il est gardé tel quel."))
    from schwifty import IBAN  # noqa: PLC0415 - its bank registry costs start-up time
    from schwifty.exceptions import SchwiftyException  # noqa: PLC0415 - same

    try:
        IBAN(bare)
    except SchwiftyException:
        return Checked(
            bare,
            groups,
            N_("La clé de cet IBAN est juste, mais sa forme n'est pas celle de son pays. Il est gardé tel quel."),
        )
    return Checked(bare, groups)


def _mod97(bare: str) -> int:
    return int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97


CHECKS: Final[dict[str, Callable[[str], Checked]]] = {
    "isbn": check_isbn,
    "issn": check_issn,
    "ean": check_ean,
    "rna": check_rna,
    "siren": check_siren,
    "siret": check_siret,
    "iban": check_iban,
}


def check(scheme: str, text: str) -> Checked:
    """Check `text` as a number of `scheme`; an unknown scheme keeps it trimmed, without judging."""
    return CHECKS[scheme](text) if scheme in CHECKS else Checked(text.strip(), text.strip())
