"""Typed reads of the directory; the SQL stands beside each."""
