"""What the QR code of a paper says, and how the record is found again when the desk's scanner types it.

``CRSI:D/2026-042/V3``: capitals, digits and ``: / -`` only, so that the code stays small and any keyboard layout's scanner
can type it. No web address, no personal data.
"""

import re
from dataclasses import dataclass
from typing import Final

_LETTERS: Final = {
    "project": "D",
    "session": "S",
    "document": "N",
    "course": "C",
    "place": "P",
    "certificate": "A",
    "evaluation": "E",
    "training_year": "Y",
    "booking": "I",
    "organisation": "O",
    "person": "R",
    "agreement": "G",
    "crisis": "U",
    "country": "L",
    "support": "B",
    "outpost": "W",
    "counter_code": "K",
    "grant": "T",
    "application": "Q",
    "exercise": "X",
}
_KINDS: Final = {letter: kind for kind, letter in _LETTERS.items()}
_CODE: Final = re.compile(r"^CRSI:([A-Z])/([^/\s]+)(?:/V(\d+))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A record as a paper names it: its `kind`, the reference people know it by, the version printed (0: none told)."""

    kind: str
    ref: str
    version: int = 0


def paper_code(kind: str, ref: str) -> str:
    """Return the code for a record of `kind` known by `ref`.

    ``project``, ``session``, ``document`` and ``course`` are records people search; ``place`` (a badge: the id of one
    person's place), ``certificate`` (its number), ``evaluation`` (a session's code and ``-H`` or ``-C`` for hot or cold)
    and ``training_year`` (a programme: the year) lead to them.
    """
    return f"CRSI:{_LETTERS[kind]}/{ref}".upper()


def read_paper_code(text: str) -> PaperCode | None:
    """Return what a scanned or typed code names, None for any other text."""
    found = _CODE.match(text.strip())
    if found is None or found[1].upper() not in _KINDS:
        return None
    return PaperCode(_KINDS[found[1].upper()], found[2].upper(), int(found[3] or 0))
