"""A revision being prepared: statements are collected, then written as one atomic batch."""

from collections.abc import Iterable, Mapping
from typing import Final

from cresi_app.core.changes import NOTHING, Changes, RecordRef
from cresi_app.core.clock import stamp
from cresi_app.core.ids import new_id
from cresi_app.store import batch, staging
from cresi_app.store.batch import Statement
from cresi_app.store.structure import Structure
from cresi_app.store.values import Fragment, FromEnd, Numbered, Params, Series, plain, plain_params, quoted, spelled

_NEXT: Final = (
    "INSERT INTO sequence (name, last) VALUES (?, ?) "
    "ON CONFLICT (name) DO UPDATE SET last = sequence.last + excluded.last"
)


class Revision:
    """What `Library.revise` hands out. Nothing is written before its block ends, so nothing of it can be read inside."""

    def __init__(self, structure: Structure, subject: RecordRef | None) -> None:
        self.subject = subject
        self.changes: Changes = NOTHING
        self.imports: set[int] = set()
        """What was staged under these must stand before the batch is written."""
        self._structure = structure
        self._statements: list[Statement] = []
        self._series: dict[str, Series] = {}

    def expect(self, sql: str, params: Params = ()) -> None:
        """Let the batch go through only if this SELECT gives 1 when it is written; `Moved` otherwise."""
        self.execute(f"INSERT INTO expect (holds) VALUES (({sql}))", params)

    def execute(self, sql: str, params: Params = ()) -> None:
        """Add any other statement."""
        self._statements.append(Statement(sql, plain_params(params)))

    def execute_light(self, sql: str, params: Params = ()) -> None:
        """Add an insertion of very many rows, of which history keeps that they came and no copy.

        Until such a row changes it is itself what history says of it; undo, redo and timelines are as with any other.
        """
        self._statements += batch.lightly(Statement(sql, plain_params(params)))

    def needs_staged(self, import_id: int) -> None:
        """Let the batch wait for everything staged under `import_id`, and be given up when that could not be kept."""
        self.imports.add(import_id)

    def insert(self, table: str, values: Mapping[str, object]) -> int:
        """Add a row and return its id (0 for tables without one).

        `id`, `version`, `created_at` and `updated_at` are filled when the table has them and they are absent.
        """
        row = {name: value if isinstance(value, Fragment) else plain(value) for name, value in values.items()}
        columns = self._structure[table].columns
        now = stamp()
        for name, fresh in (("version", 1), ("created_at", now), ("updated_at", now)):
            if name in columns:
                row.setdefault(name, fresh)
        if "id" in columns and row.get("id") is None:
            row["id"] = new_id()
        names = ", ".join(quoted(name) for name in row)
        places, params = spelled(row.values())
        self._statements.append(Statement(f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})", params))
        entity_id = row.get("id")
        return entity_id if isinstance(entity_id, int) else 0

    def insert_staged(
        self, table: str, columns: Iterable[str], import_id: int, entity: str = "", **also: object
    ) -> None:
        """Move staged rows into `table`, in their order, by one statement.

        `columns` come from the staged JSON under their own names; `also` gives other columns one value for all rows,
        or a `Fragment` that may use ``row``, ``pos`` and ``row_number() OVER (ORDER BY pos)``. `entity` is what the
        rows were staged as, the table's name by default. `version` and times are filled as in `insert`; an `id` must be given.
        """
        self.needs_staged(import_id)
        listed = tuple(columns)
        known = self._structure[table].columns
        now = stamp()
        fresh = {"version": 1, "created_at": now, "updated_at": now}
        values = {name: value for name, value in fresh.items() if name in known and name not in listed} | also
        sql, params = staging.moving(table, listed, import_id, entity or table, values)
        self.execute(sql, params)

    def update(self, table: str, entity_id: int, version: int | None, values: Mapping[str, object]) -> None:
        """Change columns of the row `entity_id`; `Stale` when its version has moved or it is gone.

        Values that are already so leave the row, its version and its history untouched. `version` None takes the row
        as it is, as long as it exists.
        """
        self._guard(table, entity_id, version)
        if not values:
            return
        row = {name: value if isinstance(value, Fragment) else plain(value) for name, value in values.items()}
        setting, params, differing, compared = [], [], [], []
        for name, value in row.items():
            place, own = spelled([value])
            setting.append(f"{quoted(name)} = {place}")
            differing.append(f"{quoted(name)} IS NOT {place}")
            params += own
            compared += own
        columns = self._structure[table].columns
        if "version" in columns:
            setting.append("version = version + 1")
        if "updated_at" in columns and "updated_at" not in row:
            setting.append("updated_at = ?")
            params.append(stamp())
        sql = f"UPDATE {quoted(table)} SET {', '.join(setting)} WHERE id = ? AND ({' OR '.join(differing)})"
        self._statements.append(Statement(sql, [*params, entity_id, *compared]))

    def delete(self, table: str, entity_id: int, version: int | None = None) -> None:
        """Remove the row `entity_id`; `Stale` when its version has moved or it is gone already."""
        self._guard(table, entity_id, version)
        self._statements.append(Statement(f"DELETE FROM {quoted(table)} WHERE id = ?", (entity_id,)))

    def _guard(self, table: str, entity_id: int, version: int | None) -> None:
        same = "" if version is None else " AND version = ?"
        params = (entity_id,) if version is None else (entity_id, version)
        sql = f"INSERT INTO expect_row (holds) VALUES (EXISTS (SELECT 1 FROM {quoted(table)} WHERE id = ?{same}))"
        self._statements.append(Statement(sql, params))

    def number(self, name: str, pattern: str = "") -> Numbered:
        """Return the next number of the sequence `name`, as text through a printf `pattern` such as ``2026-%03d``.

        To be used as a value of `insert` or `update`. Numbers have no gaps and are never given twice.
        """
        return Numbered(*_printed(pattern, *self._take(name, 1)))

    def number_rows(self, name: str, count: int, pattern: str = "") -> Numbered:
        """Return the next `count` numbers of the sequence `name`, one for each row of `insert_staged`, in their order."""
        sql, params = self._take(name, count)
        # From the last number before the first of these.
        return Numbered(*_printed(pattern, f"{sql} - {count} + row_number() OVER (ORDER BY pos)", params))

    def _take(self, name: str, count: int) -> tuple[str, tuple[object, ...]]:
        series = self._series.setdefault(name, Series(name))
        series.taken += count
        return "(SELECT last FROM sequence WHERE name = ?) - ?", (name, FromEnd(series, series.taken))

    @property
    def statements(self) -> list[Statement]:
        """Everything collected, the numbers taken first."""
        taken = [Statement(_NEXT, (series.name, series.taken)) for series in self._series.values()]
        return [*taken, *self._statements]


def _printed(pattern: str, sql: str, params: tuple[object, ...]) -> tuple[str, tuple[object, ...]]:
    return (f"printf(?, {sql})", (pattern, *params)) if pattern else (f"({sql})", params)
