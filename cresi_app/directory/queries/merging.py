"""What refers to a record, found in the schema itself, so that a merge moves what any desk, present or to come, has tied to it."""

import re
from dataclasses import dataclass
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.records import Row

_WHERE: Final = re.compile(r"\bWHERE\b(.*)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of a table that refers to the merged kind of record; `is_recorded` when the table carries history."""

    table: str
    column: str
    is_recorded: bool


@dataclass(frozen=True, slots=True)
class UniqueKey:
    """A set of columns that must stay different from row to row, on the rows that meet `condition` ("" for all)."""

    table: str
    columns: tuple[str, ...]
    condition: str


def references(library: Library, entity: str) -> list[Reference]:
    """Return every foreign key of the library that points to the table `entity`."""
    sql = (
        'SELECT t.name AS "table", f."from" AS "column", '
        "EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'version') AS recorded "
        "FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f "
        'WHERE t.type = \'table\' AND f."table" = ? ORDER BY t.name, f."from"'
    )
    return [Reference(row["table"], row["column"], bool(row["recorded"])) for row in library.query(sql, (entity,))]


def unique_keys(library: Library, reference: Reference) -> list[UniqueKey]:
    """Return the unique keys of a referring table in which the reference takes part."""
    sql = (
        "SELECT i.name AS index_name, coalesce(s.sql, '') AS text FROM pragma_index_list(?) i "
        "LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = i.name WHERE i.\"unique\" = 1 AND i.origin <> 'pk'"
    )
    keys = []
    for row in library.query(sql, (reference.table,)):
        names = library.query("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (row["index_name"],))
        columns = tuple(name["name"] for name in names)
        if reference.column in columns and all(columns):
            condition = _WHERE.search(row["text"])
            keys.append(UniqueKey(reference.table, columns, condition.group(1).strip() if condition else ""))
    return keys


def referring(library: Library, reference: Reference, record_id: int) -> list[Row]:
    """Return id and version of the rows of a recorded table that refer to the record."""
    sql = f'SELECT id, version FROM "{reference.table}" WHERE "{reference.column}" = ?'
    return library.query(sql, (record_id,))


def clashes(library: Library, key: UniqueKey, column: str, keep: int, gone: int) -> list[int]:
    """Return the ids of the rows of `gone` that would equal a row of `keep` once moved to it."""
    others = [name for name in key.columns if name != column]
    same = " AND ".join(f'a."{name}" = b."{name}"' for name in others) or "1"
    rows = f'SELECT * FROM "{key.table}" WHERE ({key.condition or "1"}) AND "{column}" = ?'
    sql = f"SELECT a.id FROM ({rows}) a JOIN ({rows}) b ON {same}"
    return [row["id"] for row in library.query(sql, (gone, keep))]


def redirected(reference: Reference, keep: int, gone: int) -> tuple[str, tuple[int, int]]:
    """Return the statement that moves the rows of a table without history from `gone` to `keep`."""
    return f'UPDATE "{reference.table}" SET "{reference.column}" = ? WHERE "{reference.column}" = ?', (keep, gone)


def still_so_many(reference: Reference, gone: int, count: int) -> tuple[str, tuple[int, int]]:
    """Return the condition that nobody tied anything more to `gone` since its references were read."""
    return f'SELECT count(*) = ? FROM "{reference.table}" WHERE "{reference.column}" = ?', (count, gone)
