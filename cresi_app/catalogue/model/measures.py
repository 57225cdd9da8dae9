"""Durations, sizes and weights as people type and read them; kept as whole minutes, millimetres, grams."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from cresi_app.core import numbers
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import format_number
from cresi_app.core.numbers import NumberRule

MM_A_CM: Final = 10
G_A_KG: Final = 1_000
CM_A_M: Final = 100
MEASURE: Final = NumberRule(
    "number_unreadable",
    N_("« {text} » n'est pas un nombre : écrivez par exemple 80 ou 2,5."),
    places=6,
    most=Decimal(10) ** 6,
    units=("cm", "kg", "m"),
)


def scaled(text: str, per: int, *, field: str) -> int:
    """Return a typed decimal number in its small unit (`per` of them in the one typed). DomainError ``number_unreadable``."""
    return numbers.scaled(text, per, MEASURE, field=field)


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
