"""From inside the counter's window nothing of the team's can be reached: every way is tried."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.shell.commands import Doings, window_actions
from cresi_app.shell.counter.lock import CounterLock
from cresi_app.shell.counter.unlocking import UnlockPage
from cresi_app.shell.counter.welcome import WelcomePage
from tests.shell.counter.conftest import WORDS, Counter


def _nothing(*_anything: object) -> Any:
    """Stand in for everything the window can do."""


def staff_shortcuts() -> list[str]:
    """Every shortcut of the team's window, and those of its pages, fields and desktops."""
    stand_ins: Any = dict.fromkeys(Doings.__dataclass_fields__, _nothing)
    own = [action.shortcut for action in window_actions(Doings(**stand_ins), [(str(n), "Page") for n in range(9)])]
    others = (
        "Ctrl+P Ctrl+D F1 F2 F3 F4 F5 F6 F7 Shift+F1 Shift+F6 F10 F11 F12 Shift+F10 Ctrl+O Ctrl+S Ctrl+W Ctrl+Q Ctrl+K Ctrl+F Alt+F4 "
        "Alt+Space Ctrl+Tab Ctrl+Shift+N Meta+D Alt+F Ctrl+Alt+Delete Ctrl+Shift+Escape Alt+Left Menu Help Escape"
    )
    return sorted({keys for keys in own if keys} | set(others.split()))


def windows() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


@pytest.fixture(autouse=True)
def nothing_of_other_tests(qapp: QApplication) -> None:
    """Put away what an earlier test of the same process left on the screen, so that only the counter's own windows count."""
    for left in windows():
        left.hide()


@pytest.fixture
def alone(counter: Counter) -> Iterator[Counter]:
    assert windows() == [counter.window]
    yield counter
    assert windows() == [counter.window]
    assert isinstance(counter.window.page, WelcomePage)
    assert counter.lock.is_locked


def test_no_shortcut_of_the_team_does_anything(alone: Counter) -> None:
    page = alone.window.page
    assert isinstance(page, WelcomePage)
    for keys in staff_shortcuts():
        sequence = QKeySequence(keys)
        if sequence.isEmpty():
            continue
        combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs do not know that a sequence has items
        for target in (alone.window, page.search, alone.window.foot.team):
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()
        assert windows() == [alone.window], keys
        assert alone.window.page is page, keys
        assert page.search.text() == "", keys


def test_alt_f4_and_every_close_end_at_the_window(alone: Counter) -> None:
    event = QCloseEvent()
    QApplication.sendEvent(alone.window, event)
    assert not event.isAccepted()
    assert not alone.window.close()
    QApplication.closeAllWindows()


def test_nothing_is_dropped_anywhere(alone: Counter) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/etc/passwd")])
    data.setText("CRSI:D/2026-001")
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for target in (alone.window, alone.window.page, alone.window.page.search):  # type: ignore[attr-defined]  # the welcome page has it
        enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
        QApplication.sendEvent(target, enter)
        assert not enter.isAccepted()
        drop = QDropEvent(QPointF(5, 5), copy, data, left, none)
        QApplication.sendEvent(target, drop)
        assert not drop.isAccepted()
    assert alone.window.page.search.text() == ""  # type: ignore[attr-defined]  # same


def test_no_context_menu_tooltip_or_help_appears(alone: Counter) -> None:
    for target in [alone.window, *alone.window.findChildren(QWidget)]:
        QApplication.sendEvent(
            target, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), target.mapToGlobal(QPoint(2, 2)))
        )
        QApplication.sendEvent(target, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), target.mapToGlobal(QPoint(2, 2))))
        QApplication.sendEvent(
            target, QHelpEvent(QEvent.Type.WhatsThis, QPoint(2, 2), target.mapToGlobal(QPoint(2, 2)))
        )
    QApplication.processEvents()


@pytest.mark.qt_log_ignore("does not support")  # the offscreen platform says so of every menu
def test_any_other_window_is_put_away_at_once(alone: Counter, qtbot: QtBot) -> None:
    for other in (QDialog(), QMessageBox(), QMenu(), QWidget()):
        qtbot.addWidget(other)
        other.show()
        QApplication.processEvents()
        assert not other.isVisible(), type(other).__name__
    menu = QMenu(alone.window)
    menu.addAction("Ouvrir")
    menu.popup(QPoint(10, 10))
    QApplication.processEvents()
    assert not menu.isVisible()


def test_the_voice_opens_no_file_and_no_question(alone: Counter, tmp_path: object) -> None:
    from pathlib import Path  # noqa: PLC0415 - beside its only use

    from cresi_app.widgets.messages import Question  # noqa: PLC0415 - same

    voice = alone.window.voice
    assert voice.open_files("x", []) == []
    assert voice.save_file("x", "y", []) is None
    assert voice.choose_folder("x") is None
    assert not voice.ask(Question("a", "b", "c"))
    voice.show_file(Path(str(tmp_path)))


def test_no_record_opens_from_outside(alone: Counter) -> None:
    """What a handed-over command or a link would ask the desk for leads nowhere."""
    for kind in ("session", "organisation", "person", "project", "document", "booking"):
        alone.desk.open_record(kind, 1)
    QApplication.processEvents()


def test_no_staff_widget_exists_behind_it(alone: Counter) -> None:
    from cresi_app.shell.palette import Palette  # noqa: PLC0415 - beside its only use
    from cresi_app.shell.window import MainWindow  # noqa: PLC0415 - same

    assert not [one for one in QApplication.allWidgets() if isinstance(one, MainWindow | Palette)]
    assert not alone.window.menuBar().actions()
    assert not [
        one for one in alone.window.findChildren(QWidget) for action in one.actions() if not action.shortcut().isEmpty()
    ]


def test_typing_and_editing_still_work(counter: Counter) -> None:
    page = counter.window.page
    assert isinstance(page, WelcomePage)
    QTest.keyClicks(page.search, "abc")
    QTest.keyClick(page.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.search, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert page.search.text() == ""
    QTest.keyClick(page.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.search.text() == "abc"
    altgr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_At, altgr, "@")
    assert not counter.window.guard.eventFilter(page.search, event), "AltGr writes @ on some systems"


def test_only_the_passphrase_gives_it_back(counter: Counter, qtbot: QtBot, kept: dict[str, object]) -> None:
    counter.window.foot.team.click()
    page = counter.window.page
    assert isinstance(page, UnlockPage)
    for words in ("", "mauvaise phrase", WORDS[:-1], WORDS.upper()):
        page.words.setText(words)
        page.try_words()
        assert page.words.text() == ""
    assert counter.lock.is_locked
    assert kept["failures"] == 3
    page.words.setText(WORDS)
    page.try_words()
    assert counter.lock.is_locked, "the right words wait too, after three wrong ones"
    again = CounterLock(counter.lock._read, kept.update)
    assert again.wait().total_seconds() == 5, "kept over a restart"
    kept["until"] = ""
    with qtbot.waitSignal(counter.window.left):
        page.words.setText(WORDS)
        page.try_words()
    assert kept["locked"] is False
    assert not counter.window.isVisible()
