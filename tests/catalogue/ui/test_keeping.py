"""Authorities, « À vérifier » and notices side by side, used in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cresi_app.catalogue.model.authorities import AuthorityKind
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.catalogue.ui.authoritiesview import AuthoritiesView
from cresi_app.catalogue.ui.checksview import ChecksView
from cresi_app.core.typography import NBSP
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.pills import Chip
from tests.catalogue.test_authorities import PEOPLE, made
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages
from tests.windows import activated


def settled(page: CataloguePage) -> CataloguePage:
    for _ in range(6):
        page.desk.wait_idle()
    activated(page)
    return page


@pytest.fixture
def names(page: CataloguePage) -> AuthoritiesView:
    made(page.service, "Un", contributions=["Traoré, Aminata"])
    made(page.service, "Deux", contributions=["TRAORE, Aminata D."])
    page.keeping.show_authorities()
    settled(page)
    return page.keeping.authorities


def by_name(service: CatalogueService, name: str) -> int:
    ids = service.authority_ids(PEOPLE)
    return next(one for one, row in service.authority_rows(PEOPLE, ids).items() if row.name == name)


def test_the_notices_of_an_authority_are_opened_from_anywhere(page: CataloguePage) -> None:
    document = made(page.service, "Trois", contributions=["Sanou, Awa"], publisher="Gret", subjects=["Mil"])
    sheet = page.service.document(document)
    who, term = by_name(page.service, "Sanou, Awa"), sheet.subjects[0].subject_id
    assert sheet.document.publisher_id is not None
    for kind, record, chip in (
        ("documents_of_contributor", who, "Sanou, Awa"),
        ("documents_of_publisher", sheet.document.publisher_id, "Gret"),
        ("documents_of_subject", term, "Mil"),
    ):
        page.open_record(kind, record)
        settled(page)
        assert page.list.model.ids() == [document]
        assert chip in " ".join(one.text() for one in page.list.findChildren(Chip))
    page.open_record("subject", term)
    assert page.sides.currentWidget() is page.thesaurus_view


def test_an_authority_is_described_in_place_and_renamed_everywhere(page: CataloguePage, names: AuthoritiesView) -> None:
    who = by_name(page.service, "Traoré, Aminata")
    names.list.select(who)
    names.open_authority(PEOPLE, who)
    settled(page)
    assert names.pane.title.text() == "Traoré, Aminata"
    form = names.pane.forms[PEOPLE].form
    form.field("name").set_value("Traoré, Aminata Dramane")
    form.committed.emit("name", "Traoré, Aminata Dramane")
    settled(page)
    names.pane.variant.set_value("Traoré, A.")
    names.pane.variant.show_value("Traoré, A.")
    names.pane.add_variant.click()
    settled(page)
    names.pane.number.show_value("0000 0001 2103 2683")
    names.pane.number.committed.emit("x")
    settled(page)
    sheet = page.service.authority(PEOPLE, who)
    assert sheet.name == "Traoré, Aminata Dramane"
    assert {one.form for one in sheet.variants} == {"Traoré, Aminata", "Traoré, A."}
    assert [one.value for one in sheet.shown_numbers] == ["0000000121032683"]
    assert_accessible(names)


def test_several_lines_merge_and_undo_from_the_message(
    page: CataloguePage, names: AuthoritiesView, messages: RecordingMessages, qtbot: QtBot
) -> None:
    names.search.input.setText("traore")
    qtbot.waitUntil(lambda: settled(page) is page and names.model.rowCount() == 2)
    names.list.selectAll()
    names.list.setCurrentIndex(
        names.model.index(0, 0),
    )
    names.list.select(names.model.id_at(0))
    names.list.selectAll()
    kept = names.list.current()
    assert names.merge.isEnabled()
    names.merge.click()
    settled(page)
    assert kept is not None
    assert page.service.authority(PEOPLE, kept).uses == 2
    act = messages.toasts[-1].act
    assert act is not None
    act.run()
    settled(page)
    assert page.service.authority(PEOPLE, kept).uses == 1


def test_a_name_leads_to_its_authority_which_absorbs_another(page: CataloguePage, names: AuthoritiesView) -> None:
    who = by_name(page.service, "Diallo, Kadiatou")
    page.open_record("contributor", who)
    settled(page)
    assert page.sides.currentWidget() is names
    assert names.pane.sheet is not None
    assert names.pane.sheet.id == who
    kept, other = by_name(page.service, "Traoré, Aminata"), by_name(page.service, "TRAORE, Aminata D.")
    names.open_authority(PEOPLE, kept)
    settled(page)
    names.pane.other.committed.emit(Proposal(other, "TRAORE, Aminata D."))
    settled(page)
    assert page.service.authority(PEOPLE, kept).uses == 2
    names.pane.documents.click()
    settled(page)
    assert page.sides.currentIndex() == 0
    assert page.query.filters.contributor_id == kept


def test_a_name_that_another_has_offers_to_merge_and_nothing_typed_is_lost(
    page: CataloguePage, names: AuthoritiesView
) -> None:
    kept, other = by_name(page.service, "Traoré, Aminata"), by_name(page.service, "TRAORE, Aminata D.")
    names.open_authority(PEOPLE, kept)
    settled(page)
    names.pane.variant.editor.setText("Traoré, A")  # type: ignore[attr-defined]  # a line input
    form = names.pane.forms[PEOPLE].form
    form.committed.emit("name", "TRAORE, Aminata D.")
    settled(page)
    assert names.pane.variant.editor.text() == "Traoré, A"  # type: ignore[attr-defined]  # same
    assert names.pane.message.isVisibleTo(names)
    assert "Une autre autorité porte ce nom" in names.pane.message.text
    names.pane.message._do()
    settled(page)
    assert page.service.authority(PEOPLE, kept).uses == 2
    assert other not in page.service.authority_ids(PEOPLE)


@pytest.fixture
def todo(page: CataloguePage) -> ChecksView:
    service = page.service
    made(
        service,
        "La santé des femmes dans les villages du Sahel",
        contributions=["Sow, Ibrahima"],
        year=2004,
        url="https://x.org",
    )
    made(
        service,
        "La santé des femmes dans les villages du Sahel",
        contributions=["Sow, I."],
        year=2004,
        abstract="Un guide.",
    )
    page.keeping.show_checks()
    settled(page)
    return page.keeping.checks


def test_the_list_counts_one_click_mends_and_what_is_left_can_be_seen_again(
    page: CataloguePage, todo: ChecksView, messages: RecordingMessages
) -> None:
    assert "points à voir" in todo.subtitle.text()
    assert todo.checks.item(0).text() == "À voir"
    assert todo.checks.item(1).data(Qt.ItemDataRole.UserRole + 1) > 0  # what found something stands first
    todo.checks.select("no_language")
    todo._choose("no_language")
    settled(page)
    before = page.service.check_collection(codes=["no_language"])["no_language"].count
    todo.findings.list.selectAll()
    assert todo.findings.mend.isEnabled()
    assert_accessible(todo)
    todo.findings.mend.click()
    settled(page)
    assert page.service.check_collection(codes=["no_language"])["no_language"].count < before
    assert "Écrire la langue" in messages.toasts[-1].text
    todo.checks.select("no_abstract")
    todo._choose("no_abstract")
    settled(page)
    todo.findings.list.selectAll()
    todo.findings.leave.click()
    settled(page)
    assert page.service.check_collection(codes=["no_abstract"])["no_abstract"].count == 0
    assert todo.findings.left.isVisibleTo(todo)
    todo.findings.left.click()
    settled(page)
    assert page.service.check_collection(codes=["no_abstract"])["no_abstract"].count > 0


def test_a_finding_opens_the_form_where_it_is_mended(page: CataloguePage, todo: ChecksView) -> None:
    todo.checks.select("no_subject")
    todo._choose("no_subject")
    settled(page)
    todo.findings.list.select(todo.findings.model.id_at(0))
    settled(page)
    row = todo.findings.model.row_data(0)
    assert row is not None
    assert todo.findings.mend.isEnabled() is bool(row.proposal)  # nothing proposed is nothing to click
    todo.findings.open.click()
    settled(page)
    assert page.browse.editing
    assert page.sides.currentIndex() == 0


def test_pairs_are_compared_and_one_key_settles_them(page: CataloguePage, todo: ChecksView, qtbot: QtBot) -> None:
    todo.checks.select("twin_documents")
    todo._choose("twin_documents")
    settled(page)
    assert todo.compare.shown is not None
    assert_accessible(todo)
    QTest.keyClick(todo.compare, Qt.Key.Key_F)
    settled(page)
    assert page.service.check_collection(codes=["twin_documents"])["twin_documents"].count == 0
    page.keeping.checks.show_twins(AuthorityKind.CONTRIBUTOR)
    settled(page)
    assert todo.compare.shown is not None
    QTest.keyClick(todo.compare, Qt.Key.Key_D)
    settled(page)
    assert page.service.check_collection(codes=["twin_contributors"])["twin_contributors"].count == 0


def test_chosen_notices_are_merged_side_by_side(page: CataloguePage) -> None:
    one = made(page.service, "Atlas", contributions=["Sow, Ibrahima"], publisher="Karthala", subtitle="N° 73")
    two = made(page.service, "Atlas de l'eau", abstract="Des cartes.", date_text="2026-10", languages=["fre"])
    page.keeping.show_compare([one, two])
    settled(page)
    pane = page.keeping.comparing.pane
    assert pane.shown is not None
    assert_accessible(page.keeping.comparing)
    words = {label.text() for label in pane.findChildren(QLabel)}
    assert {
        f"octobre{NBSP}2026",
        "Français",
        f"N°{NBSP}73",
    } <= words  # as people read them, a number on the line of its « n° »
    picks = pane._choices["title"]
    next(pick for pick, each in picks.items() if each == two).click()
    next(pick for pick, each in pane._kept.items() if each == one).click()
    pane.merge.click()
    settled(page)
    sheet = page.service.document(one)
    assert (sheet.document.title, sheet.document.abstract, sheet.publisher) == (
        "Atlas de l'eau",
        "Des cartes.",
        "Karthala",
    )
    assert page.browse.shown == one


def test_what_nobody_can_propose_opens_the_form_with_a_word_or_is_said_on_purpose(
    page: CataloguePage, todo: ChecksView, messages: RecordingMessages
) -> None:
    for title in ("Un tract", "Un autre tract"):
        made(page.service, title)
    todo.look("no_date")
    settled(page)
    count = page.service.check_collection(codes=["no_date"])["no_date"].count
    first = todo.findings.model.id_at(0)
    todo.findings.list.select(first)
    settled(page)
    assert not todo.findings.mend_all.isVisibleTo(todo)  # no file was read
    todo.findings.none.click()
    settled(page)
    assert messages.toasts[-1].text.startswith("Sans date, exprès")
    assert page.service.check_collection(codes=["no_date"])["no_date"].count == count - 1
    todo.findings.list.select(todo.findings.model.id_at(0))
    settled(page)
    todo.findings.list.letters["c"]()
    settled(page)
    assert messages.toasts[-1].text.startswith("Aucune page de titre ne porte de date")
    assert page.browse.editing
