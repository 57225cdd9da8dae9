"""A dossier that comes in from outside, beside the one that is there: what is new, what differs, what is the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from cresi_app.core.i18n import N_, tr


class Source(StrEnum):
    """How it came."""

    FORM = "form"
    PACKAGE = "package"


class Standing(StrEnum):
    """How something that came in stands to what is there."""

    NEW = "new"
    DIFFERS = "differs"
    SAME = "same"
    TOLD = "told"
    """Worth reading, but nothing that is written here: what the directory holds, what cannot be read."""


STANDING_WORDS: Mapping[Standing, str] = MappingProxyType({
    Standing.NEW: N_("nouveau"),
    Standing.DIFFERS: N_("diffère"),
    Standing.SAME: N_("identique"),
    Standing.TOLD: N_("pour mémoire"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came in. `ours` and `theirs` are for people; `why` says what is wrong with it or where it belongs."""

    key: str
    group: str
    label: str
    ours: str
    theirs: str
    standing: Standing
    why: str = ""

    @property
    def word(self) -> str:
        """« nouveau », « diffère », « identique », « pour mémoire »."""
        return tr(STANDING_WORDS[self.standing])

    @property
    def can_be_taken(self) -> bool:
        """Whether it can be accepted."""
        return self.standing in {Standing.NEW, Standing.DIFFERS}


@dataclass(frozen=True, slots=True)
class IncomingAmount:
    """An amount of the budget: on which line of the form, on which of its entries (from 0; None: a new one), with which label."""

    line_code: str
    line_id: int | None
    label: str
    minor: int


Rows = Sequence[Mapping[str, object]]
"""Rows of a table as JSON holds them: ids of the origin, days ISO."""


@dataclass(frozen=True, slots=True)
class IncomingHolder:
    """The association that carries it, as told; `organisation_id` is the one of the directory, None when it is not there yet."""

    name: str
    organisation_id: int | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file brings. `project_id` is the dossier it belongs to, None for a new one.

    `fields`, `amounts`, `lists` and `files` are what may be written, by the keys of `differences`; `remarks` what a person must know.
    """

    source: Source
    file_name: str
    sha256: str
    title: str
    number: str
    year: int
    holder: IncomingHolder
    project_id: int | None
    differences: tuple[Difference, ...]
    fields: Mapping[str, object] = field(default_factory=dict)
    amounts: Mapping[str, IncomingAmount] = field(default_factory=dict)
    requested_code: str = ""
    lists: Mapping[str, Mapping[str, Rows]] = field(default_factory=dict)
    holder_file: Mapping[str, Rows] = field(default_factory=dict)
    """What is known of the association itself, by table; its keys are ``holder:`` and the table."""
    files: Mapping[str, Path] = field(default_factory=dict)
    origin_id: int | None = None
    remarks: tuple[str, ...] = ()
    template_code: str = ""
    currency: str = ""
    newcomers: tuple[IncomingHolder, ...] = ()
    """Organisations to be added to the directory with it; where one is meant, -1 stands for the first of them, -2 for the second…"""

    @property
    def takeable(self) -> frozenset[str]:
        """Return the keys of all that can be accepted."""
        return frozenset(one.key for one in self.differences if one.can_be_taken)

    @property
    def takeable_as_new(self) -> frozenset[str]:
        """Return what a new dossier takes unasked: all of its own, of the association only what is not known otherwise."""
        return frozenset(
            one.key
            for one in self.differences
            if one.can_be_taken and not (one.key.startswith("holder:") and one.standing is Standing.DIFFERS)
        )

    def count(self, standing: Standing) -> int:
        """Return how many things stand so."""
        return sum(one.standing is standing for one in self.differences)
