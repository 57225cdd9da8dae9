"""A second home for the copies: another folder or disk, written after each daily copy when it is there."""

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cresi_app.core.errors import DomainError, StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk
from cresi_app.store.backup import record, taking
from cresi_app.store.backup.record import Backup, Reason
from cresi_app.store.backup.taking import Progress, silent

SHELF: Final = "cresi-sauvegardes"

_INSIDE: Final = N_(
    "« {place} » est dans le dossier de la bibliothèque : une copie n'y protégerait de rien. Choisissez un autre disque ou un autre dossier."
)
_ABSENT: Final = N_("« {place} » n'est pas là : la copie s'y fera dès que vous l'aurez branché.")


@dataclass(frozen=True, slots=True)
class Place:
    """One place as it stands: whether it is there, its newest copy, and whether a broken disk would take both."""

    folder: Path
    is_there: bool
    last: Backup | None = None
    is_same_disk: bool = False


def home_of(library: Path, place: Path) -> Path:
    """Return where a library's copies lie in a place: libraries of one name stay apart, those of two computers too.

    A stick goes from one to the other, and their folders are often called the same: each would thin the other's copies.
    """
    mark = hashlib.sha256(f"{platform.node()}\0{library.resolve()}".encode()).hexdigest()[:8]
    return place / SHELF / f"{library.name}-{mark}"


def check_place(library: Path, place: Path) -> None:
    """Raise DomainError ``inside`` for a place that would be lost together with the library."""
    if place.resolve().is_relative_to(library.resolve()):
        raise DomainError("inside", _INSIDE, place=str(place))


def look(library: Path, places: Sequence[Path]) -> list[Place]:
    """Return how places stand; one that is unplugged, or does not answer, is not there."""
    return [_stands(library, place) for place in places]


def _stands(library: Path, place: Path) -> Place:
    try:
        if not place.is_dir():
            return Place(place, is_there=False)
        same = place.stat().st_dev == library.stat().st_dev
        return Place(place, is_there=True, last=record.newest(home_of(library, place)), is_same_disk=same)
    except (OSError, StoreError):
        return Place(place, is_there=False)


def copies_in(library: Path, place: Path) -> list[Backup]:
    """List a library's copies in a place, newest first; none where it does not answer."""
    try:
        return record.list_in(home_of(library, place))
    except (OSError, StoreError):
        return []


def copy_to(library: Path, place: Path, *, reason: Reason = "daily", progress: Progress = silent) -> Backup:
    """Take a verified copy into a place and thin the old ones there. StoreError ``place_absent``, or what the disk refuses."""
    if not _stands(library, place).is_there:
        raise StoreError("place_absent", _ABSENT, place=str(place))
    home = home_of(library, place)
    with disk.refusals(place):
        home.mkdir(parents=True, exist_ok=True)
    return taking.take(library, reason=reason, into=home, progress=progress)
