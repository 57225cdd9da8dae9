"""MARC as the standards allow it and few write it: other languages and scripts, series, alphabets, sizes, wrappings."""

import pytest

from cresi_app.catalogue.interchange import iso2709
from cresi_app.catalogue.interchange.charset import Charset
from cresi_app.catalogue.interchange.marc21 import writing as marc21
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.unimarc import writing as unimarc
from cresi_app.catalogue.model.importing import Incoming
from cresi_app.catalogue.model.notice import (
    BODY,
    Notice,
    NoticeAuthority,
    NoticeContribution,
    NoticeIdentifier,
    NoticeLanguage,
    NoticeLink,
    NoticePublisher,
    match_name,
    match_term,
)
from cresi_app.catalogue.model.tongues import OtherAbstract, OtherTitle, packed, unpacked

Field = tuple[str, str | bytes]
_100 = "20100503d2010    k  y0frey50      ba"


def raw(*fields: Field, leader: str = "     nam  22        450 ") -> bytes:
    """Return one record; ``$`` begins a subfield, ``_`` is a blank indicator."""
    made = [
        (tag, text if isinstance(text, bytes) else text.replace("_", " ", 2).replace("$", "\x1f").encode())
        for tag, text in fields
    ]
    return iso2709.write(leader, [(tag, text) for tag, text in made])


def unimarc_of(*fields: Field) -> Notice:
    return only(raw(("001", "1"), ("100", f"__$a{_100}"), *fields))


def marc21_of(*fields: Field) -> Notice:
    return only(raw(("001", "1"), *fields, leader="     cam a22        a 4500"))


def only(data: bytes) -> Notice:
    [item] = of_bytes(data, "x.mrc").records()
    assert isinstance(item, Incoming), item
    return item.notice


# --- other languages ---

TITLES = [
    OtherTitle("parallel", "Shared waters", "eng"),
    OtherTitle("original", "Aguas compartidas.", "spa"),
    OtherTitle("translated", "Gemeinsame Wasser", "ger"),
    OtherTitle("variant", "Eaux communes", "fre"),
]
ABSTRACTS = [OtherAbstract("Twenty years.\n\nOf drinking water.", "eng"), OtherAbstract("Veinte años.", "spa")]


@pytest.mark.parametrize("record", [unimarc.record, marc21.record])
def test_titles_and_abstracts_of_other_languages_come_back(record: object) -> None:
    notice = Notice(title="Eaux partagées", abstract="Vingt ans.", more=packed(TITLES, ABSTRACTS))
    assert callable(record)
    back = only(record(notice, 7))
    titles, abstracts = unpacked(back)
    assert (set(titles), abstracts) == (set(TITLES), ABSTRACTS)
    assert (back.title, back.abstract, back.other_titles) == ("Eaux partagées", "Vingt ans.", "")


def test_titles_of_another_language_where_the_standards_put_them() -> None:
    found = unimarc_of(("101", "1_$afre$ceng"), ("200", "1_$aL'eau$dWater$dAgua$zeng$zspa"), ("541", "1_$aWasser$zger"))
    assert unpacked(found)[0] == [
        OtherTitle("parallel", "Water", "eng"),
        OtherTitle("parallel", "Agua", "spa"),
        OtherTitle("translated", "Wasser", "ger"),
    ]
    found = marc21_of(
        ("041", "1_$afre$heng"), ("240", "10$aWater.$lFrançais"), ("242", "10$aWasser.$yger"), ("245", "10$aL'eau /$cA. B."),
        ("246", "31$aAgua"), ("246", "1_$iTitle of original:$aWater"),
    )  # fmt: skip
    titles = unpacked(found)[0]
    assert titles == [OtherTitle("translated", "Wasser", "ger"), OtherTitle("original", "Water", "eng")]
    assert found.other_titles == "Agua"  # its language is not said


def test_a_script_beside_the_latin_one_is_another_form() -> None:
    found = marc21_of(
        ("008", "990802s2000    cc       b    001 0 chi  "), ("100", "1_$6880-01$aLu, Xun,$d1881-1936."), ("245", "10$6880-02$aNa han /$cLu Xun."),
        ("880", "1_$6100-01/$1$a魯迅,$d1881-1936."), ("880", "10$6245-02/$1$a吶喊 /$c魯迅."), ("880", "__$6260-03/$1$a北京"),
    )  # fmt: skip
    assert (found.title, unpacked(found)[0]) == ("Na han", [OtherTitle("variant", "吶喊", "chi")])
    key = match_name("Lu", "Xun", "person", "1881-1936")
    assert found.authorities == [NoticeAuthority("contributor", key, "form:script", "魯迅")]
    assert "北京" in found.leftovers
    found = unimarc_of(
        ("101", "0_$arus"), ("200", "1_$6a01$7ba$aVojna i mir"), ("200", "1_$6a01$7ca$aВойна и мир"), ("700", "_1$6a02$7ba$aTolstoj$bLev"),
        ("700", "_1$6a02$7ca$aТолстой$bЛев"),
    )  # fmt: skip
    assert [one.family for one in found.contributions] == ["Tolstoj"]
    assert (found.title, unpacked(found)[0]) == ("Vojna i mir", [OtherTitle("variant", "Война и мир", "rus")])
    assert [one.value for one in found.authorities] == ["Толстой, Лев"]
    found = unimarc_of(
        ("200", "1_$aX"), ("701", "_1$aMartin$bClaire"), ("701", "_1$6a02$7ba$aTolstoj$bLev"), ("701", "_1$6a02$7ca$aТолстой$bЛев"),
    )  # fmt: skip
    assert [one.family for one in found.contributions] == ["Martin", "Tolstoj"], "the pair is not the first of its tag"


# --- series and sets ---


@pytest.mark.parametrize("record", [unimarc.record, marc21.record])
def test_a_series_with_its_issn_and_its_numbers_comes_back(record: object) -> None:
    said = [NoticeAuthority("series", match_term("Tropiques"), "bnf", "344561234")]
    notice = Notice(title="X", series="Tropiques", series_number="12", series_issn="1293-8882", authorities=said)
    assert callable(record)
    data = record(notice, 7)
    tag = b"410" if record is unimarc.record else b"830"
    assert tag in {data[at : at + 3] for at in range(24, 24 + 12 * 12, 12)}
    back = only(data)
    assert (back.series, back.series_number, back.series_issn) == ("Tropiques", "12", "1293-8882")
    assert [one.scheme for one in back.authorities if one.table == "series"] == ["bnf"]


def test_a_series_is_completed_by_its_own_record_and_another_one_is_a_link() -> None:
    found = unimarc_of(
        ("200", "1_$aX"), ("225", "2_$aTropiques"), ("410", "_0$tTropiques$x1293-8882$v12"), ("410", "_0$tAutre")
    )
    assert (found.series, found.series_number, found.series_issn) == ("Tropiques", "12", "1293-8882")
    assert [(one.relation, one.title) for one in found.links] == [("series", "Autre")]
    found = unimarc_of(("200", "1_$aX"), ("410", "_0$1001123$12001_$aTropiques$v3$1011__$a1293-8882"))
    assert (found.series, found.series_number, found.series_issn) == ("Tropiques", "3", "1293-8882")
    assert "1001123" in found.leftovers
    found = marc21_of(
        ("245", "00$aX"),
        ("490", "1_$aTropiques ;$vno 12"),
        ("830", "_0$aTropiques ;$vno 12.$x1293-8882"),
        ("830", "_0$aAutre"),
    )
    assert (found.series, found.series_number, found.series_issn) == ("Tropiques", "no 12", "1293-8882")
    assert [(one.relation, one.title) for one in found.links] == [("series", "Autre")]


def test_an_article_a_volume_and_its_set() -> None:
    found = unimarc_of(
        ("200", "1_$aLe tome"), ("461", "_0$tL'œuvre$v2"), ("463", "_0$tRevue$v12$x1293-8882$d2010$pp. 3-9")
    )
    assert found.part_number == "2"
    assert found.links == [
        NoticeLink("set", "L'œuvre", "2"), NoticeLink("issue", "Revue", "12", "1293-8882", "2010", "p. 3-9"),
    ]  # fmt: skip
    found = unimarc_of(("200", "1_$aX"), ("461", "_1$12001_$aL'œuvre$v2$1210__$d1999-"))
    assert (found.part_number, found.links[0].date_text) == ("2", "1999-")


# --- fields that standards allow ---


def test_what_stands_twice_is_not_lost() -> None:
    found = unimarc_of(("200", "1_$aUn$bTexte"), ("200", "1_$aDeux"), ("205", "__$a2e éd."), ("205", "__$arevue"))
    assert (found.title, found.edition) == ("Un", "2e éd. ; revue")
    assert "Deux" in found.leftovers
    found = marc21_of(
        ("245", "04$aThe water :$ba guide.$n2,$pRivers.$n3,$pLakes /$cby Ann."), ("250", "__$a2nd ed. /$brev. by Bob.")
    )
    assert (found.title, found.title_sort, found.part_number, found.part_title) == (
        "The water", "water", "2. 3", "Rivers. Lakes",
    )  # fmt: skip
    assert found.edition == "2nd ed. / rev. by Bob"


def test_authors_and_their_parts_in_the_project() -> None:
    found = unimarc_of(
        ("200", "1_$aX$fA. Dupont$gtrad. B. Petit"), ("700", "_1$aDupont$bAnne$f1950-....$4070$4340"), ("702", "_1$aPetit$bBob$4730"),
        ("710", "02$aMali$bMinistère de l'eau$4651"), ("712", "12$aForum$4557"),
    )  # fmt: skip
    assert [(one.family, one.given, one.role) for one in found.contributions[:3]] == [
        ("Dupont", "Anne", "aut"), ("Dupont", "Anne", "edt"), ("Petit", "Bob", "trl"),
    ]  # fmt: skip
    assert [(one.family, one.kind) for one in found.contributions[3:]] == [
        ("Mali. Ministère de l'eau", BODY),
        ("Forum", "meeting"),
    ]
    assert found.responsibility == "A. Dupont ; trad. B. Petit"
    found = marc21_of(
        ("245", "00$aX"), ("700", "1_$aDoe, Jane,$d1950-$eeditor,$etranslator."), ("710", "2_$aBank.$bUnit.$4pbl")
    )
    assert found.contributions == [
        NoticeContribution("Doe", "Jane", "1950-", "person", "edt"), NoticeContribution("Doe", "Jane", "1950-", "person", "trl"),
        NoticeContribution("Bank. Unit", "", "", BODY, "pbl"),
    ]  # fmt: skip


def test_publishers_of_both_fields_and_dates_of_every_kind() -> None:
    found = unimarc_of(
        ("200", "1_$aX"),
        ("210", "__$aParis$aDakar$cKarthala$aBamako$cJamana$dDL 2010"),
        ("214", "_0$aParis$cKarthala$d[2010]"),
    )
    assert found.publishers == [NoticePublisher("Karthala", "Paris")]
    assert found.date_text == "[2010]"
    assert "Jamana" in found.leftovers
    found = marc21_of(
        ("245", "00$aX"), ("264", "_1$a[Place of publication not identified] :$bSeuil,$c[2012?]"), ("264", "_4$c©2011")
    )
    assert (found.publishers[0].name, found.year) == ("Seuil", 2012)
    assert "©2011" in found.leftovers


@pytest.mark.parametrize(
    ("coded", "year"),
    [
        ("20100503d2010    k  y0frey50      ba", 2010), ("20100503f19981999k  y0frey50      ba", 1998), ("20100503u        k  y0frey50      ba", 2010),
        ("--------d2010----k--y0frey50------ba", 2010), ("20100503d2O1O    k  y0frey50      ba", 2010), ("", 2010), ("20100503a20059999", 2010),
    ],
)  # fmt: skip
def test_every_way_of_field_100(coded: str, year: int) -> None:
    [item] = of_bytes(raw(("100", f"__$a{coded}"), ("200", "1_$aÉté"), ("210", f"__$d{year}")), "x.iso").records()
    assert isinstance(item, Incoming)
    assert (item.notice.title, item.notice.year) == ("Été", year)


# --- alphabets ---


def test_two_marks_on_one_letter_in_iso_5426() -> None:
    # ế is e, circumflex, acute; ṩ is s, dot below, dot above.
    body = b"1 \x1faVi\xd6\xc3et \xc3\xc2e \xd6\xc7s \xc2Etude \xd0ca"
    data = raw(("100", "  $a20100503d2010    k  y0frey0103    ba".replace("$", "\x1f").encode()), ("200", body))
    file = of_bytes(data, "x.iso").read_as(Charset.ISO5426)
    [item] = file.records()
    assert isinstance(item, Incoming)
    assert item.notice.title == "Việt ế ṩ Étude ça"


def test_chinese_in_marc_8_through_its_escapes() -> None:
    body = b"10\x1faNa han = \x1b$1!0=!;3\x1b(B /\x1fcx"
    data = raw(("245", body), leader="     cam  22        a 4500")
    file = of_bytes(data, "x.mrc").read_as(Charset.MARC8)
    [item] = file.records()
    assert isinstance(item, Incoming)
    assert item.notice.title.startswith("Na han = ")
    assert not item.notice.title.isascii()
    assert "\x1b" not in item.notice.title


# --- sizes and directories ---


def test_the_greatest_record_that_iso_2709_holds() -> None:
    room = iso2709.MAX_RECORD
    notes = [("300", f"__$a{'é' * 4_900}") for _ in range(10)]
    small = raw(("001", "1"), ("200", "1_$aÉté"), *notes)
    rest = room - len(small) - 12 - 5
    assert 0 < rest < 9_990
    data = raw(("001", "1"), ("200", "1_$aÉté"), *notes, ("300", f"__$a{'x' * rest}"))
    assert len(data) == room
    found = only(data)
    assert len(found.notes) == 10 * 4_900 + rest + 10


def test_a_directory_with_letters_and_local_fields() -> None:
    found = only(raw(("001", "A-12"), ("200", "1_$aÉté"), ("R01", "__$aÀ garder"), ("ZZZ", "__$aAussi")))
    assert found.title == "Été"
    assert "À garder" in found.leftovers
    assert "Aussi" in found.leftovers


# --- MARCXML ---

_FIELDS = '<{p}datafield tag="{tag}" ind1="1" ind2=" "><{p}subfield code="a">{title}</{p}subfield></{p}datafield>'


def xml(title: str, *, p: str = "", tag: str = "245") -> str:
    inner = _FIELDS.format(p=p, tag=tag, title=title)
    return f"<{p}record><{p}leader>00000cam a2200000 a 4500</{p}leader><{p}controlfield tag='001'>{title}</{p}controlfield>{inner}</{p}record>"


_NS = 'xmlns{}="http://www.loc.gov/MARC21/slim"'
WRAPPED = {
    "a prefix": f"<marc:collection {_NS.format(':marc')}>{xml('Été', p='marc:')}{xml('Œuvre', p='marc:')}</marc:collection>",
    "collections in a collection": f"<all><collection {_NS.format('')}>{xml('Été')}</collection><collection {_NS.format('')}>{xml('Œuvre')}</collection></all>",
    "two namespaces": f"<collection {_NS.format('')} xmlns:m='http://www.loc.gov/MARC21/slim'>{xml('Été', p='m:')}{xml('Œuvre')}</collection>",
    "data in CDATA, comments, a stylesheet": f"<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><!-- x --><collection {_NS.format('')}>{xml('<![CDATA[Été]]>')}<!-- <record> -->{xml('&#338;uvre')}</collection>",
    "UNIMARC": f"<collection {_NS.format('')}>{xml('Été', tag='200')}{xml('Œuvre', tag='200')}</collection>",
}  # fmt: skip


@pytest.mark.parametrize("wrapped", WRAPPED)
@pytest.mark.parametrize("alphabet", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-15"])
def test_marcxml_however_it_is_wrapped(wrapped: str, alphabet: str) -> None:
    text = WRAPPED[wrapped].replace("<?xml version='1.0'?>", "")
    data = f'<?xml version="1.0" encoding="{alphabet.removesuffix("-sig")}"?>\n{text}'.encode(alphabet)
    file = of_bytes(data, "x.xml")
    found = [item.notice.title for item in file.records() if isinstance(item, Incoming)]
    assert (found, file.total) == (["Été", "Œuvre"], 2) if alphabet != "utf-16" else found == ["Été", "Œuvre"]


def test_numbers_languages_and_notes_of_marc_21() -> None:
    found = marc21_of(
        ("020", "__$a9782070368228$q(br.) :$c12 EUR"), ("024", "7_$a10.3917/x$2doi"), ("041", "0_$afreeng"), ("245", "00$aX"), ("500", "__$aUne note."),
        ("504", "__$aBibliogr."), ("505", "00$tUn /$rA --$tDeux"), ("520", "3_$aRésumé.$bSuite."), ("650", "_7$aEau$zMali$2rameau"), ("856", "40$uhttps://x.org"),
    )  # fmt: skip
    assert found.identifiers[:2] == [
        NoticeIdentifier("isbn", "9782070368228", "br."),
        NoticeIdentifier("doi", "10.3917/x"),
    ]
    assert found.languages == [NoticeLanguage("fre"), NoticeLanguage("eng")]
    assert (found.notes, found.contents) == ("Une note.\nBibliogr.", "Un / A -- Deux")
    assert (found.abstract, found.price, found.url) == ("Résumé.\n\nSuite.", "12 EUR", "https://x.org")
    assert [(one.term, one.scheme) for one in found.subjects] == [("Eau -- Mali", "rameau")]
