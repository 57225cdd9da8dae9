"""Autosave of one record: saves follow each other on the writer thread, each with the version the one before left."""

from collections.abc import Callable
from dataclasses import dataclass

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.widgets.desk import Desk

Save = Callable[[int], Changes]
"""Given the record's version, save something of it."""


@dataclass(slots=True)
class Held:
    """The version of the record on screen; after the first save only the writer thread moves it."""

    version: int = 0


class Saver:
    """Saves of the record on screen. `show(version)` when it was read; `save(...)` as fields are left."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held = Held()

    def show(self, version: int, *, same: bool) -> None:
        """Start from a version that was read; a record read again (`same`) never takes a save's version back."""
        if same:
            self._held.version = max(self._held.version, version)
        else:
            self._held = Held(version)

    def save(
        self,
        label: str,
        work: Save,
        refused: Callable[[CresiError], None] | None = None,
        then: Callable[[Changes], None] | None = None,
    ) -> None:
        """Save on the writer thread; a refusal goes to `refused`, or above the page; `then(changes)` when it is done."""
        held = self._held

        def run() -> Changes:
            before = held.version
            changes = work(before)
            if changes.seq is not None:
                # Not « one more »: the record may have been read again, with this very save, before this line.
                held.version = max(held.version, before + 1)
            return changes

        self._desk.write(label, run, then, refused)
