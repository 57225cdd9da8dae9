"""Planning on the page with real keys and drops: requests placed, sessions carried, exceptions reasoned, calendars controlled."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.training.model import SessionStatus
from cresi_app.training.model.evaluation import Moment
from cresi_app.training.model.requests import RequestStatus
from cresi_app.training.ui.page import TrainingPage
from cresi_app.training.ui.planner_carry import SESSION_MIME
from cresi_app.training.ui.requests import REQUEST_MIME, DeclineForm, RequestForm, RequestRow
from cresi_app.training.ui.whole import DuplicateForm, KeepForm, PostponeForm, QuotaForm, RefusedMoveForm
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal
from tests.training.centre import CLAIRE, Centre, morning
from tests.widgets.accessibility import assert_accessible, small_targets
from tests.widgets.recording import RecordingMessages

NOVEMBER = date(2026, 11, 12)


@pytest.fixture
def request_id(centre: Centre) -> int:
    return centre.training.add_request(
        CLAIRE, centre.organisation("Collectif Haïti"), "Prise de parole", people=12, course_id=centre.course_id
    ).id


def press(root: QWidget, words: str) -> None:
    found = [one for one in root.findChildren(QPushButton) if one.text().strip() == words and one.isVisibleTo(root)]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def drop(page: TrainingPage, desk: Desk, kind: str, what: str, day: date) -> None:
    """Do what the pointer does when it carries something onto a day."""
    planner = page.year.planner
    data = QMimeData()
    data.setData(kind, what.encode())
    where = planner._rect_of(day).center()
    left, none, move = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    planner.dragEnterEvent(QDragEnterEvent(where.toPoint(), move, data, left, none))
    planner.dragMoveEvent(QDragMoveEvent(where.toPoint(), move, data, left, none))
    planner.dropEvent(QDropEvent(QPointF(where), move, data, left, none))
    desk.wait_idle()


def first_day(centre: Centre, session: int) -> date:
    return centre.sheet(session).slots[0].slot.day


def test_a_session_dropped_on_another_day_moves_there_and_can_be_taken_back(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int, messages: RecordingMessages
) -> None:
    drop(page, desk, SESSION_MIME, f"{budget} 2026-10-08", NOVEMBER)
    assert first_day(centre, budget) == NOVEMBER
    assert page.year.planner.day == NOVEMBER
    back = messages.toasts[-1].act
    assert back is not None
    back.run()
    desk.wait_idle()
    assert first_day(centre, budget) == date(2026, 10, 8)
    desk.wait_idle()
    assert page.year.planner.day == date(2026, 10, 8)  # one goes on standing on the session


def test_a_session_is_carried_by_keys_and_left_with_escape(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int
) -> None:
    planner = page.year.planner
    planner.setFocus()
    QTest.keyClick(planner, Qt.Key.Key_M)
    assert page.year.carrying.isVisible()
    QTest.keyClick(planner, Qt.Key.Key_Right)
    QTest.keyClick(planner, Qt.Key.Key_Escape)
    assert planner.carried is None
    assert first_day(centre, budget) == date(2026, 10, 8)
    planner.choose(date(2026, 10, 8))
    QTest.keyClick(planner, Qt.Key.Key_M)
    for _ in range(4):
        QTest.keyClick(planner, Qt.Key.Key_Right)
    QTest.keyClick(planner, Qt.Key.Key_Return)
    desk.wait_idle()
    assert first_day(centre, budget) == date(2026, 10, 12)
    assert not page.year.carrying.isVisible()


def test_the_menu_of_a_day_offers_the_same_and_what_took_place_stays(
    page: TrainingPage, centre: Centre, budget: int
) -> None:
    words = [action.id for action in page.year.planner.day_actions(date(2026, 10, 8))]
    assert words == ["training.day.open", "training.day.move", "training.day.again", "training.day.new"]
    assert [action.id for action in page.year.planner.day_actions(NOVEMBER)] == ["training.day.new"]


def test_a_move_onto_a_taken_trainer_is_told_with_names_and_changes_nothing(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int, messages: RecordingMessages
) -> None:
    trainer = centre.person("Aïssatou Nom")
    centre.session(morning(date(2026, 11, 3), None, trainer))
    other = centre.session(morning(NOVEMBER, None, trainer))
    page.refresh(None)
    desk.wait_idle()
    drop(page, desk, SESSION_MIME, f"{other} 2026-11-12", date(2026, 11, 3))
    assert "Aïssatou Nom anime déjà" in str(messages.errors[0])
    assert first_day(centre, other) == NOVEMBER


def test_a_move_into_busy_time_asks_why_and_then_does_it(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int, qtbot: QtBot
) -> None:
    from cresi_app.training.interchange.busy import parse_busy  # noqa: PLC0415 - only this test reads a calendar

    room = centre.training.rooms()[0].id
    data = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20261112\r\nSUMMARY:Conseil\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    centre.training.import_busy(CLAIRE, parse_busy(data, "salle.ics"), room_id=room)
    drop(page, desk, SESSION_MIME, f"{budget} 2026-10-08", NOVEMBER)
    form = page.year.form
    assert isinstance(form, RefusedMoveForm)
    why = form.form.field("busy_reason")
    assert why.isVisible()
    qtbot.waitUntil(lambda: not small_targets(page.year))
    assert_accessible(page.year)
    why.set_value("Le conseil siège ailleurs")
    form.submit()
    desk.wait_idle()
    assert first_day(centre, budget) == NOVEMBER
    assert page.year.form is None


def test_a_request_is_noted_placed_from_its_drop_and_answers_the_association(
    page: TrainingPage, desk: Desk, centre: Centre, request_id: int
) -> None:
    page.refresh(None)
    desk.wait_idle()
    assert [row.line.request.theme for row in page.year.requests.findChildren(RequestRow)] == ["Prise de parole"]
    drop(page, desk, REQUEST_MIME, str(request_id), NOVEMBER)
    making = page._creating
    assert making is not None
    assert making.form.value("first_day") == NOVEMBER
    assert making.form.value("title") == "Prise de parole"
    making.form.submit()
    desk.wait_idle()
    assert centre.training.request(request_id).status is RequestStatus.PLACED
    page.back()
    desk.wait_idle()
    assert not page.year.requests.findChildren(RequestRow)


def test_a_request_is_written_down_and_declined_in_the_column(page: TrainingPage, desk: Desk, centre: Centre) -> None:
    organisation = centre.organisation("Teranga 94")
    page.year.planning.ask_request()
    form = page.year.form
    assert isinstance(form, RequestForm)
    assert_accessible(page.year)
    assert [one.text() for one in page._overview.findChildren(Button) if one.kind == "primary"] == [form.go.text()]
    form.submit()
    assert form.form.field("organisation").error
    form.form.show_values(
        {"organisation": Proposal(organisation, "Teranga 94"), "theme": "Droit d'asile", "people": 20}
    )
    form.submit()
    desk.wait_idle()
    (line,) = centre.training.requests(2026)
    page.year.requests.declined.emit(line)
    decline = page.year.form
    assert isinstance(decline, DeclineForm)
    decline.form.field("answer").set_value("Trop loin")
    decline.submit()
    desk.wait_idle()
    assert centre.training.requests(2026) == []


def test_the_quota_is_set_from_the_gauge_and_a_new_session_beyond_it_asks_why(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int
) -> None:
    page.year.gauge.quota_asked.emit()
    form = page.year.form
    assert isinstance(form, QuotaForm)
    form.form.field("days").set_value(1)
    form.submit()
    desk.wait_idle()
    assert centre.training.quota(2026).days == 1
    page.make_session(NOVEMBER, centre.training.course(centre.course_id))
    desk.wait_idle()
    making = page._creating
    assert making is not None
    why = making.form.form.field("quota_reason")
    assert why.isVisible(), "asked at once, as the preview tells it"
    making.form.submit()
    desk.wait_idle()
    assert why.isVisible()
    assert centre.training.quota(2026).committed == 2
    why.set_value("Voté")
    making.form.submit()
    desk.wait_idle()
    assert centre.training.quota(2026).over == 2


def test_below_its_minimum_a_session_is_kept_postponed_or_made_again(
    page: TrainingPage, desk: Desk, centre: Centre, messages: RecordingMessages, tmp_path: Path
) -> None:
    session = centre.session(morning(NOVEMBER), capacity_min=3, capacity_target=6, capacity_max=8)
    centre.training.set_setting(CLAIRE, minimum_days=60)
    page.open_session(session)
    desk.wait_idle()
    assert_accessible(page.session)
    press(page.session, "Maintenir")
    keep = page.session._form
    assert isinstance(keep, KeepForm)
    keep.form.field("reason").set_value("Deux associations arrivent")
    keep.submit()
    desk.wait_idle()
    assert centre.training.session(session).kept_reason == "Deux associations arrivent"
    assert "Prévenir les inscrits" in messages.toasts[-1].text.replace("\u202f", " ")
    page.session.doing.ask_again()
    again = page.session._form
    assert isinstance(again, DuplicateForm)
    again.form.field("day").set_value(date(2026, 12, 3))
    again.submit()
    desk.wait_idle()
    assert date(2026, 12, 3) in centre.training.year_plan(2026).by_day
    page.session.doing.ask_postpone()
    postpone = page.session._form
    assert isinstance(postpone, PostponeForm)
    postpone.submit()
    desk.wait_idle()
    assert centre.training.session(session).status is SessionStatus.OPEN
    postpone.form.field("reason").set_value("Salle inondée")
    postpone.submit()
    desk.wait_idle()
    assert centre.training.session(session).status is SessionStatus.POSTPONED


def test_drafts_are_prepared_in_a_folder_and_the_toast_says_that_nothing_was_sent(
    page: TrainingPage, desk: Desk, budget: int, messages: RecordingMessages, tmp_path: Path, centre: Centre
) -> None:
    organisation = centre.training.session_sheet(budget).bookings[0].booking.organisation_id
    held = centre.directory.organisation(organisation)
    centre.directory.update_organisation(CLAIRE, organisation, held.version, email="t@example.org")
    page.open_session(budget)
    desk.wait_idle()
    messages.folders.append(tmp_path)
    (action,) = [one for one in page.session.doing.letters(centre.sheet(budget)) if one and one.id.endswith("convoke")]
    action.run()
    desk.wait_idle()
    assert len(list((tmp_path / "F2026-01 convoke").glob("*.eml"))) == 2
    assert "aucun n’est envoyé" in messages.toasts[-1].text


def test_a_course_takes_documents_competences_and_questions(page: TrainingPage, desk: Desk, centre: Centre) -> None:
    document = centre.training.catalogue.add_document(CLAIRE, title="Écrire un budget").id
    competence = centre.training.add_competence(CLAIRE, "Comptes").id
    page.open_courses(centre.course_id)
    desk.wait_idle()
    form = page.courses.form
    form.teaching.documents.take(Proposal(document, "Écrire un budget"))
    form.teaching.competences.take(Proposal(competence, "Comptes"))
    form.teaching.documents.commit()
    form.teaching.competences.commit()
    desk.wait_idle()
    sheet = centre.training.course_sheet(centre.course_id)
    assert ([one.title for one in sheet.documents], [one.name for one in sheet.competences]) == (
        ["Écrire un budget"],
        ["Comptes"],
    )
    form.questions.usual.click()
    form.questions.save.click()
    desk.wait_idle()
    hot = centre.training.evaluation_form(centre.course_id, Moment.HOT)
    assert hot is not None
    assert len(hot.questions) == 7
    assert_accessible(page.courses)


def test_a_calendar_is_controlled_before_it_is_taken(
    page: TrainingPage, desk: Desk, centre: Centre, tmp_path: Path, budget: int
) -> None:
    page.open_view(page.busy)
    desk.wait_idle()
    file = tmp_path / "salle.ics"
    file.write_bytes(
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20261112\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    view: Any = page.busy
    view.read_file(file)
    desk.wait_idle()
    assert view.control.isVisible()
    assert not view.take.isEnabled()
    assert "2 événements lus" in view._numbers.text().replace("\u00a0", " ")
    room = centre.training.rooms()[0]
    view.room.set_value(Proposal(room.id, room.name))
    view._preview()
    desk.wait_idle()
    assert "pas de date de début" in view._details.text()
    assert_accessible(page.busy)
    view.take.click()
    desk.wait_idle()
    assert [line.stretches for line in centre.training.busy_calendars()] == [1]
    file.write_bytes(b"rien")
    view.read_file(file)
    desk.wait_idle()
    assert view._message.isVisible()


def test_settings_are_saved_as_they_are_left_and_light_the_declared_page(
    page: TrainingPage, desk: Desk, centre: Centre
) -> None:
    page.acts.show_declared()
    desk.wait_idle()
    assert page.settings.isVisible()
    assert_accessible(page.settings)
    field = page.settings.form.field("is_declared")
    field.set_value(True)
    page.settings.form.committed.emit("is_declared", True)
    desk.wait_idle()
    assert centre.training.setting().is_declared
    page.acts.show_declared()
    desk.wait_idle()
    assert page.declared.isVisible()
    assert_accessible(page.declared)
    page.declared._save_note("22", "Classeur rouge")
    page.declared._save_amount("C3", 12_500)
    desk.wait_idle()
    assert {one.code: one.amount for one in centre.training.statement_lines(2026)}["C3"] == 12_500


def test_the_feed_is_kept_where_one_says(
    page: TrainingPage, desk: Desk, messages: RecordingMessages, tmp_path: Path, centre: Centre
) -> None:
    from cresi_app.training.ui.papers import feed_place  # noqa: PLC0415 - what the program asks

    messages.places += [tmp_path / "formations.ics", None]
    page.acts.keep_feed()
    desk.wait_idle()
    assert (tmp_path / "formations.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert feed_place(desk, centre.library.folder)() == tmp_path / "formations.ics"
    page.acts.keep_feed()
    assert feed_place(desk, centre.library.folder)() is None


def test_every_paper_of_the_year_is_previewed(page: TrainingPage, desk: Desk) -> None:
    for name in ("programme", "training-year"):
        page.previews.show_year_paper(name)
        desk.wait_idle()
        assert page.previews.cover is not None
        assert page.previews.cover.preview.total > 0
        page.previews.cover.close()
