"""Typed reads of the project desk; the SQL stands beside each."""

from cresi_app.projects.queries.indexing import PROJECT_SEARCH

__all__ = ["PROJECT_SEARCH"]
