"""The command line for tests: its own settings, a way to run it here and a way to run it as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cresi_app import cli

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., tuple[int, str, str]]
Start = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the settings of the person at this computer out of it."""
    folder = tmp_path / "config"
    monkeypatch.setenv("CRESI_CONFIG", str(folder))
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; gives its exit code and what it wrote."""

    def one(*words: object) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return one


@pytest.fixture
def library(tmp_path: Path, run: Run) -> Path:
    """Return an empty library, remembered as the one opened last."""
    folder = tmp_path / "bibliothèque du centre"
    assert run("new", folder)[0] == 0
    return folder


@pytest.fixture
def start() -> Start:
    """Run a command as a process of its own, through a shell line in which ``{cresi}`` stands for the program."""

    def one(line: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        command = line.replace("{cresi}", f"'{sys.executable}' -m cresi_app")
        where = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
        return subprocess.run(["bash", "-c", command], env=where, capture_output=True, check=False)

    return one
