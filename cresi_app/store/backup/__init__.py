"""Backups that have been proven before they count, thinned with age, and restored without losing what they replace."""

from cresi_app.store.backup.places import Place, check_place, copies_in, copy_to, look
from cresi_app.store.backup.record import Backup, Reason, last_backup, list_backups, read_backup
from cresi_app.store.backup.restoring import Restored, restore, unfinished
from cresi_app.store.backup.taking import Progress, take
from cresi_app.store.backup.thinning import due, prune, resume_thinning, thinning_suspended, to_keep
from cresi_app.store.backup.verifying import BackupDamaged, verify

__all__ = [
    "Backup",
    "BackupDamaged",
    "Place",
    "Progress",
    "Reason",
    "Restored",
    "check_place",
    "copies_in",
    "copy_to",
    "due",
    "last_backup",
    "list_backups",
    "look",
    "prune",
    "read_backup",
    "restore",
    "resume_thinning",
    "take",
    "thinning_suspended",
    "to_keep",
    "unfinished",
    "verify",
]
