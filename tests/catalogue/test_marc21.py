"""MARC 21 and its old alphabet: titles without their marks, names, codes, copies, nothing dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymarc.marc8 import marc8_to_unicode

from cresi_app.catalogue.interchange import iso2709, marc8, marc21
from cresi_app.catalogue.interchange.charset import Charset
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.record import Field, of_fields
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import (
    Notice,
    NoticeAcquisition,
    NoticeCopy,
    NoticeIdentifier,
    NoticeLanguage,
    NoticeLink,
    NoticePublisher,
    NoticeSubject,
)
from tests.catalogue.notices import field

LEADER = "00000nam a2200000 a 4500"


def notice_of(*fields: tuple[str, str], leader: str = LEADER) -> Notice:
    """Return the notice of fields written ``("245", "10$aTitle /$cName")``."""
    return marc21.notice_of(of_fields(1, 0, leader, [Field(tag, text.replace("$", "\x1f")) for tag, text in fields]))


def test_a_book_loses_the_marks_between_its_parts() -> None:
    notice = notice_of(
        ("001", "42"), ("003", "DLC"), ("008", "990101s1998    fr            000 0 fre d"),
        ("020", "  $a2070368222 (br.) :$c: 12 EUR"), ("041", "1 $afre$heng"), ("100", "1 $aDupont, Marie,$d1950-$eauthor."),
        ("245", "14$aThe water of life :$ba guide /$cby Marie Dupont."), ("250", "  $a2e éd."),
        ("264", " 1$a[Paris] :$bKarthala,$c[1998]"), ("300", "  $a210 p. :$bill. ;$c24 cm +$e1 CD."), ("490", "1 $aTiers-monde ;$v12"),
        ("520", "  $aUn résumé."), ("650", " 0$aWater$zMali$xHistory."), ("651", " 0$aMali."), ("653", "  $aeau"),
        ("700", "1 $aPetit, Jean,$eillustrator."), ("710", "2 $aCRESI.$bCentre de ressources."), ("856", "40$uhttps://x.org/a"),
    )  # fmt: skip
    assert (notice.title, notice.subtitle, notice.responsibility) == ("The water of life", "a guide", "by Marie Dupont")
    assert notice.title_sort == "water of life"
    assert notice.publishers == [NoticePublisher("Karthala", "Paris")]
    assert (notice.year, notice.publication_country, notice.edition) == (1998, "FR", "2e éd.")
    assert notice.languages == [NoticeLanguage("fre"), NoticeLanguage("eng", "original")]
    assert (notice.extent, notice.series, notice.series_number) == (
        "210 p. : ill. ; 24 cm + 1 CD.",
        "Tiers-monde",
        "12",
    )
    assert notice.identifiers == [NoticeIdentifier("isbn", "2070368222", "br.")]
    assert [(one.family, one.given, one.dates, one.role) for one in notice.contributions] == [
        ("Dupont", "Marie", "1950-", "aut"), ("Petit", "Jean", "", "ill"), ("CRESI. Centre de ressources", "", "", "ctb"),
    ]  # fmt: skip
    assert NoticeSubject("Water -- Mali -- History", "topic", "lcsh") in notice.subjects
    assert NoticeSubject("eau", "free") in notice.subjects
    assert notice.countries == ["Mali"]
    assert (notice.url, notice.price, notice.source_key) == ("https://x.org/a", "12 EUR", "DLC:42")


@pytest.mark.parametrize(
    ("leader", "more", "kind"),
    [
        ("00000nas a22", (), "periodical"),
        ("00000nab a22", (), "article"),
        ("00000ngm a22", (), "video"),
        ("00000nom a22", (), "kit"),
        ("00000nam a22", (("655", " 7$aExposition$2cresi"),), "exhibition"),
        ("00000nam a22", (("655", " 7$aJeux de société$2local"),), "game"),
        ("00000nam a22", (), "book"),
    ],
)
def test_kinds(leader: str, more: tuple[tuple[str, str], ...], kind: str) -> None:
    assert notice_of(("245", "00$aX"), *more, leader=leader.ljust(24)).kind == kind


def test_copies_of_koha_win_over_the_standard_ones() -> None:
    notice = notice_of(
        ("245", "00$aX"),
        ("852", "  $bBIB$hOLD 1"),
        ("952", "  $p940012$oSOL 1 DUP$bESS$cReserve$11$i77$d2019-03-12$eDon de Ritimo$g18.50"),
        ("952", "  $p940013$70$g0.00"),
    )
    assert notice.acquired == {("940012",): NoticeAcquisition("2019-03-12", "gift", "Ritimo", 1850)}
    assert notice.copies == [
        NoticeCopy("940012", "SOL 1 DUP", "Reserve", "lost", "", "77", ""),
        NoticeCopy("940013", "", "", "", "", "", ""),
    ]
    assert notice.call_number == "SOL 1 DUP"
    assert "852" in notice.leftovers


def test_an_article_is_in_its_issue() -> None:
    notice = notice_of(
        ("245", "00$aX"),
        ("773", "0 $tRevue Tiers Monde$gNo. 12 (2010), p. 3-17$x1293-8882$dParis"),
        leader="00000nab a22".ljust(24),
    )
    [link] = notice.links
    assert link == NoticeLink("issue", "Revue Tiers Monde", "No. 12 (2010)", "1293-8882", "", "3-17")
    assert "‡dParis" in notice.leftovers


def test_what_has_no_place_is_kept_word_for_word() -> None:
    notice = notice_of(("245", "00$aX$kform"), ("382", "  $apiano"), ("100", "1 $aDupont, Marie$0(IdRef)1234"))
    for words in ("245 00‡aX‡kform", "382 ##‡apiano", "100 1#‡aDupont, Marie‡0(IdRef)1234"):
        assert words in notice.leftovers


# --- MARC-8 ---

SAMPLES = [
    (b"\xe2ecole, \xe3ile, for\xe3et, \xf0ca", "école, île, forêt, ça"),
    (b"\x1b(NBMA\x1b(B end", None),
    (b"\x1b$1!04K7o\x1b(B.", None),
    (b"H\x1bb2\x1bsO", "H₂O"),
    (b"caf&#x00E9; &#x4E2D;", "café 中"),
    (b"\xb6uvre", "œuvre"),
]


@pytest.mark.parametrize(("data", "text"), SAMPLES)
def test_marc8_reads_what_its_tables_say(data: bytes, text: str | None) -> None:
    found, unknown = marc8.decode(data)
    if text is not None:
        assert (found, unknown) == (text, 0)
    else:
        assert unknown == 0
        assert found == marc8_to_unicode(data)


@given(st.binary(max_size=60))
def test_marc8_never_raises_nor_drops_a_byte_silently(data: bytes) -> None:
    text, unknown = marc8.decode(data)
    assert unknown == text.count("\ufffd") or unknown >= 0
    assert data == b"" or text or unknown or b"\x1b" in data


def test_each_subfield_begins_in_the_first_sets_again() -> None:
    text, unknown = marc8.decode(b"\x1b(NBMA\x1faplain")
    assert text.endswith("\x1faplain")
    assert unknown == 0


def test_a_marc8_file_is_recognised_and_read() -> None:
    record = iso2709.write(
        LEADER[:9] + " " + LEADER[10:], [("001", b"1"), ("245", b"00\x1faL'\xe2ecole et la for\xe3et, d\xe2ej\xe1a")]
    )
    file = of_bytes(record, "x.mrc")
    assert (file.format.value, file.charset) == ("marc21", Charset.MARC8)
    [item] = list(file.records())
    assert isinstance(item, Incoming)
    assert item.notice.title.startswith("L'école et la forêt")


def test_utf8_wins_over_a_lying_leader() -> None:
    record = iso2709.write(LEADER[:9] + " " + LEADER[10:], [field("245", "00", ("a", "L'école"))])
    [item] = list(of_bytes(record, "x.mrc").records())
    assert not isinstance(item, Reject)
    assert item.notice.title == "L'école"
