"""What was read of attached files: how far, page by page, and where a search hits them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number

MOST_PAGES: Final = 9_999
"""The highest number that a page can have in the index."""


class FileState(StrEnum):
    """How far the text of a file is known. `WAITING` has no row yet."""

    WAITING = "waiting"
    READING = "reading"
    INDEXED = "indexed"
    PARTIAL = "partial"
    EMPTY = "empty"
    LOCKED = "locked"
    BROKEN = "broken"
    UNSUPPORTED = "unsupported"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to read."""
        return self not in {FileState.WAITING, FileState.READING}


class PageState(StrEnum):
    """What a page gave."""

    TEXT = "text"
    EMPTY = "empty"
    RECOGNISED = "recognised"
    UNREADABLE = "unreadable"

    @property
    def has_words(self) -> bool:
        """Whether it can be found."""
        return self in {PageState.TEXT, PageState.RECOGNISED}


STATES: Final[Mapping[FileState, tuple[str, str]]] = {
    FileState.WAITING: (N_("À indexer"), "neutral"),
    FileState.READING: (N_("Indexation"), "info"),
    FileState.INDEXED: (N_("Indexé"), "success"),
    FileState.PARTIAL: (N_("Indexé en partie"), "warning"),
    FileState.EMPTY: (N_("Sans texte"), "warning"),
    FileState.LOCKED: (N_("Protégé"), "warning"),
    FileState.BROKEN: (N_("Illisible"), "danger"),
    FileState.UNSUPPORTED: (N_("Sans texte"), "neutral"),
}
"""The word and the tone of each state."""

REASONS: Final[Mapping[FileState, str]] = {
    FileState.PARTIAL: N_(
        "Une partie des pages n'a pas pu être lue, ou le fichier est très long : ce qui a été lu se cherche."
    ),
    FileState.EMPTY: N_(
        "Aucun texte : ce sont sans doute des images de pages. « Reconnaître le texte » peut les lire."
    ),
    FileState.LOCKED: N_("Ce fichier demande un mot de passe : il est gardé, son texte ne se cherche pas."),
    FileState.BROKEN: N_(
        "Ce fichier est abîmé ou n'est pas ce qu'il dit : il est gardé tel quel, son texte ne se cherche pas."
    ),
    FileState.UNSUPPORTED: N_(
        "Le texte de cette sorte de fichier ne se lit pas ici : le fichier est gardé et s'ouvre."
    ),
}
"""What a state means, where it says something to do or to know."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is read: what is beyond is told as « partiel »."""

    pages: int = 2_000
    characters: int = 5_000_000
    losses: int = 5
    """Readers that one file may cost before it is left alone."""


@dataclass(frozen=True, slots=True)
class FileText:
    """What is known of one content: `pages` of the file, `done` gone through, `states` of those, in order."""

    sha256: str
    state: FileState = FileState.WAITING
    pages: int = 0
    done: int = 0
    characters: int = 0
    recognised: int = 0
    losses: int = 0
    is_paged: bool = True
    states: tuple[PageState, ...] = ()

    @property
    def word(self) -> str:
        """The state in a word or two: « Indexation 4 sur 6 »."""
        if self.state is FileState.READING and self.pages:
            return tr("Indexation {done} sur {pages}", done=format_number(self.done), pages=format_number(self.pages))
        return tr(STATES[self.state][0])

    @property
    def tone(self) -> str:
        """The tone of the state."""
        return STATES[self.state][1]

    @property
    def reason(self) -> str:
        """What the state means, "" when there is nothing to add."""
        sentence = REASONS.get(self.state)
        return tr(sentence) if sentence else ""

    @property
    def extent(self) -> str:
        """« 6 pages, texte sur 4 » , "" for what has no pages."""
        if not self.is_paged or not self.pages:
            return ""
        pages = trn("{count} page", "{count} pages", self.pages, count=format_number(self.pages))
        found = sum(one.has_words for one in self.states)
        if self.recognised:
            return tr("{pages}, texte reconnu sur {n}", pages=pages, n=format_number(self.recognised))
        if self.state.is_settled and 0 < found < self.pages:
            return tr("{pages}, texte sur {n}", pages=pages, n=format_number(found))
        return pages

    @property
    def scanned(self) -> tuple[int, ...]:
        """The pages (from 1) that may be pictures of text."""
        return tuple(number for number, one in enumerate(self.states, start=1) if one is PageState.EMPTY)


@dataclass(frozen=True, slots=True)
class ToRead:
    """A content whose text is to be read; `known` is how far it is."""

    sha256: str
    name: str
    media_type: str
    known: FileText


@dataclass(slots=True)
class ReadingReport:
    """What reading did: how many files of each state, how many pages and characters, and which files are not in their place."""

    states: dict[FileState, int]
    pages: int = 0
    characters: int = 0
    recognised: int = 0
    missing: int = 0

    @property
    def read(self) -> int:
        """How many files were gone through."""
        return sum(self.states.values())

    def as_json(self) -> dict[str, object]:
        """Return the report as the command line gives it."""
        return {
            "files": self.read,
            "states": {state.value: number for state, number in sorted(self.states.items())},
            "pages": self.pages,
            "characters": self.characters,
            "recognised": self.recognised,
            "missing": self.missing,
        }
