"""What a PMB base keeps beside its notices comes in with them: several thesauri, authorities, and the subjects point to their terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import pmb
from cresi_app.catalogue.interchange.importing import dry_run, import_file
from cresi_app.catalogue.interchange.pmb.thesauri import thesauri_of
from cresi_app.catalogue.interchange.reading import of_bytes, open_file
from cresi_app.catalogue.model.importing import ImportReport
from cresi_app.catalogue.model.thesaurus import opened_circles
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.test_authorities import PEOPLE, PUBLISHERS, SERIES
from tests.catalogue.test_merging import whole
from tests.corpus import corpus_dir

BASE = r"""-- PMB dump
INSERT INTO thesaurus (id_thesaurus, libelle_thesaurus, langue_defaut, num_noeud_racine) VALUES (1,'Thèmes','fr_FR',1),(2,'Thésaurus géographique','fr_FR',100);
INSERT INTO noeuds (id_noeud, autorite, num_parent, num_renvoi_voir, num_thesaurus) VALUES
 (1,'TOP',0,0,1),(2,'ORPHELINS',1,0,1),(3,'NONCLASSES',1,0,1),
 (10,'10',1,0,1),(11,'11',10,0,1),(12,'12',2,11,1),(13,'E.13',10,0,1),(14,'14',11,99,1),
 (100,'TOP',0,0,2),(110,'110',100,0,2),(111,'111',110,0,2),(112,'112',100,110,2);
INSERT INTO categories (num_thesaurus, num_noeud, langue, libelle_categorie, note_application, comment_public) VALUES
 (1,2,'fr_FR','~termes orphelins','',''),(1,3,'fr_FR','~termes non classés','',''),
 (1,10,'fr_FR','Environnement','',''),(1,10,'en_UK','Environment','',''),
 (1,11,'fr_FR','Eau','L\'eau douce surtout.','Voir aussi la mer.'),(1,11,'en_UK','Water','',''),(1,11,'es_ES','Agua','',''),
 (1,12,'fr_FR','Flotte','',''),(1,13,'fr_FR','Forêt','',''),(1,14,'fr_FR','Nulle part','',''),
 (2,110,'fr_FR','Mali','',''),(2,111,'fr_FR','Eau','',''),(2,112,'fr_FR','Soudan français','','');
INSERT INTO voir_aussi (num_noeud_orig, num_noeud_dest, langue) VALUES (11,13,'fr_FR'),(13,12,'fr_FR');
INSERT INTO authors (author_id, author_type, author_name, author_rejete, author_date, author_see, author_web, author_comment, author_isni, author_lieu) VALUES
 (1,'70','Traoré','Aminata','1947-',0,'http://x.org','Essayiste.','0000000121032683',''),
 (2,'70','TRAORE','Aminata D.','',1,'','','',''),
 (3,'71','Rencontres de Bamako','','',0,'','','','Bamako'),
 (4,'70','Personne','Nulle','',0,'','','','');
INSERT INTO publishers (ed_id, ed_name, ed_ville, ed_web, ed_comment, ed_adr1) VALUES (5,'Karthala','Paris','https://karthala.com','','22 bd Arago'),(6,'Jamana','Bamako','','','');
INSERT INTO collections (collection_id, collection_name, collection_parent, collection_issn, collection_comment) VALUES (7,'Tropiques',5,'1234-5679','Une collection.');
INSERT INTO sub_collections (sub_coll_id, sub_coll_name, sub_coll_parent, sub_coll_issn) VALUES (8,'Poche',7,'');
INSERT INTO authorities_sources (num_authority, authority_number, authority_type, num_origin_authority) VALUES (1,'026388766','author',1);
INSERT INTO notices (notice_id, typdoc, tit1, ed1_id, coll_id, year, niveau_biblio) VALUES (20,'a','Le viol de l\'imaginaire',5,7,'2002','m'),(21,'a','L\'eau au Mali',6,0,'1998','m');
INSERT INTO responsability (responsability_author, responsability_notice, responsability_fonction, responsability_type) VALUES (2,20,'070',0),(3,21,'070',0);
INSERT INTO notices_categories (notcateg_notice, num_noeud, ordre_categorie) VALUES (20,12,0),(21,11,0),(21,111,1),(21,112,2);
INSERT INTO exemplaires (expl_id, expl_cb, expl_notice, expl_cote) VALUES (1,'940012',20,'SOL 1'),(2,'940013',21,'SOL 2');
"""


def bring(catalogue: CatalogueService, text: str = BASE) -> ImportReport:
    report, _ = import_file(catalogue, WHO, of_bytes(text.encode(), "bibli.sql"))
    return report


def test_several_thesauri_in_several_languages_come_with_what_is_around_their_terms() -> None:
    themes, places = thesauri_of(pmb.base_of(BASE))
    assert (themes.name, themes.is_geographic, places.name, places.is_geographic) == (
        "Thèmes", False, "Thésaurus géographique", True,
    )  # fmt: skip
    terms = {term.term: term for term in themes.terms.values()}
    assert set(terms) == {"Environnement", "Eau", "Forêt"}
    water = terms["Eau"]
    assert {(one.language, one.kind, one.label) for one in water.labels} == {
        ("fr", "pref", "Eau"), ("en", "pref", "Water"), ("es", "pref", "Agua"), ("fr", "alt", "Flotte"),
    }  # fmt: skip
    assert [(note.kind, note.text) for note in water.notes] == [
        ("scope", "L'eau douce surtout."),
        ("note", "Voir aussi la mer."),
    ]
    assert water.broader == {terms["Environnement"].uri}
    assert water.related == {terms["Forêt"].uri}
    assert terms["Forêt"].notation == "E.13"
    assert [doubt.data["label"] for doubt in themes.doubts] == ["Nulle part"], "what leads nowhere is told"
    mali = next(term for term in places.terms.values() if term.term == "Mali")
    assert mali.country_code == "ML"


def test_subjects_point_to_their_terms_and_names_to_their_authorities(
    catalogue: CatalogueService, library: Library
) -> None:
    report = bring(catalogue)
    assert (report.created, report.read) == (2, 2)
    told = {one.name: (one.created, one.updated, one.merged) for one in report.lists}
    assert told == {
        "Thèmes": (3, 0, 0),
        "Thésaurus géographique": (2, 0, 0),
        "Auteurs": (3, 0, 0),
        "Éditeurs": (2, 0, 0),
        "Collections": (2, 0, 0),
    }
    essay, water = (catalogue.document(catalogue.by_ref(code)) for code in ("940012", "940013"))
    assert [one.inverted for one in essay.contributions] == ["Traoré, Aminata"], "« voir » leads to the accepted form"
    assert [one.term for one in essay.subjects] == ["Eau"]
    kinds = [(one.term, one.kind) for one in water.subjects]
    assert kinds == [("Eau", "topic"), ("Eau", "place"), ("Mali", "place")]
    for sheet in (essay, water):
        for one in sheet.subjects:
            assert catalogue.term(one.subject_id).thesaurus is not None
    who = catalogue.authority(PEOPLE, essay.contributions[0].contributor_id)
    assert (who.dates, who.note, who.url) == ("1947-", "Essayiste.", "http://x.org")
    assert [one.form for one in who.variants] == ["TRAORE, Aminata D."]
    assert {(one.scheme, one.value) for one in who.shown_numbers} == {
        ("isni", "0000000121032683"),
        ("idref", "026388766"),
    }
    assert catalogue.authority_counts()[PEOPLE] == 3, "also the one that no notice names"
    [series] = catalogue.authority_ids(SERIES, "tropiques", limit=1)
    held = catalogue.authority(SERIES, series)
    assert (held.name, held.issn, held.publisher, held.note) == (
        "Tropiques",
        "1234-5679",
        "Karthala",
        "Une collection.",
    )
    [house] = catalogue.authority_ids(PUBLISHERS, "karthala")
    assert (catalogue.authority(PUBLISHERS, house).place, catalogue.authority(PUBLISHERS, house).url) == (
        "Paris",
        "https://karthala.com",
    )
    assert catalogue.search("flotte").total == 2
    assert library.value("SELECT count(*) FROM subject WHERE thesaurus_id IS NULL") == 0


def test_read_again_nothing_changes_and_one_undo_takes_all_of_it_back(
    catalogue: CatalogueService, library: Library
) -> None:
    before = whole(library)
    report = bring(catalogue)
    assert report.revision is not None
    after = whole(library)
    again = bring(catalogue)
    assert (again.revision, again.merged, again.list_writes) == (None, 2, 0)
    assert whole(library) == after
    library.undo(WHO, report.revision)
    assert whole(library) == before
    library.redo(WHO)
    assert whole(library) == after


def test_the_dry_run_says_what_the_import_does(catalogue: CatalogueService, library: Library) -> None:
    file = of_bytes(BASE.encode(), "bibli.sql")
    tried = dry_run(catalogue, WHO, file)
    assert library.query("SELECT 1 FROM revision") == []
    done, _ = import_file(catalogue, WHO, file)
    assert [one.as_json() for one in tried.lists] == [one.as_json() for one in done.lists]
    assert tried.created == done.created


def test_what_was_corrected_here_is_kept_and_blanks_are_filled(catalogue: CatalogueService) -> None:
    bring(catalogue)
    [who] = catalogue.authority_ids(PEOPLE, "aminata")
    sheet = catalogue.authority(PEOPLE, who)
    catalogue.update_authority(
        WHO, PEOPLE, who, sheet.version, name="Traoré, Aminata Dramane", note="", url="https://y.org"
    )
    again = bring(catalogue)
    assert {one.name: one.updated for one in again.lists}["Auteurs"] == 1
    sheet = catalogue.authority(PEOPLE, who)
    assert (sheet.name, sheet.note, sheet.url) == ("Traoré, Aminata Dramane", "Essayiste.", "https://y.org")
    assert catalogue.authority_counts()[PEOPLE] == 3


def test_lists_do_not_stay_when_the_notices_do_not_go_in(
    catalogue: CatalogueService, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole(library)

    def refused(*_given: object, **_named: object) -> None:
        raise DomainError("moved", "Le catalogue a changé.")

    monkeypatch.setattr(CatalogueService, "import_notices", refused)
    with pytest.raises(DomainError):
        bring(catalogue)
    assert whole(library) == before


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_nodes_and_names_that_lead_in_circles_end(links: list[tuple[int, int, int]]) -> None:
    text = "".join(
        f"INSERT INTO noeuds (id_noeud, num_parent, num_renvoi_voir) VALUES ({one},{other},{third});\n"
        f"INSERT INTO categories (num_noeud, langue, libelle_categorie) VALUES ({one},'fr_FR','Mot {one}'),({other},'','~x');\n"
        f"INSERT INTO voir_aussi (num_noeud_orig, num_noeud_dest) VALUES ({other},{third});\n"
        f"INSERT INTO authors (author_id, author_name, author_see) VALUES ({one},'Nom {one}',{third});\n"
        f"INSERT INTO sub_collections (sub_coll_id, sub_coll_name, sub_coll_parent) VALUES ({one},'C',{other});\n"
        for one, other, third in links
    )
    base = pmb.base_of(text)
    for said in thesauri_of(base):
        assert opened_circles(said.terms) == [], "no circle is left"
    assert all(one.name.family for one in pmb.authorities_of(base))


@pytest.mark.corpus
def test_a_real_thesaurus_comes_in_whole(catalogue: CatalogueService, library: Library) -> None:
    file = open_file(corpus_dir("pmb", "environnement.sql"))
    report, _ = import_file(catalogue, WHO, file)
    [one] = report.lists
    assert (one.name, one.created, report.read) == ("Environnement", 297, 0)
    [thesaurus] = catalogue.thesauri()
    assert thesaurus.terms == 297
    labels = library.value("SELECT count(*) FROM subject_label")
    assert labels == 298, "of three nodes that send elsewhere two are second places of their term, one is another name"
    placed_twice = "SELECT count(*) FROM (SELECT 1 FROM subject_broader GROUP BY subject_id HAVING count(*) = 2)"
    assert library.value(placed_twice) == 2
    [found] = catalogue.propose_terms("vertebres", 1)
    assert [above.term for above in catalogue.term(found.id).broader] == ["Faune"]
    again, _ = import_file(catalogue, WHO, file)
    assert (again.revision, again.lists[0].merged) == (None, 297)
    library.undo(WHO)
    assert catalogue.thesauri() == []
