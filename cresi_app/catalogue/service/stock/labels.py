"""Copies as lists, labels and the inventory want them, and the queue of those that wait for a label."""

from collections.abc import Iterable, Sequence
from datetime import date

from cresi_app.catalogue.model.rules import call_number_sort
from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.catalogue.queries import stock
from cresi_app.catalogue.service.desk import ListsDesk, refusals
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.text import sort_key


class LabelsDesk(ListsDesk):
    """Reads of copies by lists of their own, and the queue « à étiqueter »."""

    def copy_lines(self, ids: Sequence[int]) -> list[CopyLine]:
        """Return these copies in their order; those that are gone are left out."""
        return stock.lines(self.library, ids)

    def copies_of(self, documents: Sequence[int]) -> list[CopyLine]:
        """Return the live copies of these documents, document after document."""
        return stock.of_documents(self.library, documents)

    def to_label(self) -> list[CopyLine]:
        """Return the copies that wait for a label, the oldest first."""
        return stock.to_label(self.library)

    def to_label_count(self) -> int:
        """Return how many copies wait for a label."""
        return stock.to_label_count(self.library)

    def set_needs_label(self, who: Actor, copies: Sequence[int], *, needs: bool) -> Changes:
        """Put copies in the queue of labels, or take them out once their labels stick. One revision, undone in one click."""
        lines = [line for line in stock.lines(self.library, copies) if line.needs_label != needs]
        if not lines:
            return NOTHING
        operation = "catalogue.queue_labels" if needs else "catalogue.labels_done"
        with refusals(), self.library.revise(operation, who) as revision:
            for line in lines:
                revision.update("copy", line.id, line.version, {"needs_label": needs})
        return revision.changes

    def inventory(self, location_id: int | None = None, kind: str | None = None) -> list[CopyLine]:
        """Return the live copies by place, then call number (EXPO 9 before EXPO 14), then title."""
        return on_shelf(stock.inventory(self.library, location_id, kind))

    def received(self, first: date, last: date) -> list[int]:
        """Return the documents that came between two days, both included: a copy acquired then, else the notice entered."""
        return stock.documents_received(self.library, first.isoformat(), last.isoformat())

    def locations(self) -> list[tuple[int, str]]:
        """Return the places of copies in alphabetical order."""
        return stock.locations(self.library)

    def same_accessions(self) -> dict[str, int]:
        """Return the inventory numbers that several copies carry (an import may bring such), with how many."""
        return stock.same_accessions(self.library)


def on_shelf(lines: Iterable[CopyLine]) -> list[CopyLine]:
    """Return copies as they stand: by place, call number, title; those without a place first."""
    return sorted(
        lines,
        key=lambda one: (
            sort_key(one.location), not one.call_number, call_number_sort(one.call_number), sort_key(one.title), one.id
        ),
    )  # fmt: skip
