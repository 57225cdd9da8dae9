"""Whatever is typed, and wherever the answer goes, there is a sentence and an exit code, never a traceback."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalogue.notices import notice_file
from tests.cli.conftest import ROOT, Run, Start
from tests.disasters import fill, small_disk, write_protected

needs_bash = pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="needs a POSIX shell")


@pytest.mark.parametrize(
    "words",
    [
        ["search", "eau", "--limit", "-5"],
        ["search", "eau", "--limit", "9" * 30],
        ["undo", "9" * 30],
        ["undo", "soon"],
        ["report", "attendance", "--year", "0"],
        ["info", "--library", ""],
        ["new", ""],
        ["restore", ""],
        ["import", ""],
        ["book", "F2026-01", "--organisation", "Les Amis", "--person", "Awa", " "],
        ["import", "a\0b"],
        ["export", "--format", "csv", "--out", ""],
    ],
)
def test_impossible_words_are_bad_usage(words: list[str], run: Run) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "usage" in err
    assert "invalid" not in err


@pytest.mark.parametrize(
    "words",
    [
        ["new", "x" * 300],
        ["info", "--library", "x" * 300],
        ["info", "--library", __file__],
        ["info", "--library", "\udcff"],
        ["import", "x" * 300],
        ["import", "\udcff"],
        ["restore", "x" * 300],
        ["show", "document", "\udcff"],
        ["export", "--format", "csv", "--out", "/"],
        ["export", "--format", "ics", "--out", "/"],
        ["export", "--format", "unimarc", "--out", "x" * 300],
        ["report", "summary", "--out", "/"],
        ["undo", "0"],
        ["undo", "--who", "Zo\udcff\n"],
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(words: list[str], library: Path, run: Run) -> None:
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert len(err.strip()) > 20
    assert "Rapport" not in err  # that would be our own mistake


def test_a_file_is_not_called_absent(library: Path, run: Run) -> None:
    assert "est un fichier" in run("info", "--library", library / "library.db")[2]
    assert "est un fichier" in run("new", library / "library.db")[2]


def test_a_library_is_not_founded_among_other_things(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "Documents"
    home.mkdir()
    (home / "lettre.odt").write_text("à garder")
    code, _, err = run("new", home)
    assert code == 1
    assert "autre chose" in err
    assert [place.name for place in home.iterdir()] == ["lettre.odt"]
    (home / "lettre.odt").rename(home / ".DS_Store")
    assert run("new", home)[0] == 0


def test_settings_that_cannot_be_written_stop_no_command(library: Path, own_settings: Path, run: Run) -> None:
    (own_settings / "settings.json").write_text('{"library": "/ailleurs"}')
    with write_protected(own_settings):
        code, out, err = run("info", "--library", library, "--json")
    assert code == 0
    assert json.loads(out)["counts"]["document"] == 0
    assert "Rapport" not in err


def test_a_read_only_folder_refuses_an_export_with_its_reason(library: Path, tmp_path: Path, run: Run) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    with write_protected(closed):
        for form in ("csv", "unimarc", "json", "ics"):
            code, _, err = run("export", "--format", form, "--out", closed / "x")
            assert (code, "Rapport" in err) == (1, False), err
    assert list(closed.iterdir()) == []


@needs_bash
def test_a_reader_that_goes_away_is_left_in_peace(library: Path, tmp_path: Path, run: Run, start: Start) -> None:
    (tmp_path / "notices.iso").write_bytes(notice_file(400))
    run("import", tmp_path / "notices.iso")
    for line in ("{cresi} search guide --limit 400 | head -c 1", "{cresi} --help | true", "{cresi} info 2>&1 | true"):
        done = start(f"{line}; exit ${{PIPESTATUS[0]}}")
        assert (done.returncode, done.stderr) == (0, b""), line
    closed = start("{cresi} info >&-")
    assert (closed.returncode, closed.stderr) == (0, b"")


@needs_bash
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_answer_that_the_disk_refuses_is_told(library: Path, start: Start) -> None:
    done = start("{cresi} info > /dev/full")
    assert done.returncode == 1
    assert "n’a pas pu être écrite" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert start("{cresi} info 2> /dev/full").returncode == 0
    assert start("{cresi} frobnicate 2> /dev/full").returncode == 2


@needs_bash
@pytest.mark.parametrize("alphabet", ["ascii", "latin-1", "cp850"])
def test_a_terminal_without_our_letters_still_gets_the_same_json(
    alphabet: str, library: Path, tmp_path: Path, run: Run, start: Start
) -> None:
    (tmp_path / "notices.iso").write_bytes(notice_file(30))
    run("import", tmp_path / "notices.iso")
    wanted = json.loads(run("search", "", "--limit", 30, "--json")[1])
    done = start("{cresi} search '' --limit 30 --json", PYTHONIOENCODING=alphabet, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode(alphabet))["results"] == wanted["results"]
    spoken = start("{cresi} search ''", PYTHONIOENCODING=alphabet, PYTHONUTF8="0")
    assert (spoken.returncode, spoken.stderr) == (0, b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_an_interruption_is_told(library: Path, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    os.mkfifo(slow)
    command = [sys.executable, "-m", "cresi_app", "import", str(slow)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with child, slow.open("wb"):  # which opens only once the command is at work, reading
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()
    assert (child.returncode, out) == (1, "")
    assert "Interrompu" in err
    assert "Traceback" not in err


def test_on_a_full_disk_settings_are_missed_and_the_library_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    with small_disk(tmp_path / "small", 1_000_000) as small:
        monkeypatch.setenv("CRESI_CONFIG", str(small / "config"))
        fill(small)
        code, _, err = run("new", tmp_path / "library")
    assert (code, "Rapport" in err) == (0, False)


def test_who_acts_is_kept_as_text_whatever_is_typed(library: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "notices.iso").write_bytes(notice_file(2))
    assert run("import", tmp_path / "notices.iso", "--who", "Zo\udcff")[0] == 0
    assert run("undo", "--who", "Zo\udcff")[0] == 0


def test_an_import_that_fills_the_disk_is_acknowledged_or_leaves_nothing(tmp_path: Path, run: Run) -> None:
    (tmp_path / "notices.iso").write_bytes(notice_file(600))
    seen = set()
    with small_disk(tmp_path / "small", 60_000_000) as small:
        assert run("new", small / "library")[0] == 0
        for leave in range(1_000_000, 13_000_000, 1_500_000):
            filler = fill(small, leave=leave)
            code, _, err = run("import", tmp_path / "notices.iso")
            assert (code == 1) == ("disque est plein" in err), err
            filler.unlink()
            assert json.loads(run("info", "--json")[1])["counts"]["document"] == (0 if code else 600), leave
            assert json.loads(run("check", "--json")[1]) == {"ok": True, "problems": []}
            seen.add(code)
            if not code:
                assert run("undo")[0] == 0
    assert seen == {0, 1}


@pytest.mark.parametrize(
    "content", ["{", "[1]", "\0", "null", '{"library": ' + "[" * 100_000, '{"library": 5, "zoom": true}']
)
def test_broken_settings_are_the_default_ones(content: str, own_settings: Path, run: Run) -> None:
    own_settings.mkdir(exist_ok=True)
    (own_settings / "settings.json").write_text(content, encoding="utf-8")
    code, _, err = run("info")
    assert (code, "new DIR" in err) == (1, True), err


def test_a_file_whose_every_record_is_refused_is_no_success(library: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "coupé.mrc"
    file.write_bytes(notice_file(1)[:-40])
    code, out, _err = run("import", file, "--json")
    told = json.loads(out)
    assert (told["read"], told["created"], told["rejected"], told["revision"]) == (1, 0, 1, None)
    assert code == 1
