"""The team leaves the machine to associations, and comes back: two windows that are never there together, over restarts."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.app.session import Session
from cresi_app.core.settings import load_settings
from cresi_app.shell.counter.staffpage import CounterStaffPage
from cresi_app.shell.counter.unlocking import UnlockPage
from cresi_app.shell.counter.welcome import WelcomePage
from cresi_app.shell.counter.window import CounterWindow
from cresi_app.shell.window import MainWindow

WORDS = "le lac est calme ce soir"


def entered(session: Session) -> CounterWindow:
    """Choose a passphrase on the team's page, and open the counter."""
    window = session.window
    assert window is not None
    window.pages.go("counter")
    page = window.pages.current()
    assert isinstance(page, CounterStaffPage)
    page.enter()
    assert page.words.error, "no counter without a passphrase"
    page.words.input.setText(WORDS)
    page.again.input.setText(WORDS + "!")
    page.set_passphrase()
    assert page.again.error
    page.again.input.setText(WORDS)
    page.set_passphrase()
    assert WORDS not in (page.words.input.text(), page.again.input.text())
    page.go.click()
    counter = session.counter
    assert counter is not None
    return counter


def team_windows(session: Session) -> list[MainWindow]:
    """The team's window, when there is one: asked anew each time."""
    return [session.window] if session.window is not None else []


def unlock(counter: CounterWindow) -> None:
    counter.ask_team()
    page = counter.page
    assert isinstance(page, UnlockPage)
    page.words.setText(WORDS)
    page.try_words()


def test_the_machine_is_left_to_associations_and_taken_back(session: Session, qtbot: QtBot, qapp: QApplication) -> None:
    counter = entered(session)
    assert not team_windows(session), "the team's window is gone, not hidden"
    counter.desk.wait_idle()
    assert isinstance(counter.page, WelcomePage)
    assert "journées ouvertes" in counter.page.tiles["sessions"].accessibleDescription().replace("\u00a0", " ")
    kept = load_settings().desks["counter"]
    assert kept["locked"] is True
    assert WORDS not in str(kept)

    again = Session(qapp)  # the program is started again on this machine
    again.begin()
    assert not team_windows(again)
    assert again.counter is not None
    again.counter.desk.wait_idle()
    unlock(again.counter)
    qtbot.waitUntil(lambda: bool(team_windows(again)))
    assert load_settings().desks["counter"]["locked"] is False
    (window,) = team_windows(again)
    window.desk.wait_idle()
    window.close()
    again.deleteLater()
    unlock(counter)
    qtbot.waitUntil(lambda: bool(team_windows(session)))
    team_windows(session)[0].desk.wait_idle()


def test_a_locked_machine_whose_library_is_gone_shows_a_closed_counter(session: Session, qapp: QApplication) -> None:
    counter = entered(session)
    counter.desk.wait_idle()
    unlock_folder = session.services.library.folder
    alone = Session(qapp)
    alone.open_counter(unlock_folder.parent / "nulle part")
    window = alone.counter
    assert window is not None
    assert isinstance(window.page, WelcomePage)
    assert not window.page.search.isVisible()
    assert not any(tile.isVisible() for tile in window.page.tiles.values())
    assert alone.welcome is None, "no file is to be chosen there"
    window._is_opened = True
    window.left.disconnect()
    window.close()
    alone.deleteLater()
    unlock(counter)
