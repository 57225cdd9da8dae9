"""Durations, sizes and weights as people type and read them; kept as whole minutes, millimetres, grams."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.core.text import fold

HOUR: Final = 60
DAY: Final = 24 * HOUR
MM_A_CM: Final = 10
G_A_KG: Final = 1_000
CM_A_M: Final = 100
_DURATION: Final = re.compile(
    r"^(?:(\d+(?:[.,]\d+)?)\s*(?:j|jours?|d|days?))?\s*(?:(\d+(?:[.,]\d+)?)\s*(?:h|heures?|hours?)(?=\s*\d|\s*$|\s))?"
    r"\s*(?:(\d+)\s*(?:mn|min|minutes?|'|)?)?$"
)


def minutes(text: str, *, field: str) -> int:
    """Return a typed duration in minutes: « 90 », « 1h30 », « 45 min », « 2 jours ». DomainError ``duration_unreadable``."""
    told = fold(text).strip()
    found = _DURATION.match(told) if told else None
    parts = [Decimal((one or "0").replace(",", ".")) for one in found.groups()] if found else []
    total = int(parts[0] * DAY + parts[1] * HOUR + parts[2]) if parts else 0
    if not 0 < total <= 365 * DAY:
        raise DomainError(
            "duration_unreadable",
            N_("« {text} » n'est pas une durée : écrivez par exemple 90, 1h30 ou 2 jours."),
            field=field,
            text=text,
        )
    return total


def said_minutes(value: int) -> str:
    """Return « 45 min », « 1 h 30 », « 2 jours »."""
    if value % DAY == 0:
        return trn("{n} jour", "{n} jours", value // DAY)
    hours, rest = divmod(value, HOUR)
    if not hours:
        return tr("{n} min", n=str(rest))
    return (
        tr("{hours} h {minutes}", hours=str(hours), minutes=f"{rest:02d}")
        if rest
        else tr("{hours} h", hours=str(hours))
    )


def scaled(text: str, per: int, *, field: str) -> int:
    """Return a typed decimal number in its small unit (`per` of them in the one typed). DomainError ``number_unreadable``."""
    try:
        number = Decimal("".join(text.split()).replace(",", ".")) * per
        readable = number.is_finite() and 0 <= number <= 10**9
    except InvalidOperation:
        readable = False
    if not readable:
        raise DomainError(
            "number_unreadable",
            N_("« {text} » n'est pas un nombre : écrivez par exemple 80 ou 2,5."),
            field=field,
            text=text,
        )
    return round(number)


def said_scaled(value: int, per: int) -> str:
    """Return a number in its usual unit: 805 mm are « 80,5 » cm."""
    number = (Decimal(value) / per).normalize()
    return format_number(number.quantize(Decimal(1)) if number == number.to_integral_value() else number)


def said_size(width_mm: int | None, height_mm: int | None) -> str:
    """Return « 80 × 120 cm », one side alone when the other is not known, "" for none."""
    sides = [said_scaled(one, MM_A_CM) for one in (width_mm, height_mm) if one is not None]
    return tr("{size} cm", size=" × ".join(sides)) if sides else ""


def said_weight(grams: int) -> str:
    """Return « 450 g » or « 2,5 kg »."""
    return tr("{n} g", n=format_number(grams)) if grams < G_A_KG else tr("{n} kg", n=said_scaled(grams, G_A_KG))


def said_range(least: int | None, most: int | None, said: Callable[[int], str] = str) -> str:
    """Return « 8 à 30 », « à partir de 8 », « jusqu'à 30 », "" for nothing."""
    if least is not None and most is not None:
        return said(least) if least == most else tr("{least} à {most}", least=said(least), most=said(most))
    if least is not None:
        return tr("à partir de {least}", least=said(least))
    return tr("jusqu'à {most}", most=said(most)) if most is not None else ""
