"""Organisations and people as a file tells them, before they become records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cresi_app.core.i18n import tr
from cresi_app.directory.model.records import Channel, Permission

_NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One address or number of a person."""

    channel: Channel
    value: str
    permission: Permission = Permission.UNKNOWN
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody of an organisation; `fields` are those of `Person`."""

    given_name: str
    family_name: str
    role: str = "contact"
    title: str = ""
    contacts: tuple[ContactEntry, ...] = ()
    fields: Mapping[str, object] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class MembershipEntry:
    """One year's membership; `fee_minor` in cents."""

    year: int
    fee_minor: int = 0
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """One answer of an organisation."""

    subject: str
    is_given: bool
    given_on: date
    how: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """One organisation; `fields` are those of `Organisation`, `numbers` standard numbers by scheme. `record`: its place in the file, from 1."""

    name: str
    kind: str = "association"
    fields: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    numbers: Mapping[str, str] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    memberships: tuple[MembershipEntry, ...] = ()
    consents: tuple[ConsentEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    record: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A French sentence about one record of a file, said when it is shown."""

    record: int
    sentence: str
    data: Mapping[str, object] = field(default_factory=lambda: _NOTHING)

    @property
    def text(self) -> str:
        """The sentence, in the language in force."""
        return tr(self.sentence, **self.data)


@dataclass(slots=True)
class EntryReport:
    """What became of a file's records: `read` is always created + updated + merged + rejected; `ids` in the file's order."""

    created: int = 0
    updated: int = 0
    merged: int = 0
    rejects: list[Told] = field(default_factory=list)
    warnings: list[Told] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    revision: int | None = None

    @property
    def rejected(self) -> int:
        """How many records did not go in."""
        return len(self.rejects)

    @property
    def read(self) -> int:
        """How many records the file had."""
        return self.created + self.updated + self.merged + self.rejected
