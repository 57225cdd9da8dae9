"""Blanks between digits: by threes they make a number readable; otherwise they make two numbers, or one with a digit forgotten."""

import re
from typing import Final

_BLANK: Final = r"[\s\u00a0\u202f\u2007\u2009'’]"
_PARTED: Final = re.compile(rf"\d{_BLANK}+\d")
_GROUPED: Final = re.compile(
    rf"(?:\d{{1,3}}(?:{_BLANK}+\d{{3}})+|\d*)(?:{_BLANK}*[.,]{_BLANK}*(?:(?:\d{{3}}{_BLANK}+)+\d{{1,3}}|\d*))?"
)
_DIGITS: Final = re.compile(r"[\d.,](?:.*[\d.,])?", re.DOTALL)
BLANKS: Final = re.compile(_BLANK)
"""What people and programs write between groups of digits."""


def parted(text: str) -> bool:
    """Say whether blanks part the digits of `text` otherwise than by threes, signs and units around them aside: « 12 34 € »."""
    digits = _DIGITS.search(text)
    return digits is not None and bool(_PARTED.search(text)) and not _GROUPED.fullmatch(digits.group())
