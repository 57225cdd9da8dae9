"""The budget is typed into like a spreadsheet: these tests press the real keys in the real table."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.projects.model import Budget, balance_of
from cresi_app.projects.service import AmountEntry
from cresi_app.projects.ui.budget_model import ACTUAL, FORECAST, LABEL, BudgetTableModel
from cresi_app.projects.ui.budget_rows import RowKind, table_rows
from cresi_app.projects.ui.budget_table import BudgetTable
from tests.projects.vectors import nomenclature, vector

FORM = nomenclature()


@pytest.fixture
def model(qapp: QApplication) -> Iterator[BudgetTableModel]:
    made = BudgetTableModel()
    made.show(FORM, vector())
    yield made
    made.deleteLater()


@pytest.fixture
def table(qtbot: QtBot, model: BudgetTableModel) -> BudgetTable:
    view = BudgetTable(model)
    qtbot.addWidget(view)
    view.resize(720, 600)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    return view


def go(table: BudgetTable, model: BudgetTableModel, code: str, column: int = FORECAST) -> int:
    number = model.find_code(code)
    assert number is not None
    table.go(number, column)
    return number


def editor_of(table: BudgetTable) -> QLineEdit:
    found = [e for e in table.viewport().findChildren(QLineEdit) if e.isVisible()]
    assert len(found) == 1
    return found[0]


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)
    QApplication.processEvents()  # Qt closes a cell after the key, not within it


def is_open(table: BudgetTable) -> bool:
    return table.state() == BudgetTable.State.EditingState


def budget_of(model: BudgetTableModel) -> Budget:
    assert model.budget is not None
    return model.budget


def test_the_balance_follows_every_keystroke_and_escape_takes_it_back(
    model: BudgetTableModel, table: BudgetTable
) -> None:
    seen: list[str] = []
    model.budget_changed.connect(lambda budget: seen.append(balance_of(budget).code))
    go(table, model, "604")
    QTest.keyClicks(table, "8")
    QTest.keyClicks(editor_of(table), "975")
    assert len(seen) == 4
    assert budget_of(model).gap == 1_00
    assert balance_of(budget_of(model)).sentence == "Écart\u00a0: il manque 1\u00a0€ de produits"
    press(editor_of(table), Qt.Key.Key_Escape)
    assert budget_of(model).is_balanced
    assert not is_open(table)


def test_enter_keeps_the_amount_and_tells_it_once(model: BudgetTableModel, table: BudgetTable) -> None:
    told: list[list[AmountEntry]] = []
    model.entered.connect(told.append)
    number = go(table, model, "604")
    press(table, Qt.Key.Key_Return)
    assert editor_of(table).text() == "8\u202f974"
    QTest.keyClicks(editor_of(table), "9000,50")
    press(editor_of(table), Qt.Key.Key_Return)
    assert told == [[AmountEntry("604", 1, "amount_minor", 9000_50)]]
    assert model.index(number, FORECAST).data() == "9\u202f000,50\u00a0€"
    go(table, model, "604")
    press(table, Qt.Key.Key_F2)
    press(editor_of(table), Qt.Key.Key_Return)
    assert len(told) == 1


def test_enter_goes_to_the_amount_below_as_a_spreadsheet_does(model: BudgetTableModel, table: BudgetTable) -> None:
    """A column typed with Enter after each amount fills its lines: none is written over."""
    first = go(table, model, "604")
    for words in ("100", "200", "300"):
        QTest.keyClicks(table, words[0])
        QTest.keyClicks(editor_of(table), words[1:])
        press(editor_of(table), Qt.Key.Key_Return)
        assert not is_open(table)
    assert table.currentIndex().column() == FORECAST
    purchases = budget_of(model).charges.section("60")
    assert [row.figures.forecast for row in purchases.rows] == [100_00, 200_00, 300_00]
    assert table.currentIndex().row() > first + 2


def test_tab_walks_from_amount_to_amount_and_lets_the_table_go_at_the_end(
    model: BudgetTableModel, table: BudgetTable
) -> None:
    first = go(table, model, "604")
    QTest.keyClicks(table, "1")
    press(editor_of(table), Qt.Key.Key_Tab)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (first, ACTUAL)
    assert is_open(table)
    QTest.keyClicks(editor_of(table), "2")
    press(editor_of(table), Qt.Key.Key_Tab)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (first + 1, FORECAST)
    press(editor_of(table), Qt.Key.Key_Backtab)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (first, ACTUAL)
    row = model.row(first)
    assert row is not None
    assert (row.figures.forecast, row.figures.actual) == (1_00, 2_00)
    press(editor_of(table), Qt.Key.Key_Escape)
    last = go(table, model, "875", ACTUAL)
    QTest.keyClicks(table, "5")
    press(editor_of(table), Qt.Key.Key_Tab)
    assert not is_open(table)
    assert table.currentIndex().row() == last


def test_an_amount_that_does_not_read_stays_in_its_cell(model: BudgetTableModel, table: BudgetTable) -> None:
    go(table, model, "604")
    QTest.keyClicks(table, "1")
    QTest.keyClicks(editor_of(table), ",2,3")
    editor = editor_of(table)
    assert editor.property("error")
    assert "1,2,3" in editor.accessibleDescription()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        press(editor, key)
        assert is_open(table)
    assert editor.text() == "1,2,3"
    press(editor, Qt.Key.Key_Backspace)
    press(editor, Qt.Key.Key_Backspace)
    press(editor, Qt.Key.Key_Return)
    assert not is_open(table)
    assert budget_of(model).charges.section("60").rows[0].figures.forecast == 1_20


def test_what_could_not_be_kept_when_the_cell_is_left_is_told(model: BudgetTableModel, table: BudgetTable) -> None:
    lost: list[tuple[object, object]] = []
    table.unread.connect(lambda words, why: lost.append((words, why)))
    go(table, model, "604")
    QTest.keyClicks(table, "x")
    table.setCurrentIndex(model.index(0, 0))
    table.setFocus()
    QApplication.processEvents()
    assert [words for words, _ in lost] == ["x"]
    assert budget_of(model).is_balanced


def test_an_empty_line_of_the_form_takes_an_amount(model: BudgetTableModel, table: BudgetTable) -> None:
    told: list[list[AmountEntry]] = []
    model.entered.connect(told.append)
    number = go(table, model, "601")
    QTest.keyClicks(table, "2")
    QTest.keyClicks(editor_of(table), "50")
    press(editor_of(table), Qt.Key.Key_Tab)
    QTest.keyClicks(editor_of(table), "100")
    press(editor_of(table), Qt.Key.Key_Return)
    assert told == [
        [AmountEntry("601", None, "amount_minor", 250_00)],
        [AmountEntry("601", None, "actual_minor", 100_00)],
    ]
    row = model.row(number)
    assert row is not None
    assert (row.figures.forecast, row.figures.actual) == (250_00, 100_00)


def test_a_reload_does_not_take_the_cell_away_from_who_types(model: BudgetTableModel, table: BudgetTable) -> None:
    model.set_whole_form(False)
    number = go(table, model, "604")
    QTest.keyClicks(table, "1")
    QTest.keyClicks(editor_of(table), "23")
    model.show(FORM, vector()[2:])
    assert is_open(table)
    assert editor_of(table).text() == "123"
    assert model.index(number, LABEL).data() == "Prestations de services"
    press(editor_of(table), Qt.Key.Key_Escape)
    assert model.find_code("604") is None


def test_a_pasted_column_fills_the_lines_below_as_one_act(model: BudgetTableModel, table: BudgetTable) -> None:
    told: list[list[AmountEntry]] = []
    lost: list[object] = []
    model.entered.connect(told.append)
    table.unread.connect(lambda words, _why: lost.append(words))
    go(table, model, "613")
    QGuiApplication.clipboard().setText("4 600,00\t1000\n\n713\tn.c.\n840")
    table.paste(QGuiApplication.clipboard().text())
    assert lost == ["n.c."]
    assert [(e.line_code, e.field, e.minor) for e in told[0]] == [
        ("613", "amount_minor", 4600_00),
        ("613", "actual_minor", 1000_00),
        ("618", "amount_minor", 840_00),
    ]
    assert len(told) == 1


def test_delete_clears_an_amount_and_asks_for_the_line_on_its_name(model: BudgetTableModel, table: BudgetTable) -> None:
    asked: list[str] = []
    table.remove_asked.connect(lambda: asked.append("remove"))
    go(table, model, "604")
    press(table, Qt.Key.Key_Delete)
    assert budget_of(model).gap == -8974_00
    go(table, model, "604", LABEL)
    press(table, Qt.Key.Key_Delete)
    assert asked == ["remove"]


def test_every_line_of_the_form_has_a_row_and_only_entered_ones_without_the_form(model: BudgetTableModel) -> None:
    whole = table_rows(budget_of(model), whole_form=True)
    codes = {row.line.code for row in whole if row.line is not None}
    assert codes == {line.code for line in FORM.lines}
    few = table_rows(budget_of(model), whole_form=False)
    assert [row.entry.id for row in few if row.entry is not None] == [line.id for line in vector()]
    assert [row.label for row in few if row.kind is RowKind.TOTAL] == ["Total des charges", "Total des produits"]
    totals = {row.label: row.figures.forecast for row in few if row.kind in {RowKind.TOTAL, RowKind.SUBTOTAL}}
    assert totals == {
        "Sous-total des charges": 141_112_00, "Total des charges": 257_112_00,
        "Sous-total des produits": 141_112_00, "Total des produits": 257_112_00,
    }  # fmt: skip
    assert all(
        model.index(n, c).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount()) for c in range(4)
    )
