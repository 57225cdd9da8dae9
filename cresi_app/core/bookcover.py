"""The cover a document without a picture gets, on screen and on paper alike: colours, pattern and initial from its title."""

import zlib
from typing import Final

from cresi_app.core.text import sort_key

CREAM: Final = "#FFF7E8"
"""The colour of the words on every ground."""
DEEP: Final = (
    "#7A5A12", "#235A99", "#4F6A1C", "#A8481A", "#8E2C4E", "#1D4E6E", "#0E6660", "#6B3F86", "#3D5566", "#7C3B2E",
)  # fmt: skip
"""The grounds: each at least 5.4:1 with the cream of the words."""
SECOND: Final = (
    "#8FD6C8", "#A6D9E4", "#B9C873", "#F5CE7A", "#C9BC7C", "#86CFC8", "#F2B48A", "#E5B9D0", "#F2AFA0", "#E8CFA0",
)  # fmt: skip
"""The colours of the patterns."""
PATTERNS: Final = 5
"""Circles, waves, quarters, bars, arcs."""


def cover_choice(title: str) -> tuple[int, int]:
    """Return the numbers of the ground (0–9) and of the pattern (0–4) of a title; the same on every machine."""
    value = zlib.crc32(title.casefold().encode())
    return value % len(DEEP), (value // len(DEEP)) % PATTERNS


def cover_colours(title: str) -> tuple[str, str]:
    """Return the ground and the pattern's colour of a title, as #RRGGBB."""
    ground, pattern = cover_choice(title)
    return DEEP[ground], SECOND[(ground + pattern) % len(SECOND)]


def cover_letter(title: str) -> str:
    """Return the initial shown on a small cover, the leading article skipped; « · » for a title without letters."""
    key = sort_key(title)
    tail = title[len(title) - len(key) :] if 0 < len(key) <= len(title) else title
    kept = tail if sort_key(tail) == key else title
    return next((c for c in kept if c.isalnum()), "·").upper()
