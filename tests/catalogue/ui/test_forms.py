"""Each kind's own form, used with keys and clicks: what it shows, what it saves, what it keeps."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cresi_app.catalogue.interchange.online import Server
from cresi_app.catalogue.model import measures
from cresi_app.catalogue.model.importing import Incoming
from cresi_app.catalogue.model.notice import Notice, NoticeContribution, NoticePublisher
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.catalogue.ui.detailparts import TitleLink
from cresi_app.catalogue.ui.fieldgroup import FieldGroup
from cresi_app.core.errors import DomainError
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.fields import Proposal, TokenField, TypedField
from cresi_app.widgets.fields.text import TextField
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.typingkept import typed_in
from tests.catalogue.conftest import WHO
from tests.catalogue.ui.test_page import put, show
from tests.widgets.accessibility import unnamed_controls
from tests.widgets.recording import RecordingMessages


def edit(page: CataloguePage, document_id: int, part: str = "notice") -> None:
    page.open_record("document", document_id)
    page.desk.wait_idle()
    page.edit(part)
    page.desk.wait_idle()


def click(page: CataloguePage, button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    page.desk.wait_idle()


def shown(page: CataloguePage) -> set[str]:
    return {field.name for field in page.edit_pane.fields.form.fields() if not field.isHidden()}


def test_each_kind_shows_its_own_fields_and_keeps_the_others(page: CataloguePage) -> None:
    document_id = show(page, "partagées")
    edit(page, document_id)
    assert {"isbn", "series", "subtitle"} <= shown(page)
    assert not {"issn", "host", "material", "seen_on", "issues_a_year", "crates"} & shown(page)
    put(page, "kind", "article")
    assert {"host", "host_pages", "doi"} <= shown(page)
    assert "isbn" in shown(page)  # it says something: kept, and told
    assert "isbn" in page.edit_pane.out_of_place.text.lower()
    assert page.edit_pane.out_of_place.isVisible()
    put(page, "kind", "tool")
    assert {"audiences", "minutes_least", "level", "material", "releases"} <= shown(page)
    put(page, "minutes_least", 45)
    put(page, "material", "Une salle vide")
    put(page, "kind", "video")
    assert page.service.document(document_id).use.material == "Une salle vide"
    assert "matériel" in page.edit_pane.out_of_place.text
    put(page, "kind", "book")
    assert page.service.document(document_id).number_of("isbn") == "978-2-07-062456-0"


def test_pieces_are_written_in_rows_and_counted_at_the_return(page: CataloguePage, filled: CatalogueService) -> None:
    kit = filled.add_document(WHO, title="Mallette", kind="kit", pieces=[{"name": "Livret"}]).id
    copy_id = filled.add_copy(WHO, kit, barcode="M1").id
    edit(page, kit, "holds")
    pane, pieces = page.edit_pane, page.edit_pane.fields.pieces
    click(page, pieces.add_button)
    row = pieces.lines[-1]
    name = row.fields["name"]
    assert isinstance(name, TextField)
    QTest.keyClicks(name.input, "Cartes")
    QTest.keyClick(name.input, Qt.Key.Key_Return)
    page.desk.wait_idle()
    row.fields["quantity"].show_value(24)
    row.fields["quantity"].commit()
    page.desk.wait_idle()
    held = filled.pieces(kit)
    assert [(one.name, one.quantity) for one in held] == [("Livret", 1), ("Cartes", 24)]
    assert pieces.lines[-1].record_id == held[1].id
    card = pane.holds.checklists.cards[0]
    click(page, card.count_button)
    card.found[held[1].id].show_value(22)
    card.save()
    page.desk.wait_idle()
    assert [(one.piece.name, one.missing) for one in filled.missing_pieces(copy_id)] == [("Cartes", 2)]
    assert "2" in card._pill.accessibleName()
    assert unnamed_controls(pane) == []
    click(page, pieces.lines[0].cross)
    assert [one.name for one in filled.pieces(kit)] == ["Cartes"]
    filled.library.undo(WHO)


def test_a_written_list_of_contents_becomes_pieces(page: CataloguePage, filled: CatalogueService) -> None:
    kit = filled.add_document(WHO, title="Mallette", kind="kit", contents="Livret\nCartes (24)\n- 3 dés ;").id
    edit(page, kit, "holds")
    click(page, page.edit_pane.holds.from_contents)
    assert [(one.name, one.quantity) for one in filled.pieces(kit)] == [("Livret", 1), ("Cartes", 24), ("Dés", 3)]
    assert page.edit_pane.holds.from_contents.isHidden()


def test_issues_are_ticked_and_the_collection_says_what_lacks(page: CataloguePage, filled: CatalogueService) -> None:
    journal = filled.add_document(WHO, title="Grain de sel", kind="periodical", issues_a_year=4).id
    filled.add_issue(WHO, journal, number="1", due_on=date(2026, 1, 15))
    edit(page, journal, "holds")
    view = page.edit_pane.holds.issues
    click(page, view.expect_button)
    states = {one.number: one.state for one in filled.issues(journal)}
    assert states["1"] == "received"
    assert set(states.values()) == {"received", "awaited"}
    second = next(one for one in filled.issues(journal) if one.number == "2")
    view.table.select(second.id)
    page.desk.wait_idle()
    view.tick("missing")
    page.desk.wait_idle()
    assert view.gaps.isVisible()
    assert "2" in view.gaps.text()
    view.table.clearSelection()
    view.tick("received")
    assert view.message.isVisible()
    assert unnamed_controls(page.edit_pane) == []


def test_links_in_words_are_tied_from_the_notice_they_name(page: CataloguePage, filled: CatalogueService) -> None:
    one = filled.add_document(
        WHO, title="La suite", links=[{"relation": "continues", "title": "Les Cahiers du puits"}]
    ).id
    there = filled.add_document(WHO, title="Les cahiers du puits").id
    page.open_record("document", there)
    page.desk.wait_idle()
    assert page.detail.links is not None
    [tie] = [button for button in page.detail.links.findChildren(Button) if button.text() == "Relier"]
    assert tie.accessibleName().endswith("notice le cite sans y être reliée.")
    click(page, tie)
    page.desk.wait_idle()
    assert filled.document(one).links[0].target_id == there
    [back] = page.detail.links.findChildren(TitleLink)
    assert back.accessibleName().startswith("Suivi de")
    for _ in range(3):
        filled.library.undo(WHO)


def test_a_link_is_made_in_the_form_and_followed_from_either_end(page: CataloguePage, filled: CatalogueService) -> None:
    book = filled.search("partagées").rows[0].id
    edit(page, book)
    links = page.edit_pane.fields.links
    click(page, links.add_button)
    row = links.lines[-1]
    row.fields["relation"].show_value("accompanied_by")
    target = row.fields["target"]
    other = filled.search("buissonnière").rows[0].id
    target.choose(Proposal(other, "L'École buissonnière"))  # type: ignore[attr-defined]  # a picker
    page.desk.wait_idle()
    link = filled.document(book).links[0]
    assert (link.relation, link.target_id) == ("accompanied_by", other)
    page.edit_pane.finish()
    page.open_record("document", other)
    page.desk.wait_idle()
    assert page.detail.links is not None
    [back] = page.detail.links.findChildren(TitleLink)
    assert back.accessibleName().startswith("Accompagne :")
    click(page, back)
    assert page.detail.sheet is not None
    assert page.detail.sheet.document.id == book


def test_an_article_says_where_it_stands(page: CataloguePage, filled: CatalogueService) -> None:
    article = filled.add_document(WHO, title="Le point d'eau", kind="article").id
    edit(page, article)
    put(page, "host", Proposal("Grain de sel", "Grain de sel"))
    put(page, "host_pages", "14-19")
    links = filled.document(article).links
    assert [(one.relation, one.title, one.pages) for one in links] == [("issue", "Grain de sel", "14-19")]
    assert page.edit_pane.fields.links.lines == []


def test_a_field_of_the_centre_is_typed_checked_and_shown(page: CataloguePage, filled: CatalogueService) -> None:
    field = filled.add_custom_field(WHO, name="Numéro de valise", type="number").id
    book = show(page, "partagées")
    edit(page, book)
    own = page.edit_pane.fields.own.form.field(f"custom:{field}")
    assert isinstance(own, TypedField)
    own.input.setText("sept")
    assert not own.commit()
    assert "nombre" in own.error
    own.input.setText("2,5")
    own.commit()
    page.desk.wait_idle()
    assert [one.shown for one in filled.document(book).values] == ["2,5"]


def test_what_does_not_read_is_kept_and_found_again(page: CataloguePage, filled: CatalogueService) -> None:
    book = show(page, "partagées")
    edit(page, book)
    year = page.edit_pane.fields.form.field("year")
    assert isinstance(year.editor, type(page.edit_pane.fields.form.field("title").editor))
    year.editor.setFocus()
    year.editor.setText("20x5")  # type: ignore[attr-defined]  # a line input
    subjects = page.edit_pane.fields.form.field("subjects")
    assert isinstance(subjects, TokenField)
    subjects.input.setText("puits d'ici")  # neither chosen nor proposed
    page.edit_pane.finish()
    page.desk.wait_idle()
    kept = {one.field: one.typed for one in filled.document(book).pending}
    assert kept == {"year": "20x5", "subjects": "puits d'ici"}
    assert filled.document(book).document.year == 2025
    assert filled.search("brouillon:oui").total == 0  # not a field: « avec:brouillon » is how it is asked
    assert [row.id for row in filled.search("avec:brouillon").rows] == [book]
    edit(page, book)
    assert typed_in(page.edit_pane.fields.form.field("year")) == "20x5"
    assert page.edit_pane.fields.form.field("year").error
    assert subjects.input.text() == "puits d'ici"
    subjects.input.clear()
    put(page, "year", 2024)
    page.edit_pane.finish()
    page.desk.wait_idle()
    assert filled.document(book).pending == ()


def test_words_typed_before_a_crash_come_back(page: CataloguePage) -> None:
    book = show(page, "partagées")
    edit(page, book)
    page.edit_pane.drafts._document_id = book
    page.desk.remember("catalogue.typing", document=book, fields={"subtitle": "à moitié tap"})
    page.edit_pane.sheet = None
    page.edit()
    page.desk.wait_idle()
    field = page.edit_pane.fields.form.field("subtitle")
    assert typed_in(field) == "à moitié tap"
    page.edit_pane.finish()
    page.desk.wait_idle()
    assert page.service.document(book).document.subtitle == "à moitié tap"
    assert not page.desk.recall("catalogue.typing").get("document")


def test_a_number_known_elsewhere_is_a_click_away(page: CataloguePage, opened: list[tuple[str, int]]) -> None:
    book = page.service.search("partagées").rows[0].id
    edit(page, show(page, "École"))
    field = page.edit_pane.fields.form.field("isbn")
    assert isinstance(field, TextField)
    field.input.setFocus()
    QTest.keyClicks(field.input, "9782070624560")
    page.desk.wait_idle()
    link = page.edit_pane.checks.links["isbn"]
    assert link.isVisible()
    click(page, link)
    assert opened[-1] == ("document", book)
    field.input.clear()
    QTest.keyClicks(field.input, "4006381333931")
    page.desk.wait_idle()
    assert "EAN" in field._note.text()
    field.input.clear()
    page.edit_pane.drafts.stop()


def test_an_isbn_completes_only_what_is_blank(page: CataloguePage, messages: RecordingMessages) -> None:
    book = show(page, "partagées")
    edit(page, book)
    checks = page.edit_pane.checks

    def ask(server: Server, text: str) -> list[Incoming]:
        if "Sudoc" not in server.name:
            raise DomainError("unreachable", "Le serveur ne répond pas.")
        notice = Notice(
            title="Autre titre", year=1999, extent="210 p.", publishers=[NoticePublisher("Karthala", "Paris")]
        )
        notice.contributions = [NoticeContribution("Autre", "Auteur")]
        return [Incoming(1, 0, notice, b"")]

    checks.ask = ask
    click(page, checks.complete_button)
    sheet = page.service.document(book)
    assert (sheet.publisher, sheet.document.place, sheet.document.extent) == ("Karthala", "Paris", "210 p.")
    assert (sheet.document.title, sheet.document.year) == ("Eaux partagées", 2025)
    assert [one.family for one in sheet.contributions] == ["Diallo"]
    assert "éditeur" in messages.toasts[-1].text.lower()
    checks.ask = lambda _server, _text: []
    click(page, checks.complete_button)
    assert "ISBN" in page.edit_pane.fields.form.field("isbn")._note.text()


def test_a_rejected_form_gives_its_term_and_an_unknown_word_is_proposed(
    page: CataloguePage, filled: CatalogueService
) -> None:
    thesaurus = filled.add_thesaurus(WHO, "Thésaurus du centre").id
    right = filled.add_term(WHO, thesaurus, "Collectivités locales").id
    filled.add_label(WHO, right, "fr", "alt", "Gouvernement local")
    book = show(page, "buissonnière")
    edit(page, book)
    subjects = page.edit_pane.fields.subjects
    [found] = [one for one in subjects._find("gouvern") if one.value == right]
    assert (found.title, found.detail.replace("\u00a0", " ")) == (
        "Gouvernement local",
        "employez : Collectivités locales",
    )
    subjects.take(found)
    page.desk.wait_idle()
    assert "Collectivités locales" in {one.term for one in filled.document(book).subjects}
    assert subjects.has_thesaurus
    subjects._make("Gouvernance partagée", subjects.take)
    page.desk.wait_idle()
    [proposed] = [one for one in filled.top_terms(thesaurus) if one.term == "Gouvernance partagée"]
    assert proposed.status == "candidate"
    page.edit_pane.finish()
    page.show_thesaurus()
    page.desk.wait_idle()
    assert page.thesaurus_view.proposed.isVisible()
    assert len(filled.document(book).subjects) == 2  # nothing is indexed by what is only proposed
    with pytest.raises(DomainError):
        filled.propose_term(WHO, "gouvernement local")


def test_a_notice_begins_from_a_template_that_another_one_gave(page: CataloguePage, filled: CatalogueService) -> None:
    book = show(page, "partagées")
    page.detail.asked.emit("template")
    page.desk.wait_idle()
    view = page.describing.templates
    act = view._place.itemAt(0).widget()  # type: ignore[union-attr]  # the short form
    act.form.field("name").set_value("Livre sur l'eau")  # type: ignore[union-attr]  # same
    act.submit()  # type: ignore[union-attr]  # same
    page.desk.wait_idle()
    [template] = filled.templates()
    assert (template.name, template.kind, template.fields["subjects"]) == ("Livre sur l'eau", "book", ["Eau", "Sahel"])
    assert "title" not in template.fields
    assert unnamed_controls(page.describing) == []
    told = {"weight_g": 34_500, "age_least": 10, "languages": [["fre", "text"]], "extent": "12 panneaux"}
    assert [name for name, _ in view._told(told)] == [
        "Description matérielle",
        "Langues",
        "Âge",
        "Poids",
    ]  # as in the form
    assert view._told(told)[2:] == [("Âge", "à partir de 10"), ("Poids", measures.said_weight(34_500))]
    click(page, view.start_button)
    assert page.edit_pane.start.template == template
    page.edit_pane.fields.form.field("title").show_value("Autre livre")
    page.edit_pane.finish()
    page.desk.wait_idle()
    made = filled.search("autre livre").rows[0].id
    assert made != book
    assert [one.term for one in filled.document(made).subjects] == ["Eau", "Sahel"]


def test_a_field_of_the_centre_is_defined_on_its_page(page: CataloguePage, filled: CatalogueService) -> None:
    page.show_describing()
    page.desk.wait_idle()
    view = page.describing.fields
    click(page, view.add_button)
    act = view._place.itemAt(0).widget()  # type: ignore[union-attr]  # the short form
    for name, value in (("name", "Financeur"), ("type", "choice"), ("choices", "Région\nVille")):
        act.form.field(name).show_value(value)  # type: ignore[union-attr]  # same
    act.submit()  # type: ignore[union-attr]  # same
    page.desk.wait_idle()
    [field] = filled.custom_fields()
    assert (field.short_name, [one.word for one in field.offered]) == ("financeur", ["Région", "Ville"])
    assert view.form.form.field("choices").isVisible()
    assert unnamed_controls(page.describing) == []
    click(page, view.remove_button)
    assert filled.custom_fields() == []
    assert view._away.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    page.desk.wait_idle()
    assert page.sides.currentWidget() is page.browse


def test_the_list_row_follows_the_typing(page: CataloguePage) -> None:
    book = show(page, "partagées")
    edit(page, book)
    title = page.edit_pane.fields.form.field("title")
    assert isinstance(title, TextField)
    title.input.setFocus()
    title.input.setCursorPosition(len(title.input.text()))
    QTest.keyClicks(title.input, " et")
    assert page.list.retyped.titles == {book: "Eaux partagées et"}
    page.edit_pane.finish()
    page.desk.wait_idle()
    assert page.list.retyped.titles == {}


def test_a_group_laid_out_again_heeds_the_new_heights_of_its_fields(page: CataloguePage, qtbot: QtBot) -> None:
    field = TokenField(page.desk, "Sujets", lambda _text: [], name="subjects")
    group = FieldGroup("Sujets", [[(field, 12)]])
    window = QWidget()
    Column(group, None, parent=window)
    qtbot.addWidget(window)
    group.arrange(())
    group.arrange(())
    window.resize(400, 600)
    with qtbot.waitExposed(window):
        window.show()
    field.set_value([Proposal(number, f"Eau et assainissement {number}") for number in range(9)])
    qtbot.waitUntil(lambda: field.box.height() == field.box.sizeHint().height())
    assert field.box.rect().contains(field.input.geometry())
