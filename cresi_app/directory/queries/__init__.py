"""Typed reads of the directory; the SQL stands beside each."""

from cresi_app.directory.queries.indexing import ORGANISATION_SEARCH, PERSON_SEARCH

__all__ = ["ORGANISATION_SEARCH", "PERSON_SEARCH"]
