"""The parts of a dossier's page that go deep: framework, nomenclatures, years, pasted tables, follow-up, versions, advice."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Actor
from cresi_app.projects.model import (
    AdviceState,
    DossierData,
    Following,
    FollowStep,
    LogLevel,
    PastedState,
    Progress,
    StageMove,
    StepState,
    section_states,
)
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui.budget_model import FORECAST, REVISED
from cresi_app.projects.ui.budget_pane import BudgetPane
from cresi_app.projects.ui.follow import FollowPane
from cresi_app.projects.ui.history import HistoryPane
from cresi_app.projects.ui.logframe import LogframePane
from cresi_app.projects.ui.means import MeansPane
from cresi_app.projects.ui.page import ProjectsPage
from cresi_app.projects.ui.panels import ProjectPanels
from cresi_app.projects.ui.risks import RisksPane
from cresi_app.projects.ui.summary import SummaryPane
from cresi_app.projects.ui.texts import TextsPane
from cresi_app.store.library import Library
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field
from tests.projects.ui.test_page import button, fields_of, fill, opened, page_text, settle
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages

EU = "prag-annex3"


@pytest.fixture
def desk_interrupt(library: Library) -> Callable[[int], None]:
    return library.interrupt


def following(data: DossierData) -> Following | None:
    steps = (FollowStep("agreement", "Convention", StepState.DONE), FollowStep("paid", "Versement", StepState.CURRENT))
    return (
        Following(steps, voted_minor=1_000_00, next_act="Demander les pièces", grant_id=7)
        if data.stage.is_grant
        else None
    )


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, service: ProjectService) -> Iterator[ProjectsPage]:
    panels = ProjectPanels(following=following, panel=lambda _desk, _id: QLabel("La subvention"))
    made = ProjectsPage(desk, service, panels)
    qtbot.addWidget(made)
    made.resize(1208, 838)
    made.ensure_built()
    made.show()
    qtbot.waitExposed(made)
    settle(desk)
    yield made
    settle(desk)


def budget_pane(page: ProjectsPage, project_id: int) -> BudgetPane:
    pane = opened(page, project_id, "budget").pane("budget")
    assert isinstance(pane, BudgetPane)
    return pane


def field_named(pane: QWidget, name: str) -> Field:
    return fields_of(pane)[name]


# --- budget ---


def test_the_budget_is_seen_in_another_nomenclature_and_back(
    page: ProjectsPage, desk: Desk, service: ProjectService, filled_id: int
) -> None:
    pane = budget_pane(page, filled_id)
    pane.bar.template_asked.emit(EU)
    settle(desk)
    assert pane.data is not None
    assert pane.data.nomenclature.template.code == EU
    assert pane.model.budget is not None
    assert pane.model.budget.charges.total.forecast == 257_112_00
    assert pane.model.find_code("1.1.1") is not None
    pane.bar.template_asked.emit("cerfa-12156*06")
    settle(desk)
    assert service.budget(filled_id).products.section("74").figures.forecast == 118_425_00


def test_an_amount_typed_in_a_year_makes_the_line_the_sum_of_its_years(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, filled_id: int
) -> None:
    service.update_project(who, filled_id, None, starts_on=date(2026, 3, 1), ends_on=date(2027, 12, 31))
    pane = budget_pane(page, filled_id)
    pane.bar._years.set_key(2027)
    pane.bar.seen.emit()
    number = pane.model.find_code("604")
    assert number is not None
    pane.table.setFocus()
    pane.table.go(number, FORECAST)
    QTest.keyClicks(pane.table, "1")
    editor = next(e for e in pane.table.viewport().findChildren(QLineEdit) if e.isVisible())
    QTest.keyClicks(editor, "000")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(desk)
    line = next(x for x in service.budget_lines(filled_id) if x.line_code == "604")
    assert line.amount_minor == (8_974 + 1_000) * 100
    pane.bar._years.set_key(0)
    pane.bar.seen.emit()
    whole = pane.model.index(pane.model.find_code("604") or 0, FORECAST)
    assert not pane.model.flags(whole) & Qt.ItemFlag.ItemIsEditable
    assert "répartie par année" in str(whole.data(Qt.ItemDataRole.ToolTipRole))


def test_a_pasted_table_is_shown_before_it_is_written(
    page: ProjectsPage, desk: Desk, service: ProjectService, project_id: int
) -> None:
    pane = budget_pane(page, project_id)
    text = (
        "Poste\tPrévu\tRéalisé\n604 Prestations\t100\t90\nTrucs divers\t12\t\n613 Locations\t1.234\t\nTotal\t112\t90\n"
    )
    QGuiApplication.clipboard().setText(text)
    pane.table.setFocus()
    pane.table.go(2, FORECAST)
    QTest.keyClick(pane.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    card = pane.paste_card
    assert card.isVisible()
    assert [row.state for row in card.rows] == [
        PastedState.SKIPPED, PastedState.TAKEN, PastedState.UNPLACED, PastedState.UNREAD, PastedState.SKIPPED,
    ]  # fmt: skip
    assert service.budget_lines(project_id) == []
    card.rows[2] = card.rows[2].placed("65")
    card._accept()
    settle(desk)
    lines = [(x.line_code, x.label, x.amount_minor, x.actual_minor) for x in service.budget_lines(project_id)]
    assert lines == [("604", "Prestations", 100_00, 90_00), ("65", "Trucs divers", 12_00, None)]
    assert not card.isVisible()


def test_an_amount_in_francs_is_converted_under_the_keys(
    page: ProjectsPage, desk: Desk, service: ProjectService, filled_id: int
) -> None:
    pane = budget_pane(page, filled_id)
    number = pane.model.find_code("601") or pane.model.find_code("60x") or 0
    assert pane.model.preview(number, FORECAST, "100 USD") is not None  # no rate yet: told, nothing lost
    assert pane.model.enter([(number, FORECAST, "1 000 000 F CFA")]) == []
    settle(desk)
    assert any(x.foreign_minor == 1_000_000 and x.amount_minor == 1_524_49 for x in service.budget_lines(filled_id))


def test_the_revised_column_comes_when_it_is_asked_for_or_said(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, filled_id: int
) -> None:
    pane = budget_pane(page, filled_id)
    assert pane.table.isColumnHidden(REVISED)
    pane.bar.revised.click()
    assert not pane.table.isColumnHidden(REVISED)
    pane.bar.revised.click()
    line = service.budget_lines(filled_id)[0]
    desk.tell(service.update_budget_line(who, line.id, None, revised_minor=1_00))
    settle(desk)
    assert not pane.table.isColumnHidden(REVISED)


def test_a_rate_is_noted_and_the_budget_kept_in_francs(
    page: ProjectsPage, desk: Desk, service: ProjectService, filled_id: int
) -> None:
    pane = budget_pane(page, filled_id)
    pane.bar.money.click()
    assert pane.currency.isVisible()
    button(pane.currency, "Noter ce taux").click()
    settle(desk)
    assert [(rate.currency, rate.per_euro) for rate in service.dossier_data(filled_id).rates] == [("XOF", "655.957")]
    pane.currency._currency.committed.emit("XOF")
    settle(desk)
    assert service.budget(filled_id).currency == "XOF"
    assert pane.bar.money.text() == "XOF"


# --- framework, means, texts ---


def test_the_framework_is_begun_written_and_measured(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, project_id: int
) -> None:
    service.add_activity(who, project_id, "Puits", theme="Eau")
    pane = opened(page, project_id, "logframe").pane("logframe")
    assert isinstance(pane, LogframePane)
    button(pane, "Commencer le cadre logique").click()
    settle(desk)
    assert pane.table.model().rowCount() == 4  # general, specific, one result and its activity
    result = service.dossier_data(project_id).logframe.results[0].row
    pane.table.set_current(f"row:{result.id}")
    settle(desk)
    fill(field_named(pane, "hypotheses"), "La nappe tient")
    pane._indicators.add("Puits ouverts", logframe_id=result.id)
    settle(desk)
    fill(pane._indicators.form.field("target_milli"), "7")
    fill(pane._indicators.form.field("target_year"), "2028")
    settle(desk)
    line = service.dossier_data(project_id).logframe.results[0]
    assert line.row.hypotheses == "La nappe tient"
    assert [(one.name, one.target_milli, one.target_year) for one in line.indicators] == [("Puits ouverts", 7000, 2028)]
    pane.add_row(LogLevel.PRECONDITION)
    settle(desk)
    assert len(service.dossier_data(project_id).logframe.preconditions) == 1


def test_hours_are_carried_to_the_budget_from_the_means(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, project_id: int
) -> None:
    service.add_means(who, project_id, "volunteer", hours_milli=10_000, rate_minor=1500)
    pane = opened(page, project_id, "means").pane("means")
    assert isinstance(pane, MeansPane)
    button(pane, "Reporter au budget (86 et 87)").click()
    settle(desk)
    assert service.budget(project_id).charges.volunteer.forecast == 150_00
    assert service.budget(project_id).volunteer_gap == 0


def test_a_risk_joins_the_table_in_the_words(
    page: ProjectsPage, desk: Desk, service: ProjectService, project_id: int
) -> None:
    pane = opened(page, project_id, "risks").pane("risks")
    assert isinstance(pane, RisksPane)
    assert_accessible(page)
    pane.add.click()
    assert pane.what.error
    pane.what.input.setText("Pluies tardives")
    pane.likelihood.input.setCurrentIndex(3)
    pane.answer.input.setText("Un mois de marge")
    QTest.keyClick(pane.answer.input, Qt.Key.Key_Return)
    settle(desk)
    assert service.project(project_id).risks == "Pluies tardives | forte |  | Un mois de marge"
    assert pane.what.input.text() == ""


def test_forty_thousand_characters_stay_whole(
    page: ProjectsPage, desk: Desk, service: ProjectService, project_id: int
) -> None:
    pane = opened(page, project_id, "context").pane("context")
    assert isinstance(pane, TextsPane)
    field = field_named(pane, "context")
    text = "L’eau à Ŋɔmɔla. " * 2500
    assert isinstance(field.editor, QPlainTextEdit)
    field.focus()
    field.editor.insertPlainText(text)
    field.commit()
    settle(desk)
    assert service.project(project_id).context == text.rstrip()


def test_the_sections_say_how_far_they_have_come(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, project_id: int
) -> None:
    view = opened(page, project_id, "overview")
    pane = view.pane("overview")
    assert isinstance(pane, SummaryPane)
    go = next(b for b in pane.findChildren(Button) if b.accessibleName().startswith("Risques et pérennité"))
    go.click()
    settle(desk)
    assert view.place() == "risks"
    fill_text(field_named(view.pane("risks"), "risks"), "Crues")
    fill_text(field_named(view.pane("risks"), "sustainability"), "Comités")
    settle(desk)
    states = {state.key: state.progress for state in section_states(service.dossier_data(project_id))}
    assert states["risks"] is Progress.DONE
    assert states["themes"] is Progress.EMPTY


def fill_text(field: Field, words: str) -> None:
    field.focus()
    assert isinstance(field.editor, QPlainTextEdit)
    field.editor.setPlainText(words)
    field.editor.document().setModified(True)
    field.edited.emit()
    field.commit()


# --- follow-up, versions, the grant ---


def test_a_task_is_noted_and_done(page: ProjectsPage, desk: Desk, service: ProjectService, project_id: int) -> None:
    view = opened(page, project_id, "follow")
    pane = view.pane("follow")
    assert isinstance(pane, FollowPane)
    button(pane, "Ajouter une tâche").click()
    settle(desk)
    fill(pane.tasks.form.field("title"), "Rappeler Mme Diarra")
    fill(pane.tasks.form.field("due_on"), "1/12/2026")
    settle(desk)
    button(pane, "C'est fait").click() if any(b.text() == "C'est fait" for b in pane.findChildren(Button)) else button(
        pane, "C’est fait"
    ).click()
    settle(desk)
    task = service.dossier_data(project_id).tasks[0].task
    assert (task.title, task.due_on, task.done_on) == ("Rappeler Mme Diarra", date(2026, 12, 1), date(2026, 11, 22))


def test_opinions_and_exchanges_have_their_place(
    page: ProjectsPage, desk: Desk, service: ProjectService, project_id: int
) -> None:
    pane = opened(page, project_id, "follow").pane("follow")
    assert isinstance(pane, FollowPane)
    pane.open_card("opinions")
    button(pane, "Demander un avis").click()
    settle(desk)
    pane.opinions.form.field("verdict_code").committed.emit("reserved")
    settle(desk)
    opinion = service.dossier_data(project_id).opinions[0]
    assert opinion.verdict is not None
    assert opinion.verdict.code == "reserved"
    assert opinion.opinion.given_on == date(2026, 11, 22)
    pane.exchanges.add("call")
    settle(desk)
    assert [view.kind.code for view in service.dossier_data(project_id).exchanges] == ["call"]


def test_versions_show_what_changed_since_the_submission(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, filled_id: int
) -> None:
    service.set_stage(who, filled_id, None, StageMove("submitted"))
    service.update_project(who, filled_id, None, place="Kayes")
    pane = opened(page, filled_id, "history").pane("history")
    assert isinstance(pane, HistoryPane)
    words = " ".join(label.text() for label in pane._differences.findChildren(QLabel))
    assert "1 différence" in words.replace("\u00a0", " ")
    assert "Kita" in words
    assert "Kayes" in words


def test_what_the_grant_tells_comes_after_the_decision(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, filled_id: int
) -> None:
    view = opened(page, filled_id, "overview")
    assert "Versement" not in view.head.stepper._steps
    for stage in ("submitted", "admissible", "reviewed", "committee"):
        service.set_stage(who, filled_id, None, StageMove(stage))
    desk.tell(service.set_stage(who, filled_id, None, StageMove("accepted", granted_minor=1_000_00)))
    settle(desk)
    assert view.head.stepper._steps[-2:] == ["Convention", "Versement"]
    assert (view.head.next.text(), view.head.next.isVisible()) == ("Demander les pièces", True)
    asked: list[int] = []
    view.head.grant_asked.connect(asked.append)
    view.head.next.click()
    assert asked == [7]
    pane = view.pane("follow")
    assert isinstance(pane, FollowPane)
    pane.open_card("grant")
    assert any(label.text() == "La subvention" for label in pane.findChildren(QLabel))


# --- advice ---


def test_advice_is_noted_filled_and_found_again(
    page: ProjectsPage, desk: Desk, service: ProjectService, holder: int, messages: RecordingMessages
) -> None:
    button(page, "Conseils").click()
    settle(desk)
    assert page.advice is not None
    page.advice.note_for(holder)
    settle(desk)
    fill(page.advice.form.form.field("subject"), "Budget CERFA")
    fill(page.advice.form.form.field("minutes"), "60")
    settle(desk)
    view = service.advice_list()[0]
    assert (view.advice.subject, view.advice.minutes, view.advice.state) == ("Budget CERFA", 60, AdviceState.GIVEN)
    words = " ".join(label.text() for label in page.advice.head.findChildren(QLabel))
    assert "1 conseil donné" in words.replace("\u00a0", " ")
    assert page.state() == {"advice": True}
    assert_accessible(page.advice)
    assert not messages.errors
    button(page.advice, "Projets").click()
    assert page.stack.currentWidget() is page.listing
    page.open_record("advice", view.advice.id)
    settle(desk)
    assert page.stack.currentWidget() is page.advice


def test_a_version_is_printed_from_its_copy(
    page: ProjectsPage, service: ProjectService, filled_id: int, tmp_path: Path, messages: RecordingMessages
) -> None:
    desk, who = page.desk, Actor("test", "Claire Martin")
    service.set_stage(who, filled_id, None, StageMove("submitted"))
    service.update_project(who, filled_id, None, title="Un tout autre titre")
    view = opened(page, filled_id, "history")
    next(b for b in view.pane("history").findChildren(Button) if b.accessibleName() == "Imprimer cette version").click()
    settle(desk)
    assert view.cover is not None
    messages.places.append(tmp_path / "v1.pdf")
    QTest.keyClick(view.cover.preview.sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    text = "".join(page_text(tmp_path / "v1.pdf"))
    assert "puits et jardins" in text.replace("\u00a0", " ")
    assert "Un tout autre titre" not in text
    QTest.keyClick(view.cover.preview.sheet, Qt.Key.Key_Escape)
    assert view.tabs.isVisible()


def test_a_partner_stands_on_the_map(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, holder: int, project_id: int
) -> None:
    service.add_partner(who, project_id, holder)
    pane = opened(page, project_id, "partners").pane("partners")
    fields = fields_of(pane)
    fill(fields["place"], "Kayes")
    fill(fields["coordinates"], "14.44, -11.44")
    settle(desk)
    partner = service.dossier_data(project_id).partners[0].partner
    assert (partner.place, partner.latitude_e6, partner.longitude_e6) == ("Kayes", 14_440_000, -11_440_000)


def test_amounts_are_read_in_the_currency_of_the_budget(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, project_id: int
) -> None:
    service.set_currency(who, project_id, "XOF")
    service.add_cofunding(who, project_id, "74-private", "Fonds", amount_minor=1)
    service.add_activity(who, project_id, "Puits")
    funding = fields_of(opened(page, project_id, "cofunding").pane("cofunding"))
    fill(funding["amount_minor"], "2 500 000")
    settle(desk)
    assert service.budget_lines(project_id)[0].amount_minor == 2_500_000
    fill(funding["amount_minor"], "100 EUR")
    settle(desk)
    assert service.budget_lines(project_id)[0].amount_minor == 65_596
    fill(funding["amount_minor"], "100 USD")
    assert "USD" in funding["amount_minor"].error
    doing = fields_of(opened(page, project_id, "activities").pane("activities"))
    fill(doing["cost_minor"], "90 000")
    settle(desk)
    activity = service.dossier_data(project_id).activities[0]
    assert (activity.cost_minor, activity.currency) == (90_000, "XOF")
