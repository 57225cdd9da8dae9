"""Files that other programs made, each through its importer: what it gives, exactly; and what damage to any of them does."""

import random

import pytest

from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.reading import of_bytes, open_file
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from tests.catalogue.conftest import WHO
from tests.corpus import corpus_dir

FILES = {
    # name: (format, encoding, created, merged, rejected)
    "marc21/catmandu_camel.mrc": ("marc21", "utf-8", 10, 0, 0),
    "marc21/marc4j_azdoud.xml": ("marcxml", "utf-8", 1, 0, 0),
    "marc21/marc4j_bad_oversize_field_bad_directory.mrc": ("marc21", "utf-8", 5, 0, 0),
    "marc21/ol_lesabndioeinas00sche_meta.mrc": ("marc21", "utf-8", 1, 0, 0),
    "marc21/pear_wronglen.mrc": ("marc21", "utf-8", 1, 0, 0),
    "marc21/pymarc_bad_records.mrc": ("marc21", "utf-8", 6, 1, 1),
    "marc21/pymarc_marc.dat": ("marc21", "utf-8", 20, 0, 0),
    "marc21/pymarc_marc8.dat": ("marc21", "marc-8", 1, 0, 0),
    "marc21/pymarc_utf8_with_leader_flag.dat": ("marc21", "utf-8", 1, 0, 0),
    "marc21/pymarc_utf8_without_leader_flag.dat": ("marc21", "utf-8", 1, 0, 0),
    "marc21/qa_short.firenze.1977.mrc": ("marc21", "utf-8", 10, 0, 0),
    "unimarc/bncf_data.mrc": ("unimarc", "utf-8", 5, 0, 0),
    "unimarc/derived_cp1252-mislabelled-0103_pan2bq.iso": ("unimarc", "cp1252", 7, 0, 0),
    "unimarc/derived_iso5426_pan2bq.iso": ("unimarc", "iso-5426", 7, 0, 0),
    "unimarc/pan2bq_serie-HarryPotter.pan": ("unimarc", "utf-8", 7, 0, 0),
    "unimarc/qa_short.bnr.1993.mrc": ("unimarc", "utf-8-twice", 10, 0, 0),
    "unimarc/ruby_cp866_unimarc.marc": ("unimarc", "", 0, 0, 1),
    "unimarc/sudoc_143519379.xml": ("marcxml", "utf-8", 1, 0, 0),
    "ris/asreview_baseline_reference_types.ris": ("ris", "utf-8", 0, 0, 61),
    "ris/asreview_baseline_tag_and_field_definitions.ris": ("ris", "utf-8", 1, 0, 1),
    "ris/asreview_embase.ris": ("ris", "utf-8", 6, 0, 0),
    "ris/asreview_faulty_year.ris": ("ris", "utf-8", 1, 0, 0),
    "ris/asreview_pubmed_zotero.ris": ("ris", "utf-8", 6, 0, 0),
    "ris/jabref_RisImporterTestWithEmptyER.ris": ("ris", "utf-8", 1, 0, 0),
    "ris/tellico_test.ris": ("ris", "utf-8", 2, 0, 0),
    "bibtex/biber_examples.bib": ("bibtex", "utf-8", 97, 7, 28),
    "bibtex/jabref_Citavi2.bib": ("bibtex", "utf-8", 58, 0, 0),
    "bibtex/jabref_complex.bib": ("bibtex", "utf-8", 20, 0, 0),
    "bibtex/jabref_crossref.bib": ("bibtex", "utf-8", 4, 0, 0),
    "bibtex/jabref_encoding-windows-1252-with-header.bib": ("bibtex", "cp1252", 0, 0, 1),
    "bibtex/jabref_utf8-bom.bib": ("bibtex", "utf-8", 2, 0, 0),
    "bibtex/tellico_test.bib": ("bibtex", "utf-8", 24, 10, 2),
    "oai/omeka_ListRecords.notoken.xml": ("oai", "utf-8", 1, 0, 0),
    "oai/phpoaipmh_FourPage_1.xml": ("oai", "utf-8", 0, 0, 200),
    "oai/phpoaipmh_FourPage_2.xml": ("oai", "utf-8", 0, 0, 200),
    "oai/phpoaipmh_FourPage_3.xml": ("oai", "utf-8", 0, 0, 200),
    "oai/phpoaipmh_FourPage_4.xml": ("oai", "utf-8", 0, 0, 133),
    "oai/phpoaipmh_NamespacedSample.xml": ("oai", "utf-8", 1, 0, 0),
    "oai/sickle_ListRecords.xml": ("oai", "utf-8", 1, 0, 1),
    "oai/sickle_badResumptionToken.xml": ("oai", "utf-8", 0, 0, 1),
    "pmb/environnement.sql": ("pmb", "utf-8", 0, 0, 0),
}
READ = ("unimarc", "marc21", "ris", "bibtex", "oai", "pmb")
MOJIBAKE = ("Ã©", "Ã¨", "â€™", "Ã ", "\ufffd")


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_a_real_file_gives_what_it_holds(catalogue: CatalogueService, name: str) -> None:
    file = open_file(corpus_dir(*name.split("/")))
    report, _ = import_file(catalogue, WHO, file)
    kind, encoding, *figures = FILES[name]
    assert (report.format, report.encoding) == (kind, encoding)
    assert report.read == report.created + report.updated + report.merged + report.rejected
    assert [report.created, report.updated + report.merged, report.rejected] == figures
    again, _ = import_file(catalogue, WHO, file)
    assert (again.created, again.updated, again.read) == (0, 0, report.read)


@pytest.mark.corpus
def test_every_real_file_is_in_the_list() -> None:
    """A file that joins the corpus asks for its line here."""
    known = {path.relative_to(corpus_dir()).as_posix() for folder in READ for path in corpus_dir(folder).iterdir()}
    assert known == set(FILES)


@pytest.mark.corpus
def test_no_real_file_gives_wrong_letters() -> None:
    for folder in READ:
        for path in sorted(corpus_dir(folder).iterdir()):
            for item in open_file(path).records():
                if isinstance(item, Incoming):
                    assert not any(wrong in item.notice.title + item.notice.abstract for wrong in MOJIBAKE), (
                        path,
                        item.notice.title,
                    )


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few places changed, cut out, doubled or filled with rubbish."""
    content = bytearray(data[:40_000])
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content) + 1)
        match chance.randrange(5):
            case 0:
                content[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del content[at : at + chance.randint(1, 200)]
            case 2:
                content[at:at] = content[at : at + chance.randint(1, 100)]
            case 3:
                content[at:at] = chance.randbytes(chance.randint(1, 20))
            case _:
                content = content[: max(at, 1)]
    return bytes(content)


def survive(times: int, seed: int) -> None:
    chance = random.Random(seed)
    for folder in READ:
        contents = [path.read_bytes() for path in sorted(corpus_dir(folder).iterdir())]
        names = [path.name for path in sorted(corpus_dir(folder).iterdir())]
        for _ in range(times):
            at = chance.randrange(len(contents))
            data = damaged(contents[at], chance)
            try:
                file = of_bytes(data, names[at])
            except DomainError:
                continue
            items = list(file.records())
            assert [item.record for item in items] == sorted({item.record for item in items}), names[at]
            assert all(isinstance(item, Incoming | Reject) for item in items)


@pytest.mark.corpus
def test_damaged_files_raise_nothing() -> None:
    survive(100, 2026)


@pytest.mark.corpus
@pytest.mark.long
def test_thousands_of_damaged_files_raise_nothing() -> None:
    survive(2_000, 411)
