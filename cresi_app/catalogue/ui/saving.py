"""Autosave of one notice: saves follow each other on the writer thread, each with the version the one before left."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.widgets.desk import Desk

Save = Callable[[int], Changes]
"""Given the record's version, save something of it."""


@dataclass(slots=True)
class Held:
    """The record on screen: its version, moved by the writer thread alone, and what was saved since it was opened."""

    entity: str = "document"
    record_id: int = 0
    version: int = 0
    saved: list[int] = field(default_factory=list)


class Saver:
    """Saves of the record on screen. `hold` when it was read; `save` as fields are left."""

    def __init__(self, desk: Desk, entity: str) -> None:
        self._desk = desk
        self._held = Held(entity)

    def hold(self, record_id: int, version: int) -> None:
        """Start from a record that was read; read again, it never takes a save's version back."""
        if record_id == self._held.record_id:
            self._held.version = max(self._held.version, version)
        else:
            self._held = Held(self._held.entity, record_id, version)

    def release(self) -> None:
        """Hold nothing: the next record read is another one."""
        self._held = Held(self._held.entity)

    @property
    def saved(self) -> list[int]:
        """The revisions saved since the record was opened, the oldest first."""
        return list(self._held.saved)

    def save(
        self,
        label: str,
        work: Save,
        refused: Callable[[CresiError], None],
        then: Callable[[Changes], None] | None = None,
    ) -> None:
        """Save on the writer thread; a refusal goes to `refused`, `then(changes)` follows when it is done."""
        held = self._held

        def run() -> Changes:
            before = held.version
            changes = work(before)
            if changes.seq is not None:
                held.saved.append(changes.seq)
                # Not « one more »: the record may have been read again, with this very save, before this line.
                held.version = max(held.version, before + changes.touches(held.entity, held.record_id))
            return changes

        self._desk.write(label, run, then, refused)
