"""A folder is judged by what stands in it, and left byte for byte as it was."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.errors import StoreError
from cresi_app.store import disk, location, opening
from cresi_app.store.library import Library
from cresi_app.store.location import LocationWarning, location_warning, mounted_warning
from cresi_app.store.migrations import Model
from cresi_app.store.opening import APPLICATION_ID, DATABASE, State, examine
from tests.disasters import kill, program, write_protected
from tests.store.conftest import CLUBS, MARIE


def fingerprint(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(file.relative_to(folder)): (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def set_header(folder: Path, *, schema: int) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version={schema}")


def closed(library: Library) -> Path:
    library.close()
    return library.folder


def test_a_library_is_recognised_without_a_byte_changing(library: Library) -> None:
    folder = closed(library)
    before = fingerprint(folder)
    found = examine(folder)
    assert (found.state, found.schema, found.hot, found.writable) == (State.LIBRARY, library.model.newest, False, True)
    found.require(library.model.newest)
    assert fingerprint(folder) == before


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    found = examine(tmp_path / "nowhere")
    assert found.state is State.NO_FOLDER
    with pytest.raises(opening.NotALibrary, match="n’existe pas") as refused:
        found.require(99)
    assert refused.value.code == "no_folder"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (None, State.NO_DATABASE),
        (b"", State.EMPTY),
        (b"SQLite format 3\x00", State.FOREIGN),
        (b"%PDF-1.7 " + bytes(500), State.FOREIGN),
    ],
)
def test_what_is_no_library_is_named_and_left(tmp_path: Path, content: bytes | None, state: State) -> None:
    if content is not None:
        (tmp_path / DATABASE).write_bytes(content)
    before = fingerprint(tmp_path)
    found = examine(tmp_path)
    assert found.state is state
    with pytest.raises(opening.NotALibrary) as refused:
        found.require(99)
    assert str(tmp_path) in refused.value.sentence
    assert fingerprint(tmp_path) == before


def test_another_program_s_database_is_foreign(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute("CREATE TABLE entry (id INTEGER)")
    assert examine(tmp_path).state is State.FOREIGN


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()
    found = examine(tmp_path)
    assert found.state is State.UNREADABLE
    with pytest.raises(opening.NotALibrary):
        found.require(99)


def test_a_newer_library_is_refused_byte_for_byte(library: Library) -> None:
    folder, model = closed(library), library.model
    set_header(folder, schema=model.newest + 1)
    before = fingerprint(folder)
    for attempt in (lambda: examine(folder).require(model.newest), lambda: Library.open(folder, model=model)):
        with pytest.raises(opening.NewerLibrary, match="version plus récente") as refused:
            attempt()
        assert refused.value.code == "newer"
    assert fingerprint(folder) == before


HOT_WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=" + sys.argv[3])
connection.execute("PRAGMA wal_autocheckpoint=0")
connection.execute("BEGIN IMMEDIATE")
connection.execute("PRAGMA cache_size=1")
connection.execute("PRAGMA user_version=" + sys.argv[2])
if sys.argv[3] == "wal":
    connection.execute("COMMIT")
else:
    connection.execute("CREATE TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) SELECT i, hex(zeroblob(50)) AS t FROM n")
print("ready")
sys.stdin.read()
"""


def killed_with_log(folder: Path, schema: int, journal: str = "wal") -> None:
    child = program(HOT_WRITER, folder / DATABASE, schema, journal)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    kill(child)
    assert opening.is_hot(folder / DATABASE)


def test_a_header_made_stale_by_the_log_is_not_believed(library: Library) -> None:
    folder = closed(library)
    killed_with_log(folder, 77)
    assert opening.read_header(folder / DATABASE).user_version == library.model.newest
    found = examine(folder)
    assert (found.state, found.schema, found.hot) == (State.LIBRARY, 77, True)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:  # the log is still there for whoever may write
        assert connection.execute("PRAGMA user_version").fetchone() == (77,)


def test_a_transaction_cut_short_is_seen_as_it_was_before(library: Library) -> None:
    folder = closed(library)
    killed_with_log(folder, 77, "delete")
    before = fingerprint(folder)
    found = examine(folder)
    assert (found.schema, found.hot) == (library.model.newest, True)
    assert fingerprint(folder) == before


def test_a_log_that_sqlite_cannot_use_is_told(library: Library) -> None:
    folder = closed(library)
    (folder / DATABASE).write_bytes((folder / DATABASE).read_bytes()[:100] + bytes(5000))
    (folder / f"{DATABASE}-wal").write_bytes(b"not a log")
    found = examine(folder)
    assert found.state in {State.UNREADABLE, State.FOREIGN}
    with pytest.raises(opening.NotALibrary):
        found.require(99)


def test_a_write_protected_folder_is_read_where_it_is(library: Library) -> None:
    folder = closed(library)
    with write_protected(folder):
        before = fingerprint(folder)
        assert not examine(folder).writable
        with opening.readable(folder) as access, closing(opening.connect_read_only(access.uri)) as connection:
            assert access.notice == opening.READ_ONLY_FOLDER
            assert connection.execute("SELECT count(*) FROM club").fetchone() == (0,)
        assert fingerprint(folder) == before


def test_a_write_protected_folder_with_a_log_is_read_from_a_copy(library: Library) -> None:
    folder = closed(library)
    killed_with_log(folder, 77)
    with write_protected(folder):
        before = fingerprint(folder)
        assert examine(folder).schema == 77
        with opening.readable(folder) as access, closing(opening.connect_read_only(access.uri)) as connection:
            assert access.notice == opening.TEMPORARY_COPY
            assert connection.execute("PRAGMA user_version").fetchone() == (77,)
            copy = Path(connection.execute("PRAGMA database_list").fetchone()[2])
            assert copy.parent != folder
        assert not copy.exists()
        assert fingerprint(folder) == before


def test_a_library_that_moves_while_it_is_copied_is_not_believed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = closed(library)
    killed_with_log(folder, 77)
    seen = iter(range(1000))
    monkeypatch.setattr(opening, "_marks", lambda _parts: [(next(seen), 0)])
    with write_protected(folder), pytest.raises(StoreError) as refused, opening.readable(folder):
        pass
    assert refused.value.code == "moving"


def test_reading_holds_no_writer_up_and_cannot_write(library: Library) -> None:
    with opening.readable(library.folder) as access, closing(opening.connect_read_only(access.uri)) as connection:
        assert access.notice == ""
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM club")


@given(
    name=st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="/\\"), min_size=1, max_size=20)
)
def test_any_folder_name_makes_a_uri_that_sqlite_reads_back(name: str) -> None:
    uri = opening.file_uri(Path("/tmp") / name / DATABASE, "mode=memory")
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert uri.count("?") == 1
    assert "#" not in uri


def test_a_share_s_path_keeps_its_server() -> None:
    uri = opening.file_uri(Path("//server/data/library.db"), "mode=ro")
    assert uri == "file:////server/data/library.db?mode=ro"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/marie/bibliotheque", None),
        ("/mnt/partage/cresi", "network"),
        ("/mnt/partage photos/cresi", "network"),
        ("/mnt/partagements", None),
        ("/mnt/local/dessus/cresi", None),
        ("/home/marie/pc/cresi", "synced"),
    ],
)
def test_the_longest_mount_point_decides(folder: str, kind: str | None) -> None:
    mounts = [
        "/dev/vda / ext4 rw 0 0",
        "//nas/cresi /mnt/partage cifs rw 0 0",
        "nas:/x /mnt/partage\\040photos nfs4 rw 0 0",
        "nas:/y /mnt/local nfs rw 0 0",
        "/dev/sdb /mnt/local/dessus ext4 rw 0 0",
        "pcloud /home/marie/pc fuse.pcloud rw 0 0",
        "garbage",
    ]
    warning = mounted_warning(Path(folder), mounts)
    assert (warning.kind if warning else None) == kind


@pytest.mark.parametrize(
    ("name", "product"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personnel)", "Dropbox"),
        ("OneDrive - Conseil départemental", "OneDrive"),
        ("Nextcloud", "Nextcloud"),
        ("Mon Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("pCloud Drive", "pCloud"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, name: str, product: str) -> None:
    warning = location_warning(tmp_path / name / "centre" / "bibliotheque")
    assert warning == LocationWarning("synced", product)
    assert product in warning.sentence


@pytest.mark.parametrize(
    ("marker", "product"),
    [
        (".dropbox", "Dropbox"),
        (".sync_0af3.db", "Nextcloud"),
        (".stfolder", "Syncthing"),
        (".Nextcloudsync.log", "Nextcloud"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_mark(tmp_path: Path, marker: str, product: str) -> None:
    (tmp_path / marker).touch()
    library = tmp_path / "travail" / "bibliotheque"
    library.mkdir(parents=True)
    assert location_warning(library) == LocationWarning("synced", product)


def test_an_account_s_onedrive_is_known_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "nuage"))
    assert location_warning(tmp_path / "nuage" / "cresi") == LocationWarning("synced", "OneDrive")


def test_an_ordinary_folder_raises_no_alarm(tmp_path: Path) -> None:
    assert location_warning(tmp_path / "Boxe et dropboxes") is None


def test_the_mark_is_the_program_s_own(library: Library, model: Model) -> None:
    folder = closed(library)
    assert opening.read_header(folder / DATABASE) == opening.Header(True, APPLICATION_ID, model.newest)
    assert APPLICATION_ID.to_bytes(4, "big") == b"CRSI"
    assert disk.can_write(folder)


def test_on_a_share_everything_stands_in_the_one_file(
    tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(location, "location_warning", lambda _folder: LocationWarning("network", "cifs"))
    folder = tmp_path / "share"
    with Library.create(folder, sources=[CLUBS], model=model) as library:
        with library.revise("club.add", MARIE) as revision:
            revision.insert("club", {"id": 1, "name": "Amis du Mali"})
        assert not (folder / f"{DATABASE}-wal").exists()
        assert (folder / DATABASE).read_bytes()[18:20] == b"\x01\x01"
        with library.snapshot():
            assert library.value("SELECT name FROM club") == "Amis du Mali"
        assert library.backup().counts["club"] == 1
        assert library.check() == []
    monkeypatch.undo()
    with Library.open(folder, sources=[CLUBS], model=model) as library:  # brought home: the log is back
        assert library.value("PRAGMA journal_mode") == "wal"
    monkeypatch.setattr(location, "location_warning", lambda _folder: LocationWarning("synced", "Dropbox"))
    with Library.open(folder, sources=[CLUBS], model=model) as library:  # and carried off again
        assert library.value("PRAGMA journal_mode") == "delete"
        assert library.value("SELECT count(*) FROM club") == 1
