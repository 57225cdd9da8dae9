"""A library of a million documents in minutes: one import of thousands, then its rows copied under other ids by SQL alone."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from benchmarks.libraries import filled
from cresi_app.services import Services
from cresi_app.store.values import quoted

SEED: Final = 50_000
_UNIQUE: Final = {("document", "number"), ("copy", "barcode"), ("copy", "accession_number")}
_LISTS: Final = frozenset({"contributor", "publisher", "series", "subject", "location"})


def multiplied(folder: Path, count: int, seed: int = SEED) -> Services:
    """Make a library of `count` generated documents (a multiple of `seed`) and leave it open.

    The copies share the authorities and carry numbers of their own. They have no history: what searches, lists and saves
    cost does not depend on it.
    """
    with filled(folder, min(seed, count)) as services:
        shapes = services.library.structure.recorded
        tables = {shape.name: shape.columns for shape in shapes if shape.name not in _LISTS}
        tables["document_text"] = services.library.structure["document_text"].columns
        links = {(link.table, link.column) for shape in shapes for link in shape.links if link.other in tables}
    with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")
        with _without_triggers(connection):
            for turn in range(1, max(count // seed, 1)):
                _copy(connection, tables, links, (turn, seed))
        connection.execute("INSERT INTO document_fts (document_fts) VALUES ('rebuild')")
        connection.execute("PRAGMA analysis_limit = 1000")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    shutil.rmtree(folder / "backups", ignore_errors=True)
    return Services.open(folder)


@contextmanager
def _without_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    kept = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {quoted(name)}")
    yield
    for _, sql in kept:
        connection.execute(sql)


def _copy(
    connection: sqlite3.Connection,
    tables: dict[str, tuple[str, ...]],
    links: set[tuple[str, str]],
    place: tuple[int, int],
) -> None:
    """Copy every row of the first import of `seed` documents once more, for the `turn`th time, below all ids there are."""
    turn, seed = place
    latest = "SELECT id FROM document ORDER BY id DESC LIMIT ?"
    low, high = connection.execute(f"SELECT min(id), max(id) FROM ({latest})", (seed,)).fetchone()
    span = 2 * (high - low + 1)
    connection.execute("BEGIN")
    for table, columns in tables.items():
        values = [
            f"{quoted(name)} - {span * turn}" if name == "id" or (table, name) in links
            else f"iif({quoted(name)} = '', '', {quoted(name)} || '-{turn}')" if (table, name) in _UNIQUE
            else quoted(name)
            for name in columns
        ]  # fmt: skip
        names = ", ".join(map(quoted, columns))
        connection.execute(
            f"INSERT INTO {quoted(table)} ({names}) SELECT {', '.join(values)} FROM {quoted(table)} WHERE id >= ? ORDER BY id",
            (low,),
        )
    connection.execute("COMMIT")
