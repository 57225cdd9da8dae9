"""Pieces read out of a written list of contents: « Cartes (24) », « 24 cartes », one a line."""

import re
from typing import Any, Final

_AFTER: Final = re.compile(r"^(.*?)\s*\(\s*(?:x\s*)?(\d{1,5})\s*\)\s*$", re.IGNORECASE)
_BEFORE: Final = re.compile(r"^(\d{1,5})\s*(?:x\s+|×\s*)?(\D.*)$", re.IGNORECASE)
_BULLET: Final = re.compile(r"^[-–—•*·]\s*")
_MOST: Final = 100_000


def pieces_of(contents: str) -> list[dict[str, Any]]:
    """Return a piece for each line that names one, with its quantity (1 when none is written)."""
    found: list[dict[str, Any]] = []
    for line in contents.splitlines():
        words = _BULLET.sub("", line.strip()).rstrip(" ;.,").strip()
        if not words:
            continue
        name, quantity = words, 1
        if after := _AFTER.match(words):
            name, quantity = after[1], int(after[2])
        elif before := _BEFORE.match(words):
            name, quantity = before[2][:1].upper() + before[2][1:], int(before[1])
        if name.strip():
            found.append({"name": name.strip(), "quantity": min(max(quantity, 1), _MOST)})
    return found
