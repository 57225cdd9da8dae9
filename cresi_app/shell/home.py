"""Accueil: the year's key figures, what waits, what comes, what came in."""

from collections.abc import Callable, Sequence
from functools import partial
from math import ceil
from typing import ClassVar, Final

from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.shell.board import Arrival, Board, BoardSource, Event, Figure, Todo
from cresi_app.shell.homeparts import ArrivalButton, BarsCard, EventRow, FigureCard
from cresi_app.widgets.actions import Action, action_button
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider, IconTile
from cresi_app.widgets.columns import EqualCells, TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.page import Page, PageHead
from cresi_app.widgets.pills import Pill, pill_width
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

Go = Callable[[str], object]

SHOWN_TODO: Final = 5
"""Lines of « À traiter » before « Tout voir »."""


class HomePage(Page):
    """The page one comes back to. `go` shows another page by its key."""

    key: ClassVar[str] = "home"
    least: ClassVar[float] = 540
    least_height: ClassVar[float] = 0

    def __init__(
        self, desk: Desk, source: BoardSource, go: Go, actions: Callable[[], Sequence[Action]] = tuple,
        print_arrivals: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """`actions()` are buttons of the head (the papers of the year, which the menus name already); `print_arrivals()` previews the list of new documents."""
        super().__init__(desk)
        self._source, self._go, self._offered, self._print_arrivals = source, go, actions, print_arrivals
        self._board = Board()
        self._whole = False
        desk.actor_changed.connect(self._greet)

    def title(self) -> str:
        """Return « Accueil »."""
        return tr("Accueil")

    def build(self) -> QWidget:
        """Make the blocks, empty."""
        inside = QWidget()
        self.blocks_button = Button(tr("Personnaliser"), "ghost", "sliders-horizontal")
        self.papers = [action_button(action) for action in self._offered()]
        self.head = PageHead("", "", [self.blocks_button, *self.papers])
        self.figures = EqualCells(190, spread=True)
        self.todo_all = Button(tr("Tout voir"), "link")
        self.todo_all.clicked.connect(self._unfold)
        self.todo = Card(tr("À traiter"), aside=[self.todo_all])
        self.todo_rows: QVBoxLayout = Column()
        self.todo.body.addLayout(self.todo_rows)
        self.bars = BarsCard()
        self.events = Card(tr("À venir"), aside=[self._link(tr("Formations"), "training")])
        self.event_rows: QVBoxLayout = Column(spacing=8)
        self.events.body.addLayout(self.event_rows)
        self.arrivals = Card(tr("Dernières acquisitions"), aside=[self._link(tr("Catalogue"), "catalogue")])
        self.arrival_row: QBoxLayout = Row(spacing=12)
        self.arrivals.body.addLayout(self.arrival_row)
        self.arrivals_foot = self._arrivals_foot()
        self.arrivals.body.addWidget(self.arrivals_foot)
        left = Column(self.todo, self.bars, None, spacing=14)
        right = Column(self.events, self.arrivals, None, spacing=14)
        blocks = TwoColumns(left, right, shares=(4, 3), least=820)
        Column(self.head, 6, self.figures, blocks, spacing=12, margins=(24, 18, 24, 18), parent=inside).setStretch(3, 1)
        self._greet()
        self._offer_blocks()
        return ScrollArea(inside)

    def _arrivals_foot(self) -> QWidget:
        foot = QWidget()
        self.arrivals_note = Label("", "caption", "text2")
        row = Row(self.arrivals_note, None, spacing=8)
        if self._print_arrivals is not None:
            edit = Button(tr("Éditer la liste"), "link", "printer")
            edit.setAccessibleName(tr("Éditer la liste des nouvelles acquisitions"))
            edit.clicked.connect(self._print_arrivals)
            row.addWidget(edit)
        Column(Divider(), row, spacing=8, parent=foot)
        return foot

    # --- which blocks are shown ---

    def _blocks(self) -> Sequence[tuple[str, str, QWidget]]:
        return (
            ("figures", tr("Chiffres de l'année"), self.figures), ("todo", tr("À traiter"), self.todo),
            ("bars", tr("Engagements"), self.bars), ("events", tr("À venir"), self.events),
            ("arrivals", tr("Dernières acquisitions"), self.arrivals),
        )  # fmt: skip

    def _offer_blocks(self) -> None:
        """Fill « Personnaliser »: each block is shown or not, and stays so."""
        menu = QMenu(self.blocks_button)
        for key, title, _block in self._blocks():
            shown = menu.addAction(title)
            shown.setObjectName(f"home.block_{key}")
            shown.setCheckable(True)
            shown.setChecked(key not in self._hidden())
            shown.toggled.connect(partial(self._set_block, key))
        self.blocks_button.setMenu(menu)
        self._show_blocks()

    def _hidden(self) -> set[str]:
        return set(map(str, self.desk.recall("home").get("hidden", ())))

    def _set_block(self, key: str, shown: bool) -> None:
        self.desk.remember("home", hidden=sorted(self._hidden() - {key} if shown else self._hidden() | {key}))
        self._show_blocks()

    def _show_blocks(self) -> None:
        hidden = self._hidden()
        for key, _title, block in self._blocks():
            block.setVisible(key not in hidden and (block is not self.bars or self.bars.has_lines))

    def refresh(self, changes: Changes | None) -> None:
        """Read the whole board again, whatever was touched: it is one short read."""
        if changes is not None and changes.seq is None:
            return
        year, source = self.desk.year, self._source
        self.desk.read("home", lambda: source(year), self.show_board)

    def panes(self) -> Sequence[QWidget]:
        """Return the first button of the list of what waits."""
        return self.todo.findChildren(QPushButton)[:1]

    def show_board(self, board: Board) -> None:
        """Show figures, what waits, what comes, what came in; an empty block says so in a sentence."""
        self._board = board
        self._show_figures(board.figures)
        self._show_todo()
        clear_layout(self.event_rows)
        for event in board.events:
            self.event_rows.addWidget(self._event_row(event))
        if not board.events:
            self.event_rows.addWidget(Label(tr("Rien de prévu ces prochains jours."), "secondary", "text2"))
        self._show_arrivals(board.arrivals, board.arrivals_note)
        self.bars.show_bars(board.bars)
        self._show_blocks()

    def _show_todo(self) -> None:
        board = self._board
        clear_layout(self.todo_rows)
        self.todo.set_title(tr("À traiter"), len(board.todo) or None)
        self.todo_all.setVisible(len(board.todo) > SHOWN_TODO)
        self.todo_all.setText(tr("Voir moins") if self._whole else tr("Tout voir"))
        self.todo_all.setAccessibleName(
            tr("Voir moins de choses à traiter") if self._whole else tr("Voir tout ce qui est à traiter")
        )
        shown = board.todo if self._whole else board.todo[:SHOWN_TODO]
        pills = [pill_width(todo.pill[0], dot=False) for todo in shown if todo.pill is not None]
        room = ceil(max(pills, default=0) * 1000 / theme().px(1000))
        for number, todo in enumerate(shown):
            if number:
                self.todo_rows.addWidget(Divider())
            self.todo_rows.addWidget(self._todo_row(todo, room))
        if not board.todo:
            self.todo_rows.addWidget(Label(tr("Rien n'attend aujourd'hui."), "secondary", "text2"))

    def _unfold(self) -> None:
        self._whole = not self._whole
        self._show_todo()

    def _greet(self, *_anybody: object) -> None:
        if not self._built:
            return
        today = clock.today()
        first = self.desk.actor.name.split()[0] if self.desk.actor.name.strip() else ""
        self.head.set_title(tr("Bonjour {name}", name=first) if first else tr("Bonjour"))
        day = format_date(today, "full")
        self.head.set_subtitle(
            tr("{day} · semaine {week}", day=day[:1].upper() + day[1:], week=today.isocalendar().week)
        )

    def _link(self, text: str, page: str) -> Button:
        button = Button(text, "link")
        button.clicked.connect(lambda: self._go(page))
        return button

    def _show_figures(self, figures: Sequence[Figure]) -> None:
        cards = []
        for figure in figures:
            card = FigureCard(figure)
            card.chosen.connect(self._go)
            cards.append(card)
        self.figures.show_cells(cards)

    def _todo_row(self, todo: Todo, room: int) -> QWidget:
        """Return one line; `room` is what the widest state takes, so that the buttons stand under each other."""
        row = QWidget()
        words = Column(ElidedLabel(todo.title, "listed"), ElidedLabel(todo.detail, "caption", "text2"), spacing=0)
        button = Button(todo.act)
        button.setAccessibleName(f"{todo.act} : {todo.title}")
        button.clicked.connect(lambda: self.desk.open_record(*todo.record))
        hold(button, least_width=90)
        state = QWidget()
        hold(state, width=room)
        if todo.pill is not None:
            Row(Pill(todo.pill[0], todo.pill[1], dot=False), None, parent=state)  # type: ignore[arg-type]  # a board carries tones as plain text
        mark = IconTile(todo.icon, todo.tone, 34)
        Row(mark, words, state, button, spacing=12, margins=(0, 8, 0, 8), parent=row).setStretch(1, 1)
        return row

    def _event_row(self, event: Event) -> QWidget:
        return EventRow(event, lambda: self.desk.open_record(*event.record))

    def _show_arrivals(self, arrivals: Sequence[Arrival], note: str) -> None:
        clear_layout(self.arrival_row)
        for arrival in arrivals[:4]:
            shelf = ArrivalButton(arrival)
            shelf.clicked.connect(lambda _checked=False, it=arrival: self.desk.open_record(*it.record))
            self.arrival_row.addWidget(shelf, 1)
        if not arrivals:
            self.arrival_row.addWidget(Label(tr("Aucun document n'est encore catalogué."), "secondary", "text2"))
        self.arrivals_note.setText(note)
        self.arrivals_foot.setVisible(bool(arrivals) and (bool(note) or self._print_arrivals is not None))
