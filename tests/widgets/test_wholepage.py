"""The step below which a page scrolls as a whole: panes ask for all they hold, list and sheet take turns, the keyboard stays in sight."""

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Actor
from cresi_app.shell.pagearea import PageArea
from cresi_app.widgets.desk import Desk, DeskDoors
from cresi_app.widgets.dialogsize import open_at
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, hold
from cresi_app.widgets.page import Page
from cresi_app.widgets.scroll import ScrollArea
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
