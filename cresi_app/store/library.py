"""The door to a library: a folder with its database, read from any thread and written one revision at a time."""

import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from cresi_app.core.changes import PROGRAM, Actor, Changes, RecordRef
from cresi_app.store import backup, disk, health, history, staging, undo
from cresi_app.store.backup import Backup, Progress
from cresi_app.store.backup.record import Reason
from cresi_app.store.backup.taking import silent
from cresi_app.store.batch import Batch, Heading, Statement
from cresi_app.store.errors import Refused
from cresi_app.store.health import Problem, files_in_use
from cresi_app.store.history import RevisionEntry, TimelineEntry
from cresi_app.store.opened import OpenedLibrary
from cresi_app.store.opening import CACHE
from cresi_app.store.revision import Revision
from cresi_app.store.undo import Undoable, Undoing
from cresi_app.store.values import Params, plain_params

T = TypeVar("T")


BIG: Final = 10_000
"""Rows touched from which the storage is put in order at once."""

_RETRIED: Final = frozenset({"moved", "stale", "full"})


class Library(OpenedLibrary):
    """An open library. Made by `create`, `open` or `open_unlocked`; safe to use from every thread until `close`."""

    # --- acts ---

    @contextmanager
    def revise(
        self,
        operation: str,
        who: Actor,
        subject: RecordRef | None = None,
        edit_group: int | None = None,
        *,
        for_good: bool = False,
    ) -> Iterator[Revision]:
        """Collect what one act of a person writes; when the block ends it is written whole, or refused whole.

        `revision.changes` then tells what was touched. `for_good`: no desk's undo means it. Raises `Refused` (`Moved`,
        `Stale`, `Full`…) or StoreError.
        """
        revision = Revision(self.structure, subject)
        yield revision
        named = f"{revision.subject[0]}:{revision.subject[1]}" if revision.subject else ""
        # What the program does by itself stands under no desk: nobody's undo means it.
        desk = "" if for_good or who == PROGRAM else self.desk
        heading = Heading(who.key, desk, operation, named, edit_group)
        for import_id in revision.imports:
            self._engine.staged(import_id)
        revision.changes = self.write(heading, revision.statements, revision.subject)

    def write(self, heading: Heading, statements: Sequence[Statement], subject: RecordRef | None) -> Changes:
        """Write one batch with its search index, tell the listeners, and return what was touched.

        `gate` is asked first: what it does not let through raises there, and nothing is written. Nobody is asked for
        the right to write nothing.
        """
        changes = None
        if statements:
            self.gate(heading)
            changes = self._engine.apply(Batch.of(heading, statements))
        if changes is None:
            return Changes(None, heading.operation, subject=subject)
        if sum(map(len, changes.touched.values())) > BIG:
            self._engine.settle()
        for listener in tuple(self._listeners):
            listener(changes)
        return changes

    def require(self, operation: str, who: Actor) -> None:
        """Ask `gate` beforehand whether `who` may do an act: a long work begins with that."""
        self.gate(Heading(who.key, self.desk, operation))

    def derive(self, sql: str, params: Params = ()) -> None:
        """Write a derived table (a count of views, a search history) outside history; recorded tables refuse it."""
        self._engine.derive([Statement(sql, plain_params(params))])

    def on_changes(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after every revision, on the thread that wrote it."""
        self._listeners.append(listener)

    def retry(self, work: Callable[[], T], attempts: int = 20) -> T:
        """Return `work()`, tried again after `Moved`, `Stale` or ``full``, at most `attempts` times in all."""
        for attempt in range(1, attempts):
            try:
                return work()
            except Refused as refusal:
                if refusal.code not in _RETRIED:
                    raise
            # Longer each time: of eight desks that never pause, none then runs out of attempts.
            time.sleep(random.uniform(0.001, min(0.02 * attempt, 0.2)))  # noqa: S311 - only keeps desks out of step
        return work()

    # --- big acts ---

    def stage(self, import_id: int, entity: str, rows: Iterable[Mapping[str, object]]) -> int:
        """Put bulk data aside under `import_id`, after what it already has of `entity`; return how many rows.

        Other saves go between its batches. Nothing is seen of it until a revision moves it (`Revision.insert_staged`).
        """
        return self.stage_texts(import_id, entity, map(staging.text_of, rows))

    def stage_texts(self, import_id: int, entity: str, texts: Iterable[str]) -> int:
        """Do as `stage` with what is JSON already: an object a row, or whatever else the moving statement reads."""
        positions = self._staged.setdefault(import_id, {})
        first = positions.get(entity, 0)
        for batch in staging.batches(import_id, entity, texts, first + 1):
            self._engine.stage(batch)
            positions[entity] = batch[-1][2]
        return positions.get(entity, first) - first

    def unstage(self, import_id: int) -> None:
        """Forget what was staged under `import_id`: the import was given up, or has become its revision.

        Nobody waits for it. What a full disk keeps from being forgotten, the next opening forgets: a revision that is
        written stays written.
        """
        self._staged.pop(import_id, None)
        self._engine.unstage(import_id)

    # --- history ---

    def timeline(self, entity: str, entity_id: int) -> list[TimelineEntry]:
        """Return what happened to one record, the latest first."""
        return history.timeline(self.query, entity, entity_id)

    def revisions(self, limit: int = 100, before: int | None = None) -> list[RevisionEntry]:
        """Return the latest revisions (before the seq `before`), the latest first."""
        return history.revisions(self.query, limit, before)

    def changes_after(self, seq: int) -> list[Changes]:
        """Return what every revision after `seq` touched, in commit order: for windows that other desks move under."""
        return history.changes_after(self.query, seq)

    # --- undo ---

    @property
    def _undoing(self) -> Undoing:
        return Undoing(self.query, self.structure, self.write, self.desk, self.unknown)

    def undo(self, who: Actor, seq: int | None = None) -> Changes:
        """Take back the revision `seq`, or this desk's latest that is neither undone nor an undo.

        DomainError ``nothing_to_undo``, ``unknown_revision``, ``already_undone``, or ``moved_on`` when a row was
        changed since; nothing is touched then.
        """
        return self._undoing.undo(who, seq)

    def redo(self, who: Actor) -> Changes:
        """Bring back what this desk's latest undo took. DomainError ``nothing_to_redo`` or ``moved_on``."""
        return self._undoing.redo(who)

    def undoable(self) -> Undoable | None:
        """Return what `undo` would take back, to name it in the menu."""
        return undo.undoable(self.query, self.desk)

    def redoable(self) -> Undoable | None:
        """Return what `redo` would bring back, to name it in the menu."""
        return undo.redoable(self.query, self.desk)

    def restore_record(self, entity: str, entity_id: int, who: Actor) -> Changes:
        """Put a deleted record back, with what belonged to it. DomainError ``not_deleted`` or ``cannot_restore``."""
        return self._undoing.restore_record(entity, entity_id, who)

    # --- keeping ---

    def paper_place(self, name: str, shelf: str = "made") -> Path:
        """Return where a file that can be made again is written: the library's cache, or elsewhere when it is read only.

        StoreError when no folder can be made.
        """
        if self.read_only:
            with disk.refusals(Path(tempfile.gettempdir())):
                return Path(tempfile.mkdtemp(prefix="cresi-")) / name
        folder = self.folder / CACHE / "papers" / shelf
        with disk.refusals(folder):
            folder.mkdir(parents=True, exist_ok=True)
        return folder / name

    def backup(self, reason: Reason = "manual", into: Path | None = None, progress: Progress = silent) -> Backup:
        """Take a verified backup beside ongoing work, to ``backups/`` or the folder `into`; `progress` may raise to give up."""
        return backup.take(self.folder, reason=reason, into=into, progress=progress)

    def check(self, progress: Progress = silent) -> list[Problem]:
        """Check everything that must hold and return what does not; changes nothing."""
        return health.full_check(self.folder, progress)

    def reindex(self) -> None:
        """Build the search index again from the records; other saves go between its parts."""
        self._engine.reindex()

    def tidy(self) -> list[str]:
        """Remove attachments that no row and no history mentions; return their hashes."""
        return self.files.remove_unreferenced(self._engine.look(lambda database: files_in_use(database.conn)))
