"""Files as other software really writes them, odd in the ways each format is known to be: each gives its notices, told when doubtful."""

import gzip
import io
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from cresi_app.catalogue.interchange import iso2709
from cresi_app.catalogue.interchange.charset import Charset, decode
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.reading import is_notice_file, of_bytes
from cresi_app.catalogue.interchange.rejecting import rejects_file
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import Notice, NoticeContribution, NoticeIdentifier, NoticeLink, NoticePublisher
from cresi_app.catalogue.model.tongues import OtherTitle, unpacked
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from tests.catalogue.conftest import WHO

LEADER = "     nam  22        450 "


def record(number: str, title: str, *more: tuple[str, str]) -> bytes:
    fields = [("001", number), ("200", f"1 \x1fa{title}"), *more]
    return iso2709.write(LEADER, [(tag, text.encode()) for tag, text in fields])


def read(data: bytes | str, name: str = "x") -> list[Incoming | Reject]:
    return list(of_bytes(data.encode() if isinstance(data, str) else data, name).records())


def notices(data: bytes | str, name: str = "x") -> list[Notice]:
    found = read(data, name)
    assert all(isinstance(item, Incoming) for item in found), found
    return [item.notice for item in found if isinstance(item, Incoming)]


def only(data: bytes | str, name: str = "x") -> Notice:
    [notice] = notices(data, name)
    return notice


ONE, TWO = record("1", "Été à l'eau"), record("2", "Œuvre noire")


@pytest.mark.parametrize(
    "data",
    [
        ONE + TWO,
        b"\xef\xbb\xbf" + ONE + TWO,
        ONE + b"\r\n\r\n" + TWO + b"\r\n\x1a",
        ONE[:-1] + b"\r\n" + TWO[:-1],  # the marks of the end were lost
        b"00000" + ONE[5:] + b"99999" + TWO[5:],  # lengths that lie
        gzip.compress(ONE + TWO, mtime=0),
        (ONE + TWO).decode().encode("utf-16"),
    ],
)
def test_records_are_found_however_they_are_parted(data: bytes) -> None:
    assert [one.title for one in notices(data, "fonds.iso")] == ["Été à l'eau", "Œuvre noire"]


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            named = zipfile.ZipInfo(
                name.replace("__iso", ".iso").replace("__jpg", ".jpg")
            )  # of 1980, not of this second
            archive.writestr(named, content)
    return out.getvalue()


def test_a_file_alone_in_its_archive_is_read(tmp_path: Path) -> None:
    data = zipped(fonds__iso=ONE + TWO, **{"__MACOSX/fonds__iso": b"x"})
    assert [one.title for one in notices(data, "fonds.zip")] == ["Été à l'eau", "Œuvre noire"]
    file = of_bytes(data, "fonds.zip")
    assert (file.name, file.total) == ("fonds.iso", 2)
    path = tmp_path / "fonds.zip"
    path.write_bytes(data)
    assert is_notice_file(path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(a__iso=ONE, b__iso=TWO), "several_files"),
        (gzip.compress(ONE, mtime=0)[:-9], "unreadable_archive"),
        (zipped(a__iso=ONE * 40)[:-60], "unreadable_table"),
        (zipped(photo__jpg=b"\xff\xd8\xff"), "unknown_format"),
    ],
    ids=["several files", "cut gzip", "cut zip", "a picture"],
)
def test_an_archive_that_cannot_be_taken_is_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(DomainError) as told:
        of_bytes(data, "envoi.zip")
    assert told.value.code == code


# --- UNIMARC as suppliers write it ---


def test_the_same_number_of_two_suppliers_is_two_notices(catalogue: CatalogueService) -> None:
    """Every program counts from 1: without an agency a number alone names nothing."""
    for title in ("Les enfants du fleuve", "Manuel de comptabilité"):
        report, _ = import_file(catalogue, WHO, of_bytes(record("75", title), "x.iso"))
        assert report.created == 1
    again, _ = import_file(catalogue, WHO, of_bytes(record("75", "Les enfants du fleuve"), "x.iso"))
    assert (again.created, again.merged) == (0, 1)


def test_what_a_link_says_beyond_its_title_is_kept() -> None:
    notice = only(record("1", "Article", ("463", " 0\x1ft Revue\x1fv3\x1f045271738")))
    assert notice.links[0].title == "Revue"
    assert "45271738" in notice.leftovers


def test_the_kind_in_its_own_words_is_kept_when_it_says_more() -> None:
    spoken = only(iso2709.write(LEADER, [("200", b"1 \x1faMalle\x1fb[Malle de 40 objets]")]))
    assert "Malle de 40 objets" in spoken.leftovers
    printed = only(iso2709.write(LEADER, [("200", "1 \x1faLivre\x1fb[Texte imprimé]".encode())]))
    assert "Texte" not in printed.leftovers


def test_several_combining_marks_of_iso_5426_stand_on_their_letter() -> None:
    data = b"Ti\xc3\xc2eng Vi\xc3\xd6et, \xd0Coelho, Z\xc7\xc2, \xe1sir \x88Les \x89\xfauvres"
    text = decode(data, Charset.ISO5426)
    assert text.startswith("Tiếng Việt, Ç")
    assert unicodedata.is_normalized("NFC", text)
    notice = only(
        iso2709.write(
            LEADER,
            [
                ("100", b"  \x1fa" + b"20200101d2020    a  y0frey0103    ba"),
                ("200", b"1 \x1fa\x88Les \x89\xfauvres d'\xc2et\xc2e \xc2a l'\xc2ecole"),
            ],
        ),
        "x.iso",
    )
    assert notice.title == "Les œuvres d'été á l'école"
    assert notice.title_sort.startswith("oeuvres")


@pytest.mark.parametrize(
    "text",
    [
        "Tiếng nói vùng cao Yên Bái", "Łódź, Žižek, Şevki, Ōsaka", "Москва и Київ", "القاهرة", "ירושלים", "Αθήνα",
        "中國圖書館", "日本語", "한국",
    ],
)  # fmt: skip
def test_every_script_of_marc_8_is_read(text: str) -> None:
    """What another program writes in MARC-8 (ANSEL, Cyrillic, Arabic, Hebrew, Greek, EACC) comes back letter for letter."""
    if shutil.which("yaz-iconv") is None:
        pytest.skip("yaz-iconv is not installed here")
    parted = unicodedata.normalize("NFD", text) if not "\uac00" <= text[0] <= "\ud7a3" else text
    written = subprocess.run(
        ["yaz-iconv", "-f", "utf-8", "-t", "marc-8"], input=parted.encode(), capture_output=True, check=True
    ).stdout
    assert decode(written, Charset.MARC8) == unicodedata.normalize("NFC", text)


def test_the_horned_letters_of_vietnamese_are_single_signs() -> None:
    assert decode(b"t\xe1\xbd n\xe1\xbcc", Charset.MARC8) == "từ nờc"


# --- XML ---

PREFIXED = """<?xml version="1.0" encoding="ISO-8859-1"?>
<u:collection xmlns:u="http://www.bs.dk/standards/UNIMARC"><u:record><u:leader>01234nam0 2200289   450 </u:leader>
<u:controlfield tag="001">12</u:controlfield><u:datafield tag="200" ind1="1" ind2=" "><u:subfield code="a">Été</u:subfield></u:datafield>
</u:record></u:collection>"""
OF_PMB = """<?xml version="1.0" encoding="utf-8"?><unimarc><notice><rs>n</rs><dt>a</dt><bl>s</bl><hl>1</hl><el>1</el><ru>i</ru>
<f c="001">75</f><f c="011" ind="  "><s c="a">1293-8882</s></f><f c="101" ind="0 "><s c="a">fre</s></f>
<f c="200" ind="1 "><s c="a">Revue de l'eau</s><s c="e">sous-titre &amp; fin</s></f><f c="700" id="3"><s c="a">Dupont</s><s c="b">Marie</s><s c="4">070</s></f>
<f c="995"><s c="f">123</s><s c="k">A 1</s></f></notice><notice><dt>a</dt><bl>m</bl><f c="200"><s c="a">Deux</s></f></notice></unimarc>"""


def test_marcxml_with_prefixes_in_another_alphabet() -> None:
    assert only(PREFIXED.encode("latin-1"), "x.xml").title == "Été"


def test_pmb_s_own_xml_is_read() -> None:
    file = of_bytes(OF_PMB.encode(), "export_pmb.xml")
    first, second = notices(OF_PMB, "export_pmb.xml")
    assert (file.format, file.total) == ("marcxml", 2)
    assert (first.kind, first.title, first.subtitle) == ("periodical", "Revue de l'eau", "sous-titre & fin")
    assert first.identifiers == [NoticeIdentifier("issn", "1293-8882")]
    assert first.contributions == [NoticeContribution("Dupont", "Marie", "", "person", "aut")]
    assert (first.copies[0].barcode, first.copies[0].call_number) == ("123", "A 1")
    assert second.title == "Deux"


def test_a_record_alone_and_marc21_in_an_answer_are_read() -> None:
    alone = '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader><datafield tag="245" ind1="0" ind2="0"><subfield code="a">Solo</subfield></datafield></record>'
    assert only(alone, "x.xml").title == "Solo"
    answer = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>o:1</identifier></header><metadata>{alone}</metadata><about><x>y</x></about></record></ListRecords></OAI-PMH>'
    found = only(answer, "x.xml")
    assert (found.title, found.source_key) == ("Solo", "o:1")


def test_qualified_dublin_core_and_its_languages() -> None:
    found = only(
        '<m xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title xml:lang="en">Water</dc:title>'
        '<dc:title xml:lang="fr">L\'eau</dc:title><dcterms:issued>2010-05-01</dcterms:issued><dcterms:spatial>Mali</dcterms:spatial>'
        "<dcterms:bibliographicCitation>p. 3</dcterms:bibliographicCitation><dc:type>Rapport d'étude annuel</dc:type></m>",
        "x.xml",
    )
    assert (found.title, found.published_on, found.kind) == ("L'eau", "2010-05-01", "report")
    assert unpacked(found)[0] == [OtherTitle("parallel", "Water", "eng")]
    assert "p. 3" in found.leftovers
    assert "étude annuel" in found.leftovers


# --- RIS, in the dialects of those who write it ---

RIS: dict[str, tuple[str, dict[str, object]]] = {
    "zotero": ("TY  - BOOK\nTI  - L'aide\nAU  - Dupont, Marie\nCY  - Paris\nPY  - 2019///\nPB  - Seuil\nSN  - 978-2-07-036822-8\nER  - \n\n", {"title": "L'aide", "date_text": "2019", "publishers": [NoticePublisher("Seuil", "Paris")]}),
    "mendeley": ("TY  - JOUR\nT1  - Titre\nA1  - Doe, John\nJF  - Revue\nVL  - 3\nIS  - 2\nSP  - 1\nEP  - 9\nY1  - 2010/05/01/\nN2  - Résumé\nER  -\n", {"links": [NoticeLink("issue", "Revue", "3 (2)", "", "2010", "1-9")], "published_on": "2010-05-01", "abstract": "Résumé"}),
    "endnote": ("TY  - RPRT\nA1  - OXFAM\nTI  - Rapport annuel\nPY  - 2012\nSP  - 44 p.\nID  - 12\nER  - \n", {"kind": "report", "extent": "44 p.", "contributions": [NoticeContribution("OXFAM", "", "", "body", "aut")]}),
    "europresse": ("TY  - NEWS\r\nT1  - L'eau\r\nJO  - Le Monde\r\nY1  - 2021/03/04\r\nA1  - Le Monde\r\nSP  - 4\r\nN2  - Texte\r\nsuite\r\nER  - \r\n", {"abstract": "Texte\nsuite", "contributions": [NoticeContribution("Le Monde", "", "", "body", "aut")]}),
    "one space": ("TY - BOOK\nTI - Un espace\nER -\n", {"title": "Un espace"}),
    "moved in": ("  TY  - BOOK\n  TI  - Dedans\n  ER  - \n", {"title": "Dedans"}),
    "old Mac": ("TY  - BOOK\rTI  - Pomme\rER  - \r", {"title": "Pomme"}),
    "month": ("TY  - JOUR\nTI  - X\nPY  - 2010/03//\nER  - \n", {"date_text": "2010-03", "year": 2010}),
    "nowhere": ("TY  - JOUR\nTI  - Sans revue\nVL  - 12\nIS  - 3\nSP  - 4\nEP  - 9\nER  - \n", {"part_number": "12 (3)", "extent": "4-9"}),
}  # fmt: skip


@pytest.mark.parametrize("dialect", RIS)
def test_every_dialect_of_ris(dialect: str) -> None:
    text, wanted = RIS[dialect]
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        found = only(text.encode(encoding), "export.ris")
        assert {name: getattr(found, name) for name in wanted} == wanted


def test_ris_keeps_what_it_says_twice() -> None:
    found = only("TY  - JOUR\nTI  - X\nPY  - 2002 // Apr 12\nDB  - Embase\nDB  - Medline\nER  - ")
    assert all(word in found.leftovers for word in ("Apr 12", "Embase", "Medline"))


# --- BibTeX and BibLaTeX ---

BIB: dict[str, tuple[str, dict[str, object]]] = {
    "strings": ('@string{le = "Seuil"}\n@comment{x}\n@book{a, title={T é}, publisher= le, year = 2001, month=jan}\n', {"title": "T é", "date_text": "2001-01", "publishers": [NoticePublisher("Seuil", "")]}),
    "parentheses": ('@preamble{"x"}\n@book(b, title = "Paren {E}t", author = "Albert and B, C")\n', {"title": "Paren Et"}),
    "xdata": ("@xdata{p, publisher={Karthala}, location={Paris}}\n@xdata{q, xdata={p}, edition={2}}\n@book{c, title={Prêté}, xdata={q}}\n", {"publishers": [NoticePublisher("Karthala", "Paris")], "edition": "2"}),
    "latex": ("@book{g, title={{\\'E}tude de l'{\\oe}uvre \\& \\textbf{faim} \\texttt{code} \\mbox{mot} -- 50\\%}, author={Fran{\\c c}ois, Jos\\'e}}\n", {"title": "Étude de l'œuvre & faim code mot – 50%", "contributions": [NoticeContribution("François", "José", "", "person", "aut")]}),
    "address": (r"@misc{h, title={Voir \href{http://x.org}{ici}}}", {"title": "Voir http://x.org ici"}),
    "named parts": ("@book{h, title={N}, author={family=Dupont, given=Marie, prefix=de, useprefix=true and given=Fred, family=Flummox}}\n", {"contributions": [NoticeContribution("de Dupont", "Marie", "", "person", "aut"), NoticeContribution("Flummox", "Fred", "", "person", "aut")]}),
    "nowhere": ("@article{i, title={Sans}, volume=3, number=2, pages={1--2}, year=2001}\n", {"part_number": "3 (2)", "extent": "1-2"}),
    "zotero": ("@misc{l, title = {T}, langid = {french}, keywords = {a, b, c}, isbn={978-2-07-036822-8 2-07-036822-X}}\n", {"identifiers": [NoticeIdentifier("isbn", "978-2-07-036822-8"), NoticeIdentifier("isbn", "2-07-036822-X")]}),
}  # fmt: skip


@pytest.mark.parametrize("dialect", BIB)
def test_every_dialect_of_bibtex(dialect: str) -> None:
    text, wanted = BIB[dialect]
    file = of_bytes(text.encode(), "x.bib")
    assert file.total == 1
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        found = only(text.encode(encoding), "x.bib")
        assert {name: getattr(found, name) for name in wanted} == wanted


def test_others_of_bibtex_are_not_forgotten() -> None:
    assert "and others" in only("@book{m, title={T}, author={Dupont, M. and others}}").leftovers


@pytest.mark.parametrize(
    "text",
    [
        "@book{e, title={Non fermé, author={A}}\n\n@book{f, title={Bon}}\n",
        "@book{e, title={Ouvert},\n\n@book{f, title={Bon}}\n",
    ],
)
def test_unbalanced_braces_cost_one_entry(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    broken, good = read(text, "x.bib")
    assert isinstance(broken, Reject)
    assert b"@book{e" in broken.raw
    assert isinstance(good, Incoming)
    assert good.notice.title == "Bon"
    assert capfd.readouterr() == ("", "")  # its reader's own remarks are for nobody


# --- lists ---


def test_a_list_as_a_french_spreadsheet_saves_it() -> None:
    text = "Liste des outils;;;\n;;;\nTitre;Date de publication;ISBN;Prix\n\"L'eau ; la vie\";12/03/2011;9,78207E+12;1 234,50\nDeux;40614;978-2-07-036822-8;'-5\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        first, second = (item for item in read(text.encode(encoding), "x.csv") if isinstance(item, Incoming))
        assert (first.notice.title, first.notice.published_on, first.notice.price) == (
            "L'eau ; la vie",
            "2011-03-12",
            "1 234,50",
        )
        assert "coupé un long nombre" in first.doubts[0].text
        assert (second.notice.published_on, second.notice.price) == ("2011-03-12", "-5")


def workbook(path: Path) -> bytes:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        other = book.add_worksheet("Mode d'emploi")
        other.write(0, 0, "Lisez-moi")
        page = book.add_worksheet("Fonds")
        page.write_row(0, 0, ["Titre", "Date", "ISBN", "Année", "Prix", "Public"])
        page.write(1, 0, "Œuvre")
        page.write(1, 1, 40614, day)
        page.write(1, 2, 9782070368228)
        page.write(1, 3, 2011)
        page.write_formula(1, 4, "=2*6.25", None, 12.5)
        page.write(1, 5, True)
    return path.read_bytes()


def test_a_workbook_s_days_numbers_and_formulas_are_values(tmp_path: Path) -> None:
    found = only(workbook(tmp_path / "x.xlsx"), "x.xlsx")
    assert (found.title, found.published_on, found.year, found.price, found.audience) == (
        "Œuvre",
        "2011-03-12",
        2011,
        "12.5",
        "oui",
    )
    assert found.identifiers == [NoticeIdentifier("isbn", "9782070368228")]


def test_cells_repeated_in_an_ods_are_all_there() -> None:
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        '<office:body><office:spreadsheet><table:table table:name="F"><table:table-row><table:table-cell office:value-type="string"><text:p>Titre</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>Sujets</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Notes</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string" table:number-columns-repeated="3"><text:p>Eau</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    found = notices(out.getvalue(), "x.ods")
    assert [(one.title, one.subjects[0].term, one.notes) for one in found] == [("Eau", "Eau", "Eau")] * 2


# --- what is refused can be mended and read again, whatever the format ---


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.iso", ONE + iso2709.write(LEADER, [("330", "  \x1fasans titre é".encode())])),
        ("x.ris", "TY  - BOOK\nTI  - Été\nER  - \n\nTY  - BOOK\nN1  - sans titre é\nER  - \n".encode()),
        ("x.bib", "@book{a, title={Été}}\n\n@book{b, note={sans titre é}}\n".encode()),
        ("x.csv", "Titre;Résumé\nÉté;x\n;sans titre é\n".encode()),
        ("x.xml", PREFIXED.replace("</u:record>", '</u:record><u:record><u:datafield tag="330" ind1=" " ind2=" "><u:subfield code="a">sans titre é</u:subfield></u:datafield></u:record>').encode("latin-1")),
        ("x.json", '{"format": "cresi-notices", "version": 1, "notices": [{"title": "Été"}, {"abstract": "sans titre é"}]}'.encode()),
    ],
)  # fmt: skip
def test_rejects_are_a_file_of_their_own_format(catalogue: CatalogueService, name: str, data: bytes) -> None:
    file = of_bytes(data, name)
    report, _ = import_file(catalogue, WHO, file)
    assert (report.created, report.rejected) == (1, 1)
    saved = rejects_file(file, report.rejects)
    again = of_bytes(saved, f"rejets-{name}")
    assert again.format == file.format
    second, _ = import_file(catalogue, WHO, again)
    assert (second.read, second.rejected) == (1, 1)
    [item] = again.records()
    assert isinstance(item, Incoming)
    assert "sans titre é" in (item.notice.abstract + item.notice.notes)
