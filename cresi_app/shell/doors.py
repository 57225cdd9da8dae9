"""What the composition root hands to the window: its pages, and the acts of the library that the window itself offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.roles import EVERYTHING, Right, Role, Standing
from cresi_app.shell.board import Todo
from cresi_app.shell.due import nothing_due
from cresi_app.shell.history.doors import HistoryDoors
from cresi_app.shell.sharedoors import ShareDoors
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.glimpse import Glimpse
from cresi_app.widgets.page import Page
from cresi_app.widgets.tasks import Progress


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the sidebar: `title` is a French sentence marked with ``N_``, `kinds` the records that open on it.

    Entries of one `group` stand together; `bottom` ones stand at the foot of the sidebar.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[Desk], Page]
    group: int = 0
    kinds: tuple[str, ...] = ()
    bottom: bool = False
    hidden: bool = False
    """Reached by an act only: it has no place in the sidebar."""
    rights: tuple[Right, ...] = ()
    """Whoever has none of these only reads the page, and is told so."""
    year: str = ""
    """What the year of the top bar changes there, a French sentence marked with ``N_``; "" when it changes nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record found by the palette: what opens it, and how its line reads."""

    kind: str
    id: int
    title: str
    detail: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Records of one kind. `icon` and `tone` make the tile of its lines; an icon of "cover" draws covers."""

    title: str
    icon: str
    tone: str
    found: Sequence[Found]


@dataclass(frozen=True, slots=True)
class BackupState:
    """The last backup: when, what was verified, and whether one is due."""

    at: datetime | None = None
    verified: bool = False
    file: Path | None = None
    size: int = 0
    due: bool = False
    notices: int | None = None
    """Notices that the copy holds; None when it does not say."""


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A second home of the copies: whether it is there, its newest copy, and whether it lies on the library's own disk.

    `problem` is the sentence of what kept the last copy from being made there.
    """

    folder: Path
    is_there: bool
    at: datetime | None = None
    verified: bool = False
    size: int = 0
    is_same_disk: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy that the library may go back to; `place` is the second home it lies in, "" for the library's own folder."""

    file: Path
    at: datetime
    size: int
    verified: bool
    notices: int | None = None
    place: str = ""
    replaced: bool = False
    """What a restoration put aside."""


@dataclass(frozen=True, slots=True)
class CopiesDoors:
    """Second homes of the copies: how they stand, a check of a new one, the copies made there, the newest read again."""

    look: Callable[[Sequence[Path]], Sequence[PlaceState]] = lambda _places: ()
    check: Callable[[Path], None] = lambda _place: None
    copy: Callable[[Sequence[Path], Progress], Sequence[PlaceState]] = lambda _places, _progress: ()
    verify: Callable[[Sequence[Path], Progress], int] = lambda _places, _progress: 0
    """Reads the newest copy again, here and in each place that is there; returns how many. Raises at the first unsound one."""
    all: Callable[[Sequence[Path]], Sequence[CopyLine]] = lambda _places: ()
    """Every copy, here and in the places that are there, newest first."""


@dataclass(frozen=True, slots=True)
class StaffProfile:
    """Somebody who may sit at the desk: `role` is what they do in words, `standing` what they may do."""

    id: int
    name: str
    role: str = ""
    version: int = 1
    standing: Role = Role.MANAGER


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """What the window says of the open library."""

    folder: Path
    centre_name: str = ""
    centre_tagline: str = ""
    is_example: bool = False
    read_only: bool = False
    size: int = 0
    counts: Sequence[tuple[str, int]] = ()
    warnings: Sequence[str] = ()


def _no_record(_code: str) -> tuple[str, int] | None:
    """Stand in for the reading of codes."""
    return None


@dataclass(frozen=True, slots=True)
class LibraryDoors:
    """The library as the window sees it. All are called on worker threads; writes return `Changes`.

    `undoable` and `redoable` name the act in the language in force, "" when there is none.
    """

    facts: Callable[[], LibraryFacts]
    undo: Callable[[Actor], Changes]
    redo: Callable[[Actor], Changes]
    undoable: Callable[[], str]
    redoable: Callable[[], str]
    find: Callable[[str], Sequence[FoundGroup]]
    backup: Callable[[], BackupState]
    back_up: Callable[[Progress], BackupState]
    restore: Callable[[Path], None]
    staff: Callable[[], Sequence[StaffProfile]]
    add_staff: Callable[[Actor, str, str], Changes]
    archive_staff: Callable[[Actor, StaffProfile], Changes]
    undo_seq: Callable[[], int] = lambda: 0
    """The revision that undo would take, 0 when none: settings changed since are taken back before it."""
    introduce_staff: Callable[[Actor, str, str], Changes] | None = None
    """Writes the profile of somebody who says their name at the desk; None: as `add_staff`."""
    set_role: Callable[[Actor, StaffProfile, Role], Changes] | None = None
    standing: Callable[[str], Standing] = lambda _key: EVERYTHING
    """What whoever acts under a key may do."""
    copies: CopiesDoors = field(default_factory=CopiesDoors)
    scan: Callable[[str], tuple[str, int] | None] = _no_record
    """(kind, id) of the record that a paper's code leads to."""
    copy_to: Callable[[Path, Progress], None] | None = None
    """Copies what is not the database itself to another folder, while the library is in use; None where it cannot be moved."""
    move_to: Callable[[Path], None] = lambda _folder: None
    """Closes the library, copies the rest, reads it again, and opens it there."""
    due: Callable[[int], Sequence[Todo]] = nothing_due
    """What waits in a year, from every desk."""
    share: ShareDoors = field(default_factory=ShareDoors)
    glimpse: Callable[[str, int], Glimpse | None] = lambda _kind, _key: None
    """A record at a glance."""
    history: HistoryDoors = field(default_factory=HistoryDoors)


@dataclass(frozen=True, slots=True)
class LibraryChoice:
    """What a person chose to open: a folder, `kind` telling how it comes to be."""

    kind: str
    """``open``, ``new`` or ``example``."""
    folder: Path
    name: str = ""
    """The centre's name, for a new library."""
    file: Path | None = None
    """A file of notices whose import opens in the new library."""
