"""Folding for search and keys for sorting: what makes `ecole` find « École » and puts École before Zoé."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from typing import Final

_LIGATURES: Final = str.maketrans({
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "‘": "'", "ʼ": "'", "′": "'", "ß": "ss", "ø": "o", "Ø": "O",
    "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ɓ": "b", "Ɓ": "B", "Ɗ": "D", "Ƙ": "K", "Ɛ": "E", "Ɔ": "O", "Ɲ": "N", "Ŋ": "N",
    "ı": "i", "þ": "th", "Þ": "TH", "ð": "d", "Ð": "D", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ɲ": "n", "ŋ": "n",
    "\u0098": None, "\u009c": None, "\u0088": None, "\u0089": None, "\x00": None,
})  # fmt: skip
_MAY_SHRINK: Final = re.compile("[\x00\x88\x89\x98\x9c\u0300-\u036f\u0483-\u1dff\u20d0-\U0010ffff]")
"""Marks and scripts with marks of their own: folding drops them."""
_LIGATURE: Final = re.compile("[" + "".join(map(chr, _LIGATURES)) + "]")
_LATIN_MARK: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")
# Letters whose marks are not those of Latin, Greek or Cyrillic: rare enough here for the slow way.
_OTHER_SCRIPT: Final = re.compile("[\u0483-\u1fff\u2070-\U0010ffff]")
_OTHER_LETTERS: Final = str.maketrans({
    # Arabic as it is typed without care, and as Persian and Urdu write it; Hebrew letters at the end of a word.
    "ى": "ي", "ی": "ي", "ے": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا", "ـ": None,
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
})  # fmt: skip
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese, Japanese, Thai, Lao, Khmer, Burmese: nothing parts their words, so each letter is one."""
_HAS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_LETTERS: Final = re.compile(f"[{_UNSPACED}]|[^{_UNSPACED}]+")
_ARABIC_ARTICLE: Final = re.compile("^(?:ال(?=..)|[وبفك]ال(?=...))")
_COMPOUND: Final = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?:[-\u2010][^\W_]{2,}){1,3}(?![\w-])")
_ARTICLE: Final = re.compile(r"^(?:l'|d'|(?:le|la|les|un|une|des|the|an?)\s+)(?=\S)")
_WORD: Final = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?", re.UNICODE)
_SPACES: Final = re.compile(r"\s+")


def strip_nul(text: str) -> str:
    """Return `text` without NUL, which would silently truncate it in SQLite."""
    return text.replace("\x00", "")


def fold(text: str) -> str:
    """Return `text` without accents, ligatures or case: « Cœur d’Été » → ``coeur d'ete``."""
    # Words and names come back again and again; whole texts would only fill the memory with what nobody asks twice.
    return _fold(text) if len(text) > _REMEMBERED else _fold_short(text)


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower().replace("\x00", "")
    try:
        return _fold_western(text)
    except UnicodeError:
        return _fold_any(text)


def _fold_western(text: str) -> str:
    """Fold what Windows' Western alphabet can write, nearly every text here, byte by byte. UnicodeError for any other."""
    plain = text.encode("cp1252").translate(_WESTERN, b"\x00")
    for letter, letters in _WESTERN_GROWN:
        plain = plain.replace(letter, letters)
    return plain.decode("cp1252")


def fold_lines(lines: Sequence[str]) -> list[tuple[str, bool]]:
    """Return each text (without line breaks) folded, and whether every letter has kept its place in it.

    All in one go where they are written in the Western alphabet, as nearly all are: that takes a fifth of the time.
    """
    joined = "\n".join(lines)
    try:
        folded = _fold_western(joined).split("\n")
    except UnicodeError:
        folded = []
    if len(folded) == len(lines) and "\x00" not in joined:
        # In that alphabet letters only grow: œ to oe.
        return [(new, len(new) == len(line)) for new, line in zip(folded, lines, strict=True)]
    return [(new, len(new) == len(line) and not _MAY_SHRINK.search(line)) for line in lines for new in [fold(line)]]


def _fold_any(text: str) -> str:
    # Patterns touch only what must change: several times quicker on long texts than going through every letter.
    decomposed = unicodedata.normalize("NFKD", _LIGATURE.sub(_plain_letters, text))
    decomposed = _LIGATURE.sub(_plain_letters, decomposed)  # « Ǽ » is one with a mark of its own
    if _OTHER_SCRIPT.search(decomposed):
        return _fold_scripts(decomposed)
    return _LATIN_MARK.sub("", decomposed).casefold()


def _fold_scripts(decomposed: str) -> str:
    letters = "".join(c for c in decomposed if unicodedata.category(c)[0] != "M").casefold().translate(_OTHER_LETTERS)
    return "".join(str(unicodedata.decimal(c)) if c > "\x7f" and c.isdecimal() else c for c in letters)


def _plain_letters(found: re.Match[str]) -> str:
    return _LIGATURES[ord(found[0])] or ""


def _western() -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """Return what each byte of the alphabet folds to, and those that fold to several; 0x81, which it lacks, for no answer."""
    table = bytearray(b"\x81" * 256)
    grown: list[tuple[bytes, bytes]] = []
    for byte in range(1, 256):
        letter = bytes([byte])
        with suppress(UnicodeError):
            folded = _fold_any(letter.decode("cp1252")).encode("cp1252")
            if len(folded) == 1:
                table[byte] = folded[0]
            else:
                table[byte] = byte
                grown.append((letter, folded))
    return bytes(table), grown


_WESTERN, _WESTERN_GROWN = _western()
_fold_short: Final = lru_cache(maxsize=32_768)(_fold)
_REMEMBERED: Final = 80
"""Characters of the longest text whose folding is remembered."""


def words(text: str) -> list[str]:
    """Return the folded words of `text` as the search index splits them: letters and digits; C++ gives ``c++``.

    What nothing parts (Chinese, Thai…) gives each letter; an Arabic word stands without its article.
    """
    found = _WORD.findall(fold(text))
    return found if "".join(found).isascii() else [part for word in found for part in parts(word)]


def parts(word: str) -> list[str]:
    """Return what the index keeps of one folded word: itself, without an Arabic article, or its letters one by one."""
    if word.isascii():
        return [word]
    if _HAS_UNSPACED.search(word):
        return _LETTERS.findall(word)
    return [_ARABIC_ARTICLE.sub("", word)]


def compounds(folded: str) -> list[str]:
    """Return the words that hyphens join in a folded text: « micro-credit » is looked for as « microcredit » too."""
    if "-" not in folded and "\u2010" not in folded:
        return []
    joined = [one for one in folded.split() if "-" in one or "\u2010" in one]
    return [compound[0] for one in joined for compound in _COMPOUND.finditer(one)]


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of `words(text)` with the place (start, end) in `text` of what it was read from."""
    for found in (_placing() if not text.isascii() else _WORD).finditer(text):
        for word in words(found[0]):
            yield word, found.start(), found.end()


@cache
def _placing() -> re.Pattern[str]:
    """Return what finds a word in a text as it is written: with its marks, and each letter of what nothing parts."""
    marks = "".join(map(chr, (c for c in range(0x300, 0x20000) if unicodedata.category(chr(c))[0] == "M")))
    return re.compile(f"(?=[^\\W_])[{_UNSPACED}][{marks}]*|(?:[^\\W_{_UNSPACED}][{marks}]*)+(?:[+#]+(?!\\w))?")


def sort_key(text: str) -> str:
    """Return the key that sorts `text` as a French reader expects: folded, leading article dropped, spaces single."""
    folded = _SPACES.sub(" ", fold(text)).strip()
    return _ARTICLE.sub("", folded) or folded
