"""The example's attached files: a guide as a PDF and a note as a text, read so that the search finds their pages."""

import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor
from cresi_app.core.identity import Identity
from cresi_app.example.story import Story
from cresi_app.example.texts import Entry, entries
from cresi_app.printing import flow
from cresi_app.printing.document import Numbers, Paper, new_page, render
from cresi_app.printing.furniture import Furniture

FILE: Final = "attachments"


def load_attachments(who: Actor, catalogue: CatalogueService, story: Story) -> None:
    """Plan the day on which each file was joined to its document, the last one by a reading of them all."""
    last = date.min
    for entry in entries(FILE, "attachment"):
        story.on(entry["day"], partial(_join, who, catalogue, entry))
        last = max(last, entry["day"])
    story.on(last, catalogue.read_files)


def _join(who: Actor, catalogue: CatalogueService, entry: Entry) -> None:
    document = catalogue.search(f'titre:"{entry["document"]}"', limit=1).ids[0]
    name: str = entry["name"]
    if not name.endswith(".pdf"):
        catalogue.attach_file(who, document, "\n\n".join(page.strip() for page in entry["pages"]).encode(), name=name)
        return
    with tempfile.TemporaryDirectory(prefix="cresi-example-") as folder:
        place = Path(folder) / name
        render(_paper(entry), place)
        catalogue.attach_file(who, document, place)


def _paper(entry: Entry) -> Paper:
    """Return the file as a paper of plain pages, each begun by its heading."""

    def told(_numbers: Numbers) -> list[Any]:
        flows: list[Any] = []
        for number, page in enumerate(entry["pages"]):
            head, _, text = page.strip().partition("\n")
            flows += [*(new_page() if number else ()), *flow.heading(head), *flow.paragraphs(text)]
        return flows

    furniture = Furniture(kind=entry["document"], who=entry["author"])
    return Paper(
        "attachment", entry["document"], Identity(centre_name=entry["author"]), furniture, told, author=entry["author"]
    )
