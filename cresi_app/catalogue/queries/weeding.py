"""Reads of weeding: the copies that could leave, the lists put before those who decide."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.catalogue.model.weeding import KEPT_FOR_GOOD, NEW_FOR, Criteria, Signs, Weeding, WeedingLine
from cresi_app.catalogue.queries import loans
from cresi_app.catalogue.queries.stock import COLUMNS, FROM, LINES, lines
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.revision import Revision
from cresi_app.store.values import listed

WEEDINGS: Final = Table("weeding", Weeding)
_SINCE: Final = "coalesce(y.acquired_on, substr(y.created_at, 1, 10))"
_USED: Final = (
    "max(coalesce(v.last_on, ''), coalesce((SELECT max(day) FROM consultation c WHERE c.document_id = d.id), ''), "
    f"coalesce({loans.LAST_OF_DOCUMENT}, ''))"
)
_USES: Final = (
    "coalesce(v.views, 0) + coalesce((SELECT sum(times) FROM consultation c WHERE c.document_id = d.id), 0) + "
    f"{loans.OF_DOCUMENT}"
)
_NEVER_LENT: Final = (
    "(y.status IN (SELECT code FROM copy_status WHERE is_lendable = 1) "
    "AND d.id NOT IN (SELECT n.document_id FROM loan_count n))"
)
"""What may be lent and never was: of a document with several copies, one that goes out speaks for all."""
_RANK: Final = (
    "(SELECT count(*) FROM copy z WHERE z.document_id = y.document_id AND z.withdrawn_on IS NULL AND z.id < y.id)"
)
_NEWER: Final = (
    "EXISTS (SELECT 1 FROM document n WHERE n.title_sort = d.title_sort AND n.id <> d.id AND n.kind = d.kind "
    "AND n.year > d.year AND n.archived_on IS NULL)"
)
_SIGNS: Final = (
    f"SELECT {COLUMNS}, {_SINCE} AS here_since, {_USED} AS last_used, {_USES} AS uses, {_RANK} AS rank, {_NEWER} AS has_newer, "
    f"{_NEVER_LENT} AS is_never_lent "
    f"{FROM} LEFT JOIN document_view v ON v.document_id = d.id"
)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _signs(row: Row) -> Signs:
    return Signs(
        LINES.load(row),
        uses=row["uses"],
        last_used=_day(row["last_used"]),
        here_since=_day(row["here_since"]),
        rank=row["rank"],
        has_newer=bool(row["has_newer"]),
        is_never_lent=bool(row["is_never_lent"]),
    )


def candidates(library: Library, asked: Criteria, today: date, limit: int) -> list[Signs]:
    """Return the live copies of which one sign (or every one) holds and that stand on no open list, the oldest first."""
    signs, params = _asked_signs(asked, today)
    where = ["y.withdrawn_on IS NULL", f"({(' AND ' if asked.all_signs else ' OR ').join(signs) or '0'})"]
    for sql, value in (
        ("d.kind = ?", asked.kind),
        ("y.location_id = ?", asked.location_id),
        ("d.id IN (SELECT document_id FROM document_subject WHERE subject_id = ?)", asked.subject_id),
    ):
        if value is not None:
            where.append(sql)
            params.append(value)
    where.append(
        "y.id NOT IN (SELECT w.copy_id FROM weeding_line w JOIN weeding g ON g.id = w.weeding_id WHERE g.closed_on IS NULL)"
    )
    sql = f"{_SIGNS} WHERE {' AND '.join(where)} ORDER BY d.year IS NULL, d.year, d.title_sort, y.id LIMIT ?"
    return [_signs(row) for row in library.query(sql, (*params, limit))]


def _asked_signs(asked: Criteria, today: date) -> tuple[list[str], list[object]]:
    signs: list[str] = []
    params: list[object] = []
    ages = "1" if asked.kind == KEPT_FOR_GOOD else f"d.kind <> '{KEPT_FOR_GOOD}'"
    if asked.older_than:
        signs.append(f"(d.year <= ? AND {ages})")
        params.append(today.year - asked.older_than)
    if asked.unused_for:
        limit = date(today.year - asked.unused_for, today.month, min(today.day, 28))
        signs.append(f"({_USED} < ? AND {_SINCE} < ? AND {ages})")
        params += [limit, limit]
    if asked.conditions:
        signs.append("y.condition IN (SELECT value FROM json_each(?))")
        params.append(listed(sorted(asked.conditions)))
    if asked.duplicates:
        signs.append(f"{_RANK} > 0")
    if asked.superseded:
        signs.append(_NEWER)
    if asked.never_lent:
        signs.append(f"({_NEVER_LENT} AND {_SINCE} < ? AND {ages})")
        params.append(date(today.year - NEW_FOR, today.month, min(today.day, 28)))
    if asked.missing:
        signs.append("y.status IN ('missing', 'lost')")
    return signs, params


_WEEDINGS: Final = (
    "SELECT g.*, (SELECT count(*) FROM weeding_line w WHERE w.weeding_id = g.id) AS lines, "
    "(SELECT count(*) FROM weeding_line w WHERE w.weeding_id = g.id AND w.is_kept = 0) AS leaving FROM weeding g"
)


def weedings(library: Library) -> list[Weeding]:
    """Return the lists, those still open first, then the latest."""
    return WEEDINGS.loads(library.query(f"{_WEEDINGS} ORDER BY g.closed_on IS NOT NULL, g.started_on DESC, g.id DESC"))


def weeding(library: Library, weeding_id: int) -> Weeding | None:
    """Return one list."""
    rows = library.query(f"{_WEEDINGS} WHERE g.id = ?", (weeding_id,))
    return WEEDINGS.load(rows[0]) if rows else None


def weeding_lines(library: Library, weeding_id: int) -> list[WeedingLine]:
    """Return the lines of a list."""
    rows = library.query(
        f"SELECT w.*, {_USED} AS last_used, {_USES} AS uses FROM weeding_line w JOIN copy y ON y.id = w.copy_id "
        "JOIN document d ON d.id = y.document_id LEFT JOIN document_view v ON v.document_id = d.id WHERE w.weeding_id = ? "
        "ORDER BY w.id",
        (weeding_id,),
    )
    copies: dict[int, CopyLine] = {line.id: line for line in lines(library, [row["copy_id"] for row in rows])}
    return [
        WeedingLine(
            row["id"], row["version"], copies[row["copy_id"]], bool(row["is_kept"]), row["reason"], row["fate"],
            row["recipient"], row["note"], row["uses"], _day(row["last_used"]),
        )
        for row in rows
    ]  # fmt: skip


def listed_copies(library: Library, weeding_id: int) -> set[int]:
    """Return the copies that stand on a list already."""
    return {row[0] for row in library.query("SELECT copy_id FROM weeding_line WHERE weeding_id = ?", (weeding_id,))}


def without_copies(library: Library, documents: list[int], leaving: list[int]) -> list[tuple[int, int]]:
    """Return (id, version) of these documents that have no live copy left once `leaving` have left."""
    rows = library.query(
        "SELECT d.id, d.version FROM document d WHERE d.id IN (SELECT value FROM json_each(?)) AND d.archived_on IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM copy y WHERE y.document_id = d.id AND y.withdrawn_on IS NULL "
        "AND y.id NOT IN (SELECT value FROM json_each(?)))",
        (listed(documents), listed(leaving)),
    )
    return [(row["id"], row["version"]) for row in rows]


# --- what an act rests on ---


def still_open(revision: Revision, weeding_id: int) -> None:
    """Let the act go through only while the list is open."""
    revision.expect("SELECT closed_on IS NULL FROM weeding WHERE id = ?", (weeding_id,))


def as_read(revision: Revision, weeding_id: int, lines: Iterable[WeedingLine]) -> None:
    """Let the act go through only while the list has these very lines, each as it was read."""
    revision.expect(
        "SELECT ? = (SELECT json_group_array(json_array(id, version)) FROM "
        "(SELECT id, version FROM weeding_line WHERE weeding_id = ? ORDER BY id))",
        (json.dumps(sorted([line.id, line.version] for line in lines), separators=(",", ":")), weeding_id),
    )


def still_without_copies(revision: Revision, documents: Iterable[int], leaving: Iterable[int]) -> None:
    """Let the act go through only while these documents have no live copy but those that leave."""
    revision.expect(
        "SELECT NOT EXISTS (SELECT 1 FROM copy WHERE document_id IN (SELECT value FROM json_each(?)) "
        "AND withdrawn_on IS NULL AND id NOT IN (SELECT value FROM json_each(?)))",
        (listed(documents), listed(leaving)),
    )
