"""The year planner: months by weekdays, days of sessions filled as in the gauge, titles beside them, all by keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cresi_app.core import clock
from cresi_app.core.i18n import tr
from cresi_app.training.model import SessionSummary, YearPlan
from cresi_app.training.ui.planner_labels import Booked, label_spots
from cresi_app.training.ui.planner_model import CELL, COLUMNS, DayCell, PlannerModel, column_of, day_at
from cresi_app.training.ui.planner_walk import target
from cresi_app.widgets.gauges import paint_day
from cresi_app.widgets.paint import CENTRE, LEFT, put_lines, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

_MONTH_WIDTH: Final = 84
_LEAST_ROW: Final = 26
_ROOMY_ROW: Final = 38
_LEAST_COLUMN: Final = 16


class _Months(QHeaderView):
    """The names of the months; the one that holds today stands out."""

    def __init__(self, planner: "YearPlanner") -> None:
        super().__init__(Qt.Orientation.Vertical, planner)
        self._planner = planner
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Mois"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the names."""
        return QSize(theme().px(_MONTH_WIDTH), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Draw a name."""
        today = clock.today()
        current = (today.year, today.month) == (self._planner.year, section + 1)
        font = theme().font("button", weight=600 if current else 500)
        words = str(self.model().headerData(section, Qt.Orientation.Vertical))
        put_text(painter, rect, words, font, theme().color("text" if current else "text2"), LEFT)


class _Weekdays(QHeaderView):
    """The first letters of the weekdays."""

    def __init__(self, planner: "YearPlanner") -> None:
        super().__init__(Qt.Orientation.Horizontal, planner)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Jours de la semaine"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of the letters."""
        return QSize(0, theme().px(24))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Draw a letter."""
        word = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        put_text(painter, rect, word, theme().font("caption_strong"), theme().color("text3"), CENTRE)


def cell_rect(rect: QRectF) -> QRectF:
    """Return the drawn part of a cell: a little air at the sides, a tenth above and below."""
    across, down = max(0.5, rect.width() * 0.07), rect.height() * 0.06
    return rect.adjusted(across, down, -across, -down)


class _Day(QStyledItemDelegate):
    """Draws one day: its ground, its state as in the gauge, its number, and today's outline."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, DayCell):
            return
        look = theme()
        painter.save()
        smooth(painter)
        area: QRect = option.rect
        rect = cell_rect(QRectF(area))
        self._ground(painter, rect, cell)
        self._outline(painter, rect, cell)
        planner = self.parent()
        if isinstance(planner, YearPlanner) and not cell.share and planner.covered(area):
            painter.restore()
            return
        font = look.font("caption", tabular=True, weight=700 if cell.share else None)
        font.setPixelSize(max(8, min(font.pixelSize(), round(rect.width() * 0.78))))
        put_text(painter, area, str(cell.day.day), font, look.color(_ink(cell)), CENTRE)
        painter.restore()

    @staticmethod
    def _outline(painter: QPainter, rect: QRectF, cell: DayCell) -> None:
        if cell.is_today:
            look = theme()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), 2 * look.scale))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))

    @staticmethod
    def _ground(painter: QPainter, rect: QRectF, cell: DayCell) -> None:
        look = theme()
        if cell.share:
            paint_day(painter, rect, cell.share, look.px(5))
            return
        ground = look.color("surface3" if cell.is_off else "surface2")
        rounded(painter, rect, look.px(5), ground)
        if cell.is_school and not cell.is_off:
            rounded(painter, rect, look.px(5), look.color("warning_fill", 0.16))


def _ink(cell: DayCell) -> str:
    if cell.share == "done":
        return "on_primary"
    if cell.share == "confirmed":
        return "text"
    if cell.share == "option":
        return "primary"
    return "text3" if cell.is_past else "text2"


@dataclass(frozen=True, slots=True)
class _Title:
    """A session's title where it stands beside its days."""

    session: SessionSummary
    box: QRectF


class YearPlanner(QTableView):
    """A year to walk through. It is a table, so assistive tools read its cells: day, holidays, sessions.

    ← → by day, ↑ ↓ to the same weekday of the month above or below, Page Up and Down by month, Home and End within the
    month (with Ctrl within the year), Enter opens, N books.
    """

    day_changed = Signal(object)
    """The day chosen."""
    opened = Signal(object)
    """The day on which Enter was pressed, or that was double-clicked."""
    book_asked = Signal(object)
    """The day for which N was pressed."""

    def __init__(self, *, single_letters: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan_model = PlannerModel(self)
        self.single_letters = single_letters
        """Whether N and M act: a person may have turned single letters off."""
        self._titles: list[_Title] = []
        self._least_row = _LEAST_ROW
        self.setModel(self._plan_model)
        self.setVerticalHeader(_Months(self))
        self.setHorizontalHeader(_Weekdays(self))
        self.setItemDelegate(_Day(self))
        self.setAccessibleName(tr("Planning de l'année"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.restyle()
        theme().changed.connect(self.restyle)

    # --- what is shown ---

    @property
    def year(self) -> int:
        """The year shown."""
        return self._plan_model.year

    @property
    def day(self) -> date | None:
        """The day chosen."""
        index = self.currentIndex()
        return day_at(self.year, index.row(), index.column()) if index.isValid() else None

    def show_plan(self, plan: YearPlan, day: date | None = None) -> None:
        """Show a year, with `day` chosen; the day chosen before is kept when it is of that year."""
        before = self.day
        wanted = day or before
        self._plan_model.show(plan)
        if wanted is not None and wanted.year == plan.year:
            self._set_current(wanted)

    def choose(self, day: date) -> None:
        """Choose a day of the year shown, and tell."""
        if day.year == self.year and day != self.day:
            self._set_current(day)
            self.day_changed.emit(day)

    def sessions_at(self, day: date) -> tuple[SessionSummary, ...]:
        """Return the sessions of a day."""
        return self._plan_model.cell_of(day).sessions

    def _set_current(self, day: date) -> None:
        self.setCurrentIndex(self._plan_model.index(day.month - 1, column_of(day)))
        self.viewport().update()

    def set_roomy(self, *, roomy: bool) -> None:
        """Keep rows tall where the page scrolls anyway."""
        self._least_row = _ROOMY_ROW if roomy else _LEAST_ROW
        self.restyle()

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        self.setMinimumHeight(look.px(24) + 12 * look.px(self._least_row))
        self.setMinimumWidth(look.px(_MONTH_WIDTH) + COLUMNS * look.px(_LEAST_COLUMN))
        self._lay_columns()
        self.viewport().update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the least: the planner takes whatever room it is given."""
        return self.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._lay_columns()

    def _lay_columns(self) -> None:
        width = self.width() - theme().px(_MONTH_WIDTH)
        edges = [round(width * column / COLUMNS) for column in range(COLUMNS + 1)]
        for column, (left, right) in enumerate(pairwise(edges)):
            self.setColumnWidth(column, max(1, right - left))

    # --- by keyboard and pointer ---

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk through the year."""
        day = self.day or min(max(clock.today(), date(self.year, 1, 1)), date(self.year, 12, 31))
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self.opened.emit(day)
        elif event.key() == Qt.Key.Key_N and self.single_letters and not event.modifiers():
            self.book_asked.emit(day)
        elif (wanted := target(Qt.Key(event.key()), day, control=control)) is not None:
            self.choose(wanted)
        else:
            # QTableView would move the choice itself, to cells without a day.
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the day under the pointer."""
        index = self.indexAt(event.position().toPoint())
        day = day_at(self.year, index.row(), index.column()) if index.isValid() else None
        if day is not None:
            self.choose(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the day under the pointer."""
        index = self.indexAt(event.position().toPoint())
        day = day_at(self.year, index.row(), index.column()) if index.isValid() else None
        if day is not None:
            self.choose(day)
            self.opened.emit(day)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move by day from a window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers()
            if plain and event.key() == Qt.Key.Key_N and self.single_letters:
                event.accept()
                return True
        return super().event(event)

    # --- titles and the ring ---

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the days, then the titles beside them, then the ring around the day chosen."""
        self._titles = [title for row in range(12) for title in self._row_labels(row)]
        super().paintEvent(event)
        painter = smooth(QPainter(self.viewport()))
        self._paint_titles(painter)
        self._paint_ring(painter)
        painter.end()

    def _rect_of(self, day: date) -> QRectF:
        return QRectF(self.visualRect(self._plan_model.index(day.month - 1, column_of(day))))

    def _row_labels(self, row: int) -> list[_Title]:
        """Lay the titles of a month beside their days."""
        found = self._plan_model.sessions_of_row(row)
        if not found:
            return []
        look = theme()
        metrics, padding, gap = QFontMetricsF(self._title_font()), look.px(5), look.px(2)
        booked = [
            Booked(
                self._rect_of(days[0]).left(),
                self._rect_of(days[-1]).right() + 1,
                metrics.horizontalAdvance(session.title) + 2 * padding + 2 * gap + 1,
            )
            for session, days in found
        ]
        # Today is never covered: it stands among the booked days with a title of no width.
        today = self._free_today(row, found)
        runs = sorted([*booked, *today], key=lambda run: run.left)
        spots = [
            spot
            for run, spot in zip(runs, label_spots(runs, 0, self.viewport().width(), look.px(38)), strict=True)
            if run not in today
        ]
        titles = []
        for (session, days), own, spot in zip(found, booked, spots, strict=True):
            if spot.width:
                cell = cell_rect(self._rect_of(days[0]))
                twofold = spot.width < own.wish and cell.height() >= 2 * metrics.height()
                height = cell.height() if twofold else min(cell.height(), look.px(23))
                box = QRectF(spot.left + gap, cell.center().y() - height / 2, spot.width - 2 * gap, height)
                titles.append(_Title(session, box))
        return titles

    def _free_today(self, row: int, found: Sequence[tuple[SessionSummary, tuple[date, ...]]]) -> list[Booked]:
        today = clock.today()
        if (today.year, today.month) != (self.year, row + 1) or any(today in days for _, days in found):
            return []
        rect = self._rect_of(today)
        return [Booked(rect.left(), rect.right() + 1, 0)]

    @staticmethod
    def _title_font() -> QFont:
        return theme().font("caption_strong", weight=600)

    def covered(self, rect: QRect) -> bool:
        """Say whether a title lies over the number of the cell in `rect`."""
        middle = QRectF(rect).adjusted(rect.width() * 0.2, 0, -rect.width() * 0.2, 0)
        return any(title.box.intersects(middle) for title in self._titles)

    def _paint_titles(self, painter: QPainter) -> None:
        look = theme()
        font = self._title_font()
        metrics = QFontMetricsF(font)
        for title in self._titles:
            rounded(painter, title.box, look.px(7), look.color("surface"), look.color("border"))
            ink = look.color("text2" if title.session.share == "done" else "primary")
            # Where there is little room the air at the sides gives way before the words do.
            spare = (title.box.width() - metrics.horizontalAdvance(title.session.title)) / 2
            padding = max(look.px(2), min(look.px(5), spare))
            words = title.box.adjusted(padding, 0, 2 - padding, 0).toAlignedRect()
            put_lines(painter, words, title.session.title, font, ink)

    def _paint_ring(self, painter: QPainter) -> None:
        day = self.day
        if day is None:
            return
        look = theme()
        rect = cell_rect(self._rect_of(day)).adjusted(-1.5, -1.5, 1.5, 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("focus"), 2.2 * look.scale))
        painter.drawRoundedRect(rect, look.px(7), look.px(7))
