"""The ends of a range as people type them: years, days in figures or words, numbers."""

import re
from contextlib import suppress
from decimal import Decimal
from typing import Final

from cresi_app.catalogue.model.askfields import AskField, Takes
from cresi_app.core.errors import DomainError
from cresi_app.core.text import fold

_PART: Final = re.compile(r"^\d{4}(?:-\d{2}){0,2}$")
_FRENCH_DAY: Final = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_SPELT: Final = re.compile(r"[^\W\d_]{3,}.*\d{4}")
"""A day or a month in words: only with its year, so that a title is not taken for one."""
_NUMBER: Final = re.compile(r"^\d{1,9}$")
_DECIMAL: Final = re.compile(r"^-?\d{1,12}(?:[.,]\d{1,6})?$")
TODAY: Final = ("aujourd'hui", "today")
YESTERDAY: Final = ("hier", "yesterday")


def in_order(field: AskField, first: str, last: str) -> tuple[str, str]:
    """Return both ends of a range, the lesser first: « 2020..2015 » means the same years."""
    if {first, last} & {TODAY[0], YESTERDAY[0]}:
        return first, last
    behind = last < first if field.takes is Takes.DAY else Decimal(last) < Decimal(first)
    return (last, first) if behind else (first, last)


def bounds(said: str) -> tuple[str, str] | None:
    """Return both ends of « 2015..2020 », « ..2020 », « >=2015 », « <2015 », « 2015 »; None when it is none of these."""
    if ".." in said:
        first, _, last = said.partition("..")
        return (first.strip(), last.strip()) if first.strip() or last.strip() else None
    if said[:1] in {"<", ">"}:
        rest = said.lstrip("<>=").strip()
        return None if not rest else (rest, "") if said[0] == ">" else ("", rest)
    return (said, said) if said else None


def end_of(field: AskField, said: str) -> str | None:
    """Return one end of a range as it is kept, None when it does not read."""
    match field.takes:
        case Takes.YEAR:
            return said if _PART.match(said) and len(said) == 4 and said.isascii() else None
        case Takes.NUMBER:
            bare = "".join(said.split())
            return str(int(bare)) if _NUMBER.match(bare) and bare.isascii() else None
        case Takes.DECIMAL:
            bare = "".join(said.split())
            return bare.replace(",", ".") if _DECIMAL.match(bare) and bare.isascii() else None
        case _:
            return _day(said)


def _day(said: str) -> str | None:
    word = fold(said)
    if word in TODAY:
        return TODAY[0]
    if word in YESTERDAY:
        return YESTERDAY[0]
    french = _FRENCH_DAY.match(said)
    if french and said.isascii():
        return f"{french[3]}-{int(french[2]):02}-{int(french[1]):02}"
    if _PART.match(said) and said.isascii():
        return said
    return _spelt_out(said) if _SPELT.search(said) else None


def _spelt_out(said: str) -> str | None:
    """Return « 6 oct 2026 » as a day, « mars 2027 » as a month; None when it is neither, or says two things."""
    from cresi_app.core.dates import parse_date, parse_month  # noqa: PLC0415 - Babel is only needed when a day is spelt out

    with suppress(DomainError):
        return parse_date(said).isoformat()
    with suppress(DomainError):
        return parse_month(said)
    return None
