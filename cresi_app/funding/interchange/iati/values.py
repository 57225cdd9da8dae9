"""Kinds of values in an activity file: days, instants, amounts, addresses, as XML Schema 1.0 understands them."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_ZONE: Final = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DAY: Final = r"(-?(?:[1-9][0-9]{3,}|0[0-9]{3}))-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DATE: Final = re.compile(_DAY + _ZONE)
_INSTANT: Final = re.compile(
    _DAY + r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)" + _ZONE
)
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_TOKEN: Final = re.compile(r"[\w.:\-\u00b7]+")
_LOOSE: Final = re.compile(r"[\x00- <>\"{}|\\^`']|[^\x00-\x7f]")
_PCT: Final = r"%[0-9A-Fa-f]{2}"
_CHAR: Final = rf"(?:[A-Za-z0-9\-._~!$&()*+,;=:@]|{_PCT})"
_SEGMENT: Final = rf"{_CHAR}*"
_HOST: Final = rf"(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9\-._~!$&()*+,;=]|{_PCT})*)"
_AUTHORITY: Final = rf"//(?:(?:[A-Za-z0-9\-._~!$&()*+,;=:]|{_PCT})*@)?{_HOST}(?::[0-9]*)?(?:/{_SEGMENT})*"
_TAIL: Final = rf"(?:\?(?:{_CHAR}|[/?])*)?(?:#(?:{_CHAR}|[/?])*)?"
_ROOTED: Final = rf"/(?:{_CHAR}+(?:/{_SEGMENT})*)?"
_URI: Final = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*:(?:{_AUTHORITY}|{_ROOTED}|{_CHAR}+(?:/{_SEGMENT})*|){_TAIL}"
    rf"|(?:{_AUTHORITY}|{_ROOTED}|(?:[A-Za-z0-9\-._~!$&()*+,;=@]|{_PCT})+(?:/{_SEGMENT})*|){_TAIL}"
)


def collapse(text: str) -> str:
    """Return `text` with its blanks single and none at the ends, as XML Schema reads values that are no plain text."""
    return _BLANKS.sub(" ", text).strip(" ")


def _whole(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


def _calendar(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        found = pattern.fullmatch(text)
        if not found or not int(found[1]):
            return False
        # Years beyond Python's calendar have the same leap years four hundred years apart.
        return int(found[3]) <= monthrange(abs(int(found[1])) % 400 + 2000, int(found[2]))[1]

    return check


def _integer(least: int, most: int | None = None) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        if not _INTEGER.fullmatch(text) or len(text) > 24:
            return False
        return least <= int(text) and (most is None or int(text) <= most)

    return check


CHECKS: Final[Mapping[str, Callable[[str], bool]]] = MappingProxyType({
    "string": lambda _text: True,
    "boolean": lambda text: text in {"true", "false", "1", "0"},
    "decimal": _whole(_DECIMAL),
    "date": _calendar(_DATE),
    "instant": _calendar(_INSTANT),
    "int": _integer(-(2**31), 2**31 - 1),
    "count": _integer(0),
    "positive": _integer(1),
    "token": _whole(_TOKEN),
    "language": lambda text: not text or _LANGUAGE.fullmatch(text) is not None,
    "uri": lambda text: _URI.fullmatch(_LOOSE.sub("_", text)) is not None,
})  # fmt: skip
"""Kind of value → whether a collapsed text is one."""


def is_value(kind: str, text: str) -> bool:
    """Say whether `text` is a value of `kind`."""
    return CHECKS[kind](text if kind == "string" else collapse(text))
