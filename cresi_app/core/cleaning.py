"""How typed values are cleaned and bounded before they are written: texts, amounts, years, shares, coordinates, the same at every desk."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import UNKNOWN_CURRENCY, is_currency
from cresi_app.core.text import strip_nul

MOST: Final = 10**15
"""The largest amount, in minor units, and the largest value of an indicator, in thousandths."""

Rule = Callable[[object, str], object]
"""``rule(value, field)``: the value as it may be written; raises `DomainError` at the field."""

_SPACES: Final = re.compile(r"\s+")


def clean_line(value: str) -> str:
    """Return a one-line text with single spaces and no NUL."""
    return _SPACES.sub(" ", strip_nul(value)).strip()


def clean_text(value: str) -> str:
    """Return a long text as typed, without NUL and trailing blanks; of any length."""
    return strip_nul(value).replace("\r\n", "\n").rstrip()


def required(value: object, field: str, sentence: str) -> str:
    """Return a one-line text, or refuse an empty one with `sentence`."""
    if cleaned := clean_line(str(value or "")):
        return cleaned
    raise DomainError("text_missing", sentence, field=field)


def _bounded(value: object, field: str, bounds: tuple[int, int], refusal: tuple[str, str]) -> int | None:
    """Return a whole number within `bounds`, or None; `refusal` is a code and its sentence. True is no number."""
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and bounds[0] <= value <= bounds[1]:
        return value
    raise DomainError(refusal[0], refusal[1], field=field)


def amount(value: object, field: str) -> int | None:
    """Return an amount in minor units (or a quantity in thousandths), or None; never negative, never beyond reason."""
    return _bounded(value, field, (0, MOST), ("amount_outside", N_("Un montant est un nombre positif.")))


def positive(value: object, field: str) -> int:
    """Return an amount above zero."""
    if found := amount(value, field):
        return found
    raise DomainError("amount_zero", N_("Donnez un montant supérieur à zéro."), field=field)


def indicator(value: object, field: str) -> int | None:
    """Return the value of an indicator in thousandths, which may be negative, or None."""
    refusal = ("value_outside", N_("Cette valeur est trop grande pour un indicateur."))
    return _bounded(value, field, (-MOST, MOST), refusal)


def count(value: object, field: str) -> int | None:
    """Return a number of people or things, or None."""
    refusal = ("count_outside", N_("Donnez un nombre de personnes, sans signe ni virgule."))
    return _bounded(value, field, (0, 10**10), refusal)


def percent(value: object, field: str) -> int | None:
    """Return a share from 0 to 100, or None."""
    return _bounded(value, field, (0, 100), ("percent_outside", N_("Une part va de 0 à 100 %.")))


def year(least: int, sentence: str = N_("Écrivez l'année sur quatre chiffres.")) -> Rule:
    """Return the rule of a year from `least` on, or None."""
    return lambda value, field: _bounded(value, field, (least, 2200), ("year_outside", sentence))


def exercise(least: int) -> Callable[..., int]:
    """Return the rule of a budget year, which must be given."""

    def check(value: object, field: str = "year") -> int:
        refusal = ("year_outside", N_("L'exercice est une année sur quatre chiffres."))
        found = _bounded(value, field, (least, 2200), refusal)
        if found is None:
            raise DomainError(refusal[0], refusal[1], field=field)
        return found

    return check


def months(most: int) -> Rule:
    """Return the rule of a number of months; none is 0."""

    def check(value: object, field: str) -> object:
        if value is None:
            return 0
        if isinstance(value, int) and 0 <= value <= most:
            return value
        raise DomainError("months_outside", N_("Donnez un nombre de mois, de 0 à {most}."), field=field, most=most)

    return check


def coordinate(limit: int) -> Rule:
    """Return the rule of a latitude (90) or a longitude (180) in millionths of a degree."""
    refusal = ("coordinate_outside", N_("Ces coordonnées ne sont pas sur la Terre. Rien n'a été changé."))
    return lambda value, field: _bounded(value, field, (-limit * 1_000_000, limit * 1_000_000), refusal)


def currency_code(value: object, field: str = "currency") -> str:
    """Return a currency's ISO 4217 code; DomainError ``currency_unknown``."""
    code = clean_line(str(value or "")).upper()
    if len(code) == 3 and code.isalpha() and code.isascii() and is_currency(code):
        return code
    raise DomainError("currency_unknown", UNKNOWN_CURRENCY, field=field, text=str(value or ""))


def check_coordinates(fields: Mapping[str, object]) -> None:
    """Refuse one coordinate without the other."""
    names = ("latitude_e6", "longitude_e6")
    given = [name for name in names if name in fields]
    if not given:
        return
    if len(given) == 1 or (fields[names[0]] is None) != (fields[names[1]] is None):
        raise DomainError("coordinates_alone", N_("Donnez la latitude et la longitude ensemble."), field="latitude_e6")


def by_rules(fields: Mapping[str, object], rules: Mapping[str, Rule], lines: frozenset[str]) -> dict[str, object]:
    """Return `fields` as they may be written: each by its rule, else as a line (`lines`) or a long text; other values as they are."""
    cleaned: dict[str, object] = {}
    for name, value in fields.items():
        if name in rules:
            cleaned[name] = rules[name](value, name)
        elif isinstance(value, str) and not isinstance(value, StrEnum):
            cleaned[name] = clean_line(value) if name in lines else clean_text(value)
        else:
            cleaned[name] = value
    return cleaned
