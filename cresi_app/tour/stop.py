"""One view of the window, and the pause in which it is painted."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from cresi_app.shell.window import MainWindow


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
    """Let everything asked for arrive and be painted."""
    for _ in range(4):  # what arrives may ask for more, and what is laid out anew for room
        window.desk.wait_idle()
        QCoreApplication.processEvents()


def shown(widget: QWidget) -> QWidget:
    """Show a dialog or a menu to be looked at instead of the window."""
    widget.show()
    QCoreApplication.processEvents()
    return widget
