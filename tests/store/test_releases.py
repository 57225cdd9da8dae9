"""Libraries as released versions left them open with this one, whole and still undoable."""

import gzip
from pathlib import Path

import pytest

from cresi_app.core.changes import Actor
from cresi_app.services import Services
from cresi_app.store import health

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
