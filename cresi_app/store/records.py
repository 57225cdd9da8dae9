"""The one typed mapper between frozen dataclasses and rows."""

import types
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from sqlite3 import Row
from typing import Any, Final, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from cresi_app.store.values import Plain, plain

T = TypeVar("T")
Read = Callable[[Any], object]

__all__ = ["Row", "Table"]


class Table(Generic[T]):
    """How `kind`, a dataclass whose fields are named after columns, is read from and written to the table `name`."""

    def __init__(self, name: str, kind: type[T]) -> None:
        assert is_dataclass(kind)
        hints = get_type_hints(kind)
        self.name: Final = name
        self.kind: Final = kind
        self.columns: Final = tuple(field.name for field in fields(kind) if field.init)
        self._reads: Final = {column: _reading(hints[column], f"{name}.{column}") for column in self.columns}
        self._optional: Final = frozenset(
            field.name for field in fields(kind) if field.default is not MISSING or field.default_factory is not MISSING
        )

    def load(self, row: Row) -> T:
        """Return the record of a row. Columns without a field are ignored; a field without its column raises LookupError.

        A field with a default may lack its column: the default stands.
        """
        present = row.keys()
        values: dict[str, object] = {}
        for column, read in self._reads.items():
            if column in present:
                values[column] = read(row[column])
            elif column not in self._optional:
                message = f"the row has no column {column!r} for {self.kind.__name__}; it has {', '.join(present)}"
                raise LookupError(message)
        return self.kind(**values)

    def loads(self, rows: Iterable[Row]) -> list[T]:
        """Return the records of rows, in their order."""
        return [self.load(row) for row in rows]

    def values(self, record: T) -> dict[str, Plain]:
        """Return a record as columns and plain values, ready for `Revision.insert`."""
        return {column: plain(getattr(record, column)) for column in self.columns}

    def select(self, alias: str = "") -> str:
        """Return the columns for a SELECT list, each after `alias` when given."""
        prefix = f"{alias}." if alias else ""
        return ", ".join(f'{prefix}"{column}"' for column in self.columns)


def _same(value: object) -> object:
    return value


def _instant(value: str) -> datetime:
    read = datetime.fromisoformat(value)
    return read.astimezone(UTC) if read.tzinfo is not None else read


_READS: Final[dict[object, Read]] = {
    int: _same,
    str: _same,
    bool: bool,
    date: date.fromisoformat,
    datetime: _instant,
    time: time.fromisoformat,
}


def _reading(hint: Any, where: str) -> Read:
    if get_origin(hint) in {Union, types.UnionType}:
        inner = [part for part in get_args(hint) if part is not types.NoneType]
        if len(inner) == 1 and len(get_args(hint)) == 2:
            read = _reading(inner[0], where)
            return lambda value: None if value is None else read(value)
    if hint in _READS:
        return _READS[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    message = f"{where}: a column cannot be read as {hint}"
    raise TypeError(message)
