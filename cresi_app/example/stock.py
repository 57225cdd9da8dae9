"""The life of the example's collection: prices and provenance, a stock-take, a weeding list, consultations on the spot, loans."""

from collections.abc import Callable
from functools import partial
from typing import Any

from cresi_app.catalogue.interchange.starter import starter_places, starter_thesaurus
from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.catalogue.model.thesaurus import SaidThesaurus
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor
from cresi_app.example.story import Story
from cresi_app.example.texts import Entry, read

_OWN = "CRESI"


def load_stock(who: Actor, catalogue: CatalogueService, story: Story) -> None:
    """Plan what happens to the collection in its second year."""
    told = read("stock")
    for thesaurus in (starter_places, starter_thesaurus):
        story.on(told["priced"], partial(_adopt, who, catalogue, thesaurus))
    story.on(told["priced"], partial(_price, who, catalogue, told))
    for number, day in enumerate(told["consultations"]["days"]):
        story.on(day, partial(_consult, who, catalogue, number, told["consultations"]["each"]))
    for number, day in enumerate(told["loans"]["days"]):
        story.on(day, partial(_lend, who, catalogue, number, told["loans"]["each"]))
    take = told["stocktake"]
    story.on(take["day"], partial(_read_shelf, who, catalogue, take))
    story.on(take["closed"], partial(_close, who, catalogue, take))
    story.on(told["under_way"]["day"], partial(_read_half, who, catalogue, told["under_way"]))
    story.on(told["weeding"]["day"], partial(_weed, who, catalogue, told["weeding"]))


def _adopt(who: Actor, catalogue: CatalogueService, said: Callable[[], SaidThesaurus]) -> None:
    """Take in a thesaurus that comes with the program: the words of the notices become its terms."""
    catalogue.import_thesaurus(who, said())


def _price(who: Actor, catalogue: CatalogueService, told: Entry) -> None:
    """Write what every copy cost, who gave or sold it, and the day it came."""
    lines = catalogue.inventory()
    sheets = {sheet.document.id: sheet for sheet in catalogue.sheets(list({line.document_id for line in lines}))}
    for number, line in enumerate(lines):
        sheet = sheets[line.document_id]
        created = sheet.document.created_at
        came: dict[str, object] = {"acquired_on": created.date() if created is not None else None}
        catalogue.update_copy(
            who, line.id, line.version, None, **came, **_provenance(line, sheet.publisher, number, told)
        )


def _provenance(line: CopyLine, publisher: str, number: int, told: Entry) -> dict[str, Any]:
    price = told["prices"].get(line.kind)
    if publisher == _OWN:
        return {"provenance": "own"}
    if price is None or number % 5 == 4:
        givers = told["suppliers"]["given"]
        return {"provenance": "gift", "supplier": givers[number % len(givers)]}
    shops = told["suppliers"]["bought"]
    return {"provenance": "purchase", "price_minor": price + number % 7 * 50, "supplier": shops[number % len(shops)]}


def _consult(who: Actor, catalogue: CatalogueService, number: int, each: int) -> None:
    lines = catalogue.inventory()
    for step in range(each):
        line = lines[(number * 17 + step * 5) % len(lines)]
        catalogue.consult(who, line.document_id, line.id)


def _lend(who: Actor, catalogue: CatalogueService, number: int, each: int) -> None:
    lines = [line for line in catalogue.inventory() if line.status == "available"]
    for step in range(each):
        line = lines[(number * 11 + step * 7) % len(lines)]
        catalogue.count_loan(who, line.document_id, line.id)


def _place(catalogue: CatalogueService, name: str) -> int:
    return next(number for number, known in catalogue.locations() if known == name)


def _read_shelf(who: Actor, catalogue: CatalogueService, told: Entry) -> None:
    """Read every copy of the shelf but the missing ones, one that strayed, and codes nobody knows."""
    place = _place(catalogue, told["place"])
    take = catalogue.begin_stocktake(who, told["name"], location=place).id
    lines = catalogue.inventory(place)
    strayed = next(line for line in catalogue.inventory() if line.location_id != place and line.barcode)
    read_ones = [line.barcode or line.accession_number for line in lines if line.status in {"available", "reference"}]
    catalogue.read_list(who, take, [*read_ones[told["missing"] :], strayed.barcode, *told["unknown"]])


def _read_half(who: Actor, catalogue: CatalogueService, told: Entry) -> None:
    """Begin on a shelf and stop half-way, a stranger among what was read."""
    place = _place(catalogue, told["place"])
    take = catalogue.begin_stocktake(who, told["name"], location=place).id
    lines = catalogue.inventory(place)
    elsewhere = [line for line in catalogue.inventory() if line.location_id != place and line.barcode]
    catalogue.read_list(who, take, [*told["unknown"], elsewhere[7].barcode])
    catalogue.read_list(who, take, [line.barcode or line.accession_number for line in lines[: len(lines) // 2]])


def _close(who: Actor, catalogue: CatalogueService, told: Entry) -> None:
    take = catalogue.find_stocktake(told["name"])
    assert take is not None
    missing = catalogue.stocktake_outcome(take).missing
    catalogue.close_stocktake(who, take, lost=[line.id for line in missing])


def _weed(who: Actor, catalogue: CatalogueService, told: Entry) -> None:
    """Draw up the list: one copy of each title, with its reason; decide of all but the last."""
    copies = {line.title: line for line in catalogue.inventory()}
    chosen = {copies[entry["title"]].id: entry for entry in told["line"]}
    weeding = catalogue.begin_weeding(who, told["name"]).id
    catalogue.add_to_weeding(who, weeding, list(chosen), {one: entry["reason"] for one, entry in chosen.items()})
    for line in catalogue.weeding_sheet(weeding).lines:
        entry = chosen[line.copy.id]
        decided = {name: entry[name] for name in ("fate", "recipient", "note") if name in entry}
        if entry.get("kept"):
            decided["is_kept"] = True
        if decided:
            catalogue.decide_weeding(who, weeding, [line.id], **decided)
