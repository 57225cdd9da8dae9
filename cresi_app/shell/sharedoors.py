"""How records are named, cited and printed outside the window: what the composition root hands to the acts of sharing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cresi_app.core.changes import RecordRef

OF_YEAR: Final = ""
"""The kind of papers that are about a year and no record."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is said of a record elsewhere."""

    title: str
    citation: str
    link: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that can be printed of a kind of record: its name and its title in the language in force."""

    name: str
    title: str


def _no_record(_record: RecordRef) -> Shared:
    return Shared("", "", "")


def _no_papers(_kind: str) -> Sequence[PaperLine]:
    return ()


def _make_nothing(_name: str, _record: int, _out: Path) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class ShareDoors:
    """How records are named and printed; `describe` and `make` are called on reader threads."""

    describe: Callable[[RecordRef], Shared] = _no_record
    papers: Callable[[str], Sequence[PaperLine]] = _no_papers
    make: Callable[[str, int, Path], int] = _make_nothing
    """(paper's name, record or year, file) → pages."""
