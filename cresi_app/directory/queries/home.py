"""Reads of the library's own identity and of the staff."""

from typing import Final

from cresi_app.directory.model import Home, Staff
from cresi_app.store.library import Library
from cresi_app.store.records import Table

HOME: Final = Table("home", Home)
STAFF: Final = Table("staff", Staff)


def home(library: Library) -> Home | None:
    """Return the single row; None in a library that was not introduced yet."""
    return next(iter(HOME.loads(library.query(f"SELECT {HOME.select()} FROM home WHERE id = 1"))), None)


def staff(library: Library) -> list[Staff]:
    """Return every profile, those still at work first, by name."""
    sql = f"SELECT {STAFF.select()} FROM staff ORDER BY archived_on IS NOT NULL, name_sort, id"
    return STAFF.loads(library.query(sql))
