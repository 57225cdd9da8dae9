"""Surfaces: the card with its title row, the key figure, the plain divider, the pane."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.gauges import SegmentedBar
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.paint import card_ground, put_pixmap, rounded, smooth
from cresi_app.widgets.pills import CountBadge
from cresi_app.widgets.sparkline import Sparkline
from cresi_app.widgets.theme import theme

_NO_BREAK: Final = "\u00a0"
_SHORT: Final = 24
"""Characters of a part that no key figure is too narrow for."""


class Card(QWidget):
    """A white block with its outline: `body` receives the parts, `head` the title row when there is a title.

    `aside` are widgets at the right of the title (a link, a button).
    """

    def __init__(
        self,
        title: str = "",
        *,
        count: int | None = None,
        aside: Sequence[QWidget] = (),
        padding: tuple[float, float] = (20, 16),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        across, down = padding
        self.body: Column = Column(spacing=8, margins=(across, down, across, down + 3), parent=self)
        self.title_label = Label(title, "h2")
        self.badge = CountBadge(count or 0)
        if count is None:
            self.badge.hide()  # showing it before it has a parent would open a window of its own
        self.head = Row(self.title_label, self.badge, None, *aside, spacing=10)
        if title or aside:
            self.body.addLayout(self.head)
        else:
            self.title_label.setParent(self)
            self.title_label.hide()
            self.badge.setParent(self)
            self.badge.hide()
        theme().changed.connect(self.update)

    def set_title(self, title: str, count: int | None = None) -> None:
        """Show another title or count."""
        self.title_label.setText(title)
        self.badge.setVisible(count is not None)
        self.badge.set_count(count or 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground; the lowest 3 pixels are for the shadow."""
        look = theme()
        painter = smooth(QPainter(self))
        card_ground(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -look.px(2) - 0.5), look.px(14))
        painter.end()


class Divider(QWidget):
    """A 1 px line between rows."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("border"))
        painter.end()


class Pane(QWidget):
    """A plain ground in the colour of a token, with optional 1 px lines at its edges (letters of ``ltrb``)."""

    def __init__(self, ground: str = "surface", edges: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._edges = ground, edges
        # What lies inside, a scroll area above all, leaves the lines their pixel.
        self.setContentsMargins(*(int(edge in edges) for edge in "ltrb"))
        theme().changed.connect(self.update)

    @property
    def edges(self) -> str:
        """At which edges it has a line."""
        return self._edges

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground and lines."""
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color(self._ground))
        line, width, height = look.color("border"), self.width(), self.height()
        for edge, x, y, w, h in (
            ("l", 0, 0, 1, height),
            ("t", 0, 0, width, 1),
            ("r", width - 1, 0, 1, height),
            ("b", 0, height - 1, width, 1),
        ):
            if edge in self._edges:
                painter.fillRect(x, y, w, h, line)
        painter.end()


class IconTile(QWidget):
    """A drawing on the soft ground of its tone, 36 square."""

    def __init__(self, icon: str, tone: str = "primary", size: float = 36, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size = icon, tone, size
        self.restyle()
        theme().changed.connect(self.restyle)

    def set(self, icon: str, tone: str) -> None:
        """Show another drawing on another ground."""
        self._icon, self._tone = icon, tone
        self.update()

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedSize(theme().px(self._size), theme().px(self._size))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = smooth(QPainter(self))
        paint_tile(painter, QRectF(self.rect()), self._icon, self._tone)
        painter.end()


def paint_tile(painter: QPainter, rect: QRectF, icon: str, tone: str) -> None:
    """Draw a drawing on the soft ground of its tone."""
    look = theme()
    ground, ink = ("surface3", "text2") if tone == "neutral" else (f"{tone}_soft", tone)
    line = look.color("border") if look.contrast else None
    rounded(painter, rect, min(look.px(10), rect.height() * 0.28), look.color(ground), line)
    put_pixmap(painter, look.pixmap(icon, ink, rect.height() * 0.5 / look.scale), QPointF(rect.center()))


def _unbroken(caption: str) -> str:
    """Let « 9 réalisés · 1 libre » go to the next line between its parts only, never with the dot or half of one."""
    parts = [part.replace(" ", _NO_BREAK) if len(part) <= _SHORT else part for part in caption.split(" · ")]
    return f"{_NO_BREAK}· ".join(parts) if len(parts) > 1 else caption


class KeyFigure(Card):
    """One figure of the centre: tile, what it is, the figure in serif, a bar, a caption that says it in words.

    `bar` replaces the segmented bar (a days gauge); else use `self.bar.set_parts`. With a `door`, its spoken name, the card
    opens what it counts: `opened` by its arrow or a click anywhere.
    """

    opened = Signal()

    def __init__(
        self, icon: str, tone: str, name: str, *, bar: QWidget | None = None, door: str = "", parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(padding=(18, 16), parent=parent)
        self.name_label = ElidedLabel(name, "secondary", "text2")
        self.figure_label = Label("—", "figure")
        self.bar = SegmentedBar()
        gauge = self.bar if bar is None else bar
        self.caption_label = Label("", "caption", "text3", wrap=True)
        head = Row(IconTile(icon, tone), self.name_label, spacing=11)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.door = IconButton(door, "chevron-right") if door else None
        if self.door is not None:
            self.door.clicked.connect(lambda _checked=False: self.opened.emit())
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            head.addWidget(self.door)
        self.trend = Sparkline()
        self.body.addLayout(Row(self.figure_label, None, self.trend, spacing=10))
        self.body.addWidget(gauge)
        self.body.addWidget(self.caption_label)
        self.body.set_gap(4)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set(self, figure: str, caption: str) -> None:
        """Show a figure and what it means."""
        self.figure_label.setText(figure)
        self.caption_label.setText(_unbroken(caption))
        self.setAccessibleName(f"{self.name_label.text()} : {figure}. {caption}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open what is counted, as the arrow does."""
        inside = self.rect().contains(event.position().toPoint())
        if self.door is not None and event.button() == Qt.MouseButton.LeftButton and inside:
            self.opened.emit()
        else:
            super().mouseReleaseEvent(event)
