"""One working day with real keys in the real window: a notice, a search, a booking, a dossier on paper; each taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.app.session import Session
from cresi_app.projects.ui.page import ProjectsPage
from cresi_app.shell.window import MainWindow
from cresi_app.training.model.places import PlaceStatus
from cresi_app.widgets.fields import Field
from cresi_app.widgets.preview import PrintPreview
from tests.printing.inspection import texts
from tests.windows import activated

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Hands:
    """Ten fingers on the keyboard: every key goes to whoever has the focus, and all that was asked for arrives before the next."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def focus(self) -> QWidget:
        if QApplication.focusWidget() is None:
            activated(self.window)  # the test platform takes the keyboard away when another window of the run closes
        return QApplication.focusWidget() or self.window

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self.settle()

    def type(self, words: str) -> None:
        """Type as a keyboard with every letter does (the test platform's has ASCII alone)."""
        target = self.focus
        if words.isascii():
            QTest.keyClicks(target, words)
        else:
            assert isinstance(target, QLineEdit)
            target.insert(words)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.window.desk.wait_idle()
            QApplication.processEvents()

    def wait_for_works(self, qtbot: QtBot) -> None:
        """Wait for what runs beside everything else: a paper being laid out."""
        qtbot.waitUntil(lambda: not self.window.desk.tasks.long_works(), timeout=30_000)
        self.settle()


@pytest.fixture
def hands(session: Session) -> Hands:
    assert session.window is not None
    return Hands(session.window)


@pytest.fixture
def saved(session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the person at the desk says that a PDF be kept."""
    assert session.window is not None
    file = tmp_path / "dossier.pdf"
    monkeypatch.setattr(session.window.voice, "save_file", lambda *_asked: file)
    return file


def test_a_notice_is_written_found_and_taken_back(session: Session, hands: Hands) -> None:
    catalogue = session.services.catalogue
    before = catalogue.counts()["document"]
    hands.key(Qt.Key.Key_2, CTRL)
    assert hands.window.pages.key() == "catalogue"
    hands.key(Qt.Key.Key_N, CTRL | SHIFT)
    hands.type("Le sorgho des oubliés")
    hands.key(Qt.Key.Key_Tab)
    assert catalogue.counts()["document"] == before + 1
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_F, CTRL)
    hands.type("oublies")
    assert [row.title for row in catalogue.search("oublies").rows] == ["Le sorgho des oubliés"]
    assert any(
        label.text().startswith("1 résultat pour «") for label in hands.window.pages.current().findChildren(QLabel)
    )
    hands.key(Qt.Key.Key_Return)  # to the list, where Ctrl+Z is the library's and not the field's
    hands.key(Qt.Key.Key_Z, CTRL)
    assert catalogue.counts()["document"] == before
    hands.key(Qt.Key.Key_Y, CTRL)
    assert catalogue.counts()["document"] == before + 1


def test_places_are_booked_with_keys_and_taken_back(session: Session, hands: Hands) -> None:
    training = session.services.training
    wanted = next(one for one in reversed(training.upcoming(5)) if one.free > 2)
    hands.key(Qt.Key.Key_K, CTRL)
    hands.type(wanted.code)
    hands.key(Qt.Key.Key_Return)
    assert hands.window.pages.key() == "training"
    before = training.summary(wanted.id)
    assert before is not None
    page = hands.window.pages.current()
    association = next(
        field for field in page.findChildren(Field) if field.name == "organisation" and field.isVisible()
    )
    association.focus()
    hands.type("Eau Vive")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Tab)
    hands.type("SOW Awa")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Return, CTRL)
    after = training.summary(wanted.id)
    assert after is not None
    assert after.registered == before.registered + 1
    seated = [
        place
        for line in training.session_sheet(wanted.id).bookings
        for place in line.places
        if "SOW" in place.name.upper()
    ]
    assert [line.place.status for line in seated] == [PlaceStatus.REGISTERED]
    hands.window.topbar.undo.setFocus()
    hands.key(Qt.Key.Key_Z, CTRL)
    taken_back = training.summary(wanted.id)
    assert taken_back is not None
    assert taken_back.registered == before.registered


def test_a_dossier_is_opened_changed_printed_and_taken_back(
    session: Session, hands: Hands, saved: Path, qtbot: QtBot
) -> None:
    projects = session.services.projects
    record = projects.by_ref("2026-004")
    hands.key(Qt.Key.Key_K, CTRL)
    hands.type("2026-004")
    hands.key(Qt.Key.Key_Return)
    assert hands.window.pages.key() == "projects"
    hands.key(Qt.Key.Key_P, CTRL)
    [preview] = hands.window.pages.current().findChildren(PrintPreview)
    assert preview.total > 8
    hands.key(Qt.Key.Key_S, CTRL)
    hands.wait_for_works(qtbot)
    text = "".join(texts(saved))
    hands.key(Qt.Key.Key_Escape)
    assert text.count("257\u202f112") >= 2
    assert "■" not in text
    title = projects.project(record).title
    page = hands.window.pages.current()
    assert isinstance(page, ProjectsPage)
    assert page.dossier is not None
    page.dossier.go("request")
    field = next(one for one in hands.window.pages.current().findChildren(QLineEdit) if one.text() == title)
    field.setFocus()
    field.selectAll()
    hands.type("Jeunes du monde entier")
    hands.key(Qt.Key.Key_Tab)
    assert projects.project(record).title == "Jeunes du monde entier"
    hands.window.topbar.undo.setFocus()
    hands.key(Qt.Key.Key_Z, CTRL)
    assert projects.project(record).title == title
