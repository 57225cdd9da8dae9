"""What every test relies on: no display, no settings of the person who runs it, nothing left behind."""

import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.widgets.desk import Desk, DeskDoors
from cresi_app.widgets.memory import MainThreadCollector
from cresi_app.widgets.theme import install
from tests.founding import founded_once
from tests.widgets.recording import RecordingMessages
from tests.windows import activated

if TYPE_CHECKING:
    from cresi_app.app.session import Session

settings.register_profile("cresi", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("cresi")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MOMENT = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)
"""When the tests of the whole window take place."""


@pytest.fixture(scope="session", autouse=True)
def _own_configuration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep settings, logs and caches of the tests away from those of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRESI_CONFIG", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _empty_libraries_are_copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with founded_once(tmp_path_factory.mktemp("founded") / "empty"):
        yield


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread running: a store, a window's tasks, a server."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in left:
        thread.join(timeout=5)  # one that was told to end may still be ending
    still = [thread.name for thread in left if thread.is_alive()]
    assert not still, f"threads left running: {still}"


@pytest.fixture(scope="session")
def qapp(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """The application with its look, light whatever the machine prefers."""

    install(qapp, "light", cache=tmp_path_factory.mktemp("look"))
    MainThreadCollector.of(qapp)  # as in the program: a worker that collects would destroy parts of the window
    return qapp


@pytest.fixture(autouse=True)
def _garbage_is_collected_between_tests() -> Iterator[None]:
    """Collect what is due once an application took the collector over: its timer rests while no event loop runs."""
    yield
    application = QApplication.instance()
    if application is not None and (collector := application.findChild(MainThreadCollector)) is not None:
        collector.collect()


@pytest.fixture(scope="module", autouse=True)
def _what_stands_is_left_aside() -> None:
    """Spare `_no_timer_left` and the collector what every module has: 200,000 objects of the program and its libraries."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_timer_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a window test that leaves a timer ticking."""
    yield
    if "qapp" not in request.fixturenames:
        return

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if _ticking():
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [f"{timer.interval()} ms of {timer.parent()}" for timer in _ticking()]
    assert not left, f"timers left ticking: {left}"


def _ticking() -> list[QTimer]:

    found = [thing for thing in gc.get_objects() if isinstance(thing, QTimer)]
    return [
        timer
        for timer in found
        if shiboken6.isValid(timer) and timer.isActive() and not isinstance(timer.parent(), MainThreadCollector)
    ]


@pytest.fixture
def messages() -> RecordingMessages:
    """The recording gate that `desk` speaks through; say beforehand what it answers."""

    return RecordingMessages()


@pytest.fixture
def desk_interrupt() -> Callable[[int], None]:
    """What ends a thread's query; override it in a module that has a library: ``return library.interrupt``."""
    return lambda _thread: None


@pytest.fixture
def opened() -> list[tuple[str, int]]:
    """The records opened through `desk.open_record`, as (kind, id)."""
    return []


@pytest.fixture
def desk(
    qapp: QApplication,
    messages: RecordingMessages,
    desk_interrupt: Callable[[int], None],
    opened: list[tuple[str, int]],
) -> Iterator[Desk]:
    """A desk with real worker threads."""
    doors = DeskDoors(desk_interrupt, lambda kind, record_id: opened.append((kind, record_id)))
    made = Desk(doors, messages, Actor("test", "Claire Martin"))
    yield made
    made.close()
    made.deleteLater()
    assert not messages.crashes, messages.crashes


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example library built once; tests copy it."""
    from cresi_app.example import build  # noqa: PLC0415 - most tests need neither the example nor every desk
    from cresi_app.services import Services  # noqa: PLC0415 - see above

    folder = tmp_path_factory.mktemp("example") / "library"
    with clock.frozen(MOMENT), Services.create(folder) as services:
        build(services, Actor("", "Exemple"))
    return folder


@pytest.fixture
def session(
    qtbot: QtBot, qapp: QApplication, example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator["Session"]:
    """The real window over a copy of the example, opened as the program opens it, shown and active."""
    from cresi_app.app.session import Session  # noqa: PLC0415 - every desk is imported: only who opens the whole window waits

    monkeypatch.setenv("CRESI_CONFIG", str(tmp_path / "config"))
    folder = tmp_path / "library"
    shutil.copytree(example_folder, folder)
    with clock.frozen(MOMENT):
        session = Session(qapp)
        session.open(folder)
        window = session.window
        assert window is not None
        try:
            window.resize(1440, 900)
            qtbot.waitUntil(lambda: activated(window))
            window.desk.wait_idle()
            yield session
        finally:
            if session.window is not None:
                session.window.close()
            session.deleteLater()
