"""Search: typed text becomes an expression that cannot fail, and the folded index follows every change."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlite_utils import Database

from cresi_app.core.text import fold, words
from cresi_app.store.batch import transaction
from cresi_app.store.connection import asking, relaxed
from cresi_app.store.values import Params, holes, quoted

Query = Callable[[str, Params], list[sqlite3.Row]]
Gather = Callable[[Query, Sequence[int]], Iterable[tuple[int, Mapping[str, str]]]]

CHUNK: Final = 500
"""Records folded in one derived batch: short enough for another save to slip in between."""

GATHERED: Final = 8 * 1024 * 1024
"""Bytes of words that FTS5 gathers before it writes a segment: eight times its own measure spares a sixth of a big import's indexing."""

RANKED_UP_TO: Final = 20_000
"""Beyond so many hits ranking costs more than a person waits: the most recent come first instead."""


@dataclass(frozen=True, slots=True)
class SearchSource:
    """How one entity becomes searchable text.

    `columns` are those of ``<entity>_text``, `weights` their weight in the ranking, `gather` gives the plain text of
    those of the ids that still exist.
    """

    entity: str
    columns: tuple[str, ...]
    weights: tuple[float, ...]
    gather: Gather

    @property
    def rank(self) -> str:
        """The ranking that ``ORDER BY rank`` uses for ``<entity>_fts``."""
        return f"bm25({', '.join(str(float(weight)) for weight in self.weights)})"

    def __post_init__(self) -> None:
        assert len(self.columns) == len(self.weights), f"{self.entity}: a weight for each column"


def match(text: str) -> str | None:
    """Return the FTS5 expression that finds `text`: every word folded and quoted, the last one as a beginning.

    None when no word is left. Nothing typed can make FTS5 raise.
    """
    found = words(text)
    if not found:
        return None
    return " ".join(f'"{word}"' for word in found) + "*"


def indexed(text: str) -> str:
    """Return `text` as the index keeps it: the very words that `match` looks for."""
    folded = fold(text)
    if folded.isascii() and "+" not in folded and "#" not in folded:
        return folded  # FTS5 finds the very same words in it: to part them here as well was a fifth of indexing
    return " ".join(words(text))


def prepare(database: Database, sources: Iterable[SearchSource]) -> None:
    """Give each index the ranking its source asks for, and room to gather words in, where it has others."""
    for source in sources:
        fts = quoted(f"{source.entity}_fts")
        config = quoted(f"{source.entity}_fts_config")
        for key, wanted in (("rank", source.rank), ("hashsize", GATHERED)):
            row = database.conn.execute(f"SELECT v FROM {config} WHERE k = ?", (key,)).fetchone()
            if row is None or row[0] != wanted:
                database.conn.execute(f"INSERT INTO {fts} ({fts}, rank) VALUES (?, ?)", (key, wanted))


def forget(database: Database, sources: Iterable[SearchSource]) -> None:
    """Note every record for indexing again and rebuild each index from the texts it has."""
    with transaction(database) as connection:
        for source in sources:
            table, text, fts = quoted(source.entity), quoted(f"{source.entity}_text"), quoted(f"{source.entity}_fts")
            connection.execute(
                "INSERT INTO search_todo (entity, entity_id) "
                f"SELECT ?, id FROM {table} UNION SELECT ?, id FROM {text} WHERE true ON CONFLICT DO NOTHING",
                (source.entity, source.entity),
            )
            connection.execute(f"INSERT INTO {fts} ({fts}) VALUES ('rebuild')")


def todo_mark(database: Database) -> int:
    """Return the place in the list of what must be indexed after which new entries will stand."""
    return int(database.conn.execute("SELECT coalesce(max(rowid), 0) FROM search_todo").fetchone()[0])


def index_chunk(database: Database, sources: Mapping[str, SearchSource], mark: int = 0, chunk: int = CHUNK) -> bool:
    """Index up to `chunk` of the records noted after `mark`, the latest first; True when more are left."""
    rows = database.conn.execute(
        "SELECT entity, entity_id FROM search_todo WHERE rowid > ? ORDER BY rowid DESC LIMIT ?", (mark, chunk)
    ).fetchall()
    if not rows:
        return False
    ids: dict[str, list[int]] = {}
    for entity, entity_id in rows:
        ids.setdefault(entity, []).append(entity_id)
    # The revision itself is on the disk; losing this with the power only means doing it again at opening.
    with relaxed(database), transaction(database) as connection:
        for entity, some in ids.items():
            if entity in sources:
                _write(database, sources[entity], some)
            connection.execute(
                "DELETE FROM search_todo WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?))",
                (entity, json.dumps(some)),
            )
    return len(rows) == chunk


def _write(database: Database, source: SearchSource, ids: Sequence[int]) -> None:
    gathered = dict(source.gather(asking(database), ids))
    gone = [one for one in ids if one not in gathered]
    # One statement for all rows: at the start of each, FTS5 writes out what it holds, which costs more than the rows.
    table = quoted(f"{source.entity}_text")
    if gone:
        database.conn.execute(f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(gone),))
    if not gathered:
        return
    names = ", ".join(quoted(name) for name in source.columns)
    setting = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in source.columns)
    rows = ", ".join([f"(?, {holes(len(source.columns))})"] * len(gathered))
    database.conn.execute(
        f"INSERT INTO {table} (id, {names}) VALUES {rows} ON CONFLICT (id) DO UPDATE SET {setting}",
        [
            value
            for one, texts in sorted(gathered.items())  # FTS5 also writes out whenever an id is not above the last
            for value in (one, *(indexed(texts.get(name, "")) for name in source.columns))
        ],
    )
