"""A record as it stood before an act, with the rows that are parts of it, and the batch that takes it back there."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cresi_app.core.changes import RecordRef
from cresi_app.store.batch import Statement
from cresi_app.store.chronicle import RowChange
from cresi_app.store.history import Query, Values, read_json
from cresi_app.store.inverse import reinsertion
from cresi_app.store.revision import Revision
from cresi_app.store.structure import Structure, TableShape
from cresi_app.store.values import quoted

GONE: Final = """
SELECT c.entity, c.entity_id, c.before FROM json_each(?) AS j
CROSS JOIN change AS c ON c.entity = j.value AND c.after IS NULL AND c.id >= ? WHERE c.before IS NOT NULL"""
"""The rows of some tables that went since a change; `change_gone` holds them."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A row that differs from then: `before` is the row today, `after` (= `now` of the change) as it stood; `change` holds it."""

    row: RowChange
    change: int

    @property
    def came(self) -> bool:
        """Whether the row came to be since."""
        return self.row.after is None

    @property
    def went(self) -> bool:
        """Whether the row is gone since."""
        return self.row.before is None


@dataclass(frozen=True, slots=True)
class Rewind:
    """How a record stood: its rows `then`, the `turns` that lead back, the revisions since (`acts`, latest first)."""

    record: RecordRef
    then: Mapping[RecordRef, Values]
    turns: Sequence[Turn]
    acts: Sequence[int]
    family: Sequence[RecordRef]

    @property
    def stood(self) -> bool:
        """Whether the record existed then."""
        return self.record in self.then

    @property
    def last(self) -> int:
        """The latest revision that touched the record: a state shown is of this moment."""
        return max(self.acts, default=0)


class Rewinding:
    """Reads how records of one library stood."""

    def __init__(self, query: Query, structure: Structure) -> None:
        self._query, self._structure = query, structure

    def before(self, record: RecordRef, parts: Collection[str], seq: int) -> Rewind | None:
        """Return the record as it stood before the act of the revision `seq`, its editing act as a whole.

        `parts` are the tables whose rows are parts of such a record. None when there is no such revision.
        """
        first = self._first_change(seq)
        if first is None:
            return None
        family = self._family(record, parts, first)
        named = json.dumps([list(one) for one in family])
        touched = self._query(
            "SELECT c.entity, c.entity_id, min(c.id) AS first FROM json_each(?) AS j "
            "JOIN change AS c ON c.entity = j.value ->> 0 AND c.entity_id = j.value ->> 1 "
            "WHERE c.id >= ? GROUP BY c.entity, c.entity_id",
            (named, first),
        )
        stood = self._stood(touched)
        now = self._living(family)
        turns = [_turn((row["entity"], row["entity_id"]), row["first"], now, stood) for row in touched]
        acts = self._query(
            "SELECT DISTINCT c.revision FROM json_each(?) AS j JOIN change AS c ON c.entity = j.value ->> 0 "
            "AND c.entity_id = j.value ->> 1 WHERE c.id >= ? ORDER BY c.revision DESC",
            (named, first),
        )
        then = {one: row for one in family if (row := stood.get(one, now.get(one))) is not None}
        return Rewind(record, then, [turn for turn in turns if turn.row.changed], [row[0] for row in acts], family)

    def batch(self, rewind: Rewind, *, late: bool = False) -> list[Statement]:
        """Return what takes the record back; `late`: rows that came go at the end, where others still point to them.

        Ends without a trace when anything of the record was written after `rewind` was read.
        """
        revision = Revision(self._structure, rewind.record)
        revision.expect(
            "SELECT NOT EXISTS (SELECT 1 FROM json_each(?) AS j JOIN change AS c ON c.entity = j.value ->> 0 "
            "AND c.entity_id = j.value ->> 1 WHERE c.revision > ?)",
            (json.dumps([list(one) for one in rewind.family]), rewind.last),
        )
        order = [shape.name for shape in self._structure.recorded]
        by_table: dict[str, list[Turn]] = defaultdict(list)
        for turn in rewind.turns:
            by_table[turn.row.entity].append(turn)
        tables = [name for name in order if name in by_table]
        steps = [self._leave, self._return, self._change]
        for step in [*steps[1:], steps[0]] if late else steps:
            for table in reversed(tables) if step == self._leave else tables:
                step(revision, table, by_table[table])
        return revision.statements

    def in_the_way(self, rewind: Rewind) -> str | None:
        """Return a table whose rows refer to a part that came since, and are no parts themselves; None when none does."""
        leaving: dict[str, list[int]] = defaultdict(list)
        moving = {(turn.row.entity, turn.row.entity_id) for turn in rewind.turns}
        for turn in rewind.turns:
            if turn.came:
                leaving[turn.row.entity].append(turn.row.entity_id)
        for table, ids in leaving.items():
            for link in self._structure.links_to(table):
                if any((link.table, row) not in moving for row in self._pointing(link.table, link.column, ids)):
                    return link.table
        return None

    # --- the three steps ---

    def _leave(self, revision: Revision, table: str, turns: Sequence[Turn]) -> None:
        for turn in turns:
            if turn.came and turn.row.now is not None:
                revision.delete(table, turn.row.entity_id, int(turn.row.now["version"] or 1))

    def _return(self, revision: Revision, table: str, turns: Sequence[Turn]) -> None:
        shape = self._structure[table]
        by_columns: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for turn in turns:
            if turn.went:  # columns that came by a later step have their default
                by_columns[tuple(name for name in shape.columns if name in (turn.row.after or {}))].append(turn.change)
        for columns, back in by_columns.items():
            known = TableShape(shape.name, columns, shape.links)
            where = "f.id IN (SELECT value FROM json_each(?))"
            statement = reinsertion(known, "change AS f", where, [json.dumps(back)])
            revision.execute(statement.sql, tuple(statement.params))

    def _change(self, revision: Revision, table: str, turns: Sequence[Turn]) -> None:
        known = set(self._structure[table].content)
        for turn in turns:
            if turn.came or turn.went:
                continue
            assert turn.row.now is not None
            old = {name: after for name, (_before, after) in turn.row.changed.items() if name in known}
            revision.update(table, turn.row.entity_id, int(turn.row.now["version"] or 1), old)

    # --- reading ---

    def _first_change(self, seq: int) -> int | None:
        rows = self._query(
            "SELECT min(c.id) FROM change AS c WHERE c.revision IN (SELECT o.seq FROM revision AS r "
            "JOIN revision AS o ON o.seq = r.seq OR o.edit_group = r.edit_group WHERE r.seq = ?)",
            (seq,),
        )
        return None if rows[0][0] is None else int(rows[0][0])

    def _family(self, record: RecordRef, parts: Collection[str], first: int) -> list[RecordRef]:
        """Return the record with its parts, those that went since the change `first` among them."""
        found, level, gone = {record: None}, {record[0]: [record[1]]}, self._gone(parts, first)
        while level:
            below: dict[str, list[int]] = {}
            for table, ids in level.items():
                for link in self._structure.links_to(table):
                    owned = link.on_delete.upper() == "CASCADE" or link.column == f"{table}_id"
                    if link.table in parts and owned:
                        was = [key for key, row in gone.get(link.table, ()) if row.get(link.column) in ids]
                        rows = dict.fromkeys([*self._pointing(link.table, link.column, ids), *was])
                        fresh = [one for one in rows if (link.table, one) not in found]
                        found.update(dict.fromkeys((link.table, one) for one in fresh))
                        below.setdefault(link.table, []).extend(fresh)
            level = {table: ids for table, ids in below.items() if ids}
        return list(found)

    def _pointing(self, table: str, column: str, ids: Iterable[int]) -> list[int]:
        rows = self._query(
            f"SELECT id FROM {quoted(table)} WHERE {quoted(column)} IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return [row[0] for row in rows]

    def _gone(self, parts: Collection[str], first: int) -> dict[str, list[tuple[int, Values]]]:
        """Return the rows of some tables that went since the change `first`, as they were; read once, from an index of what went."""
        rows = self._query(GONE, (json.dumps(list(parts)), first))
        gone: dict[str, list[tuple[int, Values]]] = defaultdict(list)
        for row in rows:
            gone[row["entity"]].append((row["entity_id"], read_json(row["before"]) or {}))
        return gone

    def _stood(self, touched: Sequence[sqlite3.Row]) -> dict[RecordRef, Values | None]:
        """Return what each row touched said before its first change."""
        ids = json.dumps([row["first"] for row in touched])
        rows = self._query(
            "SELECT entity, entity_id, before FROM change WHERE id IN (SELECT value FROM json_each(?))", (ids,)
        )
        return {(row["entity"], row["entity_id"]): read_json(row["before"]) for row in rows}

    def _living(self, family: Iterable[RecordRef]) -> dict[RecordRef, Values]:
        """Return the rows that are there today."""
        by_table: dict[str, list[int]] = defaultdict(list)
        for table, key in family:
            by_table[table].append(key)
        found: dict[RecordRef, Values] = {}
        for table, ids in by_table.items():
            rows = self._query(
                f"SELECT * FROM {quoted(table)} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
            )
            found.update({(table, row["id"]): dict(row) for row in rows})
        return found


def _turn(
    record: RecordRef, change: int, now: Mapping[RecordRef, Values], stood: Mapping[RecordRef, Values | None]
) -> Turn:
    """Return how a row goes back; columns that history does not know, added by a later step, stay as they are."""
    today, then = now.get(record), stood[record]
    if today is not None and then is not None:
        then = {name: then.get(name, value) for name, value in today.items()}
    return Turn(RowChange(*record, before=today, after=then, now=today), change)
