"""A scan anywhere in the window opens its record, and leaves what was being typed as it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.shell.scanning import Scanning

CODE = "CRSI:D/2026-042/V3"


class Bench(QWidget):
    """A window with three kinds of places where the keyboard may be."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.text, self.button = QLineEdit(), QPlainTextEdit(), QPushButton("Faire")
        box = QVBoxLayout(self)
        for part in (self.line, self.text, self.button):
            box.addWidget(part)
        self.pressed = 0
        self.entered = 0
        self.button.clicked.connect(self._press)
        self.line.returnPressed.connect(self._enter)
        self.codes: list[str] = []
        self.scanning = Scanning(self)
        self.scanning.scanned.connect(self.codes.append)

    def _press(self) -> None:
        self.pressed += 1

    def _enter(self) -> None:
        self.entered += 1


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def keys(target: QWidget, text: str) -> None:
    """Type as a reader does: at the window, whatever in it has the keyboard."""
    target.setFocus()
    for char in text:
        QTest.keyEvent(QTest.KeyAction.Click, target.window().windowHandle(), char)  # type: ignore[call-overload]  # the stubs forget characters


def press(target: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(target.window().windowHandle(), key)


def scan(target: QWidget, code: str = CODE) -> None:
    keys(target, code)
    press(target, Qt.Key.Key_Return)


def test_a_scan_in_a_field_leaves_the_field_as_it_was(bench: Bench) -> None:
    keys(bench.line, "Awa")
    scan(bench.line, CODE.lower())
    assert bench.codes == [CODE]
    assert bench.line.text() == "Awa"
    assert bench.entered == 0, "Enter is the reader's, not the form's"


def test_a_scan_in_a_long_text_and_on_a_button(bench: Bench) -> None:
    keys(bench.text, "Note ")
    scan(bench.text)
    assert bench.text.toPlainText() == "Note "
    scan(bench.button, "CRSI:P/123456789")
    assert bench.codes == [CODE, "CRSI:P/123456789"]
    assert bench.pressed == 0


def test_a_pasted_code_is_a_scan_too(bench: Bench) -> None:
    bench.line.setText(f" {CODE} ")
    bench.line.setFocus()
    press(bench.line, Qt.Key.Key_Return)
    assert bench.codes == [CODE]
    assert bench.line.text() == ""


@pytest.mark.parametrize("words", ["CRSI:", "Awa Sow", "CRSI: un sigle", "crsi"])
def test_ordinary_words_are_left_alone(bench: Bench, words: str) -> None:
    scan(bench.line, words)
    assert bench.codes == []
    assert (bench.line.text(), bench.entered) == (words, 1)


def test_a_view_that_wants_codes_itself_gets_them(bench: Bench) -> None:
    bench.line.setProperty("takes_codes", True)
    scan(bench.line)
    assert bench.codes == []
    assert (bench.line.text(), bench.entered) == (CODE, 1)


def test_keys_between_end_a_code(bench: Bench) -> None:
    keys(bench.line, "CRSI:D/2026")
    press(bench.line, Qt.Key.Key_Left)
    press(bench.line, Qt.Key.Key_End)
    bench.line.clear()
    scan(bench.line, "-042")
    assert bench.codes == []
