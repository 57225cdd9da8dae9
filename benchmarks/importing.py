"""Importing notices against `executemany` of the very same rows, with the same triggers and the same search."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.libraries import take_in
from benchmarks.measure import Outcome, seconds
from benchmarks.notices import file_of
from cresi_app.services import Services
from cresi_app.store.connection import connect_writer
from cresi_app.store.values import holes, quoted

Rows = list[tuple[str, list[str], Sequence[Sequence[object]]]]

SMALL: Final = 1_000


def rows_of(folder: Path) -> Rows:
    """Return every row an import wrote: its recorded tables, parents first, then the folded search texts."""
    with Services.open(folder) as services:
        tables = [shape.name for shape in services.library.structure.recorded]
        columns = {shape.name: list(shape.columns) for shape in services.library.structure.recorded}
        text = services.library.structure["document_text"]
    columns[text.name] = list(text.columns)
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        found = [
            (
                name,
                columns[name],
                connection.execute(f"SELECT {', '.join(map(quoted, columns[name]))} FROM {quoted(name)}").fetchall(),
            )
            for name in [*tables, text.name]
        ]
    return [(name, names, rows) for name, names, rows in found if rows]


def insert_bare(folder: Path, rows: Rows) -> float:
    """Insert these rows into a fresh library in one transaction, all its triggers at work; return the seconds."""
    Services.create(folder).close()
    database = connect_writer(folder / "library.db")
    connection = database.conn

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO revision (batch, at, who, desk, operation) VALUES (1, '2026-01-01T00:00:00.000Z', 'x', 'x', 'x')"
        )
        connection.execute("INSERT INTO act (only, revision) SELECT 1, max(seq) FROM revision")
        for name, columns, values in rows:
            sql = f"INSERT INTO {quoted(name)} ({', '.join(map(quoted, columns))}) VALUES ({holes(len(columns))})"
            connection.executemany(sql, values)
        connection.execute("DELETE FROM act")
        connection.execute("DELETE FROM search_todo")
        connection.execute("COMMIT")

    try:
        return seconds(insert)
    finally:
        database.close()


def against_bare(workshop: Path, count: int = 10_000) -> Outcome:
    """Compare an import, from bytes to searchable notices, with the insertion of what it made."""
    data = file_of(count)
    taken = []
    for turn in range(3):
        with Services.create(workshop / f"import-{turn}") as services:
            taken.append(seconds(partial(take_in, services, data)))
    rows = rows_of(workshop / "import-0")
    alone = [insert_bare(workshop / f"bare-{turn}", rows) for turn in range(3)]
    ours, bare = min(taken), min(alone)
    total = sum(len(values) for _, _, values in rows)
    detail = f"{ours:.1f} s ({count / ours:,.0f} notices/s) against {bare:.1f} s for {total:,} rows"
    return Outcome(f"import of {count:,} notices / executemany of its rows", ours / bare, 1.5, "≤", detail=detail)


def steadiness(workshop: Path, many: int = 50_000) -> Outcome:
    """Compare the rate of a big import with that of a small one."""
    rates = []
    for count in (SMALL, many):
        data = file_of(count)
        taken = []
        for turn in range(3 if count < 10_000 else 1):
            with Services.create(workshop / f"rate-{count}-{turn}") as services:
                taken.append(seconds(partial(take_in, services, data)))
        rates.append(count / min(taken))
    small, big = rates
    detail = f"{big:,.0f} notices/s against {small:,.0f}"
    return Outcome("import rate at 50,000 / rate at 1,000", big / small, 0.8, "≥", detail=detail)
