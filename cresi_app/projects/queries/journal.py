"""Reads of what was done to a dossier, from the library's revisions."""

import json
from typing import Final

from cresi_app.core.dates import read_instant
from cresi_app.projects.model.journal import FieldChange, JournalEntry, field_changes
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed

_ENTRIES: Final = """
SELECT r.seq, r.at, r.who, r.operation, EXISTS (
    SELECT 1 FROM revision u WHERE u.undoes = r.seq AND NOT EXISTS (SELECT 1 FROM revision v WHERE v.undoes = u.seq)
) AS undone
FROM revision r WHERE r.subject = ? AND r.subject <> '' ORDER BY r.seq DESC LIMIT ?
"""
_CHANGES: Final = """
SELECT revision, entity, before, after FROM change
WHERE revision IN (SELECT value FROM json_each(?)) AND entity NOT IN ('project_stage_change', 'project_snapshot')
ORDER BY revision, id
"""


def _changed(row: Row) -> tuple[FieldChange, ...]:
    before, after = (None if row[name] is None else json.loads(row[name]) for name in ("before", "after"))
    return field_changes(row["entity"], before, after)


def journal(library: Library, project_id: int, limit: int) -> list[JournalEntry]:
    """Return the latest acts on a dossier, latest first; `who` is the key the revision carries."""
    rows = library.query(_ENTRIES, (f"project:{project_id}", limit))
    changed: dict[int, list[FieldChange]] = {}
    for row in library.query(_CHANGES, (listed([row["seq"] for row in rows]),)):
        changed.setdefault(row["revision"], []).extend(_changed(row))
    return [
        JournalEntry(
            row["seq"],
            read_instant(row["at"]),
            row["who"],
            row["operation"],
            tuple(changed.get(row["seq"], ())),
            bool(row["undone"]),
        )
        for row in rows
    ]
