"""Opening and closing a library folder: what is refused leaves it untouched."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from cresi_app.core.errors import StoreError
from cresi_app.store import disk
from cresi_app.store.engine import Embedded
from cresi_app.store.health import MARK
from cresi_app.store.library import Library
from cresi_app.store.lock import LibraryLocked
from cresi_app.store.migrations import Model
from cresi_app.store.opening import DATABASE, NewerLibrary, NotALibrary
from tests.disasters import fill, small_disk, write_protected
from tests.store.conftest import CLUBS, MARIE


def add(library: Library, name: str) -> None:
    with library.revise("test.add", MARIE) as revision:
        revision.insert("club", {"name": name})


def names(library: Library) -> list[str]:
    return [row[0] for row in library.query("SELECT name FROM club ORDER BY id")]


def inventory(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def closed(library: Library) -> Path:
    add(library, "un")
    library.close()
    return library.folder


def test_a_new_library_has_its_rooms_and_closes_without_a_log(tmp_path: Path, model: Model) -> None:
    with Library.create(tmp_path / "a" / "b", model=model) as library:
        add(library, "un")
        assert {path.name for path in library.folder.iterdir()} >= {DATABASE, "files", "cache", "backups"}
    assert not list((tmp_path / "a" / "b").glob("*-wal"))


def test_create_never_takes_the_place_of_a_library(closed: Path, model: Model) -> None:
    before = inventory(closed)
    with pytest.raises(StoreError) as refusal:
        Library.create(closed, model=model)
    assert refusal.value.code == "exists"
    assert inventory(closed) == before


def test_a_library_that_could_not_be_made_leaves_no_half_of_it(tmp_path: Path, model: Model) -> None:
    bad = model.migrations / "0003_bad.sql"
    bad.write_text("CREATE TABLE a (x INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n", encoding="utf-8")
    with pytest.raises(sqlite3.OperationalError):
        Library.create(tmp_path / "new", model=model)
    assert not list((tmp_path / "new").glob(f"{DATABASE}*"))
    bad.unlink()
    Library.create(tmp_path / "new", model=model).close()


def test_who_works_here_is_told_to_the_others(library: Library, model: Model) -> None:
    library.announce("Awa Traoré")
    with pytest.raises(LibraryLocked, match="Awa Traoré"):
        Library.open(library.folder, model=model)


def test_open_never_makes_a_library(tmp_path: Path, model: Model) -> None:
    for folder in (tmp_path / "absent", tmp_path):
        with pytest.raises(NotALibrary):
            Library.open(folder, model=model)
    assert not (tmp_path / "absent").exists()
    assert not (tmp_path / DATABASE).exists()


def test_a_newer_library_is_left_byte_for_byte(closed: Path, model: Model) -> None:
    with sqlite3.connect(closed / DATABASE) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = inventory(closed)
    with pytest.raises(NewerLibrary):
        Library.open(closed, model=model)
    assert inventory(closed) == before


def test_a_second_desk_is_refused_until_the_first_closes(library: Library, model: Model) -> None:
    with pytest.raises(LibraryLocked):
        Library.open(library.folder, model=model)
    add(library, "un")
    library.close()
    with Library.open(library.folder, sources=[CLUBS], model=model) as again:
        assert names(again) == ["un"]


def test_a_second_desk_may_read(library: Library, model: Model) -> None:
    add(library, "un")
    with Library.open(library.folder, model=model, read_only=True) as reading:
        assert names(reading) == ["un"]
        assert "club" in reading.structure.tables
        add(library, "deux")
        assert names(reading) == ["un", "deux"]
        with pytest.raises(StoreError) as refusal:
            add(reading, "trois")
        assert refusal.value.code == "read_only"
    assert names(library) == ["un", "deux"]


def test_a_folder_that_cannot_be_written_is_read_and_says_so(closed: Path, model: Model) -> None:
    before = inventory(closed)
    with write_protected(closed), Library.open(closed, model=model) as reading:
        assert reading.read_only
        assert len(reading.warnings()) == 1
        assert str(closed) in reading.warnings()[0]
        assert names(reading) == ["un"]
        with pytest.raises(StoreError):
            add(reading, "deux")
    assert inventory(closed) == before


def test_what_cannot_be_written_is_read_and_says_so(
    closed: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "can_write", lambda _folder: False)
    before = inventory(closed)
    with Library.open(closed, model=model) as reading:
        assert reading.read_only
        assert len(reading.warnings()) == 1
        assert str(closed) in reading.warnings()[0]
        assert names(reading) == ["un"]
    assert inventory(closed) == before


def test_an_older_library_that_cannot_be_written_is_not_migrated(
    closed: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    (model.migrations / "0003_more.sql").write_text("CREATE TABLE a (x INTEGER) STRICT;\n", encoding="utf-8")
    with pytest.raises(StoreError) as refusal:
        Library.open(closed, model=model, read_only=True)
    assert refusal.value.code == "must_migrate"


def test_after_an_unclean_end_the_file_is_looked_over(closed: Path, model: Model) -> None:
    (closed / MARK).write_text(json.dumps({"open": True}), encoding="utf-8")
    with Library.open(closed, sources=[CLUBS], model=model) as library:
        assert not library.check_due
    (closed / MARK).write_text(json.dumps({"open": True}), encoding="utf-8")
    damage(closed / DATABASE)
    before = (closed / DATABASE).read_bytes()
    with pytest.raises(StoreError) as refusal:
        Library.open(closed, sources=[CLUBS], model=model)
    assert refusal.value.code == "damaged"
    assert (closed / DATABASE).read_bytes() == before


def damage(path: Path) -> None:
    """Spoil a page in the middle, the header left alone."""
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)


def test_the_weekly_check_is_asked_for_and_noted(closed: Path, model: Model) -> None:
    (closed / MARK).unlink()
    with Library.open(closed, sources=[CLUBS], model=model) as library:
        due = library.check_due
        assert library.quick_check() == []
        assert (due, library.check_due) == (True, False)
    with Library.open(closed, sources=[CLUBS], model=model) as library:
        assert not library.check_due


def test_a_whole_library_passes_its_check_and_can_be_backed_up(library: Library) -> None:
    add(library, "un")
    stored = library.files.put(b"%PDF-1.7 ...", "piece.pdf")
    assert [problem.code for problem in library.check() if problem.grave] == []
    backup = library.backup()
    assert backup.verified
    assert backup.counts["club"] == 1
    assert library.tidy() == []
    assert library.files.exists(stored.sha256)


def limit_pages(library: Library, pages: int) -> int:
    found = library._engine.call(lambda database: database.execute(f"PRAGMA max_page_count = {pages}").fetchone()[0])
    return int(found)


def test_a_full_disk_is_said_calmly_and_loses_nothing(library: Library) -> None:
    added: list[str] = []

    def add_until_full() -> None:
        for number in range(5000):
            add(library, f"{number} " + "x" * 150)
            added.append(f"{number} " + "x" * 150)

    limit_pages(library, 100)
    with pytest.raises(StoreError) as refusal:
        add_until_full()
    assert refusal.value.code == "disk_full"
    assert names(library) == added
    limit_pages(library, 1_000_000)
    add(library, "après")
    assert names(library) == [*added, "après"]
    assert library.value("SELECT count(*) FROM revision") == len(added) + 1
    # What the full disk kept from the index has been caught up.
    assert library.value("SELECT count(*) FROM club_text") == len(added) + 1
    assert library.value("SELECT count(*) FROM search_todo") == 0


def test_a_library_on_a_full_disk_can_be_read(tmp_path: Path, model: Model) -> None:
    with small_disk(tmp_path / "small", 4_000_000) as small:
        with Library.create(small / "ici", sources=[CLUBS], model=model) as library:
            add(library, "avant")
        filler = fill(small)
        with Library.open(small / "ici", sources=[CLUBS], model=model) as full:
            assert full.read_only
            assert names(full) == ["avant"]
            assert any("plein" in sentence for sentence in full.warnings())
            with pytest.raises(StoreError, match="lecture seule"):
                add(full, "non")
        filler.unlink()
        with Library.open(small / "ici", sources=[CLUBS], model=model) as again:
            add(again, "après")
            assert names(again) == ["avant", "après"]


def test_a_disk_that_fills_in_the_middle_of_an_opening_leaves_a_library_that_is_only_read(
    tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.create(tmp_path / "ici", sources=[CLUBS], model=model) as library:
        add(library, "avant")

    def full(_engine: Embedded, _watched: object) -> None:
        raise StoreError("disk_full", "plein")

    with monkeypatch.context() as filling:
        filling.setattr(Embedded, "_catch_up", full)
        with Library.open(tmp_path / "ici", sources=[CLUBS], model=model) as opened:
            assert opened.read_only
            assert names(opened) == ["avant"]
            with pytest.raises(StoreError, match="lecture seule"):
                add(opened, "non")
    with Library.open(tmp_path / "ici", sources=[CLUBS], model=model) as again:
        assert names(again) == ["avant"]


@pytest.mark.parametrize("left", [[], ["files", "cache", "backups", "library.lock", "health.json"], [".DS_Store"]])
def test_a_library_is_founded_where_nothing_of_others_lies(left: list[str], tmp_path: Path, model: Model) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in left:
        (home / name).touch() if "." in name else (home / name).mkdir()
    Library.create(home, model=model).close()


def test_a_library_is_not_founded_among_the_things_of_others(tmp_path: Path, model: Model) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "lettre.odt").write_text("à garder")
    before = inventory(home)
    with pytest.raises(StoreError) as refusal:
        Library.create(home, model=model)
    assert refusal.value.code == "not_empty"
    assert (inventory(home), len(list(home.iterdir()))) == (before, 1)


@pytest.mark.parametrize("name", ["x" * 300, "lettre.odt", "absent", "nul\0"])
def test_what_is_no_folder_is_no_library(name: str, tmp_path: Path, model: Model) -> None:
    (tmp_path / "lettre.odt").write_text("à garder")
    with pytest.raises(NotALibrary) as refusal:
        Library.open(tmp_path / name, model=model)
    assert refusal.value.code in {"unreadable", "not_a_folder", "no_folder"}
    assert {place.name for place in tmp_path.iterdir()} == {"lettre.odt", "model"}


def test_what_a_killed_restore_left_is_swept_at_the_next_opening(closed: Path, model: Model) -> None:
    part = closed / f"{DATABASE}.restoring.part"
    part.write_bytes(b"half")
    Library.open(closed, model=model).close()
    assert not part.exists()
