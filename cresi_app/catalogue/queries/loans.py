"""Reads of loans as the catalogue counts them: by document, by copy, by day; those of another program among them."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from cresi_app.catalogue.model.notice import CONSULTATION, LOAN, NoticeUse
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed

OF_DOCUMENT: Final = "coalesce((SELECT sum(times) FROM loan_count n WHERE n.document_id = d.id), 0)"
"""How often a document `d` was lent, as far as anybody counted."""
LAST_OF_DOCUMENT: Final = "(SELECT max(day) FROM loan_count n WHERE n.document_id = d.id)"


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


_HELD: Final = (
    "SELECT n.document_id, '{what}' AS what, coalesce(y.barcode, '') AS barcode, coalesce(n.day, '') AS day, sum(n.times) AS times "
    "FROM {table} n LEFT JOIN copy y ON y.id = n.copy_id WHERE n.document_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 3, 4"
)


def held(library: Library, documents: Iterable[int]) -> dict[int, list[NoticeUse]]:
    """Return what is counted of these documents, loans and consultations, by copy and day."""
    ids = listed(documents)
    both = " UNION ALL ".join(
        _HELD.format(what=what, table=table) for what, table in ((LOAN, "loan_count"), (CONSULTATION, "consultation"))
    )
    found: dict[int, list[NoticeUse]] = {}
    for row in library.query(f"{both} ORDER BY 1, 2 DESC, 4, 3", (ids, ids)):
        use = NoticeUse(row["what"], row["times"], row["barcode"], row["day"])
        found.setdefault(row["document_id"], []).append(use)
    return found


def copies(library: Library, document_id: int, barcodes: Iterable[str]) -> dict[str, int]:
    """Return the copies of a document by these barcodes, a live one before one that was withdrawn."""
    rows = library.query(
        "SELECT barcode, id FROM copy WHERE document_id = ? AND barcode <> '' AND barcode IN (SELECT value FROM json_each(?)) "
        "ORDER BY withdrawn_on IS NULL, id",
        (document_id, listed(barcodes)),
    )
    return {row["barcode"]: row["id"] for row in rows}
