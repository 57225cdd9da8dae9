"""The second homes of a library's copies, as the window sees them."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cresi_app.core.errors import StoreError
from cresi_app.shell.doors import CopyLine, PlaceState
from cresi_app.store import backup as backups
from cresi_app.widgets.tasks import Progress

log: Final = logging.getLogger(__name__)


def watched(progress: Progress) -> Callable[[int, int], None]:
    """Return what tells a work's progress to the window, and gives up when a person does."""

    def step(done: int, total: int) -> None:
        progress.check()
        progress.step(done, total)

    return step


class Copies:
    """Looks at the places, writes the copies there, reads them again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(self, places: Sequence[Path]) -> Sequence[PlaceState]:
        """Return how each place stands."""
        return [_told(one) for one in backups.look(self._folder, places)]

    def check(self, place: Path) -> None:
        """Raise DomainError for a place that would protect from nothing."""
        backups.check_place(self._folder, place)

    def copy(self, places: Sequence[Path], progress: Progress) -> Sequence[PlaceState]:
        """Copy to each place that is there; what refuses keeps its sentence, and the others get theirs."""
        problems: dict[Path, str] = {}
        for one in backups.look(self._folder, places):
            if one.is_there:
                try:
                    backups.copy_to(self._folder, one.folder, progress=watched(progress))
                except StoreError as error:
                    log.warning("no copy in %s: %s", one.folder, error)
                    problems[one.folder] = error.sentence
        return [_told(one, problems.get(one.folder, "")) for one in backups.look(self._folder, places)]

    def all(self, places: Sequence[Path]) -> Sequence[CopyLine]:
        """Return every copy there is, newest first."""
        found = [_line(one) for one in backups.list_backups(self._folder)]
        for place in places:
            found += [_line(one, place.name or str(place)) for one in backups.copies_in(self._folder, place)]
        return sorted(found, key=lambda line: line.at, reverse=True)

    def verify(self, places: Sequence[Path], progress: Progress) -> int:
        """Read the newest copy again, here and in each place; return how many. Raises `BackupDamaged`."""
        newest = [backups.last_backup(self._folder), *(one.last for one in backups.look(self._folder, places))]
        known = [one for one in newest if one is not None]
        for done, one in enumerate(known):
            progress.step(done, len(known))
            backups.verify(one.file, progress.check)
        return len(known)


def _line(copy: backups.Backup, place: str = "") -> CopyLine:
    notices = copy.counts.get("document")
    return CopyLine(copy.file, copy.at, copy.size, copy.verified, notices, place, copy.reason == "replaced")


def _told(place: backups.Place, problem: str = "") -> PlaceState:
    last = place.last
    if last is None:
        return PlaceState(place.folder, place.is_there, is_same_disk=place.is_same_disk, problem=problem)
    return PlaceState(place.folder, place.is_there, last.at, last.verified, last.size, place.is_same_disk, problem)
