"""Libraries as released versions left them open with this one, whole and still undoable."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cresi_app.core.changes import Actor
from cresi_app.services import Services
from cresi_app.store import health
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model

RELEASES = sorted((Path(__file__).resolve().parents[2] / "db" / "releases").glob("*.db.gz"))


def test_there_is_at_least_the_first_release() -> None:
    assert [file.name for file in RELEASES][:1] == ["0.1.0.db.gz"]


@pytest.mark.parametrize("release", RELEASES, ids=lambda file: file.name)
def test_a_released_library_opens_whole(release: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.db").write_bytes(gzip.decompress(release.read_bytes()))
    with Services.open(folder) as services:
        assert {
            table: services.library.count(table) for table in ("document", "copy", "organisation", "booking", "project")
        } == {
            "document": 3,
            "copy": 2,
            "organisation": 1,
            "booking": 1,
            "project": 1,
        }
        assert [row.title for row in services.catalogue.search("oeuvrer").rows] == ["Œuvrer ensemble"]
        undone = services.library.revisions(1)[0]
        services.library.undo(Actor("1", "Claire Martin"), undone.seq)
        assert services.projects.project_sheet(services.projects.by_ref("2026-001")).activities == ()
    assert [problem for problem in health.full_check(folder) if problem.grave] == []


def test_pages_in_scripts_that_part_nothing_go_to_be_read_again(tmp_path: Path) -> None:
    steps, folder = tmp_path / "steps", tmp_path / "library"
    steps.mkdir()
    for step in Model().steps:
        if step.name < "0024":
            (steps / step.name).write_bytes(step.read_bytes())
    Library.create(folder, model=Model(steps)).close()
    with closing(sqlite3.connect(folder / "library.db")) as database, database:
        files = [(1, "a" * 64), (2, "b" * 64)]
        database.executemany("INSERT INTO file_text (id, sha256, state) VALUES (?, ?, 'indexed')", files)
        pages = [(10001, 1, "水井", "水井"), (20001, 2, "puits", "Puits")]
        database.executemany(
            "INSERT INTO file_page (id, file_id, number, state, words, text) VALUES (?, ?, 1, 'text', ?, ?)", pages
        )
    with Services.open(folder) as services:
        for table, column in (("file_text", "id"), ("file_page", "file_id")):
            assert [row[0] for row in services.library.query(f"SELECT {column} FROM {table}")] == [2]
        found = "SELECT rowid FROM file_page_fts WHERE file_page_fts MATCH ?"
        assert [row[0] for row in services.library.query(found, ('"水井"',))] == []
        assert [row[0] for row in services.library.query(found, ("puits",))] == [20001]
