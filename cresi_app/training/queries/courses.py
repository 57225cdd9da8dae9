"""Reads of courses and rooms."""

from cresi_app.store.library import Library
from cresi_app.store.records import Table
from cresi_app.training.model import Course, Room

COURSES = Table("course", Course)
ROOMS = Table("room", Room)


def course(library: Library, course_id: int) -> Course | None:
    """Return a course, archived ones too."""
    rows = library.query(f"SELECT {COURSES.select()} FROM course WHERE id = ?", (course_id,))
    return COURSES.load(rows[0]) if rows else None


def courses(library: Library, *, archived: bool = False) -> list[Course]:
    """Return the courses in order of title; the archived ones with `archived`."""
    kept = "" if archived else "WHERE archived_on IS NULL"
    return COURSES.loads(library.query(f"SELECT {COURSES.select()} FROM course {kept} ORDER BY title_sort, id"))


def themes(library: Library) -> list[str]:
    """Return the themes in use, in order."""
    rows = library.query("SELECT DISTINCT theme FROM course WHERE theme <> '' AND archived_on IS NULL ORDER BY theme")
    return [row["theme"] for row in rows]


def room(library: Library, room_id: int) -> Room | None:
    """Return a room, archived ones too."""
    rows = library.query(f"SELECT {ROOMS.select()} FROM room WHERE id = ?", (room_id,))
    return ROOMS.load(rows[0]) if rows else None


def rooms(library: Library, *, archived: bool = False) -> list[Room]:
    """Return the rooms in order of name."""
    kept = "" if archived else "WHERE archived_on IS NULL"
    return ROOMS.loads(library.query(f"SELECT {ROOMS.select()} FROM room {kept} ORDER BY name_sort, id"))
