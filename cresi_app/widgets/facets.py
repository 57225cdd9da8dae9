"""Filters: check rows with counts in groups that fold, and the range of years over its histogram."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.paint import LEFT, RIGHT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme


@dataclass(frozen=True, slots=True)
class Facet:
    """One value to filter by. `count` None is « not counted (yet) »."""

    key: object
    word: str
    count: int | None = None


class CheckRow(QCheckBox):
    """A box, its word, and its count at the right; checked = in bold."""

    def __init__(self, facet: Facet, *, parent: QWidget | None = None) -> None:
        super().__init__(facet.word, parent)
        self.facet = facet
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self._name())
        self.setToolTip(facet.word)
        theme().changed.connect(self.updateGeometry)

    def show_facet(self, facet: Facet, *, checked: bool) -> None:
        """Show a value's word and count of now, without telling."""
        if facet != self.facet:
            self.facet = facet
            self.setText(facet.word)
            self.setToolTip(facet.word)
            self.setAccessibleName(self._name())
        blocked = self.blockSignals(True)
        self.setChecked(checked)
        self.blockSignals(blocked)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 26 pixels of height."""
        return QSize(theme().px(180), theme().px(26))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way: the word is cut, never the count."""
        return QSize(theme().px(100), theme().px(26))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802, ARG002 - Qt's name and signature
        """Take a press anywhere on the row."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw box, word and count."""
        look = theme()
        painter = smooth(QPainter(self))
        side = look.px(16)
        box = QRectF(0.5, (self.height() - side) / 2, side, side)
        paint_box(painter, box, checked=self.isChecked())
        count = "" if self.facet.count is None else format_number(self.facet.count)
        small = look.font("caption", tabular=True)
        width = QFontMetrics(small).horizontalAdvance(count) + look.px(4) if count else 0
        put_text(
            painter, QRect(self.width() - width, 0, width, self.height()), count, small, look.color("text3"), RIGHT
        )
        room = QRect(side + look.px(10), 0, self.width() - side - look.px(14) - width, self.height())
        font = look.font("secondary", weight=600 if self.isChecked() else 400)
        put_text(painter, room, self.text(), font, look.color("text"), LEFT)
        painter.end()

    def _name(self) -> str:
        if self.facet.count is None:
            return self.facet.word
        return f"{self.facet.word}, {format_number(self.facet.count)}"


def paint_box(painter: QPainter, box: QRectF, *, checked: bool) -> None:
    """Draw a check box of the look."""
    look = theme()
    if checked:
        rounded(painter, box, look.px(4), look.color("primary"))
        put_pixmap(painter, look.pixmap("check", "on_primary", 12, 3), box.center())
    else:
        rounded(painter, box, look.px(4), look.color("surface"), look.color("border_strong"), 1.2)


class GroupHead(QPushButton):
    """A group's name and its arrow; pressing folds the group."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 28 pixels of height."""
        return QSize(theme().px(180), theme().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the name and the arrow."""
        look = theme()
        painter = smooth(QPainter(self))
        put_text(painter, self.rect(), self.text(), look.font("secondary", weight=600), look.color("text"), LEFT)
        arrow = "chevron-down" if self.isChecked() else "chevron-right"
        put_pixmap(painter, look.pixmap(arrow, "text2", 16), QPointF(self.width() - look.px(8), self.height() / 2))
        painter.end()


class FacetGroup(QWidget):
    """Values of one kind; `changed` carries the set of keys checked. The first `shown` are seen, the others on demand."""

    changed = Signal(object)

    def __init__(self, title: str, *, shown: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._shown, self._all = title, shown, False
        self._facets: list[Facet] = []
        self._checked: set[object] = set()
        self._head = GroupHead(title)
        self._head.toggled.connect(self._fold)
        self._inside = QWidget()
        self._boxes: dict[object, CheckRow] = {}
        self._rows = Column()
        self._more = Button("", "link")
        self._more.clicked.connect(self._toggle_all)
        self._more.hide()
        Column(self._rows, Row(self._more, None), parent=self._inside)
        Column(self._head, self._inside, spacing=1, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_facets(self, facets: Sequence[Facet]) -> None:
        """Offer these values; what is checked stays checked, and stays offered."""
        here = {facet.key for facet in facets}
        kept = [Facet(facet.key, facet.word, 0) for facet in self._facets if facet.key in self._checked - here]
        self._facets = [*facets, *kept]
        self._rebuild()
        self.setVisible(bool(self._facets))

    def checked(self) -> set[object]:
        """Return the keys checked."""
        return set(self._checked)

    def set_checked(self, keys: set[object]) -> None:
        """Check these values only, without telling."""
        self._checked = set(keys)
        self._rebuild()

    def word(self, key: object) -> str:
        """Return the word of a value, "" when it is not offered."""
        return next((facet.word for facet in self._facets if facet.key == key), "")

    def _rebuild(self) -> None:
        """Show what is offered now. A row that stays is the same one: the keyboard stays in it, and the pane where it was scrolled."""
        seen = [f for n, f in enumerate(self._facets) if self._all or n < self._shown or f.key in self._checked]
        for key in self._boxes.keys() - {facet.key for facet in seen}:
            gone = self._boxes.pop(key)
            self._rows.removeWidget(gone)
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        for place, facet in enumerate(seen):
            row = self._boxes.get(facet.key) or self._new_box(facet)
            row.show_facet(facet, checked=facet.key in self._checked)
            if self._rows.indexOf(row) != place:
                self._rows.insertWidget(place, row)
                row.show()  # a widget that joins a shown one counts for nothing in its layout until then
        hidden = len(self._facets) - len(seen)
        self._more.setText(trn("{n} autre", "{n} autres", hidden) if hidden else tr("Moins"))
        self._more.setAccessibleName(f"{self._title} : {self._more.text()}")
        self._more.setVisible(bool(hidden or (self._all and len(self._facets) > self._shown)))
        for before, after in pairwise([self._head, *(self._boxes[facet.key] for facet in seen), self._more]):
            QWidget.setTabOrder(before, after)

    def _new_box(self, facet: Facet) -> CheckRow:
        row = self._boxes[facet.key] = CheckRow(facet, parent=self._inside)
        row.toggled.connect(lambda on, key=facet.key: self._toggled(key, on=on))
        return row

    def _toggled(self, key: object, *, on: bool) -> None:
        if on:
            self._checked.add(key)
        else:
            self._checked.discard(key)
        self.changed.emit(self.checked())

    def _toggle_all(self) -> None:
        self._all = not self._all
        self._rebuild()

    @property
    def is_folded(self) -> bool:
        """Whether only its name is seen."""
        return not self._head.isChecked()

    def fold(self, folded: bool) -> None:
        """Show its name alone, or its values."""
        self._head.setChecked(not folded)

    def _fold(self, opened: bool) -> None:
        self._inside.setVisible(opened)


class YearRange(QWidget):
    """Bars of years with two handles; `changed` carries (first, last) or None for all. Arrows move the handle chosen by Tab."""

    changed = Signal(object)

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._first, self._counts = 0, [0]
        self._low = self._high = 0
        self._handle = 0
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme().changed.connect(self.updateGeometry)

    def set_counts(self, first: int, counts: Sequence[int]) -> None:
        """Show the counts of the years from `first` on; a range chosen before is kept as far as it still exists."""
        chosen = self.range()
        self._first, self._counts = first, list(counts) or [0]
        self._low, self._high = (0, len(self._counts) - 1) if chosen is None else self._inside(*chosen)
        self._say()

    def range(self) -> tuple[int, int] | None:
        """Return (first, last) year chosen; None when all are."""
        if self._low == 0 and self._high == len(self._counts) - 1:
            return None
        return self._first + self._low, self._first + self._high

    def set_range(self, chosen: tuple[int, int] | None) -> None:
        """Choose years without telling."""
        self._low, self._high = (0, len(self._counts) - 1) if chosen is None else self._inside(*chosen)
        self._say()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return bars, track and the two years."""
        return QSize(theme().px(180), theme().px(78))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the handle; Space goes to the other one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: -5, Qt.Key.Key_PageUp: 5}.get(
            Qt.Key(event.key())
        )
        if event.key() == Qt.Key.Key_Space:
            self._handle = 1 - self._handle
            self._say()
        elif step is not None:
            self._move(self._handle, (self._low, self._high)[self._handle] + step)
            self.changed.emit(self.range())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the nearest handle."""
        x = event.position().x()
        self._handle = 0 if abs(x - self._x(self._low)) <= abs(x - self._x(self._high + 1)) else 1
        self._dragging = True
        self._follow(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the handle."""
        if self._dragging:
            self._follow(event.position().x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the handle go, and tell."""
        self._dragging = False
        self.changed.emit(self.range())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Repaint with the state."""
        self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw bars, track, handles and the two years."""
        look = theme()
        painter = smooth(QPainter(self))
        tall, most = look.px(36), max(1, *self._counts)
        step = self._x(1) - self._x(0)
        for number, count in enumerate(self._counts):
            inside = self._low <= number <= self._high
            height = max(look.px(2), tall * count / most)
            bar = QRectF(self._x(number) + step * 0.08, tall - height, max(1.0, step * 0.84), height)
            rounded(painter, bar, min(look.px(2), step / 3), look.color("primary" if inside else "border"))
        y = tall + look.px(9)
        low, high = self._x(self._low), self._x(self._high + 1)
        rounded(
            painter,
            QRectF(self._x(0), y - look.px(1.5), self._x(len(self._counts)) - self._x(0), look.px(3)),
            2,
            look.color("surface3"),
        )
        rounded(painter, QRectF(low, y - look.px(1.5), high - low, look.px(3)), 2, look.color("primary"))
        for number, x in enumerate((low, high)):
            disc = look.px(13 if self.hasFocus() and number == self._handle else 12)
            rounded(
                painter,
                QRectF(x - disc / 2, y - disc / 2, disc, disc),
                disc / 2,
                look.color("surface"),
                look.color("primary"),
                look.px(2),
            )
        words = QRect(0, y + look.px(8), self.width(), look.px(18))
        font = look.font("caption", tabular=True)
        put_text(painter, words, str(self._first + self._low), font, look.color("text2"), LEFT)
        put_text(painter, words, str(self._first + self._high), font, look.color("text2"), RIGHT)
        painter.end()

    def _x(self, number: int) -> float:
        inset = theme().px(7)
        return inset + (self.width() - 2 * inset) * number / len(self._counts)

    def _follow(self, x: float) -> None:
        inset = theme().px(7)
        at = round((x - inset) / max(1, self.width() - 2 * inset) * len(self._counts))
        self._move(self._handle, at - self._handle)

    def _move(self, handle: int, number: int) -> None:
        if handle == 0:
            self._low = max(0, min(number, self._high))
        else:
            self._high = min(len(self._counts) - 1, max(number, self._low))
        self._say()

    def _inside(self, first: int, last: int) -> tuple[int, int]:
        top = len(self._counts) - 1
        low = max(0, min(first - self._first, top))
        return low, max(low, min(last - self._first, top))

    def _say(self) -> None:
        which = (tr("début"), tr("fin"))[self._handle]
        low, high = self._first + self._low, self._first + self._high
        self.setAccessibleDescription(
            tr("De {low} à {high} ; les flèches déplacent : {which}", low=low, high=high, which=which)
        )
        self.update()
