"""What Python values become in SQLite, and fragments of SQL that stand for values."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Final

from cresi_app.core.text import strip_nul
from cresi_app.store.errors import Refused

Params = Sequence[object] | Mapping[str, object]
Plain = int | str | None

_MAX: Final = 2**63 - 1


def listed(values: Iterable[object]) -> str:
    """Return values as the JSON that ``json_each(?)`` unfolds: lists of any length as one parameter."""
    return json.dumps(list(values))


@dataclass(slots=True)
class Series:
    """How many numbers of one sequence a revision takes; known only at its end."""

    name: str
    taken: int = 0


@dataclass(frozen=True, slots=True)
class FromEnd:
    """A parameter known only when the revision ends: how many numbers of the series are given after this one."""

    series: Series
    ordinal: int

    def resolve(self) -> int:
        """Return the distance from the series' last number."""
        return self.series.taken - self.ordinal


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of SQL usable as a value of `Revision.insert` and `Revision.update`."""

    sql: str
    params: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered(Fragment):
    """The next number of a sequence, given when the batch is written."""


def plain(value: object) -> Plain:
    """Return `value` as SQLite keeps it: bool 0/1, dates and times as ISO text, an enum's value, text without NUL.

    Raises `Refused` (``too_big``) for an integer beyond 64 bits, TypeError for what no column may hold (float, bytes…).
    """
    # Nine values of ten are plain text or nothing, and an import asks half a million times.
    if type(value) is str:
        return _text(value)
    match value:
        case None:
            return None
        case Enum():
            return plain(value.value)
        case bool():
            return int(value)
        case int():
            return _integer(value)
        case str():
            return _text(value)
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes" if not value.second else "seconds")
        case _:
            message = f"no column holds a {type(value).__name__}"
            raise TypeError(message)


def _integer(value: int) -> int:
    if not -_MAX - 1 <= value <= _MAX:
        raise Refused("too_big", str(value)[:40])
    return value


def _text(value: str) -> str:
    text = strip_nul(value) if "\x00" in value else value
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair (a broken paste, a file name) has no UTF-8 form: SQLite could not take it.
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        return value.isoformat(timespec="minutes")
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def plain_params(params: Params) -> tuple[object, ...] | dict[str, object]:
    """Return parameters as SQLite takes them; a `FromEnd` stays until the revision ends."""
    if isinstance(params, Mapping):
        return {key: plain(value) for key, value in params.items()}
    return tuple(value if isinstance(value, FromEnd) else plain(value) for value in params)


def quoted(name: str) -> str:
    """Return an identifier quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def holes(count: int) -> str:
    """Return ``?, ?, ?`` for `count` parameters."""
    return ", ".join("?" * count)


def spelled(values: Iterable[object]) -> tuple[str, list[object]]:
    """Return the SQL list and the parameters of `values`, fragments among them spelled out."""
    pieces: list[str] = []
    params: list[object] = []
    for value in values:
        if isinstance(value, Fragment):
            pieces.append(value.sql)
            params.extend(value.params)
        else:
            pieces.append("?")
            params.append(value)
    return ", ".join(pieces), params
