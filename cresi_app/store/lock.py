"""One writer per library: a lock of the operating system, freed even by kill -9, that names its owner."""

import getpass
import json
import os
import platform
import threading
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from filelock import FileLock, Timeout

from cresi_app.core import clock, dates
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk

LOCK: Final = "library.lock"
OWNER: Final = "library.lock.json"

_POLL: Final = 0.1
_OWNER_GRACE: Final = timedelta(seconds=1)
"""How long the owner's words may lag behind the lock itself."""

_LOCKED: Final = N_(
    "La bibliothèque « {folder} » est ouverte par {owner} sur le poste {machine} depuis le {since} : rien n'a été modifié. "
    "Attendez qu'elle soit fermée là-bas, ou ouvrez-la en lecture seule."
)
_LOCKED_UNKNOWN: Final = N_(
    "La bibliothèque « {folder} » est ouverte par un autre programme : rien n'a été modifié. "
    "Attendez qu'il la ferme, ou ouvrez-la en lecture seule."
)
_NO_LOCKS: Final = N_(
    "Le dossier « {folder} » ne sait pas réserver un fichier à un seul poste : la bibliothèque n'y est pas ouverte en écriture. "
    "Ouvrez-la en lecture seule ou déplacez-la sur le disque de ce poste."
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a library: the session's account, the machine, the process, since when (UTC), and who is at the desk if told."""

    account: str
    machine: str
    pid: int
    since: str
    person: str = ""

    @property
    def name(self) -> str:
        """The name to show: the person at the desk, else the account."""
        return self.person or self.account


class LibraryLocked(StoreError):
    """Another desk writes there; `owner` is None when it has not said who it is. Code ``locked``."""

    def __init__(self, folder: Path, owner: Owner | None) -> None:
        """Make the sentence of `owner`."""
        self.owner = owner
        if owner is None:
            super().__init__("locked", _LOCKED_UNKNOWN, folder=folder)
        else:
            since = dates.format_instant(dates.read_instant(owner.since))
            super().__init__("locked", _LOCKED, folder=folder, owner=owner.name, machine=owner.machine, since=since)


def this_owner(person: str = "") -> Owner:
    """Describe this very process."""
    try:
        account = getpass.getuser()
    except (OSError, KeyError, ImportError):
        account = "?"  # an account without a name, as in some containers
    return Owner(account, platform.node() or "?", os.getpid(), clock.stamp(), person)


def read_owner(folder: Path) -> Owner | None:
    """Read who last said to hold `folder`'s library (perhaps a program that was killed since); None when nobody, or unreadable."""
    try:
        said = json.loads((folder / OWNER).read_text(encoding="utf-8"))
        owner = Owner(
            str(said["account"]), str(said["machine"]), int(said["pid"]), str(said["since"]), str(said["person"])
        )
        dates.read_instant(owner.since)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return owner


class LibraryLock:
    """The right to write to one library, held by one process until `release`, its end or its death.

    The lock is the operating system's own on ``library.lock``; ``library.lock.json`` beside it only carries the owner's words.
    """

    def __init__(self, folder: Path) -> None:
        """Prepare the lock of the library in `folder`, without touching anything."""
        self.folder = folder
        self._person = ""
        # Soft locks outlive a killed program: better no lock at all, and say so.
        self._lock = FileLock(folder / LOCK, thread_local=False, fallback_to_soft=False, poll_interval=_POLL)
        self._words = threading.Lock()

    @property
    def held(self) -> bool:
        """Say whether this object holds the lock."""
        return self._lock.is_locked

    def acquire(self, wait: float = 0.0) -> None:
        """Take the lock, waiting at most `wait` seconds for another desk. Raises `LibraryLocked`, or `StoreError` where nothing can be written."""
        if self.held:
            return
        try:
            self._take(wait)
        except Timeout as error:
            raise LibraryLocked(self.folder, self._current_owner()) from error
        except NotImplementedError as error:
            raise StoreError("no_locks", _NO_LOCKS, folder=self.folder) from error
        except OSError as error:
            raise self._refusal(error) from error
        self._say()

    def _take(self, wait: float) -> None:
        """Try again and again rather than wait inside the lock: a program that waits can be stopped between two tries."""
        end = time.monotonic() + wait
        while True:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                left = end - time.monotonic()
                if left <= 0:
                    raise
                time.sleep(min(_POLL, left))
            else:
                return

    def _refusal(self, error: OSError) -> StoreError:
        if error.errno in {38, 95}:  # ENOSYS, EOPNOTSUPP: a file system without locks
            return StoreError("no_locks", _NO_LOCKS, folder=self.folder)
        return disk.refusal(error, self.folder)

    def _current_owner(self) -> Owner | None:
        """Read who holds it, giving the words of one that has just taken the lock a moment to appear."""
        end = time.monotonic() + _OWNER_GRACE.total_seconds()
        while (owner := read_owner(self.folder)) is None and time.monotonic() < end:
            time.sleep(_POLL)
        return owner

    def announce(self, person: str) -> None:
        """Tell the other desks who is working here, once somebody has sat down."""
        self._person = person
        if self.held:
            self._say()

    def _say(self) -> None:
        words = json.dumps(asdict(this_owner(self._person)), ensure_ascii=False, indent=1)
        with self._words:
            try:
                disk.write_whole(self.folder / OWNER, words.encode())
            except OSError:
                # A full disk must not keep a desk from its library: others will read « un autre programme ».
                disk.remove(self.folder / OWNER)

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self.held:
            with self._words:
                disk.remove(self.folder / OWNER)
            self._lock.release()

    def __enter__(self) -> Self:
        if not self.held:
            self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
