"""What each field of the money desk accepts, and how it is cleaned before it is written; amounts, days and currencies in order."""

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Final

from cresi_app.core import cleaning
from cresi_app.core.cleaning import amount, currency_code, percent, positive
from cresi_app.core.dates import parse_time
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money, format_money, parse_amount, precision

TITLE_LENGTH: Final = 300

TITLE_MISSING: Final = N_("Donnez un objet à la subvention : il peut changer ensuite.")
NAME_MISSING: Final = N_("Donnez un nom : il peut changer ensuite.")


def required(value: object, field: str, sentence: str) -> str:
    """Return one line of text that may not be empty nor endless."""
    text = cleaning.required(value, field, sentence)
    if len(text) > TITLE_LENGTH:
        raise DomainError(
            "title_too_long",
            N_("Ce texte compte {n} caractères ; {most} suffisent. Le reste a sa place dans la note."),
            field=field,
            n=len(text),
            most=TITLE_LENGTH,
        )
    return text


def hour(value: object, field: str) -> str:
    """Return ``17:00`` of an hour, as typed too (« 17 h »), or ''; DomainError ``time_unreadable``."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    text = str(value or "").strip()
    return f"{parse_time(text, field=field):%H:%M}" if text else ""


year: Final = cleaning.exercise(1950)
_YEAR: Final = cleaning.year(1950)
_LINES: Final = frozenset({
    "deliberation", "agreement_number", "label", "short_name", "acronym", "reference", "order_number", "role", "source", "file_name",
    "terms", "papers",
})  # fmt: skip
_RULES: Final[Mapping[str, cleaning.Rule]] = MappingProxyType({
    **dict.fromkeys(
        ("requested_minor", "proposed_minor", "budget_minor", "least_minor", "most_minor", "total_minor", "obtained_minor",
         "minimis_elsewhere_minor", "spent_minor", "justified_minor", "asked_minor"), amount),
    "amount_minor": positive,
    "voted_minor": positive,
    "year": year,
    "starts_year": _YEAR,
    "ends_year": _YEAR,
    "rate_percent": percent,
    "currency": currency_code,
    "deadline_time": hour,
    "title": lambda value, field: required(value, field, TITLE_MISSING),
    "name": lambda value, field: required(value, field, NAME_MISSING),
})  # fmt: skip


def clean(fields: Mapping[str, object]) -> dict[str, object]:
    """Return `fields` as they may be written, each by its rule; raises `DomainError` naming the field at fault."""
    return cleaning.by_rules(fields, _RULES, _LINES)


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
