"""Files and texts given to the window by hand, key and clipboard: each comes to the page that knows it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from cresi_app.app.session import Session
from cresi_app.projects.ui.page import ProjectsPage
from cresi_app.projects.ui.papers import can_be_joined
from cresi_app.widgets.dropzone import DropZone

RIS = "TY  - BOOK\nTI  - Eaux partagées du Sahel\nAU  - Diallo, Kadiatou\nPY  - 2025\nER  - \n"


def pasted(*, text: str = "", files: list[Path] | None = None) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def test_a_notice_copied_from_elsewhere_opens_the_import_control(session: Session) -> None:
    window = session.window
    assert window is not None
    window.receiving.take(pasted(text=RIS))
    window.desk.wait_idle()
    assert window.pages.key() == "catalogue"
    shown = window.pages.current().sides.currentWidget()  # type: ignore[attr-defined]  # the catalogue's own stack
    assert shown is window.pages.current().import_view  # type: ignore[attr-defined]  # same
    window.receiving.take(pasted(text="Bonjour,\nvoici de nos nouvelles."))
    assert "texte" in window.area.messages()[-1].text


def test_a_paper_pasted_over_a_dossier_joins_it_and_comes_off_again(session: Session, tmp_path: Path) -> None:
    window = session.window
    assert window is not None
    project = int(session.services.library.value("SELECT id FROM project ORDER BY number LIMIT 1"))
    file = tmp_path / "devis-forage.pdf"
    file.write_bytes(b"%PDF-1.4\n%%EOF")
    window.pages.go("projects")
    page = window.pages.current()
    assert isinstance(page, ProjectsPage)
    assert not page.take_files([file])  # no dossier is open: it is not for this page
    window.open_record("project", project)
    window.desk.wait_idle()
    before = len(session.services.projects.papers(project))
    QGuiApplication.clipboard().setMimeData(pasted(files=[file]))
    zone = page.findChildren(DropZone)[0]
    zone.setFocus()
    QTest.keyClick(zone, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    window.desk.wait_idle()
    joined = len([one for one in session.services.projects.papers(project) if "devis" in str(one).lower()])
    assert joined or len(session.services.projects.papers(project)) > before
    window.keeping.ask_undo()
    window.desk.wait_idle()
    window.keeping.undo()
    window.desk.wait_idle()
    assert len(session.services.projects.papers(project)) == before


@pytest.mark.parametrize(
    ("name", "joins"), [("devis.PDF", True), ("photo.jpg", True), ("notices.mrc", False), ("x", False)]
)
def test_only_documents_join_a_dossier(name: str, joins: bool) -> None:
    assert can_be_joined(Path(name)) is joins
