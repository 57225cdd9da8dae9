"""A furnished library appears whole or not at all."""

from pathlib import Path

import pytest

from cresi_app.core.errors import StoreError
from cresi_app.store import founding
from cresi_app.store.library import Library
from cresi_app.store.lock import LibraryLocked
from tests.disasters import fill, kill, program, small_disk

FURNISHING = """
import sys
from pathlib import Path
from cresi_app.store import founding
from cresi_app.store.library import Library
with founding.aside(Path(sys.argv[1])) as part, Library.create(part) as library:
    print("furnishing", flush=True)
    sys.stdin.readline()
"""


def furnish(folder: Path) -> None:
    with founding.aside(folder) as part, Library.create(part) as library:
        library.files.put(b"une affiche")


def is_whole(folder: Path) -> bool:
    with Library.open(folder) as library:
        return not library.check() and any((folder / "files").rglob("*"))


@pytest.mark.parametrize("before", ["absent", "empty", "begun", "a/b/c"])
def test_it_appears_where_it_was_wanted(before: str, tmp_path: Path) -> None:
    folder = tmp_path / before
    if before in {"empty", "begun"}:
        folder.mkdir()
    if before == "begun":
        (folder / "files").mkdir()
        (folder / "library.lock").touch()
    furnish(folder)
    assert is_whole(folder)
    assert [place.name for place in folder.parent.iterdir()] == [folder.name]


def test_nothing_appears_when_it_is_given_up(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with pytest.raises(ZeroDivisionError), founding.aside(folder) as part, Library.create(part):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_none(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", 6_000_000) as small:

        def furnish_too_much() -> None:
            with founding.aside(small / "library") as part, Library.create(part) as library:
                fill(small)
                library.files.put(bytes(2_000_000))

        with pytest.raises(StoreError, match="disk_full"):
            furnish_too_much()
        assert [place.name for place in small.iterdir()] == ["filler"]


def test_a_kill_leaves_none_and_nothing_in_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with program(FURNISHING, folder) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "furnishing\n"
        with pytest.raises(LibraryLocked):
            furnish(folder)  # somebody is at it
        kill(child)
    assert not folder.exists()
    furnish(folder)
    assert is_whole(folder)
    assert [place.name for place in tmp_path.iterdir()] == ["library"]


def test_what_is_there_stays(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    furnish(folder)
    with pytest.raises(StoreError, match="exists"):
        furnish(folder)
    (folder / "library.db").unlink()
    with pytest.raises(StoreError, match="not_empty"):  # attachments of a library that is gone
        furnish(folder)
    assert any((folder / "files").rglob("*"))
    assert not (folder / "library.db").exists()
