"""A revision is written whole, guarded, numbered, or not at all."""

import pytest

from cresi_app.store.errors import Stale
from cresi_app.store.library import Library
from tests.store.conftest import MARIE


def add_club(library: Library, **values: object) -> int:
    with library.revise("test.add_club", MARIE) as revision:
        club_id = revision.insert("club", {"name": "Club", **values})
        revision.subject = ("club", club_id)
    return club_id


def test_insert_fills_id_version_and_times(library: Library) -> None:
    with library.revise("test.add", MARIE) as revision:
        club_id = revision.insert("club", {"name": "Amis du fleuve", "is_open": True})
    row = library.query("SELECT * FROM club")[0]
    assert (row["id"], row["version"], row["is_open"]) == (club_id, 1, 1)
    assert row["created_at"].endswith("Z")
    assert revision.changes.touched == {"club": {club_id}}


def test_a_stale_version_refuses_the_whole_batch(library: Library) -> None:
    club_id = add_club(library)
    with library.revise("test.rename", MARIE) as revision:
        revision.update("club", club_id, 1, {"name": "Un"})

    def rename_again() -> None:
        with library.revise("test.rename", MARIE) as revision:
            revision.insert("club", {"name": "autre"})
            revision.update("club", club_id, 1, {"name": "Deux"})

    with pytest.raises(Stale):
        rename_again()
    assert library.query("SELECT name, version FROM club")[0][:] == ("Un", 2)
    assert library.value("SELECT count(*) FROM club") == 1
