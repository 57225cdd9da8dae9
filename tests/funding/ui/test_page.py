"""The Financements page used as a person uses it: real library, real threads, real keys."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core.money import Money
from cresi_app.funding.model.views import Standing
from cresi_app.funding.ui import yearforms
from cresi_app.funding.ui.axistable import VOTED
from cresi_app.funding.ui.europepane import with_hour
from cresi_app.funding.ui.grantlist import ROW_HEIGHT
from cresi_app.funding.ui.page import FundingPage
from cresi_app.shell.pagearea import PageArea
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk as WindowDesk
from cresi_app.widgets.desk import DeskDoors
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.labels import Label
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.wholepage import scrolls_whole
from tests.funding.desk import WHO, Desk, euros
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


@pytest.fixture
def money(desk: Desk) -> Desk:
    """An axis beyond its vote, a grant that waits for a paper, one that can be paid, one only asked for."""
    desk.directory.set_identity(WHO, authority_id=desk.authority, authority_name="Essonne")
    blocked = desk.voted(18_000)
    first, second = desk.plan(blocked, 12_600, 5_400)
    desk.pay(first, number="2026-1184")
    desk.funding.add_paper(WHO, blocked, "quotes", "Devis forage", instalment_id=second)
    desk.plan(desk.voted(4_000), 4_000)
    desk.draft("Cantines", 9_000)
    desk.voted(18_000, desk.emergency, needs_agreement=False)
    desk.voted(8_000, desk.emergency, excess_reason="Séisme", needs_agreement=False)
    return desk


@pytest.fixture
def window(
    qapp: QApplication, messages: RecordingMessages, money: Desk, opened: list[tuple[str, int]]
) -> Iterator[WindowDesk]:
    doors = DeskDoors(money.library.interrupt, lambda kind, record: opened.append((kind, record)))
    made = WindowDesk(doors, messages, WHO)
    made.set_year(2026)
    yield made
    made.close()
    made.deleteLater()
    assert not messages.crashes, messages.crashes


@pytest.fixture
def page(qtbot: QtBot, window: WindowDesk, money: Desk) -> Iterator[FundingPage]:
    made = FundingPage(window, money.funding)
    qtbot.addWidget(made)
    made.resize(1208, 838)
    made.ensure_built()
    made.show()
    settle(window)
    yield made
    settle(window)


def settle(window: WindowDesk) -> None:
    for _ in range(4):
        window.wait_idle()
        QApplication.processEvents()


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)).replace("\u202f", " ").replace("\u00a0", " ")  # fmt: skip


def is_asking(page: FundingPage) -> bool:
    return page.envelopes.form is not None


def stand_on(page: FundingPage, number: str) -> int:
    grant_id = page.service.by_ref(number)
    page.open_record("grant", grant_id)
    settle(page.desk)
    assert page.envelopes.pane.isVisible()
    return grant_id


def fill(page: FundingPage, **values: Any) -> None:
    form = page.envelopes.form
    assert form is not None
    for name, value in values.items():
        form.form.field(name).show_value(value)


def submit(page: FundingPage) -> None:
    form = page.envelopes.form
    assert form is not None
    form.submit()
    settle(page.desk)


def test_the_page_says_what_the_figures_say(page: FundingPage, money: Desk) -> None:
    said = words(page)
    for part in ("150 000 €", "120 000 €", "20 000 €", "libres", "restent à engager"):
        assert part in said
    assert "Aide d’urgence : 6 000 € engagés de plus que voté." in said.replace("'", "’")
    figures = money.funding.figures(2026)
    model = page.envelopes.table.lines
    total = next(n for n in range(model.rowCount()) if (line := model.line(n)) is not None and line.is_total)
    shown = [str(model.index(total, column).data()) for column in range(VOTED, 6)]
    assert shown == [_written(minor) for minor in (figures.voted, figures.committed, figures.paid, figures.left)]
    assert "hors 9 000 € demandés" in said  # outside the totals


def _written(minor: int) -> str:
    from cresi_app.core.money import format_money  # noqa: PLC0415 - one test alone

    return format_money(Money(minor))


def test_every_control_can_be_reached_and_named(page: FundingPage, qtbot: QtBot) -> None:
    stand_on(page, "S2026-001")
    assert_accessible(page)
    page.show_view("europe")
    settle(page.desk)
    assert_accessible(page)


def test_paying_is_refused_in_words_under_the_button(page: FundingPage) -> None:
    stand_on(page, "S2026-001")
    pay = page.envelopes.pane.findChild(Button, "pay")
    why = page.envelopes.pane.findChild(Label, "why_not")
    assert pay is not None
    assert why is not None
    assert not pay.isEnabled()
    assert why.isVisible()
    assert "1 pièce manque" in words(page.envelopes.pane)


def test_a_payment_takes_a_form_and_never_one_click(
    page: FundingPage, money: Desk, messages: RecordingMessages
) -> None:
    grant_id = stand_on(page, "S2026-002")
    page.envelopes.list.table.setFocus()
    QTest.keyClick(page.envelopes.list.table, Qt.Key.Key_V)
    settle(page.desk)
    assert page.envelopes.form is not None
    assert money.funding.grant_sheet(grant_id).paid_minor == 0
    fill(page, amount_minor=Money(euros(4_001)), paid_on=date(2026, 10, 5), order_number="2026-2207")
    submit(page)
    assert "4 001" in words(page.envelopes.form.form.field("amount_minor")).replace("\u202f", " ")
    fill(page, amount_minor=Money(euros(4_000)))
    submit(page)
    assert not is_asking(page)
    sheet = money.funding.grant_sheet(grant_id)
    assert (sheet.paid_minor, sheet.payments[0].payment.order_number) == (euros(4_000), "2026-2207")
    assert messages.toasts
    assert money.funding.grant_sheet(grant_id).standing is Standing.TO_CLOSE


def test_a_vote_beyond_the_credit_asks_for_its_reason_in_place(page: FundingPage, money: Desk) -> None:
    grant_id = money.draft("Abris", 3_000, axis=money.emergency)
    page.open_record("grant", grant_id)
    settle(page.desk)
    page.envelopes.acts.do(money.funding.grant_sheet(grant_id), "vote")
    settle(page.desk)
    assert page.envelopes.form is not None
    reason = page.envelopes.form.form.field("excess_reason")
    assert not reason.isVisibleTo(page)
    submit(page)
    assert reason.isVisibleTo(page)
    assert "3 000" in words(reason)
    fill(page, excess_reason="Cyclone")
    submit(page)
    assert money.axis_figures(money.emergency)[3] == -9_000


def test_a_vote_is_typed_into_its_cell_with_f2(page: FundingPage, money: Desk) -> None:
    table = page.envelopes.table
    table.setCurrentIndex(table.lines.index(0, 0))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "101000")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(page.desk)
    assert money.axis_figures(money.calls)[0] == 101_000


def test_an_overspend_leads_to_a_transfer_that_waits_for_its_decision(page: FundingPage, money: Desk) -> None:
    propose = next(button for button in page.findChildren(QPushButton) if button.text() == "Proposer un virement")
    propose.click()
    settle(page.desk)
    submit(page)
    (one,) = money.funding.transfers_of(money.year)
    assert (one.from_axis_id, one.to_axis_id, one.amount_minor) == (money.calls, money.emergency, euros(6_000))
    assert money.axis_figures(money.emergency)[3] == -6_000
    assert "proposé depuis « Appel" in words(page)
    decided = next(button for button in page.findChildren(QPushButton) if button.text() == "Noter la décision")
    decided.click()
    settle(page.desk)
    submit(page)
    assert money.axis_figures(money.emergency)[3] == 0
    assert "engagés de plus que voté" not in words(page)


def test_the_filter_keeps_what_can_be_paid_today(page: FundingPage) -> None:
    page.envelopes.list.payable.click()
    settle(page.desk)
    assert page.envelopes.list.model.rowCount() == 1
    page.envelopes.list.payable.click()
    settle(page.desk)
    assert page.envelopes.list.model.rowCount() == 5


def test_the_year_of_the_window_filters_and_a_year_without_vote_says_so(page: FundingPage, window: WindowDesk) -> None:
    window.set_year(2027)
    settle(window)
    assert "Aucun crédit voté pour 2027" in words(page)
    window.set_year(2026)
    settle(window)
    assert "Aucun crédit voté" not in words(page)


def test_a_closed_year_is_read_only_and_says_so(page: FundingPage, money: Desk) -> None:
    page.envelopes.year.ask_close()
    settle(page.desk)
    submit(page)
    assert money.funding.figures(2026).is_closed
    assert page.closed.isVisible()
    line = page.envelopes.table.lines
    assert not line.flags(line.index(0, VOTED)) & Qt.ItemFlag.ItemIsEditable


def test_a_new_grant_finds_and_makes_its_beneficiary(page: FundingPage, money: Desk) -> None:
    page.new_grant()
    settle(page.desk)
    fill(page, title="Ecole de Goma", requested_minor=Money(euros(7_000)))
    assert page.envelopes.form is not None
    page.envelopes.form.form.field("organisation_id").set_value(Proposal(money.holder, "Eau Vive Solidarité"))
    submit(page)
    grant_id = page.envelopes.grant_id
    assert grant_id is not None
    assert money.grant(grant_id).title == "Ecole de Goma"
    assert money.funding.figures(2026).proposed == euros(16_000)


def test_fields_are_saved_when_they_are_left(page: FundingPage, money: Desk) -> None:
    grant_id = stand_on(page, "S2026-001")
    page.envelopes.edit_grant()
    settle(page.desk)
    field = page.envelopes.edit.auto.form.field("title")
    editor = field.editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "Zinder rural")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(page.desk)
    assert money.grant(grant_id).title == "Zinder rural"


def test_the_list_is_written_for_a_spreadsheet(page: FundingPage, messages: RecordingMessages, tmp_path: Path) -> None:
    messages.places.append(tmp_path / "subventions.csv")
    page.envelopes.list.table.setFocus()
    QTest.keyClick(page.envelopes.list.table, Qt.Key.Key_E)
    settle(page.desk)
    lines = (tmp_path / "subventions.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 6
    assert any(";12600,00;" in line for line in lines)


def test_small_windows_show_the_list_or_the_grant(page: FundingPage) -> None:
    stand_on(page, "S2026-001")
    page.resize(760, 640)
    settle(page.desk)
    assert not page.room.left.isVisible()
    assert page.envelopes.pane.back.isVisible()
    page.envelopes.pane.back.click()
    settle(page.desk)
    assert page.room.left.isVisible()
    table = page.envelopes.list.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    settle(page.desk)
    assert page.room.left.isVisible()  # walking along the list opens nothing where the pane would cover it
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(page.desk)
    assert not page.room.left.isVisible()


def test_a_form_given_up_leaves_room_for_the_next_grant(page: FundingPage) -> None:
    page.envelopes.show_grant(None)
    page.envelopes.year.ask_transfer()
    form = page.envelopes.form
    assert form is not None
    form.given_up.emit()
    assert not page.room.right.isVisible()
    stand_on(page, "S2026-001")
    assert page.room.right.isVisible()
    assert page.envelopes.panes.currentWidget() is page.envelopes.pane


def test_the_acts_of_an_axis_are_left_by_their_chip(page: FundingPage) -> None:
    next(one for one in page.envelopes.over.findChildren(QPushButton) if one.text() == "Voir les 2 actes").click()
    settle(page.desk)
    grants = page.envelopes.list
    assert (grants.model.rowCount(), grants.axis.isVisible()) == (2, True)
    assert "urgence" in grants.axis.text().lower()
    grants.axis.click()
    settle(page.desk)
    assert (grants.model.rowCount(), grants.axis.isVisible()) == (5, False)


def test_each_view_has_its_own_head(page: FundingPage) -> None:
    heads = {}
    for key in ("europe", "declarations", "envelopes"):
        page.show_view(key)
        settle(page.desk)
        heads[key] = (page.new.text().strip(), page.head.subtitle_label.text())
    assert heads["envelopes"][0] == "Nouvelle subvention"
    assert heads["europe"][0] == "Nouvelle candidature"
    assert heads["declarations"][0] == "Ajouter une dépense"
    assert len({words for _verb, words in heads.values()}) == 3
    page.show_view("declarations")
    assert page.declarations is not None
    page.declarations.begin_import()
    assert not page.head.isVisible()  # the import has its own
    page.show_view("europe")
    assert page.head.isVisible()


def test_the_europe_desk_follows_an_application_to_its_money(page: FundingPage, money: Desk) -> None:
    funding = money.funding
    commission = money.directory.add_organisation(WHO, "Commission européenne", kind="multilateral").id
    programme = funding.add_programme(WHO, "Interreg Europe", funder_id=commission).id
    call = funding.add_call(WHO, programme, "Climat", deadline_on=date(2026, 12, 17), deadline_time="17 h").id
    criterion = funding.add_criterion(WHO, call, "Trois pays").touched["call_criterion"]
    page.show_view("europe")
    page.europe.open_record("funding_call", call)
    settle(page.desk)
    assert "Trois pays" in words(page.europe.call_pane)
    page.europe.ask_application()
    settle(page.desk)
    form = page.europe.form
    assert form is not None
    form.form.field("title").show_value("Climate")
    form.form.field("lead_id").set_value(Proposal(money.holder, "Eau Vive Solidarité"))
    form.submit()
    settle(page.desk)
    application = page.europe.application_id
    assert application is not None
    page.europe.pane.asked.emit(("met", next(iter(criterion))))
    settle(page.desk)
    assert funding.application_sheet(application).unmet == ()
    funding.set_application_stage(WHO, application, None, "won", date(2026, 10, 1))
    page.europe.refresh(None)
    page.europe.pane.asked.emit("open_grant")
    settle(page.desk)
    assert page.europe.grant_pane.isVisible()
    (row,) = funding.grants_of_application(application)
    assert row.holder == "Commission européenne"


def test_the_preview_shows_the_letter(page: FundingPage) -> None:
    grant_id = stand_on(page, "S2026-001")
    page.envelopes.pane.asked.emit("letter")
    settle(page.desk)
    assert page.actions()
    preview = page._preview
    assert preview is not None
    assert preview.preview.offer.kind == "grant-letter"
    assert str(page.service.grant(grant_id).number) in preview.preview.offer.file_name
    preview.close()
    settle(page.desk)


def test_a_vote_may_be_shared_over_years(page: FundingPage, money: Desk) -> None:
    later = money.funding.set_exercise(WHO, money.authority, 2027).id
    money.funding.add_credit(WHO, later, money.calls, euros(50_000))
    grant_id = money.draft("Deux ans", 10_000)
    page.open_record("grant", grant_id)
    settle(page.desk)
    page.envelopes.acts.do(money.funding.grant_sheet(grant_id), "vote")
    settle(page.desk)
    fill(page, next_minor=Money(euros(10_001)))
    submit(page)
    assert is_asking(page)
    fill(page, next_minor=Money(euros(4_000)))
    submit(page)
    assert not is_asking(page)
    borne = {v.exercise.year: v.commitment.amount_minor for v in money.funding.grant_sheet(grant_id).commitments}
    assert borne == {2026: euros(6_000), 2027: euros(4_000)}


def test_votes_and_axes_are_corrected_in_forms(page: FundingPage, money: Desk) -> None:
    page.envelopes.year.ask(yearforms.correct)
    settle(page.desk)
    fill(page, amount_minor=Money(euros(101_500)))
    submit(page)
    assert money.axis_figures(money.calls)[0] == 101_500
    page.envelopes.year.ask_change()
    settle(page.desk)
    fill(page, name="Associations")
    submit(page)
    assert money.funding.axis(money.calls).name == "Associations"


def test_money_sought_elsewhere_is_followed_beside_the_calls(page: FundingPage, money: Desk) -> None:
    page.show_view("europe")
    page.europe.receipts.new_asked.emit()
    settle(page.desk)
    form = page.europe.form
    assert form is not None
    form.form.field("title").show_value("Cofinancement de l'Etat")
    form.form.field("organisation_id").set_value(Proposal(money.holder, "Eau Vive Solidarité"))
    form.form.field("requested_minor").show_value(Money(euros(15_000)))
    form.submit()
    settle(page.desk)
    assert page.europe.grant_pane.isVisible()
    assert page.europe.receipts.model.rowCount() == 1


def test_a_grant_opened_from_elsewhere_brings_its_line_into_view_with_several_others(page: FundingPage) -> None:
    page.resize(1180, 620)
    page.envelopes.rest()
    settle(page.desk)
    ground = page.envelopes.findChild(ScrollArea)
    assert ground is not None
    bar = ground.verticalScrollBar()
    assert bar.value() == 0
    page.open_record("grant", page.envelopes.service.grant_ids()[0])
    settle(page.desk)
    assert bar.value() > 0
    table = page.envelopes.list.table
    seen = table.viewport().visibleRegion().boundingRect()
    assert seen.contains(table.visualRect(table.currentIndex()))
    assert seen.height() >= 5 * ROW_HEIGHT


def stands_wide(page: FundingPage) -> bool:
    return bool(page.envelopes.head.wide)


def test_a_wide_window_shows_the_grants_without_scrolling_and_leaves_the_clicked_line_where_it_is(
    page: FundingPage,
) -> None:
    page.resize(1208, 760)
    settle(page.desk)
    view = page.envelopes
    ground, table = view.findChild(ScrollArea), view.list.table
    assert ground is not None
    assert stands_wide(page)
    assert view.budget.mapTo(page, view.budget.rect().topLeft()).x() > view.table.mapTo(page, view.table.rect().topRight()).x()  # fmt: skip
    assert ground.verticalScrollBar().maximum() == 0
    assert table.viewport().visibleRegion().boundingRect().height() >= 4 * ROW_HEIGHT
    page.resize(1208, 660)
    settle(page.desk)
    line = table.visualRect(table.model().index(1, 0)).center()
    before = table.viewport().mapTo(page, line).y()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=line)
    settle(page.desk)
    assert view.pane.isVisible()
    assert not stands_wide(page)
    after = table.viewport().mapTo(page, table.visualRect(table.currentIndex()).center()).y()
    assert after == before


def test_a_deadline_has_its_hour_in_words_and_a_narrow_list_keeps_its_titles(page: FundingPage) -> None:
    told = with_hour("jeudi 17 décembre 2026", "17:00", "Europe/Brussels").replace("\u00a0", " ")
    assert told == "jeudi 17 décembre 2026, 17 h (heure de Bruxelles)"
    assert with_hour("jeudi", "", "Europe/Brussels") == "jeudi"
    page.show_view("europe")
    table = page.europe.table
    for width, hidden in ((1208, []), (860, ["lead"])):
        page.europe.resize(width, 700)
        columns = page.europe.model.columns()
        assert [one.key for number, one in enumerate(columns) if table.isColumnHidden(number)] == hidden


def test_the_buttons_of_a_form_stay_in_view_when_its_fields_are_higher_than_the_pane(page: FundingPage) -> None:
    page.resize(1180, 480)
    page.envelopes.year.ask_grant()
    settle(page.desk)
    form = page.envelopes.form
    assert form is not None
    assert form.go.visibleRegion().boundingRect().size() == form.go.size()
    form.begin()
    page.resize(1180, 1100)
    settle(page.desk)
    last = form.form.fields()[-1]
    assert 0 < form.go.mapTo(form, form.go.rect().topLeft()).y() - last.mapTo(form, last.rect().bottomLeft()).y() < 40


def test_where_the_page_scrolls_as_a_whole_its_views_stand_at_their_height_and_keep_it(
    page: FundingPage, money: Desk
) -> None:
    for number in range(6):  # more than the list shows: how many it does must not depend on the height it asks for
        money.draft(f"Puits {number}", 1_000)
    stack = QStackedWidget()
    stack.addWidget(page)
    area = PageArea(stack)
    area.resize(640, 560)
    area.show()
    page.refresh(None)
    for _ in range(3):  # the width, then the heights it makes
        settle(page.desk)
    view = page.envelopes
    assert view.list.model.rowCount() > 9
    assert scrolls_whole(view)
    ground = view.findChild(ScrollArea)
    assert ground is not None
    heights = set()
    for _ in range(12):
        QApplication.processEvents()
        heights.add(view.height())
        assert ground.verticalScrollBar().maximum() == 0
        assert view.list.rect().contains(view.list.stack.geometry())
    assert len(heights) == 1
    assert view.list.table.viewport().height() >= 5 * ROW_HEIGHT
    stack.removeWidget(page)
    page.setParent(None)
    area.deleteLater()
