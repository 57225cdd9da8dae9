"""Damaged files thrown at every reader by the thousand: each is read, told or refused in a sentence; nothing else is ever raised."""

import io
import zipfile
from collections.abc import Callable
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
from cresi_app.core.errors import DomainError
from tests.catalogue.notices import notice_file

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
