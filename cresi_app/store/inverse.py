"""The statements that take back what revisions did, from each row's net change or, when order matters, step by step."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from cresi_app.core.clock import stamp
from cresi_app.store.batch import Statement, lightly
from cresi_app.store.connection import Row
from cresi_app.store.history import FORGOTTEN, Query, said_after
from cresi_app.store.structure import BOOKKEEPING, Structure, TableShape
from cresi_app.store.values import holes, quoted

STEPS: Final = 2_000
"""Up to so many changes can be taken back one by one in a batch below 1 MB."""

_NET: Final = """
INSERT INTO undoing (entity, does, entity_id, first, last)
SELECT n.entity,
    CASE WHEN f.before IS NULL THEN iif(l.after IS NULL, 'nothing', 'delete')
         ELSE iif(l.after IS NULL, 'insert', 'update') END,
    n.entity_id, n.first, n.last
FROM (
    SELECT entity, entity_id, min(id) AS first, max(id) AS last FROM change WHERE revision IN ({seqs})
    GROUP BY entity, entity_id
) AS n
JOIN change AS f ON f.id = n.first
JOIN change AS l ON l.id = n.last"""

_UNBROKEN: Final = """
INSERT INTO expect (holds) SELECT NOT EXISTS (
    SELECT 1 FROM change AS n JOIN change AS p ON p.id = (
        SELECT max(q.id) FROM change AS q
        WHERE q.entity = n.entity AND q.entity_id = n.entity_id AND q.id < n.id AND q.revision IN ({seqs})
    )
    WHERE n.revision IN ({seqs}) AND json_remove({said}, {bookkeeping}) IS NOT json_remove(n.before, {bookkeeping})
)"""

_NOT_FORGOTTEN: Final = f"""
INSERT INTO expect (holds) SELECT NOT EXISTS (
    SELECT 1 FROM undoing AS u CROSS JOIN change AS f ON f.id = u.first
    WHERE u.does IN ('insert', 'update') AND f.before ->> '$.{FORGOTTEN}'
)"""


Unknown = Mapping[tuple[str, str], str]
"""What (table, column) holds in a row put back whose history is older than the column, as SQL; the column's default elsewhere."""


class Inverse:
    """How to take back the revisions `seqs`; what they did is read once, here.

    `tables` are the recorded tables they touched, parents first, reduced to the columns that history knows.
    LookupError when a touched table is no longer there.
    """

    def __init__(
        self, query: Query, structure: Structure, seqs: Sequence[int], unknown: Unknown = MappingProxyType({})
    ) -> None:
        self.seqs = tuple(seqs)
        self._query = query
        self._structure = structure
        self._unknown = unknown
        touched = query(f"SELECT DISTINCT entity FROM change WHERE revision IN ({holes(len(self.seqs))})", self.seqs)
        names = {row["entity"] for row in touched}
        gone = names - {shape.name for shape in structure.recorded}
        if gone:
            raise LookupError(*sorted(gone))
        self.tables = [self._known(shape) for shape in structure.recorded if shape.name in names]

    def _known(self, shape: TableShape) -> TableShape:
        """Return the shape without the columns that a later step added: history cannot say what stood in them."""
        rows = self._query(
            f"SELECT coalesce(after, before) AS row FROM change WHERE entity = ? AND revision IN ({holes(len(self.seqs))}) "
            "AND after IS NOT '' LIMIT 1",
            (shape.name, *self.seqs),
        )
        if not rows:
            return shape  # inserted without copies: as they stand is as they are
        return known_of(shape, rows[0]["row"])

    def at_once(self) -> list[Statement]:
        """Return a few statements whatever the size: delete children first, insert parents first, update."""
        return [
            *self._begin(),
            *self._unused("'delete'"),
            *(self._delete(shape) for shape in reversed(self.tables)),
            *(statement for shape in self.tables for statement in self._insert(shape)),
            *(self._update(shape) for shape in self.tables),
            Statement("DELETE FROM undoing"),
        ]

    def moving_first(self) -> list[Statement]:
        """Return the same with what moves away from a row before that row goes: words that a big thesaurus had made its terms."""
        return [
            *self._begin(),
            *(statement for shape in self.tables for statement in self._insert(shape)),
            *(self._update(shape) for shape in self.tables),
            *self._unused("'delete'"),
            *(self._delete(shape) for shape in reversed(self.tables)),
            Statement("DELETE FROM undoing"),
        ]

    def step_by_step(self) -> list[Statement] | None:
        """Return one statement a change, the last first: an order that held once holds backwards. None when too many."""
        rows = self._query(
            "SELECT id, entity, entity_id, before IS NULL AS born, after IS NULL AS died FROM change "
            f"WHERE revision IN ({holes(len(self.seqs))}) ORDER BY id DESC LIMIT {STEPS + 1}",
            self.seqs,
        )
        if len(rows) > STEPS:
            return None
        shapes = {shape.name: shape for shape in self.tables}
        # What one statement did to rows that refer to each other is one statement again.
        runs = groupby(rows, lambda row: (row["entity"], row["born"], row["died"]))
        steps = [
            step
            for (entity, born, died), same in runs
            for step in _steps(
                shapes[entity], list(same), (born, died), missing(self._structure, shapes[entity], self._unknown)
            )
        ]
        return [*self._begin(), *self._unused("'delete', 'update'"), Statement("DELETE FROM undoing"), *steps]

    def _begin(self) -> Iterator[Statement]:
        seqs = holes(len(self.seqs))
        if len(self.seqs) > 1:
            # Somebody else's change between two of ours would be taken back with them.
            bookkeeping = ", ".join(f"'$.{name}'" for name in sorted(BOOKKEEPING))
            yield Statement(
                _UNBROKEN.format(
                    seqs=seqs, bookkeeping=bookkeeping, said=f"iif(p.after = '', {said_after('p')}, p.after)"
                ),
                (*self.seqs, *self.seqs),
            )
        yield Statement(_NET.format(seqs=seqs), self.seqs)
        yield Statement(_NOT_FORGOTTEN)
        for shape in self.tables:
            yield from _unmoved(shape)

    def _unused(self, leaving: str) -> Iterator[Statement]:
        """Yield what ends the batch when a row that would go has found new children meanwhile: a cascade would take them."""
        for shape in self.tables:
            for link in self._structure.links_to(shape.name):
                yield Statement(
                    "INSERT INTO expect_unused (holds) SELECT NOT EXISTS ("
                    f"SELECT 1 FROM undoing AS u JOIN {quoted(link.table)} AS k ON k.{quoted(link.column)} = u.entity_id "
                    "WHERE u.entity = ? AND u.does = 'delete' AND NOT EXISTS ("
                    f"SELECT 1 FROM undoing AS d WHERE d.entity = ? AND d.does IN ({leaving}) AND d.entity_id = k.id))",
                    (shape.name, link.table),
                )

    def _delete(self, shape: TableShape) -> Statement:
        return Statement(
            f"DELETE FROM {quoted(shape.name)} WHERE id IN "
            "(SELECT entity_id FROM undoing WHERE entity = ? AND does = 'delete')",
            (shape.name,),
        )

    def _insert(self, shape: TableShape) -> list[Statement]:
        insertion = reinsertion(
            shape,
            "undoing AS u JOIN change AS f ON f.id = u.first",
            "u.entity = ? AND u.does = 'insert'",
            [shape.name],
            missing(self._structure, shape, self._unknown),
        )
        return lightly(insertion) if self._came_lightly(shape) else [insertion]

    def _came_lightly(self, shape: TableShape) -> bool:
        """Say whether what is undone took away rows of an act that inserted them without copies."""
        undone = f"SELECT undoes FROM revision WHERE seq IN ({holes(len(self.seqs))})"
        found = self._query(
            f"SELECT EXISTS (SELECT 1 FROM change WHERE revision IN ({undone}) AND entity = ? AND after = '')",
            (*self.seqs, shape.name),
        )
        return bool(found[0][0])

    def _update(self, shape: TableShape) -> Statement:
        return Statement(
            f"UPDATE {quoted(shape.name)} SET {_setting(shape)} FROM undoing AS u JOIN change AS f ON f.id = u.first "
            f"WHERE u.entity = ? AND u.does = 'update' AND {quoted(shape.name)}.id = u.entity_id",
            (*_times(shape), shape.name),
        )


def _unmoved(shape: TableShape) -> Iterator[Statement]:
    """Yield what ends the batch when a row is no longer as the revisions left it."""
    table = quoted(shape.name)
    differs = "".join(f" OR r.{quoted(name)} IS NOT s.said->>'$.{name}'" for name in shape.content)
    # What came without a copy and has not changed since has not moved; NULL says so.
    yield Statement(
        "INSERT INTO expect (holds) SELECT NOT EXISTS (SELECT 1 FROM ("
        f"SELECT u.entity_id, iif(l.after = '', {said_after('l')}, l.after) AS said "
        "FROM undoing AS u JOIN change AS l ON l.id = u.last WHERE u.entity = ? AND u.does IN ('delete', 'update')) AS s "
        f"LEFT JOIN {table} AS r ON r.id = s.entity_id WHERE r.id IS NULL OR (s.said IS NOT NULL AND (0{differs})))",
        (shape.name,),
    )
    yield Statement(
        f"INSERT INTO expect (holds) SELECT NOT EXISTS (SELECT 1 FROM undoing AS u JOIN {table} AS r ON r.id = u.entity_id "
        "WHERE u.entity = ? AND u.does IN ('insert', 'nothing'))",
        (shape.name,),
    )


def known_of(shape: TableShape, copy: str) -> TableShape:
    """Return the shape without the columns that a copy of its rows in the history (JSON) does not know."""
    known = json.loads(copy)
    return TableShape(shape.name, tuple(name for name in shape.columns if name in known), shape.links)


def missing(structure: Structure, known: TableShape, unknown: Unknown) -> dict[str, str]:
    """Return what the columns hold that a reduced shape does not know, where that is not their default."""
    left = set(structure[known.name].columns) - set(known.columns)
    return {column: sql for (table, column), sql in unknown.items() if table == known.name and column in left}


def reinsertion(
    shape: TableShape,
    source: str,
    where: str,
    params: Iterable[object],
    others: Mapping[str, str] = MappingProxyType({}),
) -> Statement:
    """Return what puts rows back from the `before` of the changes `f` of `source`, under versions never used before.

    `others` is the SQL of columns that the shape leaves out, where that is not their default.
    """
    latest = (
        f"(SELECT c.before->>'$.{{}}' FROM change AS c WHERE c.entity = '{shape.name}' AND c.entity_id = f.entity_id "
        "ORDER BY c.id DESC LIMIT 1) + 1"
    )
    values = {name: f"f.before->>'$.{name}'" for name in shape.columns}
    values |= {name: latest.format(name) for name in ("version", "stamp") if name in values}
    values |= dict.fromkeys({"updated_at"} & values.keys(), "?")
    values |= others
    names = ", ".join(quoted(name) for name in values)
    return Statement(
        f"INSERT INTO {quoted(shape.name)} ({names}) SELECT {', '.join(values.values())} FROM {source} WHERE {where}",
        (*_times(shape), *params),
    )


def _setting(shape: TableShape) -> str:
    setting = [f"{quoted(name)} = f.before->>'$.{name}'" for name in shape.content]
    times = ["updated_at = ?"] if "updated_at" in shape.columns else []
    return ", ".join([*setting, "version = version + 1", *times])


def _times(shape: TableShape) -> list[object]:
    return [stamp()] if "updated_at" in shape.columns else []


def _steps(shape: TableShape, rows: list[Row], kind: tuple[int, int], others: Mapping[str, str]) -> list[Statement]:
    """Return what takes back changes of one `kind` (born, died) that follow each other on one table."""
    table = quoted(shape.name)
    born, died = kind
    if born:
        ids = json.dumps([row["entity_id"] for row in rows])
        return [Statement(f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (ids,))]
    if died:
        changes = json.dumps([row["id"] for row in rows])
        return [reinsertion(shape, "json_each(?) AS j CROSS JOIN change AS f", "f.id = j.value", [changes], others)]
    return [
        Statement(
            f"UPDATE {table} SET {_setting(shape)} FROM change AS f WHERE f.id = ? AND {table}.id = f.entity_id",
            (*_times(shape), row["id"]),
        )
        for row in rows
    ]
