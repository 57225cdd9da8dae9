"""What an association does at the counter, with keys and presses, over a real library."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core.i18n import language
from cresi_app.core.papercode import paper_code
from cresi_app.shell.counter.asking import RequestPage
from cresi_app.shell.counter.booking import BookPage, SessionsPage
from cresi_app.shell.counter.finding import FindingPage, ItemPage
from cresi_app.shell.counter.opinion import OpinionPage, OpinionsPage
from cresi_app.shell.counter.parts import BigRow, Tile
from cresi_app.shell.counter.takeaway import TakeawayPage
from cresi_app.shell.counter.visiting import VisitorPage
from cresi_app.shell.counter.welcome import WelcomePage
from cresi_app.training.model import DayPart, PlaceStatus, SessionPlan, SlotPlan, Terms
from cresi_app.training.model.evaluation import Moment
from cresi_app.widgets.theme import theme
from tests.shell.counter.conftest import STAFF, Counter
from tests.widgets.accessibility import assert_accessible


def go(counter: Counter, key: str) -> None:
    page = counter.window.page
    assert isinstance(page, WelcomePage)
    page.tiles[key].click()
    counter.desk.wait_idle()


def front(counter: Counter) -> QWidget:
    """What is in front now: asked anew each time, because pressing changes it."""
    return counter.window.page


def press_row(counter: Counter, number: int = 0) -> None:
    counter.window.page.findChildren(BigRow)[number].click()
    counter.desk.wait_idle()


def identify(counter: Counter, qtbot: QtBot, code: str) -> None:
    page = counter.window.page
    assert isinstance(page, VisitorPage)
    QTest.keyClicks(page.code, code)
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: counter.window.page is not page)
    counter.desk.wait_idle()


def said(page: QWidget) -> str:
    words = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_first_page_says_what_there_is(counter: Counter) -> None:
    page = counter.window.page
    assert isinstance(page, WelcomePage)
    assert page.tiles["sessions"].accessibleDescription().replace("\u00a0", " ") == "1 journée ouverte"
    assert page.search.hasFocus()
    assert_accessible(counter.window)
    small = [one for one in counter.window.findChildren(Tile) if one.isVisible() and one.height() < 56]
    assert small == []


def test_a_document_is_found_opened_and_left(counter: Counter, qtbot: QtBot) -> None:
    page = counter.window.page
    assert isinstance(page, WelcomePage)
    QTest.keyClicks(page.search, "fleuve")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    counter.desk.wait_idle()
    found = counter.window.page
    assert isinstance(found, FindingPage)
    assert [row.accessibleName().split(",")[0] for row in found.rows()] == ["Récits du fleuve Sénégal"]
    assert_accessible(counter.window)
    press_row(counter)
    assert isinstance(counter.window.page, ItemPage)
    assert "trois pays" in said(counter.window.page)
    counter.window.page.returned.emit()
    qtbot.waitUntil(lambda: isinstance(counter.window.page, FindingPage))
    counter.desk.wait_idle()
    assert isinstance(counter.window.page, FindingPage)
    assert counter.window.page.input.text() == "fleuve"


def test_a_scan_opens_a_document_and_nothing_of_the_teams(counter: Counter) -> None:
    row = counter.services.catalogue.search("fleuve").rows[0]
    page = counter.window.page
    assert isinstance(page, WelcomePage)
    QTest.keyClicks(page.search, paper_code("document", row.number))
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    counter.desk.wait_idle()
    assert isinstance(counter.window.page, ItemPage)
    for code in ("CRSI:D/2026-001", "CRSI:P/123456", "CRSI:O/12", "CRSI:S/F2026-01"):
        counter.window.welcome()
        counter.window._searched(code)
        counter.desk.wait_idle()
        assert isinstance(counter.window.page, WelcomePage), code
        assert "équipe" in said(counter.window.foot)


def test_an_association_books_with_its_code(counter: Counter, qtbot: QtBot) -> None:
    code = counter.code("Teranga 91")
    go(counter, "sessions")
    assert isinstance(counter.window.page, SessionsPage)
    assert_accessible(counter.window)
    press_row(counter)
    assert isinstance(counter.window.page, VisitorPage)
    assert_accessible(counter.window)
    identify(counter, qtbot, code)
    page = counter.window.page
    assert isinstance(page, BookPage)
    assert_accessible(counter.window)
    assert "4 places libres" in said(page)
    QTest.keyClick(page.go, Qt.Key.Key_Space)
    assert "au moins un nom" in said(page)
    QTest.keyClicks(page.people[0][0], "Awa Sow")
    QTest.keyClicks(page.people[0][1], "sans gluten")
    QTest.keyClicks(page.unnamed, "2")
    QTest.keyClick(page.go, Qt.Key.Key_Space)
    counter.desk.wait_idle()
    assert "3 personnes inscrites" in said(page)
    assert "gluten" not in said(page)
    session = counter.services.training.counter_sessions()[0]
    assert session.free == 1
    (line,) = counter.services.training.session_sheet(session.id).bookings
    assert {place.place.status for place in line.places} == {PlaceStatus.REGISTERED}
    QTest.keyClicks(page.people[0][0], "Awa Sow")
    QTest.keyClick(page.go, Qt.Key.Key_Space)
    counter.desk.wait_idle()
    assert "Adressez-vous" in said(page)


def test_a_wrong_code_says_so_and_slows_down(counter: Counter, kept: dict[str, object]) -> None:
    go(counter, "request")
    page = counter.window.page
    assert isinstance(page, VisitorPage)
    for _ in range(3):
        page.code.setText("12345-678901")
        page.try_code()
        counter.desk.wait_idle()
    assert "attendez 5 secondes" in said(page)
    assert kept["code_failures"] == 3
    page.code.setText(counter.code("Un"))
    page.try_code()
    counter.desk.wait_idle()
    assert counter.window.page is page, "even the right one waits"


def test_a_day_is_asked_for(counter: Counter, qtbot: QtBot) -> None:
    code = counter.code("Un")
    go(counter, "request")
    identify(counter, qtbot, code)
    page = counter.window.page
    assert isinstance(page, RequestPage)
    assert_accessible(counter.window)
    page.ask()
    assert "Écrivez sur quoi" in said(page)
    QTest.keyClicks(page.theme, "Prise de parole")
    QTest.keyClicks(page.people, "12")
    page.ask()
    counter.desk.wait_idle()
    assert "est notée" in said(page)
    (line,) = counter.services.training.requests(2026)
    assert (line.request.theme, line.request.people) == ("Prise de parole", 12)


def test_an_opinion_is_counted_without_a_name(counter: Counter) -> None:
    training = counter.services.training
    course = training.courses()[0].id
    slots = (SlotPlan.usual(date(2026, 10, 5), DayPart.AM),)
    held = training.add_session(STAFF, SessionPlan(course, slots, capacity_max=4, capacity_target=4)).id
    training.book(STAFF, held, counter.organisation("Un"), ["A A"], Terms(late_reason="essai"))
    counter.window.forget()
    counter.desk.wait_idle()
    revisions = len(counter.services.library.revisions())
    go(counter, "opinion")
    assert isinstance(front(counter), OpinionsPage)
    press_row(counter)
    page = front(counter)
    assert isinstance(page, OpinionPage)
    assert_accessible(counter.window)
    page.send()
    assert "une question au moins" in said(page)
    next(iter(page.choices.values()))._buttons["4"].click()
    page.send()
    counter.desk.wait_idle()
    assert "Merci" in said(page)
    assert training.evaluation_result(held, Moment.HOT).n == 1
    assert len(counter.services.library.revisions()) == revisions


def test_forms_are_offered_and_a_machine_without_printer_says_so(counter: Counter) -> None:
    go(counter, "forms")
    page = counter.window.page
    assert isinstance(page, TakeawayPage)
    assert [button.isEnabled() for button in page.buttons] == [False, False]
    assert "pas d’imprimante" in said(page)
    doors = counter.window.doors
    assert doors is not None
    for _, make in doors.forms:
        assert make().read_bytes().startswith(b"%PDF")


def test_after_idle_minutes_everything_is_forgotten(counter: Counter, qtbot: QtBot) -> None:
    code = counter.code("Un")
    go(counter, "sessions")
    press_row(counter)
    identify(counter, qtbot, code)
    counter.window._resize_text(150)
    counter.window._speak("en")
    QGuiApplication.clipboard().setText("Awa Sow")
    go(counter, "documents")
    page = counter.window.page
    assert isinstance(page, FindingPage)
    page.input.setText("privé")
    guard = counter.window.guard  # shortened now only: a slow machine may need long for what stands above
    guard._warning.setInterval(20)
    guard._ending.setInterval(60)
    qtbot.waitUntil(lambda: isinstance(counter.window.page, WelcomePage))
    counter.desk.wait_idle()
    assert language() == "fr"
    assert theme().zoom == 100
    assert QGuiApplication.clipboard().text() == ""
    assert all(not one.text() for one in counter.window.findChildren(QLineEdit) if one.isVisible())


def test_text_grows_and_languages_change(counter: Counter) -> None:
    counter.window.bar.sizes[2].click()
    assert theme().zoom == 150
    assert_accessible(counter.window)
    counter.window.foot.languages[1].click()
    counter.desk.wait_idle()
    assert language() == "en"
    assert [one.isChecked() for one in counter.window.foot.languages] == [False, True]
    assert isinstance(counter.window.page, WelcomePage)
    targets = [*counter.window.bar.sizes, *counter.window.foot.languages, counter.window.foot.team]
    assert all(one.height() >= 56 for one in targets)


@pytest.mark.parametrize("size", [(1280, 760), (1440, 900)])
def test_nothing_is_cut_on_the_first_page(counter: Counter, size: tuple[int, int]) -> None:
    counter.window.resize(*size)
    counter.desk.wait_idle()
    page = counter.window.page
    assert isinstance(page, WelcomePage)
    bottoms = [tile.mapTo(counter.window, tile.rect().bottomLeft()).y() for tile in page.tiles.values()]
    assert max(bottoms) < counter.window.foot.y()
