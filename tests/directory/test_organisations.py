from datetime import date

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.directory.service import DirectoryService, OrganisationFilter
from cresi_app.store.library import Library
from tests.directory.conftest import WHO


def names(directory: DirectoryService, **wanted: object) -> list[str]:
    return [row.name for row in directory.organisations(OrganisationFilter(**wanted))]  # type: ignore[arg-type]  # as typed by each test


def test_a_new_organisation_is_found_by_all_it_is_known_by(directory: DirectoryService) -> None:
    changes = directory.add_organisation(
        WHO, "  Eau  Vive Solidarité ", "association",
        acronym="EVS", postal_code="91000", town="Évry-Courcouronnes", purpose="Puits et châteaux d'eau",
        numbers={"rna": "w911 234 567", "siret": "22910228000018"}, countries=["ML", "NE"], sectors=["14030"],
    )  # fmt: skip
    sheet = directory.organisation_sheet(changes.id)
    assert (sheet.organisation.name, sheet.organisation.country_code) == ("Eau Vive Solidarité", "FR")
    assert (sheet.identifier("rna"), sheet.identifier("siret")) == ("W911234567", "22910228000018")
    assert [country.name for country in sheet.countries] == ["Mali", "Niger"]
    for typed in ("eau", "EVS", "evry", "W911234567", "chateaux", "mali", "Eaü vivé sol", "approvisionnement"):
        assert names(directory, text=typed) == ["Eau Vive Solidarité"], typed
    assert names(directory, text="mauritanie") == []


@pytest.mark.parametrize("typed", ['"', "eau* AND (", "C++", "'", "NEAR/2", "-", "a:b", "\x00", "l'été", "😀"])
def test_nothing_typed_in_the_search_raises(directory: DirectoryService, typed: str) -> None:
    directory.add_organisation(WHO, "Eau Vive")
    directory.organisations(OrganisationFilter(text=typed))
    directory.suggest_people(typed)


def test_names_sort_as_a_french_reader_expects(directory: DirectoryService) -> None:
    for name in ("Zoé", "École ouverte", "L'Arbre", "Les Enfants", "eau vive"):
        directory.add_organisation(WHO, name)
    assert names(directory) == ["L'Arbre", "eau vive", "École ouverte", "Les Enfants", "Zoé"]


def test_filters_narrow(directory: DirectoryService) -> None:
    directory.add_organisation(WHO, "Ville de Kita", "partner_authority", country_code="ML", town="Kita")
    directory.add_organisation(WHO, "Amitié Kita", countries=["ML"], sectors=["14032"], reviewed_on=date(2026, 1, 5))
    other = directory.add_organisation(WHO, "Cèdre Solidaire", countries=["LB"], reviewed_on=date(2020, 1, 5)).id
    directory.set_membership(WHO, other, 2026, 3000, date(2026, 1, 9))
    assert names(directory, kinds=("partner_authority",)) == ["Ville de Kita"]
    assert names(directory, countries=("ML",)) == ["Amitié Kita", "Ville de Kita"]
    assert names(directory, sectors=("140",)) == ["Amitié Kita"]
    assert names(directory, member_year=2026) == ["Cèdre Solidaire"]
    assert names(directory, to_review=True) == ["Cèdre Solidaire", "Ville de Kita"]
    counts = directory.counts(2026)
    assert (counts.organisations, counts.members, counts.to_review) == (3, 1, 2)
    assert directory.countries_in_use()[0][0] in {"ML", "LB"}


def test_saving_nothing_new_writes_nothing_and_a_moved_sheet_is_told(directory: DirectoryService) -> None:
    one = directory.organisation(directory.add_organisation(WHO, "Teranga 94").id)
    assert directory.update_organisation(WHO, one.id, one.version, name="Teranga 94").seq is None
    directory.update_organisation(WHO, one.id, one.version, town="Vitry-sur-Seine")
    with pytest.raises(DomainError, match="modifiée ou supprimée ailleurs") as refused:
        directory.update_organisation(WHO, one.id, one.version, town="Ivry")
    assert refused.value.code == "stale"
    assert directory.organisation(one.id).town == "Vitry-sur-Seine"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "  "}, "name"), ({"kind": "club"}, "kind"), ({"country_code": "ZZ"}, "country_code"),
        ({"email": "x"}, "email"), ({"known_since": 12}, "known_since"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    directory: DirectoryService, fields: dict[str, object], field: str
) -> None:
    one = directory.organisation(directory.add_organisation(WHO, "Teranga 94").id)
    with pytest.raises(DomainError) as refused:
        directory.update_organisation(WHO, one.id, one.version, None, **fields)
    assert refused.value.field == field
    assert directory.organisation(one.id) == one


def test_unusual_numbers_are_kept_with_a_hint(directory: DirectoryService) -> None:
    one = directory.add_organisation(WHO, "Amicale d'Alsace", numbers={"register": "Vol. 32, folio 12, Strasbourg"}).id
    assert directory.organisation_sheet(one).identifier("register") == "Vol. 32, folio 12, Strasbourg"
    for typed in ("35181600000000", "123", "910228000"):
        assert not directory.check_identifier("siret", typed).is_valid
        directory.set_identifier(WHO, one, "siret", typed)
        assert directory.organisation_sheet(one).identifier("siret") == typed
    assert directory.check_identifier("rna", "W9T1002867").is_valid
    assert directory.check_identifier("rna", "W2A1000001").is_valid
    assert not directory.check_identifier("rna", "W12345").is_valid
    assert directory.check_identifier("siret", "356 000 000 00048").is_valid  # La Poste's own rule
    directory.set_identifier(WHO, one, "siret", "")
    assert directory.organisation_sheet(one).identifier("siret") == ""


def test_tags_are_replaced_as_a_whole(directory: DirectoryService) -> None:
    one = directory.add_organisation(WHO, "Cèdre", countries=["LB", "SY"]).id
    directory.set_countries(WHO, one, ["SY", "NA"])
    assert {country.code for country in directory.organisation_sheet(one).countries} == {"SY", "NA"}
    assert directory.set_countries(WHO, one, ["NA", "SY"]).seq is None
    with pytest.raises(DomainError):
        directory.set_sectors(WHO, one, ["99999"])


def test_an_archived_sheet_leaves_lists_but_stays_readable(directory: DirectoryService) -> None:
    one = directory.organisation(directory.add_organisation(WHO, "Comité dissous").id)
    directory.archive_organisation(WHO, one.id, one.version)
    assert names(directory) == []
    assert names(directory, archived=True) == ["Comité dissous"]
    kept = directory.organisation(one.id)
    assert kept.archived_on == date(2026, 11, 22)
    directory.restore_organisation(WHO, one.id, kept.version)
    assert names(directory) == ["Comité dissous"]


def test_only_what_nothing_refers_to_can_be_deleted(directory: DirectoryService, library: Library) -> None:
    one = directory.organisation(
        directory.add_organisation(WHO, "Doublon", numbers={"rna": "W911234567"}, countries=["ML"]).id
    )
    person = directory.add_person(WHO, "Salif", "Issoufou", organisation_id=one.id).id
    with pytest.raises(DomainError) as refused:
        directory.delete_organisation(WHO, one.id, one.version)
    assert refused.value.code == "in_use"
    tie = directory.person_sheet(person).affiliations[0].affiliation
    directory.remove_affiliation(WHO, tie.id, tie.version)
    directory.delete_organisation(WHO, one.id, one.version)
    with pytest.raises(DomainError):
        directory.organisation(one.id)
    library.undo(WHO)
    assert directory.organisation_sheet(one.id).identifier("rna") == "W911234567"
    assert names(directory, text="doublon") == ["Doublon"]


def test_references_as_people_write_them(directory: DirectoryService) -> None:
    one = directory.add_organisation(WHO, "Eau Vive", numbers={"siret": "22910228000018"}).id
    other = directory.add_organisation(WHO, "Eau Claire").id
    assert directory.organisation_by_ref(str(one)) == one
    assert directory.organisation_by_ref("229 102 280 00018") == one
    assert directory.organisation_by_ref("EAU CLAIRE") == other
    assert directory.organisation_by_ref("clair") == other
    with pytest.raises(DomainError, match="Plusieurs"):
        directory.organisation_by_ref("eau")
    with pytest.raises(DomainError, match="n’est pas dans l’annuaire"):
        directory.organisation_by_ref("Soleil")
    with pytest.raises(DomainError):
        directory.organisation_by_ref("  ")
    person = directory.add_person(WHO, "Mariama", "Boureima", email="mariama@exemple.org").id
    for ref in ("Mariama Boureima", "mariama@exemple.org", "boureima", str(person)):
        assert directory.person_by_ref(ref) == person
