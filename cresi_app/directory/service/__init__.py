"""The directory's service: what a person can ask of and do to organisations, people and the library's own identity."""

from cresi_app.directory.model import (
    Attached,
    Channel,
    Choice,
    Country,
    DirectoryCounts,
    Event,
    Home,
    LanguageName,
    Mailbox,
    Organisation,
    OrganisationFilter,
    OrganisationRow,
    OrganisationSheet,
    Permission,
    Person,
    PersonFilter,
    PersonRow,
    PersonSheet,
    Sector,
    Staff,
    Suspect,
)
from cresi_app.directory.queries import ORGANISATION_SEARCH, PERSON_SEARCH
from cresi_app.directory.queries.home import BEFORE_ROLES
from cresi_app.directory.service.team import TeamDesk

SOURCES = (ORGANISATION_SEARCH, PERSON_SEARCH)
"""What the directory makes findable, for `Library.create` and `Library.open`."""


class DirectoryService(TeamDesk):
    """Everything the Annuaire does: lists, reads, organisations, people, merges, identity, staff and roles. `DirectoryService(library)`.

    Writes take `who` first and return `Changes`; what they refuse is a `DomainError` and nothing is written.
    """


__all__ = [
    "BEFORE_ROLES",
    "SOURCES",
    "Attached",
    "Channel",
    "Choice",
    "Country",
    "DirectoryCounts",
    "DirectoryService",
    "Event",
    "Home",
    "LanguageName",
    "Mailbox",
    "Organisation",
    "OrganisationFilter",
    "OrganisationRow",
    "OrganisationSheet",
    "Permission",
    "Person",
    "PersonFilter",
    "PersonRow",
    "PersonSheet",
    "Sector",
    "Staff",
    "Suspect",
]
