"""The tail is what hurts: long files, long functions, crowded classes and rooms without a sentence of purpose fail here."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([ROOT / "main.py", *(ROOT / "cresi_app").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def lines_of(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_stays_readable(file: Path) -> None:
    tree = tree_of(file)
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400
    assert file.stem not in FORBIDDEN_NAMES
    assert ast.get_docstring(tree), "a module opens with one sentence of purpose"
    assert [f"{node.name}: {lines_of(node)} lines" for node in functions(tree) if lines_of(node) > 50] == []
    crowded = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and sum(isinstance(n, Function) for n in node.body) > 25
    ]
    assert crowded == []


def test_most_functions_are_short() -> None:
    sizes = [lines_of(node) for file in SOURCES for node in functions(tree_of(file))]
    assert statistics.median(sizes) <= 8


def test_every_escape_gives_its_reason() -> None:
    escapes = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in [*SOURCES, *(ROOT / "tests").rglob("*.py")]
        if file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        for mark in ("# noqa", "# type: ignore", "pragma: no cover")
        if mark in line and not any(dash in line.split(mark, 1)[1] for dash in (" - ", "  # "))
    ]
    assert escapes == []
