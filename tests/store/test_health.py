"""What is wrong with a library is found, named and told apart from what is merely untidy."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cresi_app.core import clock
from cresi_app.core.errors import StoreError
from cresi_app.core.ids import new_id
from cresi_app.store import health, opening
from cresi_app.store.files import FolderFiles
from cresi_app.store.health import Need, Watch
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model
from cresi_app.store.opening import DATABASE
from tests.disasters import kill, program, write_protected
from tests.store.conftest import CLUBS, MARIE, small_model

PAPER = """
CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    sha256 TEXT NOT NULL,
    cover_sha256 TEXT
) STRICT;
"""
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def model(tmp_path: Path) -> Model:
    made = small_model(tmp_path / "model")
    (made.migrations / "0003_paper.sql").write_text(PAPER, encoding="utf-8")
    return made


def add_club(library: Library, name: str) -> int:
    new = new_id()
    with library.revise("club.add", MARIE) as revision:
        revision.insert("club", {"id": new, "name": name})
    return new


def add_paper(library: Library, content: bytes, cover: bytes | None = None) -> tuple[int, str]:
    files = FolderFiles(library.folder / opening.FILES)
    new, stored = new_id(), files.put(content)
    with library.revise("paper.add", MARIE) as revision:
        values = {"id": new, "sha256": stored.sha256, "cover_sha256": files.put(cover).sha256 if cover else None}
        revision.insert("paper", values)
    return new, stored.sha256


@contextmanager
def tampering(library: Library) -> Iterator[sqlite3.Connection]:
    """Change a library behind the program's back."""
    with closing(sqlite3.connect(library.folder / DATABASE, isolation_level=None)) as connection:
        yield connection


def codes(library: Library) -> list[str]:
    return [problem.code for problem in health.full_check(library.folder)]


def test_a_library_at_work_is_sound_and_stays_as_it_is(library: Library) -> None:
    add_club(library, "Amis du Mali")
    add_paper(library, b"paper", b"cover")
    before = library.query("SELECT * FROM revision"), library.query("SELECT * FROM change")
    assert health.full_check(library.folder) == []
    assert (library.query("SELECT * FROM revision"), library.query("SELECT * FROM change")) == before
    with opening.readable(library.folder) as access, closing(opening.connect_read_only(access.uri)) as connection:
        assert health.quick(connection) == []


def test_a_damaged_file_is_told_and_nothing_else_is_believed(library: Library) -> None:
    for number in range(50):
        add_club(library, f"Club {number} {'x' * 100}")
    library.close()
    database = library.folder / DATABASE
    content = bytearray(database.read_bytes())
    content[len(content) // 2 :] = os.urandom(len(content) - len(content) // 2)
    database.write_bytes(content)
    problems = health.full_check(library.folder)
    assert {problem.code for problem in problems} == {"damaged"}
    assert len(problems) <= 100
    with opening.readable(library.folder) as access, closing(opening.connect_read_only(access.uri)) as connection:
        assert {problem.code for problem in health.quick(connection)} == {"damaged"}


def test_what_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"not a database" * 100)
    assert [problem.code for problem in health.full_check(tmp_path)] == ["damaged"]
    with pytest.raises(StoreError):
        health.full_check(tmp_path / "nowhere")


def test_rows_that_refer_to_nothing_are_counted(library: Library) -> None:
    club = add_club(library, "Amis du Mali")
    with tampering(library) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("INSERT INTO act VALUES (1, 1)")
        connection.execute("INSERT INTO member (id, club_id) VALUES (1, 999), (2, 998)")
        connection.execute("DELETE FROM act")
        connection.execute("DELETE FROM search_todo")
    problem = health.full_check(library.folder)[0]
    assert (problem.code, problem.data["rows"], problem.data["table"], problem.grave) == (
        "foreign_key",
        2,
        "member",
        True,
    )
    assert "en tout\u00a0: 2" in problem.sentence
    assert "«\u00a0member\u00a0»" in problem.sentence
    assert club


def test_an_act_left_open_is_told(library: Library) -> None:
    add_club(library, "x")
    with tampering(library) as connection:
        connection.execute("INSERT INTO act VALUES (1, 1)")
    assert codes(library) == ["act"]


@pytest.mark.parametrize("harm", ["DROP TRIGGER history_club_update", "replace"])
def test_a_history_that_is_no_longer_kept_is_told(library: Library, harm: str) -> None:
    with tampering(library) as connection:
        if harm == "replace":
            connection.execute("DROP TRIGGER history_club_delete")
            connection.execute("CREATE TRIGGER history_club_delete AFTER DELETE ON club BEGIN SELECT 1; END")
        else:
            connection.execute(harm)
    problems = health.full_check(library.folder)
    assert [(problem.code, problem.data["table"]) for problem in problems] == [("history", "club")]


def test_a_search_index_unlike_its_texts_is_told(library: Library) -> None:
    add_club(library, "Amis du Mali")
    with tampering(library) as connection:
        connection.execute("DROP TRIGGER club_text_update")
        connection.execute("UPDATE club_text SET name = 'autre chose'")
    assert codes(library) == ["search_damaged"]


def test_records_without_search_text_and_texts_without_record_are_told(library: Library) -> None:
    add_club(library, "Amis du Mali")
    with tampering(library) as connection:
        connection.execute("DELETE FROM club_text")
        connection.execute("INSERT INTO club_text (id, name) VALUES (5, 'fantôme')")
    assert codes(library) == ["search_incomplete", "search_surplus"]
    with tampering(library) as connection:
        connection.execute("INSERT INTO search_todo SELECT 'club', id FROM club UNION SELECT 'club', 5")
    assert codes(library) == []  # it is known, and will be done at opening


def test_missing_and_altered_attachments_are_told(library: Library) -> None:
    files = FolderFiles(library.folder / opening.FILES)
    _one, missing = add_paper(library, b"missing")
    _two, altered = add_paper(library, b"altered")
    for sha256 in (missing, altered):
        files.path(sha256).chmod(0o644)
    files.path(missing).unlink()
    files.path(altered).write_bytes(b"ALTERED")
    problems = health.full_check(library.folder)
    assert [(problem.code, problem.data["sha256"]) for problem in problems] == [
        ("file_missing", missing[:12]),
        ("file_altered", altered[:12]),
    ]


def test_attachments_that_nothing_mentions_are_untidy_not_wrong(library: Library) -> None:
    files = FolderFiles(library.folder / opening.FILES)
    _paper, used = add_paper(library, b"used")
    fresh, forgotten = files.put(b"fresh").sha256, files.put(b"forgotten").sha256
    for sha256 in (used, forgotten):
        os.utime(files.path(sha256), (0, 0))
    problems = health.full_check(library.folder)
    assert [(problem.code, problem.data["count"], problem.grave) for problem in problems] == [("file_orphan", 1, False)]
    assert files.exists(fresh)


def test_attachments_of_history_and_of_imports_under_way_are_in_use(library: Library) -> None:
    paper, gone = add_paper(library, b"paper", b"cover")
    cover = library.value("SELECT cover_sha256 FROM paper")
    with library.revise("paper.delete", MARIE) as revision:
        revision.delete("paper", paper, 1)
    with tampering(library) as connection:
        connection.execute(
            "INSERT INTO staged (id, import, entity, pos, row) VALUES (1, 1, 'paper', 1, ?)",
            ('{"sha256": "' + "a" * 64 + '"}',),
        )
        assert health.files_in_use(connection) == {gone, cover, "a" * 64}


def test_a_write_protected_library_is_checked_on_a_copy(library: Library) -> None:
    add_club(library, "Amis du Mali")
    with tampering(library) as connection:
        connection.execute("DROP TRIGGER club_text_update")
        connection.execute("UPDATE club_text SET name = 'autre chose'")
    library.close()
    with write_protected(library.folder):
        assert codes(library) == ["search_damaged"]


def test_a_check_can_be_given_up(library: Library) -> None:
    class GivenUpError(Exception):
        pass

    def give_up(_done: int, _total: int) -> None:
        raise GivenUpError

    with pytest.raises(GivenUpError):
        health.full_check(library.folder, give_up)
    add_club(library, "Toujours là")


# --- when to check ---

WORKER = """
import sys
from pathlib import Path
from cresi_app.store.health import Watch
print(Watch(Path(sys.argv[1])).begin())
sys.stdin.read()
"""


def test_a_clean_end_asks_for_nothing_and_a_week_for_a_look(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    with clock.frozen(NOON):
        assert watch.begin() is Need.SOON  # never looked at yet
        watch.checked()
        watch.end()
    with clock.frozen(NOON + timedelta(days=6)):
        assert Watch(tmp_path).begin() is Need.NONE
        watch.end()
    with clock.frozen(NOON + timedelta(days=7)):
        assert Watch(tmp_path).begin() is Need.SOON
        watch.end()
    with clock.frozen(NOON - timedelta(days=1)):
        assert Watch(tmp_path).begin() is Need.SOON  # a clock set back proves nothing


def test_a_killed_program_asks_for_a_check_until_it_is_done(tmp_path: Path) -> None:
    Watch(tmp_path).checked()
    for expected in ("none", "now", "now"):  # killed again before the check was finished
        child = program(WORKER, tmp_path)
        assert child.stdout is not None
        assert child.stdout.readline() == f"{expected}\n"
        kill(child)
    watch = Watch(tmp_path)
    assert watch.begin() is Need.NOW
    watch.end()
    assert watch.begin() is Need.NOW
    watch.checked()
    watch.end()
    assert Watch(tmp_path).begin() is Need.NONE


@pytest.mark.parametrize("mark", ["", "[]", "{", '{"checked_at": 3}'])
def test_a_mark_that_cannot_be_read_asks_for_a_look(tmp_path: Path, mark: str) -> None:
    (tmp_path / "health.json").write_text(mark, encoding="utf-8")
    assert Watch(tmp_path).begin() is Need.SOON


def test_a_library_with_its_sources_is_sound_after_reopening(library: Library, model: Model) -> None:
    add_club(library, "Amis du Mali")
    library.close()
    with Library.open(library.folder, sources=[CLUBS], model=model) as again:
        assert codes(again) == []
