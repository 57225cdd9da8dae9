"""An activity as it is published for everybody (IATI): who, what, where, how much; free of XML and of the library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.identifiers import check_siren
from cresi_app.core.money import Money

Words = Mapping[str, str]
"""A text by language: ``{"fr": …, "en": …}``; what is empty is not written."""

_NO_WORDS: Final[Words] = MappingProxyType({})
AGENCY: Final = "FR-INSEE"
"""The only registration agency for French bodies that the standard's list knows and that an association may have."""


class Status(StrEnum):
    """ActivityStatus of the standard."""

    PIPELINE = "1"
    IMPLEMENTATION = "2"
    FINALISATION = "3"
    CLOSED = "4"
    CANCELLED = "5"
    SUSPENDED = "6"


class Role(StrEnum):
    """OrganisationRole of the standard."""

    FUNDING = "1"
    ACCOUNTABLE = "2"
    EXTENDING = "3"
    IMPLEMENTING = "4"


class Movement(StrEnum):
    """TransactionType of the standard, those that are used here."""

    INCOMING_FUNDS = "1"
    COMMITMENT = "2"
    DISBURSEMENT = "3"
    EXPENDITURE = "4"
    INCOMING_COMMITMENT = "11"


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that has a part in it. `ref`: its identifier, "" when it has no valid one; `kind`: OrganisationType."""

    name: str
    ref: str = ""
    kind: str = ""
    role: Role = Role.IMPLEMENTING
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A country or a sector, and its part in percent (None: alone, or not said)."""

    code: str
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ActivityBudget:
    """What is planned for a period of a year at most; `is_revised` when it replaces an earlier one."""

    starts_on: date
    ends_on: date
    amount: Money
    is_committed: bool = True


@dataclass(frozen=True, slots=True)
class Transaction:
    """A movement of money that took place."""

    movement: Movement
    day: date
    amount: Money
    words: Words = field(default_factory=lambda: _NO_WORDS)
    ref: str = ""
    provider: Party | None = None
    receiver: Party | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that anybody can fetch. `category`: DocumentCategory; `format`: media type."""

    url: str
    format: str
    title: Words
    category: str = "A02"
    language: str = "fr"
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happens, in words and degrees."""

    name: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A sustainable development goal it serves."""

    number: int
    name: Words


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. Sectors are DAC codes of five figures, or all of three (`has_categories`); `markers`: PolicyMarker → significance."""

    identifier: str
    title: Words
    description: Words
    status: Status
    starts_on: date | None
    ends_on: date | None
    reporter: Party
    parties: tuple[Party, ...]
    countries: tuple[Share, ...]
    sectors: tuple[Share, ...]
    regions: tuple[Share, ...] = ()
    currency: str = "EUR"
    objectives: Words = field(default_factory=lambda: _NO_WORDS)
    target_groups: Words = field(default_factory=lambda: _NO_WORDS)
    own_number: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    places: tuple[Place, ...] = ()
    goals: tuple[Goal, ...] = ()
    markers: Mapping[str, str] = field(default_factory=dict)
    is_humanitarian: bool = False
    scope: str = ""
    collaboration: str = "1"
    flow: str = "10"
    finance: str = "110"
    aid_type: str = "C01"
    tied: str = "5"
    budgets: tuple[ActivityBudget, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    documents: tuple[Document, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    updated_at: datetime | None = None
    language: str = "fr"

    @property
    def has_categories(self) -> bool:
        """Whether the sectors are categories of three figures."""
        return any(len(one.code) == 3 for one in self.sectors)


def organisation_ref(siren: str = "", siret: str = "") -> str:
    """Return an organisation's identifier from its SIREN or SIRET; "" when it has none: an association's RNA makes no valid one."""
    number = check_siren(siren or siret[:9])
    return f"{AGENCY}-{number.value}" if number.is_valid and number.value else ""


def years_between(starts_on: date, ends_on: date) -> list[tuple[date, date]]:
    """Return the periods of one calendar year at most that a span is made of."""
    years = range(starts_on.year, ends_on.year + 1)
    return [(max(starts_on, date(year, 1, 1)), min(ends_on, date(year, 12, 31))) for year in years]


def shared_out(total_minor: int, spans: list[tuple[date, date]]) -> list[int]:
    """Return `total_minor` parted over spans by their days, to the last unit: the parts add up to it exactly."""
    days = [(end - start).days + 1 for start, end in spans]
    parts, given, passed = [], 0, 0
    for some in days:
        passed += some
        upto = total_minor * passed // sum(days)
        parts.append(upto - given)
        given = upto
    return parts
