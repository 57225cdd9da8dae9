"""What the facets count of every document, column by column: small numbers, counted in the time of a glance."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cresi_app.catalogue.model import Availability, Filters

Numbers = NDArray[np.unsignedinteger[Any]]
Ids = NDArray[np.int64]
Places = NDArray[np.intp]
Mask = NDArray[np.bool_]
Counts = dict[str, list[tuple[str, int]]]

TOP: Final = 60
"""Values of one facet that are told; a facet is not a list of everything."""
LIVE: Final = 1
COPY: Final = 2
"""Bits of a document: not archived; a copy that was not withdrawn. Those of what can be done with it stand in `USES`."""
USES: Final = {Availability.PRESENT: 4, Availability.LENDABLE: 8, Availability.ONLINE: 16}
NO_YEAR: Final = 0
SEVERAL: Final = ("subjects", "languages", "countries")
"""Facets of which a document may have several values."""

_BLOCK: Final = 1 << 18
"""Documents whose values are spread out at once: a few megabytes."""


class Codes:
    """Small numbers for the values of one facet, in the order in which they were met; one that was given stays."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._known: dict[str, int] = {}

    def of(self, value: str) -> int:
        """Return the number of a value, a new one if it was never met."""
        known = self._known.get(value)
        if known is None:
            known = self._known[value] = len(self.values)
            self.values.append(value)
        return known

    def known(self, values: Iterable[object]) -> list[int]:
        """Return the numbers of those of the values that were met."""
        return [self._known[str(one)] for one in values if str(one) in self._known]


@dataclass(frozen=True, slots=True)
class Sets:
    """For each document the number of a set of values; set `i` is ``values[first[i]:first[i + 1]]``."""

    number: Numbers
    first: Numbers
    values: Numbers

    @classmethod
    def made(cls, many: int, said: Mapping[int, str], codes: Codes) -> "Sets":
        """Return those of `many` documents; the one at the place `i` has the values ``said[i]``, parted by commas."""
        known: dict[str, int] = {"": 0}
        number = np.zeros(many, np.int64)
        number[list(said)] = [known.setdefault(one, len(known)) for one in said.values()]
        sets = [[codes.of(value) for value in one.split(",")] if one else [] for one in known]
        first = np.cumsum([0, *(len(one) for one in sets)])
        return cls(_small(number), _small(first), _small(np.array([code for one in sets for code in one], np.int64)))

    @classmethod
    def joined(cls, parts: Sequence["Sets"]) -> "Sets":
        """Return the documents of all parts, one after the other."""
        sets = np.cumsum([0, *(len(part.first) - 1 for part in parts)])
        values = np.cumsum([0, *(len(part.values) for part in parts)])
        number = _one_behind_the_other([part.number for part in parts], sets)
        first = _one_behind_the_other([*(part.first[:-1] for part in parts), np.zeros(1, np.uint8)], values)
        return cls(number, first, _one_behind_the_other([part.values for part in parts]))

    def at(self, order: Places) -> "Sets":
        """Return the documents of these places, in their order."""
        return Sets(self.number[order], self.first, self.values)

    def counted(self, places: Places, codes: int) -> NDArray[np.int64]:
        """Return how many of the documents at `places` have each of the `codes`."""
        total = np.zeros(codes, np.int64)
        for start in range(0, len(places), _BLOCK):
            number = self.number[places[start : start + _BLOCK]].astype(np.intp)
            first = self.first[number].astype(np.intp)
            many = self.first[number + 1].astype(np.intp) - first
            behind = np.cumsum(many)
            inside = np.arange(behind[-1]) + np.repeat(first - behind + many, many)
            total += np.bincount(self.values[inside], minlength=codes)
        return total

    def having(self, wanted: Sequence[int], places: Places) -> Mask:
        """Return which of the documents at `places` have one of the `wanted` codes."""
        met = np.concatenate(([0], np.cumsum(np.isin(self.values, wanted))))
        of_set = met[self.first[1:]] > met[self.first[:-1]]
        found: Mask = of_set[self.number[places]]
        return found


@dataclass(frozen=True, slots=True)
class Columns:
    """Documents by rising id, each with its kind, its year (`NO_YEAR`), its bits and its sets of values."""

    ids: Ids
    kind: Numbers
    year: NDArray[np.int16]
    bits: NDArray[np.uint8]
    several: Mapping[str, Sets]

    @classmethod
    def joined(cls, parts: Sequence["Columns"]) -> "Columns":
        """Return the documents of all parts (one at least), one after the other."""
        return cls(
            np.concatenate([part.ids for part in parts]),
            _one_behind_the_other([part.kind for part in parts]),
            np.concatenate([part.year for part in parts]),
            np.concatenate([part.bits for part in parts]),
            {facet: Sets.joined([part.several[facet] for part in parts]) for facet in SEVERAL},
        )

    def with_these(self, piece: "Columns", instead_of: Ids) -> "Columns":
        """Return all documents but those `instead_of` which come those of `piece`."""
        kept = np.flatnonzero(np.isin(self.ids, instead_of, invert=True, kind="sort"))
        return Columns.joined([self.at(kept), piece]).in_order()

    def at(self, order: Places) -> "Columns":
        """Return the documents of these places, in their order."""
        sets = {facet: one.at(order) for facet, one in self.several.items()}
        return Columns(self.ids[order], self.kind[order], self.year[order], self.bits[order], sets)

    def in_order(self) -> "Columns":
        """Return the same documents by rising id."""
        return self.at(np.argsort(self.ids, kind="stable"))

    def places(self, ids: str, *, archived: bool) -> Places:
        """Return where those of the `ids` (with commas) stand that are archived, or are not; ids that are unknown are left out."""
        wanted = np.fromstring(ids, np.int64, sep=",") if ids else np.zeros(0, np.int64)
        at = np.searchsorted(self.ids, wanted)
        inside = at < len(self.ids)
        at, wanted = at[inside], wanted[inside]
        known = at[self.ids[at] == wanted]
        found: Places = known[((self.bits[known] & LIVE) == 0) == archived]
        return found

    def everywhere(self, *, archived: bool) -> Places:
        """Return the places of all documents that are archived, or are not."""
        return np.flatnonzero(((self.bits & LIVE) == 0) == archived)

    def counts(self, places: Places, filters: Filters, codes: Mapping[str, Codes]) -> Counts:
        """Return the counts of each facet over the documents at `places`, within what the other facets choose."""
        chosen = self._chosen(places, filters, codes)
        within: dict[str, Places] = {}
        for facet in ("kinds", "year", *SEVERAL, "availability"):
            others = [mask for name, mask in chosen.items() if name != facet]
            within[facet] = places[np.logical_and.reduce(others)] if others else places
        found = {
            "kinds": _told(np.bincount(self.kind[within["kinds"]]), codes["kinds"].values),
            "year": self._years(within["year"]),
            "availability": self._uses(within["availability"]),
        }
        for facet in SEVERAL:
            values = codes[facet].values
            found[facet] = _told(self.several[facet].counted(within[facet], len(values)), values, TOP)
        return found

    def total(self, places: Places, filters: Filters, codes: Mapping[str, Codes]) -> int:
        """Return how many of the documents at `places` all facets let through."""
        chosen = list(self._chosen(places, filters, codes).values())
        return int(np.count_nonzero(np.logical_and.reduce(chosen))) if chosen else len(places)

    def _chosen(self, places: Places, filters: Filters, codes: Mapping[str, Codes]) -> dict[str, Mask]:
        """Return, by the facets that limit the list, which of the documents at `places` each lets through."""
        made: dict[str, Mask] = {}
        if filters.kinds:
            made["kinds"] = np.isin(self.kind[places], codes["kinds"].known(filters.kinds))
        wanted: dict[str, Collection[object]] = {
            "subjects": filters.subjects,
            "languages": filters.languages,
            "countries": filters.countries,
        }
        for facet, values in wanted.items():
            if values:
                made[facet] = self.several[facet].having(codes[facet].known(values), places)
        if filters.availability:
            wanted_bits = sum(USES.get(one, 0) for one in filters.availability)
            bits = self.bits[places]
            made["availability"] = (bits & wanted_bits) != 0
            if Availability.NO_COPY in filters.availability:
                made["availability"] |= (bits & COPY) == 0
        if filters.year_from is not None or filters.year_to is not None:
            year = self.year[places]
            least = NO_YEAR + 1 if filters.year_from is None else filters.year_from
            most = np.iinfo(np.int16).max if filters.year_to is None else filters.year_to
            made["year"] = (year >= max(least, NO_YEAR + 1)) & (year <= most)
        return made

    def _years(self, places: Places) -> list[tuple[str, int]]:
        counted = np.bincount(self.year[places])
        counted[:1] = 0
        return _told(counted, range(len(counted)))

    def _uses(self, places: Places) -> list[tuple[str, int]]:
        bits = self.bits[places]
        return [(use.value, int(np.count_nonzero(bits & bit))) for use, bit in USES.items()]


class Growing:
    """Columns that are met piece by piece, by rising id.

    The system lengthens such arrays where they lie: pieces that are joined at the end leave half their size behind in the memory.
    """

    def __init__(self) -> None:
        self._ids, self._kind, self._year, self._bits = array("q"), array("H"), array("h"), array("B")
        self._sets = {facet: (array("I"), array("I", [0]), array("I")) for facet in SEVERAL}

    def add(self, piece: Columns) -> None:
        """Put a piece behind what is there."""
        self._ids.frombytes(piece.ids.tobytes())
        self._kind.frombytes(piece.kind.astype(np.uint16).tobytes())
        self._year.frombytes(piece.year.tobytes())
        self._bits.frombytes(piece.bits.tobytes())
        for facet, (number, first, values) in self._sets.items():
            sets = piece.several[facet]
            number.frombytes((sets.number.astype(np.uint32) + np.uint32(len(first) - 1)).tobytes())
            first.frombytes((sets.first[1:].astype(np.uint32) + np.uint32(len(values))).tobytes())
            values.frombytes(sets.values.astype(np.uint32).tobytes())

    def whole(self) -> Columns:
        """Return all that was put there; nothing can be added after."""
        several = {
            facet: Sets(*(_small(np.frombuffer(part, np.uint32)) for part in parts))
            for facet, parts in self._sets.items()
        }
        self._sets = {}
        return Columns(
            np.frombuffer(self._ids, np.int64),
            _small(np.frombuffer(self._kind, np.uint16)),
            np.frombuffer(self._year, np.int16),
            np.frombuffer(self._bits, np.uint8),
            several,
        )


def _bytes_for(most: int) -> type[np.unsignedinteger[Any]]:
    return np.uint8 if most < 2**8 else np.uint16 if most < 2**16 else np.uint32


def _small(numbers: NDArray[Any]) -> Numbers:
    """Return the same numbers (none negative) in as few bytes as hold the largest."""
    return numbers.astype(_bytes_for(int(numbers.max()) if len(numbers) else 0))


def _one_behind_the_other(parts: Sequence[Numbers], more: Sequence[int] | Ids | None = None) -> Numbers:
    """Return the numbers of all parts in as few bytes as hold the largest; ``more[i]`` is added to those of the part `i`."""
    added = [0] * len(parts) if more is None else [int(one) for one in more[: len(parts)]]
    most = max((int(part.max()) + plus for part, plus in zip(parts, added, strict=True) if len(part)), default=0)
    made = np.empty(sum(len(part) for part in parts), _bytes_for(most))
    at = 0
    for part, plus in zip(parts, added, strict=True):
        np.add(part, plus, out=made[at : at + len(part)], dtype=made.dtype, casting="unsafe")
        at += len(part)
    return made


def _told(counted: NDArray[np.int64], values: Sequence[object], most: int | None = None) -> list[tuple[str, int]]:
    """Return the values that were met with their counts, the highest first: every one or the first `most`."""
    met: Places = np.flatnonzero(counted)
    if most is not None and len(met) > most:
        least = np.partition(counted[met], -most)[-most]
        met = met[counted[met] >= least]
    # Pairs are compared without asking back for a key: of two hundred values that is half of the time.
    found = sorted(zip((-counted[met]).tolist(), (str(values[code]) for code in met.tolist()), strict=True))
    return [(value, -below) for below, value in found[:most]]
