from collections.abc import Callable
from datetime import date

import pytest

from cresi_app.core.errors import DomainError, StoreError
from cresi_app.directory.model.forgetting import Called, Named
from cresi_app.directory.service import (
    SOURCES,
    Channel,
    DirectoryService,
    OrganisationFilter,
    Permission,
    PersonFilter,
)
from cresi_app.store.health import Watch
from cresi_app.store.library import Library
from cresi_app.store.watching import Stage
from tests.directory.conftest import WHO


def test_a_person_of_an_organisation_is_found_through_it(directory: DirectoryService) -> None:
    organisation = directory.add_organisation(WHO, "Eau Vive Solidarité").id
    person = directory.add_person(
        WHO, "Mariama", "Boureima", organisation_id=organisation, role="president", title="présidente",
        email="mariama@exemple.org", phone="0612345678", town="Créteil",
    ).id  # fmt: skip
    row = directory.people(PersonFilter(text="eau vive"))[0]
    assert (row.id, row.name, row.organisation, row.title) == (
        person, "Mariama Boureima", "Eau Vive Solidarité", "présidente",
    )  # fmt: skip
    assert row.email == "mariama@exemple.org"
    assert [r.id for r in directory.people(PersonFilter(text="0612345678"))] == [person]
    assert [r.name for r in directory.organisations(OrganisationFilter(text="boureima"))] == ["Eau Vive Solidarité"]
    signer = directory.organisation_sheet(organisation).representative()
    assert signer is not None
    assert signer.person.id == person


def test_renaming_one_end_is_found_from_the_other(directory: DirectoryService) -> None:
    organisation = directory.organisation(directory.add_organisation(WHO, "Ancien nom").id)
    person = directory.person(directory.add_person(WHO, "Lucie", "Nguyen", organisation_id=organisation.id).id)
    directory.update_organisation(WHO, organisation.id, organisation.version, name="Source d'espoir")
    assert [r.id for r in directory.people(PersonFilter(text="espoir"))] == [person.id]
    directory.update_person(WHO, person.id, person.version, family_name="Nguyễn-Trần")
    assert [r.id for r in directory.organisations(OrganisationFilter(text="tran"))] == [organisation.id]
    assert directory.person(person.id).name_sort == "nguyen-tran lucie"


def test_people_leave_and_stay_in_memory(directory: DirectoryService) -> None:
    organisation = directory.add_organisation(WHO, "Cèdre").id
    person = directory.add_person(WHO, "Paul", "Delorme", organisation_id=organisation, role="treasurer").id
    tie = directory.person_sheet(person).affiliations[0].affiliation
    with pytest.raises(DomainError, match="La fin vient avant"):
        directory.update_affiliation(WHO, tie.id, tie.version, since=date(2026, 5, 1), until=date(2026, 1, 1))
    directory.update_affiliation(WHO, tie.id, tie.version, until=date(2026, 6, 30))
    sheet = directory.organisation_sheet(organisation)
    assert [len(sheet.people), len(sheet.former)] == [0, 1]
    assert directory.people_of(organisation) == []


def test_who_may_be_written_to_is_kept_by_channel(directory: DirectoryService) -> None:
    person = directory.add_person(WHO, "Salif", "Issoufou", email="salif@exemple.org", phone="+227 20 73 00 00").id
    email, phone = directory.person_sheet(person).contacts
    assert (email.channel, phone.channel) == (Channel.EMAIL, Channel.PHONE)
    directory.set_permission(WHO, email.id, email.version, Permission.REFUSED, "au téléphone")
    held = directory.person_sheet(person).contacts[0]
    assert (held.permission, held.permission_on, held.permission_how) == (
        Permission.REFUSED, date(2026, 11, 22), "au téléphone",
    )  # fmt: skip
    with pytest.raises(DomainError):
        directory.update_contact(WHO, email.id, held.version, "pas une adresse", is_private=False)
    with pytest.raises(DomainError):
        directory.add_contact(WHO, person, Channel.PHONE, "  ")


def test_an_answer_replaces_the_one_before(directory: DirectoryService) -> None:
    of = ("person", directory.add_person(WHO, "Awa", "Traoré").id)
    directory.set_consent(WHO, of, "newsletter", is_given=True, how="sur papier", given_on=date(2024, 5, 14))
    directory.set_consent(WHO, of, "newsletter", is_given=False, how="par courriel")
    consents = directory.person_sheet(of[1]).consents
    assert [(c.subject, c.is_given, c.given_on) for c in consents] == [("newsletter", False, date(2026, 11, 22))]
    directory.remove_consent(WHO, of, "newsletter")
    assert directory.person_sheet(of[1]).consents == ()
    with pytest.raises(DomainError):
        directory.set_consent(WHO, of, "elections", is_given=True)


def test_a_person_is_given_their_own_data(directory: DirectoryService) -> None:
    organisation = directory.add_organisation(WHO, "Cèdre").id
    person = directory.add_person(
        WHO, "Rima", "Haddad", organisation_id=organisation, title="relais à Beyrouth", email="rima@exemple.org"
    ).id
    directory.set_consent(WHO, ("person", person), "photos", is_given=False, how="sur papier")
    given = directory.export_person(person)
    assert given["name"] == "Rima Haddad"
    assert given["organisations"] == [{"name": "Cèdre", "role": "relais à Beyrouth"}]
    assert given["consents"] == [
        {"subject": "Photos des rencontres", "given": False, "on": "2026-11-22", "how": "sur papier"}
    ]


def test_anonymising_forgets_who_but_not_how_many(directory: DirectoryService, library: Library) -> None:
    organisation = directory.add_organisation(WHO, "Cèdre").id
    one = directory.person(
        directory.add_person(WHO, "Rima", "Haddad", organisation_id=organisation, email="r@exemple.org").id
    )
    directory.holds.append(lambda _id: "un dossier est en cours.")
    with pytest.raises(DomainError, match="un dossier est en cours"):
        directory.anonymise_person(WHO, one.id, one.version)
    directory.holds.clear()
    directory.anonymise_person(WHO, one.id, one.version)
    kept = directory.person(one.id)
    assert (kept.name, kept.anonymised_on) == ("Personne anonymisée", date(2026, 11, 22))
    assert directory.person_sheet(one.id).contacts == ()
    assert len(directory.person_sheet(one.id).affiliations) == 1
    assert directory.people(PersonFilter(text="haddad")) == []
    assert directory.people(PersonFilter(text="haddad", archived=True)) == []


def test_who_is_forgotten_is_in_no_byte_of_the_library(directory: DirectoryService, library: Library) -> None:
    organisation = directory.add_organisation(WHO, "Cèdre").id
    one = directory.add_person(
        WHO, "Rimatou", "Haddadi", organisation_id=organisation, title="cheffe Haddadi", email="rimatou@cedre.example",
        phone="06 78 90 12 34", address="7 rue Zyxwv", note="Écrire à Rimatou Haddadi",
    ).id  # fmt: skip
    directory.update_person(WHO, one, 1, family_name="Haddadine")
    twin = directory.add_person(WHO, "R.", "Haddadine", email="rh@qwertz.example").id
    directory.merge_people(WHO, one, twin)
    gone = directory.person_sheet(one).contacts[-1]
    directory.remove_contact(WHO, gone.id, gone.version)
    removal = library.undoable()
    directory.set_consent(WHO, ("person", one), "photos", is_given=False, how="courriel de Rimatou")
    called = directory.called(one)
    changes = directory.anonymise_person(WHO, one, directory.person(one).version)
    assert directory.still_named(called) == []
    assert library.wipe()
    assert directory.person(twin).name == "Personne anonymisée"

    # What happened stays, nobody brings it back, and Ctrl+Z means what was done before.
    told = library.timeline("person", one)
    assert told[0].operation == "directory.anonymise_person"
    assert len(told) >= 3
    assert {(entry.after or {}).get("family_name") for entry in told} == {"Personne anonymisée"}
    undoable = library.undoable()
    assert undoable is not None
    assert undoable.operation == "directory.set_consent"
    assert changes.seq is not None
    assert removal is not None
    for seq in (changes.seq, removal.seq):
        with pytest.raises(DomainError, match="effacé pour de bon"):
            library.undo(WHO, seq)
    with pytest.raises(DomainError):
        library.restore_record("contact", gone.id, WHO)
    with pytest.raises(DomainError):
        library.undo(WHO, told[-1].seq)

    library.close()
    held = b"".join(path.read_bytes() for path in library.folder.iterdir() if path.is_file()).lower()
    for word in ("haddad", "rimat", "cedre.example", "qwertz", "78 90 12", "zyxwv"):
        assert word.encode() not in held, word


def test_the_file_is_wiped_all_the_same_when_another_desk_could_not_forget(
    directory: DirectoryService, library: Library
) -> None:
    """The person is forgotten by then: only a refused act leaves nothing to wipe."""
    one = directory.add_person(WHO, "Awa", "Traoré").id

    def full(_is_named: Callable[[str], bool]) -> None:
        raise StoreError("full", "Le disque est plein.")

    directory.typed.append(full)
    with pytest.raises(StoreError):
        directory.anonymise_person(WHO, one, 1)
    assert directory.person(one).family_name == "Personne anonymisée"
    assert Watch(library.folder).wiping is not None


def test_a_wipe_that_did_not_come_is_made_up_for_at_the_next_opening(
    directory: DirectoryService, library: Library
) -> None:
    one = directory.add_person(WHO, "Rimatou", "Haddadi").id
    with pytest.raises(DomainError, match="stale"):
        directory.anonymise_person(WHO, one, 7)
    assert "wipe" not in (library.folder / "health.json").read_text(encoding="utf-8").replace('"wipe": null', "")
    directory.anonymise_person(WHO, one, 1)
    library.close()
    heard: list[Stage] = []
    with Library.open(library.folder, sources=SOURCES, watched=lambda stage, _done, _total: heard.append(stage)):
        pass
    assert heard == [Stage.WIPE]
    assert b"addadi" not in (library.folder / "library.db").read_bytes()


def test_how_somebody_is_called_is_known_again_in_a_text() -> None:
    called = Called([Named("Rima", "Le Goff")], ["r@exemple.org", "06 78 90 12 34"])
    said = called.without(
        "RIMA LE GOFF (Le Goff, Rima ; r@exemple.org, 0678901234) et Mme Le Goff, le goffre, pas r@exemple.organd.", "X"
    )
    assert said == "X (X ; …, …) et Mme X, le goffre, pas r@exemple.organd."
    assert called.phrases == ["rima le goff", "le goff rima", "r exemple org"]
    for typed in ("goff le", "gofferie", "rima"):
        assert not called.is_named_by(typed), typed
    for typed in ("auteur:le goff", "LE GOFF rima", "r@exemple.org", "06 78.90 12-34"):
        assert called.is_named_by(typed), typed
