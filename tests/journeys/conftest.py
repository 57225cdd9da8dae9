"""The real window over the example library, opened as the program opens it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.app.session import Session
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.example import build
from cresi_app.services import Services

MOMENT = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example library built once; tests copy it."""
    folder = tmp_path_factory.mktemp("example") / "library"
    with clock.frozen(MOMENT), Services.create(folder) as services:
        build(services, Actor("", "Exemple"))
    return folder


@pytest.fixture
def session(
    qtbot: QtBot, qapp: QApplication, example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """A session over a copy of the example, its window shown and active."""
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


def activated(window: QWidget) -> bool:
    """Ask for the keyboard until the test platform gives it; it forgets one that is asked for too early."""
    window.activateWindow()
    QApplication.processEvents()
    return QApplication.activeWindow() is window
