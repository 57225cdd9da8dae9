"""The parts of the home page: a key figure that leads somewhere, a coming day, a document that came in, bars with their legend."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.dates import format_date, month_name
from cresi_app.shell.board import Arrival, Bars, Event, Figure
from cresi_app.widgets.card import Card, Divider, KeyFigure
from cresi_app.widgets.cover import paint_cover
from cresi_app.widgets.drawn import DrawnButton
from cresi_app.widgets.gauges import DaysGauge
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Grid, Row, clear_layout, hold
from cresi_app.widgets.paint import CENTRE, LEFT, put_text, rounded, smooth
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.theme import theme


class FigureCard(KeyFigure):
    """A key figure; pressed, or with Enter, it leads to the desk that makes it (`chosen` carries the page's key)."""

    chosen = Signal(object)

    def __init__(self, figure: Figure) -> None:
        gauge = None
        if figure.days is not None:
            gauge = DaysGauge("small")
            gauge.set_days(figure.days)
        super().__init__(figure.icon, figure.tone, figure.name, bar=gauge)
        self._page = figure.page
        self.bar.set_parts(figure.parts, figure.caption)
        self.set(figure.figure, figure.caption)
        self.trend.set_values(figure.trend, figure.trend_words)
        self.bar.setVisible(bool(figure.parts) and gauge is None)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(gauge is None)  # the captions of all cards stand on one line
        self.bar.setSizePolicy(policy)
        if self._page:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go there with Enter or Space."""
        if self._page and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self._page)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go there with a press anywhere on the card."""
        if (
            self._page
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.chosen.emit(self._page)


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
        title = room.adjusted(0, look.px(7), 0, -look.px(25)) if self._event.detail else room
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


def bar_colour(token: str) -> QColor:
    """Return what a board's colour is in the look in force: a token, or a category, plain or ``soft``."""
    kind, _, rest = token.partition(":")
    if kind != "category":
        return theme().color(token)
    number, _, shade = rest.partition(":")
    colour = theme().category(int(number))
    if shade == "soft":
        colour.setAlphaF(0.4)
    return colour


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
            rounded(painter, QRectF(x, 0, max(0.0, width - 1.5), self.height()), look.px(3), bar_colour(token))
            x += width
        painter.end()


class Swatch(QWidget):
    """The colour of a legend's word."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        hold(self, width=11, height=11)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        rounded(painter, QRectF(self.rect()), look.px(3), bar_colour(self._token))
        painter.end()


class BarsCard(Card):
    """A block of bars with legend and total; `has_lines` tells whether there is something to show."""

    def __init__(self) -> None:
        self._legend = Row(spacing=14)
        holder = QWidget()
        holder.setLayout(self._legend)
        super().__init__(" ", aside=[holder])
        self.has_lines = False
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
        self.has_lines = bool(bars.lines)
        self.set_title(bars.title)
        clear_layout(self._legend)
        for word, token in bars.legend:
            self._legend.addLayout(Row(Swatch(token), Label(word, "caption", "text2"), spacing=6))
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
