"""What the page of history shows, as plain data: the composition root fills it from the library's revisions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal

from cresi_app.core.changes import Actor, Changes, RecordRef

State = Literal["free", "undone", "final", "sent", "undo", "program"]
"""What can be done with a line: taken back; taken back already; it binds; it left the house; it is itself a taking back; done by a rule."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted: of one record or of the whole library, one theme, one person, one period (local days)."""

    record: RecordRef | None = None
    theme: str = ""
    who: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How far: the latest months, those before the line `before`, all lines down to `down_to`, or the `whole` of it."""

    before: int = 0
    down_to: int = 0
    whole: bool = False


FIRST: Final = Reach()


@dataclass(frozen=True, slots=True)
class ActLine:
    """One line: who did what to which record, in words. `at` is local. `record` opens when it has a page."""

    seq: int
    at: datetime
    who: str
    words: str
    about: str
    detail: str
    icon: str
    tone: str
    state: State
    record: RecordRef | None = None
    deed: str = ""
    """What follows the person's name: « a créé une notice »; `words` names the act: « notice créée »."""

    @property
    def told(self) -> str:
        """What stands after the person's name."""
        return self.deed or self.words

    @property
    def spoken(self) -> str:
        """The line as one sentence, for assistive tools."""
        sentence = " ".join(part for part in (self.who, self.told) if part)
        return ", ".join(part for part in (f"{self.at:%H:%M}", sentence, self.about, self.detail) if part)


@dataclass(frozen=True, slots=True)
class Told:
    """What answers: the lines (latest first), exact counts by theme, who appears, the first day, what it is about."""

    lines: Sequence[ActLine]
    counts: Mapping[str, int]
    people: Sequence[tuple[str, str]]
    first: date | None
    title: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One value before and after; `now` is what stands there today when a later change touched it, None otherwise."""

    name: str
    before: str
    after: str
    now: str | None = None


@dataclass(frozen=True, slots=True)
class ActDetail:
    """One line opened: its values, what taking it back does, where it came from, and why it may be locked."""

    line: ActLine
    values: Sequence[BeforeAfter]
    will: Sequence[str]
    facts: Sequence[tuple[str, str]]
    locked: str = ""
    more: int = 0
    """Rows changed that are not listed."""
    back_to: str = ""
    """The words of the button that leads to the record as it stood before; "" where there is no such record."""

    @property
    def moved(self) -> bool:
        """Whether a later change touches the same values."""
        return any(value.now is not None for value in self.values)


@dataclass(frozen=True, slots=True)
class AsItWas:
    """A record as it stood before an act: `changes` are its values today and then; `last` is the act after which it was read."""

    seq: int
    record: RecordRef
    last: int
    when: str
    title: str
    changes: Sequence[BeforeAfter]
    facts: Sequence[tuple[str, str]]
    parts: Sequence[tuple[str, Sequence[str]]]
    will: Sequence[str]
    acts: Sequence[ActLine]
    more_acts: int = 0
    more_changes: int = 0
    locked: str = ""
    """Why it cannot be taken back there; "" when it can."""


def _nothing(_asked: Asked, _reach: Reach) -> Told:
    return Told((), {}, (), None)


def _no_detail(_seq: int, _record: RecordRef | None) -> ActDetail | None:
    return None


def _no_record(_seq: int, _record: RecordRef) -> AsItWas | None:
    return None


@dataclass(frozen=True, slots=True)
class HistoryDoors:
    """Reads and acts, all called on worker threads. `put_back` writes the old values although they changed since.

    `detail` is told whose history is read; `record_of` finds the record of a line that a link leads to.
    """

    tell: Callable[[Asked, Reach], Told] = _nothing
    detail: Callable[[int, RecordRef | None], ActDetail | None] = _no_detail
    as_it_was: Callable[[int, RecordRef], AsItWas | None] = _no_record
    go_back: Callable[[Actor, AsItWas], Changes] | None = None
    print_line: Callable[[int, Path], None] | None = None
    record_of: Callable[[int], RecordRef | None] = lambda _seq: None
    take_back: Callable[[Actor, int], Changes] | None = None
    put_back: Callable[[Actor, int], Changes] | None = None
    themes: Sequence[tuple[str, str]] = field(default=())
    """(key, French word for `tr`)."""
