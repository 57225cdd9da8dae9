"""What the application form asks of the holder beyond the directory: approvals, networks, means on 31 December."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HolderProfile:
    """A row of `holder_profile`: one for each organisation. A None yes-or-no was not said."""

    id: int
    version: int
    organisation_id: int
    correspondence: str = ""
    is_public_utility: bool | None = None
    public_utility_on: date | None = None
    pays_business_tax: bool | None = None
    networks: str = ""
    has_member_bodies: bool | None = None
    member_bodies: str = ""


@dataclass(frozen=True, slots=True)
class HolderApproval:
    """A row of `holder_approval`: an approval, who gave it and when."""

    id: int
    version: int
    organisation_id: int
    position: int
    name: str
    given_by: str = ""
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class HolderYear:
    """A row of `holder_year`: people on 31 December of `year`, and the exercise's days. `posts_milli` in thousandths."""

    id: int
    version: int
    organisation_id: int
    year: int
    starts_on: date | None = None
    ends_on: date | None = None
    volunteers: int | None = None
    civic_volunteers: int | None = None
    employees: int | None = None
    subsidised: int | None = None
    posts_milli: int | None = None
    lent_staff: int | None = None
    members: int | None = None


@dataclass(frozen=True, slots=True)
class HolderFile:
    """Sections 1 to 4 of the application form that the directory does not hold. `year` is the year before the request's."""

    profile: HolderProfile | None = None
    approvals: tuple[HolderApproval, ...] = ()
    year: HolderYear | None = None
    register: str = ""
    receipt: str = ""
