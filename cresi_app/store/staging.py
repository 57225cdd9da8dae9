"""Bulk data waiting for its revision: staged in small batches of its own, then moved in by a few statements."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sqlite_utils import Database

from cresi_app.store.batch import transaction
from cresi_app.store.connection import relaxed, unfolded
from cresi_app.store.values import plain, quoted, spelled

BATCH: Final = 900_000
"""Bytes of JSON staged in one batch: below the megabyte that a cluster takes."""

_JSON: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

StagedRow = tuple[int, str, int, str]


def text_of(row: Mapping[str, object]) -> str:
    """Return a row as it is staged."""
    return _JSON({name: plain(value) for name, value in row.items()})


def batches(import_id: int, entity: str, texts: Iterable[str], first: int) -> Iterator[list[StagedRow]]:
    """Yield what is to be staged (JSON, as it stands), `pos` counting from `first`, in lists below `BATCH` bytes."""
    batch: list[StagedRow] = []
    size = 0
    for pos, text in enumerate(texts, first):
        length = len(text.encode())
        if batch and size + length > BATCH:
            yield batch
            batch, size = [], 0
        batch.append((import_id, entity, pos, text))
        size += length
    if batch:
        yield batch


def put(database: Database, rows: list[StagedRow]) -> None:
    """Stage one batch; no revision, no history, nothing a reader sees."""
    # Losing it with the power loses nothing that was acknowledged.
    with relaxed(database), unfolded(database), transaction(database) as connection:
        connection.executemany("INSERT INTO staged (import, entity, pos, row) VALUES (?, ?, ?, ?)", rows)


def clear(database: Database) -> None:
    """Forget what interrupted imports had staged."""
    database.conn.execute("DELETE FROM staged")


def moving(
    table: str, columns: Iterable[str], import_id: int, entity: str, also: Mapping[str, object]
) -> tuple[str, list[object]]:
    """Return the statement that moves staged rows of `entity` into `table`, in their order, and its parameters.

    `columns` are taken from the staged JSON under the same names; `also` gives the others: one value for all rows, or a
    `Fragment` that may use ``row`` (the JSON), ``pos`` and ``row_number() OVER (ORDER BY pos)``.
    """
    listed = list(columns)
    places, params = spelled(also.values())
    names = ", ".join(quoted(name) for name in [*listed, *also])
    values = ", ".join([*(f"row->>'$.{name}'" for name in listed), *([places] if places else [])])
    sql = f"INSERT INTO {quoted(table)} ({names}) SELECT {values} FROM staged WHERE import = ? AND entity = ? ORDER BY pos"
    return sql, [*params, import_id, entity]
