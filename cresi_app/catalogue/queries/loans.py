"""Reads of loans as the catalogue counts them: by document, by copy, by day; those of another program among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed

OF_DOCUMENT: Final = "coalesce((SELECT sum(times) FROM loan_count n WHERE n.document_id = d.id), 0)"
"""How often a document `d` was lent, as far as anybody counted."""
LAST_OF_DOCUMENT: Final = "(SELECT max(day) FROM loan_count n WHERE n.document_id = d.id)"


@dataclass(frozen=True, slots=True)
class HeldCount:
    """Loans of one document that are counted: of a copy by its barcode ("" when of none), of a day ("" when nobody says)."""

    barcode: str
    day: str
    times: int


def of_document(library: Library, document_id: int) -> int:
    """Return how often a document was lent."""
    return int(library.value("SELECT coalesce(sum(times), 0) FROM loan_count WHERE document_id = ?", (document_id,), 0))


def between(library: Library, first: date, last: date) -> list[Row]:
    """Return document, copy (None: not said) and number of the loans between two days."""
    return library.query(
        "SELECT document_id, copy_id, sum(times) AS number FROM loan_count WHERE day BETWEEN ? AND ? GROUP BY document_id, copy_id",
        (first, last),
    )


def undated(library: Library) -> int:
    """Return how many loans are counted of which nobody says when."""
    return int(library.value("SELECT coalesce(sum(times), 0) FROM loan_count WHERE day IS NULL", (), 0))


def held(library: Library, document_id: int) -> list[HeldCount]:
    """Return what is counted of a document, by copy and day."""
    rows = library.query(
        "SELECT coalesce(y.barcode, '') AS barcode, coalesce(n.day, '') AS day, sum(n.times) AS times FROM loan_count n "
        "LEFT JOIN copy y ON y.id = n.copy_id WHERE n.document_id = ? GROUP BY 1, 2",
        (document_id,),
    )
    return [HeldCount(row["barcode"], row["day"], row["times"]) for row in rows]


def copies(library: Library, document_id: int, barcodes: Iterable[str]) -> dict[str, int]:
    """Return the copies of a document by these barcodes, a live one before one that was withdrawn."""
    rows = library.query(
        "SELECT barcode, id FROM copy WHERE document_id = ? AND barcode <> '' AND barcode IN (SELECT value FROM json_each(?)) "
        "ORDER BY withdrawn_on IS NULL, id",
        (document_id, listed(barcodes)),
    )
    return {row["barcode"]: row["id"] for row in rows}
