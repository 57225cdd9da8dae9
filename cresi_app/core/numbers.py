"""Numbers as people type them: one tolerant reader that never guesses, for quantities, shares, rates and lengths alike."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, cast

from cresi_app.core.errors import DomainError
from cresi_app.core.grouping import BLANKS, parted
from cresi_app.core.i18n import N_, language
from cresi_app.core.money import MINUS, format_number

MINUSES: Final = frozenset("-\u2212\u2013\u2010\u2011")
_DIGITS: Final = re.compile(r"[0-9]*(?:[.,][0-9]+)*[.,]?")
_MOST_DIGITS: Final = 40


@dataclass(frozen=True, slots=True)
class NumberRule:
    """What a number may be. `places` decimals at most; `units` are signs people write after it, and nothing is made of them.

    `sentence` refuses what is none of it, with ``{text}`` in it. `plain_mark`: a lone point or comma is always the decimal one
    (655.957 francs for one euro); otherwise « 1.234 » is asked about.
    """

    code: str
    sentence: str
    places: int = 0
    least: Decimal | None = Decimal(0)
    most: Decimal = Decimal(10) ** 15
    units: tuple[str, ...] = ()
    plain_mark: bool = False


WHOLE: Final = NumberRule(
    "number_unreadable",
    N_("« {text} » n'est pas un nombre entier : écrivez seulement des chiffres."),
    least=None,
)
QUANTITY: Final = NumberRule(
    "quantity_unreadable",
    N_("« {text} » n'est pas une quantité. Écrivez par exemple 12 ou 2,5."),
    places=3,
    most=Decimal(999_999_999),
)
PEOPLE: Final = NumberRule(
    "count_unreadable",
    N_("Le nombre de personnes s'écrit en chiffres."),
    most=Decimal(9_999),
    units=("personnes", "personne", "places", "place", "people", "persons", "seats", "seat"),
)
INDICATOR: Final = replace(QUANTITY, least=None)
SHARE: Final = NumberRule(
    "percent_outside",
    N_("« {text} » n'est pas une part : de 0 à 100 %, deux décimales au plus."),
    places=2,
    most=Decimal(100),
    units=("%",),
    plain_mark=True,
)
RATE: Final = NumberRule(
    "rate_unreadable",
    N_("« {text} » n'est pas un taux. Écrivez combien d'unités font un euro : 655,957 par exemple."),
    places=6,
    least=Decimal("0.000001"),
    most=Decimal(10) ** 9,
    plain_mark=True,
)


def parse_number(text: str, rule: NumberRule, *, field: str = "") -> Decimal:
    """Read « 1 234,5 » with any blank, ``1234.5``, ``1.234,5``, « −2 », « 33,3 % » by `rule`, exactly.

    Raises `DomainError` with the rule's code, or ``number_ambiguous`` for « 1.234 » where it may be a thousand: its
    `data["readings"]` are the two numbers; ``number_parted`` for « 12 34 », with the one it may have meant.
    """
    bare = BLANKS.sub("", text)
    for unit in sorted(rule.units, key=len, reverse=True):
        bare = bare.removesuffix(unit)
    negative = bare[:1] in MINUSES
    digits = bare[1:] if negative or bare[:1] == "+" else bare
    if (
        not digits
        or len(digits) > _MOST_DIGITS
        or not _DIGITS.fullmatch(digits)
        or not any(c.isdecimal() for c in digits)
    ):
        raise _unreadable(text, rule, field)
    readings = [
        (-number if negative else number) for number in _readings(digits, rule) if _fits(number, negative, rule)
    ]
    if not readings:
        raise _unreadable(text, rule, field)
    if len(readings) > 1:
        raise _ambiguous(text, readings, field)
    if parted(_core(text, rule)):
        raise _parted(text, readings, field)
    return readings[0]


def _core(text: str, rule: NumberRule) -> str:
    """Return the digits with what stands between them, without sign and unit."""
    core = text.strip()
    for unit in sorted(rule.units, key=len, reverse=True):
        core = core.removesuffix(unit)
    return core.lstrip("+" + "".join(MINUSES)).strip()


def scaled(text: str, scale: int, rule: NumberRule, *, field: str = "") -> int:
    """Read a typed number as whole `scale`-ths of it: « 2,5 » of 1000 is 2500; finer ones are rounded. Refusals as in `parse_number`, in these units."""
    try:
        return round(parse_number(text, rule, field=field) * scale)
    except DomainError as error:
        if "readings" in error.data:
            readings = cast("tuple[Decimal, ...]", error.data["readings"])
            error.data["readings"] = tuple(round(one * scale) for one in readings)
        raise


def number_text(value: int, scale: int) -> str:
    """Write whole `scale`-ths so that `scaled` reads the same back in either language: « 1 234,5 », ``1234.5``."""
    return decimal_text(Decimal(value) / scale)


def decimal_text(number: Decimal) -> str:
    """Write a number with all its decimals, and so that `parse_number` reads the same back in either language."""
    whole, _, fraction = f"{abs(number):f}".partition(".")
    mark = "," if language() == "fr" else "."
    groups = format_number(Decimal(whole)) if language() == "fr" else whole
    fraction = fraction.rstrip("0")
    return (MINUS if number < 0 else "") + groups + (mark + fraction if fraction else "")


def _fits(number: Decimal, negative: bool, rule: NumberRule) -> bool:
    signed = -number if negative else number
    exponent = number.normalize().as_tuple().exponent
    fine = isinstance(exponent, int) and -exponent <= rule.places
    return fine and (rule.least is None or signed >= rule.least) and abs(signed) <= rule.most


def _readings(digits: str, rule: NumberRule) -> list[Decimal]:
    """Return what the digits and marks can be, none when they are no number."""
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return [Decimal(digits)]
    if len(set(marks)) == 2:
        head, _, fraction = digits.rpartition(marks[-1])
        groups = head.split(marks[0])
        return [Decimal(f"{''.join(groups)}.{fraction or 0}")] if marks[-1] not in head and _threes(groups) else []
    parts = digits.split(marks[0])
    if len(parts) > 2:
        return [Decimal("".join(parts))] if _threes(parts) else []
    decimal = Decimal(f"{parts[0] or 0}.{parts[1] or 0}")
    if not _threes(parts) or parts[0].startswith("0") or rule.plain_mark:
        return [decimal]
    grouped = Decimal("".join(parts))
    if rule.places == 0:
        return [grouped]
    return [decimal] if marks[0] == ("," if language() == "fr" else ".") else [grouped, decimal]


def _threes(parts: list[str]) -> bool:
    return 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])


def _unreadable(text: str, rule: NumberRule, field: str) -> DomainError:
    return DomainError(rule.code, rule.sentence, field=field, text=text.strip())


def _ambiguous(text: str, readings: list[Decimal], field: str) -> DomainError:
    return DomainError(
        "number_ambiguous",
        N_("« {text} » peut se lire {first} ou {second} : choisissez ce que vous vouliez dire."),
        field=field,
        text=text.strip(),
        first=format_number(readings[0]),
        second=format_number(readings[1]),
        readings=tuple(readings),
    )


def _parted(text: str, readings: list[Decimal], field: str) -> DomainError:
    return DomainError(
        "number_parted",
        N_(
            "« {text} » n'est pas un seul nombre : les blancs séparent les chiffres par trois. Vouliez-vous dire {number} ?"
        ),
        field=field,
        text=text.strip(),
        number=format_number(readings[0]),
        readings=tuple(readings),
    )
