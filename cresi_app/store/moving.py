"""Moving a library to another folder: everything is copied and read again before the copy is used; the former folder stays as it is."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from cresi_app.core.errors import DomainError, StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk, typed
from cresi_app.store.backup.taking import Progress, silent
from cresi_app.store.lock import LibraryLock
from cresi_app.store.opening import BACKUPS, DATABASE, FILES

_INSIDE: Final = N_(
    "« {target} » est dans le dossier de la bibliothèque, ou la contient : choisissez un autre dossier. Rien n'a été copié."
)
_TAKEN: Final = N_(
    "Le dossier « {target} » contient déjà autre chose : choisissez-en un vide, ou un nouveau. Rien n'a été copié."
)
_NO_WRITING: Final = N_("Rien ne peut être écrit dans « {target} » : choisissez un autre dossier. Rien n'a été copié.")
_NO_ROOM: Final = N_(
    "Le disque de « {target} » n'a pas assez de place. Rien n'a été copié ; la bibliothèque reste où elle est."
)
_CHANGED: Final = N_(
    "La copie de {file} ne se relit pas comme l'original : la bibliothèque reste où elle est, et la copie a été retirée."
)
_SPARE: Final = 1.1
"""How much more room than the library takes is asked for."""
_SIDES: Final = ("-wal", "-journal")


def check_target(source: Path, target: Path) -> None:
    """Refuse a folder that cannot take the library: DomainError ``inside``, ``not_empty``, ``unwritable``, ``no_room``."""
    here, there = source.resolve(), target.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise DomainError("inside", _INSIDE, target=target.name)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise DomainError("not_empty", _TAKEN, target=target.name)
    nearest = next(folder for folder in (there, *there.parents) if folder.exists())
    if not disk.can_write(nearest):
        raise DomainError("unwritable", _NO_WRITING, target=target.name)
    if disk.free_bytes(nearest) < _SPARE * sum(file.stat().st_size for file in _kept(source)):
        raise DomainError("no_room", _NO_ROOM, target=target.name)


def copy_shelves(source: Path, target: Path, progress: Progress = silent) -> None:
    """Copy attachments and backups while the library is in use, each read again; what was copied goes when that fails.

    Attachments are named by what they hold and never change; what comes meanwhile is brought by `finish`.
    """
    check_target(source, target)
    files = [file for file in _kept(source) if file.name != DATABASE]
    try:
        for number, file in enumerate(files):
            progress(number, len(files))
            _copy(file, target / file.relative_to(source))
        progress(len(files), len(files) or 1)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def finish(source: Path, target: Path, progress: Progress = silent) -> None:
    """Copy the rest and the database itself, which nobody may have open, and read all of it again.

    The database comes last, after its log: a program that is killed leaves no library there, never one without its end.
    Raises StoreError; the copy is then removed and the library is as it was.
    """
    try:
        with LibraryLock(source), disk.refusals(target):
            shelves = [file for file in _kept(source) if file != source / DATABASE]
            sides = [source / f"{DATABASE}{side}" for side in _SIDES]  # of a library that was not closed in order
            for number, file in enumerate(shelves):
                progress(number, len(shelves) + 1)
                place = target / file.relative_to(source)
                if not place.exists() or place.stat().st_size != file.stat().st_size:
                    _copy(file, place)
            for file in (*sides, source / DATABASE):
                if file.exists():
                    _copy(file, target / file.name, lambda: progress(len(shelves), len(shelves) + 1))
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    typed.carry(source, target)


def _kept(source: Path) -> Iterator[Path]:
    """Yield what makes a library: the database, the attachments, the backups; not what can be made again."""
    yield source / DATABASE
    for shelf in (FILES, BACKUPS):
        for folder, _folders, names in os.walk(source / shelf):
            yield from (Path(folder) / name for name in sorted(names) if not name.endswith(".lock"))


def _copy(file: Path, place: Path, check: Callable[[], None] = lambda: None) -> None:
    with disk.refusals(place.parent):
        place.parent.mkdir(parents=True, exist_ok=True)
        written = disk.copy_whole(file, place, check)
        if disk.sha256_of(place, check) != written:
            raise StoreError("altered", _CHANGED, file=file.name)
