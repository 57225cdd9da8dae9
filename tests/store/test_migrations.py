"""A library is brought to the newest step whole, or stays as it was."""

import hashlib
from pathlib import Path

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.store import indexing, triggers
from cresi_app.store.backup import list_backups
from cresi_app.store.batch import Heading
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model, statements
from cresi_app.store.opening import APPLICATION_ID, DATABASE, examine
from cresi_app.store.rewinding import Rewinding
from cresi_app.store.watching import Stage
from tests.store.conftest import CLUBS, MARIE


def add_step(model: Model, name: str, sql: str) -> None:
    (model.migrations / name).write_text(sql, encoding="utf-8")


def reopened(library: Library) -> Library:
    library.close()
    return Library.open(library.folder, sources=[CLUBS], model=library.model)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_statements_are_split_where_they_end() -> None:
    text = (
        "-- un; deux\nCREATE TABLE a (x TEXT DEFAULT ';'); -- après\n\n"
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n-- rien; du tout\n"
    )
    found = list(statements(text))
    assert [part.splitlines()[-1] for part in found] == ["CREATE TABLE a (x TEXT DEFAULT ';');", "END;"]
    with pytest.raises(ValueError, match="without its end"):
        list(statements("CREATE TABLE a (x)"))


def test_two_statements_of_one_line_are_told_apart(library: Library) -> None:
    add_step(library.model, "0003_more.sql", "CREATE TABLE a (x INTEGER) STRICT; CREATE TABLE b (y INTEGER) STRICT;\n")
    with reopened(library) as again:
        assert {"a", "b"} <= set(again.structure.tables)


def test_a_fresh_library_is_marked_as_ours(library: Library) -> None:
    library.close()
    found = examine(library.folder)
    assert found.is_library
    assert found.schema == 2


def test_the_list_of_steps_is_kept_by_sqlite_utils(library: Library) -> None:
    rows = library.query("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id")
    assert [tuple(row) for row in rows] == [("cresi", "0001_store"), ("cresi", "0002_small")]
    assert library.value("PRAGMA application_id") == APPLICATION_ID


def test_opening_again_changes_nothing(library: Library) -> None:
    library.close()
    before = digest(library.folder / DATABASE)
    reopened(library).close()
    assert digest(library.folder / DATABASE) == before


def test_the_writer_is_as_strict_in_an_old_library_as_in_a_new_one(library: Library) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 0}

    def said(library: Library) -> dict[str, object]:
        return library._engine.call(
            lambda database: {name: database.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
        )

    assert said(library) == wanted
    library.derive("DELETE FROM search_todo")
    assert said(library) == wanted
    with reopened(library) as again:
        assert said(again) == wanted


def test_a_failing_step_leaves_the_file_as_it_was(library: Library) -> None:
    with library.revise("test.add", MARIE) as revision:
        revision.insert("club", {"id": 1, "name": "un"})
    library.close()
    before = digest(library.folder / DATABASE)
    add_step(library.model, "0003_good.sql", "CREATE TABLE good (x INTEGER) STRICT;\nUPDATE club SET name = 'deux';\n")
    add_step(library.model, "0004_bad.sql", "CREATE TABLE bad (x INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(Exception, match="nowhere"):
        reopened(library)
    assert digest(library.folder / DATABASE) == before
    for path in library.model.migrations.glob("000[34]*"):
        path.unlink()
    with reopened(library) as again:
        assert again.value("SELECT name FROM club") == "un"
        assert again.value("SELECT count(*) FROM sqlite_master WHERE name IN ('good', 'bad')") == 0


def test_a_step_that_leaves_orphans_is_refused(library: Library) -> None:
    add_step(library.model, "0003_orphan.sql", "INSERT INTO member (id, club_id) VALUES (1, 99);\n")
    with pytest.raises(ValueError, match="refer to nothing"):
        reopened(library)


def test_a_migration_is_backed_up_before_and_its_rows_need_no_revision(library: Library) -> None:
    with library.revise("test.add", MARIE) as revision:
        revision.insert("club", {"id": 1, "name": "un"})
    add_step(
        library.model,
        "0003_motto.sql",
        "ALTER TABLE club ADD COLUMN motto TEXT NOT NULL DEFAULT '';\nUPDATE club SET motto = name || ' !';\n",
    )
    with reopened(library) as again:
        assert again.value("SELECT motto FROM club") == "un !"
        assert "motto" in again.structure["club"].columns
        backups = list_backups(again.folder)
        assert [(backup.reason, backup.schema, backup.verified) for backup in backups] == [("migration", 2, True)]
        with again.revise("test.motto", MARIE) as revision:
            revision.update("club", 1, 1, {"motto": "en avant"})
        assert again.timeline("club", 1)[0].after is not None
        again.undo(MARIE)
        assert again.value("SELECT motto FROM club") == "un !"


def test_an_act_from_before_a_new_column_can_still_be_undone(library: Library) -> None:
    with library.revise("test.add", MARIE) as revision:
        revision.insert("club", {"id": 1, "name": "un"})
    with library.revise("test.delete", MARIE) as revision:
        revision.delete("club", 1)
    add_step(library.model, "0003_motto.sql", "ALTER TABLE club ADD COLUMN motto TEXT NOT NULL DEFAULT 'sans';\n")
    with reopened(library) as again:
        again.undo(MARIE)
        assert again.query("SELECT name, motto FROM club")[0][:] == ("un", "sans")
        again.undo(MARIE)
        assert again.query("SELECT * FROM club") == []


def test_a_record_goes_back_to_before_a_new_column(library: Library) -> None:
    with library.revise("test.add", MARIE) as revision:
        revision.insert("club", {"id": 1, "name": "un"})
        revision.insert("member", {"id": 2, "club_id": 1, "name": "Awa"})
    with library.revise("test.change", MARIE, ("club", 1)) as revision:
        revision.delete("member", 2)
    seq = library.value("SELECT max(seq) FROM revision")
    add_step(library.model, "0003_motto.sql", "ALTER TABLE member ADD COLUMN motto TEXT NOT NULL DEFAULT 'sans';\n")
    with reopened(library) as again:
        rewinding = Rewinding(again.query, again.structure)
        rewind = rewinding.before(("club", 1), {"member"}, seq)
        assert rewind is not None
        again.write(Heading(MARIE.key, again.desk, "test.back", "club:1"), rewinding.batch(rewind), rewind.record)
        assert again.query("SELECT id, name, motto FROM member")[0][:] == (2, "Awa", "sans")


def test_a_table_rebuilt_by_a_step_keeps_its_children_and_its_history(library: Library) -> None:
    with library.revise("test.add", MARIE) as revision:
        revision.insert("club", {"id": 1, "name": "un"})
        revision.insert("member", {"id": 2, "club_id": 1})
        revision.insert("note", {"member_id": 2})
    add_step(
        library.model,
        "0003_rebuild.sql",
        "CREATE TABLE member_new (id INTEGER PRIMARY KEY, version INTEGER NOT NULL DEFAULT 1, "
        "club_id INTEGER NOT NULL REFERENCES club (id), name TEXT NOT NULL DEFAULT '') STRICT;\n"
        "INSERT INTO member_new SELECT id, version, club_id, name FROM member;\n"
        "DROP TABLE member;\nALTER TABLE member_new RENAME TO member;\nCREATE INDEX member_club_id ON member (club_id);\n",
    )
    with reopened(library) as again:
        assert again.value("SELECT count(*) FROM note") == 1
        with again.revise("test.rename", MARIE) as revision:
            revision.update("member", 2, None, {"name": "Awa"})
        with pytest.raises(DomainError, match="moved_on"):
            again.undo(MARIE, again.revisions()[-1].seq)
        again.undo(MARIE)
        again.undo(MARIE)
        assert again.value("SELECT count(*) FROM member") == 0


def test_reference_lists_follow_their_files(library: Library) -> None:
    assert [tuple(row) for row in library.query("SELECT * FROM tone ORDER BY code")] == [
        ("calm", "Calme"),
        ("loud", "Fort"),
    ]
    with library.revise("test.add", MARIE) as revision:
        revision.insert("club", {"tone_code": "loud"})
    (library.model.reference / "tone.csv").write_text("code,label\ncalm,Doux\nnew,Neuf\n", encoding="utf-8")
    with reopened(library) as again:
        rows = [tuple(row) for row in again.query("SELECT * FROM tone ORDER BY code")]
        # What left the list stays: records carry it.
        assert rows == [("calm", "Doux"), ("loud", "Fort"), ("new", "Neuf")]
        assert again.value("SELECT count(*) FROM revision") == 1


def test_triggers_somebody_removed_are_made_again(library: Library) -> None:
    library._engine.call(lambda database: database.execute("DROP TRIGGER history_club_insert"))
    with reopened(library) as again:
        assert again._engine.look(triggers.present) == triggers.wanted(again.structure)
        assert len(triggers.wanted(again.structure)) == 12


def test_a_long_opening_tells_its_parts_and_goes_on_where_it_was_stopped(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "READ_AT_ONCE", 300)
    monkeypatch.setattr(indexing, "WRITTEN_AT_ONCE", 300)
    with library.revise("test.add", MARIE) as revision:
        for number in range(1_500):
            revision.insert("club", {"id": number + 1, "name": f"Amis {number}"})
    again_all = "INSERT INTO search_todo SELECT 'club', id FROM club WHERE true ON CONFLICT DO NOTHING;\n"
    add_step(library.model, "0003_words.sql", "DELETE FROM club_text;\n" + again_all)
    library.close()
    told: list[tuple[Stage, int, int]] = []

    def stopping(stage: Stage, done: int, total: int) -> None:
        told.append((stage, done, total))
        if done >= 800:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Library.open(library.folder, sources=[CLUBS], model=library.model, watched=stopping)
    assert list(dict.fromkeys(stage for stage, _done, _total in told)) == [
        one for one in Stage if one is not Stage.WIPE
    ]
    assert {total for stage, _done, total in told if stage is Stage.INDEX} == {1_500}
    left: list[tuple[int, int]] = []
    whole = Library.open(
        library.folder, sources=[CLUBS], model=library.model, watched=lambda _s, done, total: left.append((done, total))
    )
    with whole:
        assert left[0][1] <= 700, "what was indexed is not indexed again"
        assert left[-1][0] == left[-1][1]
        assert whole.count("search_todo") == 0
        assert whole.value("SELECT count(*) FROM club_fts WHERE club_fts MATCH 'amis'") == 1_500
