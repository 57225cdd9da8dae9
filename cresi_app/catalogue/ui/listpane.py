"""The middle of the catalogue: title, number of answers, chips of what narrows it, and the documents."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import DocumentRow, Filters, Sort
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.finding import IDS_CAP
from cresi_app.catalogue.ui import lines
from cresi_app.catalogue.ui.askrefusal import Refusal
from cresi_app.catalogue.ui.chips import chip_words
from cresi_app.catalogue.ui.countwords import Counted, count_words
from cresi_app.catalogue.ui.listcolumns import COLUMN_FROM, EXTRA_COLUMNS, list_columns
from cresi_app.catalogue.ui.listtools import NATURALLY_DOWN, ListTools, head_width
from cresi_app.catalogue.ui.query import Query
from cresi_app.catalogue.ui.selectionbar import ChosenMenus, SelectionBar
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr, trn
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Divider, Pane
from cresi_app.widgets.cardview import CardView, CatalogueCard
from cresi_app.widgets.columnchoice import ColumnChoice
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import ElidedLabel, KeyHints, Label
from cresi_app.widgets.layouts import Column, Flow, Row
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.pills import Chip
from cresi_app.widgets.rows import CatalogueRow
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableModel
from cresi_app.widgets.theme import theme

View = Literal["list", "cards", "table"]
SHOWN_BY: Final = (
    "copy",
    "contribution",
    "contributor",
    "publisher",
    "document_subject",
    "subject",
    "document_file",
    "consultation",
    "loan_count",
)
"""Tables a row shows something of."""


class ListPane(Pane):
    """The documents that answer. Signals: the row one stands on, the row opened, another query, more filters wanted."""

    current_changed = Signal(object)
    opened = Signal(object)
    query_changed = Signal(object)
    filters_asked = Signal()
    chosen_changed = Signal(object)
    """How many documents are chosen."""

    def __init__(
        self,
        desk: Desk,
        service: CatalogueService,
        name_of: Callable[[str, str], str],
        empty: Sequence[Act],
        chosen: ChosenMenus,
    ) -> None:
        super().__init__("canvas")
        self._desk, self._service, self._name_of = desk, service, name_of
        self.query = Query()
        self._is_narrow = False
        self._view: View = "list"
        self.model: TableModel[DocumentRow] = TableModel(desk, ("catalogue", "list"), list_columns(service), self)
        self.model.count_changed.connect(lambda _count: self._show_right_view())
        self._title = Label(tr("Catalogue"), "h1")
        self._answers = ElidedLabel("", "body", "text2")
        self.filters_button = Button(tr("Filtres"), "secondary", "sliders-horizontal")
        self.filters_button.clicked.connect(lambda _checked=False: self.filters_asked.emit())
        self.filters_button.hide()
        self.tools = ListTools(desk, service)
        self.tools.asked.connect(self.query_changed)
        self.tools.form_turned.connect(self.count)
        self.sort_box = self.tools.sort
        self.bar = SelectionBar(chosen.baskets, chosen.others)
        self.bar.cleared.connect(self.choose_none)
        self.bar.hide()
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(0)
        self._counting.timeout.connect(self._say_selected)
        self.as_list = IconButton(tr("Voir en liste"), "list", checkable=True)
        self.as_cards = IconButton(tr("Voir en cartes"), "layout-grid", checkable=True)
        self.as_table = IconButton(tr("Voir en tableau"), "table", checkable=True)
        self.as_cards.clicked.connect(lambda _checked=False: self.set_view("cards"))
        self.as_list.clicked.connect(lambda _checked=False: self.set_view("list"))
        self.as_table.clicked.connect(lambda _checked=False: self.set_view("table"))
        self._chips = QWidget()
        self._chip_flow = Flow(gap=8, parent=self._chips)
        self._selected = Label("", "caption", "text3")
        self._keys = KeyHints(
            tr(
                "↑ ↓ parcourir     Entrée ouvrir     Espace aperçu     E modifier     S étoile     B panier     Ctrl+Espace choisir"
            )
        )
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._make_views(empty)
        self._lay_out()
        kept = desk.recall("catalogue").get("view")
        self.set_view("table" if kept == "table" else "cards" if kept == "cards" else "list")

    def _make_views(self, empty: Sequence[Act]) -> None:
        self.retyped = lines.Retyped(lambda: self.current_view().viewport().update())
        line = lines.line_of(
            self._service.kinds(),
            self._service.statuses,
            lambda: self.query.text,
            self.retyped.of,
        )
        self.list = ListView(tr("Notices"), self.model, CatalogueRow(line), several=True)
        self.cards = CardView(tr("Notices"), self.model, CatalogueCard(line), several=True)
        self.table = TableView(tr("Notices"), self.model, several=True)
        self.columns = ColumnChoice(self.table, self._desk, "catalogue", fixed="title", extra=EXTRA_COLUMNS)
        self.columns.changed.connect(self._fit_columns)
        self.columns_button = self.columns.button()
        self.table.sort_changed.connect(self._sort_by_column)
        for view in (self.list, self.cards, self.table):
            view.current_changed.connect(self._moved)
            view.opened.connect(self.opened)
            view.browsing.kind = "document"
            view.selectionModel().selectionChanged.connect(lambda *_: self._counting.start())
        self.model.filled.connect(self._counting.start)
        self.first_run = EmptyState(
            tr("Le catalogue attend sa première notice"),
            tr("Importez les notices de votre ancien logiciel, ou décrivez un premier document : un titre suffit."),
            *empty,
        )
        self.nothing = EmptyState(
            tr("Aucune notice ne répond"),
            tr("Essayez d'autres mots, ou retirez un filtre."),
            Act(tr("Effacer les filtres"), self.clear),
        )
        self.unknown = EmptyState(
            tr("Aucune notice ne répond"),
            tr("Essayez d'autres mots, ou le début d'un mot."),
            Act(tr("Effacer la recherche"), lambda: self.query_changed.emit(replace(self.query, text=""))),
            empty[1],
        )
        self._tabled = Pane("surface")  # its first column stands in line with the page's title
        Row(self.table, margins=(14, 0, 0, 0), parent=self._tabled)
        self.views = FrontStack()
        for widget in (self.list, self.cards, self._tabled, self.first_run, self.nothing, self.unknown):
            self.views.addWidget(widget)

    def _lay_out(self) -> None:
        head = self._head = Row(
            self._title, None, self.filters_button, self.sort_box, self.tools.turn, 6, self.as_list, self.as_cards, self.as_table, self.columns_button,
            spacing=6, margins=(24, 18, 24, 0),
        )  # fmt: skip
        answers = self._under = Row(
            self._answers, self.tools.past, self.tools.advanced, spacing=10, margins=(24, 0, 24, 0)
        )
        answers.setStretch(0, 1)
        self.unread = Refusal((24, 6, 24, 0))
        self._narrowing = QWidget()
        Row(self._chips, margins=(24, 8, 24, 0), parent=self._narrowing)
        foot = Pane("surface2", "t")
        Row(self._selected, None, self._keys, spacing=16, margins=(24, 5, 24, 5), parent=foot)
        self._foot = foot
        above = (head, answers, self.unread, self._narrowing, 10, Divider(), self.tools.form)
        Column(*above, self.views, self.bar, foot, parent=self).setStretch(len(above), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out columns that a narrow table has no room for."""
        super().resizeEvent(event)
        self._fit_columns()
        self.tools.form.fit()
        self._fit_head()

    def event(self, event: QEvent) -> bool:
        """Follow a button of the head that came, went or grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_head()
        return super().event(event)

    def _fit_head(self) -> None:
        """Put the order of the notices under the title where there is no room beside it, its links as drawings."""
        others = (
            self._title,
            self.filters_button,
            self.tools.turn,
            self.as_list,
            self.as_cards,
            self.as_table,
            self.columns_button,
        )
        narrow = self.width() < head_width(self.sort_box, others)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self.tools.spell(words=not narrow)
        self._under.set_margins((24, 6 if narrow else 0, 24, 0))
        row, at = (self._under, 1) if narrow else (self._head, 3)
        for place, widget in enumerate((self.sort_box, self.tools.turn)):
            row.insertWidget(at + place, widget)
        if self.query.text.strip():
            self.count()

    def _fit_columns(self) -> None:
        if self.columns.chosen:
            return  # somebody said which: they scroll sideways
        for at, column in enumerate(self.model.columns()):
            least = COLUMN_FROM.get(column.key, 0)
            self.table.setColumnHidden(at, column.key in EXTRA_COLUMNS or self.width() < theme().px(least))
        self.columns.offer("authors", 110, self.width())

    # --- what is shown ---

    def show_query(self, query: Query) -> None:
        """Show what answers this query."""
        self.query = query
        self.tools.show_query(query)
        down = query.reverse != (query.order in NATURALLY_DOWN)
        self.table.set_sort(query.order.value, descending=down)
        service = self._service
        self.model.show(
            Source(
                ids=lambda limit: service.ordered(query, IDS_CAP if limit is None else limit),
                rows=lambda wanted: {row.id: row for row in service.rows(wanted, query.text)},
            )
        )
        self.show_chips()
        self.count()

    def heed(self, changes: Changes | None) -> None:
        """Follow an act."""
        if changes is None:
            self.show_query(self.query)
            return
        basket = ("basket_item",) if self.query.filters.basket_id is not None else ()
        self.model.heed(changes, "document", (*SHOWN_BY, *basket))
        self.count()

    def count(self) -> None:
        """Read how many documents answer."""
        query, service = self.query, self._service
        self._desk.read(
            ("catalogue", "count"),
            lambda: Counted(
                *service.total(query.text, query.filters), service.instead(query.text), service.unread(query.text)
            ),
            self._show_count,
        )

    def _show_count(self, counted: Counted) -> None:
        self.tools.show_total(counted.number, capped=counted.capped)
        asked = self.query.text.strip()
        form = not self.tools.form.isHidden()  # the open form says what is asked, and what of it does not read
        self.unread.say_at_rest("" if form else " ".join(counted.unread))
        self._answers.setText(count_words(counted, asked, says_text=not form, says_time=not self._is_narrow))

    def _show_right_view(self) -> None:
        if self.model.rowCount():
            shown = self.current_view()
            self.views.setCurrentWidget(self._tabled if shown is self.table else shown)
        else:
            narrowed = self.nothing if self.query.filters.count else self.unknown
            self.views.setCurrentWidget(self.first_run if self.query.is_blank else narrowed)
        self._foot.setVisible(bool(self.model.rowCount()) and self.bar.isHidden())  # its keys are the list's

    def set_view(self, view: View) -> None:
        """Show the documents as a list with covers, as cards, or as a table."""
        before, self._view = self.current_view(), view
        self.as_list.setChecked(view == "list")
        self.as_cards.setChecked(view == "cards")
        self.as_table.setChecked(view == "table")
        self.columns_button.setVisible(view == "table")
        if self.model.rowCount():
            self._show_right_view()
        self.current_view().browsing.take_over(before.browsing)
        if self._desk.recall("catalogue").get("view", "list") != view:
            self._desk.remember("catalogue", view=view)

    # --- standing and choosing ---

    def current_view(self) -> ListView | TableView:
        """Return the view that shows the documents."""
        if self._view == "table":
            return self.table
        return self.cards if self._view == "cards" else self.list

    def current(self) -> int | None:
        """Return the document one stands on."""
        return self.current_view().current()

    def selected(self) -> list[int]:
        """Return the documents selected."""
        return self.current_view().selected()

    def stand_on(self, document_id: int) -> None:
        """Stand on a document, now or as soon as it is in the list."""
        self.current_view().select(document_id)

    def clear(self) -> None:
        """Take the filters away; the words typed stay."""
        self.query_changed.emit(replace(self.query, filters=Filters()))

    def set_letters(self, letters: dict[str, Callable[[], object]]) -> None:
        """Give single letters their acts while the list has the focus."""
        self.list.letters = letters
        self.table.letters = letters
        self.cards.letters = letters

    def add_letter(self, letter: str, act: Callable[[], object]) -> None:
        """Give one more letter its act."""
        self.set_letters({**self.list.letters, letter: act})

    def _moved(self, document_id: object) -> None:
        if self.sender() is self.current_view() and document_id is not None:
            self.current_changed.emit(document_id)

    def choose_none(self) -> None:
        """Stand on a document without choosing others."""
        current = self.current()
        self.current_view().clearSelection()
        self.current_view().select(current)
        self.current_view().setFocus()

    def _say_selected(self) -> None:
        number = self.current_view().browsing.selected_count()
        self.bar.set_count(number)
        self.bar.setVisible(number > 1)
        self._foot.setVisible(bool(self.model.rowCount()) and self.bar.isHidden())  # its keys are the list's
        self.chosen_changed.emit(number)
        self._selected.setText(
            trn("{n} notice sélectionnée", "{n} notices sélectionnées", number, count=number) if number else ""
        )

    def _sort_by_column(self, key: object, descending: object) -> None:
        sort = Sort(str(key))
        self.query_changed.emit(replace(self.query, sort=sort, reverse=bool(descending) != (sort in NATURALLY_DOWN)))

    # --- chips ---

    def show_chips(self) -> None:
        """Say in chips what narrows the list."""
        self._chip_flow.clear()
        for words, without in chip_words(self.query.filters, self._name_of):
            chip = Chip(words)
            chip.clicked.connect(
                lambda _checked=False, left=without: self.query_changed.emit(replace(self.query, filters=left))
            )
            self._chip_flow.addWidget(chip)
        count = self.query.filters.count
        self._narrowing.setVisible(count > 0)
        self.filters_button.setText(tr("Filtres · {count}", count=count) if count else tr("Filtres"))
