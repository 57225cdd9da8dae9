"""Thesauri: terms with names in several languages, what is above and beside them, and what a file of one says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from cresi_app.catalogue.model.importing import Told

LANGUAGES: Final = ("fr", "en", "")
"""The order in which a name is looked for: French, English, one without a language, then any."""
LABEL_KINDS: Final = ("pref", "alt", "hidden")
NOTE_KINDS: Final = ("scope", "definition", "history", "example", "editorial", "change", "note")


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """A thesaurus; `terms` counts its subjects."""

    id: int
    version: int
    name: str
    uri: str = ""
    is_geographic: bool = False
    note: str = ""
    source: str = ""
    licence: str = ""
    archived_on: date | None = None
    terms: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a term: preferred, synonym (« employé pour ») or hidden; `language` is BCP 47 in lower case, "" not said."""

    id: int
    version: int
    language: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class TermNote:
    """A note on a term: its scope, its definition or another of `NOTE_KINDS`."""

    id: int
    version: int
    language: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TermRef:
    """A term beside another.

    `uses` counts its documents, `uses_below` those of everything below it too, `narrower` the terms right below.
    """

    id: int
    term: str
    uses: int = 0
    uses_below: int = 0
    narrower: int = 0
    status: str = "active"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term proposed for what is typed: `typed` is the name that matched, `via` the rejected form when it is none of the preferred."""

    id: int
    term: str
    via: str
    place: str
    """Where it stands: the terms above it, « Environnement › Eau »."""
    uses: int


@dataclass(frozen=True, slots=True)
class TermSheet:
    """Everything a thesaurus says of a term."""

    id: int
    version: int
    term: str
    kind: str
    uri: str
    notation: str
    status: str
    country_code: str
    sector_code: str
    thesaurus: Thesaurus | None
    labels: Sequence[Label] = ()
    notes: Sequence[TermNote] = ()
    broader: Sequence[TermRef] = ()
    narrower: Sequence[TermRef] = ()
    related: Sequence[TermRef] = ()
    groups: Sequence[str] = ()
    mappings: Sequence[tuple[str, str]] = ()
    uses: int = 0
    uses_below: int = 0

    def named(self, kind: str) -> list[Label]:
        """Return the labels of a kind, French first."""
        return sorted(
            (one for one in self.labels if one.kind == kind),
            key=lambda one: (rank(one.language), one.language, one.label),
        )


def rank(language: str) -> int:
    """Return where a language stands among those a name is looked for in (« fr-FR » is French)."""
    base = language.split("-", maxsplit=1)[0]
    return LANGUAGES.index(base) if base in LANGUAGES else len(LANGUAGES)


def best(names: Mapping[str, str]) -> str:
    """Return the name to show among names by language, "" when there is none."""
    return min(names.items(), key=lambda one: (rank(one[0]), one[0]), default=("", ""))[1]


# --- what a file says ---


class SaidLabel(NamedTuple):
    """A name as a file has it."""

    language: str
    kind: str
    label: str


class SaidNote(NamedTuple):
    """A note as a file has it."""

    language: str
    kind: str
    text: str


@dataclass(slots=True)
class SaidTerm:
    """A term as a file has it, everything by address."""

    uri: str
    labels: list[SaidLabel] = field(default_factory=list)
    notes: list[SaidNote] = field(default_factory=list)
    broader: set[str] = field(default_factory=set)
    related: set[str] = field(default_factory=set)
    mappings: set[tuple[str, str]] = field(default_factory=set)
    notation: str = ""
    deprecated: bool = False
    country_code: str = ""
    sector_code: str = ""

    @property
    def term(self) -> str:
        """The name to show."""
        return best({one.language: one.label for one in self.labels if one.kind == "pref"})


@dataclass(slots=True)
class SaidThesaurus:
    """A thesaurus as a file has it: terms by address, micro-thesauri with their members, and what was doubtful."""

    uri: str = ""
    name: str = ""
    source: str = ""
    licence: str = ""
    is_geographic: bool = False
    terms: dict[str, SaidTerm] = field(default_factory=dict)
    groups: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    """Address → (name, addresses of its terms)."""
    doubts: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class ThesaurusReport:
    """What taking a thesaurus in did, or would do. Always: read = created + updated + merged + rejected."""

    revision: int | None = None
    thesaurus_id: int = 0
    name: str = ""
    created: int = 0
    updated: int = 0
    merged: int = 0
    rejected: int = 0
    adopted: int = 0
    """Of the updated ones: words that the library already used and that now stand in the thesaurus."""
    orphans: list[tuple[int, str, int]] = field(default_factory=list)
    """Terms the file has no more: id, term, how many documents they index. They are kept, as deprecated."""
    doubts: list[Told] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many terms the file holds."""
        return self.created + self.updated + self.merged + self.rejected

    def as_json(self) -> dict[str, object]:
        """Return the report as the command line gives it."""
        return {
            "revision": self.revision, "format": "skos", "encoding": "utf-8", "thesaurus": self.name, "read": self.read,
            "created": self.created, "updated": self.updated, "merged": self.merged, "rejected": self.rejected, "adopted": self.adopted,
            "rejects": [], "orphans": [{"id": str(one), "term": term, "documents": uses} for one, term, uses in self.orphans],
            "warnings": [{"record": one.record, "warning": one.text} for one in self.doubts],
        }  # fmt: skip


def opened_circles(terms: Mapping[str, SaidTerm]) -> list[tuple[str, str]]:
    """Take away the links that close a circle and return them, (term, its broader one), by address.

    A walk from each term upwards; a link back to a term on the way is the one taken away.
    """
    removed: list[tuple[str, str]] = []
    done: set[str] = set()
    for start in terms:
        removed += _walk(terms, start, done)
    return removed


def _walk(terms: Mapping[str, SaidTerm], start: str, done: set[str]) -> Iterable[tuple[str, str]]:
    removed: list[tuple[str, str]] = []
    if start in done:
        return removed
    way: list[str] = [start]
    on_way = {start}
    waiting = [iter(sorted(terms[start].broader & terms.keys()))]
    while waiting:
        above = next(waiting[-1], None)
        if above is None:
            waiting.pop()
            last = way.pop()
            on_way.discard(last)
            done.add(last)
        elif above in on_way:
            terms[way[-1]].broader.discard(above)
            removed.append((way[-1], above))
        elif above not in done:
            way.append(above)
            on_way.add(above)
            waiting.append(iter(sorted(terms[above].broader & terms.keys())))
    return removed
