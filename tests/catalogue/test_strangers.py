"""Files that the standards of references, lists, archives and thesauri allow, as programs we never met may write them: fields compared, not counted."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from cresi_app.catalogue.interchange import skos
from cresi_app.catalogue.interchange.bibtex import writing as bibtex
from cresi_app.catalogue.interchange.bibtex.latex import plain
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import (
    BODY,
    Notice,
    NoticeContribution,
    NoticeIdentifier,
    NoticeLink,
    NoticePublisher,
)
from cresi_app.catalogue.model.tongues import OtherTitle, unpacked


def read(data: bytes | str, name: str) -> list[Incoming | Reject]:
    return list(of_bytes(data.encode() if isinstance(data, str) else data, name).records())


def notices(data: bytes | str, name: str) -> list[Notice]:
    return [item.notice for item in read(data, name) if isinstance(item, Incoming)]


def is_as(notice: Notice, wanted: dict[str, Any]) -> None:
    assert {name: getattr(notice, name) for name in wanted} == wanted


def who(notice: Notice) -> list[tuple[str, str, str]]:
    return [(one.family, one.given, one.role) for one in notice.contributions]


# --- RIS ---

ZOTERO = (
    "TY  - JOUR\r\nTI  - L’eau : un bien commun ?\r\nTT  - Water\r\nAU  - N’Diaye, Awa\r\nAU  - de La Fontaine, Jean\r\nT2  - Revue Tiers Monde\r\nDA  - 2010/03//\r\n"
    "PY  - 2010\r\nDO  - 10.3917/rtm.201.0003\r\nVL  - 51\r\nIS  - 201\r\nSP  - 3\r\nEP  - 17\r\nLA  - fr\r\nSN  - 1293-8882\r\nY2  - 2020/01/02\r\nN1  - <p>une note</p>\r\nER  - \r\n"
)
RIS: dict[str, tuple[bytes | str, dict[str, Any]]] = {
    "zotero": (ZOTERO, {"title": "L’eau", "subtitle": "un bien commun ?", "date_text": "2010-03", "notes": "une note", "leftovers": "TY  - JOUR\nY2  - 2020/01/02",
                        "links": [NoticeLink("issue", "Revue Tiers Monde", "51 (201)", "1293-8882", "2010-03", "3-17")]}),
    "lines of old Macs": ("TY  - BOOK\rTI  - Été\rAU  - Ba, Awa\rER  - \r", {"title": "Été"}),
    "EndNote": ("TY  - BOOK\nAU  - World Bank,\nTI  - Water\nSN  - 0-8213-4345-6 (pbk.)\nSP  - 210\nER  -\n",
                {"extent": "210 p.", "contributions": [NoticeContribution("World Bank", "", "", BODY, "aut")], "identifiers": [NoticeIdentifier("isbn", "0-8213-4345-6", "pbk.")]}),
    "Mendeley": ("TY  - CHAP\nT1  - Un\nT2  - Livre\nA1  - Ba, Awa\nY1  - 2009/05/12/\nSP  - 12\nEP  - 20\nER  - \n",
                 {"published_on": "2009-05-12", "links": [NoticeLink("set", "Livre", "", "", "2009", "12-20")]}),
    "PubMed": ("TY  - JOUR\nDB  - PubMed\nAU  - Smith J\nT1  - Water\nSN  - 0140-6736 (Print)\nY1  - 2015/07/04\nJF  - Lancet\nAN  - 26123456\nER  - \n",
               {"source_key": "PubMed:26123456", "identifiers": [NoticeIdentifier("issn", "0140-6736", "Print"), NoticeIdentifier("other", "26123456", "PubMed")]}),
    "addresses in one line": ("TY  - ELEC\nTI  - Site\nUR  - https://a.org; https://b.org\nER  - \n",
                              {"url": "https://a.org", "identifiers": [NoticeIdentifier("uri", "https://b.org")]}),
    "a thesis": ("TY  - THES\nTI  - T\nPB  - UCAD\nCY  - Dakar\nM3  - Thèse de doctorat\nER  - \n", {"kind": "report", "publishers": [NoticePublisher("UCAD", "Dakar")]}),
    "a type of nobody": ("TY  - PODCAST\nTI  - P\nER  - \n", {"kind": "other", "leftovers": "TY  - PODCAST"}),
    "tabs": ("TY\t- BOOK\nTI\t- Tab\nER\t- \n", {"title": "Tab"}),
    "UTF-16": ("TY  - BOOK\nTI  - Œuvre\nER  - \n".encode("utf-16"), {"title": "Œuvre"}),
    "Mac alphabet": ("TY  - BOOK\nTI  - L'été à la forêt — œuvre\nAU  - Léger, Noël\nER  - \n".encode("mac-roman"), {"title": "L'été à la forêt — œuvre"}),
    "DOS alphabet": ("TY  - BOOK\nTI  - L'été à la forêt\nAU  - Léger, Noël\nER  - \n".encode("cp850"), {"title": "L'été à la forêt"}),
    "Windows alphabet": ("TY  - BOOK\nTI  - L’ÉTÉ à la forêt – œuvre…\nAU  - Léger, Noël\nER  - \n".encode("cp1252"), {"title": "L’ÉTÉ à la forêt – œuvre…"}),
}  # fmt: skip


@pytest.mark.parametrize("dialect", RIS)
def test_ris_by_others(dialect: str) -> None:
    data, wanted = RIS[dialect]
    [notice] = notices(data, "x.ris")
    is_as(notice, wanted)


def test_a_translated_title_of_ris_is_one() -> None:
    [notice] = notices(ZOTERO, "x.ris")
    assert unpacked(notice)[0] == [OtherTitle("translated", "Water")]
    assert who(notice) == [("N’Diaye", "Awa", "aut"), ("de La Fontaine", "Jean", "aut")]


# --- BibTeX ---

BIBTEX: dict[str, tuple[str, dict[str, Any]]] = {
    "strings, joins and months": (('@STRING{pub = "Presses d\'{\\\'E}tat"}\n@string(city = {Bamako})\n@comment{jabref-meta: x}\n@preamble{"\\newcommand{\\n}[1]{}"}\n'
                                  "@Book{k, author = {Ba, Awa}, title = \"{L'eau} et l'{\\^\\i}le~: {\\oe}uvre \\& {\\c{c}}a --- 100\\%\",\n publisher = pub # \", \" # city, year = 2010, month = mar\n}"),
                                  {"title": "L'eau et l'île", "subtitle": "œuvre & ça — 100%", "date_text": "2010-03", "publishers": [NoticePublisher("Presses d'État, Bamako")]}),
    "parentheses": ("@book(k2, title = {Un}, author = {Ba, A})", {"title": "Un"}),
    "quotes in braces": ('@book{k3, title = "Deux {"}guillemets{"}", year = {2001}}', {"title": 'Deux "guillemets"', "year": 2001}),
    "names by parts": ("@online{o, title={S}, date={2019-05-01}, author={family=Fontaine, given=Jean, prefix=de La}, langid={french}, keywords={a, b}}",
                       {"published_on": "2019-05-01", "contributions": [NoticeContribution("de La Fontaine", "Jean")]}),
    "a thesis": ("@thesis{t, title={T}, type={phdthesis}, institution={UCAD}, date={2001/2003}}", {"notes": "Thèse", "year": 2001, "date_text": "2001/2003"}),
    "paragraphs": ("@article{m,\n  title = {Une ligne\n     et une autre},\n  abstract = {Un.\n\n  Deux.},\n author = {A, B and\n   C, D},\n}", {"title": "Une ligne et une autre", "abstract": "Un.\n\nDeux."}),
    "an original title": ("@book{o, title={L'eau}, origtitle={Water}, origlanguage={english}, titleaddon={édition revue}}", {"other_titles": "édition revue"}),
    "Mendeley": ("@article{B,\ntitle = {{L'eau}},\nissn = {1293-8882},\njournal = {Revue},\nurl = {http://x.org/?a=1\\&b=2},\npages = {1--3},\nyear = {2010}\n}",
                 {"title": "L'eau", "url": "http://x.org/?a=1&b=2", "links": [NoticeLink("issue", "Revue", "", "1293-8882", "2010", "1-3")]}),
}  # fmt: skip


@pytest.mark.parametrize("dialect", BIBTEX)
def test_bibtex_by_others(dialect: str) -> None:
    text, wanted = BIBTEX[dialect]
    [notice] = notices(text, "x.bib")
    is_as(notice, wanted)
    if dialect == "an original title":
        assert unpacked(notice)[0] == [OtherTitle("original", "Water", "eng")]


def test_an_abstract_that_begins_like_an_entry_is_none_to_anybody() -> None:
    notice = Notice(title="Un", abstract="Premier.\n\n@book{x, title={y}}")
    text = bibtex.record(notice, 7)
    assert text.count("\n@") == 0
    assert [one.abstract for one in notices(text, "x.bib")] == [notice.abstract]


def test_what_is_inherited_and_what_is_typed() -> None:
    paper, whole = notices(
        '@inproceedings{a, crossref={conf}, title={Papier}, author={M{\\"u}ller, J{\\"o}rg}, pages={1--9}}\n'
        "@proceedings{conf, title={Actes}, year={1999}, editor={Doe, Jane}, publisher={Seuil}}", "x.bib",
    )  # fmt: skip
    assert who(paper) == [("Müller", "Jörg", "aut"), ("Doe", "Jane", "edt")]
    assert paper.links == [NoticeLink("set", "Actes", "", "", "1999", "1-9")]
    assert (whole.title, whole.year) == ("Actes", 1999)
    accents = plain(
        "\\'e \\`a \\^o \\\"u \\~n \\c{c} \\v{s} \\H{o} \\u{g} \\k{a} \\.z \\d{t} {\\'\\i} \\ae{} \\o{} \\ss{}"
    )
    assert accents.split()[:13] == ["é", "à", "ô", "ü", "ñ", "ç", "š", "ő", "ğ", "ą", "ż", "ṭ", "í"]
    assert plain(r"H$_2$O, 2$^{e}$ $\alpha$ CO$_{\mathrm{2}}$, \$5, $x+y$") == "H2O, 2e α CO2, $5, $x+y$"


# --- lists ---

LISTS: dict[str, tuple[bytes | str, list[dict[str, Any]]]] = {
    "bars": ("Titre|Auteurs|Année\nL'été|Ba, Awa|2010\n", [{"title": "L'été", "year": 2010}]),
    "commas and lines in quotes": ('Title,Author,Year\n"Water, a guide","Doe, Jane; Roe, Richard",2001\n"Two\nlines ""quoted""",Xu Li,\n', [{"title": "Water, a guide"}, {"title": 'Two lines "quoted"'}]),
    "Excel says its sign": ("sep=;\nTitre;Auteur\nUn;Ba Awa\n", [{"title": "Un"}]),
    "lines above, below and between": ("Centre de ressources;;;\nInventaire 2024;;;\nTitre;Auteur;Année;Prix\nUn;Ba, Awa;2010;12,50 €\nTitre;Auteur;Année;Prix\nDeux;Sy, Ali;2 011;1 250,00\nSous-total;;;3\nTotal général;;2;1 262,50\n",
                                       [{"title": "Un", "price": "12,50 €"}, {"title": "Deux", "date_text": "2011", "year": 2011}]),
    "two lines of headings": ("Document;;Exemplaire;\nTitre;Auteur;Cote;Code-barres\nUn;Ba Awa;A 1;001\n", [{"call_number": "A 1"}]),
    "Mac alphabet": ("Titre;Auteur;Résumé\nL'été à la forêt;Léger, Noël;Œuvre\n".encode("mac-roman"), [{"title": "L'été à la forêt", "abstract": "Œuvre"}]),
    "Windows, tabs": ("Titre\tAuteur\nL'été – œuvre\tLéger Noël\n".encode("cp1252"), [{"title": "L'été – œuvre"}]),
    "a mark of order": ("\ufeffTitre;Auteur\nÉté;Ba Awa\n", [{"title": "Été"}]),
    "headings said twice, or not at all": ("Titre;Auteur;Auteur;;Sujet;Sujet\nUn;Ba, A;Sy, B;x;eau;puits\n", [{"leftovers": "4 : x"}]),
    "numbers of spreadsheets": ("Titre;ISBN;Année\nDeux;9782070368228.0;2010.0\n", [{"year": 2010, "date_text": "2010", "identifiers": [NoticeIdentifier("isbn", "9782070368228")]}]),
    "Goodreads": ('Book Id,Title,Author,ISBN,ISBN13,Publisher,Number of Pages,Year Published\n1,Water,Jane Doe,"=""2070368228""","=""9782070368228""",Seuil,210,2005\n',
                  [{"extent": "210 p.", "year": 2005, "identifiers": [NoticeIdentifier("isbn", "2070368228"), NoticeIdentifier("isbn", "9782070368228")]}]),
    "Zotero": (('"Key","Item Type","Publication Year","Author","Title","Publication Title","ISSN","Date","Pages","Issue","Volume","Editor","Translator"\n'
               '"A","journalArticle","2011","Ba, Awa","Article","Revue","1293-8882","2011","3-9","201","51","Doe, Jane","Roe, Rita"\n'),
               [{"kind": "article", "part_number": "", "extent": "", "links": [NoticeLink("issue", "Revue", "51 (201)", "1293-8882", "2011", "3-9")]}]),
    "cells beyond the headings": ("Titre;Auteur;Année\nUn\nDeux;Ba Awa;2010;trop\n", [{"title": "Un"}, {"leftovers": "4 : trop"}]),
}  # fmt: skip


@pytest.mark.parametrize("dialect", LISTS)
def test_lists_by_others(dialect: str) -> None:
    data, wanted = LISTS[dialect]
    found = notices(data, "x.csv")
    assert len(found) == len(wanted)
    for notice, fields in zip(found, wanted, strict=True):
        is_as(notice, fields)


@pytest.mark.parametrize("is_1904", [False, True])
def test_a_workbook_as_excel_and_macs_keep_it(is_1904: bool) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": is_1904}) as book:
        book.add_worksheet("Lisez-moi").write(0, 0, "Mode d'emploi")
        page = book.add_worksheet("Fonds")
        page.merge_range(0, 0, 0, 3, "Fonds 2024")
        page.write_row(2, 0, ["Titre", "Date", "ISBN", "Prix", "Pages"])
        page.write(3, 0, "Été")
        page.write_datetime(3, 1, date(2011, 3, 12), book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_number(3, 2, 9782070368228)
        page.write_formula(3, 3, "=10+2.5", None, 12.5)
        page.write_rich_string(4, 0, "Deux ", book.add_format({"bold": True}), "gras")
        page.write_formula(4, 4, "=NA()", None, "#N/A")
    one, two = notices(out.getvalue(), "x.xlsx")
    is_as(
        one,
        {
            "title": "Été",
            "published_on": "2011-03-12",
            "price": "12.5",
            "identifiers": [NoticeIdentifier("isbn", "9782070368228")],
        },
    )
    is_as(two, {"title": "Deux gras", "extent": ""})


# --- archives ---

_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
HAL = (
    "<dc:title>Été</dc:title><dc:creator>Ba, Awa</dc:creator><dc:date>2010-05</dc:date><dc:date>2011</dc:date><dc:identifier>hal-00123</dc:identifier>"
    "<dc:identifier>https://hal.science/hal-00123</dc:identifier><dc:description xml:lang='en'>English</dc:description><dc:description xml:lang='fr'>Français</dc:description>"
    "<dc:relation>info:eu-repo/semantics/altIdentifier/doi/10.1000/xyz</dc:relation><dc:relation>Autre</dc:relation>"
)


def answered(body: str) -> str:
    return f'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{body}</OAI-PMH>'


def held(content: str) -> str:
    return f"<record><header><identifier>oai:x:1</identifier></header><metadata><oai_dc:dc {_DC}>{content}</oai_dc:dc></metadata><about/></record>"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<error code="noRecordsMatch">none</error>', "noRecordsMatch"), ('<error code="badResumptionToken"/>', "badResumptionToken"),
        ('<ListRecords><record><header status="deleted"><identifier>oai:x:2</identifier></header></record></ListRecords>', "oai:x:2"),
        ("<ListIdentifiers><header><identifier>a</identifier></header></ListIdentifiers>", "pas son contenu"),
    ],
)  # fmt: skip
def test_what_a_server_says_beside_notices_is_told(body: str, told: str) -> None:
    [item] = read(answered(body), "x.xml")
    assert isinstance(item, Reject)
    assert told in item.reason


def test_an_open_archive() -> None:
    [notice] = notices(answered(f"<ListRecords>{held(HAL)}<resumptionToken/></ListRecords>"), "x.xml")
    is_as(
        notice,
        {
            "title": "Été",
            "date_text": "2010-05",
            "abstract": "Français",
            "url": "https://hal.science/hal-00123",
            "leftovers": "dc:date 2011",
        },
    )
    assert NoticeIdentifier("doi", "10.1000/xyz") in notice.identifiers
    assert [one.title for one in notice.links] == ["Autre"]
    assert [one.text for one in unpacked(notice)[1]] == ["English"]


def test_dublin_core_in_attributes_prefixes_and_entities() -> None:
    rdf = f'<rdf:RDF {_RDF} {_DC}><rdf:Description rdf:about="http://x.org/1"><dc:title>Un</dc:title></rdf:Description><rdf:Description rdf:about="http://x.org/2" dc:title="Deux" dc:date="2001"/></rdf:RDF>'
    assert [(one.title, one.url, one.year) for one in notices(rdf, "x.rdf")] == [
        ("Un", "http://x.org/1", None),
        ("Deux", "http://x.org/2", 2001),
    ]
    text = f"<!DOCTYPE x [<!ENTITY eacute '&#233;'>]><r {_DC}><d><dc:title><![CDATA[L'&té <b>]]></dc:title></d><d><dc:title>caf&eacute; &amp; th&#xE9;</dc:title></d></r>"
    assert [one.title for one in notices(text, "x.xml")] == ["L'&té <b>", "café & thé"]
    marc = '<!DOCTYPE x [<!ENTITY eacute "&#233;">]><collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a22</leader><datafield tag="245" ind1="0" ind2="0"><subfield code="a">caf&eacute;</subfield></datafield></record></collection>'
    assert [one.title for one in notices(marc, "x.xml")] == ["café"]
    prefixed = '<o:OAI-PMH xmlns:o="http://www.openarchives.org/OAI/2.0/"><o:ListRecords><o:record><o:header><o:identifier>x</o:identifier></o:header><o:metadata><d:dc xmlns:d="http://www.openarchives.org/OAI/2.0/oai_dc/"><z:title xmlns:z="http://purl.org/dc/elements/1.1/">Préfixe</z:title></d:dc></o:metadata></o:record></o:ListRecords></o:OAI-PMH>'
    assert [(one.title, one.source_key) for one in notices(prefixed, "x.xml")] == [("Préfixe", "x")]


# --- thesauri ---

_SKOS = "http://www.w3.org/2004/02/skos/core#"
THESAURI = {
    "x.ttl": f"@prefix skos: <{_SKOS}> . @prefix xl: <http://www.w3.org/2008/05/skos-xl#> . @base <http://x/> .\n<1> a skos:Concept ; xl:prefLabel [ xl:literalForm 'Eau'@fr ] ; xl:altLabel [ xl:literalForm 'Flotte'@fr ] ; skos:narrower <2> . <2> a skos:Concept ; skos:prefLabel 'Puits'@fr ; skos:narrower <1> . <c> a skos:Collection ; skos:prefLabel 'Groupe'@fr ; skos:member <1>, <2> .",
    "x.nt": f'<http://x/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{_SKOS}Concept> .\n<http://x/1> <{_SKOS}prefLabel> "Eau"@fr-FR .\n<http://x/2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{_SKOS}Concept> .\n<http://x/2> <{_SKOS}prefLabel> "Puits" .\n<http://x/2> <{_SKOS}broader> <http://x/1> .\n',
    "x.rdf": f'<rdf:RDF {_RDF} xmlns:skos="{_SKOS}"><skos:Concept rdf:about="http://x/2"><skos:prefLabel xml:lang="fr">Puits</skos:prefLabel><skos:broader><skos:Concept rdf:about="http://x/1"><skos:prefLabel xml:lang="fr">Eau</skos:prefLabel></skos:Concept></skos:broader></skos:Concept></rdf:RDF>',
    "x.jsonld": f'{{"@context":{{"@vocab":"{_SKOS}","id":"@id","type":"@type","broader":{{"@type":"@id"}},"prefLabel":{{"@container":"@language"}}}},"@graph":[{{"id":"http://x/2","type":"Concept","prefLabel":{{"fr":"Puits","en":"Well"}},"broader":"http://x/1"}},{{"id":"http://x/1","type":"Concept","prefLabel":{{"fr":"Eau"}}}}]}}',
}


@pytest.mark.parametrize("name", THESAURI)
def test_a_thesaurus_in_every_writing(name: str) -> None:
    said = skos.read(THESAURI[name].encode(), name)
    labels = {uri: {one.label for one in term.labels if one.kind == "pref"} for uri, term in said.terms.items()}
    assert {"Eau"} <= labels["http://x/1"]
    assert {"Puits"} <= labels["http://x/2"]
    up = said.terms["http://x/2"].broader
    assert up == {"http://x/1"} or (
        said.doubts and said.terms["http://x/1"].broader == {"http://x/2"}
    )  # a circle is parted
    assert name != "x.ttl" or said.groups == {"http://x/c": ("Groupe", {"http://x/1", "http://x/2"})}


# --- PMB ---

_INNODB = """/*!40101 SET NAMES utf8 */;
CREATE TABLE `notices` (
  `notice_id` mediumint(8) unsigned NOT NULL AUTO_INCREMENT,
  `typdoc` varchar(2) NOT NULL DEFAULT 'a',
  `tit1` text,
  `code` varchar(50) NOT NULL DEFAULT '',
  `n_resume` text NOT NULL,
  PRIMARY KEY (`notice_id`),
  KEY `x` (`code`)
) ENGINE=InnoDB;
LOCK TABLES `notices` WRITE;
INSERT INTO `notices` VALUES (1,'a','L\\'été; (un)','978-2-07-036822-8','<p>R&eacute;sum&eacute; <b>gras</b></p><p>Fin</p>'),(2,'g',_binary 'Film \\"x\\"','','');
UNLOCK TABLES;
"""
PMB = {
    "mysqldump": _INNODB,
    "its own backup": "#Sauvegarde PMB\nCREATE TABLE notices (notice_id int(8) unsigned NOT NULL auto_increment, typdoc char(2), tit1 text) ENGINE=MyISAM;\nINSERT INTO notices (notice_id,typdoc,tit1) VALUES('1','a','L\\'été; (un)');\nINSERT INTO notices (notice_id,typdoc,tit1) VALUES('2','g','Film \"x\"');\n",
    "replacing": "REPLACE INTO `notices` (`notice_id`, `typdoc`, `tit1`, `thumbnail_url`) VALUES (1, 'a', 'L''été; (un)', 0xFFD8), (2, 'g', _utf8'Film \"x\"', NULL);",
}


@pytest.mark.parametrize("version", PMB)
def test_bases_of_several_versions(version: str) -> None:
    one, two = notices(PMB[version], "x.sql")
    assert (one.title, one.kind, two.title, two.kind) == ("L'été; (un)", "book", 'Film "x"', "video")
    if version == "mysqldump":
        assert one.abstract == "Résumé gras\nFin"
