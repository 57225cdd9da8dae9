"""What a desk hands to the print preview: what may be chosen, and how the PDF is made of the choice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from cresi_app.widgets.messages import Act


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to check: a section, an annex, an option. `on` is its state at first.

    What is not `kept` starts at `on` each time (internal notes, bank details). `warning` stands below it, with what can be done.
    """

    key: str
    title: str
    on: bool = True
    kept: bool = True
    warning: str = ""
    acts: Sequence[Act] = ()


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices under a title; `note` stands at the title's right; `all_at_once` offers « Toutes »."""

    title: str
    choices: Sequence[Choice]
    note: str = ""
    all_at_once: bool = False


@dataclass(frozen=True, slots=True)
class TextEntry:
    """Words of the paper that are written in the preview: a title, an introduction. `write` hears of what is typed, `make` uses it."""

    key: str
    title: str
    value: str
    write: Callable[[str], None]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Printout:
    """A PDF that was made. `pages`: how many pages each choice takes (by key); `names`: what begins on a page (from 1)."""

    file: Path
    pages: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """A sentence below a choice (by key), for what only making the PDF told."""


@dataclass(frozen=True, slots=True)
class PrintOffer:
    """One kind of paper about one record, ready to be previewed.

    `make(chosen, out)` runs on a reader thread, writes the PDF to `out` and returns it; `kind` is what the choices are
    remembered by; `trail` is the way back (« Projets », « 2026-017 »), its last part what is shown.
    """

    kind: str
    title: str
    subtitle: str
    file_name: str
    make: Callable[[frozenset[str], Path], Printout]
    groups: Sequence[ChoiceGroup] = ()
    trail: Sequence[str] = ()
    notice: str = ""
    """A sentence above the foot: what must be known of the file."""
    others: Sequence[tuple[str, str]] = ()
    """Other papers about the same record, as (key, title); this one among them, under its `kind`."""
    other: Callable[[str], "PrintOffer"] | None = None
    """Returns the offer of another of them."""
    texts: Sequence[TextEntry] = ()
    """Words that are written beside the pages, above the boxes."""

    def choices(self) -> list[Choice]:
        """Return every choice in order."""
        return [choice for group in self.groups for choice in group.choices]
