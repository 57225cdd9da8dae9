"""How the example's documents are described in depth: own fields, templates, kits and exhibitions, links, counts, issues."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from cresi_app.catalogue.model.description import Moment
from cresi_app.catalogue.model.pieces import pieces_of
from cresi_app.catalogue.model.template import said_by
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.checklists import Count
from cresi_app.core.changes import Actor
from cresi_app.example.story import Story
from cresi_app.example.texts import Entry, read


def load_description(who: Actor, catalogue: CatalogueService, story: Story) -> None:
    """Plan what is said of the documents beyond their first notice."""
    told = read("description")
    story.on(told["defined"], partial(_define, who, catalogue, told["field"]))
    deeds: tuple[tuple[str, Callable[[Actor, CatalogueService, Entry], None]], ...] = (
        ("used", _use), ("shown", _show), ("link", _link), ("count", _count), ("serial", _follow),
    )  # fmt: skip
    for name, deed in deeds:
        for entry in told[name]:
            story.on(entry["day"], partial(deed, who, catalogue, entry))
    for entry in told["template"]:
        story.on(date(2026, 9, 17), partial(_keep, who, catalogue, entry))


def _named(catalogue: CatalogueService, title: str) -> int:
    """Return the document of this title."""
    found = [row.id for row in catalogue.search(title, limit=50).rows if row.title == title]
    assert found, f"no document is called {title}"
    return found[0]


def _define(who: Actor, catalogue: CatalogueService, fields: list[Entry]) -> None:
    for entry in fields:
        catalogue.add_custom_field(who, **entry)


def _describe(who: Actor, catalogue: CatalogueService, title: str, fields: dict[str, Any]) -> None:
    sheet = catalogue.document(_named(catalogue, title))
    catalogue.update_document(who, sheet.document.id, sheet.document.version, **fields)


def _said(entry: Entry) -> dict[str, Any]:
    said: dict[str, Any] = dict(entry.get("use", {}))
    said |= {
        name: entry[name]
        for name in ("audiences", "releases", "custom", "titles", "abstracts", "pieces")
        if name in entry
    }
    return said


def _use(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    document = catalogue.document(_named(catalogue, entry["title"])).document
    fields = _said(entry)
    if document.contents and "pieces" not in fields:
        fields["pieces"] = pieces_of(document.contents)
    _describe(who, catalogue, entry["title"], fields)


def _show(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    crates, (width, height) = entry["crates"], entry["size"]
    each = -(-len(entry["panels"]) // len(crates))
    panels = [
        {"number": str(at + 1), "name": name, "width_mm": width, "height_mm": height, "weight_g": entry["weight_g"], "crate": crates[at // each]}
        for at, name in enumerate(entry["panels"])
    ]  # fmt: skip
    _describe(who, catalogue, entry["title"], {**_said(entry), **entry["exhibition"], "pieces": panels})


def _link(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    target = _named(catalogue, entry["to"])
    links = [{"relation": entry["relation"], "target_id": target, "title": entry["to"]}]
    _describe(who, catalogue, entry["from"], {"links": links})


def _count(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    copy_id = next(
        copy.id
        for copy in catalogue.document(catalogue.by_ref(entry["copy"])).live_copies
        if copy.barcode == entry["copy"]
    )
    lacking: dict[str, int] = entry.get("lacking", {})
    counts = {
        one.piece.id: Count(one.piece.quantity - lacking.get(one.piece.name, 0))
        for one in catalogue.piece_states(copy_id)
    }
    catalogue.count_pieces(who, copy_id, counts, moment=Moment(entry["moment"]), note=entry.get("note", ""))


def _follow(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    periodical = _named(catalogue, entry["title"])
    sheet = catalogue.document(periodical)
    catalogue.update_document(who, periodical, sheet.document.version, issues_a_year=entry["issues_a_year"])
    first: date = entry["first"]["due_on"]
    step = 12 // int(entry["issues_a_year"])
    own = {one.title.rpartition(" ")[2]: one.document_id for one in sheet.linked if one.kind == "issue"}
    for at, number in enumerate(range(entry["first"]["number"], entry["last"] + 1)):
        month = first.month - 1 + at * step
        state = "missing" if number in entry["missing"] else "claimed" if number in entry["claimed"] else "received"
        catalogue.add_issue(
            who, periodical, number=str(number), due_on=date(first.year + month // 12, month % 12 + 1, 1), state=state,
            received_on=None, notice_id=own.get(str(number)),
        )  # fmt: skip
    if "expected_until" in entry:
        catalogue.add_issue(
            who, periodical, number=str(entry["last"] + 1), due_on=entry["expected_until"], state="awaited"
        )


def _keep(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    sheet = catalogue.document(_named(catalogue, entry["of"]))
    says = {name: value for name, value in said_by(sheet).items() if name != "notes"}  # that it is invented
    catalogue.add_template(who, name=entry["name"], kind=sheet.kind.code, says=says, note=entry["note"])
