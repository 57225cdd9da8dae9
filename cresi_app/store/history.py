"""What happened, read from the revisions: timelines of records and what other desks did."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.store.structure import BOOKKEEPING
from cresi_app.store.values import Params, quoted

Query = Callable[[str, Params], list[sqlite3.Row]]
Values = Mapping[str, int | str | None]

FORGOTTEN: Final = "forgotten"
"""What marks a copy that says no longer what it said: it was forgotten, and is never put back."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What one revision did to one record. `before` None: it was created; `after` None: it was deleted.

    `undoes` is the revision this one undid, `undone_by` the one that undid it, if any. `at` is a UTC instant.
    """

    seq: int
    at: str
    who: str
    operation: str
    before: Values | None
    after: Values | None
    undoes: int | None
    undone_by: int | None

    @property
    def changed(self) -> dict[str, tuple[int | str | None, int | str | None]]:
        """The columns that say something else than before, each with what it said before and after."""
        before, after = self.before or {}, self.after or {}
        names = [name for name in {**before, **after} if name != "id" and name not in BOOKKEEPING]
        return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """One revision, as lists of acts show it. `subject` is None when the act was about no single record."""

    seq: int
    at: str
    who: str
    desk: str
    operation: str
    subject: RecordRef | None
    edit_group: int | None
    undoes: int | None
    undone_by: int | None


def said_after(change: str) -> str:
    """Return the SQL of what a row said after the `change` (an alias) that inserted it without a copy: what the next one found.

    NULL while there is none: the row still says it.
    """
    return (
        f"(SELECT n.before FROM change AS n WHERE n.entity = {change}.entity AND n.entity_id = {change}.entity_id "
        f"AND n.id > {change}.id ORDER BY n.id LIMIT 1)"
    )


def subject_of(text: str) -> RecordRef | None:
    """Read a revision's subject."""
    entity, _, entity_id = text.rpartition(":")
    return (entity, int(entity_id)) if entity else None


def changes_of(query: Query, seq: int) -> Changes:
    """Return what the revision `seq` touched."""
    row = query("SELECT operation, subject FROM revision WHERE seq = ?", (seq,))[0]
    # One JSON text a table: half a million rows of their own would cost a second after a big import.
    listed = query("SELECT entity, json_group_array(entity_id) FROM change WHERE revision = ? GROUP BY entity", (seq,))
    touched = MappingProxyType({entity: frozenset(json.loads(ids)) for entity, ids in listed})
    return Changes(seq, row["operation"], touched, subject_of(row["subject"]))


_UNDONE_BY: Final = """(
    SELECT max(u.seq) FROM revision AS t JOIN revision AS u ON u.undoes = t.seq
    WHERE (t.seq = r.seq OR t.edit_group = r.edit_group AND t.seq > r.seq)
        AND NOT EXISTS (SELECT 1 FROM revision AS v WHERE v.undoes = u.seq)
)"""


def timeline(query: Query, entity: str, entity_id: int) -> list[TimelineEntry]:
    """Return what each revision did to one record, the latest first; one entry a revision."""
    said = said_after("l")
    rows = query(
        f"SELECT r.seq, r.at, r.who, r.operation, f.before, iif(l.after = '', {said}, l.after) AS after, "
        f"l.after = '' AND {said} IS NULL AS still, r.undoes, {_UNDONE_BY} AS undone_by "
        "FROM (SELECT revision, min(id) AS first, max(id) AS last FROM change WHERE entity = ? AND entity_id = ? GROUP BY revision) AS n "
        "JOIN revision AS r ON r.seq = n.revision JOIN change AS f ON f.id = n.first JOIN change AS l ON l.id = n.last "
        "ORDER BY r.seq DESC",
        (entity, entity_id),
    )
    return [_entry(query, (entity, entity_id), row) for row in rows]


def _entry(query: Query, record: RecordRef, row: sqlite3.Row) -> TimelineEntry:
    said = {name: row[name] for name in row.keys() if name not in {"before", "after", "still"}}  # noqa: SIM118 - a Row
    after = _as_it_is(query, record) if row["still"] else read_json(row["after"])
    return TimelineEntry(**said, before=read_json(row["before"]), after=after)


def _as_it_is(query: Query, record: RecordRef) -> Values:
    """Return what a row says that came without a copy and has not changed since."""
    entity, entity_id = record
    rows = query(f"SELECT * FROM {quoted(entity)} WHERE id = ?", (entity_id,))
    return dict(rows[0]) if rows else {}


def revisions(query: Query, limit: int, before: int | None) -> list[RevisionEntry]:
    """Return the latest revisions, those before the seq `before` when it is given."""
    rows = query(
        f"SELECT r.*, {_UNDONE_BY} AS undone_by FROM revision AS r WHERE ? IS NULL OR r.seq < ? ORDER BY r.seq DESC LIMIT ?",
        (before, before, limit),
    )
    return [
        RevisionEntry(
            seq=row["seq"],
            at=row["at"],
            who=row["who"],
            desk=row["desk"],
            operation=row["operation"],
            subject=subject_of(row["subject"]),
            edit_group=row["edit_group"],
            undoes=row["undoes"],
            undone_by=row["undone_by"],
        )
        for row in rows
    ]


def changes_after(query: Query, seq: int) -> list[Changes]:
    """Return the effects of every revision after `seq`, in commit order."""
    rows = query("SELECT seq FROM revision WHERE seq > ? ORDER BY seq", (seq,))
    return [changes_of(query, row["seq"]) for row in rows]


def read_json(text: str | None) -> Values | None:
    """Return a row kept in history."""
    if text is None:
        return None
    row: dict[str, int | str | None] = json.loads(text)
    row.pop(FORGOTTEN, None)
    return row
