"""The one gate of printed words: French typography, strong words, and a typeface for every character."""

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape

from cresi_app.core.i18n import language
from cresi_app.core.typography import NBSP, NNBSP, french
from cresi_app.printing import fonts, scripts

_ON, _OFF = "\x02", "\x03"
_MONTHS: Final = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_DAY_MONTH: Final = re.compile(rf"(?<![\d])(\d{{1,2}}(?:er)?) (?=(?:{_MONTHS})\b)")
_GROUPED: Final = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
_PHONE: Final = re.compile(r"(?<!\d)0\d(?: \d\d){4}(?!\d)")
_MIDDLE_DOT: Final = re.compile(r" (?=· )")
_AFTER_MARK: Final = re.compile(r"(?<=[-‐/@._–—])(?=[^\s\d])")
_WIDEST: Final = 1.1
"""Share of the size that the widest letters take: words that are short even so need no measuring."""
_INVISIBLE: Final = re.compile(
    "[\x00\x01\x04-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


def strong(text: str) -> str:
    """Return `text` marked to be printed strong inside a sentence: ``tr("… de {amount} …", amount=strong("9 000 €"))``."""
    return f"{_ON}{clean(text)}{_OFF}"


def clean(text: str) -> str:
    """Return `text` composed (NFC) and without the characters that print nothing, our own marks included."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace(_ON, "").replace(_OFF, "")


def typeset(text: str) -> str:
    """Return `text` with the spaces and marks of the language in force; doing it twice changes nothing."""
    whole = _INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")))
    if language() != "fr":
        return whole.replace("'", "’")
    whole = _PHONE.sub(lambda found: found[0].replace(" ", NBSP), french(whole))
    whole = _GROUPED.sub(lambda found: found[0].replace(" ", NNBSP), whole)
    return _MIDDLE_DOT.sub(NBSP, _DAY_MONTH.sub(r"\1" + NBSP, whole))


def bare(text: str) -> str:
    """Return the typeset text without marks, for a canvas, a width or a spoken alternative."""
    return typeset(text).replace(_ON, "").replace(_OFF, "")


def runs(text: str, name: str) -> list[tuple[str, str]]:
    """Return `text` as (typeface, characters) pieces, ready to be drawn from left to right one after the other.

    A character that none of the typefaces has is printed as its Unicode number in brackets: never lost, never a black box.
    """
    if text.isascii() and text.isprintable() and _has_ascii(name):
        return [(name, text)] if text else []  # page numbers, references: most of what stands around a page
    found = [(fonts.having(char, name) or _blank_face(char, name), char) for char in text]
    pieces: list[tuple[str, str]] = []
    for face, group in groupby(_joined(found), key=lambda pair: pair[0]):
        written = "".join(char for _, char in group)
        if not face:
            pieces.append((name, "".join(f"[U+{ord(char):04X}]" for char in written)))
        elif face in {fonts.ARABIC, fonts.ARABIC_BOLD}:
            pieces += _leftward(written, face, name)
        else:
            pieces.append((face, written))
    return pieces


@cache
def _has_ascii(name: str) -> bool:
    return all(fonts.having(chr(code), name) == name for code in range(32, 127))


def _blank_face(char: str, name: str) -> str:
    """Let blanks that the typeface lacks, and line ends, stay with the neighbouring text."""
    return name if char.isspace() else ""


def _joined(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the blanks between two Arabic words to Arabic, so that the words can change places."""
    joined = list(found)
    arabic = {fonts.ARABIC, fonts.ARABIC_BOLD}
    for i, (_, char) in enumerate(found[1:-1], start=1):
        if char in {" ", NBSP} and found[i - 1][0] in arabic and found[i + 1][0] in arabic:
            joined[i] = (found[i - 1][0], char)
    return joined


def _leftward(written: str, face: str, name: str) -> list[tuple[str, str]]:
    """Return an Arabic passage in the order of the eye, its words kept on one line."""
    pieces: list[tuple[str, str]] = []
    for word in reversed(written.replace(NBSP, " ").split(" ")):
        if pieces:
            pieces.append((name, NBSP))
        pieces.append((face, scripts.shaped(word, face)))
    return pieces


def balanced(text: str) -> str:
    """Return `text` whose strong marks come in pairs; without any when they do not (a person's own control characters)."""
    depth = 0
    for char in text:
        depth += (char == _ON) - (char == _OFF)
        if depth not in {0, 1}:
            depth = 2
            break
    return text if depth == 0 else text.replace(_ON, "").replace(_OFF, "")


def cut_wide_words(text: str, name: str, size: float, width: float) -> str:
    """Return `text` with a blank after a hyphen, slash, dot or @ of each word wider than a line.

    The blank falls on the line's end, where it does not show: what stands on both sides of it does not fit on one line.
    """
    widest = fonts.bold_of(name) if _ON in text else name
    words = text.split(" ")
    if max(map(len, words)) * size * _WIDEST < width:
        return text
    return " ".join(_cut(word, widest, size, width) for word in words)


def _cut(word: str, name: str, size: float, width: float) -> str:
    if fonts.width(bare(word), name, size) <= width:
        return word
    lines = [""]
    for piece in _AFTER_MARK.split(word):
        if lines[-1] and fonts.width(bare(lines[-1] + piece), name, size) > width:
            lines.append("")
        lines[-1] += piece
    return " ".join(lines)


def markup(text: str, name: str) -> str:
    """Return plain `text` (with `strong` marks and line ends) as reportlab's paragraph markup in the typeface `name`."""
    written = []
    for part, segment in enumerate(re.split(f"[{_ON}{_OFF}]", balanced(typeset(text)).strip())):
        face_here = fonts.bold_of(name) if part % 2 else name
        for face, piece in runs(segment, face_here):
            safe = escape(piece).replace("\n", "<br/>")
            written.append(safe if face == name else f'<font face="{face}">{safe}</font>')
    return "".join(written)
