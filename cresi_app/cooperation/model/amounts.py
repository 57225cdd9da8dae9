"""What was promised and paid year by year: currencies turned into euros at a told rate only, years without a promise kept as such."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from cresi_app.cooperation.model.records import Commitment
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import Money, format_money, precision
from cresi_app.core.numbers import number_text

MICRO: Final = 1_000_000
SHOWN_YEARS: Final = 8

RateOf = Callable[[str, int], int | None]
"""Gives the rate of a currency in a year, in millionths of it for one euro; None when nobody noted one."""


def to_euro_minor(money: Money, rate_micro: int | None) -> int | None:
    """Return an amount in cents of euro, rounded half up, at `rate_micro` millionths of its currency for one euro; None without a rate."""
    if money.currency == "EUR":
        return money.minor
    if not rate_micro:
        return None
    euros = money.amount * MICRO / Decimal(rate_micro)
    return int((euros * 10 ** precision("EUR")).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class YearAmounts:
    """One year of a cooperation, in cents of euro. `committed` None: nothing was promised; `unconverted` has no rate and is not counted."""

    year: int
    committed: int | None = None
    in_kind: int = 0
    paid: int = 0
    unconverted: tuple[Money, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of it."""
        return self.committed is None and not self.paid and not self.unconverted

    @property
    def shown(self) -> int:
        """The height of its bar: what was promised, or paid beyond it."""
        return max(self.committed or 0, self.paid)


def years_of(
    commitments: Iterable[Commitment],
    paid: Mapping[int, int],
    rate_of: RateOf,
    span: tuple[int | None, int | None] = (None, None),
) -> list[YearAmounts]:
    """Return every year from the first to the last that has something (or the `span` asked for), none left out."""
    promised: dict[int, list[Commitment]] = {}
    for one in commitments:
        promised.setdefault(one.year, []).append(one)
    known = sorted({*promised, *(year for year, amount in paid.items() if amount)})
    start, end = span[0] or (known[0] if known else None), span[1] or (known[-1] if known else None)
    if start is None or end is None:
        return []
    return [_year(year, promised.get(year, ()), paid.get(year, 0), rate_of) for year in range(start, end + 1)]


def _year(year: int, promised: Sequence[Commitment], paid: int, rate_of: RateOf) -> YearAmounts:
    counted, in_kind, left = [], 0, []
    for one in promised:
        rate = rate_of(one.currency, year)
        euros = to_euro_minor(Money(one.amount_minor, one.currency), rate)
        if euros is None:
            left.append(Money(one.amount_minor, one.currency))
        else:
            counted.append(euros)
            in_kind += to_euro_minor(Money(one.in_kind_minor, one.currency), rate) or 0
    return YearAmounts(year, sum(counted) if counted else None, in_kind, paid, tuple(left))


def unconverted_sentence(years: Iterable[YearAmounts]) -> str:
    """Say which promises no total counts, '' when all are counted."""
    left = [(one.year, money) for one in years for money in one.unconverted]
    if not left:
        return ""
    named = " ; ".join(f"{year} : {format_money(money)}" for year, money in left)
    return trn(
        "{n} engagement sans taux de change n'entre dans aucun total ({named}). Donnez son taux pour l'additionner.",
        "{n} engagements sans taux de change n'entrent dans aucun total ({named}). Donnez leur taux pour les additionner.",
        len(left),
        named=named,
    )


def percent_text(hundredths: int | None) -> str:
    """Return a share as it is typed: « 33,3 »; '' for none."""
    return "" if hundredths is None else number_text(hundredths, 100)


def check_shares(shares: Sequence[int | None], *, field: str = "sectors") -> None:
    """Refuse shares that do not give exactly 100 %: 99,9 is not enough; none at all is allowed."""
    given = [share for share in shares if share is not None]
    if not given:
        return
    if len(given) < len(shares):
        raise DomainError(
            "shares_open",
            N_("Donnez la part de chaque secteur, ou d'aucun : rien n'a changé."),
            field=field,
        )
    total = sum(given)
    if total != 10_000:
        raise DomainError(
            "shares_sum",
            N_("Les parts font {total} % et non 100 % : il {gap}. Rien n'a changé."),
            field=field,
            total=percent_text(total),
            gap=_gap(10_000 - total),
        )


def _gap(missing: int) -> str:

    if missing > 0:
        return tr("manque {share} %", share=percent_text(missing))
    return tr("y a {share} % de trop", share=percent_text(-missing))
