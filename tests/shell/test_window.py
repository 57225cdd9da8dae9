"""The window used with keys: pages, history, palette, undo, people, closing without loss."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import language
from cresi_app.core.settings import Settings
from cresi_app.shell.about import AboutDialog
from cresi_app.shell.doors import BackupState, StaffProfile
from cresi_app.shell.keeping import Keeping, backup_sentence
from cresi_app.shell.keys import ShortcutsDialog
from cresi_app.shell.sidebar import end_that_fits
from cresi_app.shell.staff import PersonDialog
from cresi_app.shell.window import MainWindow
from cresi_app.widgets.actions import Action
from cresi_app.widgets.focusring import FocusRing
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme
from tests.shell.doubles import QuietPage, SmallLibrary, WordPage, entries
from tests.widgets.accessibility import assert_accessible, unnamed_controls

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is."""
    at = QApplication.focusWidget() or QApplication.activeWindow()
    assert at is not None
    QTest.keyClick(at, key, modifiers)


def type_here(text: str) -> None:
    """Type where the keyboard is."""
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClicks(at, text)


def words(window: MainWindow) -> WordPage:
    page = window.pages.page("words")
    assert isinstance(page, WordPage)
    return page


def test_sidebar_and_keys_change_the_page(window: MainWindow) -> None:
    assert window.pages.key() == "quiet"
    press(Qt.Key.Key_2, CTRL)
    assert window.pages.key() == "words"
    QTest.mouseClick(window.sidebar.buttons[0], Qt.MouseButton.LeftButton)
    assert window.pages.key() == "quiet"
    press(Qt.Key.Key_Left, ALT)
    assert window.pages.key() == "words"
    press(Qt.Key.Key_Right, ALT)
    assert window.pages.key() == "quiet"


def test_each_menu_has_a_letter_of_its_own(window: MainWindow) -> None:
    titles = [act.text() for act in window.menuBar().actions()]
    assert titles == ["&Fichier", "É&dition", "&Affichage", "A&ller", "&Outils", "A&ide"]


def test_the_keyboard_follows_from_page_to_page(window: MainWindow) -> None:
    window.pages.go("words")
    words = window.pages.current()
    words.panes()[0].setFocus()
    press(Qt.Key.Key_F1)
    page = window.pages.current()
    assert page is not words
    assert page.isAncestorOf(window.focusWidget())
    window.sidebar.buttons[1].setFocus()
    window.sidebar.buttons[1].click()
    assert window.focusWidget() is window.sidebar.buttons[1], "who walks through the sidebar stays there"
    window.pages.go("quiet")
    window.sidebar.user.setFocus()
    window.pages.go("words")
    assert window.focusWidget() is words.panes()[0], "who goes by the keys goes into the page"


def test_a_french_keyboard_reaches_desks_without_shift(window: MainWindow) -> None:
    press(Qt.Key.Key_Eacute, CTRL)
    assert window.pages.key() == "words"
    press(Qt.Key.Key_Ampersand, CTRL)
    assert window.pages.key() == "quiet"


def test_records_open_on_their_page_and_history_comes_back(window: MainWindow) -> None:
    window.desk.open_record("word", 7)
    window.desk.open_record("word", 8)
    assert words(window).opened == [("word", 7), ("word", 8)]
    press(Qt.Key.Key_Left, ALT)
    assert window.pages.key() == "words"
    assert words(window).opened == [("word", 7)]
    with pytest.raises(DomainError):
        window.desk.open_record("unknown", 1)


def test_only_shown_pages_are_built(window: MainWindow) -> None:
    assert words(window).refreshed == []
    window.pages.go("words")
    assert words(window).refreshed == [None]


def test_undo_and_redo_name_the_act(window: MainWindow, library: SmallLibrary) -> None:
    assert not window.topbar.undo.isEnabled()
    assert not window.topbar.saved.isVisible()
    window.pages.go("words")
    words(window).field.focus()
    type_here("eau")
    press(Qt.Key.Key_Return)
    window.desk.wait_idle()
    assert window.topbar.saved.text().startswith("Enregistré à ")
    assert window.topbar.saved.isVisible()
    assert library.words == ["eau"]
    assert window.topbar.undo.accessibleName() == "Annuler : eau".replace(" :", "\u00a0:")
    words(window).button.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    window.desk.wait_idle()
    assert library.words == []
    assert "eau" in window.voice.bubble.text
    assert window.topbar.redo.isEnabled()
    press(Qt.Key.Key_Y, CTRL)
    window.desk.wait_idle()
    assert library.words == ["eau"]


def test_ctrl_z_undoes_typing_first_then_acts(window: MainWindow, library: SmallLibrary) -> None:
    window.pages.go("words")
    library.write("avant")
    window.keeping.ask_undo()
    window.desk.wait_idle()
    field = words(window).field
    field.focus()
    QTest.keyClicks(field.input, "sel")
    press(Qt.Key.Key_Z, CTRL)
    assert field.input.text() == ""
    assert library.words == ["avant"]
    press(Qt.Key.Key_Z, CTRL)
    window.desk.wait_idle()
    assert library.words == []


def test_search_filters_pages_that_take_it(window: MainWindow) -> None:
    window.pages.go("words")
    press(Qt.Key.Key_F, CTRL)
    type_here("ea")
    assert words(window).sought == ["e", "ea"]
    window.pages.go("quiet")
    assert window.topbar.search.text() == ""
    window.pages.go("words")
    assert window.topbar.search.text() == "ea"


def test_search_opens_the_palette_elsewhere(window: MainWindow, library: SmallLibrary) -> None:
    library.words = ["zinder", "sahel"]
    window.topbar.search.input.setFocus()
    QTest.keyClicks(window.topbar.search.input, "z")
    assert window.palette_view.isVisible()
    window.desk.wait_idle()
    press(Qt.Key.Key_Return)
    assert not window.palette_view.isVisible()
    assert words(window).opened == [("word", 0)]


def test_palette_finds_acts_and_creates_with_the_words_typed(window: MainWindow) -> None:
    press(Qt.Key.Key_K, CTRL)
    type_here(">sauv")
    titles = [line.title for line in window.palette_view.lines() if line.run is not None]
    assert titles == ["Sauvegarder maintenant"]
    press(Qt.Key.Key_Escape)
    assert not window.palette_view.isVisible()
    press(Qt.Key.Key_K, CTRL)
    type_here("kayes")
    window.desk.wait_idle()
    last = window.palette_view.lines()[-1]
    assert "kayes" in last.title
    assert all("kayes" in line.title.casefold() for line in window.palette_view.lines() if line.run is not None)
    assert last.run is not None
    last.run()
    assert window.pages.key() == "words"
    assert words(window).field.value() == "kayes"


def test_palette_gives_the_keyboard_back(window: MainWindow) -> None:
    window.pages.go("words")
    words(window).field.focus()
    press(Qt.Key.Key_K, CTRL)
    assert QApplication.focusWidget() is window.palette_view.input
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.palette_view.input
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is words(window).field.input


def test_new_offers_the_page_in_front_first(window: MainWindow) -> None:
    assert [action.id for action in window.menus.creations()] == ["words.new"]
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert window.pages.key() == "words"
    assert QApplication.focusWidget() is words(window).field.input


def test_panes_are_walked_with_f6(window: MainWindow) -> None:
    window.pages.go("words")
    met = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        met.append(QApplication.focusWidget())
    assert set(met) == {window.sidebar.buttons[1], window.topbar.search.input, words(window).field.input}


def test_focus_ring_follows_the_keyboard_only(window: MainWindow) -> None:
    native = window.windowHandle()

    def ringed() -> QWidget | None:
        return window.ring.target

    window.sidebar.buttons[1].setFocus()
    assert ringed() is None
    QTest.keyClick(native, Qt.Key.Key_Tab)
    reached = QApplication.focusWidget()
    assert reached is not window.sidebar.buttons[1]
    assert ringed() is reached
    QTest.mouseClick(native, Qt.MouseButton.LeftButton, NONE, window.rect().center())
    assert ringed() is None


def test_the_ring_goes_with_what_is_scrolled_or_moved(qtbot: QtBot) -> None:
    over, inside = QWidget(), QWidget()
    buttons = [QPushButton(f"{number}", inside) for number in range(40)]
    for number, button in enumerate(buttons):
        button.setGeometry(10, 50 * number, 120, 40)
    inside.setMinimumSize(200, 2000)
    area = ScrollArea(inside)
    QVBoxLayout(over).addWidget(area)
    ring = FocusRing(over)
    over.resize(300, 400)
    qtbot.addWidget(over)
    with qtbot.waitExposed(over):
        over.show()
    QTest.keyClick(over.windowHandle(), Qt.Key.Key_Shift)
    buttons[3].setFocus()

    def ringed(scrolled: int) -> tuple[QWidget | None, int]:
        area.verticalScrollBar().setValue(scrolled)
        return ring.target, ring.geometry().top()

    target, before = ringed(0)
    assert target is buttons[3]
    assert ringed(60) == (target, before - 60)
    assert ringed(900)[0] is None
    assert ringed(0) == (target, before)
    area.move(area.x(), area.y() + 30)
    assert (ring.target, ring.geometry().top()) == (target, before + 30)
    inside.setMinimumSize(200, 2600)
    buttons[3].move(10, 1400)  # what was read meanwhile pushed it out of sight: nobody scrolled
    assert ring.target is buttons[3]
    assert area.viewport().rect().contains(buttons[3].mapTo(area.viewport(), buttons[3].rect().center()))
    assert ringed(0)[0] is None, "whoever scrolls away is not brought back"


def test_f6_goes_through_the_panes_of_a_preview(window: MainWindow) -> None:
    window.open_record("word", 42)
    window.sharing.print_record()
    window.desk.wait_idle()
    assert window.sharing.cover is not None
    preview = window.sharing.cover.preview
    reached = []
    for _ in range(5):
        next(act for act in window.menus.own() if act.id == "window.next_pane").run()
        reached.append(window.focusWidget())
    assert {preview.thumbnails, preview.sheet} <= set(reached)
    assert any(one is not None and preview.options.isAncestorOf(one) for one in reached)
    window.sharing.cover.close()
    window.desk.wait_idle()


def test_sidebar_becomes_a_rail(window: MainWindow) -> None:
    def is_rail() -> bool:
        return window.sidebar.rail

    assert not is_rail()
    window.resize(1200, 760)
    assert is_rail()
    assert window.sidebar.buttons[0].accessibleName() == "Calme"
    window.resize(1440, 900)
    assert not is_rail()
    window.desk.change_settings(zoom=125)
    assert is_rail()


def test_a_window_that_opens_narrow_has_its_rail_at_once(qtbot: QtBot, library: SmallLibrary) -> None:
    theme().set_zoom(125)
    made = MainWindow()
    made.resize(1280, 760)
    made.sidebar.set_entries(entries(library))
    qtbot.addWidget(made)
    stand = [made.sidebar.rail, *(button._rail for button in made.sidebar.buttons)]
    theme().set_zoom(100)
    assert stand == [True] * 4


def test_settings_apply_at_once_and_are_kept(window: MainWindow, kept: list[Settings]) -> None:
    press(Qt.Key.Key_Plus, CTRL)
    assert theme().zoom == 112
    press(Qt.Key.Key_0, CTRL)
    assert theme().zoom == 100
    window.desk.change_settings(theme="dark")
    assert theme().dark
    assert kept[-1].theme == "dark"


def test_another_year_is_told_to_the_pages(window: MainWindow) -> None:
    window.pages.go("words")
    before = len(words(window).refreshed)
    window.desk.set_year(window.desk.year + 1)
    assert words(window).refreshed[before:] == [None]


def test_the_day_s_copy_is_made_when_due(qtbot: QtBot, window: MainWindow, library: SmallLibrary) -> None:
    assert library.backups == 0
    library.due = True
    window.keeping.start()
    window.desk.wait_idle()
    assert library.backups == 1
    assert window.voice.bubble.text == ""
    window.keeping.back_up()
    window.desk.wait_idle()
    assert window.voice.bubble.text == "Copie faite et relue en entier"
    assert window.sidebar.user.state.startswith("Sauvegardé")


def test_a_window_left_open_overnight_makes_the_new_day_s_copy(window: MainWindow, library: SmallLibrary) -> None:
    window.keeping.start()
    window.desk.wait_idle()
    assert window.keeping.timer.isActive()
    library.due = True
    window.keeping.timer.timeout.emit()
    window.desk.wait_idle()
    assert library.backups == 1


@pytest.mark.parametrize("read_only", [False, True])
def test_the_first_copy_does_not_wait_for_another_opening(
    qtbot: QtBot, window: MainWindow, library: SmallLibrary, read_only: bool
) -> None:
    library.due = True
    doors = replace(library.doors(), facts=lambda: replace(library.facts(), read_only=read_only))
    keeping = Keeping(window.desk, doors, window)
    keeping.start()
    window.desk.wait_idle()
    assert library.backups == int(not read_only)
    assert keeping.facts is not None
    assert keeping.backup.due == read_only


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 10, 5, 22, 30, tzinfo=UTC), "Sauvegardé à 00:30"),
        (datetime(2026, 10, 5, 21, 30, tzinfo=UTC), "Sauvegardé le 5\u00a0oct."),
    ],
)
def test_today_is_the_centre_s_day_and_not_the_one_of_utc(at: datetime, words: str) -> None:
    with clock.frozen(datetime(2026, 10, 5, 22, 45, tzinfo=UTC)):
        assert backup_sentence(BackupState(at, verified=True)) == words


def test_the_example_says_so(window: MainWindow, library: SmallLibrary) -> None:
    texts = [button.text() for button in window.findChildren(QPushButton)]
    assert "Quitter l’exemple" not in texts
    library.example = True
    window._facts = None
    window.keeping.refresh()
    window.desk.wait_idle()
    assert "Quitter l’exemple" in [button.text() for button in window.findChildren(QPushButton)]


def answer(kind: type[QWidget], act: Callable[[QWidget], None]) -> None:
    """Do `act` in the modal dialog of that kind once it is open."""
    watch = QTimer(QApplication.instance())

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            watch.stop()
            watch.deleteLater()
            assert isinstance(dialog, kind), dialog
            try:
                act(dialog)
            finally:
                dialog.close()  # what went wrong is told, not waited for

    watch.timeout.connect(look)
    watch.start(0)


def test_somebody_else_sits_down(window: MainWindow, library: SmallLibrary, kept: list[Settings]) -> None:
    def introduce(dialog: QWidget) -> None:
        assert isinstance(dialog, PersonDialog)
        assert unnamed_controls(dialog) == []
        dialog.name.focus()
        dialog.name.input.setText("Amina Bensaïd")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    answer(PersonDialog, introduce)
    window.at_desk.ask()
    window.desk.wait_idle()
    assert window.desk.actor.name == "Amina Bensaïd"
    assert library.staff[-1] == StaffProfile(2, "Amina Bensaïd", "")
    assert kept[-1].staff_id == "2"
    assert "Amina" in window.sidebar.user.accessibleName()


def test_shortcuts_are_listed(window: MainWindow) -> None:
    seen: list[int] = []

    def look(dialog: QWidget) -> None:
        assert unnamed_controls(dialog) == []
        seen.append(1)

    answer(ShortcutsDialog, look)
    press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert seen == [1]


def test_a_dialog_grows_by_the_keys_of_the_text(window: MainWindow, kept: list[Settings]) -> None:
    dialog = AboutDialog(window)
    dialog.show()
    keys = {one.key().toString(): one for one in dialog.findChildren(QShortcut)}
    before = dialog.width()
    keys["Ctrl++"].activated.emit()
    assert (theme().zoom, kept[-1].zoom) == (112, 112)
    assert dialog.width() > before
    keys["Ctrl+0"].activated.emit()
    assert (theme().zoom, kept[-1].zoom) == (100, 100)
    dialog.close()


def test_closing_saves_what_is_being_typed(window: MainWindow, library: SmallLibrary) -> None:
    window.pages.go("words")
    words(window).field.focus()
    type_here("dernier")
    assert window.close()
    assert library.words == ["dernier"]


def test_closing_waits_when_something_is_refused(
    window: MainWindow, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_word: str) -> None:
        raise DomainError("no", "Ce mot ne va pas : il est gardé dans le champ.")

    monkeypatch.setattr(library, "write", refuse)
    window.pages.go("words")
    words(window).field.focus()
    type_here("dernier")
    assert not window.close()
    assert window.isVisible()
    assert any("gardé" in message.text for message in window.area.messages())


def test_a_crash_keeps_the_window_and_writes_a_report(window: MainWindow) -> None:
    window.desk.read("oops", lambda: 1 // 0, lambda _never: None)
    window.desk.wait_idle()
    [message] = window.area.messages()
    assert "erreur" in message.text
    message.dismiss()
    assert not window.area.isVisible()


@pytest.mark.parametrize("size", [(1440, 900), (1280, 760), (960, 640)])
def test_window_is_accessible(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.pages.go("words")
    window.desk.wait_idle()
    assert_accessible(window)


def test_quiet_page_has_its_own_title(window: MainWindow) -> None:
    window.pages.go("quiet")
    assert isinstance(window.pages.current(), QuietPage)
    assert window.windowTitle() == "Calme — Centre de ressources"


def test_another_language_builds_every_page_again(window: MainWindow) -> None:
    window.desk.open_record("word", 7)
    page = words(window)
    before, field = len(page.refreshed), page.field
    try:
        window.desk.change_settings(language="en")
        assert language() == "en"
        assert page.field is not field
        assert page.refreshed[before:] == [None]
        assert page.opened == [("word", 7)]
        assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Look in:"
    finally:
        window.desk.change_settings(language="fr")
    assert page.opened == [("word", 7)]
    assert window.topbar.new.text() == "Nouveau"
    assert QCoreApplication.translate("QFileDialog", "&Look in:").startswith("Dans"), "Qt's own catalogue lacks it"


def test_what_a_page_can_do_is_asked_again_when_it_says_so(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.pages.go("words")
    page = words(window)
    done: list[str] = []
    later = [Action("words.late", "Plus tard", lambda: done.append("late"), "Ctrl+J")]
    monkeypatch.setattr(page, "actions", lambda: later)
    page.title_changed.emit()
    press(Qt.Key.Key_J, CTRL)
    assert done == ["late"]


def test_the_line_under_the_name_is_a_whole_end_of_it_where_all_does_not_fit() -> None:
    whole = "Centre de ressources de l'Essonne pour la solidarité internationale"
    assert end_that_fits(whole, lambda words: len(words) <= 26) == "Solidarité internationale"
    assert end_that_fits(whole, bool) == whole
    assert end_that_fits(whole, lambda words: len(words) <= 5) == whole
