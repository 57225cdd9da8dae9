"""The directions of import hold: each contract of pyproject.toml is checked, and a stray room would fail."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.application.use_cases import SUCCESS, lint_imports
from importlinter.configuration import configure

ROOT = Path(__file__).resolve().parents[2]


def test_every_contract_is_kept(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    configure()
    kept = lint_imports(cache_dir=None) == SUCCESS
    assert kept, capsys.readouterr().out


def test_there_are_contracts_to_keep() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert {"Desks import downwards only", "Qt only where there is a window", "SQLite only in the store"} <= names


def test_the_command_line_starts_without_qt_or_paper() -> None:
    code = "import sys, cresi_app.cli; print([m for m in ('PySide6', 'reportlab', 'pikepdf') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
