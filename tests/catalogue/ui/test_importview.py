"""The import control: what it shows, what it never writes, and that its figures are those of the import."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cresi_app.catalogue.interchange import iso2709
from cresi_app.catalogue.interchange.charset import Charset
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.interchange.tabular.columns import TITLES
from cresi_app.catalogue.model.importing import NEAR, Outcome
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.catalogue.ui.filestrip import FileStrip
from cresi_app.catalogue.ui.importview import ImportView
from cresi_app.core.i18n import tr
from cresi_app.store.library import Library
from cresi_app.widgets.labels import ElidedLabel
from tests.catalogue.conftest import WHO
from tests.catalogue.notices import notice, notice_file
from tests.catalogue.servers import SRU, starting
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "fonds.iso"
    path.write_bytes(notice_file(25) + notice(3) + notice(2)[:300])
    return path


def control(page: CataloguePage, file: Path) -> ImportView:
    page.show_import(file)
    page.desk.wait_idle()
    page.desk.wait_idle()
    return page.import_view


def choose_place(view: ImportView, row: int, target: Target) -> None:
    """Open what the field of a row can become, and take one."""
    menu = view.mapping.choices(row)
    assert menu is not None
    words = tr(TITLES[target])
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.deleteLater()


def test_the_control_shows_what_will_be_written(page: CataloguePage, library: Library, file: Path) -> None:
    before = len(library.revisions())
    view = control(page, file)
    assert view.report is not None
    assert (view.report.created, view.report.merged, view.report.rejected) == (25, 1, 1)
    assert "25" in view.dry.import_button.text()
    assert view.strip.format_label.text() == "UNIMARC, ISO 2709"
    assert view.samples.model.rowCount() == 27
    assert view.mapping.model.rowCount() > 10
    assert not view.mapping.table.verticalScrollBar().maximum()  # what scrolls is the side it stands in
    assert len(library.revisions()) == before
    assert_accessible(view)


def test_the_strip_takes_two_lines_where_one_would_cut_the_name(qtbot: QtBot, file: Path) -> None:
    ground = QWidget()  # a window would not be narrower than what it holds
    qtbot.addWidget(ground)
    strip = FileStrip(ground)
    strip.show_file(of_bytes(file.read_bytes(), file.name))
    strip.resize(900, 200)
    ground.show()
    name = next(label for label in strip.findChildren(ElidedLabel) if label.text() == file.name)

    def under() -> bool:
        return strip.alphabet.y() > name.geometry().bottom()

    assert not under()
    strip.resize(500, 200)
    qtbot.waitUntil(under)
    assert name.width() > 200
    strip.resize(900, 200)
    qtbot.waitUntil(lambda: not under())


def test_importing_is_one_undo(page: CataloguePage, library: Library, messages: RecordingMessages, file: Path) -> None:
    view = control(page, file)
    view.run()
    page.desk.wait_idle()
    assert page.service.counts()["document"] == 28
    assert "25 notices importées" in messages.toasts[-1].text
    assert "n’est pas entrée" in messages.inlines[-1].text
    messages.toasts[-1].act.run()  # type: ignore[union-attr]  # « Annuler l'import »
    page.desk.wait_idle()
    assert page.service.counts()["document"] == 3


def test_nothing_new_leaves_nothing_to_press(page: CataloguePage, file: Path) -> None:
    control(page, file).run()
    page.desk.wait_idle()
    view = control(page, file)
    assert view.report is not None
    assert (view.report.merged, view.report.writes) == (26, 0)
    assert not view.dry.import_button.isEnabled()
    assert "déjà" in view.dry.import_button.toolTip()


def test_another_number_than_announced_is_not_written(page: CataloguePage, file: Path) -> None:
    view = control(page, file)
    import_file(page.service, WHO, of_bytes(notice_file(5), "autre.iso"))
    view.run()
    page.desk.wait_idle()
    assert page.service.counts()["document"] == 8
    assert view.message.isVisible()


def test_rejects_are_saved_in_their_own_bytes(
    page: CataloguePage, messages: RecordingMessages, tmp_path: Path, file: Path
) -> None:
    view = control(page, file)
    out = tmp_path / "rejets.iso"
    messages.places.append(out)
    view.save_rejects()
    page.desk.wait_idle()
    assert out.read_bytes() == notice(2)[:300] + b"\x1d"


def test_each_figure_opens_its_list(page: CataloguePage, file: Path) -> None:
    view = control(page, file)
    QTest.mouseClick(view.dry.parts[Outcome.REJECTED], Qt.MouseButton.LeftButton)
    page.desk.wait_idle()
    assert view.samples.model.rowCount() == 1
    assert view.samples.title_label.text() == "Notices rejetées"
    view.samples.views.chosen.emit("raw")
    assert "N0000002" in view.samples._raw.toPlainText()
    view.dry.outcome_asked.emit(Outcome.CREATED)
    page.desk.wait_idle()
    assert view.samples.model.rowCount() == 25
    view.samples.first_button.click()
    page.desk.wait_idle()
    assert view.samples.model.rowCount() == 27
    assert view.samples.title_label.text() == "Premières notices"


def test_another_alphabet_is_read_at_once(page: CataloguePage, tmp_path: Path) -> None:
    file = tmp_path / "cyrillique.iso"
    file.write_bytes(iso2709.write("     nam  22        450 ", [("200", b"1 \x1fa" + "Наука".encode("cp866"))]))
    view = control(page, file)
    assert view.report is not None
    assert view.report.rejected == 1
    assert view.message.isVisible()
    view._read_as(Charset.CP866)
    page.desk.wait_idle()
    page.desk.wait_idle()
    assert view.report is not None
    assert view.report.created == 1
    assert view.samples.current().title == "Наука"  # type: ignore[union-attr]  # there is one


def test_a_file_that_is_none_is_refused_calmly(
    page: CataloguePage, messages: RecordingMessages, tmp_path: Path
) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"\xff\xd8\xff photo")
    control(page, file)
    assert len(messages.errors) == 1
    assert "photo.jpg" in str(messages.errors[0])


def test_leaving_goes_back_to_the_list(page: CataloguePage, file: Path) -> None:
    view = control(page, file)
    view.leave()
    assert page.sides.currentIndex() == 0


def test_a_notice_is_looked_up_and_taken_in(page: CataloguePage) -> None:
    page.show_import()
    view = page.import_view
    with starting() as start:
        card = view.online
        card.address.set_value(start(lambda _question: (200, SRU)))
        card.asked.set_value("978-2-07-036822-8")
        card.search()
        page.desk.wait_idle()
        assert card.model.rowCount() == 1
        card.control()
    page.desk.wait_idle()
    page.desk.wait_idle()
    assert view.report is not None
    assert view.report.created == 1
    view.run()
    page.desk.wait_idle()
    assert page.service.search("étranger").rows[0].title == "L'étranger"


def test_a_server_that_is_absent_leaves_a_sentence_and_the_question(page: CataloguePage) -> None:
    page.show_import()
    card = page.import_view.online
    card.address.set_value("http://127.0.0.1:9/")
    card.asked.set_value("eau")
    card.search()
    page.desk.wait_idle()
    assert "ne répond pas" in card.message.text
    assert card.asked.value() == "eau"
    assert_accessible(page.import_view)


def test_the_columns_of_a_list_are_put_right_and_remembered(page: CataloguePage, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Titre;Prêteur\nL'eau;Mairie\n", encoding="utf-8")
    view = control(page, path)
    choose_place(view, 2, Target.NOTES)
    page.desk.wait_idle()
    page.desk.wait_idle()
    assert view._looked.columns == (Target.TITLE, Target.NOTES)
    again = control(page, path)
    assert again._looked.columns == (Target.TITLE, Target.NOTES)
    [row] = again._looked.rows
    assert row.notice is not None
    assert row.notice.notes == "Mairie"


def test_a_file_imported_before_says_so_and_can_be_taken_back(
    page: CataloguePage, messages: RecordingMessages, file: Path
) -> None:
    control(page, file).run()
    page.desk.wait_idle()
    view = control(page, file)
    page.desk.wait_idle()
    assert "a été importé le" in view.message.text
    page.show_import(None)
    page.desk.wait_idle()
    [past] = view.past.shown
    assert past.name == "fonds.iso"
    view.past.revert(past)
    page.desk.wait_idle()
    page.desk.wait_idle()
    assert page.service.counts()["document"] == 3
    assert view.past.shown == ()
    assert "annulé" in messages.toasts[-1].text
    assert messages.questions == [], "what can be taken back is not asked about"
    assert messages.toasts[-1].act is not None
    messages.toasts[-1].act.run()
    page.desk.wait_idle()
    assert page.service.counts()["document"] > 3


def test_a_proposed_pair_is_shown_and_can_be_parted(page: CataloguePage, tmp_path: Path) -> None:
    same = iso2709.write(
        "     nam  22        450 ",
        [("010", b"  \x1fa978-2-07-062456-0"), ("200", "1 \x1faEaux partagées\x1feNouvelle édition".encode())],
    )
    path = tmp_path / "x.iso"
    path.write_bytes(same)
    view = control(page, path)
    page.desk.wait_idle()
    assert view.report is not None
    assert (view.report.created, view.report.updated) == (0, 1)
    assert view.pair.isVisibleTo(view)
    assert view.pair.ours["title"].text() == "Eaux partagées"
    assert "Nouvelle édition" in view.pair.theirs["title"].text()
    view.pair.button.click()
    page.desk.wait_idle()
    page.desk.wait_idle()
    assert view.report is not None
    assert (view.report.created, view.report.updated) == (1, 0)
    assert view.pair.is_apart
    assert "rapprocher" in view.pair.button.text()
    view.run()
    page.desk.wait_idle()
    assert page.service.counts()["document"] == 4


def test_local_fields_are_given_a_place_under_a_name_and_again(page: CataloguePage, tmp_path: Path) -> None:
    local = iso2709.write(
        "     nam  22        450 ",
        [("200", b"1 \x1faTitre"), ("801", b" 0\x1fbTexto"), ("909", "  \x1fxdon 1998 ; à relier".encode())],
    )
    path = tmp_path / "x.iso"
    path.write_bytes(local)
    view = control(page, path)
    tags = [one.tag for one in view._looked.fields]
    assert view.mapping.choices(tags.index("200") + 1) is None  # what has its place already is not moved
    assert view.mapping.model.columns()[2].text(view._looked.fields[tags.index("909")]) == "À choisir"
    choose_place(view, tags.index("909") + 1, Target.NOTES)
    page.desk.wait_idle()
    page.desk.wait_idle()
    [row] = view._looked.rows
    assert row.notice is not None
    assert row.notice.notes == "don 1998 ; à relier"
    assert "909" in row.notice.leftovers  # and word for word besides
    view.mapping.keep_model.click()
    view.mapping.model_name.input.setText("Texto 2014")
    view.mapping.keep_model.click()
    [row] = control(page, path)._looked.rows  # remembered for the source
    assert row.notice is not None
    assert row.notice.notes == "don 1998 ; à relier"
    other = tmp_path / "autre.iso"
    other.write_bytes(local.replace(b"Texto", b"Autre"))
    view = control(page, other)
    assert view._looked.rows[0].notice.notes == ""  # type: ignore[union-attr]  # it was read
    view.mapping.model_chosen.emit("Texto 2014")
    page.desk.wait_idle()
    page.desk.wait_idle()
    assert view._looked.rows[0].notice.notes == "don 1998 ; à relier"  # type: ignore[union-attr]  # same
    view.mapper.forget_model("Texto 2014")
    assert not view.mapping.models.isVisibleTo(view)


def test_each_reason_opens_its_records_and_keys_go_to_the_steps(page: CataloguePage, file: Path) -> None:
    view = control(page, file)
    assert view.report is not None
    view.dry.reason_asked.emit(view.report.rejects[0].told.sentence)
    page.desk.wait_idle()
    assert view.samples.model.rowCount() == 1
    QTest.keyClick(view, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(view, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert view._stack.currentIndex() == 1
    QTest.keyClick(view, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert view._stack.currentIndex() == 0


def test_near_doubles_and_new_subjects_wait_for_a_word(page: CataloguePage, library: Library, tmp_path: Path) -> None:
    import_file(
        page.service, WHO, of_bytes("Titre;Auteurs;Année\nL'eau partagée au Sahel;Ba, Awa;2010\n".encode(), "a.csv")
    )
    path = tmp_path / "liste.csv"
    path.write_text(
        "Titre;Auteurs;Année;Sujets\nL'eau partagee au Sahell;Ba, Awa;2011;Puits\nUn autre;Sy, Ali;2012;\n", "utf-8"
    )
    view = control(page, path)
    assert view.report is not None
    assert (view.report.created, len(view.report.doubtful), view.report.subjects_left) == (2, 1, {"Puits"})
    view.show_outcome(NEAR)
    page.desk.wait_idle()
    assert view.samples.model.rowCount() == 1
    assert not view.pair.isHidden()
    assert view.pair.is_apart
    view.pair.button.click()
    page.desk.wait_idle()
    assert (view.report.created, view.report.merged, len(view.report.doubtful)) == (1, 1, 0)
    view.dry.subjects_box.click()
    page.desk.wait_idle()
    assert view.report.subjects_left == set()
    assert view.options.create_subjects
    assert_accessible(view)


def test_a_library_without_thesaurus_is_offered_one_before_the_import(
    page: CataloguePage, library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Titre;Sujets\nUn puits à Kita;Puits\nUn autre;zizanie\n", "utf-8")
    view = control(page, path)
    assert view.report is not None
    assert view.report.subjects_left == {"Puits", "zizanie"}
    assert not view.dry.load_terms.isHidden()
    assert_accessible(view)
    view.dry.load_terms.click()
    page.desk.wait_idle()
    assert view.report.subjects_left == {"zizanie"}, "the words that are terms are terms now, and the dry run says it"
    assert view.dry.load_terms.isHidden()
    assert len(page.service.thesauri()) == 2
    library.undo(WHO)
    assert not page.service.thesauri(), "one act, taken back as one"


def test_twins_of_the_file_stand_side_by_side(page: CataloguePage, tmp_path: Path) -> None:
    path = tmp_path / "jumelles.csv"
    path.write_text(
        "Titre;Auteurs;Année\nCreuser un puits au Sahel;Ba, Awa;2011\nCreser un puits au Sahel;Ba, Awa;2011\n", "utf-8"
    )
    view = control(page, path)
    view.show_outcome(NEAR)
    page.desk.wait_idle()
    assert not view.pair.isHidden()
    assert (view.pair.theirs["title"].text(), view.pair.ours["title"].text()) == (
        "Creser un puits au Sahel",
        "Creuser un puits au Sahel",
    )
    view.pair.button.click()
    page.desk.wait_idle()
    assert view.report is not None
    assert (view.report.created, view.report.merged, len(view.report.doubtful)) == (1, 1, 0)
