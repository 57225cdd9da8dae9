"""Roles: the grid that is shown is the one that every desk's service obeys."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

import cresi_app
from cresi_app.app.history import LibraryHistory
from cresi_app.app.rewinding import LibraryRewinds
from cresi_app.catalogue.model import Query
from cresi_app.core.changes import PROGRAM, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.roles import MAY, RIGHTS, ROLES, Right, Role, right_for
from cresi_app.directory.model import Channel, PersonFilter
from cresi_app.directory.model.entries import OrganisationEntry
from cresi_app.finding import KINDS
from cresi_app.operations import NAMES
from cresi_app.recordsheets import sheet_of
from cresi_app.services import Services
from cresi_app.training.service.counter import COUNTER

NOBODY = Actor("", "Personne")
SHELL = Actor("cli:test", "test")


@dataclass(frozen=True, slots=True)
class Team:
    """A library with one person of each role, and an organisation to act upon."""

    services: Services
    members: Mapping[Role, Actor]
    organisation: int


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    with Services.create(tmp_path_factory.mktemp("team") / "library") as services:
        directory = services.directory
        made = {role: directory.add_staff(SHELL, f"Profil {role}", "", role).id for role in Role}
        organisation = directory.add_organisation(SHELL, "Eau Vive", kind="association").id
        yield Team(services, {role: directory.actor(key) for role, key in made.items()}, organisation)


def _import(team: Team, who: Actor) -> Changes:
    report, changes = team.services.directory.import_organisations(
        who, [OrganisationEntry(f"Reçue {who.name}", "association")]
    )
    assert report.created == 1
    return changes


def _picture(team: Team, who: Actor) -> Changes:
    return team.services.directory.set_identity(who, centre_tagline=f"Ligne de {who.name}")


ACTS: Mapping[Right, Callable[[Team, Actor], Changes]] = {
    Right.NOTICES: lambda team, who: team.services.catalogue.add_document(who, title=f"Puits de {who.name}"),
    Right.THESAURUS: lambda team, who: team.services.catalogue.add_thesaurus(who, f"Mots de {who.name}"),
    Right.MANY: _import,
    Right.FRONT: lambda team, who: team.services.catalogue.add_basket(who, f"Panier de {who.name}"),
    Right.TRAINING: lambda team, who: team.services.training.add_room(who, f"Salle de {who.name}"),
    Right.PROJECTS: lambda team, who: team.services.projects.add_project(who, f"Puits de {who.name}", team.organisation),
    Right.COOPERATION: lambda team, who: team.services.cooperation.add_outpost(who, f"Bureau de {who.name}", team.organisation, "CN"),
    Right.FUNDING: lambda team, who: team.services.funding.add_axis(who, team.organisation, f"Axe de {who.name}"),
    Right.DIRECTORY: lambda team, who: team.services.directory.add_organisation(who, f"Association de {who.name}", kind="association"),
    Right.LIBRARY: _picture,
    Right.TEAM: lambda team, who: team.services.directory.add_staff(who, f"Recrue de {who.name}", "", Role.READER),
}  # fmt: skip
"""One act of every right that writes."""


def test_every_right_that_writes_has_an_act_tried_here() -> None:
    assert ACTS.keys() | {Right.PRIVATE} == set(Right)
    assert RIGHTS.keys() == set(Right)
    assert ROLES.keys() == MAY.keys() == set(Role)


@pytest.mark.parametrize("role", Role)
def test_a_role_does_what_the_grid_says_and_nothing_else(team: Team, role: Role) -> None:
    who = team.members[role]
    for right, act in ACTS.items():
        before = team.services.library.revisions(1)[0].seq
        if right in MAY[role]:
            assert act(team, who).seq is not None, right
            continue
        with pytest.raises(DomainError) as refusal:
            act(team, who)
        assert refusal.value.code == "not_allowed", right
        assert "Profil manager" in str(refusal.value), "it says whom to ask"
        assert team.services.library.revisions(1)[0].seq == before, "nothing was written"


def test_every_act_of_the_desks_asks_for_a_right_of_its_own() -> None:
    """What no pattern fits would be the managers' alone by accident."""
    by_accident = {
        name for name in NAMES
        if right_for(name) is Right.LIBRARY and not name.startswith(("directory.set_", "example.")) and "." in name
    }  # fmt: skip
    assert by_accident == set()
    assert right_for("catalogue.book_future") is Right.NOTICES
    assert right_for("voyages.add_trip") is Right.LIBRARY


def test_taking_back_asks_for_the_right_of_what_is_taken_back(team: Team) -> None:
    directory, library = team.services.directory, team.services.library
    reader, librarian = team.members[Role.READER], team.members[Role.LIBRARIAN]
    made = team.services.catalogue.add_document(librarian, title="Repris")
    with pytest.raises(DomainError, match="Lecture"):
        library.undo(reader, made.seq)
    library.undo(librarian, made.seq)
    with pytest.raises(DomainError, match="Lecture"):
        library.redo(reader)
    library.redo(librarian)
    document = team.services.catalogue.document(made.id).document
    team.services.catalogue.delete_document(librarian, document.id, document.version)
    with pytest.raises(DomainError, match="Comptoir"):
        library.restore_record("document", document.id, team.members[Role.FRONT])
    library.restore_record("document", document.id, librarian)
    for operation in ("catalogue.import", "library.restore", "library.move"):
        with pytest.raises(DomainError, match="Lecture"):
            directory.require(reader, operation)
    with pytest.raises(DomainError, match="Lecture"):
        team.services.catalogue.import_notices(reader, iter(lambda: pytest.fail("nothing is read before"), None))


def test_history_is_no_way_round_the_roles(team: Team) -> None:
    catalogue, library, history = team.services.catalogue, team.services.library, LibraryHistory(team.services)
    reader, librarian, manager = (team.members[role] for role in (Role.READER, Role.LIBRARIAN, Role.MANAGER))
    made = catalogue.add_document(librarian, title="Ancien").id
    changed = catalogue.update_document(librarian, made, 1, None, title="Nouveau").seq
    assert changed is not None
    put = history.put_back(librarian, changed).seq
    assert put is not None
    for act in (history.put_back, history.take_back, library.undo):
        with pytest.raises(DomainError, match="Lecture"):
            act(reader, put)
    undone = library.undo(librarian, put).seq
    with pytest.raises(DomainError, match="Lecture"):
        library.redo(reader)
    assert undone is not None
    rewinds = LibraryRewinds(team.services, history)
    shown = rewinds.as_it_was(changed, ("document", made))
    assert shown is not None
    with pytest.raises(DomainError, match="Lecture"):
        rewinds.go_back(reader, shown)
    back = rewinds.go_back(librarian, shown).seq
    assert back is not None
    for act in (history.put_back, history.take_back, library.undo):
        with pytest.raises(DomainError, match="Lecture"):
            act(reader, back)
    library.undo(librarian, back)
    with pytest.raises(DomainError, match="Lecture"):
        library.redo(reader)
    again = catalogue.add_document(librarian, title="Repris deux fois")
    library.undo(librarian, again.seq)
    with pytest.raises(DomainError, match="Lecture"):
        library.restore_record("document", again.id, reader)
    library.restore_record("document", again.id, librarian)
    welcomed = team.services.directory.introduce_staff(NOBODY, "Venue hier")
    with pytest.raises(DomainError, match="Lecture"):
        library.undo(reader, welcomed.seq)
    library.undo(manager, welcomed.seq)


def test_who_has_no_profile_reads_and_may_introduce_themselves(team: Team) -> None:
    directory = team.services.directory
    with pytest.raises(DomainError, match="qui est au poste"):
        directory.add_organisation(NOBODY, "Sans nom", kind="association")
    made = directory.introduce_staff(NOBODY, "Nouvelle venue")
    assert directory.standing(str(made.id)).role is Role.READER
    for who in (PROGRAM, COUNTER, SHELL):
        assert directory.standing(who.key).role is None


def test_while_no_role_is_given_everybody_may_do_everything(tmp_path: Path) -> None:
    with Services.create(tmp_path / "library") as services:
        directory = services.directory
        directory.add_organisation(NOBODY, "Eau Vive", kind="association")
        first = directory.actor(directory.introduce_staff(NOBODY, "Anne").id)
        second = directory.actor(directory.introduce_staff(NOBODY, "Paul").id)
        directory.add_organisation(second, "Puits", kind="association")
        paul = next(one for one in directory.staff_profiles() if one.name == "Paul")
        directory.set_role(first, paul.id, paul.version, Role.READER)
        with pytest.raises(DomainError, match="Anne"):
            directory.add_organisation(second, "Route", kind="association")
        services.library.undo(first)
        directory.add_organisation(second, "Route", kind="association")


def test_the_last_manager_keeps_the_role(tmp_path: Path) -> None:
    with Services.create(tmp_path / "library") as services:
        directory = services.directory
        first = directory.add_staff(SHELL, "Anne", standing=Role.READER).id  # the first manages, whatever was said
        other = directory.add_staff(SHELL, "Paul", standing=Role.FINANCE).id
        anne, paul = directory.actor(first), directory.actor(other)
        version = {one.id: one.version for one in directory.staff_profiles()}
        assert directory.standing(anne.key).may(Right.TEAM)
        with pytest.raises(DomainError, match="dernière personne") as refusal:
            directory.archive_staff(anne, first, version[first])
        assert refusal.value.code == "last_manager"
        with pytest.raises(DomainError, match="dernière personne"):
            directory.set_role(anne, first, version[first], Role.READER)
        directory.set_role(anne, other, version[other], Role.MANAGER)
        given = services.library.revisions(1)[0].seq
        directory.set_role(paul, first, version[first], Role.READER)
        with pytest.raises(DomainError):
            services.library.undo(SHELL, given)  # it would leave nobody
        assert directory.standing(paul.key).may(Right.TEAM)


@pytest.mark.parametrize(("last", "role"), [(False, Role.READER), (True, Role.MANAGER)])
def test_a_profile_from_before_the_roles_comes_back_with_the_least(tmp_path: Path, *, last: bool, role: Role) -> None:
    with Services.create(tmp_path / "library") as services:
        directory = services.directory
        if not last:
            directory.add_staff(SHELL, "Anne")
        paul = directory.add_staff(SHELL, "Paul", standing=Role.FINANCE).id
        services.library.undo(SHELL)
    with closing(sqlite3.connect(tmp_path / "library" / "library.db")) as old, old:
        old.execute(
            "UPDATE change SET before = json_remove(before, '$.standing'), after = json_remove(after, '$.standing') "
            "WHERE entity = 'staff'"
        )
    with Services.open(tmp_path / "library") as services:
        services.library.redo(SHELL)
        (back,) = [one for one in services.directory.staff_profiles() if one.id == paul]
        assert back.standing == role


def test_a_reader_does_not_see_what_is_private(team: Team) -> None:
    directory = team.services.directory
    where = {"address": "3 rue du Puits", "postal_code": "71640", "town": "Givry"}
    person = directory.add_person(SHELL, "Awa", "Sow", note="préfère le soir", **where).id
    directory.add_affiliation(SHELL, person, team.organisation, role="president")
    directory.add_contact(SHELL, person, Channel.EMAIL, "awa@prive.example", is_private=True)
    directory.add_contact(SHELL, person, Channel.PHONE, "01 99 00 12 34")
    try:
        directory.sees_private = lambda: directory.standing(team.members[Role.READER].key).may(Right.PRIVATE)
        sheet = directory.person_sheet(person)
        assert [one.value for one in sheet.contacts] == ["01 99 00 12 34"]
        assert (sheet.person.address, sheet.person.note) == ("", "")
        assert directory.person_rows([person])[0].email == ""
        assert "prive.example" not in str(directory.organisation_sheet(team.organisation))
        assert "prive.example" not in str(directory.mailboxes([person]))
        for shown in (directory.person(person), directory.organisation_sheet(team.organisation)):
            assert "préfère" not in str(shown)
            assert "Puits" not in str(shown)
        with pytest.raises(DomainError, match="coordonnées privées"):
            directory.export_person(person)
        _nothing_private_is_found_by_typing_it(team, person)
        _nothing_private_is_hinted_at(team, person)
        assert "Puits" not in str(sheet_of(team.services, ("person", person), "personne"))
    finally:
        directory.sees_private = lambda: True
    assert person in directory.person_ids(PersonFilter(text="prive.example"))
    assert person in directory.person_ids(PersonFilter(text="71640"))
    assert "prive.example" in str(directory.organisation_sheet(team.organisation))
    assert directory.person_rows([person])[0].email == "awa@prive.example"


def _nothing_private_is_found_by_typing_it(team: Team, person: int) -> None:
    directory = team.services.directory
    for typed in ("awa@prive.example", "prive.example", "préfère le soir", "71640", "Awa 716", "7164*"):
        assert directory.person_ids(PersonFilter(text=typed)) == []
        assert KINDS["person"].search(team.services, typed, 5).total == 0
    with pytest.raises(DomainError, match="unknown"):
        directory.person_by_ref("awa@prive.example")
    assert directory.person_ids(PersonFilter(text="Awa Sow")) == [person]
    assert directory.person_ids(PersonFilter(text="Sow Givry")) == [person]
    assert directory.person_ids(PersonFilter(text="0199001234")) == [person]  # everybody may know this one
    assert directory.person_ids(PersonFilter(text="01 99 00 12 34", role="treasurer")) == []


def _nothing_private_is_hinted_at(team: Team, person: int) -> None:
    directory = team.services.directory
    directory.add_contact(
        SHELL, directory.add_person(SHELL, "Bintou", "Keita").id, Channel.EMAIL, "awa@prive.example", is_private=True
    )
    assert "prive.example" not in str(directory.suspects_of_person(person))


def test_no_other_room_reads_how_people_can_be_reached() -> None:
    rooms = Path(cresi_app.__file__).parent
    named = re.compile(
        r"(FROM|JOIN) contact\b|\bperson\.(note|address|postal_code)\b|\bp\.(note|address|postal_code)\b"
    )
    own = rooms / "directory" / "queries"
    told = [str(one) for one in rooms.rglob("*.py") if own not in one.parents and named.search(one.read_text("utf-8"))]
    assert not told
    readers = re.compile(r"people_\.(contacts|people|person)\(")
    whole = {one.name for one in (rooms / "directory").rglob("*.py") if readers.search(one.read_text("utf-8"))}
    assert whole == {"privacy.py", "reading.py", "merging.py", "forgetting.py"}


def test_nobody_is_asked_for_the_right_to_write_nothing(team: Team) -> None:
    reader = team.members[Role.READER]
    with team.services.library.revise("directory.update_organisation", reader) as revision:
        pass
    assert revision.changes.seq is None


@pytest.mark.parametrize(
    "operation", ["directory.merge_organisation", "directory.merge_person", "catalogue.merge_documents"]
)
def test_every_merge_asks_for_the_right_that_names_merges(operation: str) -> None:
    assert right_for(operation) is Right.MANY


def test_who_is_forgotten_is_forgotten_by_every_desk(team: Team) -> None:
    services, library = team.services, team.services.library
    one = services.directory.add_person(SHELL, "Zoulikha", "Benyoucefi", email="zb@rare.example").id
    with library.revise("test.fill", SHELL) as revision:
        day = {"person_id": one, "read_on": "2026-11-22"}
        calendar = revision.insert("busy_calendar", {**day, "name": "Agenda de Zoulikha"})
        told = {"person_id": one, "mode_code": "centre", "advised_on": "2026-11-22", "subject": "Statuts"}
        advice = revision.insert("advice", {**told, "note": "Mme BENYOUCEFI (zb@rare.example) revient en mars."})
    with library.revise("test.change", SHELL) as revision:
        revision.update("advice", advice, None, {"subject": "Statuts de Zoulikha Benyoucefi"})
    services.catalogue.note_search(SHELL, Query("auteur:benyoucefi"), 0)
    services.catalogue.note_search(SHELL, Query("puits"), 0)
    services.directory.anonymise_person(SHELL, one, 1)
    assert library.value("SELECT name FROM busy_calendar WHERE id = ?", (calendar,)) == "Personne anonymisée"
    [held] = library.query("SELECT subject, note FROM advice WHERE id = ?", (advice,))
    assert tuple(held) == ("Statuts de Personne anonymisée", "Mme Personne anonymisée (…) revient en mars.")
    assert [one.query for one in services.catalogue.past_searches(SHELL)] == ["puits"]
    assert library.wipe()
    held_bytes = (library.folder / "library.db").read_bytes().lower()
    for word in (b"benyoucefi", b"rare.example", b"zoulikha"):
        assert word not in held_bytes, word
