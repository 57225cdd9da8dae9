"""Lists that fill asynchronously: first page at once, rows when painted, places kept, no late answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Changes
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.rows import CatalogueLine, CatalogueRow, Line, TwoLineRow
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import BLOCK, FIRST, ID, Source, TableColumn, TableModel

BIG = 1 << 60


@dataclass
class Shelf:
    """Rows by id, with what was asked of it."""

    rows: dict[int, str] = field(default_factory=dict)
    asked: list[list[int]] = field(default_factory=list)

    @classmethod
    def of(cls, count: int) -> "Shelf":
        return cls({BIG + number: f"Titre {number}" for number in range(count)})

    def ids(self, limit: int | None) -> Sequence[int]:
        return list(self.rows)[:limit]

    def read(self, ids: Sequence[int]) -> Mapping[int, str]:
        self.asked.append(list(ids))
        return {i: self.rows[i] for i in ids if i in self.rows}

    def source(self) -> Source[str]:
        return Source(self.ids, self.read)


COLUMNS = [
    TableColumn[str]("title", "Titre", lambda row: row, sort="title", stretch=True),
    TableColumn[str]("state", "État", lambda _row: "", pill=lambda _row: ("Disponible", "success")),
    TableColumn[str]("size", "Taille", lambda row: str(len(row)), align="right", sort="size"),
]


def touched(*ids: int, entity: str = "book") -> Changes:
    return Changes(1, "x", {entity: frozenset(ids)})


@pytest.fixture
def model(desk: Desk) -> TableModel[str]:
    return TableModel(desk, "books", COLUMNS)


def test_model_keeps_qt_s_rules(model: TableModel[str], desk: Desk) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shelf = Shelf.of(300)
    model.show(shelf.source())
    desk.wait_idle()
    shelf.rows.pop(BIG + 3)
    model.heed(touched(BIG + 3), "book")
    desk.wait_idle()
    assert model.rowCount() == 299
    assert tester is not None


def test_first_page_comes_before_the_whole(model: TableModel[str], desk: Desk) -> None:
    counts: list[int] = []
    model.filled.connect(lambda: counts.append(model.rowCount()))
    model.show(Shelf.of(1000).source())
    desk.wait_idle()
    assert counts == [FIRST, 1000]
    assert model.complete


def test_rows_are_read_in_blocks_when_looked_at(model: TableModel[str], desk: Desk) -> None:
    shelf = Shelf.of(1000)
    model.show(shelf.source())
    desk.wait_idle()
    assert model.row_data(500) is None
    desk.wait_idle()
    assert model.row_data(500) == "Titre 500"
    assert model.row_data(BLOCK * 7 + 3) == f"Titre {BLOCK * 7 + 3}"
    assert [len(asked) for asked in shelf.asked] == [FIRST, BLOCK]


def test_a_hundred_places_passed_by_are_not_read(model: TableModel[str], desk: Desk) -> None:
    shelf = Shelf.of(20_000)
    model.show(shelf.source())
    desk.wait_idle()
    for row in range(200, 20_000, BLOCK):
        model.row_data(row)
    desk.wait_idle()
    assert len(shelf.asked) <= 6
    assert model.row_data(19_999) == "Titre 19999" or model.row_data(20_000 - BLOCK) is not None


def test_late_answers_are_dropped(model: TableModel[str], desk: Desk) -> None:
    model.show(Shelf.of(500).source())
    model.show(Source(lambda limit: [7][:limit], lambda ids: dict.fromkeys(ids, "seul")))
    desk.wait_idle()
    assert model.ids() == [7]
    assert model.row_data(0) == "seul"


def test_touched_rows_are_read_again_and_others_kept(model: TableModel[str], desk: Desk) -> None:
    shelf = Shelf.of(40)
    model.show(shelf.source())
    desk.wait_idle()
    shelf.rows[BIG + 5] = "Autre titre"
    model.heed(touched(BIG + 5), "book")
    desk.wait_idle()
    assert model.row_data(5) == "Autre titre"
    assert shelf.asked[-1] == [BIG + 5]


def test_other_entities_do_not_move_it(model: TableModel[str], desk: Desk) -> None:
    shelf = Shelf.of(40)
    model.show(shelf.source())
    desk.wait_idle()
    before = len(shelf.asked)
    model.heed(touched(1, entity="session"), "book", ["copy"])
    desk.wait_idle()
    assert len(shelf.asked) == before
    model.heed(touched(1, entity="copy"), "book", ["copy"])
    desk.wait_idle()
    assert len(shelf.asked[-1]) == 40


def test_a_row_that_is_gone_is_asked_once(model: TableModel[str], desk: Desk) -> None:
    shelf = Shelf.of(10)
    model.show(Source(lambda limit: [*shelf.ids(limit), 99], shelf.read))
    desk.wait_idle()
    for _ in range(3):
        assert model.row_data(10) is None
        desk.wait_idle()
    assert sum(99 in asked for asked in shelf.asked) <= 2


def test_ids_are_whole(model: TableModel[str], desk: Desk) -> None:
    model.show(Shelf.of(3).source())
    desk.wait_idle()
    assert model.index(2, 0).data(ID) == BIG + 2
    assert model.index(2, 2).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


class TestListView:
    @pytest.fixture
    def view(self, qtbot: QtBot, model: TableModel[str]) -> ListView:
        view = ListView(
            "Livres",
            model,
            TwoLineRow[str](lambda row: Line(row, "détail", avatar=row, pill=("Ici", "info"))),
            several=True,
        )
        qtbot.addWidget(view)
        view.resize(400, 600)
        with qtbot.waitExposed(view):
            view.show()
        return view

    def test_selection_waits_for_its_record(self, view: ListView, model: TableModel[str], desk: Desk) -> None:
        moved: list[object] = []
        view.current_changed.connect(moved.append)
        view.select(BIG + 400)
        model.show(Shelf.of(500).source())
        desk.wait_idle()
        assert view.current() == BIG + 400
        assert moved == [BIG + 400]

    def test_place_is_kept_over_a_new_order(self, view: ListView, model: TableModel[str], desk: Desk) -> None:
        shelf = Shelf.of(30)
        model.show(shelf.source())
        desk.wait_idle()
        view.select(BIG + 10)
        shelf.rows = dict(reversed(shelf.rows.items()))
        model.reload()
        desk.wait_idle()
        assert view.current() == BIG + 10
        assert model.row_of(BIG + 10) == 19

    def test_a_deleted_record_leaves_the_place(self, view: ListView, model: TableModel[str], desk: Desk) -> None:
        shelf = Shelf.of(30)
        moved: list[object] = []
        model.show(shelf.source())
        desk.wait_idle()
        view.select(BIG + 10)
        view.current_changed.connect(moved.append)
        shelf.rows.pop(BIG + 10)
        model.heed(touched(BIG + 10), "book")
        desk.wait_idle()
        assert moved[-1:] == [None]

    def test_enter_opens_and_letters_act(self, view: ListView, model: TableModel[str], desk: Desk) -> None:
        opened: list[object] = []
        pressed: list[str] = []
        view.opened.connect(opened.append)
        view.letters = {"e": lambda: pressed.append("e")}
        model.show(Shelf.of(5).source())
        desk.wait_idle()
        view.select(BIG + 2)
        QTest.keyClick(view, Qt.Key.Key_Return)
        QTest.keyClick(view, Qt.Key.Key_E)
        assert opened == [BIG + 2]
        assert pressed == ["e"]
        desk.change_settings(single_letter_keys=False)
        QTest.keyClick(view, Qt.Key.Key_E)
        assert pressed == ["e"]

    def test_several_stay_selected(self, view: ListView, model: TableModel[str], desk: Desk) -> None:
        shelf = Shelf.of(30)
        model.show(shelf.source())
        desk.wait_idle()
        view.select(BIG + 1)
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert view.selected() == [BIG + 1, BIG + 2]
        shelf.rows = {BIG + 99: "Devant", **shelf.rows}
        model.reload()
        desk.wait_idle()
        assert view.selected() == [BIG + 1, BIG + 2]

    def test_catalogue_rows_are_drawn_while_read_and_after(
        self, qtbot: QtBot, model: TableModel[str], desk: Desk
    ) -> None:
        rows = CatalogueRow[str](
            lambda row: CatalogueLine(row, "Auteur", "…eau potable…", [(1, 4)], tags=["eau"], call_number="SOL 1")
        )
        view = ListView("Notices", model, rows)
        qtbot.addWidget(view)
        view.resize(640, 500)
        with qtbot.waitExposed(view):
            view.show()
        model.show(Shelf.of(200).source())
        desk.wait_idle()
        assert rows.spoken("L'eau") == "L'eau, Auteur, SOL 1"
        assert not view.grab().isNull()
        view.scrollToBottom()
        view.grab()
        desk.wait_idle()
        assert not view.grab().isNull()


def test_table_sorts_by_its_header(qtbot: QtBot, model: TableModel[str], desk: Desk) -> None:
    view = TableView("Livres", model)
    qtbot.addWidget(view)
    view.resize(500, 300)
    with qtbot.waitExposed(view):
        view.show()
    model.show(Shelf.of(20).source())
    desk.wait_idle()
    asked: list[tuple[object, object]] = []
    view.sort_changed.connect(lambda key, descending: asked.append((key, descending)))
    for _ in range(2):
        header = view.horizontalHeader()
        at = header.viewport().rect().topLeft()
        at.setX(header.sectionViewportPosition(0) + 30)
        at.setY(10)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert asked == [("title", False), ("title", True)]
    view.select(BIG + 3)
    assert view.current() == BIG + 3
    assert not view.grab().isNull()
