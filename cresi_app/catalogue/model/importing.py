"""What an import is told and what it answers: records in, decisions out, and figures that always add up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from cresi_app.catalogue.model.notice import Notice
from cresi_app.core.i18n import tr

NEAR: Final = "near"
"""What told that a new notice may repeat a document: a title nearly alike, and nothing that tells them apart."""
NO_DATA: Final[Mapping[str, object]] = {}


class Progress(Protocol):
    """How far a long work is; `check` raises when somebody asked to stop."""

    def step(self, done: int, total: int = 0) -> None:
        """Say that `done` of `total` are done (0: unknown)."""

    def check(self) -> None:
        """Stop here if asked to."""


class Unwatched:
    """The progress nobody looks at."""

    def step(self, done: int, total: int = 0) -> None:
        """Say nothing."""

    def check(self) -> None:
        """Never stop."""


class Outcome(StrEnum):
    """What becomes of a record."""

    CREATED = "created"
    UPDATED = "updated"
    MERGED = "merged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Told:
    """A French sentence about one record, to be said later; `data` fills it."""

    record: int
    sentence: str
    data: Mapping[str, object] = field(default_factory=lambda: NO_DATA)

    @property
    def text(self) -> str:
        """The sentence, in the language in force."""
        return tr(self.sentence, **self.data)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record read: its place in the file, what it says, its bytes, and what was doubtful in reading it."""

    record: int
    offset: int
    notice: Notice
    raw: bytes = b""
    doubts: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """One record that does not go in: its number in the file (from 1), byte offset, reason, and its bytes to correct it."""

    record: int
    offset: int
    told: Told
    raw: bytes = b""
    title: str = ""

    @property
    def reason(self) -> str:
        """Why, in the language in force."""
        return self.told.text


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one record; `document_id` is the document it matches (None when it is new)."""

    record: int
    outcome: Outcome
    title: str
    document_id: int | None = None
    why: str = ""
    by: str = ""
    """What told that it is that document (``source``, ``isbn``, ``title``, ``file``, ``near``), "" when it is new."""
    twin: int = 0
    """The record of the same file whose title is nearly its own, by number; 0 when it is none's."""

    @property
    def is_proposal(self) -> bool:
        """Whether a person may say that it is another one: numbers and titles can deceive, a record's own name does not."""
        return self.by in {"isbn", "title", "file", NEAR}

    @property
    def is_doubtful(self) -> bool:
        """Whether it is created though it may repeat `document_id`: somebody should look."""
        return self.by == NEAR and self.outcome is Outcome.CREATED


@dataclass(frozen=True, slots=True)
class FileSaid:
    """What is remembered of a file that was imported."""

    name: str
    sha256: str
    format: str = ""


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import that still stands: the file's name, its figures, who and when (UTC), and the revision that takes it back."""

    id: int
    name: str
    format: str
    created: int
    updated: int
    merged: int
    rejected: int
    imported_by: str
    at: str
    seq: int = 0

    @property
    def writes(self) -> int:
        """How many notices it created or changed."""
        return self.created + self.updated


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How an import decides."""

    keep_corrections: bool = True
    """Never overwrite what was corrected here by hand; otherwise the file wins."""
    location: str = ""
    """Where copies stand when their record does not say."""
    dry_run: bool = False
    apart: frozenset[int] = frozenset()
    """Records, by number, that somebody said are none of the documents they look like: they make documents of their own."""
    joined: frozenset[int] = frozenset()
    """Records, by number, that somebody said are the documents whose title is nearly theirs."""
    create_subjects: bool = True
    """Take subjects that the library does not have; otherwise they are kept in words with the notice."""
    file: "FileSaid | None" = None
    """The file they come from, to be known again; None for records of no file."""
    edit_group: int | None = None
    """What comes in together is undone together: the lists of a base, then its notices."""
    expected: int | None = None
    """How many documents the dry run said would be created or changed: another number stops the import unwritten."""


@dataclass(slots=True)
class ListReport:
    """What became of one list that came with notices: a thesaurus, or the authorities. read = created + updated + merged."""

    name: str
    is_thesaurus: bool
    created: int = 0
    updated: int = 0
    merged: int = 0
    doubts: list[Told] = field(default_factory=list)

    @property
    def writes(self) -> int:
        """How many it creates or changes."""
        return self.created + self.updated

    @property
    def said(self) -> str:
        """What became of it, in the language in force."""
        name = tr("Thésaurus « {name} »", name=self.name) if self.is_thesaurus else tr(self.name)
        return tr(
            "{name} (créés : {created} · complétés : {updated} · déjà là : {merged})",
            name=name, created=self.created, updated=self.updated, merged=self.merged,
        )  # fmt: skip

    def as_json(self) -> dict[str, object]:
        """Return it as the command line gives it."""
        return {"name": self.name, "created": self.created, "updated": self.updated, "merged": self.merged}


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do. Always: read = created + updated + merged + rejected."""

    revision: int | None = None
    format: str = ""
    encoding: str = ""
    created: int = 0
    updated: int = 0
    merged: int = 0
    copies: int = 0
    files: int = 0
    """Attachments of the documents created."""
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[Told] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    first_ids: list[int] = field(default_factory=list)
    """The first documents created, to show them."""
    subjects_left: set[str] = field(default_factory=set)
    """Subjects that the library does not have and that were kept in words."""
    lists: list["ListReport"] = field(default_factory=list)
    """What became of the thesauri and authorities that came with the notices."""

    @property
    def rejected(self) -> int:
        """How many records did not go in."""
        return len(self.rejects)

    @property
    def read(self) -> int:
        """How many records the file holds."""
        return self.created + self.updated + self.merged + self.rejected

    @property
    def doubtful(self) -> list[Decision]:
        """The new notices that may repeat a document of the library."""
        return [one for one in self.decisions if one.is_doubtful]

    @property
    def writes(self) -> int:
        """How many documents the import creates or changes."""
        return self.created + self.updated

    @property
    def list_writes(self) -> int:
        """How many terms and authorities the import creates or changes."""
        return sum(one.writes for one in self.lists)

    def count(self, decision: Decision) -> None:
        """Add one decision to the figures."""
        match decision.outcome:
            case Outcome.CREATED:
                self.created += 1
            case Outcome.UPDATED:
                self.updated += 1
            case Outcome.MERGED:
                self.merged += 1
            case Outcome.REJECTED:
                pass  # counted by its Reject
        self.decisions.append(decision)

    def as_json(self) -> dict[str, object]:
        """Return the report as the command line gives it."""
        said: dict[str, object] = {
            "revision": self.revision,
            "format": self.format,
            "encoding": self.encoding,
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "merged": self.merged,
            "rejected": self.rejected,
            "rejects": [{"record": one.record, "offset": one.offset, "reason": one.reason} for one in self.rejects],
            "warnings": [{"record": one.record, "warning": one.text} for one in self.warnings],
        }
        if self.doubtful:
            said["doubtful"] = [
                {"record": one.record, "twin": one.twin}
                if one.twin
                else {"record": one.record, "document": str(one.document_id)}
                for one in self.doubtful
            ]
        if self.subjects_left:
            said["subjects_left"] = sorted(self.subjects_left)
        return said | ({"lists": [one.as_json() for one in self.lists]} if self.lists else {})
