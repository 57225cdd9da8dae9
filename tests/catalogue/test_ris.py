"""RIS as it really comes: no ER, one space, byte order marks, values that go on, tags of nobody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import ris
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.ris.writing import record as ris_record
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import NoticeIdentifier, NoticeLink, NoticePublisher, NoticeSubject

ARTICLE = """TY  - JOUR
AU  - Traoré, Aminata
A1  - ONU
TI  - L'eau au Sahel : un bien commun
T2  - Revue Tiers Monde
JO  - Rev. TM
PY  - 2010/03//
VL  - 51
IS  - 201
SP  - 3
EP  - 17
SN  - 1293-8882
DO  - https://doi.org/10.3917/rtm.201.0003
UR  - https://a.org/1 https://b.org/2
KW  - eau; Mali
KW  - bien commun
LA  - fr
AB  - Premier paragraphe
qui continue.
XX  - inconnu
ER  -
"""


def only(text: str) -> Incoming:
    [item] = list(ris.read(text))
    assert isinstance(item, Incoming)
    return item


def test_an_article_with_everything() -> None:
    notice = only(ARTICLE).notice
    assert (notice.kind, notice.title, notice.subtitle, notice.year) == (
        "article",
        "L'eau au Sahel",
        "un bien commun",
        2010,
    )
    assert [(one.family, one.given, one.kind) for one in notice.contributions] == [
        ("Traoré", "Aminata", "person"),
        ("ONU", "", "body"),
    ]
    assert notice.links == [NoticeLink("issue", "Revue Tiers Monde", "51 (201)", "1293-8882", "2010-03", "3-17")]
    assert notice.identifiers == [
        NoticeIdentifier("issn", "1293-8882"), NoticeIdentifier("doi", "10.3917/rtm.201.0003"), NoticeIdentifier("uri", "https://b.org/2"),
    ]  # fmt: skip
    assert notice.subjects == [NoticeSubject(word, "free") for word in ("eau", "Mali", "bien commun")]
    assert [one.code for one in notice.languages] == ["fre"]
    assert notice.abstract == "Premier paragraphe\nqui continue."
    assert notice.leftovers.splitlines() == ["TY  - JOUR", "JO  - Rev. TM", "XX  - inconnu"]


def test_a_book_has_publisher_series_and_pages() -> None:
    notice = only(
        "TY  - BOOK\nTI  - X\nPB  - Karthala\nCY  - Paris\nT2  - Tropiques\nVL  - 4\nSP  - 210\nSN  - 978-2-07-036822-8\nER  - "
    ).notice
    assert notice.publishers == [NoticePublisher("Karthala", "Paris")]
    assert (notice.series, notice.series_number, notice.extent) == ("Tropiques", "4", "210 p.")
    assert notice.identifiers == [NoticeIdentifier("isbn", "978-2-07-036822-8")]


def test_a_forgotten_end_swallows_nothing_and_is_told() -> None:
    first, second = ris.read("TY  - BOOK\nTI  - Un\nTY  - BOOK\nTI  - Deux\nER  - \n")
    assert isinstance(first, Incoming)
    assert isinstance(second, Incoming)
    assert (first.notice.title, second.notice.title) == ("Un", "Deux")
    assert first.doubts
    assert not second.doubts


@pytest.mark.parametrize("line", ["TY  - BOOK", "TY - BOOK", "TY-BOOK ", "TY\t- BOOK", " TY  - BOOK"])
def test_the_tag_may_be_written_loosely(line: str) -> None:
    text = f"{line}\nTI - Un\nER  -"
    items = list(ris.read(text))
    if line.startswith("TY-"):  # no space after the dash: no tag of RIS, but a line that is kept and told
        assert isinstance(items[0], Reject)
    else:
        assert only(text).notice.title == "Un"


def test_lines_outside_any_record_are_told() -> None:
    first = only("Exporté le 3 mai\n\nTY  - BOOK\nTI  - Un\nER  - ")
    assert "3 mai" in first.doubts[0].text
    bad, good = ris.read("UK  - inconnu\nER  -\nTY  - BOOK\nTI  - Un\nER  - ")
    assert isinstance(bad, Reject)
    assert b"inconnu" in bad.raw
    assert isinstance(good, Incoming)
    _, bad = ris.read("TY  - BOOK\nTI  - Un\nER  - \nfin du fichier")
    assert isinstance(bad, Reject)
    assert b"fin du fichier" in bad.raw


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_alphabets(encoding: str) -> None:
    data = "TY  - BOOK\r\nTI  - Forêt d’été\r\nAU  - Lévi, Zoë\r\nER  - \r\n".encode(encoding)
    [item] = list(of_bytes(data, "x.ris").records())
    assert isinstance(item, Incoming)
    assert item.notice.title == "Forêt d’été"


@given(st.text(alphabet=st.sampled_from("TYERAUI- \n\t:;,é0129x"), max_size=300))
def test_nothing_typed_raises_and_every_line_is_somewhere(text: str) -> None:
    items = list(ris.read(text))
    for item in items:
        assert isinstance(item, Incoming | Reject)
    kept = sum(len(item.raw.decode().split()) for item in items)
    kept += sum(
        len(str(one.data.get("lines", "")).replace(" / ", " ").split())
        for item in items
        for one in getattr(item, "doubts", ())
    )
    assert kept == len(text.split()) or "ER" in text or "\x1c" in text


def test_endnote_writes_a_tag_once_for_many_lines() -> None:
    told = "TY  - JOUR\r\nAU  - Bâ, A.\r\nTI  - Le <i>prix</i> de H<sub>2</sub>O\r\nT2  - Grain de sel\r\nDA  - Mar 3\r\nPY  - 2010\r\nET  - 2010/05/18\r\n"
    told += "KW  - *Poverty\r\nHumans\r\n  of the Sahel\r\nUR  - https://a.org/1\r\nhttps://b.org/2\r\nER  - \r\n"
    [item] = of_bytes(told.encode(), "x.ris").records()
    assert isinstance(item, Incoming)
    notice = item.notice
    assert (notice.title, notice.date_text, notice.year, notice.edition) == ("Le prix de H2O", "Mar 3 2010", 2010, "")
    assert "ET  - 2010/05/18" in notice.leftovers
    assert [one.term for one in notice.subjects] == ["*Poverty", "Humans of the Sahel"]
    assert (notice.url, [one.value for one in notice.identifiers]) == ("https://a.org/1", ["https://b.org/2"])


def test_the_volume_and_the_number_in_the_series_are_two_things() -> None:
    told = "TY  - BOOK\nTI  - A\nT3  - Tropiques\nVL  - 3\nM1  - 12\nM3  - 10.1234/abc\nUR  - https://doi.org/10.1234/abc\nER  - \n"
    [item] = of_bytes(told.encode(), "x.ris").records()
    assert isinstance(item, Incoming)
    notice = item.notice
    assert (notice.part_number, notice.series, notice.series_number) == ("3", "Tropiques", "12")
    assert [(one.scheme, one.value) for one in notice.identifiers] == [("doi", "10.1234/abc")]
    [again] = of_bytes(ris_record(notice, 1).encode(), "x.ris").records()
    assert isinstance(again, Incoming)
    assert (again.notice.part_number, again.notice.series_number) == ("3", "12")
