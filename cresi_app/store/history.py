"""What happened, read from the revisions: timelines of records and what other desks did."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.store.values import Params

Query = Callable[[str, Params], list[sqlite3.Row]]
Values = Mapping[str, int | str | None]


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


def subject_of(text: str) -> RecordRef | None:
    """Read a revision's subject."""
    entity, _, entity_id = text.rpartition(":")
    return (entity, int(entity_id)) if entity else None


def changes_of(query: Query, seq: int) -> Changes:
    """Return what the revision `seq` touched."""
    row = query("SELECT operation, subject FROM revision WHERE seq = ?", (seq,))[0]
    touched: dict[str, set[int]] = {}
    for entity, entity_id in query("SELECT DISTINCT entity, entity_id FROM change WHERE revision = ?", (seq,)):
        touched.setdefault(entity, set()).add(entity_id)
    frozen = MappingProxyType({entity: frozenset(ids) for entity, ids in touched.items()})
    return Changes(seq, row["operation"], frozen, subject_of(row["subject"]))


def changes_after(query: Query, seq: int) -> list[Changes]:
    """Return the effects of every revision after `seq`, in commit order."""
    rows = query("SELECT seq FROM revision WHERE seq > ? ORDER BY seq", (seq,))
    return [changes_of(query, row["seq"]) for row in rows]


def read_json(text: str | None) -> Values | None:
    """Return a row kept in history."""
    return None if text is None else json.loads(text)
