"""What a person reaches from the window: every command in the menus, help, what is due, sharing, pasting, long works."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cresi_app.core.i18n import set_language
from cresi_app.core.recordlink import read_record_link, record_link
from cresi_app.shell.board import Todo
from cresi_app.shell.help.manual import ORDER, found, topics
from cresi_app.shell.help.page import HelpPage
from cresi_app.shell.window import MainWindow
from cresi_app.widgets.actions import Action, Family, in_families
from cresi_app.widgets.tasks import Progress
from tests.shell.doubles import SmallLibrary, WordPage
from tests.widgets.accessibility import assert_accessible


def in_menus(window: MainWindow) -> dict[str, QAction]:
    menus = window.menuBar().findChildren(QMenu)
    alive = {act.menu() for act in window.menuBar().actions()}
    return {
        act.objectName(): act
        for menu in menus
        if menu in alive or menu.parent() in alive
        for act in menu.actions()
        if act.objectName()
    }


def test_leaving_stands_last(window: MainWindow) -> None:
    window.open_record("word", 42)
    files = window.menuBar().actions()[0].menu()
    assert isinstance(files, QMenu)
    assert [act.objectName() for act in files.actions()][-1] == "window.close"


def test_acts_that_are_one_with_a_choice_share_a_menu(window: MainWindow) -> None:
    [view] = [act.menu() for act in window.menuBar().actions() if act.text() == "&Affichage"]
    assert isinstance(view, QMenu)
    [themes] = [act.menu() for act in view.actions() if act.text() == "Thème"]
    assert isinstance(themes, QMenu)
    assert [act.text() for act in themes.actions()] == ["Système", "Clair", "Sombre", "Contraste élevé"]
    themes.aboutToShow.emit()
    assert [act.isChecked() for act in themes.actions()] == [False, True, False, False]
    themes.actions()[2].trigger()
    assert window.desk.settings.theme == "dark"
    window.desk.change_settings(theme="light")


def test_acts_of_one_family_share_a_menu_where_the_first_stands() -> None:
    acts = [Action("one", "Un", bool), Action("two", "Deux", bool, family="Panier"), Action("three", "Trois", bool)]
    found = in_families([*acts, None, Action("four", "Quatre", bool, family="Panier")])
    assert [one if one is None else one.title for one in found] == ["Un", "Panier", "Trois", None]
    assert isinstance(found[1], Family)
    assert [one.id for one in found[1].members] == ["two", "four"]


@pytest.mark.parametrize("key", ["quiet", "words", "settings", "help", "history"])
def test_the_menus_hold_every_command(window: MainWindow, key: str) -> None:
    window.pages.go(key)
    known = {action.id for action in [*window.menus.own(), *window.menus.of_page(), *window.menus.creations()]}
    assert known <= in_menus(window).keys()
    assert len(known) > 20


def test_each_shortcut_means_one_thing(window: MainWindow) -> None:
    for entry in window.pages.entries:
        window.pages.go(entry.key)
        keys = [keys for act in in_menus(window).values() for keys in (one.toString() for one in act.shortcuts())]
        assert sorted(keys) == sorted(set(keys))
    window.pages.go("words")  # its own meaning of Ctrl+H goes before the window's
    assert [one.toString() for one in in_menus(window)["words.older"].shortcuts()] == ["Ctrl+H"]
    assert in_menus(window)["record.history"].shortcuts() == []


def test_help_is_about_the_page_one_comes_from(window: MainWindow) -> None:
    window.pages.go("words")
    window.open_help()
    page = window.pages.current()
    assert isinstance(page, HelpPage)
    assert page.view.toPlainText().startswith("La fenêtre")  # no text about « words »: the one about the window
    page.search_field.input.setText("horodateur inexistant")
    assert page.list.count() == 0
    assert page.none.isVisible()
    page.search_field.input.setText("budget tableur")
    assert page.view.toPlainText().startswith("Projets")
    assert_accessible(page)
    window.pages.travel(-1)
    assert window.pages.key() == "words"


@pytest.fixture
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("fr")


def test_the_manual_says_the_same_in_both_languages(english: None) -> None:
    assert [topic.key for topic in topics("fr")] == [topic.key for topic in topics("en")] == list(ORDER)
    for french, other in zip(topics("fr"), topics("en"), strict=True):
        assert french.text.count("\n## ") == other.text.count("\n## "), french.key
        assert french.text.count("](") == other.text.count("]("), french.key
    assert [topic.key for topic in found("spreadsheet")] == ["projects"]
    assert "spreadsheet" in found("spreadsheet")[0].excerpt("spreadsheet")


def test_what_is_due_stands_in_one_list(window: MainWindow, library: SmallLibrary) -> None:
    library.waiting = [
        Todo(
            "file", "warning", "Rapport à relancer", "depuis le 8 oct.", ("En retard", "danger"), "Ouvrir", ("word", 3)
        ),
        Todo("file", "info", "Accord à transmettre", "", None, "Ouvrir", ("stone", 4)),
    ]
    window.dues.read()
    window.desk.wait_idle()
    assert window.topbar.bell.count == 2
    assert window.topbar.bell.accessibleName().startswith("2 choses")
    badges = {button.entry.key: button.badge for button in window.sidebar.buttons}
    assert badges == {"quiet": 0, "words": 1, "settings": 0}
    window.show_due()
    rows = window.due_panel.rows()
    assert [row.text() for row in rows] == ["Rapport à relancer", "Accord à transmettre"]
    rows[0].click()
    page = window.pages.current()
    assert isinstance(page, WordPage)
    assert page.opened == [("word", 3)]
    assert not window.due_panel.isVisible()


def test_the_year_says_what_it_filters(window: MainWindow) -> None:
    window.pages.go("words")
    assert window.topbar.year.isEnabled()
    assert "les mots de l’année" in window.topbar.year.toolTip()
    window.pages.go("quiet")
    assert not window.topbar.year.isEnabled()
    assert "toutes les années" in window.topbar.year.accessibleDescription()
    bar = window.topbar
    bar.resize(600, bar.height())
    assert bar.year.isHidden(), "where it counts for nothing, the search takes its room"
    window.pages.go("words")
    bar.resize(600, bar.height())  # the window gave it its width back
    assert not bar.year.isHidden()
    assert bar.year.currentText() == str(bar.year.key()) == str(window.desk.year)
    bar.resize(1200, bar.height())
    assert bar.year.currentText() == f"Exercice {window.desk.year}"


def test_a_record_is_cited_linked_and_printed(window: MainWindow) -> None:
    window.pages.go("words")
    assert not window.sharing.is_open()
    window.open_record("word", 42)
    window.sharing.copy_citation()
    window.desk.wait_idle()
    assert QGuiApplication.clipboard().text() == "PUITS. Puits. 2026."
    window.sharing.copy_link()
    window.desk.wait_idle()
    assert QGuiApplication.clipboard().text() == "cresi:word/42"
    window.sharing.print_record()
    window.desk.wait_idle()
    assert window.sharing.cover is not None
    assert {"preview.print", "preview.save"} <= in_menus(window).keys()
    window.sharing.cover.close()
    assert window.sharing.cover_actions() is None
    assert "words.clear" in in_menus(window)


def test_an_e_mail_is_a_draft_that_nothing_sends(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(window.voice, "show_file", shown.append)
    window.open_record("word", 42)
    window.sharing.mail()
    window.desk.wait_idle()
    text = shown[0].read_text(encoding="utf-8")
    assert "Subject: Puits" in text
    assert "X-Unsent: 1" in text
    assert "cresi:word/42" in text


def test_a_link_is_read_back_and_nothing_else_is() -> None:
    assert read_record_link(record_link("document", 182)) == ("document", 182)
    assert read_record_link(" CRESI://Document/182 ") == ("document", 182)
    for text in (
        "",
        "cresi:",
        "cresi:document/",
        "cresi:document/x",
        "https://cresi.fr/document/1",
        "cresi:document/1 et 2",
        "cresi:d/" + "9" * 40,
    ):
        assert read_record_link(text) is None


def pasted(*, text: str = "", files: list[Path] | None = None) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def test_what_is_pasted_goes_to_the_page_that_knows_it(window: MainWindow, tmp_path: Path) -> None:
    window.pages.go("words")
    page = window.pages.page("words")
    assert isinstance(page, WordPage)
    file = tmp_path / "liste.word"
    file.write_text("eau")
    window.receiving.take(pasted(files=[file]))
    window.receiving.take(pasted(text=str(file)))
    assert page.files == [file, file]
    window.receiving.take(pasted(text="mot, un autre"))
    assert page.texts == ["mot, un autre"]
    window.receiving.take(pasted(text="cresi:word/7"))
    assert page.opened == [("word", 7)]
    window.receiving.take(pasted(text="mots\ndeux"))
    assert page.texts[-1] == "mots\ndeux"
    window.receiving.take(pasted(text="rien de connu"))
    assert "ce texte" in window.area.messages()[-1].text
    window.receiving.take(pasted(files=[tmp_path / "x.bin"]))  # no page wants it
    assert "x.bin" in window.area.messages()[-1].text


def test_a_work_has_its_line_then_its_card(qtbot: QtBot, window: MainWindow) -> None:
    go = Event()

    def work(progress: Progress) -> None:
        progress.step(1200, 50_000)
        while not go.wait(0.01):
            progress.check()

    window.desk.long("Import de 50 000 notices", work)
    assert not window.status_line.isVisible()
    assert window.works.cards() == []
    window.status_line.show_line()
    qtbot.waitUntil(lambda: window.status_line.progress is not None and window.status_line.progress.done == 1200)
    assert window.status_line.isVisible()
    assert window.works.cards() == []
    window.status_line.pass_on()
    assert not window.status_line.isVisible()
    assert len(window.works.cards()) == 1
    window.pages.go("words")  # the window stays usable
    window.desk.tasks.cancel(window.works.cards()[0].progress)
    window.desk.wait_idle()
    assert window.works.cards() == []
    go.set()
