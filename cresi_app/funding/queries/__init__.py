"""Typed reads of the money desk; the SQL stands beside each."""

from cresi_app.funding.queries.indexing import APPLICATION_SEARCH, GRANT_SEARCH

__all__ = ["APPLICATION_SEARCH", "GRANT_SEARCH"]
