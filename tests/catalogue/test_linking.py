"""An import ties what its records name to the records that are there; other languages and own fields travel with a notice."""

from pathlib import Path

import pytest

from cresi_app.catalogue.interchange.exporting import export
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.reading import of_bytes, open_file
from cresi_app.catalogue.model.importing import ImportOptions, Incoming
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.notices import field
from tests.catalogue.test_documents import add
from tests.catalogue.test_importing import simple


def take(catalogue: CatalogueService, data: bytes, name: str = "notices.iso") -> None:
    report, _ = import_file(catalogue, WHO, of_bytes(data, name), ImportOptions())
    assert report.rejected == 0


def article(number: str, title: str, host: str, issn: str = "") -> bytes:
    return simple(number, title, field("461", " 0", ("t", host), ("x", issn)))


def test_a_record_named_by_issn_or_title_is_tied_when_it_is_there(
    catalogue: CatalogueService, library: Library
) -> None:
    journal = add(catalogue, "Grain de sel", kind="periodical", identifiers=[("issn", "1234-5679")])
    add(catalogue, "Deux fois le même", kind="periodical")
    add(catalogue, "Deux fois le même", kind="periodical")
    take(
        catalogue,
        b"".join(
            [
                article("1", "Par le numéro", "Un autre titre", "1234-5679"),
                article("2", "Par le titre", "GRAIN DE SEL"),
                article("3", "Sans certitude", "Deux fois le même"),
                article("4", "Inconnu ici", "Jamais vu"),
            ]
        ),
    )
    targets = {}
    for row in catalogue.search("", limit=50).rows:
        for link in catalogue.document(row.id).links:
            targets[row.title] = link.target_id
    assert targets == {"Par le numéro": journal, "Par le titre": journal, "Sans certitude": None, "Inconnu ici": None}
    assert {one.title for one in catalogue.document(journal).linked} == {"Par le numéro", "Par le titre"}
    library.undo(WHO)
    assert catalogue.document(journal).linked == ()


def test_a_publication_described_later_is_offered_to_the_links_that_wait(catalogue: CatalogueService) -> None:
    """Written by hand, it is tied in one act from what is to be checked."""
    take(
        catalogue,
        article("1", "Par le numéro", "Un autre titre", "1234-5679")
        + article("2", "Par le titre", "GRAIN DE SEL")
        + article("3", "Sans rien", "Jamais vu"),
    )
    journal = add(catalogue, "Grain de sel", kind="periodical", identifiers=[("issn", "1234-5679")])
    found = catalogue.check_collection(codes=["link_to_tie"])["link_to_tie"].found
    assert len(found) == 2
    catalogue.mend(WHO, "link_to_tie", found)
    assert {one.title for one in catalogue.document(journal).linked} == {"Par le numéro", "Par le titre"}
    add(catalogue, "jamais vu", kind="periodical")
    add(catalogue, "Jamais vu", kind="periodical")
    assert not catalogue.check_collection(codes=["link_to_tie"])["link_to_tie"].found  # either could be meant


@pytest.mark.parametrize("name", ["unimarc", "ris", "bibtex", "csv", "xlsx"])
def test_titles_and_abstracts_keep_their_language(catalogue: CatalogueService, tmp_path: Path, name: str) -> None:
    first = add(
        catalogue, abstract="Les puits du Sahel.\n\nSuite.",
        titles=[{"title": "Shared waters", "language_code": "eng"}, {"title": "Ruwa", "language_code": "hau", "kind": "original"},
                {"title": "Les eaux", "language_code": "fre", "kind": "translated"}],
        abstracts=[{"text": "Wells of the Sahel.\n\nMore.", "language_code": "eng"}],
    )  # fmt: skip
    file = tmp_path / f"notices.{name}"
    export(catalogue, name, [first], file)
    with Library.create(tmp_path / "other", sources=SOURCES) as library:
        other = CatalogueService(library)
        take(other, file.read_bytes(), file.name)
        sheet = other.document(other.search("partagées").rows[0].id)
    assert {(one.kind, one.title, one.language_code) for one in sheet.titles} == {
        ("parallel", "Shared waters", "eng"), ("original", "Ruwa", "hau"), ("translated", "Les eaux", "fre"),
    }  # fmt: skip
    [abstract] = sheet.abstracts
    assert (abstract.language_code, abstract.text.split()) == ("eng", ["Wells", "of", "the", "Sahel.", "More."])
    assert sheet.document.abstract.split() == ["Les", "puits", "du", "Sahel.", "Suite."]
    assert sheet.document.other_titles == ""


def test_own_fields_are_columns_and_come_back(catalogue: CatalogueService, tmp_path: Path) -> None:
    def fields(service: CatalogueService) -> None:
        service.add_custom_field(WHO, name="Financeur", type="choice", choices=["Région", "Ville"])
        service.add_custom_field(WHO, name="Poids", type="number")
        service.add_custom_field(WHO, name="Relu le", type="date")

    fields(catalogue)
    first = add(catalogue, custom={"financeur": "Ville", "poids": "2,5", "relu-le": "2026-03-01"})
    for name in ("csv", "xlsx", "ods"):
        file = tmp_path / f"catalogue.{name}"
        export(catalogue, name, [first], file)
        with Library.create(tmp_path / name, sources=SOURCES) as library:
            other = CatalogueService(library)
            fields(other)
            take(other, file.read_bytes(), file.name)
            sheet = other.document(other.search("partagées").rows[0].id)
        assert {one.short_name: one.written for one in sheet.values} == {
            "financeur": "Ville",
            "poids": "2.5",
            "relu-le": "2026-03-01",
        }, name


def test_a_column_of_a_field_that_is_not_here_is_kept_word_for_word(catalogue: CatalogueService) -> None:
    catalogue.add_custom_field(WHO, name="Poids", type="number")
    take(catalogue, b"Titre;Poids [poids];Couleur [couleur]\nEaux;lourd;bleu\n", "liste.csv")
    sheet = catalogue.document(catalogue.search("eaux").rows[0].id)
    assert sheet.values == ()
    assert set(sheet.sources[0].leftovers.splitlines()) == {"Poids : lourd", "Couleur : bleu"}


def test_further_series_are_found_and_come_back_from_every_format(catalogue: CatalogueService, tmp_path: Path) -> None:
    take(
        catalogue,
        simple(
            "1", "Les puits du Sahel", field("225", "0 ", ("a", "Eaux vives"), ("v", "2")), field("225", "0 ", ("a", "Terres d'ici"), ("v", "14"))
        ),
    )  # fmt: skip
    [row] = catalogue.search("terres d'ici").rows
    expected = [("series", "Terres d'ici", "14")]
    for name, ending in (
        ("unimarc", "mrc"),
        ("marc21", "mrc"),
        ("ris", "ris"),
        ("bibtex", "bib"),
        ("csv", "csv"),
        ("json", "json"),
    ):
        file = tmp_path / f"notices-{name}.{ending}"
        export(catalogue, name, [row.id], file)
        [item] = [one for one in open_file(file).records() if isinstance(one, Incoming)]
        told = [(one.relation, one.title, one.number) for one in item.notice.links]
        assert (item.notice.series, item.notice.series_number, told) == ("Eaux vives", "2", expected), name


def test_the_notice_of_an_issue_that_comes_in_is_tied_to_the_list_of_its_periodical(
    catalogue: CatalogueService, library: Library
) -> None:
    journal = add(catalogue, "Grain de sel", kind="periodical", identifiers=[("issn", "1234-5679")])
    for number in ("76", "77"):
        catalogue.add_issue(WHO, journal, number=number, year=2019)
    whole = b"Titre;Type;Dans;ISSN;Num\xc3\xa9ro de la revue;Ann\xc3\xa9e\nL'eau;Num\xc3\xa9ro de p\xc3\xa9riodique;Grain de sel;1234-5679;n\xc2\xb0 77;2019\n"
    take(catalogue, whole, "numeros.csv")
    issues = {one.number: one.notice_id for one in catalogue.document(journal).issues}
    assert issues["76"] is None
    assert issues["77"] == catalogue.search("l'eau").rows[0].id
    [past] = catalogue.recent_imports()
    catalogue.revert_import(WHO, past)
    assert {one.notice_id for one in catalogue.document(journal).issues} == {None}
