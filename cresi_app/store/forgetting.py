"""What history forgets: copies of rows keep that they were, and no longer what they said; nothing puts such a copy back."""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from cresi_app.core.changes import RecordRef
from cresi_app.store.batch import Statement, transaction
from cresi_app.store.connection import Row
from cresi_app.store.history import FORGOTTEN, Query
from cresi_app.store.opening import CACHE
from cresi_app.store.revision import Revision
from cresi_app.store.structure import Structure
from cresi_app.store.values import quoted

_AS_READ: Final = "NOT EXISTS (SELECT 1 FROM revision WHERE seq > ? AND seq IS NOT (SELECT revision FROM act))"


class Forgetting:
    """Reads what the library says of some rows, and makes an act forget it; made within the snapshot that decides."""

    def __init__(
        self,
        query: Query,
        structure: Structure,
        searched: Iterable[str],
        to_wipe: Callable[[Iterable[str]], AbstractContextManager[None]],
    ) -> None:
        self._query, self._structure, self._searched, self._to_wipe = query, structure, searched, to_wipe
        self._seen = query("SELECT coalesce(max(seq), 0) FROM revision", ())[0][0]

    def unmoved(self, revision: Revision) -> None:
        """Let the act go through only if nothing was written since this was made."""
        revision.expect(f"SELECT {_AS_READ}", (self._seen,))

    def to_wipe(self, tables: Iterable[str]) -> AbstractContextManager[None]:
        """Hold an act that forgets rows of these tables: the file must be wiped after it, unless it is refused."""
        return self._to_wipe(indexes_of(self._query, tables, self._searched))

    def mentions(self, phrases: Iterable[str]) -> list[RecordRef]:
        """Return the searchable records in which one of these phrases (words of the index, in this order) is still read."""
        expression = " OR ".join('"' + phrase.replace('"', "") + '"' for phrase in phrases if phrase)
        found: list[RecordRef] = []
        for entity in sorted(self._searched) if expression else ():
            fts = quoted(f"{entity}_fts")
            rows = self._query(f"SELECT rowid FROM {fts} WHERE {fts} MATCH ? ORDER BY rowid LIMIT 1000", (expression,))
            found += [(entity, row[0]) for row in rows]
        return found

    def once(self, table: str, column: str, owners: Sequence[int]) -> list[int]:
        """Return the rows of a table that belong, or belonged once, to one of these, those that are gone included."""
        named = json.dumps(list(owners))
        rows = self._query(
            f"SELECT id FROM {quoted(table)} WHERE {quoted(column)} IN (SELECT value FROM json_each(:owners)) UNION "
            "SELECT entity_id FROM change WHERE entity = :table AND ("
            f"iif(before = '', NULL, before) ->> '$.{column}' IN (SELECT value FROM json_each(:owners)) "
            f"OR iif(after = '', NULL, after) ->> '$.{column}' IN (SELECT value FROM json_each(:owners)))",
            {"table": table, "owners": named},
        )
        return [row[0] for row in rows]

    def rows(self, table: str, ids: Sequence[int]) -> list[Row]:
        """Return these rows as they are today."""
        sql = f"SELECT * FROM {quoted(table)} WHERE id IN (SELECT value FROM json_each(?))"
        return self._query(sql, (json.dumps(list(ids)),))

    def tied(self, entity: str, owners: Sequence[int], apart: Iterable[str]) -> dict[str, list[int]]:
        """Return the rows of recorded tables that refer, or referred once, to one of these; the tables `apart` left out."""
        left, found = frozenset(apart), dict[str, set[int]]()
        for link in self._structure.links_to(entity):
            if link.table not in left:
                found.setdefault(link.table, set()).update(self.once(link.table, link.column, owners))
        return {table: sorted(ids) for table, ids in found.items() if ids}

    def blank(self, revision: Revision, table: str, ids: Sequence[int], said: Mapping[str, object]) -> None:
        """Let every copy of these rows say `said` instead, this act's own among them, and be marked as forgotten."""
        pairs = ", ".join(f"'$.{name}', ?" for name in said)
        sides = []
        for side in ("before", "after"):
            blanked = f"json_set(json_replace({side}, {pairs}), '$.{FORGOTTEN}', 1)"
            sides.append(f"{side} = CASE WHEN {side} IS NULL OR {side} = '' THEN {side} ELSE {blanked} END")
        revision.execute(
            f"UPDATE change SET {', '.join(sides)} WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?))",
            (*said.values(), *said.values(), table, json.dumps(list(ids))),
        )

    def reword(self, revision: Revision, record: tuple[str, Sequence[int]], said: Callable[[str, str], str]) -> None:
        """Let these rows and all their copies say ``said(column, text)`` wherever they say a text that it changes."""
        table, ids = record
        content = self._structure[table].content
        for row in self.rows(table, ids):
            new = _reworded({name: row[name] for name in content}, said)
            if new:
                revision.update(table, row["id"], row["version"], new)
        named = json.dumps(list(ids))
        copies = self._query(
            "SELECT id, before, after FROM change WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?))",
            (table, named),
        )
        for copy in copies:
            sides = {side: _copy_reworded(copy[side], content, said) for side in ("before", "after")}
            if any(sides[side] != copy[side] for side in sides):
                revision.execute("UPDATE change SET before = ?, after = ? WHERE id = ?", (*sides.values(), copy["id"]))
        self._own_copies(revision, table, named)

    @staticmethod
    def _own_copies(revision: Revision, table: str, named: str) -> None:
        """Let what this act found, which its own copies would keep, be what it leaves."""
        revision.execute(
            "UPDATE change SET before = after WHERE revision = (SELECT revision FROM act) AND entity = ? "
            "AND before IS NOT NULL AND after IS NOT NULL AND entity_id IN (SELECT value FROM json_each(?))",
            (table, named),
        )


def _reworded(row: Mapping[str, object], said: Callable[[str, str], str]) -> dict[str, object]:
    texts = {name: value for name, value in row.items() if isinstance(value, str) and value}
    return {name: new for name, value in texts.items() if (new := said(name, value)) != value}


def _copy_reworded(copy: str | None, content: Sequence[str], said: Callable[[str, str], str]) -> str | None:
    if not copy:
        return copy
    row = json.loads(copy)
    new = _reworded({name: row.get(name) for name in content}, said)
    return json.dumps({**row, **new}, ensure_ascii=False, separators=(",", ":")) if new else copy


def none_forgotten(ids: Sequence[int]) -> Statement:
    """Return what ends the batch when one of these changes is a copy that was forgotten."""
    return Statement(
        "INSERT INTO expect (holds) SELECT NOT EXISTS (SELECT 1 FROM change WHERE id IN (SELECT value FROM json_each(?)) "
        f"AND before ->> '$.{FORGOTTEN}')",
        (json.dumps(list(ids)),),
    )


def has_forgotten(query: Query, seqs: Sequence[int]) -> bool:
    """Say whether these revisions hold a copy that was forgotten; asked when they were refused, and of few."""
    found = query(
        "SELECT EXISTS (SELECT 1 FROM change WHERE revision IN (SELECT value FROM json_each(?)) AND "
        f"(iif(before = '', NULL, before) ->> '$.{FORGOTTEN}' OR iif(after = '', NULL, after) ->> '$.{FORGOTTEN}'))",
        (json.dumps(list(seqs)),),
    )
    return bool(found[0][0])


# --- the file ---

_ENTITY: Final = re.compile(r"'(\w+)'")


def indexes_of(query: Query, touched: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the searchable entities whose index hears of rows of these tables, by the triggers of the tables themselves."""
    triggers = query(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (SELECT value FROM json_each(?)) "
        "AND sql LIKE '%search_todo%'",
        (json.dumps(list(touched)),),
    )
    named = {name for row in triggers for name in _ENTITY.findall(row[0])}
    return sorted(named & set(known))


def wipe(database: Database, folder: Path, entities: Iterable[str]) -> bool:
    """Leave nothing in the file of what is no longer in it: indexes built again, freed pages gone, the log folded back and cut.

    Made papers go too: they are made again from what is there. False when a reader kept the log from being cut.
    """
    with transaction(database) as connection:
        for entity in entities:
            fts = quoted(f"{entity}_fts")
            connection.execute(f"INSERT INTO {fts} ({fts}) VALUES ('rebuild')")
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'").fetchone():
            connection.execute("DELETE FROM sqlite_stat4")  # samples of values, where SQLite was built to keep them
    shutil.rmtree(folder / CACHE / "papers", ignore_errors=True)
    # In memory the whole library would stand beside itself.
    database.conn.execute("PRAGMA temp_store = FILE")
    try:
        database.conn.execute("VACUUM")
    finally:
        database.conn.execute("PRAGMA temp_store = MEMORY")
    busy = database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy
