"""French typography: the spaces and marks that a keyboard does not give."""

import re
from functools import lru_cache
from typing import Final

NBSP: Final = "\u00a0"
NNBSP: Final = "\u202f"

_BEFORE_HIGH = re.compile(r"[ \u00a0\u202f]+([;!?])")
_BEFORE_COLON = re.compile(r"[ \u00a0\u202f]+(:)")
_OPEN_QUOTE = re.compile(r"«[ \u00a0\u202f]*")
_CLOSE_QUOTE = re.compile(r"[ \u00a0\u202f]*»")
_UNIT = re.compile(r"(?<=[0-9}]) (?=(?:€|%|h|min|jours?|pages?|places?|ans|km|Mo|Ko)\b|[€%])")
_DEGREE = re.compile(r"\b([nN])° ")

_COMPOUND = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’']*(?:-[\w’']+)+")
_LONGEST: Final = 28


def grouped(number: str) -> str:
    """Return a record's number as people read it: 04127 → « 04 127 »; what is no number stays as it is."""
    return f"{number[:-3]}{NNBSP}{number[-3:]}" if number.isdecimal() and len(number) > 3 else number


def unbroken(text: str) -> str:
    """Return `text` with the hyphens of its names (« Île-de-France ») as ones at which no line ends, up to 28 characters."""
    return _COMPOUND.sub(lambda found: found[0].replace("-", "\u2011") if len(found[0]) <= _LONGEST else found[0], text)


def with_number(text: str) -> str:
    """Return `text` with each « n° » kept on the line of its number: a title is shown so, and stays as it was typed."""
    return _DEGREE.sub(r"\1°" + NBSP, text)


@lru_cache(maxsize=8192)
def french(text: str) -> str:
    """Return `text` with ’, U+202F before ; ! ?, U+00A0 before : and inside « », between number and unit, after n°."""
    text = text.replace("'", "’")
    text = _BEFORE_HIGH.sub(NNBSP + r"\1", text)
    text = _BEFORE_COLON.sub(NBSP + r"\1", text)
    text = _OPEN_QUOTE.sub("«" + NBSP, text)
    text = _CLOSE_QUOTE.sub(NBSP + "»", text)
    text = _UNIT.sub(NBSP, text)
    return _DEGREE.sub(r"\1°" + NBSP, text)
