"""What each field of a dossier and of its parts accepts, and how it is cleaned before it is written."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cresi_app.core import cleaning
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import sort_key

TITLE_LENGTH: Final = 300
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def clean_title(value: str) -> str:
    """Return the title of a dossier, or refuse an empty or endless one."""
    title = cleaning.required(value, "title", N_("Donnez un titre au projet : il peut changer ensuite."))
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


def _minutes(value: object, field: str) -> object:
    if value is not None and not (isinstance(value, int) and 0 <= value <= 1440):
        raise DomainError("minutes_outside", N_("Un rendez-vous dure de 0 à 1440 minutes."), field=field)
    return value


_LINES: Final = frozenset({
    "call_name", "place", "decision_number", "label", "unit", "proof", "responsible", "theme", "quantity", "location",
    "file_name", "addressee", "with_whom", "subject", "reviewer", "given_by", "correspondence", "source",
})  # fmt: skip
_RULES: Final[Mapping[str, cleaning.Rule]] = MappingProxyType({
    "latitude_e6": cleaning.coordinate(90),
    "longitude_e6": cleaning.coordinate(180),
    **dict.fromkeys(
        ("direct_beneficiaries", "indirect_beneficiaries", "women", "men", "people", "pages", "volunteers", "civic_volunteers",
         "employees", "subsidised", "lent_staff", "members"), cleaning.count),
    **dict.fromkeys(
        ("posts_milli", "recruits_milli", "hours_milli", "rate_minor", "revised_minor", "foreign_minor", "quantity_milli",
         "unit_price_minor", "amount_minor", "actual_minor", "cost_minor", "granted_minor"), cleaning.amount),
    **dict.fromkeys(("baseline_milli", "target_milli", "actual_milli"), cleaning.indicator),
    **dict.fromkeys(("baseline_year", "target_year"), cleaning.year(1900)),
    "minutes": _minutes,
    "year": cleaning.exercise(1990),
    "percent": cleaning.percent,
    "starts_month": lambda value, field: clean_month(str(value), field),
    "ends_month": lambda value, field: clean_month(str(value), field),
})  # fmt: skip


def clean(fields: Mapping[str, object], *, title_sentence: str = "") -> dict[str, object]:
    """Return `fields` as they may be written, each by its rule; raises `DomainError` naming the field at fault.

    `title_sentence` is the refusal for an empty title or name of a part of the dossier.
    """

    def titled(value: object, field: str) -> str:
        return cleaning.required(value, field, title_sentence) if title_sentence else clean_title(str(value))

    return cleaning.by_rules(fields, {**_RULES, "title": titled, "name": titled}, _LINES)


def title_key(title: str) -> str:
    """Return what `title_sort` holds."""
    return sort_key(title)
