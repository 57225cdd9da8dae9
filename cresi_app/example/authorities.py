"""The example's authorities: other forms of names, and two that a day of typing left behind, for « À vérifier » to find."""

from functools import partial

from cresi_app.catalogue.model.authorities import AuthorityKind
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor
from cresi_app.example.story import Story
from cresi_app.example.texts import Entry, entries


def load_authorities(who: Actor, catalogue: CatalogueService, story: Story) -> None:
    """Plan what the team says of names, each at its day."""
    for entry in entries("authorities", "authority"):
        story.on(entry["on"], partial(_describe, who, catalogue, entry))
    for entry in entries("authorities", "loose"):
        story.on(entry["on"], partial(_leave, who, catalogue, entry))


def _describe(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    table = AuthorityKind(entry["list"])
    authority = catalogue.authority_by_ref(table, entry["name"])
    for form in entry["forms"]:
        catalogue.add_variant(who, table, authority, form["form"], form.get("kind", ""))
    if "note" in entry:
        version = catalogue.authority(table, authority).version
        catalogue.update_authority(who, table, authority, version, note=entry["note"])


def _leave(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    catalogue.add_authority(who, AuthorityKind(entry["list"]), entry["name"])
