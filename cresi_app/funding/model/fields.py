"""What each field of the money desk accepts, and how it is cleaned before it is written; amounts, days and currencies in order."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money, format_money, parse_amount, precision
from cresi_app.projects.model.fields import clean_line, clean_text

TITLE_LENGTH: Final = 300
MOST: Final = 10**15
_HOUR: Final = re.compile(r"([01]?\d|2[0-3])[:hH]([0-5]\d)")

TITLE_MISSING: Final = N_("Donnez un objet à la subvention : il peut changer ensuite.")
NAME_MISSING: Final = N_("Donnez un nom : il peut changer ensuite.")


def required(value: object, field: str, sentence: str) -> str:
    """Return one line of text that may not be empty nor endless."""
    text = clean_line(str(value or ""))
    if not text:
        raise DomainError("text_missing", sentence, field=field)
    if len(text) > TITLE_LENGTH:
        raise DomainError(
            "title_too_long",
            N_("Ce texte compte {n} caractères ; {most} suffisent. Le reste a sa place dans la note."),
            field=field,
            n=len(text),
            most=TITLE_LENGTH,
        )
    return text


def amount(value: object, field: str) -> int | None:
    """Return an amount in minor units, or None; never negative, never beyond reason."""
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise DomainError("amount_outside", N_("Un montant est un nombre positif."), field=field)
    return value


def positive(value: object, field: str) -> int:
    """Return an amount above zero."""
    found = amount(value, field)
    if not found:
        raise DomainError("amount_zero", N_("Donnez un montant supérieur à zéro."), field=field)
    return found


def year(value: object, field: str = "year") -> int:
    """Return a year of four digits."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1950 <= value <= 2200:
        raise DomainError("year_outside", N_("L'exercice est une année sur quatre chiffres."), field=field)
    return value


def optional_year(value: object, field: str) -> int | None:
    """Return a year, or None."""
    return None if value is None else year(value, field)


def percent(value: object, field: str) -> int | None:
    """Return a share from 0 to 100, or None."""
    if value is not None and not (isinstance(value, int) and 0 <= value <= 100):
        raise DomainError("percent_outside", N_("Une part va de 0 à 100 %."), field=field)
    return value


def currency(value: object, field: str = "currency") -> str:
    """Return a currency's three letters; DomainError ``currency_unknown``."""
    code = clean_line(str(value or "")).upper()
    if len(code) == 3 and code.isalpha() and code.isascii() and is_currency(code):
        return code
    raise DomainError(
        "currency_unknown",
        N_("« {text} » n'est pas une monnaie. Écrivez ses trois lettres, par exemple EUR, XOF ou CNY."),
        field=field,
        text=str(value),
    )


def is_currency(code: str) -> bool:
    """Say whether the three letters name a currency."""
    from babel.numbers import is_currency as known  # noqa: PLC0415 - Babel's data costs start-up time

    return known(code)


def hour(value: object, field: str) -> str:
    """Return ``17:00`` of « 17 h 00 », or ''."""
    text = "".join(str(value or "").split())
    if not text:
        return ""
    found = _HOUR.fullmatch(text if ":" in text or len(text.lower().partition("h")[2]) else text + "00")
    if not found:
        raise DomainError(
            "hour_unreadable", N_("« {text} » n'est pas une heure. Écrivez 17:00."), field=field, text=text
        )
    return f"{int(found[1]):02d}:{found[2]}"


_LINES: Final = frozenset({
    "deliberation", "agreement_number", "label", "short_name", "acronym", "reference", "order_number", "role", "source", "file_name",
    "terms", "papers",
})  # fmt: skip
_RULES: Final[Mapping[str, Callable[[object, str], object]]] = MappingProxyType({
    **dict.fromkeys(
        ("requested_minor", "proposed_minor", "budget_minor", "least_minor", "most_minor", "total_minor", "obtained_minor",
         "minimis_elsewhere_minor", "spent_minor", "justified_minor", "asked_minor"), amount),
    "amount_minor": positive,
    "voted_minor": positive,
    "year": year,
    "starts_year": optional_year,
    "ends_year": optional_year,
    "rate_percent": percent,
    "currency": currency,
    "deadline_time": hour,
    "title": lambda value, field: required(value, field, TITLE_MISSING),
    "name": lambda value, field: required(value, field, NAME_MISSING),
})  # fmt: skip


def clean(fields: Mapping[str, object]) -> dict[str, object]:
    """Return `fields` as they may be written, each by its rule; raises `DomainError` naming the field at fault."""
    cleaned: dict[str, object] = {}
    for name, value in fields.items():
        if name in _RULES:
            cleaned[name] = _RULES[name](value, name)
        elif isinstance(value, str) and not isinstance(value, StrEnum):
            cleaned[name] = clean_line(value) if name in _LINES else clean_text(value)
        else:
            cleaned[name] = value
    return cleaned


def in_order(first: object, last: object, field: str) -> None:
    """Refuse a period that ends before it begins."""
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise DomainError(
            "dates_reversed", N_("La fin vient avant le début : corrigez l'une des deux dates."), field=field
        )


def read_amount(text: str, code: str = "EUR", *, field: str = "amount_minor") -> int:
    """Read a typed amount of a currency into minor units, above zero or zero; '' is 0. Other currencies are refused."""
    if not text.strip():
        return 0
    money = parse_amount(text, code, field=field)
    if money.currency != code:
        raise DomainError(
            "currency_differs",
            N_("Ce montant est attendu en {currency} : convertissez d'abord « {text} »."),
            field=field,
            currency=code,
            text=text.strip(),
        )
    if money.minor < 0:
        raise DomainError("amount_negative", N_("Un montant ne peut pas être négatif."), field=field)
    return money.minor


def read_optional(text: str, code: str = "EUR", *, field: str = "amount_minor") -> int | None:
    """Read a typed amount; '' is None."""
    return read_amount(text, code, field=field) if text.strip() else None


def to_euros(minor: int, code: str, units_micro: int) -> int:
    """Return an amount of a currency in cents of euro at `units_micro` millionths of it for one euro, halves rounded away from zero."""
    scale: int = 10 ** precision(code)
    top, bottom = abs(minor) * 100 * 1_000_000, scale * units_micro
    cents = (2 * top + bottom) // (2 * bottom)
    return -cents if minor < 0 else cents


def written(minor: int, code: str = "EUR") -> str:
    """Return an amount as people read it."""
    return format_money(Money(minor, code))
