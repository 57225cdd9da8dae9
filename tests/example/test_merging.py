"""Merges in a library where every desk has tied something to everybody."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.services import Services

WHO = Actor("test", "Claire Martin")


@pytest.fixture
def own(example_folder: Path, tmp_path: Path) -> Iterator[Services]:
    folder = tmp_path / "own"
    shutil.copytree(example_folder, folder)
    with Services.open(folder) as services:
        yield services


def rows(services: Services) -> dict[str, list[tuple[object, ...]]]:
    library = services.library
    return {
        shape.name: [
            tuple(row) for row in library.query(f"SELECT id, {', '.join(shape.content)} FROM {shape.name} ORDER BY id")
        ]
        for shape in library.structure.recorded
        if shape.content
    }


def test_bookings_dossiers_and_people_go_to_the_one_that_is_kept(own: Services) -> None:
    keep, gone = (own.directory.organisation_by_ref(name) for name in ("Eau Vive Essonne", "Les Amis de Kita"))
    before = rows(own)
    booked = len(own.training.history_of_organisation(keep)) + len(own.training.history_of_organisation(gone))
    assert own.training.history_of_organisation(gone)
    own.directory.merge_organisations(WHO, keep, gone)
    assert len(own.training.history_of_organisation(keep)) == booked
    assert own.training.history_of_organisation(gone) == []
    held = {row.title for row in own.projects.projects() if row.organisation_id == keep}
    assert held == {"Bornes-fontaines de Mirriah", "Cantines et jardins scolaires de Kita"}
    assert len(own.directory.organisation_sheet(gone).people) == 7
    assert [row.id for row in own.projects.search("eau vive cantines")], "dossiers are found by their new holder"
    own.library.undo(WHO)
    assert rows(own) == before


def test_two_people_of_one_day_are_not_made_one(own: Services) -> None:
    twice = own.library.query(
        "SELECT a.person_id AS one, b.person_id AS other FROM place a JOIN place b ON b.session_id = a.session_id "
        "AND b.person_id > a.person_id WHERE a.status = 'registered' AND b.status = 'registered' LIMIT 1"
    )[0]
    before = rows(own)
    with pytest.raises(DomainError, match="figurent ensemble") as refused:
        own.directory.merge_people(WHO, twice["one"], twice["other"])
    assert refused.value.code == "clash"
    assert rows(own) == before


def test_a_trainer_keeps_the_days_of_both(own: Services) -> None:
    keep, gone = (own.directory.person_by_ref(name) for name in ("Souleymane Bâ", "Quentin Marsac"))
    sql = "SELECT count(*) FROM slot_trainer WHERE person_id = ?"
    days = own.library.value(sql, (keep,)) + own.library.value(sql, (gone,))
    own.directory.merge_people(WHO, keep, gone)
    assert own.library.value(sql, (keep,)) == days
    assert own.directory.person(gone).id == keep
