"""Reading what a person types into a budget: amounts, quantities, and how the one follows the other."""

from dataclasses import replace
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import parse_amount, precision
from cresi_app.projects.model.budget import BudgetLine


def has_cents(minor: int, currency: str) -> bool:
    """Say whether an amount is not whole in its main unit."""
    unit: int = 10 ** precision(currency)
    return minor % unit != 0


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
        raise DomainError(
            "amount_negative",
            N_("Un montant du budget ne peut pas être négatif : changez-le de colonne."),
            field=field_name,
        )
    return money.minor


_QUANTITY_PLACES: Final = 3


def read_quantity(text: str) -> int | None:
    """Read a typed quantity (« 2,5 ») into thousandths; '' is None. Raises `DomainError` ``quantity_unreadable``."""
    bare = "".join(text.split()).replace("\u202f", "").replace(",", ".")
    if not bare:
        return None
    whole, _, decimals = bare.partition(".")
    if (whole + decimals).isdecimal() and (whole + decimals).isascii() and len(decimals) <= 3 and len(whole) <= 9:
        return int((whole or "0") + decimals.ljust(_QUANTITY_PLACES, "0"))
    raise DomainError(
        "quantity_unreadable",
        N_("« {text} » n'est pas une quantité. Écrivez par exemple 12 ou 2,5."),
        field="quantity_milli",
        text=text.strip(),
    )


def product(quantity_milli: int, unit_price_minor: int) -> int:
    """Return quantity × unit price in minor units, halves rounded up."""
    return (quantity_milli * unit_price_minor + 500) // 1000


def with_entry(line: BudgetLine, **values: object) -> BudgetLine:
    """Return `line` with `values`, its amount following quantity × unit price; an amount typed by hand frees itself of them."""
    changed: BudgetLine = replace(line, **values)  # type: ignore[arg-type]  # the names are checked by `replace` itself
    if changed.quantity_milli is None or changed.unit_price_minor is None:
        return changed
    amount = product(changed.quantity_milli, changed.unit_price_minor)
    if {"quantity_milli", "unit_price_minor"} & values.keys():
        return replace(changed, amount_minor=amount)
    if "amount_minor" in values and changed.amount_minor != amount:
        return replace(changed, unit_price_minor=None)
    return changed
