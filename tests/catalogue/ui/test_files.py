"""Files of a notice in the window: dropped, pasted, read beside everything else, seen with what was searched marked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cresi_app.catalogue.model.filetext import FileState
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.catalogue.ui.filecard import FileCard, PageTile
from cresi_app.catalogue.ui.fileview import FileView
from cresi_app.core.filereading import recognition
from cresi_app.store.library import Library
from cresi_app.widgets.desk import Desk
from tests.catalogue.conftest import WHO
from tests.catalogue.pdfs import photographed, written
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for all: each test's words are its own."""
    with Library.create(tmp_path_factory.mktemp("files") / "library", sources=SOURCES) as opened:
        yield opened


@pytest.fixture
def desk_interrupt(library: Library) -> Callable[[int], None]:
    return library.interrupt


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, library: Library) -> Iterator[CataloguePage]:
    made = CataloguePage(desk, CatalogueService(library))
    qtbot.addWidget(made)
    made.resize(QSize(1208, 838))
    made.show()
    made.ensure_built()
    desk.wait_idle()
    yield made
    made.file_sides.leave()


def with_files(page: CataloguePage, title: str, *files: Path) -> int:
    """Make a notice, show it, and drop files on it."""
    document = page.service.add_document(WHO, title=title).id
    page.open_record("document", document)
    page.desk.wait_idle()
    page.detail.asked.emit(("attach", list(files)))
    page.desk.wait_idle()
    return document


def card(page: CataloguePage) -> FileCard:
    return page.detail.findChildren(FileCard)[0]


def see(page: CataloguePage, number: int = 1) -> FileView:
    assert page.detail.sheet is not None
    page.file_sides.show(page.detail.sheet, page.detail.sheet.files[0], number)
    page.desk.wait_idle()
    assert page.file_sides.view is not None
    return page.file_sides.view


def test_a_dropped_file_is_read_and_shown_page_by_page(page: CataloguePage, tmp_path: Path) -> None:
    document = with_files(page, "Un guide", written(tmp_path / "guide.pdf", ["sommaire", "le maraîchage", ""]))
    text = card(page)._said
    assert text is not None
    assert (text.state, card(page).pill.accessibleName()) == (FileState.INDEXED, "Indexé")
    assert [tile.accessibleName() for tile in card(page).findChildren(PageTile)] == [
        "Page 1, texte indexé", "Page 2, texte indexé", "Page 3, aucun texte",
    ]  # fmt: skip
    cached = list((page.service.library.folder / "cache").rglob("*.png"))
    assert len(cached) == 3
    assert page.browse.files.small(page.service.document(document).files[0].sha256, 1) is not None
    page.edit()
    page.desk.wait_idle()
    assert_accessible(page.edit_pane.files)


def test_a_search_opens_the_file_at_the_page_that_answers(page: CataloguePage, tmp_path: Path) -> None:
    document = with_files(
        page, "Rapport", written(tmp_path / "r.pdf", ["rien", "le karité\nencore le karité", "fin", "karité"])
    )
    page.search("karite")
    page.open_record("document", document)
    page.desk.wait_idle()
    assert page.browse.hit is not None
    page.list.current_view().setFocus()
    page.detail.asked.emit("see")
    page.desk.wait_idle()
    view = page.file_sides.view
    assert view is not None
    assert (view.page, view.hits) == (page.browse.hit.number, (2, 4))
    view.show_page(1)
    page.desk.wait_idle()
    assert (len(view.marks), view.current) == (2, 0)
    QTest.keyClick(view, Qt.Key.Key_F3)
    assert (view.page, view.current) == (2, 1)
    QTest.keyClick(view, Qt.Key.Key_F3)
    page.desk.wait_idle()
    assert (view.page, view.current) == (4, 0)
    QTest.keyClick(view, Qt.Key.Key_F3)  # around the end
    page.desk.wait_idle()
    assert view.page == 2
    QTest.keyClick(view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    page.desk.wait_idle()
    assert view.page == 4
    assert "2\u00a0pages répondent" in view._told.text() or "2 pages répondent" in view._told.text()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.file_sides.view is None
    assert page.sides.currentIndex() == 0


def test_the_view_of_a_file_is_accessible(qtbot: QtBot, page: CataloguePage, tmp_path: Path) -> None:
    with_files(page, "Accessible", written(tmp_path / "a.pdf", ["un", "deux", "trois"]))
    sheet = page.detail.sheet
    assert sheet is not None
    view = FileView(page.desk, page.service, sheet, sheet.files[0], 2, "deux")
    qtbot.addWidget(view)
    view.resize(QSize(1000, 700))
    view.show()
    view.activateWindow()
    page.desk.wait_idle()
    assert_accessible(view)
    view.leave()


def test_another_word_is_searched_in_the_file(page: CataloguePage, tmp_path: Path) -> None:
    with_files(page, "Contes", written(tmp_path / "c.pdf", ["la hyène", "le lièvre", "la hyène et le lièvre"]))
    view = see(page)
    assert not list(view.hits)
    view.sought.setFocus()
    QTest.keyClicks(view.sought, "lievre")
    QTest.keyClick(view.sought, Qt.Key.Key_Return)
    page.desk.wait_idle()
    assert (list(view.hits), view.page) == ([2, 3], 2)
    view.sought.setText("girafe")
    QTest.keyClick(view.sought, Qt.Key.Key_Return)
    page.desk.wait_idle()
    assert (list(view.hits), view._told.text()) == ([], "Aucune page ne répond")
    view.copy_text()
    page.desk.wait_idle()
    assert "lièvre" in QGuiApplication.clipboard().text()


def test_a_text_without_pages_is_shown_as_text(page: CataloguePage, tmp_path: Path) -> None:
    (tmp_path / "lettre.txt").write_text(
        "Chers amis,\n\nla récolte de fonio est bonne. Le fonio sèche.", encoding="utf-8"
    )
    with_files(page, "Lettre", tmp_path / "lettre.txt")
    page.query = page.query.__class__(text="fonio")
    view = see(page)
    assert view._stack.currentWidget() is view.passages
    assert len(view.passages.extraSelections()) == 2
    QTest.keyClick(view, Qt.Key.Key_F3)
    assert view._told.text() == "2 sur 2"


def test_what_cannot_be_shown_says_why(page: CataloguePage, tmp_path: Path) -> None:
    (tmp_path / "casse.pdf").write_bytes(b"%PDF-1.4 casse")
    with_files(page, "Abîmé", tmp_path / "casse.pdf")
    view = see(page)
    assert view._stack.currentWidget() is view._unread
    assert card(page).pill.accessibleName() == "Illisible"


def test_files_and_pictures_are_pasted(page: CataloguePage, tmp_path: Path) -> None:
    document = with_files(page, "Collage")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path / "colle.pdf", ["collé"])))])
    QGuiApplication.clipboard().setMimeData(data)
    page.file_sides.paste_file()
    page.desk.wait_idle()
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    page.file_sides.paste_file()
    page.desk.wait_idle()
    names = [file.name for file in page.service.document(document).files]
    assert names[0] == "colle.pdf"
    assert names[1].startswith("image collée")
    QGuiApplication.clipboard().clear()


def test_recognising_says_so_when_tesseract_is_not_installed(
    page: CataloguePage, messages: RecordingMessages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_files(page, "Sans texte", written(tmp_path / "v.pdf", ["", ""]))
    assert not card(page)._recognise.isHidden() or card(page).pill.accessibleName() == "Sans texte"
    monkeypatch.setattr(recognition, "where", lambda: "")
    page.browse.files.recognise([page.detail.sheet.files[0].sha256])  # type: ignore[union-attr]  # it is shown
    page.desk.wait_idle()
    assert "Tesseract" in str(messages.errors[-1])


@pytest.mark.skipif(recognition.recogniser() is None, reason="tesseract is not installed here")
def test_the_button_recognises_the_pages_that_are_pictures(
    page: CataloguePage, messages: RecordingMessages, tmp_path: Path
) -> None:
    with_files(page, "Numérisé", photographed(tmp_path / "s.pdf", [[("Cooperative de cacao", 20.0)]]))
    page.edit()
    page.desk.wait_idle()
    made = page.edit_pane.files.findChildren(FileCard)[0]
    assert made._recognise.isVisible()
    made._recognise.click()
    page.desk.wait_idle()
    assert made.pill.accessibleName() == "Indexé"
    assert page.service.search("cooperative cacao").total == 1
    assert messages.toasts
