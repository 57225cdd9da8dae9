"""Reads of stock-takes: what is expected, what was read, what stands where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.catalogue.model.stocktake import Reading, Stocktake, Told
from cresi_app.catalogue.queries.stock import COLUMNS, FROM, LINES, lines
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.revision import Revision
from cresi_app.store.values import listed

TAKES: Final = Table("stocktake", Stocktake)
_TAKES: Final = (
    "SELECT s.*, coalesce(l.name, '') AS location, "
    "(SELECT count(*) FROM stocktake_reading r WHERE r.stocktake_id = s.id) AS read "
    "FROM stocktake s LEFT JOIN location l ON l.id = s.location_id"
)


def takes(library: Library) -> list[Stocktake]:
    """Return the stock-takes, those still open first, then the latest."""
    return TAKES.loads(library.query(f"{_TAKES} ORDER BY s.closed_on IS NOT NULL, s.started_on DESC, s.id DESC"))


def take(library: Library, take_id: int) -> Stocktake | None:
    """Return one stock-take."""
    rows = library.query(f"{_TAKES} WHERE s.id = ?", (take_id,))
    return TAKES.load(rows[0]) if rows else None


def _scope(take: Stocktake) -> tuple[str, list[object]]:
    where, params = [""], list[object]()
    if take.location_id is not None:
        where.append("y.location_id = ?")
        params.append(take.location_id)
    if take.kind is not None:
        where.append("d.kind = ?")
        params.append(take.kind)
    return " AND ".join(where), params


_EXPECTED: Final = (
    "y.withdrawn_on IS NULL AND y.status IN (SELECT code FROM copy_status WHERE is_present = 1) "
    "AND y.id NOT IN (SELECT value FROM json_each(?))"
)


def expected(library: Library, take: Stocktake, out: frozenset[int]) -> int:
    """Return how many copies should be on the shelves: live, present by their status, and not among those `out`."""
    more, params = _scope(take)
    sql = f"SELECT count(*) FROM copy y JOIN document d ON d.id = y.document_id WHERE {_EXPECTED}{more}"
    return int(library.value(sql, (listed(out), *params), 0))


def missing(library: Library, take: Stocktake, out: frozenset[int]) -> list[CopyLine]:
    """Return the expected copies that were not read."""
    more, params = _scope(take)
    sql = (
        f"SELECT {COLUMNS} {FROM} WHERE {_EXPECTED}{more} "
        "AND y.id NOT IN (SELECT copy_id FROM stocktake_reading WHERE stocktake_id = ? AND copy_id IS NOT NULL)"
    )
    return LINES.loads(library.query(sql, (listed(out), *params, take.id)))


def missing_then(library: Library, take_id: int) -> list[CopyLine]:
    """Return the copies that a closed stock-take had not read."""
    rows = library.query("SELECT copy_id FROM stocktake_missing WHERE stocktake_id = ?", (take_id,))
    return lines(library, [row["copy_id"] for row in rows])


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading as its row says it."""

    id: int
    version: int
    code: str
    told: Told
    times: int
    read_at: datetime
    read_by: str = ""
    location_id: int | None = None
    location: str = ""
    copy_id: int | None = None


READINGS: Final = Table("stocktake_reading", ReadingRow)
_READINGS: Final = (
    "SELECT r.*, coalesce(p.name, '') AS location FROM stocktake_reading r LEFT JOIN location p ON p.id = r.location_id "
    "WHERE r.stocktake_id = ?"
)


def _readings(library: Library, rows: Iterable[Row], out: frozenset[int]) -> list[Reading]:
    found = READINGS.loads(rows)
    copies = {line.id: line for line in lines(library, [one.copy_id for one in found if one.copy_id is not None])}
    return [
        Reading(
            one.id, one.version, one.code, one.told, one.times, one.read_at, one.read_by, one.location_id, one.location,
            copies.get(one.copy_id or 0), one.copy_id in out,
        )
        for one in found
    ]  # fmt: skip


def readings(library: Library, take_id: int, out: frozenset[int] = frozenset()) -> list[Reading]:
    """Return everything that was read, in the order of reading."""
    return _readings(library, library.query(f"{_READINGS} ORDER BY r.read_at, r.id", (take_id,)), out)


def latest(library: Library, take_id: int, limit: int, out: frozenset[int] = frozenset()) -> list[Reading]:
    """Return what was read last, the last first."""
    rows = library.query(f"{_READINGS} ORDER BY r.read_at DESC, r.id DESC LIMIT ?", (take_id, limit))
    return _readings(library, rows, out)


def reading(library: Library, take_id: int, code: str) -> Reading | None:
    """Return the reading of a code."""
    found = _readings(library, library.query(f"{_READINGS} AND r.code = ?", (take_id, code)), frozenset())
    return found[0] if found else None


def read_codes(library: Library, take_id: int) -> dict[str, int]:
    """Return the codes read so far with the id of each reading."""
    rows = library.query("SELECT code, id FROM stocktake_reading WHERE stocktake_id = ?", (take_id,))
    return {row["code"]: row["id"] for row in rows}


def told_counts(library: Library, take_id: int) -> dict[Told, int]:
    """Return how many codes each thing was told of."""
    rows = library.query(
        "SELECT told, count(*) AS number FROM stocktake_reading WHERE stocktake_id = ? GROUP BY told", (take_id,)
    )
    return {Told(row["told"]): row["number"] for row in rows}


def expected_read(library: Library, take: Stocktake, out: frozenset[int]) -> int:
    """Return how many of the expected copies were read."""
    more, params = _scope(take)
    sql = (
        "SELECT count(*) FROM stocktake_reading r JOIN copy y ON y.id = r.copy_id JOIN document d ON d.id = y.document_id "
        f"WHERE r.stocktake_id = ? AND {_EXPECTED}{more}"
    )
    return int(library.value(sql, (take.id, listed(out), *params), 0))


def read_so_far(revision: Revision, take_id: int, count: int) -> None:
    """Let the act go through only while no more codes were read than were looked at."""
    revision.expect("SELECT count(*) = ? FROM stocktake_reading WHERE stocktake_id = ?", (count, take_id))
