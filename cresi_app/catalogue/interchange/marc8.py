"""MARC-8, the alphabet of MARC 21 files before Unicode: accents before their letter, other scripts behind escape codes.

The tables of the sets are those of pymarc; the decoding is ours, because a byte without a character must be told.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from cresi_app.catalogue.interchange.iso5426 import NO_SORT_BEGIN, NO_SORT_END

_ESCAPE: Final = 0x1B
_LATIN, _ANSEL, _EAST_ASIA = 0x42, 0x45, 0x31
_FIRST_SET: Final = b"(,"
_SECOND_SET: Final = b")-"
_ONE_BYTE_SETS: Final = {0x67: 0x67, 0x62: 0x62, 0x70: 0x70, 0x73: _LATIN}
"""Greek symbols, subscript, superscript, and back: escapes of two bytes."""
_RESET: Final = {0x1E, 0x1F}
"""Each subfield begins in the first sets again, whatever the one before forgot to close."""
_MARKS: Final = {0x88: NO_SORT_BEGIN, 0x89: NO_SORT_END, 0x8D: "\u200d", 0x8E: "\u200c"}
_NUMBERED: Final = re.compile(r"&#x([0-9A-Fa-f]{4,6});")
"""How files keep a character that MARC-8 does not have."""

Table = Mapping[int, tuple[int, int]]


@lru_cache(maxsize=1)
def _tables() -> Mapping[int, Table]:
    """Return the sets by the byte that names them: code → (Unicode, 1 when it is an accent of what follows)."""
    from pymarc import marc8_mapping  # noqa: PLC0415 - sixteen thousand characters, for the rare file that needs them

    tables: Mapping[int, Table] = marc8_mapping.CODESETS
    return tables


class _Reading:
    """One text being read: which sets are in force, and the accents that wait for their letter."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.first, self.second = _LATIN, _ANSEL
        self.out: list[str] = []
        self.waiting = ""
        self.unknown = 0

    def run(self) -> None:
        while self.at < len(self.data):
            byte = self.data[self.at]
            if byte == _ESCAPE and self._changed_set():
                continue
            if byte in _RESET:
                self.first, self.second = _LATIN, _ANSEL
            if byte <= 0x20 or byte == 0x7F:
                self._put(chr(byte), accent=False)
                self.at += 1
            elif byte in _MARKS:
                self._put(_MARKS[byte], accent=False)
                self.at += 1
            else:
                self._character(byte)
        if self.waiting:
            self.out.append(" " + self.waiting)

    def _changed_set(self) -> bool:
        """Follow an escape code; False when what follows is none, and the escape is then passed over and counted."""
        told = self.data[self.at + 1 : self.at + 4]
        if told[:1] and told[0] in _ONE_BYTE_SETS:
            self.first = _ONE_BYTE_SETS[told[0]]
            self.at += 2
            return True
        where, rest, length = told[:1], told[1:], 2
        if where == b"$":  # sets of several bytes: « $1 », « $,1 » or « $)1 »
            second = rest[:1] in {b")", b"-"}
            if rest[:1] in {b",", b"(", b")", b"-"}:
                rest, length = rest[1:], 3
        elif where and where in _SECOND_SET:
            second = True
        elif where and where in _FIRST_SET:
            second = False
        else:
            rest, second = b"", False
        name = rest[1] if rest[:1] == b"!" and len(rest) > 1 else rest[0] if rest else 0
        if name not in _tables():
            return False
        if second:
            self.second = name
        else:
            self.first = name
        self.at += length + (2 if rest[:1] == b"!" else 1)
        return True

    def _character(self, byte: int) -> None:
        chosen = self.first if byte < 0x80 else self.second
        if chosen == _EAST_ASIA:
            code = int.from_bytes(bytes(one & 0x7F for one in self.data[self.at : self.at + 3]), "big")
            found = _tables()[chosen].get(code)
            if found is None and self.data[self.at] == 0x20:
                found = (0x20, 0)
            self.at += 3
        else:
            table = _tables()[chosen]
            found = table.get(byte) or table.get(byte ^ 0x80)
            if found is None and chosen == _LATIN:
                found = (byte, 0)
            self.at += 1
        if found is None:
            self.unknown += 1
            self._put("\ufffd", accent=False)
        else:
            self._put(chr(found[0]), accent=bool(found[1]))

    def _put(self, character: str, *, accent: bool) -> None:
        if accent:
            self.waiting += character
            return
        if self.waiting and ord(character) < 0x20:  # an accent at the end of a subfield stands alone
            self.out.append(" " + self.waiting)
            self.waiting = ""
        self.out.append(character)
        self.out.append(self.waiting)
        self.waiting = ""


def decode(data: bytes) -> tuple[str, int]:
    """Return the text of `data` in NFC, and how many characters are in no set (each becomes U+FFFD)."""
    if data.isascii() and _ESCAPE not in data and b"&#x" not in data:
        return data.decode("ascii"), 0
    reading = _Reading(data)
    reading.run()
    text = _NUMBERED.sub(_numbered, "".join(reading.out))
    return unicodedata.normalize("NFC", text), reading.unknown


def _numbered(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]
