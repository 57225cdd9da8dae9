"""The first page of the program: what goes wrong there leaves nothing locked behind."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from cresi_app.app import opening
from cresi_app.app.opening import WaitingDialog, open_watched
from cresi_app.app.session import Session
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError, StoreError
from cresi_app.core.settings import Settings, save_settings
from cresi_app.services import Services
from cresi_app.shell.doors import LibraryChoice
from cresi_app.store.disk import DISK_FULL
from cresi_app.store.health import Problem, Watch
from cresi_app.store.library import Library
from cresi_app.widgets.notices import TaskCard


def test_a_library_that_could_not_be_furnished_is_not_left_locked(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("disk_full", DISK_FULL)

    monkeypatch.setenv("CRESI_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr("cresi_app.example.build", full)
    session, folder = Session(qapp), tmp_path / "library"
    with pytest.raises(StoreError, match="plein"):
        session.choose(LibraryChoice("example", folder))
    assert not folder.exists()
    Services.create(folder).close()
    session.deleteLater()


def test_a_library_that_has_gone_is_told_on_the_first_page(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRESI_CONFIG", str(tmp_path))
    save_settings(Settings(library=str(tmp_path / "débranchée")))
    session = Session(qapp)
    session.begin()
    assert session.welcome is not None
    said = [label.text() for label in session.welcome.findChildren(QLabel) if label.isVisible()]
    assert any("débranchée" in text and "n’existe pas" in text for text in said), said
    session.welcome.close()
    session.deleteLater()


def test_an_opening_that_lasts_is_shown_and_may_be_stopped(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, check = tmp_path / "library", Library.quick_check
    seen: list[str] = []
    pressed: list[Callable[[WaitingDialog], object]] = []
    seeing = threading.Event()
    with Services.create(folder) as services:
        key = services.directory.add_organisation(Actor("cli:test", "test"), "Eau Vive").id

    def look() -> None:
        for dialog in [one for one in qapp.topLevelWidgets() if isinstance(one, WaitingDialog) and one.isVisible()]:
            (card,) = [one for one in dialog.findChildren(TaskCard) if one.isVisible()]
            seen.append(card.progress.label)
            for press in pressed:
                press(dialog)
            seeing.set()

    def slow(library: Library) -> list[Problem]:
        assert seeing.wait(30)
        return check(library)

    monkeypatch.setattr(opening, "SHOWN_AFTER_MS", 0)
    monkeypatch.setattr(Library, "quick_check", slow)
    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(20)
    Watch(folder).begin()  # as a program that was killed leaves it
    with open_watched(folder) as services:
        services.library.derive("INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', ?)", (key,))
    assert set(seen) == {"Relecture du fichier de la bibliothèque"}
    Watch(folder).begin()
    seeing.clear()
    pressed.append(WaitingDialog.close)
    with pytest.raises(DomainError, match="opening_stopped") as stopped:
        open_watched(folder)
    assert "reprendra" in stopped.value.sentence
    looking.stop()
    with Services.open(folder) as services:  # nothing is lost, nor left locked
        assert services.library.count("search_todo") == 0
