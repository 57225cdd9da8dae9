"""Writing from right to left: Arabic shaped by HarfBuzz and laid in the order of the eye."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Final

import uharfbuzz

from cresi_app.printing import fonts

_PRIVATE: Final = 0xE000
_ARABIC_LETTER: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe]")
_MIRRORED: Final = str.maketrans("()[]{}«»<>", ")(][}{»«><")


def is_arabic(char: str) -> bool:
    """Say whether `char` belongs to the Arabic script."""
    return _ARABIC_LETTER.match(char) is not None


def reads_leftwards(text: str) -> bool:
    """Say whether most letters of `text` are read from right to left."""
    ways = [unicodedata.bidirectional(char) for char in text]
    return 2 * sum(way in {"R", "AL"} for way in ways) > sum(way in {"L", "R", "AL"} for way in ways)


@lru_cache(maxsize=4)
def _shaper(name: str) -> tuple[uharfbuzz.Font, dict[int, int]]:
    """Return HarfBuzz's font and, for each glyph, the code that prints it: Unicode's presentation forms come first."""
    file = fonts.file_of(name)
    codes: dict[int, int] = {}
    for code, glyph in sorted(fonts.font(name).face.charToGlyph.items(), reverse=True):
        if not _PRIVATE <= code < 0xF900:
            codes[glyph] = max(codes.get(glyph, 0), code)
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(file.read_bytes()))), codes


@lru_cache(maxsize=4096)
def shaped(word: str, name: str) -> str:
    """Return an Arabic word as the characters that print it from left to right in the typeface `name`.

    Glyphs that Unicode has no character for get a private one, which depends on the glyph only: the same word always
    gives the same file.
    """
    shaper, codes = _shaper(name)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
    uharfbuzz.shape(shaper, buffer)
    face = fonts.font(name).face
    written = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        code = codes.get(info.codepoint)
        if code is None:
            code = _PRIVATE + info.codepoint
            face.charToGlyph[code] = info.codepoint
            face.charWidths[code] = position.x_advance * 1000 / shaper.face.upem
        written.append(chr(code))
    return "".join(written)


def eye_order(words: Iterable[str]) -> list[str]:
    """Return a line's words, read from right to left, as they stand from left to right.

    Words of the Latin alphabet and numbers that follow each other keep their own order.
    """
    groups = [list(group) for _, group in groupby(words, key=lambda word: any(map(is_arabic, word)))]
    line: list[str] = []
    for group in reversed(groups):
        arabic = any(is_arabic(c) for c in group[0])
        line += [word.translate(_MIRRORED) for word in reversed(group)] if arabic else group
    return line
