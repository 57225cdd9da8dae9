"""Damaged files thrown at every reader by the thousand: each is read, told or refused in a sentence; nothing else is ever raised."""

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import iso2709, skos
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.rejecting import rejects_file
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.core import odsfile
from cresi_app.core.apart import ChildLostError
from cresi_app.core.errors import DomainError
from cresi_app.core.filereading import otherfiles
from cresi_app.core.filereading.packed import UnreadableError
from cresi_app.core.filereading.reader import FileReader, Patience
from tests.catalogue.notices import notice_file
from tests.catalogue.pdfs import written

ROWS = [
    ["Titre", "Auteurs", "Date", "ISBN", "Sujets"],
    ["L'eau", "Dupont, Marie ; Petit, J.", "12/03/2011", "978-2-07-036822-8", "eau ; Mali"],
]


def _marc21() -> bytes:
    fields = [
        ("001", b"1"),
        ("008", b"990802s2000    mau      b    001 0 eng  "),
        ("245", b"10\x1faThe water /\x1fcby Ann."),
        ("650", b" 0\x1faWater\x1fzMali."),
        ("700", b"1 \x1faDoe, J.\x1f4edt"),
    ]
    return iso2709.write("00000nam a2200000 a 4500", fields) * 2


def _xlsx() -> bytes:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "x.xlsx"
        with xlsxwriter.Workbook(out) as book:
            page = book.add_worksheet()
            for at, row in enumerate(ROWS):
                page.write_row(at, 0, row)
        return _stored(out.read_bytes())


def _ods() -> bytes:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "x.ods"
        odsfile.write(out, "Fonds", ROWS[0], ROWS[1:])
        return _stored(out.read_bytes())


def _stored(data: bytes) -> bytes:
    """Return an archive uncompressed, so that its content is damaged and not only its packing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


_MARCXML = b"""<?xml version="1.0"?><collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">1</controlfield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">L'\xc3\xa9t\xc3\xa9</subfield></datafield></record><record><leader>x</leader><datafield tag="200" ind1="1" ind2=" "><subfield code="a">Deux</subfield></datafield></record></collection>"""
_DC = b"""<records xmlns:dc="http://purl.org/dc/elements/1.1/"><record><dc:title xml:lang="fr">L'eau</dc:title><dc:creator>Dupont, M.</dc:creator><dc:date>2010-05-01</dc:date><dc:identifier>urn:ISBN:9782070368228</dc:identifier></record></records>"""
_OAI = b"""<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>o:1</identifier><datestamp>2020-01-01</datestamp></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T\xc3\xa9</dc:title></oai_dc:dc></metadata></record><record><header status="deleted"><identifier>o:2</identifier></header></record><resumptionToken>x</resumptionToken></ListRecords></OAI-PMH>"""
_PMB_XML = b"""<?xml version="1.0" encoding="utf-8"?><unimarc><notice><rs>n</rs><dt>a</dt><bl>m</bl><f c="001">75</f><f c="200" ind="1 "><s c="a">L'eau</s></f><f c="995"><s c="f">1</s></f></notice></unimarc>"""
_PMB = b"""-- MySQL dump
CREATE TABLE `notices` (`notice_id` int, `typdoc` varchar(2), `tit1` text, `year` varchar(50));
INSERT INTO `notices` (`notice_id`,`typdoc`,`tit1`,`year`) VALUES (1,'a','L\\'eau',2010),(2,'a','Deux; (trois)','');
INSERT INTO exemplaires (expl_id, expl_cb, expl_notice, expl_cote) VALUES (1,'B1',1,'C 1');
"""
_RIS = "TY  - JOUR\r\nTI  - L'été\r\nAU  - Dupont, Marie\r\nPY  - 2010/03/01\r\nT2  - Revue\r\nVL  - 3\r\nSN  - 1293-8882\r\nKW  - eau; Mali\r\nN2  - Un\r\n  deux\r\nER  - \r\n\r\nTY  - BOOK\r\nTI  - Deux\r\nER  - \r\n".encode()
_BIB = '@string{le = {Seuil}}\n@book{a, title={{\\\'E}té # "x"}, author={Dupont, Marie and family=Petit, given=J.}, publisher=le # { & Cie}, crossref={b}, year=2010}\n@xdata{c, edition=2}\n@collection{b, title={Tout}, xdata={c}}\n'.encode()
_CSV = 'Titre;Auteurs;Date;ISBN\n"L\'été ; fin";Dupont, Marie;12/03/2011;978-2-07-036822-8\nDeux;;;\n'.encode()
_JSON = '{"format": "cresi-notices", "version": 1, "notices": [{"id": "12", "title": "Été", "year": 2010, "subjects": [{"term": "eau"}], "copies": [{"barcode": "1"}]}, {"title": 3}]}'.encode()
_TURTLE = b"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://x/1> a skos:Concept ; skos:prefLabel "Eau"@fr, "Water"@en ; skos:narrower <http://x/2> . <http://x/2> a skos:Concept ; skos:prefLabel "Puits"@fr ."""

_JSON_LD = b'{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@graph": [{"@id": "http://x/1", "@type": "skos:Concept", "skos:prefLabel": {"@value": "Eau", "@language": "fr"}, "skos:narrower": {"@id": "http://x/2"}}]}'

SEEDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "unimarc": ("x.iso", lambda: notice_file(2)),
    "marc21": ("x.mrc", _marc21),
    "marcxml": ("x.xml", lambda: _MARCXML),
    "pmb-xml": ("x.xml", lambda: _PMB_XML),
    "ris": ("x.ris", lambda: _RIS),
    "bibtex": ("x.bib", lambda: _BIB),
    "dc": ("x.xml", lambda: _DC),
    "oai": ("x.xml", lambda: _OAI),
    "csv": ("x.csv", lambda: _CSV),
    "tsv": ("x.tsv", lambda: _CSV.replace(b";", b"\t")),
    "xlsx": ("x.xlsx", _xlsx),
    "ods": ("x.ods", _ods),
    "json": ("x.json", lambda: _JSON),
    "pmb": ("x.sql", lambda: _PMB),
    "skos": ("x.ttl", lambda: _TURTLE),
    "json-ld": ("x.jsonld", lambda: _JSON_LD),
}  # fmt: skip
TOKENS = (
    b"\x1d",
    b"\x1e",
    b"\x1f",
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"{",
    b"}",
    b"<",
    b">",
    b"&",
    b"]]>",
    b'"',
    b"'",
    b"\\",
    b";",
    b"\n",
    b"\r",
    b"TY  - ",
    b"ER  - ",
    b"@",
    b"#",
    b"%",
    b"\xc3",
    b"99999",
    b"-1",
    b"1e999",
    b"\\ud800",
    b"[[[[",
    b"null",
    b"[",
    b"\x1b$1!",
    b"\xe2\x80\xa8",
    b"&x;",
    b"PK\x03\x04",
)
EDITS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 1 << 20), st.integers(0, 255), st.sampled_from(TOKENS)), min_size=1, max_size=6
)  # fmt: skip


@lru_cache(maxsize=32)
def seed(reader: str) -> bytes:
    return SEEDS[reader][1]()


def damaged(data: bytes, edits: list[tuple[int, int, int, bytes]]) -> bytes:
    """Return `data` with a sign changed, cut, doubled, cut short, moved, or with something awkward put in."""
    content = bytearray(data)
    for act, where, number, token in edits:
        at = where % (len(content) + 1)
        match act:
            case 0:
                content[at : at + 1] = bytes([number])
            case 1:
                del content[at : at + number]
            case 2:
                content[at:at] = content[at : at + number]
            case 3:
                content[at:at] = token
            case 4:
                content = content[:at] if number < 32 else content
            case _:
                piece = content[at : at + number]
                del content[at : at + number]
                content[len(content) // 2 : len(content) // 2] = piece
    return bytes(content)


def survives(reader: str, edits: list[tuple[int, int, int, bytes]]) -> None:
    """Read a damaged file as the import control does: all that may happen is an answer, or a sentence."""
    data = damaged(seed(reader), edits)
    name = SEEDS[reader][0]
    try:
        if reader in {"skos", "json-ld"}:
            skos.read(data, name)
            return
        file = of_bytes(data, name)
    except DomainError:
        return
    items = list(file.records())
    assert [one.record for one in items] == sorted({one.record for one in items})
    rejects = [one for one in items if isinstance(one, Reject)]
    assert all(one.reason for one in rejects)
    for one in items:
        if isinstance(one, Incoming):
            repr(one.notice).encode("utf-8", "surrogatepass")
            assert all(doubt.text for doubt in one.doubts)
    file.fields()
    rejects_file(file, rejects)


CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "database": None}


@pytest.mark.parametrize("reader", SEEDS)
@settings(max_examples=100, **CALM)  # type: ignore[arg-type]  # one set of options for both
@given(edits=EDITS)
def test_a_hundred_damaged_files_raise_nothing(reader: str, edits: list[tuple[int, int, int, bytes]]) -> None:
    survives(reader, edits)


@pytest.mark.long
@pytest.mark.parametrize("reader", SEEDS)
@settings(max_examples=2_000, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS)
def test_two_thousand_damaged_files_raise_nothing(reader: str, edits: list[tuple[int, int, int, bytes]]) -> None:
    survives(reader, edits)


# --- attached files ---

_WORD = '<w:document xmlns:w="http://w"><w:body><w:p><w:r><w:t>Charte du</w:t></w:r></w:p></w:body></w:document>'
_ODT = '<o:c xmlns:o="urn:o" xmlns:text="urn:t"><text:p>Compte <text:span>rendu</text:span></text:p></o:c>'
_BOX = '<container xmlns="urn:c"><rootfiles><rootfile full-path="O/b.opf"/></rootfiles></container>'
_BOOK = '<package xmlns="urn:p"><manifest><item id="a" href="un.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>'
_MAIL = b"""From: =?utf-8?q?Awa_B=C3=A2?= <awa@exemple.org>\r\nTo: x@y.org\r\nSubject: =?iso-8859-1?Q?L=27=E9t=E9?=\r\nMIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nR=E9union\r\n--b
Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+bW90PC9wPg==\r\n--b--\r\n"""


def _zip(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if "deflated" in parts else zipfile.ZIP_STORED) as packed:
        for name, said in parts.items():
            packed.writestr(name.replace("__", "/").replace("_x", "."), said)
    return out.getvalue()


ATTACHED: dict[str, Callable[[], bytes]] = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _xlsx,
    "application/vnd.oasis.opendocument.spreadsheet": _ods,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": lambda: _zip(word__document_xxml=_WORD),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": lambda: _zip(ppt__slides__slide1_xxml=_WORD, deflated="x"),
    "application/vnd.oasis.opendocument.text": lambda: _zip(content_xxml=_ODT),
    "application/epub+zip": lambda: _zip(**{"META-INF__container_xxml": _BOX, "O__b_xopf": _BOOK, "O__un_xxhtml": "<p>chapitre</p>"}),
    "text/html": lambda: b"<html><meta charset=utf-8><script>x</script><p>Commerce &eacute;quitable<table><td>1</table>",
    "text/plain": "Mémoire\n\nd'un été".encode,
    "application/rtf": lambda: rb"{\rtf1{\fonttbl secret;}\'e9ducation \b populaire\u8217?\par}",
    "message/rfc822": lambda: _MAIL,
}  # fmt: skip


@lru_cache(maxsize=16)
def attached(kind: str) -> bytes:
    return ATTACHED[kind]()


def says(kind: str, data: bytes, place: Path) -> None:
    """Read an attached file as the child does: words, or one of the two refusals."""
    place.write_bytes(data)
    try:
        found = otherfiles.passages(place, kind)
    except (otherfiles.NoTextError, UnreadableError):
        return
    assert all(isinstance(one, str) for one in found)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attached") / "x"


@pytest.mark.parametrize("kind", ATTACHED)
@settings(max_examples=100, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS)
def test_a_hundred_damaged_attachments_raise_nothing(
    place: Path, kind: str, edits: list[tuple[int, int, int, bytes]]
) -> None:
    says(kind, damaged(attached(kind), edits), place)


@pytest.mark.long
@pytest.mark.parametrize("kind", ATTACHED)
@settings(max_examples=2_000, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS)
def test_two_thousand_damaged_attachments_raise_nothing(
    place: Path, kind: str, edits: list[tuple[int, int, int, bytes]]
) -> None:
    says(kind, damaged(attached(kind), edits), place)


def test_attachments_unpacked_beyond_bearing_are_refused(place: Path) -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<r>" + b"<c/>" * 4_100_000 + b"</r>")
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x><row><c><v>&b;</v></c></row></x>'
    for data in (bomb.getvalue(), _zip(xl__worksheets__sheet1_xxml=laughs), _zip(other_xxml="<a/>")):
        place.write_bytes(data)
        with pytest.raises(UnreadableError):
            otherfiles.passages(place, sheet)


# --- PDFs, in the one child that reads them all ---


@pytest.fixture(scope="module")
def child() -> Iterator[FileReader]:
    with FileReader(patience=Patience(seconds=20)) as reader:
        yield reader


@lru_cache(maxsize=1)
def _pdf() -> bytes:
    with TemporaryDirectory() as folder:
        return written(
            Path(folder) / "x.pdf", ["L'eau au Sahel\nAwa Diallo", "ISBN 978-2-07-036822-8"], title="L'eau"
        ).read_bytes()


def looks(child: FileReader, place: Path, edits: list[tuple[int, int, int, bytes]], number: int) -> None:
    """Ask everything of a damaged PDF: an answer, or the loss of the child, which is told."""
    file = place.with_name(f"{number % 8}.pdf")
    file.write_bytes(damaged(_pdf(), edits))
    assert child.facts(file, "application/pdf").state in {"read", "locked", "broken"}
    try:
        assert child.texts(file, "application/pdf", 1).state in {"read", "locked", "broken"}
    except ChildLostError:
        return


@settings(max_examples=100, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS, number=st.integers(0, 7))
def test_a_hundred_damaged_pdfs_raise_nothing(
    child: FileReader, place: Path, edits: list[tuple[int, int, int, bytes]], number: int
) -> None:
    looks(child, place, edits, number)


@pytest.mark.long
@settings(max_examples=2_000, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS, number=st.integers(0, 7))
def test_two_thousand_damaged_pdfs_raise_nothing(
    child: FileReader, place: Path, edits: list[tuple[int, int, int, bytes]], number: int
) -> None:
    looks(child, place, edits, number)
