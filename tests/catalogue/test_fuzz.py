"""Damaged files thrown at every reader by the thousand: each is read, told or refused in a sentence; nothing else is ever raised."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import iso2709, online, skos
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.rejecting import rejects_file
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.core import odsfile
from cresi_app.core.apart import ChildLostError
from cresi_app.core.errors import DomainError
from cresi_app.core.filereading import otherfiles
from cresi_app.core.filereading.packed import UnreadableError
from cresi_app.core.filereading.reader import FileReader, Patience
from tests.catalogue.damaging import EDITS, Edit, damaged
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
_UNIMARC_XML = b"""<?xml version="1.0" encoding="UTF-8"?><collection xmlns="info:lc/xmlns/marcxchange-v2"><record format="UNIMARC" type="Bibliographic"><leader>     cam0 22        450 </leader>
<controlfield tag="001">PPN1</controlfield><datafield tag="010" ind1=" " ind2=" "><subfield code="a">978-2-07-036822-8</subfield></datafield><datafield tag="100" ind1=" " ind2=" "><subfield code="a">20101010d2010    k  y0frey50      ba</subfield></datafield>
<datafield tag="200" ind1="1" ind2=" "><subfield code="a">L'eau</subfield><subfield code="f">Awa Ba</subfield></datafield><datafield tag="463" ind1=" " ind2="1"><subfield code="1">2001 </subfield><subfield code="a">Revue</subfield></datafield></record></collection>"""
_SRU = b"""<?xml version="1.0"?><srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:numberOfRecords>1</srw:numberOfRecords><srw:records><srw:record><srw:recordSchema>marcxchange</srw:recordSchema><srw:recordData>
<mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2"><mxc:leader>00000cam 22000003 450 </mxc:leader><mxc:controlfield tag="001">FRBNF1</mxc:controlfield><mxc:datafield tag="200" ind1="1" ind2=" "><mxc:subfield code="a">L'eau</mxc:subfield></mxc:datafield></mxc:record>
</srw:recordData></srw:record></srw:records></srw:searchRetrieveResponse>"""
_OPF = b"""<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>Les puits</dc:title><dc:creator opf:role="ill">Ina Sow</dc:creator>
<dc:source>Revue, 2014, 168 (4), pp.7-12.</dc:source><dc:source>Revue</dc:source><dc:relation>Collection : Tropiques ; 3</dc:relation><meta name="calibre:series" content="Tropiques"/><meta name="calibre:series_index" content="3.0"/></metadata></package>"""
_SKOS_XML = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:xl="http://www.w3.org/2008/05/skos-xl#"><skos:ConceptScheme rdf:about="http://x/"/>
<skos:Concept rdf:about="http://x/1"><skos:inScheme rdf:resource="http://x/"/><skos:prefLabel xml:lang="fr">Eau</skos:prefLabel><xl:altLabel><xl:Label rdf:about="http://x/l"><xl:literalForm xml:lang="fr">Ondes</xl:literalForm></xl:Label></xl:altLabel><skos:broader rdf:resource="http://x/2"/></skos:Concept>
<skos:Concept rdf:about="http://x/2"><skos:prefLabel xml:lang="fr">Milieu</skos:prefLabel><skos:broader rdf:resource="http://x/1"/></skos:Concept><skos:Collection rdf:about="http://x/c"><skos:member rdf:resource="http://x/1"/></skos:Collection></rdf:RDF>"""
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
    "unimarc-xml": ("x.xml", lambda: _UNIMARC_XML),
    "sru": ("x.xml", lambda: _SRU),
    "opf": ("x.opf", lambda: _OPF),
    "zipped": ("x.zip", lambda: _zip(liste_xris=_RIS.decode())),
    "skos": ("x.ttl", lambda: _TURTLE),
    "skos-xml": ("x.rdf", lambda: _SKOS_XML),
    "json-ld": ("x.jsonld", lambda: _JSON_LD),
}  # fmt: skip


@lru_cache(maxsize=32)
def seed(reader: str) -> bytes:
    return SEEDS[reader][1]()


def survives(reader: str, edits: list[Edit]) -> None:
    """Read a damaged file as the import control does: all that may happen is an answer, or a sentence."""
    data = damaged(seed(reader), edits)
    name = SEEDS[reader][0]
    try:
        if reader in {"skos", "skos-xml", "json-ld"}:
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
    assert file.headings_key is not None
    again = rejects_file(file, rejects)
    if again:  # what was put aside is read once more, as it is
        with suppress(DomainError):
            list(of_bytes(again, name).records())


def answers(edits: list[Edit]) -> None:
    """Harvest a server that answers with damaged pages: records, or a sentence."""
    served = [damaged(_OAI, edits), _OAI.replace(b"<resumptionToken>x</resumptionToken>", b"")]

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=served[0] if len(served) > 1 and not asked else served[-1])

    asked: list[int] = []
    with suppress(DomainError):
        file = online.harvest(
            online.Harvest("http://127.0.0.1/oai"), None, lambda: httpx.Client(transport=httpx.MockTransport(answer))
        )
        list(file.records())
    with suppress(DomainError):
        list(
            online.found_file(
                online.BNF,
                "eau",
                lambda: httpx.Client(
                    transport=httpx.MockTransport(lambda _: httpx.Response(200, content=damaged(_SRU, edits)))
                ),
            ).records()
        )


CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "database": None}


@pytest.mark.parametrize("reader", SEEDS)
@settings(max_examples=100, **CALM)  # type: ignore[arg-type]  # one set of options for both
@given(edits=EDITS)
def test_a_hundred_damaged_files_raise_nothing(reader: str, edits: list[Edit]) -> None:
    survives(reader, edits)


@pytest.mark.long
@pytest.mark.parametrize("reader", SEEDS)
@settings(max_examples=2_000, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS)
def test_two_thousand_damaged_files_raise_nothing(reader: str, edits: list[Edit]) -> None:
    survives(reader, edits)


@settings(max_examples=100, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS)
def test_a_hundred_damaged_answers_of_servers_raise_nothing(edits: list[Edit]) -> None:
    answers(edits)


@pytest.mark.long
@settings(max_examples=2_000, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS)
def test_two_thousand_damaged_answers_of_servers_raise_nothing(edits: list[Edit]) -> None:
    answers(edits)


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
def test_a_hundred_damaged_attachments_raise_nothing(place: Path, kind: str, edits: list[Edit]) -> None:
    says(kind, damaged(attached(kind), edits), place)


@pytest.mark.long
@pytest.mark.parametrize("kind", ATTACHED)
@settings(max_examples=2_000, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS)
def test_two_thousand_damaged_attachments_raise_nothing(place: Path, kind: str, edits: list[Edit]) -> None:
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


def looks(child: FileReader, place: Path, edits: list[Edit], number: int) -> None:
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
def test_a_hundred_damaged_pdfs_raise_nothing(child: FileReader, place: Path, edits: list[Edit], number: int) -> None:
    looks(child, place, edits, number)


@pytest.mark.long
@settings(max_examples=2_000, **CALM)  # type: ignore[arg-type]  # same
@given(edits=EDITS, number=st.integers(0, 7))
def test_two_thousand_damaged_pdfs_raise_nothing(
    child: FileReader, place: Path, edits: list[Edit], number: int
) -> None:
    looks(child, place, edits, number)
