"""The history triggers, generated from the shape of every recorded table."""

from typing import Final

from sqlite_utils import Database

from cresi_app.store.structure import Structure, TableShape
from cresi_app.store.values import quoted

PREFIX: Final = "history_"

_REVISION: Final = "coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision'))"


def _row(shape: TableShape, side: str) -> str:
    pairs = ", ".join(f"'{name}', {side}.{quoted(name)}" for name in shape.columns)
    return f"json_object({pairs})"


def _log(shape: TableShape, before: str, after: str) -> str:
    entity_id = "OLD.id" if after == "NULL" else "NEW.id"
    return (
        "    INSERT INTO change (revision, entity, entity_id, before, after)\n"
        f"    VALUES ({_REVISION}, '{shape.name}', {entity_id}, {before}, {after});\n"
    )


def generated(shape: TableShape, *, lightly: bool) -> dict[str, str]:
    """Return the triggers of one recorded table, name → SQL. `lightly`: a batch may insert without copies (`act.light`).

    Insert and delete always write history; update does when a column that says something differs. An update that sets
    anything but bookkeeping must raise `version` by one; one that sets only `stamp` is free.
    """
    table, name = quoted(shape.name), shape.name
    differs = " OR ".join(f"OLD.{quoted(c)} IS NOT NEW.{quoted(c)}" for c in shape.content) or "0"
    guarded = ", ".join(quoted(c) for c in ("id", *shape.content, "version"))
    old, new = _row(shape, "OLD"), _row(shape, "NEW")
    came = f"CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE {new} END" if lightly else new
    bodies = {
        f"{name}_insert": f"AFTER INSERT ON {table}\nBEGIN\n{_log(shape, 'NULL', came)}END",
        f"{name}_guard": (
            f"BEFORE UPDATE OF {guarded} ON {table} WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id\n"
            "BEGIN\n    SELECT RAISE(ABORT, 'stale');\nEND"
        ),
        f"{name}_update": f"AFTER UPDATE ON {table} WHEN {differs}\nBEGIN\n{_log(shape, old, new)}END",
        f"{name}_delete": f"AFTER DELETE ON {table}\nBEGIN\n{_log(shape, old, 'NULL')}END",
    }
    return {PREFIX + key: f"CREATE TRIGGER {quoted(PREFIX + key)} {body}" for key, body in bodies.items()}


def wanted(structure: Structure) -> dict[str, str]:
    """Return every history trigger the library should have, name → SQL."""
    return {name: sql for shape in structure.recorded for name, sql in of_table(structure, shape).items()}


def of_table(structure: Structure, shape: TableShape) -> dict[str, str]:
    """Return the history triggers that one recorded table of a library should have, name → SQL."""
    return generated(shape, lightly="light" in structure["act"].columns)


def present(database: Database) -> dict[str, str]:
    """Return the history triggers the library has, name → SQL."""
    rows = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, ?) = ?", (len(PREFIX), PREFIX)
    )
    return {row[0]: row[1] for row in rows}


def drop(database: Database) -> None:
    """Remove every history trigger, so that a migration may rewrite rows."""
    for name in present(database):
        database.execute(f"DROP TRIGGER {quoted(name)}")


def regenerate(database: Database, structure: Structure) -> None:
    """Make the history triggers what the tables ask for; those already right are left alone."""
    have, want = present(database), wanted(structure)
    for name in have.keys() - want.keys():
        database.execute(f"DROP TRIGGER {quoted(name)}")
    for name, sql in want.items():
        if have.get(name) == sql:
            continue
        if name in have:
            database.execute(f"DROP TRIGGER {quoted(name)}")
        database.execute(sql)
