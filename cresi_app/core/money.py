"""Amounts as whole minor units of a currency: one formatter (CLDR) and one tolerant, never guessing parser, of currencies too."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.grouping import BLANKS, parted
from cresi_app.core.i18n import N_, language
from cresi_app.core.text import fold

MINUS: Final = "\u2212"
_NUMBER: Final = re.compile(r"\d[\d.,]*|[.,]\d+")
_NO_CENTS: Final = re.compile(r"[.,][-\u2212–—]+(?=\D*$)")
"""« 12 500.– »: the line stands where the cents would; it is no minus sign."""
_MARK_INSIDE: Final = re.compile(r"^(\d+)(€|EUR)(\d{2})$")
_MARKS: Final = {
    "€": "EUR", "EUROS": "EUR", "EURO": "EUR", "FCFA": "XOF", "F.CFA": "XOF", "CFA": "XOF", "F": "XOF", "FRANCSCFA": "XOF",
    "$": "USD", "DOLLARS": "USD", "£": "GBP", "¥": "CNY",
}  # fmt: skip
_LARGEST: Final = 10**15
UNKNOWN_CURRENCY: Final = N_(
    "« {text} » n'est pas une monnaie. Écrivez ses trois lettres, par exemple EUR, XOF ou CNY."
)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount: `minor` is in the currency's smallest unit (cents of euro, whole francs CFA), `currency` is ISO 4217."""

    minor: int
    currency: str = "EUR"

    def __add__(self, other: "Money") -> "Money":
        """Add an amount of the same currency; different ones have no sum without a dated rate."""
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} + {other.currency} needs a rate")
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Subtract an amount of the same currency."""
        return self + -other

    def __neg__(self) -> "Money":
        """Return the opposite amount."""
        return Money(-self.minor, self.currency)

    @property
    def amount(self) -> Decimal:
        """The amount in the currency's main unit, exact."""
        return Decimal(self.minor).scaleb(-precision(self.currency))


@lru_cache(maxsize=256)
def precision(currency: str) -> int:
    """Return how many decimals `currency` is written with (CLDR): EUR 2, XOF 0."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415 - Babel's data costs start-up time

    return get_currency_precision(currency)


@lru_cache(maxsize=16384)
def _formatted(minor: int, currency: str, *, cents: bool, code: str) -> str:
    from babel.numbers import format_currency  # noqa: PLC0415 - Babel's data costs start-up time

    locale = "fr_FR" if code == "fr" else "en_GB"
    amount = abs(Money(minor, currency).amount)
    written = format_currency(
        amount,
        currency,
        locale=locale,
        currency_digits=cents,
        decimal_quantization=cents,
        format=None if cents else _whole(locale),
    )
    return (MINUS if minor < 0 else "") + written


def _whole(locale: str) -> str:
    return "#,##0\u00a0¤" if locale == "fr_FR" else "¤#,##0"


def format_money(money: Money, *, cents: bool | None = None) -> str:
    """Return « 568 500 € » (fr) or “€568,500” (en), U+202F between groups and a true minus sign.

    `cents` None shows the decimals only when there are some; True always; False refuses to hide non-zero ones.
    """
    has_cents = money.minor % 10 ** precision(money.currency) != 0
    return _formatted(
        money.minor, money.currency, cents=has_cents if cents is None else cents or has_cents, code=language()
    )


@lru_cache(maxsize=8192)
def _number(value: int | Decimal, code: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - Babel's data costs start-up time

    return format_decimal(value, locale="fr_FR" if code == "fr" else "en_GB").replace("-", MINUS)


def format_number(value: int | Decimal) -> str:
    """Return « 4 318 » or « 0,5 » as the language in force writes numbers."""
    return _number(value, language())


def format_percent(part: int, whole: int, *, decimals: int = 0) -> str:
    """Return « 31 % » for `part` of `whole`; « — » when there is no whole."""
    if whole == 0:
        return "—"
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-decimals))
    return f"{format_number(share)}\u00a0%" if language() == "fr" else f"{format_number(share)}%"


def _unreadable(text: str, field: str) -> DomainError:
    return DomainError(
        "amount_unreadable",
        N_("« {text} » n'est pas un montant. Écrivez par exemple 1 234,56."),
        field=field,
        text=text.strip(),
    )


def _ambiguous(text: str, field: str, readings: tuple[Money, Money]) -> DomainError:
    return DomainError(
        "amount_ambiguous",
        N_(
            "« {text} » peut se lire {first} ou {second}. Écrivez le montant sans point, avec une virgule pour les décimales."
        ),
        field=field,
        text=text.strip(),
        first=format_money(readings[0]),
        second=format_money(readings[1], cents=True),
        readings=readings,
    )


def _split_currency(text: str, currency: str, field: str) -> tuple[str, str]:
    found = _NUMBER.search(text)
    if found is None or _NUMBER.search(text, found.end()):
        raise _unreadable(text, field)
    around = (text[: found.start()] + text[found.end() :]).strip("+-\u2212–").upper()
    if not around:
        return found.group(), currency
    named = _named_currency(around)
    if not named:
        raise _unreadable(text, field)
    return found.group(), "XAF" if named == "XOF" and currency == "XAF" else named


def _named_currency(mark: str) -> str:
    """Return the currency of capitals written beside an amount: a code, one of people's marks, or what we write ourselves."""
    if mark in _MARKS:
        return _MARKS[mark]
    if len(mark) == 3 and mark.isalpha() and is_currency(mark):
        return mark
    return _symbols().get(mark, "")


@lru_cache(maxsize=256)
def is_currency(code: str) -> bool:
    """Say whether three capitals are the code of a currency."""
    from babel.numbers import is_currency as known  # noqa: PLC0415 - Babel's data costs start-up time

    return known(code)


@lru_cache(maxsize=1)
def _symbols() -> dict[str, str]:
    """Return the currencies by the symbols that `format_money` writes in both languages: « $US » and US$ are USD."""
    from babel import Locale  # noqa: PLC0415 - Babel's data costs start-up time

    return {
        BLANKS.sub("", symbol).upper(): code
        for name in ("fr", "en_GB")
        for code, symbol in Locale.parse(name).currency_symbols.items()
    }


@lru_cache(maxsize=2)
def _currency_names(code: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - Babel's data costs start-up time

    return {fold(name): currency for currency, name in Locale.parse(code).currencies.items()}


def currency_name(code: str) -> str:
    """Return « franc CFA (BCEAO) », West African CFA franc, as the language in force calls a currency."""
    from babel.numbers import get_currency_name  # noqa: PLC0415 - Babel's data costs start-up time

    return get_currency_name(code, locale="fr_FR" if language() == "fr" else "en_GB")


def parse_currency(text: str, *, field: str = "currency") -> str:
    """Read a currency as people name it (XOF, « F CFA », « $US », « dirham marocain ») into its ISO 4217 code.

    Raises `DomainError` ``currency_unknown``.
    """
    bare = BLANKS.sub("", text).upper()
    if code := _named_currency(bare):
        return code
    wanted = " ".join(fold(text).split())
    if wanted:
        for names in (_currency_names("fr"), _currency_names("en_GB")):
            singular = names.get(wanted) or names.get(" ".join(word.removesuffix("s") for word in wanted.split()))
            if singular:
                return singular
    raise DomainError("currency_unknown", UNKNOWN_CURRENCY, field=field, text=text.strip())


def _several_marks(parts: list[str], places: int, text: str, currency: str, field: str) -> DomainError:
    """Return the refusal of « 1,234,56 »: with both readings when the last mark can be the decimal one."""
    if not 1 <= len(parts[-1]) <= places or not all(parts):
        return _unreadable(text, field)
    whole = int("".join(parts)) * 10**places
    decimal = int("".join(parts[:-1]) + parts[-1].ljust(places, "0"))
    if whole > _LARGEST:
        return _unreadable(text, field)
    return _ambiguous(text, field, (Money(whole, currency), Money(decimal, currency)))


def _ask_what_blanks_part(text: str, digits: str, money: Money, field: str) -> None:
    """Refuse « 12 34 € », that may be 1 234 € or 12,34 €, and « 12 5000 », that may be a digit too many."""
    if not parted(text):
        return
    places, last = precision(money.currency), BLANKS.split(text.strip(" +-\u2212–€"))[-1]
    if digits.isdecimal() and 0 < places == len(last) and last.isdecimal():
        cents = int(digits) * (-1 if money.minor < 0 else 1)
        raise _ambiguous(text, field, (money, Money(cents, money.currency)))
    raise DomainError(
        "amount_parted",
        N_(
            "« {text} » n'est pas un seul montant : les blancs séparent les chiffres par trois. Vouliez-vous dire {amount} ?"
        ),
        field=field,
        text=text.strip(),
        amount=format_money(money),
        readings=(money,),
    )


def _groups_of_three(parts: list[str]) -> bool:
    return 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])


def parse_amount(text: str, currency: str = "EUR", *, field: str = "") -> Money:
    """Read what a person typed or pasted as an amount of `currency` (or of the one written beside it).

    Accepts ``1 234,56`` with any blank, ``1234.56``, ``1.234,56``, ``12 500 €``, ``12€50``, ``−5,00``. Raises `DomainError`
    ``amount_unreadable``, ``amount_ambiguous`` (``1.234``, ``1,234,56``, ``12 34``: its `data["readings"]` are the two amounts),
    ``amount_parted`` (``12 5000``: one reading), ``amount_too_fine`` (more decimals than the currency has) or ``amount_too_large``.
    Never rounds, never guesses.
    """
    bare = _MARK_INSIDE.sub(r"\1,\3\2", _NO_CENTS.sub("", BLANKS.sub("", text)))
    digits, named = _split_currency(bare, currency, field)
    negative = bare[:1] in {"-", MINUS, "–"} or bare[-1:] in {"-", MINUS}
    places = precision(named)
    whole, fraction = _english_groups(bare, digits) or _parts(digits, places, text, named, field)
    if len(fraction.rstrip("0")) > places:
        raise DomainError(
            "amount_too_fine",
            N_("« {text} » a plus de décimales que la monnaie {currency} n'en compte ({places})."),
            field=field,
            text=text.strip(),
            currency=named,
            places=places,
        )
    minor = int((whole or "0") + fraction[:places].ljust(places, "0"))
    if minor > _LARGEST:
        raise DomainError(
            "amount_too_large", N_("« {text} » est trop grand pour être un montant."), field=field, text=text.strip()
        )
    money = Money(-minor if negative else minor, named)
    _ask_what_blanks_part(text, digits, money, field)
    return money


def _english_groups(bare: str, digits: str) -> tuple[str, str] | None:
    """Read €1,234 as English writes it and nobody else: the currency before the amount. None: it is not written so."""
    parts = digits.split(",")
    before = bare.lstrip("+-\u2212–")[:1]
    if language() != "en" or before.isdecimal() or before in ".," or "." in digits or not _groups_of_three(parts):
        return None
    return "".join(parts), ""


def _parts(digits: str, places: int, text: str, currency: str, field: str) -> tuple[str, str]:
    """Split the digits into whole part and decimals, or refuse."""
    marks = sorted({c for c in digits if c in ".,"}, key=digits.rfind)
    if not marks:
        return digits, ""
    if len(marks) == 2:
        head, _, fraction = digits.rpartition(marks[1])
        groups = head.split(marks[0])
        if marks[1] in head or not _groups_of_three(groups):
            raise _unreadable(text, field)
        return "".join(groups), fraction
    parts = digits.split(marks[0])
    if len(parts) > 2:
        if not _groups_of_three(parts):
            raise _several_marks(parts, places, text, currency, field)
        return "".join(parts), ""
    if len(parts[1]) == 3 and _groups_of_three(parts) and parts[0] != "0":
        if places == 0:
            return "".join(parts), ""
        grouped = int("".join(parts)) * 10**places
        decimal = int(Decimal(f"{parts[0]}.{parts[1]}").scaleb(places).to_integral_value())
        raise _ambiguous(text, field, (Money(grouped, currency), Money(decimal, currency)))
    return parts[0], parts[1]
