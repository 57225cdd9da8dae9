"""What refers to a record, found in the schema itself: so that a merge moves what any desk, present or to come, has tied to it."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.revision import Revision
from cresi_app.store.structure import Link
from cresi_app.store.values import listed

_WHERE: Final = re.compile(r"\bWHERE\b(.*)$", re.IGNORECASE | re.DOTALL)
_IDS: Final = "(SELECT value FROM json_each(?))"

Same = Mapping[str, tuple[str, ...]]
"""Tables where rows that agree in these columns say one thing twice: one of them is kept."""


def move(revision: Revision, library: Library, entity: str, kept: int, others: Iterable[int], same: Same) -> None:
    """Make everything recorded that refers to `others` refer to `kept`, a few statements a table whatever the number of rows.

    Rows that would then repeat one of `kept` (by a unique key, or by `same`) leave instead.
    """
    gone = listed(list(others))
    for link in library.structure.links_to(entity):
        for columns, condition in _once(library, link, same):
            _drop(revision, link, columns, condition, kept, gone)
        # A row that refers twice (a link between two documents) moves one column at a time.
        revision.execute(
            f'UPDATE "{link.table}" SET "{link.column}" = ?, version = version + 1 WHERE "{link.column}" IN {_IDS}',
            (kept, gone),
        )


def _once(library: Library, link: Link, same: Same) -> list[tuple[tuple[str, ...], str]]:
    """Return the sets of columns (the reference left out) in which two rows of one record may not agree, each with its condition."""
    keys = [
        (tuple(name for name in columns if name != link.column), where) for columns, where in _unique(library, link)
    ]
    if link.table in same:
        keys.append((same[link.table], ""))
    return keys


def _unique(library: Library, link: Link) -> list[tuple[tuple[str, ...], str]]:
    rows = library.query(
        "SELECT i.name AS name, coalesce(s.sql, '') AS text FROM pragma_index_list(?) i "
        "LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = i.name WHERE i.\"unique\" = 1 AND i.origin <> 'pk'",
        (link.table,),
    )
    found = []
    for row in rows:
        names = tuple(
            one["name"] for one in library.query("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (row["name"],))
        )
        if link.column in names and all(names):
            condition = _WHERE.search(row["text"])
            found.append((names, condition[1].strip() if condition else ""))
    return found


def _drop(revision: Revision, link: Link, columns: tuple[str, ...], condition: str, kept: int, gone: str) -> None:
    agree = " AND ".join(f'a."{name}" IS b."{name}"' for name in columns) or "1"
    rows = f'SELECT * FROM "{link.table}"' + (f" WHERE {condition}" if condition else "")
    # Of rows that agree the kept record's own stays, else the oldest.
    revision.execute(
        f'DELETE FROM "{link.table}" WHERE id IN (SELECT a.id FROM ({rows}) a JOIN ({rows}) b ON {agree} AND a.id <> b.id '
        f'WHERE a."{link.column}" IN {_IDS} AND (b."{link.column}" = ? OR (b."{link.column}" IN {_IDS} AND b.id < a.id)))',
        (gone, kept, gone),
    )
