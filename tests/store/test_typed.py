"""Words typed and not saved: beside their library, each profile's apart, for this account's eyes, gone with their record."""

import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from cresi_app.core import clock
from cresi_app.core.ids import new_id
from cresi_app.store import moving
from cresi_app.store.library import Library
from cresi_app.store.typed import MOST, OLDEST_DAYS, TYPING, TypedWords, gone
from tests.store.conftest import MARIE


def files(folder: Path) -> list[Path]:
    return sorted(one for one in (folder / TYPING).rglob("*") if one.is_file())


def kept(folder: Path, profile: str, key: str) -> dict[str, str]:
    """Return what another start of the program finds."""
    typed = TypedWords(folder)
    typed.close()
    return typed.recall(profile, key)


def test_words_are_each_profiles_own_and_end_with_their_save(tmp_path: Path) -> None:
    typed = TypedWords(tmp_path)
    typed.keep("12", "person:7", {"note": "préfère le soir"})
    typed.keep("é/..", "person:7", {"note": "autre"})
    typed.keep("12", "act:Nouvelle personne", {"name": "Awa"})
    assert typed.recall("12", "person:7") == {"note": "préfère le soir"}
    typed.close()
    assert kept(tmp_path, "12", "person:7") == {"note": "préfère le soir"}
    assert kept(tmp_path, "é/..", "person:7") == {"note": "autre"}
    assert kept(tmp_path, "13", "person:7") == {}
    assert {one.parent.parent for one in files(tmp_path)} == {tmp_path / TYPING}
    typed.keep("12", "person:7", {})
    typed.keep("12", "act:Nouvelle personne", {})
    assert kept(tmp_path, "12", "person:7") == {}
    assert len(files(tmp_path)) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes: the folder's own access list is set when it is made")
def test_nobody_else_on_the_machine_reads_them(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        typed = TypedWords(tmp_path)
        typed.keep("12", "person:7", {"note": "préfère le soir"})
        typed.close()
    finally:
        os.umask(before)
    (file,) = files(tmp_path)
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (file, file.parent, file.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]


def test_the_oldest_give_way_and_nothing_is_kept_for_ever(tmp_path: Path) -> None:
    typed = TypedWords(tmp_path)
    for number in range(MOST + 2):
        typed.keep("12", f"person:{number}", {"note": str(number)})
    typed.close()
    assert len(files(tmp_path)) == MOST
    assert kept(tmp_path, "12", "person:1") == {}
    files(tmp_path)[0].write_text("{", encoding="utf-8")
    with clock.frozen(clock.now() + timedelta(days=OLDEST_DAYS + 1)):
        assert kept(tmp_path, "12", f"person:{MOST}") == {}
    assert files(tmp_path) == []


def test_the_words_about_a_record_go_with_it(library: Library) -> None:
    club, other = new_id(), new_id()
    with library.revise("club.add", MARIE) as revision:
        revision.insert("club", {"id": club, "name": "Amis du Mali"})
    typed = TypedWords(library.folder)
    for key in (f"club:{club}:note", f"club:{other}", "nothing:4", "act:club"):
        typed.keep("12", key, {"name": "x"})
    lost = gone(library, typed.records())
    assert lost == {("club", other), ("nothing", 4)}
    typed.forget_gone(lambda kind, key: (kind, key) in lost)
    typed.close()
    assert sorted(json.loads(one.read_bytes())["key"] for one in files(library.folder)) == [
        "act:club",
        f"club:{club}:note",
    ]


def test_they_move_with_the_library_and_stay_nowhere_else(library: Library, tmp_path: Path) -> None:
    typed = TypedWords(library.folder)
    typed.keep("12", "act:club", {"name": "Puits"})
    typed.close()
    library.close()
    target = tmp_path / "ailleurs"
    moving.copy_shelves(library.folder, target)
    moving.finish(library.folder, target)
    assert kept(target, "12", "act:club") == {"name": "Puits"}
    assert not (library.folder / TYPING).exists()


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / TYPING).touch()
    typed = TypedWords(tmp_path)
    typed.keep("12", "act:club", {"name": "Puits"})
    typed.close()
    assert typed.recall("12", "act:club") == {"name": "Puits"}
    assert TypedWords(None).recall("12", "act:club") == {}


def test_half_of_a_letter_is_kept_too(tmp_path: Path) -> None:
    """What some input methods leave in a field is no text that a file can hold as it is."""
    typed = TypedWords(tmp_path)
    typed.keep("12", "act:club", {"name": "Puits \ud83d"})
    typed.close()
    assert kept(tmp_path, "12", "act:club") == {"name": "Puits \ud83d"}
