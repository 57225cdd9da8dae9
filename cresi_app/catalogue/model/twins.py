"""Which notices are probably one publication: ISBN and title, else a title nearly the same, contributor and year; never the title alone."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from cresi_app.catalogue.model.importing import Progress, Unwatched
from cresi_app.catalogue.model.likeness import (
    ALIKE,
    LIKELY,
    PACE,
    PERHAPS,
    SURE,
    Alike,
    Apart,
    Pairs,
    close,
    pairs_of,
    same_figures,
)
from cresi_app.core.text import words

_LEAST_TITLE: Final = 10
"""Letters of the shortest title that is compared with others: « Contes » and « Comtes » are two."""
_LEAST_WORDS: Final = 4
"""Words of the shortest title with its subtitle that is known again in another order."""
_NEARLY: Final = 95
"""Likeness in percent from which titles are proposed when year or name do not speak for it."""


class Titled(NamedTuple):
    """A notice to compare; `names` are those of its contributors, cut to family and initial."""

    id: int
    title: str
    subtitle: str
    part: str
    kind: str
    year: int | None
    names: frozenset[str]
    isbns: frozenset[str]


def alike_notices(
    notices: Sequence[Titled], apart: Apart = frozenset(), progress: Progress | None = None
) -> list[Alike]:
    """Return pairs of notices that are probably one publication: ISBN and title, else title, contributor and year; the surest first."""
    found, watched = Pairs(apart), progress or Unwatched()
    known = {one.id: one for one in notices}
    isbns: defaultdict[str, list[int]] = defaultdict(list)
    titles: defaultdict[str, list[int]] = defaultdict(list)
    for each in notices:
        for number in each.isbns:
            isbns[number].append(each.id)
        if each.title:
            titles[each.title].append(each.id)
    watched.check()
    for ids in isbns.values():
        for one, other in pairs_of(ids):
            if _same_volume(known[one], known[other]):
                found.add(one, other, SURE, "isbn")
    for at, ids in enumerate(titles.values()):
        if at % PACE == 0:
            watched.check()
        for one, other in pairs_of(ids):
            score, reason = _same_work(known[one], known[other])
            if score:
                found.add(one, other, score, reason)
    _misspelt(notices, found, watched)
    _turned_round(notices, found, watched)
    return found.sorted()


def _turned_round(notices: Sequence[Titled], found: Pairs, progress: Progress) -> None:
    """Compare notices of the same words in title and subtitle together: the subtitle came first, or was written into the title."""
    blocks: defaultdict[str, list[Titled]] = defaultdict(list)
    for at, each in enumerate(notices):
        if at % PACE == 0:
            progress.check()
        said = words(f"{each.title} {each.subtitle}")
        if len(said) >= _LEAST_WORDS:
            blocks[" ".join(sorted(said))].append(each)
    for same in blocks.values():
        for one, other in pairs_of(range(len(same))):
            a, b = same[one], same[other]
            likely, _ = _same_work(a._replace(subtitle=""), b._replace(subtitle="")) if a.title != b.title else (0, "")
            if likely:
                found.add(a.id, b.id, likely - 2, "near" if a.names & b.names else "alike")


def _misspelt(notices: Sequence[Titled], found: Pairs, progress: Progress) -> None:
    """Compare titles that are written a little otherwise: within one year, or under one name, those that begin or end alike."""
    known: dict[int, Titled] = {}
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for each in notices:
        if len(each.title) < _LEAST_TITLE:
            continue
        known[each.id] = each
        # A title without author says too little to be compared with all of its year.
        for shared in each.names or (f"{each.year} {each.title[:3]}",):
            blocks[shared, each.title[:4]].append(each.id)
            blocks[shared, f"…{each.title[-5:]}"].append(each.id)
    titles = {one: each.title for one, each in known.items()}
    for ids in blocks.values():
        if len(ids) < 2:
            continue
        progress.check()
        for one, other, score in close(ids, titles):
            a, b = known[one], known[other]
            if a.title != b.title and same_figures(a.title, b.title):
                likely, _ = _same_work(a, b)
                if likely >= LIKELY or (likely and score >= _NEARLY):
                    found.add(one, other, min(score, likely - 4), "near" if a.names & b.names else "alike")


def _same_volume(one: Titled, other: Titled) -> bool:
    if one.part and other.part and words(one.part) != words(other.part):
        return False
    a, b = one.title, other.title
    return a.startswith(b) or b.startswith(a) or fuzz.ratio(a, b) >= ALIKE


def _same_work(one: Titled, other: Titled) -> tuple[int, str]:
    """Return how likely two notices of one title are one publication; periodicals and their issues never by title alone."""
    if one.kind != other.kind or words(one.part) != words(other.part):
        return 0, ""
    if one.isbns and other.isbns:
        return 0, ""  # each has its own, and they were compared already: two editions
    if one.subtitle and other.subtitle and words(one.subtitle) != words(other.subtitle):
        return 0, ""
    shared = bool(one.names & other.names)
    if one.year is not None and one.year == other.year:
        if shared:
            return LIKELY + 2, "contributor"
        return (PERHAPS, "title") if not one.names or not other.names else (0, "")
    if shared and (one.year is None or other.year is None):
        return PERHAPS, "contributor"
    return 0, ""
