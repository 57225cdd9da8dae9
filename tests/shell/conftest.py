"""A window over a very small library."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Actor
from cresi_app.core.settings import Settings
from cresi_app.shell.window import MainWindow
from cresi_app.widgets.desk import Desk, DeskDoors
from cresi_app.widgets.theme import theme
from tests.shell.doubles import SmallLibrary, entries


@pytest.fixture
def library() -> SmallLibrary:
    return SmallLibrary()


@pytest.fixture
def kept() -> list[Settings]:
    """The settings that were kept, oldest first."""
    return []


@pytest.fixture
def window(qtbot: QtBot, library: SmallLibrary, kept: list[Settings]) -> Iterator[MainWindow]:
    made = MainWindow()
    doors = DeskDoors(lambda _thread: None, made.open_record, lambda _before, after: kept.append(after))
    desk = Desk(doors, made.voice, Actor("1", "Claire Martin"), Settings(theme="light"), made)
    made.furnish(desk, entries(library), library.doors(), lambda: None)
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    desk.wait_idle()
    yield made
    desk.close()
    made.voice.bubble.hide()
    made.deleteLater()
    theme().set_mode("light")
    theme().set_zoom(100)
