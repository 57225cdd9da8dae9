"""The stock in the window, with real keys where a reader types: nothing read is lost, everything said is in words."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cresi_app.catalogue.model import Query
from cresi_app.catalogue.model.stocktake import Told
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.catalogue.ui.copytab import CopyTab
from cresi_app.catalogue.ui.printout import Papers
from cresi_app.catalogue.ui.stock import StockView
from cresi_app.catalogue.ui.stock.filling import FillingArea, SideScroll
from cresi_app.catalogue.ui.stock.labels import MILLIMETRES, LabelsPane
from cresi_app.catalogue.ui.stock.stocktake import StocktakePane
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.identity import Identity
from cresi_app.core.numbers import scaled
from cresi_app.store.library import Library
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.page import Page
from tests.catalogue.conftest import WHO
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("window") / "library", sources=SOURCES) as opened:
        yield opened


@pytest.fixture(scope="module")
def catalogue(library: Library) -> CatalogueService:
    made = CatalogueService(library)
    one = made.add_document(WHO, title="Eaux", year=2001, subjects=["Eau"]).id
    for number in range(1, 4):
        made.add_copy(WHO, one, barcode=f"E{number}", location="Rayon", call_number="SOL 628 DIA", price_minor=1200)
    made.add_copy(WHO, made.add_document(WHO, title="Jeu", kind="game").id, barcode="J1", location="Magasin")
    return made


@pytest.fixture
def desk_interrupt(library: Library) -> Callable[[int], None]:
    return library.interrupt


class Host(Page):
    """A page with nothing but the stock: the catalogue's own takes seconds to build."""

    key: ClassVar[str] = "stock"

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__(desk)
        self.service = service
        self.chosen: list[int] = []
        self.papers = Papers(self, desk, service, lambda: Identity("Centre de ressources"))

    def title(self) -> str:
        return "Stock"

    def build(self) -> QWidget:
        self.view = StockView(
            self.desk, self.service, self.papers, lambda: (self.chosen, lambda: self.service.found().ids)
        )
        return self.view

    def refresh(self, changes: Changes | None) -> None:
        self.view.heed(changes)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, catalogue: CatalogueService) -> Host:
    made = Host(desk, catalogue)
    qtbot.addWidget(made)
    made.resize(QSize(1208, 838))
    made.show()
    made.ensure_built()
    desk.wait_idle()
    return made


def show(page: Host, tab: str) -> None:
    page.view.open(tab)
    page.desk.wait_idle()


def stocktake(page: Host) -> StocktakePane:
    show(page, "stocktake")
    return page.view.stocktake


def labels(page: Host) -> LabelsPane:
    show(page, "labels")
    return page.view.labels


@pytest.mark.parametrize("tab", ["labels", "stocktake", "weeding", "statistics"])
def test_every_part_is_accessible(page: Host, tab: str) -> None:
    show(page, tab)
    assert_accessible(page)


def type_code(pane: StocktakePane, code: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClicks(pane.field.input, code)
    QTest.keyClick(pane.field.input, end)


def test_codes_typed_by_a_reader_are_kept_and_told(page: Host, catalogue: CatalogueService) -> None:
    take = catalogue.begin_stocktake(WHO, "Au clavier", location="Rayon").id
    pane = stocktake(page)
    pane.which.set_value(take)
    pane._choose(take)
    page.desk.wait_idle()
    assert pane.field.input.hasFocus() or not page.isActiveWindow()
    for code in ("E1", "J1", "nulle-part"):  # faster than the disk: each is kept
        type_code(pane, code)
    type_code(pane, "E2", Qt.Key.Key_Tab)
    QTest.keyClick(pane.field.input, Qt.Key.Key_Return)  # nothing typed: nothing said
    page.desk.wait_idle()
    read = {one.code: one.told for one in catalogue.stocktake_outcome(take).readings}
    assert read == {"E1": Told.FOUND, "J1": Told.MISPLACED, "nulle-part": Told.UNKNOWN, "E2": Told.FOUND}
    assert pane.told.text == "Eaux — SOL 628 DIA"
    assert pane.field.input.text() == ""
    type_code(pane, "E1")
    page.desk.wait_idle()
    assert "Déjà lu" in pane.told.text
    type_code(pane, "J1x")
    page.desk.wait_idle()
    assert "J1x" in pane.told.text
    assert pane.expected.figure_label.text() == "3"
    assert pane.found.figure_label.text() == "2"


def test_a_stock_take_is_closed_from_the_window(
    page: Host, catalogue: CatalogueService, messages: RecordingMessages, tmp_path: Path
) -> None:
    take = catalogue.begin_stocktake(WHO, "À clore", location="Rayon").id
    pane = stocktake(page)
    pane._read_takes(take)
    page.desk.wait_idle()
    offline = tmp_path / "lecteur.txt"
    offline.write_text("E1,22/11/2026,10:00\nJ1\nperdu\n", encoding="utf-8")
    messages.files.append([offline])
    pane.load()
    page.desk.wait_idle()
    assert "3 codes nouveaux" in pane.told.text
    pane.begin_closing()
    page.desk.wait_idle()
    closing = pane.closing
    assert pane.close_button.isHidden()  # it is being done
    assert_accessible(page)
    assert {key: len(found) for key, found in closing.lines.items()} == {"lost": 2, "moved": 1, "back": 0}
    closing.groups.set_current("unknown")
    messages.places.append(tmp_path / "inconnus.csv")
    closing.save_list()
    page.desk.wait_idle()
    assert (tmp_path / "inconnus.csv").read_text(encoding="utf-8-sig").splitlines() == ["Code;Lu", "perdu;1"]
    closing.groups.set_current("lost")
    page.desk.wait_idle()
    closing.table.selectRow(0)
    left = closing.table.selected()
    closing.leave()
    closing.close_take()
    page.desk.wait_idle()
    found = catalogue.stocktake(take)
    assert found.closed_on is not None
    states = {line.id: (line.status, line.location) for line in catalogue.inventory()}
    assert [states[one][0] for one in left] == ["available"]
    assert sorted(status for status, _ in states.values()) == ["available", "available", "available", "missing"]
    page.desk.write("undo", lambda: catalogue.library.undo(WHO))
    page.desk.wait_idle()
    assert {line.status for line in catalogue.inventory()} == {"available"}


def test_labels_are_chosen_calibrated_and_taken_from_the_queue(
    page: Host, catalogue: CatalogueService, qtbot: QtBot
) -> None:
    pane = labels(page)
    assert len(pane.chosen_lines()) == len(catalogue.to_label()) == 4
    pane.picker.setFocus()
    QTest.keyClick(pane.picker, Qt.Key.Key_Down)
    QTest.keyClick(pane.picker, Qt.Key.Key_Right)
    assert pane.start.value() == 5
    pane.right.input.setText("1,5")
    pane.right.commit()
    pane.down.input.setText("-0,8")
    pane.down.commit()
    order = pane.order()
    assert (order.start, order.calibration.right, order.calibration.down) == (5, 150, -80)
    pane.right.input.setText("beaucoup")
    pane.right.commit()
    assert "millimètres" in pane.right.error
    assert pane.calibration().right == 150
    pane.print()
    cover = page.papers.cover
    assert cover is not None
    with qtbot.waitSignal(cover.preview.made, timeout=20_000):
        pass
    cover.close()
    page.desk.wait_idle()
    pane.mark_done()
    page.desk.wait_idle()
    assert catalogue.to_label_count() == 0
    catalogue.library.undo(WHO)
    assert catalogue.to_label_count() == 4


@pytest.mark.parametrize(("typed", "hundredths"), [("1,5", 150), ("\u22120.8 mm", -80), ("20", 2000)])
def test_millimetres_are_read_as_people_type_them(typed: str, hundredths: int) -> None:
    assert scaled(typed, 100, MILLIMETRES) == hundredths


@pytest.mark.parametrize("typed", ["x", "20,01", "nan", "inf", "1,2,3"])
def test_other_lengths_are_refused(typed: str) -> None:
    with pytest.raises(DomainError, match="length_unreadable"):
        scaled(typed, 100, MILLIMETRES)


def test_a_list_and_the_acts_beside_it_never_have_a_bar_within_a_bar(page: Host, qtbot: QtBot) -> None:
    """Beside each other both scroll alone, under each other the table shows its rows and the view alone scrolls."""
    pane = labels(page)
    area, side = pane.findChild(FillingArea), pane.findChild(SideScroll)
    assert area is not None
    assert side is not None
    page.resize(QSize(1208, 560))
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert side.verticalScrollBar().maximum() > 0
    assert side.horizontalScrollBar().maximum() == 0
    page.resize(QSize(820, 560))
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: side.verticalScrollBar().maximum() == 0)
    assert pane.table.verticalScrollBar().maximum() == 0


def test_weeding_goes_from_signs_to_a_decision(page: Host, catalogue: CatalogueService) -> None:
    show(page, "weeding")
    pane = page.view.weeding
    page.desk.wait_idle()
    assert len(pane._rows) == 3
    pane.table.selectAll()
    pane.propose()
    page.desk.wait_idle()
    page.desk.wait_idle()
    weeding = catalogue.weedings()[0]
    assert weeding.lines == 3
    pane.open_list(weeding.id)
    page.desk.wait_idle()
    one = pane.list_pane
    assert not one.go.isEnabled()
    one.table.selectAll()
    one.fate.show_value("given")
    one.fate.commit()
    page.desk.wait_idle()
    assert {line.fate for line in catalogue.weeding_sheet(weeding.id).lines} == {"given"}
    assert one.go.isEnabled()
    assert_accessible(page)
    one.carry_out()
    page.desk.wait_idle()
    assert len(catalogue.inventory()) == 1
    catalogue.library.undo(WHO)
    assert len(catalogue.inventory()) == 4


def test_consultations_are_noted_by_reader(page: Host, catalogue: CatalogueService) -> None:
    show(page, "statistics")
    pane = page.view.statistics
    QTest.keyClicks(pane.counter.reading.input, "E1")
    QTest.keyClick(pane.counter.reading.input, Qt.Key.Key_Return)
    page.desk.wait_idle()
    document_id = catalogue.search("Eaux").ids[0]
    assert catalogue.consultations(document_id) == 1
    QTest.keyClicks(pane.counter.reading.input, "inconnu")
    QTest.keyClick(pane.counter.reading.input, Qt.Key.Key_Return)
    page.desk.wait_idle()
    assert catalogue.consultations(document_id) == 1


def test_loans_are_counted_by_reader_of_the_day_one_gives(page: Host, catalogue: CatalogueService) -> None:
    show(page, "statistics")
    counter = page.view.statistics.counter
    counter.what.set_current("lent")
    counter.day.set_value(clock.today() - timedelta(days=2))
    for code in ("E1", "J1"):
        QTest.keyClicks(counter.reading.input, code)
        QTest.keyClick(counter.reading.input, Qt.Key.Key_Return)
        page.desk.wait_idle()
    document_id = catalogue.search("Jeu").ids[0]
    assert (catalogue.loans(document_id), catalogue.document(document_id).lent_on) == (
        1,
        clock.today() - timedelta(days=2),
    )
    said = counter.said.text()
    assert "« Jeu »" in said.replace("\xa0", " ")
    assert "2 dans cette série" in said
    assert_accessible(page)
    catalogue.library.undo(WHO)
    assert catalogue.loans(document_id) == 0


def test_a_window_left_open_overnight_counts_for_the_day_that_is(page: Host, catalogue: CatalogueService) -> None:
    show(page, "statistics")
    counter = page.view.statistics.counter
    counter.day.set_value(clock.today())
    with clock.frozen(clock.now() + timedelta(days=1)):
        counter.count("J1")
        page.desk.wait_idle()
        document_id = catalogue.search("Jeu").ids[0]
        assert catalogue.library.value("SELECT max(day) FROM consultation WHERE document_id = ?", (document_id,)) == (
            clock.today().isoformat()
        )
        catalogue.library.undo(WHO)


def test_a_line_of_the_statistics_opens_its_notices(page: Host, catalogue: CatalogueService) -> None:
    show(page, "statistics")
    pane = page.view.statistics
    asked: list[Query] = []
    page.view.documents_asked.connect(asked.append)
    pane.by.set_current("place")
    page.desk.wait_idle()
    pane.table.select(1)
    pane.table.setFocus()
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert asked == [Query('emplacement:"Rayon"')]
    assert [row.title for row in catalogue.search(asked[0].text).rows] == ["Eaux"]
    assert "Entrée ouvre les notices" in pane.note.text()
    door = pane.figures["copies"].door
    assert door is not None
    door.click()
    assert asked[-1] == Query("avec:exemplaire")


def test_page_files_and_paper_say_the_same_figures(
    page: Host, catalogue: CatalogueService, messages: RecordingMessages, tmp_path: Path
) -> None:
    show(page, "statistics")
    pane = page.view.statistics
    messages.places.append(tmp_path / "s.csv")
    pane.export("csv")
    messages.places.append(tmp_path / "s.xlsx")
    page.desk.wait_idle()
    pane.export("xlsx")
    page.desk.wait_idle()
    shown = [pane.model.row_data(at) for at in range(pane.model.rowCount())]
    page.desk.wait_idle()
    shown = [pane.model.row_data(at) for at in range(pane.model.rowCount())]
    text = (tmp_path / "s.csv").read_text(encoding="utf-8-sig")
    for line in shown:
        assert line is not None
        assert f"{line.label};{line.figures.documents};{line.figures.new_documents};{line.figures.copies}" in text
    assert (tmp_path / "s.xlsx").stat().st_size > 2_000
    assert pane.figures["copies"].figure_label.text() == str(pane.counted.total.copies if pane.counted else "")


def test_copies_are_added_several_at_once_and_leave_with_a_reason(
    qtbot: QtBot, desk: Desk, catalogue: CatalogueService
) -> None:
    document_id = catalogue.add_document(WHO, title="Plusieurs").id
    tab = CopyTab(desk, catalogue)
    qtbot.addWidget(tab)
    tab.resize(QSize(560, 900))
    tab.show()
    desk.changed.connect(lambda _changes: tab.show_sheet(catalogue.document(document_id), keep_typing=True))
    tab.show_sheet(catalogue.document(document_id), keep_typing=False)
    tab.several.begin(document_id)
    tab.several.count.show_value(3)
    tab.several.submit()
    desk.wait_idle()
    copies = catalogue.document(document_id).copies
    assert len({copy.barcode for copy in copies}) == 3
    assert_accessible(tab)
    card = next(iter(tab.cards.values()))
    card.ask_why()
    card.reason.show_value("duplicate")
    card.reason.commit()
    card._withdraw()
    desk.wait_idle()
    gone = [copy for copy in catalogue.document(document_id).copies if copy.withdrawn_on is not None]
    assert [copy.withdrawal_reason for copy in gone] == ["duplicate"]
    assert "Exemplaire en double" in tab.said_of_withdrawn(gone[0])
