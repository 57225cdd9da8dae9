"""Documents that a new notice may repeat though nothing proves it: titles nearly alike, offered to be looked at, never merged unasked."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

from cresi_app.catalogue.queries import matching
from cresi_app.catalogue.queries.matching import KnownDocument
from cresi_app.catalogue.service.importing.matching import Keys, short_name
from cresi_app.core.text import words
from cresi_app.store.library import Library

ALIKE: Final = 92
"""Likeness in percent of two titles from which somebody should look."""
_BEGINS: Final = 10
"""Letters that both titles begin with: what is misspelt there is not found, and a hundred thousand titles stay quick."""
_LEAST: Final = 5
_LOOKED_AT: Final = 8
"""Documents of nearly one title that are compared, the nearest first."""
_SERIALS: Final = frozenset({"periodical", "issue"})


def likely(library: Library, several: Sequence[Keys]) -> dict[int, int]:
    """Return, by the place in `several` of a notice that matches nothing, the document it may repeat."""
    wanted = {at: keys.document for at, keys in enumerate(several) if len(keys.document.title_sort) >= _LEAST}
    if not wanted:
        return {}
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
    known = matching.by_id(library, {one for close in alike.values() for one in close}) if alike else {}
    found: dict[int, int] = {}
    for at, close in alike.items():
        best = next((one for one in close if one in known and may_be_one(wanted[at], known[one])), None)
        if best is not None:
            found[at] = best
    return found


def may_be_one(one: KnownDocument, other: KnownDocument) -> bool:
    """Say whether two notices of nearly one title may be one publication: nothing that both say tells them apart."""
    if one.kind != other.kind or (one.kind in _SERIALS and one.title_sort != other.title_sort):
        return False
    if words(one.part_number) != words(other.part_number) or (one.isbns and other.isbns):
        return False
    if one.year is not None and other.year is not None and abs(one.year - other.year) > 1:
        return False
    if one.subtitle and other.subtitle and fuzz.ratio(one.subtitle.lower(), other.subtitle.lower()) < ALIKE:
        return False
    ours, theirs = set(map(short_name, one.names)), set(map(short_name, other.names))
    return not (ours and theirs) or bool(ours & theirs)
