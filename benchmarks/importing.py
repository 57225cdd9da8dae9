"""Importing notices against `executemany` of the very same rows, with the same triggers and the same search."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.libraries import take_in
from benchmarks.measure import Outcome, Spent, spent
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


def insert_bare(folder: Path, rows: Rows) -> Spent:
    """Insert these rows into a fresh library in one transaction, all its triggers at work; return what it took."""
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
        return spent(insert)
    finally:
        database.close()


def against_bare(workshop: Path, count: int = 10_000) -> Outcome:
    """Compare an import, from bytes to searchable notices, with the insertion of what it made."""
    data = file_of(count)
    taken, alone = [], []
    rows: Rows = []
    for turn in range(3):
        folder = workshop / f"import-{turn}"
        with Services.create(folder) as services:
            taken.append(spent(partial(take_in, services, data)))
        rows = rows or rows_of(folder)
        alone.append(insert_bare(workshop / f"bare-{turn}", rows))
    ours, bare = min(taken), min(alone)
    total = sum(len(values) for _, _, values in rows)
    detail = (
        f"{ours.processor:.1f} s of processor against {bare.processor:.1f} s for {total:,} rows; "
        f"{count / ours.clock:,.0f} notices/s by the clock"
    )
    name = f"import of {count:,} notices / executemany of its rows"
    return Outcome(name, ours.processor / bare.processor, 1.5, "≤", detail=detail)


def steadiness(workshop: Path, many: int = 50_000) -> Outcome:
    """Compare the rate of a big import with that of a small one."""
    rates, clocks = [], []
    for count in (SMALL, many):
        data = file_of(count)
        taken = []
        for turn in range(3 if count == SMALL else 1):
            with Services.create(workshop / f"rate-{count}-{turn}") as services:
                taken.append(spent(partial(take_in, services, data)))
        rates.append(count / min(taken).processor)
        clocks.append(count / min(taken).clock)
    small, big = rates
    detail = f"{big:,.0f} notices a second of processor against {small:,.0f}; {clocks[1]:,.0f} and {clocks[0]:,.0f} by the clock"
    return Outcome(f"import rate at {many:,} / rate at {SMALL:,}", big / small, 0.8, "≥", detail=detail)
