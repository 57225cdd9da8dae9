"""How the records of the open library are named, cited and printed from the window."""

from collections.abc import Sequence
from pathlib import Path

from cresi_app.catalogue.model.citation import iso690
from cresi_app.cooperation.model.world import country_of
from cresi_app.core.changes import RecordRef
from cresi_app.core.i18n import language, tr
from cresi_app.core.recordlink import record_link
from cresi_app.finding import KINDS
from cresi_app.papers import PAPERS
from cresi_app.services import Services
from cresi_app.shell.sharedoors import PaperLine, Shared, ShareDoors
from cresi_app.store.chronicle import Chronicle, row_name

FIRST = {"project": "dossier", "session": "convocation", "grant": "grant-letter", "organisation": "organisation-sheet"}
"""The paper shown first of a kind that has several."""


class LibrarySharing:
    """Names, cites and prints the records of one library."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._chronicle = Chronicle(services.library.query, services.library.structure)

    def describe(self, record: RecordRef) -> Shared:
        """Return what is said of a record elsewhere; called on a reader thread."""
        kind, key = record
        link = record_link(kind, key)
        with self._services.library.snapshot():
            if kind == "document":
                sheet = self._services.catalogue.document(key)
                return Shared(sheet.document.title, iso690(sheet), link, sheet.document.number)
            if kind == "country":
                name = self._chronicle.name("country", country_of(key), language())
                return Shared(name, self._cited(tr(KINDS[kind].name), name, ""), link, name)
            row = self._chronicle.row(KINDS[kind].table if kind in KINDS else kind, key) or {}
        title = row_name(row, language())
        reference = str(row.get("number") or row.get("code") or "")
        return Shared(
            title, self._cited(tr(KINDS[kind].name) if kind in KINDS else "", title, reference), link, reference
        )

    def papers(self, kind: str) -> Sequence[PaperLine]:
        """Return the papers of a kind of record ("": of a year), the usual one first; those that write first have pages of their own."""
        found = [paper for paper in PAPERS.values() if paper.kind == kind and paper.prepare is None]
        found.sort(key=lambda paper: paper.name != FIRST.get(kind))
        return [PaperLine(paper.name, tr(paper.title)) for paper in found]

    def make(self, name: str, record: int, out: Path) -> int:
        """Write a paper; called on a reader thread."""
        return PAPERS[name].make(self._services, record, out)

    def _cited(self, kind: str, title: str, reference: str) -> str:
        centre = self._services.directory.identity().centre_name
        named = tr("{kind} « {title} »", kind=kind[:1].upper() + kind[1:], title=title)
        numbered = (
            tr("{named}, n° {number}", named=named, number=reference) if reference and reference != title else named
        )
        return tr("{record}. {centre}.", record=numbered, centre=centre) if centre else f"{numbered}."


def share_doors(services: Services) -> ShareDoors:
    """Return the doors of an open library."""
    sharing = LibrarySharing(services)
    return ShareDoors(sharing.describe, sharing.papers, sharing.make)
