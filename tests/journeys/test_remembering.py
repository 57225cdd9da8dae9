"""Every desk is found again as it was left: its tab, order, filters, columns, widths, and the window's own place and year."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.app.preferences import ELSEWHERE
from cresi_app.app.session import Session
from cresi_app.core import clock, paths
from cresi_app.core.changes import Actor
from cresi_app.core.settings import Settings, load_settings, save_settings
from cresi_app.services import Services
from cresi_app.shell.window import MainWindow
from cresi_app.widgets.paneedge import PaneEdge
from tests.conftest import MOMENT

SHELL = Actor("cli:test", "test")
Page = Any


@dataclass(frozen=True, slots=True)
class Habit:
    """Something a person sets on a page, and how it reads when they come back."""

    page: str
    name: str
    leave: Callable[[Page], object]
    found: Callable[[Page], object]
    expected: object


def _edge(page: Page, name: str) -> PaneEdge:
    edges: list[PaneEdge] = page.findChildren(PaneEdge)
    return next(edge for edge in edges if edge._edged.name == name)


def _widen(name: str) -> Callable[[Page], object]:
    return lambda page: _edge(page, name)._keep(410)


def _project_filters(page: Page) -> None:
    listing = page.listing
    listing._shelf.set_key(True)
    listing._years.set_key(0)
    listing._narrow()
    listing.table.sort_changed.emit("title", False)


def _agreement_filters(page: Page) -> None:
    page.agreements.filters._take(kind="origin", since=2016, until=2020)
    page.agreements.table.sort_changed.emit("name", True)


HABITS = (
    Habit("catalogue", "view", lambda page: page.list.set_view("table"), lambda page: page.list._view, "table"),
    Habit("catalogue", "folded facets", lambda page: page.facets.fold(["kinds"]), lambda page: page.facets.folded(), ["kinds"]),
    Habit("catalogue", "width of the facets", _widen("catalogue.facets"), lambda page: _edge(page, "catalogue.facets").wide(0), 410),
    Habit("catalogue", "order", lambda page: page.list._sort_by_column("year", True), lambda page: page.query.order.value, "year"),
    Habit("catalogue", "columns", lambda page: page.list.columns.show_column("publisher", on=False), lambda page: (page.list.columns.chosen, "publisher" in page.list.columns.shown()), (True, False)),
    Habit("training", "part of a session", lambda page: page.session.show_tab("sheet"), lambda page: page.session.tab, "sheet"),
    Habit("projects", "filters", _project_filters, lambda page: (page.listing._wanted.archived, page.listing._wanted.year), (True, None)),
    Habit("projects", "order", lambda _page: None, lambda page: page.listing._wanted.order, "title"),
    Habit("cooperation", "filters", _agreement_filters, lambda page: (page.agreements.wanted.since, page.agreements.wanted.until), (2016, 2020)),
    Habit("cooperation", "order", lambda _page: None, lambda page: (page.agreements.wanted.order, page.agreements.wanted.descending), ("name", True)),
    Habit("cooperation", "tab", lambda page: page.show_view("crises"), lambda page: page.view.key, "crises"),
    Habit("funding", "tab", lambda page: page.show_view("europe"), lambda page: page.views.current(), "europe"),
    Habit("funding", "what can be paid", lambda page: page.envelopes.list.payable.setChecked(True), lambda page: page.envelopes.list.wanted.payable, True),
    Habit("funding", "order", lambda page: page.envelopes.list.table.sort_changed.emit("holder", False), lambda page: page.envelopes.list.wanted.order, "holder"),
    Habit("directory", "list", lambda page: page.list.modes.set_current("person"), lambda page: page.list.mode, "person"),
    Habit("directory", "filters", lambda page: page.list.narrow(kinds=("association",), to_review=True), lambda page: (page.list.filter.kinds, page.list.filter.to_review), (("association",), True)),
    Habit("directory", "width", _widen("directory.list"), lambda page: _edge(page, "directory.list").wide(0), 410),
    Habit("preferences", "section", lambda page: page.open_section("network"), lambda page: page.state(), {"section": "network"}),
)  # fmt: skip
"""One line a desk and habit."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small library with somebody at the desk, and settings of its own."""
    monkeypatch.setenv("CRESI_CONFIG", str(tmp_path / "config"))
    with Services.create(tmp_path / "library") as services:
        claire = services.directory.add_staff(SHELL, "Claire Martin").id
        for title in ("Puits", "Route", "École"):
            services.catalogue.add_document(SHELL, title=title)
        home = services.directory.add_organisation(SHELL, "Département", kind="association").id
        services.projects.add_project(SHELL, "Puits", home)
    save_settings(Settings(staff_id=str(claire), theme="light"))
    return tmp_path / "library"


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Callable[[], MainWindow]]:
    """Open the window over the library; each call closes the one before as a person does."""
    sessions: list[Session] = []

    def close() -> None:
        window = sessions[-1].window
        if window is not None:
            window.desk.wait_idle()
            window.close()

    def open_again() -> MainWindow:
        if sessions:
            close()
        session = Session(qapp)
        sessions.append(session)
        with clock.frozen(MOMENT):
            session.open(folder)
        window = session.window
        assert window is not None
        qtbot.waitUntil(lambda: window.keeping.facts is not None, timeout=30_000)
        window.desk.wait_idle()
        return window

    quitting = qapp.quit
    qapp.quit = lambda: None  # type: ignore[method-assign]  # the last window of a session would end the test's loop
    try:
        yield open_again
        close()
    finally:
        qapp.quit = quitting  # type: ignore[method-assign]  # as it was


def _page(window: MainWindow, key: str) -> Page:
    window.pages.go(key)
    window.desk.wait_idle()
    return window.pages.page(key)


def test_every_desk_is_found_as_it_was_left(opened: Callable[[], MainWindow]) -> None:
    window = opened()
    window.resize(960, 700)  # what the test platform's screen can show again
    for habit in HABITS:
        habit.leave(_page(window, habit.page))
        window.desk.wait_idle()
    _keeps_its_place_over_a_visit(window)
    window.desk.set_year(window.desk.year - 1)
    year = window.desk.year
    window.desk.wait_idle()
    again = opened()
    assert again is not window
    found = {(habit.page, habit.name): habit.found(_page(again, habit.page)) for habit in HABITS}
    assert found == {(habit.page, habit.name): habit.expected for habit in HABITS}
    assert again.desk.year == year
    assert (again.width(), again.height()) == (960, 700)
    _takes_anything(again)
    _finds_the_settings_of_the_desks(again)
    _keeps_what_was_typed_beside_its_library(opened)


def _keeps_what_was_typed_beside_its_library(opened: Callable[[], MainWindow]) -> None:
    """The words of one library were once in the settings of the machine: they leave them, and go with their record."""
    window = opened()
    person = window.desk.actor.key
    held = {"forms": {"act:Nouvelle personne": {"name": "Awa"}, "person:1": {"note": "de quelqu'un qui n'est plus là"}}}
    before = load_settings()
    save_settings(replace(before, desks={**before.desks, "typing": held}), before=before)
    again = opened()
    again.desk.wait_idle()
    assert again.desk.typed.recall(person, "act:Nouvelle personne") == {"name": "Awa"}
    assert again.desk.typed.recall(person, "person:1") == {}
    assert "typing" not in load_settings().desks
    assert "Awa" not in (paths.config_folder() / "settings.json").read_text(encoding="utf-8")


def _finds_the_settings_of_the_desks(window: MainWindow) -> None:
    """Every line of the settings that leads to another page finds there the act it names."""
    for section, title, _detail, key, act, _also in ELSEWHERE:
        page = _page(window, key)
        acts = {action.id for action in page.actions()}
        assert not act or act in acts, f"{section}: {title}"


def _keeps_its_place_over_a_visit(window: MainWindow) -> None:
    """A list left for another desk stands where it stood."""
    page = _page(window, "catalogue")
    view = page.list.current_view()
    chosen = page.list.model.id_at(2)
    view.select(chosen)
    window.desk.wait_idle()
    scrolled = view.verticalScrollBar().value()
    _page(window, "directory")
    window.pages.travel(-1)
    window.desk.wait_idle()
    assert page.list.current_view().current() == chosen
    assert view.verticalScrollBar().value() == scrolled


def _takes_anything(window: MainWindow) -> None:
    """What somebody wrote into the file of the settings harms no page."""
    nonsense = {
        "order": {}, "kinds": [1, None], "countries": ["Atlantis"], "theme": 3, "year": "2026", "mode": 1, "payable": "yes",
        "stages": "draft", "archived": "no", "since": [2016], "descending": 2, "every_year": 1,
    }  # fmt: skip
    for key in {habit.page for habit in HABITS}:
        page = window.pages.page(key)
        wrongs: list[object] = [3, "x", [], nonsense]
        for wrong in wrongs:
            page.bring_back(dict.fromkeys([habit.name for habit in page.habits], wrong))
        page.refresh(None)
    window.desk.remember("widths", **{"catalogue.facets": "large", "directory.list": True})
    assert _edge(window.pages.page("catalogue"), "catalogue.facets").wide(238) == 238
    assert _edge(window.pages.page("directory"), "directory.list").wide(336) == 336
    window.desk.wait_idle()
