"""A big file is read by a process of its own: the same records, whatever becomes of that process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cresi_app.catalogue.interchange import iso2709, readahead
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.reading import NoticeFile, of_bytes
from cresi_app.catalogue.model.importing import Incoming, Reject, Unwatched
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.i18n import language, set_language
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.notices import field, notice_file

Children = list["subprocess.Popen[bytes]"]


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Children:
    """The processes that were started; from one record on there is one."""
    started: Children = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[call-overload]  # passed on as they came
            started.append(self)

    monkeypatch.setattr(readahead, "FROM", 1)
    monkeypatch.setattr(readahead, "_PIPE", 4096)  # no child can have said all before anybody listens
    monkeypatch.setattr(subprocess, "Popen", Watched)
    return started


def mixed() -> NoticeFile:
    """Return a file of 1,203 records: good ones, one torn, one with a doubt, one whose bytes are of another alphabet."""
    strange = iso2709.write(
        "     nam  22        450 ", [field("200", "1 ", ("a", "Titre")), ("300", b"  \x1fa\xff\xfe")]
    )
    data = notice_file(1200) + b"00120nam  22000970   450 torn\x1d" + strange + notice_file(1, first=5000)
    return of_bytes(data, "x", encoding="utf-8")


def pairs(items: Iterator[Incoming | Reject]) -> list[tuple[object, ...]]:
    return [(one.record, one.offset, one.raw, one.notice if isinstance(one, Incoming) else one.reason) for one in items]


def test_a_process_of_its_own_reads_the_very_same(children: Children) -> None:
    file = mixed()
    assert pairs(readahead.records(file)) == pairs(file.records())
    [child] = children
    assert child.returncode is not None


def test_a_small_file_starts_no_process(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readahead, "FROM", 3_000)
    assert len(list(readahead.records(mixed()))) == 1203
    assert children == []


def test_what_a_format_gives_without_bytes_arrives_too(children: Children) -> None:
    text = "\n".join(["Titre;Auteur", *(f"Livre {one};Diallo" for one in range(700))])
    file = of_bytes(text.encode(), "liste.csv")
    assert pairs(readahead.records(file)) == pairs(file.records())
    assert len(children) == 1


def test_reasons_are_told_in_the_language_in_force(children: Children) -> None:
    was = language()
    set_language("en")
    try:
        file = mixed()
        told = [one.told.data for one in readahead.records(file) if isinstance(one, Reject)]
        assert told == [one.told.data for one in file.records() if isinstance(one, Reject)]
    finally:
        set_language(was)
    assert len(children) == 1


def test_a_process_that_dies_is_made_up_for(children: Children, caplog: pytest.LogCaptureFixture) -> None:
    file = mixed()
    items = readahead.records(file)
    found = [next(items)]
    os.kill(children[0].pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    assert pairs(iter([*found, *items])) == pairs(file.records())
    assert "lost after" in caplog.text


@pytest.mark.parametrize("program", ["/nowhere/python", "/bin/false"])
def test_a_process_that_cannot_start_is_made_up_for(
    children: Children, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, program: str
) -> None:
    if program == "/bin/false" and not Path(program).exists():
        pytest.skip("no such program here")
    monkeypatch.setattr(sys, "executable", program)
    assert len(list(readahead.records(mixed()))) == 1203
    assert "lost after 0 records" in caplog.text


def test_nobody_is_left_reading_when_the_rest_is_not_wanted(children: Children) -> None:
    with closing(readahead.records(mixed())) as items:
        next(items)
        assert children[0].poll() is None
    assert children[0].returncode is not None


class Stopping(Exception):
    """Somebody gave up."""


class Given(Unwatched):
    def step(self, done: int, total: int = 0) -> None:
        super().step(done, total)
        if done >= 500:
            raise Stopping


def test_giving_an_import_up_ends_the_process_and_writes_nothing(
    children: Children, catalogue: CatalogueService, library: Library
) -> None:
    with pytest.raises(Stopping):
        import_file(catalogue, WHO, mixed(), progress=Given())
    assert children[0].returncode is not None
    assert library.value("SELECT count(*) FROM revision") == 0
    assert library.value("SELECT count(*) FROM staged") == 0


def test_an_import_read_by_another_process_is_the_same_import(
    children: Children, catalogue: CatalogueService, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, _ = import_file(catalogue, WHO, mixed())
    assert (report.created, report.rejected) == (1201, 2)
    assert len(children) == 1
    monkeypatch.setattr(readahead, "FROM", 10**6)
    again, _ = import_file(catalogue, WHO, replace(mixed(), name="again"))
    assert (again.merged, again.rejected, again.revision) == (1201, 2, None)
