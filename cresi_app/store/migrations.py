"""The steps of the data model: what a library lacks is applied whole, or not at all."""

import csv
import hashlib
import io
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlite_utils import Database, Migrations

from cresi_app.core.clock import stamp
from cresi_app.store import triggers
from cresi_app.store.batch import transaction
from cresi_app.store.opening import APPLICATION_ID
from cresi_app.store.structure import TableShape, read_structure

DB: Final = Path(__file__).resolve().parents[2] / "db"
SET: Final = "cresi"


@dataclass(frozen=True, slots=True)
class Model:
    """Where the data model stands: a folder of numbered steps and a folder of reference lists."""

    migrations: Path = DB / "migrations"
    reference: Path = DB / "reference"

    @property
    def steps(self) -> list[Path]:
        """The steps in order of name."""
        return sorted(self.migrations.glob("[0-9][0-9][0-9][0-9]_*.sql"))

    @property
    def newest(self) -> int:
        """The number of the last step: what `user_version` says once it is applied."""
        return max((int(step.name[:4]) for step in self.steps), default=0)


def statements(text: str) -> Iterator[str]:
    """Split SQL text into statements; those of a trigger's body stay together. Comments alone are none."""
    *parts, rest = text.split(";")
    waiting = ""
    for part in parts:
        waiting += part + ";"
        if sqlite3.complete_statement(waiting):
            yield waiting.strip()
            waiting = ""
    left = waiting + rest
    if any(line.strip() and not line.strip().startswith("--") for line in left.splitlines()):
        message = f"a statement without its end: {left.strip()[:80]}"
        raise ValueError(message)


def _step(path: Path) -> Callable[[Database], None]:
    def run(database: Database) -> None:
        for statement in statements(path.read_text(encoding="utf-8")):
            database.conn.execute(statement)

    return run


def listed(model: Model) -> Migrations:
    """Return the steps as sqlite-utils keeps them."""
    migrations = Migrations(SET)
    for path in model.steps:
        migrations(name=path.stem)(_step(path))
    return migrations


def _digests(model: Model) -> dict[str, str]:
    files = sorted(model.reference.glob("*.csv"))
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _loaded(database: Database) -> dict[str, str]:
    if not database.table("reference_list").exists():
        return {}
    return {row[0]: row[1] for row in database.execute("SELECT name, sha256 FROM reference_list")}


def _stale_lists(database: Database, model: Model) -> list[str]:
    loaded = _loaded(database)
    return [name for name, digest in _digests(model).items() if loaded.get(name) != digest]


def pending(database: Database, model: Model) -> bool:
    """Say whether the library lacks a step; reads only."""
    return bool(listed(model).pending(database))


def outdated(database: Database, model: Model) -> bool:
    """Say whether the library lacks a step, holds an older reference list or other triggers; reads only."""
    if pending(database, model):
        return True
    structure = read_structure(database)
    lacking = [name for name in _stale_lists(database, model) if name in structure.tables]
    return bool(lacking) or triggers.present(database) != triggers.wanted(structure)


def migrate(database: Database, model: Model) -> None:
    """Bring the library to the model's last step, lists and triggers in one transaction.

    Foreign keys are checked once, at the end: a step may rebuild a table. A failing step leaves the file as it was.
    """
    database.conn.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(database):
            _apply(database, model)
    finally:
        database.conn.execute("PRAGMA foreign_keys = ON")


def _apply(database: Database, model: Model) -> None:
    steps = listed(model)
    if steps.pending(database):
        triggers.drop(database)
        # Inside our transaction each step is only a savepoint of it.
        steps.apply(database)
    structure = read_structure(database)
    for name in _stale_lists(database, model):
        if name in structure.tables:
            _load(database, model, structure[name])
    triggers.regenerate(database, structure)
    broken = database.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        message = f"rows that refer to nothing: {[tuple(row) for row in broken[:5]]}"
        raise ValueError(message)
    database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.conn.execute(f"PRAGMA user_version = {model.newest}")


def _load(database: Database, model: Model, shape: TableShape) -> None:
    """Put a reference list in, or bring it up to date; codes that left the list stay, since records may carry them."""
    if shape.recorded:
        message = f"{shape.name} carries history: it cannot be a reference list"
        raise ValueError(message)
    path = model.reference / f"{shape.name}.csv"
    content = path.read_bytes()
    nullable = {c.name for c in database.table(shape.name).columns if not c.notnull and not c.is_pk}
    rows = _rows(content.decode("utf-8-sig"), nullable)
    database.table(shape.name).upsert_all(rows)
    database.execute(
        "INSERT INTO reference_list (name, sha256, loaded_at) VALUES (?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, loaded_at = excluded.loaded_at",
        (shape.name, hashlib.sha256(content).hexdigest(), stamp()),
    )


def _rows(text: str, nullable: set[str]) -> Iterator[dict[str, str | None]]:
    """Read the rows of a list; an empty cell is NULL where the column allows it."""
    for row in csv.DictReader(io.StringIO(text, newline=""), strict=True):
        yield {name: None if value == "" and name in nullable else value for name, value in row.items()}
