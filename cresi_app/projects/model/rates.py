"""Amounts of one currency told in another, at a dated rate for one euro, exactly and with halves rounded up."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money, precision
from cresi_app.projects.model.life import ProjectRate

PARITIES: Final[Mapping[str, str]] = MappingProxyType(
    {"XOF": "655.957", "XAF": "655.957", "KMF": "491.96775", "EUR": "1"}
)
"""Currencies tied to the euro by treaty: francs CFA and Comorian franc, in units for one euro."""


def read_rate(text: str) -> str:
    """Read a typed rate (« 655,957 ») into decimal digits; refuses what is not a positive number. DomainError ``rate_unreadable``."""
    bare = "".join(text.split()).replace("\u202f", "").replace("\u00a0", "").replace(",", ".")
    try:
        rate = Decimal(bare)
    except InvalidOperation:
        rate = Decimal(0)
    if not rate.is_finite() or rate <= 0 or rate >= Decimal(10) ** 9 or "e" in bare.lower():
        raise DomainError(
            "rate_unreadable",
            N_("« {text} » n'est pas un taux : écrivez combien d'unités valent un euro, par exemple 655,957."),
            field="per_euro",
            text=text.strip(),
        )
    return f"{rate:f}".lstrip("+")


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
