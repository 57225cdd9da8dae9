"""The window's voice: toasts that wait while read, messages that stay, questions, files, garbage on the right thread."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core.errors import DomainError
from cresi_app.widgets.card import Pane
from cresi_app.widgets.landmap import LandMap, Place
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.memory import MainThreadCollector
from cresi_app.widgets.messages import Act, Question
from cresi_app.widgets.notices import progress_sentence
from cresi_app.widgets.tasks import Progress
from cresi_app.widgets.theme import theme
from cresi_app.widgets.toast import Toast
from cresi_app.widgets.voice import MOST_AT_ONCE, MessageArea, QuestionDialog, WindowVoice, file_filter
from tests.widgets.accessibility import unnamed_controls


@pytest.fixture
def voice(qtbot: QtBot) -> Iterator[WindowVoice]:
    window, area = QWidget(), MessageArea()
    Column(area, None, parent=window)
    qtbot.addWidget(window)
    window.resize(800, 400)
    voice = WindowVoice(window, area)
    with qtbot.waitExposed(window):
        window.show()
    yield voice
    voice.bubble.hide()


def ticking(toast: Toast) -> bool:
    return toast._timer.isActive()


def test_toast_waits_while_it_is_read(voice: WindowVoice) -> None:
    done: list[int] = []
    voice.toast("Notice créée", Act("Annuler", lambda: done.append(1)))
    assert ticking(voice.bubble)
    inside = QPointF(4, 4)
    QApplication.sendEvent(voice.bubble, QEnterEvent(inside, inside, inside))
    assert not ticking(voice.bubble)
    QApplication.sendEvent(voice.bubble, QEvent(QEvent.Type.Leave))
    assert ticking(voice.bubble)
    voice.bubble._button.click()
    assert done == [1]
    assert not voice.bubble.isVisible()
    assert not ticking(voice.bubble)


def test_toast_gives_way_above_a_foot(voice: WindowVoice) -> None:
    toast, window = voice.bubble, voice.bubble.parentWidget()
    assert window is not None
    voice.toast("Notice créée")
    low = toast.y()
    foot = Pane("surface2", "t", parent=window)
    foot.setGeometry(0, window.height() - 90, window.width(), 90)
    foot.show()
    voice.toast("Notice modifiée")
    assert toast.geometry().bottom() < foot.y() <= low + toast.height()
    foot.hide()
    voice.toast("Notice créée")
    assert toast.y() == low


def test_messages_are_said_once_and_make_room(voice: WindowVoice) -> None:
    for number in range(5):
        voice.inline(f"Message {number}", "warning")
        voice.inline(f"Message {number}", "warning")
    shown = [message.text for message in voice.area.messages()]
    assert shown == [f"Message {number}" for number in range(5 - MOST_AT_ONCE, 5)]
    voice.area.clear()
    assert not voice.area.isVisible()


def test_refusals_are_counted(voice: WindowVoice) -> None:
    voice.error(DomainError("x", "Non : c'est complet."))
    assert voice.refusals == 1
    assert [message.text for message in voice.area.messages()] == ["Non\u00a0: c’est complet."]


def test_crash_keeps_a_report(voice: WindowVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(voice, "show_file", shown.append)
    voice.crash(LookupError("boum"))
    [message] = voice.area.messages()
    message._button.click()
    assert "boum" in shown[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Escape, 0), (Qt.Key.Key_Return, 0)])
def test_a_stray_key_never_confirms(qtbot: QtBot, key: Qt.Key, answer: int) -> None:
    dialog = QuestionDialog(Question("Effacer ?", "Rien ne pourra le ramener.", "Effacer"))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert unnamed_controls(dialog) == []
    QTest.keyClick(dialog, key)
    assert dialog.result() == answer
    assert not dialog.isVisible()


def test_files_are_chosen_through_the_gate(voice: WindowVoice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(tmp_path / "a.mrc")], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "dossier"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: "")
    assert voice.open_files("Importer", [("Notices", "*.mrc")]) == [tmp_path / "a.mrc"]
    assert voice.save_file("Imprimer", "dossier.pdf", [("PDF", "*.pdf")]) == tmp_path / "dossier.pdf"
    assert voice.choose_folder("Où ?") is None
    assert file_filter([("PDF", "*.pdf")]) == "PDF (*.pdf);;Tous les fichiers (*)"


def test_progress_is_said_in_words() -> None:
    progress = Progress("Import")
    assert progress_sentence(progress) == "En cours…"
    progress.done, progress.total = 50, 100
    progress.started -= 60
    assert progress_sentence(progress).startswith("50 sur 100 · encore")
    progress.cancel()
    assert progress_sentence(progress) == "Arrêt en cours…"


class TestMap:
    @pytest.fixture
    def lands(self, qtbot: QtBot) -> LandMap:
        lands = LandMap("Carte")
        lands.set_places(
            [Place("home", "Évry", 2.4, 48.6, home=True), Place(1, "Zinder", 9, 13.8), Place(2, "Haïti", -72.3, 18.5)]
        )
        qtbot.addWidget(lands)
        lands.resize(500, 300)
        with qtbot.waitExposed(lands):
            lands.show()
        return lands

    def test_says_its_places(self, lands: LandMap) -> None:
        assert lands.accessibleDescription() == "Zinder, Haïti"

    def test_keys_and_mouse_choose(self, lands: LandMap) -> None:
        chosen: list[object] = []
        lands.chosen.connect(chosen.append)
        QTest.keyClick(lands, Qt.Key.Key_Right)
        QTest.keyClick(lands, Qt.Key.Key_Right)
        at = lands._point(lands._places[1]).toPoint()
        QTest.mouseClick(lands, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert chosen == [1, 2, 1]

    def test_is_drawn_without_places(self, lands: LandMap) -> None:
        lands.set_places([])
        assert not lands.grab().isNull()
        assert lands.accessibleDescription() == "Aucun lieu"


def test_closures_on_the_look_end_with_their_widget(qtbot: QtBot) -> None:
    heard: list[int] = []
    widget = QWidget()
    theme().follow(widget, lambda: heard.append(1))
    theme().changed.emit()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme().changed.emit()
    assert heard == [1]


class Knot:
    """Garbage that only the cyclic collector finds; it notes which thread collected it."""

    collected_on: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.collected_on.append(threading.get_ident())


def test_garbage_is_collected_on_the_main_thread(qapp: QApplication) -> None:
    collector = MainThreadCollector.of(qapp)
    assert MainThreadCollector.of(qapp) is collector

    def make() -> None:
        for _ in range(3000):
            Knot()

    worker = threading.Thread(target=make)
    worker.start()
    worker.join()
    assert Knot.collected_on == []
    assert collector.collect() >= 0
    assert set(Knot.collected_on) == {threading.get_ident()}
