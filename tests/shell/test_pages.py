"""Home, settings and the first opening: filled from plain data, accessible, acting at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError, StoreError
from cresi_app.core.settings import Settings
from cresi_app.shell.board import Arrival, BarLine, Bars, Board, Event, Figure, Todo
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.home import HomePage
from cresi_app.shell.homeparts import FigureCard, bar_colour
from cresi_app.shell.keeping import Keeping
from cresi_app.shell.preferences import IdentityDoors, PreferenceDoors, PreferencesPage
from cresi_app.shell.preferences.pictures import Notches, ThemeTiles
from cresi_app.shell.preferences.team import TeamCard
from cresi_app.shell.welcome import WelcomeWindow
from cresi_app.shell.welcome.dialogs import NewLibraryDialog
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field
from cresi_app.widgets.gauges import Days
from cresi_app.widgets.theme import theme
from tests.shell.doubles import SmallLibrary
from tests.widgets.accessibility import assert_accessible

BOARD = Board(
    figures=[
        Figure(
            "library",
            "success",
            "Fonds documentaire",
            "4 318",
            "212 en prêt",
            [(0.95, "success_fill")],
            page="catalogue",
        ),
        Figure("graduation-cap", "info", "Formation", "14 jours", "9 réalisés", days=Days(9, 3, 1)),
    ],
    todo=[
        Todo(
            "clock",
            "danger",
            "Deux pièces manquent",
            "Dossier 2026-017",
            ("Retard", "danger"),
            "Ouvrir",
            ("project", 17),
        )
    ],
    events=[Event(date(2026, 10, 8), "Monter son budget", "9 h 30", ("Complet", "success"), ("session", 8))],
    arrivals=[Arrival("Eaux partagées", "Livre", "K. Diallo", ("document", 4))],
    arrivals_note="14 nouveautés",
    bars=Bars("Dossiers par étape", [BarLine("Instruits", [(0.5, "primary")], "12")], total="Total", value="24"),
)


class TestHome:
    @pytest.fixture
    def page(self, qtbot: QtBot, desk: Desk) -> Iterator[HomePage]:
        with clock.frozen(datetime(2026, 10, 6, 8, tzinfo=UTC)):
            self.board = BOARD
            self.went: list[str] = []
            papers = [Action("home.papers", "Papiers de l'année", lambda: self.went.append("papers"), "Ctrl+P")]
            arrivals = partial(self.went.append, "new-acquisitions")
            page = HomePage(desk, lambda _year: self.board, self.went.append, lambda: papers, arrivals)
            qtbot.addWidget(page)
            page.resize(1200, 840)
            page.ensure_built()
            with qtbot.waitExposed(page):
                page.show()
            desk.wait_idle()
            yield page

    def test_greets_and_shows(self, page: HomePage) -> None:
        words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
        assert "Bonjour Claire" in words
        assert "Mardi 6\u00a0octobre 2026 · semaine 41" in words
        assert {"4 318", "14 jours", "À traiter", "Deux pièces manquent", "Dossiers par étape", "14 nouveautés"} <= set(
            words
        )

    def test_is_accessible(self, page: HomePage) -> None:
        assert_accessible(page)

    def test_leads_to_the_records(self, page: HomePage, opened: list[tuple[str, int]]) -> None:
        for name in ("Ouvrir : Deux pièces manquent", "Eaux partagées, Livre"):
            [button] = [one for one in page.findChildren(QPushButton) if one.accessibleName() == name]
            button.click()
        [event] = [
            one for one in page.findChildren(QPushButton) if one.accessibleName().startswith("Monter son budget")
        ]
        event.click()
        assert opened == [("project", 17), ("document", 4), ("session", 8)]
        [catalogue] = [one for one in page.findChildren(QPushButton) if one.text() == "Catalogue"]
        catalogue.click()
        assert self.went == ["catalogue"]

    def test_shows_what_waits_a_few_lines_at_a_time(self, page: HomePage, desk: Desk) -> None:
        def lines() -> int:
            return sum(one.text() == "Ouvrir" and one.isVisible() for one in page.findChildren(QPushButton))

        assert not page.todo_all.isVisible()
        self.board = replace(BOARD, todo=[replace(BOARD.todo[0], title=f"Chose {n}") for n in range(8)])
        page.refresh(None)
        desk.wait_idle()
        assert lines() == 5
        assert page.todo_all.text() == "Tout voir"
        page.todo_all.click()
        desk.wait_idle()
        assert (lines(), page.todo_all.text()) == (8, "Voir moins")
        page.refresh(None)
        desk.wait_idle()
        assert lines() == 8
        page.todo_all.click()
        desk.wait_idle()
        assert (lines(), page.todo_all.text()) == (5, "Tout voir")

    def test_figures_lead_to_their_desk_and_papers_are_at_hand(self, page: HomePage) -> None:
        [figure] = [one for one in page.findChildren(FigureCard) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        QTest.keyClick(figure, Qt.Key.Key_Return)
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton)
        for text in ("Papiers de l'année", "Éditer la liste"):
            next(one for one in page.findChildren(QPushButton) if one.text().replace("’", "'") == text).click()
        assert self.went == ["catalogue", "catalogue", "papers", "new-acquisitions"]

    def test_blocks_are_put_away_and_stay_so(self, page: HomePage, desk: Desk) -> None:
        assert page.arrivals.isVisible()
        assert page.bars.isVisible()
        shown = {act.objectName(): act for act in page.blocks_button.menu().actions()}
        assert len(shown) == 5
        shown["home.block_arrivals"].trigger()
        assert not page.arrivals.isVisible()
        page.refresh(None)
        page.retranslate()
        desk.wait_idle()
        assert not page.arrivals.isVisible()
        {act.objectName(): act for act in page.blocks_button.menu().actions()}["home.block_arrivals"].trigger()
        assert page.arrivals.isVisible()
        assert desk.recall("home") == {"hidden": []}

    def test_an_empty_library_says_so(self, page: HomePage, desk: Desk) -> None:
        self.board = Board()
        page.refresh(None)
        desk.wait_idle()
        words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
        assert "Rien n’attend aujourd’hui." in words
        assert "Dossiers par étape" not in words


class TestPreferences:
    @pytest.fixture
    def library(self) -> SmallLibrary:
        return SmallLibrary()

    @pytest.fixture
    def page(self, qtbot: QtBot, desk: Desk, library: SmallLibrary) -> PreferencesPage:
        self.saved: list[dict[str, object]] = []

        def save(_who: Actor, fields: object) -> Changes:
            assert isinstance(fields, dict)
            if fields.get("siret") == "12":
                raise DomainError("siret", "Un SIRET a quatorze chiffres.", field="siret")
            self.saved.append(fields)
            return Changes(1, "home", {"home": frozenset({1})})

        identity = IdentityDoors(
            lambda: {"centre_name": "CRESI", "town": "Évry"}, save, lambda _who, _which, _file: Changes(None, "")
        )
        keeping = Keeping(desk, library.doors(), desk)
        page = PreferencesPage(desk, PreferenceDoors(library.doors(), identity, lambda: keeping, lambda: None))
        qtbot.addWidget(page)
        page.resize(1200, 840)
        page.ensure_built()
        with qtbot.waitExposed(page):
            page.show()
        desk.wait_idle()
        return page

    def test_every_section_is_accessible(self, page: PreferencesPage, desk: Desk) -> None:
        for section in page.sections:
            page.open_section(section.key)
            desk.wait_idle()
            assert_accessible(page)

    def test_size_and_theme_apply_at_once(self, page: PreferencesPage, desk: Desk) -> None:
        notches, tiles = page.findChildren(Notches)[0], page.findChildren(ThemeTiles)[0]
        QTest.keyClick(notches, Qt.Key.Key_Right)
        assert desk.settings.zoom == 112
        QTest.keyClick(tiles, Qt.Key.Key_Right)
        assert desk.settings.theme == "light"

    def test_a_setting_is_found_by_its_words(self, page: PreferencesPage) -> None:
        QTest.keyClicks(page.search_field.input, "siret")
        assert page.state() == {"section": "printing"}
        assert [button.section.key for button in page.list.buttons if button.isVisible()] == ["printing"]

    def test_team_grows(self, page: PreferencesPage, desk: Desk, library: SmallLibrary) -> None:
        page.open_section("team")
        desk.wait_idle()
        page.findChildren(TeamCard)[-1].more.click()
        [card] = [card for card in page.findChildren(QPushButton) if card.text() == "Ajouter" and card.isVisible()]
        name = next(field for field in page.findChildren(Field) if field.name == "name" and field.isVisible())
        card.click()
        assert name.error
        name.set_value("Jean Tran")
        card.click()
        desk.wait_idle()
        assert [profile.name for profile in library.staff] == ["Claire Martin", "Jean Tran"]

    def test_identity_is_saved_line_by_line(self, page: PreferencesPage, desk: Desk) -> None:
        page.open_section("printing")
        desk.wait_idle()
        fields = {field.name: field for field in page.findChildren(Field) if field.isVisible()}
        assert fields["town"].value() == "Évry"
        fields["phone"].editor.setFocus()
        QTest.keyClicks(fields["phone"].editor, "0160919191")
        fields["siret"].editor.setFocus()
        QTest.keyClicks(fields["siret"].editor, "12")
        fields["town"].editor.setFocus()
        desk.wait_idle()
        assert self.saved == [{"phone": "01 60 91 91 91"}]
        assert fields["siret"].error == "Un SIRET a quatorze chiffres."


class TestWelcome:
    @pytest.fixture
    def chosen(self) -> list[LibraryChoice]:
        return []

    @pytest.fixture
    def window(self, qtbot: QtBot, chosen: list[LibraryChoice], tmp_path: Path) -> WelcomeWindow:
        (tmp_path / "ancienne").mkdir()
        (tmp_path / "ancienne" / "library.db").touch()
        settings = Settings(recent_libraries=(str(tmp_path / "ancienne"), str(tmp_path / "partie")))
        window = WelcomeWindow(settings, chosen.append, tmp_path / "cresi")
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    def test_is_accessible(self, window: WelcomeWindow) -> None:
        assert_accessible(window.page)

    def test_each_card_is_one_stop(self, window: WelcomeWindow, chosen: list[LibraryChoice], tmp_path: Path) -> None:
        QTest.keyClick(window.page.cards[0], Qt.Key.Key_Return)
        assert chosen == [LibraryChoice("example", tmp_path / "cresi-exemple")]
        assert not (tmp_path / "cresi-exemple").exists()

    def test_a_library_already_here_comes_first(
        self, window: WelcomeWindow, chosen: list[LibraryChoice], tmp_path: Path
    ) -> None:
        known = [one for one in window.findChildren(QPushButton) if one.text() == "Ouvrir cette bibliothèque"]
        assert len(known) == 1
        known[0].click()
        assert chosen == [LibraryChoice("open", tmp_path / "ancienne")]

    def test_number_keys_choose(self, window: WelcomeWindow, chosen: list[LibraryChoice], tmp_path: Path) -> None:
        watch = QTimer(window)

        def accept() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, NewLibraryDialog):
                watch.stop()
                dialog.name.input.setText("CRESI")
                dialog.accept()

        watch.timeout.connect(accept)
        watch.start(0)
        QTest.keyClick(window.page, Qt.Key.Key_3)
        assert chosen == [LibraryChoice("new", tmp_path / "cresi", "CRESI")]

    def test_a_refusal_is_said_here(self, qtbot: QtBot, tmp_path: Path) -> None:
        def refuse(_choice: LibraryChoice) -> None:
            raise StoreError("readonly", "Ce dossier ne peut pas être écrit : choisissez-en un autre.")

        window = WelcomeWindow(Settings(), refuse, tmp_path / "cresi")
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.page.choose("example")
        said = [message.text for message in window.area.messages()]
        assert said == ["Ce dossier ne peut pas être écrit\u00a0: choisissez-en un autre."]
        assert QApplication.overrideCursor() is None


def test_the_colours_of_bars_follow_the_look(qapp: QApplication) -> None:
    try:
        theme().set_mode("light")
        light = [bar_colour(token).name() for token in ("category:1", "primary")]
        assert light == ["#b8521a", "#0e6660"]
        theme().set_mode("dark")
        assert [bar_colour(token).name() for token in ("category:1", "primary")] == ["#e69a63", "#6fcfc3"]
        assert bar_colour("category:1:soft").alphaF() < 0.5
    finally:
        theme().set_mode("light")
