"""The example's directory: organisations, people, whose library it is, who sits at the desk."""

from cresi_app.core.changes import Actor
from cresi_app.directory.model import Channel, Permission
from cresi_app.directory.model.entries import (
    ConsentEntry,
    ContactEntry,
    MembershipEntry,
    OrganisationEntry,
    PersonEntry,
)
from cresi_app.directory.service import DirectoryService
from cresi_app.example.texts import Entry, entries, noted, read

_FIELDS = (
    "acronym", "legal_form", "founded_on", "known_since", "purpose", "address", "postal_code", "town", "region", "email",
    "phone", "website", "reviewed_on",
)  # fmt: skip


def load_staff(who: Actor, directory: DirectoryService) -> list[Actor]:
    """Write the profiles and return them in the file's order."""
    made = [directory.add_staff(who, one["name"], one["role"]).id for one in entries("library", "staff")]
    return [directory.actor(staff_id) for staff_id in made]


def load_organisations(who: Actor, directory: DirectoryService) -> dict[str, int]:
    """Write every organisation with its people as one revision; return their ids by key."""
    listed = entries("organisations", "organisation")
    report, _ = directory.import_organisations(who, [_organisation(entry) for entry in listed])
    assert not report.rejects, [told.text for told in report.rejects]
    assert report.created == len(listed), "two organisations of the example share a number"
    return {entry["key"]: found for entry, found in zip(listed, report.ids, strict=True)}


def load_home(who: Actor, directory: DirectoryService, organisations: dict[str, int]) -> None:
    """Say whose library it is, and that it is the example."""
    home = dict(read("library")["home"])
    authority = organisations[home.pop("authority")]
    directory.set_identity(who, authority_id=authority, is_example=True, **home)


def _organisation(entry: Entry) -> OrganisationEntry:
    fields: Entry = {name: entry[name] for name in _FIELDS if name in entry}
    return OrganisationEntry(
        name=entry["name"],
        kind=entry["kind"],
        fields={**fields, "note": noted(entry), "country_code": entry.get("country", "FR")},
        numbers=entry.get("numbers", {}),
        countries=tuple(entry.get("countries", ())),
        sectors=tuple(entry.get("sectors", ())),
        memberships=tuple(
            MembershipEntry(held["year"], round(held["fee"] * 100), held.get("paid_on"))
            for held in entry.get("memberships", ())
        ),
        consents=tuple(
            ConsentEntry(held["subject"], held["given"], held["on"], held.get("how", ""), held.get("review_on"))
            for held in entry.get("consents", ())
        ),
        people=tuple(_person(person) for person in entry.get("people", ())),
    )


def _person(entry: Entry) -> PersonEntry:
    return PersonEntry(
        given_name=entry["given"],
        family_name=entry["family"],
        role=entry["role"],
        title=entry["title"],
        contacts=tuple(_contact(contact) for contact in entry.get("contacts", ())),
        fields={"note": noted({"invented": True})},
    )


def _contact(entry: Entry) -> ContactEntry:
    channel = Channel.EMAIL if "email" in entry else Channel.PHONE
    return ContactEntry(channel, entry[channel.value], Permission(entry["permission"]), bool(entry.get("private")))
