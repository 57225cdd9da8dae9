"""« Tout ce que nous avons fait »: one line an event, newest first, the year in serif where it changes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.directory.model import Event
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.pills import paint_pill, pill_width
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import least_list, scrolled_around

_EVENT: Final = int(Qt.ItemDataRole.UserRole) + 1
_YEAR: Final = _EVENT + 1
ROW_HEIGHT: Final = 54
Index = QModelIndex | QPersistentModelIndex


def spoken(event: Event) -> str:
    """Return what assistive tools say of an event."""
    return ", ".join(filter(None, (event.title, format_date(event.day, "long"), event.detail, event.state)))


def _detail(event: Event) -> str:
    day = format_date(event.day, "day_month")
    return f"{day} · {event.detail}" if event.detail else day


class _Line(QStyledItemDelegate):
    """Draws an event: year, thread with its mark, title, second line, state."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(200), theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        look = theme()
        rect: QRect = option.rect
        event: Event = index.data(_EVENT)
        flags = QStyle.StateFlag
        lit = option.state & (flags.State_Selected | flags.State_MouseOver)
        if lit:
            ground = "primary_soft" if option.state & flags.State_Selected else "surface2"
            area = QRectF(rect).adjusted(look.px(56), look.px(2), -look.px(4), -look.px(2))
            rounded(painter, area, look.px(10), look.color(ground))
        year = index.data(_YEAR)
        if year:
            place = QRect(rect.x(), rect.y(), look.px(52), rect.height())
            put_text(painter, place, year, look.title_font("detail", year), look.color("text"), LEFT)
        self._mark(painter, rect, index, event)
        self._words(painter, rect, event, selected=bool(option.state & flags.State_Selected))
        painter.restore()

    @staticmethod
    def _mark(painter: QPainter, rect: QRect, index: Index, event: Event) -> None:
        look = theme()
        x, middle, radius = rect.x() + look.px(70), rect.center().y() + 0.5, look.px(14)
        line = look.color("border")
        if index.row() > 0:
            painter.fillRect(QRectF(x - 1, rect.y(), 2, middle - radius - look.px(3) - rect.y()), line)
        if index.row() < index.model().rowCount() - 1:
            top = middle + radius + look.px(3)
            painter.fillRect(QRectF(x - 1, top, 2, rect.bottom() + 1 - top), line)
        ground, ink = ("surface3", "text2") if event.tone == "neutral" else (f"{event.tone}_soft", event.tone)
        circle = QRectF(x - radius, middle - radius, 2 * radius, 2 * radius)
        rounded(painter, circle, radius, look.color(ground), look.color("border") if look.contrast else None)
        put_pixmap(painter, look.pixmap(event.icon, ink, 15), circle.center())

    @staticmethod
    def _words(painter: QPainter, rect: QRect, event: Event, *, selected: bool) -> None:
        look = theme()
        left, right = rect.x() + look.px(98), rect.right() - look.px(6)
        middle, whole = rect.center().y(), right
        if event.state:
            width = pill_width(event.state)
            right -= width + look.px(12)
            beside = QFontMetrics(look.font("strong")).horizontalAdvance(event.title) <= right - left
            top = middle - look.px(12) + 0.5 if beside else middle + look.px(1.5)
            pill = QRectF(whole - width, top, width, look.px(24))
            paint_pill(painter, pill, event.state, event.state_tone, on_selection=selected)
            whole = right if beside else whole  # a title that needs the line has it, the state stands under it
        title = QRect(left, middle - look.px(19), max(0, whole - left), look.px(20))
        detail = QRect(left, middle + look.px(1), max(0, right - left), look.px(18))
        put_text(painter, title, event.title, look.font("strong"), look.color("text"), LEFT)
        put_text(painter, detail, _detail(event), look.font("caption"), look.color("text2"), LEFT)


class Timeline(QListView):
    """The events of a record; Enter or a click opens one (`opened` carries the event)."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Line(self))
        self.setAccessibleName(tr("Ce que nous avons fait ensemble"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for enough lines to scroll in, where something scrolls around it."""
        return least_list(self, 54) if scrolled_around(self) else super().minimumSizeHint()

    def show_events(self, events: Sequence[Event]) -> None:
        """Show events, newest first; those to come stand on top."""
        self._model.clear()
        before = None
        for event in sorted(events, key=lambda one: (one.day, one.ref_id), reverse=True):
            item = QStandardItem(event.title)
            item.setData(event, _EVENT)
            item.setData(str(event.day.year) if event.day.year != before else "", _YEAR)
            item.setAccessibleText(spoken(event))
            item.setToolTip(f"{event.title}\n{_detail(event)}")
            self._model.appendRow(item)
            before = event.day.year

    def count(self) -> int:
        """Return the number of lines."""
        return self._model.rowCount()

    def event_at(self, row: int) -> Event:
        """Return the event of a line."""
        found: Event = self._model.index(row, 0).data(_EVENT)
        return found

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for some lines; the rest scrolls."""
        return QSize(theme().px(360), theme().px(ROW_HEIGHT) * max(2, min(6, self.count())))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(_EVENT))


def upcoming(event: Event) -> bool:
    """Say whether an event is still to come."""
    return event.day >= clock.today()
