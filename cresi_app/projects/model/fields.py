"""What each field of a dossier and of its parts accepts, and how it is cleaned before it is written."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import sort_key, strip_nul

TITLE_LENGTH: Final = 300
_SPACES: Final = re.compile(r"\s+")
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def clean_line(value: str) -> str:
    """Return a one-line text with single spaces and no NUL."""
    return _SPACES.sub(" ", strip_nul(value)).strip()


def clean_text(value: str) -> str:
    """Return a long text as typed, without NUL and trailing blanks; of any length."""
    return strip_nul(value).replace("\r\n", "\n").rstrip()


def _required(value: str, field: str, sentence: str) -> str:
    if cleaned := clean_line(value):
        return cleaned
    raise DomainError("text_missing", sentence, field=field)


def clean_title(value: str) -> str:
    """Return the title of a dossier, or refuse an empty or endless one."""
    title = _required(value, "title", N_("Donnez un titre au projet : il peut changer ensuite."))
    if len(title) > TITLE_LENGTH:
        raise DomainError(
            "title_too_long",
            N_("Ce titre compte {n} caractères ; {most} suffisent. Le reste a sa place dans le résumé."),
            field="title",
            n=len(title),
            most=TITLE_LENGTH,
        )
    return title


def clean_month(value: str, field: str) -> str:
    """Return ``YYYY-MM`` or '', or refuse."""
    month = value.strip()
    if month and not _MONTH.fullmatch(month):
        raise DomainError(
            "month_unreadable",
            N_("« {text} » n'est pas un mois. Écrivez par exemple 03/2026."),
            field=field,
            text=month,
        )
    return month


def read_month(text: str, *, field: str = "starts_month") -> str:
    """Read a typed month (03/2026, 2026-03, 3.26) into ``YYYY-MM``; '' stays ''."""
    bare = text.strip()
    if found := re.fullmatch(r"(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})", bare):
        year = found[2] if len(found[2]) == 4 else f"20{found[2]}"
        return clean_month(f"{year}-{int(found[1]):02d}", field)
    return clean_month(bare, field)


def _coordinate(limit: int) -> Callable[[object, str], object]:
    def check(value: object, field: str) -> object:
        if value is not None and not (isinstance(value, int) and abs(value) <= limit * 1_000_000):
            raise DomainError(
                "coordinate_outside", N_("Ces coordonnées ne sont pas sur la Terre. Rien n'a été changé."), field=field
            )
        return value

    return check


def _count(value: object, field: str) -> object:
    if value is not None and not (isinstance(value, int) and 0 <= value <= 10**10):
        raise DomainError("count_outside", N_("Donnez un nombre de personnes, sans signe ni virgule."), field=field)
    return value


def _amount(value: object, field: str) -> object:
    if value is not None and not (isinstance(value, int) and 0 <= value <= 10**15):
        raise DomainError("amount_negative", N_("Un montant ne peut pas être négatif."), field=field)
    return value


def _minutes(value: object, field: str) -> object:
    if value is not None and not (isinstance(value, int) and 0 <= value <= 1440):
        raise DomainError("minutes_outside", N_("Un rendez-vous dure de 0 à 1440 minutes."), field=field)
    return value


def _value(value: object, field: str) -> object:
    if value is not None and not (isinstance(value, int) and abs(value) <= 10**15):
        raise DomainError("value_outside", N_("Cette valeur est trop grande pour un indicateur."), field=field)
    return value


def _some_year(value: object, field: str) -> object:
    if value is not None and not (isinstance(value, int) and 1900 <= value <= 2200):
        raise DomainError("year_outside", N_("Écrivez l'année sur quatre chiffres."), field=field)
    return value


def _year(value: object, field: str) -> object:
    if not (isinstance(value, int) and 1990 <= value <= 2200):
        raise DomainError("year_outside", N_("L'exercice est une année sur quatre chiffres."), field=field)
    return value


def _percent(value: object, field: str) -> object:
    if value is not None and not (isinstance(value, int) and 0 <= value <= 100):
        raise DomainError("percent_outside", N_("Une part va de 0 à 100 %."), field=field)
    return value


_LINES: Final = frozenset({
    "call_name", "place", "decision_number", "label", "unit", "proof", "responsible", "theme", "quantity", "location",
    "file_name", "addressee", "with_whom", "subject", "reviewer", "given_by", "correspondence", "source",
})  # fmt: skip
_RULES: Final[Mapping[str, Callable[[object, str], object]]] = MappingProxyType({
    "latitude_e6": _coordinate(90),
    "longitude_e6": _coordinate(180),
    "direct_beneficiaries": _count,
    "indirect_beneficiaries": _count,
    "women": _count,
    "men": _count,
    "people": _count,
    "pages": _count,
    "volunteers": _count,
    "civic_volunteers": _count,
    "employees": _count,
    "subsidised": _count,
    "lent_staff": _count,
    "members": _count,
    "minutes": _minutes,
    "posts_milli": _amount,
    "recruits_milli": _amount,
    "hours_milli": _amount,
    "rate_minor": _amount,
    "revised_minor": _amount,
    "foreign_minor": _amount,
    "baseline_milli": _value,
    "target_milli": _value,
    "actual_milli": _value,
    "baseline_year": _some_year,
    "target_year": _some_year,
    "quantity_milli": _amount,
    "unit_price_minor": _amount,
    "amount_minor": _amount,
    "actual_minor": _amount,
    "cost_minor": _amount,
    "granted_minor": _amount,
    "year": _year,
    "percent": _percent,
    "starts_month": lambda value, field: clean_month(str(value), field),
    "ends_month": lambda value, field: clean_month(str(value), field),
})  # fmt: skip


def clean(fields: Mapping[str, object], *, title_sentence: str = "") -> dict[str, object]:
    """Return `fields` as they may be written, each by its rule; raises `DomainError` naming the field at fault.

    `title_sentence` is the refusal for an empty title or name of a part of the dossier.
    """
    cleaned: dict[str, object] = {}
    for name, value in fields.items():
        if name in {"title", "name"}:
            text = str(value)
            cleaned[name] = _required(text, name, title_sentence) if title_sentence else clean_title(text)
        elif name in _RULES:
            cleaned[name] = _RULES[name](value, name)
        elif isinstance(value, str) and not isinstance(value, StrEnum):
            cleaned[name] = clean_line(value) if name in _LINES else clean_text(value)
        else:
            cleaned[name] = value
    return cleaned


def title_key(title: str) -> str:
    """Return what `title_sort` holds."""
    return sort_key(title)
