"""What may be dropped on the window, a record or a dossier, and where it goes; what nothing can be made of gets a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.app.session import Session
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.core.recordlink import record_link
from cresi_app.shell.window import MainWindow
from cresi_app.widgets.actform import ActForm
from tests.catalogue.notices import notice_file
from tests.catalogue.pdfs import written

RIS = "TY  - BOOK\nTI  - Puits et jardins\nAU  - Diallo, Awa\nPY  - 2024\nER  - \n"
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://x.org/> .
x:s a skos:ConceptScheme ; skos:prefLabel "Essai"@fr . x:a a skos:Concept ; skos:prefLabel "Un"@fr ; skos:inScheme x:s .
"""


def _data(what: Path | str | list[Path]) -> QMimeData:
    data = QMimeData()
    if isinstance(what, str):
        data.setText(what)
    else:
        data.setUrls([QUrl.fromLocalFile(str(one)) for one in ([what] if isinstance(what, Path) else what)])
    return data


def drop(window: MainWindow, data: QMimeData, over: QWidget | None = None) -> None:
    """Drag over the middle of `over` (of the window) and let go there, as a file manager does: what lies there is asked first."""
    middle = (over or window).rect().center()
    at = QPointF(middle if over is None else over.mapTo(window, middle))
    under = window.childAt(at.toPoint())
    left, bare, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    while under is not None:
        place = under.mapFrom(window, at) if under is not window else at
        if under.acceptDrops():
            enter = QDragEnterEvent(place.toPoint(), copy, data, left, bare)
            enter.ignore()
            QApplication.sendEvent(under, enter)
            if enter.isAccepted():
                QApplication.sendEvent(under, QDropEvent(place, copy, data, left, bare))
                break
        under = under.parentWidget() or (window if under is not window else None)
    else:
        raise AssertionError("nothing under the mouse takes it")
    window.desk.wait_idle()


def paste(window: MainWindow, data: QMimeData) -> None:
    """Give what the clipboard holds to what takes it where no field has the keyboard."""
    window.receiving.take(data)
    window.desk.wait_idle()


Give = Callable[[MainWindow, QMimeData], None]


def told(window: MainWindow) -> str:
    return " ".join(message.text for message in window.area.messages())


def given(session: Session, give: Give, folder: Path) -> list[str]:
    """Give each thing to the window that shows the home page; return what did not go where it should."""
    window = session.window
    assert window is not None
    notices, pdf, thesaurus = folder / "notices.iso", written(folder / "rapport.pdf", ["Rapport"]), folder / "mots.ttl"
    notices.write_bytes(notice_file(2))
    thesaurus.write_text(TURTLE, encoding="utf-8")
    calendar, unknown, odd = folder / "salle.ics", folder / "inconnu.bin", folder / "paquet.cresi-dossier"
    calendar.write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//\r\nEND:VCALENDAR\r\n")
    unknown.write_bytes(bytes(range(64)))
    odd.write_bytes(b"rien de tel")
    document = session.services.catalogue.newest(1)[0].id
    table: list[tuple[str, Path | str | list[Path], str, str]] = [
        ("notices", notices, "catalogue", ""),
        ("a PDF", pdf, "catalogue", ""),
        ("a thesaurus", thesaurus, "catalogue", ""),
        ("a calendar", calendar, "training", ""),
        ("a package that is none", odd, "", "paquet"),
        ("an unknown file", unknown, "home", "inconnu.bin"),
        ("a folder, perhaps of PDFs", folder / "vide", "catalogue", ""),
        ("a file that has gone", folder / "parti.iso", "home", "parti.iso"),
        ("several of them", [unknown, folder / "parti.iso"], "home", "inconnu.bin, parti.iso"),
        ("notices as text", RIS, "catalogue", ""),
        ("the link of a record", record_link("document", document), "catalogue", ""),
        ("the path of a file", str(notices), "catalogue", ""),
        ("an address of the web", "https://www.exemple.org/rapport", "home", "Aucune page"),
        ("a word", "bonjour", "home", "Aucune page"),
    ]
    (folder / "vide").mkdir()
    wrong = []
    for name, what, key, sentence in table:
        window.pages.go("home")
        window.area.clear()
        before = session.services.catalogue.counts()
        give(window, _data(what))
        if key and window.pages.key() != key:
            wrong.append(f"{name}: {window.pages.key()} {told(window)!r}")
        if sentence not in told(window):
            wrong.append(f"{name}: said {told(window)!r}")
        if session.services.catalogue.counts() != before and name != "a thesaurus":
            wrong.append(f"{name}: written before anybody looked")
    return wrong


def test_everything_dropped_finds_its_page_or_a_sentence(session: Session, tmp_path: Path) -> None:
    assert given(session, drop, tmp_path) == []


@pytest.mark.long
def test_everything_pasted_does_the_same(session: Session, tmp_path: Path) -> None:
    assert given(session, paste, tmp_path) == []


def test_files_join_the_record_the_dossier_or_the_agreement_in_front(session: Session, tmp_path: Path) -> None:
    window, services = session.window, session.services
    assert window is not None
    pdf, picture = written(tmp_path / "devis.pdf", ["Devis"]), tmp_path / "photo.png"
    Image.new("RGB", (40, 30), "teal").save(picture)
    document = services.catalogue.newest(1)[0].id
    window.open_record("document", document)
    window.desk.wait_idle()
    page = window.pages.current()
    assert isinstance(page, CataloguePage)
    for file in (pdf, picture):
        drop(window, _data(file), page.browse.detail)
    joined = services.library.query("SELECT name FROM document_file WHERE document_id = ?", (document,))
    assert {"devis.pdf", "photo.png"} <= {row["name"] for row in joined}
    project = services.projects.project_ids()[0]
    window.open_record("project", project)
    window.desk.wait_idle()
    drop(window, _data(pdf))
    assert "devis.pdf" in [one.paper.file_name for one in services.projects.dossier_data(project).papers]
    agreement = services.cooperation.agreement_rows()[0].id
    window.open_record("agreement", agreement)
    window.desk.wait_idle()
    drop(window, _data(pdf))
    assert window.pages.key() == "cooperation"
    [form] = window.pages.current().findChildren(ActForm)
    assert "devis.pdf" in form.title_text.text(), "a file joins an agreement by a form that asks which paper it is"
