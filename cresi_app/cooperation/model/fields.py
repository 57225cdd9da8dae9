"""What each field of the cooperation desk accepts, and how it is cleaned before it is written."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import strip_nul

NAME_LENGTH: Final = 200
_SPACES: Final = re.compile(r"\s+")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def clean_line(value: str) -> str:
    """Return a one-line text with single spaces and no NUL."""
    return _SPACES.sub(" ", strip_nul(value)).strip()


def clean_text(value: str) -> str:
    """Return a long text as typed, without NUL and trailing blanks; of any length."""
    return strip_nul(value).replace("\r\n", "\n").rstrip()


def required(value: object, field: str, sentence: str) -> str:
    """Return a one-line text, or refuse an empty or endless one with `sentence`."""
    cleaned = clean_line(str(value or ""))
    if not cleaned:
        raise DomainError("text_missing", sentence, field=field)
    if len(cleaned) > NAME_LENGTH:
        raise DomainError(
            "text_too_long",
            N_("Ce texte dépasse {limit} caractères : raccourcissez-le."),
            field=field,
            limit=NAME_LENGTH,
        )
    return cleaned


def _coordinate(limit: int) -> Callable[[object, str], object]:
    def check(value: object, field: str) -> object:
        if value is not None and not (isinstance(value, int) and abs(value) <= limit * 1_000_000):
            raise DomainError(
                "coordinate_outside", N_("Ces coordonnées ne sont pas sur la Terre. Rien n'a été changé."), field=field
            )
        return value

    return check


def _amount(value: object, field: str) -> object:
    if value is not None and not (isinstance(value, int) and 0 <= value <= 10**15):
        raise DomainError("amount_negative", N_("Un montant ne peut pas être négatif."), field=field)
    return value


def _year(value: object, field: str) -> object:
    if value is not None and not (isinstance(value, int) and 1950 <= value <= 2200):
        raise DomainError("year_outside", N_("Une année s'écrit sur quatre chiffres."), field=field)
    return value


def _months(most: int) -> Callable[[object, str], object]:
    def check(value: object, field: str) -> object:
        if value is None:
            return 0
        if not (isinstance(value, int) and 0 <= value <= most):
            raise DomainError("months_outside", N_("Donnez un nombre de mois, de 0 à {most}."), field=field, most=most)
        return value

    return check


def currency_code(value: object, field: str = "currency") -> str:
    """Return an ISO 4217 code, or refuse."""
    code = clean_line(str(value or "")).upper()
    if not _CURRENCY.fullmatch(code) or not _known_currency(code):
        raise DomainError(
            "currency_unknown",
            N_("« {text} » n'est pas un code de monnaie. Écrivez par exemple EUR, XOF, MAD ou CNY."),
            field=field,
            text=code,
        )
    return code


def _known_currency(code: str) -> bool:
    from babel.numbers import is_currency  # noqa: PLC0415 - Babel's data costs start-up time

    return is_currency(code)


_LINES: Final = frozenset({
    "group_name", "place", "region", "deliberation_number", "partner_deliberation", "signed_place", "signed_by",
    "partner_signed_by", "originals", "transmission_number", "rate_source", "area", "company", "field", "role", "subject",
    "label", "themes",
})  # fmt: skip
_NAMES: Final = frozenset({"name", "title"})
_RULES: Final[Mapping[str, Callable[[object, str], object]]] = MappingProxyType({
    "latitude_e6": _coordinate(90),
    "longitude_e6": _coordinate(180),
    "amount_minor": _amount,
    "in_kind_minor": _amount,
    "cost_minor": _amount,
    "value_minor": _amount,
    "year": _year,
    "since_year": _year,
    "notice_months": _months(60),
    "renewal_months": _months(240),
    "currency": currency_code,
})  # fmt: skip

UNNAMED: Final = N_("Donnez un nom : il peut changer ensuite.")


def clean(fields: Mapping[str, object], *, sentence: str = UNNAMED, free_title: bool = False) -> dict[str, object]:
    """Return `fields` as they may be written, each by its rule; raises `DomainError` naming the field at fault.

    `sentence` is the refusal for an empty name or title; `free_title` lets a title be empty.
    """
    cleaned: dict[str, object] = {}
    for name, value in fields.items():
        if name in _NAMES and not free_title:
            cleaned[name] = required(value, name, sentence)
        elif name in _RULES:
            cleaned[name] = _RULES[name](value, name)
        elif isinstance(value, str) and not isinstance(value, StrEnum):
            cleaned[name] = clean_line(value) if name in _LINES or name in _NAMES else clean_text(value)
        else:
            cleaned[name] = value
    return cleaned


def check_period(starts: date | None, ends: date | None, *, field: str = "ends_on", same_day: bool = False) -> None:
    """Refuse an end that comes before the start (or on it, unless `same_day`)."""
    if starts is None or ends is None or ends > starts or (same_day and ends == starts):
        return
    raise DomainError(
        "ends_before_start",
        N_("La fin ({end}) vient avant le début ({start}) : rien n'a changé. Corrigez l'une des deux dates."),
        field=field,
        end=_day(ends),
        start=_day(starts),
    )


def check_coordinates(fields: Mapping[str, object]) -> None:
    """Refuse one coordinate without the other."""
    names = ("latitude_e6", "longitude_e6")
    given = [name for name in names if name in fields]
    if not given:
        return
    if len(given) == 1 or (fields[names[0]] is None) != (fields[names[1]] is None):
        raise DomainError("coordinates_alone", N_("Donnez la latitude et la longitude ensemble."), field="latitude_e6")


def _day(day: date) -> str:
    from cresi_app.core.dates import format_date  # noqa: PLC0415 - Babel's data costs start-up time

    return format_date(day)
