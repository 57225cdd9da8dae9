"""Reads what taking whole documents in needs to know of a library: codes, its own fields, which documents and files it has."""

from collections.abc import Iterable

from cresi_app.catalogue.model.whole import CODES
from cresi_app.store.library import Library
from cresi_app.store.values import listed


def codes(library: Library) -> dict[str, frozenset[str]]:
    """Return the codes of each list."""
    return {table: frozenset(row[0] for row in library.query(f"SELECT code FROM {table}")) for table in CODES}


def own_fields(library: Library) -> dict[str, tuple[int, str]]:
    """Return id and type of each of the centre's own fields, by its short name."""
    rows = library.query("SELECT short_name, id, type FROM custom_field WHERE archived_on IS NULL")
    return {row[0]: (row[1], row[2]) for row in rows}


def choices(library: Library) -> dict[tuple[int, str], int]:
    """Return the choices of the centre's own fields, by field and folded word."""
    return {(row[0], row[1]): row[2] for row in library.query("SELECT field_id, match_key, id FROM custom_choice")}


def types(library: Library) -> frozenset[str]:
    """Return the types a field of the centre can have."""
    return frozenset(row[0] for row in library.query("SELECT code FROM custom_type"))


def documents(library: Library, ids: Iterable[int]) -> dict[int, int]:
    """Return those of these documents that are there, by the id they had in the library that sent them (which is theirs)."""
    rows = library.query("SELECT id FROM document WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),))
    return {row[0]: row[0] for row in rows}


def number_taken(library: Library, number: str) -> bool:
    """Say whether a document of the library has this number."""
    return bool(library.query("SELECT 1 FROM document WHERE number = ?", (number,)))


def sources_of(library: Library, keys: Iterable[str]) -> dict[str, int]:
    """Return the documents that records so named at their source became."""
    rows = library.query(
        "SELECT source_key, min(document_id) FROM document_source WHERE source_key <> '' "
        "AND source_key IN (SELECT value FROM json_each(?)) GROUP BY source_key",
        (listed(keys),),
    )
    return {row[0]: row[1] for row in rows}
