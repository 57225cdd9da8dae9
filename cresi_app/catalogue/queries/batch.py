"""Reads for acts on many documents, and the few statements that write them from what was staged."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cresi_app.core.clock import stamp
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision
from cresi_app.store.values import listed

_LISTED: Final = "SELECT value FROM json_each(?)"
_STAMPED: Final = frozenset({"document", "copy"})


def documents(library: Library, ids: Sequence[int], columns: Iterable[str]) -> list[Row]:
    """Return id, version, number and title of these documents with `columns`, in the order of `ids`."""
    names = ", ".join(dict.fromkeys(("id", "version", "number", "title", *columns)))
    rows = library.query(f"SELECT {names} FROM document WHERE id IN ({_LISTED})", (listed(ids),))
    found = {row["id"]: row for row in rows}
    return [found[one] for one in ids if one in found]


def live_copies(library: Library, ids: Sequence[int]) -> list[Row]:
    """Return the copies of these documents that are in the collection."""
    return library.query(
        f"SELECT * FROM copy WHERE withdrawn_on IS NULL AND document_id IN ({_LISTED}) ORDER BY document_id, id",
        (listed(ids),),
    )


def referred(library: Library, ids: Sequence[int], own: Iterable[str]) -> set[int]:
    """Return those of these documents that something else refers to: neither one of their `own` rows, nor what goes with them."""
    kept, told = set(own), listed(ids)
    found: set[int] = set()
    for link in library.structure.links_to("document"):
        if link.on_delete == "CASCADE" or (link.table in kept and link.column == "document_id"):
            continue
        sql = f"SELECT DISTINCT {link.column} FROM {link.table} WHERE {link.column} IN ({_LISTED})"
        if link.table in kept:  # its own rows leave with it; those of others point to it: « fait partie de »
            found |= _column(library, f"{sql} AND document_id NOT IN ({_LISTED})", told, told)
        else:
            found |= _column(library, sql, told)
    for link in library.structure.links_to("copy"):
        if link.on_delete != "CASCADE":
            sql = f"SELECT DISTINCT y.document_id FROM {link.table} x JOIN copy y ON y.id = x.{link.column}"
            found |= _column(library, f"{sql} WHERE y.document_id IN ({_LISTED})", told)
    return found


def _column(library: Library, sql: str, *params: str) -> set[int]:
    return {row[0] for row in library.query(sql, params)}


# --- writing what was staged ---


def unmoved(revision: Revision, staging: int, table: str, entity: str) -> None:
    """Let the batch go through only if the rows of `table` staged as `entity` are still those that were read."""
    revision.expect(
        f"SELECT NOT EXISTS (SELECT 1 FROM staged s LEFT JOIN {table} t ON t.id = s.row->>'id' "
        "WHERE s.import = ? AND s.entity = ? AND (t.id IS NULL OR t.version <> s.row->>'version'))",
        (staging, entity),
    )


def change(revision: Revision, staging: int, table: str, columns: Sequence[str]) -> None:
    """Give the staged rows their new values, one statement whatever their number."""
    setting = ", ".join(f"{name} = s.row->>'$.{name}'" for name in columns)
    also, params = (", updated_at = ?", [stamp()]) if table in _STAMPED else ("", [])
    revision.execute(
        f"UPDATE {table} SET {setting}, version = {table}.version + 1{also} FROM staged s "
        f"WHERE s.import = ? AND s.entity = ? AND {table}.id = s.row->>'id'",
        (*params, staging, table),
    )


def remove(revision: Revision, staging: int, table: str, column: str, entity: str) -> None:
    """Delete the rows of `table` whose `column` is the id of a row staged as `entity`."""
    revision.execute(
        f"DELETE FROM {table} WHERE {column} IN (SELECT row->>'id' FROM staged WHERE import = ? AND entity = ?)",
        (staging, entity),
    )


def staged(values: Mapping[str, object], entity_id: int, version: int) -> dict[str, object]:
    """Return a row as it is staged to be changed."""
    return {"id": entity_id, "version": version, **values}
