"""Finds the terms of thesauri in a text: folded, plurals tolerated, the longest name wins; weighs them, and keeps the sentence that speaks for each."""

import math
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cresi_app.core.text import fold

_TOKEN: Final = re.compile(r"[^\W_]+", re.UNICODE)
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÝŒ«\"“(\d])|\n{2,}|(?<=[^\s,;:])\n(?=[A-ZÀ-ÝŒ«])")
_SHOWN: Final = 260
_LEAST: Final = 3
_SAYS_NOTHING: Final = (
    "autre article ouvrage livre guide rapport etude document auteur titre page annee monde pays nord sud est ouest central ville groupe projet "
    "the and not for with about other book report author title page year world country north south east west group project"
)
_TOO_COMMON: Final = frozenset(map(str, _SAYS_NOTHING.split(" ")))
"""Names that mean a term only where it is meant: as words of any text they say nothing."""
_OTHERWISE: Final = frozenset(
    ["well", "good", "mean", "new", "bien", "ete", "son", "fin", "pas", "moyen", "savoir", "pouvoir", "devoir"]
)
"""Stems of names that are mostly another word: « well » is rarely « wells », « pour pouvoir » never « pouvoirs ». Only their plural is meant."""
TITLE, HEADING, FIRST, BODY = 10.0, 4.0, 2.0, 1.0
"""What a hit weighs by its place."""
_END: Final = ""


def stem(word: str) -> str:
    """Return a folded word without the mark of its plural: what is one word in two numbers gives one stem."""
    if len(word) > 4:
        if word.endswith("aux"):
            return word[:-3] + "al"
        if word.endswith("ies"):
            return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a term. `is_proper`: of a place; it counts only with its capital. `language`: ISO 639-2/B, "" when not said."""

    target: Hashable
    label: str
    is_proper: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text: where it weighs what, and the page it stands on (0: none)."""

    text: str
    weight: float = BODY
    page: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: in which passage, where in its text."""

    target: Hashable
    label: str
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a term: a sentence with the place of the name in it, its page, how often the term is named at all."""

    sentence: str
    span: tuple[int, int]
    page: int
    times: int
    label: str


class Vocabulary:
    """Names in a tree of stems. Made once, asked often; safe to share."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._tree: dict[str, Any] = {}
        self.size = 0
        self._stems: dict[str, str] = {}
        for name in names:
            self._add(name)

    def _add(self, name: Name) -> None:
        tokens = [stem(fold(token)) for token in _TOKEN.findall(name.label)]
        if not tokens or (
            len(tokens) == 1 and (len(tokens[0]) < _LEAST or tokens[0] in _TOO_COMMON) and not name.label.isupper()
        ):
            return
        node = self._tree
        for token in tokens:
            node = node.setdefault(token, {})
        node.setdefault(_END, []).append(name)
        self.size += 1

    def hits(self, passages: Sequence[Passage], language: str = "") -> list[Hit]:
        """Return the names found, in order; where several begin, the longest. In a text of a known `language` its names alone."""
        found: list[Hit] = []
        for number, passage in enumerate(passages):
            found += self._in(passage.text, number, language)
        return found

    def _stemmed(self, token: str) -> str:
        known = self._stems.get(token)
        if known is None:
            known = self._stems[token] = stem(fold(token))
            if len(self._stems) > 200_000:
                self._stems.clear()
        return known

    def _in(self, text: str, number: int, language: str) -> list[Hit]:
        found: list[Hit] = []
        tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
        stems = [self._stemmed(token) for token, _, _ in tokens]
        at, last, tree = 0, len(tokens), self._tree
        while at < last:
            node = tree.get(stems[at])
            if node is None:
                at += 1
                continue
            best: tuple[int, list[Name]] | None = None
            ahead = at
            while node is not None:
                names = node.get(_END)
                if names:
                    good = [name for name in names if _is_meant(name, tokens[at : ahead + 1], language)]
                    best = (ahead, good) if good else best
                ahead += 1
                node = node.get(stems[ahead]) if ahead < last else None
            if best is None:
                at += 1
                continue
            end, names = best
            found += [Hit(name.target, name.label, number, tokens[at][1], tokens[end][2]) for name in names]
            at = end + 1
        return found


def _is_meant(name: Name, tokens: Sequence[tuple[str, int, int]], language: str) -> bool:
    """Say whether words that fold to a name mean it: places and acronyms have their capitals, « well » is no « puits » in French."""
    if language and name.language and name.language != language:
        return False
    if name.is_proper:
        # « République démocratique du Congo » has its capital in front: without it, it would be the other Congo.
        longest = max((token for token, _, _ in tokens), key=len)
        return longest[0].isupper() or tokens[0][0][0].isupper()
    if len(tokens) == 1 and stem(fold(tokens[0][0])) in _OTHERWISE:
        return fold(tokens[0][0]) not in _OTHERWISE
    if name.label.isupper() and len(name.label) <= 6:
        return all(token.isupper() for token, _, _ in tokens)
    return True


@dataclass(slots=True)
class Weighing:
    """What the collection knows of terms: how many documents there are, how many each indexes, what stands above each, what beside."""

    documents: int = 0
    uses: Mapping[Hashable, int] = field(default_factory=dict)
    above: Mapping[Hashable, frozenset[Hashable]] = field(default_factory=dict)
    near: Mapping[Hashable, frozenset[Hashable]] = field(default_factory=dict)

    def rarity(self, target: Hashable) -> float:
        """Return how telling a term is (0.3–1): one that indexes half of the collection tells little."""
        used = self.uses.get(target, 0)
        if not self.documents:
            return 1.0
        return max(0.3, math.log(2 + self.documents / (1 + used)) / math.log(2 + self.documents))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term with its weight (1: the strongest found) and what speaks for it."""

    target: Hashable
    weight: float
    evidence: Evidence


def weigh(passages: Sequence[Passage], hits: Sequence[Hit], weighing: Weighing, least: float = 0.12) -> list[Weighed]:
    """Return the terms found, the strongest first.

    A hit weighs by its place; many hits weigh less than as many times one; a name of several words is surer than one; a
    term is carried by the terms near it, and gives way to the narrower ones that say it better.
    """
    by_target: dict[Hashable, list[Hit]] = {}
    for hit in hits:
        by_target.setdefault(hit.target, []).append(hit)
    scores = {target: _score(passages, own, weighing.rarity(target)) for target, own in by_target.items()}
    carried = dict(scores)
    for target, score in scores.items():
        friends = (weighing.near.get(target, frozenset()) | weighing.above.get(target, frozenset())) & scores.keys()
        carried[target] *= 1 + 0.12 * min(len(friends - {target}), 3)
        for above in weighing.above.get(target, frozenset()) & scores.keys():
            if score >= 0.5 * scores[above]:
                carried[above] *= 0.75
    most = max(carried.values(), default=0.0)
    ranked = sorted(carried.items(), key=lambda one: (-one[1], str(one[0])))
    return [
        Weighed(target, round(score / most, 3), evidence(passages, by_target[target]))
        for target, score in ranked
        if score >= least * most
    ]


def _score(passages: Sequence[Passage], hits: Sequence[Hit], rarity: float) -> float:
    placed = sum(passages[hit.passage].weight for hit in hits)
    longest = max(len(_TOKEN.findall(hit.label)) for hit in hits)
    return math.log1p(placed) * (1 + 0.2 * min(longest - 1, 3)) * rarity


def evidence(passages: Sequence[Passage], hits: Sequence[Hit]) -> Evidence:
    """Return the sentence that speaks best for a term: that of the weightiest place, whole if it can be."""
    best = max(hits, key=lambda hit: (_spoken(passages[hit.passage]), -hit.passage))
    text = passages[best.passage].text
    start, end = 0, len(text)
    for cut in _SENTENCE.finditer(text):
        if cut.end() <= best.start:
            start = cut.end()
        elif cut.start() >= best.end:
            end = cut.start()
            break
    if end - start > _SHOWN:
        start = max(start, text.rfind(" ", 0, max(best.start - _SHOWN // 2, 0)) + 1)
        end = min(end, text.find(" ", best.end + _SHOWN // 2) if text.find(" ", best.end + _SHOWN // 2) > 0 else end)
    sentence = text[start:end]
    lead = len(sentence) - len(sentence.lstrip())
    shown = re.sub(r"\s", " ", sentence.strip())
    at = best.start - start - lead
    return Evidence(shown, (at, at + best.end - best.start), passages[best.passage].page, len(hits), best.label)


def _spoken(passage: Passage) -> float:
    """Return how well a passage speaks: a sentence better than a bare title, the first pages better than the last."""
    return passage.weight if passage.weight < HEADING else 1.5
