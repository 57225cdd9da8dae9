"""Search: typed text becomes an expression that cannot fail, and the folded index follows every change."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from sqlite_utils import Database

from cresi_app.core.text import compounds, fold, parts, words
from cresi_app.store.batch import transaction
from cresi_app.store.connection import asking, relaxed, unfolded
from cresi_app.store.values import Params, holes, quoted

Query = Callable[[str, Params], list[sqlite3.Row]]
Gather = Callable[[Query, Sequence[int]], Iterable[tuple[int, Mapping[str, str]]]]

CHUNK: Final = 500
"""Records folded in one derived batch: short enough for another save to slip in between."""

PARAMETERS: Final = 32_766
"""Parameters that one statement may have wherever SQLite was built as it comes."""

LAST: Final = 2**63 - 1
"""Beyond every place in the list of what must be indexed."""

GATHERED: Final = 8 * 1024 * 1024
"""Bytes of words that FTS5 gathers before it writes a segment: eight times its own measure spares a sixth of a big import's indexing."""

_WORD: Final = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?")
_PIECE: Final = re.compile(r"[^\W\d_]{2,}(?:[-\u2010][^\W_]{2,}){1,3}(?![\w-])|[^\W_]+(?:[+#]+(?!\w))?")
_SECOND: Final = "abcdefghijklmnopqrstuvwxyz0123456789+#æœøłđðþßıŋəɛɔɲɓɗƙ"
"""What stands second in words of Latin letters, folded."""
_ENDING: Final = re.compile(r"(?<=[^\W\d_]{3})(?:aux|ux|ales?|al|ies|es|s|x|e|y)$")
"""What French and English add to a word that may be searched in the singular or the plural."""

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

    So is a word with a star behind it (« eau* »); words joined by a hyphen are also found in one. None when no word is left.
    Nothing typed can make FTS5 raise.
    """
    found = expressions(text)
    if not found:
        return None
    return (" AND " if any(one.startswith("(") for one in found) else " ").join(found)


def expressions(text: str) -> list[str]:
    """Return what finds each word of `text`, in its order; what nothing parts (Chinese, Thai…) is a phrase."""
    folded = fold(text)
    joined = compounds(folded)
    pieces = list((_PIECE if joined else _WORD).finditer(folded))
    made = []
    for found in pieces:
        star = "*" if found is pieces[-1] or folded[found.end() : found.end() + 1] == "*" else ""
        if found[0] in joined:
            inside = words(found[0])
            apart = " AND ".join(f'"{word}"' for word in inside)
            made.append(f'({apart}{star} OR "{"".join(inside)}"{star})')
        elif star and len(found[0]) == 1 and "a" <= found[0] <= "z":
            made.append(_beginning_with(found[0]))
        else:
            made.append(f'"{" ".join(parts(found[0]))}"{star}')
    return made


def _beginning_with(letter: str) -> str:
    """Return what finds the words that begin with one letter: by its beginnings of two, which the index keeps ready.

    Of one letter FTS5 puts the words of the whole index together before it gives the first answer: 0.3 s at a million
    documents, and 2 ms so.
    """
    return " OR ".join([f'("{letter}"', *(f'"{letter}{second}"*' for second in _SECOND)]) + ")"


def wider(text: str) -> str:
    """Return a search for what is like `text`: each word as a beginning, without the ending of a plural or a feminine.

    "" where words are no more than their letters.
    """
    found = words(text)
    return " ".join(f"{_ENDING.sub('', word)}*" for word in found) if all(len(word) > 1 for word in found) else ""


def indexed(text: str) -> str:
    """Return `text` as the index keeps it: the very words that `match` looks for."""
    folded = fold(text)
    # FTS5 finds the very same words in a plain text: to part them here as well was a fifth of indexing.
    is_plain = folded.isascii() and "+" not in folded and "#" not in folded
    kept = folded if is_plain else " ".join(words(text))
    if "-" in folded or "\u2010" in folded:
        return " ".join([kept, *("".join(words(one)) for one in compounds(folded))])
    return kept


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


@dataclass(frozen=True, slots=True)
class Noted:
    """Records that must be indexed again, by entity, and the lowest place in the list that they stood at."""

    lowest: int
    ids: Mapping[str, Sequence[int]]
    count: int


@dataclass(frozen=True, slots=True)
class Folded:
    """What the index must become for some noted records: one row of words for each that exists, the ids of those that do not."""

    source: SearchSource
    rows: Sequence[tuple[object, ...]]
    gone: Sequence[int]

    @property
    def size(self) -> int:
        """Characters of words."""
        return sum(len(value) for row in self.rows for value in row if isinstance(value, str))


def noted(query: Query, mark: int, below: int, limit: int) -> Noted | None:
    """Return up to `limit` of the records noted after the place `mark` and before `below`, the latest first; None: no more."""
    rows = query(
        "SELECT rowid, entity, entity_id FROM search_todo WHERE rowid > ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
        (mark, below, limit),
    )
    if not rows:
        return None
    ids: dict[str, list[int]] = {}
    for _, entity, entity_id in rows:
        ids.setdefault(entity, []).append(entity_id)
    return Noted(rows[-1][0], ids, len(rows))


def folded(query: Query, sources: Mapping[str, SearchSource], some: Noted) -> list[Folded]:
    """Gather the texts of noted records and fold them."""
    made: list[Folded] = []
    for entity, ids in some.ids.items():
        if entity in sources:
            source = sources[entity]
            gathered = dict(source.gather(query, ids))
            rows = [
                (one, *(indexed(texts.get(name, "")) for name in source.columns))
                for one, texts in sorted(gathered.items())  # FTS5 writes out whenever an id is not above the last
            ]
            made.append(Folded(source, rows, [one for one in ids if one not in gathered]))
    return made


def index_chunk(database: Database, sources: Mapping[str, SearchSource], mark: int = 0, chunk: int = CHUNK) -> bool:
    """Index up to `chunk` of the records noted after `mark`, the latest first; True when more are left."""
    ask = asking(database)
    some = noted(ask, mark, LAST, chunk)
    if some is None:
        return False
    more = some.count == chunk
    with unfolded(database) if more else nullcontext():
        write(database, [some], lambda: folded(ask, sources, some))
    return more


def write(database: Database, done: Iterable[Noted], texts: Callable[[], Iterable[Folded]]) -> None:
    """Write the words of noted records into the index and strike these from the list, in one transaction.

    `texts` is called inside it: a record that another desk removes is then either read as gone, or noted once more.
    """
    # The revision itself is on the disk; losing this with the power only means doing it again at opening.
    with relaxed(database), transaction(database) as connection:
        by_entity: dict[str, list[Folded]] = {}
        for one in texts():
            by_entity.setdefault(one.source.entity, []).append(one)
        for same in by_entity.values():
            _write(connection, same)
        for some in done:
            for entity, ids in some.ids.items():
                connection.execute(
                    "DELETE FROM search_todo WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?))",
                    (entity, json.dumps(ids)),
                )


def _write(connection: sqlite3.Connection, same: Sequence[Folded]) -> None:
    """Write the words of records of one entity."""
    source = same[0].source
    table = quoted(f"{source.entity}_text")
    gone = [one for part in same for one in part.gone]
    if gone:
        connection.execute(f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(gone),))
    # One statement for as many rows as it may have parameters: at the start of each, FTS5 writes out what it holds,
    # which costs more than the rows.
    rows = sorted((row for part in same for row in part.rows), key=itemgetter(0))
    names = ", ".join(quoted(name) for name in source.columns)
    setting = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in source.columns)
    place = f"(?, {holes(len(source.columns))})"
    most = PARAMETERS // (1 + len(source.columns))
    for at in range(0, len(rows), most):
        some = rows[at : at + most]
        connection.execute(
            f"INSERT INTO {table} (id, {names}) VALUES {', '.join([place] * len(some))} ON CONFLICT (id) DO UPDATE SET {setting}",
            [value for row in some for value in row],
        )
