"""What the desks read of the directory: filters, rows of lists, whole sheets, suspected duplicates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cresi_app.directory.model.lists import Choice, Country, Sector
from cresi_app.directory.model.records import (
    Affiliation,
    Consent,
    Contact,
    Identifier,
    Membership,
    Organisation,
    Person,
)

Order = Literal["name", "town", "kind", "recent", "rank"]


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """What a list of organisations is narrowed to; empty means everything that is not archived.

    `text` is typed text (any), `kinds`, `countries` (own country or one it works with) and `sectors` are codes, any of which may match;
    `member_year` keeps the members of that year; `to_review` those never read over or not for two years.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    member_year: int | None = None
    to_review: bool = False
    archived: bool = False
    order: Order = "name"


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """What a list of people is narrowed to; `organisation_id` keeps those who belong to it now."""

    text: str = ""
    organisation_id: int | None = None
    role: str = ""
    archived: bool = False
    order: Order = "name"


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One line of a list or of a picker; `countries` are names of countries it works with, `sectors` of DAC categories."""

    id: int
    name: str
    acronym: str
    kind: str
    kind_name: str
    postal_code: str
    town: str
    country_code: str | None
    country_name: str
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    is_archived: bool

    @property
    def where_and_what(self) -> str:
        """The second line: « Créteil · Niger, Mali »."""
        abroad = self.country_name if self.country_code not in (None, "FR") else ""
        place = ", ".join(part for part in (self.town, abroad) if part)
        themes = ", ".join((*self.sectors[:1], *self.countries[:3]))
        return " · ".join(part for part in (place, themes or self.kind_name) if part)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of a list of people; `organisation` and `title` are of their first current affiliation ("" when none)."""

    id: int
    given_name: str
    family_name: str
    organisation_id: int | None
    organisation: str
    title: str
    town: str
    email: str
    is_archived: bool

    @property
    def name(self) -> str:
        """« Mariama Boureima »."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where somebody may be written to, as far as whoever asks may know: `address` "" when there is none, for these reasons."""

    address: str = ""
    is_refused: bool = False
    is_hidden: bool = False
    """One is there that is private, and not for whoever asks."""


@dataclass(frozen=True, slots=True)
class Attached:
    """An affiliation with the names at its two ends and the person's contacts."""

    affiliation: Affiliation
    person: Person
    organisation_name: str
    role_name: str
    contacts: tuple[Contact, ...]

    @property
    def title(self) -> str:
        """The words on the card: the title given, else the role."""
        return self.affiliation.title or self.role_name


@dataclass(frozen=True, slots=True)
class OrganisationSheet:
    """Everything the directory holds about an organisation; what other desks know comes through panels."""

    organisation: Organisation
    kind: Choice
    country: Country | None
    identifiers: tuple[Identifier, ...]
    countries: tuple[Country, ...]
    sectors: tuple[Sector, ...]
    people: tuple[Attached, ...]
    former: tuple[Attached, ...]
    memberships: tuple[Membership, ...]
    consents: tuple[Consent, ...]

    def themes(self, categories: Mapping[str, Sector]) -> list[str]:
        """Return the names of its sectors' categories, each once; `categories` are the sectors by code."""
        return list(dict.fromkeys(categories[sector.parent_code or sector.code].name for sector in self.sectors))

    def identifier(self, scheme: str) -> str:
        """Return the first number of that scheme, "" when there is none."""
        return next((i.value for i in self.identifiers if i.scheme == scheme), "")

    def representative(self) -> Attached | None:
        """Return who signs: the first person whose role may, None when nobody does."""
        return next((a for a in self.people if a.affiliation.role in REPRESENTATIVES), None)


REPRESENTATIVES = frozenset({"president", "copresident", "director", "elected"})


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """Everything the directory holds about a person."""

    person: Person
    country: Country | None
    contacts: tuple[Contact, ...]
    affiliations: tuple[Attached, ...]
    consents: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A record that resembles another; `score` 0 to 100, 100 for a shared number; `reason` is a sentence to show."""

    id: int
    name: str
    town: str
    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class DirectoryCounts:
    """The figures of the page's head."""

    organisations: int
    people: int
    members: int
    to_review: int


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done together, for the timeline of a sheet; `kind` and `ref_id` say what opens on a click.

    `icon` names a bundled icon, `tone` a soft colour (info, warning, success, primary, accent, neutral), `state` the pill's words ("" for none).
    """

    day: date
    title: str
    detail: str
    kind: str
    ref_id: int
    icon: str
    tone: str = "primary"
    state: str = ""
    state_tone: str = "neutral"
    group: str = ""
