"""Measures drawn: the segmented bar, the fourteen days, the steps of a dossier, the year's histogram bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.widgets.paint import CENTRE, LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

_DISC: Final = 20
_AFTER_DISC: Final = 8
_LINE: Final = 28
_ROUND_LINE: Final = 10
"""Steps in a line, in the look's pixels: disc, room after it, the line between two steps and the room at its ends."""


class SegmentedBar(QWidget):
    """Parts of a whole on a track: `parts` are (share 0 to 1, token); words beside it say the same."""

    def __init__(self, height: float = 9, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[float, str]] = []
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_parts(self, parts: Sequence[tuple[float, str]], words: str = "") -> None:
        """Show other parts; `words` is what assistive tools say."""
        self._parts = list(parts)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its height and a little width."""
        return QSize(theme().px(60), theme().px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw track and parts with 1.5 px gaps."""
        painter = smooth(QPainter(self))
        paint_bar(painter, QRectF(self.rect()), self._parts)
        painter.end()


def paint_bar(painter: QPainter, rect: QRectF, parts: Sequence[tuple[float, str]]) -> None:
    """Draw a track and its parts, (share 0 to 1, token), inside `rect`; the ends are round, the joints straight."""
    look = theme()
    rounded(painter, rect, rect.height() / 2, look.color("surface3"))
    painter.save()
    x = rect.x()
    gap = 1.5 * look.scale
    shape = _round_ends(rect)
    painter.setClipPath(shape)
    for share, token in parts:
        width = rect.width() * max(0.0, min(1.0, share))
        if width > 0:
            part = QRectF(x, rect.y(), min(width, rect.right() - x), rect.height())
            painter.fillRect(part, look.color(token))
            if part.right() < rect.right() - gap:
                painter.fillRect(QRectF(part.right() - gap, rect.y(), gap, rect.height()), look.color("surface"))
        x += width
    painter.restore()


def _round_ends(rect: QRectF) -> QPainterPath:

    path = QPainterPath()
    path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    return path


@dataclass(frozen=True, slots=True)
class Days:
    """The yearly quota of training days, each in one state."""

    done: int = 0
    confirmed: int = 0
    option: int = 0
    quota: int = 14

    @property
    def free(self) -> int:
        """Days of the quota that nothing holds."""
        return max(0, self.quota - self.done - self.confirmed - self.option)

    @property
    def over(self) -> int:
        """Days beyond the quota."""
        return max(0, self.done + self.confirmed + self.option - self.quota)

    def sentence(self) -> str:
        """Return the gauge in words: « 9 réalisés · 3 confirmés · 1 option · 1 libre »."""
        words = [
            trn("{n} réalisé", "{n} réalisés", self.done),
            trn("{n} confirmé", "{n} confirmés", self.confirmed),
            trn("{n} option", "{n} options", self.option),
            trn("{n} libre", "{n} libres", self.free),
        ]
        if self.over:
            words.append(trn("{n} au-delà du quota", "{n} au-delà du quota", self.over))
        return " · ".join(words)


class DaysGauge(QWidget):
    """One block a day of the quota; the sentence must stand beside it. `size` small is for the key figure card."""

    def __init__(self, size: Literal["small", "large"] = "large", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = Days()
        self._large = size == "large"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_days(self, days: Days) -> None:
        """Show other days."""
        self._days = days
        self.setAccessibleName(days.sentence())
        self.setToolTip(days.sentence())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a block and a little width."""
        look = theme()
        return QSize(look.px(240), look.px(22 if self._large else 9))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the blocks."""
        look = theme()
        painter = smooth(QPainter(self))
        states = self._states()
        gap = look.px(7 if self._large else 6)
        width = (self.width() - gap * (len(states) - 1)) / max(1, len(states))
        for index, state in enumerate(states):
            rect = QRectF(index * (width + gap), 0, width, self.height())
            paint_day(painter, rect, state, look.px(5))
        painter.end()

    def _states(self) -> list[str]:
        days = self._days
        states = ["done"] * days.done + ["confirmed"] * days.confirmed + ["option"] * days.option + ["free"] * days.free
        return states[: days.quota] + ["over"] * days.over


def paint_day(painter: QPainter, rect: QRectF, state: str, radius: float) -> None:
    """Draw one day in a state: ``done confirmed option free over``."""
    look = theme()
    match state:
        case "done":
            rounded(painter, rect, radius, look.color("primary"))
        case "confirmed":
            rounded(painter, rect, radius, look.color("surface"))
            rounded(painter, rect, radius, look.color("primary", 0.45))
        case "option":
            painter.setBrush(look.color("surface"))
            painter.setPen(QPen(look.color("primary"), max(1.2, 1.4 * look.scale), Qt.PenStyle.DashLine))
            inner = rect.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inner, min(radius, inner.height() / 2), min(radius, inner.height() / 2))
        case "over":
            rounded(painter, rect, radius, look.color("danger_fill"))
        case _:
            rounded(painter, rect, radius, look.color("surface3"), look.color("border"))


class Stepper(QWidget):
    """Steps in a line: done with a check, current outlined, next grey; the word is always there.

    The words stand under the discs; with `beside` they stand next to them as soon as there is room.
    """

    def __init__(self, name: str, *, beside: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._beside = name, beside
        self._steps: list[str] = []
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_steps(self, steps: Sequence[str], current: int) -> None:
        """Show these steps, `current` (from 0) being under way; `len(steps)` when all are done."""
        self._steps, self._current = list(steps), current
        now = self._steps[current] if current < len(self._steps) else tr("terminé")
        self.setAccessibleName(f"{self._name} : {now}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that the words need."""
        look = theme()
        across = self._in_line() if self._beside else look.px(90) * max(1, len(self._steps))
        return QSize(across, look.px(20 + 4) + look.line("caption"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Shrink until the words touch."""
        look = theme()
        metrics = QFontMetrics(look.font("caption", weight=600))
        words = sum(metrics.horizontalAdvance(step) + look.px(8) for step in self._steps)
        if scrolls_whole(self):  # words cut, and told by a tooltip, rather than a page that scrolls sideways
            words = min(words, look.px(56) * len(self._steps))
        return QSize(words, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw line, discs and words."""
        if not self._steps:
            return
        painter = smooth(QPainter(self))
        if self._beside and self.width() >= self._in_line():
            self._paint_in_line(painter)
        else:
            self._paint_under(painter)
        painter.end()

    def _word_width(self, word: str) -> int:
        return QFontMetrics(theme().font("secondary", weight=600)).horizontalAdvance(word) + 2

    def _in_line(self) -> int:
        """Return the width of discs, words and lines one after the other."""
        look, number = theme(), len(self._steps)
        words = sum(self._word_width(word) for word in self._steps)
        return words + look.px(_DISC + _AFTER_DISC) * number + look.px(_LINE + 2 * _ROUND_LINE) * max(number - 1, 0) + 2

    def _paint_in_line(self, painter: QPainter) -> None:
        look = theme()
        x, y = self.width() - self._in_line() + 1, self.height() / 2
        for index, word in enumerate(self._steps):
            self._paint_disc(painter, index, QPointF(x + look.px(_DISC) / 2, y))
            x += look.px(_DISC + _AFTER_DISC)
            place = QRect(x, 0, self._word_width(word), self.height())
            font = look.font("secondary", weight=600 if index == self._current else 500)
            put_text(painter, place, word, font, look.color(self._ink(index)), LEFT)
            x = place.right() + 1 + look.px(_ROUND_LINE)
            if index < len(self._steps) - 1:
                self._paint_line(painter, index, QPointF(x, y), QPointF(x + look.px(_LINE), y))
                x += look.px(_LINE + _ROUND_LINE)

    def _paint_under(self, painter: QPainter) -> None:
        look = theme()
        cells = self._cells()
        disc = look.px(_DISC)
        y = disc / 2
        middles = [sum(cells[:index]) + cell / 2 for index, cell in enumerate(cells)]
        for index, (before, after) in enumerate(pairwise(middles)):
            x1, x2 = before + disc / 2 + 2, after - disc / 2 - 2
            self._paint_line(painter, index, QPointF(x1, y), QPointF(x2, y))
        for index, (word, cell, middle) in enumerate(zip(self._steps, cells, middles, strict=True)):
            self._paint_disc(painter, index, QPointF(middle, y))
            place = QRect(round(middle - cell / 2), disc + look.px(3), round(cell), look.line("caption"))
            font = look.font("caption", weight=600 if index == self._current else 400)
            put_text(painter, place, word, font, look.color(self._ink(index)), CENTRE)

    def _cells(self) -> list[float]:
        """Return the width of each step: all the same, or by their words where a longer one would be cut."""
        even, wanted = self.width() / len(self._steps), [self._cell(index) for index in range(len(self._steps))]
        if max(wanted) <= even:
            return [even] * len(wanted)
        others = sorted(width for index, width in enumerate(wanted) if index != self._current)
        room, most = self.width() - (sum(wanted) - sum(others)), 0.0  # the step under way is not cut
        while others and (most := room / len(others)) >= others[0]:
            room -= others.pop(0)  # only the longest words give way
        spare = 0.0 if others else room / len(wanted)
        return [
            (min(width, most) if others and index != self._current else width) + spare
            for index, width in enumerate(wanted)
        ]

    def _cell(self, index: int) -> float:
        """Return the width that the word of a step needs, with what parts it from the next."""
        font = theme().font("caption", weight=600 if index == self._current else 400)
        return QFontMetrics(font).horizontalAdvance(self._steps[index]) + theme().px(8)

    def _ink(self, index: int) -> str:
        return "text" if index <= self._current else "text3"

    def _paint_line(self, painter: QPainter, index: int, start: QPointF, end: QPointF) -> None:
        look = theme()
        painter.setPen(QPen(look.color("primary" if index < self._current else "border"), look.px(2)))
        painter.drawLine(start, end)

    def _paint_disc(self, painter: QPainter, index: int, centre: QPointF) -> None:
        look = theme()
        disc = look.px(_DISC)
        rect = QRectF(centre.x() - disc / 2, centre.y() - disc / 2, disc, disc)
        current = index == self._current
        if index < self._current:
            rounded(painter, rect, disc / 2, look.color("primary"))
            put_pixmap(painter, look.pixmap("check", "on_primary", 12, 3), centre)
        else:
            line = look.color("primary" if current else "border_strong")
            rounded(painter, rect, disc / 2, look.color("surface"), line, look.px(2) if current else 1)
            ink = look.color("primary" if current else "text3")
            put_text(painter, rect.toRect(), str(index + 1), look.font("caption", weight=600), ink, CENTRE)
