"""What a quick look at a record shows, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A record at a glance: `facts` are (name, words), `parts` are (heading, lines).

    `file` is a PDF whose page `page` (from 0) is drawn; else `picture`, the bytes of an image; else, with `has_cover`, a drawn cover.
    """

    kind: str
    title: str
    byline: str = ""
    text: str = ""
    facts: Sequence[tuple[str, str]] = ()
    parts: Sequence[tuple[str, Sequence[str]]] = ()
    author: str = ""
    has_cover: bool = False
    picture: bytes = b""
    file: Path | None = None
    page: int = 0
    file_words: str = ""
    """What the page is of: « rapport.pdf, page 1 »."""
