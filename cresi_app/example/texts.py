"""Reads the plain text of the example library: ``db/example/*.toml``, each fact once."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from cresi_app.core.i18n import N_

FOLDER: Final = Path(__file__).resolve().parents[2] / "db" / "example"
INVENTED: Final = N_("Exemple inventé.")
"""What a record says of itself when it is none of the founding texts' facts. It stays French: it is a record's own text."""

Entry = dict[str, Any]


@lru_cache(maxsize=16)
def read(name: str) -> Entry:
    """Return one file of the example as plain values."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def entries(name: str, kind: str) -> list[Entry]:
    """Return the tables ``[[kind]]`` of one file, in its order."""
    found: list[Entry] = read(name)[kind]
    return found


def noted(entry: Entry, note: str = "") -> str:
    """Return a record's note, with the mark of what is invented in front."""
    own = str(entry.get("note", note))
    return f"{INVENTED} {own}".strip() if entry.get("invented") else own
