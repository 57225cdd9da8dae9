"""The Projets page used as a person uses it: real library, real threads, real keys."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Actor
from cresi_app.projects.model import StageMove
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui.activities import ActivitiesPane
from cresi_app.projects.ui.budget_model import FORECAST, LABEL
from cresi_app.projects.ui.budget_pane import BudgetPane
from cresi_app.projects.ui.dossier import DossierView
from cresi_app.projects.ui.page import ProjectsPage
from cresi_app.projects.ui.partners import PartnersPane
from cresi_app.projects.ui.place import PlacePane
from cresi_app.projects.ui.sections import SECTIONS
from cresi_app.projects.ui.texts import TextsPane
from cresi_app.store.library import Library
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, Proposal
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages

TABS = ("overview", *SECTIONS, "budget", "cofunding", "papers", "follow", "history")
WidgetT = TypeVar("WidgetT", bound=QWidget)


@pytest.fixture
def desk_interrupt(library: Library) -> Callable[[int], None]:
    return library.interrupt


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, service: ProjectService) -> Iterator[ProjectsPage]:
    made = ProjectsPage(desk, service)
    qtbot.addWidget(made)
    made.resize(1208, 838)
    made.ensure_built()
    made.show()
    qtbot.waitExposed(made)
    settle(desk)
    yield made
    settle(desk)


def settle(desk: Desk) -> None:
    for _ in range(4):
        desk.wait_idle()
        QApplication.processEvents()


def opened(page: ProjectsPage, project_id: int, tab: str) -> DossierView:
    page.open_dossier(project_id, tab)
    settle(page.desk)
    assert page.dossier is not None
    return page.dossier


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)
    QApplication.processEvents()


def fill(field: Field, words: str) -> None:
    field.focus()
    editor = field.editor
    if isinstance(editor, QLineEdit):
        editor.selectAll()
    QTest.keyClicks(editor, words)
    field.commit()


def fields_of(pane: QWidget) -> dict[str, Field]:
    """The fields of a pane by name: its own, before those of the lists under it."""
    return {field.name: field for field in reversed(pane.findChildren(Field))}


def button(page: QWidget, words: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.text() == words and b.isVisible())


def test_a_dossier_is_opened_from_the_list_with_its_title_and_association(
    page: ProjectsPage, desk: Desk, service: ProjectService, holder: int
) -> None:
    button(page, "Nouveau dossier").click()
    card = page.opening
    assert card.isVisible()
    card.submit()
    assert card.form.field("organisation_id").error
    fill(card.form.field("title"), "Puits de Kita")
    card.submit()
    assert card.form.field("organisation_id").error
    card.form.field("organisation_id").set_value(Proposal(holder, "Jekabaara"))
    before = len(service.projects())
    card.submit()
    card.submit()  # in haste: it is opened once
    settle(desk)
    assert len(service.projects()) == before + 1
    assert page.dossier is not None
    assert page.stack.currentWidget() is page.dossier
    assert page.dossier.head.title.text() == "Puits de Kita"
    assert page.window().focusWidget() is page.dossier.tabs, "the keyboard goes on in the dossier"
    assert service.by_ref("2026-001") == page.dossier.project_id
    page.close_dossier()
    settle(desk)
    assert page.listing.table.model().rowCount() == 1


def test_the_list_follows_words_filters_and_changes(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, holder: int, project_id: int
) -> None:
    desk.tell(service.add_project(who, "École de Zinder", holder, 2026, country_code="NE"))
    settle(desk)
    rows = page.listing.table.model()
    assert rows.rowCount() == 2
    page.search("ecole")
    settle(desk)
    assert [rows.index(n, 1).data() for n in range(rows.rowCount())] == ["École de Zinder"]
    page.search("rien de tel")
    settle(desk)
    assert rows.rowCount() == 0
    assert button(page, "Effacer les filtres").isVisible()
    button(page, "Effacer les filtres").click()
    settle(desk)
    assert rows.rowCount() == 2
    desk.set_year(2031)
    settle(desk)
    assert rows.rowCount() == 0


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_can_be_used_with_the_keyboard_and_heard(
    page: ProjectsPage, desk: Desk, filled_id: int, service: ProjectService, who: Actor, tab: str
) -> None:
    service.add_activity(who, filled_id, "Forages", starts_month="2027-01", ends_month="2027-03", theme="Eau")
    service.add_beneficiary(who, filled_id, "Habitants", women=10)
    opened(page, filled_id, tab)
    assert_accessible(page)


def test_tab_goes_from_the_tabs_into_what_is_in_front(page: ProjectsPage, desk: Desk, project_id: int) -> None:
    """Parts are made when they are first shown, after the right column: Tab reads them before it."""
    view = opened(page, project_id, "overview")
    for key in ("budget", "cofunding", "papers", "follow", "context", "risks"):
        view.go(key)
        settle(desk)
        stop: QWidget | None = view.tabs.nextInFocusChain()
        while stop is not None and not (
            stop.isVisibleTo(page) and stop.focusPolicy() & Qt.FocusPolicy.TabFocus and stop.isEnabled()
        ):
            stop = stop.nextInFocusChain()
        assert stop is not None
        assert view.stack.isAncestorOf(stop), (key, stop)


def test_the_list_can_be_used_with_the_keyboard_and_heard(page: ProjectsPage, project_id: int) -> None:
    page.opening.ask()
    assert_accessible(page)


def test_a_field_saves_itself_as_it_is_left_and_says_when(
    page: ProjectsPage, desk: Desk, service: ProjectService, project_id: int
) -> None:
    view = opened(page, project_id, "place")
    pane = view.pane("place")
    assert isinstance(pane, PlacePane)
    fields = fields_of(pane)
    fill(fields["place"], "Kita, 8 villages")
    fill(fields["starts_on"], "1/1/2027")
    fill(fields["ends_on"], "31/12/2026")
    settle(desk)
    one = service.project(project_id)
    assert one.place == "Kita, 8 villages"
    assert one.starts_on is not None
    assert view.saver.saved_at is not None
    assert view.saver.pending == 0
    assert any(check.code == "dates_reversed" for check in view.data.checks) if view.data else False


def test_long_texts_are_kept_when_the_tab_is_left(
    page: ProjectsPage, desk: Desk, service: ProjectService, project_id: int
) -> None:
    view = opened(page, project_id, "context")
    pane = view.pane("context")
    assert isinstance(pane, TextsPane)
    field = next(f for f in pane.findChildren(Field) if f.name == "context")
    field.focus()
    QTest.keyClicks(field.editor, "Onze points d'eau.")
    view.tabs.set_current("budget")
    settle(desk)
    assert service.project(project_id).context == "Onze points d'eau."


def test_what_is_typed_survives_what_another_desk_saves(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, project_id: int
) -> None:
    view = opened(page, project_id, "place")
    pane = view.pane("place")
    field = next(f for f in pane.findChildren(Field) if f.name == "place_detail")
    field.focus()
    QTest.keyClicks(field.editor, "Sur la rive")
    desk.tell(service.update_project(who, project_id, None, place="Kayes"))
    settle(desk)
    assert isinstance(field.editor, QLineEdit)
    assert field.editor.text() == "Sur la rive"
    other = next(f for f in pane.findChildren(Field) if f.name == "place")
    assert other.value() == "Kayes"
    field.commit()
    settle(desk)
    assert service.project(project_id).place_detail == "Sur la rive"


def test_the_balance_pill_follows_the_keys_and_the_amount_is_saved(
    page: ProjectsPage, desk: Desk, service: ProjectService, filled_id: int
) -> None:
    view = opened(page, filled_id, "budget")
    pane = view.pane("budget")
    assert isinstance(pane, BudgetPane)
    assert pane.balance.text == "Équilibré\u00a0: 257\u202f112\u00a0€"
    number = pane.model.find_code("604")
    assert number is not None
    pane.table.setFocus()
    pane.table.go(number, FORECAST)
    QTest.keyClicks(pane.table, "8")
    editor = next(e for e in pane.table.viewport().findChildren(QLineEdit) if e.isVisible())
    QTest.keyClicks(editor, "975")
    assert pane.balance.text == "Écart\u00a0: il manque 1\u00a0€ de produits"
    press(editor, Qt.Key.Key_Return)
    settle(desk)
    assert service.budget(filled_id).gap == 1_00
    assert pane.balance.text == "Écart\u00a0: il manque 1\u00a0€ de produits"


def test_a_removed_line_leaves_the_total_and_comes_back_with_annuler(
    page: ProjectsPage, desk: Desk, service: ProjectService, messages: RecordingMessages, filled_id: int
) -> None:
    view = opened(page, filled_id, "budget")
    pane = view.pane("budget")
    assert isinstance(pane, BudgetPane)
    number = pane.model.find_code("604")
    assert number is not None
    pane.table.setFocus()
    pane.table.go(number, LABEL)
    press(pane.table, Qt.Key.Key_Delete)
    settle(desk)
    assert pane.model.find_code("604") is None
    assert service.budget(filled_id).gap == -8974_00
    told = messages.toasts[-1]
    assert told.act is not None
    told.act.run()
    settle(desk)
    assert service.budget(filled_id).is_balanced
    assert pane.balance.text.startswith("Équilibré")


def test_a_new_line_is_ready_to_be_named(
    page: ProjectsPage, desk: Desk, service: ProjectService, filled_id: int
) -> None:
    view = opened(page, filled_id, "budget")
    pane = view.pane("budget")
    assert isinstance(pane, BudgetPane)
    pane.acts._add_line("74-private")
    settle(desk)
    editor = next(e for e in pane.table.viewport().findChildren(QLineEdit) if e.isVisible())
    QTest.keyClicks(editor, "Fondation du Val")
    press(editor, Qt.Key.Key_Return)
    settle(desk)
    line = next(x for x in service.budget_lines(filled_id) if x.line_code == "74-private")
    assert line.label == "Fondation du Val"


def test_activities_and_partners_are_added_edited_and_moved(
    page: ProjectsPage, desk: Desk, service: ProjectService, project_id: int, holder: int
) -> None:
    view = opened(page, project_id, "activities")
    pane = view.pane("activities")
    assert isinstance(pane, ActivitiesPane)
    for title in ("Diagnostic", "Forages"):
        button(page, "Ajouter une activité").click()
        settle(desk)
        fill(pane._card.form.field("title"), title)
        fill(pane._card.form.field("starts_month"), "03/2027")
        settle(desk)
    data = service.dossier_data(project_id)
    assert [(a.title, a.starts_month) for a in data.activities] == [("Diagnostic", "2027-03"), ("Forages", "2027-03")]
    pane._card.parts.setFocus()
    press(pane._card.parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(desk)
    assert [a.title for a in service.dossier_data(project_id).activities] == ["Forages", "Diagnostic"]
    press(pane._card.parts, Qt.Key.Key_Delete)
    settle(desk)
    assert len(service.dossier_data(project_id).activities) == 1
    view = opened(page, project_id, "partners")
    partners = view.pane("partners")
    assert isinstance(partners, PartnersPane)
    partners._new.choose(Proposal(holder, "Jekabaara"))
    settle(desk)
    fill(partners._card.form.field("contribution"), "Le suivi")
    settle(desk)
    assert [p.partner.contribution for p in service.dossier_data(project_id).partners] == ["Le suivi"]


def test_a_simple_stage_is_one_press_and_a_motive_is_asked_when_it_counts(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, messages: RecordingMessages, project_id: int
) -> None:
    view = opened(page, project_id, "overview")
    assert view.head.next.text() == "Déposer le dossier"
    view.head.next.click()
    settle(desk)
    assert service.project(project_id).stage_code == "submitted"
    assert "Déposé" in messages.toasts[-1].text
    back = next(rule for rule in view.data.moves if rule.to_code == "draft") if view.data else None
    assert back is not None
    view.acts.ask_stage(back)
    assert view.stage_card.isVisible()
    view.stage_card._submit()
    settle(desk)
    assert service.project(project_id).stage_code == "submitted"
    assert view.stage_card.form.field("motive").error
    fill(view.stage_card.form.field("motive"), "Montants incomplets")
    view.stage_card._submit()
    settle(desk)
    assert service.project(project_id).stage_code == "draft"
    assert not view.stage_card.isVisible()


def test_a_decision_asks_for_its_amount(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, filled_id: int
) -> None:
    for code in ("submitted", "admissible", "reviewed", "committee"):
        service.set_stage(who, filled_id, None, StageMove(code))
    view = opened(page, filled_id, "overview")
    view.head.next.click()
    card = view.stage_card
    assert card.isVisible()
    fill(card.form.field("granted_minor"), "8 000")
    fill(card.form.field("decision_number"), "2026-11-07")
    card._submit()
    settle(desk)
    one = service.project(filled_id)
    assert (one.stage_code, one.granted_minor, one.decision_number) == ("accepted", 8000_00, "2026-11-07")
    assert view.head.amount.text == "8\u202f000\u00a0€ accordés"


def test_dropped_files_become_papers(
    page: ProjectsPage, desk: Desk, service: ProjectService, project_id: int, tmp_path: Path
) -> None:
    source = tmp_path / "statuts.pdf"
    document = pikepdf.new()
    document.add_blank_page()
    document.save(source)
    view = opened(page, project_id, "papers")
    view.aside.papers.zone.dropped.emit([source])
    settle(desk)
    assert [v.name for v in service.papers(project_id) if v.paper.sha256] == ["Statuts signés"]
    assert "1 pièce" in view.saver.parent().desk.messages.toasts[-1].text  # type: ignore[union-attr]  # the page is its parent


def test_the_page_comes_back_where_it_was_in_another_language(page: ProjectsPage, desk: Desk, project_id: int) -> None:
    opened(page, project_id, "activities")
    page.retranslate()
    settle(desk)
    assert page.state() == {"project": project_id, "tab": "activities"}
    page.restore({})
    settle(desk)
    assert page.state() == {}


def test_the_budget_and_the_dossier_are_saved_as_files(
    page: ProjectsPage, desk: Desk, messages: RecordingMessages, filled_id: int, tmp_path: Path
) -> None:
    view = opened(page, filled_id, "budget")
    messages.places += [tmp_path / "b.csv", tmp_path / "d.json"]
    pane = view.pane("budget")
    assert isinstance(pane, BudgetPane)
    pane.acts.save_csv()
    settle(desk)
    view.acts.export()
    settle(desk)
    assert (tmp_path / "b.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "257112" in (tmp_path / "b.csv").read_text(encoding="utf-8")
    assert '"number": "2026-001"' in (tmp_path / "d.json").read_text(encoding="utf-8")
    assert len(messages.toasts) == 2


def test_what_is_typed_for_one_part_is_never_saved_on_the_next(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, project_id: int
) -> None:
    for title in ("Diagnostic", "Forages"):
        service.add_activity(who, project_id, title)
    view = opened(page, project_id, "activities")
    pane = view.pane("activities")
    assert isinstance(pane, ActivitiesPane)
    field = pane._card.form.field("responsible")
    field.focus()
    QTest.keyClicks(field.editor, "Mme Diarra")
    pane._card.parts.select(view.data.activities[1].id if view.data else 0)
    settle(desk)
    assert [a.responsible for a in service.dossier_data(project_id).activities] == ["Mme Diarra", ""]
    assert field.value() == ""


def test_a_place_and_the_shares_of_the_sectors_are_typed(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, project_id: int
) -> None:
    service.set_sectors(who, project_id, [("14031", None), ("31120", None)])
    view = opened(page, project_id, "place")
    fields = fields_of(view.pane("place"))
    fill(fields["coordinates"], "13.05 N 9.49 W")
    settle(desk)
    opened(page, project_id, "themes")
    fields |= fields_of(view.pane("themes"))
    fill(fields["14031"], "70")
    fill(fields["31120"], "30")
    settle(desk)
    one = service.project(project_id)
    assert (one.latitude_e6, one.longitude_e6) == (13_050_000, -9_490_000)
    assert [(s.code, s.percent) for s in service.dossier_data(project_id).sectors] == [("14031", 70), ("31120", 30)]
    opened(page, project_id, "place")
    fill(fields["coordinates"], "nowhere")
    assert fields["coordinates"].error


def test_the_dossier_is_printed_from_what_was_just_typed(
    page: ProjectsPage, desk: Desk, messages: RecordingMessages, filled_id: int, tmp_path: Path
) -> None:
    view = opened(page, filled_id, "context")
    field = next(f for f in view.pane("context").findChildren(Field) if f.name == "summary")
    field.focus()
    QTest.keyClicks(field.editor, "Onze points remis en service.")
    button(page, "Imprimer le dossier").click()
    settle(desk)
    assert view.cover is not None
    preview = view.cover.preview
    assert preview.total >= 3
    assert not view.tabs.isVisible()
    messages.places.append(tmp_path / "ici.pdf")
    QTest.keyClick(preview.sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    text = "".join(page_text(tmp_path / "ici.pdf"))
    assert "257\u202f112" in text
    assert "Onze points remis en service." in text.replace("\u00a0", " ")
    QTest.keyClick(preview.sheet, Qt.Key.Key_Escape)
    assert view.tabs.isVisible()


def test_the_booklet_of_chosen_dossiers_is_shown_over_the_list(
    page: ProjectsPage, desk: Desk, filled_id: int, messages: RecordingMessages
) -> None:
    page.traffic.print_booklet([])
    settle(desk)
    assert page.traffic.cover is not None
    assert "Aucun dossier n’est en commission" in page.traffic.cover.preview.refusal.text
    page.traffic.cover.preview.closed.emit()
    assert page.traffic.cover is None


def page_text(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[n].get_textpage().get_text_range() for n in range(len(document))]
    finally:
        document.close()


def test_a_field_typed_over_what_another_desk_just_wrote_is_told_and_another_field_is_not(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, project_id: int
) -> None:
    view = opened(page, project_id, "place")
    fields = fields_of(view.pane("place"))
    opened(page, project_id, "request")
    fields |= fields_of(view.pane("request"))
    opened(page, project_id, "place")
    service.update_project(who, project_id, None, None, place="Kayes")  # not told to this window
    fill(fields["place_detail"], "Sur la rive")
    settle(desk)
    assert service.project(project_id).place_detail == "Sur la rive"
    opened(page, project_id, "request")
    service.update_project(who, project_id, None, None, call_name="Appel B")
    fill(fields["call_name"], "Appel C")
    settle(desk)
    assert service.project(project_id).call_name == "Appel B"
    assert fields["call_name"].error
    editor = fields["call_name"].editor
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Appel C"
