"""Folders of PDFs taken in from the window, proposals accepted beside the form, near documents a click away."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.catalogue.ui.pdftable import COLUMNS
from cresi_app.store.library import Library
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.theme import theme
from tests.catalogue.conftest import WHO
from tests.catalogue.pdfs import written
from tests.catalogue.test_pdf_import import GUIDE, REPORT
from tests.widgets.accessibility import small_targets, unnamed_controls
from tests.widgets.recording import RecordingMessages


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for all, with a small thesaurus."""
    with Library.create(tmp_path_factory.mktemp("sides") / "library", sources=SOURCES) as opened:
        desk = CatalogueService(opened)
        themes = desk.add_thesaurus(WHO, "Thèmes").id
        for term in ("Eau potable", "Sécurité alimentaire", "Éducation populaire"):
            desk.add_term(WHO, themes, term)
        yield opened


@pytest.fixture
def desk_interrupt(library: Library) -> Callable[[int], None]:
    return library.interrupt


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, library: Library) -> CataloguePage:
    made = CataloguePage(desk, CatalogueService(library))
    qtbot.addWidget(made)
    made.resize(QSize(1208, 838))
    made.show()
    made.ensure_built()
    desk.wait_idle()
    return made


def column(name: str) -> int:
    return next(at for at, (key, _, _) in enumerate(COLUMNS) if key == name)


def test_a_dropped_folder_is_corrected_and_taken_in(
    page: CataloguePage, messages: RecordingMessages, tmp_path: Path
) -> None:
    folder = tmp_path / "pdf"
    folder.mkdir()
    written(folder / "a-guide.pdf", GUIDE)
    written(folder / "b-rapport.pdf", [REPORT])
    (folder / "c-casse.pdf").write_bytes(b"rien")
    assert page.take_files([folder])
    page.desk.wait_idle()
    pdfs = page.file_sides.pdfs
    model = pdfs.model
    assert page.sides.currentWidget() is pdfs
    assert model.index(0, column("title")).data() == "Accueillir des partenaires du Sud"
    assert model.index(0, column("language")).data() == "Français"
    assert "première page" in model.index(0, column("title")).data(Qt.ItemDataRole.ToolTipRole)
    assert "ne se lit pas" in model.index(2, column("outcome")).data()
    assert pdfs.import_button.text() == "Importer 2 PDF"
    assert not unnamed_controls(pdfs)
    assert not small_targets(pdfs)
    assert model.setData(model.index(0, column("title")), "Accueillir ici")
    assert model.setData(model.index(1, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    page.desk.wait_idle()
    assert model.index(1, column("outcome")).data() == "Laissé de côté"
    assert pdfs.import_button.text() == "Importer 1 PDF"
    QTest.keyClick(pdfs, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.desk.wait_idle()
    assert page.sides.currentWidget() is page.browse
    assert page.service.search("accueillir ici").total == 1
    assert page.service.search("visas assurances").total == 1  # its pages are read beside
    act = messages.toasts[-1].act
    assert act is not None
    act.run()
    page.desk.wait_idle()
    assert page.service.search("accueillir ici").total == 0


def test_a_folder_without_pdf_says_so(page: CataloguePage, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    page.file_sides.take_pdfs([tmp_path / "vide"])
    page.desk.wait_idle()
    assert "Aucun PDF" in page.file_sides.pdfs.message.text
    QTest.keyClick(page.file_sides.pdfs, Qt.Key.Key_Escape)
    assert page.sides.currentIndex() == 0


def test_proposals_are_accepted_with_one_key(page: CataloguePage, tmp_path: Path) -> None:
    document = page.service.add_document(WHO, title="Sans sujet").id
    page.service.attach_file(
        WHO,
        document,
        written(
            tmp_path / "e.pdf",
            [
                "Sans sujet\nL'eau potable est au programme de la commune et des villages du Mali.",
                "La securite alimentaire et l'education populaire sont dans les projets.",
            ],
        ),
    )
    page.open_record("document", document)
    page.desk.wait_idle()
    page.file_sides.propose()
    page.desk.wait_idle()
    pane = page.browse.assist
    assert pane.isVisible()
    assert not page.list.isVisible()
    offered = {row.offer.shown: row for row in pane.rows}
    assert {"Eau potable", "Sécurité alimentaire", "Éducation populaire", "Mali", "Français"} <= offered.keys()
    water = offered["Eau potable"]
    assert water.offer.sentence[slice(*water.offer.span)] == "eau potable"
    assert not unnamed_controls(pane)
    assert not small_targets(pane)
    QTest.keyClick(water, Qt.Key.Key_Return)
    page.desk.wait_idle()
    assert [one.term for one in page.service.document(document).subjects] == ["Eau potable"]
    QTest.keyClick(offered["Éducation populaire"], Qt.Key.Key_Delete)
    assert offered["Éducation populaire"] not in pane.rows
    QTest.keyClick(offered["Sécurité alimentaire"], Qt.Key.Key_A)
    page.desk.wait_idle()
    sheet = page.service.document(document)
    assert [one.term for one in sheet.subjects] == ["Eau potable", "Sécurité alimentaire"]
    assert [one.country_code for one in sheet.countries] == ["ML"]
    assert [one.language_code for one in sheet.languages] == ["fre"]
    pane.read_text("Sans sujet\nL'eau potable et les autres choses de la commune")
    page.desk.wait_idle()
    assert "Eau potable" not in {row.offer.shown for row in pane.rows}  # it is there already
    page.open_record("document", page.service.add_document(WHO, title="Une autre notice").id)
    page.desk.wait_idle()
    assert not pane.isVisible()  # nothing proposed for one notice is accepted into another
    page.browse.stop_editing()
    page.edit()
    assert not pane.isVisible()
    page.file_sides.propose()
    whole = page.browse.size()
    page.browse.resize(theme().px(700), whole.height())  # one pane has room: the proposals, then the form again
    assert pane.isVisible()
    assert not page.edit_pane.isVisible()
    pane.close_button.click()
    assert page.edit_pane.isVisible()
    page.browse.resize(whole)
    page.file_sides.propose()
    assert page.edit_pane.isVisible()
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_near_documents_are_a_click_away(page: CataloguePage) -> None:
    first = page.service.add_document(WHO, title="Kora et balafon", subjects=["Musique mandingue"]).id
    second = page.service.add_document(WHO, title="Chants de griots", subjects=["Musique mandingue"]).id
    page.open_record("document", first)
    page.desk.wait_idle()
    [link] = [one for one in page.detail.findChildren(Button) if one.text().strip() == "Chants de griots"]
    link.click()
    page.desk.wait_idle()
    assert page.browse.shown == second
