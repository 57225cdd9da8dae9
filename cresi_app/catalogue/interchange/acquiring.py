"""How a copy came to the collection, as lists and other programs write it: when, bought or given, from whom, for how much."""

import re
from contextlib import suppress
from typing import Final

from cresi_app.catalogue.interchange import loose
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.core.dates import parse_date, parse_month
from cresi_app.core.errors import DomainError
from cresi_app.core.money import Money, parse_amount

GIFT: Final = "gift"
_LINK: Final = (
    r"(?:\s*[:(–-]\s*|\s+(?:chez|par|auprès|aupres|à|avec)\s+|\s+)?(?:d[eu]s?\s+(?:l['’]|la\s+)?|d['’]|l['’])?"
)
_WAYS: Final = tuple(
    (re.compile(rf"^(?:{words})\b{_LINK}(?P<who>.*?)\)?$", re.IGNORECASE), code)
    for words, code in (
        (r"achats?|acheté(?:e|s|es)?|achete|acquisition onéreuse|abonnement|purchased?|bought|facture", "purchase"),
        (r"dons?|legs|donné(?:e|s|es)? par|offert(?:e|s|es)?|donation|gift|service de presse|gratuit(?:e|s|es)?|hommage", GIFT),
        (r"échanges?|echanges?|exchange", "exchange"),
        (r"dépôts?|depots?|deposit", "deposit"),
        (r"production du centre|fait maison|own work", "own"),
    )
)  # fmt: skip
_YEAR: Final = re.compile(r"^(?:19|20)\d\d$")
_SHORT_YEAR: Final = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{2})$")
_LATEST_SHORT: Final = 68
"""« 05/06/04 » is of 2004, « 05/06/98 » of 1998: as spreadsheets read them."""


def day(text: str) -> tuple[str, bool]:
    """Return the ISO day that a text says, and whether it says one: of a month or a year it is the first; ("", False) of no day."""
    told = text.strip()
    short = _SHORT_YEAR.match(told)
    if short:
        century = 2000 if int(short[3]) <= _LATEST_SHORT else 1900
        told = f"{short[1]}/{short[2]}/{century + int(short[3])}"
    found = loose.day(told)
    if found or not any(c.isdigit() for c in told):
        return found, bool(found)
    if _YEAR.match(told):
        return f"{told}-01-01", False
    with suppress(DomainError):
        return parse_date(told).isoformat(), True
    with suppress(DomainError):
        return f"{parse_month(told)}-01", False
    return "", False


def way(text: str) -> tuple[str, str]:
    """Return how a copy came (a code of ``copy_provenance``, "" when it is not said) and from whom: « Don de Ritimo »."""
    told = clean(text)
    for pattern, code in _WAYS:
        if found := pattern.match(told):
            return code, found["who"].strip(" .,;:")
    return "", told


def price(text: str) -> Money | None:
    """Return an amount, None when the text is none: « env. 25 »."""
    with suppress(DomainError):
        found = parse_amount(text)
        return found if found.minor >= 0 else None
    return None
