"""A PMB database moves in whole: notices, authors, publishers, series, copies, categories, issues and articles."""

import json

from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import pmb
from cresi_app.catalogue.interchange.pmb import dump
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.rejecting import rejects_file
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.catalogue.model.notice import (
    NoticeAcquisition,
    NoticeCopy,
    NoticeLink,
    NoticePublisher,
    NoticeSubject,
    NoticeUse,
)

DUMP = r"""-- PMB dump
CREATE TABLE `authors` (
  `author_id` int(8) NOT NULL,
  `author_type` enum('70','71','72') NOT NULL,
  `author_name` varchar(255),
  `author_rejete` varchar(255),
  PRIMARY KEY (`author_id`)
) ENGINE=MyISAM;
INSERT INTO `authors` VALUES (1,'70','Traoré','Aminata'),(2,'71','L\'Association; d''aide (Mali)',NULL);
INSERT INTO notices (notice_id, typdoc, tit1, tit4, ed1_id, coll_id, nocoll, year, code, npages, n_resume, index_l, lien, niveau_biblio, indexint, tparent_id, tnvol, custom_x) VALUES
 (10,'a','L\'eau au Sahel','guide; pratique',5,7,'12','1998','978-2-07-036822-8','210 p.','Ligne 1\nLigne 2','eau;Mali','http://x.org','m',3,4,'2','à garder'),
 (11,'a','Revue TM','',0,0,'','','1293-8882','','','','','s',0,0,'',''),
 (12,'a','Un article','',0,0,'','','','p. 3-17','','','','a',0,0,'','');
INSERT INTO publishers (ed_id, ed_name, ed_ville) VALUES (5,'Karthala','Paris');
INSERT INTO collections (collection_id, collection_name, collection_issn) VALUES (7,'Tropiques','');
INSERT INTO series (serie_id, serie_name) VALUES (4,'Les eaux');
INSERT INTO indexint (indexint_id, indexint_name) VALUES (3,'333.91');
INSERT INTO responsability (responsability_author, responsability_notice, responsability_fonction, responsability_type, responsability_ordre) VALUES (2,10,'340',1,2),(1,10,'070',0,0);
INSERT INTO exemplaires (expl_id, expl_cb, expl_notice, expl_bulletin, expl_cote, expl_location, expl_section, expl_statut, expl_note, expl_nbparts, expl_prix, create_date, expl_date_depot, expl_date_retour, expl_owner) VALUES (1,'940012',10,0,'SOL 1',1,2,1,'don','3','18,50','2009-01-15 10:22:00','0000-00-00','0000-00-00',2),(2,'940099',0,20,'REV',1,2,9,'','1','','2011-01-01','2010-09-01','2011-06-30',3);
INSERT INTO lenders (idlender, lender_libelle) VALUES (2,'Fonds propre'),(3,'BDP');
INSERT INTO docs_location (idlocation, location_libelle) VALUES (1,'Centre');
INSERT INTO docs_section (idsection, section_libelle) VALUES (2,'Prêt');
INSERT INTO docs_statut (idstatut, statut_libelle, pret_flag) VALUES (1,'Document en bon état',1),(9,'Divers',0);
INSERT INTO noeuds (id_noeud, num_renvoi_voir) VALUES (50,0),(51,50);
INSERT INTO categories (num_noeud, langue, libelle_categorie) VALUES (50,'fr_FR','Gestion de l''eau'),(50,'en_UK','Water'),(51,'fr_FR','Eau (gestion)');
INSERT INTO notices_categories (notcateg_notice, num_noeud) VALUES (10,51);
INSERT INTO notices_langues (num_notice, type_langue, code_langue) VALUES (10,0,'fre'),(10,1,'eng');
INSERT INTO bulletins (bulletin_id, bulletin_numero, bulletin_notice, mention_date, date_date, num_notice) VALUES (20,'n° 201',11,'mars 2010','2010-03-01',0);
INSERT INTO analysis (analysis_bulletin, analysis_notice) VALUES (20,12);
INSERT INTO pret_archive (arc_id, arc_debut, arc_fin, arc_id_empr, arc_empr_cp, arc_expl_id, arc_expl_notice, arc_expl_bulletin) VALUES
 (1,'2009-02-03 10:00:00','2009-02-20',77,'35000',1,10,0),(2,'2009-02-03 17:30:00','2009-03-01',78,'35700',1,10,0),
 (3,'2012-06-01 09:00:00','2012-06-20',77,'35000',99,10,0),(4,'2010-05-05 09:00:00','0000-00-00 00:00:00',77,'35000',2,0,20);
"""


def test_a_whole_base() -> None:
    book, periodical, article, issue = [item.notice for item in pmb.read(DUMP) if isinstance(item, Incoming)]
    assert (book.title, book.subtitle, book.year, book.part_number) == ("L'eau au Sahel", "guide; pratique", 1998, "2")
    assert [(one.family, one.given, one.role) for one in book.contributions] == [
        ("Traoré", "Aminata", "aut"),
        ("L'Association; d'aide (Mali)", "", "edt"),
    ]
    assert book.publishers == [NoticePublisher("Karthala", "Paris")]
    assert (book.series, book.series_number, book.abstract) == ("Tropiques", "12", "Ligne 1\nLigne 2")
    assert book.links == [NoticeLink("set", "Les eaux", "2")]
    assert book.subjects == [
        NoticeSubject("Gestion de l'eau", "topic"),
        NoticeSubject("eau", "free"),
        NoticeSubject("Mali", "free"),
    ]
    assert book.copies == [NoticeCopy("940012", "SOL 1", "Centre / Prêt", "available", "", "", "don ; 3 pièces")]
    assert book.acquired == {("940012",): NoticeAcquisition("2009-01-15", "", "", 1850)}
    assert issue.acquired == {("940099",): NoticeAcquisition("2010-09-01", "deposit", "BDP")}
    assert ("dewey", "333.91") in [one[:2] for one in book.identifiers]
    assert [(one.code, one.use) for one in book.languages] == [("fre", "text"), ("eng", "original")]
    assert book.leftovers == "custom_x à garder"
    assert book.uses == [NoticeUse("loan", 2, "940012", "2009-02-03"), NoticeUse("loan", 1, "", "2012-06-01")]
    assert issue.uses == [NoticeUse("loan", 1, "940099", "2010-05-05")]
    assert periodical.kind == "periodical"
    assert article.links == [NoticeLink("issue", "Revue TM", "n° 201", "1293-8882", "mars 2010", "p. 3-17")]
    assert (issue.kind, issue.title, issue.part_number, issue.published_on) == (
        "issue",
        "Revue TM",
        "n° 201",
        "2010-03-01",
    )
    assert issue.copies[0].status == "reference"


def test_what_is_refused_is_a_base_of_its_own() -> None:
    file = of_bytes(DUMP.encode("cp1252"), "bibli.sql")
    whole = {item.record: item.notice for item in file.records() if isinstance(item, Incoming)}
    for record, needs in ((1, 1), (3, 3), (4, 2)):  # an article comes with its issue, an issue with its periodical
        told = [Reject(record, 0, Told(record, "Sans titre."))]
        alone = of_bytes(rejects_file(file, told), "rejets.sql")
        assert alone.format == file.format
        found = [item.notice for item in alone.records() if isinstance(item, Incoming)]
        assert len(found) == needs
        assert whole[record] in found
    assert rejects_file(file, []) == b""


def test_two_bases_that_both_count_from_one_are_not_confused() -> None:
    one, other = (
        next(iter(pmb.read(f"INSERT INTO notices (notice_id, tit1) VALUES (1,'{title}')"))) for title in ("Un", "Deux")
    )
    assert isinstance(one, Incoming)
    assert isinstance(other, Incoming)
    assert one.notice.source_key != other.notice.source_key


def test_an_old_western_dump_is_recognised_and_its_accents_are_right() -> None:
    file = of_bytes(DUMP.encode("cp1252"), "bibli.sql")
    assert (file.format.value, file.encoding) == ("pmb", "cp1252")
    first = next(iter(file.records()))
    assert isinstance(first, Incoming)
    assert first.notice.copies[0].location == "Centre / Prêt"


def test_a_dump_that_breaks_off_gives_what_stood_before() -> None:
    items = list(pmb.read(DUMP[: DUMP.index("Revue TM") + 3]))
    assert [item.notice.title for item in items if isinstance(item, Incoming)] == ["L'eau au Sahel"]


@given(st.text(alphabet=st.sampled_from("INSERTO notices()VALUES'\\,;`\n1é"), max_size=200))
def test_nothing_typed_raises(text: str) -> None:
    assert all(
        isinstance(item, Incoming | Reject) for item in pmb.read(f"INSERT INTO notices (notice_id, tit1) VALUES {text}")
    )
    assert isinstance(list(dump.rows(text)), list)


AROUND = r"""-- PMB
CREATE TABLE notices (
  notice_id mediumint(8) unsigned NOT NULL AUTO_INCREMENT,
  typdoc varchar(2) NOT NULL DEFAULT 'a',
  tit1 text,
  niveau_biblio char(1) NOT NULL,
  code varchar(50) NOT NULL,
  index_wew text,
  is_numeric tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (notice_id),
  KEY typdoc (typdoc)
) ENGINE=MyISAM;
INSERT INTO notices VALUES (1,'a','Grain de sel','s','1560-2664','',0),(2,'a','L\'eau au Sahel','b','','',0),(3,'g','Un film','m','','',0),(4,'a','Grain','s','','',0);
INSERT INTO bulletins (bulletin_id, bulletin_numero, bulletin_notice, mention_date, date_date, num_notice) VALUES (7,'n° 77',1,'mars 2019','2019-03-01',2);
INSERT INTO exemplaires (expl_id, expl_cb, expl_notice, expl_bulletin, expl_typdoc, expl_cote) VALUES (1,'B77',0,7,3,'REV'),(2,'D1',3,0,4,'DVD 1');
INSERT INTO docs_type (idtyp_doc, tdoc_libelle) VALUES (3,'Périodique'),(4,'DVD vidéo');
INSERT INTO docs_location (idlocation, location_libelle) VALUES (1,'Centre');
INSERT INTO explnum (explnum_id, explnum_notice, explnum_bulletin, explnum_nom, explnum_url, explnum_data, explnum_nomfichier) VALUES
 (1,3,0,'Extrait','https://film.org/ba',NULL,''),(2,3,0,'Fiche','',_binary '%PDF\n\'\0',"fiche.pdf"),(3,0,7,'Numéro','https://gds.org/77',NULL,'');
INSERT INTO notices_custom (idchamp, name, titre) VALUES (1,'cp_niveau','Niveau'),(2,'cp_date','Vu le');
INSERT INTO notices_custom_lists (notices_custom_champ, notices_custom_list_value, notices_custom_list_lib) VALUES (1,'C','Collège'),(1,'L','Lycée');
INSERT INTO notices_custom_values (notices_custom_champ, notices_custom_origine, notices_custom_small_text, notices_custom_date) VALUES (1,3,'C',NULL),(2,3,NULL,'2020-01-02');
INSERT INTO notices_relations (num_notice, linked_notice, relation_type, rank, direction, num_reverse_link) VALUES (2,1,'b',1,'up',0),(1,4,'f',1,'up',3),(4,1,'f',1,'down',2),(3,2,'j',1,'up',0);
INSERT INTO collections_state (collstate_id, id_serial, location_id, state_collections, collstate_cote, collstate_lacune) VALUES (1,1,1,'n° 1 (1990) -> n° 77','REV','n° 12');
INSERT INTO titres_uniformes (tu_id, tu_name) VALUES (1,'Film (Un)');
INSERT INTO notices_titres_uniformes (ntu_num_notice, ntu_num_tu) VALUES (3,1);
"""


def test_what_stands_around_a_notice_comes_with_it() -> None:
    """Names of columns without their marks, an issue with a notice of its own, links, files, own fields, holdings."""
    file = of_bytes(AROUND.encode(), "bibli.sql")
    items = [item for item in file.records() if isinstance(item, Incoming)]
    periodical, issue, film, former = (item.notice for item in items)
    assert (periodical.links, former.links) == ([NoticeLink("continues", "Grain")], [])
    assert periodical.notes == "État de collection : n° 1 (1990) -> n° 77 ; Centre ; REV ; lacunes : n° 12"
    assert (issue.kind, issue.part_number, issue.published_on, issue.url) == (
        "issue",
        "n° 77",
        "2019-03-01",
        "https://gds.org/77",
    )
    assert issue.links == [NoticeLink("set", "Grain de sel", "n° 77", "1560-2664", "mars 2019")]
    assert [one.barcode for one in issue.copies] == ["B77"]
    assert (film.links, film.other_titles, film.url) == (
        [NoticeLink("accompanies", "L'eau au Sahel")],
        "Film (Un)",
        "https://film.org/ba",
    )
    assert film.leftovers.splitlines() == ["expl_typdoc DVD vidéo", "explnum Fiche (fiche.pdf)"]
    assert [(one["name"], one["written"]) for one in json.loads(film.more)["own_fields"]] == [
        ("Niveau", "Collège"),
        ("Vu le", "2020-01-02"),
    ]
    again = [
        item.notice for item in of_bytes(file.only_with({3}), "rejets.sql").records() if isinstance(item, Incoming)
    ]
    assert [(one.title, one.other_titles, one.leftovers, one.more) for one in again] == [
        (film.title, film.other_titles, film.leftovers, film.more)
    ]
