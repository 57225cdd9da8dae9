"""The history as people read it: lines by record, person, period and act, what one of them changed, and what names an id."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cresi_app.core.changes import RecordRef
from cresi_app.store.history import Query, RevisionEntry, Values, read_json, said_after, subject_of
from cresi_app.store.structure import BOOKKEEPING, Structure
from cresi_app.store.values import quoted

_UNDONE_BY: Final = """(
    SELECT max(u.seq) FROM revision AS t JOIN revision AS u ON u.undoes = t.seq
    WHERE (t.seq = r.seq OR t.edit_group = r.edit_group AND t.seq > r.seq)
        AND NOT EXISTS (SELECT 1 FROM revision AS v WHERE v.undoes = u.seq)
)"""
# The autosaves of one editing act are one line, as they are one undo.
_LAST_OF_ACT: Final = "(r.edit_group IS NULL OR NOT EXISTS (SELECT 1 FROM revision AS n WHERE n.edit_group = r.edit_group AND n.seq > r.seq))"
_NAMES: Final = (
    "name",
    "name_fr",
    "title",
    "label",
    "term",
    "heading",
    "number",
    "code",
    "file_name",
    "subject",
    "barcode",
    "text",
)
_DEPTH: Final = 2


@dataclass(frozen=True, slots=True)
class Sought:
    """Which lines: `records` empty for the whole library, `operations` None for every act; instants are UTC text."""

    records: Sequence[RecordRef] = ()
    who: str | None = None
    since: str = ""
    until: str = ""
    operations: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines an operation has, and the first of them."""

    operation: str
    who: str
    lines: int
    first: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one act did to one row. `before` None: it came to be; `after` None: it went; `now` is the row today, None when it is gone."""

    entity: str
    entity_id: int
    before: Values | None
    after: Values | None
    now: Values | None

    @property
    def changed(self) -> dict[str, tuple[int | str | None, int | str | None]]:
        """The columns that say something else than before."""
        before, after = self.before or {}, self.after or {}
        names = [name for name in {**before, **after} if name != "id" and name not in BOOKKEEPING]
        return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


class Chronicle:
    """Reads the history of one library."""

    def __init__(self, query: Query, structure: Structure) -> None:
        self._query, self._structure = query, structure

    def lines(
        self, sought: Sought, limit: int, before: int | None = None, down_to: int | None = None
    ) -> list[RevisionEntry]:
        """Return the latest lines (before the seq `before`, from `down_to` on), the latest first; the autosaves of one editing act are one."""
        where, params = _where(sought)
        if down_to is not None:
            where, params = f"{where} AND r.seq >= ?", [*params, down_to]
        if before is not None:
            where, params = f"{where} AND r.seq < ?", [*params, before]
        rows = self._query(
            f"SELECT r.*, {_UNDONE_BY} AS undone_by FROM revision AS r WHERE {where} ORDER BY r.seq DESC LIMIT ?",
            (*params, limit),
        )
        return [_entry(row) for row in rows]

    def line(self, seq: int) -> RevisionEntry | None:
        """Return one line."""
        rows = self._query(f"SELECT r.*, {_UNDONE_BY} AS undone_by FROM revision AS r WHERE r.seq = ?", (seq,))
        return _entry(rows[0]) if rows else None

    def stood_before(self, record: RecordRef, seq: int) -> bool:
        """Say whether a record existed before the act of the revision `seq`, its editing act as a whole."""
        rows = self._query(
            "SELECT after IS NOT NULL FROM change WHERE entity = ? AND entity_id = ? AND revision < ("
            "    SELECT min(o.seq) FROM revision AS r JOIN revision AS o ON o.seq = r.seq OR o.edit_group = r.edit_group "
            "    WHERE r.seq = ?) ORDER BY id DESC LIMIT 1",
            (*record, seq),
        )
        return bool(rows and rows[0][0])

    def acts(self, seqs: Sequence[int]) -> list[RevisionEntry]:
        """Return the lines of some revisions, the latest first; the autosaves of one editing act are one."""
        rows = self._query(
            f"SELECT r.*, {_UNDONE_BY} AS undone_by FROM revision AS r WHERE r.seq IN (SELECT value FROM json_each(?)) "
            f"AND {_LAST_OF_ACT} ORDER BY r.seq DESC",
            (json.dumps(list(seqs)),),
        )
        return [_entry(row) for row in rows]

    def tallies(self, sought: Sought) -> list[Tally]:
        """Count the lines by operation and person."""
        where, params = _where(sought)
        rows = self._query(
            f"SELECT r.operation, r.who, count(*) AS lines, min(r.at) AS first FROM revision AS r WHERE {where} GROUP BY r.operation, r.who",
            tuple(params),
        )
        return [Tally(row["operation"], row["who"], row["lines"], row["first"]) for row in rows]

    def changes(self, seq: int, limit: int = 200) -> list[RowChange]:
        """Return what the act of the revision `seq` did to each row, its editing act as a whole; at most `limit` rows."""
        said = said_after("l")
        rows = self._query(
            f"SELECT n.entity, n.entity_id, f.before, iif(l.after = '', {said}, l.after) AS after, l.after = '' AND {said} IS NULL AS still "
            "FROM (SELECT entity, entity_id, min(id) AS first, max(id) AS last FROM change WHERE revision IN ("
            "    SELECT o.seq FROM revision AS r JOIN revision AS o ON o.seq = r.seq OR o.edit_group = r.edit_group "
            "    WHERE r.seq = ?) GROUP BY entity, entity_id ORDER BY min(id) LIMIT ?) AS n "
            "JOIN change AS f ON f.id = n.first JOIN change AS l ON l.id = n.last",
            (seq, limit),
        )
        return [self._change(row) for row in rows]

    def counted(self, seq: int) -> dict[str, int]:
        """Return how many rows of each table the revision touched."""
        rows = self._query(
            "SELECT entity, count(DISTINCT entity_id) AS n FROM change WHERE revision = ? GROUP BY entity", (seq,)
        )
        return {row["entity"]: row["n"] for row in rows}

    def family(self, record: RecordRef, apart: Collection[str] = ()) -> list[RecordRef]:
        """Return a record with the rows that belong to it, those of the tables `apart` left out: they are records of their own."""
        found, level = [record], {record[0]: [record[1]]}
        for _ in range(_DEPTH):
            below: dict[str, list[int]] = {}
            for table, ids in level.items():
                for link in self._structure.links_to(table):
                    owned = link.on_delete.upper() == "CASCADE" or link.column == f"{table}_id"
                    if owned and link.table not in apart:
                        rows = self._query(
                            f"SELECT id FROM {quoted(link.table)} WHERE {quoted(link.column)} IN (SELECT value FROM json_each(?))",
                            (json.dumps(ids),),
                        )
                        below.setdefault(link.table, []).extend(row["id"] for row in rows)
            found += [(table, one) for table, ids in below.items() for one in ids]
            level = below
        return found

    def name(self, table: str, key: int | str, code: str = "fr") -> str:
        """Return what people call a row, living or gone: its name, title or number; "" when it has none."""
        if table not in self._structure.tables:
            return ""
        row = self._row(table, key)
        return "" if row is None else row_name(row, code)

    def row(self, table: str, key: int | str) -> Values | None:
        """Return a row as it is today, None when it is gone."""
        return self._living(table, key)

    def owned(self, table: str, key: int, owner: str) -> list[Values]:
        """Return the rows of a table that belong to a record of `owner`, oldest first."""
        found: list[Values] = []
        for link in self._structure.links_to(owner):
            if link.table == table and link.column == f"{owner}_id":
                rows = self._query(f"SELECT * FROM {quoted(table)} WHERE {quoted(link.column)} = ? ORDER BY id", (key,))
                found += [dict(row) for row in rows]
        return found

    def linked(self, table: str, column: str) -> str | None:
        """Return the table that a column's values are keys of."""
        shape = self._structure.tables.get(table)
        return next((link.other for link in shape.links if link.column == column), None) if shape is not None else None

    def _change(self, row: sqlite3.Row) -> RowChange:
        record = (row["entity"], row["entity_id"])
        now = self._living(*record)
        after = now if row["still"] else read_json(row["after"])
        return RowChange(*record, read_json(row["before"]), after, now)

    def _living(self, table: str, key: int | str) -> Values | None:
        if table not in self._structure.tables:
            return None
        column = "id" if "id" in self._structure[table].columns else "code"
        if column not in self._structure[table].columns:
            return None
        rows = self._query(f"SELECT * FROM {quoted(table)} WHERE {column} = ?", (key,))
        return dict(rows[0]) if rows else None

    def _row(self, table: str, key: int | str) -> Values | None:
        living = self._living(table, key)
        if living is not None or not isinstance(key, int):
            return living
        rows = self._query(
            "SELECT before FROM change WHERE entity = ? AND entity_id = ? AND before IS NOT NULL ORDER BY id DESC LIMIT 1",
            (table, key),
        )
        return read_json(rows[0]["before"]) if rows else None


def row_name(row: Mapping[str, int | str | None], code: str = "fr") -> str:
    """Return what people call a row by its own columns."""
    if row.get("family_name") or row.get("given_name"):
        return " ".join(str(part) for part in (row.get("given_name"), row.get("family_name")) if part)
    if row.get("family") and "given" in row:
        return " ".join(str(part) for part in (row.get("given"), row["family"]) if part)
    if code != "fr" and row.get(f"name_{code}"):
        return str(row[f"name_{code}"])
    return next((str(row[name]) for name in _NAMES if isinstance(row.get(name), str) and row[name]), "")


def _entry(row: sqlite3.Row) -> RevisionEntry:
    plain = {name: row[name] for name in ("seq", "at", "who", "desk", "operation", "edit_group", "undoes", "undone_by")}
    return RevisionEntry(**plain, subject=subject_of(row["subject"]))


def _where(sought: Sought) -> tuple[str, list[int | str | None]]:
    parts, params = [_LAST_OF_ACT], list[int | str | None]()
    if sought.records:
        named = json.dumps([f"{entity}:{key}" for entity, key in sought.records[:1]])
        parts.append(
            "r.seq IN (SELECT s.seq FROM revision AS s WHERE s.subject IN (SELECT value FROM json_each(?)) UNION "
            "SELECT coalesce((SELECT max(g.seq) FROM revision AS g WHERE g.edit_group = o.edit_group), o.seq) "
            "FROM json_each(?) AS j JOIN change AS c ON c.entity = j.value ->> 0 AND c.entity_id = j.value ->> 1 "
            "JOIN revision AS o ON o.seq = c.revision)"
        )
        params += [named, json.dumps([list(record) for record in sought.records])]
    if sought.who is not None:
        parts.append("r.who = ?")
        params.append(sought.who)
    for bound, sign in ((sought.since, ">="), (sought.until, "<")):
        if bound:
            parts.append(f"r.at {sign} ?")
            params.append(bound)
    if sought.operations is not None:
        parts.append("r.operation IN (SELECT value FROM json_each(?))")
        params.append(json.dumps(list(sought.operations)))
    return " AND ".join(parts), params
