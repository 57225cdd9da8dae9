"""What a command gives back: data for programs, lines for people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reply:
    """`data` is the one JSON object of ``--json``; `lines` are what a person reads; `code` is the exit code."""

    data: Mapping[str, object] | Sequence[object]
    lines: Sequence[str] = field(default_factory=tuple)
    code: int = 0


def plain(value: object) -> object:
    """Return `value` as JSON can hold it: dataclasses and named tuples by their fields, ids beyond 53 bits as text, days in ISO."""
    match value:
        case None | bool() | float() | str():
            return value.value if isinstance(value, Enum) else value
        case Enum():
            return plain(value.value)
        case int():
            return str(value) if abs(value) >= 2**53 else value
        case date() | datetime() | time():
            return value.isoformat()
        case Path():
            return str(value)
        case Mapping():
            return {str(plain(key)): plain(item) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
        case tuple() if hasattr(value, "_asdict"):
            return plain(value._asdict())
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
        case _:
            return str(value)


def as_json(reply: Reply) -> str:
    """Return the reply's data as JSON text."""
    return json.dumps(plain(reply.data), ensure_ascii=False, indent=1)
