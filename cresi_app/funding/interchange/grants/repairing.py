"""Puts shifted cells back in their columns: unquoted commas inside amounts and sentences cut a row into too many."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

from cresi_app.core.text import fold
from cresi_app.funding.model.pastgrant import Meaning

MOST_PIECES: Final = 60
"""Cells beyond which a row is not worth a trial."""
_GROUP: Final = 12
_AMOUNT: Final = re.compile(
    r"\s*-?\d{1,3}(?:[\s\u00a0\u202f.]?\d{3})*(?:[.,]\d{1,2})?\s*(?:€|euros?)?\s*", re.IGNORECASE
)
_CENTS: Final = re.compile(r".*[.,]\d{2}\s*(?:€|euros?)?\s*", re.IGNORECASE | re.DOTALL)
_DAY: Final = re.compile(r"\s*(?:\d{4}-\d{2}-\d{2}(?:T.*)?|\d{1,2}/\d{1,2}/\d{2,4})\s*")
_DATED: Final = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")
_SHARE: Final = re.compile(r"\s*(?:[01](?:[.,]\d+)?|\d{1,3}(?:[.,]\d+)?\s*%)[;\s]*")
Scorer = Callable[[str], float]


def _siret(text: str) -> float:
    digits = re.sub(r"[\s\u00a0']", "", text)
    if digits.isdecimal():
        return 7 if len(digits) == 14 else 3 if len(digits) in {9, 11, 12, 13} else -6
    return 0 if not digits else -7


def _amount(text: str) -> float:
    if not text.strip():
        return -2
    if not _AMOUNT.fullmatch(text):
        return -9
    return 8 if _CENTS.fullmatch(text) else 5


def _nature(text: str) -> float:
    bare = fold(text).strip()
    if bare.startswith(("aide en n", "numeraire", "subvention", "pret", "garantie")):
        return 7
    return 0 if not bare else -5


def _matching(pattern: re.Pattern[str], good: float, bad: float) -> Scorer:
    return lambda text: 0.0 if not text.strip() else good if pattern.fullmatch(text) else bad


def _yes(text: str) -> float:
    return 0 if not text.strip() else 4 if fold(text).strip(" ;") in {"oui", "non"} else -5


def _dated(text: str) -> float:
    return 0 if not text.strip() else 3 if _DATED.search(text) else -3


def _words(text: str) -> float:
    # A date or an identifier among sentences is a cell of its own that went astray.
    return -4 if _DAY.fullmatch(text) or re.fullmatch(r"\s*\d{14}\s*", text) else 0


SCORERS: Final[Mapping[Meaning, Scorer]] = {
    Meaning.SIRET: _siret, Meaning.AUTHORITY_SIRET: _siret, Meaning.AMOUNT: _amount, Meaning.NATURE: _nature,
    Meaning.OPERATING: _amount, Meaning.INVESTMENT: _amount, Meaning.GUARANTEE: _amount, Meaning.LOAN: _amount,
    Meaning.AGREED_ON: _matching(_DAY, 6, -6), Meaning.SHARE: _matching(_SHARE, 3, -5), Meaning.NOTIFIED: _yes, Meaning.PAYS: _dated,
}  # fmt: skip


def _joint(meaning: Meaning, piece: str) -> float:
    """Judge gluing `piece` to what stands before it: a blank behind a comma is a sentence going on."""
    if meaning in {Meaning.AMOUNT, Meaning.OPERATING, Meaning.INVESTMENT, Meaning.GUARANTEE, Meaning.LOAN}:
        return 0
    return 1 if piece[:1].isspace() else -2


def aligned(cells: Sequence[str], columns: Sequence[Meaning], separator: str) -> tuple[str, ...] | None:
    """Return as many cells as there are columns, neighbours glued where that makes sense of them; None when nothing does.

    Of all ways to glue neighbours the one is taken whose amounts, days, SIRETs and words fit their columns best.
    """
    count, wanted = len(cells), len(columns)
    if not wanted <= count <= MOST_PIECES:
        return None

    @cache
    def best(at: int, column: int) -> tuple[float, tuple[int, ...]]:
        if column == wanted:
            return (0.0, ()) if at == count else (float("-inf"), ())
        left = wanted - column - 1
        found: tuple[float, tuple[int, ...]] = (float("-inf"), ())
        start = -2.0 if cells[at][:1].isspace() and column and columns[column] not in SCORERS else 0.0
        glue = 0.0
        for end in range(at + 1, min(count - left, at + _GROUP) + 1):
            if end - at > 1:
                glue += _joint(columns[column], cells[end - 1])
            text = separator.join(cells[at:end])
            rest, ends = best(end, column + 1)
            value = start + glue + SCORERS.get(columns[column], _words)(text) + rest
            if value > found[0]:
                found = (value, (end, *ends))
        return found

    value, ends = best(0, 0)
    if value == float("-inf"):
        return None
    starts = (0, *ends[:-1])
    glued = tuple(separator.join(cells[a:b]) for a, b in zip(starts, ends, strict=True))
    return glued if _makes_sense(glued, columns) else None


def _makes_sense(cells: Sequence[str], columns: Sequence[Meaning]) -> bool:
    """Say whether amounts and days of a mended row are amounts and days."""
    by_meaning = dict(zip(columns, cells, strict=True))
    amount, day = by_meaning.get(Meaning.AMOUNT), by_meaning.get(Meaning.AGREED_ON)
    return (amount is None or _amount(amount) > 0) and (day is None or _DAY.fullmatch(day) is not None)
