"""What the files of other programs look like that no standard describes: envelopes, forgotten marks, words in the wrong place."""

import pytest

from cresi_app.catalogue.interchange.hosts import host
from cresi_app.catalogue.interchange.reading import NoticeFile, of_bytes
from cresi_app.catalogue.interchange.rejecting import rejects_file
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.catalogue.model.notice import Notice, NoticeIdentifier, NoticePublisher
from cresi_app.core.errors import DomainError

_ANSWER = """<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:records>{records}</zs:records></zs:searchRetrieveResponse>"""
_ENVELOPE = """<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordData><record xmlns="http://www.loc.gov/MARC21/slim">
<leader>00000nam a2200000uc 4500</leader>{fields}</record></zs:recordData><zs:recordPosition>1</zs:recordPosition></zs:record>"""


def opened(text: str, name: str) -> NoticeFile:
    return of_bytes(text.encode(), name)


def notices(text: str, name: str) -> list[Notice]:
    return [item.notice for item in opened(text, name).records() if isinstance(item, Incoming)]


def datafield(tag: str, *subfields: tuple[str, str], indicators: str = "  ") -> str:
    inner = "".join(f'<subfield code="{code}">{value}</subfield>' for code, value in subfields)
    return f'<datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">{inner}</datafield>'


def answer(*records: str) -> str:
    return _ANSWER.format(records="".join(_ENVELOPE.format(fields=fields) for fields in records))


# --- the answers of servers, whose records stand in records ---


def test_the_envelope_of_a_server_is_no_record() -> None:
    file = opened(answer(datafield("245", ("a", "Premier")), datafield("245", ("a", "Second"))), "reponse.xml")
    assert [item.notice.title for item in file.records() if isinstance(item, Incoming)] == ["Premier", "Second"]
    assert file.total == 2


def test_the_rejects_of_an_answer_are_read_again() -> None:
    file = opened(answer(datafield("245", ("a", "Premier")), datafield("245", ("c", "Sans titre"))), "reponse.xml")
    untitled = [item for item in file.records() if isinstance(item, Incoming) and not item.notice.title]
    told = [Reject(one.record, one.offset, Told(one.record, "Sans titre"), one.raw) for one in untitled]
    again = of_bytes(rejects_file(file, told), "rejets.xml")
    assert [item.notice.responsibility for item in again.records() if isinstance(item, Incoming)] == ["Sans titre"]


# --- BibTeX ---


def test_an_entry_without_a_key_lends_nothing_to_the_others() -> None:
    found = notices(
        "@book{,\n title={Un livre}, publisher={P}\n}\n@article{,\n title={Un article}\n}\n", "sans-cle.bib"
    )
    assert [(one.title, one.publishers, one.links) for one in found][1] == ("Un article", [], [])


# --- what is no list of notices says what it is ---


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods/></modsCollection>', "MODS"),
        (
            '<xml><records><record><source-app name="EndNote">EndNote</source-app></record></records></xml>',
            "EndNote XML",
        ),
        ("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "PubMed XML"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI Titre\nER\n", "Web of Science"),
        ("%0 Book\n%T Titre\n", "EndNote (Refer)"),
        ("PMID- 1\nTI  - Titre\n", "PubMed (nbib)"),
        ("CREATE TABLE `biblio` (\n `title` text\n);\nINSERT INTO `biblio` VALUES ('x');", "Koha"),
        ("CREATE TABLE `notices` (\n `id` int,\n `title` text\n);\nINSERT INTO `notices` VALUES (1,'x');", "SQL"),
        ('[{"id": "1", "type": "book", "DOI": "10.1/x", "title": "Titre"}]', "CSL-JSON"),
        ("  \n", "est vide"),
        ("=LDR  00758cam a2200205   4500\n=001  1\n", "MARC écrit en clair"),
        ("00758cam a2200205   4500\n001 35424\n", "MARC écrit en clair"),
        ("PT Journal\nAU Ba, A\nTI Titre\nER\n", "Web of Science"),
        ("<!DOCTYPE html><html><body>Connexion</body></html>", "page web"),
        ('<r xmlns:zs="http://www.loc.gov/zing/srw/"><zs:numberOfRecords>0</zs:numberOfRecords></r>', "aucune notice"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_name(text: str, kind: str) -> None:
    with pytest.raises(DomainError) as told:
        opened(text, "fichier.txt")
    assert told.value.code == "unknown_format"
    assert kind in told.value.sentence
    assert "fichier.txt" in told.value.sentence


# --- what an article appeared in ---


def unimarc(*fields: str) -> str:
    return f"<collection><record><leader>00000naa  2200000   450 </leader>{''.join(fields)}</record></collection>"


def test_the_pages_behind_the_number_of_an_issue_are_its_pages() -> None:
    said = datafield("463", ("t", "Orphée"), ("x", "0030-5790"), ("v", "13, 1992, fasc. 1, p. 52-76"))
    [notice] = notices(unimarc(datafield("200", ("a", "Un article")), said), "sudoc.xml")
    [link] = notice.links
    assert (link.number, link.pages, link.issn) == ("13, 1992, fasc. 1", "52-76", "0030-5790")


def test_the_periodical_and_its_issue_are_one_host_where_there_is_one_place() -> None:
    """PMB names the periodical in 461, the issue in 463, the pages in 215."""
    told = datafield("200", ("a", "Un article")) + datafield("215", ("a", "p. 12-18"))
    told += datafield("461", ("t", "Grain de sel"), ("9", "lnk:perio"))
    told += datafield("463", ("t", "L'eau"), ("v", "77"), ("e", "mars 2019"), ("9", "lnk:bull"))
    [notice] = notices(unimarc(told), "pmb.xml")
    assert [(link.relation, link.title, link.pages) for link in notice.links] == [
        ("set", "Grain de sel", ""),
        ("issue", "L'eau", "12-18"),
    ]
    one = host(notice)
    assert one is not None
    assert (one.title, one.number, one.date_text, one.pages) == ("Grain de sel", "77", "mars 2019", "12-18")


def test_a_host_said_in_codes_beside_its_title_gives_number_and_pages() -> None:
    told = datafield("245", ("a", "Kurzanzeigen")) + datafield("773", ("g", "volume:17"), ("g", "pages:185-193"))
    [notice] = notices(answer(told + datafield("773", ("t", "Zeitschrift"))).replace("nam a2", "naa a2"), "reponse.xml")
    assert [(link.title, link.number, link.pages) for link in notice.links] == [("Zeitschrift", "17", "185-193")]
    assert "volume:17" in notice.leftovers


# --- names, words and dates that say more than their place ---


def test_a_function_without_a_name_here_is_kept_in_its_own_word() -> None:
    told = datafield("245", ("a", "Näytelmät")) + datafield("700", ("a", "Jylhä, Yrjö."), ("e", "kääntäjä"))
    [notice] = notices(answer(told), "reponse.xml")
    assert notice.contributions[0][:2] == ("Jylhä", "Yrjö")
    assert "kääntäjä" in notice.leftovers


def test_a_comma_forgotten_between_two_fields_loses_neither() -> None:
    [notice] = notices(
        "@book{a,\n author = {Ba, Awa and Sow, Ina}\n title = {Les puits},\n year = {2019},\n}\n", "a.bib"
    )
    assert (notice.title, notice.year, [one.family for one in notice.contributions]) == (
        "Les puits",
        2019,
        ["Ba", "Sow"],
    )


def test_a_body_is_not_cut_at_its_small_words() -> None:
    [notice] = notices("@misc{a, title = {Guide}, author = {National Centre for Chronic Conditions (UK)}}\n", "a.bib")
    assert notice.contributions[0][:2] == ("National Centre for Chronic Conditions (UK)", "")


def test_words_behind_a_date_and_languages_without_a_code_are_kept() -> None:
    [notice] = notices(
        "TY  - BOOK\nTI  - Les puits\nDA  - 2020/06/28/Assises de l'eau\nLA  - Pulaar du Fouta\nER  - \n", "a.ris"
    )
    assert "Assises de l'eau" in notice.leftovers
    assert notice.languages == []
    assert "Pulaar du Fouta" in notice.leftovers


# --- Dublin Core as repositories write it ---


def test_qualified_dublin_core_without_a_namespace_is_read() -> None:
    told = (
        '<qualifieddc schemaLocation="http://purl.org/dc/terms/ x"><title lang="fr">Les puits</title>'
        "<creator>Ba, Awa; Sow, Ina</creator><contributor>[Diop, Ibra] (photographer)</contributor>"
        '<identifier type="citation">Ba, Awa. Les puits. Grain de sel 5, 2021. https://doi.org/10.1234/x</identifier></qualifieddc>'
    )
    [notice] = notices(told, "depot.xml")
    assert [one[:2] for one in notice.contributions] == [("Ba", "Awa"), ("Sow", "Ina"), ("Diop", "Ibra")]
    assert notice.contributions[2].role == "pht"
    assert [one.value for one in notice.identifiers] == ["10.1234/x"]
    assert "Grain de sel 5" in notice.leftovers


def test_an_issn_beside_the_title_of_the_host_is_its_number() -> None:
    told = (
        '<r xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:title>Critique</dc:title>'
        "<t:isPartOf>Le Quotidien 2009-10-23</t:isPartOf><t:isPartOf>0109-1182</t:isPartOf></r>"
    )
    [notice] = notices(told, "depot.xml")
    assert [(one.title, one.issn) for one in notice.links] == [("Le Quotidien 2009-10-23", "0109-1182")]


# --- several series ---


def test_further_series_are_links_and_a_qualified_title_is_the_same_one() -> None:
    told = datafield("200", ("a", "Mille puits")) + datafield("225", ("a", "Eaux vives"), ("v", "2"))
    told += datafield("225", ("a", "Critique")) + datafield("410", ("t", "Critique (Collection)"), ("x", "0768-0090"))
    [notice] = notices(unimarc(told), "koha.xml")
    assert (notice.series, notice.series_number) == ("Eaux vives", "2")
    assert [(one.relation, one.title, one.issn) for one in notice.links] == [("series", "Critique", "0768-0090")]
    told = datafield("245", ("a", "Vier Bücher")) + datafield("490", ("a", "Texte"), ("v", "24"))
    [notice] = notices(answer(told + datafield("490", ("a", "Reihe"), ("v", "7"))), "k10.xml")
    assert [(one.title, one.number) for one in notice.links] == [("Reihe", "7")]


def test_two_numbers_of_one_series_are_both_kept() -> None:
    told = datafield("225", ("a", "Formation"), ("v", "5"), ("i", "Développement"), ("v", "6"))
    [notice] = notices(unimarc(datafield("200", ("a", "Titre")) + told), "rero.xml")
    assert notice.series_number == "5"
    assert "‡v6" in notice.leftovers


# --- lists of other programs ---


def test_the_headings_of_repositories_and_electronic_libraries_are_known() -> None:
    [notice] = notices(
        "Item Id,Dublin Core:Title,Dublin Core:Creator,dc.date.issued,dc.subject[fr],dcterms:language\n"
        '12,Les puits,"Ba, Awa",2019,Eau|Sahel,Pulaar du Fouta\n',
        "omeka.csv",
    )
    assert (notice.title, notice.year) == ("Les puits", 2019)
    assert [one.term for one in notice.subjects] == ["Eau", "Sahel"]
    assert "Pulaar du Fouta" in notice.leftovers
    [notice] = notices(
        "author_sort,authors,comments,formats,pubdate,series,series_index,title\n"
        '"Ba, Awa",Awa Ba,<p>Un <b>guide</b></p>,/x/a.epub,2008-09-12T20:53:11+08:00,Guides,1.0,Les puits\n',
        "calibre.csv",
    )
    assert (notice.kind, notice.year, notice.series, notice.series_number) == ("book", 2008, "Guides", "1")
    assert notice.notes == "Un guide"


def test_numbers_written_as_formulas_and_parts_of_books_are_understood() -> None:
    found = notices('Title,ISBN,ISBN13\nLes puits,"=""""","=""9782070368228"""\n', "goodreads.csv")
    assert [one.value for one in found[0].identifiers] == ["9782070368228"]
    found = notices('"Item Type","Title","Publication Title"\n"bookSection","Un chapitre","Le livre"\n', "zotero.csv")
    assert (found[0].kind, found[0].links[0].relation) == ("article", "set")


def test_links_that_pmb_says_in_its_own_way_are_what_they_say() -> None:
    told = datafield("410", ("9", "lnk:parent"), ("t", "Chroniques"), ("0", "68"))
    told += datafield("462", ("9", "lnk:child"), ("t", "Tome 1"), ("0", "69"))
    [notice] = notices(unimarc(datafield("200", ("a", "Un tome")), told), "pmb.xml")
    assert sorted((one.relation, one.title) for one in notice.links) == [("part", "Tome 1"), ("set", "Chroniques")]
    assert notice.series == ""


def test_the_source_of_an_article_in_journal_software_is_parted() -> None:
    told = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><ListRecords><record>'
        "<metadata><dc:title>Les puits</dc:title><dc:source>Revue de l'eau; Vol. 16 No 2 (2025): Essai; 12-18</dc:source>"
        "<dc:source>2235-1205</dc:source></metadata></record></ListRecords></OAI-PMH>"
    )
    [notice] = notices(told, "revue.xml")
    assert notice.title == "Les puits"
    [link] = notice.links
    assert link == ("set", "Revue de l'eau", "Vol. 16 No 2 (2025): Essai", "2235-1205", "", "12-18")


def test_a_subtitle_written_into_the_title_of_a_marc_record_is_taken_out_of_it() -> None:
    told = "Cinema and architecture : from historical to digital /"
    [notice] = notices(answer(datafield("245", ("a", told), ("c", "edited"))), "koha.xml")
    assert (notice.title, notice.subtitle) == ("Cinema and architecture", "from historical to digital")
    [notice] = notices(answer(datafield("245", ("a", "Carte 1 : 50 000"))), "carte.xml")
    assert notice.title == "Carte 1 : 50 000"


def test_what_pmb_writes_for_every_library_names_none() -> None:
    """Its country is no agency, the ISSN of a periodical stands where ISBN do, and a periodical holds its issues."""
    told = '<controlfield tag="001">72</controlfield>' + datafield("010", ("a", "1234-5679"))
    told += datafield("200", ("a", "Grain de sel")) + datafield("801", ("a", "INTERNE"), ("b", "FR"))
    told += datafield("463", ("t", "L'eau"), ("v", "77"), ("9", "lnk:bull"))
    [notice] = notices(unimarc(told).replace("naa  2", "nas  2"), "pmb.xml")
    assert notice.source_key == ":72:graindesel"
    assert [(one.scheme, one.value) for one in notice.identifiers] == [("issn", "1234-5679")]
    assert [(one.relation, one.title) for one in notice.links] == [("part", "L'eau")]


def test_the_copies_of_a_list_of_others_are_kept() -> None:
    [notice] = notices("Titre,Auteur,Exemplaires\nLes puits,Awa Ba,Cote EAU 3\n", "liste.csv")
    assert "Cote EAU 3" in notice.leftovers


def test_a_whole_imprint_and_a_description_in_prose_are_put_in_their_places() -> None:
    prose = "Comment une commune a refait ses puits avec ses habitants, " * 3
    [first, second] = notices(
        f'Titre,Éditeur,Description\nLes puits,"Dakar : Éditions du Fleuve, cop. 2018","{prose}"\nL\'eau,Dakar : Fleuve,120 p.\n',
        "liste.csv",
    )
    assert [(one.name, one.place) for one in first.publishers] == [("Éditions du Fleuve", "Dakar")]
    assert (first.year, first.date_text, first.abstract, first.extent) == (2018, "cop. 2018", prose.strip(), "")
    assert [(one.name, one.place) for one in second.publishers] == [("Fleuve", "Dakar")]
    assert second.extent == "120 p."


def test_a_code_of_one_letter_is_no_accession_number() -> None:
    told = datafield("200", ("a", "Les puits")) + datafield("995", ("f", "0001"), ("j", "a"))
    [notice] = notices(unimarc(told), "koha.xml")
    assert [(one.barcode, one.accession_number, one.note) for one in notice.copies] == [("0001", "", "a")]


def test_what_pmb_writes_of_its_own_is_read_in_the_answer_of_its_server() -> None:
    own = '<notice><rs>n</rs><dt>a</dt><bl>m</bl><f c="001">90</f><f c="200" ind="1 "><s c="a">{}</s></f></notice>'
    told = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>'
        "<record><header><identifier>oai:pmb:90</identifier></header><metadata><unimarc>"
        f"{own.format('Les puits')}</unimarc></metadata></record>"
        f"<record><header/><metadata>{own.format('Les &amp; mares')}</metadata></record></ListRecords></OAI-PMH>"
    )
    assert [(one.title, one.format) for one in notices(told, "pmb.xml")] == [
        ("Les puits", "unimarc"),
        ("Les & mares", "unimarc"),
    ]


def test_the_book_beside_the_title_of_its_chapter_is_its_host() -> None:
    [notice] = notices("TY  - CHAP\nTI  - Un chapitre\nBT  - Le livre\nSP  - 3\nEP  - 9\nER  - \n", "a.ris")
    assert [(one.relation, one.title, one.pages) for one in notice.links] == [("set", "Le livre", "3-9")]


def test_volume_and_number_of_what_is_in_no_series_are_both_kept() -> None:
    [notice] = notices("@legislation{a, title = {Une loi}, volume = {116}, number = {107-204}}\n", "a.bib")
    assert notice.part_number == "116 (107-204)"


def test_lines_above_lines_that_are_no_notice_are_put_aside_with_them() -> None:
    file = opened("Fournisseur\nAU  - Ba, A\n\nTY  - BOOK\nTI  - Puits\nER  - \n", "a.ris")
    [item] = [one for one in file.records() if isinstance(one, Reject)]
    assert item.raw.decode().split("\r\n")[:2] == ["Fournisseur", "AU  - Ba, A"]


@pytest.mark.parametrize(
    ("said", "name", "wanted"),
    [
        (
            'title,isbn,series,series_index,"#cote","ISBN#"\nLes puits,9782070368228,Tropiques,3.0,EAU 3,\n',
            "calibre.csv",
            {"series_number": "3", "call_number": "EAU 3"},
        ),
        (
            'Titre;Auteur;Résumé\n"L&#39;&eacute;t&eacute;";"Ba &amp; Sow";<p>Un <b>guide</b></p>\n',
            "site.csv",
            {"title": "L'été", "abstract": "Un guide"},
        ),
        (
            ("Identifiant;Type de document;Titre propre;Autres auteurs;Num. dans la collection;Collection;ISBN/Code barre;Code à barres\n"
            "75;texte imprimé;L'eau;Ba, Awa;3;Tropiques;978-2-07-036822-8;1001\n"),
            "pmb.csv",
            {"kind": "book", "series_number": "3", "identifiers": [NoticeIdentifier("isbn", "978-2-07-036822-8")]},
        ),
        (
            "Book Id\tTitle\tPublication\tCollections\tSource\tWork id\tLC Classification\n1\tLes puits\tParis : Karthala, 2012\tYour library\tBnf\t9\tHD\n",
            "librarything.tsv",
            {"series": "", "publishers": [NoticePublisher("Karthala", "Paris")], "year": 2012},
        ),
    ],
)  # fmt: skip
def test_lists_of_other_programs(said: str, name: str, wanted: dict[str, object]) -> None:
    for data in (said.encode(), said.encode("utf-16-le"), said.encode("utf-16")):  # with its mark and without
        [item] = [one for one in of_bytes(data, name).records() if isinstance(one, Incoming)]
        assert {field: getattr(item.notice, field) for field in wanted} == wanted
        assert not item.notice.source_key.startswith("cresi:")
