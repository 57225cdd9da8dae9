"""Which Western alphabet of one byte a sign a text is in: the one in which its accents stand where words have them."""

import re
import unicodedata
from typing import Final

from cresi_app.catalogue.interchange.charset import Charset

_PYTHON: Final = {Charset.CP1252: "cp1252", Charset.MACROMAN: "mac_roman", Charset.CP850: "cp850"}
_SAMPLE: Final = 400_000
_LEAST: Final = 2
"""Signs beyond ASCII that must be there to say anything."""
_NEARLY_NONE, _MANY = 0.1, 0.3
_PARTS: Final = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_BETWEEN: Final = frozenset("\u2018\u2019\u00ad\u00b7")
_SYMBOLS: Final = frozenset("\u00a9\u00ae\u00b0")
_LAST_LATIN: Final = "\u017f"
_ALONE: Final = frozenset("PSZN")
"""Categories of Unicode that stand beside words: marks, signs, blanks and figures."""


def alphabet_of(data: bytes) -> Charset:
    """Return the alphabet of `data`, which is no UTF-8: Western Windows unless another is plainly better."""
    lines = b"\n".join(_PARTS.findall(data[:_SAMPLE]))
    wrong = {one: _share_out_of_place(lines.decode(name, "replace")) for one, name in _PYTHON.items()}
    best = min((Charset.MACROMAN, Charset.CP850), key=lambda one: wrong[one])
    return best if wrong[Charset.CP1252] > _MANY and wrong[best] < _NEARLY_NONE else Charset.CP1252


def _share_out_of_place(text: str) -> float:
    """Return the part of the signs beyond ASCII that stand where no word has them."""
    signs = wrong = 0
    for at, sign in enumerate(text):
        if sign < "\x80":
            continue
        signs += 1
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        wrong += not _is_in_place(sign, before, after)
    return wrong / signs if signs >= _LEAST else 0.0


def _is_in_place(sign: str, before: str, after: str) -> bool:
    if sign.isalpha() and sign <= _LAST_LATIN:
        if sign.islower():
            return not (before.isascii() and before.isupper() and after.isascii() and after.isupper())
        return not (before.isalpha() and before.islower())
    if sign in _BETWEEN:
        return before.isalnum() or after.isalnum()
    # Marks and quotes stand beside words, never inside them; boxes and what no alphabet has stand nowhere.
    category = unicodedata.category(sign)
    is_drawn = category == "So" and sign not in _SYMBOLS
    return category[0] in _ALONE and not is_drawn and not (before.isalpha() and after.isalpha())
