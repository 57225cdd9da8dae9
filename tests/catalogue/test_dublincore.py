"""Dublin Core and OAI-PMH: namespaces of all sorts, languages, deleted records, pages, errors and bombs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import dublincore
from cresi_app.catalogue.interchange.dublincore import writing
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import Notice, NoticeIdentifier, NoticeLink, NoticePublisher, NoticeSubject
from cresi_app.catalogue.model.tongues import OtherTitle, unpacked
from cresi_app.core.errors import DomainError

DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dcterms="http://purl.org/dc/terms/"'
BOOK = f"""<oai_dc:dc {DC}>
<dc:title xml:lang="en">Water in the Sahel</dc:title><dc:title xml:lang="fr">L'eau au Sahel : guide</dc:title>
<dc:creator>Traoré, Aminata (1947-....). Auteur</dc:creator><dc:contributor>Petit, Jean. Illustrateur</dc:contributor>
<dc:publisher>Karthala (Paris)</dc:publisher><dc:date>1998</dc:date><dc:language>fre</dc:language><dc:language>français</dc:language>
<dc:identifier>urn:ISBN:978-2-07-036822-8</dc:identifier><dc:identifier>https://x.org/1</dc:identifier>
<dc:subject>Eau ; Mali</dc:subject><dc:coverage>Mali</dc:coverage><dc:description>Un guide.</dc:description>
<dc:type>Text</dc:type><dc:format>210 p.</dc:format><dc:rights>CC BY</dc:rights><dcterms:isPartOf>Tropiques</dcterms:isPartOf>
<dcterms:provenance>don</dcterms:provenance></oai_dc:dc>"""
OAI = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{}</OAI-PMH>'


def page(body: str, verb: str = "ListRecords") -> bytes:
    return f'\n\n<?xml version="1.0"?>\n{OAI.format(f"<{verb}>{body}</{verb}>")}'.replace("\n\n<?xml", "<?xml").encode()


def record(name: str, content: str) -> str:
    return f"<record><header><identifier>{name}</identifier></header><metadata>{content}</metadata></record>"


def test_a_description_becomes_a_notice() -> None:
    [item] = list(dublincore.read(BOOK.encode()))
    assert isinstance(item, Incoming)
    notice = item.notice
    assert (notice.title, notice.subtitle) == ("L'eau au Sahel", "guide")
    assert unpacked(notice)[0] == [OtherTitle("parallel", "Water in the Sahel", "eng")]
    assert [(one.family, one.given, one.role) for one in notice.contributions] == [
        ("Traoré", "Aminata", "aut"),
        ("Petit", "Jean", "ill"),
    ]
    assert notice.publishers == [NoticePublisher("Karthala", "Paris")]
    assert [one.code for one in notice.languages] == ["fre"]
    assert notice.identifiers == [NoticeIdentifier("isbn", "978-2-07-036822-8")]
    assert notice.subjects == [
        NoticeSubject("Eau", "free"),
        NoticeSubject("Mali", "free"),
    ]
    assert notice.countries == ["Mali"]
    assert notice.contributions[0].dates == "1947-"
    assert (notice.kind, notice.year, notice.extent, notice.rights, notice.url) == (
        "book",
        1998,
        "210 p.",
        "CC BY",
        "https://x.org/1",
    )
    assert [one.title for one in notice.links] == ["Tropiques"]
    assert notice.leftovers == "dc:provenance don"


def test_a_response_keeps_names_and_tells_what_was_deleted_or_lacks() -> None:
    body = (
        record("oai:x:1", BOOK) + '<record><header status="deleted"><identifier>oai:x:2</identifier></header></record>'
    )
    body += "<record><header><identifier>oai:x:3</identifier></header></record><resumptionToken>next</resumptionToken>"
    found = dublincore.read_page(page(body))
    first, second, third = found.records
    assert isinstance(first, Incoming)
    assert first.notice.source_key == "oai:x:1"
    assert isinstance(second, Reject)
    assert "oai:x:2" in second.reason
    assert isinstance(third, Reject)
    assert found.token == "next"
    assert [one.record for one in found.records] == [1, 2, 3]


def test_marc_inside_a_response_is_read_as_what_it_is() -> None:
    marc = '<m:record xmlns:m="http://www.loc.gov/MARC21/slim"><m:leader>00000nam a2200000 a 4500</m:leader><m:datafield tag="245" ind1="0" ind2="0"><m:subfield code="a">Two /</m:subfield></m:datafield></m:record>'
    [item] = dublincore.read_page(page(record("oai:x:1", marc))).records
    assert isinstance(item, Incoming)
    assert (item.notice.title, item.notice.format) == ("Two", "marc21")


def test_an_error_of_the_server_is_told() -> None:
    found = dublincore.read_page(OAI.format('<error code="badResumptionToken">expired</error>').encode())
    assert found.error_code == "badResumptionToken"
    assert "expired" in found.records[0].reason  # type: ignore[union-attr]  # a Reject


def test_a_file_that_breaks_off_gives_what_stood_before() -> None:
    whole = page(record("oai:x:1", BOOK) + record("oai:x:2", BOOK))
    items = dublincore.read_page(whole[:-300]).records
    assert isinstance(items[0], Incoming)
    assert isinstance(items[-1], Reject)


def test_a_bomb_does_not_blow_up() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{levels}]><x {DC}><dc:title>&l11;</dc:title></x>'
    items = list(dublincore.read(bomb.encode()))
    assert all(len(item.raw) < 10_000 for item in items)


def test_the_format_is_recognised() -> None:
    assert of_bytes(page(record("a", BOOK)), "x.xml").format.value == "oai"
    assert of_bytes(BOOK.encode(), "x.xml").format.value == "dc"


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_nothing_in_a_damaged_file_raises(at: int, wrong: bytes) -> None:
    whole = page(record("oai:x:1", BOOK))
    for item in dublincore.read(whole[:at] + wrong + whole[at + 1 :]):
        assert isinstance(item, Incoming | Reject)


# --- repositories by name ---


def read_one(*elements: str, name: str = "oai:x:1") -> Notice:
    inner = "".join(
        f"<dc:{said.partition('>')[0]}>{said.partition('>')[2]}</dc:{said.partition('>')[0].split()[0]}>"
        for said in elements
    )
    [item] = list(dublincore.read(page(record(name, f"<oai_dc:dc {DC}>{inner}</oai_dc:dc>"))))
    assert isinstance(item, Incoming)
    return item.notice


def test_an_article_of_hal_has_one_host() -> None:
    notice = read_one(
        "title>L'aide", "creator>Dupuy, Anne", "source>ISSN: 0302-3052", "source>EISSN: 1782-1444", "source>Mondes en développement",
        "source>https://halshs.hal.science/1", "source>Mondes en développement, 2014, 168 (4), pp.7-12. ⟨10.3917/med.168.0007⟩",
        "relation>info:eu-repo/grantAgreement/EC/FP7/123", "type>info:eu-repo/semantics/article", "date>2014-12-01T00:00:00Z",
    )  # fmt: skip
    assert notice.links == [NoticeLink("issue", "Mondes en développement", "168 (4)", "0302-3052", "2014", "7-12")]
    assert ("uri", "https://halshs.hal.science/1") in [one[:2] for one in notice.identifiers]
    assert (notice.date_text, notice.published_on) == ("2014-12-01", "2014-12-01")
    for kept in ("ISSN 1782-1444", "pp.7-12", "grantAgreement/EC/FP7/123"):
        assert kept in notice.leftovers


def test_periodicals_named_by_their_number_and_pages_said_as_a_place() -> None:
    opened = read_one("title>A", "relation>info:eu-repo/semantics/reference/issn/1254-4590", "type>article")
    assert opened.links == [NoticeLink("set", "", "", "1254-4590")]
    old = read_one(
        "title>B", "source>Revue Tiers Monde", "source>tome 42, n°165, 2001", "coverage>235-236", "type>text"
    )
    assert (old.kind, old.countries) == ("article", [])
    assert old.links == [NoticeLink("set", "Revue Tiers Monde", "tome 42, n°165, 2001", "", "", "235-236")]


def test_what_a_national_library_says_beside_the_document() -> None:
    notice = read_one(
        "title>Les Touareg / par J. Dupont", "creator>Dupont, Jean (1850-19..). Auteur du texte", "contributor>Ba, Awa (1901-). Marraine de guerre",
        "relation>Appartient à : Bibliothèque coloniale ; 4", "relation>Notice du catalogue : http://catalogue.bnf.fr/ark:/12148/cb1",
        "format>application/pdf", "format>350 p.", "source>Bibliothèque nationale de France, département Philosophie, 8-O3-123",
    )  # fmt: skip
    assert [one[:3] for one in notice.contributions] == [("Dupont", "Jean", "1850-19.."), ("Ba", "Awa", "1901-")]
    assert (notice.series, notice.series_number, notice.extent, notice.links) == (
        "Bibliothèque coloniale",
        "4",
        "350 p.",
        [],
    )
    assert (
        NoticeIdentifier("uri", "http://catalogue.bnf.fr/ark:/12148/cb1", "Notice du catalogue") in notice.identifiers
    )
    for kept in ("Marraine de guerre", "application/pdf", "8-O3-123"):
        assert kept in notice.leftovers


def test_the_file_that_calibre_keeps_beside_a_book() -> None:
    told = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <dc:title>Les puits</dc:title><dc:creator opf:role="ill">Ina Sow</dc:creator><dc:contributor opf:role="bkp">calibre (5.0)</dc:contributor>
    <dc:identifier opf:scheme="GOOGLE">abcDEF</dc:identifier><dc:description>&lt;p&gt;L&amp;#39;eau&lt;/p&gt;</dc:description>
    <meta name="calibre:series" content="Tropiques"/><meta name="calibre:series_index" content="3.0"/><meta name="calibre:rating" content="8"/></metadata></package>"""
    [item] = list(dublincore.read(told.encode()))
    assert isinstance(item, Incoming)
    notice = item.notice
    assert [(one.family, one.given, one.role) for one in notice.contributions] == [("Sow", "Ina", "ill")]
    assert (notice.series, notice.series_number, notice.abstract) == ("Tropiques", "3", "L'eau")
    assert notice.identifiers == [NoticeIdentifier("other", "abcDEF", "GOOGLE")]
    assert "calibre (5.0)" in notice.leftovers
    assert "calibre:rating 8" in notice.leftovers


def test_rdf_names_within_its_elements_and_points_to_people() -> None:
    told = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {DC} xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:b="http://purl.org/ontology/bibo/">
    <b:Book><dc:title>Les puits</dc:title><dcterms:creator rdf:resource="http://www.idref.fr/026/id"/><b:isbn13>9782070368228</b:isbn13>
    <dcterms:publisher><foaf:Organization><foaf:name>Karthala</foaf:name></foaf:Organization></dcterms:publisher></b:Book></rdf:RDF>"""
    [item] = list(dublincore.read(told.encode()))
    assert isinstance(item, Incoming)
    assert (item.notice.contributions, item.notice.publishers) == ([], [NoticePublisher("Karthala")])
    assert item.notice.identifiers == [NoticeIdentifier("isbn", "9782070368228")]
    assert "idref.fr/026" in item.notice.leftovers


def test_what_an_article_appeared_in_goes_out_whole_and_comes_back() -> None:
    links = [
        NoticeLink("issue", "Grain de sel", "77 (3)", "1560-2664", "mars 2019", "3-17"),
        NoticeLink("related", "Un autre"),
    ]
    told = writing.description(Notice(kind="article", title="Un puits", links=links), 1)
    assert "<dc:source>Grain de sel ; n° 77 (3) ; (mars 2019) ; ISSN 1560-2664 ; p. 3-17</dc:source>" in told
    [item] = list(dublincore.read(told.encode()))
    assert isinstance(item, Incoming)
    assert sorted(item.notice.links) == sorted(links)


@pytest.mark.parametrize(
    "said",
    [
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" {}><dc:title>A</dc:title></cp:coreProperties>',
        '<office:document-meta xmlns:office="urn:o" {}><office:meta><dc:title>A</dc:title></office:meta></office:document-meta>',
        '<rss version="2.0" {}><channel><item><title>A</title><dc:creator>B</dc:creator></item></channel></rss>',
        '<svg xmlns="http://www.w3.org/2000/svg" {}><metadata><dc:title>A</dc:title></metadata></svg>',
    ],
)  # fmt: skip
def test_a_document_a_feed_or_a_picture_is_no_notice_though_it_has_a_title(said: str) -> None:
    with pytest.raises(DomainError) as told:
        of_bytes(said.format(DC).encode(), "core.xml")
    assert told.value.code == "unknown_format"
    assert any(kind in told.value.sentence for kind in ("propriétés", "fil d", "image"))
