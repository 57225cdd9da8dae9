"""The records of emergencies, support and outposts, as rows, and the files of all."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Crisis:
    """Something that happened, for which emergency aid was decided."""

    id: int
    version: int
    number: str
    name: str
    kind_code: str
    authority_id: int
    happened_on: date
    ended_on: date | None
    summary: str
    needs: str
    achieved: str
    lessons: str
    axis_id: int | None
    note: str
    archived_on: date | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CrisisPlace:
    """One of the places a crisis struck."""

    id: int
    version: int
    crisis_id: int
    position: int
    country_code: str
    place: str
    latitude_e6: int | None
    longitude_e6: int | None


@dataclass(frozen=True, slots=True)
class CrisisDecision:
    """What was decided for an operator; the money is that of the grant."""

    id: int
    version: int
    crisis_id: int
    position: int
    decided_on: date
    deliberation_number: str
    operator_id: int
    object: str
    grant_id: int | None
    results: str


@dataclass(frozen=True, slots=True)
class Support:
    """Support to a partner authority's own services: a mission, trainees, an expertise, equipment."""

    id: int
    version: int
    number: str
    kind_code: str
    title: str
    authority_id: int
    partner_id: int
    agreement_id: int | None
    country_code: str
    place: str
    starts_on: date
    ends_on: date | None
    objective: str
    results: str
    cost_minor: int | None
    currency: str
    note: str
    archived_on: date | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class SupportPerson:
    """Who went, came or was trained: of the directory, or by name alone."""

    id: int
    version: int
    support_id: int
    position: int
    person_id: int | None
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class SupportItem:
    """A piece of equipment given; `value_minor` of all pieces, in the support's currency."""

    id: int
    version: int
    support_id: int
    position: int
    label: str
    quantity: int
    value_minor: int | None


@dataclass(frozen=True, slots=True)
class Outpost:
    """An office abroad."""

    id: int
    version: int
    name: str
    authority_id: int
    host_id: int | None
    country_code: str
    place: str
    region: str
    address: str
    latitude_e6: int | None
    longitude_e6: int | None
    opened_on: date | None
    closed_on: date | None
    reason: str
    sectors: str
    note: str
    archived_on: date | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class OutpostContact:
    """Who can be reached at an outpost or about it."""

    id: int
    version: int
    outpost_id: int
    position: int
    person_id: int
    role: str


@dataclass(frozen=True, slots=True)
class OutpostCluster:
    """A cluster of the home territory that an outpost works for."""

    id: int
    version: int
    outpost_id: int
    position: int
    organisation_id: int
    field: str


@dataclass(frozen=True, slots=True)
class OutpostMeeting:
    """A company met; `company` is its name when it is not in the directory."""

    id: int
    version: int
    outpost_id: int
    day: date
    organisation_id: int | None
    company: str
    subject: str
    outcome: str


@dataclass(frozen=True, slots=True)
class OutpostAction:
    """Something an outpost did, and what came of it."""

    id: int
    version: int
    outpost_id: int
    starts_on: date
    ends_on: date | None
    title: str
    description: str
    result: str
    cost_minor: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class CooperationFile:
    """A file of an agreement (or of one of its meetings), a crisis, a support or an outpost; exactly one of the four."""

    id: int
    version: int
    agreement_id: int | None
    meeting_id: int | None
    crisis_id: int | None
    support_id: int | None
    outpost_id: int | None
    position: int
    kind_code: str
    language_code: str | None
    label: str
    sha256: str
    file_name: str
    media_type: str
    size: int
