"""An annex: a file by others that is printed behind a paper, and what was found when it was opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Problem(StrEnum):
    """Why an annex cannot be printed."""

    MISSING = "missing"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    EMPTY = "empty"
    NOT_PRINTABLE = "not_printable"
    CRASHED = "crashed"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Annex:
    """What is to be printed behind: `title` for people, `file` where it stands (None: nowhere), `name` as it was received.

    `facts` are told on the page that takes its place when it cannot be printed, `asked` says whom a better file was asked of.
    """

    key: str
    title: str
    file: Path | None
    name: str = ""
    facts: Sequence[tuple[str, str]] = ()
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An annex as it was found: the upright size of each page in points, or why there is none.

    `enclosed` names the files inside it, which are not printed; `unlocked` says that it is protected, with an empty password.
    """

    sizes: tuple[tuple[float, float], ...] = ()
    problem: Problem | None = None
    enclosed: tuple[str, ...] = ()
    unlocked: bool = False

    @property
    def pages(self) -> int:
        """How many pages it takes in the paper: its own, or the one that says why there is none."""
        return len(self.sizes) if self.problem is None else 1
