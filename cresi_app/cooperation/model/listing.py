"""Lists of the cooperation desk: what they are narrowed to, what one line shows, what waits for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from cresi_app.cooperation.model.amounts import YearAmounts
from cresi_app.cooperation.model.happenings import CooperationFile
from cresi_app.cooperation.model.records import (
    Agreement,
    AgreementKind,
    AgreementSector,
    Commitment,
    Meeting,
    PartnerKind,
    Roadmap,
)
from cresi_app.cooperation.model.steps import TONES, NextAct, Standing, State, StepView

AgreementOrder = Literal["next", "name", "themes", "period", "committed", "state"]


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """What the list is narrowed to; empty means every cooperation that is not archived.

    `kind` a partner kind, `theme` a DAC category of three digits, `since`–`until` the years it was alive in, `country` and
    `authority_id` as they say; `year` is that of the amounts shown.
    """

    text: str = ""
    kind: str = ""
    theme: str = ""
    since: int | None = None
    until: int | None = None
    country: str = ""
    authority_id: int | None = None
    organisation_id: int | None = None
    year: int | None = None
    archived: bool = False
    order: AgreementOrder = "next"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One line of the list: a cooperation, with the amount promised for the year asked for (cents of euro, None when none was)."""

    id: int
    number: str
    name: str
    group_name: str
    country_code: str
    country: str
    partner: str
    authority: str
    detail: str
    partner_kind: PartnerKind
    themes: tuple[str, ...]
    categories: frozenset[str]
    first_year: int | None
    last_year: int | None
    committed: int | None
    standing: Standing
    latitude_e6: int | None
    longitude_e6: int | None
    paid: int | None = None
    """What was paid in the year, in cents of euro, once it is over; None while it runs."""

    @property
    def amount(self) -> int | None:
        """What the year counts: what was promised while it runs, what was done once it is over; None when there is nothing."""
        return self.committed if self.paid is None else self.paid or None

    @property
    def state(self) -> State:
        """Where the cooperation is."""
        return self.standing.state

    @property
    def pill(self) -> tuple[str, str]:
        """Its state in words, and the tone of the words."""
        return self.standing.word, TONES[self.standing.state]

    @property
    def period(self) -> str:
        """« 2026 – 2029 »; an open end is « … »."""
        if self.first_year is None and self.last_year is None:
            return "—"
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year or '…'}\u00a0– {self.last_year or '…'}"


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of the page's head and of its filter bar."""

    agreements: int
    territories: int
    in_force: int
    committed: int
    by_kind: tuple[tuple[PartnerKind, int], ...]
    themes: tuple[tuple[str, str], ...]
    years: tuple[int, int] | None
    paid: int | None = None
    """What was paid in a year that is over, in cents of euro."""


@dataclass(frozen=True, slots=True)
class SectorView:
    """A field of cooperation with its DAC name."""

    row: AgreementSector
    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A linked dossier."""

    link_id: int
    project_id: int
    number: str
    title: str
    holder: str
    stage: str
    tone: str


@dataclass(frozen=True, slots=True)
class GrantView:
    """A linked grant, in cents of euro."""

    link_id: int
    grant_id: int
    number: str
    title: str
    operator: str
    voted: int
    paid: int


@dataclass(frozen=True, slots=True)
class ActView:
    """One act of a cooperation in the table of acts."""

    act: Agreement
    kind: AgreementKind
    title: str
    effective_on: date | None
    ends_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """A cooperation whole: its first act, the acts that followed, and everything that hangs on them."""

    agreement: Agreement
    number: str
    kind: AgreementKind
    partner_kind: PartnerKind
    authority: str
    partner: str
    country: str
    is_oda: bool
    standing: Standing
    next_act: NextAct
    steps: tuple[StepView, ...]
    acts: tuple[ActView, ...]
    sectors: tuple[SectorView, ...] = ()
    years: tuple[YearAmounts, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    roadmaps: tuple[Roadmap, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    projects: tuple[ProjectView, ...] = ()
    grants: tuple[GrantView, ...] = ()
    files: tuple[CooperationFile, ...] = ()
    checks: tuple[str, ...] = ()

    @property
    def current(self) -> Agreement:
        """The act whose steps are shown."""
        return self.standing.act

    @property
    def relaunched_in(self) -> int | None:
        """The year of the last relaunch, None without one."""
        years = [
            day.year for view in self.acts if view.act.is_relaunch for day in [_first_day(view.act)] if day is not None
        ]
        return max(years, default=None)


def _first_day(act: Agreement) -> date | None:
    return act.signed_on or act.deliberated_on or act.starts_on


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that comes and must not be forgotten: `kind` is ``transmit``, ``notice``, ``end``, ``meeting``."""

    kind: str
    day: date
    agreement_id: int
    title: str
    sentence: str
    tone: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a cooperation's story."""

    day: date
    title: str
    detail: str
    icon: str
    record: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The story of a cooperation, newest first."""

    events: Sequence[Event] = field(default=())
