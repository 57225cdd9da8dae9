"""The edge between two panes: dragged, or moved by the keys of the window, it gives one of them another width, kept for the next time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.motion import FAR, slide_in
from cresi_app.widgets.theme import theme

GRIP: Final = 9
"""Pixels of the look around the edge where it can be taken."""
STEP: Final = 24
"""How far one press of a key moves it."""
MEMORY: Final = "widths"


@dataclass(frozen=True, slots=True)
class Edged:
    """Which pane has the width, under which name it is kept, and within which bounds (pixels of the look).

    `side` is where the edge lies on the pane; `refit` shares the room out again.
    """

    pane: QWidget
    name: str
    side: Literal["left", "right"]
    refit: Callable[[], object]
    bounds: tuple[float, float] = (240, 640)


class PaneEdge(QWidget):
    """Lies over the edge of a pane. A double click gives the width it had at first."""

    def __init__(self, desk: Desk, edged: Edged) -> None:
        parent = edged.pane.parentWidget()
        assert parent is not None, "the pane stands in its layout first"
        super().__init__(parent)
        self._desk, self._edged, self._parent = desk, edged, parent
        self._taken: tuple[float, float] | None = None
        self._allowed = True
        self._live: float | None = None
        """The width while it is dragged: it is kept when it is let go."""
        self.setProperty("lies_over", True)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(tr("Glisser pour changer la largeur, double-cliquer pour revenir à celle d'origine"))
        self.setAccessibleName(tr("Bord du volet"))
        edged.pane.installEventFilter(self)
        parent.installEventFilter(self)
        self._place()

    def wide(self, usual: float) -> float:
        """Return the width that somebody gave, within its bounds, or the usual one, in pixels of the look."""
        kept = self._desk.recall(MEMORY).get(self._edged.name) if self._live is None else self._live
        if not isinstance(kept, int | float) or isinstance(kept, bool):
            return usual
        least, most = self._edged.bounds
        return min(max(kept, least), most)

    def allow(self, allowed: bool) -> None:
        """Let it be taken, or not: what stands in the pane for now has a width of its own."""
        self._allowed = allowed
        self._place()

    def holds(self, widget: QWidget | None) -> bool:
        """Say whether a widget stands in the pane."""
        return widget is not None and self._edged.pane.isAncestorOf(widget)

    def move_by(self, steps: int) -> None:
        """Make the pane wider (1) or narrower (−1)."""
        self._keep(self._edged.pane.width() / theme().scale + steps * STEP)

    def forget(self) -> None:
        """Give the pane its usual width."""
        self._keep(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the pane."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}:
            self._place()
        # Shown by itself, not with its page: it comes in from its side.
        if event.type() == QEvent.Type.ShowToParent and watched is self._edged.pane:
            slide_in(self._edged.pane, FAR if self._edged.side == "left" else -FAR)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the edge."""
        self._taken = (event.globalPosition().x(), self._edged.pane.width())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag it."""
        if self._taken is not None:
            start, width = self._taken
            way = event.globalPosition().x() - start
            self._live = (width + (way if self._edged.side == "right" else -way)) / theme().scale
            self._edged.refit()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let it go; the width is kept."""
        if self._taken is not None:
            self._taken = None
            if self._live is not None:
                self._keep(self._live)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Give the pane its usual width."""
        self._taken = self._live = None
        self.forget()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Show where it is taken."""
        if self.underMouse() or self._taken is not None:
            painter = QPainter(self)
            middle = self.width() // 2
            painter.fillRect(QRect(middle - 1, 0, 3, self.height()), theme().color("primary"))
            painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Be seen under the pointer."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Be unseen again."""
        self.update()
        super().leaveEvent(event)

    def _keep(self, width: float | None) -> None:
        least, most = self._edged.bounds
        self._live = None
        told = None if width is None else round(min(max(width, least), most))
        self._desk.remember(MEMORY, **{self._edged.name: told})
        self._edged.refit()

    def _place(self) -> None:
        pane, parent = self._edged.pane, self._parent
        shown = self._allowed and not pane.isHidden() and pane.width() < parent.width()
        self.setVisible(shown)
        if shown:
            grip = theme().px(GRIP)
            at = pane.geometry().right() + 1 if self._edged.side == "right" else pane.geometry().left()
            self.setGeometry(at - grip // 2, pane.geometry().top(), grip, pane.height())
            self.raise_()
