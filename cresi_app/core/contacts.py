"""How to reach somebody, as people type it: telephone numbers, e-mail addresses, addresses on the web."""

import re
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.identifiers import Checked
from cresi_app.core.text import strip_nul

_BLANKS: Final = re.compile(r"[\s\u00a0\u202f]+")
_EMAIL: Final = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]{2,}")
_MAILTO: Final = re.compile(r"^mailto:", re.IGNORECASE)
_WRAPPED: Final = re.compile(r"^[^<>]*<([^<>]+)>$")
_PHONE: Final = re.compile(r"^\+?[\d\s.\-/()]*\d(?:\s*(?:poste|ext\.?|p\.|#)\s*\d{1,6})?$", re.IGNORECASE)
_PREFIXED: Final = re.compile(r"^(?:t[ée]l\.?|tel|fax|mob(?:ile)?)\s*:?\s*", re.IGNORECASE)
_HOST: Final = re.compile(r"^[\w.\-]+\.[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?$")

NO_PHONE: Final = N_(
    "Ce n'est pas un numéro de téléphone, comme 01 23 45 67 89 ou +223 20 22 33 44. Il est gardé tel quel."
)
NO_LINK: Final = N_("Ce n'est pas une adresse du web, comme https://www.exemple.org. Elle est gardée telle quelle.")


def _line(text: str) -> str:
    return _BLANKS.sub(" ", strip_nul(text)).strip()


def parse_email(text: str, *, field: str = "email") -> str:
    """Read an e-mail address, also pasted as ``mailto:…`` or « Nom <adresse> »; '' stays ''. DomainError ``email``."""
    value = _MAILTO.sub("", _line(text)).strip()
    if found := _WRAPPED.match(value):
        value = found[1].strip()
    if not value or _EMAIL.fullmatch(value):
        return value
    raise DomainError(
        "email",
        N_("« {value} » n'est pas une adresse électronique complète : l'ancienne est gardée."),
        field=field,
        value=value,
    )


def check_phone(text: str) -> Checked:
    """Read a telephone number: French ones in pairs, others as typed; what is none is kept as it is, with a hint."""
    typed = _line(text)
    value = _PREFIXED.sub("", typed)
    digits = re.sub(r"\D", "", value)
    if not typed:
        return Checked("", "")
    if not _PHONE.match(value) or not 3 <= len(digits) <= 21:
        return Checked(typed, typed, NO_PHONE)
    bare = re.sub(r"[\s.\-/()]", "", value)
    if french := re.fullmatch(r"(?:\+33|0033)0?([1-9])(\d{8})", bare):
        value = f"+33 {french[1]} " + _pairs(french[2])
    elif re.fullmatch(r"0[1-9]\d{8}", bare):
        value = _pairs(bare)
    return Checked(value, value)


def _pairs(digits: str) -> str:
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def check_link(text: str) -> Checked:
    """Read an address on the web: « www.exemple.org » gets its https://; what is none is kept as it is, with a hint."""
    typed = _line(text)
    value = typed.strip('<>"«» ')
    if not value or re.match(r"^[a-z][a-z0-9+.\-]*://[^\s/]\S*$", value, re.IGNORECASE):
        return Checked(value, value)
    if _HOST.match(value):
        return Checked(f"https://{value}", f"https://{value}")
    return Checked(typed, typed, NO_LINK)
