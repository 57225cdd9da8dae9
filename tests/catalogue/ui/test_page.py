"""The catalogue's page: searching, filtering, reading, editing in place, with real keys where keys matter."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.catalogue.model import Facets, Filters, Sort
from cresi_app.catalogue.queries.facets.answers import LatestAnswers
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.catalogue.ui.chips import chip_words
from cresi_app.catalogue.ui.query import Query, of_json
from cresi_app.core.i18n import set_language
from cresi_app.store.library import Library
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.typingkept import typed_in
from tests.catalogue.conftest import WHO
from tests.printing.inspection import texts
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


def titles(page: CataloguePage) -> list[str]:
    rows = [page.list.model.row_data(at) for at in range(page.list.model.rowCount())]
    page.desk.wait_idle()
    rows = [page.list.model.row_data(at) for at in range(page.list.model.rowCount())]
    return [row.title for row in rows if row is not None]


def show(page: CataloguePage, title: str) -> int:
    document_id = page.service.search(title).ids[0]
    page.open_record("document", document_id)
    page.desk.wait_idle()
    return document_id


def put(page: CataloguePage, name: str, value: Any) -> None:
    field = page.edit_pane.fields.form.field(name)
    field.show_value(value)
    field.commit()
    page.desk.wait_idle()


def test_the_catalogue_opens_on_its_first_notice(page: CataloguePage) -> None:
    first = page.list.model.id_at(0)
    assert page.list.current() == first
    assert page.detail.isVisible()
    assert page.detail.sheet is not None
    assert (page.detail.sheet.document.id, page.detail.sheet.views) == (first, 0)  # nobody opened it


def test_the_page_is_accessible(page: CataloguePage) -> None:
    show(page, "partagées")
    assert_accessible(page)


def test_the_form_is_accessible(page: CataloguePage) -> None:
    show(page, "partagées")
    page.edit()
    page.desk.wait_idle()
    assert_accessible(page)


def test_words_typed_narrow_list_and_facets(page: CataloguePage, qtbot: QtBot) -> None:
    page.search("eau potable")
    page.desk.wait_idle()
    assert titles(page) == ["Zoé et l'eau potable", "Eaux partagées"]
    assert "2 résultats pour" in page.list._answers.text()
    assert page.facets.groups["kinds"].word("guide") == ""
    page.search("potables eaux")  # nothing has these words, and it is said
    page.desk.wait_idle()
    assert set(titles(page)) == {"Zoé et l'eau potable", "Eaux partagées"}
    assert (
        page.list._answers.text()
        == "Rien pour «\u00a0potables eaux\u00a0»\u202f; 2 notices proches, par «\u00a0potabl* eau*\u00a0»"
    )
    page.search('eau* AND ("')  # half a question answers with the half that says something
    page.desk.wait_idle()
    assert set(titles(page)) == {"Zoé et l'eau potable", "Eaux partagées"}
    page.search('licorne AND ("')
    page.desk.wait_idle()
    assert page.list.model.rowCount() == 0
    assert page.list.views.currentWidget() is page.list.unknown
    assert page.list._foot.isHidden()  # no line, no keys of the list
    assert page.list.unread.sentence == ""
    page.search("eau année:abc")  # what does not read is said above the list, and not answered in silence
    qtbot.waitUntil(lambda: "n’est pas une année" in page.list.unread.sentence)
    assert not page.list.unread.isHidden()
    page.search("eau")
    page.desk.wait_idle()
    assert page.list.unread.isHidden()


def test_partial_counts_say_so(page: CataloguePage) -> None:
    assert page.facets.partial.isHidden()
    page.facets.show_facets(Facets(capped=5_000))
    assert page.facets.partial.text() == "Comptés sur les 5\u202f000 dernières réponses"
    assert not page.facets.partial.isHidden()
    page.browse.counting._learnt()  # what was counted in part is told again once all can be
    page.desk.wait_idle()
    assert page.facets.partial.isHidden()
    assert page.facets.groups["kinds"].isVisibleTo(page.facets)


def test_counts_are_learnt_beside_the_first_list(page: CataloguePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LatestAnswers, "counts", lambda *_asked: pytest.fail("the columns are there"))
    page.search("eau")
    page.desk.wait_idle()
    assert sum(page.facets.years._counts) == 2


def test_a_facet_narrows_and_its_chip_takes_it_away(page: CataloguePage) -> None:
    page.facets.groups["kinds"].changed.emit({"guide"})
    page.desk.wait_idle()
    assert titles(page) == ["L'École buissonnière"]
    assert page.query.filters.count == 1
    item = page.list._chip_flow.itemAt(0)
    chip = item.widget() if item else None
    assert chip is not None
    assert "Guide" in chip.accessibleName()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    page.desk.wait_idle()
    assert page.query.filters.count == 0
    assert len(titles(page)) == 3


def test_years_narrow(page: CataloguePage) -> None:
    page.facets.years.changed.emit((2019, 2020))
    page.desk.wait_idle()
    assert sorted(titles(page)) == ["L'École buissonnière", "Zoé et l'eau potable"]
    page.ask(Query(filters=Filters(year_from=2020)))
    page.desk.wait_idle()
    assert page.facets.years.range() == (2020, 2025)
    assert chip_words(page.query.filters, page.browse._name_of)[0][0] == "Depuis 2020"


def test_french_order(page: CataloguePage) -> None:
    page.list.query_changed.emit(Query(sort=Sort.TITLE))
    page.desk.wait_idle()
    assert titles(page) == ["Eaux partagées", "L'École buissonnière", "Zoé et l'eau potable"]


def test_standing_on_a_row_shows_it(page: CataloguePage) -> None:
    QTest.keyClick(page.list.list, Qt.Key.Key_Down)
    page.desk.wait_idle()
    first = page.detail.sheet
    assert first is not None
    QTest.keyClick(page.list.list, Qt.Key.Key_Down)
    page.desk.wait_idle()
    assert page.detail.sheet is not None
    assert page.detail.sheet.document.id != first.document.id
    assert page.right.isVisible()


def test_each_field_is_saved_as_it_is_left(page: CataloguePage, library: Library) -> None:
    document_id = show(page, "partagées")
    page.edit()
    put(page, "subtitle", "gouverner la ressource")
    put(page, "edition", "2e éd.")
    put(page, "publisher", Proposal("Éditions du Fleuve", "Éditions du Fleuve"))
    sheet = page.service.document(document_id)
    assert (sheet.document.subtitle, sheet.document.edition, sheet.publisher) == (
        "gouverner la ressource", "2e éd.", "Éditions du Fleuve",
    )  # fmt: skip
    assert "Enregistré à" in page.edit_pane._saved.text()
    library.undo(WHO)
    assert page.service.document(document_id).document.edition == "2e éd."
    assert page.service.document(document_id).publisher == ""


def test_a_publisher_typed_and_left_is_kept(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    page.edit()
    page.desk.wait_idle()
    editor = page.edit_pane.fields.form.field("publisher").editor
    editor.setFocus()
    QTest.keyClicks(editor, "Gret")
    page.edit_pane.flush()
    page.desk.wait_idle()
    assert page.service.document(document_id).publisher == "Gret"
    assert [one.name for one in page.service.publishers_like("gret")] == ["Gret"]


def test_tokens_are_saved_with_their_roles(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    page.edit()
    held = page.edit_pane.fields.form.field("contributions").value()
    put(page, "contributions", [*held, Proposal(("Bâ, Salif", "trl"), "Bâ, Salif · traducteur")])
    put(page, "subjects", [Proposal("Gouvernance", "Gouvernance")])
    put(page, "countries", [Proposal("NE", "Niger")])
    sheet = page.service.document(document_id)
    assert [(one.family, one.role) for one in sheet.contributions] == [("Diallo", "aut"), ("Bâ", "trl")]
    assert [one.term for one in sheet.subjects] == ["Gouvernance"]
    assert [one.country_code for one in sheet.countries] == ["NE"]


def test_a_refusal_stands_under_its_field_and_keeps_the_words(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    page.edit()
    put(page, "title", "  ")
    field = page.edit_pane.fields.form.field("title")
    assert "titre" in field.error
    put(page, "url", "pas une adresse")
    assert "https" in page.edit_pane.fields.form.field("url").error
    assert typed_in(page.edit_pane.fields.form.field("url")) == "pas une adresse"
    put(page, "url", "www.exemple.org")
    assert page.service.document(document_id).document.url == "https://www.exemple.org"
    assert page.service.document(document_id).document.title == "Eaux partagées"


def test_isbn_is_judged_while_typed(page: CataloguePage) -> None:
    show(page, "École")
    page.edit()
    page.desk.wait_idle()
    editor = page.edit_pane.fields.form.field("isbn").editor
    editor.setFocus()
    QTest.keyClicks(editor, "978-2-07-062456-0")
    page.desk.wait_idle()
    assert "Eaux partagées" in page.edit_pane.fields.form.field("isbn")._note.text()


def test_an_edit_made_elsewhere_to_another_field_is_no_hindrance(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    page.edit()
    page.desk.wait_idle()
    page.service.update_document(WHO, document_id, 1, subtitle="ailleurs")
    put(page, "edition", "2e éd.")
    document = page.service.document(document_id).document
    assert (document.subtitle, document.edition) == ("ailleurs", "2e éd.")
    assert not page.edit_pane.conflict.isVisible()


@pytest.mark.parametrize("keep", [True, False])
def test_the_same_field_changed_elsewhere_shows_both_values(page: CataloguePage, *, keep: bool) -> None:
    document_id = show(page, "partagées")
    page.edit()
    page.desk.wait_idle()
    page.service.update_document(WHO, document_id, 1, edition="1re éd.")
    put(page, "edition", "2e éd.")
    conflict = page.edit_pane.conflict
    assert conflict.isVisible()
    assert "1re éd." in conflict.message.text
    assert "2e éd." in conflict.message.text
    assert page.service.document(document_id).document.edition == "1re éd."
    QTest.mouseClick(conflict.mine if keep else conflict.theirs, Qt.MouseButton.LeftButton)
    page.desk.wait_idle()
    wanted = "2e éd." if keep else "1re éd."
    assert page.service.document(document_id).document.edition == wanted
    assert typed_in(page.edit_pane.fields.form.field("edition")) == wanted
    assert not conflict.isVisible()


def test_reverting_goes_back_to_the_opening(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    page.edit()
    put(page, "subtitle", "un")
    put(page, "subtitle", "deux")
    put(page, "subjects", [])
    title = page.edit_pane.fields.form.field("title").editor
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_Home)
    QTest.keyClicks(title, "Autres ")
    assert page.list.retyped.of(document_id).startswith("Autres ")
    page.edit_pane.flush()
    page.desk.wait_idle()
    page.edit_pane.revert()
    page.desk.wait_idle()
    assert page.list.retyped.of(document_id) == "", "the row shows what is saved, as the form does"
    sheet = page.service.document(document_id)
    assert sheet.document.subtitle == ""
    assert [one.term for one in sheet.subjects] == ["Eau", "Sahel"]


def test_a_new_document_asks_a_title_and_a_type_only(page: CataloguePage) -> None:
    page.new_document()
    page.desk.wait_idle()
    assert not any(part.isVisible() for part in page.edit_pane.fields.rest)
    title = page.edit_pane.fields.form.field("title")
    title.editor.insert("Œuvres d'été")  # type: ignore[attr-defined]  # a line input; QTest types ASCII only
    QTest.keyClick(title.editor, Qt.Key.Key_Return)
    page.desk.wait_idle()
    [made] = page.service.search("oeuvres").rows
    assert made.title == "Œuvres d'été"
    assert all(
        page.edit_pane.fields.form.field(name).isVisible() for name in ("subtitle", "isbn", "subjects", "call_number")
    )
    assert not any(
        page.edit_pane.fields.form.field(name).isVisible() for name in ("issn", "host", "material", "issues_a_year")
    )
    assert page.edit_pane.sheet is not None
    assert page.edit_pane.sheet.document.id == made.id
    put(page, "subtitle", "suite")
    assert page.service.document(made.id).document.subtitle == "suite"


def test_a_new_document_without_title_is_given_up(page: CataloguePage, catalogue: CatalogueService) -> None:
    page.new_document()
    page.edit_pane.finish()
    page.desk.wait_idle()
    assert catalogue.counts()["document"] == 3
    assert page.right.currentWidget() is page.detail


def test_nothing_typed_is_lost_on_closing(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    page.edit()
    page.desk.wait_idle()
    editor = page.edit_pane.fields.form.field("subtitle").editor
    editor.setFocus()
    QTest.keyClicks(editor, "sans quitter le champ")
    QTest.keyClick(page.edit_pane, Qt.Key.Key_Escape)
    page.desk.wait_idle()
    assert page.service.document(document_id).document.subtitle == "sans quitter le champ"
    assert page.right.currentWidget() is page.detail


def test_finishing_opens_the_next(page: CataloguePage) -> None:
    page.list.query_changed.emit(Query(sort=Sort.TITLE))
    page.desk.wait_idle()
    show(page, "partagées")
    page.edit()
    page.desk.wait_idle()
    QTest.keyClick(page.edit_pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.desk.wait_idle()
    assert page.edit_pane.sheet is not None
    assert page.edit_pane.sheet.document.title == "L'École buissonnière"


def test_copies_are_edited_each_in_its_card(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    page.edit("copies")
    page.desk.wait_idle()
    [card] = page.edit_pane.copies.cards.values()
    field = card.form.field("note")
    field.show_value("dos usé")
    field.commit()
    page.desk.wait_idle()
    page.edit_pane.copies.add()
    page.desk.wait_idle()
    assert len(page.edit_pane.copies.cards) == 2
    fresh = next(one for one in page.edit_pane.copies.cards.values() if not one.copy.barcode)
    barcode = fresh.form.field("barcode")
    barcode.show_value("94-1")
    barcode.commit()
    page.desk.wait_idle()
    assert "94-1" in barcode.error
    assert [copy.note for copy in page.service.document(document_id).copies] == ["", "dos usé"]


def test_withdrawing_a_copy_can_be_taken_back(page: CataloguePage, messages: RecordingMessages) -> None:
    document_id = show(page, "partagées")
    page.edit("copies")
    page.desk.wait_idle()
    [card] = page.edit_pane.copies.cards.values()
    card._withdraw()
    page.desk.wait_idle()
    assert page.service.document(document_id).live_copies == ()
    assert messages.toasts[-1].act is not None
    messages.toasts[-1].act.run()
    page.desk.wait_idle()
    assert len(page.service.document(document_id).live_copies) == 1


def test_files_are_attached_and_made_the_cover(
    page: CataloguePage, messages: RecordingMessages, tmp_path: Path
) -> None:
    picture = tmp_path / "couverture.png"
    page.grab().scaled(60, 80).save(str(picture))
    document_id = show(page, "partagées")
    page.edit()
    messages.files.append([picture])
    page.edit_pane.files.choose()
    page.desk.wait_idle()
    [file] = page.service.document(document_id).files
    page.edit_pane.files.acts.do("cover", page.service.document(document_id), file)
    page.desk.wait_idle()
    assert page.service.document(document_id).files[0].is_cover
    page.edit_pane.files.open(file)
    page.desk.wait_idle()
    assert [shown.name for shown in messages.shown] == [file.sha256]
    page.edit_pane.files.attach([tmp_path / "absent.pdf"])
    page.desk.wait_idle()
    assert len(messages.errors) == 1


def test_deleting_is_undoable_and_refused_where_something_refers(
    page: CataloguePage, messages: RecordingMessages
) -> None:
    document_id = show(page, "partagées")
    following = page.list.current_view().browsing.neighbour()
    page._acts.do("delete")
    page.desk.wait_idle()
    assert page.service.counts()["document"] == 2
    assert page.list.current() == following == page.list.selected()[0]  # one goes on from there
    assert page.browse.shown == following
    messages.toasts[-1].act.run()  # type: ignore[union-attr]  # « Annuler »
    page.desk.wait_idle()
    page.service.add_document(
        WHO, title="Article", kind="article", links=[{"relation": "set", "target_id": document_id}]
    )
    show(page, "partagées")
    page._acts.do("delete")
    page.desk.wait_idle()
    assert messages.inlines[-1].act is not None
    messages.inlines[-1].act.run()
    page.desk.wait_idle()
    assert page.service.document(document_id).document.archived_on is not None


def test_duplicating_keeps_what_is_said_and_not_what_is_owned(page: CataloguePage) -> None:
    show(page, "partagées")
    page._acts.do("duplicate")
    page.desk.wait_idle()
    twins = [page.service.document(one) for one in page.service.search("partagées").ids]
    assert len(twins) == 2
    assert twins[0].document.number != twins[1].document.number
    assert sorted(len(twin.copies) for twin in twins) == [0, 1]
    assert [[one.term for one in twin.subjects] for twin in twins] == [["Eau", "Sahel"]] * 2


def test_a_subject_shows_all_on_it(page: CataloguePage) -> None:
    show(page, "partagées")
    page.detail.subject_asked.emit("subjects", str(page.service.subjects_like("eau")[0].id))
    page.desk.wait_idle()
    assert sorted(titles(page)) == ["Eaux partagées", "Zoé et l'eau potable"]


@pytest.mark.parametrize("kind", ["csv", "json", "unimarc"])
def test_the_list_is_exported(page: CataloguePage, messages: RecordingMessages, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"export.{kind}"
    messages.places.append(out)
    action = next(one for one in page.actions() if one.id == f"catalogue.export_{kind}")
    action.run()
    page.desk.wait_idle()
    assert out.stat().st_size > 0
    assert "3 notices" in messages.toasts[-1].text


def test_notice_and_list_are_seen_before_they_are_printed(
    page: CataloguePage, qtbot: QtBot, messages: RecordingMessages, tmp_path: Path
) -> None:
    show(page, "partagées")
    for number, paper in enumerate((lambda: page._acts.do("print"), page.stock.print_list)):
        paper()
        cover = page.stock.papers.cover
        assert cover is not None
        qtbot.waitUntil(lambda cover=cover: cover.preview.total > 0, timeout=20_000)  # type: ignore[misc]  # mypy loses the default
        assert [action.id for action in page.actions()] == [action.id for action in cover.preview.actions_now()]
        out = tmp_path / f"{number}.pdf"
        messages.places.append(out)
        cover.preview.save()
        page.desk.wait_idle()
        assert out.read_bytes().startswith(b"%PDF")
    title = page.stock.papers.cover
    assert title is not None
    text = " ".join(texts(tmp_path / "1.pdf"))
    assert "Zoé" in text
    page.open_record("document", page.service.search("partagées").ids[0])  # a record takes the paper's place
    page.desk.wait_idle()
    assert page.stock.papers.cover is None


def test_views_are_counted_when_opened(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    assert page.service.document(document_id).views == 1


def test_state_comes_back(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    page.search("eau")
    page.facets.groups["kinds"].changed.emit({"book"})
    page.desk.wait_idle()
    state = page.state()
    page.ask(Query())
    page.desk.wait_idle()
    page.restore(state)
    page.desk.wait_idle()
    assert page.query.text == "eau"
    assert page.query.filters == Filters(kinds=frozenset({"book"}))
    assert page.detail.sheet is not None
    assert page.detail.sheet.document.id == document_id


def test_queries_survive_json() -> None:
    query = Query(
        "eau",
        Filters(kinds=frozenset({"book"}), subjects=frozenset({912_231_116_546_084_222}), year_from=2000, year_to=2010),
        Sort.YEAR,
    )
    assert of_json(query.to_json()) == query
    assert of_json({"sort": "x", "subjects": ["a"], "availability": ["no"], "kinds": None}) == Query()


def test_english_rebuilds_in_place(page: CataloguePage) -> None:
    show(page, "partagées")
    try:
        page.retranslate()
        page.desk.wait_idle()
        assert page.detail.sheet is not None
    finally:
        set_language("fr")


@pytest.mark.parametrize("size", [(620, 560), (900, 640), (1048, 698), (1440, 838)])
def test_panes_give_way_and_nothing_is_squeezed(page: CataloguePage, qtbot: QtBot, size: tuple[int, int]) -> None:
    show(page, "partagées")
    page.resize(*size)
    QApplication.processEvents()
    assert page.right.isVisible()
    assert page.right.width() >= 300
    assert page.list.isVisible() == (size[0] >= 860)
    if page.list.isVisible():
        assert page.list.width() >= 300
    page.search("eau")
    assert page.list.isVisible()  # what is searched for is seen, even where a document had the list's place


def test_table_and_list_share_where_one_stands(page: CataloguePage) -> None:
    document_id = show(page, "École")
    page.list.set_view("table")
    page.desk.wait_idle()
    assert page.list.current() == document_id
    page.list.table.selectAll()
    chosen = page.list.selected()
    assert len(chosen) > 1
    for view in ("cards", "list"):  # what is chosen for an act on many stays chosen
        page.list.set_view(view)
        assert page.list.selected() == chosen
    assert page.list.current() == document_id


def test_an_empty_catalogue_offers_a_beginning(qtbot: QtBot, desk: Desk, catalogue: CatalogueService) -> None:
    page = CataloguePage(desk, catalogue)
    qtbot.addWidget(page)
    page.resize(1208, 838)
    page.show()
    page.ensure_built()
    desk.wait_idle()
    assert page.list.views.currentWidget() is page.list.first_run
    assert_accessible(page)
