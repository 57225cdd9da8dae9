"""One writer, named to the others, and gone with its process."""

import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import filelock
import pytest

from cresi_app.core import clock
from cresi_app.core.errors import StoreError
from cresi_app.store.lock import LOCK, OWNER, LibraryLock, LibraryLocked, Owner, read_owner, this_owner
from tests.disasters import kill, program, write_protected

HOLDER = """
import sys
from pathlib import Path
from cresi_app.store.lock import LibraryLock
lock = LibraryLock(Path(sys.argv[1]))
lock.acquire()
lock.announce("Aïssata Traoré")
print("held")
sys.stdin.readline()
lock.release()
print("released")
sys.stdin.readline()
"""


def test_the_second_desk_is_told_who_where_and_since_when(tmp_path: Path) -> None:
    with program(HOLDER, tmp_path) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(LibraryLocked) as refused:
            LibraryLock(tmp_path).acquire()
        owner = refused.value.owner
        assert owner is not None
        assert (owner.pid, owner.machine, owner.person) == (child.pid, this_owner().machine, "Aïssata Traoré")
        for word in ("Aïssata Traoré", owner.machine, "depuis le", str(tmp_path)):
            assert word in refused.value.sentence
        child.communicate("")


def test_kill_9_frees_the_library(tmp_path: Path) -> None:
    with program(HOLDER, tmp_path) as child:
        assert child.stdout is not None
        child.stdout.readline()
        kill(child)
    assert read_owner(tmp_path) is not None  # the dead one's words are still there, and stop nobody
    with LibraryLock(tmp_path):
        owner = read_owner(tmp_path)
        assert owner is not None
        assert owner.pid == os.getpid()
    assert not (tmp_path / OWNER).exists()


def test_a_command_waits_for_the_other_to_finish(tmp_path: Path) -> None:
    with program(HOLDER, tmp_path) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()
        waiting = LibraryLock(tmp_path)
        done = threading.Thread(target=waiting.acquire, args=(30.0,))
        done.start()
        child.stdin.write("\n")
        child.stdin.flush()
        assert child.stdout.readline() == "released\n"
        done.join(30)
        assert waiting.held
        waiting.release()
        child.communicate("")


def test_waiting_ends_when_its_time_is_over(tmp_path: Path) -> None:
    with LibraryLock(tmp_path), pytest.raises(LibraryLocked):
        LibraryLock(tmp_path).acquire(wait=0.2)


def test_one_process_cannot_hold_it_twice_and_can_hold_it_again(tmp_path: Path) -> None:
    first, second = LibraryLock(tmp_path), LibraryLock(tmp_path)
    first.acquire()
    first.acquire()  # asked for by two hands of one desk: one release is enough
    with pytest.raises(LibraryLocked):
        second.acquire()
    first.release()
    first.release()
    second.acquire()
    assert second.held
    assert not first.held
    second.release()


def test_a_thread_may_release_what_another_took(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path)
    taking = threading.Thread(target=lock.acquire)
    taking.start()
    taking.join()
    assert lock.held
    lock.release()
    with LibraryLock(tmp_path):
        pass


@pytest.mark.parametrize(
    "words", ["", "{", "[]", '{"account": "x"}', '{"account":1,"machine":2,"pid":"z","since":"","person":""}']
)
def test_an_owner_who_mumbles_still_keeps_others_out(tmp_path: Path, words: str) -> None:
    with LibraryLock(tmp_path):
        (tmp_path / OWNER).write_text(words, encoding="utf-8")
        with pytest.raises(LibraryLocked) as refused:
            LibraryLock(tmp_path).acquire()
        assert refused.value.owner is None
        assert "un autre programme" in refused.value.sentence


def test_the_words_of_a_newcomer_are_waited_for(tmp_path: Path) -> None:
    with LibraryLock(tmp_path):
        words = (tmp_path / OWNER).read_text(encoding="utf-8")
        (tmp_path / OWNER).unlink()
        late = threading.Timer(0.2, (tmp_path / OWNER).write_text, args=(words,), kwargs={"encoding": "utf-8"})
        late.start()
        with pytest.raises(LibraryLocked) as refused:
            LibraryLock(tmp_path).acquire()
        late.join()
        assert refused.value.owner is not None


def test_who_sits_down_is_named_and_the_hour_is_local(tmp_path: Path) -> None:
    with clock.frozen(datetime(2026, 11, 22, 8, 30, tzinfo=UTC)), LibraryLock(tmp_path) as lock:
        assert json.loads((tmp_path / OWNER).read_text(encoding="utf-8"))["person"] == ""
        lock.announce("Marie")
        with pytest.raises(LibraryLocked, match=r"Marie.*22.novembre 2026 à 09:30"):
            LibraryLock(tmp_path).acquire()


def test_an_account_without_a_name_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no such account")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert this_owner().account == "?"
    assert Owner("compte", "poste", 1, "2026-11-22T08:00:00Z").name == "compte"


def test_a_write_protected_folder_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    with write_protected(folder), pytest.raises(StoreError) as refused:
        LibraryLock(folder).acquire()
    assert refused.value.code == "not_writable"
    assert not (folder / LOCK).exists()


def test_a_disk_without_locks_is_refused_rather_than_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_arguments: object, **_named: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(filelock.FileLock, "acquire", unsupported)
    with pytest.raises(StoreError) as refused:
        LibraryLock(tmp_path).acquire()
    assert refused.value.code == "no_locks"


def test_the_lock_outlives_a_disk_too_full_for_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cresi_app.store.disk.write_whole", full)
    with LibraryLock(tmp_path) as lock:
        assert lock.held
        assert read_owner(tmp_path) is None


def test_programs_take_turns(tmp_path: Path) -> None:
    turns = """
import sys
from pathlib import Path
from cresi_app.store.lock import LibraryLock
folder = Path(sys.argv[1])
for _ in range(5):
    with_lock = LibraryLock(folder)
    with_lock.acquire(60)
    count = folder / "count"
    value = int(count.read_text()) if count.exists() else 0
    count.write_text(str(value + 1))
    with_lock.release()
"""
    children = [program(turns, tmp_path) for _ in range(4)]
    for child in children:
        _out, err = child.communicate()
        assert child.returncode == 0, err
    assert (tmp_path / "count").read_text() == "20"
