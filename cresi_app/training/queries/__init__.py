"""Every SQL statement of the training desk, by theme."""

from cresi_app.training.queries.search import COURSE_SEARCH, SESSION_SEARCH

__all__ = ["COURSE_SEARCH", "SESSION_SEARCH"]
