"""Tabs with an underline and counts: one tab stop, ← → moves."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.paint import LEFT, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

Tab = tuple[str, str] | tuple[str, str, int]
"""Key, word, and a count when there is one."""


class TabBar(QTabBar):
    """The row of words; `chosen` carries the key."""

    chosen = Signal(object)

    def __init__(self, name: str, tabs: Sequence[Tab], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._counts: dict[str, int | None] = {}
        for tab in tabs:
            index = self.addTab(tab[1])
            self.setTabData(index, tab[0])
            self._counts[tab[0]] = tab[2] if len(tab) == 3 else None
            self._say(index)
        self.currentChanged.connect(lambda index: self.chosen.emit(self.tabData(index)))
        theme().changed.connect(self.restyle)
        self.restyle()

    def current(self) -> str:
        """Return the key of the tab in front."""
        return str(self.tabData(self.currentIndex()))

    def set_current(self, key: str) -> None:
        """Bring a tab to the front."""
        for index in range(self.count()):
            if self.tabData(index) == key:
                self.setCurrentIndex(index)

    def set_count(self, key: str, count: int | None) -> None:
        """Show another count beside a word."""
        self._counts[key] = count
        for index in range(self.count()):
            if self.tabData(index) == key:
                self._say(index)
                self.setTabText(index, self.tabText(index))  # its width is another one
        self.restyle()

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFont(theme().font("body", weight=500))
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Return what word and count need."""
        look = theme()
        words = QFontMetrics(look.font("body", weight=600)).horizontalAdvance(self.tabText(index))
        return QSize(words + self._count_width(index) + look.px(30), look.px(34))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Never cut a word."""
        return self.tabSizeHint(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show the hover state."""
        self.update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the hover state."""
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move with the arrows, jump with Home and End."""
        jump = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count() - 1}.get(Qt.Key(event.key()))
        if jump is not None:
            self.setCurrentIndex(jump)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw words, counts, the underline of the tab in front and the line under all."""
        look = theme()
        painter = smooth(QPainter(self))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.color("border"))
        pointer = self.mapFromGlobal(self.cursor().pos())
        for index in range(self.count()):
            rect = self.tabRect(index)
            on = index == self.currentIndex()
            room = rect.adjusted(look.px(4), 0, -look.px(4), -look.px(4))
            font = look.font("body", weight=600 if on else 500)
            ink = "text" if on or rect.contains(pointer) else "text2"
            used = put_text(painter, room, self.tabText(index), font, look.color(ink), LEFT)
            count = self._counts.get(str(self.tabData(index)))
            if count is not None:
                place = QRect(room.x() + used + look.px(8), room.y(), look.px(60), room.height())
                put_text(painter, place, str(count), look.font("secondary", tabular=True), look.color("text2"), LEFT)
            if on:
                width = used + self._count_width(index)
                line = QRectF(rect.x() + look.px(2), self.height() - look.px(2.4), width + look.px(4), look.px(2.4))
                rounded(painter, line, look.px(1.2), look.color("primary"))
        painter.end()

    def _count_width(self, index: int) -> int:
        count = self._counts.get(str(self.tabData(index)))
        if count is None:
            return 0
        look = theme()
        return look.px(8) + QFontMetrics(look.font("secondary", tabular=True)).horizontalAdvance(str(count))

    def _say(self, index: int) -> None:
        count = self._counts.get(str(self.tabData(index)))
        word = self.tabText(index)
        self.setAccessibleTabName(index, word if count is None else f"{word}, {count}")


class Tabs(QWidget):
    """A tab bar over its pages: `add(key, word, page)`."""

    chosen = Signal(object)

    def __init__(self, name: str, pages: Sequence[tuple[str, str, QWidget]], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = TabBar(name, [(key, word) for key, word, _ in pages])
        self.stack = FrontStack()
        for _, _, page in pages:
            self.stack.addWidget(page)
        self.bar.currentChanged.connect(self.stack.setCurrentIndex)
        self.bar.chosen.connect(self.chosen)
        Column(self.bar, self.stack, parent=self).setStretch(1, 1)

    def current(self) -> str:
        """Return the key of the page in front."""
        return self.bar.current()

    def set_current(self, key: str) -> None:
        """Bring a page to the front."""
        self.bar.set_current(key)

    def set_count(self, key: str, count: int | None) -> None:
        """Show another count beside a word."""
        self.bar.set_count(key, count)
