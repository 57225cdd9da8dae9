"""Where a search hits the original text, and the short piece of it worth showing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cresi_app.core.text import fold, words

WIDTH: Final = 160
"""Characters of an excerpt."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of the original text; `hits` are the (start, end) of what was searched, within `text`."""

    text: str
    hits: tuple[Span, ...]


def highlights(text: str, typed: str) -> list[Span]:
    """Return the (start, end) in `text` of every word that the search `typed` finds, in order.

    The last word typed matches as a beginning, and only that beginning is given: « éco » in « École » gives (0, 3).
    """
    wanted = words(typed)
    if not wanted:
        return []
    whole, beginning = frozenset(wanted), wanted[-1]
    hits: list[Span] = []
    for word, places in _placed_words(text):
        if word in whole:
            hits.append((places[0], places[-1] + 1))
        elif word.startswith(beginning):
            hits.append((places[0], places[len(beginning) - 1] + 1))
    return [_with_marks(text, hit) for hit in hits]


def _placed_words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Yield each folded word with, for each of its letters, the place in `text` it comes from (œ gives two)."""
    letters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        folded = fold(character)
        letters.append(folded)
        origin += [place] * len(folded)
    flat = "".join(letters)
    at = 0
    for word in words(flat):
        at = flat.index(word, at)
        yield word, origin[at : at + len(word)]
        at += len(word)


def _with_marks(text: str, hit: Span) -> Span:
    """Take in the accents that stand after their letter as characters of their own."""
    start, end = hit
    while end < len(text) and fold(text[end]) == "" and text[end] != "\x00":
        end += 1
    return start, end


def excerpt(text: str, typed: str, width: int = WIDTH) -> Excerpt:
    """Return about `width` characters of `text` around its densest hits, cut between words, « … » where it was cut.

    Line breaks become spaces. Without a hit it is the beginning.
    """
    text = "".join(" " if character.isspace() else character for character in text)
    hits = highlights(text, typed)
    start = _window(hits, width)
    if start:
        start = _after_space(text, max(0, start - width // 4))
    end = len(text) if len(text) - start <= width else _before_space(text, start, start + width)
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    inside = tuple((a - start + len(before), b - start + len(before)) for a, b in hits if a >= start and b <= end)
    return Excerpt(f"{before}{text[start:end]}{after}", inside)


def _window(hits: list[Span], width: int) -> int:
    """Return where the hit stands that has most others within `width` after it."""
    best, most = 0, 0
    for start, _ in hits:
        inside = sum(1 for a, b in hits if a >= start and b <= start + width * 3 // 4)
        if inside > most:
            best, most = start, inside
    return best


def _after_space(text: str, place: int) -> int:
    found = text.find(" ", place)
    return found + 1 if place and 0 <= found < place + 30 else place


def _before_space(text: str, start: int, place: int) -> int:
    found = text.rfind(" ", start, place + 1)
    return found if found > place - 30 and found > start else place
