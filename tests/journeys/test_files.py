"""Files dropped on the window, or chosen before there was a library, reach the page that takes them; others get a sentence."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from cresi_app.app.session import Session
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.staff import AtDesk
from cresi_app.shell.window import MainWindow
from tests.catalogue.notices import notice_file


def drop(window: MainWindow, *files: Path) -> None:
    """Drop files on the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPoint(700, 400), Qt.DropAction.CopyAction, data, buttons, keys))
    window.desk.wait_idle()


def catalogue_of(window: MainWindow) -> CataloguePage:
    page = window.pages.page("catalogue")
    assert isinstance(page, CataloguePage)
    return page


def test_a_dropped_file_of_notices_opens_the_import_control(session: Session, tmp_path: Path) -> None:
    window = session.window
    assert window is not None
    before = session.services.catalogue.counts()
    file = tmp_path / "notices été.iso"
    file.write_bytes(notice_file(3))
    drop(window, file)
    assert window.pages.key() == "catalogue"
    page = catalogue_of(window)
    assert page.sides.currentWidget() is page.import_view
    assert session.services.catalogue.counts() == before, "nothing is written before it is looked at"


def test_what_no_page_takes_is_told(session: Session, tmp_path: Path) -> None:
    window = session.window
    assert window is not None
    file = tmp_path / "photo.bin"
    file.write_bytes(bytes(64))
    drop(window, file)
    assert window.pages.key() == "home"
    assert any("photo.bin" in message.text for message in window.area.messages())


def test_a_file_chosen_on_the_first_page_waits_in_the_import_control(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[AtDesk] = []

    def remember(at_desk: AtDesk) -> None:
        asked.append(at_desk)

    monkeypatch.setattr(AtDesk, "ask", remember)  # the dialog would wait for a person
    assert session.window is not None
    session.window.close()
    file = tmp_path / "notices.iso"
    file.write_bytes(notice_file(3))
    session.choose(LibraryChoice("new", tmp_path / "new", name="Centre d'essai", file=file))
    window = session.window
    assert window is not None
    window.desk.wait_idle()
    assert window.pages.key() == "catalogue"
    assert session.services.catalogue.counts()["document"] == 0
    assert len(asked) == 1, "who is at the desk is asked once"
    assert session.services.directory.identity().centre_name == "Centre d'essai"
    window.close()
