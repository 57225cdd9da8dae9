"""The calendar of a dossier drawn: months as columns, activities as bars under their headings, milestones as diamonds."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.dates import format_month, month_name
from cresi_app.core.i18n import tr, trn
from cresi_app.projects.model import Bar, Gantt, Rhythm
from cresi_app.widgets.paint import CENTRE, LEFT, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

HEAD, HEADING, ROW, LABEL = 40, 28, 28, 232
MONTH = 22
"""A month this wide is read well: what is more goes to the names."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the chart: a heading (no bar) or an activity, `top` pixels of the look below the head."""

    words: str
    bar: Bar | None
    top: float


def _rows(chart: Gantt) -> Iterator[_Row]:
    top = 0.0
    for group in chart.groups:
        if group.theme:
            yield _Row(group.theme, None, top)
            top += HEADING
        for bar in group.bars:
            yield _Row(f"{bar.number} {bar.activity.title}".strip(), bar, top)
            top += ROW
    if chart.milestones:
        yield _Row(tr("Jalons"), None, top)
        top += HEADING
    for bar in chart.milestones:
        yield _Row(f"{bar.number} {bar.activity.title}".strip(), bar, top)
        top += ROW


class GanttChart(QWidget):
    """Shows a `Gantt`; the list beside it holds the same activities. `chosen` carries the id of the activity pressed."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._chart: Gantt | None = None
        self._rows: list[_Row] = []
        self._current: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_chart(self, chart: Gantt | None) -> None:
        """Show another calendar."""
        self._chart = chart
        self._rows = list(_rows(chart)) if chart is not None else []
        count = sum(row.bar is not None for row in self._rows)
        words = trn("Calendrier de {n} activité", "Calendrier de {n} activités", count)
        self.setAccessibleName(words)
        self.setAccessibleDescription(" ; ".join(_spoken(row.bar) for row in self._rows if row.bar is not None))
        self.setVisible(bool(self._rows))
        self.updateGeometry()
        self.update()

    def set_current(self, activity_id: int | None) -> None:
        """Mark another activity."""
        self._current = activity_id
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of the rows."""
        look = theme()
        bottom = self._rows[-1].top + ROW if self._rows else 0
        return QSize(look.px(520), look.px(HEAD + bottom + 6))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the activity under the pointer."""
        for row in self._rows:
            if row.bar is not None and self._place(row).contains(event.position().toPoint()):
                self.chosen.emit(row.bar.activity.id)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw months, headings, bars."""
        if self._chart is None:
            return
        painter = smooth(QPainter(self))
        self._paint_months(painter, self._chart)
        for row in self._rows:
            self._paint_row(painter, row)
        painter.end()

    def _left(self) -> int:
        """Return where the months begin: after the longest name, as far as that leaves them two thirds, or room for their bars."""
        look = theme()
        metrics = QFontMetrics(look.font("secondary", weight=600))
        longest = max((metrics.horizontalAdvance(row.words) for row in self._rows), default=0)
        count = self._chart.count if self._chart is not None else 1
        most = max(self.width() // 3, min(self.width() // 2, self.width() - count * look.px(MONTH)))
        return min(max(look.px(LABEL), longest + look.px(20)), most)

    def _step(self) -> float:
        assert self._chart is not None
        return (self.width() - self._left()) / max(1, self._chart.count)

    def _place(self, row: _Row) -> QRect:
        look = theme()
        return QRect(0, look.px(HEAD + row.top), self.width(), look.px(ROW))

    def _paint_months(self, painter: QPainter, chart: Gantt) -> None:
        look = theme()
        step, left = self._step(), self._left()
        wide = step >= look.px(34)
        for number, month in enumerate(chart.months):
            x = left + number * step
            year, index = month[:4], int(month[5:7])
            if index == 1 or number == 0:
                place = QRect(round(x) + look.px(3), 0, look.px(60), look.px(18))
                put_text(painter, place, year, look.font("caption", weight=600, tabular=True), look.color("text"), LEFT)
            line = look.color("border_strong" if index == 1 else "border", 0.6 if index == 1 else 1.0)
            if index == 1 or step >= look.px(9) or index in {4, 7, 10}:
                painter.fillRect(QRectF(x, look.px(HEAD - 4), 1, self.height() - look.px(HEAD)), line)
            if wide or step >= look.px(11):
                word = month_name(index, short=True) if wide else month_name(index)[:1].upper()
                place = QRect(round(x), look.px(18), round(step), look.px(18))
                put_text(painter, place, word, look.font("caption"), look.color("text3"), CENTRE)

    def _paint_row(self, painter: QPainter, row: _Row) -> None:
        look = theme()
        place = self._place(row)
        room = QRect(look.px(4), place.y(), self._left() - look.px(12), place.height())
        if row.bar is None:
            put_text(painter, room, row.words, look.font("caption", weight=600), look.color("accent"), LEFT)
            return
        chosen = row.bar.activity.id == self._current
        if chosen:
            rounded(painter, QRectF(place), look.px(6), look.color("primary_soft2"))
        put_text(
            painter, room, row.words, look.font("secondary", weight=600 if chosen else None), look.color("text"), LEFT
        )
        if row.bar.first is not None and row.bar.last is not None:
            self._paint_bar(painter, row.bar, place)

    def _paint_bar(self, painter: QPainter, bar: Bar, place: QRect) -> None:
        look = theme()
        assert bar.first is not None
        assert bar.last is not None
        x, step = self._left() + bar.first * self._step(), self._step()
        middle = place.center().y() + 0.5
        rhythm = bar.activity.rhythm
        if rhythm is Rhythm.MILESTONE:
            reach, at = look.px(6), QPointF(x + step / 2, middle)
            corners = [QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_fill"))
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
            return
        width = (bar.last - bar.first + 1) * step
        rect = QRectF(x + 1, middle - look.px(6), max(2.0, width - 2), look.px(12))
        if rhythm is Rhythm.CONTINUOUS:
            rounded(painter, rect, look.px(4), look.color("primary"))
            return
        rounded(painter, rect, look.px(4), look.color("primary_soft"), look.color("primary"))
        painter.save()
        painter.setClipRect(rect.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(look.color("primary", 0.55), 1.2))
        stripe = rect.x() - rect.height()
        while stripe < rect.right():
            painter.drawLine(QPointF(stripe, rect.bottom()), QPointF(stripe + rect.height(), rect.top()))
            stripe += look.px(6)
        painter.restore()


def _spoken(bar: Bar) -> str:
    activity = bar.activity
    if not activity.starts_month and not activity.ends_month:
        return tr("{title} : sans date", title=activity.title)
    first, last = activity.starts_month or activity.ends_month, activity.ends_month or activity.starts_month
    return tr("{title} : de {first} à {last}", title=activity.title, first=format_month(first), last=format_month(last))
