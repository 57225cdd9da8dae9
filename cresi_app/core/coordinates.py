"""Coordinates as people write them: « 13,805 N 8,988 E », « 13.805, 8.988 », kept as millionths of a degree."""

import re
from decimal import Decimal
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

_NUMBER: Final = r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEWOnsewo])?"
_PAIR: Final = re.compile(rf"^\s*{_NUMBER}\s*(?:[;/]|,\s|\s)\s*{_NUMBER}\s*$")
_PLAIN_PAIR: Final = re.compile(r"^\s*([+-]?\d{1,3}\.\d+)\s*,\s*([+-]?\d{1,3}\.\d+)\s*$")
_NORTH_SOUTH, _EAST_WEST = frozenset("NS"), frozenset("EWO")
_SIGNS: Final = {"S": -1, "W": -1, "O": -1}


def parse_coordinates(text: str, *, field: str = "coordinates") -> tuple[int, int] | None:
    """Read latitude then longitude in degrees into millionths; '' is None. Raises `DomainError` ``coordinates_unreadable``."""
    bare = text.replace("\u2212", "-").strip()
    if not bare:
        return None
    if plain := _PLAIN_PAIR.match(bare):
        pair = (_millionths(plain[1], ""), _millionths(plain[2], ""))
    elif found := _PAIR.match(bare):
        first, second = ((found[at] or "").upper() for at in (2, 4))
        if not _tell_apart((found[1], first), (found[3], second)):
            raise _unreadable(text, field)
        pair = (_millionths(found[1], first), _millionths(found[3], second))
        if first in _EAST_WEST or second in _NORTH_SOUTH:
            pair = (pair[1], pair[0])
    else:
        raise _unreadable(text, field)
    if abs(pair[0]) > 90_000_000 or abs(pair[1]) > 180_000_000:
        raise _unreadable(text, field)
    return pair


def _tell_apart(*numbers: tuple[str, str]) -> bool:
    """Say whether letters name each direction once, and none stands beside a sign, which might undo it."""
    letters = [letter for _, letter in numbers if letter]
    if any(letter and number[0] in "+-" for number, letter in numbers):
        return False
    return not any(_NORTH_SOUTH.issuperset(letters) or _EAST_WEST.issuperset(letters) for _ in letters[1:])


def _millionths(number: str, letter: str) -> int:
    value = int((Decimal(number.replace(",", ".")) * 1_000_000).to_integral_value())
    return value * _SIGNS.get(letter.upper(), 1)


def _unreadable(text: str, field: str) -> DomainError:
    return DomainError(
        "coordinates_unreadable",
        N_("« {text} » n'est pas une latitude suivie d'une longitude. Écrivez par exemple 13,805 8,988."),
        field=field,
        text=text.strip(),
    )


def coordinates_text(latitude_e6: int | None, longitude_e6: int | None) -> str:
    """Return « 13.805, 8.988 », '' when the place is not on the map."""
    if latitude_e6 is None or longitude_e6 is None:
        return ""
    return ", ".join(_degrees(value) for value in (latitude_e6, longitude_e6))


def _degrees(millionths: int) -> str:
    written = f"{Decimal(millionths) / 1_000_000:f}"
    return written if "." in written else f"{written}.0"
