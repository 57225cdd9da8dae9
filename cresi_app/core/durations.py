"""Durations as people type and read them, kept as whole minutes."""

import re
from decimal import Decimal
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.text import fold

HOUR: Final = 60
DAY: Final = 24 * HOUR
_LONGEST: Final = 365 * DAY
_DURATION: Final = re.compile(
    r"^(?:(\d{1,9}(?:[.,]\d{1,6})?)\s*(?:j|jours?|d|days?))?\s*(?:et\s+|and\s+)?"
    r"(?:(\d{1,9}(?:[.,]\d{1,6})?)\s*(?:h|heures?|hours?)(?=\s*\d|\s*$|\s))?"
    r"\s*(?:et\s+|and\s+)?(?:(\d{1,9})\s*(?:mn|min|minutes?|'|)?)?\.?$"
)
_CLOCK: Final = re.compile(r"^(\d{1,3}):([0-5]\d)$")
_HALVES: Final = (
    (re.compile(r"^(une )?demi[ -]?heure$"), 30),
    (re.compile(r"^half an hour$"), 30),
)


_AND_A_HALF: Final = re.compile(r"(?<=\d)(\s*(?:(j|jours?)|h|heures?)) et demie?$")
"""Half of what was said last: « 2 jours et demi » are sixty hours. Behind minutes it says nothing."""


def parse_duration(text: str, *, field: str = "", most: int = _LONGEST) -> int:
    """Return a typed duration in minutes: « 90 », « 1h30 », « 1:30 », « 1,5 h », « 45 min », « une heure et demie », « 2 jours ».

    Raises `DomainError` ``duration_unreadable``.
    """
    told = re.sub(r"\s+", " ", re.sub(r"\bune? (?=heure|jour)", "1 ", fold(text))).strip()
    total = 0
    for pattern, worth in _HALVES:
        if pattern.search(told):
            total, told = total + worth, pattern.sub("", told).strip()
    if half := _AND_A_HALF.search(told):
        total, told = (DAY if half[2] else HOUR) // 2, told[: half.end(1)]
    if found := _CLOCK.match(told):
        total += int(found[1]) * HOUR + int(found[2])
    elif told and (found := _DURATION.match(told)):
        days, hours, minutes = (Decimal((one or "0").replace(",", ".")) for one in found.groups())
        total += int(days * DAY + hours * HOUR + minutes)
    elif told:
        total = 0
    if 0 < total <= most:
        return total
    raise DomainError(
        "duration_unreadable",
        N_("« {text} » n'est pas une durée : écrivez par exemple 90, 1h30 ou 2 jours."),
        field=field,
        text=text.strip(),
    )


def duration_text(minutes: int) -> str:
    """Return « 45 min », « 1 h 30 », « 2 jours »."""
    if minutes and minutes % DAY == 0:
        return trn("{n} jour", "{n} jours", minutes // DAY)
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return tr("{n} min", n=str(rest))
    if rest:
        return tr("{hours} h {minutes}", hours=str(hours), minutes=f"{rest:02d}")
    return tr("{hours} h", hours=str(hours))
