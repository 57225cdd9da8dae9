"""Which names are probably one: compared in small blocks, so that a hundred thousand are gone through in seconds."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from cresi_app.catalogue.model.importing import Progress, Unwatched
from cresi_app.core.i18n import N_, tr
from cresi_app.core.text import words

SURE, LIKELY, PERHAPS = 100, 95, 88
ALIKE: Final = 90
"""Likeness in percent from which two names written otherwise are proposed."""
_ALIKE_FAMILY: Final = 86
_BLOCK: Final = 400
"""Names compared with each other at most: more of them begin alike only where a name says nothing."""
_LEAST_LETTERS: Final = 4
PACE: Final = 2_000

K = TypeVar("K")

REASONS: Final = {
    "number": N_("même numéro"),
    "isbn": N_("même ISBN, titres proches"),
    "same": N_("même nom, écrit autrement"),
    "inverted": N_("nom et prénom inversés"),
    "initials": N_("prénom et initiale"),
    "imprint": N_("avec ou sans « Éditions »"),
    "alike": N_("orthographe très proche"),
    "variant": N_("déjà une autre forme de l'autre"),
    "title": N_("même titre et même année"),
    "contributor": N_("même titre, même auteur"),
    "near": N_("titre très proche, même auteur"),
}
_HOUSE: Final = frozenset(
    [
        "ed",
        "eds",
        "edit",
        "edition",
        "editions",
        "editeur",
        "editeurs",
        "edn",
        "les",
        "l",
        "la",
        "le",
        "the",
        "publisher",
        "publishers",
        "publishing",
        "publications",
        "press",
        "presses",
        "impr",
        "imprimerie",
        "librairie",
        "sa",
        "sarl",
        "sas",
        "ltd",
        "inc",
        "gmbh",
        "cie",
        "co",
        "et",
        "and",
        "verlag",
        "group",
        "groupe",
        "maison",
        "d",
        "de",
        "des",
        "du",
    ]
)
"""Words that a publisher's name has or has not."""
_DIGITS: Final = re.compile(r"\d+|\b[ivxlc]+\b(?!['’])")
"""Numbers, Roman ones too; the « l » of « l'eau » is none."""


class Named(NamedTuple):
    """A name to compare. `kind` is person, body or meeting; `numbers` as ``scheme:value``; `others` its other forms."""

    id: int
    family: str
    given: str = ""
    kind: str = "body"
    dates: str = ""
    numbers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records that may be one; `score` up to 100, `reason` a key of `REASONS`."""

    one: int
    other: int
    score: int
    reason: str

    @property
    def why(self) -> str:
        """The reason, in the language in force."""
        return tr(REASONS[self.reason])

    @property
    def pair(self) -> tuple[int, int]:
        """Both, the lower id first."""
        return min(self.one, self.other), max(self.one, self.other)


Apart = frozenset[tuple[int, int]]
"""Pairs that are not to be proposed, the lower id first."""


class Pairs:
    """The pairs met so far, each with its best reason."""

    def __init__(self, apart: Apart) -> None:
        self._apart = apart
        self._pairs: dict[tuple[int, int], Alike] = {}

    def add(self, one: int, other: int, score: int, reason: str) -> None:
        """Note a pair, with its best reason."""
        alike = Alike(one, other, score, reason)
        if one == other or alike.pair in self._apart:
            return
        known = self._pairs.get(alike.pair)
        if known is None or known.score < score:
            self._pairs[alike.pair] = Alike(*alike.pair, score, reason)

    def sorted(self) -> list[Alike]:
        """Return the pairs, the surest first."""
        return sorted(self._pairs.values(), key=lambda one: (-one.score, one.pair))


def _years(text: str) -> str:
    return "".join(c for c in text if c.isdigit())[:4]


def _differ(one: Named, other: Named) -> bool:
    """Say whether years of birth or numbers of one scheme tell them apart for certain."""
    born, also = _years(one.dates), _years(other.dates)
    if born and also and born != also:
        return True
    own = dict(number.split(":", 1) for number in one.numbers)
    theirs = dict(number.split(":", 1) for number in other.numbers)
    return any(scheme in theirs and theirs[scheme] != value for scheme, value in own.items())


def alike_people(people: Sequence[Named], apart: Apart = frozenset(), progress: Progress | None = None) -> list[Alike]:
    """Return pairs of people who are probably one: inverted names, initials, marks and small slips; the surest first."""
    found, watched = Pairs(apart), progress or Unwatched()
    known = {one.id: one for one in people}
    _by_number(people, found)
    _by_other_form(people, found)
    tokens = {one.id: (words(one.family), words(one.given)) for one in people}
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    inverted: defaultdict[str, list[int]] = defaultdict(list)
    for each in people:
        family, given = tokens[each.id]
        if not family:
            continue
        if given:  # a family name alone is anybody's
            blocks[" ".join(family), given[0][0]].append(each.id)
            inverted[" ".join(sorted({*family, *given}))].append(each.id)
    for ids in inverted.values():
        for one, other in pairs_of(ids):
            if not _differ(known[one], known[other]):
                same = sorted(tokens[one][0]) == sorted(tokens[other][0])
                found.add(one, other, SURE if same else LIKELY, "same" if same else "inverted")
    for at, ids in enumerate(blocks.values()):
        if at % PACE == 0:
            watched.check()
        for one, other in pairs_of(ids):
            score, reason = _under_one_family(tokens[one][1], tokens[other][1])
            if score and not _differ(known[one], known[other]):
                found.add(one, other, score, reason)
    _misspelt(people, tokens, found, watched)
    return found.sorted()


def pairs_of(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield every two of a block; one so long that its key says nothing gives none."""
    if len(ids) > _BLOCK:
        return
    for at, one in enumerate(ids):
        for other in ids[at + 1 :]:
            yield one, other


def _given_alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how likely two given names under one family name are one: « Aminata D. », « A. », « Aminata »; 0 when they are not."""
    if list(one) == list(other):
        return SURE
    if not one or not other:
        return 0  # a family name alone is anybody's
    short, long = sorted((list(one), list(other)), key=len)
    if not all(_begins(a, b) for a, b in zip(short, long, strict=False)):
        return 0
    initials = any(len(a) == 1 or len(b) == 1 for a, b in zip(short, long, strict=False))
    return (
        PERHAPS
        if initials and len(short[0]) == len(long[0]) == 1 and len(short) != len(long)
        else LIKELY - 3 * initials
    )


def _under_one_family(one: Sequence[str], other: Sequence[str]) -> tuple[int, str]:
    """Return how likely two given names are one person's, and why."""
    score = _given_alike(one, other)
    if score:
        return score, "same" if score == SURE else "initials"
    close = one and other and fuzz.ratio(" ".join(one), " ".join(other)) >= ALIKE
    return (PERHAPS, "alike") if close else (0, "")


def _begins(one: str, other: str) -> bool:
    """Say whether one word is the other, or its initial."""
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


def _misspelt(
    people: Sequence[Named], tokens: Mapping[int, tuple[list[str], list[str]]], found: Pairs, progress: Progress
) -> None:
    """Compare family names that begin or end alike, each once, then the given names under those nearly the same."""
    known = {one.id: one for one in people}
    bearers: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in people:
        family, given = tokens[each.id]
        if given and len("".join(family)) >= _LEAST_LETTERS:
            bearers["".join(family)][given[0][0]].append(each.id)
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for whole in bearers:
        blocks[whole[:3]].append(whole)
        blocks[f"…{whole[-4:]}"].append(whole)
    for families in blocks.values():
        progress.check()
        for one, other, score in close(families, {each: each for each in families}, _ALIKE_FAMILY):
            pairs = (
                pair for first, some in bearers[one].items() for pair in _across(some, bearers[other].get(first, ()))
            )
            for a, b in pairs:
                alike = _given_alike_written(tokens[a][1], tokens[b][1])
                if alike and not _differ(known[a], known[b]):
                    found.add(a, b, min(score, LIKELY - 4), "alike")


def _across(some: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(some) * len(others) <= _BLOCK * _BLOCK:
        yield from product(some, others)


def _given_alike_written(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(_given_alike(one, other)) or fuzz.ratio(" ".join(one), " ".join(other)) >= _ALIKE_FAMILY


def figures(folded: str) -> list[str]:
    """Return the numbers of a folded name, in their order."""
    return _DIGITS.findall(folded)


def same_figures(one: str, other: str) -> bool:
    """Say whether two folded names have the same numbers: « tome 2 » is not « tome 3 », however alike."""
    return figures(one) == figures(other)


def close(ids: Sequence[K], texts: Mapping[K, str], least: int = ALIKE) -> Iterator[tuple[K, K, int]]:
    """Yield the pairs of a block whose texts are nearly the same, compared in C."""
    for start in range(0, len(ids), _BLOCK * 4):
        part = ids[start : start + _BLOCK * 4]
        choices = [texts[one] for one in part]
        for at, one in enumerate(part):
            rest = choices[at + 1 :]
            for _, score, index in process.extract(choices[at], rest, scorer=fuzz.ratio, score_cutoff=least, limit=8):
                yield one, part[at + 1 + index], round(score)


def _by_number(names: Iterable[Named], found: Pairs) -> None:
    owners: defaultdict[str, list[int]] = defaultdict(list)
    for each in names:
        for number in each.numbers:
            owners[number].append(each.id)
    for ids in owners.values():
        for one, other in pairs_of(ids):
            found.add(one, other, SURE, "number")


def _by_other_form(names: Sequence[Named], found: Pairs) -> None:
    """Propose an accepted form that is another form of somebody else."""
    accepted: defaultdict[str, list[Named]] = defaultdict(list)
    for each in names:
        accepted[" ".join(words(f"{each.family} {each.given}"))].append(each)
    for each in names:
        for form in each.others:
            for other in accepted.get(" ".join(words(form)), ()):
                if not _differ(each, other):
                    found.add(each.id, other.id, LIKELY + 2, "variant")


def core(name: str) -> str:
    """Return a publisher's name without what it has or has not: « Éd. Karthala » and « Karthala » give ``karthala``."""
    found = words(name)
    kept = [word for word in found if word not in _HOUSE]
    return " ".join(kept or found)


def alike_bodies(
    names: Sequence[Named], apart: Apart = frozenset(), progress: Progress | None = None, *, houses: bool = False
) -> list[Alike]:
    """Return pairs of bodies, publishers (`houses`) or titles of series that are probably one; the surest first."""
    found, watched = Pairs(apart), progress or Unwatched()
    known = {one.id: one for one in names}
    _by_number(names, found)
    _by_other_form(names, found)
    cores = {one.id: core(one.family) if houses else " ".join(words(one.family)) for one in names}
    equal: defaultdict[str, list[int]] = defaultdict(list)
    for each in names:
        if cores[each.id]:
            equal["".join(sorted(cores[each.id].split())) if not houses else cores[each.id].replace(" ", "")].append(
                each.id
            )
    for ids in equal.values():
        for one, other in pairs_of(ids):
            if not _differ(known[one], known[other]):
                whole = words(known[one].family) == words(known[other].family)
                found.add(
                    one, other, SURE if whole else LIKELY + 1, "same" if whole else "imprint" if houses else "same"
                )
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for each in names:
        text = cores[each.id].replace(" ", "")
        if len(text) >= 5:
            blocks[text[:3]].append(each.id)
            blocks[f"…{text[-4:]}"].append(each.id)
    for ids in blocks.values():
        watched.check()
        for one, other, score in close(ids, cores):
            if same_figures(cores[one], cores[other]) and not _differ(known[one], known[other]):
                found.add(one, other, min(score, LIKELY - 3), "alike")
    return found.sorted()
