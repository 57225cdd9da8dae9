"""Typed reads of the catalogue; the SQL stands beside each."""
