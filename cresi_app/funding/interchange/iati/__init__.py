"""IATI 2.03 activity files: read as a stream, checked against structure and ruleset, written."""
