"""What each field of the cooperation desk accepts, and how it is cleaned before it is written."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from cresi_app.core import cleaning
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

NAME_LENGTH: Final = 200


def required(value: object, field: str, sentence: str) -> str:
    """Return a one-line text, or refuse an empty or endless one with `sentence`."""
    cleaned = cleaning.required(value, field, sentence)
    if len(cleaned) > NAME_LENGTH:
        raise DomainError(
            "text_too_long",
            N_("Ce texte dépasse {limit} caractères : raccourcissez-le."),
            field=field,
            limit=NAME_LENGTH,
        )
    return cleaned


_LINES: Final = frozenset({
    "group_name", "place", "region", "deliberation_number", "partner_deliberation", "signed_place", "signed_by",
    "partner_signed_by", "originals", "transmission_number", "rate_source", "area", "company", "field", "role", "subject",
    "label", "themes",
})  # fmt: skip
_NAMES: Final = frozenset({"name", "title"})
_YEAR: Final = cleaning.year(1950)
_RULES: Final[Mapping[str, cleaning.Rule]] = MappingProxyType({
    "latitude_e6": cleaning.coordinate(90),
    "longitude_e6": cleaning.coordinate(180),
    **dict.fromkeys(("amount_minor", "in_kind_minor", "cost_minor", "value_minor"), cleaning.amount),
    "year": _YEAR,
    "since_year": _YEAR,
    "notice_months": cleaning.months(60),
    "renewal_months": cleaning.months(240),
    "currency": cleaning.currency_code,
})  # fmt: skip

UNNAMED: Final = N_("Donnez un nom : il peut changer ensuite.")


def clean(fields: Mapping[str, object], *, sentence: str = UNNAMED, free_title: bool = False) -> dict[str, object]:
    """Return `fields` as they may be written, each by its rule; raises `DomainError` naming the field at fault.

    `sentence` is the refusal for an empty name or title; `free_title` lets a title be empty.
    """
    named: dict[str, cleaning.Rule] = {}
    if not free_title:
        named = dict.fromkeys(_NAMES, lambda value, field: required(value, field, sentence))
    return cleaning.by_rules(fields, {**_RULES, **named}, _LINES | _NAMES)


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


def _day(day: date) -> str:
    from cresi_app.core.dates import format_date  # noqa: PLC0415 - Babel's data costs start-up time

    return format_date(day)
