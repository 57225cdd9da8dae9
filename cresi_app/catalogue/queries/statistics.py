"""Reads of what is counted: rows of documents, copies, looks and consultations, and what documents are sorted by."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.records import Row

_PAIRS: Final = {
    "theme": "SELECT x.document_id, x.subject_id AS key FROM document_subject x JOIN subject s ON s.id = x.subject_id "
    "WHERE s.kind = 'topic'",
    "country": "SELECT document_id, country_code AS key FROM document_country",
    "language": "SELECT document_id, language_code AS key FROM document_language WHERE use = 'text'",
}
_NAMES: Final = {
    "theme": "SELECT id AS key, term AS fr, term AS en FROM subject WHERE kind = 'topic'",
    "country": "SELECT code AS key, name_fr AS fr, name_en AS en FROM country",
    "language": "SELECT code AS key, name_fr AS fr, name_en AS en FROM language",
    "place": "SELECT id AS key, name AS fr, name AS en FROM location",
}


def documents(library: Library) -> list[Row]:
    """Return id, kind, year, whether it is in the lists and the day it was entered of every document."""
    return library.query(
        "SELECT id, kind, year, archived_on IS NULL AS is_live, substr(created_at, 1, 10) AS entered FROM document"
    )


def copies(library: Library) -> list[Row]:
    """Return what is counted of every copy, withdrawn ones too."""
    return library.query(
        "SELECT id, document_id, provenance, location_id, withdrawn_on, price_minor, currency, "
        "coalesce(acquired_on, substr(created_at, 1, 10)) AS came FROM copy"
    )


def views(library: Library, first: date, last: date) -> Mapping[int, int]:
    """Return how often each document was looked at in these months."""
    rows = library.query(
        "SELECT document_id, sum(views) AS number FROM document_view_month WHERE month BETWEEN ? AND ? GROUP BY document_id",
        (first.isoformat()[:7], last.isoformat()[:7]),
    )
    return {row["document_id"]: row["number"] for row in rows}


def consultations(library: Library, first: date, last: date) -> list[Row]:
    """Return document, copy (None: not said) and number of the consultations between two days."""
    return library.query(
        "SELECT document_id, copy_id, sum(times) AS number FROM consultation WHERE day BETWEEN ? AND ? GROUP BY document_id, copy_id",
        (first, last),
    )


def pairs(library: Library, dimension: str) -> list[tuple[int, str]]:
    """Return (document, key) of a dimension of which a document may have several values; each pair once."""
    rows = library.query(_PAIRS[dimension])
    return list({(row["document_id"], str(row["key"])) for row in rows})


def names(library: Library, dimension: str) -> dict[str, tuple[str, str]]:
    """Return the French and English name of each key of a dimension."""
    return {str(row["key"]): (row["fr"], row["en"]) for row in library.query(_NAMES[dimension])}
