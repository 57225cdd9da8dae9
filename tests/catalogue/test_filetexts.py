"""What files say: read page by page by a child that may die, recognised when they are pictures, found by their words."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from cresi_app.catalogue.model import Filters, Sort
from cresi_app.catalogue.model.filetext import FileState, FileText, Limits, PageState
from cresi_app.catalogue.model.importing import Unwatched
from cresi_app.catalogue.queries import pages, spread
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.catalogue.ui.lines import snippet_of
from cresi_app.core import odsfile
from cresi_app.core.errors import DomainError
from cresi_app.core.filereading import recognition
from cresi_app.core.filereading.reader import FileReader, Patience
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.pdfs import locked, photographed, written
from tests.corpus import corpus_dir

DYING = "tests.catalogue.dying:answer"
PDF = "application/pdf"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for all: each test's words are its own."""
    with Library.create(tmp_path_factory.mktemp("filetexts") / "library", sources=SOURCES) as opened:
        yield opened


def attach(catalogue: CatalogueService, *files: Path) -> list[str]:
    document = catalogue.add_document(WHO, title="Avec des fichiers").id
    for file in files:
        catalogue.attach_file(WHO, document, file)
    return [file.sha256 for file in catalogue.document(document).files]


def known(catalogue: CatalogueService, sha256: str) -> FileText:
    return catalogue.file_texts([sha256])[sha256]


def test_each_page_is_found_by_its_words_with_its_number(catalogue: CatalogueService, tmp_path: Path) -> None:
    [sha] = attach(
        catalogue, written(tmp_path / "a.pdf", ["Sommaire", "L'oeuvre de l'ONG au Sénégal", "Forages d'eau potable"])
    )
    assert known(catalogue, sha).state is FileState.WAITING
    report = catalogue.read_files()
    assert (report.read, report.pages, report.states) == (1, 3, {FileState.INDEXED: 1})
    assert known(catalogue, sha).extent == "3\u00a0pages"
    [document] = pages.documents(catalogue.library, "ŒUVRE senegal")
    hit = pages.best_pages(catalogue.library, [document], "forage")[document]
    assert (hit.number, hit.where) == (3, "p. 3")
    assert hit.extract.text[slice(*hit.extract.hits[0])] == "Forages"
    assert pages.on_one_page(catalogue.library, "sommaire potable") == []  # on two pages: neither has both
    assert pages.documents(catalogue.library, "sommaire potable") == [document]  # the file has both
    assert pages.documents(catalogue.library, '"NEAR( *') == []
    assert catalogue.read_files().read == 0  # nothing is read twice


def test_states_tell_what_became_of_each_file(catalogue: CatalogueService, tmp_path: Path) -> None:
    (tmp_path / "casse.pdf").write_bytes(b"%PDF-1.7\nrien qui vaille")
    (tmp_path / "faux.docx").write_bytes(b"PK\x03\x04 pas un zip")
    (tmp_path / "film.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42")
    hashes = attach(
        catalogue, written(tmp_path / "vide.pdf", [""]), locked(tmp_path / "ferme.pdf"),
        *(tmp_path / name for name in ("casse.pdf", "faux.docx", "film.mp4")),
    )  # fmt: skip
    catalogue.read_files()
    states = [known(catalogue, one).state for one in hashes]
    assert states == [FileState.EMPTY, FileState.LOCKED, FileState.BROKEN, FileState.BROKEN, FileState.UNSUPPORTED]
    assert [known(catalogue, one).word for one in hashes][:3] == ["Sans texte", "Protégé", "Illisible"]
    assert all(known(catalogue, one).reason for one in hashes)
    assert hashes[0] in catalogue.files_without_text()


def test_a_page_that_kills_the_reader_costs_that_page_alone(catalogue: CatalogueService, tmp_path: Path) -> None:
    first, second = attach(
        catalogue,
        written(tmp_path / "a.pdf", ["avant la chute", "MORT", "relevée après"]),
        written(tmp_path / "b.pdf", ["un autre fichier"]),
    )
    with FileReader(DYING) as reader:
        catalogue.read_files(reader=reader)
    told = known(catalogue, first)
    assert told.state is FileState.PARTIAL
    assert told.states == (PageState.TEXT, PageState.UNREADABLE, PageState.TEXT)
    assert told.losses == 2  # once in a lot of pages, once alone
    assert known(catalogue, second).state is FileState.INDEXED
    assert len(pages.documents(catalogue.library, "relevée après")) == 1
    assert not catalogue.library.check()


def test_a_page_that_holds_the_reader_up_is_left_behind(catalogue: CatalogueService, tmp_path: Path) -> None:
    [sha] = attach(catalogue, written(tmp_path / "a.pdf", ["avant", "SILENCE", "après"]))
    with FileReader(DYING, Patience(seconds=2.5)) as reader:
        catalogue.read_files(reader=reader)
    assert known(catalogue, sha).states == (PageState.TEXT, PageState.UNREADABLE, PageState.TEXT)


def test_a_file_that_kills_every_reader_is_told_and_left_alone(catalogue: CatalogueService, tmp_path: Path) -> None:
    [sha] = attach(catalogue, written(tmp_path / "a.pdf", ["MORT"] * 12))
    with FileReader(DYING) as reader:
        catalogue.read_files(reader=reader, limits=Limits(losses=3))
    assert known(catalogue, sha).state is FileState.BROKEN
    assert catalogue.files_to_read() == []


class _Stopped(Exception):
    """Somebody pulled the plug."""


class _StopAt(Unwatched):
    def __init__(self, times: int) -> None:
        self.left = times

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _Stopped


def test_reading_goes_on_where_it_was_ended(library: Library, tmp_path: Path) -> None:
    catalogue = CatalogueService(library)
    [sha] = attach(catalogue, written(tmp_path / "a.pdf", [f"page numéro {n}" for n in range(1, 8)]))
    with FileReader(patience=Patience(lot_pages=2)) as reader:
        with pytest.raises(_Stopped):
            catalogue.read_files(_StopAt(2), reader=reader)
        half = known(catalogue, sha)
        assert (half.state, half.done, half.word) == (FileState.READING, 4, "Indexation 4 sur 7")
        asked: list[int] = []
        plain = reader.texts

        def watched(file: Path, kind: str, first: int, most: int | None = None) -> object:
            asked.append(first)
            return plain(file, kind, first, most)

        reader.texts = watched  # type: ignore[method-assign, assignment]  # to see what is asked again
        catalogue.read_files(reader=reader)
    assert asked == [5, 7]
    assert known(catalogue, sha).state is FileState.INDEXED


def test_limits_are_told_as_partial(catalogue: CatalogueService, tmp_path: Path) -> None:
    long, wordy = attach(
        catalogue,
        written(tmp_path / "a.pdf", ["une page"] * 5),
        written(tmp_path / "b.pdf", ["beaucoup de mots ici"] * 5),
    )
    with FileReader() as reader:
        catalogue.read_files(reader=reader, limits=Limits(pages=3, characters=50))
    assert (known(catalogue, long).state, known(catalogue, long).done) == (FileState.PARTIAL, 3)
    assert known(catalogue, wordy).state is FileState.PARTIAL
    assert known(catalogue, wordy).characters <= 50


def test_the_same_content_is_read_once_and_comes_back_with_an_undo(catalogue: CatalogueService, tmp_path: Path) -> None:
    file = written(tmp_path / "a.pdf", ["plaidoyer"])
    attach(catalogue, file)
    attach(catalogue, file)
    assert catalogue.read_files().read == 1
    assert len(pages.documents(catalogue.library, "plaidoyer")) == 2
    catalogue.library.undo(WHO)
    assert len(pages.documents(catalogue.library, "plaidoyer")) == 1
    catalogue.library.redo(WHO)
    assert len(pages.documents(catalogue.library, "plaidoyer")) == 2


def test_a_search_finds_notices_and_pages_and_shows_the_page(catalogue: CatalogueService, tmp_path: Path) -> None:
    file = written(tmp_path / "a.pdf", ["couverture", "les griots mandingues\nracontent"])
    catalogue.attach_file(WHO, catalogue.add_document(WHO, title="Contes", kind="book", year=2001).id, file)
    catalogue.add_document(WHO, title="Griots mandingues", kind="video", year=2003)
    catalogue.read_files()
    found = catalogue.search("griots mandingues")
    assert [row.title for row in found.rows] == ["Griots mandingues", "Contes"]  # notices first
    assert (found.total, [row.page.where if row.page else "" for row in found.rows]) == (2, ["", "p. 2"])
    assert "griots" in found.rows[1].extract.text
    assert snippet_of(found.rows[1])[0].startswith("p. 2 · ")
    assert [row.title for row in catalogue.search("griots mandingues", sort=Sort.YEAR).rows] == [
        "Griots mandingues",
        "Contes",
    ]
    assert [row.title for row in catalogue.search("griots mandingues", sort=Sort.TITLE).rows] == [
        "Contes",
        "Griots mandingues",
    ]
    assert [row.title for row in catalogue.search("griots mandingues", Filters(kinds=frozenset({"book"}))).rows] == [
        "Contes"
    ]
    assert [row.title for row in catalogue.search("griots mandingues", limit=1, offset=1).rows] == ["Contes"]
    assert catalogue.found("griots mandingues").ids == found.ids
    assert {one.key: one.documents for one in catalogue.facets("griots mandingues").kinds} == {"book": 1, "video": 1}
    assert catalogue.search("griots racontent").ids == found.ids[1:]


def _packed(place: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(place, "w") as packed:
        for name, said in parts.items():
            packed.writestr(name, said)
    return place


WORD = '<w:document xmlns:w="http://w"><w:body><w:p><w:r><w:t>Charte du </w:t></w:r><w:r><w:t>partenariat</w:t></w:r></w:p></w:body></w:document>'
ODT = '<o:document-content xmlns:o="urn:o" xmlns:text="urn:t"><o:body><text:p>Compte <text:span>rendu</text:span> de mission</text:p></o:body></o:document-content>'
CONTAINER = '<container xmlns="urn:c"><rootfiles><rootfile full-path="O/book.opf"/></rootfiles></container>'
BOOK = '<package xmlns="urn:p"><manifest><item id="a" href="un.xhtml"/><item id="b" href="deux.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'


def test_words_are_found_together_in_a_notice_and_its_pages(
    catalogue: CatalogueService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / "a.pdf", ["Avant-propos", "le termitage\ndes greniers", "puis la fumaison"])
    barns = catalogue.add_document(WHO, title="Greniers du Dallol", kind="book", year=2011).id
    catalogue.attach_file(WHO, barns, file)
    without = catalogue.add_document(WHO, title="Dallol sans fichier", kind="video").id
    catalogue.read_files()
    for text, found in (
        ("dallol termitage", {barns}), ("termitage dallol", {barns}), ("dallol term", {barns}), ("dallol fumaison termitage", {barns}),
        ("dallol fumigation", set()), ("dallol", {barns, without}), ("dallol OU termitage", {barns, without}),
        ("(dallol termitage) OU fumigation", {barns}), ("dallol SAUF termitage", {without}), ("dallol type:book termitage", {barns}),
        ("dallol type:video termitage", set()), ('"dallol termitage"', set()), ("page:dallol", set()),
    ):  # fmt: skip
        page = catalogue.search(text)
        assert set(page.ids) == found, text
        assert set(catalogue.found(text, sort=Sort.TITLE).ids) == found, text
        assert page.total == sum(value.documents for value in catalogue.facets(text).kinds) == len(found), text
    [row] = catalogue.search("dallol fumaison").rows
    assert row.page is not None
    assert (row.page.number, row.page.extract.text) == (3, "puis la fumaison")
    # Words on too many pages to be gathered are asked of what the rarer ones have left.
    monkeypatch.setattr(spread, "LOOKED_AT", 1)
    assert spread.documents(catalogue.library, "dallol termitage") == [barns]


def workbooks(folder: Path) -> list[tuple[Path, str]]:
    """Return a workbook of each kind and a message, each with words it holds."""
    sheet, table, letter = folder / "b.xlsx", folder / "b.ods", folder / "lettre.eml"
    with xlsxwriter.Workbook(sheet) as book:
        page = book.add_worksheet("Fonds")
        page.write_row(0, 0, ["Panneau", "Fleuve Sénégal", 12])
        page.write_formula(1, 0, "=A1", value="saheliens")
    odsfile.write(table, "Fonds", ["Objet"], [["calebasse gravée"]])
    letter.write_bytes(
        b"Subject: =?utf-8?q?Invitation_=C3=A0_Kayes?=\nContent-Type: text/plain; charset=iso-8859-1\n\nR\xe9union des porteurs\n"
    )
    return [(sheet, "fleuve senegal"), (table, "calebasse gravee"), (letter, "kayes")]


def test_texts_that_are_no_pdf_are_read_in_passages(catalogue: CatalogueService, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes("Mémoire d'un été à Dakar".encode("cp1252"))
    (tmp_path / "page.html").write_text("<p>Commerce <b>équitable</b></p><script>secret()</script>", encoding="utf-8")
    (tmp_path / "vieux.rtf").write_bytes(rb"{\rtf1{\fonttbl secret;}\'e9ducation \b populaire\b0\par}")
    files: Sequence[tuple[Path, str]] = (
        (tmp_path / "note.txt", "ete dakar"),
        (tmp_path / "page.html", "commerce equitable"),
        (tmp_path / "vieux.rtf", "education populaire"),
        (_packed(tmp_path / "c.docx", {"word/document.xml": WORD}), "charte du partenariat"),
        (_packed(tmp_path / "r.odt", {"content.xml": ODT}), "compte rendu de mission"),
        (
            _packed(
                tmp_path / "l.epub",
                {"META-INF/container.xml": CONTAINER, "O/book.opf": BOOK, "O/un.xhtml": "<p>chapitre un</p>", "O/deux.xhtml": "<p>la mousson</p>"},
            ),
            "mousson",
        ),
    )  # fmt: skip
    files = [*files, *workbooks(tmp_path)]
    hashes = attach(catalogue, *(file for file, _ in files))
    catalogue.read_files()
    for sha, (_file, text) in zip(hashes, files, strict=True):
        assert known(catalogue, sha).state is FileState.INDEXED
        assert catalogue.pages_with(sha, text), text
    assert pages.documents(catalogue.library, "secret") == []
    [document] = pages.documents(catalogue.library, "mousson")
    assert pages.best_pages(catalogue.library, [document], "mousson")[document].where == "passage 2"


def test_hits_are_placed_on_the_page(catalogue: CatalogueService, tmp_path: Path) -> None:
    [sha] = attach(catalogue, written(tmp_path / "a.pdf", ["rien\nune citerne et deux citernes"]))
    catalogue.read_files()
    with FileReader() as reader:
        hits = catalogue.hit_boxes(reader, sha, PDF, 1, "citerne")
        assert len(hits) == 2  # the last word typed is a beginning
        [[left, top, width, height]], [[other, *_]] = hits
        assert 0.05 < left < other < 1
        assert 0.08 < top < 0.16
        assert 0 < width < 0.2
        assert 0 < height < 0.03
        assert catalogue.hit_boxes(reader, sha, PDF, 1, "") == []
        assert catalogue.hit_boxes(reader, sha, PDF, 99, "citerne") == []


needs_tesseract = pytest.mark.skipif(recognition.recogniser() is None, reason="tesseract is not installed here")


@needs_tesseract
def test_pictures_of_text_are_recognised_found_and_marked(catalogue: CatalogueService, tmp_path: Path) -> None:
    [sha] = attach(
        catalogue,
        photographed(
            tmp_path / "scan.pdf", [[("Education au developpement", 20.0), ("Fiche sur les migrations", 14.0)]]
        ),
    )
    catalogue.read_files()
    assert known(catalogue, sha).state is FileState.EMPTY
    report = catalogue.recognise_files([sha], languages=["fre"])
    assert report.recognised == 1
    now = known(catalogue, sha)
    assert (now.state, now.recognised, now.extent) == (FileState.INDEXED, 1, "1\u00a0page, texte reconnu sur 1")
    assert pages.documents(catalogue.library, "migrations")
    with FileReader() as reader:
        [[[left, top, width, height]]] = catalogue.hit_boxes(reader, sha, PDF, 1, "migrations")
    assert (0.05 < left < 0.6, 0.1 < top < 0.25, 0.05 < width < 0.4, 0 < height < 0.06) == (True,) * 4
    assert catalogue.recognise_files([sha]).read == 0  # nothing is left to recognise


@needs_tesseract
def test_recognising_can_be_cancelled_and_ends_its_program(catalogue: CatalogueService, tmp_path: Path) -> None:
    [sha] = attach(catalogue, photographed(tmp_path / "scan.pdf", ["image un", "image deux"]))
    catalogue.read_files()
    with pytest.raises(_Stopped):
        catalogue.recognise_files([sha], _StopAt(1))
    assert known(catalogue, sha).state is FileState.EMPTY


def test_without_tesseract_it_says_how_to_get_it(catalogue: CatalogueService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "where", lambda: "")
    with pytest.raises(DomainError) as refused:
        catalogue.recognise_files([])
    assert refused.value.code == "no_recogniser"
    assert "apt install tesseract-ocr" in refused.value.sentence


def test_the_files_of_others_go_through(catalogue: CatalogueService) -> None:
    files = sorted(corpus_dir("pdf").glob("*.pdf"))
    hashes = attach(catalogue, *files)
    catalogue.read_files()
    told = {file.name: known(catalogue, sha) for file, sha in zip(files, hashes, strict=True)}
    assert {name: one.state for name, one in told.items() if name in CORPUS} == CORPUS
    assert all(one.state.is_settled for one in told.values())
    assert told["jabref_SPLC.pdf"].characters > 75_000


CORPUS = {
    "jabref_5bytes.pdf": FileState.BROKEN,
    "jabref_SPLC.pdf": FileState.INDEXED,
    "jabref_empty.pdf": FileState.EMPTY,
    "jabref_encrypted.pdf": FileState.LOCKED,
    "ocrmypdf_blank.pdf": FileState.EMPTY,
    "ocrmypdf_francais.pdf": FileState.EMPTY,
    "ocrmypdf_invalid.pdf": FileState.BROKEN,
    "ocrmypdf_trivial.pdf": FileState.EMPTY,
    "pikepdf_378014596.pdf": FileState.BROKEN,
    "pikepdf_sandwich.pdf": FileState.INDEXED,
    "pypdf_attachment.pdf": FileState.INDEXED,
    "pypdf_crazyones.pdf": FileState.INDEXED,
    "pypdf_enc_r3-empty-password.pdf": FileState.INDEXED,
    "pypdf_libreoffice-writer-password.pdf": FileState.LOCKED,
    "pypdf_multilang.pdf": FileState.INDEXED,
    "pypdf_pdflatex-outline.pdf": FileState.INDEXED,
}
"""What each file gives."""


def test_common_words_spread_over_notices_and_pages_hide_no_older_document(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for three of each, what has the words is found all the same when it is older than a hundred that have one."""
    monkeypatch.setattr(spread, "LOOKED_AT", 3)
    monkeypatch.setattr(spread, "_FEW", 0)  # every word is gathered, however few documents remain
    catalogue = CatalogueService(library)
    two_of_one_file = [catalogue.add_document(WHO, title=f"Barrage de Zog {number}").id for number in (1, 2)]
    apart = catalogue.add_document(WHO, title="Zog").id  # no page of it says « turbine »
    for number in range(20):
        catalogue.add_document(WHO, title=f"Barrage {number}")  # newer, and without a file
    with library.revise("test.fill", WHO) as revision:
        for document_id, name in (*((one, "a" * 64) for one in two_of_one_file), (apart, "b" * 64)):
            revision.insert(
                "document_file",
                {
                    "document_id": document_id,
                    "position": 0,
                    "sha256": name,
                    "name": "f.pdf",
                    "media_type": "application/pdf",
                    "size": 1,
                },
            )
    files = [(name * 64, "indexed", 30, 30, 900, 0, 0, 1) for name in "ab"]
    said = ["turbine"] * 9 + ["turbine turbine du fleuve"] + ["turbine"] * 20
    pages.put(
        library,
        files,
        [("a" * 64, at, "text", words, words, "[]") for at, words in enumerate(said, 1)]
        + [("b" * 64, 1, "text", "rien", "rien", "[]")],
    )
    try:
        for text in (
            "barrage turbine",
            "(barrage turbine) OU introuvable",
            "type:livre (turbine barrage OU introuvable)",
        ):
            assert set(catalogue.search(text).ids) == set(two_of_one_file), text
        assert apart in catalogue.search("sauf (barrage turbine)", limit=200).ids
        assert not set(two_of_one_file) & set(catalogue.search("sauf (barrage turbine)", limit=200).ids)
        found = catalogue.search("barrage turbine").rows
        assert [row.page.number if row.page else 0 for row in found] == [10, 10]  # the page that says it most, for both
    finally:
        catalogue.library.undo(WHO)
        pages.forget(library, ["a" * 64, "b" * 64])
