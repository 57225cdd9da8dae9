"""ISBN, ISSN and EAN as they are typed: what is right, what belongs into another field, how they are written. Never unique."""

from dataclasses import dataclass
from typing import Final

from stdnum import ean, isbn, issn
from stdnum.exceptions import ValidationError

from cresi_app.core.i18n import N_
from cresi_app.core.identifiers import check

CHECKED: Final = ("isbn", "issn", "ean")
"""The schemes whose key is checked."""
_SERIAL: Final = "977"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be said of a number: `hint` (marked) is "" when it is right; `other` is the field it belongs into."""

    is_valid: bool
    hint: str = ""
    other: str = ""


def judged(scheme: str, typed: str) -> Judged:
    """Judge a number as typed. Nothing is refused: what is wrong is kept, and told."""
    checked = check(scheme, typed)
    digits = "".join(c for c in typed if c.isdigit())
    is_ean = len(digits) == 13 and ean.is_valid(digits)
    match scheme:
        case "isbn" if not checked.is_valid and is_ean:
            if digits.startswith(_SERIAL):
                return Judged(False, N_("C'est le code-barres d'un périodique : écrivez-le dans « ISSN »."), "issn")
            return Judged(False, N_("C'est un code EAN, pas un ISBN : écrivez-le dans « Code EAN »."), "ean")
        case "issn" if _of_barcode(digits):
            return Judged(True)
        case "issn" if not checked.is_valid and isbn.is_valid(typed):
            return Judged(False, N_("C'est un ISBN : écrivez-le dans « ISBN »."), "isbn")
        case "ean" if checked.is_valid and isbn.is_valid(digits):
            return Judged(True, N_("Ce code EAN est aussi un ISBN : écrivez-le plutôt dans « ISBN »."), "isbn")
    return Judged(checked.is_valid, checked.hint)


def _of_barcode(digits: str) -> str:
    """Return the ISSN that the barcode of a periodical holds (977, seven digits, two of the issue, key), "" for none."""
    if len(digits) != 13 or not digits.startswith(_SERIAL) or not ean.is_valid(digits):
        return ""
    bare = digits[3:10]
    return bare + issn.calc_check_digit(bare)


def written(scheme: str, typed: str) -> str:
    """Return a number as it is written: a valid ISBN (10 or 13) and ISSN with their hyphens, anything else as typed."""
    text = " ".join(typed.split())
    try:
        if scheme == "isbn":
            return str(isbn.format(isbn.validate(text.upper().removeprefix("ISBN").lstrip(" :"))))
        if scheme == "issn":
            digits = "".join(c for c in text if c.isdigit())
            return str(
                issn.format(issn.validate(_of_barcode(digits) or text.upper().removeprefix("ISSN").lstrip(" :")))
            )
        if scheme == "ean":
            return str(ean.validate(text))
    except ValidationError:
        return text
    return text
