"""The thesaurus as it is browsed and kept: loaded, opened along a way, named, linked, its documents shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from cresi_app.catalogue.interchange import skos
from cresi_app.catalogue.interchange.starter import starter_places, starter_thesaurus
from cresi_app.catalogue.model import Query
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.catalogue.ui.termtree import TermTree
from cresi_app.catalogue.ui.thesaurusview import ThesaurusView
from cresi_app.store.library import Library
from cresi_app.widgets.theme import theme
from tests.catalogue.conftest import WHO
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


def settled(page: CataloguePage) -> ThesaurusView:
    for _ in range(5):
        page.desk.wait_idle()
    return page.thesaurus_view


@pytest.fixture
def view(page: CataloguePage) -> ThesaurusView:
    page.service.import_thesaurus(WHO, starter_thesaurus())
    page.show_thesaurus()
    return settled(page)


def texts(view: ThesaurusView) -> list[str]:
    return [
        item.text(0) for at in range(view.tree.topLevelItemCount()) if (item := view.tree.topLevelItem(at)) is not None
    ]


def test_an_empty_library_offers_the_starter(page: CataloguePage, library: Library) -> None:
    page.show_thesaurus()
    view = settled(page)
    assert view._stack.currentIndex() == 0
    view.load_starter()
    settled(page)
    names = [one.name for one in page.service.thesauri()]
    assert names == ["Thèmes de la solidarité internationale", "Lieux"]
    assert "Santé" in texts(view)
    assert "mis à jour" in view.message.text
    assert library.value("SELECT count(*) FROM subject WHERE country_code IS NOT NULL") > 240
    assert_accessible(view)


def test_no_term_is_no_empty_form(view: ThesaurusView) -> None:
    assert not view.pane.isVisibleTo(view)
    assert "Choisissez un terme" in view._none.title_label.text()


def test_the_tree_opens_along_the_way_to_a_term(page: CataloguePage, view: ThesaurusView) -> None:
    [wells, *_] = page.service.propose_terms("forage")
    assert (wells.term, wells.via) == ("Puits", "forage")
    view.open_term(wells.id)
    settled(page)
    item = view.tree.currentItem()
    assert item is not None
    assert item.text(0) == "Puits"
    above = item.parent()
    assert above is not None
    assert above.text(0) == "Eau potable"
    page.ask(Query(text="eau"))
    assert page.sides.currentIndex() == 0  # what is searched for is shown, whatever stood over the list
    page.show_thesaurus()
    settled(page)
    come_back_to = view.tree.currentItem()
    assert come_back_to is not None
    assert come_back_to.text(0) == "Puits"
    assert view.pane.sheet is not None
    assert view.pane.sheet.term == "Puits"
    assert_accessible(view)


def chevron_ink(tree: TermTree) -> int:
    """How many pixels are drawn before the words of the first term."""
    row = tree.visualRect(tree.model().index(0, 0))
    left = QRect(0, row.top(), row.left(), row.height())
    image = tree.viewport().grab(left).toImage()
    ground = theme().color("surface").rgb()
    return sum(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))


def test_chevrons_grow_with_the_text_and_the_ground_spans_the_row(view: ThesaurusView) -> None:
    small = chevron_ink(view.tree)
    theme().set_zoom(200)
    assert chevron_ink(view.tree) > 1.8 * small > 0
    theme().set_zoom(100)
    view.tree.setCurrentIndex(first := view.tree.model().index(0, 0))
    image, row = view.tree.viewport().grab().toImage(), view.tree.visualRect(first)
    assert image.pixelColor(12, row.top() + 4) == theme().color("primary_soft")
    assert image.pixelColor(0, row.top() + 1) == theme().color("surface")  # rounded there too: nothing else fills it


def test_names_links_and_notes_are_written_in_place(page: CataloguePage, view: ThesaurusView) -> None:
    water = page.service.propose_terms("eau potable")[0]
    view.open_term(water.id)
    settled(page)
    view.pane.name.set_value("eau de boisson")
    view.pane.add_name.click()
    settled(page)
    assert "eau de boisson" in [one.label for one in page.service.term(water.id).named("alt")]
    view.pane.scope.set_value("Eau propre à la consommation.")
    view.pane.scope.committed.emit("Eau propre à la consommation.")
    settled(page)
    assert page.service.term(water.id).notes[0].text == "Eau propre à la consommation."
    view.new_term.set_value("Borne-fontaine")
    view.new_term.committed.emit("Borne-fontaine")
    settled(page)
    assert "Borne-fontaine" in [one.term for one in page.service.term(water.id).narrower]


def test_its_documents_are_shown_with_those_of_narrower_terms(page: CataloguePage, view: ThesaurusView) -> None:
    page.service.add_document(WHO, title="Creuser un puits", subjects=["Puits"])
    above = page.service.propose_terms("eau et assainissement")[0]
    view.open_term(above.id)
    settled(page)
    assert view.pane.documents.isEnabled()
    view.pane.documents.click()
    settled(page)
    assert page.sides.currentIndex() == 0
    assert [row.title for row in page.service.search("", page.query.filters).rows] == [
        "Creuser un puits",
        "Zoé et l'eau potable",
        "Eaux partagées",
    ]


def test_what_a_newer_file_leaves_without_term_is_mended_from_there(
    page: CataloguePage, view: ThesaurusView, tmp_path: Path
) -> None:
    water = page.service.propose_terms("eau potable")[0]
    said = starter_thesaurus()
    gone = next(uri for uri, one in said.terms.items() if one.term == water.term)
    for one in said.terms.values():
        one.broader.discard(gone)
    del said.terms[gone]
    page.service.add_document(WHO, title="Boire", subjects=[water.id])
    view._take("themes.ttl", lambda: said)
    settled(page)
    assert view.reindex.isVisibleTo(view)
    assert view.reindex.text() == "Choisir ce qui remplace ce terme"
    view.reindex.click()
    settled(page)
    assert page.sides.currentWidget() is page.keeping.checks
    assert page.keeping.checks.checks.current == "deprecated_term"


def test_files_go_out_and_come_in(
    page: CataloguePage, view: ThesaurusView, messages: RecordingMessages, tmp_path: Path
) -> None:
    out = tmp_path / "themes.ttl"
    messages.places.append(out)
    view.export_file()
    settled(page)
    assert len(skos.open_thesaurus(out).terms) == len(starter_thesaurus().terms)
    assert page.take_files([out])
    settled(page)
    assert "0 terme créé" in view.message.text
    view.take_file(tmp_path / "absent.ttl")
    settled(page)
    assert "absent.ttl" in view.message.text


def test_the_starter_is_sound() -> None:
    for said in (starter_thesaurus(), starter_places()):
        assert not said.doubts
        assert all(above in said.terms for term in said.terms.values() for above in term.broader)
        assert all(other in said.terms for term in said.terms.values() for other in term.related)
        assert all(
            {"fr", "en"} <= {label.language for label in term.labels if label.kind == "pref"}
            for term in said.terms.values()
        )
