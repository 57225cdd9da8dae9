"""Undo, redo and restore: acts like any other, refused politely when the world has moved on."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cresi_app.core.changes import Actor, Changes, RecordRef
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.batch import Heading, Statement
from cresi_app.store.connection import Row
from cresi_app.store.errors import Refused
from cresi_app.store.forgetting import has_forgotten, none_forgotten
from cresi_app.store.history import Query, subject_of
from cresi_app.store.inverse import Inverse, Unknown, known_of, missing, reinsertion
from cresi_app.store.structure import Structure
from cresi_app.store.values import quoted

Write = Callable[[Heading, Sequence[Statement], RecordRef | None], Changes]

UNDO: Final = "undo"
REDO: Final = "redo"
RESTORE: Final = "restore"

_NOTHING_TO_UNDO: Final = N_("Il n'y a rien à annuler.")
_NOTHING_TO_REDO: Final = N_("Il n'y a rien à rétablir.")
_UNKNOWN: Final = N_("L'action n° {seq} n'existe pas dans cette bibliothèque.")
_ALREADY: Final = N_("Cette action est déjà annulée.")
_MOVED_ON: Final = N_(
    "Cette action ne peut plus être annulée : ce qu'elle avait changé a été modifié depuis, ou sert ailleurs. "
    "Rien n'a été touché."
)
_REDO_MOVED_ON: Final = N_(
    "Cette action ne peut plus être rétablie : ce qu'elle changeait a été modifié depuis. Rien n'a été touché."
)
_NOT_DELETED: Final = N_("Cette fiche n'est pas supprimée : il n'y a rien à rétablir.")
_CANNOT_RESTORE: Final = N_(
    "Cette fiche ne peut pas être rétablie : ce à quoi elle se rattachait n'existe plus, ou un autre a pris sa place. "
    "Rien n'a été touché."
)

_FORGOTTEN: Final = N_(
    "Cette action touche une personne anonymisée depuis : ce qu'elle disait est effacé pour de bon et ne revient pas. Rien n'a été touché."
)

_REDONE: Final = "EXISTS (SELECT 1 FROM revision AS v WHERE v.undoes = u.seq)"

# An undo takes back its revision and what came before it in the same editing act; its redo lifts that again.
UNDONE: Final = f"""(
    EXISTS (SELECT 1 FROM revision AS u WHERE u.undoes = r.seq AND NOT {_REDONE})
    OR r.edit_group IS NOT NULL AND EXISTS (
        SELECT 1 FROM revision AS t JOIN revision AS u ON u.undoes = t.seq
        WHERE t.edit_group = r.edit_group AND t.seq > r.seq AND NOT {_REDONE}
    )
)"""

_UNDOABLE: Final = f"""
SELECT r.* FROM revision AS r WHERE r.desk = ? AND r.undoes IS NULL AND NOT {UNDONE} ORDER BY r.seq DESC LIMIT 1"""

_REDOABLE: Final = f"""
SELECT u.* FROM revision AS u JOIN revision AS t ON t.seq = u.undoes
WHERE u.desk = ? AND t.undoes IS NULL AND NOT {_REDONE}
    AND u.seq > coalesce((SELECT max(seq) FROM revision WHERE desk = ? AND undoes IS NULL), 0)
ORDER BY u.seq DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Undoable:
    """What undo or redo would take, to name it in the menu: the operation and the record of the original act."""

    seq: int
    operation: str
    subject: RecordRef | None


def undoable(query: Query, desk: str) -> Undoable | None:
    """Return what this desk's next undo takes back: its latest revision neither undone nor an undo."""
    rows = query(_UNDOABLE, (desk,))
    return _named(rows[0]) if rows else None


def redoable(query: Query, desk: str) -> Undoable | None:
    """Return what this desk's next redo brings back; a new act leaves nothing to redo."""
    rows = query(_REDOABLE, (desk, desk))
    if not rows:
        return None
    original = _named(_revision(query, rows[0]["undoes"]))
    return Undoable(rows[0]["seq"], original.operation, original.subject)


def _named(row: Row) -> Undoable:
    return Undoable(row["seq"], row["operation"], subject_of(row["subject"]))


def _revision(query: Query, seq: int) -> Row:
    rows = query("SELECT * FROM revision WHERE seq = ?", (seq,))
    if not rows:
        raise DomainError("unknown_revision", _UNKNOWN, seq=seq)
    return rows[0]


class Undoing:
    """Undo, redo and restore over one library's reads and writes, for the desk named `desk`."""

    def __init__(
        self, query: Query, structure: Structure, write: Write, desk: str, unknown: Unknown = MappingProxyType({})
    ) -> None:
        self._query = query
        self._structure = structure
        self._write = write
        self._desk = desk
        self._unknown = unknown

    def undo(self, who: Actor, seq: int | None) -> Changes:
        """Take back the revision `seq`, or this desk's latest. Autosaves of one editing act go together."""
        if seq is None:
            latest = undoable(self._query, self._desk)
            if latest is None:
                raise DomainError("nothing_to_undo", _NOTHING_TO_UNDO)
            seq = latest.seq
        target = _revision(self._query, seq)
        if target["undoes"] is not None:
            original = _revision(self._query, target["undoes"])
            if original["undoes"] is None:
                return self._redo(who, target)
            # Undoing a redo is undoing the act itself once more.
            target = _revision(self._query, original["undoes"])
        seqs = self._together(target)
        if not seqs:
            raise DomainError("already_undone", _ALREADY)
        return self._take_back(who, UNDO, seqs, _MOVED_ON)

    def redo(self, who: Actor) -> Changes:
        """Bring back what this desk's latest undo took."""
        latest = redoable(self._query, self._desk)
        if latest is None:
            raise DomainError("nothing_to_redo", _NOTHING_TO_REDO)
        return self._redo(who, _revision(self._query, latest.seq))

    def _redo(self, who: Actor, undo: Row) -> Changes:
        if self._query("SELECT 1 FROM revision WHERE undoes = ?", (undo["seq"],)):
            raise DomainError("already_undone", _ALREADY)
        return self._take_back(who, REDO, [undo["seq"]], _REDO_MOVED_ON)

    def _together(self, target: Row) -> list[int]:
        """Return the revision with those of its editing act, those not undone yet, in order."""
        rows = self._query(
            f"SELECT r.seq FROM revision AS r WHERE (r.seq = ? OR r.edit_group = ?) AND NOT {UNDONE} ORDER BY r.seq",
            (target["seq"], target["edit_group"]),
        )
        return [row["seq"] for row in rows]

    def _take_back(self, who: Actor, operation: str, seqs: list[int], sentence: str) -> Changes:
        target = _revision(self._query, seqs[-1])
        subject = subject_of(target["subject"])
        heading = Heading(who.key, self._desk, operation, target["subject"], undoes=target["seq"])
        # Two desks that undo the same act at once: the second finds it done.
        once = Statement(f"INSERT INTO expect (holds) SELECT NOT EXISTS (SELECT 1 FROM revision AS u WHERE u.undoes = ? AND u.seq <> (SELECT revision FROM act) AND NOT {_REDONE})", (target["seq"],))  # fmt: skip
        try:
            inverse = Inverse(self._query, self._structure, seqs, self._unknown)
            return self._written(heading, once, inverse, subject)
        except (Refused, LookupError) as refusal:
            if has_forgotten(self._query, seqs):
                raise DomainError("forgotten", _FORGOTTEN) from refusal
            raise DomainError("moved_on", sentence, operation=target["operation"]) from refusal

    def _written(self, heading: Heading, once: Statement, inverse: Inverse, subject: RecordRef | None) -> Changes:
        try:
            return self._write(heading, [once, *inverse.at_once()], subject)
        except Refused as refusal:
            # A value handed from row to row, or a row re-attached and then removed: only the order of the acts works.
            if refusal.code not in {"unique", "foreign_key", "in_use"}:
                raise
            steps = inverse.step_by_step()  # None when they are too many
        return self._write(heading, [once, *(inverse.moving_first() if steps is None else steps)], subject)

    def restore_record(self, entity: str, entity_id: int, who: Actor) -> Changes:
        """Put a deleted record back as it was, with what belonged to it and was deleted in the same revision."""
        rows = self._query(
            "SELECT id, revision, after FROM change WHERE entity = ? AND entity_id = ? ORDER BY id DESC LIMIT 1",
            (entity, entity_id),
        )
        if not rows or rows[0]["after"] is not None:
            raise DomainError("not_deleted", _NOT_DELETED)
        lost = {entity: {entity_id: int(rows[0]["id"])}}
        self._add_children(lost, entity, [entity_id], rows[0]["revision"])
        kept = none_forgotten([change for changes in lost.values() for change in changes.values()])
        statements = [kept, *(self._putting_back(name, lost[name]) for name in self._in_order(lost))]
        heading = Heading(who.key, self._desk, RESTORE, f"{entity}:{entity_id}")
        try:
            return self._write(heading, statements, (entity, entity_id))
        except Refused as refusal:
            raise DomainError("cannot_restore", _CANNOT_RESTORE) from refusal

    def _in_order(self, lost: dict[str, dict[int, int]]) -> list[str]:
        return [shape.name for shape in self._structure.recorded if lost.get(shape.name)]

    def _add_children(self, lost: dict[str, dict[int, int]], entity: str, ids: list[int], seq: int) -> None:
        for link in self._structure.links_to(entity):
            rows = self._query(
                f"SELECT c.id, c.entity_id FROM change AS c WHERE c.revision = ? AND c.entity = ? AND c.after IS NULL "
                f"AND c.before->>'$.{link.column}' IN (SELECT value FROM json_each(?)) "
                f"AND NOT EXISTS (SELECT 1 FROM {quoted(link.table)} AS r WHERE r.id = c.entity_id)",
                (seq, link.table, json.dumps(ids)),
            )
            known = lost.setdefault(link.table, {})
            fresh = {row["entity_id"]: row["id"] for row in rows if row["entity_id"] not in known}
            known |= fresh
            if fresh:
                self._add_children(lost, link.table, list(fresh), seq)

    def _putting_back(self, entity: str, changes: dict[int, int]) -> Statement:
        listed = json.dumps(sorted(changes.values()))
        # They were deleted by one act: their copies know the same columns, those of the day.
        copy = self._query("SELECT before FROM change WHERE id = ?", (min(changes.values()),))[0]["before"]
        shape = known_of(self._structure[entity], copy)
        others = missing(self._structure, shape, self._unknown)
        return reinsertion(shape, "change AS f", "f.id IN (SELECT value FROM json_each(?))", [listed], others)
