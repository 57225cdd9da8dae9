"""Reads of copies with what their documents say, of the numbers they are given, and of how the centre numbers them."""

from collections.abc import Iterable, Sequence
from typing import Final

from cresi_app.catalogue.model.stock import CopyLine, CopySetting
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.values import listed

LINES: Final = Table("copy", CopyLine)
SETTINGS: Final = Table("copy_setting", CopySetting)

COLUMNS: Final = (
    "y.id, y.version, y.document_id, d.number, d.title, d.kind, d.year, y.barcode, "
    "CASE WHEN y.call_number <> '' THEN y.call_number ELSE d.call_number END AS call_number, y.location_id, "
    "coalesce(l.name, '') AS location, y.status, y.condition, y.accession_number, y.volume, y.acquired_on, y.withdrawn_on, "
    "y.price_minor, y.currency, y.provenance, y.supplier, y.needs_label, "
    "coalesce((SELECT group_concat(name, ', ') FROM (SELECT trim(c.given || ' ' || c.family) AS name FROM contribution b "
    "JOIN contributor c ON c.id = b.contributor_id JOIN contribution_role r ON r.code = b.role "
    "WHERE b.document_id = d.id AND r.is_author = 1 ORDER BY b.position, b.id LIMIT 2)), '') AS authors, "
    "coalesce((SELECT c.family FROM contribution b JOIN contributor c ON c.id = b.contributor_id "
    "JOIN contribution_role r ON r.code = b.role WHERE b.document_id = d.id AND r.is_author = 1 "
    "ORDER BY b.position, b.id LIMIT 1), '') AS first_name"
)
"""What a line of a copy is made of, of ``copy y JOIN document d LEFT JOIN location l``."""
FROM: Final = "FROM copy y JOIN document d ON d.id = y.document_id LEFT JOIN location l ON l.id = y.location_id"
_IDS: Final = "(SELECT value FROM json_each(?))"


def lines(library: Library, ids: Iterable[int]) -> list[CopyLine]:
    """Return these copies in the order of `ids`; those that are gone are left out."""
    wanted = list(ids)
    rows = library.query(f"SELECT {COLUMNS} {FROM} WHERE y.id IN {_IDS}", (listed(wanted),))
    known = {row["id"]: LINES.load(row) for row in rows}
    return [known[one] for one in wanted if one in known]


def line(library: Library, copy_id: int) -> CopyLine | None:
    """Return one copy, withdrawn or not."""
    found = lines(library, [copy_id])
    return found[0] if found else None


def of_documents(library: Library, ids: Iterable[int]) -> list[CopyLine]:
    """Return the live copies of these documents, in the order of `ids`."""
    wanted = list(ids)
    order = {document_id: at for at, document_id in enumerate(wanted)}
    rows = library.query(
        f"SELECT {COLUMNS} {FROM} WHERE y.document_id IN {_IDS} AND y.withdrawn_on IS NULL ORDER BY y.barcode, y.id",
        (listed(wanted),),
    )
    return sorted(LINES.loads(rows), key=lambda one: order[one.document_id])


def to_label(library: Library) -> list[CopyLine]:
    """Return the live copies that wait for a label, the oldest first."""
    rows = library.query(
        f"SELECT {COLUMNS} {FROM} WHERE y.needs_label = 1 AND y.withdrawn_on IS NULL ORDER BY y.created_at, y.id"
    )
    return LINES.loads(rows)


def to_label_count(library: Library) -> int:
    """Return how many copies wait for a label."""
    return int(
        library.value(
            "SELECT count(*) FROM copy INDEXED BY copy_needs_label WHERE needs_label = 1 AND withdrawn_on IS NULL"
        )
    )


def inventory(library: Library, location_id: int | None, kind: str | None) -> list[CopyLine]:
    """Return the live copies by place and call number; None: every place, every kind."""
    where, params = ["y.withdrawn_on IS NULL"], list[object]()
    if location_id is not None:
        where.append("y.location_id = ?")
        params.append(location_id)
    if kind is not None:
        where.append("d.kind = ?")
        params.append(kind)
    rows = library.query(f"SELECT {COLUMNS} {FROM} WHERE {' AND '.join(where)}", params)
    return LINES.loads(rows)


def by_code(library: Library, code: str) -> CopyLine | None:
    """Return the copy a code is on: the live copy of that barcode, else of that inventory number, else a withdrawn one."""
    # Two questions and not one « or »: each finds its own index, which holds no empty code.
    sql = (
        "SELECT id FROM (SELECT id, withdrawn_on, 0 AS other FROM copy WHERE barcode = ? AND barcode <> '' "
        "UNION ALL SELECT id, withdrawn_on, 1 FROM copy WHERE accession_number = ? AND accession_number <> '') "
        "ORDER BY withdrawn_on IS NOT NULL, other, id DESC LIMIT 1"
    )
    found = library.value(sql, (code, code))
    return line(library, int(found)) if found is not None else None


def documents_received(library: Library, first: str, last: str) -> list[int]:
    """Return the documents of which a copy came between two days, else that were entered then; the newest first."""
    sql = (
        "SELECT d.id FROM document d LEFT JOIN copy y ON y.document_id = d.id AND y.withdrawn_on IS NULL "
        "WHERE d.archived_on IS NULL GROUP BY d.id "
        "HAVING max(coalesce(y.acquired_on, substr(d.created_at, 1, 10))) BETWEEN ? AND ? "
        "ORDER BY max(coalesce(y.acquired_on, substr(d.created_at, 1, 10))) DESC, d.title_sort"
    )
    return [row[0] for row in library.query(sql, (first, last))]


def last_number(library: Library, name: str) -> int:
    """Return the last number a sequence gave; 0 before the first."""
    return int(library.value("SELECT last FROM sequence WHERE name = ?", (name,), 0))


def taken(library: Library, column: str, values: Sequence[str]) -> set[str]:
    """Return which of these barcodes (of live copies) or inventory numbers (of all) stand on copies."""
    live = " AND withdrawn_on IS NULL" if column == "barcode" else ""
    sql = f"SELECT {column} FROM copy WHERE {column} IN {_IDS} AND {column} <> ''{live}"
    return {row[0] for row in library.query(sql, (listed(values),))}


def accession_holder(library: Library, number: str) -> tuple[int, str] | None:
    """Return the copy that carries this inventory number and the number of its document."""
    rows = library.query(
        "SELECT y.id, d.number FROM copy y JOIN document d ON d.id = y.document_id WHERE y.accession_number = ? AND y.accession_number <> ''",
        (number,),
    )
    return (rows[0][0], rows[0][1]) if rows else None


def same_accessions(library: Library) -> dict[str, int]:
    """Return the inventory numbers that stand on several copies, with how many."""
    rows = library.query(
        "SELECT accession_number, count(*) FROM copy WHERE accession_number <> '' GROUP BY accession_number "
        "HAVING count(*) > 1 ORDER BY accession_number"
    )
    return {row[0]: row[1] for row in rows}


def setting(library: Library) -> CopySetting:
    """Return how the centre numbers its copies."""
    rows: list[Row] = library.query(f"SELECT {SETTINGS.select()} FROM copy_setting WHERE id = 1")
    return SETTINGS.load(rows[0]) if rows else CopySetting()


def locations(library: Library) -> list[tuple[int, str]]:
    """Return the places of copies in alphabetical order."""
    rows = library.query("SELECT id, name FROM location WHERE archived_on IS NULL ORDER BY name_sort, id")
    return [(row["id"], row["name"]) for row in rows]
