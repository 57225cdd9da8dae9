"""The directory's records, one dataclass a table."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cresi_app.core.roles import Role


class Channel(StrEnum):
    """How a person can be reached."""

    EMAIL = "email"
    PHONE = "phone"


class Permission(StrEnum):
    """What a person said about being reached this way."""

    UNKNOWN = "unknown"
    ALLOWED = "allowed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation; `kind` is a code of `organisation_kind`, `known_since` a year, `address` the lines above the town."""

    id: int
    version: int
    created_at: str
    updated_at: str
    name: str
    name_sort: str
    acronym: str
    kind: str
    legal_form: str
    founded_on: date | None
    known_since: int | None
    purpose: str
    address: str
    postal_code: str
    town: str
    region: str
    country_code: str | None
    email: str
    phone: str
    website: str
    note: str
    reviewed_on: date | None
    merged_into_id: int | None
    archived_on: date | None

    @property
    def is_archived(self) -> bool:
        """Whether it is kept only for what refers to it."""
        return self.archived_on is not None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A standard number of an organisation, kept as text; `scheme` is a code of `identifier_scheme`."""

    id: int
    version: int
    organisation_id: int
    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Membership:
    """One year's membership of the centre; `fee_minor` in minor units of `currency`; `paid_on` None when still due."""

    id: int
    version: int
    organisation_id: int
    year: int
    fee_minor: int
    currency: str
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person; at least one of the two names is given."""

    id: int
    version: int
    created_at: str
    updated_at: str
    given_name: str
    family_name: str
    name_sort: str
    honorific: str
    address: str
    postal_code: str
    town: str
    country_code: str | None
    language_code: str | None
    note: str
    merged_into_id: int | None
    anonymised_on: date | None
    archived_on: date | None

    @property
    def name(self) -> str:
        """« Mariama Boureima »."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_archived(self) -> bool:
        """Whether they are kept only for what refers to them."""
        return self.archived_on is not None


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a person is in an organisation; `until` None while it lasts."""

    id: int
    version: int
    person_id: int
    organisation_id: int
    role: str
    title: str
    since: date | None
    until: date | None
    position: int

    def is_current(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)


PRIVATE: Final = ("address", "postal_code", "note")
"""What of a person's own row is told only to who may see what is private."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One address or number of a person and whether they may be reached by it; private ones are masked on screen."""

    id: int
    version: int
    person_id: int
    channel: Channel
    value: str
    is_private: bool
    permission: Permission
    permission_on: date | None
    permission_how: str
    position: int


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person or an organisation answered on one subject, when and how (« sur papier », « au téléphone »)."""

    id: int
    version: int
    person_id: int | None
    organisation_id: int | None
    subject: str
    is_given: bool
    given_on: date
    how: str
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Staff:
    """A profile chosen at start: who is at the desk."""

    id: int
    version: int
    name: str
    name_sort: str
    initials: str
    role: str
    archived_on: date | None
    standing: str = Role.MANAGER
    """What it may do: a `core.roles.Role`."""


@dataclass(frozen=True, slots=True)
class Home:
    """Whose library it is: the single row behind `core.identity.Identity`; pictures are named by their SHA-256."""

    id: int
    version: int
    centre_name: str
    centre_tagline: str
    authority_name: str
    authority_id: int | None
    address: str
    postal_code: str
    town: str
    phone: str
    email: str
    website: str
    siret: str
    declaration_number: str
    representative: str
    representative_title: str
    logo_sha256: str | None
    signature_sha256: str | None
    is_example: bool
