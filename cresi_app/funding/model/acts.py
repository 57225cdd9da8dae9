"""What a person says when they vote, plan or pay: the forms' contents as the services take them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Vote:
    """The assembly's decision on a grant. `amount_minor` in the grant's currency.

    `years` shares it over budget years in cents of euro; empty: the grant's own year bears all of it. `excess_reason` allows, knowingly,
    what goes beyond the axis' credit. `needs_agreement` None: as the law asks for the amount.
    """

    amount_minor: int
    on: date | None = None
    deliberation: str = ""
    years: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    excess_reason: str = ""
    needs_agreement: bool | None = None


@dataclass(frozen=True, slots=True)
class PlannedInstalment:
    """One line of a schedule to be written: an amount in the grant's currency."""

    label: str
    amount_minor: int
    due_on: date | None = None
    terms: str = ""
    is_balance: bool = False


@dataclass(frozen=True, slots=True)
class PaymentEntry:
    """What was paid, when, under which number. `amount_minor` None: all that is left of the instalment.

    `year` names the budget year that pays when several bear the grant; `rate_id` the rate of a foreign currency (None: the latest of the day).
    """

    amount_minor: int | None = None
    paid_on: date | None = None
    order_number: str = ""
    year: int | None = None
    rate_id: int | None = None
    reason: str = ""
