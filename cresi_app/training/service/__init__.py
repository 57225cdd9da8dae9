"""What a person can do at the training desk: each act checked, written in one revision, refused with a sentence."""

from typing import Final

from cresi_app.directory.service import DirectoryService
from cresi_app.store.library import Library
from cresi_app.training.queries import COURSE_SEARCH, SESSION_SEARCH
from cresi_app.training.service.attendance import AttendanceDesk

SOURCES: Final = (COURSE_SEARCH, SESSION_SEARCH)
"""What the library indexes for this desk."""


class TrainingService(AttendanceDesk):
    """Courses, sessions, bookings, waiting lists, attendance, the year. Reads return records; writes take `who` first."""

    def __init__(self, library: Library, directory: DirectoryService) -> None:
        super().__init__(library)
        self.directory: Final = directory


__all__ = ["SOURCES", "TrainingService"]
