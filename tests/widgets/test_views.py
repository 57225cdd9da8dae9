"""The same records as cards, and the columns of a table as a person wants them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.core.errors import DomainError
from cresi_app.widgets.cardview import CardView, CatalogueCard, two_lines
from cresi_app.widgets.columnchoice import ColumnChoice
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.glimpse import Glimpse
from cresi_app.widgets.landmap import LandMap
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.quicklook import QuickLook
from cresi_app.widgets.rows import CatalogueLine, CatalogueRow
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholerows import WholeRows
from tests.widgets.recording import RecordingMessages


@dataclass(frozen=True)
class Book:
    id: int

    @property
    def title(self) -> str:
        return f"Livre {self.id}"


COUNT = 6_000


@pytest.fixture
def model(desk: Desk) -> TableModel[Book]:
    columns: list[TableColumn[Book]] = [
        TableColumn("number", "N°", lambda book: str(book.id), width=70),
        TableColumn("title", "Titre", lambda book: book.title, stretch=True, width=200),
        TableColumn("year", "Année", lambda _book: "2026", "right", width=80, sort="year"),
        TableColumn("publisher", "Éditeur", lambda _book: "Gret", width=120),
    ]
    made = TableModel(desk, "books", columns)
    made.show(
        Source(lambda limit: range(1, min(COUNT, limit or COUNT) + 1), lambda ids: {one: Book(one) for one in ids})
    )
    desk.wait_idle()
    return made


def line(book: Book) -> CatalogueLine:
    return CatalogueLine(
        book.title,
        "Kadiatou Diallo · Gret, 2026",
        kind=("book-open", "Livre", 0),
        pill=("Disponible", "success"),
        call_number="SOL 1",
    )


@pytest.fixture
def cards(qtbot: QtBot, model: TableModel[Book], desk: Desk) -> Iterator[CardView]:
    view = CardView("Notices", model, CatalogueCard(line), several=True)
    qtbot.addWidget(view)
    view.resize(780, 640)
    with qtbot.waitExposed(view):
        view.show()
    desk.wait_idle()
    yield view
    theme().set_zoom(100)


def test_cards_fill_the_width_and_follow_it(cards: CardView) -> None:
    assert cards.columns() == 4
    first, fifth = (cards.visualRect(cards.model().index(at, 0)) for at in (0, 4))
    assert (first.x(), first.y()) == (0, 0)
    assert fifth.x() == 0
    assert fifth.y() == cards.cell.height()
    assert cards.visualRect(cards.model().index(3, 0)).right() < cards.viewport().width()
    cards.resize(400, 640)
    assert cards.columns() == 2
    theme().set_zoom(200)
    assert cards.columns() == 1


def test_the_arrows_go_from_card_to_card(cards: CardView) -> None:
    opened: list[object] = []
    cards.opened.connect(opened.append)
    cards.setFocus()
    cards.select(1)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(cards, key)
    assert cards.current() == 5
    QTest.keyClick(cards, Qt.Key.Key_Return)
    assert opened == [5]
    QTest.keyClick(cards, Qt.Key.Key_End)
    assert cards.current() == COUNT


def test_only_the_cards_in_sight_are_read(cards: CardView, model: TableModel[Book], desk: Desk) -> None:
    cards.verticalScrollBar().setValue(cards.verticalScrollBar().maximum())
    cards.viewport().repaint()
    desk.wait_idle()
    assert model.row_data(COUNT - 1) == Book(COUNT)
    assert len(model._rows) < 1000


def test_covers_left_plain_while_scrolling_are_drawn_when_it_rests(cards: CardView, qtbot: QtBot) -> None:
    cards.resize(1400, 1200)  # more cards than one picture draws new covers for
    cards.viewport().repaint()
    assert cards._cards.waiting
    qtbot.waitUntil(lambda: not cards._cards.waiting)
    assert len(cards._cards._drawn) >= cards.columns() * 3


@pytest.mark.parametrize(
    "make", [lambda model: ListView("Livres", model, CatalogueRow(line)), lambda model: TableView("Livres", model)]
)
def test_the_row_the_keyboard_comes_to_is_seen(
    qtbot: QtBot, model: TableModel[Book], make: Callable[[TableModel[Book]], ListView]
) -> None:
    """Qt makes the first row current when a list takes the keyboard, and selects none: the next ↓ would skip it unseen."""
    view = make(model)
    qtbot.addWidget(view)
    view.show()
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert view.current() == 1
    assert view.selected() == [1]


def test_a_record_that_is_not_in_the_list_leaves_no_other_one_selected(
    qtbot: QtBot, model: TableModel[Book], desk: Desk
) -> None:
    view = ListView("Livres", model, CatalogueRow(line))
    qtbot.addWidget(view)
    view.select(2)
    absent = COUNT + 1
    view.select(absent)
    assert (view.current(), view.selected()) == (None, [])
    model.show(Source(lambda _limit: [1, absent], lambda ids: {one: Book(one) for one in ids}))
    desk.wait_idle()
    assert view.selected() == [absent]  # as soon as it is there


@pytest.mark.parametrize("zoom", [100, 150])
def test_a_short_list_asks_for_its_lines_and_a_long_one_for_the_most(
    qtbot: QtBot, model: TableModel[Book], desk: Desk, zoom: int
) -> None:
    theme().set_zoom(zoom)
    table = TableView("Livres", model)
    qtbot.addWidget(table)
    WholeRows(table, model, least=3, most=8)

    def asked() -> int:
        assert table.sizeHint().height() == table.minimumSizeHint().height() == table.minimumHeight()
        return (table.minimumHeight() - table.horizontalHeader().height()) // theme().px(table.tall)

    def read(count: int) -> Source[Book]:
        return Source(lambda _limit: range(1, count + 1), lambda wanted: {one: Book(one) for one in wanted})

    assert asked() == 8
    for count, lines in ((5, 5), (1, 3)):
        model.show(read(count))
        desk.wait_idle()
        assert asked() == lines
    theme().set_zoom(100)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Eau", ("Eau", "")),
        ("Les puits", ("Les", "puits")),  # as long as the room: a rounded width may be cut when drawn
        ("Puits et pompes", ("Puits et", "pompes")),
        ("Anticonstitutionnellement", ("Anticonstitutionnellement", "")),
        ("", ("", "")),
    ],
)
def test_a_title_is_broken_between_words(title: str, lines: tuple[str, str]) -> None:
    assert two_lines(title, len, 9) == lines


@pytest.fixture
def table(qtbot: QtBot, model: TableModel[Book]) -> TableView:
    view = TableView("Notices", model)
    qtbot.addWidget(view)
    view.resize(640, 400)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_columns_are_chosen_ordered_and_remembered(
    table: TableView, model: TableModel[Book], desk: Desk, qtbot: QtBot
) -> None:
    choice = ColumnChoice(table, desk, "books", fixed="title", extra=["publisher"])
    assert choice.shown() == ["number", "title", "year"]
    assert not choice.chosen
    choice.show_column("publisher", on=True)
    choice.show_column("number", on=False)
    choice.show_column("title", on=False)  # what names the record stays
    choice.move("publisher", -1)
    assert choice.shown() == ["title", "publisher", "year"]
    assert table.leading() == 1
    again = TableView("Notices", model)
    qtbot.addWidget(again)
    kept = ColumnChoice(again, desk, "books", fixed="title", extra=["publisher"])
    assert kept.shown() == ["title", "publisher", "year"]
    kept.reset()
    assert kept.shown() == ["number", "title", "year"]
    assert desk.recall("books") == {"columns": {}}


def test_the_menu_of_the_header_says_what_is_shown(table: TableView, desk: Desk) -> None:
    choice = ColumnChoice(table, desk, "books", fixed="title", extra=["publisher"])
    menu = choice.menu()
    acts = {act.text(): act for act in menu.actions() if act.text()}
    assert [acts[name].isChecked() for name in ("N°", "Titre", "Année", "Éditeur")] == [True, True, True, False]
    assert not acts["Titre"].isEnabled()
    acts["Éditeur"].trigger()
    assert choice.shown()[-1] == "publisher"
    order = acts["Ranger les colonnes"].menu()
    assert order is not None
    assert "Année\u00a0: vers la gauche" in [act.text() for act in order.actions()]  # type: ignore[attr-defined]  # a menu
    menu.deleteLater()


def test_nonsense_that_was_remembered_is_left_aside(table: TableView, desk: Desk) -> None:
    desk.remember(
        "books",
        columns={"order": ["year", "gone", 3], "shown": ["year"], "widths": {"year": "large", "number": 90_000}},
    )
    choice = ColumnChoice(table, desk, "books", fixed="title")
    assert choice.shown() == ["year", "title"]


def test_a_column_takes_of_what_there_is_to_spare_until_its_edge_is_drawn(table: TableView, desk: Desk) -> None:
    choice = ColumnChoice(table, desk, "books", fixed="title")
    own = sum(theme().px(column.width) for column in table.columns() if column.key in choice.shown())
    year, before = choice.shown().index("year"), theme().px(table.columns()[choice.shown().index("year")].width)
    widths = []
    for room in (own + 90, own + 900, own - 90):
        choice.offer("year", 40, room)
        widths.append(table.columnWidth(year) - before)
    assert widths == [30, 40, 0]
    desk.remember("books", columns={"widths": {"year": 77}})
    ColumnChoice(table, desk, "books", fixed="title").offer("year", 40, own + 900)
    assert table.columnWidth(year) == 77


def test_space_shows_a_record_at_a_glance_and_the_arrows_go_on(
    qtbot: QtBot, model: TableModel[Book], desk: Desk, messages: RecordingMessages
) -> None:
    view = ListView("Notices", model, CatalogueRow(line), several=True)
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    opened: list[int] = []
    view.opened.connect(opened.append)
    view.select(3)

    def looks() -> list[str]:
        desk.wait_idle()
        return [
            one.glimpse.title for one in view.findChildren(QuickLook) if one.isVisible() and one.glimpse is not None
        ]

    QTest.keyClick(view, Qt.Key.Key_Space)  # a list whose records are not looked at chooses with it
    assert (looks(), view.selected()) == ([], [])
    view.browsing.kind = "book"
    desk.glimpse = lambda kind, key: Glimpse(kind, f"Livre {key}", "Diallo", facts=[("Cote", "SOL 1")], has_cover=True)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert looks() == ["Livre 3"]
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert looks() == ["Livre 4"]
    [look] = view.findChildren(QuickLook)
    assert view.rect().contains(look.geometry())
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert looks() == []
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert looks() == ["Livre 4"]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(5, 0)).center())
    assert looks() == []
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert looks() == ["Livre 6"]
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (looks(), opened) == ([], [6])
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert (looks(), view.selected()) == ([], [])
    desk.glimpse = lambda _kind, _key: None  # it is gone
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert looks() == []
    _what_cannot_be_looked_at_ends_it(view, desk, messages)


def _what_cannot_be_looked_at_ends_it(view: ListView, desk: Desk, messages: RecordingMessages) -> None:
    def looks() -> list[str]:
        desk.wait_idle()
        found = [one for one in view.findChildren(QuickLook) if one.isVisible()]
        return [one.glimpse.title for one in found if one.glimpse is not None]

    def looked_at(kind: str, key: int) -> Glimpse | None:
        if key == 8:
            raise DomainError("damaged", "Illisible.")
        return Glimpse(kind, f"Livre {key}") if key == 6 else None

    desk.glimpse = looked_at
    for gone in (7, 8):  # gone meanwhile; cannot be read
        view.select(6)
        QTest.keyClick(view, Qt.Key.Key_Space)
        assert looks() == ["Livre 6"]
        view.select(gone)
        assert looks() == []
        QTest.keyClick(view, Qt.Key.Key_Space)
        desk.wait_idle()
        view.select(6)
        QTest.keyClick(view, Qt.Key.Key_Space)
        assert looks() == ["Livre 6"], "no look that nobody sees takes the key"
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert len(messages.errors) == 2


def test_the_leader_of_a_label_goes_through_no_other_dot(qtbot: QtBot) -> None:
    lands = LandMap("Carte")
    qtbot.addWidget(lands)
    lands.resize(400, 300)
    at, size, near = QPointF(150, 150), QSizeF(60, 20), [QRectF(130, 130, 40, 40)]
    free = lands._free_box(at, size, (near, []))
    assert free is not None
    assert free == (QRectF(172, 140, 60, 20), True)
    around = lands._free_box(at, size, (near, [QPointF(166, 150)]))
    assert around is not None
    assert around[0].right() < at.x()


def test_what_is_chosen_from_elsewhere_stands_among_its_neighbours(
    qtbot: QtBot, model: TableModel[Book], desk: Desk
) -> None:
    view = ListView("Notices", model, CatalogueRow(line))
    qtbot.addWidget(view)
    view.resize(500, 640)
    with qtbot.waitExposed(view):
        view.show()
    view.select(900)
    desk.wait_idle()
    seen = view.visualRect(view.currentIndex())
    assert view.current() == 900
    assert seen.top() > seen.height()
    assert seen.bottom() < view.viewport().height() - seen.height()
