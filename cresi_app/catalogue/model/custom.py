"""The centre's own fields: what each holds, how it is typed, checked, shown and written into files."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from cresi_app.core.dates import format_date, parse_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import format_number
from cresi_app.core.numbers import NumberRule, parse_number
from cresi_app.core.text import fold, strip_nul, words

MILLION: Final = 1_000_000
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
_LINK: Final = re.compile(r"^[a-z][a-z0-9+.-]*://\S+$", re.IGNORECASE)
NUMBER: Final = NumberRule(
    "number_unreadable",
    N_("« {text} » n'est pas un nombre : écrivez par exemple 12 ou 2,5 (six décimales au plus)."),
    places=6,
    least=None,
    most=Decimal(9_000_000_000_000),
)
# In a file nobody is there to be asked, and its point is the decimal one.
_FILED: Final = replace(NUMBER, plain_mark=True)
_YES: Final = frozenset({"1", "oui", "o", "yes", "y", "vrai", "true", "x"})
_NO: Final = frozenset({"0", "non", "n", "no", "faux", "false"})
LONGEST_NAME: Final = 40


class FieldType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a list of choices; archived ones are no longer offered."""

    id: int
    version: int
    field_id: int
    word: str
    match_key: str = ""
    position: int = 0
    archived_on: date | None = None


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field of the centre. `kinds`: the kinds of documents it is for, empty for all."""

    id: int
    version: int
    short_name: str
    name: str
    type: FieldType
    hint: str = ""
    position: int = 0
    archived_on: date | None = None
    kinds: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    uses: int = 0

    def is_for(self, kind: str) -> bool:
        """Say whether a document of this kind has the field."""
        return not self.kinds or kind in self.kinds

    @property
    def offered(self) -> tuple[Choice, ...]:
        """The choices that are offered today."""
        return tuple(one for one in self.choices if one.archived_on is None)


@dataclass(frozen=True, slots=True)
class CustomValue:
    """What one document says in one field; `word` is that of the choice."""

    id: int
    version: int
    field_id: int
    type: FieldType
    short_name: str = ""
    name: str = ""
    position: int = 0
    text: str | None = None
    number: int | None = None
    day: date | None = None
    flag: bool | None = None
    choice_id: int | None = None
    word: str = ""
    is_archived: bool = False

    @property
    def value(self) -> object:
        """The value as a form holds it: text, Decimal, day, bool, id of the choice."""
        match self.type:
            case FieldType.NUMBER:
                return Decimal(self.number or 0) / MILLION
            case FieldType.DATE:
                return self.day
            case FieldType.YES_NO:
                return self.flag
            case FieldType.CHOICE:
                return self.choice_id
            case _:
                return self.text or ""

    @property
    def shown(self) -> str:
        """The value as people read it."""
        match self.type:
            case FieldType.NUMBER:
                return format_number(_plain(self.number or 0))
            case FieldType.DATE:
                return format_date(self.day) if self.day else ""
            case FieldType.YES_NO:
                return tr("Oui") if self.flag else tr("Non")
            case FieldType.CHOICE:
                return self.word
            case _:
                return self.text or ""

    @property
    def written(self) -> str:
        """The value as files carry it: ISO day, decimal point, « oui », the choice's word."""
        match self.type:
            case FieldType.NUMBER:
                return f"{_plain(self.number or 0):f}"
            case FieldType.DATE:
                return self.day.isoformat() if self.day else ""
            case FieldType.YES_NO:
                return "oui" if self.flag else "non"
            case FieldType.CHOICE:
                return self.word
            case _:
                return self.text or ""


def _plain(millionths: int) -> Decimal:
    """Return a number without needless zeros."""
    value = (Decimal(millionths) / MILLION).normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def short_name_of(name: str) -> str:
    """Return what searches call a field of this name: « Numéro de valise » → ``numero-de-valise``."""
    return _NOT_IN_NAMES.sub("-", fold(name)).strip("-")[:LONGEST_NAME].strip("-")


def match_word(word: str) -> str:
    """Return the key under which a choice is found again."""
    return " ".join(words(word)) or fold(word).strip()


def columns_of(field: CustomField, typed: object) -> dict[str, object] | None:
    """Return the columns of `custom_value` that hold what was typed; None when nothing was.

    `typed` is text, or already a Decimal, day, bool or choice id. DomainError ``number_unreadable``, ``date_unreadable``,
    ``choice_unknown``, ``yes_no_unreadable``, ``url_unreadable``, ``text_too_long``; its field is ``custom:<id>``.
    """
    where = f"custom:{field.id}"
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None
    blank: dict[str, object] = {
        "type": field.type.value,
        "text": None,
        "number": None,
        "day": None,
        "flag": None,
        "choice_id": None,
    }
    match field.type:
        case FieldType.NUMBER:
            return blank | {"number": _number(typed, where)}
        case FieldType.DATE:
            return blank | {"day": typed if isinstance(typed, date) else parse_date(str(typed), field=where)}
        case FieldType.YES_NO:
            return blank | {"flag": _flag(typed, where)}
        case FieldType.CHOICE:
            return blank | {"choice_id": _choice(field, typed, where)}
        case _:
            return blank | {"text": _text(field.type, str(typed), where)}


def read_number(text: str, *, field: str) -> Decimal:
    """Read a number as it is typed in a form: « 1.234 » is asked about. DomainError ``number_unreadable``, ``number_ambiguous``."""
    return parse_number(text, NUMBER, field=field)


def _number(typed: object, where: str) -> int:
    text = f"{typed:f}" if isinstance(typed, Decimal) else str(typed)
    return int(parse_number(text, _FILED, field=where) * MILLION)


def _flag(typed: object, where: str) -> bool:
    if isinstance(typed, bool):
        return typed
    told = fold(str(typed)).strip()
    if told in _YES or told in _NO:
        return told in _YES
    raise DomainError("yes_no_unreadable", N_("Répondez par oui ou par non."), field=where)


def _choice(field: CustomField, typed: object, where: str) -> int:
    for one in field.choices:
        if typed == one.id or (isinstance(typed, str) and match_word(typed) == one.match_key):
            return one.id
    raise DomainError(
        "choice_unknown",
        N_(
            "« {text} » n'est pas dans la liste de « {field_name} » : choisissez-y un mot, ou ajoutez-le dans les champs du centre."
        ),
        field=where,
        text=str(typed),
        field_name=field.name,
    )


def _text(kind: FieldType, typed: str, where: str) -> str:
    from cresi_app.catalogue.model import rules  # noqa: PLC0415 - rules are checked with, not built from, this module

    if kind is FieldType.LONG_TEXT:
        return rules.long_text(typed, field=where)
    line = rules.one_line(strip_nul(typed), field=where)
    if kind is FieldType.LINK and not _LINK.match(line):
        raise DomainError(
            "url_unreadable",
            N_("Cette adresse doit commencer par https:// et ne pas contenir d'espace."),
            field=where,
        )
    return line[:1].lower() + line[1:] if kind is FieldType.LINK else line


def fields_for(fields: Sequence[CustomField], kind: str, values: Mapping[int, CustomValue]) -> list[CustomField]:
    """Return the live fields a form shows: those of the kind, and any other that says something."""
    return [one for one in fields if one.archived_on is None and (one.is_for(kind) or one.id in values)]
