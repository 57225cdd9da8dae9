"""Sheets and lines of emergency aid, institutional support and outposts."""

from dataclasses import dataclass
from datetime import date

from cresi_app.cooperation.model.happenings import (
    CooperationFile,
    Crisis,
    CrisisDecision,
    CrisisPlace,
    Outpost,
    OutpostAction,
    OutpostMeeting,
    Support,
    SupportItem,
    SupportPerson,
)
from cresi_app.cooperation.model.records import Listed, SupportKind
from cresi_app.core.land import Point


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place struck by a crisis; `where` in degrees (its own, else the country's)."""

    row: CrisisPlace
    country: str
    is_oda: bool
    where: Point

    @property
    def name(self) -> str:
        """« Port-au-Prince, Haïti »; a territory that is its own place is said once."""
        return ", ".join(part for part in dict.fromkeys((self.row.place, self.country)) if part)


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment to an operator, in cents of euro; a reversal is negative."""

    paid_on: date
    order_number: str
    amount: int
    is_reversal: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with its operator and what its grant was voted and paid, in cents of euro."""

    row: CrisisDecision
    operator: str
    grant_number: str
    voted: int
    paid: int
    payments: tuple[PaymentView, ...] = ()


@dataclass(frozen=True, slots=True)
class FundYear:
    """What the intervention fund was voted, committed and paid in a year, in cents of euro."""

    year: int
    voted: int
    committed: int
    paid: int


@dataclass(frozen=True, slots=True)
class CrisisSheet:
    """An emergency whole: places, fund, decisions with their payments, what was achieved."""

    crisis: Crisis
    kind: Listed
    authority: str
    fund: str
    fund_years: tuple[FundYear, ...]
    places: tuple[PlaceView, ...]
    decisions: tuple[DecisionView, ...]
    files: tuple[CooperationFile, ...] = ()

    @property
    def voted(self) -> int:
        """What was decided in all."""
        return sum(one.voted for one in self.decisions)

    @property
    def paid(self) -> int:
        """What was paid in all."""
        return sum(one.paid for one in self.decisions)


@dataclass(frozen=True, slots=True)
class CrisisRow:
    """One line of the list of emergencies; amounts in cents of euro."""

    id: int
    number: str
    name: str
    kind: str
    authority: str
    happened_on: date
    places: tuple[str, ...]
    operators: int
    voted: int
    paid: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody who took part in a support."""

    row: SupportPerson
    name: str


@dataclass(frozen=True, slots=True)
class SupportSheet:
    """An institutional support whole. `cost_euro` in cents, None when its currency has no rate."""

    support: Support
    kind: SupportKind
    authority: str
    partner: str
    country: str
    agreement: str
    people: tuple[PersonView, ...]
    items: tuple[SupportItem, ...]
    cost_euro: int | None
    files: tuple[CooperationFile, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One line of the list of supports."""

    id: int
    number: str
    title: str
    kind: SupportKind
    partner: str
    country: str
    starts_on: date
    ends_on: date | None
    people: int
    cost_minor: int | None
    currency: str
    has_results: bool


@dataclass(frozen=True, slots=True)
class NamedPart:
    """Something of an outpost named after a record of the directory: its row's id, that record, its name and words."""

    id: int
    record_id: int
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class CompanyView:
    """A company met."""

    row: OutpostMeeting
    name: str


@dataclass(frozen=True, slots=True)
class OutpostSheet:
    """An outpost whole: host, contacts, clusters, companies met, actions."""

    outpost: Outpost
    authority: str
    host: str
    country: str
    contacts: tuple[NamedPart, ...]
    clusters: tuple[NamedPart, ...]
    meetings: tuple[CompanyView, ...]
    actions: tuple[OutpostAction, ...]
    files: tuple[CooperationFile, ...] = ()


@dataclass(frozen=True, slots=True)
class OutpostRow:
    """One line of the list of outposts."""

    id: int
    name: str
    place: str
    country: str
    host: str
    sectors: str
    opened_on: date | None
    closed_on: date | None
    companies: int
    actions: int


@dataclass(frozen=True, slots=True)
class CountryExchange:
    """Exchanges of an authority with a country or area, as they stand on the page of countries."""

    id: int
    version: int
    authority: str
    name: str
    country_code: str
    kind: str
    since_year: int | None
    themes: str
    note: str
