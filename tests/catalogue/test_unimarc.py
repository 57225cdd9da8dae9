"""The mapping of UNIMARC: each field of the field's own table, and nothing dropped."""

import pytest

from cresi_app.catalogue.interchange.record import Field, Record, flavour, of_fields
from cresi_app.catalogue.interchange.unimarc import becomes, notice_of
from cresi_app.catalogue.model import (
    NoticeContribution,
    NoticeIdentifier,
    NoticeLanguage,
    NoticePublisher,
    NoticeSubject,
)
from cresi_app.catalogue.model.notice import Notice

LEADER = "     nam  22        450 "


def record(*lines: str, leader: str = LEADER) -> Record:
    """Make a record of lines such as ``200 1 $aTitre$eSous-titre``; a line without $ is a control field."""
    fields = []
    for line in lines:
        tag, rest = line[:3], line[4:]
        fields.append(Field(tag, rest.replace("$", "\x1f")))
    return of_fields(1, 0, leader, fields)


def read(*lines: str, leader: str = LEADER) -> Notice:
    return notice_of(record(*lines, leader=leader))


def test_title_subtitle_responsibility() -> None:
    notice = read("200 1 $aEaux partagées$egouverner$eau Sahel$fK. Diallo$gill. M. Bâ$dShared waters")
    assert notice.title == "Eaux partagées"
    assert notice.subtitle == "gouverner : au Sahel"
    assert notice.responsibility == "K. Diallo ; ill. M. Bâ"
    assert notice.other_titles == "Shared waters"


@pytest.mark.parametrize(
    ("written", "shown", "sort"),
    [
        ("\x98Lo \x9cStato innovatore", "Lo Stato innovatore", "stato innovatore"),
        ("\x88Les \x89soifs du monde", "Les soifs du monde", "soifs du monde"),
        ("<<The >>sweetest fig", "The sweetest fig", "sweetest fig"),
        ("L'École", "L'École", "ecole"),
    ],
)
def test_sorting_marks_are_hidden_and_used(written: str, shown: str, sort: str) -> None:
    notice = read(f"200 1 $a{written}")
    assert (notice.title, notice.title_sort) == (shown, sort)


def test_publication_of_214_wins_when_it_is_one() -> None:
    notice = read(
        "200 1 $aT", "210   $aParis$cCRI$d2010", "214  3$aimpr. en Italie", "214  0$aDakar$cÉditions du Fleuve$dDL 2017"
    )
    assert notice.publishers == [NoticePublisher("Éditions du Fleuve", "Dakar")]
    assert (notice.date_text, notice.year) == ("DL 2017", 2017)
    assert "214 #3‡aimpr. en Italie" in notice.leftovers
    assert "210 ##‡aParis‡cCRI‡d2010" in notice.leftovers


def test_two_places_and_two_publishers_stay_together() -> None:
    notice = read("200 1 $aT", "210   $aRoma$aBari$cLaterza$aParis$cSeuil$d2014")
    assert notice.publishers == [NoticePublisher("Laterza", "Roma ; Bari"), NoticePublisher("Seuil", "Paris")]


@pytest.mark.parametrize(
    ("coded", "printed", "year"),
    [
        ("20170418d2017    a  y0frey50      ba", "DL 2017", 2017),
        ("19199511d1993----km-y1rumb0103----ba", "1993", 1993),
        ("20170418d        a  y0frey50      ba", "[ca 1980]", 1980),
        ("", "s. d.", None),
        ("20170418d20l7", "MMXVII", None),
    ],
)
def test_years(coded: str, printed: str, year: int | None) -> None:
    assert read("200 1 $aT", f"100   $a{coded}", f"210   $d{printed}").year == year


def test_languages_with_their_use_and_old_runs() -> None:
    notice = read("200 1 $aT", "101 1 $aFRE$aeng$cara$dspa", "101 0 $afreeng")
    assert notice.languages == [
        NoticeLanguage("fre"), NoticeLanguage("eng"), NoticeLanguage("ara", "original"), NoticeLanguage("spa", "abstract"),
    ]  # fmt: skip


def test_names_and_functions() -> None:
    notice = read(
        "200 1 $aT", "700  1$aDiallo,$b, Kadiatou$f<1972-    >$4070", "702  1$aMénard$bJean-François$4730$4080",
        "710 02$aRitimo$bBureau$4651", "711 12$aForum social$4557", "701  1$aX$4999",
    )  # fmt: skip
    assert notice.contributions == [
        NoticeContribution("Diallo", "Kadiatou", "1972-", "person", "aut"),
        NoticeContribution("X", "", "", "person", "oth"),
        NoticeContribution("Ménard", "Jean-François", "", "person", "trl"),
        NoticeContribution("Ménard", "Jean-François", "", "person", "aui"),
        NoticeContribution("Ritimo. Bureau", "", "", "body", "pbd"),
        NoticeContribution("Forum social", "", "", "meeting", "orm"),
    ]


def test_subjects_are_headings_and_keywords_one_by_one() -> None:
    notice = read(
        "200 1 $aT", "606   $aEau$xGestion$yMali$z2000-$2rameau", "607   $aHaïti", "610 0 $aclimat ; forêts", "610 0 $asanté, eau, école",
        "600  1$aFanon$bFrantz$f1925-1961",
    )  # fmt: skip
    assert notice.subjects == [
        NoticeSubject("Fanon, Frantz (1925-1961)", "person"),
        NoticeSubject("Eau -- Gestion -- Mali -- 2000-", "topic", "rameau"),
        NoticeSubject("Haïti", "place"),
        *(NoticeSubject(word, "free") for word in ("climat", "forêts", "santé", "eau", "école")),
    ]
    assert notice.countries == ["Mali", "Haïti"]


def test_numbers_even_wrong_ones() -> None:
    notice = read(
        "003 http://catalogue.bnf.fr/ark:/12148/cb45252898s", "010   $a978-2-07-062456-0$bbr.$d29,50 EUR$z2070624561",
        "011   $a1234-5679", "073  0$a9782070624560", "200 1 $aT", "676   $a338.45$v23", "686   $aB 12$2Ritimo",
    )  # fmt: skip
    assert notice.identifiers == [
        NoticeIdentifier("isbn", "978-2-07-062456-0", "br."),
        NoticeIdentifier("isbn_wrong", "2070624561"),
        NoticeIdentifier("issn", "1234-5679"),
        NoticeIdentifier("ark", "http://catalogue.bnf.fr/ark:/12148/cb45252898s"),
        NoticeIdentifier("dewey", "338.45", "23"),
        NoticeIdentifier("class", "B 12", "Ritimo"),
    ]
    assert notice.source_key == "ark:/12148/cb45252898s"
    assert notice.price == "29,50 EUR"


def test_a_record_without_address_is_named_by_agency_and_number() -> None:
    assert read("001 123", "200 1 $aT", "801  0$aFR$bPMB94").source_key == "PMB94:123"


def test_copies_of_the_995() -> None:
    notice = read(
        "200 1 $aT",
        "995   $aCRESI$eRayon Eau$f94-1$kSOL 628.1$oExclu du prêt$uabîmé$j0012",
        "995   $f94-2$kSOL 628.1$oa$52012-05-06",
    )
    first, second = notice.copies
    assert (first.barcode, first.call_number, first.location) == ("94-1", "SOL 628.1", "Rayon Eau")
    assert (first.status, first.note, first.accession_number) == ("reference", "abîmé", "0012")
    assert (second.status, second.note) == ("", "a")
    assert {key: came.acquired_on for key, came in notice.acquired.items()} == {("94-2",): "2012-05-06"}
    assert read("200 1 $aT", "995   $f94-3$o0$52012").leftovers.endswith("‡52012"), "a year alone is kept word for word"
    assert read("200 1 $aT", "995   $f94-3$o0").copies[0].note == "", "Koha's 0: nothing prevents a loan"
    assert notice.call_number == "SOL 628.1"


def test_copies_of_the_930_only_with_a_call_number() -> None:
    assert read("200 1 $aT", "930   $5FR-751131010:2017-96630").copies == []
    [copy] = read("200 1 $aT", "930   $5X:1$aSOL 1$cSalle", "915   $5X:1$b94-7").copies
    assert (copy.barcode, copy.call_number, copy.location) == ("94-7", "SOL 1", "Salle")


def test_links_in_both_writings() -> None:
    plain = read("200 1 $aT", "461  0$tHarry Potter$v5")
    embedded = read("200 1 $aT", "461  0$1001RAV1$12001 $aHarry Potter$v5")
    assert plain.links == embedded.links
    assert plain.part_number == embedded.part_number == "5"


def test_an_article_knows_its_issue() -> None:
    notice = read(
        "200 1 $aL'eau", "461  0$tPeuples en marche$x1234-5679", "463  0$tN° 12$v12$dmars 2020", "215   $ap. 4-9",
        leader="     naa  22        450 ",
    )  # fmt: skip
    assert notice.kind == "article"
    assert [(link.relation, link.title, link.number) for link in notice.links] == [
        ("set", "Peuples en marche", ""),
        ("issue", "N° 12", "12"),
    ]


@pytest.mark.parametrize(
    ("leader", "lines", "kind"),
    [
        ("am", (), "book"), ("as", (), "periodical"), ("gm", (), "video"), ("im", (), "sound"), ("km", (), "poster"),
        ("lm", (), "web"), ("mm", (), "kit"), ("rm", (), "game"), ("bm", (), "archive"),
        ("mm", ("200 1 $aT$bExposition",), "exhibition"), ("am", ("200 1 $aT$bMallette pédagogique",), "kit"),
        ("am", ("105   $ay   p   000yy",), "report"), ("am", ("995   $rgz",), "video"),
    ],
)  # fmt: skip
def test_kinds(leader: str, lines: tuple[str, ...], kind: str) -> None:
    extra = () if any(line.startswith("200") for line in lines) else ("200 1 $aT",)
    assert read(*extra, *lines, leader=f"     n{leader}  22        450 ").kind == kind


def test_pieces_of_a_kit_are_listed() -> None:
    notice = read("200 1 $aMallette eau$bMallette", "215   $a1 mallette$e12 fiches$e1 DVD", "327 1 $aLivret")
    assert notice.contents == "12 fiches\n1 DVD\nLivret"


def test_every_field_is_used_or_kept_word_for_word() -> None:
    """Whatever the record holds, each of its values can be found in the notice."""
    lines = (
        "005 20180121175442.0", "200 1 $aTitre$xinconnu", "210   $aParis$cSeuil$d2001$gImprimeur", "606   $aEau$3FRBNF1",
        "801  0$aFR$bBNF", "909   $xdon ass. 1998 ; à relier", "225 1 $aRepères$v3", "225 1 $aAutre collection",
    )  # fmt: skip
    whole = record(*lines)
    notice = notice_of(whole)
    kept = notice.leftovers
    for item in whole.fields:
        for _, value in item.subfields:
            assert value in kept or value in repr(notice)
    assert "909 ##‡xdon ass. 1998 ; à relier" in kept
    assert [(one.relation, one.title) for one in notice.links] == [("series", "Autre collection")]
    assert kept.startswith("LDR ")


def test_preview_says_what_fields_become() -> None:
    assert becomes("200") == "Titre"
    assert becomes("909") == "Gardé mot pour mot"


def test_flavours() -> None:
    assert flavour(record("200 1 $aT")) == "unimarc"
    assert flavour(record("245 10$aT")) == "marc21"
    assert flavour(record("001 X")) == ""
