"""Reading what a person types into a budget: amounts, quantities, and how the one follows the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money, parse_amount, precision
from cresi_app.projects.model.budget import BudgetLine
from cresi_app.projects.model.life import ProjectRate
from cresi_app.projects.model.rates import converted, per_euro


def has_cents(minor: int, currency: str) -> bool:
    """Say whether an amount is not whole in its main unit."""
    unit: int = 10 ** precision(currency)
    return minor % unit != 0


@dataclass(frozen=True, slots=True)
class Typed:
    """An amount as it goes into a budget: minor units of the budget's currency, and what was typed when that was another one."""

    minor: int
    foreign: Money | None = None
    rate: str = ""
    on: date | None = None

    def fields(self, name: str = "amount_minor") -> dict[str, object]:
        """Return the columns of the line that keep it."""
        kept: dict[str, object] = {name: self.minor}
        if name == "amount_minor" and self.foreign is not None:
            kept |= {"foreign_minor": self.foreign.minor, "foreign_currency": self.foreign.currency}
            kept |= {"foreign_rate": self.rate, "foreign_on": self.on}
        return kept


def read_entry(text: str, currency: str, rates: Sequence[ProjectRate], *, field_name: str = "amount_minor") -> Typed:
    """Read a typed amount of any currency; another one than the budget's is converted at the dossier's rate for it.

    « 1 000 000 F CFA » in a budget in euros is 1 524,49 €, and stays known as what was typed. DomainError as `read_amount`, or
    ``rate_missing``.
    """
    if not text.strip():
        return Typed(0)
    money = parse_amount(text, currency, field=field_name)
    if money.currency == currency:
        return Typed(read_amount(text, currency, field_name=field_name))
    if money.minor < 0:
        raise _negative(field_name)
    noted = next((one for one in rates if one.currency == money.currency), None)
    rate = noted.per_euro if noted is not None else f"{per_euro(money.currency, rates):f}"
    return Typed(converted(money, currency, rates).minor, money, rate, noted.rated_on if noted is not None else None)


def read_amount(text: str, currency: str, *, field_name: str = "amount_minor") -> int:
    """Read a typed budget amount into minor units; '' is 0. Refuses negative amounts and other currencies."""
    if not text.strip():
        return 0
    money = parse_amount(text, currency, field=field_name)
    if money.currency != currency:
        raise DomainError(
            "currency_differs",
            N_("Ce budget est en {currency} : convertissez d'abord « {text} »."),
            field=field_name,
            currency=currency,
            text=text.strip(),
        )
    if money.minor < 0:
        raise _negative(field_name)
    return money.minor


def _negative(field_name: str) -> DomainError:
    return DomainError(
        "amount_negative",
        N_("Un montant du budget ne peut pas être négatif : changez-le de colonne."),
        field=field_name,
    )


def product(quantity_milli: int, unit_price_minor: int) -> int:
    """Return quantity × unit price in minor units, halves rounded up."""
    return (quantity_milli * unit_price_minor + 500) // 1000


_NOT_FOREIGN: Final = MappingProxyType({
    "foreign_minor": None, "foreign_currency": "", "foreign_rate": "", "foreign_on": None,
})  # fmt: skip


def with_entry(line: BudgetLine, **values: object) -> BudgetLine:
    """Return `line` with `values`, its amount following quantity × unit price; an amount typed by hand frees itself of them.

    What was typed in another currency is forgotten with the amount it made.
    """
    if "amount_minor" in values and "foreign_minor" not in values and line.amount_minor != values["amount_minor"]:
        values = {**values, **_NOT_FOREIGN}
    changed: BudgetLine = replace(line, **values)  # type: ignore[arg-type]  # the names are checked by `replace` itself
    if changed.quantity_milli is None or changed.unit_price_minor is None:
        return changed
    amount = product(changed.quantity_milli, changed.unit_price_minor)
    if {"quantity_milli", "unit_price_minor"} & values.keys():
        return replace(changed, amount_minor=amount)
    if "amount_minor" in values and changed.amount_minor != amount:
        return replace(changed, unit_price_minor=None)
    return changed
