"""Dublin Core and OAI-PMH: namespaces of all sorts, languages, deleted records, pages, errors and bombs."""

from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import dublincore
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import NoticeIdentifier, NoticePublisher, NoticeSubject
from cresi_app.catalogue.model.tongues import OtherTitle, unpacked

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
