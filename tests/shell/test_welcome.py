"""First opening: keys, files, a folder that takes nothing, the guide; nothing is written before a choice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.core.i18n import set_language
from cresi_app.core.settings import Settings, load_settings
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.welcome import WelcomeWindow, page
from cresi_app.shell.welcome.dialogs import GuideDialog, NewLibraryDialog
from cresi_app.shell.welcome.places import nearest_folder
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.theme import theme
from tests.widgets.accessibility import assert_accessible


@pytest.fixture
def chosen() -> list[LibraryChoice]:
    return []


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, chosen: list[LibraryChoice]) -> Iterator[WelcomeWindow]:
    made = WelcomeWindow(Settings(), chosen.append, tmp_path / "documents" / "cresi")
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.voice.bubble.hide()


def test_one_stands_for_the_example_in_a_folder_of_its_own(
    window: WelcomeWindow, chosen: list[LibraryChoice], tmp_path: Path
) -> None:
    QTest.keyClick(window.page, Qt.Key.Key_1)
    assert [(one.kind, one.folder) for one in chosen] == [("example", tmp_path / "documents" / "cresi-exemple")]
    assert list(tmp_path.iterdir()) == []


def test_three_asks_a_name_and_a_folder_only(
    window: WelcomeWindow, chosen: list[LibraryChoice], tmp_path: Path
) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewLibraryDialog)
        dialog.name.set_value("Maison des solidarités")
        dialog.accept()

    QTimer.singleShot(0, answer)
    QTest.keyClick(window.page, Qt.Key.Key_3)
    assert [(one.kind, one.name) for one in chosen] == [("new", "Maison des solidarités")]
    assert list(tmp_path.iterdir()) == []


def test_a_file_dropped_is_the_same_as_choosing_it(
    window: WelcomeWindow, chosen: list[LibraryChoice], tmp_path: Path
) -> None:
    file = tmp_path / "fonds.mrc"
    window.files_dropped.emit([file])
    assert [(one.kind, one.file) for one in chosen] == [("new", file)]


def test_a_folder_that_takes_nothing_is_said_and_another_is_chosen(
    window: WelcomeWindow, chosen: list[LibraryChoice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "can_write", lambda _folder: False)
    window.page.choose("new")
    assert chosen == []
    assert window.page._refused.isVisible()
    assert "Rien n’a été créé" in window.page._refused.text
    other = tmp_path / "ailleurs"
    other.mkdir()
    monkeypatch.setattr(window.voice, "choose_folder", lambda _title, _start=None: other)
    window.page._change_folder()
    assert not window.page._refused.isVisible()
    assert window.page.where.text().endswith("ailleurs")


def test_the_guide_opens_with_its_key(window: WelcomeWindow) -> None:
    seen: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, GuideDialog)
        seen.append(dialog.windowTitle())
        dialog.accept()

    QTimer.singleShot(0, read)
    window.topbar.help.click()
    assert seen == ["Guide de démarrage"]


def test_the_first_page_is_accessible_and_disables_what_needs_a_library(window: WelcomeWindow) -> None:
    assert_accessible(window.page)
    assert not window.topbar.new.isEnabled()
    assert not window.topbar.undo.isEnabled()
    assert window.topbar.undo.toolTip()


def test_a_french_keyboard_chooses_without_shift(window: WelcomeWindow, chosen: list[LibraryChoice]) -> None:
    QTest.keyClick(window.sidebar.buttons[3], Qt.Key.Key_Ampersand)
    assert [one.kind for one in chosen] == ["example"]


def test_tab_goes_from_card_to_card(window: WelcomeWindow) -> None:
    assert window.focusWidget() is window.page.cards[0]
    for card in window.page.cards[1:]:
        window.focusNextChild()
        assert window.focusWidget() is card


def test_every_desk_says_that_nothing_is_there_and_leads_back(window: WelcomeWindow) -> None:
    for button in window.sidebar.buttons[1:]:
        button.click()
        assert window.nothing.isVisible()
        assert window.nothing.title_label.text() == "Rien encore"
        assert button.text() in window.nothing.text_label.text()
        assert button.isChecked()
        assert not button.badge
    assert_accessible(window.nothing)
    next(part for part in window.nothing.findChildren(Button) if part.isVisible()).click()
    assert window.page.isVisible()
    assert window.sidebar.buttons[0].isChecked()


def test_language_and_text_size_are_chosen_before_there_is_a_library(
    window: WelcomeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRESI_CONFIG", str(tmp_path / "config"))
    try:
        next(part for part in window.page.findChildren(Button) if part.text().strip() == "English").click()
        assert load_settings().language == "en"
        assert "Catalogue" not in window.sidebar.buttons[2].text()
        assert [card.beginning.key for card in window.page.cards] == ["example", "import", "new"]
        QTest.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
        assert (theme().zoom, load_settings().zoom) == (112, 112)
        QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
        assert theme().zoom == 100
    finally:
        set_language("fr")
        theme().set_zoom(100)


def test_the_nearest_folder_exists(tmp_path: Path) -> None:
    assert nearest_folder(tmp_path / "a" / "b") == tmp_path
