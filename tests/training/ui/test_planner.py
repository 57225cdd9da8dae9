"""The year planner by keyboard, by pointer, and as assistive tools read it."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.core import clock
from cresi_app.training.model import YearPlan
from cresi_app.training.ui.planner import YearPlanner
from cresi_app.training.ui.planner_model import PlannerModel, column_of, day_at
from cresi_app.training.ui.planner_walk import month_earlier
from tests.training.centre import CLAIRE, Centre


@pytest.fixture
def plan(centre: Centre, budget: int) -> YearPlan:
    return centre.training.year_plan(2026)


@pytest.fixture
def planner(qtbot: QtBot, plan: YearPlan) -> YearPlanner:
    made = YearPlanner()
    qtbot.addWidget(made)
    made.resize(800, 520)
    made.show_plan(plan, date(2026, 10, 8))
    made.show()
    return made


def test_every_day_has_its_cell_under_its_weekday() -> None:
    found = [day_at(2026, row, column) for row in range(12) for column in range(37)]
    days = [day for day in found if day is not None]
    assert len(days) == 365
    assert all(day_at(2026, day.month - 1, column_of(day)) == day for day in days)
    assert all(column_of(day) % 7 == day.weekday() for day in days)
    assert len([day for row in range(12) for c in range(37) if (day := day_at(2028, row, c))]) == 366


def test_the_model_keeps_qt_s_rules(qapp: QApplication, plan: YearPlan) -> None:
    model = PlannerModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(plan)
    assert tester.model() is model
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.parametrize(
    ("key", "modifier", "day"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, date(2026, 10, 7)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, date(2026, 10, 9)),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, date(2026, 9, 8)),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, date(2026, 11, 8)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, date(2026, 10, 1)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, date(2026, 10, 31)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier, date(2026, 1, 1)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier, date(2026, 12, 31)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, date(2026, 9, 10)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, date(2026, 11, 5)),
    ],
)
def test_keys_walk_through_the_year(
    planner: YearPlanner, key: Qt.Key, modifier: Qt.KeyboardModifier, day: date
) -> None:
    told: list[date] = []
    planner.day_changed.connect(told.append)
    QTest.keyClick(planner, key, modifier)
    assert planner.day == day
    assert told == [day]


def test_keys_stop_at_the_ends_of_the_year(planner: YearPlanner, plan: YearPlan) -> None:
    planner.show_plan(plan, date(2026, 1, 1))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
        QTest.keyClick(planner, key)
        assert planner.day == date(2026, 1, 1)
    planner.choose(date(2026, 12, 31))
    QTest.keyClick(planner, Qt.Key.Key_Right)
    assert planner.day == date(2026, 12, 31)
    planner.choose(date(2026, 3, 31))
    QTest.keyClick(planner, Qt.Key.Key_PageUp)
    assert planner.day == date(2026, 2, 28)
    assert month_earlier(date(2028, 3, 31), 1) == date(2028, 2, 29)


def test_enter_opens_and_n_books(planner: YearPlanner) -> None:
    opened: list[date] = []
    booked: list[date] = []
    planner.opened.connect(opened.append)
    planner.book_asked.connect(booked.append)
    QTest.keyClick(planner, Qt.Key.Key_Return)
    QTest.keyClick(planner, Qt.Key.Key_N)
    assert opened == booked == [date(2026, 10, 8)]
    planner.single_letters = False
    QTest.keyClick(planner, Qt.Key.Key_N)
    assert len(booked) == 1


def test_a_click_chooses_a_day_and_nothing_where_there_is_none(planner: YearPlanner) -> None:
    model = planner.model()
    spot = planner.visualRect(model.index(9, column_of(date(2026, 10, 21)))).center()
    QTest.mouseClick(planner.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert planner.day == date(2026, 10, 21)
    empty = planner.visualRect(model.index(9, 0)).center()
    QTest.mouseClick(planner.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(empty))
    assert planner.day == date(2026, 10, 21)


def test_assistive_tools_read_a_table_whose_cells_say_everything(planner: YearPlanner) -> None:
    interface = QAccessible.queryAccessibleInterface(planner)
    assert interface.role() == QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "Planning de l’année"
    model = planner.model()
    words = model.index(9, column_of(date(2026, 10, 8))).data(Qt.ItemDataRole.AccessibleTextRole)
    lines = words.replace("\u00a0", " ").splitlines()
    assert lines[0] == "jeudi 8 octobre 2026"
    assert lines[1] == "Monter son budget · 9 h 30 – 17 h · Salle Senghor · Confirmée · 2 inscrits sur 2"
    holiday = model.index(10, column_of(date(2026, 11, 1))).data(Qt.ItemDataRole.ToolTipRole)
    assert "Toussaint" in holiday
    assert "Vacances de la Toussaint" in holiday


def test_today_is_never_covered_by_a_title(planner: YearPlanner, plan: YearPlan) -> None:
    with clock.frozen(datetime(2026, 10, 10, 9, 0, tzinfo=UTC)):
        planner.show_plan(plan)
        planner.grab()
        today = planner.visualRect(planner.model().index(9, column_of(date(2026, 10, 10))))
        assert not planner.covered(today)
        assert planner._titles, "the title stands elsewhere, or shorter"


def test_a_title_without_room_stands_on_two_lines_where_the_row_is_high(
    planner: YearPlanner, centre: Centre, budget: int
) -> None:
    centre.training.update_session(CLAIRE, budget, 1, title="Monter et défendre le budget d'un projet")
    with clock.frozen(datetime(2026, 10, 10, 9, 0, tzinfo=UTC)):  # which leaves no room at the right
        planner.show_plan(centre.training.year_plan(2026))
        planner.resize(700, 420)
        planner.grab()
        low = max(title.box.height() for title in planner._titles)
        planner.resize(700, 700)
        planner.grab()
        assert max(title.box.height() for title in planner._titles) > 1.5 * low
