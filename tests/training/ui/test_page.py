"""The Formations page with real keys over a real library: make, book, end, note presence, print, undo."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from cresi_app.core import clock
from cresi_app.training.model import AttendanceStatus, PlaceStatus, SessionStatus
from cresi_app.training.ui.acts import CancelSessionForm, EndForm, IdentifyForm, NeedsForm, ReplaceForm
from cresi_app.training.ui.booking import BookForm
from cresi_app.training.ui.page import TrainingPage
from cresi_app.training.ui.presence import MarkButton
from cresi_app.training.ui.sheetform import SlotForm
from cresi_app.training.ui.whole import MoveForm
from cresi_app.widgets.desk import Desk
from tests.training.centre import CLAIRE, Centre
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages

REGISTERED, WAITING = PlaceStatus.REGISTERED, PlaceStatus.WAITING


def opened(page: TrainingPage, desk: Desk, session: int) -> None:
    page.open_session(session)
    desk.wait_idle()


def press(page: QWidget, name: str) -> None:
    button = page.findChild(QWidget, name)
    assert button is not None, name
    QTest.keyClick(button, Qt.Key.Key_Space)


def words(root: QWidget) -> list[str]:
    """Everything that stands on buttons and labels under `root`, no-break spaces made plain."""
    found = [label.text() for label in root.findChildren(QLabel)]
    found += [button.text() for button in root.findChildren(QAbstractButton)]
    return [text.replace("\u00a0", " ").replace("\u202f", " ") for text in found]


def pick(desk: Desk, editor: QWidget, text: str) -> None:
    """Type into a picker or a token field and take what it offers first."""
    editor.setFocus()
    assert isinstance(editor, QLineEdit)
    editor.insert(text)
    desk.wait_idle()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    desk.wait_idle()


def test_the_year_shows_the_next_session_with_its_seats(page: TrainingPage) -> None:
    assert page.year.planner.day == date(2026, 10, 8)
    assert {"Monter son budget", "2 inscrits sur 2", "1 en attente"} <= set(words(page.year.card))


def test_every_view_can_be_used_without_a_mouse(page: TrainingPage, desk: Desk, budget: int) -> None:
    assert_accessible(page.year)
    opened(page, desk, budget)
    for tab in ("bookings", "waiting", "presence", "sheet"):
        page.session.show_tab(tab)
        assert_accessible(page.session)
    page.make_session(date(2026, 12, 15))
    desk.wait_idle()
    assert_accessible(page)


def test_a_session_is_made_from_a_course_and_a_day_and_taken_back(
    page: TrainingPage, desk: Desk, centre: Centre
) -> None:
    page.desk.change_settings(single_letter_keys=False)
    assert not page.year.planner.single_letters  # at once
    page.desk.change_settings(single_letter_keys=True)
    page.year.planner.setFocus()
    page.year.planner.choose(date(2026, 12, 15))
    QTest.keyClick(page.year.planner, Qt.Key.Key_Return)
    desk.wait_idle()
    form = page._creating.form if page._creating else None
    assert form is not None
    pick(desk, form.course.editor, "budg")
    QTest.keyClick(form.course.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.wait_idle()
    made = centre.training.sessions(2026)[-1]
    assert (made.days, made.half_days, made.status) == ((date(2026, 12, 15),), 2, SessionStatus.OPEN)
    assert page.session.session_id == made.id
    desk.write("undo", lambda: centre.library.undo(CLAIRE))
    desk.wait_idle()
    assert len(centre.training.sessions(2026)) == 1
    assert page.session.session_id is None, "a session that is no more is left"


def test_a_course_room_and_hours_are_made_and_typed_on_the_way(page: TrainingPage, desk: Desk, centre: Centre) -> None:
    page.make_session(date(2026, 11, 3))
    desk.wait_idle()
    assert page._creating is not None
    form = page._creating.form
    pick(desk, form.course.editor, "Prendre la parole")
    pick(desk, form.form.field("room_id").editor, "Salle Césaire")
    form.form.show_values({"shape": "am"})
    form.form.field("am_from").set_value(datetime(2026, 1, 1, 18, 0, tzinfo=UTC).time())
    form.submit()
    desk.wait_idle()
    assert "vient après" in form.form.field("am_to").error
    form.form.field("am_from").set_value(datetime(2026, 1, 1, 9, 0, tzinfo=UTC).time())
    form.submit()
    desk.wait_idle()
    (made,) = [one for one in centre.training.sessions(2026) if one.title == "Prendre la parole"]
    assert (made.half_days, made.starts.hour, made.where) == (1, 9, "Salle Césaire")


def test_several_people_of_one_association_are_booked_and_the_one_too_many_waits(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int, messages: RecordingMessages
) -> None:
    centre.training.update_session(CLAIRE, budget, 1, capacity_max=5)
    page.book(budget)
    desk.wait_idle()
    form = page.session._form
    assert isinstance(form, BookForm)
    pick(desk, form.organisation.editor, "Collectif Haïti")  # made on the fly
    for name in ("Wislande Pierre-Louis", "Jean Un"):
        pick(desk, form.guests.input, name)
    form.unnamed.input.setText("1")
    assert not form.note.isVisible()  # what most bookings do without is folded
    form.more.click()
    assert form.note.isVisible()
    assert not form.more.isVisible()
    form.submit()
    desk.wait_idle()
    assert not messages.errors
    assert not form.note.isVisible()
    statuses = centre.statuses(budget)
    assert statuses["Wislande Pierre-Louis"] is REGISTERED
    assert len(statuses) == 6
    assert sorted(statuses.values()).count(WAITING) == 1
    assert messages.toasts[-1].text == "2 personnes inscrites, 1 en attente."
    assert form.organisation.value() is None


def test_an_exception_is_asked_for_at_its_field(page: TrainingPage, desk: Desk, centre: Centre, budget: int) -> None:
    centre.training.update_session(CLAIRE, budget, 1, booking_closes_on=date(2026, 10, 1), capacity_max=5)
    page.book(budget)
    desk.wait_idle()
    form = page.session._form
    assert isinstance(form, BookForm)
    assert not form.late.isVisible()
    pick(desk, form.organisation.editor, "Teranga 94")
    pick(desk, form.guests.input, "Lucie Nguyen")
    form.submit()
    desk.wait_idle()
    assert form.late.isVisible()
    assert "closes depuis" in form.late.error
    assert [one.title for one in form.guests.read()] == ["Lucie Nguyen"], "nothing typed is lost"
    form.late.input.setText("Venue au comptoir")
    form.submit()
    desk.wait_idle()
    assert centre.statuses(budget)["Lucie Nguyen"] is REGISTERED


def test_a_place_is_ended_from_its_row_and_the_next_one_moves_up(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int
) -> None:
    opened(page, desk, budget)
    place = centre.sheet(budget).bookings[0].places[0].place.id
    press(page, f"end:{place}")
    form = page.session._form
    assert isinstance(form, EndForm)
    form.form.field("reason").set_value("Malade")
    form.submit()
    desk.wait_idle()
    assert centre.statuses(budget) == {
        "Awa Sow": PlaceStatus.WITHDRAWN,
        "Ibrahima Ba": REGISTERED,
        "Paul Roy": REGISTERED,
    }
    assert isinstance(page.session._form, type(None) | BookForm)
    desk.write("undo", lambda: centre.library.undo(CLAIRE))
    desk.wait_idle()
    assert centre.statuses(budget)["Paul Roy"] is WAITING
    assert page.findChild(QWidget, f"end:{place}") is not None


def test_a_colleague_comes_instead_and_a_name_is_recognised(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int
) -> None:
    opened(page, desk, budget)
    place = centre.sheet(budget).bookings[0].places[0].place.id
    press(page, f"replace:{place}")
    form = page.session._form
    assert isinstance(form, ReplaceForm)
    pick(desk, form.form.field("name").editor, "Lucie Nguyen")
    form.submit()
    desk.wait_idle()
    assert centre.statuses(budget)["Lucie Nguyen"] is REGISTERED
    booking = centre.sheet(budget).bookings[0]
    line = next(one for one in booking.places if one.name == "Lucie Nguyen")
    page.session.doing.asked(("identify", booking, line))
    identify = page.session._form
    assert isinstance(identify, IdentifyForm)
    pick(desk, identify.form.field("guests").editor, "Lucie Nguyen")
    identify.submit()
    desk.wait_idle()
    assert centre.training.place(line.place.id).person_id is not None


def test_needs_are_noted_and_seen_only_there(page: TrainingPage, desk: Desk, centre: Centre, budget: int) -> None:
    opened(page, desk, budget)
    booking = centre.sheet(budget).bookings[0]
    page.session.doing.asked(("needs", booking, booking.places[0]))
    desk.wait_idle()
    form = page.session._form
    assert isinstance(form, NeedsForm)
    form.needs.input.setPlainText("Vient en fauteuil")
    form.submit()
    desk.wait_idle()
    assert centre.training.needs(booking.places[0].place.id) == "Vient en fauteuil"
    assert not any("fauteuil" in text for text in words(page))


def test_presence_is_noted_by_tap_and_by_key(page: TrainingPage, desk: Desk, centre: Centre, budget: int) -> None:
    with clock.frozen(datetime(2026, 10, 8, 12, 0, tzinfo=UTC)):
        opened(page, desk, budget)
        page.session.show_tab("presence")
        buttons = page.session.presence.findChildren(MarkButton)
        assert len(buttons) == 4
        assert buttons[0].accessibleName().startswith("Ibrahima Ba, jeudi 8 octobre, matin".replace(" 8 ", " 8\u00a0"))
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        desk.wait_idle()
        QTest.keyClick(buttons[1], Qt.Key.Key_A)
        desk.wait_idle()
        assert sorted(centre.sheet(budget).attendance.values()) == [AttendanceStatus.ABSENT, AttendanceStatus.PRESENT]
        assert page.session.presence.findChildren(MarkButton) == buttons, "the keyboard keeps its place"
        QTest.keyClick(buttons[1], Qt.Key.Key_Delete)
        desk.wait_idle()
        assert list(centre.sheet(budget).attendance.values()) == [AttendanceStatus.PRESENT]


def test_nothing_is_noted_before_the_day(page: TrainingPage, desk: Desk, budget: int) -> None:
    opened(page, desk, budget)
    assert not any(button.isEnabled() for button in page.session.presence.findChildren(MarkButton))


def test_the_waiting_list_says_why_and_goes_on_after_the_deadline_with_a_reason(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int, messages: RecordingMessages
) -> None:
    centre.training.update_session(CLAIRE, budget, 1, booking_closes_on=date(2026, 10, 1))
    centre.training.update_session(CLAIRE, budget, 2, capacity_max=3)
    opened(page, desk, budget)
    page.session.show_tab("waiting")
    assert any("closes depuis" in text for text in words(page.session.waiting))
    press(page, "promote")
    form = page.session._form
    assert form is not None
    form.submit()
    assert form.form.field("late_reason").error
    form.form.field("late_reason").set_value("A rappelé")
    form.submit()
    desk.wait_idle()
    assert centre.statuses(budget)["Paul Roy"] is REGISTERED
    told = messages.toasts[-1]
    assert told.act is not None
    told.act.run()
    desk.wait_idle()
    assert centre.statuses(budget)["Paul Roy"] is not REGISTERED
    centre.training.update_session(CLAIRE, budget, centre.sheet(budget).session.version, capacity_max=2)
    page.session.doing.promote()
    form = page.session._form
    assert form is not None
    form.form.field("late_reason").set_value("A rappelé")
    form.submit()
    desk.wait_idle()
    assert "Rien n" in messages.toasts[-1].text  # nobody could be let in, and it is said


def test_the_sheet_saves_as_fields_are_left_and_refuses_at_the_field(
    page: TrainingPage, desk: Desk, centre: Centre, budget: int, messages: RecordingMessages
) -> None:
    opened(page, desk, budget)
    page.session.show_tab("sheet")
    form = page.session.sheet_tab.form
    for value in ("3", "4"):
        field = form.field("capacity_max")
        field.editor.setFocus()
        field.editor.setText(value)  # type: ignore[attr-defined]  # a line input
        QTest.keyClick(field.editor, Qt.Key.Key_Return)
    desk.wait_idle()
    assert centre.training.session(budget).capacity_max == 4
    assert centre.statuses(budget)["Paul Roy"] is REGISTERED
    minimum = form.field("capacity_min")
    minimum.editor.setFocus()
    minimum.editor.setText("9")  # type: ignore[attr-defined]  # same
    QTest.keyClick(minimum.editor, Qt.Key.Key_Return)
    desk.wait_idle()
    assert "se suivent" in minimum.error
    assert not messages.errors


def test_half_days_status_and_cancellation(page: TrainingPage, desk: Desk, centre: Centre, budget: int) -> None:
    opened(page, desk, budget)
    page.session.doing.ask_slot(None)
    form = page.session._form
    assert isinstance(form, SlotForm)
    form.form.show_values({"day": date(2026, 10, 9)})
    form.submit()
    desk.wait_idle()
    assert len(centre.sheet(budget).slots) == 3
    page.session.doing.ask_slot(centre.sheet(budget).slots[2])
    removing = page.session._form
    assert isinstance(removing, SlotForm)
    removing._remove()
    desk.wait_idle()
    assert len(centre.sheet(budget).slots) == 2
    page.session.doing.setting(SessionStatus.OPEN)()
    desk.wait_idle()
    assert centre.training.session(budget).status is SessionStatus.OPEN
    page.session.doing.ask_move()
    move = page.session._form
    assert isinstance(move, MoveForm)
    move.form.show_values({"day": date(2026, 10, 15)})
    move.submit()
    desk.wait_idle()
    assert centre.sheet(budget).slots[0].slot.day == date(2026, 10, 15)
    page.session.doing.ask_cancel()
    cancel = page.session._form
    assert isinstance(cancel, CancelSessionForm)
    cancel.form.field("reason").set_value("Grève des transports")
    cancel.submit()
    desk.wait_idle()
    assert centre.training.session(budget).status is SessionStatus.CANCELLED
    assert page.session._form is None


def test_the_attendance_sheet_is_shown_before_it_is_printed(page: TrainingPage, desk: Desk, budget: int) -> None:
    opened(page, desk, budget)
    page.session.doing.print_sheet()
    desk.wait_idle()
    assert page.previews.cover is not None
    preview = page.previews.cover.preview
    assert preview.total == 1
    assert preview.offer.file_name == "attendance-F2026-01.pdf"
    assert "training.badge" in dict(preview.offer.others)
    page.previews.cover.close()
    assert page.session.isVisible()
    assert not [action for action in page.actions() if action.id.startswith("preview")]


def test_calendars_are_written_where_one_says_and_a_bad_place_is_told(
    page: TrainingPage, desk: Desk, budget: int, messages: RecordingMessages, tmp_path: Path
) -> None:
    messages.places += [tmp_path / "annee.ics", tmp_path / "nulle" / "part.ics", None]
    for _ in range(3):
        page.actions()[1].run()
        desk.wait_idle()
    assert b"BEGIN:VEVENT" in (tmp_path / "annee.ics").read_bytes()
    assert "annee.ics" in messages.toasts[0].text
    assert "part.ics" in messages.errors[0].sentence  # type: ignore[attr-defined]  # a refusal


def test_another_year_and_back_keeps_the_page_whole(page: TrainingPage, desk: Desk) -> None:
    desk.set_year(2027)
    desk.wait_idle()
    assert page.year.planner.year == 2027
    desk.set_year(2028)
    desk.wait_idle()
    assert page.year._known.isVisible()
    page.year.go_today()
    desk.wait_idle()
    assert page.year.planner.day == date(2026, 10, 6)
    page.restore({"day": "2026-10-08", "session": "", "tab": ""})
    assert page.state()["day"] == "2026-10-08"


def test_a_change_of_language_keeps_the_view(page: TrainingPage, desk: Desk, budget: int) -> None:
    opened(page, desk, budget)
    page.session.show_tab("waiting")
    page.retranslate()
    desk.wait_idle()
    assert page.session.session_id == budget
    assert page.session.tab == "waiting"


@pytest.mark.parametrize(("width", "height"), [(1208, 838), (1212, 698), (892, 578)])
def test_nothing_is_squeezed_in_small_windows(page: TrainingPage, desk: Desk, width: int, height: int) -> None:
    window = page.window()
    window.resize(width, height)
    desk.wait_idle()
    assert (window.width(), window.height()) == (width, height), "the page asks for more room than it may"
    assert page.year.planner.columnWidth(5) >= 16
    assert page.year.planner.width() <= page.width()


def test_a_course_is_described_and_a_session_made_of_it(page: TrainingPage, desk: Desk, centre: Centre) -> None:
    page.open_record("course", centre.course_id)
    desk.wait_idle()
    assert_accessible(page.courses)
    assert page.courses.form.form.field("title").value() == "Monter son budget"
    page.courses.add()
    desk.wait_idle()
    form = page.courses.form.form
    for name, value in (("title", "Plaidoyer pour l'eau"), ("objectives", "Écrire un argumentaire"), ("half_days", 1)):
        field = form.field(name)
        field.show_value(value)
        field.commit()
        desk.wait_idle()
    made = next(one for one in centre.training.courses() if one.title == "Plaidoyer pour l'eau")
    assert (made.objectives, made.half_days) == ("Écrire un argumentaire", 1)
    too_many = form.field("capacity_min")
    too_many.show_value(99)
    too_many.commit()
    desk.wait_idle()
    assert "se suivent" in too_many.error
    too_many.show_value(0)
    too_many.commit()
    page.courses.form._schedule()
    desk.wait_idle()
    assert page._creating is not None
    page._creating.form.submit()
    desk.wait_idle()
    session = next(one for one in centre.training.sessions(2026) if one.course_id == made.id)
    assert (session.half_days, session.title) == (1, "Plaidoyer pour l'eau")


def test_a_course_goes_to_the_archives_and_comes_back(page: TrainingPage, desk: Desk, centre: Centre) -> None:
    page.open_courses()
    desk.wait_idle()
    page.courses.form._toggle_archive()
    desk.wait_idle()
    assert centre.training.courses() == []
    page.courses.form._toggle_archive()
    desk.wait_idle()
    assert len(centre.training.courses()) == 1
    assert page.state()["course"] == str(centre.course_id)
