"""Every view of the window and of the counter, at every text size and on two screens: nothing cut, nothing over, nothing blank."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.app.session import Session
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.cooperation.ui.page import CooperationPage
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.settings import Settings, save_settings
from cresi_app.funding.ui.page import FundingPage
from cresi_app.services import Services
from cresi_app.shell.counter.staffpage import CounterStaffPage
from cresi_app.shell.welcome import WelcomeWindow
from cresi_app.shell.window import MainWindow
from cresi_app.tour.counter import counter_stops
from cresi_app.tour.delivery import delivery
from cresi_app.tour.opening import opening_stops
from cresi_app.tour.stops import Stop, Way, settle
from cresi_app.widgets.paint import noting_cuts
from cresi_app.widgets.theme import theme
from tests.conftest import MOMENT
from tests.screens.complete import shown_in, views
from tests.screens.layout import problems

ZOOMS = (100, 125, 150, 200)
SIZES = ((1440, 900), (1280, 760))
COUNTER_ZOOMS = (100, 125, 150)
"""What « A A A » gives there."""


def looked_over(root: QWidget) -> list[str]:
    """Paint what is on screen and say what is wrong with it."""
    cut: dict[QWidget, set[str]] = defaultdict(set)
    with noting_cuts() as noted:
        root.grab()
    for device, text in noted:
        if isinstance(device, QWidget):
            cut[device].add(text)
    return problems(root, cut)


def walked(
    stops: Iterable[Stop], window: QWidget, arrive: Callable[[], None], where: str, seen: set[type[QWidget]] | None = None
) -> dict[str, str]:  # fmt: skip
    """Go through stops; return what is wrong, with the first place where it was seen. `seen` receives the classes shown."""
    found: dict[str, str] = {}
    for stop in stops:
        looked_at = stop.show()
        arrive()
        if seen is not None:
            seen |= shown_in(looked_at or window)
        for problem in looked_over(looked_at or window):
            found.setdefault(problem, f"{stop.name} at {where}")
        if looked_at is not None:
            looked_at.close()
            looked_at.deleteLater()
    return found


def walk(session: Session, file: Path, *, whole: bool) -> dict[str, str]:
    """Walk the main window: in short, each page at every size and every other view at one."""
    window = session.window
    assert window is not None
    stops = Way(window, session.services, delivery(session.services, file)).stops()
    found: dict[str, str] = {}
    for zoom in ZOOMS:
        window.desk.change_settings(zoom=zoom)
        for size in SIZES:
            all_of_them = whole or (zoom, size) == (125, SIZES[1])
            window.resize(*size)
            shown = [stop for stop in stops if all_of_them or (stop.daily and "-" not in stop.name)]
            found |= walked(shown, window, lambda: settle(window), f"{zoom} % {size[0]}×{size[1]}")
    window.palette_view.close_if_open()
    window.desk.change_settings(zoom=100)
    return found


def test_every_view_holds_together(session: Session, tmp_path: Path) -> None:
    found = walk(session, tmp_path / "notices.iso", whole=False)
    assert not found, "\n".join(f"{problem} ({place})" for problem, place in found.items())


@pytest.mark.long
def test_every_view_holds_together_at_every_size(session: Session, tmp_path: Path) -> None:
    found = walk(session, tmp_path / "notices.iso", whole=True)
    assert not found, "\n".join(f"{problem} ({place})" for problem, place in found.items())


@pytest.mark.long
def test_every_view_holds_together_in_english(session: Session, tmp_path: Path) -> None:
    window = session.window
    assert window is not None
    window.desk.change_settings(language="en", zoom=150)
    try:
        window.resize(*SIZES[1])
        settle(window)
        stops = Way(window, session.services, delivery(session.services, tmp_path / "notices.iso")).stops()
        found = walked(stops, window, lambda: settle(window), "150 % in English")
    finally:
        window.palette_view.close_if_open()
        window.desk.change_settings(language="fr", zoom=100)
    assert not found, "\n".join(f"{problem} ({place})" for problem, place in found.items())


@pytest.mark.long
def test_an_empty_library_is_blank_nowhere(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRESI_CONFIG", str(tmp_path / "config"))
    with clock.frozen(MOMENT):
        with Services.create(tmp_path / "library") as services:
            person = services.directory.add_staff(Actor("", "Exemple"), "Claire Martin").id
        save_settings(Settings(staff_id=str(person)))
        session = Session(qapp)
        session.open(tmp_path / "library")
        window = session.window
        assert window is not None
        found: dict[str, str] = {}
        for zoom, size in ((100, SIZES[0]), (150, SIZES[1])):
            window.desk.change_settings(zoom=zoom)
            window.resize(*size)
            found |= walked(empty_stops(window), window, lambda: settle(window), f"{zoom} % {size[0]}×{size[1]}")
        window.desk.change_settings(zoom=100)
        window.close()
        session.deleteLater()
    assert not found, "\n".join(f"{problem} ({place})" for problem, place in found.items())


def empty_stops(window: MainWindow) -> Iterator[Stop]:
    """Yield the views of a library in which nothing is written yet."""
    pages = window.pages

    def view(key: str, show: Callable[[], object]) -> Callable[[], None]:
        def go() -> None:
            pages.go(key)
            show()

        return go

    for entry, _page in pages.all():
        yield Stop(entry.key, view(entry.key, lambda: None))
    catalogue, cooperation, funding = (pages.page(key) for key in ("catalogue", "cooperation", "funding"))
    assert isinstance(catalogue, CataloguePage)
    assert isinstance(cooperation, CooperationPage)
    assert isinstance(funding, FundingPage)
    views: dict[str, Callable[[], object]] = {
        "authorities": catalogue.keeping.show_authorities, "thesaurus": catalogue.show_thesaurus,
        "fields": catalogue.show_describing, "templates": partial(catalogue.show_describing, "templates"),
    }  # fmt: skip
    for tab in ("labels", "stocktake", "weeding", "statistics"):
        views[tab] = partial(catalogue.stock.show, tab)
    for name, show in views.items():
        yield Stop(f"catalogue {name}", view("catalogue", show))
    for tab in ("countries", "crises", "supports", "outposts"):
        yield Stop(f"cooperation {tab}", view("cooperation", partial(cooperation.show_view, tab)))
    for tab in ("europe", "declarations"):
        yield Stop(f"funding {tab}", view("funding", partial(funding.show_view, tab)))


def test_the_counter_holds_together(session: Session) -> None:
    assert session.window is not None
    session.enter_counter()
    window = session.counter
    assert window is not None
    window.guard.stop()

    def arrive() -> None:
        for _ in range(3):
            window.desk.wait_idle()
            QCoreApplication.processEvents()

    found: dict[str, str] = {}
    seen: set[type[QWidget]] = set()
    window.setWindowState(window.windowState().WindowNoState)
    for zoom in COUNTER_ZOOMS:
        theme().set_zoom(zoom)
        for size in SIZES:
            window.resize(*size)
            stops = counter_stops(window, session.services)
            found |= walked(stops, window, arrive, f"{zoom} % {size[0]}×{size[1]}", seen)
    window.unlock()
    assert session.window is not None
    settle(session.window)
    assert found == {}
    assert views(where="cresi_app.shell.counter.") - seen - {CounterStaffPage} == set(), "not in the gallery"


def test_the_first_page_holds_together(qtbot: QtBot, tmp_path: Path) -> None:
    window = WelcomeWindow(Settings(), lambda _choice: None, tmp_path / "cresi")
    qtbot.addWidget(window)
    window.show()
    found: dict[str, str] = {}
    seen: set[type[QWidget]] = set()

    def arrive() -> None:
        for _ in range(4):  # what is laid out anew for room may ask for more
            QCoreApplication.processEvents()

    for zoom in ZOOMS:
        theme().set_zoom(zoom)
        for size in SIZES:
            window.resize(*size)
            stops = opening_stops(window)
            found |= walked(stops, window, arrive, f"{zoom} % {size[0]}×{size[1]}", seen)
    theme().set_zoom(100)
    assert found == {}
    assert views(where="cresi_app.shell.welcome.") - seen == set(), "not in the gallery"
