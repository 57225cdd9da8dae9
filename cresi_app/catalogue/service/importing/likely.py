"""Documents that a new notice may repeat though nothing proves it: titles nearly alike, offered to be looked at, never merged unasked.

Titles are found by how they begin, and by the words that tell most of them: so a slip in the first word, an article left out
or a subtitle that comes first hide nothing. Each way of finding is capped, for a library of any size.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from cresi_app.catalogue.model.likeness import figures, same_figures
from cresi_app.catalogue.queries import matching
from cresi_app.catalogue.queries.matching import KnownDocument
from cresi_app.catalogue.service.importing.matching import Keys, short_name
from cresi_app.core.text import fold, words
from cresi_app.store.library import Library

ALIKE: Final = 92
"""Likeness in percent of two titles from which somebody should look."""
_BEGINS: Final = 10
"""Letters that both titles begin with, unless their words find them."""
_LEAST: Final = 5
_TELLING: Final = 4
"""Letters of the shortest word that tells one title from another."""
_LONG: Final = 10
"""Letters of the shortest title that may be the beginning of another one with its subtitle."""
_COMMON_FROM: Final = 200_000
"""Documents of a library from which two words that both are common are not looked for together: each pair reads tens of thousands."""
_RARE: Final = 4
_RARE_SHARE: Final = 100
"""A word is rare that no more than four, or one in a hundred, of those that come in together have."""
_LOOKED_AT: Final = 8
"""Documents of nearly one title that are compared, the nearest first."""
_OF_ONE_KEY: Final = 12
"""Notices of one file that are compared by one way of finding."""
_SERIALS: Final = frozenset({"periodical", "issue"})


def likely(library: Library, several: Sequence[Keys]) -> dict[int, int]:
    """Return, by the place in `several` of a notice that matches nothing, the document it may repeat."""
    wanted = {at: keys.document for at, keys in enumerate(several) if len(keys.document.title_sort) >= _LEAST}
    held = matching.size(library, _COMMON_FROM) if wanted else 0
    if not held:
        return {}
    alike = _by_beginning(library, wanted)
    others = {at: one for at, one in wanted.items() if at not in alike}
    for at, close in _by_words(library, others, many=held > _COMMON_FROM).items():
        alike.setdefault(at, []).extend(close)
    known = matching.by_id(library, {one for close in alike.values() for one in close}) if alike else {}
    found: dict[int, int] = {}
    for at, close in alike.items():
        ours = wanted[at]
        best = next(
            (
                one
                for one in close
                if one in known and may_be_one(ours, known[one]) and likeness(ours, known[one]) >= ALIKE
            ),
            None,
        )
        if best is not None:
            found[at] = best
    return found


def _by_beginning(library: Library, wanted: dict[int, KnownDocument]) -> dict[int, list[int]]:
    near = matching.beginning(library, {one.title_sort[:_BEGINS] for one in wanted.values()})
    titles = {beginning: [title for _, title in found] for beginning, found in near.items()}
    alike: dict[int, list[int]] = {}
    for at, one in wanted.items():
        beginning = one.title_sort[:_BEGINS]
        nearest = process.extract(
            one.title_sort, titles.get(beginning, ()), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=_LOOKED_AT
        )
        if nearest:
            alike[at] = [near[beginning][place][0] for _, _, place in nearest]
    return alike


def _by_words(library: Library, wanted: dict[int, KnownDocument], *, many: bool = False) -> dict[int, list[int]]:
    """Return the documents of nearly one title that its telling words find; of `many` documents, never by common words alone."""
    said = {at: long_words(one) for at, one in wanted.items()}
    often = Counter(word for found in said.values() for word in found)
    # « Développement » is long and says nothing here: what few of those that come in have, few of the library have.
    telling = {
        at: tuple(sorted(found, key=lambda word: (often[word], -len(word), word))[:3]) for at, found in said.items()
    }
    rare = max(_RARE, len(wanted) // _RARE_SHARE) if many else len(wanted)
    groups = {
        at: [group for group in _groups(found) if any(often[word] <= rare for word in group)]
        for at, found in telling.items()
    }
    places = [at for at, found in groups.items() if found]
    near = matching.with_words(library, [groups[at] for at in places])
    titles = matching.titles(library, {one for some in near for one in some})
    alike: dict[int, list[int]] = {}
    for at, some in zip(places, near, strict=True):
        ours = wanted[at]
        # Whose they are is read of the few that remain; until then a name stands in nobody's way.
        scored = [(likeness(ours, replace(titles[one], names=ours.names)), one) for one in some if one in titles]
        close = sorted((score, one) for score, one in scored if score >= ALIKE)
        if close:
            alike[at] = [one for _, one in reversed(close[-_LOOKED_AT:])]
    return alike


def _groups(telling: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return which words must stand together: two of three, so that one may be misspelt; of two, either."""
    return list(combinations(telling, 2)) if len(telling) > 2 else [(word,) for word in telling]


def long_words(one: KnownDocument) -> set[str]:
    """Return the words of a title and its subtitle that may tell it from others."""
    said = words(one.title_sort) + words(one.subtitle) if one.subtitle else words(one.title_sort)
    return {word for word in said if len(word) >= _TELLING}


def likeness(one: KnownDocument, other: KnownDocument) -> float:
    """Return how alike two titles are in percent, subtitles counted where they were written into the title or before it."""
    plain = fuzz.ratio(one.title_sort, other.title_sort, score_cutoff=ALIKE)
    if plain:
        return plain if same_figures(one.title_sort, other.title_sort) else 0
    return _whole_likeness(one, other)


def _whole_likeness(one: KnownDocument, other: KnownDocument) -> float:
    ours, theirs = _whole(one), _whole(other)
    short, long = sorted((default_process(ours), default_process(theirs)), key=len)
    begins = len(short) >= _LONG and long.startswith(f"{short} ") and _is_sure(one, other)
    score = float(ALIKE) if begins else fuzz.token_sort_ratio(short, long, score_cutoff=ALIKE)
    return score if score and sorted(figures(ours)) == sorted(figures(theirs)) else 0


def _whole(one: KnownDocument) -> str:
    return f"{one.title_sort} {fold(one.subtitle)}" if one.subtitle else one.title_sort


def _names(one: KnownDocument) -> set[str]:
    return set(map(short_name, one.names))


def _is_sure(one: KnownDocument, other: KnownDocument) -> bool:
    """Say whether name and year speak for one publication."""
    return one.year is not None and one.year == other.year and bool(_names(one) & _names(other))


def may_be_one(one: KnownDocument, other: KnownDocument) -> bool:
    """Say whether two notices of nearly one title may be one publication: nothing that both say tells them apart."""
    if one.kind != other.kind or (one.kind in _SERIALS and one.title_sort != other.title_sort):
        return False
    if words(one.part_number) != words(other.part_number) or (one.isbns and other.isbns):
        return False
    if _years_apart(one, other):
        return False
    if not same_figures(one.title_sort, other.title_sort):
        return False
    ours, theirs = _names(one), _names(other)
    if ours and theirs and not ours & theirs:
        return False
    if not one.subtitle or not other.subtitle or fuzz.ratio(fold(one.subtitle), fold(other.subtitle)) >= ALIKE:
        return True
    return _whole_likeness(one, other) >= ALIKE  # title and subtitle have changed places


def _years_apart(one: KnownDocument, other: KnownDocument) -> bool:
    return one.year is not None and other.year is not None and abs(one.year - other.year) > 1


class Twin(NamedTuple):
    """A notice of the same file that is about to be created: its document, and its number in the file."""

    document_id: int
    record: int


@dataclass(slots=True)
class Twins:
    """The notices that one file creates, to find those that one of them nearly repeats."""

    _by_key: dict[str, list[int]] = field(default_factory=dict)
    _asked: tuple[KnownDocument | None, tuple[str, ...]] = (None, ())
    _noted: list[tuple[KnownDocument, Twin]] = field(default_factory=list)

    def like(self, one: KnownDocument) -> Twin | None:
        """Return the notice before it that `one` may repeat, the nearest; periodicals and their issues are never asked."""
        best, found = float(ALIKE), None
        seen: set[int] = set()
        for key in self._keys_of(one):
            for at in self._by_key.get(key, ()):
                if at in seen:
                    continue
                seen.add(at)
                other, twin = self._noted[at]
                if one.kind != other.kind or _years_apart(one, other):
                    continue  # asked before titles are compared: that takes longer
                score = likeness(one, other)
                if score >= best and (found is None or score > best) and may_be_one(one, other) and _told(one, other):
                    best, found = score, twin
        return found

    def note(self, one: KnownDocument, twin: Twin) -> None:
        """Note a notice that is about to be created."""
        keys = self._keys_of(one)
        if keys:
            self._noted.append((one, twin))
        for key in keys:
            some = self._by_key.setdefault(key, [])
            if len(some) < _OF_ONE_KEY:
                some.append(len(self._noted) - 1)

    def _keys_of(self, one: KnownDocument) -> tuple[str, ...]:
        """Return the keys of a notice: it is mostly noted right after it was asked for."""
        if self._asked[0] is not one:
            self._asked = one, tuple(_keys(one))
        return self._asked[1]


def _keys(one: KnownDocument) -> Iterable[str]:
    """Yield the ways a title is found again in its file: how it begins, how it ends, two by two its telling words."""
    title = one.title_sort
    if one.kind in _SERIALS or len(title) < _LEAST:
        return
    yield f"{title[:_BEGINS]}…"
    if len(title) > _BEGINS:
        yield f"…{title[-_BEGINS:]}"
    longest = sorted(long_words(one), key=lambda word: (-len(word), word))[:3]
    for pair in combinations(longest, 2):
        yield " ".join(pair)


def _told(one: KnownDocument, other: KnownDocument) -> bool:
    """Say whether a name that both have speaks for one publication, or the year where neither has a name."""
    ours, theirs = _names(one), _names(other)
    if ours or theirs:
        return bool(ours & theirs)
    return one.year is not None and one.year == other.year
