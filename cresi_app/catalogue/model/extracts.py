"""Pieces of texts around what was searched in them, and where it stands."""

from collections.abc import Sequence
from typing import Final

from cresi_app.catalogue.model.search import Extract
from cresi_app.core.text import fold_lines, placed_words

WIDTH: Final = 160
"""Characters of an extract, about."""
_AROUND: Final = 40


def extract(text: str, searched: Sequence[str], width: int = WIDTH) -> Extract:
    """Return about `width` characters of `text` around the first place where `searched` stands; its beginning otherwise."""
    return extracts([[text]], searched, width)[0]


def extracts(lines: Sequence[Sequence[str]], searched: Sequence[str], width: int = WIDTH) -> list[Extract]:
    """Return of each line's texts an extract of the first that has what was `searched`, or of the first there is."""
    flat = [[_flat(text) for text in texts if text] for texts in lines]
    if not searched:
        return [_piece(texts[0], (), width) if texts else Extract() for texts in flat]
    folded = iter(fold_lines([text for texts in flat for text in texts]))
    made: list[Extract] = []
    for texts in flat:
        found = [(text, hits) for text in texts if (hits := _hits(text, *next(folded), searched))]
        text, hits = found[0] if found else (texts[0] if texts else "", [])
        made.append(_piece(text, hits, width))
    return made


def hits_in(text: str, searched: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the folded words `searched` stand in `text`; the last one may be a beginning."""
    return _hits(text, *fold_lines([text])[0], searched) if searched else []


def _flat(text: str) -> str:
    # Most texts stand on one line already: taking them apart word by word costs as much as finding what is searched.
    broken = "\n" in text or "  " in text or "\t" in text or "\r" in text
    return " ".join(text.split()) if broken else text.strip()


def _hits(text: str, folded: str, keeps_places: bool, searched: Sequence[str]) -> list[tuple[int, int]]:
    """Return where what was searched stands in a text, whose folding is at hand."""
    if keeps_places:
        return _places(folded, searched)
    if not any(word in folded for word in searched):
        return []
    whole, last = set(searched), searched[-1]
    places = ((start, end) for word, start, end in placed_words(text) if word in whole or word.startswith(last))
    return list(dict.fromkeys(places))


def _places(folded: str, searched: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the folded words stand in a folded text: whole ones, the last one as a beginning.

    Found as plain text and looked around then: a pattern that asks at every letter takes four times as long.
    """
    found: dict[int, int] = {}
    size, last = len(folded), searched[-1]
    for word in searched:
        at = folded.find(word)
        begins = at >= 0 and word == last
        while at >= 0:
            end = at + len(word)
            if at == 0 or not folded[at - 1].isalnum():
                while begins and end < size and folded[end].isalnum():
                    end += 1
                if end == size or not folded[end].isalnum():
                    found[at] = max(end, found.get(at, 0))
            at = folded.find(word, at + 1)
    return sorted(found.items()) if found else []


def _piece(flat: str, hits: Sequence[tuple[int, int]], width: int) -> Extract:
    start = 0
    if hits and hits[0][1] > width - _AROUND // 2:
        start = flat.rfind(" ", 0, max(hits[0][0] - _AROUND, 0)) + 1
    end = len(flat) if len(flat) - start <= width else flat.rfind(" ", start, start + width)
    end = start + width if end <= start else end
    before, after = "…" if start else "", "…" if end < len(flat) else ""
    shift = len(before) - start
    shown = [(a + shift, b + shift) for a, b in hits if a >= start and b <= end]
    return Extract(before + flat[start:end].rstrip(" ,;:") + after, tuple(shown))
