"""A merge moves what every desk, known to the directory or not, has tied to a record, and one undo brings it all back."""

import re
from datetime import date

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.directory.queries import people
from cresi_app.directory.queries.merging import references
from cresi_app.directory.service import DirectoryService, OrganisationFilter, PersonFilter
from cresi_app.store.library import Library
from tests.directory.conftest import WHO


def rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every recorded table, without bookkeeping."""
    return {
        shape.name: sorted(
            tuple(row) for row in library.query(f"SELECT id, {', '.join(shape.content)} FROM {shape.name}")
        )
        for shape in library.structure.recorded
        if shape.content
    }


def two(directory: DirectoryService) -> tuple[int, int]:
    keep = directory.add_organisation(
        WHO,
        "Eau Vive Solidarité",
        town="Créteil",
        countries=["ML", "NE"],
        numbers={"rna": "W941234567"},
        note="Tenace.",
    ).id
    gone = directory.add_organisation(
        WHO, "Association Eau-Vive Solidarité", address="12 rue des Écoles", countries=["NE", "BF"], email="eau@exemple.org",
        numbers={"rna": "W941234567", "siret": "22910228000018"}, founded_on=date(2009, 5, 14), note="À rappeler.",
    ).id  # fmt: skip
    return keep, gone


def test_everything_goes_to_the_one_that_is_kept(directory: DirectoryService, library: Library) -> None:
    keep, gone = two(directory)
    person = directory.add_person(WHO, "Mariama", "Boureima", organisation_id=gone, role="president").id
    older = directory.add_organisation(WHO, "Eau vive (ancienne)").id
    directory.merge_organisations(WHO, gone, older)
    before = rows(library)
    directory.merge_organisations(WHO, keep, gone)
    sheet = directory.organisation_sheet(keep)
    assert {country.code for country in sheet.countries} == {"ML", "NE", "BF"}
    assert (sheet.identifier("rna"), sheet.identifier("siret")) == ("W941234567", "22910228000018")
    assert [a.person.id for a in sheet.people] == [person]
    one = sheet.organisation
    assert (one.town, one.address, one.email, one.founded_on) == ("Créteil", "", "eau@exemple.org", date(2009, 5, 14))
    assert one.note == "Tenace.\n\nÀ rappeler."
    assert directory.organisation(gone).id == keep
    assert directory.organisation(older).id == keep, "a redirection follows a second merge"
    assert [row.id for row in directory.organisations(OrganisationFilter(text="eau vive"))] == [keep]
    assert directory.people(PersonFilter(text="boureima"))[0].organisation == "Eau Vive Solidarité"
    library.undo(WHO)
    assert rows(library) == before
    assert len(directory.organisations(OrganisationFilter(text="eau vive"))) == 2


def test_every_foreign_key_of_every_desk_is_moved(directory: DirectoryService, library: Library) -> None:
    for entity in ("organisation", "person"):
        found = {(r.table, r.column) for r in references(library, entity)}
        told = {
            (link.table, link.column)
            for shape in library.structure.tables.values()
            for link in shape.links
            if link.other == entity
        }
        assert found == told
        assert all(r.is_recorded for r in references(library, entity))


def test_what_another_desk_holds_follows(directory: DirectoryService, library: Library) -> None:
    keep, gone = two(directory)
    with library.revise("test", WHO) as revision:
        revision.insert("home", {"id": 1, "authority_id": gone})
    directory.merge_organisations(WHO, keep, gone)
    assert directory.home().authority_id == keep


def test_a_refusal_survives_an_agreement_and_a_payment_a_debt(directory: DirectoryService) -> None:
    keep, gone = two(directory)
    directory.set_consent(WHO, ("organisation", keep), "newsletter", is_given=True)
    directory.set_consent(WHO, ("organisation", gone), "newsletter", is_given=False, how="par courriel")
    directory.set_membership(WHO, keep, 2026, 3000)
    directory.set_membership(WHO, gone, 2026, 3000, date(2026, 1, 9))
    directory.set_membership(WHO, gone, 2025, 3000, date(2025, 1, 9))
    directory.merge_organisations(WHO, keep, gone)
    sheet = directory.organisation_sheet(keep)
    assert [(c.is_given, c.how) for c in sheet.consents] == [(False, "par courriel")]
    assert [(m.year, m.paid_on) for m in sheet.memberships] == [(2026, date(2026, 1, 9)), (2025, date(2025, 1, 9))]


def test_people_are_merged_with_their_contacts_and_ties(directory: DirectoryService, library: Library) -> None:
    organisation = directory.add_organisation(WHO, "Cèdre").id
    keep = directory.add_person(WHO, "Lucie", "Nguyen", organisation_id=organisation, email="lucie@exemple.org").id
    gone = directory.add_person(
        WHO, "Lucie", "NGUYEN", organisation_id=organisation, email="Lucie@exemple.org", phone="0612345678"
    ).id
    before = rows(library)
    directory.merge_people(WHO, keep, gone)
    sheet = directory.person_sheet(gone)
    assert sheet.person.id == keep
    assert [c.value for c in sheet.contacts] == ["lucie@exemple.org", "06 12 34 56 78"]
    assert len(sheet.affiliations) == 1
    library.undo(WHO)
    assert rows(library) == before


def test_what_cannot_be_merged_is_told(directory: DirectoryService) -> None:
    keep, gone = two(directory)
    with pytest.raises(DomainError, match="même fiche"):
        directory.merge_organisations(WHO, keep, keep)
    directory.merge_organisations(WHO, keep, gone)
    with pytest.raises(DomainError, match="n’est plus"):
        directory.merge_organisations(WHO, keep, gone)
    with pytest.raises(DomainError, match="n’est plus"):
        directory.merge_people(WHO, 1, 2)


def test_duplicates_are_suspected_by_number_or_likeness(directory: DirectoryService) -> None:
    keep, gone = two(directory)
    found = directory.suspects_of_organisation(keep)
    assert [(s.id, s.score) for s in found] == [(gone, 100)]
    assert "W941234567" in found[0].reason
    assert directory.suspects("Eau Vive Solidarite", "Créteil")[0].id in {keep, gone}
    assert directory.suspects("Terre d'asile") == []
    one = directory.add_person(WHO, "Lucie", "Nguyen", email="lucie@exemple.org").id
    other = directory.add_person(WHO, "Nguyen", "Lucie").id
    third = directory.add_person(WHO, "L.", "Nguyen", email="lucie@exemple.org").id
    assert {s.id for s in directory.suspects_of_person(one)} == {other, third}


def test_who_has_a_number_is_found_however_it_is_spaced_and_by_indexes(
    directory: DirectoryService, library: Library
) -> None:
    lucie = directory.add_person(WHO, "Lucie", "Nguyen", email="lucie@exemple.org", phone="01 99 00 12 34").id
    bamako = directory.add_person(WHO, "Awa", "Sow", phone="+223 76 12 34 56").id
    directory.add_person(WHO, "Paul", "Petit", phone="01 99 00 12 35")
    for typed in ("0199001234", "01 99 00 12 34", "01990 01234"):
        assert directory.people_reached_by([typed]) == {lucie: "01 99 00 12 34"}
    assert directory.people_reached_by(["+22376123456", "lucie@exemple.org"]) == {
        bamako: "+223 76 12 34 56", lucie: "lucie@exemple.org",
    }  # fmt: skip
    assert directory.people_reached_by(['"', "", "@"]) == {}
    for sql in (people._REACHED, people._NUMBERED):
        params = {"values": "[]", "private": True, "numbers": '"01"'}
        plan = " ; ".join(row["detail"] for row in library.query(f"EXPLAIN QUERY PLAN {sql}", params))
        assert not re.search(r"SCAN (c|p)\b", plan), plan
