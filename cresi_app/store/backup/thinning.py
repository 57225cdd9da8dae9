"""Which backups are kept as they age: 12 days, 10 weeks, 9 months; and when the next one is due."""

import json
from collections.abc import Callable, Collection, Hashable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from cresi_app.core import clock
from cresi_app.store import disk, opening
from cresi_app.store.backup import record
from cresi_app.store.backup.record import Backup
from cresi_app.store.files import FolderFiles

DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 9

SUSPENDED_FOR: Final = timedelta(days=30)
"""After a restoration: time to notice that it was the wrong one."""

_SUSPENDED: Final = "thinning-suspended.json"


def to_keep(moments: Collection[datetime], zone: str = clock.HOME_ZONE) -> frozenset[datetime]:
    """Return which of these (aware) moments to keep: the last of each of the last 12 days, 10 weeks and 9 months that have any."""
    place = ZoneInfo(zone)
    kept: set[datetime] = set()
    rules: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS, lambda local: local.date()),
        (WEEKS, lambda local: local.isocalendar()[:2]),
        (MONTHS, lambda local: (local.year, local.month)),
    )
    newest_first = sorted(set(moments), reverse=True)
    for many, period_of in rules:
        last_of_period: dict[Hashable, datetime] = {}
        for moment in newest_first:
            last_of_period.setdefault(period_of(moment.astimezone(place)), moment)
        kept.update(list(last_of_period.values())[:many])
    return frozenset(kept)


def due(last: datetime | None, now: datetime, zone: str = clock.HOME_ZONE) -> bool:
    """Say whether the automatic backup should be taken: none yet, none this local day, or the clock has gone back a day."""
    if last is None:
        return True
    place = ZoneInfo(zone)
    return last.astimezone(place).date() != now.astimezone(place).date()


def prune(library: Path) -> list[Path]:
    """Delete the backups that age has made superfluous and return their files; none while thinning is suspended."""
    backups = record.folder_of(library)
    with record.sole_work(backups):
        return prune_alone(backups)


def prune_alone(backups: Path) -> list[Path]:
    """Prune, for whoever already is the only one at work in `backups`.

    Only proven backups are counted and deleted: what was replaced, or came without its record, is a person's to delete.
    """
    if _suspended(backups):
        return []
    known = _proven(backups)
    kept = to_keep([backup.at for backup in known])
    gone = [backup for backup in known if backup.at not in kept]
    for backup in gone:
        disk.remove(backup.file)  # the record last: a file without record would be kept for good
        disk.remove(backup.record)
    if gone:
        _drop_files(backups)
    return [backup.file for backup in gone]


def _proven(backups: Path) -> list[Backup]:
    found = [record.read_backup(file) for file in backups.glob(f"{record.PREFIX}*.db")]
    return [backup for backup in found if backup.verified]


def _drop_files(backups: Path) -> None:
    """Delete attachments that no backup left mentions, unless one is there whose attachments nobody knows."""
    everything = [record.read_backup(file) for file in backups.glob("*.db")]
    if all(backup.sha256 for backup in everything):
        in_use = {sha256 for backup in everything for sha256 in backup.files}
        FolderFiles(backups / opening.FILES).remove_unreferenced(in_use)


def suspend_thinning(library: Path) -> None:
    """Delete no backup for 30 days."""
    until = (clock.now() + SUSPENDED_FOR).isoformat(timespec="seconds")
    disk.write_whole(record.folder_of(library) / _SUSPENDED, json.dumps({"until": until}).encode())


def thinning_suspended(library: Path) -> bool:
    """Say whether backups are all kept for now because one was restored lately."""
    return _suspended(record.folder_of(library))


def _suspended(backups: Path) -> bool:
    try:
        said = json.loads((backups / _SUSPENDED).read_text(encoding="utf-8"))
        return datetime.fromisoformat(said["until"]) > clock.now()
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        return True  # there is a mark that cannot be read: keeping too much is the safe side


def resume_thinning(library: Path) -> None:
    """Let old backups be thinned again at once."""
    with disk.refusals(record.folder_of(library)):
        disk.remove(record.folder_of(library) / _SUSPENDED)
