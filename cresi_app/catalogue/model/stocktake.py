"""Stock-take (« récolement »): what is expected on the shelves, what the reader reads, what is told of each code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.core.changes import NOTHING, Changes
from cresi_app.core.i18n import N_


class Told(StrEnum):
    """What is said of a code as it is read."""

    FOUND = "found"
    MISPLACED = "misplaced"
    OUTSIDE = "outside"
    """A copy of the centre that this stock-take does not ask for."""
    ABSENT = "absent"
    """The library believes it is not here: lent, missing, lost, in repair."""
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


TITLES: Final = {
    Told.FOUND: N_("Trouvé"),
    Told.MISPLACED: N_("Mal rangé"),
    Told.OUTSIDE: N_("Hors de ce récolement"),
    Told.ABSENT: N_("Présent, et noté absent"),
    Told.WITHDRAWN: N_("Retiré du fonds, encore en rayon"),
    Told.UNKNOWN: N_("Code inconnu"),
}
_MOMENT: Final = re.compile(
    r"(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d)(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?|\d{1,2}:\d\d(?::\d\d)?"
)
PRESENT: Final = frozenset({Told.FOUND, Told.MISPLACED, Told.ABSENT})
"""What counts as read of the expected copies."""


@dataclass(frozen=True, slots=True)
class Stocktake:
    """A stock-take of a place, of a kind, or of everything. Source: ``stocktake`` of 0019_stock.sql."""

    id: int
    version: int
    name: str
    started_on: date
    location_id: int | None = None
    location: str = ""
    kind: str | None = None
    closed_on: date | None = None
    expected: int | None = None
    missing: int | None = None
    note: str = ""
    read: int = 0

    @property
    def is_open(self) -> bool:
        """Whether codes are still read."""
        return self.closed_on is None


@dataclass(frozen=True, slots=True)
class Reading:
    """A code that was read, and the copy it is on (None: unknown)."""

    id: int
    version: int
    code: str
    told: Told
    times: int
    read_at: datetime
    read_by: str = ""
    location_id: int | None = None
    """Where the reader stood, when it was said."""
    location: str = ""
    copy: CopyLine | None = None
    is_out: bool = False
    """Lent out, as far as the library knows."""


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What is told at once: the reading, and whether this code had been read before."""

    reading: Reading
    again: bool = False
    hint: str = ""
    """The title of the notice whose ISBN an unknown code is."""
    changes: Changes = NOTHING


@dataclass(frozen=True, slots=True)
class ReadMany:
    """What a list read elsewhere gave: how many codes were new, by what was told of them, and how many had been read."""

    told: dict[Told, int] = field(default_factory=dict)
    again: int = 0

    @property
    def new(self) -> int:
        """How many codes were new."""
        return sum(self.told.values())


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a stock-take stands. `expected` counts copies that should be on the shelves; `missing` were not read."""

    take: Stocktake
    expected: int
    found: int
    missing: Sequence[CopyLine] = ()
    readings: Sequence[Reading] = ()

    def of(self, told: Told) -> list[Reading]:
        """Return the readings of which that was told."""
        return [one for one in self.readings if one.told is told]


def verdict(take: Stocktake, copy: CopyLine | None, here: int | None, *, is_present: bool, is_out: bool) -> Told:
    """Return what is told of a copy read at place `here` (None: not said).

    `is_present` is what its status says, `is_out` whether it is lent.
    """
    if copy is None:
        return Told.UNKNOWN
    if copy.withdrawn_on is not None:
        return Told.WITHDRAWN
    if not is_present or is_out:
        return Told.ABSENT
    asked = take.location_id if take.location_id is not None else here
    if take.kind is not None and copy.kind != take.kind:
        return Told.OUTSIDE
    if asked is not None and copy.location_id != asked:
        return Told.MISPLACED
    return Told.FOUND


def codes_of(text: str) -> list[str]:
    """Return the codes of a list as offline readers and spreadsheets give it: one a line, the first cell that is a code.

    Dates, hours and quantities that readers add after a comma, a semicolon or a tab are left out; order kept, repeats kept.
    """
    codes: list[str] = []
    for line in text.lstrip("\ufeff").splitlines():
        cells = [cell.strip().strip('"').strip() for cell in line.replace(";", "\t").replace(",", "\t").split("\t")]
        kept = [cell for cell in cells if cell and not _is_moment(cell)]
        if kept:
            codes.append(kept[0])
    return codes


def _is_moment(cell: str) -> bool:
    """Say whether a cell is a day or an hour: « 22/11/2026 », « 2026-11-22 09:31 », « 09:31:04 »."""
    return _MOMENT.fullmatch(cell) is not None
