"""What is due, from every desk in one list: the bell of the top bar, the badges of the sidebar."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.i18n import tr, trn
from cresi_app.shell.board import Todo
from cresi_app.widgets.card import Pane, paint_tile
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.drawn import DrawnButton
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.paint import LEFT, plate, put_text, rounded, smooth
from cresi_app.widgets.pills import paint_pill, pill_width
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

SOON_MS: Final = 1500
"""How long after an act the list is read again: a row of saves reads it once."""

Source = Callable[[int], Sequence[Todo]]
"""Gives what waits in a year; called on a reader thread."""


def nothing_due(_year: int) -> Sequence[Todo]:
    """Stand in where no desk tells what waits."""
    return ()


class Dues(QObject):
    """Knows what waits, and tells when it changed."""

    changed = Signal()

    def __init__(self, desk: Desk, source: Source, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._source = desk, source
        self.list: Sequence[Todo] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.read)
        desk.changed.connect(self._heed)
        desk.year_changed.connect(lambda _year: self.read())

    def read(self) -> None:
        """Read the list."""
        year, source = self._desk.year, self._source
        self._desk.read("window.due", lambda: list(source(year)), self._took)

    def by_page(self, page_of: Callable[[str], str | None]) -> Counter[str]:
        """Count what waits by the page that shows it."""
        return Counter(page for todo in self.list if (page := page_of(todo.record[0])) is not None)

    def _heed(self, changes: Changes) -> None:
        if changes.seq is not None:
            self._soon.start()

    def _took(self, found: Sequence[Todo]) -> None:
        self.list = found
        self.changed.emit()


class _DueRow(DrawnButton):
    """One thing that waits; pressing it opens its record."""

    def __init__(self, todo: Todo) -> None:
        super().__init__(todo.title, height=54, width=360, least=200)
        self._todo = todo
        state = todo.pill[0] if todo.pill else ""
        self.setAccessibleName(", ".join(part for part in (todo.title, todo.detail, state) if part))
        self.setToolTip(self.accessibleName())

    def draw(self, painter: QPainter) -> None:
        """Draw tile, words and state."""
        look = theme()
        if self.hot or self.hasFocus():
            rounded(
                painter,
                QRectF(self.rect()),
                look.px(10),
                look.color("surface2"),
                look.color("focus") if self.hasFocus() else None,
                2,
            )
        middle = self.height() / 2
        paint_tile(
            painter,
            QRectF(look.px(8), middle - look.px(16), look.px(32), look.px(32)),
            self._todo.icon,
            self._todo.tone,
        )
        right = self.width() - look.px(10)
        if self._todo.pill is not None:
            word, tone = self._todo.pill
            width = pill_width(word, dot=False)
            paint_pill(painter, QRectF(right - width, middle - look.px(12), width, look.px(24)), word, tone, dot=False)
            right -= width + look.px(10)
        room = QRect(look.px(52), 0, round(right) - look.px(52), self.height())
        put_text(
            painter,
            room.adjusted(0, look.px(7), 0, -look.px(27)),
            self._todo.title,
            look.font("secondary", weight=500),
            look.color("text"),
            LEFT,
        )
        put_text(
            painter,
            room.adjusted(0, look.px(28), 0, -look.px(7)),
            self._todo.detail,
            look.font("caption"),
            look.color("text2"),
            LEFT,
        )


class _Surface(QWidget):
    """The panel's own ground."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        plate(painter, self.rect(), look.px(14), look.color("border_strong", 0.6))
        painter.end()


class DuePanel(QWidget):
    """The list under the bell, over the window; Escape, a press outside or a choice closes it and gives the keyboard back."""

    record_asked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over, self._button = window, window
        self.panel = _Surface(self)
        self._title = Label("", "h2")
        inside = Pane("surface")
        self._rows: QVBoxLayout = Column(spacing=0, margins=(8, 2, 8, 8), parent=inside)
        head = Row(self._title, None, margins=(16, 12, 16, 6))
        Column(head, ScrollArea(inside), margins=(2, 2, 2, 10), parent=self.panel).setStretch(1, 1)
        window.installEventFilter(self)
        self.hide()

    def rows(self) -> list[QPushButton]:
        """Return the lines shown."""
        return [row for row in self.findChildren(QPushButton) if row.isVisibleTo(self)]

    def open_under(self, button: QWidget, todos: Sequence[Todo]) -> None:
        """Show what waits under the button, its right edges aligned."""
        self._button = button
        self.setAccessibleName(tr("Ce qui est dû"))
        clear_layout(self._rows)
        count = len(todos)
        self._title.setText(
            trn("{n} chose à traiter", "{n} choses à traiter", count) if todos else tr("Rien n'attend aujourd'hui")
        )
        for todo in todos:
            row = _DueRow(todo)
            row.clicked.connect(lambda _checked=False, record=todo.record: self._choose(record))
            self._rows.addWidget(row)
        if not todos:
            told = tr(
                "Les échéances de tous les bureaux paraissent ici : pièces, préavis, versements, journées sous leur minimum."
            )
            self._rows.addWidget(Label(told, "secondary", "text2", wrap=True))
        self._rows.addStretch(1)
        self._lie(count)
        self.show()
        self.raise_()
        next(iter(self.rows()), self.panel).setFocus(Qt.FocusReason.TabFocusReason)

    def close_panel(self) -> None:
        """Close, and give the keyboard back to the bell."""
        self.hide()
        self._button.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Close when the window changes its size: the bell has moved."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.close_panel()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move with ↑ ↓, close with Escape; Tab stays inside."""
        rows = self.rows()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif step is not None and rows:
            at = next((number for number, row in enumerate(rows) if row.hasFocus()), -1)
            rows[(at + step) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name and signature
        """Stay among the lines: what lies below is covered."""
        rows = self.rows()
        if not rows:
            return True
        at = next((number for number, row in enumerate(rows) if row.hasFocus()), -1)
        rows[(at + (1 if forward else -1)) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Close when pressed outside the panel."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def _lie(self, count: int) -> None:
        look = theme()
        self.setGeometry(self._over.rect())
        corner = self._button.mapTo(self._over, QPoint(self._button.width(), self._button.height() + look.px(6)))
        width, height = min(look.px(540), self.width()), look.px(70) + max(look.px(54) * count, look.px(70))
        height = min(height, look.px(540), self.height() - corner.y() - look.px(16))
        self.panel.setGeometry(max(0, corner.x() - width), corner.y(), width, height)

    def _choose(self, record: RecordRef) -> None:
        self.hide()
        self.record_asked.emit(record)
