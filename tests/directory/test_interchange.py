"""CSV of organisations: what is written is read back, the register's files go in, bad lines are told."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.errors import DomainError
from cresi_app.directory import interchange
from cresi_app.directory.model.entries import OrganisationEntry, PersonEntry
from cresi_app.directory.service import DirectoryService, OrganisationFilter
from cresi_app.store.library import Library
from tests.corpus import corpus_dir
from tests.directory.conftest import WHO


def test_what_is_written_is_read_back(directory: DirectoryService, library: Library) -> None:
    directory.add_organisation(
        WHO, "Eau « Vive » ; Solidarité", acronym="EVS", address="12 rue des Écoles\nBâtiment B", countries=["ML", "NA"],
        sectors=["14031"], numbers={"rna": "W941234567", "siret": "22910228000018"}, known_since=2009, note="Ligne 1\nLigne 2",
    )  # fmt: skip
    directory.add_organisation(WHO, "مدن", "partner_association", country_code="LB")
    written = interchange.write(directory, directory.organisation_ids())
    file = interchange.read(written)
    assert (file.format, file.encoding, file.rejects) == ("csv", "utf-8", ())
    assert file.entries[0].countries == ("ML", "NA")
    report, changes = directory.import_organisations(WHO, file.entries)
    assert (report.read, report.created, report.merged) == (2, 1, 1), "the one with a unique number is known again"
    library.undo(WHO)
    assert changes.seq is not None
    assert interchange.write(directory, directory.organisation_ids()) == written


def test_a_known_number_completes_what_was_empty_and_nothing_else(directory: DirectoryService) -> None:
    one = directory.add_organisation(WHO, "Eau Vive", town="Créteil", numbers={"rna": "W941234567"}).id
    entry = OrganisationEntry(
        "EAU VIVE", fields={"town": "PARIS", "phone": "0199000001"}, numbers={"rna": "W941234567"}
    )
    report, _ = directory.import_organisations(WHO, [entry])
    assert (report.updated, report.ids) == (1, [one])
    held = directory.organisation(one)
    assert (held.name, held.town, held.phone) == ("Eau Vive", "Créteil", "01 99 00 00 01")
    again, changes = directory.import_organisations(WHO, [entry])
    assert (again.merged, changes.seq) == (1, None)


def test_a_blank_that_somebody_fills_during_an_import_is_not_written_over(
    directory: DirectoryService, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = directory.add_organisation(WHO, "Eau Vive", numbers={"rna": "W941234567"}).id
    entry = OrganisationEntry("EAU VIVE", fields={"phone": "0199000001"}, numbers={"rna": "W941234567"})
    stage = directory.library.stage

    def meanwhile(import_id: int, table: str, rows: Iterable[Mapping[str, object]]) -> int:
        if table == "organisation":
            directory.update_organisation(WHO, one, 1, phone="0199000099")
        return stage(import_id, table, rows)

    monkeypatch.setattr(directory.library, "stage", meanwhile)
    with pytest.raises(DomainError, match="stale"):
        directory.import_organisations(WHO, [entry])
    assert directory.organisation(one).phone == "01 99 00 00 99"


def test_the_same_organisation_twice_in_a_file_is_made_once(directory: DirectoryService) -> None:
    entry = OrganisationEntry(
        "Cèdre", numbers={"rna": "W911111111"}, people=(PersonEntry("Rita", "Khoury", "president"),)
    )
    report, _ = directory.import_organisations(WHO, [entry, entry])
    assert (report.created, report.merged, len(set(report.ids))) == (1, 1, 1)
    assert [row.name for row in directory.people()] == ["Rita Khoury"]


def test_a_bad_line_is_told_and_the_rest_goes_in(directory: DirectoryService) -> None:
    text = "name;country;founded_on;siret\nCèdre;LB;;\n;FR;;\nTeranga;ZZ;;\nKita;ML;14/03/1998;\nYên Bái;VN;;35181600000000\n"
    file = interchange.read(text.encode("cp1252", "xmlcharrefreplace"))
    report, _ = directory.import_organisations(WHO, file.entries)
    assert report.created == 2
    assert sorted(told.record for told in (*file.rejects, *report.rejects)) == [2, 3, 4]
    assert all(told.text.endswith(".") for told in (*file.rejects, *report.rejects))
    assert [told.record for told in report.warnings] == [5]
    trial, _ = directory.import_organisations(WHO, file.entries, dry_run=True)
    assert trial.read == 4
    assert len(directory.organisations()) == 2


def test_what_is_no_list_is_refused() -> None:
    for content in (b"", b"\x00\x01\x02", b"a;b;c\n1;2;3\n", b"%PDF-1.4"):
        with pytest.raises(DomainError, match="n’est pas une liste"):
            interchange.read(content)
    with pytest.raises(DomainError, match="encodage"):
        interchange.read(b"name\nx\n", "klingon")


SIRENE = b"siren,nic,siret,denominationUsuelleEtablissement,etatAdministratifEtablissement,dateDebut,dateCreationEtablissement\n"
RNA = b"id;siret;rup_mi;titre;libcom;date_creat;observation\n"


@given(st.binary(max_size=300), st.sampled_from([b"", b"name;country\n", b"name,founded_on\n", SIRENE, RNA]))
def test_no_bytes_raise_anything_but_a_refusal(content: bytes, head: bytes) -> None:
    try:
        interchange.read(head + content)
    except DomainError:
        return


def test_the_national_register_goes_in(directory: DirectoryService) -> None:
    folder = corpus_dir("associations")
    names = []
    for name, shape in (("rna_sample_import.csv", "rna"), ("rna_sample_waldec.csv", "rna-waldec")):
        file = interchange.read((folder / name).read_bytes())
        assert (file.format, file.rejects) == (shape, ())
        report, _ = directory.import_organisations(WHO, file.entries)
        assert report.created == len(file.entries) == 3
        names += [entry.name for entry in file.entries]
    indigo = directory.organisation_sheet(directory.organisation_by_ref("W751085568"))
    assert (indigo.organisation.name, indigo.organisation.town) == ("INDIGO", "PARIS")
    assert directory.organisations(OrganisationFilter(text="w632007046"))[0].postal_code == "63000"
    assert "Dissoute le 2015-01-20" in directory.organisation(directory.organisation_by_ref("W632007046")).note


ASSOCIATIONS = {
    "rna_sample_import.csv": ("rna", 3, 3, 0, 0),
    "rna_sample_waldec.csv": ("rna-waldec", 3, 3, 0, 0),
    "sample_etablissements_OK.csv": ("sirene", 3, 0, 0, 3),
}
"""File of the corpus → its shape, records read, made, known, refused: SIRENE's sample has no names and nobody known."""


def test_every_file_of_associations_has_its_figures() -> None:
    assert {one.name for one in corpus_dir("associations").iterdir()} == set(ASSOCIATIONS)


@pytest.mark.parametrize("name", ASSOCIATIONS)
def test_files_of_associations(directory: DirectoryService, name: str) -> None:
    shape, read, created, merged, rejected = ASSOCIATIONS[name]
    file = interchange.read((corpus_dir("associations") / name).read_bytes())
    report, _changes = directory.import_organisations(WHO, file.entries)
    assert (file.format, report.read, report.created, report.merged, report.rejected) == (
        shape,
        read,
        created,
        merged,
        rejected,
    )
    assert report.read == report.created + report.updated + report.merged + report.rejected
    again, _none = directory.import_organisations(WHO, file.entries)
    assert (again.created, again.merged, again.revision) == (0, created, None)


def test_sirene_completes_who_is_known(directory: DirectoryService) -> None:
    known = directory.add_organisation(WHO, "Atelier", numbers={"siret": "00588003400011"}).id
    content = (corpus_dir("associations") / "sample_etablissements_OK.csv").read_bytes()
    report, _changes = directory.import_organisations(WHO, interchange.read(content).entries)
    assert (report.updated, report.rejected) == (1, 2)
    one = directory.organisation(known)
    assert (one.name, one.note) == ("Atelier", "Établissement fermé depuis le 1984-12-25.")


def test_a_legal_unit_of_sirene(directory: DirectoryService) -> None:
    content = b"siren,denominationUniteLegale,categorieJuridiqueUniteLegale,identifiantAssociationUniteLegale,sigleUniteLegale\n229102280,ESSONNE EN ACTION,9220,W911234567,EEA\n"
    file = interchange.read(content)
    report, _changes = directory.import_organisations(WHO, file.entries)
    assert (file.format, report.created) == ("sirene-unit", 1)
    sheet = directory.organisation_sheet(report.ids[0])
    assert (sheet.organisation.kind, sheet.identifier("siren"), sheet.identifier("rna")) == (
        "association",
        "229102280",
        "W911234567",
    )
