"""The drawn list of acts: grouped by day then by month, one line an act, its « Annuler » in the line."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import C_, tr
from cresi_app.shell.history.doors import ActLine
from cresi_app.widgets.paint import CENTRE, LEFT, RIGHT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.pills import paint_avatar
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import least_list, scrolled_around

LINE: Final = int(Qt.ItemDataRole.UserRole) + 1
BY_DAY: Final = timedelta(days=92)
"""How far back days have a heading of their own; before that, months do."""
_HEAD, _ROW = 36, 57
_NEAR_END: Final = 200

Index = QModelIndex | QPersistentModelIndex


def heading(line: ActLine) -> str:
    """Return what stands above a line: « Aujourd'hui, mardi 6 octobre », « Lundi 28 septembre », « Mars 2026 »."""
    day, today = line.at.date(), clock.today()
    if today - day > BY_DAY:
        words = format_date(day, "month")
    elif day == today:
        return tr("Aujourd'hui, {day}", day=format_date(day, "weekday"))
    elif day == today - timedelta(days=1):
        return tr("Hier, {day}", day=format_date(day, "weekday"))
    else:
        words = format_date(day, "weekday" if day.year == today.year else "full")
    return words[:1].upper() + words[1:]


def when(line: ActLine) -> str:
    """Return the hour, or under a month the day."""
    old = clock.today() - line.at.date() > BY_DAY
    return format_date(line.at.date(), "day_month") if old else f"{line.at:%H:%M}"


def verb(line: ActLine) -> tuple[str, str]:
    """Return the words and the drawing of a line's right end; an act when the line is free or a taking back."""
    return {
        "free": (tr(C_("undo", "Annuler")), "undo-2"),
        "undo": (tr("Rétablir"), "redo-2"),
        "final": (tr("Définitif"), "lock"),
        "sent": (tr("Envoyé"), "send"),
        "undone": (tr("Annulé"), ""),
        "program": (tr(C_("undo", "Annuler")), "undo-2"),
    }[line.state]


def acts(line: ActLine) -> bool:
    """Say whether the line can be taken back here."""
    return line.state in {"free", "undo", "program"}


class _Delegate(QStyledItemDelegate):
    """Draws headings and lines."""

    pressed = Signal(object)
    writable = True

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(300), theme().px(_ROW if isinstance(index.data(LINE), ActLine) else _HEAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        line = index.data(LINE)
        if isinstance(line, ActLine):
            last = not isinstance(index.model().index(index.row() + 1, 0).data(LINE), ActLine)
            first = not isinstance(index.model().index(index.row() - 1, 0).data(LINE), ActLine)
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._ground(
                painter, option.rect, selected=selected, hover=bool(option.state & QStyle.StateFlag.State_MouseOver)
            )
            self._thread(painter, option.rect, first=first, last=last)
            self._line(painter, option.rect, line)
        else:
            look = theme()
            room = option.rect.adjusted(look.px(124), look.px(8), -look.px(16), 0)
            put_text(painter, room, str(line), look.font("caption_strong"), look.color("text"), LEFT)
        painter.restore()

    def button(self, rect: QRect, line: ActLine) -> QRectF:
        """Return where the act of a line is drawn."""
        look = theme()
        width = QFontMetrics(look.font("button")).horizontalAdvance(verb(line)[0]) + look.px(52)
        return QRectF(rect.right() - width - look.px(14), rect.center().y() - look.px(17) + 0.5, width, look.px(34))

    def _ground(self, painter: QPainter, rect: QRect, *, selected: bool, hover: bool) -> None:
        look = theme()
        area = QRectF(rect).adjusted(look.px(8), look.px(1), -look.px(8), -look.px(1))
        if selected:
            rounded(
                painter, area, look.px(10), look.color("primary_soft"), look.color("primary") if look.contrast else None
            )
            rounded(
                painter,
                QRectF(area.x(), area.y() + look.px(8), look.px(3), area.height() - look.px(16)),
                1.5,
                look.color("primary"),
            )
        elif hover:
            rounded(painter, area, look.px(10), look.color("surface2"))

    def _thread(self, painter: QPainter, rect: QRect, *, first: bool, last: bool) -> None:
        look = theme()
        x = rect.x() + look.px(101)
        top = rect.center().y() if first else rect.y()
        bottom = rect.center().y() if last else rect.bottom() + 1
        painter.fillRect(QRectF(x - 0.75, top, 1.5, bottom - top), look.color("border_strong", 0.4))

    def _line(self, painter: QPainter, rect: QRect, line: ActLine) -> None:
        look = theme()
        middle = rect.center().y() + 0.5
        hour = QRect(rect.x() + look.px(12), rect.y(), look.px(66), rect.height())
        put_text(painter, hour, when(line), look.font("secondary", tabular=True), look.color("text2"), RIGHT)
        disc = QRectF(rect.x() + look.px(87), middle - look.px(14), look.px(28), look.px(28))
        ground, ink = ("surface3", "text2") if line.tone == "neutral" else (f"{line.tone}_soft", line.tone)
        rounded(painter, disc, disc.width() / 2, look.color(ground), look.color("surface"), look.px(2))
        put_pixmap(painter, look.pixmap(line.icon, ink, 15), disc.center())
        face = QRectF(rect.x() + look.px(128), middle - look.px(13), look.px(26), look.px(26))
        if line.state == "program":
            rounded(painter, face, face.width() / 2, look.color("surface3"))
            put_pixmap(painter, look.pixmap("settings", "text2", 14), face.center())
        else:
            paint_avatar(painter, face, line.who)
        left = round(face.right()) + look.px(12)
        right = self._end(painter, rect, line)
        self._words(painter, QRect(left, rect.y(), right - look.px(14) - left, rect.height()), line)

    def _words(self, painter: QPainter, room: QRect, line: ActLine) -> None:
        look = theme()
        above = room.height() // 2 - look.px(20)
        whole = line.detail or line.about
        title = QRect(room.x(), room.y() + (above if whole else look.px(18)), room.width(), look.px(20))
        strong, plain = look.font("body", weight=600), look.font("body")
        taken = min(QFontMetrics(strong).horizontalAdvance(line.who), title.width())
        put_text(
            painter, QRect(title.x(), title.y(), taken + 2, title.height()), line.who, strong, look.color("text"), LEFT
        )
        rest = title.adjusted(taken + look.px(4), 0, 0, 0)
        faded = look.color("text3" if line.state == "undone" else "text")
        put_text(painter, rest, line.told, plain, faded, LEFT)
        below = QRect(room.x(), title.bottom() + look.px(1), room.width(), look.px(18))
        told = " · ".join(part for part in (line.about, line.detail) if part)
        put_text(painter, below, told, look.font("caption"), look.color("text2"), LEFT)

    def _end(self, painter: QPainter, rect: QRect, line: ActLine) -> int:
        look = theme()
        words, icon = verb(line)
        if acts(line) and self.writable:
            place = self.button(rect, line)
            rounded(painter, place, look.px(8), look.color("surface"), look.color("border_strong", 0.45))
            put_pixmap(painter, look.pixmap(icon, "text2", 16), QPointF(place.x() + look.px(22), place.center().y()))
            put_text(
                painter,
                place.adjusted(look.px(30), 0, 0, 0).toRect(),
                words,
                look.font("button"),
                look.color("text"),
                CENTRE,
            )
            return round(place.x())
        if acts(line):
            return rect.right() - look.px(14)
        font = look.font("caption")
        width = QFontMetrics(font).horizontalAdvance(words) + look.px(4)
        put_text(
            painter,
            QRect(rect.right() - look.px(22) - width, rect.y(), width, rect.height()),
            words,
            font,
            look.color("text2"),
            RIGHT,
        )
        left = rect.right() - look.px(22) - width
        if icon:
            put_pixmap(painter, look.pixmap(icon, "text2", 14), QPointF(left - look.px(10), rect.center().y() + 0.5))
        return left - look.px(22)

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, _model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Press the act drawn in a line."""
        line = index.data(LINE)
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and isinstance(line, ActLine)
        ):
            inside = self.button(option.rect, line).contains(event.position())
            if inside and acts(line) and self.writable:
                self.pressed.emit(line)
                return True
        return False


class ActList(QListView):
    """`chosen` carries the line the keyboard stands on, `pressed` one to take back, `opened` one to open, `ended` asks for more."""

    chosen = Signal(object)
    pressed = Signal(object)
    opened = Signal(object)
    ended = Signal()

    def __init__(self, name: str, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = QStandardItemModel(self)
        self._delegate = _Delegate(self)
        self._delegate.writable = writable
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._delegate.pressed.connect(self.pressed)
        self.selectionModel().currentChanged.connect(lambda *_places: self.chosen.emit(self.line()))
        self.doubleClicked.connect(lambda _index: self._open())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme().changed.connect(self.doItemsLayout)
        theme().changed.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for enough lines to scroll in, where something scrolls around it."""
        return least_list(self, _ROW) if scrolled_around(self) else super().minimumSizeHint()

    def lines(self) -> list[ActLine]:
        """Return the lines shown, without headings."""
        found = [self._model.item(row).data(LINE) for row in range(self._model.rowCount())]
        return [line for line in found if isinstance(line, ActLine)]

    def headings(self) -> list[str]:
        """Return the headings shown."""
        found = [self._model.item(row).data(LINE) for row in range(self._model.rowCount())]
        return [line for line in found if isinstance(line, str)]

    def line(self) -> ActLine | None:
        """Return the line the keyboard stands on."""
        found = self.currentIndex().data(LINE)
        return found if isinstance(found, ActLine) else None

    def show_lines(self, lines: Sequence[ActLine]) -> None:
        """Show other lines; the place is kept when its line is still there."""
        kept, scrolled = self.line(), self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self._model.clear()
        above = ""
        for line in lines:
            above = self._add(line, above)
        self.selectionModel().blockSignals(blocked)
        self.stand_on(kept.seq if kept is not None else None)
        self.verticalScrollBar().setValue(scrolled)

    def add_lines(self, lines: Sequence[ActLine]) -> None:
        """Add older lines at the end; the place is kept."""
        last = self.lines()[-1:]
        above = heading(last[0]) if last else ""
        for line in lines:
            above = self._add(line, above)

    def _add(self, line: ActLine, above: str) -> str:
        """Append a line, its heading before it where that differs from the one `above`; return the heading."""
        title = heading(line)
        if title != above:
            self._append(title, title, selectable=False)
        self._append(line, line.spoken, selectable=True)
        return title

    def stand_on(self, seq: int | None) -> None:
        """Stand on a line by its number, else on the first."""
        first: QModelIndex | None = None
        for row in range(self._model.rowCount()):
            line = self._model.item(row).data(LINE)
            if isinstance(line, ActLine):
                first = first or self._model.index(row, 0)
                if line.seq == seq:
                    first = self._model.index(row, 0)
                    break
        if first is not None:
            self.setCurrentIndex(first)
        self.chosen.emit(self.line())

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z for the line while the list has the keyboard."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Z takes the line back, Enter opens its record."""
        line = self.line()
        if event.matches(QKeySequence.StandardKey.Undo):
            if line is not None and acts(line) and self._delegate.writable:
                self.pressed.emit(line)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        line = self.line()
        if line is not None:
            self.opened.emit(line)

    def _append(self, data: ActLine | str, spoken: str, *, selectable: bool) -> None:
        item = QStandardItem(spoken)
        item.setData(data, LINE)
        item.setSelectable(selectable)
        item.setEnabled(selectable)
        self._model.appendRow(item)

    def _scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - _NEAR_END and self._model.rowCount():
            self.ended.emit()
