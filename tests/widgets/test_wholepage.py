"""The step below which a page scrolls as a whole: panes ask for all they hold, list and sheet take turns, the keyboard stays in sight."""

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Actor
from cresi_app.shell.pagearea import PageArea
from cresi_app.widgets.desk import Desk, DeskDoors
from cresi_app.widgets.dialogsize import open_at
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.gauges import Stepper
from cresi_app.widgets.headrow import HeadRow
from cresi_app.widgets.labels import ElidedLabel, Label, TwoLineLabel
from cresi_app.widgets.layouts import Column, hold
from cresi_app.widgets.page import Page
from cresi_app.widgets.scroll import BAR_ROOM, BesideBar, ScrollArea
from cresi_app.widgets.theme import theme
from cresi_app.widgets.turns import SideOrUnder, Turns
from cresi_app.widgets.wholepage import STEP
from tests.widgets.recording import RecordingMessages
from tests.windows import activated

WIDE, NARROW = 1100, 900


def shown(qtbot: QtBot, page: QWidget, width: int = WIDE) -> PageArea:
    """Show a page in the area that the window gives it."""
    stack = QStackedWidget()
    stack.addWidget(page)
    area = PageArea(stack)
    qtbot.addWidget(area)
    area.resize(width, 400)
    with qtbot.waitExposed(area):
        area.show()
    return area


def tall(height: int = 700) -> QWidget:
    """Return what is higher than its pane."""
    content = QWidget()
    content.setMinimumHeight(height)
    return content


@pytest.mark.parametrize(("framed", "bars"), [(False, (0, 1)), (True, (1, 0))])
def test_one_bar_below_the_step(qtbot: QtBot, framed: bool, bars: tuple[int, int]) -> None:
    page, pane = QWidget(), ScrollArea(tall(), framed=framed)
    Column(QLabel("…"), pane, parent=page)
    area = shown(qtbot, page)

    def scrolling() -> tuple[int, int]:
        return min(pane.verticalScrollBar().maximum(), 1), min(area.verticalScrollBar().maximum(), 1)

    assert scrolling() == (1, 0), "a pane scrolls alone where there is room beside it"
    area.resize(STEP - 1, 400)
    qtbot.waitUntil(lambda: scrolling() == bars)
    area.resize(STEP, 400)
    qtbot.waitUntil(lambda: scrolling() == (1, 0))
    theme().set_zoom(125)
    qtbot.waitUntil(lambda: scrolling() == bars)
    theme().set_zoom(100)
    qtbot.waitUntil(lambda: scrolling() == (1, 0))


def test_what_waits_behind_makes_no_page_higher(qtbot: QtBot) -> None:
    page, stack = QWidget(), FrontStack(ScrollArea(tall(300)), ScrollArea(tall(900)))
    Column(stack, parent=page)
    area = shown(qtbot, page, NARROW)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    stack.setCurrentIndex(1)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 500)


class Desked(Page):
    """A page whose content is a stack: a sentence in front, something high behind."""

    def title(self) -> str:
        return "…"

    def build(self) -> QWidget:
        front = QWidget()
        Column(Label("mot " * 40, wrap=True), parent=front)
        return FrontStack(front, tall(900))


def test_what_a_stack_of_a_page_hides_makes_no_page_higher(qtbot: QtBot) -> None:
    page = Desked(Desk(DeskDoors(lambda _thread: None, lambda _kind, _id: None), RecordingMessages(), Actor("t", "T")))
    page.ensure_built()
    area = shown(qtbot, page, NARROW)
    qtbot.waitUntil(lambda: page.heightForWidth(NARROW) > 0 and area.verticalScrollBar().maximum() == 0)


def test_a_list_and_its_sheet_take_turns(qtbot: QtBot) -> None:
    names, sheet = QListView(), QLineEdit()
    names.setModel(QStringListModel(["Mali", "Niger"], names))
    turns = Turns(names, sheet, lists=[names])
    area = shown(qtbot, turns)
    assert activated(area)
    assert (names.isVisible(), sheet.isVisible(), turns.back.isVisible()) == (True, True, False)
    area.resize(NARROW, 400)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    names.setFocus()
    second = names.visualRect(names.model().index(1, 0)).center()
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert (names.isVisible(), sheet.isVisible(), turns.back.hasFocus()) == (False, True, True)
    turns.back.click()
    assert (names.isVisible(), sheet.isVisible(), names.hasFocus()) == (True, False, True)
    area.resize(WIDE, 400)
    qtbot.waitUntil(lambda: sheet.isVisible() and names.isVisible())


def test_a_side_column_goes_under(qtbot: QtBot) -> None:
    main, side = QLabel("…"), QLabel("…")
    area = shown(qtbot, SideOrUnder(main, side, 300))
    assert (side.width(), side.y()) == (300, 0)
    area.resize(NARROW, 400)
    qtbot.waitUntil(lambda: side.width() == NARROW and side.y() >= main.height())


def test_what_takes_the_keyboard_is_brought_into_sight(qtbot: QtBot) -> None:
    page, far = QWidget(), QLineEdit()
    Column(tall(900), far, parent=page)
    area = shown(qtbot, page, NARROW)
    assert activated(area)
    far.setFocus()
    qtbot.waitUntil(lambda: far.visibleRegion().boundingRect().height() == far.height())


def test_a_dialog_opens_within_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(640, 480)
    dialog = QDialog(window)
    content = tall()
    hold(content, least_width=100)
    Column(ScrollArea(content), parent=dialog)
    open_at(dialog, 900, 700)
    assert (dialog.width(), dialog.height()) == (624, 464)
    open_at(dialog, 300, 200)
    assert (dialog.width(), dialog.height()) == (300, 200)


def test_what_scrolls_leaves_no_room_for_a_bar_that_is_not_there(qtbot: QtBot) -> None:
    part, page = QLabel("…"), QWidget()
    pane = ScrollArea(BesideBar(part))
    Column(pane, parent=page)
    area = shown(qtbot, page)
    qtbot.waitUntil(lambda: part.width() == pane.viewport().width() - BAR_ROOM)
    area.resize(NARROW, 400)
    qtbot.waitUntil(lambda: part.width() == pane.viewport().width() == NARROW)


def test_buttons_go_under_a_second_line_they_would_cut(qtbot: QtBot) -> None:
    title, facts = ElidedLabel("Accords", "h1"), TwoLineLabel("quatorze accords en vigueur · deux échus")
    head = HeadRow(Column(title, facts), [title], [button := QPushButton("Nouvel accord")], breaking=[facts])
    qtbot.addWidget(head)
    whole = facts.sizeHint().width() + button.sizeHint().width()
    head.resize(whole, 200)
    head.show()
    assert button.mapTo(head, button.rect().topLeft()).y() < facts.y(), "beside, and the facts on one line or two"
    head.resize(whole - round(0.7 * facts.sizeHint().width()), 200)
    qtbot.waitUntil(lambda: button.mapTo(head, button.rect().topLeft()).y() > facts.geometry().bottom())
    assert not facts.cut_at(head.width())


def test_a_second_line_begins_with_a_fact(qtbot: QtBot) -> None:
    facts = TwoLineLabel("8 dossiers · 7 pays · exercice")
    qtbot.addWidget(facts)
    wide = facts.fontMetrics().horizontalAdvance("8 dossiers · 7 pays · ")
    assert facts._lines(wide + 2) == ["8 dossiers · 7 pays", "exercice"]


def test_the_step_under_way_is_not_cut(qtbot: QtBot) -> None:
    stepper = Stepper("Étapes")
    qtbot.addWidget(stepper)
    stepper.set_steps(["Reçu", "Commission permanente", "Versement", "Clos"], 2)
    words = [stepper._cell(index) for index in range(4)]
    stepper.resize(1000, 40)
    assert stepper._cells() == [250] * 4
    stepper.resize(round(sum(words)) + 8, 40)
    assert stepper._cells() == pytest.approx([word + 2 for word in words], abs=1), "none is cut where all have room"
    stepper.resize(round(sum(words)) - 20, 40)
    cells = stepper._cells()
    assert [cells[0], *cells[2:]] == [words[0], *words[2:]]
    assert sum(cells) == pytest.approx(stepper.width())
