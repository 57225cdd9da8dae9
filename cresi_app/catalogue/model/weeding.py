"""Weeding (« désherbage »): which copies could leave and why, what was decided of each, what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cresi_app.catalogue.model.listed import Listed
from cresi_app.catalogue.model.stock import CopyLine

CANDIDATES_CAP: Final = 2_000
"""Candidates shown at once: nobody decides of more in one sitting."""

KEPT_FOR_GOOD: Final = "archive"
"""The kind that neither age nor want of use makes leave, unless it is asked for by its name."""
NEW_FOR: Final = 1
"""Years during which nobody asks why a copy was never lent."""


@dataclass(frozen=True, slots=True)
class WeedingReason(Listed):
    """Why a copy leaves; `letter` is the one of weeding grids."""

    letter: str = ""


@dataclass(frozen=True, slots=True)
class WeedingFate(Listed):
    """What becomes of it; `has_recipient`: somebody receives it."""

    has_recipient: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """What makes a copy a candidate. A copy answers when one of the signs below holds, within `kind`, place and subject."""

    older_than: int | None = None
    """Published so many years ago or more."""
    unused_for: int | None = None
    """Neither looked at, consulted nor lent for so many years, and here for at least as long."""
    conditions: frozenset[str] = frozenset()
    duplicates: bool = False
    """The copies beyond the first of one notice."""
    superseded: bool = False
    """A notice of the same title and first author is more recent."""
    missing: bool = False
    """Noted missing or lost."""
    never_lent: bool = False
    """Could be lent, was here for a year at least, and never was."""
    kind: str | None = None
    location_id: int | None = None
    subject_id: int | None = None
    all_signs: bool = False
    """Every sign asked for must hold, not one."""

    @property
    def is_blank(self) -> bool:
        """Whether no sign is asked for."""
        return not (
            self.older_than
            or self.unused_for
            or self.conditions
            or self.duplicates
            or self.superseded
            or self.missing
            or self.never_lent
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A copy that could leave: why, how often its notice was used and when last."""

    line: CopyLine
    reasons: tuple[str, ...]
    uses: int = 0
    last_used: date | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a copy that weeding looks at."""

    line: CopyLine
    uses: int = 0
    last_used: date | None = None
    here_since: date | None = None
    rank: int = 0
    """0 for the first copy of its notice."""
    has_newer: bool = False
    is_never_lent: bool = False


def reasons(signs: Signs, asked: Criteria, today: date) -> tuple[str, ...]:
    """Return the codes of the reasons that hold for a copy; () when it is no candidate."""
    found: list[tuple[str, bool]] = []
    ages = asked.kind == KEPT_FOR_GOOD or signs.line.kind != KEPT_FOR_GOOD
    if asked.missing:
        found.append(("lost", signs.line.status in {"missing", "lost"}))
    if asked.conditions:
        found.append(("worn", signs.line.condition in asked.conditions))
    if asked.superseded:
        found.append(("superseded", signs.has_newer))
    if asked.older_than:
        old = signs.line.year is not None and signs.line.year <= today.year - asked.older_than
        found.append(("outdated", old and ages))
    if asked.duplicates:
        found.append(("duplicate", signs.rank > 0))
    if asked.never_lent:
        limit = date(today.year - NEW_FOR, today.month, min(today.day, 28))
        here_long = signs.here_since is None or signs.here_since < limit
        found.append(("unused", signs.is_never_lent and here_long and ages))
    if asked.unused_for:
        found.append(("unused", ages and _unused(signs, today, asked.unused_for)))
    holding = [code for code, holds in found if holds]
    if not holding or (asked.all_signs and len(holding) < len(found)):
        return ()
    return tuple(dict.fromkeys(holding))


def _unused(signs: Signs, today: date, years: int) -> bool:
    limit = date(today.year - years, today.month, min(today.day, 28))
    last = signs.last_used
    return (last is None or last < limit) and (signs.here_since is None or signs.here_since < limit)


@dataclass(frozen=True, slots=True)
class Weeding:
    """A list put before those who decide. Source: ``weeding`` of 0019_stock.sql."""

    id: int
    version: int
    name: str
    started_on: date
    decision: str = ""
    decided_on: date | None = None
    closed_on: date | None = None
    note: str = ""
    lines: int = 0
    leaving: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the list can still change."""
        return self.closed_on is None


@dataclass(frozen=True, slots=True)
class WeedingLine:
    """What was decided of one copy; a line that is not `is_kept` says the copy leaves."""

    id: int
    version: int
    copy: CopyLine
    is_kept: bool = False
    reason: str | None = None
    fate: str | None = None
    recipient: str = ""
    note: str = ""
    uses: int = 0
    last_used: date | None = None


@dataclass(frozen=True, slots=True)
class WeedingSheet:
    """A weeding list whole."""

    weeding: Weeding
    lines: Sequence[WeedingLine] = ()

    @property
    def leaving(self) -> list[WeedingLine]:
        """Return the lines whose copies leave."""
        return [line for line in self.lines if not line.is_kept]

    @property
    def undecided(self) -> list[WeedingLine]:
        """Return the leaving lines that lack a reason or a fate."""
        return [line for line in self.leaving if line.reason is None or line.fate is None]
