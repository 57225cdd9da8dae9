"""Folders of PDFs taken in: what each tells of itself, duplicates told, corrections kept, one revision, figures that add up."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cresi_app.catalogue.interchange.pdf import Candidate, import_candidates, look_over
from cresi_app.catalogue.model.firstpages import described, is_junk_title
from cresi_app.catalogue.model.importing import ImportOptions
from cresi_app.catalogue.model.languages import language_of
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.core.filereading import recognition
from cresi_app.core.filereading.reader import Facts, FileReader, Line
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.pdfs import locked, photographed, written
from tests.corpus import corpus_dir

GUIDE = [
    [("Accueillir des partenaires du Sud", 24.0), ("Guide pratique pour les associations", 14.0), ("Marie Dupont et Awa Ndiaye", 11.0),
     ("Novembre 2021", 11.0), ("Les associations qui accueillent des partenaires dans le cadre de leurs projets", 10.0),
     ("ont besoin de repères pour les visas et pour les assurances de leurs invités.", 10.0)],
    [("ISBN 978-2-07-062456-0", 9.0), ("Le texte est sur cette page et sur les pages qui suivent dans ce guide.", 10.0)],
]  # fmt: skip
REPORT = "Rapport annuel sur les forages\nL'eau est une ressource pour les villages et pour les écoles qui sont dans la région."


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    with FileReader() as made:
        yield made


def facts(*lines: tuple[str, float], **info: str) -> Facts:
    return Facts("read", 3, info, lines=(tuple(Line(text, size, 0.1 * at) for at, (text, size) in enumerate(lines)),))


def test_what_programs_leave_in_the_properties_is_no_title() -> None:
    junk = (
        "Microsoft Word - doc1.docx",
        "Untitled",
        "Sans titre-1",
        "rapport_final_v3.indd",
        "Adobe Photoshop PDF",
        "Document1",
        "blank",
        "RA2019",
    )
    assert [title for title in junk if not is_junk_title(title)] == []
    assert not is_junk_title("L'eau pour tous")
    assert is_junk_title("plaquette", "plaquette.pdf")
    told = described(
        facts(
            ("L'eau pour tous", 22),
            ("Un texte", 10),
            ("et la suite", 10),
            ("encore", 10),
            Title="Microsoft Word - x.doc",
        ),
        "x.pdf",
    )
    assert told.title is not None
    assert (told.title.value, told.title.where) == ("L'eau pour tous", "première page")


def test_a_title_of_the_properties_must_stand_on_the_page() -> None:
    lines = (("MIGRATIONS ET DROITS", 20.0), ("Un texte courant", 10.0), ("et sa suite", 10.0), ("puis la fin", 10.0))
    left = described(facts(*lines, Title="Modèle de lettre aux adhérents"), "a.pdf")
    assert left.title is not None
    assert left.title.value == "Migrations et droits"
    kept = described(facts(*lines, Title="Migrations et droits"), "a.pdf")
    assert kept.title is not None
    assert kept.title.where == "propriétés du fichier"
    assert described(facts(*lines, Author="utilisateur"), "a.pdf").authors == []
    signed = (lines[0], ("Awa Sy", 11.0), ("Fraunhofer IESE", 11.0), ("Jean Petit", 11.0), *lines[1:])
    assert [one.value for one in described(facts(*signed), "a.pdf").authors] == ["Awa Sy", "Jean Petit"]
    loud = (lines[0], ("Awa SY", 11.0), ("Jean PETIT", 11.0), *lines[1:])
    assert [one.value for one in described(facts(*loud), "a.pdf").authors] == ["Awa SY", "Jean PETIT"]
    assert [one.value for one in described(facts(*lines, Author="Jean Petit et Awa Sy"), "a.pdf").authors] == [
        "Jean Petit",
        "Awa Sy",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Les comités de gestion de l'eau dans le nord du pays ont été formés par les associations", "fre"),
        (
            "The committees for the management of water in the north of the country were trained by their partners",
            "eng",
        ),
        ("Los comités de agua en el norte del país se reúnen con las comunidades que los han elegido", "spa"),
        ("Os comitês de água no norte do país não se reúnem com as comunidades que os elegeram", "por"),
        ("Die Wasserkomitees im Norden des Landes werden nicht von der Regierung unterstützt und sind", "ger"),
        ("I comitati per l'acqua nel nord del paese sono stati formati dalle associazioni che li hanno eletti", "ita"),
        ("الماء حق للجميع في كل مكان", "ara"),
        ("Bamako Dakar Niamey Lomé Cotonou Abidjan Conakry Praia 2019 2020 2021", ""),
    ],
)
def test_small_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text).code == language


def test_a_folder_is_looked_over_corrected_and_taken_in(
    catalogue: CatalogueService, reader: FileReader, tmp_path: Path
) -> None:
    folder = tmp_path / "pdf"
    (folder / "sous").mkdir(parents=True)
    written(folder / "guide.pdf", GUIDE)
    (folder / "copie.pdf").write_bytes((folder / "guide.pdf").read_bytes())
    written(folder / "sous" / "rapport.pdf", [REPORT], title="Microsoft Word - doc1.docx")
    locked(folder / "ferme.pdf")
    (folder / "casse.pdf").write_bytes(b"rien")
    (folder / "notes.txt").write_text("autre", encoding="utf-8")
    looked = look_over(catalogue, [folder], reader=reader)
    assert looked.others == 1
    found = {one.name: one for one in looked.candidates}
    guide = found["copie.pdf"]  # the first of the two, in order
    assert (guide.title, guide.subtitle) == (
        "Accueillir des partenaires du Sud",
        "Guide pratique pour les associations",
    )
    assert (guide.authors, guide.date, guide.language, guide.isbn) == (
        "Marie Dupont ; Awa Ndiaye", "Novembre 2021", "fre", "978-2-07-062456-0",
    )  # fmt: skip
    assert guide.told["title"] == "première page"
    assert found["guide.pdf"].known is not None
    assert found["guide.pdf"].known.by == "folder"
    assert found["casse.pdf"].is_broken
    chosen = [one.corrected("title", "Rapport 2020") if one.name == "rapport.pdf" else one for one in looked.candidates]
    dry, _ = import_candidates(catalogue, WHO, chosen, ImportOptions(dry_run=True))
    assert list((catalogue.library.folder / "files").rglob("*")) == []
    report, changes = import_candidates(catalogue, WHO, chosen)
    assert (dry.read, dry.created, dry.rejected, dry.merged) == (
        report.read,
        report.created,
        report.rejected,
        report.merged,
    )
    assert (report.read, report.created, report.merged, report.rejected) == (5, 3, 1, 1)
    assert "casse.pdf" in report.rejects[0].reason
    sheets = catalogue.sheets(report.first_ids)
    assert {one.document.title for one in sheets} == {"Accueillir des partenaires du Sud", "Rapport 2020", "Ferme"}
    assert all(len(one.files) == 1 for one in sheets)
    catalogue.read_files(reader=reader)
    assert catalogue.search("visas assurances").total == 1
    again = look_over(catalogue, [folder], reader=reader).candidates
    assert [one.known.by for one in again if one.known] == ["hash"] * 4
    second, nothing = import_candidates(catalogue, WHO, again)
    assert (second.merged, second.rejected, nothing.seq) == (4, 1, None)
    catalogue.library.undo(WHO, changes.seq)
    assert catalogue.counts()["document"] == 0


def test_known_publications_are_told_and_get_the_file(
    catalogue: CatalogueService, reader: FileReader, tmp_path: Path
) -> None:
    by_isbn = catalogue.add_document(
        WHO, title="Accueillir des partenaires du Sud", kind="guide", identifiers=[("isbn", "9782070624560")]
    ).id
    by_doi = catalogue.add_document(WHO, title="Un article", kind="article", identifiers=[("doi", "10.1234/abc.5")]).id
    catalogue.add_document(WHO, title="Rapport annuel sur les forages", year=1998)
    looked = look_over(
        catalogue,
        [
            written(tmp_path / "a.pdf", GUIDE),
            written(tmp_path / "b.pdf", ["Tout autre chose en titre ici\nhttps://doi.org/10.1234/ABC.5\nLe texte de la page est pour les lecteurs"]),
            written(tmp_path / "c.pdf", [[("Rapport annuel sur les forages", 20.0), ("Un texte", 10.0), ("une suite", 10.0), ("une fin", 10.0)]]),
        ],
        reader=reader,
    )  # fmt: skip
    assert [one.known.by if one.known else "" for one in looked.candidates] == ["isbn", "doi", "title"]
    assert "même ISBN que la notice" in looked.candidates[0].known.sentence  # type: ignore[union-attr]  # it is known
    report, _ = import_candidates(catalogue, WHO, looked.candidates)
    assert (report.created, report.updated) == (1, 2)  # a title alone makes nothing one
    assert [len(catalogue.document(one).files) for one in (by_isbn, by_doi)] == [1, 1]
    assert catalogue.document(by_doi).document.title == "Un article"


def test_what_is_not_wanted_stays_out_and_nothing_there_is_said(
    catalogue: CatalogueService, reader: FileReader, tmp_path: Path
) -> None:
    looked = look_over(
        catalogue, [written(tmp_path / "a.pdf", [REPORT]), written(tmp_path / "b.pdf", GUIDE)], reader=reader
    )
    first: Candidate = replace(looked.candidates[0], wanted=False)
    report, _ = import_candidates(catalogue, WHO, [first, looked.candidates[1]])
    assert (report.read, report.created) == (1, 1)
    with pytest.raises(DomainError) as refused:
        look_over(catalogue, [tmp_path / "ailleurs"], reader=reader)
    assert refused.value.code == "not_found"
    (tmp_path / "vide").mkdir()
    with pytest.raises(DomainError) as refused:
        look_over(catalogue, [tmp_path / "vide"], reader=reader)
    assert refused.value.code == "no_pdf"


@pytest.mark.skipif(recognition.recogniser() is None, reason="tesseract is not installed here")
def test_a_scanned_first_page_tells_its_title(catalogue: CatalogueService, reader: FileReader, tmp_path: Path) -> None:
    scan = photographed(
        tmp_path / "scan.pdf",
        [[("Le jardin partage", 30.0), ("Une histoire pour les enfants et pour les parents", 12.0)]],
    )
    [one] = look_over(catalogue, [scan], reader=reader).candidates
    assert (one.title, one.has_text) == ("Le jardin partage", False)
    blank = photographed(tmp_path / "rien.pdf", [""])
    [one] = look_over(catalogue, [blank], reader=reader).candidates
    assert one.title == "Rien"


def test_the_folder_of_others_goes_through(tmp_path: Path, reader: FileReader) -> None:
    with Library.create(tmp_path / "other", sources=SOURCES) as library:
        catalogue = CatalogueService(library)
        looked = look_over(catalogue, [corpus_dir("pdf")], reader=reader, recognise=False)
        report, _ = import_candidates(catalogue, WHO, looked.candidates)
    assert report.read == report.created + report.updated + report.merged + report.rejected == len(looked.candidates)
    told = {one.name: (one.title, one.language, one.doi or one.isbn) for one in looked.candidates}
    assert {name: told[name] for name in CORPUS if name in told} == CORPUS
    assert sorted(one.record for one in report.rejects) == [
        number for number, one in enumerate(looked.candidates, start=1) if one.state == "broken"
    ]


CORPUS = {
    "jabref_5bytes.pdf": ("jabref_5bytes", "", ""),
    "jabref_SPLC.pdf": (
        "Not Quite There Yet: Remaining Challenges in Systems and Software Product Line Engineering as Perceived by Industry Practitioners",
        "eng",
        "10.1145/3646548.3672587",
    ),
    "jabref_empty.pdf": ("Jabref empty", "", ""),
    "jabref_encrypted.pdf": ("Jabref encrypted", "", ""),
    "ocrmypdf_blank.pdf": ("Ocrmypdf blank", "", ""),
    "ocrmypdf_francais.pdf": ("Ocrmypdf francais", "", ""),
    "ocrmypdf_invalid.pdf": ("ocrmypdf_invalid", "", ""),
    "ocrmypdf_trivial.pdf": ("Ocrmypdf trivial", "", ""),
    "pikepdf_378014596.pdf": ("Pikepdf 378014596", "", ""),
    "pikepdf_sandwich.pdf": ("The LinnSequencer 32 Track MIDI Sequence Recorder", "eng", ""),
    "pypdf_attachment.pdf": ("The Crazy Ones", "eng", ""),
    "pypdf_crazyones.pdf": ("The Crazy Ones", "eng", ""),
    "pypdf_enc_r3-empty-password.pdf": ("Pdf encryption test", "", ""),
    "pypdf_libreoffice-writer-password.pdf": ("Pypdf libreoffice-writer-password", "", ""),
    "pypdf_multilang.pdf": ("你好世界", "eng", ""),
    "pypdf_pdflatex-outline.pdf": ("Pypdf pdflatex-outline", "eng", ""),
}
"""What each file of others tells: title, language, DOI or ISBN."""
