"""The data model of the program itself keeps to what both engines can do, and to the store's conventions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from cresi_app.store.library import Library
from cresi_app.store.migrations import Model, statements
from cresi_app.store.schema import SCHEMA, schema_text
from cresi_app.store.structure import BOOKKEEPING, Structure

ROOT = Path(__file__).resolve().parents[2]

FORBIDDEN = re.compile(
    r"\brandom\s*\(|\brandomblob\s*\(|\bCURRENT_(?:TIMESTAMP|DATE|TIME)\b|\b(?:strftime|date|time|datetime|julianday|unixepoch)\s*\([^)]*'now'"
    r"|\bRETURNING\b|\bINSERT\s+OR\s+REPLACE\b|\bREPLACE\s+INTO\b|\bDEFERRABLE\b|\bdefer_foreign_keys\b|\bON\s+CONFLICT\s+REPLACE\b"
    r"|\bhex\s*\(\s*randomblob",
    re.IGNORECASE,
)
SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|WITH)\b")
TRANSACTION = re.compile(r"^\s*(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA|VACUUM|ATTACH)\b", re.IGNORECASE)


def code(sql: str) -> str:
    return re.sub(r"--[^\n]*", "", sql)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("fresh") / "library") as library:
        yield library


@pytest.fixture(scope="module")
def structure(fresh: Library) -> Structure:
    return fresh.structure


def tables(fresh: Library) -> list[tuple[str, str]]:
    rows = fresh.query(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
        "AND name IN (SELECT name FROM pragma_table_list WHERE type = 'table') AND name <> '_sqlite_migrations'"
    )
    return [(row["name"], row["sql"]) for row in rows]


@pytest.mark.parametrize("step", Model().steps, ids=lambda step: step.name)
def test_a_step_says_nothing_that_replicas_would_hear_differently(step: Path) -> None:
    text = step.read_text(encoding="utf-8")
    for statement in statements(text):
        assert not FORBIDDEN.search(code(statement)), statement
        assert not TRANSACTION.match(code(statement)), statement


def texts(path: Path) -> Iterator[str]:
    """The strings of a module that look like SQL, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize(
    "path", sorted((ROOT / "cresi_app").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_statement_in_the_code_does_either(path: Path) -> None:
    for text in texts(path):
        assert not (SQL.search(text) and FORBIDDEN.search(text)), text
    assert "create_function(" not in path.read_text(encoding="utf-8")


def test_every_table_is_strict_and_without_real_or_blob(fresh: Library) -> None:
    for name, sql in tables(fresh):
        assert re.search(r"\)\s*STRICT(?:\s*,\s*WITHOUT ROWID)?\s*$", sql), name
        kinds = {row["type"] for row in fresh.query(f"SELECT type FROM pragma_table_xinfo('{name}')")}
        assert kinds <= {"INTEGER", "TEXT"}, name


def test_recorded_tables_have_their_id_and_version(fresh: Library, structure: Structure) -> None:
    for shape in structure.recorded:
        columns = {row["name"]: row for row in fresh.query(f"SELECT * FROM pragma_table_info('{shape.name}')")}
        assert (columns["id"]["type"], columns["id"]["pk"]) == ("INTEGER", 1), shape.name
        version = columns["version"]
        assert (version["type"], version["notnull"], version["dflt_value"]) == ("INTEGER", 1, "1"), shape.name
        for name in BOOKKEEPING & columns.keys():
            assert columns[name]["notnull"], f"{shape.name}.{name}"


def test_foreign_keys_neither_empty_nor_rename_recorded_rows(fresh: Library, structure: Structure) -> None:
    for shape in structure.tables.values():
        for row in fresh.query(f"SELECT * FROM pragma_foreign_key_list('{shape.name}')"):
            assert row["on_update"] == "NO ACTION", shape.name
            allowed = (
                {"NO ACTION", "RESTRICT", "CASCADE"}
                if shape.recorded
                else {"NO ACTION", "RESTRICT", "CASCADE", "SET NULL"}
            )
            assert row["on_delete"] in allowed, (
                f"{shape.name}.{row['from']}: it would change the row without its version"
            )


def test_a_table_that_refers_to_itself_can_be_taken_back_at_once(structure: Structure) -> None:
    for shape in structure.recorded:
        for link in shape.links:
            assert link.other != shape.name or link.on_delete != "RESTRICT", f"{shape.name}.{link.column}"


def test_every_foreign_key_has_an_index(fresh: Library) -> None:
    def lacking(database: Database) -> list[str]:
        found = []
        for name, _ in tables(fresh):
            table = database.table(name)
            starts = [tuple(index.columns) for index in table.indexes] + [tuple(table.pks)]
            found += [
                f"{name}.{'+'.join(key.columns)}"
                for key in table.foreign_keys
                if not any(start[: len(key.columns)] == key.columns for start in starts)
            ]
        return found

    assert fresh._engine.look(lacking) == []


def test_triggers_refuse_with_stable_words(fresh: Library) -> None:
    for row in fresh.query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"):
        for kind, word in re.findall(r"RAISE\s*\(\s*(\w+)\s*(?:,\s*'([^']*)')?", row["sql"], re.IGNORECASE):
            assert kind.upper() == "ABORT", row["name"]
            assert re.fullmatch(r"[a-z_]+|no revision", word), row["name"]


def test_every_search_text_has_its_index_and_its_notes(fresh: Library, structure: Structure) -> None:
    sql = "\n".join(row["sql"] for row in fresh.query("SELECT sql FROM sqlite_master WHERE type = 'trigger'"))
    indexes = {row["name"] for row in fresh.query("SELECT name FROM pragma_table_list WHERE type = 'virtual'")}
    for name in structure.tables:
        entity = name.removesuffix("_text")
        if entity != name and entity in structure.tables:
            assert f"{entity}_fts" in indexes
            assert f"'{entity}'" in sql, f"nothing notes {entity} for indexing"


def test_bookkeeping_alone_is_never_the_whole_row(structure: Structure) -> None:
    assert all(shape.content for shape in structure.recorded)


def test_the_schema_on_paper_is_the_schema(fresh: Library) -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(fresh.model), "run python -m cresi_app.store.schema"
