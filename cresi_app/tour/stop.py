"""One view of the window, and the pause in which it is painted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from cresi_app.shell.window import MainWindow

STILL_TURNS: Final = 4
"""Turns of the event loop in which nothing moves: what waits for a timer or for being painted takes some to be asked."""
MOST_TURNS: Final = 40
"""Turns after which one goes on all the same."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One view. `show` brings it up; what it returns is looked at instead of the window, and closed afterwards."""

    name: str
    show: Callable[[], QWidget | None]
    daily: bool = False
    """Whether the short tour stops here too."""

    @property
    def desk(self) -> str:
        """What it belongs to: the first word of its name."""
        return self.name.partition("-")[0]


def settle(window: MainWindow) -> None:
    """Let everything asked for arrive and be painted, until what scrolls stands still: what arrives may ask for more room."""
    before: list[tuple[int, ...]] = []
    still = 0
    for _turn in range(MOST_TURNS):
        window.desk.wait_idle()
        window.repaint(0, 0, 1, 1)  # and with it what waits for being painted: lists lay themselves out then
        QCoreApplication.processEvents()
        now = _room(window)
        still = still + 1 if now == before and window.desk.tasks.idle else 0
        if still == STILL_TURNS:
            return
        before = now


def _room(window: QWidget) -> list[tuple[int, ...]]:
    """Return the room that everything in sight that scrolls has, and what it scrolls over."""
    return [
        (area.width(), area.height(), area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum())
        for area in window.findChildren(QAbstractScrollArea)
        if area.isVisible()
    ]


def shown(widget: QWidget) -> QWidget:
    """Show a dialog or a menu to be looked at instead of the window."""
    widget.show()
    QCoreApplication.processEvents()
    return widget
