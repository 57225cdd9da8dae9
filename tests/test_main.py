"""The starter, with a lock that asks for nothing, so that making an environment takes seconds and no network."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = '''"""A stand-in that says where it runs."""
import sys
def main(arguments):
    print("ran", *arguments, sys.prefix)
    return 7
'''


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the real main.py and a program that only answers."""
    here = tmp_path / "check out é"
    (here / "cresi_app").mkdir(parents=True)
    shutil.copy(ROOT / "main.py", here)
    (here / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    (here / "requirements-test.lock").write_text("# nothing\n", encoding="utf-8")
    (here / "cresi_app" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    return here


@pytest.fixture
def starter() -> ModuleType:
    spec = importlib.util.spec_from_file_location("starter", ROOT / "main.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CRESI")}
    return {**kept, "LANG": "fr_FR.UTF-8", **more}


def start(checkout: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "main.py", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=checkout, env=environment(**more), stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
    )


def test_the_environment_makes_itself_once_and_again_when_the_lock_changes(checkout: Path) -> None:
    first, second = start(checkout, "info"), start(checkout, "info")
    outs = [process.communicate() for process in (first, second)]
    assert [process.returncode for process in (first, second)] == [7, 7], outs
    assert all(out.startswith("ran info") and out.rstrip().endswith(".venv") for out, _ in outs)
    told = "".join(err for _, err in outs)
    assert told.count("Première préparation") == 1, "the second start waits for the first"
    stamp = checkout / ".venv" / "requirements.lock.stamp"
    made = stamp.stat().st_mtime_ns

    again = start(checkout, "info")
    assert again.communicate()[1] == ""
    assert stamp.stat().st_mtime_ns == made

    (checkout / "requirements.lock").write_text("# changed\n", encoding="utf-8")
    (checkout / ".venv-12345.part").mkdir()  # what a killed start leaves
    assert "Première préparation" in start(checkout, "info").communicate()[1]
    assert stamp.stat().st_mtime_ns != made


def test_a_step_that_fails_says_so_and_leaves_nothing(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text("no-such-package-at-all==1 --hash=sha256:00\n", encoding="utf-8")
    process = start(checkout, "info", PIP_NO_INDEX="1")
    out, err = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert "La préparation n'a pas abouti" in err
    assert "Traceback" not in err
    assert not (checkout / ".venv").exists()
    assert not list(checkout.glob(".venv-*"))


def test_an_old_python_is_refused_and_a_new_one_warned(
    starter: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setattr(starter.sys, "version_info", (3, 10, 0))
    with pytest.raises(starter.SetupError, match=r"3\.11"):
        starter.check_python()
    monkeypatch.setattr(starter.sys, "version_info", (3, 99, 0))
    starter.check_python()
    assert "3.99" in capsys.readouterr().err


def test_what_the_system_lacks_is_one_line_to_type(starter: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setattr(starter.sys, "platform", "linux")
    monkeypatch.setattr(starter, "is_loadable", lambda name: name != "libxcb-cursor.so.0")
    monkeypatch.setattr(starter.os, "geteuid", lambda: 1000)
    starter.check_system(window=False)
    with pytest.raises(starter.SetupError, match="sudo apt-get install -y libxcb-cursor0"):
        starter.check_system(window=True)


def test_a_checkout_that_cannot_be_written_uses_the_data_folder(
    starter: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(starter, "is_read_only", lambda _folder: True)
    home = starter.home_of_environment()
    assert home.is_relative_to(tmp_path / "cresi")
    assert home.is_dir()


def test_the_test_command_runs_every_check(starter: ModuleType) -> None:
    steps = [" ".join(step[2:4]) for step in starter.test_steps("python", [])]
    assert steps == ["ruff check", "ruff format", "mypy", "pytest -m"]
    assert starter.test_steps("python", ["tests/store", "-x"]) == [
        ["python", "-m", "pytest", "-m", "not long", "tests/store", "-x"]
    ]
    assert "-m" not in starter.test_steps("python", ["--long"])[-1][3:]
