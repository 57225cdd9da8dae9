"""Amounts of one currency told in another, at a dated rate for one euro, exactly and with halves rounded up."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money, precision
from cresi_app.core.numbers import RATE, parse_number
from cresi_app.projects.model.life import ProjectRate

PARITIES: Final[Mapping[str, str]] = MappingProxyType(
    {"XOF": "655.957", "XAF": "655.957", "KMF": "491.96775", "EUR": "1"}
)
"""Currencies tied to the euro by treaty: francs CFA and Comorian franc, in units for one euro."""
_RATE: Final = replace(RATE, places=12, least=Decimal(1).scaleb(-12))


def read_rate(text: str) -> str:
    """Read a rate (« 655,957 ») into decimal digits; refuses what is not a positive number. DomainError ``rate_unreadable``."""
    return f"{parse_number(text, _RATE, field='per_euro'):f}"


def per_euro(currency: str, rates: Iterable[ProjectRate]) -> Decimal:
    """Return how many units of `currency` make one euro: as noted, else by treaty. DomainError ``rate_missing``."""
    for one in rates:
        if one.currency == currency:
            return one.rate
    if currency in PARITIES:
        return Decimal(PARITIES[currency])
    raise DomainError(
        "rate_missing",
        N_("Le taux de {currency} n'est pas connu de ce dossier : notez-le avec son jour, puis reprenez le montant."),
        field="amount_minor",
        currency=currency,
    )


def converted(money: Money, currency: str, rates: Iterable[ProjectRate]) -> Money:
    """Return `money` in another currency, rounded once to its smallest unit, halves up."""
    if money.currency == currency:
        return money
    known = list(rates)
    amount = money.amount / per_euro(money.currency, known) * per_euro(currency, known)
    minor = amount.scaleb(precision(currency)).quantize(Decimal(1), ROUND_HALF_UP)
    return Money(int(minor), currency)
