"""The first page of the program: what goes wrong there leaves nothing locked behind."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from cresi_app.app.session import Session
from cresi_app.core.errors import StoreError
from cresi_app.core.settings import Settings, save_settings
from cresi_app.services import Services
from cresi_app.shell.doors import LibraryChoice
from cresi_app.store.disk import DISK_FULL


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
