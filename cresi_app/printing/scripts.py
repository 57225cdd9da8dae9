"""Writing from right to left: Arabic letters joined and laid in the order of the eye."""

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
_LAM_ALEF: Final = frozenset({"\u0644\u0622", "\u0644\u0623", "\u0644\u0625", "\u0644\u0627"})
_MIRRORED: Final = str.maketrans("()[]{}«»<>", ")(][}{»«><")


def is_arabic(char: str) -> bool:
    """Say whether `char` belongs to the Arabic script."""
    return _ARABIC_LETTER.match(char) is not None


def reads_leftwards(text: str) -> bool:
    """Say whether `text` is read from right to left: all but a quarter of its letters are.

    A sentence of ours around a name in Arabic (« pour … », « … · Grigny ») stays one that is read from left to right.
    """
    ways = [unicodedata.bidirectional(char) for char in text]
    return 4 * sum(way in {"R", "AL"} for way in ways) > 3 * sum(way in {"L", "R", "AL"} for way in ways)


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    """Return Unicode's presentation forms: ``{"ج": {"initial": "ﺟ", …}, "لا": {…}}``."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFDFC), *range(0xFE80, 0xFEFD)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        written = "".join(chr(int(letter, 16)) for letter in letters)
        if form.strip("<>") in {"isolated", "initial", "medial", "final"} and (
            len(written) == 1 or written in _LAM_ALEF
        ):
            forms.setdefault(written, {})[form.strip("<>")] = chr(code)
    return forms


@lru_cache(maxsize=4096)
def shaped(word: str, name: str) -> str:
    """Return an Arabic word as the characters that print it from left to right in the typeface `name`.

    They are Unicode's presentation forms: what is copied from the paper, or found in it, is the word again. A word with a
    letter that has none (some of Kurdish) is shaped by HarfBuzz into private characters: right to the eye only.
    """
    letters = _ligated(word)
    forms = _forms()
    if any(is_arabic(c) and unicodedata.category(c[0]) == "Lo" and c not in forms for c in letters):
        return _shaped_by_glyphs(word, name)
    joins_before = False
    written: list[str] = []
    for number, letter in enumerate(letters):
        known = forms.get(letter, {})
        if unicodedata.combining(letter[0]):  # vowel marks do not part the letters
            written.append(letter)
            continue
        following = next((c for c in letters[number + 1 :] if not unicodedata.combining(c[0])), "")
        joins_after = "initial" in known and "final" in forms.get(following, {})
        form = {(0, 0): "isolated", (0, 1): "initial", (1, 1): "medial", (1, 0): "final"}[
            joins_before and "final" in known, joins_after
        ]
        written.append(known.get(form, letter))
        joins_before = joins_after
    return "".join(reversed(written)).translate(_MIRRORED)


def _ligated(word: str) -> list[str]:
    """Return the letters of a word, lam followed by alef being one."""
    letters: list[str] = []
    for char in word:
        if letters and letters[-1] + char in _LAM_ALEF:
            letters[-1] += char
        else:
            letters.append(char)
    return letters


def _shaped_by_glyphs(word: str, name: str) -> str:
    """Return private characters for HarfBuzz's glyphs; they depend on the glyph only, so that files stay the same."""
    face = uharfbuzz.Face(uharfbuzz.Blob(fonts.file_of(name).read_bytes()))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
    uharfbuzz.shape(uharfbuzz.Font(face), buffer)
    printed = fonts.font(name).face
    written = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        code = _PRIVATE + info.codepoint
        printed.charToGlyph[code] = info.codepoint
        printed.charWidths[code] = position.x_advance * 1000 / face.upem
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
        line += list(reversed(group)) if arabic else group
    return line
