"""Folding for search and keys for sorting: what makes `ecole` find « École » and puts École before Zoé."""

import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import Final

_LIGATURES: Final = str.maketrans({
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "‘": "'", "ʼ": "'", "′": "'", "ß": "ss", "ø": "o", "Ø": "O",
    "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ɓ": "b", "Ɓ": "B", "Ɗ": "D", "Ƙ": "K", "Ɛ": "E", "Ɔ": "O", "Ɲ": "N", "Ŋ": "N",
     "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ɲ": "n", "ŋ": "n",
    "\u0098": None, "\u009c": None, "\u0088": None, "\u0089": None, "\x00": None,
})  # fmt: skip
_LIGATURE: Final = re.compile("[" + "".join(map(chr, _LIGATURES)) + "]")
_LATIN_MARK: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")
# Letters whose marks are not those of Latin, Greek or Cyrillic: rare enough here for the slow way.
_OTHER_SCRIPT: Final = re.compile("[\u0483-\u1fff\u2070-\U0010ffff]")
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


def _fold_any(text: str) -> str:
    # Patterns touch only what must change: several times quicker on long texts than going through every letter.
    decomposed = unicodedata.normalize("NFKD", _LIGATURE.sub(_plain_letters, text))
    if _OTHER_SCRIPT.search(decomposed):
        return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return _LATIN_MARK.sub("", decomposed).casefold()


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
    """Return the folded words of `text` as the search index splits them: letters and digits; C++ gives ``c++``."""
    return _WORD.findall(fold(text))


def sort_key(text: str) -> str:
    """Return the key that sorts `text` as a French reader expects: folded, leading article dropped, spaces single."""
    folded = _SPACES.sub(" ", fold(text)).strip()
    return _ARTICLE.sub("", folded) or folded
