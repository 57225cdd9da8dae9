"""What a person can do at the training desk: each act checked, written in one revision, refused with a sentence."""

from typing import Final

from cresi_app.training.queries import COURSE_SEARCH, SESSION_SEARCH
from cresi_app.training.service.counter import CounterDesk

SOURCES: Final = (COURSE_SEARCH, SESSION_SEARCH)
"""What the library indexes for this desk."""


class TrainingService(CounterDesk):
    """Courses, sessions, bookings, waiting lists, attendance, papers, the year. Reads return records; writes take `who` first."""


__all__ = ["SOURCES", "TrainingService"]
