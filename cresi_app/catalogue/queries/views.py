"""How often notices were looked at, month by month: read for an export, and added to when an import brings them."""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby

from cresi_app.catalogue.model.notice import VIEW, NoticeUse
from cresi_app.store.library import Library
from cresi_app.store.values import listed

Looked = tuple[int, str, int]
"""Document, day (or month) and number of looks."""


def held(library: Library, documents: Iterable[int]) -> dict[int, list[NoticeUse]]:
    """Return the looks at these documents by month; the last month's is told by the day of the last look."""
    rows = library.query(
        "SELECT m.document_id, CASE WHEN substr(v.last_on, 1, 7) = m.month THEN v.last_on ELSE m.month END AS day, m.views "
        "FROM document_view_month m JOIN document_view v ON v.document_id = m.document_id "
        "WHERE m.document_id IN (SELECT value FROM json_each(?)) AND m.views > 0 ORDER BY 1, 2",
        (listed(documents),),
    )
    found: dict[int, list[NoticeUse]] = {}
    for row in rows:
        found.setdefault(row["document_id"], []).append(NoticeUse(VIEW, row["views"], "", row["day"]))
    return found


def add(library: Library, looked: Iterable[Looked]) -> None:
    """Count looks at documents that are there, outside history. The day of the last look stays the latest."""
    known = sorted(looked, key=lambda one: one[1])
    last: Mapping[int, str] = {
        row["document_id"]: row["last_on"]
        for row in library.query(
            "SELECT document_id, last_on FROM document_view WHERE document_id IN (SELECT value FROM json_each(?))",
            (listed({one[0] for one in known}),),
        )
    }
    # The month that is counted is that of the last look: so month by month, the oldest first.
    for _, group in groupby(known, key=lambda one: one[1][:7]):
        library.derive(
            "INSERT INTO document_view (document_id, views, last_on) "
            "SELECT value ->> 0, value ->> 2, value ->> 1 FROM json_each(?) WHERE EXISTS (SELECT 1 FROM document WHERE id = value ->> 0) "
            "ON CONFLICT (document_id) DO UPDATE SET views = views + excluded.views, last_on = excluded.last_on",
            (
                json.dumps(
                    [(one, day if len(day) > len("2026-11") else f"{day}-01", times) for one, day, times in group]
                ),
            ),
        )
    if last:
        library.derive(
            "UPDATE document_view SET last_on = max(last_on, (SELECT value ->> 1 FROM json_each(?1) WHERE value ->> 0 = document_id)) "
            "WHERE document_id IN (SELECT value ->> 0 FROM json_each(?1))",
            (json.dumps(list(last.items())),),
        )
