"""The views beside a session: what arrives is read and booked, badges are scanned, sheets are typed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core import clock
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.training.model.evaluation import Moment, QuestionKind, QuestionPlan
from cresi_app.training.model.intake import Choice, Outcome
from cresi_app.training.reports.bookingform import booking_form
from cresi_app.training.reports.evaluationform import evaluation_form
from cresi_app.training.ui.arrivals import Arrivals
from cresi_app.training.ui.intake import LineCard
from cresi_app.training.ui.page import TrainingPage
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel
from cresi_app.widgets.pills import Pill
from tests.training.centre import CLAIRE, Centre, afternoon, morning
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages

DAY = date(2026, 10, 8)


@pytest.fixture
def session(centre: Centre) -> int:
    return centre.session(morning(DAY), afternoon(DAY), capacity_target=3, capacity_max=3)


@pytest.fixture
def arrivals(page: TrainingPage, desk: Desk) -> Arrivals:
    desk.wait_idle()
    return page.arrivals


def said(page: QWidget) -> str:
    words = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def filled(centre: Centre, folder: Path, name: str, **values: str) -> Path:
    booking_form(centre.training.programme_form(2026), Identity("Centre"), folder / "blank.pdf")
    with pikepdf.open(folder / "blank.pdf") as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if (value := values.get(str(field.T))) is not None:
                field.V = pikepdf.Name("/" + value) if field.get("/FT") == pikepdf.Name.Btn else pikepdf.String(value)
        pdf.save(folder / name)
    return folder / name


def test_forms_dropped_on_the_page_are_shown_then_booked_in_one_act(
    page: TrainingPage, desk: Desk, messages: RecordingMessages, centre: Centre, session: int, tmp_path: Path
) -> None:
    centre.organisation("Un")
    code = centre.training.session(session).code
    good = filled(centre, tmp_path, "a.pdf", organisation="Un", session=code, name_1="Awa Sow", consent="Oui")
    unknown = filled(centre, tmp_path, "b.pdf", organisation="Inconnue", session=code, name_1="Paul Roy", consent="Oui")
    assert page.take_files([good, unknown])
    desk.wait_idle()
    view = page.arrivals.intake
    cards = view.findChildren(LineCard)
    assert [card.pill.text for card in cards] == ["Prête", "À compléter"]
    assert view.go.text().replace("\u00a0", " ") == "Inscrire 1 demande"
    assert centre.sheet(session).bookings == (), "nothing is written before the button"
    assert_accessible(page)
    view.go.click()
    desk.wait_idle()
    assert "1 inscription enregistrée" in messages.toasts[-1].text.replace("\u00a0", " ")
    assert list(centre.statuses(session)) == ["Awa Sow"]
    (rest,) = view._lines
    assert rest.outcome is Outcome.INCOMPLETE
    view._decided(0, Choice(organisation_id=centre.organisation("Deux")))
    desk.wait_idle()
    view.go.click()
    desk.wait_idle()
    assert list(centre.statuses(session)) == ["Awa Sow", "Paul Roy"]


def test_a_letter_is_pasted_and_proposed(arrivals: Arrivals, desk: Desk, centre: Centre, session: int) -> None:
    centre.organisation("Teranga 91")
    arrivals.show("intake", 0)
    view = arrivals.intake
    code = centre.training.session(session).code
    view.letter.set_value(f"Inscription à {code}\nTeranga 91\n- Awa Sow\n- Paul Roy")
    view.read_text()
    desk.wait_idle()
    (line,) = view._lines
    assert (line.outcome, [one.asked.name for one in line.people]) == (Outcome.READY, ["Awa Sow", "Paul Roy"])
    view.forget()
    assert view._lines == []
    view.read_text()
    assert view.letter.error


def test_a_file_that_is_nothing_of_ours_is_left_to_other_pages(
    page: TrainingPage, arrivals: Arrivals, tmp_path: Path
) -> None:
    other = tmp_path / "autre.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(other)
    assert not page.take_files([other])


def test_a_badge_is_scanned_and_said_big(
    arrivals: Arrivals, desk: Desk, centre: Centre, session: int, page: TrainingPage
) -> None:
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["Awa Sow"])
    with clock.frozen(datetime(2026, 10, 8, 7, 20, tzinfo=UTC)):
        arrivals.show("door", session)
        desk.wait_idle()
        view = arrivals.door
        QTest.keyClicks(view.input, paper_code("place", str(booked.places[0].place_id)))
        QTest.keyClick(view.input, Qt.Key.Key_Return)
        desk.wait_idle()
        assert view.name.text() == "Awa Sow"
        assert "matin" in view.detail.text().lower()
        assert view.pill.text == "Présent"
        assert view.count.text().replace("\u00a0", " ") == "1 présent sur 1"
        assert [one.text() for one in view.expected.findChildren(ElidedLabel)] == ["Awa Sow", "Un"]
        assert [one.text for one in view.expected.findChildren(Pill)] == ["Présent"]
        assert_accessible(page)
        QTest.keyClicks(view.input, "CRSI:P/12")
        QTest.keyClick(view.input, Qt.Key.Key_Return)
        desk.wait_idle()
        assert view.pill.text == "Pas pointé"
        assert "badge" in view.detail.text()
        assert view.input.hasFocus()


@pytest.fixture
def held(centre: Centre) -> int:
    with clock.frozen(datetime(2026, 8, 1, tzinfo=UTC)):
        questions = (
            QuestionPlan("Utile ?"),
            QuestionPlan("Rythme", QuestionKind.CHOICE, "Lent\nJuste"),
            QuestionPlan("Un mot", QuestionKind.TEXT),
        )
        centre.training.set_evaluation_form(CLAIRE, centre.course_id, Moment.HOT, questions)
        session = centre.session(morning(date(2026, 8, 25)))
        centre.training.book(CLAIRE, session, centre.organisation("Un"), [f"P {n}" for n in range(6)])
    return session


def test_sheets_are_typed_with_one_key_an_answer(
    arrivals: Arrivals, desk: Desk, centre: Centre, held: int, page: TrainingPage
) -> None:
    arrivals.show("evaluations", held)
    desk.wait_idle()
    view = arrivals.evaluations
    assert_accessible(page)
    for _ in range(5):
        first, second = view._rows
        QTest.keyClick(first.choice, Qt.Key.Key_4)
        QTest.keyClick(second.choice, Qt.Key.Key_2)
        QTest.keyClick(second, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        desk.wait_idle()
    result = centre.training.evaluation_result(held, Moment.HOT)
    assert (result.n, result.results[0].counts, result.results[1].counts) == (5, {"4": 5}, {"Juste": 5})
    assert "Oui, tout à fait 5" in said(view.results)
    view.undo.click()
    desk.wait_idle()
    assert centre.training.evaluation_result(held, Moment.HOT).n == 4
    assert "à partir de 5" in said(view.results)
    view.count_sheet()
    desk.wait_idle()
    assert "vide" in view.message.text


def test_filled_evaluation_forms_are_counted_once(
    page: TrainingPage, arrivals: Arrivals, desk: Desk, centre: Centre, held: int, tmp_path: Path
) -> None:
    sheet = centre.training.questions_of(held, Moment.HOT)
    scale, choice, text = sheet.questions
    evaluation_form(centre.sheet(held), sheet, Identity("Centre"), tmp_path / "blank.pdf")
    files = []
    for n in range(2):
        with pikepdf.open(tmp_path / "blank.pdf") as pdf:
            for field in pdf.Root.AcroForm.Fields:
                name = str(field.T)
                if name == f"q_{scale.id}":
                    field.V = pikepdf.Name("/3")
                elif name == f"q_{choice.id}":
                    field.V = pikepdf.Name("/o1")
                elif name == f"q_{text.id}":
                    field.V = pikepdf.String(f"Mot {n}")
            files.append(tmp_path / f"{n}.pdf")
            pdf.save(files[-1])
    assert page.take_files([*files, files[0]])
    desk.wait_idle()
    assert centre.training.evaluation_result(held, Moment.HOT).n == 2
    assert "déjà été lu" in arrivals.evaluations.message.text
    rows = centre.library.query("SELECT answer, n FROM evaluation_tally WHERE n > 0 ORDER BY answer")
    assert [tuple(row) for row in rows] == [("3", 2), ("Lent", 2)]


def test_the_sessions_menu_leads_to_them(
    page: TrainingPage, desk: Desk, qtbot: QtBot, session: int, messages: RecordingMessages
) -> None:
    page.open_session(session)
    desk.wait_idle()
    acts = {action.id: action for action in page.actions()}
    for name in ("training.door", "training.evaluations", "training.session_form", "training.intake", "training.form"):
        assert name in acts, name
    acts["training.door"].run()
    desk.wait_idle()
    assert page._stack.currentWidget() is page.arrivals.door
    page.arrivals.door.left.emit()
    desk.wait_idle()
    assert page._stack.currentWidget() is page.session
    acts["training.session_form"].run()
    desk.wait_idle()
    assert messages.shown[-1].name.startswith("bulletin-2026")
