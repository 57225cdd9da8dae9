"""Accueil: the year's key figures, what waits, what comes, what came in."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date, month_name
from cresi_app.core.i18n import tr
from cresi_app.shell.board import Arrival, Bars, Board, BoardSource, Event, Figure, Todo
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider, IconTile, KeyFigure
from cresi_app.widgets.columns import EqualCells, TwoColumns
from cresi_app.widgets.cover import paint_cover
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.drawn import DrawnButton
from cresi_app.widgets.gauges import DaysGauge
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout, hold
from cresi_app.widgets.page import Page, PageHead
from cresi_app.widgets.paint import CENTRE, LEFT, put_text, rounded, smooth
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

Go = Callable[[str], object]

SHOWN_TODO: Final = 5
"""Lines of « À traiter » before « Tout voir »."""


class HomePage(Page):
    """The page one comes back to. `go` shows another page by its key."""

    key: ClassVar[str] = "home"
    least: ClassVar[float] = 780

    def __init__(
        self, desk: Desk, source: BoardSource, go: Go, actions: Callable[[], Sequence[Action]] = tuple
    ) -> None:
        super().__init__(desk)
        self._source, self._go, self._offered = source, go, actions
        self._board = Board()
        self._whole = False
        desk.actor_changed.connect(self._greet)

    def title(self) -> str:
        """Return « Accueil »."""
        return tr("Accueil")

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page: what a person can do, not QActions
        """Return what the composition root offers here (the year's report)."""
        return self._offered()

    def build(self) -> QWidget:
        """Make the blocks, empty."""
        inside = QWidget()
        self.head = PageHead("", "")
        self.figures = EqualCells(196)
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
        self.arrivals_note = Label("", "caption", "text2")
        self.arrivals.body.addLayout(self.arrival_row)
        self.arrivals.body.addWidget(self.arrivals_note)
        left = Column(self.todo, self.bars, None, spacing=14)
        right = Column(self.events, self.arrivals, None, spacing=14)
        blocks = TwoColumns(left, right, shares=(4, 3), least=820)
        Column(self.head, 6, self.figures, blocks, spacing=12, margins=(24, 18, 24, 18), parent=inside).setStretch(3, 1)
        self._greet()
        return ScrollArea(inside)

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

    def _show_todo(self) -> None:
        board = self._board
        clear_layout(self.todo_rows)
        self.todo.set_title(tr("À traiter"), len(board.todo) or None)
        self.todo_all.setVisible(len(board.todo) > SHOWN_TODO)
        self.todo_all.setText(tr("Voir moins") if self._whole else tr("Tout voir"))
        self.todo_all.setAccessibleName(
            tr("Voir moins de choses à traiter") if self._whole else tr("Voir tout ce qui est à traiter")
        )
        for number, todo in enumerate(board.todo if self._whole else board.todo[:SHOWN_TODO]):
            if number:
                self.todo_rows.addWidget(Divider())
            self.todo_rows.addWidget(self._todo_row(todo))
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
            gauge = None
            if figure.days is not None:
                gauge = DaysGauge("small")
                gauge.set_days(figure.days)
            card = KeyFigure(figure.icon, figure.tone, figure.name, bar=gauge)
            card.bar.set_parts(figure.parts, figure.caption)
            card.set(figure.figure, figure.caption)
            card.bar.setVisible(bool(figure.parts) and gauge is None)
            cards.append(card)
        self.figures.show_cells(cards)

    def _todo_row(self, todo: Todo) -> QWidget:
        row = QWidget()
        words = Column(ElidedLabel(todo.title, "body"), ElidedLabel(todo.detail, "caption", "text2"), spacing=0)
        button = Button(todo.act)
        button.setAccessibleName(f"{todo.act} : {todo.title}")
        button.clicked.connect(lambda: self.desk.open_record(*todo.record))
        hold(button, least_width=90)
        state = QWidget()
        hold(state, width=122)
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
        self.arrivals_note.setVisible(bool(note))


class EventRow(DrawnButton):
    """One coming day: its date in a tile, what it is, its state; pressing it opens the record."""

    def __init__(self, event: Event, run: Callable[[], object]) -> None:
        super().__init__(event.title, height=52, width=240, least=160)
        self._event = event
        day = format_date(event.day, "full")
        self.setAccessibleName(
            ", ".join(filter(None, (event.title, day, event.detail, event.pill[0] if event.pill else "")))
        )
        self.setToolTip(self.accessibleName())
        self.clicked.connect(lambda: run())  # noqa: PLW0108 - `clicked` would hand its checked state to `run`
        if event.pill is not None:
            pill = Pill(event.pill[0], event.pill[1], dot=False)  # type: ignore[arg-type]  # a board carries tones as plain text
            pill.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            Row(None, pill, parent=self)

    def draw(self, painter: QPainter) -> None:
        """Draw date tile and words."""
        look = theme()
        if self.hot:
            rounded(painter, QRectF(self.rect()), look.px(10), look.color("surface2"))
        paint_date(painter, QRectF(0, look.px(2), look.px(46), look.px(48)), self._event.day.month, self._event.day.day)
        left = look.px(58)
        right = look.px(8)
        if self._event.pill is not None:
            right += self.layout().sizeHint().width()  # type: ignore[union-attr]  # made with the pill
        room = QRect(left, 0, self.width() - left - right, self.height())
        title = room.adjusted(0, look.px(7), 0, -look.px(25))
        put_text(painter, title, self._event.title, look.font("body", weight=500), look.color("text"), LEFT)
        detail = room.adjusted(0, look.px(27), 0, -look.px(7))
        put_text(painter, detail, self._event.detail, look.font("caption"), look.color("text2"), LEFT)


def paint_date(painter: QPainter, rect: QRectF, month: int, day: int) -> None:
    """Draw a date tile: the month's short name in the accent, the day in serif."""
    look = theme()
    rounded(painter, rect, look.px(8), look.color("surface2"), look.color("border"))
    top = QRect(round(rect.x()), round(rect.y() + look.px(5)), round(rect.width()), look.px(16))
    name = month_name(month, short=True).upper()
    put_text(painter, top, name, look.font("caption", weight=600), look.color("accent"), CENTRE)
    font = look.font("detail")
    low = QRect(round(rect.x()), round(rect.y() + look.px(19)), round(rect.width()), look.px(26))
    put_text(painter, low, str(day), font, look.color("text"), CENTRE)


class ArrivalButton(DrawnButton):
    """A document's cover with its title and kind under it."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(arrival.title, height=148 + 8 + 20 + 18, width=104, least=76)
        self._arrival = arrival
        self.setAccessibleName(f"{arrival.title}, {arrival.detail}")
        self.setToolTip(f"{arrival.title}\n{arrival.detail}")

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        look = theme()
        width = min(self.width(), look.px(106))
        cover = QRectF(0, 0, width, look.px(148))
        paint_cover(painter, cover, self._arrival.title, self._arrival.author)
        title = QRect(0, look.px(154), self.width(), look.px(20))
        ink = look.color("primary" if self.hot else "text")
        put_text(painter, title, self._arrival.title, look.font("caption_strong"), ink, LEFT)
        detail = QRect(0, look.px(173), self.width(), look.px(18))
        put_text(painter, detail, self._arrival.detail, look.font("caption"), look.color("text2"), LEFT)


class BarLineView(QWidget):
    """One line: its bar of parts."""

    def __init__(self, parts: Sequence[tuple[float, str]]) -> None:
        super().__init__()
        self._parts = list(parts)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hold(self, height=14)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the parts."""
        look = theme()
        painter = smooth(QPainter(self))
        x = 0.0
        for share, token in self._parts:
            width = self.width() * max(0.0, min(1.0, share))
            colour = QColor(token) if token.startswith("#") else look.color(token)
            rounded(painter, QRectF(x, 0, max(0.0, width - 1.5), self.height()), look.px(3), colour)
            x += width
        painter.end()


class BarsCard(Card):
    """A block of bars with legend and total; hidden while it has no line."""

    def __init__(self) -> None:
        super().__init__(" ")
        self._grid = Grid(across=14, down=12)
        self._grid.setColumnStretch(1, 1)
        self._total = Label("", "strong")
        self._note = Label("", "caption", "text2")
        self._value = Label("", "strong").set_tabular()
        self.body.addLayout(self._grid)
        self.body.addWidget(Divider())
        self.body.addLayout(Row(self._total, self._note, None, self._value))
        self.hide()

    def show_bars(self, bars: Bars) -> None:
        """Show other lines."""
        self.setVisible(bool(bars.lines))
        self.set_title(bars.title)
        clear_layout(self._grid)
        for row, line in enumerate(bars.lines):
            self._grid.addWidget(Label(line.name, "secondary", "text2"), row, 0)
            view = BarLineView(line.parts)
            view.setAccessibleName(f"{line.name} : {line.value}")
            self._grid.addWidget(view, row, 1)
            self._grid.addWidget(Label(line.value, "secondary", "text").set_tabular(), row, 2)
        self._total.setText(bars.total)
        self._note.setText(bars.note)
        self._value.setText(bars.value)
