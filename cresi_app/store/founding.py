"""A library that is furnished before it appears: whoever is stopped halfway finds none where it was to be, never half of one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cresi_app.core.errors import StoreError
from cresi_app.store import disk, opening
from cresi_app.store.lock import LOCK, OWNER, LibraryLock

_STAYS: Final = frozenset({LOCK, OWNER})


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """Yield a place beside `folder` to make a library in and close it; it becomes `folder`'s when the block ends well.

    StoreError as `opening.require_free`; `LibraryLocked` when another program is making the same one.
    """
    opening.require_free(folder)
    place = folder.absolute()
    part = place.parent / f".{place.name}{disk.PART}"
    _sweep(part)
    try:
        yield part
        with disk.refusals(folder):
            place.mkdir(exist_ok=True)
            with LibraryLock(place):
                opening.require_free(place)
                _move_in(part, place)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _sweep(part: Path) -> None:
    """Take away what a killed program left there; its lock, were it alive, would refuse."""
    with disk.refusals(part):
        if part.exists():
            with LibraryLock(part):
                pass
            shutil.rmtree(part)


def _move_in(part: Path, place: Path) -> None:
    """Move everything, the database last: only with it is there a library."""
    for room in sorted(part.iterdir()):
        if room.name not in {opening.DATABASE, *_STAYS}:
            _move(room, place / room.name)
    disk.put_in_place(part / opening.DATABASE, place / opening.DATABASE)


def _move(room: Path, target: Path) -> None:
    if target.is_dir():
        if any(target.iterdir()):  # attachments or backups of a library that is gone: nobody's to throw away
            raise StoreError("not_empty", opening.NOT_EMPTY, folder=target.parent)
        target.rmdir()
    room.replace(target)
