"""A backup counts only when proven, ages by rule, and comes back without losing what it replaces."""

import json
import os
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core import clock
from cresi_app.core.errors import StoreError
from cresi_app.core.ids import new_id
from cresi_app.store import backup, disk, opening
from cresi_app.store.backup import BackupDamaged, record, taking, thinning
from cresi_app.store.files import FolderFiles
from cresi_app.store.library import Library
from cresi_app.store.lock import LibraryLocked
from cresi_app.store.migrations import Model
from cresi_app.store.opening import DATABASE
from tests.disasters import DIES_AT, fill, kill, program, run, small_disk, was_killed
from tests.store.conftest import CLUBS, MARIE

PARIS = ZoneInfo(clock.HOME_ZONE)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def add_club(library: Library, name: str) -> None:
    with library.revise("club.add", MARIE) as revision:
        revision.insert("club", {"id": new_id(), "name": name})


def names(folder: Path, model: Model) -> list[str]:
    with Library.open(folder, sources=[CLUBS], model=model, read_only=True) as library:
        return [row["name"] for row in library.query("SELECT name FROM club ORDER BY name")]


def files_of(library: Library) -> FolderFiles:
    return FolderFiles(library.folder / opening.FILES)


# --- taking ---


def test_a_backup_holds_what_is_still_in_the_log_and_stands_alone(library: Library) -> None:
    add_club(library, "Amis du Mali")
    assert opening.is_hot(library.folder / DATABASE)
    with clock.frozen(NOON):
        made = backup.take(library.folder)
    assert made.verified
    assert (made.counts["club"], made.counts["revision"], made.schema) == (1, 1, library.model.newest)
    assert (made.at, made.reason) == (NOON, "manual")
    assert made.file.name == f"cresi-{NOON.astimezone():%Y-%m-%d-%H%M%S}.db"
    assert made.file.read_bytes()[18:20] == b"\x01\x01"  # no log needed to read it
    assert json.loads(made.record.read_text(encoding="utf-8"))["sha256"] == disk.sha256_of(made.file)
    with closing(sqlite3.connect(f"{made.file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("SELECT name FROM club").fetchall() == [("Amis du Mali",)]
    assert sorted(place.suffix for place in made.file.parent.iterdir() if place.is_file()) == [".db", ".json", ".lock"]


def test_a_backup_is_of_one_state_while_the_desk_keeps_writing(library: Library) -> None:
    for number in range(30):
        add_club(library, f"Club {number:03} {'x' * 150}")
    before = library.value("SELECT count(*) FROM club")
    written = threading.Event()

    def meanwhile(_done: int, _total: int) -> None:
        if not written.is_set():
            written.set()
            add_club(library, "Venu entre-temps")

    made = backup.take(library.folder, progress=meanwhile)
    assert written.is_set()
    assert made.counts["club"] == before
    assert library.value("SELECT count(*) FROM club") == before + 1
    backup.verify(made.file)


def test_two_backups_in_one_second_are_two(library: Library) -> None:
    with clock.frozen(NOON):
        first, second = backup.take(library.folder), backup.take(library.folder)
    assert first.file != second.file
    assert {b.file for b in backup.list_backups(library.folder)} == {first.file, second.file}


def test_giving_up_leaves_nothing(library: Library) -> None:
    def give_up(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(StoreError):
        backup.take(library.folder, progress=give_up)
    backups = record.folder_of(library.folder)
    assert [place.name for place in backups.iterdir() if place.suffix != ".lock"] == []


def test_a_held_lock_in_a_second_home_keeps_nobody_waiting(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "clé"
    (held := backup.places.home_of(library.folder, stick)).mkdir(parents=True)
    with FileLock(held / "backup.lock"):
        asked: list[int] = []
        with monkeypatch.context() as soon:
            soon.setattr(taking, "AWAY", 0.0)
            with pytest.raises(StoreError, match="backup_running"):
                backup.copy_to(library.folder, stick)

        def give_up(_done: int, _total: int) -> None:
            asked.append(1)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            backup.copy_to(library.folder, stick, progress=give_up)
        assert asked == [1], "who waits may give up"
        assert backup.take(library.folder).verified, "the library's own copies have their own lock"
    assert backup.copy_to(library.folder, stick).verified


def test_a_stick_that_knows_no_locks_gets_its_copy(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_lock: FileLock, **_how: object) -> None:
        raise NotImplementedError

    with monkeypatch.context() as old:
        old.setattr(FileLock, "acquire", unknown)
        assert backup.copy_to(library.folder, tmp_path).verified


def test_attachments_are_kept_once_beside_the_backups(library: Library) -> None:
    files = files_of(library)
    stored = files.put(b"%PDF-1.7 guide")
    first = backup.take(library.folder)
    second = backup.take(library.folder)
    assert first.files == second.files == (stored.sha256,)
    shelf = FolderFiles(record.folder_of(library.folder) / opening.FILES)
    assert list(shelf.hashes()) == [stored.sha256]
    assert shelf.is_sound(stored.sha256)


def test_an_attachment_altered_in_the_library_is_not_kept_as_good(library: Library) -> None:
    files = files_of(library)
    place = files.path(files.put(b"right").sha256)
    place.chmod(0o644)
    place.write_bytes(b"wrong")
    made = backup.take(library.folder)
    assert (made.files, made.damaged_files) == ((), (place.name,))


def test_a_copy_unlike_the_library_does_not_become_a_backup(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_state = taking.copy_state

    def lossy(source: sqlite3.Connection, part: Path, progress: backup.Progress) -> object:
        facts = copy_state(source, part, progress)
        with closing(sqlite3.connect(part)) as connection:
            connection.execute("DELETE FROM tone WHERE code='calm'")
            connection.commit()
        return facts

    monkeypatch.setattr(taking, "copy_state", lossy)
    with pytest.raises(BackupDamaged) as refused:
        backup.take(library.folder)
    assert refused.value.code == "unequal"
    assert backup.list_backups(library.folder) == []


def test_a_full_disk_leaves_library_and_backups_whole(tmp_path: Path, model: Model) -> None:
    with (
        small_disk(tmp_path / "small", 6_000_000) as small,
        Library.create(small / "library", sources=[CLUBS], model=model) as library,
    ):
        add_club(library, "Avant")
        first = backup.take(library.folder)
        filler = fill(small, leave=first.size // 2)
        with pytest.raises(StoreError, match="Libérez de la place") as refused:
            backup.take(library.folder)
        assert refused.value.code == "disk_full"
        assert [b.file for b in backup.list_backups(library.folder)] == [first.file]
        backup.verify(first.file)
        filler.unlink()
        add_club(library, "Après")
        assert backup.take(library.folder).counts["club"] == 2


def test_a_disk_that_fills_up_during_the_copy_is_told(
    tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "free_bytes", lambda _folder: 1 << 40)
    with (
        small_disk(tmp_path / "small", 6_000_000) as small,
        Library.create(small / "library", sources=[CLUBS], model=model) as library,
    ):
        fill(small, leave=50_000)
        with pytest.raises(StoreError) as refused:
            backup.take(library.folder)
        assert refused.value.code == "disk_full"
        backups = record.folder_of(library.folder)
        assert [place.name for place in backups.iterdir() if place.is_file() and place.suffix != ".lock"] == []


# --- the list ---


def test_the_list_shows_counts_dates_and_what_is_proven(library: Library) -> None:
    with clock.frozen(NOON):
        older = backup.take(library.folder)
    add_club(library, "Plus tard")
    with clock.frozen(NOON + timedelta(days=1)):
        newer = backup.take(library.folder, reason="daily")
    stray = record.folder_of(library.folder) / "cresi-2020-01-01-000000.db"
    shutil.copyfile(older.file, stray)
    os.utime(stray, (0, 0))
    listed = backup.list_backups(library.folder)
    assert listed[:2] == [newer, older]
    assert [(b.verified, b.counts.get("club")) for b in listed] == [(True, 1), (True, 0), (False, None)]
    with clock.frozen(NOON + timedelta(hours=1)):
        assert backup.last_backup(library.folder) == older  # a date in the future reassures nobody


def test_a_folder_without_backups_lists_none(tmp_path: Path) -> None:
    assert backup.list_backups(tmp_path) == []
    assert backup.last_backup(tmp_path) is None


# --- proving ---


@pytest.mark.parametrize("harm", ["emptied", "cut", "one byte", "no record, emptied", "no record, other program"])
def test_a_harmed_backup_is_never_restored(library: Library, harm: str) -> None:
    add_club(library, "Amis du Mali")
    made = backup.take(library.folder)
    library.close()
    content = made.file.read_bytes()
    if harm.startswith("no record"):
        made.record.unlink()
    if harm.endswith("emptied"):
        made.file.write_bytes(b"")
    elif harm == "cut":
        made.file.write_bytes(content[: len(content) // 2])
    elif harm == "one byte":
        made.file.write_bytes(content[:5000] + bytes([content[5000] ^ 1]) + content[5001:])
    else:
        made.file.write_bytes(content[:68] + bytes(4) + content[72:])
    before = (library.folder / DATABASE).read_bytes()
    with pytest.raises(BackupDamaged):
        backup.restore(library.folder, made.file, newest=library.model.newest)
    assert (library.folder / DATABASE).read_bytes() == before
    assert names(library.folder, library.model) == ["Amis du Mali"]


def test_a_backup_with_a_log_beside_it_is_refused(library: Library) -> None:
    made = backup.take(library.folder)
    Path(f"{made.file}-wal").write_bytes(b"work that would be lost")
    with pytest.raises(BackupDamaged):
        backup.verify(made.file)


# --- thinning ---


def local_days(count: int) -> list[datetime]:
    return [NOON - timedelta(days=number) for number in range(count)]


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), max_size=80))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_thinning_keeps_the_newest_and_few_and_is_settled_at_once(moments: list[datetime]) -> None:
    kept = backup.to_keep(moments)
    assert kept <= set(moments)
    assert len(kept) <= 12 + 10 + 9
    assert backup.to_keep(kept) == kept
    if moments:
        assert max(moments) in kept
    days = {moment.astimezone(PARIS).date() for moment in moments}
    if len(days) == len(moments) <= 9:
        assert kept == set(moments)


@given(st.integers(0, 500), st.lists(st.integers(0, 20), min_size=1, max_size=4))
def test_a_backup_a_day_thinned_each_day_reaches_into_the_ninth_month(days: int, hours: list[int]) -> None:
    kept: set[datetime] = set()
    start = datetime(2025, 1, 1, tzinfo=UTC)
    for day in range(days):
        kept |= {start + timedelta(days=day, hours=hour) for hour in hours}
        kept = set(backup.to_keep(kept))
    local = sorted({moment.astimezone(PARIS).date() for moment in kept}, reverse=True)
    assert len(kept) <= 31
    if days >= 12:
        assert [(local[0] - day).days for day in local[:12]] == list(range(12))
    if days >= 300:
        assert 212 <= (local[0] - local[-1]).days <= 290


@pytest.mark.parametrize(
    ("hours_ago", "expected"), [(None, True), (1, False), (11, False), (14, True), (48, True), (-30, True)]
)
def test_one_automatic_backup_a_local_day(hours_ago: int | None, expected: bool) -> None:
    last = None if hours_ago is None else NOON - timedelta(hours=hours_ago)
    assert backup.due(last, NOON) is expected


def test_old_backups_go_with_their_record_and_lonely_attachments(library: Library) -> None:
    files = files_of(library)
    forgotten = files.put(b"an old poster").sha256
    with clock.frozen(NOON - timedelta(days=2000)):
        oldest = backup.take(library.folder)
    files.remove_unreferenced(set(), timedelta(0))
    kept = files.put(b"a new poster").sha256
    shelf = FolderFiles(record.folder_of(library.folder) / opening.FILES)
    for moment in reversed(local_days(40)):
        with clock.frozen(moment):
            made = backup.take(library.folder, reason="daily")
            os.utime(shelf.path(kept), (0, 0))
            if shelf.exists(forgotten):
                os.utime(shelf.path(forgotten), (0, 0))
    listed = backup.list_backups(library.folder)
    assert listed[0] == made
    assert {b.at for b in listed} == backup.to_keep([*local_days(40), oldest.at])
    assert oldest.file.exists()  # the only one of its month, among less than nine
    assert list(shelf.hashes()) == sorted([forgotten, kept])
    oldest.file.unlink()  # by hand
    for moment in (NOON + timedelta(hours=1), NOON + timedelta(hours=2)):
        with clock.frozen(moment):
            backup.take(library.folder)
    assert not oldest.record.exists()
    assert list(shelf.hashes()) == [kept]


def test_what_is_not_proven_or_was_replaced_is_never_thinned(library: Library) -> None:
    backups = record.folder_of(library.folder)
    with clock.frozen(NOON):
        made = backup.take(library.folder)
    stray = backups / "cresi-2020-01-01-000000.db"
    shutil.copyfile(made.file, stray)
    replaced = backups / "replaced-2020-01-01-000000.db"
    shutil.copyfile(made.file, replaced)
    with clock.frozen(NOON + timedelta(minutes=5)):
        backup.take(library.folder)
    assert stray.exists()
    assert replaced.exists()
    assert not made.file.exists()


# --- restoring ---


def test_restoring_brings_rows_and_attachments_back_and_keeps_what_it_replaces(library: Library) -> None:
    files = files_of(library)
    add_club(library, "Avant")
    poster = files.put(b"poster").sha256
    made = backup.take(library.folder)
    add_club(library, "Après")
    files.remove_unreferenced(set(), timedelta(0))
    library.close()
    done = backup.restore(library.folder, made.file, newest=library.model.newest)
    assert (done.backup, done.missing_files) == (made, ())
    assert names(library.folder, library.model) == ["Avant"]
    assert files.read(poster) == b"poster"
    assert done.replaced is not None
    replaced = backup.verify(done.replaced)
    assert (replaced.reason, replaced.counts["club"], replaced.verified) == ("replaced", 2, True)
    assert replaced in backup.list_backups(library.folder)
    backup.restore(library.folder, done.replaced, newest=library.model.newest)  # changing one's mind
    assert names(library.folder, library.model) == ["Après", "Avant"]


def test_a_restored_library_can_be_written_again(library: Library, model: Model) -> None:
    made = backup.take(library.folder)
    library.close()
    backup.restore(library.folder, made.file, newest=model.newest)
    with Library.open(library.folder, sources=[CLUBS], model=model) as again:
        add_club(again, "Suite")
    assert names(library.folder, model) == ["Suite"]


def test_after_restoring_nothing_is_thinned_for_a_month(library: Library) -> None:
    with clock.frozen(NOON):
        first = backup.take(library.folder)
        library.close()
        backup.restore(library.folder, first.file, newest=library.model.newest)
    with clock.frozen(NOON + timedelta(hours=1)):
        assert backup.thinning_suspended(library.folder)
        second = backup.take(library.folder)
        assert first.file.exists()
        thinning.resume_thinning(library.folder)
        assert backup.prune(library.folder) == [first.file]
        assert second.file.exists()
    with clock.frozen(NOON):
        thinning.suspend_thinning(library.folder)
    with clock.frozen(NOON + timedelta(days=31)):
        assert not backup.thinning_suspended(library.folder)
    (record.folder_of(library.folder) / "thinning-suspended.json").write_text("?", encoding="utf-8")
    assert backup.thinning_suspended(library.folder)


def test_an_open_library_is_not_restored_under_its_desk(library: Library) -> None:
    made = backup.take(library.folder)
    with pytest.raises(LibraryLocked):
        backup.restore(library.folder, made.file, newest=library.model.newest)
    add_club(library, "Toujours là")
    assert library.value("SELECT count(*) FROM club") == 1


def test_a_backup_from_a_newer_program_is_refused(library: Library) -> None:
    made = backup.take(library.folder)
    library.close()
    with pytest.raises(StoreError, match="plus récente") as refused:
        backup.restore(library.folder, made.file, newest=library.model.newest - 1)
    assert refused.value.code == "newer"


def test_a_missing_backup_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BackupDamaged, match="n’existe pas"):
        backup.restore(tmp_path / "library", tmp_path / "nowhere.db", newest=1)
    assert not (tmp_path / "library").exists()


def test_a_backup_carried_to_another_machine_makes_a_library(library: Library, tmp_path: Path) -> None:
    add_club(library, "Voyageur")
    poster = files_of(library).put(b"poster").sha256
    made = backup.take(library.folder, into=tmp_path / "key")
    library.close()
    done = backup.restore(tmp_path / "new machine" / "library", made.file, newest=library.model.newest)
    assert done.replaced is None
    assert names(tmp_path / "new machine" / "library", library.model) == ["Voyageur"]
    assert FolderFiles(tmp_path / "new machine" / "library" / opening.FILES).read(poster) == b"poster"


def test_attachments_that_cannot_be_found_are_named(library: Library, tmp_path: Path) -> None:
    poster = files_of(library).put(b"poster").sha256
    made = backup.take(library.folder)
    for file in (made.file, made.record):
        shutil.copyfile(file, tmp_path / file.name)
    library.close()
    done = backup.restore(tmp_path / "elsewhere", tmp_path / made.file.name, newest=library.model.newest)
    assert done.missing_files == (poster,)


@pytest.mark.parametrize("ruin", ["header", "middle", "empty", "gone"])
def test_a_ruined_library_is_replaced_and_its_ruin_kept(library: Library, ruin: str) -> None:
    add_club(library, "Avant")
    made = backup.take(library.folder)
    library.close()
    database = library.folder / DATABASE
    content = bytearray(database.read_bytes())
    if ruin == "header":
        content[:100] = bytes(100)
    elif ruin == "middle":
        content[4096:12288] = os.urandom(8192)
    if ruin == "gone":
        database.unlink()
    else:
        database.write_bytes(b"" if ruin == "empty" else content)
    done = backup.restore(library.folder, made.file, newest=library.model.newest)
    assert names(library.folder, library.model) == ["Avant"]
    if ruin == "gone":
        assert done.replaced is None
    else:
        assert done.replaced is not None
        assert len(done.replaced.read_bytes()) == (0 if ruin == "empty" else len(content))
        assert not backup.read_backup(done.replaced).verified


def test_a_log_left_behind_is_not_played_into_what_is_restored(library: Library, model: Model) -> None:
    add_club(library, "Avant")
    made = backup.take(library.folder)
    library.close()
    writer = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("INSERT INTO tone VALUES ('late', 'Tard')")
print("ready")
sys.stdin.read()
"""
    child = program(writer, library.folder / DATABASE)
    assert child.stdout is not None
    child.stdout.readline()
    kill(child)
    assert opening.is_hot(library.folder / DATABASE)
    done = backup.restore(library.folder, made.file, newest=model.newest)
    assert not opening.is_hot(library.folder / DATABASE)
    with Library.open(library.folder, model=model, read_only=True) as restored:
        assert restored.value("SELECT count(*) FROM tone WHERE code='late'") == 0
    assert done.replaced is not None
    assert backup.verify(done.replaced).counts["tone"] == made.counts["tone"] + 1


# --- killed at every step ---

TAKES = f"""{DIES_AT}
from cresi_app.store import backup
backup.take(Path(sys.argv[2]), progress=step)
print("done")
"""

RESTORES = f"""{DIES_AT}
from cresi_app.store import backup
backup.restore(Path(sys.argv[2]), Path(sys.argv[3]), newest=9999, progress=step)
print("done")
"""


def steps_to_try(long: bool) -> range:
    return range(200) if long else range(0, 200, 5)


@pytest.mark.parametrize("long", [False, pytest.param(True, marks=pytest.mark.long)], ids=["some", "every"])
def test_kill_9_during_a_backup_leaves_only_whole_ones(library: Library, long: bool) -> None:
    add_club(library, "Avant")
    files_of(library).put(b"poster")
    for dies_at in steps_to_try(long):
        done = run(TAKES, dies_at, library.folder)
        for made in backup.list_backups(library.folder):
            assert made.verified
            backup.verify(made.file)
        add_club(library, f"Après {dies_at}")
        if done.stdout == "done\n":
            break
        assert was_killed(done), done.stderr
    assert done.stdout == "done\n"
    assert dies_at > 10
    made = backup.take(library.folder)
    leftovers = [place.name for place in made.file.parent.rglob("*") if disk.PART in place.name]
    assert leftovers == []


@pytest.mark.parametrize("long", [False, pytest.param(True, marks=pytest.mark.long)], ids=["some", "every"])
def test_kill_9_during_a_restoration_leaves_the_old_library_or_the_new(
    library: Library,
    model: Model,
    long: bool,
) -> None:
    add_club(library, "Avant")
    poster = files_of(library).put(b"poster").sha256
    made = backup.take(library.folder)
    add_club(library, "Après")
    files_of(library).remove_unreferenced(set(), timedelta(0))
    library.close()
    seen = set()
    for dies_at in steps_to_try(long):
        done = run(RESTORES, dies_at, library.folder, made.file)
        found = tuple(names(library.folder, model))
        assert found in {("Après", "Avant"), ("Avant",)}
        seen.add(found)
        if found == ("Avant",):
            assert files_of(library).is_sound(poster)
            kept = [b for b in backup.list_backups(library.folder) if b.reason == "replaced" and b.verified]
            assert any(backup.verify(b.file).counts["club"] == 2 for b in kept)
        backup.verify(made.file)
        if done.stdout == "done\n":
            break
        assert was_killed(done), done.stderr
    assert done.stdout == "done\n"
    assert seen == {("Après", "Avant"), ("Avant",)}
