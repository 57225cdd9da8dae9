"""The example's shelves and baskets: what the team keeps of its searches, and puts together for a day."""

from functools import partial

from cresi_app.catalogue.model import Query
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor
from cresi_app.example.story import Story
from cresi_app.example.texts import Entry, entries


def load_gathered(who: Actor, catalogue: CatalogueService, story: Story) -> None:
    """Plan the shelves and baskets of the team, each at its day."""
    for entry in entries("gathered", "shelf"):
        story.on(entry["on"], partial(_keep, who, catalogue, entry))
    for entry in entries("gathered", "basket"):
        story.on(entry["on"], partial(_gather, who, catalogue, entry))


def _keep(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    catalogue.add_shelf(who, entry["name"], Query(entry["query"]), icon=entry["icon"], colour=entry["colour"])


def _gather(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    found = catalogue.found(entry["query"], limit=entry["most"]).ids
    assert found, f"nothing answers {entry['query']}"
    catalogue.add_basket(who, entry["name"], found, colour=entry["colour"], note=entry["note"])
